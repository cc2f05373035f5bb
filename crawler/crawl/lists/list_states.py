"""ListStates: the states of a run's lists, and the queue in which they are stored."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from crawler.store.lists.list_state import ListState


class ListStates:
    """The states of a run's lists, by the lists' keys. `write` stores one of them."""

    def __init__(self, write: Callable[[ListState], Awaitable[None]]) -> None:
        self._write = write
        self._states: dict[tuple[str, ...], ListState] = {}
        self._validators: dict[tuple[str, ...], tuple[str, str]] = {}
        # The loop holds tasks weakly.
        self._tasks: set[asyncio.Future[None]] = set()
        self._lock = asyncio.Lock()

    def remember_validators(self, state: ListState, etag: str, last_modified: str) -> None:
        """Remembers the validators for a conditional request by the next run, if all that the list names gets done."""
        self._validators[state.url, *state.keys] = etag, last_modified

    def save(self, state: ListState) -> None:
        """Queues a write of the list's state."""
        self._states[state.url, *state.keys] = state
        task = asyncio.ensure_future(self._save(replace(state)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _save(self, state: ListState) -> None:
        # Two threads that write the state of one list need not end in the order in which they began.
        async with self._lock:
            await self._write(state)

    async def wait_until_saved(self) -> None:
        """Waits until all queued writes are done."""
        await asyncio.gather(*self._tasks)

    def final_states(self, *, settled: bool) -> list[ListState]:
        """Returns the states to store at the run's end; `settled` is true if all articles that lists named are done."""
        for key, (etag, last_modified) in self._validators.items() if settled else ():
            if key in self._states:
                self._states[key].etag, self._states[key].last_modified = etag, last_modified
        return list(self._states.values())
