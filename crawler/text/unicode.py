"""Unicode normalisation of texts: NFC, white space, control characters; comparison keys, language by script."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# C0 and C1 controls but TAB and LF, soft hyphen, zero-width and bidi controls, the BOM, lone surrogates.
# The zero-width joiner is excepted, as part of emoji.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Those, and the line ends that become LF.
_TOUCHED = re.compile(f"[\r\x85\u2028\u2029{_UNSEEN.pattern[1:]}")
# Terminal escape sequences. On a page a sequence ends where markup begins.
ESCAPE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b<]*(?:\x07|\x1b\\\\)|[@-_])")
_BLANKS = re.compile(r"[^\S\n]+")
_SYLLABLES = re.compile("[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def any_of(*patterns: str) -> re.Pattern[str]:
    """Compiles alternatives into one pattern that ignores case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def clean(text: str) -> str:
    """Returns the text in NFC with LF line ends and without control, bidi and terminal sequences."""
    if text.isprintable() or not _TOUCHED.search(text):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = ESCAPE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


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
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
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
