"""Text: one Unicode form, one kind of white space, nothing that a terminal or an editor would obey."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# C0 and C1 controls but TAB and LF, soft hyphen, zero-width and bidi controls, the BOM, lone surrogates.
# The zero-width joiner stays: it is part of emoji.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Those, and the line ends that are made LF.
_TOUCHED = re.compile(f"[\r\x85\u2028\u2029{_UNSEEN.pattern[1:]}")
# What a terminal obeys; of a page it is no more than what stands in one piece of text.
ESCAPE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b<]*(?:\x07|\x1b\\\\)|[@-_])")
_BLANKS = re.compile(r"[^\S\n]+")
_SYLLABLES = re.compile("[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def any_of(*patterns: str) -> re.Pattern[str]:
    """Compiles alternatives, case aside: word lists stand one to a line."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def clean(text: str) -> str:
    """Returns the text in NFC with LF line ends and without control, bidi and terminal sequences."""
    if text.isprintable() or not _TOUCHED.search(text):
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = ESCAPE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def fold(text: str | None) -> str:
    """Returns the text on one line: cleaned, each run of white space one blank, none at the ends."""
    return " ".join(clean(text).split()) if text else ""


def fold_lines(text: str) -> str:
    """Folds white space within lines and drops empty ones; line breaks stay."""
    lines = (_BLANKS.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def match_key(text: str) -> str:
    """Returns the form in which two texts are compared: width and case folded, white space gone."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def digest(text: str) -> str:
    """Returns what two texts share that differ in nothing but white space, case and width."""
    return hashlib.sha256(match_key(text).encode()).hexdigest()


def language(text: str) -> str:
    """Returns the language of the text by its scripts: `ko`, `ja`, `zh` or `en`; empty where it has no letters."""
    hangul, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    # A syllable block or an ideograph says about as much as three Latin letters.
    weights = {
        "ko": 3 * hangul,
        "ja": 3 * (kana + han) if kana else 0,
        "zh": 0 if kana else 3 * han,
        "en": latin,
    }
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] else ""


def latin_length(text: str) -> float:
    """Returns the length of a text, in Latin letters: a syllable block says more than one."""
    return len(text) + 1.5 * len(_SYLLABLES.findall(text))
