"""Paywalls: the lines by which they are recognised, and where they cut a text."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml.cssselect import SelectorError

from crawler.page.notices import NOTICE_LENGTH, is_hidden, layer_of
from crawler.page.tree import INLINE, SENTENCE_END, cut_from, drop, drop_all, has_text_before, select, stem, words
from crawler.text.news_sentences import is_reported
from crawler.text.unicode import any_of, fold, latin_length

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page.document import Page

# What asks the reader to subscribe or log in. It speaks to the reader: of members and accounts the news tell as well.
_ADDRESSED = r"(?:.{0,60}[.!?:,–—-] ?|please )?"
_ASKING = r"\b(?:subscri|log|sign|regist|join|member|account|free|unlock|please|choose|limit|access|trial|plan)\w*"
_JOINING_KO = r"(?:로그인|구독|가입)(?:하시면|하셔야|하신 (?:후|뒤)|하고|하여|한 (?:후|뒤)| 후|해 주세요|해 주시면)"
_WHOLE_KO = r"(?:(?:전체|나머지|남은|이|본|해당) ?(?:내용|기사|글|본문)|전문|끝까지|계속)"
# In the news a user can read something; here it is the reader who is asked to.
_READ_ON_KO = r"(?:읽기|보기|(?:읽으|보|이용하|열람하)실\b|(?:읽어|봐|보아|이용해|열람해) ?(?:주세요|보세요|주십시오))"
# Of these the first speak of the article: behind them nothing is shown openly. The others may also praise a newsletter.
_TO_READ_ON = (
    rf"(?:.{{0,60}}{_ASKING}\b.{{0,60}})?\bto (?:continue|keep) reading\b"
    r"|.{0,60}\bto read (?:the (?:rest|full)|more|on)\b.{0,60}\b(?:(?:log|sign) ?in|subscribe)\b"
    r"|.{0,60}\b(?:this|the) (?:article|content|story) is (?:only )?"
    r"(?:for|exclusive (?:to|for)|available (?:only )?(?:to|for)) "
    r"(?:our )?(?:paid |premium |registered |\w{1,12}\+ )?(?:members|subscribers)\b"
    r"|(?:this|the) (?:article|content|story) is .{0,20}(?:subscribers?|members?)[- ]only\b"
    rf"|{_ADDRESSED}(?:log|sign) in to (?:read|continue|view)\b"
    r"|.{0,40}(?:구독|로그인) 후 (?:이용|열람)"
    # A wall that counts.
    r"|you(?:['’]ve| have) (?:now )?(?:read|used(?: up)?|viewed|reached) (?:all|the last|your (?:last|limit|monthly))\b"
    r".{0,30}\b(?:free|complimentary|limit|monthly)\b.{0,40}"
    r"|you have no (?:more )?free (?:articles|stories) (?:left|remaining)\b.{0,40}"
    rf"|{_ADDRESSED}subscribe\b.{{0,60}}\bto continue\b(?=\W*$)"
    rf"|{_ADDRESSED}(?:subscribe|become a (?:member|subscriber)|join|register|(?:sign|log) (?:up|in))\b.{{0,40}}"
    r"\bto (?:read|see|unlock) (?:the (?:rest|full|whole|entire)|this (?:article|story))\b"
    r"|(?:이|본|해당) (?:기사|콘텐츠|글|뉴스)(?:는|은) .{0,20}(?:회원|구독자)\s?전용.{0,20}"
    r"|(?:(?:이|본) (?:기사|글)의 )?(?:이후|나머지)(?: (?:내용|기사|부분))?(?:는|은) .{0,20}(?:회원|구독자)(?:에게)?만 "
    r"|(?:(?:이|본) )?(?:기사|글|내용)(?:를|을) (?:계속|끝까지|모두|더) (?:읽으|보)시려면 .{0,20}(?:로그인|구독|가입)"
    rf"|.{{0,40}}{_JOINING_KO}.{{0,20}}{_WHOLE_KO}.{{0,20}}{_READ_ON_KO}"
)
_TO_JOIN = (
    rf"{_ADDRESSED}subscribe (?:now|today)\b"
    rf"|{_ADDRESSED}already (?:a )?(?:paid |premium )?(?:member|subscriber)\b(?=\W*$|\?|.{{0,10}}\b(?:log|sign)[ -]?in)"
    rf"|{_ADDRESSED}(?:log|sign) in (?:or|to) (?:create|register)\b"
    rf"|{_ADDRESSED}create a free (?:membership )?account"
    r"|(?:for )?(?:subscribers?|members?)[- ]only(?: (?:content|article|story|report|access))?(?=\W*$)"
    r"|.{0,40}유료\s?회원.{0,20}(?:전용|가입|로그인|콘텐츠|기사입니다|보실|읽으실|이용하실)"
)
_NOT_OF_THE_ARTICLE = r"(?!.{0,100}\bcomments?\b)(?!.{0,160}\b(?:newsletters?|inbox)\b)"
WALL_LINE, CLOSED_LINE = (
    re.compile(rf"{_NOT_OF_THE_ARTICLE}(?:{asked}).{{0,200}}", re.IGNORECASE)
    for asked in (f"{_TO_READ_ON}|{_TO_JOIN}", _TO_READ_ON)
)
# One of these is in every such line. None has an i: the dotless one is an i to patterns, case aside.
WALL_PREFILTER = (
    "read", "subscr", "member", "you", "to cont", "to v", "to see", "to unlock", "create", "or reg", "to reg",
    "구독", "로그인", "가입", "회원",
)  # fmt: skip
# What a subscription is praised with.
OFFER_LINE = any_of(
    r".*\b(?:unlimited (?:digital )?access|cancel (?:at )?any ?time|your (?:account|subscription|membership)"
    r"|free trial|(?:a|per) (?:week|month)\b.{0,30}\b(?:billed|cancel)|rights reserved|copyright)\b.*",
)
# So far nothing is closed.
METER = re.compile(
    r"\b(?!(?P<all>\d+) of (?:your )?(?P=all) free)\d+ of (?:your )?\d+ free\b"
    r"|(?<!\bno )(?<!\b0 )\bfree (?:articles?|stor(?:y|ies)) (?:left|remaining)\b",
    re.IGNORECASE,
)
_LONGEST_MARK, _MOST_PARTS, _PROSE = 320, 3, 60
_LONGEST_BOX, _GATE = 300, 600
# How walls are called; other layers offer letters and subscriptions over a whole text.
_GATES = re.compile(r"wall|gate|barrier|premium|lock|subscriber|member", re.IGNORECASE)


def cut_wall(root: HtmlElement) -> str:
    """Cuts the tree where it asks the reader to log in or subscribe to read on; returns the words that ask, or none.

    What is hidden, or in a layer beside the text, is no wall and is dropped. What only asks to subscribe, while the
    text goes on behind it as it stood before, is none either, and dropped unless it is a paragraph like any other,
    without a link.
    """
    for element in list(root.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong", "a", "button")):
        text = words(element, _LONGEST_MARK) if len(element) <= _MOST_PARTS else ""
        if len(text) > _LONGEST_MARK or not any(map(text.casefold().__contains__, WALL_PREFILTER)):
            continue
        if not WALL_LINE.fullmatch(text) or is_reported(text):
            continue
        # Before what speaks of reading on, one sentence may be all that is shown.
        closed = bool(CLOSED_LINE.fullmatch(text))
        if root not in element.iterancestors() or not has_text_before(root, element, 1 if closed else _PROSE):
            continue
        box = box_around(element, root)
        layer = layer_of(element)
        if layer is not None and root in layer.iterancestors() and _is_beside(layer, root):
            drop(layer)
            continue
        if METER.search(words(box, _LONGEST_MARK)):
            drop(box)
            continue
        if closed or not goes_on(root, box):
            cut_from(root, element)
            drop_all(select(root, "[class*=blur]"))
            return text
        if words(box) != text or len(text) < _PROSE or box.find(".//a") is not None:
            drop(box)
    return ""


def _is_beside(layer: HtmlElement, root: HtmlElement) -> bool:
    """Tells whether a layer is hidden, or names itself no wall, or the text goes on behind it."""
    boxes = [layer, *takewhile(lambda above: above is not root, layer.iterancestors())]
    named = any(_GATES.search(f"{box.get('id') or ''} {box.get('class') or ''}") for box in layer.iter("*"))
    return any(map(is_hidden, boxes)) or not named or goes_on(root, layer)


def box_around(element: HtmlElement, root: HtmlElement) -> HtmlElement:
    """Returns the largest box around a line that holds little more, and before which the text has begun."""
    box = element
    for above in element.iterancestors():
        if above is root or len(words(above, _LONGEST_MARK)) > _LONGEST_MARK or not has_text_before(root, above):
            break
        box = above
    return box


def goes_on(root: HtmlElement, box: HtmlElement) -> bool:
    """True if behind a box there is text in paragraphs that are built like those before it."""
    before: set[tuple[str, ...]] = set()
    inside = set(box.iter())
    behind = False
    for element in root.iter("p", "div", str(box.tag)):
        if element in inside:
            behind = True
        elif element.tag in {"p", "div"} and _reads_on(element):
            above = next(element.iterancestors())
            build = (str(above.tag), stem(above), str(element.tag), stem(element))
            if not behind:
                before.add(build)
            elif build in before:
                return True
    bare = [fold(box.tail), *(fold(each.tail) for each in box.itersiblings())]
    return any(len(text) >= _PROSE and SENTENCE_END.search(text) for text in bare)


def _reads_on(paragraph: HtmlElement) -> bool:
    """Tells whether an element is a paragraph of an article, and not one that praises a subscription."""
    if any(part.tag not in INLINE and part.tag != "br" for part in paragraph.iterdescendants("*")):
        return False
    text = words(paragraph)
    return (
        latin_length(text) >= _PROSE
        and bool(SENTENCE_END.search(text))
        and not WALL_LINE.fullmatch(text)
        and not OFFER_LINE.fullmatch(text)
    )


def is_locked(page: Page) -> bool:
    """Tells whether the part that a page declares to be for subscribers shows them a gate instead of a text."""
    data = page.structured.article
    parts = data.get("hasPart") if str(data.get("isAccessibleForFree")).lower() == "false" else None
    for part in parts if isinstance(parts, list) else [parts]:
        selector = part.get("cssSelector") if isinstance(part, dict) else None
        try:
            places = page.tree.cssselect(selector) if isinstance(selector, str) else []
        except (SelectorError, AssertionError, ValueError):
            continue
        for place in places:
            said = [words(element, _GATE) for element in place.iter("h1", "h2", "h3", "h4", "p", "div", "a", "button")]
            if len(words(place, _GATE + 1)) <= _GATE and any(WALL_LINE.fullmatch(line) for line in said):
                return True
    return False


def ends_at_wall(containers: list[HtmlElement]) -> bool:
    """Tells whether the first that stands behind a text asks its reader to log in or subscribe to read on."""
    for node in (containers[-1], *containers[-1].iterancestors()) if containers else ():
        for behind in node.itersiblings("*") if node.tag not in {"body", "html"} else ():
            if layer_of(behind) is not None:
                continue
            said = words(behind, _GATE)
            lines = [words(line, _GATE) for line in behind.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong")]
            if len(said) <= _GATE and any(map(CLOSED_LINE.fullmatch, (said, *lines))):
                return METER.search(said) is None
            if len(said) > _PROSE:
                return False
    return False


def is_wall_box(box: HtmlElement) -> bool:
    """Tells whether a box says that an article ends here for those who have not logged in or subscribed."""
    lines = box.iter("h1", "h2", "h3", "h4", "p", "div", "span", "strong", "a", "button")
    return any(CLOSED_LINE.fullmatch(words(line, _LONGEST_BOX)) for line in lines)


def is_wall_text(text: str) -> bool:
    """True if all paragraphs of a text ask the reader to log in or subscribe, or the first of a short one does."""
    if not text:
        return False
    paragraphs = text.split("\n\n")
    return all(map(WALL_LINE.fullmatch, paragraphs)) or (
        latin_length(text) < NOTICE_LENGTH and CLOSED_LINE.fullmatch(paragraphs[0]) is not None
    )
