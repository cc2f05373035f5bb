"""One list of a walk on its way: where it stands and what it has met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.discovery.page_position import FIRST, Position

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.discovery.sources import List
    from crawler.store.due_urls import ListState

# More than any outlet's archive has; a site that answers with ever the same page is noticed before.
_MOST_PAGES = 20_000
# A search that is not sorted by date has to be read to its end, which need not come.
_MOST_SEARCH_PAGES = 100


@dataclass
class ListCursor:
    """One list on its way: the page that comes next, and what it has met so far.

    `state` is what is known of it, for the run's words; `guess_state` is the same for any words, of a guess.
    `next_url` is the address that its page has given of the next one. `pending_sitemaps` are those that an index named and that
    are still to be read, each with in how many indexes it stands, `failure` is why one of them did not come. `resume_at`
    is where an earlier walk has come to, until this one meets what that has settled; `newest_seen` is the newest
    publication that it has met itself. `contiguous` says that all it has met is settled and adjoins what is known of the
    list, `straddles_since` that a page also held what is older than the run's first day. `reached_since` says that this day is reached,
    `exhausted` that the list has no further page, `had_failure` that a part of it did not come, `done` that no more of it is
    read, `request_in_flight` that a page of it is on its way.
    """

    source: List
    state: ListState
    guess_state: ListState
    query: str = ""
    position: Position = FIRST
    next_url: str = ""
    index_url: str = ""
    pending_sitemaps: list[tuple[str, int]] = field(default_factory=list)
    resume_at: Position | None = None
    newest_seen: datetime | None = None
    seen: set[int] = field(default_factory=set)
    pages_read: int = 0
    outcome: str = ""
    failure: str = ""
    contiguous: bool = True
    straddles_since: bool = False
    reached_since: bool = False
    exhausted: bool = False
    had_failure: bool = False
    request_in_flight: bool = False
    done: bool = False

    @property
    def url(self) -> str:
        """The address of the page that comes next."""
        return (
            self.pending_sitemaps[0][0]
            if self.pending_sitemaps
            else self.next_url or self.source.at(self.position, self.query)
        )

    def advance(self, *, anything: bool, until_month: str) -> None:
        """Turns to the page behind, or notes that there is none."""
        behind: Position | None = self.position
        if self.index_url:
            self.pending_sitemaps.pop(0)
            self.exhausted = not self.pending_sitemaps
        else:
            behind = self.source.next_position(self.position, anything=anything, until_month=until_month)
            if behind is None and anything and self.next_url and hash(self.next_url) not in self.seen:
                # Such a page has no number to go on at: a later walk begins with the first.
                behind = self.position
                self.seen.add(hash(self.next_url))
            self.exhausted = behind is None
        self.position = behind or self.position
        most = _MOST_PAGES if self.source.is_sorted else _MOST_SEARCH_PAGES
        self.exhausted = self.exhausted or self.pages_read >= most
