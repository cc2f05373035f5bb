"""NewsCoverage: how far the news of an outlet's sites is covered, as a run loads it and stores it again."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from typing import TYPE_CHECKING

from crawler.crawl.lists.site_coverage import SiteCoverage
from crawler.store.lists.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta, tzinfo

    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.store.lists.coverage import Gap


class NewsCoverage:
    """The coverage of each site, by the host of its lists. `zone` is the outlet's."""

    def __init__(self, run: RunContext, zone: tzinfo, longest: timedelta) -> None:
        self._run, self._zone, self._longest = run, zone, longest
        self._sites: dict[str, SiteCoverage] = {}
        # The loop holds tasks weakly.
        self._tasks: set[asyncio.Future[None]] = set()
        self._lock = asyncio.Lock()

    async def load(self, sites: Sequence[str]) -> None:
        """Reads what is known of sites."""
        stored = self._run.catalogue.coverage
        known = await self._run.query(stored.load, self._run.now()) or {}
        gaps = await self._run.query(stored.gaps) or []
        for site in sites:
            state = known.get(site) or Coverage(site)
            if not state.covered_until and (earlier := known.get("")):
                state.covered_until, state.last_new = earlier.covered_until, earlier.last_new
            if site in known and not state.covered_until:
                # All runs for news began later than now: the clock is behind, and so proves nothing.
                continue
            mine = [gap for gap in gaps if gap.site == site]
            self._sites[site] = SiteCoverage(self._run, state, mine, self._zone, self._longest, self._save)

    def of(self, site: str) -> SiteCoverage | None:
        """Returns the coverage of a site, none if it is not loaded."""
        return self._sites.get(site)

    def _save(self, state: Coverage, gap: Gap | None = None) -> None:
        """Queues a write of a site's coverage and of a new gap."""
        task = asyncio.ensure_future(self._write(deepcopy(state), gap))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _write(self, state: Coverage, gap: Gap | None) -> None:
        # Two threads need not end in the order in which they began.
        async with self._lock:
            await self._run.query(self._run.catalogue.coverage.save, state, [gap] if gap else [], [])

    async def wait_until_saved(self) -> None:
        """Waits until all queued writes are done."""
        await asyncio.gather(*self._tasks)

    def end(self) -> None:
        """Decides what is covered, and tells what is not; waits for the catalogue."""
        for site in self._sites.values():
            site.end()

    def close_by_backfill(self, site: str, first: datetime, last: datetime | None) -> None:
        """Closes the gaps of a site within the days that a backfill has covered; waits for the catalogue."""
        if coverage := self.of(site):
            coverage.close_by_backfill(first, last)
