"""What the crawler gives: articles, their pictures and the articles they point to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - dataclasses are read at run time by itemadapter
from typing import Literal

# Why a page is not read whose article was taken out.
FORGOTTEN = "forgotten"


def _iso(value: datetime | None) -> str | None:
    """Writes a time for feed exports; Scrapy's own encoder would drop the offset."""
    return value.isoformat() if value else None


def article_id(url: str) -> str:
    """Returns the id of the article at a canonical address: 16 hex digits, the same everywhere and for ever."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


@dataclass(slots=True)
class Image:
    """A picture of an article: absolute address, caption without its source, source (`YONHAP`, `Kyodo`)."""

    url: str
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Link:
    """An article that a page offers as related: canonical address, anchor text.

    `kind` is `inline` (amid or right under the text) or `related` (a block of its own).
    """

    url: str
    title: str = ""
    kind: Literal["inline", "related"] = "related"


@dataclass(slots=True)
class ListEntry:
    """An article address as a feed, sitemap, API or list page gives it.

    Times are aware, or none where the list states none that can be read; `modified` only where the list
    itself speaks of a change (a sitemap's `lastmod`, Atom's `updated`).
    """

    url: str
    title: str = ""
    published: datetime | None = None
    modified: datetime | None = None


@dataclass(slots=True)
class Article:
    """One article. Fields stand in the order in which `-O` writes them.

    `published` and `modified` are aware, in the outlet's zone, as the page states them, else none.
    `text` holds paragraphs with a blank line between. `sources` says for each field that has a value which
    way gave it: `json-ld`, `meta`, `selector`, `trafilatura`, `text`, `list`, `url` or `api`.
    `fetched` is in UTC.
    """

    id: str = ""
    outlet: str = ""
    url: str = ""
    title: str = ""
    subtitle: str = ""
    authors: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    agency: str = ""
    section: str = ""
    tags: list[str] = field(default_factory=list)
    language: str = ""
    published: datetime | None = field(default=None, metadata={"serializer": _iso})
    modified: datetime | None = field(default=None, metadata={"serializer": _iso})
    text: str = ""
    images: list[Image] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    access: Literal["open", "teaser"] = "open"
    sources: dict[str, str] = field(default_factory=dict)
    fetched: datetime | None = field(default=None, metadata={"serializer": _iso})


@dataclass(slots=True)
class PageResult:
    """Result of fetching one article URL: an article, or the reason why there is none."""

    url: str
    """The canonical URL that was requested; the article's own may differ."""
    status: int = 0
    """HTTP status of the answer; 0 without one."""
    reason: str = ""
    """Why there is no article, as a value of `crawler.outcomes.Outcome`; empty if there is one."""
    unmet_condition: str = ""
    """The condition of the run that the article does not meet, if the reason is `no match`."""
    published: datetime | None = None
    """When the article was published, whether it is kept or not."""
    opt_out: str = ""
    """Directives of the page for robots (`noarchive`, `noai`), with blanks between."""
    etag: str = ""
    """ETag of the answer."""
    last_modified: str = ""
    """Last-Modified of the answer."""
    list_modified: datetime | None = None
    """When the article was last changed, by the list that named it."""
    requested_by_user: bool = False
    """True if the user named the URL."""
    was_requested: bool = True
    """False if no request was made, which says nothing about the page; set by the reader and the pipeline Store."""
    duplicate_in_run: bool = False
    """True if another URL gave the same article earlier in the run; set by the pipeline Deduplicate."""
    layout: str = ""
    """Name of the layout that read the page; empty if it was read without one."""
    final_url: str = ""
    """URL after redirects, canonical if it is an article's."""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of the answer."""
    body: bytes = b""
    """The page, which is saved to `suspects/` if something about it is strange."""
    article: Article | None = None
    """The article; none if there is a reason."""

    @property
    def claims_other_url(self) -> bool:
        """True if the page names another URL as that of its article, which may show something else."""
        return self.article is not None and self.article.url not in {self.url, self.final_url}
