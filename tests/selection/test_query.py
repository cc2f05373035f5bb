import pytest

from crawler.selection.query import Names, parse_query

TEXT = (
    "SoftBank’s Masayoshi Son met President Lee Jae Myung; "
    "OpenAI와 오라클도 스타게이트에 참여한다고 소프트뱅크가 밝혔다."
)


@pytest.mark.parametrize(
    "query",
    [
        "softbank", "SOFTBANK", "ＳｏｆｔＢａｎｋ", "softbank son", "son softbank", "nothing OR son",
        "softbank OR nothing openai",
        '"masayoshi son"', '"Lee  Jae Myung"', "softbank -oracle", "openai", "소프트뱅크",
        "소프트뱅크가", "소프트뱅크는", "스타게이트",
        "오라클", "스타게이트를", "softbank 스타게이트", "-nothing softbank", "softbank's", "“masayoshi son”",
        "OpenAI는", "softbank, openai", "＂masayoshi son＂", "–nothing softbank",
    ],
)  # fmt: skip
def test_what_is_there_matches(query: str) -> None:
    assert parse_query(query).matches("A title", TEXT)


@pytest.mark.parametrize(
    "query",
    [
        "softban", "ank", "soft bank", '"son masayoshi"', "softbank nothing", "nothing OR none",
        "softbank OR nothing none",
        "softbank -openai",
        'softbank -"jae myung"', "소프트뱅크로보틱스", "open", "lee OR son -oracle -소프트뱅크",
    ],
)  # fmt: skip
def test_what_is_not_there_does_not_match(query: str) -> None:
    assert not parse_query(query).matches("A title", TEXT)


def test_title_and_text_are_looked_at_together() -> None:
    assert parse_query("arm gwangju").matches("Arm opens a school", "Gwangju lends the building.")


@pytest.mark.parametrize("noun", ["손정의", "경기도", "아시아나", "고속도로", "전문가", "한국은행", "정상회의"])
def test_a_noun_that_ends_like_a_particle_is_looked_for_whole(noun: str) -> None:
    assert parse_query(noun).matches("", f"{noun}가 나왔다")
    assert not parse_query(noun).matches("", f"{noun[:-1]} 나왔다")


@pytest.mark.parametrize("written", ["손정의 회장", "손정의회장", "손정의 회장은"])
def test_a_korean_phrase_is_found_with_and_without_its_blank(written: str) -> None:
    assert parse_query('"손정의 회장"').matches("", written)


def test_decomposed_hangul_is_the_same() -> None:
    assert parse_query("한국").matches("", "한국의 반도체")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "it has no words"),
        ("   ", "it has no words"),
        ("-softbank", "only excluded words"),
        ("OR softbank", "OR must stand between two terms"),
        ("softbank OR", "OR must stand between two terms"),
        ("softbank OR OR son", "OR must stand between two terms"),
        ("softbank OR -son", "-son cannot be combined with OR"),
        ('"softbank', "unclosed quotation mark"),
        ('soft"bank"', "quotation mark inside a word"),
        ('""', "is not a word"),
        ("softbank -", "is not a word"),
        ("softbank !!", "is not a word"),
        ("a " * 51, "more than 50 terms"),
    ],
)
def test_an_invalid_query_is_refused_with_the_reason(query: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_query(query)


@pytest.mark.parametrize("query", ["masayoshi-son", "SON MASAYOSHI", "손정의"])
def test_a_name_is_found_by_any_of_its_forms(query: str) -> None:
    names = Names((("Masayoshi-Son", "손정의", "Son Masayoshi"),))
    query = query if " " not in query else f'"{query}"'
    for text in ("Masayoshi-Son said", "son  masayoshi said", "손정의 회장은"):
        assert parse_query(query, names).matches("", text)


def test_an_outlet_is_searched_for_each_alternative_in_its_script() -> None:
    names = Names((("SoftBank", "소프트뱅크"),))
    query = parse_query("softbank openai OR oracle -arm", names)

    assert query.searches(hangul=False) == ["softbank openai", "softbank oracle"]
    assert query.searches(hangul=True) == ["소프트뱅크 openai", "소프트뱅크 oracle"]


def test_an_outlet_is_not_searched_for_hundreds_of_alternatives() -> None:
    query = parse_query("a OR b OR c d OR e OR f g")

    assert query.searches(hangul=False) == [f"{first} g" for first in "def"]


def test_an_outlet_is_searched_for_each_minimal_form_of_a_name_in_its_script() -> None:
    names = Names((("Masayoshi Son", "Son Masayoshi", "Mr. Masayoshi Son", "손정의", "마사요시 손", "孫正義"),))
    query = parse_query('"masayoshi son"', names)

    assert query.searches(hangul=False) == ["masayoshi son", "Son Masayoshi"]
    assert query.searches(hangul=True) == ["손정의", "마사요시 손"]


def test_an_outlet_is_searched_for_a_word_without_its_particle() -> None:
    assert parse_query("소프트뱅크가").searches(hangul=True) == ["소프트뱅크"]


@pytest.mark.parametrize("name", ["김정은", '"이재정은"', "투자가", "오타와"])
def test_a_name_that_may_be_a_shorter_one_with_a_particle_is_looked_for_whole(name: str) -> None:
    assert not parse_query(name).matches("", "김정일과 이재정, 투자와 오타, 정치")


def test_the_names_of_a_topic_are_looked_for_whole() -> None:
    names = Names((("SoftBank", "소프트뱅크"), ("이재정은",)))
    assert parse_query("소프트뱅크가", names).matches("", "SoftBank")
    assert not parse_query("이재정은", names).matches("", "이재정")
    assert not parse_query("소프트은", Names((("소프트은", "Softeun"),))).matches("", "소프트뱅크")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("1월", "11월"), ("100", "1,100"), ("100", "100,000"), ("500억", "1,500억"), ("AI반도체", "XAI반도체"),
        ("5", "5.5%"), ("5G", "15G"),
    ],
)  # fmt: skip
def test_a_number_is_not_found_in_a_longer_one(query: str, text: str) -> None:
    assert not parse_query(query).matches("", text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("1월", "올해 1월에"), ("100", "about 100."), ("500억", "모두 500억원"), ("5G", "5G망"), ("AI", "AI를"),
        ("Jae-myung", "Lee Jae‑myung"), ("$100", "a US$100 fee"), ("X", "on X, he"), ("C++", "in C++."),
        ("AT&T", "AT&T's"), ("ß", "SS"),
    ],
)  # fmt: skip
def test_short_and_unusual_words_are_found(query: str, text: str) -> None:
    assert parse_query(query).matches("", text)
