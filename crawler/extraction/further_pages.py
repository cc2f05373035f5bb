"""The further pages of an article that a site prints on several, told by their addresses.

They are the article's own with the number of a page: `?page=2`, `/2/`, `/page/2`. A link that is called the next may
lead to another article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml import etree

from crawler.extraction.prune.teasers_and_comments import comment_sections
from crawler.page.article_links import canonical_of
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from crawler.page.document import Page

_HREFS = etree.XPath("descendant::a/@href | descendant::link/@href", smart_strings=False)
_PARAMETERS = frozenset({"page", "paged", "pageno", "page_no", "pagenum", "page_num", "pagenumber", "pg", "seite"})
_NUMBER = re.compile(r"[1-9]\d?")
_IN_PATH = re.compile(r"(?P<stem>.*?[^/])/(?:page[/-]?)?(?P<number>[1-9]\d?)/?")
# Tested before an address is taken apart, which takes longer.
_MAY_BE_NUMBERED = re.compile(r"[/=-][1-9]\d?(?:[/?&#]|\s*$)")
_OF_COMMENTS = re.compile(r"#.*(?:comment|repl|respon|discuss)", re.IGNORECASE)


def find_further_pages(page: Page, article_url: str) -> list[str]:
    """Returns the addresses of the pages that follow this one of an article, in their order; none is guessed."""
    stems, own_number = _own(page.url, article_url)
    # What a pattern begins with is found at once.
    follows = rf"{own_number + 1}(?<=[/=-]{own_number + 1})(?:[/?&#]|\s*$)"
    if not re.search(follows, "\n".join(_HREFS(page.tree)), re.MULTILINE):
        return []
    found: dict[int, str] = {}
    boxes: set[HtmlElement] | None = None
    for link in page.tree.iter("a", "link"):
        href = link.get("href") or ""
        if link.tag == "link" and "next" not in (link.get("rel") or "").lower().split():
            continue
        if not _MAY_BE_NUMBERED.search(href) or _OF_COMMENTS.search(href):
            continue
        address = clean_url(href, page.url)
        number = max((number for stem, number in _readings(address) if stem in stems), default=0)
        if number <= own_number or number in found:
            continue
        boxes = set(comment_sections(page.tree)) if boxes is None else boxes
        if not any(above.tag == "aside" or above in boxes for above in link.iterancestors()):
            found[number] = address
    # Whoever names the last page alone has pages of something else, such as comments.
    return [found[number] for number in sorted(found)] if own_number + 1 in found else []


def _own(url: str, article_url: str) -> tuple[set[str], int]:
    """Returns the addresses of the article without the number of a page, and the number of the page at hand."""
    here = clean_url(url)
    stems, is_story = {_bare(here), _bare(article_url)}, canonical_of(None, url)
    for stem, number in _readings(here):
        in_query = urlsplit(here).path.rstrip("/") == urlsplit(stem).path
        # What ends in a number may be the article's key.
        if in_query or stem in stems or is_story(stem):
            return stems | {stem}, number
    return stems, 1


def _readings(address: str) -> Iterable[tuple[str, int]]:
    """Yields the ways to read an address as that of a numbered page: the address without the number, and the number."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        if name.lower() in _PARAMETERS and _NUMBER.fullmatch(value):
            rest = urlencode([pair for pair in pairs if pair[0] != name])
            yield _bare(parts._replace(query=rest).geturl()), int(value)
    if found := _IN_PATH.fullmatch(parts.path):
        yield _bare(parts._replace(path=found["stem"]).geturl()), int(found["number"])


def _bare(address: str) -> str:
    parts = urlsplit(address)
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return parts._replace(path=parts.path.rstrip("/"), query=query).geturl()
