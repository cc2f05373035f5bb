import time

import pytest

from crawler.text.bylines import agency, people


@pytest.mark.parametrize(
    ("raw", "usual"),
    [
        ("Yonhap", "Yonhap"),
        ("[YONHAP]", "Yonhap"),
        ("연합뉴스", "Yonhap"),
        ("(Yonhap News Agency)", "Yonhap"),
        ("© KYODO", "Kyodo"),
        ("By Kyodo News", "Kyodo"),
        ("Image: KYODO", "Kyodo"),
        ("The Associated Press", "AP"),
        ("AP photo", "AP"),
        ("AFP-Jiji", "AFP"),
        ("로이터 연합뉴스", "Reuters"),
        ("뉴시스", "Newsis"),
    ],
)
def test_a_wire_is_named_in_its_usual_spelling(raw: str, usual: str) -> None:
    assert agency(raw) == usual


@pytest.mark.parametrize(
    "raw", ["", None, "Apple", "KBS", "SoftBank", "Han Seo-yun", "Yonhap said on Monday", "an AP reporter in Tokyo"]
)
def test_what_is_no_wire_names_none(raw: str | None) -> None:
    assert agency(raw) == ""


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Han Seo-yun", ["Han Seo-yun"]),
        ("BY SHAUN O'NEIL", ["Shaun O'Neil"]),
        ("BY HAN SEO-YUN AND LEE DO-HYEON", ["Han Seo-yun", "Lee Do-hyeon"]),
        ("Han Seo-yun, Lee Do-hyeon", ["Han Seo-yun", "Lee Do-hyeon"]),
        ("By Tim Harper; Kelly Hill", ["Tim Harper", "Kelly Hill"]),
        ("By Han Seo-yun, staff writer", ["Han Seo-yun"]),
        ("Kelly Hill, contributing editor", ["Kelly Hill"]),
        ("Written by Mary Ann Lee (mary@example.com)", ["Mary Ann Lee"]),
        ("By Anderson Cole", ["Anderson Cole"]),
        ("By Juan de la Cruz", ["Juan de la Cruz"]),
        ("한서윤 기자 syhan@kbs.co.kr", ["한서윤"]),
        ("한서윤·이도현 기자", ["한서윤", "이도현"]),
        ("By Han Seo-yun and Han Seo-yun", ["Han Seo-yun"]),
        ("Han Seo-yunHan Seo-yun", ["Han Seo-yun"]),
        ("한서윤 기자의 기사 모음", ["한서윤"]),
        ("한서윤 기자의 다른 기사 더보기", ["한서윤"]),
        ("한서윤 기자 구독", ["한서윤"]),
        ("Alle Artikel von Ada Brook", ["Ada Brook"]),
        ("All posts by Ada Brook", ["Ada Brook"]),
        ("Ada Brook Alle Artikel", ["Ada Brook"]),
        ("By Ada Brook For Mailonline", ["Ada Brook"]),
        ("Ada Brook, Jon Hale for The Example", ["Ada Brook", "Jon Hale"]),
        ("text: Ada Brook, design: Jon Hale", ["Ada Brook", "Jon Hale"]),
        ("Ada Brook, Sr. Director of Operations", ["Ada Brook"]),
        ("Organization for Harbors", ["Organization for Harbors"]),
        ("Redacción El Ejemplo", []),
        ("example.com", []),
        ("q_admin, adminn", []),
        ("Our Editors", []),
        ("Contact us", []),
        ("Sponsored by StackExample", []),
        ('{"name":"Ada Brook"', []),
        ('"name":"Ada Brook"', []),
        ('Ada "Addie" Brook', ['Ada "Addie" Brook']),
        ("A.J. Brook, Jon Hale Jr.", ["A.J. Brook", "Jon Hale Jr"]),
    ],
)
def test_a_byline_gives_people_without_titles_and_mail(byline: str, names: list[str]) -> None:
    assert people(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "",
        None,
        "By Kyodo News",
        "Yonhap",
        "Korea Herald",
        "Korea JoongAng Daily",
        "Business Desk",
        "경제부",
        "KBS 뉴스",
    ],
)
def test_desks_papers_and_wires_are_no_people(byline: str | None) -> None:
    assert people(byline) == []


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Von Ada Brook", ["Ada Brook"]),
        ("von Ada Brook und Jon Reed", ["Ada Brook", "Jon Reed"]),
        ("Par Ada Brook et Jon Reed", ["Ada Brook", "Jon Reed"]),
        ("Ada Brook og Jon Reed", ["Ada Brook", "Jon Reed"]),
        ("Di Ada Brook", ["Ada Brook"]),
        ("Von Reed", ["Von Reed"]),
        ("Dr. Ada Brook", ["Ada Brook"]),
        ("Ada Brook, dpa", ["Ada Brook"]),
        ("HDN Staff", []),
        ("Ada Brook with Agencies", []),
        ("IN-Redaktion", []),
    ],
)
def test_bylines_of_other_languages_are_read(byline: str, names: list[str]) -> None:
    assert people(byline) == names


@pytest.mark.parametrize("raw", ["Von DPA", "dpa-infocom", "Deutsche Presse-Agentur"])
def test_a_wire_behind_a_prefix_is_named(raw: str) -> None:
    assert agency(raw) == "DPA"


@pytest.mark.parametrize("sign", ["(a", "[", "@a", "Ab ", ", ", " and "])
def test_a_byline_of_any_length_is_read_at_once(sign: str) -> None:
    began = time.process_time()
    people(sign * 40_000)
    agency(sign * 40_000)
    assert time.process_time() - began < 1
