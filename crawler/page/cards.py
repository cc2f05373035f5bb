"""Cards: boxes built alike, side by side, each of which leads to another page."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from crawler.page.tree import stem, words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page.document import Page

_BOXES = ("li", "div", "article", "section", "a", "p", "tr")
_FRAMES = {"nav", "header", "footer", "aside"}
_FEWEST, _MOST_OF_THEM = 4, 0.6
_SHORTEST, _LONGEST, _MOST_LINKS, _LINKED = 15, 600, 6, 0.25
_PRICE = re.compile(r"[$€£¥₩]\s?\d|\d\s?(?:[€£]|zł|kr\b|USD|EUR|원|円)")


def states_price(said: str) -> bool:
    """Tells whether a text states a price with its currency."""
    return bool(_PRICE.search(said))


def find_cards(page: Page) -> list[HtmlElement]:
    """Returns the cards of a page in page order, outside of navigation, header, footer and aside; none within another.

    Of like boxes that lie side by side most are to be cards: short, with few links that are much of their words or in
    a heading, or with a link and a picture or a price.
    """
    groups = defaultdict[tuple[object, ...], list["HtmlElement"]](list)
    for box in page.tree.iter(*_BOXES):
        groups[box.getparent(), box.tag, stem(box)].append(box)
    found: set[HtmlElement] = set()
    for boxes in groups.values():
        if len(boxes) >= _FEWEST and not any(above.tag in _FRAMES for above in boxes[0].iterancestors()):
            cards = [box for box in boxes if _is_card(box)]
            if len(cards) >= max(_FEWEST, _MOST_OF_THEM * len(boxes)):
                found.update(cards)
    outermost = {card for card in found if found.isdisjoint(card.iterancestors())}
    return [box for box in page.tree.iter(*_BOXES) if box in outermost]


def _is_card(box: HtmlElement) -> bool:
    links, text = [link for link in box.iter("a") if link.get("href")], words(box, _LONGEST)
    said = len(text)
    if not links or not _SHORTEST <= said < _LONGEST or len({link.get("href") for link in links}) > _MOST_LINKS:
        return False
    if max(len(words(link)) for link in links) >= _LINKED * said or box.find(".//img") is not None:
        return True
    if states_price(text):
        return True
    return any(head.find(".//a") is not None for head in box.iter("h2", "h3", "h4", "h5"))
