"""Links to other articles: which blocks offer them, and what they offer."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache, lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Literal

from lxml import etree

from crawler.extraction.prune.box_headings import OFFER, OTHER_HEAD, RELATED_HEAD
from crawler.items import Link
from crawler.page.tree import drop, words
from crawler.text.unicode import clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement


Kind = Literal["inline", "related"]

_HEADS = {"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "p", "span", "div", "dt", "th", "a"}
_OFFERS = {"p", "li", "div", "blockquote", "article", "section", "aside", "h2", "h3", "h4", "h5"}
_LONGEST_HEAD = 60
_LONGEST_OFFER, _LONGEST_CARD, _LONGEST_TEASED = 200, 420, 300
_MOST_CLIMBED = 4
_ARROWS = "▶▷►☞※→>»"
_MARKS = f" {_ARROWS}■□●·-"
_QUOTES = " \"'“”‘’"
# What a link leads to, before it: `Video: `, `[영상] `.
_LABEL = re.compile(r"\[?[^\W\d_](?:[\w’'-]| (?=\w)){1,30}(?:\s?[:：|]|\])\s?")
_ELSEWHERE = re.compile(r"watch|video|listen|podcast|photos?\b|pictures|gallery|slides|영상|사진|화보", re.IGNORECASE)
_MOST_LINES, _LONGEST_LINES = 10, 600
# One of these, without its blanks, is in every heading of links and in every offer.
HEADING_PREFILTER = (
    "related", "관련", "연관", "seealso", "alsoread", "alsosee", "readalso", "readmore", "readnext", "furtherreading",
    "moreon", "moreabout", "morein", "morefrom", "moreby", "morestories", "morenews", "morehead", "most", "latest",
    "popular", "trending", "recommended", "topstories", "youmay", "youmight", "tmiss", "pick", "shot", "missedit", "핫",
    "많이본", "인기", "추천", "최신", "실시간", "주요", "시각",
)  # fmt: skip
RELATED_PREFILTER = HEADING_PREFILTER[: HEADING_PREFILTER.index("morein")]
# A terminal's sequence may go on over several elements. The letters are an i or an s to patterns, case aside.
_ESCAPE, _OTHER_LETTERS = "\x1b", "ıİſ"
_TEXTS = etree.XPath("descendant::text()")


def links_in(blocks: Iterable[HtmlElement], kind: Kind, canonical: Callable[[str], str]) -> list[Link]:
    """Returns the article links in the blocks, in page order, each address once with its first words."""
    found: dict[str, Link] = {}
    for block in blocks:
        for anchor in block.iter("a"):
            url = canonical(anchor.get("href") or "")
            if url:
                link = found.setdefault(url, Link(url, "", kind))
                heading = next(anchor.iter("h1", "h2", "h3", "h4", "h5"), anchor)
                link.title = link.title or words(heading) or fold(anchor.get("title"))
    return list(found.values())


def take_link_blocks(
    root: HtmlElement, canonical: Callable[[str], str], *, offers: bool = False, related_only: bool = False
) -> list[Link]:
    """Removes the blocks under `root` that offer other articles, told by their headings.

    With `offers`, also paragraphs that are nothing but such a link: amid a text they are no text. Returns the links
    of those that call themselves related; links of the others (latest, popular) are dropped.
    """
    related: list[Link] = []
    gone: set[HtmlElement] = set()
    said = cache(words)

    def cut(part: HtmlElement) -> None:
        gone.update(part.iter("*"))
        drop(part)
        said.cache_clear()

    # A headline that is a link may stand anywhere; all else says what it is.
    telling = None if offers else _telling(root, RELATED_PREFILTER if related_only else HEADING_PREFILTER)
    for element in [each for each in root.iter(*_HEADS | _OFFERS) if telling is None or each in telling]:
        if element is root or element in gone:
            continue
        if element.tag in _OFFERS and _is_offer(element, canonical, bare=offers):
            related.extend(links_in([element], "inline", canonical))
            before = element.getprevious()
            if before is not None and words(before).endswith(":") and len(words(before)) <= _LONGEST_HEAD:
                cut(before)
            cut(element)
            continue
        if element.tag not in _HEADS or not (kind := _heading(element)):
            continue
        card = next(element.iterancestors("a"), None) if offers or related_only else None
        is_card = card is not None and card is not root and _is_card(card, said(element), said)
        block = [card] if card is not None and is_card else _block_of(element, root, said)
        if kind == "related":
            links = links_in(block, "related", canonical)
            if is_card and card is not None and links:
                links[0].title = _headline_of(card, said(element)) or links[0].title
            related.extend(links)
        for part in block:
            cut(part)
    return related


def _telling(root: HtmlElement, words_to_tell: tuple[str, ...]) -> set[HtmlElement] | None:
    """Returns the elements in which a telling word stands, and some more; none where each has to be asked.

    All text under `root` is looked through once: what an element says is a stretch of it. That of scripts is taken out.
    """
    for unread in root.iter("script", "style"):
        unread.text = None
    texts = _TEXTS(root)
    parts = ["".join(text.split()) for text in texts]
    said = "".join(parts)
    if _ESCAPE in said:
        return None
    if clean(said) != said:
        parts = ["".join(clean(text).split()) for text in texts]
        said = "".join(parts)
        if clean(said) != said:
            return None
    if any(letter in said for letter in _OTHER_LETTERS):
        return None
    ends = list(accumulate(map(len, parts)))
    found: set[HtmlElement] = set()
    for place in _places(said.lower(), words_to_tell):
        node = texts[bisect(ends, place)].getparent()
        while node is not None and node not in found:
            found.add(node)
            node = node.getparent()
    return found


def _places(said: str, words_to_tell: tuple[str, ...]) -> Iterator[int]:
    for word in words_to_tell:
        place = said.find(word)
        while place >= 0:
            yield place
            place = said.find(word, place + 1)


def _heading(element: HtmlElement) -> str:
    text = words(element, _LONGEST_HEAD + 10) if len(element) <= _MOST_CLIMBED else ""
    return _kind(text.strip(" :·■▶▷[]<>|"))


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    """Returns what a heading says; a site's menus and labels say the same on every page."""
    if not text or len(text) > _LONGEST_HEAD:
        return ""
    return "related" if RELATED_HEAD.fullmatch(text) else "other" if OTHER_HEAD.fullmatch(text) else ""


def _block_of(head: HtmlElement, root: HtmlElement, said: Callable[[HtmlElement], str]) -> list[HtmlElement]:
    """Returns the elements of the block that a heading opens: its box, or itself and the links that follow."""
    node = head
    for _ in range(_MOST_CLIMBED):
        following: list[HtmlElement] = []
        for sibling in node.itersiblings():
            text = said(sibling)
            if not isinstance(sibling.tag, str) or (not text and sibling.find(".//img") is None):
                continue
            if sibling.tag in {"h1", "h2", "h3"} and not following and sibling.find(".//a") is None:
                break
            if not _mostly_links(sibling, said):
                break
            following.append(sibling)
        parent = node.getparent()
        if following and parent is not None:
            return [parent] if parent is not root and _is_box(parent, [node, *following]) else [node, *following]
        if parent is None or parent is root or words(parent, len(said(head))) != said(head):
            return []
        node = parent
    return []


def _is_card(anchor: HtmlElement, label: str, said: Callable[[HtmlElement], str]) -> bool:
    """Tells whether a link holds a heading, and behind it what it leads to, with or without a teaser."""
    text = said(anchor)
    return len(label) < len(text) <= _LONGEST_CARD and text.startswith(label)


def _headline_of(card: HtmlElement, label: str) -> str:
    """Returns the first line of a card behind its label."""
    said = (fold(str(text)) for text in card.itertext())
    return next((line for line in said if line and line not in label), "")


def _is_box(element: HtmlElement, parts: list[HtmlElement]) -> bool:
    """Tells whether an element holds these parts and no other words."""
    if element.tag not in {"div", "section", "aside", "ul", "dl", "article"} or fold(element.text):
        return False
    return all(part in parts or not words(part) for part in element.iterchildren("*"))


def _mostly_links(element: HtmlElement, said: Callable[[HtmlElement], str]) -> bool:
    anchors = list(element.iter("a"))
    if not anchors:
        return False
    linked = sum(len(said(anchor)) for anchor in anchors)
    # Cards carry a date or a teaser beside the link; running text carries a link or two amid its words.
    mostly = linked >= len(said(element)) * 0.6
    return mostly or (element.tag in {"ul", "ol"} and len(anchors) >= len(list(element.iter("li")))) or _is_row(element)


def _is_row(element: HtmlElement) -> bool:
    """Tells whether all that a box holds are cards: headlines that are links, each with a teaser."""
    heads = list(islice(element.iter("h2", "h3", "h4", "h5", "h6"), _MOST_LINES + 1))
    return (
        0 < len(heads) <= _MOST_LINES
        and all(head.find(".//a") is not None or next(head.iterancestors("a"), None) is not None for head in heads)
        and len(words(element)) <= _LONGEST_TEASED * len(heads)
    )


def _is_offer(element: HtmlElement, canonical: Callable[[str], str], *, bare: bool) -> bool:
    """Tells whether a paragraph is nothing but links to other articles, with or without `Related:` before them."""
    anchors = list(islice(element.iter("a"), _MOST_LINES + 1))
    if not anchors or len(anchors) > _MOST_LINES:
        return False
    if bare and len(words(element, _LONGEST_LINES)) <= _LONGEST_LINES:
        lines = _lines(element)
        known = canonical if element.tag != "li" else lambda _: ""
        if all(len(linked) == 1 and _leads_elsewhere(said, linked[0], known) for said, linked in lines):
            return True
    if len(anchors) > 2 or not any(canonical(anchor.get("href") or "") for anchor in anchors):  # noqa: PLR2004
        return False
    text = words(element, _LONGEST_OFFER)
    if not text or len(text) > _LONGEST_OFFER:
        return False
    # A headline has no full stop; a sentence that is all link is text.
    headline = bare and element.tag != "li" and words(anchors[0]) == text and not text.endswith((".", "。"))
    return bool(OFFER.match(text)) or headline


def _lines(element: HtmlElement) -> list[tuple[str, list[HtmlElement]]]:
    """Returns what stands between an element's line breaks, with the links in it."""
    lines: list[tuple[list[str], list[HtmlElement]]] = [([element.text or ""], [])]
    for child in element.iterchildren():
        if child.tag == "br":
            lines.append(([], []))
        elif isinstance(child.tag, str):
            lines[-1][0].append(words(child))
            lines[-1][1].extend(child.iter("a"))
        lines[-1][0].append(child.tail or "")
    folded = [(fold(" ".join(said)), linked) for said, linked in lines]
    return [(said, linked) for said, linked in folded if said]


def _leads_elsewhere(line: str, anchor: HtmlElement, canonical: Callable[[str], str]) -> bool:
    """Tells whether a line is a link behind an arrow, or behind a label that says what it leads to."""
    linked = words(anchor)
    if not linked or linked not in line:
        return False
    before, _, behind = line.partition(linked)
    if behind.strip(_QUOTES):
        return False
    if not before.strip(_MARKS):
        return bool(set(before + linked[:1]) & set(_ARROWS))
    label = _LABEL.fullmatch(before.strip(_QUOTES))
    if label is None or linked.endswith((".", "。")):
        return False
    return bool(_ELSEWHERE.search(label[0]) or canonical(anchor.get("href") or ""))
