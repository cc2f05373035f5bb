"""ListCursor: position in one list source during a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from crawler.discovery.backfill_position import FIRST, Position
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from crawler.discovery.sources import List
    from crawler.monitoring.run_stats import ListOutcome
    from crawler.store.lists.list_state import ListState

# Some sites have indexes of years in which indexes of months are; one that goes deeper is a trap.
_MAX_INDEX_DEPTH = 3
# More than any outlet's archive has; a site that repeats the same page is noticed before.
_MAX_PAGES = 20_000
# Where there is no first day, an archive ends with so many months without articles.
_MAX_EMPTY_MONTHS = 12
# A search that is not sorted by date has to be read to its end, which need not come.
_MAX_SEARCH_PAGES = 100


# A search is judged once so many pages, unless it ends before, and articles without any of the words are read.
_JUDGED_AFTER_PAGES, _JUDGED_AFTER_ARTICLES = 2, 10


class CursorState(Enum):
    """What a cursor is doing."""

    WAITING = auto()
    """No page is in flight: the articles of the last one are being read, or the first has not been requested."""
    FETCHING = auto()
    """A page is requested or being read."""
    DONE = auto()
    """No further page is read."""


@dataclass
class ListCursor:
    """Cursor over one list source: the next page, and what the pages so far have shown."""

    source: List
    """The list, as the spider declares it."""
    stored: ListState
    """State of the list in the catalogue, for the run's query; the walker updates and saves it."""
    guess_stored: ListState
    """The same for any query, if the source is a guess and a search; otherwise `stored`."""
    query: str = ""
    """The query of a search."""
    position: Position = FIRST
    """The next page by number and month, once the current one is read."""
    next_url: str = ""
    """URL of the next page as linked from the last one, for lists whose page URLs are not declared."""
    index_url: str = ""
    """URL of the sitemap index, if the source is one."""
    pending_sitemaps: list[tuple[str, int]] = field(default_factory=list)
    """Sitemaps of the index that are still to be read, the next first, each with the number of indexes above it."""
    news_sitemaps: set[str] = field(default_factory=set)
    """Those of the sitemaps that may have news."""
    resume_at: Position | None = None
    """Where an earlier backfill stopped; none once this one has reached what that one covered."""
    newest_seen: datetime | None = None
    """Latest publication on the pages so far; set when their articles are done."""
    seen: set[int] = field(default_factory=set)
    """Hashes of article, sitemap and page URLs that the list has named."""
    pages_read: int = 0
    """Answers to requests for its pages."""
    outcome: Outcome = Outcome.NO_FAILURE
    """SERVED once a page named articles, else why the first did not; NO_FAILURE before the first answer."""
    failure: Outcome = Outcome.NO_FAILURE
    """Why a sitemap of the index did not come."""
    contiguous: bool = True
    """True while all articles since the first page are stored and adjoin the stored range of the list."""
    straddles_since: bool = False
    """True once a page also named articles from before the run's first day."""
    reached_since: bool = False
    """True once the run's first day is reached."""
    exhausted: bool = False
    """True if the list has no further page."""
    had_failure: bool = False
    """True once a page of the list failed."""
    empty_months: int = 0
    """Months in a row without articles."""
    listed: ListOutcome | None = None
    """What the run's statistics have of it."""
    did_not_filter: bool = False
    """True if an earlier run has left the search because it ignores the words."""
    any_mention: bool = False
    """True once a title or article that a search names has any of the words; this and the next only for searches."""
    without_words: int = 0
    """Articles that a search has named, and that were read and have none of them."""
    read_at: datetime | None = None
    """When its first page was read; this and what follows is set in runs for news."""
    named: list[str] = field(default_factory=list)
    """Hashes of the newest articles on its first page."""
    walked: set[str] = field(default_factory=set)
    """The same of all its pages."""
    span: timedelta | None = None
    """From the first to the last publication on its first page, if it states times."""
    is_dated: bool = False
    """True if most entries of the last page state a time."""
    tail: list[str] = field(default_factory=list)
    """URLs at the end of the last page."""
    reach: datetime | None = None
    """The time up to which the pages so far reach back, as far as that is proven."""
    state: CursorState = CursorState.WAITING
    """Set by the walker."""

    @property
    def url(self) -> str:
        """URL of the next page."""
        if self.pending_sitemaps:
            return self.pending_sitemaps[0][0]
        return self.next_url or self.source.at(self.position, self.query)

    @property
    def ignores_words(self) -> bool:
        """True if what a search has named shows that it does not look for the words."""
        is_read = self.pages_read >= _JUDGED_AFTER_PAGES or self.exhausted or self.reached_since
        if self.any_mention or not is_read:
            return False
        # What was read then is not read again.
        return self.did_not_filter or self.without_words >= _JUDGED_AFTER_ARTICLES

    def add_sitemaps(self, url: str, children: list[str], news: list[str]) -> None:
        """Adds the sitemaps named by the index at `url`, to be read next, unless it is nested too deep.

        `news` are those of them that may have news.
        """
        self.news_sitemaps.update(news)
        self.seen.add(hash(url))
        depth = self.pending_sitemaps[0][1] if self.pending_sitemaps else 0
        fresh = [child for child in children if hash(child) not in self.seen] if depth < _MAX_INDEX_DEPTH else []
        self.seen.update(map(hash, fresh))
        # The first one is the index itself, or the page that is being read.
        self.pending_sitemaps[1:1] = [(child, depth + 1) for child in fresh]
        self.index_url = self.index_url or (url if fresh else "")

    def keep_news_sitemaps(self) -> bool:
        """Leaves out the sitemaps that have no news; true if others are left."""
        self.pending_sitemaps = [each for each in self.pending_sitemaps if each[0] in self.news_sitemaps]
        self.exhausted = not self.pending_sitemaps
        return not self.exhausted

    def advance(self, *, anything: bool, until_month: str) -> None:
        """Moves to the next older page, or sets `exhausted`.

        `anything` is true if the current page named new articles; `until_month` is the first month, `2025-03`, empty if
        there is none.
        """
        following: Position | None = self.position
        if self.index_url:
            self.pending_sitemaps.pop(0)
            self.exhausted = not self.pending_sitemaps
        else:
            self.empty_months = 0 if anything else self.empty_months + (self.position.page == 1)
            following = self.source.next_position(self.position, had_articles=anything, until_month=until_month)
            if following is None and anything and self.next_url and hash(self.next_url) not in self.seen:
                # Such a page has no number to resume at: a later backfill starts with the first page.
                following = self.position
                self.seen.add(hash(self.next_url))
            is_end = not until_month and self.empty_months >= _MAX_EMPTY_MONTHS
            self.exhausted = following is None or is_end
        self.position = following or self.position
        most = _MAX_PAGES if self.source.is_sorted else _MAX_SEARCH_PAGES
        self.exhausted = self.exhausted or self.pages_read >= most
