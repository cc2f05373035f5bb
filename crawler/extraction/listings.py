"""Sections, topics, tags, front pages and shelves: pages of cards that lead to other pages, whatever text is beside.

Asked only of pages that do not describe themselves as an article; a bare `og:type` does not. Below an article stand
cards as well: it is their place, and how much of the page they are, that tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.article_links import canonical_of
from crawler.page.cards import find_cards
from crawler.page.notices import claims_article, claims_list, describes_article
from crawler.page.tree import words
from crawler.text.unicode import fold, latin_length, match_key
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.items import Article
    from crawler.page.document import Page

_TEXTS = ("p", "div", "li", "td", "blockquote", "section", "article", "span", "h2", "h3", "h4")
_LONGEST, _KEY = 2000, 40
# Cards, and how many times the letters of the text they have.
_FEW, _MANY = 5, 8
_SOME, _NEARLY_HALF, _HALF, _NEARLY, _MORE, _FAR_MORE = 0.2, 0.4, 0.5, 0.9, 1.5, 4
# Of letters: an introduction, or a teaser.
_INTRODUCTION = 250
_SORT = re.compile(r"sort(?:ed)?(?: by)?\s?:?|정렬(?:\s?기준)?\s?:?", re.IGNORECASE)
_FILTER = re.compile(r"(?:all |clear |more |show )?filters?(?: by| all)?\s?:?|필터(?:\s?초기화)?", re.IGNORECASE)
_CONTROLS = ("button", "label", "span", "div", "h2", "h3", "h4", "legend", "p", "a", "option", "select")
_LONGEST_CONTROL = 30


def is_listing(page: Page, article: Article, *, has_date: bool) -> str:
    """Returns why a page lists others; empty where it may be an article.

    `has_date` says that the page states when it was published; dates and names may be those of a card.
    """
    if describes_article(page):
        return ""
    # At no article's address a date says little, and at one cards may stand below a short text.
    named = bool(canonical_of(None, page.url)(page.url))
    unsigned = not (has_date and named) and not article.authors
    size = latin_length(fold(article.text))
    if claims_list(page) and (not claims_article(page) or (unsigned and size < _INTRODUCTION)):
        return "calls itself a list"
    if not unsigned and (named or has_date):
        return ""
    if unsigned and _is_sorted(page):
        return "is sorted and filtered"
    cards = [card for card in find_cards(page) if _leads_within(card, page)]
    share = sum(latin_length(words(card)) for card in cards) / max(1, size)
    if len(cards) >= _FEW and unsigned and not named and share >= (_MORE if size < _INTRODUCTION else _FAR_MORE):
        return f"{len(cards)} cards"
    return _shelf(page, cards, article.text, share, unsigned=unsigned) if len(cards) >= _FEW else ""


def _shelf(page: Page, cards: list[HtmlElement], text: str, share: float, *, unsigned: bool) -> str:
    in_cards = "\n".join(match_key(words(card)) for card in cards)
    keys = [key for line in text.split("\n\n") if (key := match_key(fold(line)))]
    told = [key for key in keys if key in in_cards]
    if unsigned and (
        sum(map(len, told)) >= _HALF * sum(map(len, keys)) or len(told) >= max(_FEW, _NEARLY_HALF * len(keys))
    ):
        return f"a text from {len(cards)} cards"
    before, amid, turns = _places(page, cards, keys) if share >= _SOME else (0, 0, 0)
    if unsigned and turns >= max(_FEW, _HALF * len(keys)):
        return f"{turns} cards and teasers in turn"
    much = share >= (_HALF if unsigned else _NEARLY)
    return f"{before + amid} cards before a text" if much and before + (amid if unsigned else 0) >= _MANY else ""


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


def _places(page: Page, cards: list[HtmlElement], keys: list[str]) -> tuple[int, int, int]:
    """Counts the cards between the headline and the text, those amid the text, and how often text follows a card."""
    begins = tuple(key[:_KEY] for key in keys if len(key) >= _KEY) or tuple(keys)
    shelf, before, amid, turns, since = set(cards), 0, 0, 0, 0
    started = False
    for element in page.tree.iter("h1", *_TEXTS, "a", "tr"):
        if element in shelf:
            since += 1
        elif element is page.headline and not started:
            since = 0
        elif (since or not started) and match_key(words(element, _LONGEST)).startswith(begins):
            before, amid = (before, amid + since) if started else (since, amid)
            turns, since, started = turns + bool(since), 0, True
    return before, amid, turns
