"""Boxes that a page uses as paragraphs get the tag `p`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.page.tree import INLINE, SENTENCE_END, stem, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONG_LINE = 60
_FEWEST = 2


def name_paragraphs(root: HtmlElement) -> None:
    """Names paragraphs `p` that a page gives other names: boxes of sentences, side by side and built alike.

    So it does with the lines between them: subheadings, who speaks.
    """
    lines: dict[tuple[HtmlElement, str], list[HtmlElement]] = {}
    named: set[str] = set()
    for box in root.iter("div", "section"):
        above = box.getparent()
        if above is not None and all(child.tag in INLINE for child in box):
            lines.setdefault((above, str(box.tag)), []).append(box)
    for boxes in lines.values():
        builds = Counter(stem(box) for box in boxes if _is_sentence(box)) if len(boxes) >= _FEWEST else {}
        alike = [build for build, count in builds.items() if count >= _FEWEST]
        places = [place for place, box in enumerate(boxes) if stem(box) in alike]
        if not places:
            continue
        first, last = places[0], places[-1]
        between = {stem(box) for box in boxes[first:last]} - {""}
        while first and stem(boxes[first - 1]) in between:
            first -= 1
        lead = next(boxes[first].iterancestors()).getprevious()
        if lead is not None and lead.tag == boxes[first].tag and _is_lead(lead):
            lead.tag = "p"
        for box in boxes[first : last + 1]:
            box.tag = "p"
        named.update(build for build in alike if build)
    # One of them may stand alone in a box of its own: what a click unfolds.
    for box in (box for boxes in lines.values() for box in boxes) if named else ():
        if box.tag != "p" and stem(box) in named and _is_sentence(box):
            box.tag = "p"


def _is_lead(box: HtmlElement) -> bool:
    """Tells whether what stands before a box of paragraphs is one more, as the part that is open to all."""
    before = box.getprevious()
    if before is not None and (before.tag == "img" or before.find(".//img") is not None):
        # Behind a picture it is what the picture shows.
        return False
    return all(child.tag in INLINE for child in box) and len(words(box)) > _LONG_LINE and _is_sentence(box)


def _is_sentence(box: HtmlElement) -> bool:
    """Tells whether a box says a sentence, and not by a link."""
    said = words(box)
    return bool(SENTENCE_END.search(said)) and sum(len(words(anchor)) for anchor in box.iter("a")) * 2 < len(said)
