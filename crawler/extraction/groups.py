"""Groups of like boxes that are no text, whatever their classes are called: cards of other articles, and comments."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from crawler.extraction.markup import words
from crawler.normalise.text import any_of, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

_BOXES = {"div", "article", "section", "li", "a", "dl", "tr"}
# Beside its linked headline, a card has a teaser, a label and a time; what has more is a text with a link in it.
_LONGEST_CARD = 420
_LONGEST_COMMENT = 3000
_MOST_PARTS = 120
_FEWEST_CARDS, _FEWEST_COMMENTS = 2, 3
_AGO = any_of(
    r"(?:just now|yesterday|방금|어제)",
    r"(?:a|an|\d+)\s?(?:s|m|h|d|w|y|mo|sec\w*|min\w*|hrs?|hours?|days?|weeks?|months?|years?)(?: ago)?",
    r"\d+\s?(?:초|분|시간|일|주|개월|달|년) 전",
)
_ANSWER = any_of(
    r"reply|answer|respond|report(?: (?:abuse|comment))?|flag|permalink|up-?vote|down-?vote|likes?|dislike",
    r"답글(?: ?(?:달기|쓰기|\d+))?|신고|공감|비공감",
)


def drop_groups(root: HtmlElement, canonical: Callable[[str], str]) -> None:
    """Removes boxes that stand side by side, are built alike, and each offer another article or answer to this one."""
    for parent in list(root.iter("*")):
        if not isinstance(parent.tag, str) or parent.tag in {"head", "p"} or len(parent) < _FEWEST_CARDS:
            continue
        boxes = [child for child in parent if isinstance(child.tag, str) and child.tag in _BOXES]
        for _, alike in groupby(sorted(boxes, key=_build), key=_build):
            group = list(alike)
            cards = [box for box in group if _is_card(box, canonical)] if len(group) >= _FEWEST_CARDS else []
            comments = [box for box in group if _is_comment(box)] if len(group) >= _FEWEST_COMMENTS else []
            if len(cards) >= _FEWEST_CARDS:
                _drop_group(cards, parent)
            elif len(comments) >= _FEWEST_COMMENTS and len(comments) * 2 > len(group):
                _drop_group(group, parent)


def _build(box: HtmlElement) -> str:
    return f"{box.tag!s}.{next(iter((box.get('class') or '').split()), '')}"


def _drop_group(boxes: list[HtmlElement], parent: HtmlElement) -> None:
    for box in boxes:
        box.drop_tree()
    # What is left of their own box is its heading.
    if parent.getparent() is not None and parent.tag in _BOXES | {"ul", "ol", "aside"} and len(words(parent, 60)) <= 60:  # noqa: PLR2004
        parent.drop_tree()


def _is_small(box: HtmlElement) -> bool:
    """Tells whether a box has few parts: who looks at every box of a page must not walk through each whole."""
    return next(islice(box.iter(), _MOST_PARTS, None), None) is None


def _is_card(box: HtmlElement, canonical: Callable[[str], str]) -> bool:
    if not _is_small(box) or len(words(box, _LONGEST_CARD + 1)) > _LONGEST_CARD:
        return False
    anchors = [box] if box.tag == "a" else list(box.iter("a"))
    heads = list(box.iter("h2", "h3", "h4", "h5", "h6"))
    return any(
        canonical(anchor.get("href") or "")
        for anchor in anchors
        if any(head in anchor.iterancestors() or anchor in head.iterancestors() for head in heads)
    )


def _is_comment(box: HtmlElement) -> bool:
    if not _is_small(box) or len(words(box, _LONGEST_COMMENT + 1)) > _LONGEST_COMMENT:
        return False
    texts = [fold(element.text) for element in box.iter("*") if isinstance(element.tag, str) and len(element) == 0]
    return any(_AGO.fullmatch(text) for text in texts if text) and any(
        _ANSWER.fullmatch(text) for text in texts if text
    )
