"""RunContext: what the parts of a crawl use of the run they work in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from crawler.store.due_urls import ListState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from crawler.monitoring.run_stats import RunStats
    from crawler.outcomes import Outcome
    from crawler.store.due_urls import Agenda

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
    due_urls: Agenda
    """The catalogue's queries for due URLs and list states, to be called through `query`."""
    on_storage_failure: Callable[[Exception], None]
    """Ends the run because the catalogue failed."""

    async def query(self, query: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T | None:
        """Runs a catalogue query outside the reactor's thread; if it fails, ends the run and returns none."""
        try:
            return await asyncio.to_thread(query, *arguments, **keywords)
        except SQLAlchemyError as error:
            self.on_storage_failure(error)
            return None

    def list_state(self, key: str) -> ListState:
        """Returns the stored state of a list; if that fails, ends the run and returns an empty state."""
        try:
            return self.due_urls.list_state(key)
        except SQLAlchemyError as error:
            self.on_storage_failure(error)
            return ListState(key)
