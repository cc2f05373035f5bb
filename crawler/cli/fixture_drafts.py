"""Expectations of saved pages: what discovery and extraction give for a page now, where that falls short, drafts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawler.cli.usage import UsageError
from crawler.discovery.declared import list_at
from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import Sitemap
from crawler.extraction import NotAnArticle, extract
from crawler.fetch.saved_pages import expectation_of, is_expectation, saved_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.fetch.saved_pages import SavedPage
    from crawler.items import Article
    from crawler.outlets.outlet import Outlet

# Fields of an item in an expectation: all but those that follow from others or from the run.
ITEM_FIELDS = (
    "url", "title", "subtitle", "authors", "emails", "agency", "section", "tags", "language", "published", "modified",
    "text", "images", "related", "access",
)  # fmt: skip
_TIMES = ("published", "modified")
_KINDS = ("item", "links", "sitemaps", "refused")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that a saved page does not give as its expectation says."""

    file: Path
    """The page, or its expectation if it has no page."""
    field: str
    """Field of the item, or `links`, `sitemaps`, `refused`, `expectation`."""
    got: Any
    expected: Any

    def __str__(self) -> str:
        shown = (json.dumps(each, ensure_ascii=False, indent=1) for each in (self.got, self.expected))
        return "{}: {}\n--- got ---\n{}\n--- expected ---\n{}".format(self.file, self.field, *shown)


def check_folder(spider: type[Outlet], folder: Path) -> Iterator[tuple[Path, list[Shortfall]]]:
    """Yields each saved page of a folder with its shortfalls; a page without expectation, and a draft, have one.

    Raises:
        ValueError: An expectation cannot be read; the message names the file.
    """
    expected = {page.file: page for page in saved_pages(folder)}
    bodies = (path for path in folder.glob("*") if path.is_file() and not is_expectation(path))
    for file in sorted({*expected, *bodies}):
        if file not in expected:
            yield file, [Shortfall(file, "expectation", None, f"{expectation_of(file).name} beside it")]
        elif "draft" in (page := expected[file]).expected:
            yield (
                file,
                [Shortfall(file, "expectation", "a draft", "compared with the page, and its draft line deleted")],
            )
        else:
            yield file, list(shortfalls(spider, page))


def shortfalls(spider: type[Outlet], page: SavedPage) -> Iterator[Shortfall]:
    """Yields what a page does not give as its expectation says, field by field."""
    kind = next((kind for kind in _KINDS if kind in page.expected), None)
    if kind is None:
        # Such as a robots.txt or a redirect, which is only served.
        return
    got, expected = given(spider, page.url, page.body, page.headers), page.expected[kind]
    if kind not in got:
        yield Shortfall(page.file, kind, got, expected)
    elif kind == "item":
        for name in dict.fromkeys([*ITEM_FIELDS, *expected]):
            if name not in expected or not agrees(name, got[kind].get(name), expected[name]):
                yield Shortfall(page.file, name, got[kind].get(name), expected.get(name))
    elif not agrees(kind, got[kind], expected):
        yield Shortfall(page.file, kind, got[kind], expected)


def agrees(name: str, got: Any, expected: Any) -> bool:
    """True if a field is as expected; a time may be written with another offset from UTC."""
    return bool(_comparable(name, got) == _comparable(name, expected))


def _comparable(name: str, value: Any) -> Any:
    if name in _TIMES and value:
        return datetime.fromisoformat(value)
    if name == "links":
        return [{key: _comparable(key, each) for key, each in link.items()} for link in value]
    return value


def address_in(body: bytes) -> str:
    """Returns the address that a page states as its own (canonical link, `og:url`), or empty."""
    from crawler.page.document import parse_page  # noqa: PLC0415 - importing it takes a while

    try:
        tree = parse_page(body, "", {}).tree
    except NotAnArticle:
        return ""
    places = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return str(next(iter(places), ""))


def stated_in(page: Path, body: bytes) -> tuple[str, dict[str, str]]:
    """Returns URL and headers of a saved page: by the expectation beside it, else the URL that it states itself.

    Raises:
        UsageError: The expectation cannot be read.
    """
    expectation = expectation_of(page)
    if not expectation.exists():
        return address_in(body), {}
    try:
        data = json.loads(expectation.read_text(encoding="utf-8"))
        return str(data["url"]), dict(data.get("headers", {}))
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{expectation} does not name its page: {error!r}") from None


def given(spider: type[Outlet], url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """Returns the current result for a page in the form of an expectation: `links`, `sitemaps`, `item` or `refused`."""
    zone = ZoneInfo(spider.timezone)
    declared = list_at(url, body, spider.declared_lists())
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
