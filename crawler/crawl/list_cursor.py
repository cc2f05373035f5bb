"""One list of a walk on its way: where it stands and what it has met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.discovery.sources import FIRST, Position

if TYPE_CHECKING:
    from datetime import datetime

    from crawler.discovery.sources import List
    from crawler.store.due_urls import ListState

# More than any outlet's archive has; a site that answers with ever the same page is noticed before.
_MOST_PAGES = 20_000
# A search that is not sorted by date has to be read to its end, which need not come.
_MOST_SEARCH_PAGES = 100


@dataclass
class Course:
    """One list on its way: the page that comes next, and what it has met so far.

    `state` is what is known of it, for the run's words; `fate` is the same for any words, of a guess.
    `behind` is the address that its page has given of the next one. `sitemaps` are those that an index named and that
    are still to be read, each with in how many indexes it stands, `failure` is why one of them did not come. `ahead`
    is where an earlier walk has come to, until this one meets what that has settled; `newest` is the newest
    publication that it has met itself. `whole` says that all it has met is settled and adjoins what is known of the
    list, `cut` that a page also held what is older than the run's first day. `there` says that this day is reached,
    `ended` that the list has no further page, `broken` that a part of it did not come, `over` that no more of it is
    read, `asked` that a page of it is on its way.
    """

    source: List
    state: ListState
    fate: ListState
    query: str = ""
    position: Position = FIRST
    behind: str = ""
    index: str = ""
    sitemaps: list[tuple[str, int]] = field(default_factory=list)
    ahead: Position | None = None
    newest: datetime | None = None
    seen: set[int] = field(default_factory=set)
    pages: int = 0
    outcome: str = ""
    failure: str = ""
    whole: bool = True
    cut: bool = False
    there: bool = False
    ended: bool = False
    broken: bool = False
    asked: bool = False
    over: bool = False

    @property
    def url(self) -> str:
        """The address of the page that comes next."""
        return self.sitemaps[0][0] if self.sitemaps else self.behind or self.source.at(self.position, self.query)

    def step(self, *, anything: bool, until_month: str) -> None:
        """Turns to the page behind, or notes that there is none."""
        behind: Position | None = self.position
        if self.index:
            self.sitemaps.pop(0)
            self.ended = not self.sitemaps
        else:
            behind = self.source.behind(self.position, anything=anything, until_month=until_month)
            if behind is None and anything and self.behind and hash(self.behind) not in self.seen:
                # Such a page has no number to go on at: a later walk begins with the first.
                behind = self.position
                self.seen.add(hash(self.behind))
            self.ended = behind is None
        self.position = behind or self.position
        most = _MOST_PAGES if self.source.is_sorted else _MOST_SEARCH_PAGES
        self.ended = self.ended or self.pages >= most
