"""The language of queries: operators, brackets, quotation marks, names, and what it refuses."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.selection import parse_query
from crawler.selection.terms import CLOSING_QUOTES, Names
from tests.support.project import REPOSITORY

TITLE = "SoftBank’s Son opens a K–pop school"
TEXT = (
    "Masayoshi Son met Lee Jae Myung and spoke about research and development.\n\n"
    "Ｏｒａｃｌｅ and OpenAI co‑operate for $1,000 a head in Trump's plan, not a small one.\n\n"
    "손정의 회장은 소프트뱅크가 2,500억원을 낸다고 밝혔다. AI반도체도 늘린다."
)
NAMES = Names(
    (
        ("Masayoshi Son", "손정의", "손 마사요시"),
        ("Son", "손"),
        ("Johnson and Johnson", "존슨앤드존슨"),
        ('"Weird Al" Yankovic', "위어드 알"),
        ("(G)I-DLE", "(여자)아이들"),
        ("Yahoo!", "야후"),
        ("St. John's Bank", "성요한은행"),
    )
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # Operators.
        ("softbank AND openai", True), ("softbank AND nothing", False), ("nothing AND softbank", False),
        ("softbank and openai", True), ("softbank and nothing", False), ("SoftBank And OpenAI", True),
        ("nothing OR openai", True), ("nothing or openai", True), ("nothing or none", False),
        ("nothing | openai", True), ("nothing|openai", True), ("nothing｜openai", True), ("nothing | none", False),
        ("nothing OR none OR openai", True), ("nothing ＯＲ openai", True),
        ("softbank NOT hawks", True), ("softbank NOT openai", False), ("softbank not openai", False),
        ("softbank not hawks", True), ("NOT hawks softbank", True), ("softbank AND NOT openai", False),
        ("softbank AND NOT hawks", True), ("softbank ＮＯＴ openai", False), ("softbank and -openai", False),
        ("소프트뱅크 AND 손정의", True), ("소프트뱅크 NOT 손정의", False), ("야구 OR 소프트뱅크", True),
        ("소프트뱅크 -야구", True), ("소프트뱅크 not 야구", True), ("소프트뱅크 or 야구", True),
        # OR binds tighter.
        ("softbank nothing OR openai", True), ("nothing softbank OR openai", False),
        ("softbank AND nothing OR openai", True), ("nothing OR softbank AND none OR openai", True),
        # Brackets.
        ("(softbank)", True), ("((softbank))", True), ("(nothing OR softbank) openai", True),
        ("(softbank openai) OR nothing", True), ("(softbank nothing) OR none", False),
        ("(nothing none) or (softbank openai)", True), ("softbank (nothing | (openai -hawks))", True),
        ("softbank (nothing | (openai -oracle))", False), ("（nothing or softbank）openai", True),
        ("softbank -(hawks OR openai)", False), ("softbank -(hawks openai)", True), ("softbank NOT (hawks)", True),
        ("softbank NOT(openai)", False), ("소프트뱅크(SoftBank)", True), ("(softbank)(openai)", True),
        ("(softbank OR nothing) AND (none OR openai)", True), ("nothing OR (softbank AND NOT hawks)", True),
        # A minus, and hyphens.
        ("K-pop", True), ("K–pop", True), ("K—pop", True), ("Ｋ－ｐｏｐ", True), ("K−pop", True), ("k‒pop", True),
        ("co-operate", True), ("softbank -pop", False), ("softbank –pop", False), ("softbank －pop", False),
        ("(-hawks softbank)", True), ("-(openai)softbank", False), ("K-rock", False), ("operate-co", False),
        # Quotation marks.
        ("‘masayoshi son’", True), ("'masayoshi son'", True), ("“masayoshi son”", True), ("„masayoshi son“", True),
        ("‚masayoshi son‘", True), ("”masayoshi son”", True), ("«masayoshi son»", True), ("»masayoshi son«", True),
        ("‹masayoshi son›", True), ("›masayoshi son‹", True), ("「masayoshi son」", True), ("『masayoshi son』", True),
        ("｢masayoshi son｣", True), ("＂masayoshi son＂", True), ("＇masayoshi son＇", True),
        ("《masayoshi son》", True),
        ("«son masayoshi»", False), ("「son masayoshi」", False), ("‘son masayoshi’", False), ("「손정의 회장」", True),
        ("softbank -「손정의 회장」", False), ("softbank -‘son masayoshi’", True), ("-«masayoshi son» softbank", False),
        ('"masayoshi son", openai', True), ("('masayoshi son')", True), ('"openai"|"nothing"', True),
        ('"research and development"', True), ('"and" softbank', True), ('"or" softbank', False),
        ('softbank -"not"', False), ('"K-pop"', True), ('"-openai"', False), ('"(softbank)"', False),
        # Apostrophes.
        ("trump's", True), ("trump’s", True), ("'Trump's plan'", True), ("‘Trump’s plan’", True), ("SoftBank's", True),
        ("'trump'", True), ("workers' softbank", False), ("'90s OR softbank", True), ("’90s OR softbank", True),
        # Equal forms.
        ("1000", True), ("1,000", True), ("１，０００", True), ("１０００", True), ("$1000", True), ("100", False),
        ("2500억원", True), ("2,500억", True), ("500억", False), ("oracle", True), ("ＯＰＥＮＡＩ", True),
        ('"1000 a head"', True), ("한국 OR 소프트뱅크", True),
        # Ends of title and paragraphs.
        ('"school masayoshi"', False), ('"development oracle"', False), ('"one 손정의"', False),
        ('"k-pop school"', True), ("school masayoshi", True), ("school development 반도체", True),
        # Punctuation.
        ("softbank, openai; oracle.", True), ("softbank: openai", True), ("소프트뱅크、 손정의。", True),
        ("openai?", True),
    ],
)  # fmt: skip
def test_a_query_matches_what_it_says(query: str, expected: bool) -> None:
    assert parse_query(query).matches(TITLE, TEXT) is expected


def documented() -> list[tuple[str, str, str]]:
    text = (REPOSITORY / "docs" / "arguments.md").read_text(encoding="utf-8")
    table = text.partition("## Queries")[2].partition("\n- ")[0]
    rows = re.findall(r"(?m)^\| `(.*?)` \| .*? \| ([^|]*) \| ([^|]*) \|$", table)
    assert len(rows) == len(re.findall(r"(?m)^\| `", table))
    return [(query.replace(r"\|", "|"), found, missed) for query, found, missed in rows]


@pytest.mark.parametrize(("query", "found", "missed"), documented(), ids=[row[0] for row in documented()])
def test_a_documented_query_matches_as_its_row_says(query: str, found: str, missed: str) -> None:
    assert parse_query(query).matches("", found)
    assert not parse_query(query).matches("", missed)


@pytest.mark.parametrize(
    ("query", "why", "column"),
    [
        ("Soft*", "* is not supported, as there are no wildcards", 5),
        ("softbank open*ai", "* is not supported", 14), ("*", "* is not supported", 1),
        ("소프트＊", "＊ is not supported", 4),
        ("title:softbank", "title: is not supported, as there is no search by field", 1),
        ("openai title:softbank", "title: is not supported", 8), ('title:"a b"', "title: is not supported", 1),
        ("title: softbank", "title: is not supported", 1), ("-title:softbank", "title: is not supported", 2),
        ("title:(a b)", "title: is not supported", 1), ("제목:손정의", "제목: is not supported", 1),
        ("제목：손정의", "제목： is not supported", 1), ("https://example.com/1", "https: is not supported", 1),
        ('"softbank', "unclosed quotation mark", 1), ("openai «softbank", "unclosed quotation mark", 8),
        ("「소프트뱅크", "unclosed quotation mark", 1), ("‘softbank son", "unclosed quotation mark", 1),
        ("'softbank", "unclosed quotation mark", 1), ("“softbank'", "unclosed quotation mark", 1),
        ("softbank」 x", "quotation mark inside a word", 9), ("a 」", "unopened quotation mark", 3),
        ('soft"bank"', "quotation mark inside a word", 5), ('"soft"bank', "quotation mark inside a word", 6),
        ("(softbank", "unclosed bracket", 1), ("a (b (c)", "unclosed bracket", 3), ("(", "unclosed bracket", 1),
        ("softbank)", "closing bracket without an opening one", 9), (")", "closing bracket without", 1),
        ("a (b) c) d", "closing bracket without an opening one", 8), ("softbank ()", "nothing between brackets", 10),
        ("OR softbank", "OR must stand between two terms", 1), ("softbank OR", "OR must stand between", 10),
        ("or softbank", "or must stand between two terms", 1), ("softbank and", "and must stand between", 10),
        ("a AND AND b", "AND must stand between two terms", 3), ("a OR AND b", "OR must stand between", 3),
        ("a | | b", "| must stand between two terms", 3), ("|", "| must stand between two terms", 1),
        ("(OR a)", "OR must stand between two terms", 2), ("(a OR) b", "OR must stand between two terms", 4),
        ("NOT", "NOT must stand before a term", 1), ("softbank NOT", "NOT must stand before a term", 10),
        ("softbank not", "not must stand before a term", 10), ("NOT OR a", "NOT must stand before a term", 1),
        ("NOT NOT a", "NOT must stand before a term", 1), ("--a b", "- must stand before a term", 1),
        ("softbank - openai", "'-' is not a word", 10), ('softbank "" openai', "'\"\"' is not a word", 10),
        ("softbank OR NOT son", "NOT son cannot be combined with OR", 13), ("-a OR b", "-a cannot be combined", 1),
        ("a OR (-b -c)", "(-b -c) cannot be combined with OR", 6), ("x (a | -b) y", "-b cannot be combined", 8),
        ("(" * 30 + "a" + ")" * 30, "brackets more than 20 deep", 21),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_column(query: str, why: str, column: int) -> None:
    with pytest.raises(ValueError, match=re.escape(why)) as refusal:
        parse_query(query)
    assert str(refusal.value).endswith(f", column {column}")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("query", ["NOT a", "-a", "-a -b", "NOT (a b)", "not a and not b", "-(-a)"])
def test_a_query_of_excluded_words_alone_is_refused(query: str) -> None:
    with pytest.raises(ValueError, match="it has only excluded words"):
        parse_query(query)


def test_too_many_terms_are_counted() -> None:
    assert parse_query(" OR ".join(["a"] * 50))
    with pytest.raises(ValueError, match=r"^more than 50 terms: 312$"):
        parse_query(" AND ".join(["a"] * 312))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("masayoshi son", "손정의 회장", True), ("Masayoshi  SON", "손정의 회장", True), ("son", "손정의", True),
        ("masayoshi OR son", "마사요시", False), ("openai masayoshi son", "OpenAI, 손정의", True),
        ("masayoshi son openai", "OpenAI, son of masayoshi", False), ("-masayoshi son x", "x 손정의", False),
        ("(masayoshi son)", "손정의", True), ("masayoshi son, openai", "openai 손정의", True),
        ("masayoshi son|openai", "손정의", True), ("손 마사요시는", "Masayoshi Son", True),
        ("masayoshi ｓｏｎ", "손정의", True), ("johnson and johnson", "존슨앤드존슨", True),
        ("johnson and johnson", "johnson", False), ('"weird al" yankovic', "위어드 알", True),
        ("(g)i-dle", "(여자)아이들", True), ("(여자)아이들 OR x", "(G)I-DLE", True), ("yahoo!", "야후", True),
        ("st. john’s bank", "성요한은행", True), ("NOT masayoshi son x", "x, son of masayoshi", True),
        ("'masayoshi son'", "손정의", True), ("masayoshi", "손정의", False),
    ],
)  # fmt: skip
def test_the_longest_name_of_a_topic_is_recognised_without_quotation_marks(
    query: str, text: str, expected: bool
) -> None:
    assert parse_query(query, NAMES).matches("", text) is expected


def test_a_form_that_names_share_is_told_and_taken_for_the_first() -> None:
    names = Names((("Samsung Electronics", "삼성"), ("Samsung Group", "삼성"), ("LG",), ("LG Group", "ＬＧ")))

    assert names.conflicts() == [
        "'삼성' is a form of 'Samsung Electronics' and of 'Samsung Group'; it is taken for 'Samsung Electronics'",
        "'ＬＧ' is a form of 'LG' and of 'LG Group'; it is taken for 'LG'",
    ]
    assert names.aliases()["삼성"] == "samsung electronics"
    assert Names((("LG", "lg", "엘지"),)).conflicts() == []


@pytest.mark.parametrize(
    ("query", "searches"),
    [
        ("SoftBank NOT Hawks", ["SoftBank"]), ("SoftBank AND OpenAI", ["SoftBank OpenAI"]),
        ("SoftBank or OpenAI", ["SoftBank", "OpenAI"]),
        ("SoftBank (OpenAI | Oracle) -(a b)", ["SoftBank OpenAI", "SoftBank Oracle"]),
        ("(SoftBank OpenAI) OR (Oracle -Hawks)", ["SoftBank OpenAI", "Oracle"]), ("“Masayoshi Son”", ["Masayoshi Son"]),
        ("ＳｏｆｔＢａｎｋ　１０", ["SoftBank 10"]), ("K–pop Trump’s", ["K-pop Trump's"]),
        ("「손정의 회장」", ["손정의 회장"]),
        ("ｿﾌﾄﾊﾞﾝｸ", ["ソフトバンク"]), (unicodedata.normalize("NFD", "한국"), ["한국"]),
        ("(a|b|c)(d|e|f) g", ["d g", "e g", "f g"]),
    ],
)  # fmt: skip
def test_an_outlet_is_searched_for_what_is_not_excluded_each_alternative_alone(query: str, searches: list[str]) -> None:
    assert parse_query(query).searches(hangul=False) == searches


# --- Properties -------------------------------------------------------------------------

SIGNS = "".join({*CLOSING_QUOTES, *"".join(CLOSING_QUOTES.values())}) + "()（）|｜-–*:,.! \n\u3000\u200b"
TYPED = st.lists(
    st.sampled_from(["and", "OR", "Not", "SoftBank", "손정의는", "Ｋ–Ｐｏｐ", "1,000", "title:", "’s", *SIGNS]),
    max_size=30,
).map("".join) | st.text(max_size=40)
WORDS = st.sampled_from(
    ["SoftBank", "open", "k-pop", "1,000", "한국", "소프트뱅크가", "Trump’s", '"a b"', "«c “d”»", "‘e's ’", '‘f "g"’']
)
QUERIES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        st.tuples(inner, inner).map(lambda parts: f"({parts[0]} NOT {parts[1]})"),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
    ),
    max_leaves=12,
)
PROSE = st.lists(
    st.sampled_from(
        ["SoftBank", "open", "K-pop", "1,000", "12,345,678", "한국", "소프트뱅크", "Trump's", "a b", "\n\n", "c"]
    ),
    max_size=12,
).map(" ".join)


Form = Callable[[str], str]


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" < char <= "z" and char not in "()|" else char for char in text)


FORMS: list[Form] = [
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKD", text),
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: re.sub(r"(?<=\w)-(?=\w)", "—", text),
    lambda text: re.sub(r"(?<=\w)-(?=\w)", "‑", text),
    lambda text: re.sub(r"(?<=\d),(?=\d)", "", text),
    str.upper,
    wide,
]


@given(TYPED)
def test_anything_typed_is_a_query_or_a_value_error(text: str) -> None:
    try:
        query = parse_query(text, NAMES)
    except ValueError:
        return
    query.matches(text, text)
    assert query.searches(hangul=True)
    assert query.searches(hangul=False)


@given(QUERIES | TYPED)
def test_a_printed_query_is_the_same_query(text: str) -> None:
    try:
        query = parse_query(text, NAMES)
    except ValueError:
        return
    assert parse_query(str(query), NAMES).expression == query.expression


@given(QUERIES, PROSE, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_width_composition_case_dashes_and_commas_change_no_match(
    text: str, prose: str, other: Form, another: Form
) -> None:
    expected = parse_query(text).matches("", prose)

    assert parse_query(text).matches("", other(prose)) is expected
    assert parse_query(another(text)).matches("", other(prose)) is expected


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "’a ",
        "'a ",
        '"a" ',
        "(",
        "a)",
        "-",
        "--a ",
        "1,",
        "1,000,",
        "!",
        "a!",
        "a:",
        "a.b",
        "'",
        "*",
        "|",
        "\n",
        "가 ",
        "NOT ",
    ],
)
def test_the_time_a_query_takes_grows_with_its_length_alone(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    with pytest.raises(ValueError, match=r"column|terms|words"):
        parse_query(text + "(", NAMES)
    parse_query('"a 가" OR 1000 -b').matches(text, text)

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("softbank,openai", '"softbank" "openai"'),
        ("손정의,소프트뱅크", '"손정의" "소프트뱅크"'),
        ("손정의，소프트뱅크、오픈AI；1,000", '"손정의" "소프트뱅크" "오픈AI" "1,000"'),
        ('"손정의","소프트뱅크"', '"손정의" "소프트뱅크"'),
        ("nothing OR 1,000,softbank", '("nothing" OR "1,000") "softbank"'),
        ("johnson and johnson,softbank", '"johnson and johnson" "softbank"'),
    ],
)
def test_commas_part_words_with_white_space_or_without(query: str, meaning: str) -> None:
    assert str(parse_query(query, NAMES)) == meaning


@pytest.mark.parametrize("sign", "+~!")
def test_a_sign_of_another_search_engine_is_refused_before_a_word(sign: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sign)} before a word is not supported, column 10$"):
        parse_query(f"softbank {sign}openai")
    assert str(parse_query("C++ Disney+ A+B Yahoo!")) == '"C++" "Disney+" "A+B" "Yahoo"'


def test_what_is_wrong_with_a_query_of_several_lines_is_said_on_one() -> None:
    with pytest.raises(ValueError, match=r"^\(-hawks -baseball\) cannot be combined with OR, column 13$"):
        parse_query("softbank OR (-hawks\n  -baseball)")
