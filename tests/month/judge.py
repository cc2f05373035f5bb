"""Compares what a month of runs has left with what the made site published; every failure with what was expected."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import median, quantiles
from typing import TYPE_CHECKING

from tests.month.faults import DAY, HOUR, WITH_BURST, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.month.catalogue import Stored, Watched
    from tests.month.cron import Ran
    from tests.month.news import TrueArticle
    from tests.month.site import MadeSite

# By the age of an article, how long it may wait until it is read again.
_RE_READ = ((DAY, 8 * HOUR), (7 * DAY, 2 * DAY), (60 * DAY, 21 * DAY))
# How far back runs must look for what they have not seen.
_GAP_DAYS = 14 * DAY
# Whole runs within which an article has to be stored once a list shows it to them; while the feed is frozen, more.
_RUNS_TO_STORE, _RUNS_WHILE_FROZEN = 12, 30
# Whole runs for which a text that is none of the article's may be stored.
_RUNS_OF_WRONG_TEXT = 12
# Runs after the time at which something is due, in which it may still be done.
_SLACK_RUNS = 3
# Runs in which another text is decided that has no word in common with the one before.
_RUNS_TO_DECIDE = 8
# Days in which readings at different times agree that an article is gone.
_DAYS_TO_AGREE = 3 * DAY
# A server that answers 304 to whatever is asked is not believed for longer.
_VALIDATORS_BELIEVED = DAY
# An article that is removed after fewer whole runs may be missed where the first list never showed it.
_SHORT_LIVED = 12

# Faults in which pages do not give their articles, and those after which lists may not reach back far enough.
_NO_ARTICLES = (Kind.UNAVAILABLE, Kind.MAINTENANCE, Kind.MAINTENANCE_ALL, Kind.ALL_REMOVED)
_MAKES_GAPS = {
    Kind.OUTAGE, Kind.UNAVAILABLE, Kind.MAINTENANCE_ALL, Kind.FROZEN, Kind.CACHED, Kind.SHORT, Kind.BURST, Kind.CLOCK,
}  # fmt: skip

LOST, WRONG, STALE, DOUBLED = "articles lost", "wrong texts", "stale corrections after their bound", "doubled"
UNTOLD, FALSE, GONE = "gaps not told, articles late", "false alarms", "gone not said, or wrongly"
FAILURES = (LOST, WRONG, STALE, DOUBLED, UNTOLD, FALSE, GONE)


@dataclass
class Found:
    """The figures of one spider's month, and its failures with an example each."""

    failures: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FAILURES})
    figures: dict[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not any(self.failures.values())


class Judge:
    """Judges the runs of one site."""

    def __init__(self, site: MadeSite, watched: Watched, runs: Sequence[Ran]) -> None:
        self._site, self._watched, self._runs = site, watched, runs
        self._schedule = site.schedule
        self._end = runs[-1].began
        self._found = Found()
        self._rows: dict[int, list[Stored]] = defaultdict(list)
        self._strange: list[Stored] = []
        for stored in self._watched.stored.values():
            article, _ = self._site.by_url.get(stored.url, (None, 0))
            if article is None:
                self._strange.append(stored)
            else:
                self._rows[article.number].append(stored)

    def judge(self) -> Found:
        """Returns what was found."""
        files = self._watched.files()
        for article in self._site.articles:
            rows = self._rows.get(article.number, [])
            if article.is_foreign:
                self._fail(WRONG, article, "is another outlet's and was stored") if rows else None
                continue
            if article.published >= self._schedule.begins:
                self._judge_coming(article, rows)
            if rows:
                self._judge_text(article, rows, files)
                self._judge_corrections(article, rows)
                self._judge_removal(article, rows)
        for stored in self._strange:
            self._found.failures[DOUBLED].append(f"{stored.url} is no article: {stored.last.title!r}")
        named = {stored.last.file for stored in self._watched.stored.values()}
        for name in sorted(files.keys() - named):
            self._found.failures[DOUBLED].append(f"{name} is no article's file")
        self._judge_alarms()
        self._measure()
        return self._found

    # --- Whether it came -----------------------------------------------------------------------

    def _judge_coming(self, article: TrueArticle, rows: list[Stored]) -> None:
        chances = self._chances.get(article.number, [])
        stored = min((row.since for row in rows), default=None)
        if not chances:
            if stored is None and not self._came_and_went(article) and not self._is_told(article):
                self._fail(UNTOLD, article, "was on no list when a run could ask, and is in no gap that was told")
            return
        first = chances[0]
        if stored is None:
            is_brief = (
                article.removed is not None and len(chances) < _SHORT_LIVED and not self._on_first[article.number]
            )
            if len(self._whole_after(first)) > _RUNS_TO_STORE and not is_brief:
                self._fail(LOST, article, f"not stored; a list showed it to {len(chances)} runs from {_day(first)}")
            return
        waited = bisect_left(self._whole, stored) - bisect_left(self._whole, first)
        frozen = self._schedule.at(first, Kind.FROZEN, Kind.CACHED)
        if waited > (_RUNS_WHILE_FROZEN if frozen else _RUNS_TO_STORE) and not self._is_told(article):
            self._fail(
                UNTOLD, article, f"stored {_day(stored)}, {waited} runs after a list first showed it, {_day(first)}"
            )

    @cached_property
    def _whole(self) -> list[datetime]:
        """When the runs began that could do all their work."""
        sick = (Kind.UNAVAILABLE, Kind.MAINTENANCE_ALL)
        return [run.began for run in self._runs if run.is_whole and not self._schedule.at(run.began, *sick)]

    def _whole_after(self, moment: datetime) -> list[datetime]:
        return self._whole[bisect_left(self._whole, moment) :]

    @cached_property
    def _chances(self) -> dict[int, list[datetime]]:
        """By article, when runs could have found it on a list and read it."""
        found: dict[int, list[datetime]] = defaultdict(list)
        numbered = {article.number: article for article in self._site.articles}
        named: set[int] = set()
        for run in self._runs:
            if run.began in self._whole_set:
                listed = self._site.within_reach(run.began) | named
                for number in listed:
                    article = numbered[number]
                    if run.began - article.published < _GAP_DAYS and self._is_readable(article, run.began):
                        found[number].append(run.began)
            else:
                # What a run was shown and could not ask is for the next one.
                named |= self._shown_to(run)
        return found

    @cached_property
    def _whole_set(self) -> set[datetime]:
        return set(self._whole)

    @cached_property
    def _on_first(self) -> dict[int, bool]:
        """By article, whether a whole run could see it on the list that is read first."""
        found: dict[int, bool] = defaultdict(bool)
        firsts = [listing for _, listing in self._site.outlet.ways if listing.is_first]
        for moment in self._whole:
            for listing in firsts:
                for article in self._site.on_list(listing, moment):
                    found[article.number] = True
        return found

    def _shown_to(self, run: Ran) -> set[int]:
        """Returns the articles that the list pages name which a run was given."""
        lists = [(self._site.outlet.list_at(url), moment) for moment, status, url in run.requests if status == 200]
        return {
            article.number
            for listing, moment in lists
            if listing and not self._schedule.at(moment, Kind.MAINTENANCE_ALL)
            for article in self._site.on_list(listing, moment)
        }

    def _is_readable(self, article: TrueArticle, moment: datetime) -> bool:
        return article.is_readable(moment) and not self._schedule.at(moment, Kind.MAINTENANCE, Kind.ALL_REMOVED)

    def _came_and_went(self, article: TrueArticle) -> bool:
        """True if its page came after the last whole run, or was removed before the next one."""
        after = self._whole_after(max(article.published, article.page_from))
        return not after or (article.removed is not None and article.removed <= after[0] + HOUR)

    def _is_told(self, article: TrueArticle) -> bool:
        return any(
            begins - HOUR <= article.published <= ends + HOUR
            for run in self._runs
            if "gap" in run.line
            for begins, ends in run.gaps
        )

    # --- Whether it is right -------------------------------------------------------------------

    def _judge_text(self, article: TrueArticle, rows: list[Stored], files: dict[str, str]) -> None:
        with_files = [row for row in rows if row.last.file]
        if len(with_files) > 1:
            self._fail(DOUBLED, article, f"stored as {', '.join(row.url for row in with_files)}")
        known = {(text.title, text.body) for _, text in article.texts}
        for row in rows:
            last = row.last
            if (last.title, last.text) not in known:
                self._fail(WRONG, article, f"has since {_day(last.seen)} {last.title!r}: {last.text[:80]!r}")
            elif last.published != article.published:
                self._fail(WRONG, article, f"is dated {last.published}")
            elif last.file and files.get(last.file) != f"{last.title}\n\n{last.text}\n":
                self._fail(WRONG, article, f"has {'another' if last.file in files else 'no'} file {last.file}")
            for state, after in pairwise(row.states):
                runs = bisect_left(self._whole, after.seen) - bisect_left(self._whole, state.seen)
                if (state.title, state.text) not in known and runs > _RUNS_OF_WRONG_TEXT:
                    self._fail(WRONG, article, f"had for {runs} runs from {_day(state.seen)} {state.title!r}")

    def _judge_corrections(self, article: TrueArticle, rows: list[Stored]) -> None:
        since_stored = min(row.since for row in rows)
        states = [state for row in rows for state in row.states]
        ends = [since for since, _ in article.texts[1:]] + [self._end + HOUR]
        for (since, text), until in zip(article.texts, (min(end, article.removed or end) for end in ends), strict=True):
            before = next((old for then, old in reversed(article.texts) if then < since), None)
            bound = self._bound(article, max(since, since_stored), is_other=_is_other(before, text))
            if bound is None or bound >= until:
                continue
            read = [state.seen for state in states if (state.title, state.text) == (text.title, text.body)]
            if not read or min(read) > bound:
                came = f"read {_day(min(read))}" if read else "never read"
                self._fail(STALE, article, f"its text of {_day(since)} was {came}, due {_day(bound)}")

    def _bound(self, article: TrueArticle, since: datetime, *, is_other: bool = False) -> datetime | None:
        """Returns by when a change has to be read, none if the runs end before."""
        due = since + self._wait(article, since)
        if self._overlaps(Kind.CLOCK, since - DAY, due):
            # It was a day older by a clock that was a day ahead.
            due = since + DAY + self._wait(article, since + DAY)
        if self._overlaps(Kind.ETAG_ARTICLES, since - DAY, due):
            due = max(due, since + _VALIDATORS_BELIEVED)
            due += self._wait(article, due)
        readable = [moment for moment in self._whole_after(due) if self._is_readable(article, moment)]
        # A reading that found another text, or none, is followed by one that decides.
        is_unsure = is_other or any(self._overlaps(kind, due - HOUR, due + 4 * HOUR) for kind in _NO_ARTICLES)
        slack = _SLACK_RUNS + (_RUNS_TO_DECIDE if is_unsure else 0)
        return readable[slack] if len(readable) > slack else None

    def _wait(self, article: TrueArticle, moment: datetime) -> timedelta:
        return next((wait for age, wait in _RE_READ if moment - article.published < age), 365 * DAY)

    def _overlaps(self, kind: Kind, begins: datetime, ends: datetime) -> bool:
        return any(
            fault.kind is kind and fault.begins < ends and begins < fault.ends for fault in self._schedule.faults
        )

    def _judge_removal(self, article: TrueArticle, rows: list[Stored]) -> None:
        gone = [row for row in rows if row.last.gone]
        if article.removed is None or article.removed > self._end:
            if gone:
                self._fail(GONE, article, f"is there, and said to be gone since {_day(gone[0].last.seen)}")
            return
        due = article.removed + self._wait(article, article.removed) + _DAYS_TO_AGREE
        due += DAY if self._overlaps(Kind.CLOCK, article.removed - DAY, due) else timedelta()
        if not gone and len(self._whole_after(due)) > _SLACK_RUNS:
            self._fail(GONE, article, f"is not said to be gone, due {_day(due)}")

    # --- What the runs said ---------------------------------------------------------------------

    def _judge_alarms(self) -> None:
        for run in self._runs:
            if not (run.code or run.warned) or run.fault or self._schedule.told_at(run.began):
                continue
            if not run.code and "gap" in run.line and self._has_a_gap(run):
                continue
            if not run.code and self._tells_what_was_written_anew(run):
                continue
            self._found.failures[FALSE].append(f"{_day(run.began)} exit {run.code}: {run.line[:300]}")

    def _tells_what_was_written_anew(self, run: Ran) -> bool:
        """True if a run tells that it holds another text of an article that was written anew."""
        told = (self._site.by_url.get(word.rstrip(";,")) for word in run.line.split() if "another text" in run.line)
        return any("written anew" in found[0].history for found in told if found)

    def _has_a_gap(self, run: Ran) -> bool:
        """True if an article is missing in one of a run's gaps, or something happened that makes gaps."""
        faults = [
            # What a burst brings comes out in the hour before.
            replace(fault, begins=fault.begins - HOUR) if fault.kind in WITH_BURST else fault
            for fault in self._schedule.faults
            if fault.kind in _MAKES_GAPS and fault.begins < run.began
        ]
        missing = [article.published for article in self._site.articles if not self._rows.get(article.number)]
        return any(
            any(begins - HOUR <= moment <= min(ends + HOUR, run.began) for moment in missing)
            or any(fault.begins <= ends and begins <= fault.ends for fault in faults)
            for begins, ends in run.gaps
        )

    # --- Figures ----------------------------------------------------------------------------------

    def _measure(self) -> None:
        figures, begins = self._found.figures, self._schedule.begins
        news = [each for each in self._site.articles if begins <= each.published < self._end and not each.is_foreign]
        stored = [article for article in news if self._rows.get(article.number)]
        waits = [
            (min(row.since for row in self._rows[article.number]) - article.published).total_seconds() / 60
            for article in stored
        ]
        figures["articles published"] = str(len(news))
        figures["stored"] = str(len(stored))
        figures["runs"] = str(len(self._runs))
        figures["minutes to stored, median"] = f"{median(waits):.0f}" if waits else "–"
        figures["minutes to stored, p95"] = f"{quantiles(waits, n=20)[-1]:.0f}" if len(waits) > 1 else "–"
        requests = sum(len(run.requests) for run in self._runs)
        figures["requests an article"] = f"{requests / max(1, len(self._rows)):.2f}"
        idle = [len(run.requests) for run in self._runs if run.is_whole and not self._article_requests(run)]
        figures["requests of an idle run"] = f"{median(idle):.0f}" if idle else "–"
        figures["requests an hour"] = f"{requests / len(self._runs):.2f}"
        figures["catalogue, KiB"] = f"{self._watched.size() / 1024:.0f}"

    def _article_requests(self, run: Ran) -> int:
        return sum(url in self._site.by_url for _, _, url in run.requests)

    def _fail(self, name: str, article: TrueArticle, what: str) -> None:
        became = f" ({'; '.join(article.history)})" if article.history else ""
        url = self._site.outlet.address(article, 0)
        self._found.failures[name].append(f"{url} of {_day(article.published)}{became} {what}")


def _is_other(before: object, text: object) -> bool:
    """True if a text replaces one with which it has no paragraph in common."""
    old, new = getattr(before, "paragraphs", ()), getattr(text, "paragraphs", ())
    return bool(old) and not set(old) & set(new)


def _day(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"
