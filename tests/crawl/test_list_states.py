from __future__ import annotations

import asyncio
import time

from crawler.crawl.lists.list_states import ListStates
from crawler.store.lists.list_state import ListState


def test_list_states_are_written_in_the_order_of_their_updates() -> None:
    written: list[str] = []

    def put(state: ListState) -> None:
        # The first one is held up, as by another outlet's run.
        time.sleep(0.2 if state.next_page == "1" else 0)
        written.append(state.next_page)

    async def keep() -> None:
        states = ListStates(lambda state: asyncio.to_thread(put, state))
        for page in ("1", "2", "3"):
            states.save(ListState("https://example.com/rss", next_page=page))
        await states.wait_until_saved()

    asyncio.run(keep())
    assert written == ["1", "2", "3"]
