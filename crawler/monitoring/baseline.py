"""What is usual of an outlet's articles, lists and pages, kept apart from the run log, and the alarm that is on. Pure.

Counts of the last runs are compared with it. They become part of it once enough newer ones have come and no alarm was
raised over them, so that a change of the site never does, however long it lasts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.exit_codes import ExitCode

# Fields that articles have or lack; the others of a series are numbers of them, or sums over them.
WATCHED = ("title", "subtitle", "published", "time", "open", "names", "section", "tags", "images", "related", "layout")
# What is counted of each unit, and how many of the newest units are compared at most.
_COUNTED = {
    "articles": (40, {"articles", *WATCHED, "length", "squares"}),
    "named": (6, {"named", "strange"}),
    "shared": (6, {"shared", "own"}),
}
# So few of the newest units can prove a change.
_FEWEST = 5
# Above so many units all counts are halved, so that what is usual can change in the course of years.
_MOST = 4000
# Runs that are kept one by one, though they have few units.
_MOST_RUNS = 200
ALARMS, _DONE = {ExitCode.CHANGED, ExitCode.REFUSED}, {ExitCode.OK, ExitCode.NOT_DONE}
# A little less than a day, since a run does not begin at the same second each day.
_TELL_EVERY = timedelta(hours=23)


@dataclass
class Series:
    """Counts of one unit over an outlet's runs."""

    unit: str
    usual: Counter[str] = field(default_factory=Counter)
    """Sum over the runs that are no longer compared."""
    recent: list[tuple[Counter[str], bool]] = field(default_factory=list)
    """Counts of the last runs that have any, the newest first, each with False if the run raised an alarm."""

    def newest(self, least: int) -> tuple[Counter[str], Counter[str]]:
        """Returns the counts of as many of the last runs as have so many units, and those of all well runs before."""
        newest, before = Counter[str](), Counter(self.usual)
        for counts, is_well in self.recent:
            if newest[self.unit] < least:
                newest.update(counts)
            elif is_well:
                before.update(counts)
        return newest, before

    def add(self, counts: Counter[str]) -> None:
        """Adds the counts of a run that is under way."""
        self.recent.insert(0, (counts, True))

    def end(self, *, is_well: bool, is_changed: bool) -> None:
        """Ends the run added last; what is old enough becomes usual, unless its run raised an alarm."""
        most, _ = _COUNTED[self.unit]
        if is_changed:
            # The first of what the alarm is about came in runs before it.
            self._mark(_FEWEST, is_well=False)
        elif not is_well:
            self.recent[0] = self.recent[0][0], False
        units, kept = 0, []
        for place, (counts, was_well) in enumerate(self.recent):
            if not counts[self.unit]:
                continue
            if units < most and place < _MOST_RUNS:
                kept.append((counts, was_well))
            elif was_well:
                self.usual.update(counts)
            units += counts[self.unit]
        self.recent = kept
        while self.usual[self.unit] > _MOST:
            self.usual = Counter({name: count / 2 for name, count in self.usual.items()})

    def accept(self) -> None:
        """Makes what the newest units have the usual."""
        self._mark(_FEWEST, is_well=True)
        self.usual.clear()
        self.recent = self.recent[: self._runs_of(_FEWEST)]

    def _mark(self, least: int, *, is_well: bool) -> None:
        for place in range(self._runs_of(least)):
            self.recent[place] = self.recent[place][0], is_well

    def _runs_of(self, least: int) -> int:
        """Returns how many of the last runs have so many units together."""
        units = 0
        for place, (counts, _) in enumerate(self.recent):
            if units >= least:
                return place
            units += counts[self.unit]
        return len(self.recent)


@dataclass
class Baseline:
    """What is usual of an outlet, and the alarm that is on."""

    series: dict[str, Series] = field(default_factory=lambda: {unit: Series(unit) for unit in _COUNTED})
    """By unit: `articles`, `named` (entries of lists), `shared` (pages of hosts that have other outlets' too)."""
    alarm: str = ""
    """What the alarm that is on says; empty if none is."""
    since: datetime | None = None
    """When it began."""
    last_told: datetime | None = None
    """When it was last told to cron."""

    def begin(self, counts: Counter[str]) -> None:
        """Adds the counts of the run that is under way, which may grow until `end`."""
        for unit, series in self.series.items():
            names = _COUNTED[unit][1]
            series.add(Counter({name: count for name, count in counts.items() if name in names}))

    def end(self, code: int, why: str, now: datetime, *, is_changed: bool, is_regular: bool) -> tuple[str, bool]:
        """Ends the run that was added; returns what is to be told of an alarm that is over, and if the run is to tell.

        `is_changed` is true if the counts raise an alarm, and `is_regular` false for a run that a person made for a few
        pages, which begins and ends no alarm.
        """
        is_well = code in _DONE or not (self.alarm or code in ALARMS)
        for series in self.series.values():
            series.end(is_well=is_well, is_changed=is_changed)
        if not is_regular:
            return "", True
        if code in ALARMS:
            if not self.alarm or _kind(why) != _kind(self.alarm):
                self.since, self.last_told = now, None
            self.alarm = why
            is_due = self.last_told is None or not self.last_told <= now < self.last_told + _TELL_EVERY
            self.last_told = now if is_due else self.last_told
            return "", is_due
        if self.alarm and code in _DONE:
            return self._close(), True
        return "", True

    def accept(self) -> str:
        """Makes the newest state the usual one and ends the alarm; returns what it was about, empty if there was none.

        Nothing that was usual before counts any more.
        """
        for series in self.series.values():
            series.accept()
        was, self.alarm, self.since, self.last_told = self.alarm, "", None, None
        return was

    def _close(self) -> str:
        since = f"{self.since.astimezone(UTC):%Y-%m-%d %H:%M}" if self.since else ""
        text = f"over: the alarm of {since}, {self.alarm}"
        self.alarm, self.since, self.last_told = "", None, None
        return text

    def to_json(self) -> dict[str, Any]:
        """Returns the counts in a form for JSON."""
        return {
            unit: {"usual": dict(each.usual), "recent": [[dict(counts), well] for counts, well in each.recent]}
            for unit, each in self.series.items()
        }

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> Baseline:
        """Returns the baseline whose counts are stored."""
        found = cls()
        for unit, each in stored.items():
            if unit in found.series:
                recent = [(Counter(counts), well) for counts, well in each["recent"]]
                found.series[unit] = Series(unit, Counter(each["usual"]), recent)
        return found


def _kind(why: str) -> str:
    """Returns what an alarm is about, without the counts in its words, which differ from run to run."""
    return re.split(r"[:(]", why, maxsplit=1)[0].strip()
