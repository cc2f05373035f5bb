"""Blocks that offer other articles, told by their headings: cut out of a text, or found wherever on a page."""

from __future__ import annotations

import re
from bisect import bisect
from functools import cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Literal

from lxml import etree

from crawler.extraction.prune.box_headings import LONGEST_HEAD, MORE_HEAD, OFFER, heading_kind
from crawler.extraction.prune.headed_blocks import block_under, card_around, heads_related, kind_of_heading
from crawler.extraction.prune.teasers_and_comments import comment_sections
from crawler.items import Link
from crawler.page.tree import INLINE, SENTENCE_END, drop, words
from crawler.text.unicode import clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from lxml.html import HtmlElement


Kind = Literal["inline", "related"]

_HEADS = {"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "p", "span", "div", "dt", "th", "a"}
_OFFERS = {"p", "li", "div", "blockquote", "article", "section", "aside", "h2", "h3", "h4", "h5"}
_MOST_LINES = 10
_LONGEST_OFFER, _LONGEST_LINES, _MOST_NAMED = 200, 600, 2
_IN_LINES = INLINE | {"br"}
_ARROWS = "▶▷►☞※→>»"
_MARKS = f" {_ARROWS}■□●·-"
_BETWEEN = f"{_MARKS}:：[]<>|,/;•–—()"
_QUOTES = " \"'“”‘’"
_OPEN = re.compile(r"\b(?:on|about|of)\b(?! this\b)", re.IGNORECASE)
# What a link leads to, before it: `Video: `, `[영상] `.
_LABEL = re.compile(r"\[?[^\W\d_](?:[\w’'-]| (?=\w)){1,30}(?:\s?[:：|]|\])\s?")
_ELSEWHERE = re.compile(r"watch|video|listen|podcast|photos?\b|pictures|gallery|slides|영상|사진|화보", re.IGNORECASE)
# One of these, without its blanks, is in every heading of links and in every offer.
HEADING_PREFILTER = (
    "related", "관련", "연관", "seealso", "alsoread", "alsosee", "readalso", "readmore", "readnext", "furtherreading",
    "moreon", "moreabout", "similar", "connected", "coverage", "alsoonthis", "morearticles", "morestories", "morenews",
    "morehead", "함께읽", "함께보", "함께볼", "함께알", "같이읽", "같이보", "같이볼", "같이알", "이어읽", "이어서읽",
    "이어보", "이어서보", "더보기", "더읽", "더알아보", "morein", "morefrom", "moreby", "most", "latest", "popular",
    "trending", "recommended", "topstories", "youmay", "youmight", "tmiss", "editor", "shot", "missedit", "핫",
    "많이본", "인기", "추천", "최신", "실시간", "주요", "시각",
)  # fmt: skip
RELATED_PREFILTER = HEADING_PREFILTER[: HEADING_PREFILTER.index("morein")]
# A terminal's sequence may go on over several elements. The letters are an i or an s to patterns, case aside.
_ESCAPE, _OTHER_LETTERS = "\x1b", "ıİſ"
_TEXTS = etree.XPath("descendant::text()[not(parent::script or parent::style)]")


def links_in(
    blocks: Iterable[HtmlElement],
    kind: Kind,
    canonical: Callable[[str], str],
    without: Collection[HtmlElement] = frozenset(),
) -> list[Link]:
    """Returns the article links in the blocks but those in `without`, in page order, each address once.

    A title is the first words that link there; where no link has words, its `title` or the `alt` of its picture.
    """
    found: dict[str, Link] = {}
    wordless: dict[str, str] = {}
    for block in blocks:
        for anchor in block.iter("a"):
            url = canonical(anchor.get("href") or "") if anchor not in without else ""
            if not url:
                continue
            link = found.setdefault(url, Link(url, "", kind))
            said = words(next(anchor.iter("h1", "h2", "h3", "h4", "h5"), anchor))
            if not link.title and not MORE_HEAD.fullmatch(said.strip(_BETWEEN)):
                link.title = OFFER.sub("", said).strip() or said
            if not wordless.get(url):
                pictures = (fold(picture.get("alt")) for picture in anchor.iter("img"))
                wordless[url] = fold(anchor.get("title")) or next(filter(None, pictures), "")
    for url, link in found.items():
        link.title = link.title or wordless[url]
    return list(found.values())


def find_related(tree: HtmlElement, canonical: Callable[[str], str]) -> list[Link]:
    """Returns the articles that a page calls related, wherever on it: by the headings over them and the labels before.

    The tree is not changed. What readers name in their comments is left out.
    """
    telling = _telling(tree, RELATED_PREFILTER)
    if telling is not None and not telling:
        return []
    related: list[Link] = []
    done: set[HtmlElement] = set()
    comments: set[HtmlElement] | None = None
    said = cache(words)
    for element in tree.iter(*_HEADS | _OFFERS):
        if element in done or (telling is not None and element not in telling):
            continue
        is_offer = element.tag in _OFFERS and _is_offer(element, canonical, bare=False)
        kind = kind_of_heading(element) if element.tag in _HEADS and not is_offer else ""
        if not is_offer and not kind:
            continue
        if comments is None:
            comments = {part for section in comment_sections(tree) for part in section.iter("*")}
        if element in comments:
            continue
        block = [element]
        if is_offer:
            related.extend(links_in(block, "inline", canonical))
        else:
            card = card_around(element, tree, said)
            if not heads_related(element, kind, card, canonical):
                continue
            block = block_under(element, tree, said, canonical) if card is None else [card]
            related.extend(_related_in(block, element, card, canonical, said))
        done.update(each for part in block for each in part.iter("*"))
    return related


def take_link_blocks(root: HtmlElement, canonical: Callable[[str], str], *, offers: bool = False) -> list[Link]:
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
    telling = None if offers else _telling(root, HEADING_PREFILTER)
    for element in [each for each in root.iter(*_HEADS | _OFFERS) if telling is None or each in telling]:
        if element is root or element in gone:
            continue
        if element.tag in _OFFERS and _is_offer(element, canonical, bare=offers):
            related.extend(links_in([element], "inline", canonical))
            before = element.getprevious()
            if before is not None and words(before).endswith(":") and len(words(before)) <= LONGEST_HEAD:
                cut(before)
            cut(element)
            continue
        if offers and element.tag in _OFFERS and element.find("br") is not None and _may_name(words(element)):
            related.extend(links_in(_labelled(element)[0], "inline", canonical))
        if element.tag not in _HEADS or not (kind := kind_of_heading(element)):
            continue
        card = card_around(element, root, said) if offers else None
        block = block_under(element, root, said) if card is None else [card]
        if heads_related(element, kind, card, canonical):
            related.extend(_related_in(block, element, card, canonical, said))
        for part in block:
            cut(part)
    return related


def _telling(root: HtmlElement, words_to_tell: tuple[str, ...]) -> set[HtmlElement] | None:
    """Returns the elements in which a telling word stands, and some more; none where each has to be asked.

    All text under `root` but scripts is looked through once: what an element says is a stretch of it.
    """
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


def _related_in(
    block: list[HtmlElement],
    head: HtmlElement,
    card: HtmlElement | None,
    canonical: Callable[[str], str],
    said: Callable[[HtmlElement], str],
) -> list[Link]:
    """Returns the articles of a block under a heading, without those of lists in it that call themselves otherwise."""
    others = {
        element
        for part in block
        for other in part.iter(*_HEADS)
        if kind_of_heading(other) == "other"
        for each in block_under(other, part, said)
        for element in each.iter("*")
    }
    links = links_in(block, "related", canonical, others)
    if card is not None and links:
        links[0].title = _headline_of(card, said(head)) or links[0].title
    return links


def _headline_of(card: HtmlElement, label: str) -> str:
    """Returns the first line of a card behind its label."""
    said = (fold(str(text)) for text in card.itertext())
    return next((line for line in said if line and line not in label), "")


def _is_offer(element: HtmlElement, canonical: Callable[[str], str], *, bare: bool) -> bool:
    """Tells whether a paragraph is nothing but links to other articles, with or without `Related:` before them."""
    anchors = list(islice(element.iter("a"), _MOST_LINES + 1))
    if not anchors or len(anchors) > _MOST_LINES:
        return False
    said = words(element, _LONGEST_LINES)
    if len(said) > _LONGEST_LINES:
        return False
    if bare and _lead_elsewhere(element, canonical):
        return True
    is_short = 0 < len(said) <= _LONGEST_OFFER and len(anchors) <= _MOST_NAMED
    # A headline has no full stop; a sentence that is all link is text.
    headline = bare and element.tag != "li" and words(anchors[0]) == said and not said.endswith((".", "。"))
    named = _may_name(said)
    if not (named or (is_short and headline)) or not any(canonical(anchor.get("href") or "") for anchor in anchors):
        return False
    if is_short and (headline or OFFER.match(said)):
        return True
    return all(each.tag in _IN_LINES for each in element.iterdescendants("*")) and _labelled(element)[1]


def _lead_elsewhere(element: HtmlElement, canonical: Callable[[str], str]) -> bool:
    """Tells whether each line is a headline that leads to an article, or a link behind an arrow or a label."""
    known = canonical if element.tag != "li" else lambda _: ""
    return all(len(linked) == 1 and _leads_elsewhere(said, linked[0], known) for said, linked in _lines(element))


def _labelled(element: HtmlElement) -> tuple[list[HtmlElement], bool]:
    """Returns the links behind labels (`Related: A / B`), line by line, and whether nothing else is there."""
    found: list[HtmlElement] = []
    named, whole = False, True
    for said, linked in _lines(element):
        pieces, rest = [], said
        for anchor in linked:
            if title := words(anchor):
                before, _, rest = rest.partition(title)
                pieces.append(before)
        labels = [piece.strip() for piece in (*pieces, rest) if piece.strip(_BETWEEN)]
        named = (named or bool(labels)) and all(map(_is_label, labels))
        whole = whole and named
        found += linked if named else []
    return found, whole and bool(found)


def _may_name(text: str) -> bool:
    squeezed = "".join(text.split()).lower()
    return any(word in squeezed for word in RELATED_PREFILTER)


def _is_label(text: str) -> bool:
    """Tells whether words before a link name it as related; `More on the` may begin its sentence."""
    ends = text.endswith((":", "：", "|", "]", ")", *_ARROWS))
    return heading_kind(text.strip(_BETWEEN)) in {"related", "more"} and (ends or not _OPEN.search(text))


def _lines(element: HtmlElement) -> list[tuple[str, list[HtmlElement]]]:
    """Returns what stands between an element's line breaks, with the links in it."""
    lines: list[tuple[list[str], list[HtmlElement]]] = [([element.text or ""], [])]
    for child in element.iterchildren():
        if child.tag == "br":
            lines.append(([], []))
        else:
            lines[-1][0].append(words(child))
            lines[-1][1].extend(child.iter("a"))
        lines[-1][0].append(child.tail or "")
    folded = [(fold(" ".join(said)), linked) for said, linked in lines]
    return [(said, linked) for said, linked in folded if said]


def _leads_elsewhere(line: str, anchor: HtmlElement, canonical: Callable[[str], str]) -> bool:
    """Tells whether a line is a headline, a link behind an arrow, or behind a label that says what it leads to."""
    linked = words(anchor)
    if not linked or linked not in line:
        return False
    before, _, behind = line.partition(linked)
    if behind.strip(_QUOTES):
        return False
    if not before.strip(_MARKS):
        # A headline has no full stop; a sentence that is all link is text.
        is_headline = not SENTENCE_END.search(linked) and bool(canonical(anchor.get("href") or ""))
        return is_headline or bool(set(before + linked[:1]) & set(_ARROWS))
    label = _LABEL.fullmatch(before.strip(_QUOTES))
    if label is None or linked.endswith((".", "。")):
        return False
    return bool(_ELSEWHERE.search(label[0]) or canonical(anchor.get("href") or ""))
