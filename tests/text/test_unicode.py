import unicodedata

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


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "👩🏽\u200d🚀",
        "🏳\ufe0f\u200d🌈",
        "❤\ufe0f\u200d🔥",
        "⛹🏻\u200d♀\ufe0f",
        "☎\ufe0e ☎\ufe0f",
        "7\ufe0f\u20e3 #\ufe0f\u20e3",
        "🇰🇷",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "©\ufe0f",
        "葛\U000e0100飾区",
        "\u795e\ufe00",
        "می\u200cخواهم",
        "ه\u200d",
        "क\u094d\u200dष",
        "ক\u09cd\u200cষ",
        "র\u200d\u09cd\u09afাব",
        "ශ\u0dca\u200dර\u0dd3",
        "\u182d\u180b",
        "١\u0600",
        "\u0301café",
        "ไทย",
        "한국",
        "𠀋",
        "\U0001faff",
        "tab\tand\nline",
        "a\u3000b\xa0c\u202fd",
        "\U0001fb00",
        "\U0003347a",
    ],
)
def test_what_a_script_or_an_emoji_is_written_with_stays(text: str) -> None:
    assert clean(f"before {text} after") == unicodedata.normalize("NFC", f"before {text} after")


@pytest.mark.parametrize(
    "smuggled",
    [
        "\U000e0068\U000e0069\U000e007f",
        "\u200d",
        "\u200c\u200d\u200c",
        "\ufe0f\ufe0f",
        "\U000e0101\U000e0102",
        "\ufe01",
        "\u180b",
        "\u3164",
        "\u115f\u1160\uffa0",
        "\u034f",
        "\u2061\u2062\u2063\u2064",
        "\u061c\u200e\u200f",
        "\u2066\u2067\u2068\u2069",
        "\u202a\u202b\u202c\u202d\u202e",
        "\ufff9\ufffa\ufffb",
        "\ue000\U000f0000\U0010fffd",
        "\ufdd0\ufffe\U0001ffff\U0010fffe",
        "\x80\x9b\x9f",
        "\xad\u2060\ufeff\u180e",
        "\U0001d173",
        "\ud83d",
        "\u17b4",
        "\U000e0001",
        "\u2065\ufff0",
    ],
)
def test_what_nobody_sees_goes_and_leaves_no_trace(smuggled: str) -> None:
    assert clean(f"in{smuggled}visible") == "invisible"
    assert fold(f"{smuggled}보이지 않는{smuggled}") == "보이지 않는"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("😀\ufe0f\ufe01\U000e0100", "😀\ufe0f"),
        ("葛\U000e0100\U000e0101", "葛\U000e0100"),
        ("می\u200c\u200d\u200cخواهم", "می\u200cخواهم"),
        ("🏴\U000e0068\U000e0069", "🏴"),
        (f"🏴{chr(0xE0061) * 12}\U000e007f", "🏴"),
        ("👨\u200dx", "👨x"),
        ("7\ufe0f", "7"),
    ],
)
def test_a_sequence_hides_no_more_than_it_needs(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_no_character_of_an_unseen_kind_is_left_and_none_of_a_seen_kind_is_lost() -> None:
    """The categories decide; what they do not know is in the test above."""
    wrong = []
    for code in [*range(0x30000), *range(0xE0000, 0xE1000), *range(0x10FF00, 0x110000)]:
        char, shown = chr(code), clean(f"a{chr(code)}b")[1:-1]
        kind = unicodedata.category(char)
        if kind in {"Cs", "Co"} or code & 0xFFFE == 0xFFFE or (kind == "Cc" and char not in "\t\n\r\x85"):
            wrong += [hex(code)] if shown else []
        elif kind[0] in "LNPSZ" and kind not in {"Zl", "Zp"} and char not in "\u115f\u1160\u3164\uffa0":
            wrong += [] if shown == unicodedata.normalize("NFC", char) else [hex(code)]
    assert wrong == []


def test_a_clean_text_stays_as_it_is() -> None:
    everything = "".join(chr(code) for code in range(0x20000))
    assert clean(clean(everything)) == clean(everything)


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
