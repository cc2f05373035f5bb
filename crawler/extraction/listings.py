"""Sections, topics, tags, front pages and shelves: pages of cards that lead to other pages, whatever text is beside.

Asked only of pages that do not describe themselves as an article; a bare `og:type` does not. Below an article stand
cards as well: it is their place, and how much of the page they are, that tells.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.article_links import canonical_of
from crawler.page.cards import find_cards, states_price
from crawler.page.notices import claims_article, claims_list, describes_article
from crawler.page.tree import SENTENCE_END, stem, words
from crawler.text.unicode import fold, latin_length, match_key
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.items import Article
    from crawler.page.document import Page

_TEXTS = ("p", "div", "li", "td", "blockquote", "section", "article", "span", "h2", "h3", "h4")
_LONGEST, _KEY = 2000, 40
# Cards, and how many times the letters of the text they have.
_FEW, _MANY, _DOZEN = 5, 8, 12
_SOME, _NEARLY_HALF, _HALF, _NEARLY, _MORE, _FAR_MORE = 0.2, 0.4, 0.5, 0.9, 1.5, 4
# Of letters: an introduction, or a teaser.
_INTRODUCTION, _TEASER = 250, 700
_FEWEST_LINES, _FEW_SENTENCES = 20, 0.1
_MOST_HEADS = 1000
_SORT = re.compile(r"sort(?:ed)?(?: by)?\s?:?|정렬(?:\s?기준)?\s?:?", re.IGNORECASE)
_FILTER = re.compile(
    r"(?:all |clear |more |show )?filters?(?: by| all)?(?:\s?\(\d+\))?\s?:?|필터(?:\s?초기화)?", re.IGNORECASE
)
_CONTROLS = ("button", "label", "span", "div", "h2", "h3", "h4", "legend", "p", "a", "option", "select")
_LONGEST_CONTROL = 30
_FRAMES = frozenset({"nav", "header", "footer", "aside"})
_BLANKS = frozenset({"div", "article", "section"})
_BOXES = frozenset({"div", "article", "section", "li"})
_LINKED_HEADS = "h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4"


@dataclass(slots=True)
class _Around:
    """What stands around the lines of a text, in page order."""

    before: int = 0
    """Cards between the headline and the text."""
    amid: int = 0
    """Cards amid the text."""
    turns: int = 0
    """How often text follows a card."""
    calls: int = 0
    """The links with the same words (`Read more`), each alone on its line, that text follows."""
    first: HtmlElement | None = None
    """The element of the first line."""


def is_listing(page: Page, article: Article, *, has_date: bool) -> str:
    """Returns why a page lists others; empty where it may be an article.

    `has_date` says that the page states when it was published; dates and names may be those of a card.
    """
    return next(filter(None, _reasons(page, article, has_date=has_date)), "")


def _reasons(page: Page, article: Article, *, has_date: bool) -> Iterator[str]:
    keys = [key for line in article.text.split("\n\n") if (key := match_key(fold(line)))]
    yield "a text of links" if _is_index(page, article.text, keys) else ""
    if describes_article(page):
        return
    claimed = claims_list(page)
    yield "calls itself a list" if claimed and not claims_article(page) else ""
    # At no article's address a date says little, and at one cards may stand below a short text.
    named = bool(canonical_of(None, page.url)(page.url))
    if has_date and (named or article.authors):
        return
    size = latin_length(fold(article.text))
    cards = [card for card in find_cards(page) if _leads_within(card, page)]
    in_cards = "\n".join(match_key(words(card)) for card in cards)
    unsigned = all(match_key(name) in in_cards for name in article.authors)
    around = _around(page, cards, keys)
    if unsigned and not named:
        yield _priced(cards)
        yield "" if has_date else _shop(page, around.first)
        yield _teasers(page, around, keys, size)
    if named and not unsigned:
        return
    yield "calls itself a list" if claimed and unsigned and size < _INTRODUCTION else ""
    yield "is sorted and filtered" if unsigned and _is_sorted(page) else ""
    if len(cards) >= _FEW:
        share = sum(latin_length(words(card)) for card in cards) / max(1, size)
        much = share >= (_MORE if size < _INTRODUCTION else _FAR_MORE)
        yield f"{len(cards)} cards" if unsigned and not named and much else ""
        yield _shelf(cards, in_cards, keys, around, share, unsigned=unsigned)


def _is_index(page: Page, text: str, keys: list[str]) -> bool:
    """Tells whether half of a text, which hardly has a sentence, is lines that are links and nothing else."""
    sentences = sum(bool(SENTENCE_END.search(line)) for line in text.split("\n\n"))
    if len(keys) < _FEWEST_LINES or sentences > _FEW_SENTENCES * len(keys):
        return False
    linked = {match_key(words(link, _LONGEST)) for link in page.tree.iter("a")}
    return sum(len(key) for key in keys if key in linked) >= _HALF * sum(map(len, keys))


def _priced(cards: list[HtmlElement]) -> str:
    priced = sum(states_price(words(card)) for card in cards)
    return f"{priced} cards with a price" if priced >= max(_FEW, _NEARLY_HALF * len(cards)) else ""


def _shop(page: Page, first: HtmlElement | None) -> str:
    """Returns why a text is that of a shelf, which shops set below what they sell: pictures that lead on, or blanks."""
    pictures = set[str]()
    blanks = Counter[tuple[object, str]]()
    for element in takewhile(lambda each: each is not first, page.under_headline() if first is not None else ()):
        if element.tag == "a" and _shows_another(element):
            pictures.add(clean_url(element.get("href") or "", page.url))
        elif element.tag in _BLANKS and not words(element, 1) and element.find(".//img") is None:
            blanks[element.getparent(), stem(element)] += 1
    if len(pictures) >= _DOZEN:
        return f"{len(pictures)} linked pictures before a text"
    # A script is to fill them.
    blank = max(blanks.values(), default=0)
    return f"{blank} blank boxes before a text" if blank >= _MANY else ""


def _teasers(page: Page, around: _Around, keys: list[str], size: float) -> str:
    """Returns why a text is teasers: all lead on in the same words, or it is in one of many boxes for articles."""
    if around.calls >= max(_FEW, _NEARLY_HALF * len(keys)) and size <= around.calls * _TEASER:
        return f"{around.calls} teasers that lead on"
    number = _likes(page, around.first)
    return f"a text in one of {number} boxes" if number >= _FEW else ""


def _likes(page: Page, first: HtmlElement | None) -> int:
    """Returns in how many boxes alike, each under a heading that leads to a page of its own, the text may be."""
    headed: dict[HtmlElement, str] = {}
    for head in page.select(_LINKED_HEADS)[:_MOST_HEADS] if first is not None else ():
        link = head if head.tag == "a" else next(head.iterancestors("a"))
        target = clean_url(link.get("href") or "", page.url)
        if _site(target) == _site(page.url):
            for box in head.iterancestors(*_BOXES):
                headed.setdefault(box, target)
    for box in first.iterancestors(*_BOXES) if first is not None else ():
        above = box.getparent()
        if above is not None and box in headed:
            alike = [each for each in above.iterchildren(str(box.tag)) if _kind(each) == _kind(box)]
            if (number := len({headed[each] for each in alike if each in headed})) >= _FEW:
                return number
    return 0


def _kind(box: HtmlElement) -> str:
    """Returns the first class of a box, empty for `article`, of which the other classes are often its topics."""
    return "" if box.tag == "article" else stem(box).partition(" ")[0]


def _shelf(
    cards: list[HtmlElement], in_cards: str, keys: list[str], around: _Around, share: float, *, unsigned: bool
) -> str:
    told = [key for key in keys if key in in_cards]
    if unsigned and (
        sum(map(len, told)) >= _HALF * sum(map(len, keys)) or len(told) >= max(_FEW, _NEARLY_HALF * len(keys))
    ):
        return f"a text from {len(cards)} cards"
    if share < _SOME:
        return ""
    if unsigned and around.turns >= max(_FEW, _HALF * len(keys)):
        return f"{around.turns} cards and teasers in turn"
    much = share >= (_HALF if unsigned else _NEARLY)
    most = around.before + (around.amid if unsigned else 0)
    return f"{around.before + around.amid} cards before a text" if much and most >= _MANY else ""


def _leads_within(card: HtmlElement, page: Page) -> bool:
    """Tells whether a card leads to another page of its site: sources and what an article tells of lie elsewhere."""
    own = _site(page.url)
    targets = [link.get("href") or "#" for link in card.iter("a")]
    return any(_site(clean_url(each, page.url)) in {own, ""} for each in targets if not each.startswith("#"))


def _site(address: str) -> str:
    """Returns the end of an address's host that the hosts of one site have in common, more or less."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])


def _is_sorted(page: Page) -> bool:
    """Tells whether readers may sort and filter what the page offers."""
    if not page.text_contains("ilter", "FILTER", "필터"):
        return False
    said = {words(part, _LONGEST_CONTROL) for part in page.tree.iter(*_CONTROLS)}
    return any(map(_SORT.fullmatch, said)) and any(map(_FILTER.fullmatch, said))


def _around(page: Page, cards: list[HtmlElement], keys: list[str]) -> _Around:
    """Looks at what stands around the lines of a text."""
    begins = tuple(key[:_KEY] for key in keys if len(key) >= _KEY) or tuple(keys)
    found, shelf, lines, since = _Around(), set(cards), set(keys), 0
    calls: set[tuple[str, str]] = set()
    said = Counter[str]()
    for element in page.tree.iter("h1", *_TEXTS, "a", "tr"):
        call = words(element, _LONGEST_CONTROL) if element.tag == "a" else ""
        if element in shelf:
            since += 1
        elif element is page.headline and found.first is None:
            since = 0
        elif " " in call and (match_key(call) in lines or _is_alone(element, call)):
            calls.add((call, element.get("href") or ""))
        elif (since or calls or found.first is None) and match_key(words(element, _LONGEST)).startswith(begins):
            if found.first is None:
                # Without a headline nobody knows where the page's own part begins.
                found.first, found.before = element, since if page.headline is not None else 0
            else:
                found.amid += since
                said.update(call for call, _ in calls)
            found.turns, since = found.turns + bool(since), 0
            calls.clear()
    found.calls = max(said.values(), default=0)
    return found


def _shows_another(link: HtmlElement) -> bool:
    """Tells whether a link that is no part of the page's frame is a picture."""
    return link.find(".//img") is not None and _FRAMES.isdisjoint(each.tag for each in link.iterancestors())


def _is_alone(link: HtmlElement, said: str) -> bool:
    above = link.getparent()
    return above is not None and words(above, _LONGEST_CONTROL) == said
