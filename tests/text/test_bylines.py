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
