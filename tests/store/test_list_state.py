"""What is kept of a run's lists is what was known last."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from crawler.store.due_urls import ListState
from crawler.store.list_state import ListStates


def test_what_is_known_of_a_list_is_written_in_the_order_in_which_it_became_known() -> None:
    written: list[str] = []

    def put(states: list[ListState], _: datetime) -> None:
        # The first one is held up, as by another outlet's run.
        time.sleep(0.2 if states[0].next_page == "1" else 0)
        written.append(states[0].next_page)

    async def keep() -> None:
        run: Any = SimpleNamespace(
            query=asyncio.to_thread, due_urls=SimpleNamespace(save_lists=put), now=lambda: datetime.now(UTC)
        )
        states = ListStates()
        for page in ("1", "2", "3"):
            states.save(run, ListState("https://example.com/rss", next_page=page))
        await states.wait_until_saved()

    asyncio.run(keep())
    assert written == ["1", "2", "3"]
