"""What a run knows of its lists, and what is kept of that for the next one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.crawl.interfaces import Running
    from crawler.store.due_urls import ListState


class ListStates:
    """The states of a run's lists, by their addresses. A catalogue that fails ends the run."""

    def __init__(self) -> None:
        self._states: dict[str, ListState] = {}
        self._validators: dict[str, tuple[str, str]] = {}
        # Tasks are held, for the loop holds them weakly.
        self._tasks: set[asyncio.Future[None]] = set()
        self._turn = asyncio.Lock()

    def remember_validators(self, state: ListState, response: Response) -> None:
        """Remembers what a list can be asked with next time, if all that it names gets settled."""
        self._validators[state.url] = header(response, "ETag"), header(response, "Last-Modified")

    def save(self, run: Running, state: ListState) -> None:
        """Has it kept what is known of a list."""
        self._states[state.url] = state
        task = asyncio.ensure_future(self._put(run, replace(state)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _put(self, run: Running, state: ListState) -> None:
        # Of two threads that write what is known of a list, the later one need not be the last.
        async with self._turn:
            await run.query(run.due_urls.save_lists, [state], run.now())

    async def wait_until_saved(self) -> None:
        """Waits until all that was to be kept is written."""
        await asyncio.gather(*self._tasks)

    def final_states(self, *, settled: bool) -> list[ListState]:
        """Returns what is to be kept at the run's end; `settled` tells whether all is that the lists named."""
        for url, (etag, last_modified) in self._validators.items() if settled else ():
            if url in self._states:
                self._states[url].etag, self._states[url].last_modified = etag, last_modified
        return list(self._states.values())


def headers(response: Response) -> dict[str, str]:
    """Returns the headers of an answer; those that came several times have their values behind commas."""
    named = response.headers.items()
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in named}


def header(response: Response, name: str) -> str:
    """Returns a header of an answer, empty where it has none."""
    return (response.headers.get(name) or b"").decode("latin-1")[:500]
