"""The library: reads one page or list that somebody has fetched, without settings, database and network."""

from __future__ import annotations

import codecs
from datetime import UTC
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.discovery.declared import head_of, list_at
from crawler.discovery.section import why_empty
from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import Api, Section
from crawler.extraction import extract
from crawler.outlets.spider_files import SpiderFiles, read_spider_files
from crawler.page.article_links import canonical_of
from crawler.text.urls import Address, Addresses, clean_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from crawler.discovery.sources import List
    from crawler.items import Article, ListEntry
    from crawler.outcomes import Outcome
    from crawler.outlets.outlet import Outlet

_NO_HEADERS: Mapping[str, str] = {}
_ANY_ADDRESS = Addresses(Address(".*"))
# JSON Feed, and the posts of WordPress.
_JSON_LISTS = (
    partial(Api, items="items", article="{url}", title="title", published="date_published"),
    partial(Api, items="", article="{link}", title="title.rendered", published="date_gmt"),
)


class NotAList(Exception):  # noqa: N818 - a statement about the page, not a failure
    """The body names no article and is no empty list either; `outcome` and `detail` say what it is."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(f"{outcome}: {detail}")
        self.outcome = outcome
        self.detail = detail

    def __reduce__(self) -> tuple[type[NotAList], tuple[Outcome, str]]:
        """Preserves both arguments when the exception is pickled."""
        return type(self), (self.outcome, self.detail)


def read(html: bytes | str, url: str, *, headers: Mapping[str, str] = _NO_HEADERS) -> Article:
    """Reads the article on a page by the layouts of the outlet on whose hosts the address is, else the generic way.

    Args:
        html: The page as it was downloaded, decompressed; bytes are decoded as the page and the headers say.
        url: The address it was downloaded from, after redirects.
        headers: Response headers; only Content-Type is used.

    Returns:
        The article. `outlet` is empty if no outlet has the host, `fetched` is none. Times that state no zone are in the
        outlet's, or in UTC.

    Raises:
        NotAnArticle: The page holds no article; `reason`, `outcome` and `detail` say why.
        ValueError: The address is no web address.
    """
    outlet = _outlet_at(url)
    article = extract(
        _bytes(html), url, headers=headers, layouts=outlet.layouts if outlet else (), zone=_zone(outlet)
    )  # fmt: skip
    if outlet:
        article.outlet, article.sources["outlet"] = outlet.name, "url"
    return article


def read_list(body: bytes | str, url: str) -> list[ListEntry]:
    """Reads a list: a feed, sitemap, list API or page of headlines, as the outlet declares the address or the body is.

    Of a host that is no outlet's, a page of headlines gives the links on the same host that look like articles, and
    JSON is read as JSON Feed or as posts of WordPress.

    Returns:
        The articles in the order of the list, each once; empty for a list that is well-formed and empty. Times that
        state no zone are in the outlet's, or in UTC.

    Raises:
        NotAList: The body names no article and is no empty list: a challenge page, an index of sitemaps, another page.
        ValueError: The address is no web address.
    """
    content, outlet = _bytes(body), _outlet_at(url)
    zone, is_empty = _zone(outlet), False
    for source in _sources(content, url, outlet):
        guessed = _LinksOfHost(url) if isinstance(source, Section) else _ANY_ADDRESS
        if found := source.read(content, outlet.addresses if outlet else guessed, zone):
            return found
        is_empty = is_empty or source.found_nothing(content)
    if is_empty:
        return []
    if children := child_sitemaps(content, url, None, None):
        raise NotAList(why_empty(content, url), f"an index of sitemaps, the first is {children[0]}")
    raise NotAList(why_empty(content, url), f"no article is named by {url}")


class _LinksOfHost(Addresses):
    """The article addresses of a site of which nothing is declared: those on its host that look like a story."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._canonical = canonical_of(None, url)

    def canonical(self, url: str, base: str = "") -> str:
        """Returns the address of an article, or empty."""
        return self._canonical(clean_url(url, base))


@cache
def _spider_files() -> SpiderFiles:
    return read_spider_files()


def _outlet_at(url: str) -> type[Outlet] | None:
    """Returns the outlet whose host or article's address a URL has, or none.

    Raises:
        ValueError: The address is no web address.
    """
    if not (cleaned := clean_url(url)):
        raise ValueError(f"{url[:200]!r} is not a web address")
    host = urlsplit(cleaned).hostname
    outlets = _spider_files().outlets.values()
    return next((each for each in outlets if host in each.hosts or each.addresses.canonical(cleaned)), None)


def _zone(outlet: type[Outlet] | None) -> tzinfo:
    return ZoneInfo(outlet.timezone) if outlet else UTC


def _bytes(page: bytes | str) -> bytes:
    """Returns a page as bytes; the mark before text outweighs the charset that the page states."""
    return page if isinstance(page, bytes) else codecs.BOM_UTF8 + page.encode("utf-8", "replace")


def _sources(body: bytes, url: str, outlet: type[Outlet] | None) -> Iterator[List]:
    """Yields the kinds of list that a body may be: as it is declared, then as it looks."""
    declared, by_root = list_at(url, body, outlet.declared_lists() if outlet else ()), list_at(url, body, ())
    if declared:
        yield declared
    if by_root not in {None, declared}:
        yield by_root
    elif by_root is None and head_of(body).startswith((b"{", b"[")):
        yield from (kind(url) for kind in _JSON_LISTS)
    elif by_root is None:
        yield Section(url)
