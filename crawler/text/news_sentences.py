"""Whether a line tells what somebody said or what came to pass: what a page says of itself does neither."""

from __future__ import annotations

import re

# `, the operator said.`, `fishermen say.`, `police told reporters`
_SAYING = (
    r"(?:said|says?|told|tells?|found|finds?|ruled?|reported|reports|warned|warns|wrote|writes|explained|explains|argued"
    r"|argues|announced|announces|claimed|claims|added|adds|noted|notes|insisted|recalled|testified|according to)"
)
_ATTRIBUTED = re.compile(
    rf"[,”\"’'] (?:[\w.’'-]+ ){{0,6}}?{_SAYING}\b"
    r"|\b(?:said|told|ruled|warned|testified|recalled|insisted)\b",
    re.IGNORECASE,
)
# The stem of a Korean verb in the past ends in ㅆ; so do 있다 and the future 겠다, of which notices are full.
_PAST = re.compile(r"([가-힣])(?:습니다|다|어요|아요|지요|죠)(?:고 (?:합니다|한다|하죠|해요))?[.”\"’']*$")
_FINAL, _DOUBLE_SIOT, _SYLLABLES = 28, 20, 0xAC00
_NOTICES = "있겠"


def is_reported(line: str) -> bool:
    """True if a line attributes what it says to somebody, or is a Korean sentence in the past tense."""
    return bool(_ATTRIBUTED.search(line)) or is_korean_past(line)


def is_korean_past(line: str) -> bool:
    """True if a line ends in a Korean verb in the past tense."""
    found = _PAST.search(line)
    if found is None or found[1] in _NOTICES:
        return False
    return (ord(found[1]) - _SYLLABLES) % _FINAL == _DOUBLE_SIOT
