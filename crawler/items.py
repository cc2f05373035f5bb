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
    """What became of one article address: an article, or a status and a reason why there is none.

    `url` is the canonical address that was asked for; the article's own may differ. `reason` is empty where an
    article came of it, else one of extraction's reasons, `status`, `network`, `robots`, `opt-out`, `extraction`,
    `no match` (the run looks for something else), `forgotten` (it was taken out), `not modified` (its site says that
    it is as it was) or, in the catalogue, `not asked` (its host was left alone before its turn came).
    `unmet_condition` is what it did not meet, where the reason is `no match`. `published` is when the article was published
    that came of it, kept or not. `opt_out` names what the page asks of programs (`noarchive`, `noai`). `list_modified` is what a
    list said of a modification. `requested_by_user` marks an address that the user gave; `was_requested` is false where no request was
    made, which says nothing about the page. `duplicate_in_run` is true where another address has shown the same article earlier in
    the run. `layout` names the layout that read it, empty for the generic way; `final_url` is the address that redirects
    have led to; `body` and `headers` are the page itself, kept aside where something about it is strange.
    """

    url: str
    status: int = 0
    reason: str = ""
    unmet_condition: str = ""
    published: datetime | None = None
    opt_out: str = ""
    etag: str = ""
    last_modified: str = ""
    list_modified: datetime | None = None
    requested_by_user: bool = False
    was_requested: bool = True
    duplicate_in_run: bool = False
    layout: str = ""
    final_url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    article: Article | None = None

    @property
    def claims_other_url(self) -> bool:
        """Whether the page says that its article is that of another address, which may say something else."""
        return self.article is not None and self.article.url not in {self.url, self.final_url}
