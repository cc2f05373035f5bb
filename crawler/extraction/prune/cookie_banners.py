"""Boxes that ask the reader to agree to cookies: on a short article's page the longest text there is.

No class tells them all, and they stand anywhere. What they have is what they say and whom they say it to, with
something to press that answers it, and that they talk of nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from crawler.page.tree import drop, words
from crawler.text.unicode import any_of, fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ASKING = etree.XPath(
    "descendant::text()[contains(., 'ookie') or contains(., 'OOKIE') or contains(., '쿠키')]/parent::*"
)
_TEXTS = etree.XPath("descendant::text()[string-length(.) >= 12]", smart_strings=False)
# Shorter ones are labels and menus.
_SHORTEST, _LONGEST, _SMALL, _LONGEST_LABEL = 12, 12_000, 600, 40
_MOSTLY = 0.5
_WHOLE = {"html", "body", "main", "article"}
_TOPIC = re.compile(
    r"cookie|privacy|consent|personal (?:data|information)|partners?\b|browsing|your (?:choices|preferences|device)"
    r"|advertis|track(?:ing|ers?)\b|third[- ]part|identif|geolocation|the site\b|our (?:web)?site|\bvendors?\b"
    r"|쿠키|개인\s?정보|동의|맞춤형?|광고|수집|제3자|브라우저|(?:웹)?사이트|이용 ?(?:기록|환경|경험)|서비스",
    re.IGNORECASE,
)
# To whom it is said: news of cookies do not speak of themselves.
_SAID = re.compile(
    r"\b(?:we|our|us|this (?:web)?site)\b.{0,200}\b(?:cookies?|privacy|personal data|consent)"
    r"|\b(?:cookies?|privacy|personal data|consent)\b.{0,200}\b(?:you|your|us|our|this (?:web)?site)\b|\byour privacy\b"
    r"|(?:쿠키|개인\s?정보).{0,120}(?:동의|(?:사용|이용|활용|수집|저장|처리|제공|설정|거부|변경)\S{0,6}(?:니다|세요|시오|십니까))",
    re.IGNORECASE | re.DOTALL,
)
# What cookies to eat have nothing to do with.
_WEB = re.compile(
    r"\bsites?\b|website|privacy|consent|partners?\b|device|browse|personal data|third[- ]part|vendor"
    r"|사이트|개인\s?정보|동의|브라우저|기기|맞춤|접속|방문",
    re.IGNORECASE,
)
_WHAT = (
    r"(?:all|only|cookies?|optional|necessary|essential|required|non-essential|and|&|close|continue|proceed|to|my|your)"
)
_ANSWER = any_of(
    rf"(?:yes,? |i |ok,? )?(?:accept|agree|allow|consent|reject|decline|refuse|deny|disagree)(?: {_WHAT})*[.!]?",
    r"(?:manage|customi[sz]e|change|confirm|save|set|review|more|cookies?|privacy)(?: (?:my|your|cookies?|privacy))*"
    r" (?:choices|preferences|settings|options|cookies)",
    r"(?:use )?(?:necessary|essential)(?: cookies)? only|continue without (?:accepting|consent\w*)",
    r"(?:(?:모두|전체|필수(?: ?쿠키)?(?:만)?|선택(?: ?항목)?|쿠키)\s?){0,3}(?:동의|허용|수락|거부|거절)"
    r"(?:\s?(?:하기|합니다|함|안\s?함|하지 않음|하고 .{1,10}|후 .{1,10}))?",
    r"(?:쿠키|개인\s?정보)\s?(?:설정|관리).{0,6}",
)
# What else may be pressed in such a box, and in many others.
_CLOSING = any_of(
    r"ok(?:ay)?|got it[.!]?|(?:i )?under(?:stand|stood)|close|dismiss|continue|[x×✕]|확인|닫기|계속(?:하기)?|네"
)
_PRESSED = {"button", "a", "input"}
_LABELS = ("button", "a", "input", "label", "span", "div")
# WordPress calls articles by their tags.
_NAMED = re.compile(r"(?<!tag-)(?<!category-)(?:cookie|consent|gdpr|onetrust|didomi|\bcmp\b)", re.IGNORECASE)


def drop_consent(root: HtmlElement) -> None:
    """Removes boxes that ask for consent to cookies, wherever they stand, with all that they say."""
    found = (_box_of(element, root) for element in _ASKING(root) if len(words(element)) >= _SHORTEST)
    # The smallest first: an article on cookies with such a box in it asks for nothing once that is gone.
    for box in sorted({box for box in found if box is not None}, key=lambda box: len(words(box))):
        if any(above is root for above in box.iterancestors()) and _asks(box):
            drop(box)


def _box_of(element: HtmlElement, root: HtmlElement) -> HtmlElement | None:
    """Returns the box around a text that speaks of nothing but consent, and asks for it."""
    box: HtmlElement | None = None
    about = total = 0
    for above in (element, *element.iterancestors()):
        if above is root or above.tag in _WHOLE or above.find(".//h1") is not None:
            break
        before = about, total
        about, total = _count(above)
        # What a box has more than the one in it must be of the like: an article may be shorter than what it holds.
        if total > _LONGEST or about - before[0] < _MOSTLY * (total - before[1]):
            break
        if box is None or total - before[1] <= _LONGEST_LABEL or _is_named(above):
            box = above if box is not None or _asks(above) else None
        else:
            break
    return box


def _asks(box: HtmlElement) -> bool:
    """Tells whether a box speaks to the reader of cookies, and has a name for that or something to answer by."""
    said = words(box)
    if not _SAID.search(said):
        return False
    web = bool(_WEB.search(said))
    return (web and _is_named(box)) or _is_answered(box, closing=web and len(said) <= _SMALL)


def _count(box: HtmlElement) -> tuple[int, int]:
    """Returns how much of the running text in a box is about consent, and how much there is."""
    texts = [fold(text) for text in _TEXTS(box)]
    return sum(len(text) for text in texts if _TOPIC.search(text)), sum(map(len, texts))


def _is_named(box: HtmlElement) -> bool:
    return bool(_NAMED.search(f"{box.get('id') or ''} {box.get('class') or ''}"))


def _is_answered(box: HtmlElement, *, closing: bool) -> bool:
    """Tells whether there is something in a box by which its question can be answered."""
    for part in box.iter(*_LABELS):
        label = fold(part.get("value")) if part.tag == "input" else words(part, _LONGEST_LABEL)
        if not label or len(label) > _LONGEST_LABEL:
            continue
        pressed = part.tag in _PRESSED or part.get("role") == "button"
        if (pressed or len(part) == 0) and (
            _ANSWER.fullmatch(label) or (closing and pressed and _CLOSING.fullmatch(label))
        ):
            return True
    return False
