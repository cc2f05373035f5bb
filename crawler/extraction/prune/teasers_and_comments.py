"""Groups of like boxes that are no text, whatever their classes are called: cards of other articles, and comments."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extraction.prune.box_headings import ASKED_HEAD, COMMENTS_HEAD, OTHER_HEAD
from crawler.page.tree import drop, stem, words
from crawler.text.unicode import any_of, clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

_BOXES = {"div", "article", "section", "li", "a", "dl", "tr"}
# Beside its linked headline, a card has a teaser, a label and a time; what has more is a text with a link in it.
_LONGEST_CARD = 420
_LONGEST_COMMENT = 3000
_MOST_PARTS = 120
_FEWEST_CARDS, _FEWEST_LED, _FEWEST_HEADED, _FEWEST_COMMENTS, _FEWEST_UNTIMED = 2, 3, 4, 2, 3
# Where there is no heading: a link with a teaser below, and a label or a number above at most.
_SHORTEST_TEASER, _LONGEST_LABEL, _HIGHEST, _MOST_BEFORE, _FEWEST_PARTS = 25, 20, 3, 2, 2
_AGO = any_of(
    r"(?:just now|yesterday|방금|어제)",
    r"(?:a|an|\d+)\s?(?:s|m|h|d|w|y|mo|sec\w*|min\w*|hrs?|hours?|days?|weeks?|months?|years?)(?: ago)?",
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?"
    r"(?:,? (?:at )?\d{1,2}:\d\d.{0,9})?",
    r"\d{4}[-./] ?\d{1,2}[-./] ?\d{1,2}\.?(?: \d{1,2}:\d\d(?::\d\d)?)?",
    r"\d+\s?(?:초|분|시간|일|주|개월|달|년) 전",
)
_ANSWER = any_of(
    r"reply|answer|respond|report(?: (?:abuse|comment))?|flag|permalink|up-?vote|down-?vote|likes?|dislike",
    r"답글(?: ?(?:달기|쓰기|\d+))?|신고|공감|비공감",
)
# What is liked may be anything; replied to and reported is what readers say.
_REPLY = re.compile(
    r"(?:reply|respond|report(?: (?:abuse|comment))?|flag|down-?vote|답글|신고|비공감)\b", re.IGNORECASE
)
_LONGEST_ROW, _MOST_BLANK, _LONGEST_AGO = 60, 300, 5
_ANSWER_ROW = re.compile(rf"(?:(?:{_ANSWER.pattern})(?:\s?\(?\d+\)?)?(?:[\s·•|/,]+|$)){{1,3}}", re.IGNORECASE)
_TEXTS = etree.XPath("descendant::text()", smart_strings=False)
_LENGTH = etree.XPath("string-length(normalize-space(.))")
_SLACK = 20
_LONGEST_ANSWERS = 60
_ANSWERS = any_of(
    r"(?P<count>\d+) (?:comments?|replies|reply|responses?|thoughts?)(?: on .{0,60})?:?",
    r"(?:댓글|comments) ?\(?(?P<number>\d+)\)?(?: ?개)?",
)
# How each of these lines begins, as far as its first element.
_COUNTING = re.compile(
    r"^(?:\d+ (?:comment|repl|response|thought)|(?:참여|토론)글|실시간 ?(?:톡|채팅)"
    r"|(?:전체|독자|네티즌|한\s?줄|시청자|여러분)?\s?(?:댓글|의견|한마디|톡톡|게시판)"
    r"|이 (?:기사|글|뉴스)에 대|(?:(?:your|our|all|reader\S*) )?(?:comments?|responses|opinions|talk ?back)\b.{0,9}$"
    r"|(?:letters|views|replies|comments) (?:and|&) |(?:what )?(?:our )?readers?\S* (?:are|say|write|views|letters)"
    r"|live chat|leave a |have your say|tell us what|what di?do? you think|join the |log ?in (?:or|to) |to write c)",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER_BOXES = _BOXES | {"aside", "details", "table", "tbody", "td", "ul", "ol"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_FRAME = {"header", "footer", "nav", "aside"}
_STOP = re.compile(r"[.!?。…][\"'”’」』)]?(?:\s|$)")
_ENOUGH_STOPS, _ENOUGH_TEXT = 2, 60


def drop_card_groups(
    root: HtmlElement, canonical: Callable[[str], str], is_own: Callable[[str], bool] | None = None
) -> list[HtmlElement]:
    """Removes boxes that stand side by side, are built alike, and each offer another article or answer to this one.

    Where addresses do not tell articles, `is_own` tells links to other pages of the site: rows of cards lead there too.
    Returns what offers articles, but for those under a heading of what is new or popular.
    """
    offered: list[HtmlElement] = []
    offering, answers = _article_cards(root, canonical), _comment_boxes(root)
    led = _linked_cards(root, canonical, offering)
    headed = _headed_cards(root, is_own, offering) if is_own else {}
    boxes_in = Counter(box.getparent() for box in offering | led.keys() | headed.keys() | answers.keys())
    likely = {parent for parent, count in boxes_in.items() if count >= _FEWEST_CARDS}
    for parent in [element for element in root.iter("*") if element in likely]:
        if parent.tag in {"head", "p"} or len(parent) < _FEWEST_CARDS:
            continue
        boxes = [child for child in parent if child.tag in _BOXES]
        for _, alike in groupby(sorted(boxes, key=_build), key=_build):
            group = list(alike)
            if len(group) < _FEWEST_CARDS:
                continue
            cards = [box for box in group if box in offering and _is_small(box, _LONGEST_CARD)]
            if len(cards) < _FEWEST_CARDS:
                leads = [box for box in group if box in led and _is_small(box, _LONGEST_CARD) and _has_teaser(box)]
                cards = leads if len({led[box] for box in leads}) >= _FEWEST_LED else cards
            if len(cards) < _FEWEST_CARDS:
                leads = [box for box in group if box in headed and _is_small(box, _LONGEST_CARD) and _has_teaser(box)]
                cards = leads if len({headed[box] for box in leads}) >= _FEWEST_HEADED else cards
            comments = [box for box in group if box in answers and _is_small(box, _LONGEST_COMMENT)]
            if len(comments) < _FEWEST_UNTIMED:
                comments = [box for box in comments if answers[box]]
            if len(cards) >= _FEWEST_CARDS:
                offered += [] if OTHER_HEAD.fullmatch(_heading_of(cards[0])) else cards
                _drop_group(cards, parent)
            elif len(comments) >= _FEWEST_COMMENTS and len(comments) * 2 > len(group):
                _drop_group(group, parent)
    return offered


def _heading_of(box: HtmlElement) -> str:
    """Returns what stands right before a group of boxes, or before what holds nothing but them."""
    before = [before for node in (box, next(box.iterancestors(), box)) if (before := node.getprevious()) is not None]
    return words(before[0], _LONGEST_ROW) if before else ""


def drop_comment_sections(tree: HtmlElement) -> None:
    """Removes boxes that begin with a line that counts comments, or calls what follows so."""
    for section in comment_sections(tree):
        drop(section)


def comment_sections(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the boxes that begin with a line that counts comments, or calls what follows so.

    Each may be dropped before the next is looked for.
    """
    if not any(map(_COUNTING.match, {text.strip() for text in _TEXTS(tree) if len(text) <= _LONGEST_ANSWERS})):
        return
    for element in [each for each in tree.iter("*") if each.text and len(each.text) <= _LONGEST_ANSWERS]:
        if not _COUNTING.match((element.text or "").strip()):
            continue
        head = element
        while (above := head.getparent()) is not None and _heads_answers(words(above, _LONGEST_ANSWERS)):
            head = above
        box = head.getparent()
        if box is None or box.tag not in _ANSWER_BOXES or fold(box.text) or box.find(".//h1") is not None:
            continue
        said = words(head, _LONGEST_ANSWERS)
        count = _ANSWERS.fullmatch(said)
        worded = COMMENTS_HEAD.fullmatch(said) or (ASKED_HEAD.fullmatch(said) and box.find("p") is None)
        if not (count or worded) or any(words(sibling, 1) for sibling in head.itersiblings(preceding=True)):
            continue
        if (count and head.tag in _HEADINGS) or (
            not _is_link(head) and ((count and _has_as_many(box, count)) or _is_behind_text(box))
        ):
            yield box


def _heads_answers(line: str) -> bool:
    return any(says.fullmatch(line) for says in (_ANSWERS, COMMENTS_HEAD, ASKED_HEAD))


def _is_link(head: HtmlElement) -> bool:
    """Tells whether a line leads to where the comments are."""
    return head.tag == "a" or head.find(".//a") is not None


def _has_as_many(box: HtmlElement, count: re.Match[str]) -> bool:
    """Tells whether a box has as many parts that are built alike as its first line counts."""
    alike = Counter(_build(child) for child in box.iterchildren("*"))
    return int(count["count"] or count["number"]) in {many for many in alike.values() if many >= _FEWEST_COMMENTS}


def _is_behind_text(box: HtmlElement) -> bool:
    """Tells whether sentences stand before a box, outside of the page's frame."""
    said = ""
    for node in (box, *box.iterancestors()):
        for before in node.itersiblings(preceding=True):
            if before.tag not in _FRAME and before.get("role") != "dialog":
                said = f"{words(before)} {said}"
        if len(said) >= _ENOUGH_TEXT and len(_STOP.findall(said)) >= _ENOUGH_STOPS:
            return True
    return False


def _build(box: HtmlElement) -> str:
    return f"{box.tag!s}.{next(iter(stem(box).split()), '')}"


def _drop_group(boxes: list[HtmlElement], parent: HtmlElement) -> None:
    for box in boxes:
        box.drop_tree()
    # What is left of their own box is its heading.
    if parent.getparent() is not None and parent.tag in _BOXES | {"ul", "ol", "aside"} and len(words(parent, 60)) <= 60:  # noqa: PLR2004
        parent.drop_tree()


def _is_small(box: HtmlElement, longest: int) -> bool:
    """Tells whether a box has few parts and words: who looks at every box of a page must not walk each whole."""
    if next(islice(box.iter(), _MOST_PARTS, None), None) is not None:
        return False
    # Counted so, scripts are words and blocks are not parted: what is small then is small.
    return _LENGTH(box) + len(box) * _SLACK <= longest or len(words(box, longest + 1)) <= longest


def _article_cards(root: HtmlElement, canonical: Callable[[str], str]) -> set[HtmlElement]:
    """Returns the boxes in which a heading is a link to an article, or holds one."""
    found: set[HtmlElement] = set()
    for head in root.iter("h2", "h3", "h4", "h5", "h6"):
        around = next(head.iterancestors("a"), None)
        for anchor in head.iter("a") if around is None else (*head.iterancestors("a"), *head.iter("a")):
            if not canonical(anchor.get("href") or ""):
                continue
            outer = head if head in anchor.iterancestors() else anchor
            found.update(box for box in outer.iterancestors(*_BOXES - {"a"}))
            if outer is anchor:
                found.add(anchor)
    return found


def _headed_cards(
    root: HtmlElement, is_own: Callable[[str], bool], offering: set[HtmlElement]
) -> dict[HtmlElement, str]:
    """Returns the boxes with a heading that is a link to another page of the site, with the address.

    Not those in `offering`, whose link leads to an article, nor those that hold several.
    """
    found: dict[HtmlElement, str] = {}
    several: set[HtmlElement] = set()
    said = cache(lambda anchor: words(anchor, 1))
    for head in root.iter("h2", "h3", "h4", "h5", "h6"):
        boxes = list(islice(head.iterancestors(*_BOXES), _HIGHEST))
        if not boxes or boxes[0] in offering:
            continue
        anchor = next(chain(head.iterancestors("a"), head.iter("a")), None)
        href = "" if anchor is None else anchor.get("href") or ""
        if anchor is None or not href or said(anchor) == "" or not is_own(href):
            continue
        for box in boxes:
            if box in found:
                several.add(box)
            found[box] = href
    return {box: href for box, href in found.items() if box not in offering and box not in several}


def _linked_cards(
    root: HtmlElement, canonical: Callable[[str], str], offering: set[HtmlElement]
) -> dict[HtmlElement, str]:
    """Returns the boxes that begin with a link to an article, alone on its line, with the address.

    Not those in `offering`, whose link is a heading.
    """
    found: dict[HtmlElement, str] = {}
    for anchor in root.iter("a"):
        node, whole = anchor, len(anchor) >= _FEWEST_PARTS
        # lxml counts children one by one.
        while not whole and (above := node.getparent()) is not None and _is_only_child(node):
            # A box that holds nothing but the words of a link has no teaser.
            node = above
        above = node.getparent()
        if not whole and (
            above is None
            or above.tag not in _BOXES
            or above in offering
            or (above.tag == "li" and node.getnext() is None)
        ):
            continue
        target = "" if anchor.tail and anchor.tail.strip() else canonical(anchor.get("href") or "")
        if target:
            found.update((box, target) for box in _boxes_led_by(node, offering, whole=whole))
            if whole:
                found[anchor] = target
    return found


def _is_only_child(node: HtmlElement) -> bool:
    return node.getprevious() is None and node.getnext() is None


def _boxes_led_by(node: HtmlElement, offering: set[HtmlElement], *, whole: bool) -> Iterator[HtmlElement]:
    """Yields the boxes that begin with an element, and in which more stands than this; `whole` says that it has it."""
    for _ in range(_HIGHEST):
        above = node.getparent()
        if above is None or above.tag not in _BOXES or above in offering:
            return
        whole = whole or node.getnext() is not None
        if whole and (fold(above.text) or _follows_words(node)):
            return
        if whole:
            yield above
        node = above


def _follows_words(node: HtmlElement) -> bool:
    """Tells whether more than a picture and a label stand before an element."""
    before = list(islice(node.itersiblings(preceding=True), _MOST_BEFORE + 1))
    return len(before) > _MOST_BEFORE or sum(len(words(each, _LONGEST_LABEL)) for each in before) > _LONGEST_LABEL


def _has_teaser(box: HtmlElement) -> bool:
    """Tells whether a box has a line of its own below its headline, inside of the link or behind it."""
    parts = [fold(str(text)) for text in box.xpath(".//text()")]
    lines = [part for part in parts if len(part) > _LONGEST_LABEL // 2]
    return any(len(line) >= _SHORTEST_TEASER for line in lines[1:])


def _comment_boxes(root: HtmlElement) -> dict[HtmlElement, bool]:
    """Returns the boxes that offer to answer what is said in them, and whether they say how long ago that was."""
    # Most pages offer nothing of the kind anywhere.
    said = {" ".join(text.split()) for text in set(_TEXTS(root)) if len(text) <= _MOST_BLANK}
    if not any(map(_ANSWER_ROW.fullmatch, map(clean, said))):
        return {}
    leaves = [(element, fold(element.text)) for element in root.iter("*") if len(element) == 0 and element.text]
    leaves = [(leaf, text) for leaf, text in leaves if len(text) <= _LONGEST_ROW]
    ago, answer, reply = (
        {box for leaf, text in leaves if says(text) for box in (leaf, *leaf.iterancestors())}
        for says in (_says_when, _ANSWER_ROW.fullmatch, _REPLY.match)
    )
    return {box: box in ago for box in (ago & answer) | (reply & answer) if box.tag in _BOXES}


def _says_when(line: str) -> bool:
    """Tells whether a line says how long ago something was, with or without a name before."""
    if _AGO.fullmatch(line):
        return True
    parts = line.split() if any(letter.isdigit() for letter in line) else []
    return any(_AGO.fullmatch(" ".join(parts[-most:]).strip("()")) for most in range(1, min(len(parts), _LONGEST_AGO)))
