"""What the list walkers of a run share, and what they read lists for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.crawl.lists.list_reader import ListReader
    from crawler.crawl.lists.list_states import ListStates
    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.crawl.scheduling.scheduler import RequestScheduler
    from crawler.extraction.pool import ExtractionPool
    from crawler.selection.filter import Selection


class Aim(Enum):
    """What a walker reads lists for."""

    NEWS = auto()
    """What is new: the first page of the first source that serves."""
    SEARCH = auto()
    """What has the run's words: all pages of the first source that serves."""
    GAP = auto()
    """What came out since the last run and the first page does not reach: page after page of source after source."""
    CHECK = auto()
    """Whether a list that names nothing new is frozen: the first page of the next source that serves."""
    BACKFILL = auto()
    """The past: all pages of each source, until one reaches the first day."""


@dataclass(frozen=True)
class ListContext:
    """What the list walkers of a run share."""

    run: RunContext
    """The run's clock, counters and catalogue."""
    scheduler: RequestScheduler
    """Gets the entries."""
    states: ListStates
    """Writes the states of lists."""
    reader: ListReader
    """Reads list pages."""
    pool: ExtractionPool
    """Reads lists that are beyond the bounds of a run."""
    selection: Selection
    """The words of the run, and the days that are looked for in lists."""
    searches: Mapping[str, tuple[str, ...]]
    """Queries for sources that are searches, each with the keys of the words that it is made for."""
    conditional: bool
    """True if a list that has not changed since the last run need not be read."""
    steps: str = ""
    """The steps for which related links are followed, as a backfill to these is told from others; empty by default."""
