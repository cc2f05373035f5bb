"""Saved pages: each a page as the site serves it, beside what it must give.

`NAME.html` (or `.xml`, `.txt`, `.body.json`) is the page; `NAME.json` is the expectation: `url`, `also` (other
addresses that serve it), `status`, `headers`, `shows` (why it is kept), and one of `item`, `links`, `sitemaps` (of an
index) and `refused`. What lies in the folder `later` replaces the pages of the same name in a later state of the site.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path  # noqa: TC003 - part of a dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import Sitemap
from crawler.extraction import NotAnArticle, extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.crawl.spider import OutletSpider
    from crawler.discovery.sources import List, Site
    from crawler.items import Article

# What an expectation says of an item: all but what follows from the rest or from the run.
ITEM_FIELDS = (
    "url", "title", "subtitle", "authors", "emails", "agency", "section", "tags", "language", "published", "modified",
    "text", "images", "related", "access",
)  # fmt: skip
_HEAD = 1000


@dataclass(slots=True)
class SavedPage:
    """One saved page with its expectation; `path` is the expectation's."""

    path: Path
    url: str
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)


def saved_pages(folder: Path) -> Iterator[SavedPage]:
    """Yields the saved pages of a folder that have an expectation.

    Raises:
        ValueError: An expectation cannot be read; the message names the file.
    """
    for path in sorted(folder.glob("*.json")):
        if path.name.endswith(".body.json"):
            continue
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            page = page_beside(path)
            yield SavedPage(
                path, data["url"], page.read_bytes() if page else b"", data.get("status", 200), data.get("headers", {}),
                data.get("also", []), data,
            )  # fmt: skip
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}: no expectation: {error!r}") from None


def page_beside(expectation: Path) -> Path | None:
    """Returns the page that an expectation belongs to, or none where there is only an answer without a body."""
    beside = sorted(expectation.parent.glob(f"{expectation.stem}.*"))
    return next((path for path in beside if path != expectation), None)


def expectation_of(page: Path) -> Path:
    """Returns where the expectation of a page lies."""
    return page.with_name(page.name.removesuffix(".body.json").removesuffix(page.suffix) + ".json")


def address_in(body: bytes) -> str:
    """Returns the address that a page gives itself, or empty where it gives none."""
    from crawler.page.document import parse_page  # noqa: PLC0415 - its patterns take a while

    try:
        tree = parse_page(body, "", {}).tree
    except NotAnArticle:
        return ""
    places = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return str(next(iter(places), ""))


def lists_of(*sites: Site) -> list[List]:
    """Returns the lists that stand in an outlet's declarations, each once."""
    ways = (way for site in sites for way in site)
    lists = (each for way in ways for each in (way if isinstance(way, Sequence) else [way]))
    return list(dict.fromkeys(lists))


def list_at(spider: type[OutletSpider], url: str) -> List | None:
    """Returns the declared list of which an address is a page, or none."""
    lists = lists_of(*spider.discovery, *spider.archive, *spider.search)
    return next((each for each in lists if each.matches(url)), None)


def given(spider: type[OutletSpider], url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """Returns what a page gives now, as an expectation would say it: `links`, `sitemaps`, `item` or `refused`."""
    zone = ZoneInfo(spider.timezone)
    declared = list_at(spider, url)
    if declared is None and b"<urlset" in body[:_HEAD]:
        # One that an index names.
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


def write_draft(spider: type[OutletSpider], page: Path, url: str, status: int, headers: dict[str, str]) -> Path:
    """Writes the draft of a page's expectation beside it and returns its path.

    It is marked as a draft, which no test passes: somebody has to read the page and agree.
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
