"""WorkKeeper: keeps what lists name in the catalogue until it is requested, and takes up what earlier runs left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.outcomes import Outcome
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime, timedelta

    from crawler.crawl.scheduling.run_context import RunContext
    from crawler.items import ListEntry, PageResult
    from crawler.selection.filter import Selection


@dataclass
class WorkKeeper:
    """The work list in the catalogue as one run uses it. Its methods wait for the catalogue."""

    run: RunContext
    """The run's clock and catalogue."""
    selection: Selection
    """The words and days of the run; entries belong to the runs of its words, of each topic."""
    hosts: Collection[str]
    """Hosts that the run may request."""
    longest: timedelta
    """Entries with an older date are kept only by a run with `since` or `until`."""
    most: int
    """Entries that are kept of one outlet."""
    # Whether the run has kept or found any, so that there is something to count at its end.
    _is_used: bool = field(default=False)

    def keep(self, entries: Sequence[ListEntry]) -> set[str]:
        """Keeps due entries of a list page before they are requested; returns the URLs that no run knew before."""
        now, is_backfill = self.run.now(), self.selection.is_backfill
        kept = [entry for entry in entries if is_backfill or self._is_recent(entry, now)]
        self._is_used = self._is_used or bool(kept)
        work_list = self.run.catalogue.work_list
        return work_list.add(kept, self.selection.keys, now, self.most, is_backfill=is_backfill)

    def _is_recent(self, entry: ListEntry, now: datetime) -> bool:
        oldest, stated = now - self.longest, entry.published or entry.modified
        if stated:
            return stated >= oldest
        days = days_in_address(entry.url)
        return days is None or days[1] >= oldest.date()

    def take_up(self) -> list[ListEntry]:
        """Returns the due entries that earlier runs have left, and drops those that are not due any more."""
        catalogue, selection = self.run.catalogue, self.selection
        entries = catalogue.work_list.load(selection.keys, self.hosts)
        if not entries:
            return []
        self._is_used = True
        in_range = [entry for entry in entries if selection.may_be_in_range(entry)]
        due = self.run.due_urls.due(in_range, selection.conditions, self.run.now())
        if not selection.is_backfill:
            settled = {entry.url for entry in in_range} - {entry.url for entry in due}
            catalogue.remove_from_work_list(settled, selection.keys)
        return due

    def remove(self, pages: Iterable[PageResult]) -> None:
        """Removes pages whose outcome is stored in this thread's transaction, if they were requested."""
        days = {each for each in self.selection.conditions.splitlines() if each.startswith(("since ", "until "))}
        parts: tuple[list[str], list[str]] = [], []
        for page in pages:
            # What only links led to is still to be judged as what a list named.
            by_links = page.reasons and all(way["parent"] for way in page.reasons)
            if page.was_requested and not by_links:
                # What is not of the days of this run is still to be read by a run without days.
                is_settled = page.reason != Outcome.NO_MATCH or days.isdisjoint(page.unmet_condition.splitlines())
                parts[not is_settled].append(page.url)
        catalogue, keys = self.run.catalogue, self.selection.keys
        catalogue.remove_from_work_list(parts[0], keys)
        catalogue.remove_from_work_list(parts[1], keys, only_backfill=True)

    def count_left(self) -> int:
        """Returns how many entries the next run of the same words takes up."""
        return self.run.catalogue.work_list.count(self.selection.keys, self.hosts) if self._is_used else 0
