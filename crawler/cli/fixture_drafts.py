"""Drafts of expectations for saved pages: what discovery and extraction give for a page now."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import Sitemap
from crawler.extraction import NotAnArticle, extract
from crawler.fetch.saved_pages import expectation_of
from crawler.outlets.reading import list_at

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.items import Article
    from crawler.outlets.outlet import Outlet

# Fields of an item in an expectation: all but those that follow from others or from the run.
ITEM_FIELDS = (
    "url", "title", "subtitle", "authors", "emails", "agency", "section", "tags", "language", "published", "modified",
    "text", "images", "related", "access",
)  # fmt: skip
_HEAD = 1000


def address_in(body: bytes) -> str:
    """Returns the address that a page states as its own (canonical link, `og:url`), or empty."""
    from crawler.page.document import parse_page  # noqa: PLC0415 - importing it takes a while

    try:
        tree = parse_page(body, "", {}).tree
    except NotAnArticle:
        return ""
    places = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return str(next(iter(places), ""))


def given(spider: type[Outlet], url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """Returns the current result for a page in the form of an expectation: `links`, `sitemaps`, `item` or `refused`."""
    zone = ZoneInfo(spider.timezone)
    declared = list_at(spider, url)
    if declared is None and b"<urlset" in body[:_HEAD]:
        # A sitemap that only an index names.
        declared = Sitemap(url)
    if declared is not None:
        listed = declared.read(body, spider.addresses, zone)
        if not listed and isinstance(declared, Sitemap) and (named := child_sitemaps(body, url, None, None)):
            return {"sitemaps": named}
        return {"links": [{name: _plain(value) for name, value in asdict(entry).items()} for entry in listed]}
    try:
        article = extract(body, url, headers=headers, layouts=spider.layouts, zone=zone)
    except NotAnArticle as refusal:
        return {"refused": refusal.reason}
    return {"item": as_expected(article)}


def as_expected(article: Article) -> dict[str, Any]:
    """Returns an article in the form of an expectation: plain values, the text as a list of paragraphs."""
    values = {name: _plain(value) for name, value in asdict(article).items() if name in ITEM_FIELDS}
    values["text"] = article.text.split("\n\n")
    return {name: values[name] for name in ITEM_FIELDS}


def write_draft(spider: type[Outlet], page: Path, url: str, status: int, headers: dict[str, str]) -> Path:
    """Writes the draft of a page's expectation beside the page and returns its path.

    The draft is marked as one, and no test passes it until somebody has compared it with the page.
    """
    path = expectation_of(page)
    draft = {
        "draft": "compare every field with the page, correct it, say in `shows` what it is kept for, delete this line",
        "url": url, "status": status, "headers": headers, "shows": "",
        **given(spider, url, page.read_bytes(), headers),
    }  # fmt: skip
    path.write_text(json.dumps(draft, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
