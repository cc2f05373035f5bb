import pytest

from crawler.text.unicode import clean, fold, fold_lines, language, match_key


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two\u2029three\x85four", "one\ntwo\nthree\nfour"),
        ("Cafe\u0301", "Café"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("soft\xadhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("right\u202eto left", "rightto left"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("nul\x00bell\x07", "nulbell"),
    ],
)
def test_text_is_cleaned_to_nfc_with_plain_line_ends_and_nothing_unseen(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize("sequence", ["\x1b[31m", "\x1b[0m", "\x1b]0;owned\x07", "\x1b]8;;http://x\x1b\\", "\x1bM"])
def test_a_terminal_sequence_goes_with_its_parameters(sequence: str) -> None:
    assert clean(f"before{sequence}after") == "beforeafter"


def test_a_joined_emoji_stays_whole() -> None:
    assert clean("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


@pytest.mark.parametrize("raw", ["  a\t\n b\u3000c\xa0", "a b c", "\ufeffa\r\n\r\nb   c"])
def test_folded_text_is_one_line(raw: str) -> None:
    assert fold(raw) == "a b c"


@pytest.mark.parametrize("nothing", [None, "", " \n\t", "\u200b"])
def test_nothing_folds_to_the_empty_string(nothing: str | None) -> None:
    assert fold(nothing) == ""


def test_folding_lines_keeps_the_breaks_and_drops_empty_lines() -> None:
    assert fold_lines(" one  two \r\n\r\n \t\nthree ") == "one two\nthree"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SoftBank to invest", "softbank  to\ninvest"),
        ("ＳｏｆｔＢａｎｋ　１０", "SoftBank 10"),
        ("소프트 뱅크", "소프트뱅크"),
        ("STRASSE", "straße"),
        ("Cafe\u0301", "CAFÉ"),
    ],
)
def test_texts_that_differ_only_in_case_width_and_blanks_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


def test_texts_that_differ_in_a_letter_have_two_keys() -> None:
    assert match_key("SoftBank to invest $40 billion") != match_key("SoftBank to invest $41 billion")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SoftBank and OpenAI meet in Seoul.", "en"),
        ("소프트뱅크가 오픈AI에 400억 달러를 투자한다.", "ko"),
        ("OpenAI CEO Sam Altman, 서울에서 이재용 회장을 만났다", "ko"),
        ("ソフトバンクは投資を発表した。", "ja"),
        ("软银集团宣布投资", "zh"),
        ("2026: 40 / 500 %", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_follows_its_scripts(text: str, code: str) -> None:
    assert language(text) == code
