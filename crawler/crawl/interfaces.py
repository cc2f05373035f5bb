"""What lists and articles are told of the run that they are read in. The run itself is an extension of Scrapy's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import asyncio
    from datetime import datetime

    from crawler.monitoring.verdict import RunStats
    from crawler.store.due_urls import Agenda, ListState


class Running(Protocol):
    """A run under way; `closing` is set once it is to end."""

    due_urls: Agenda
    stats: RunStats
    closing: asyncio.Event

    def now(self) -> datetime:
        """Returns the time, in UTC."""

    async def query(self, query: Any, *arguments: Any) -> Any:
        """Asks the catalogue outside the reactor's thread; a failure ends the run, and gives none."""

    def list_state(self, key: str) -> ListState:
        """Returns what is known of a list; a failure ends the run, and gives nothing known."""

    def count(self, outcome: str, pages: int = 1) -> None:
        """Counts what became of articles' pages."""
