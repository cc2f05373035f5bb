"""Unicode normalisation of texts: NFC, white space, what nobody sees; comparison keys, language by script."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

# What may hold a character that nobody sees, or one that is no NFC. All else, of which most texts are, is plain: the
# table below only says which blocks need no look.
_ODD = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u034e\u0350-\u05ff\u1100-\u115e\u1161-\u11ff\u1e00-\u200a\u2010-\u2027\u202f-\u205f"
    "\u2070-\u3163\u3165-\ud7ff\uf900-\ufdcf\ufe10-\ufefe\uff00-\uff9f\uffa1-\uffef\ufffc\ufffd]"
)
_ODD_RUN = re.compile(f"{_ODD.pattern}{_ODD.pattern}*")
# Controls, formats, surrogates and private use. What is not assigned yet may be a letter or an emoji of tomorrow.
_UNSEEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co"}
# Properties that `unicodedata` lacks: formats that are seen (Prepended_Concatenation_Mark, hieroglyphs); what is
# ignorable in other categories (Default_Ignorable_Code_Point), and noncharacters but the last two of each plane.
_SEEN_FORMATS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]")
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2065\u3164\uffa0\ufdd0-\ufdef\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# Joiners, variation selectors and tags: seen in what they do to the characters around them, and smuggled anywhere else.
_SHAPING = "\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_SHAPES = re.compile(f"[{_SHAPING}]")
_PICTOGRAPH = (
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]?"
)
_IN_PLACE_OR_NOT = re.compile(
    # The flag of a part of a country, emoji sequences, keycaps, variants of ideographs and of Mongolian letters.
    "(\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,4}\U000e007f"
    f"|{_PICTOGRAPH}(?:\u200d{_PICTOGRAPH})*|[#*0-9]\ufe0f\u20e3"
    "|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd][\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|[\u1820-\u18aa][\u180b-\u180f])"
    f"|[\u200c\u200d]+|[{_SHAPING}]"
)
# Terminal escape sequences. On a page a sequence ends where markup begins.
ESCAPE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b<]*(?:\x07|\x1b\\\\)|[@-_])")
# What no tree of lxml may hold.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Canonical combining class of the signs that silence an Indic vowel.
_VIRAMA = 9
_BLANKS = re.compile(r"[^\S\n]+")
_SYLLABLES = re.compile("[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def any_of(*patterns: str) -> re.Pattern[str]:
    """Compiles alternatives into one pattern that ignores case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


class _Seen(dict[int, int | None]):
    """A table for `str.translate` that drops what nobody sees; filled as characters come."""

    _MOST = 10_000

    def __missing__(self, code: int) -> int | None:
        kept = code if _is_seen(chr(code)) else None
        if len(self) < self._MOST:
            self[code] = kept
        return kept


_SEEN = _Seen()


def _is_seen(char: str) -> bool:
    """True if a reader sees a character, or may see what it does to those around it."""
    if char in "\t\n" or _SHAPES.match(char) or _SEEN_FORMATS.match(char):
        return True
    is_noncharacter = ord(char) & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the last two of each plane
    return not (is_noncharacter or unicodedata.category(char) in _UNSEEN_CATEGORIES or _IGNORABLE.match(char))


def _shape(found: re.Match[str]) -> str:
    """Returns what is in its place: sequences, and a joiner beside a virama or an Arabic or Syriac letter."""
    if found[1]:
        return found[1]
    text, start, end = found.string, found.start(), found.end()
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    joins = any(unicodedata.combining(char) == _VIRAMA or unicodedata.bidirectional(char) == "AL" for char in around)
    return text[start] if text[start] in "\u200c\u200d" and joins else ""


def clean(text: str) -> str:
    """Returns the text in NFC with LF line ends, and without terminal sequences and what nobody sees."""
    if text.isascii() and text.replace("\n", " ").replace("\t", " ").isprintable():
        return text
    if _ODD.search(text):
        text = ESCAPE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
        text = _ODD_RUN.sub(lambda odd: odd[0].translate(_SEEN), text)
        if _SHAPES.search(text):
            text = _IN_PLACE_OR_NOT.sub(_shape, text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def escape_unseen(text: str) -> str:
    """Returns JSON with what nobody sees, joiners too, as escapes: it is valid, means the same, and shows all."""
    return _ODD.sub(lambda odd: odd[0] if _is_seen(odd[0]) and not _SHAPES.match(odd[0]) else _escape(odd[0]), text)


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]


def fold(text: str | None) -> str:
    """Returns the cleaned text on one line, with single blanks and none at the ends."""
    return " ".join(clean(text).split()) if text else ""


def fold_lines(text: str) -> str:
    """Returns the cleaned text with single blanks within lines and without empty lines; line breaks are preserved."""
    lines = (_BLANKS.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def match_key(text: str) -> str:
    """Returns the form in which texts are compared: NFKC, case folded, without white space."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def digest(text: str) -> str:
    """Returns the SHA-256 digest of `match_key`: equal for texts that differ only in white space, case and width."""
    return hashlib.sha256(match_key(text).encode()).hexdigest()


def language(text: str) -> str:
    """Returns the language of a text by its scripts (`ko`, `ja`, `zh` or `en`), or empty without letters."""
    hangul, latin = len(_HANGUL.findall(text)), sum(map(len, _LATIN.findall(text)))
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    # A syllable block or an ideograph carries about as much as three Latin letters.
    weights = {
        "ko": 3 * hangul,
        "ja": 3 * (kana + han) if kana else 0,
        "zh": 0 if kana else 3 * han,
        "en": latin,
    }
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] else ""


def latin_length(text: str) -> float:
    """Returns the length of a text in Latin letters; a syllable block or an ideograph counts as 2.5."""
    return len(text) + 1.5 * len(_SYLLABLES.findall(text))
