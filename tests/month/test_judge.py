"""The judge passes a perfect month and fails each way in which one is not."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.month import judge
from tests.month.catalogue import State, Stored, Watched
from tests.month.cron import Ran
from tests.month.faults import HOUR, Kind
from tests.month.judge import Judge
from tests.month.site import MadeSite

if TYPE_CHECKING:
    from tests.month.news import TrueArticle

_BEGINS, _DAYS = datetime(2026, 3, 1, tzinfo=UTC), 8
_SICK = (Kind.UNAVAILABLE, Kind.MAINTENANCE, Kind.MAINTENANCE_ALL, Kind.ALL_REMOVED)


class Month:
    """What a crawler leaves that reads everything that lists name in every hour, at once and rightly."""

    def __init__(self) -> None:
        self.site = MadeSite.of("herald", "1", _BEGINS, _DAYS)
        self.watched = Watched(Path())
        self.runs: list[Ran] = []
        self.numbers: dict[str, TrueArticle] = {}
        self._found: set[int] = set()
        for hour in range(24 * _DAYS):
            now = _BEGINS + hour * HOUR + timedelta(minutes=7)
            if not self.site.schedule.at(now, Kind.OUTAGE):
                self._run(now)

    def _run(self, now: datetime) -> None:
        self.runs.append(Ran(now, None, 0, "herald: ok", warned=False))
        if self.site.schedule.at(now, *_SICK):
            return
        self._found |= self.site.within_reach(now)
        for article in self.site.articles:
            if article.number in self._found and article.page_from <= now:
                self._read(article, now)

    def _read(self, article: TrueArticle, now: datetime) -> None:
        key = str(article.number)
        if article.is_removed(now):
            if key in self.watched.stored and not self.watched.stored[key].last.gone:
                states = self.watched.stored[key].states
                states.append(replace(states[-1], seen=now, gone=True))
            return
        text = article.text_at(now)
        state = State(now, text.title, text.body, article.published, gone=False, file=f"{key}.txt")
        self.numbers[key] = article
        stored = self.watched.stored.setdefault(key, Stored(self.site.outlet.address(article, 0)))
        if not stored.states or (stored.last.title, stored.last.text) != (state.title, state.text):
            stored.states.append(state)

    def failures(self) -> dict[str, int]:
        """Writes the files and returns how often each thing failed."""
        folder = self.watched.data / "articles"
        folder.mkdir(parents=True, exist_ok=True)
        for stored in self.watched.stored.values():
            last = stored.last
            (folder / last.file).write_text(f"{last.title}\n\n{last.text}\n", encoding="utf-8")
        found = Judge(self.site, self.watched, self.runs).judge().failures
        return {name: len(cases) for name, cases in found.items() if cases}

    def one(self, *, corrected: bool = False) -> str:
        """Returns the key of an article of the first days that is there to the end."""
        return next(
            key
            for key, article in self.numbers.items()
            if _BEGINS < article.published < _BEGINS + timedelta(days=3)
            and not (article.removed or article.moved)
            and len(article.texts) == 1 + corrected
            and len(self.watched.stored[key].states) == 1 + corrected
        )


@pytest.fixture(scope="module")
def perfect() -> Month:
    return Month()


@pytest.fixture
def month(perfect: Month, tmp_path: Path) -> Month:
    """A copy of the perfect month, to be spoiled."""
    spoiled = copy(perfect)
    spoiled.watched = Watched(tmp_path / "data")
    spoiled.watched.stored = {
        key: Stored(stored.url, list(stored.states)) for key, stored in perfect.watched.stored.items()
    }
    spoiled.runs = [copy(run) for run in perfect.runs]
    return spoiled


def test_a_perfect_month_has_no_failures(month: Month) -> None:
    # What no list showed when a run could ask cannot be stored, and no run has told of it.
    assert set(month.failures()) <= {judge.UNTOLD}


def test_a_missing_article_is_lost(month: Month) -> None:
    del month.watched.stored[month.one()]
    assert month.failures()[judge.LOST] == 1


def test_a_foreign_text_is_wrong(month: Month) -> None:
    stored = month.watched.stored[month.one()]
    stored.states.append(replace(stored.last, text="We are moving house."))
    assert month.failures()[judge.WRONG] == 1


def test_a_wrong_text_that_stayed_for_a_day_is_wrong_though_it_was_mended(month: Month) -> None:
    stored = month.watched.stored[month.one()]
    first = stored.states[0]
    stored.states += [
        replace(first, title="We are moving house", seen=first.seen + HOUR),
        replace(first, seen=first.seen + 25 * HOUR),
    ]
    assert month.failures()[judge.WRONG] == 1


def test_a_date_that_is_another_is_wrong(month: Month) -> None:
    stored = month.watched.stored[month.one()]
    stored.states[0] = replace(stored.last, published=stored.since)
    assert month.failures()[judge.WRONG] == 1


def test_a_correction_that_was_not_read_is_stale(month: Month) -> None:
    stored = month.watched.stored[month.one(corrected=True)]
    del stored.states[1]
    assert month.failures()[judge.STALE] == 1


def test_an_article_under_two_ids_is_doubled(month: Month) -> None:
    key = month.one()
    twin = Stored(month.watched.stored[key].url, [replace(month.watched.stored[key].last, file="twin.txt")])
    month.watched.stored["twin"] = twin
    assert month.failures()[judge.DOUBLED] == 1


def test_a_file_of_no_article_is_doubled(month: Month) -> None:
    (month.watched.data / "articles").mkdir(parents=True)
    (month.watched.data / "articles" / "stray.txt").touch()
    assert month.failures()[judge.DOUBLED] == 1


def test_an_article_stored_a_day_after_a_list_showed_it_is_late(month: Month) -> None:
    before = month.failures().get(judge.UNTOLD, 0)
    stored = month.watched.stored[month.one()]
    stored.states[0] = replace(stored.last, seen=stored.since + 40 * HOUR)
    assert month.failures()[judge.UNTOLD] == before + 1


def test_what_no_list_held_is_no_failure_where_a_gap_was_told(month: Month) -> None:
    for run in month.runs[-3:]:
        run.line = "herald: gap: not covered"
        run.gaps = [(_BEGINS - timedelta(days=5), month.runs[-1].began)]
    assert month.failures() == {}


def test_an_alarm_in_a_quiet_hour_is_false_and_one_in_a_fault_is_not(month: Month) -> None:
    quiet = next(run for run in month.runs if not month.site.schedule.told_at(run.began))
    wild = next(run for run in month.runs if month.site.schedule.told_at(run.began))
    before = month.failures()
    wild.code = 69
    assert month.failures() == before
    quiet.code = 65
    assert month.failures() == before | {judge.FALSE: 1}


def test_telling_of_a_gap_is_no_false_alarm_after_what_makes_gaps(month: Month) -> None:
    before = month.failures()
    quiet = [run for run in month.runs if not month.site.schedule.told_at(run.began)][-1]
    quiet.warned, quiet.line = True, "herald: gap: not covered"
    quiet.gaps = [(_BEGINS, _BEGINS + HOUR)]
    assert month.failures() == before | {judge.FALSE: 1}
    fault = next(fault for fault in month.site.schedule.faults if fault.kind in {Kind.OUTAGE, Kind.SHORT, Kind.BURST})
    quiet.gaps = [(fault.begins, fault.ends)]
    assert judge.FALSE not in month.failures()


def test_an_article_said_to_be_gone_that_is_there_is_a_failure(month: Month) -> None:
    stored = month.watched.stored[month.one()]
    stored.states.append(replace(stored.last, gone=True))
    assert month.failures()[judge.GONE] == 1


def test_a_removed_article_that_is_not_said_to_be_gone_is_a_failure(month: Month) -> None:
    gone = [stored for stored in month.watched.stored.values() if stored.last.gone]
    first = min(gone, key=lambda stored: stored.last.seen)
    del first.states[-1]
    assert month.failures()[judge.GONE] == 1
