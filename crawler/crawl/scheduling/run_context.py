"""RunContext: what the parts of a crawl use of the run they work in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from crawler.store.lists.list_state import ListState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from crawler.monitoring.run_stats import RunStats
    from crawler.outcomes import Outcome
    from crawler.store.catalogue import Catalogue
    from crawler.store.due_urls import DueUrls

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class RunContext:
    """The run's clock, counters and catalogue queries."""

    now: Callable[[], datetime]
    """Returns the current time in UTC."""
    closing: asyncio.Event
    """Set once the run is to end."""
    stats: RunStats
    """What the run has seen so far."""
    count: Callable[[Outcome, int], None]
    """Adds a number of article pages to those with an outcome."""
    catalogue: Catalogue
    """The catalogue, whose methods are to be called through `query`."""
    on_storage_failure: Callable[[Exception], None]
    """Ends the run because the catalogue failed."""

    @property
    def due_urls(self) -> DueUrls:
        """The catalogue's queries for due URLs, likewise."""
        return self.catalogue.due_urls

    async def query(self, query: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T | None:
        """Runs a catalogue query outside the reactor's thread; if it fails, ends the run and returns none."""
        try:
            return await asyncio.to_thread(query, *arguments, **keywords)
        except SQLAlchemyError as error:
            self.on_storage_failure(error)
            return None

    def list_state(self, url: str, keys: tuple[str, ...] = ("",)) -> ListState:
        """Returns the stored state of a list for words; if that fails, ends the run and returns an empty state."""
        try:
            return self.catalogue.list_states.load(url, keys)
        except SQLAlchemyError as error:
            self.on_storage_failure(error)
            return ListState(url, keys=keys)
