"""Items and values that packages share: articles, images, links, list entries, page results."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from crawler.outcomes import Outcome

# Arguments with which a run is still for all news.
NEWS_ARGUMENTS = frozenset({"depth", "limit"})
# `found_by` of a page that only a related link led to.
FOUND_BY_LINK = "related link"


def _iso(value: datetime | None) -> str | None:
    """Returns a time as ISO 8601 for feed exports; Scrapy's own encoder drops the offset."""
    return value.isoformat() if value else None


def _plain(item: Any) -> dict[str, Any]:
    """Returns an item's fields as values that JSON has; times are ISO 8601 with their offset."""
    return {name: _iso(value) if isinstance(value, datetime) else value for name, value in asdict(item).items()}


def article_id(url: str) -> str:
    """Returns the id of the article at a canonical URL: 16 hex digits, the same on every machine."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


@dataclass(slots=True)
class Image:
    """An image of an article."""

    url: str
    """Absolute URL."""
    caption: str = ""
    """Caption, without its credit."""
    credit: str = ""
    """Source of the image (`YONHAP`, `Kyodo`)."""


@dataclass(slots=True)
class Link:
    """An article that a page offers as related."""

    url: str
    """Canonical URL."""
    title: str = ""
    """Text of the link; where no link to the article has words, its `title` or the `alt` of its picture."""
    kind: Literal["inline", "related"] = "related"
    """`inline` if it is in the text or right under it, `related` if it is in a block of its own."""


@dataclass(slots=True)
class ListEntry:
    """An article URL in a feed, sitemap, API or section page. Times are aware; none if the list states none."""

    url: str
    """Canonical URL."""
    title: str = ""
    """Title by the list; empty if it has none."""
    published: datetime | None = None
    """When the article was published."""
    modified: datetime | None = None
    """When it was changed; only where the list itself states a change (`lastmod` of a sitemap, `updated` of Atom)."""

    def to_dict(self) -> dict[str, Any]:
        """Returns the fields as plain values, ready for JSON."""
        return _plain(self)


class BesideItem:
    """What a page says beside its article: no field of the item, neither stored nor exported."""

    __slots__ = ("further_pages",)
    further_pages: list[str]
    """Addresses of the pages on which the article goes on behind this one, in their order; those that it links to."""

    def __post_init__(self) -> None:
        """Is called when the fields of the item have their values."""
        self.further_pages = []


@dataclass(slots=True)
class Article(BesideItem):
    """One article. `-O` writes the fields in this order."""

    id: str = ""
    """`article_id` of `url`."""
    outlet: str = ""
    """Name of the spider."""
    url: str = ""
    """Canonical URL."""
    title: str = ""
    """Title; never empty in a stored article."""
    subtitle: str = ""
    """Subtitle; empty if there is none."""
    authors: list[str] = field(default_factory=list)
    """Names of people, without job titles."""
    emails: list[str] = field(default_factory=list)
    """E-mail addresses of the authors."""
    agency: str = ""
    """News agency that the article comes from (`Yonhap`); empty if it is the outlet's own."""
    section: str = ""
    """Section, as the outlet names it, the innermost last (`Business > Tech`)."""
    tags: list[str] = field(default_factory=list)
    """Tags of the page."""
    language: str = ""
    """Language of the text (`ko`, `en`)."""
    published: datetime | None = field(default=None, metadata={"serializer": _iso})
    """When it was published; aware, in the outlet's zone; none if the page does not state it."""
    modified: datetime | None = field(default=None, metadata={"serializer": _iso})
    """When it was changed; as `published`."""
    text: str = ""
    """Paragraphs with a blank line between them."""
    images: list[Image] = field(default_factory=list)
    """Images, each once."""
    related: list[Link] = field(default_factory=list)
    """Related articles of the same outlet."""
    access: Literal["open", "teaser"] = "open"
    """`teaser` if the page shows only the beginning of the text."""
    sources: dict[str, str] = field(default_factory=dict)
    """For each field with a value where it comes from: `json-ld`, `meta`, `selector`, `trafilatura`, `text`, `list`,
    `url` or `api`. `related` is `selector` where a layout's selectors found articles, `text` where words had to.
    `kept` states why a related article was kept."""
    fetched: datetime | None = field(default=None, metadata={"serializer": _iso})
    """When the page was fetched, in UTC."""

    def to_dict(self) -> dict[str, Any]:
        """Returns the fields in their order as plain values, ready for JSON; images and links are dicts."""
        return _plain(self)


@dataclass(slots=True)
class PageResult:
    """Result of fetching one article URL: an article, or the reason why there is none."""

    url: str
    """The canonical URL that was requested; the article's own may differ."""
    status: int = 0
    """HTTP status of the answer; 0 without one."""
    reason: Outcome = Outcome.NO_FAILURE
    """Why there is no article."""
    unmet_condition: str = ""
    """The conditions that the article does not meet, one a line, if the reason is `no match`."""
    reasons: list[dict[str, Any]] | None = None
    """The ways that led to it, if it gave no article; stored with it, so that a later run can judge it by them."""
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
    topics: list[str] = field(default_factory=list)
    """Names of the run's topics that the article matches."""
    found_by: str | None = None
    """Key of the words or links that the run found it by, empty for news; none if it was known before."""
    is_repeated: bool = False
    """True if it failed, or gave a text that is not its article's, and the reading before did so too."""
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
    def outcome(self) -> Outcome:
        """Why there is no article: `reason`, or the HTTP status if that is the reason."""
        return Outcome.of(self.reason, self.status)

    @property
    def claims_other_url(self) -> bool:
        """True if the page names another URL as that of its article, which may show something else."""
        return self.article is not None and self.article.url not in {self.url, self.final_url}
