"""The verdict on a run: the exit code, and one line that says what the run found. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.exit_codes import SIGNALS, ExitCode
from crawler.monitoring.baseline import ALARMS
from crawler.monitoring.site_changed import find_change
from crawler.outcomes import Outcome
from crawler.program import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.monitoring.run_stats import RunStats

# Fewer failed pages than the first of these, before an outlet has given an article, or than the second, or no more than
# this share of the pages read, are usual.
_MIN_FAILURES_AT_FIRST, _MIN_FAILURES, _FAILURE_SHARE = 3, 5, 0.5
# Failed lists in the verdict line; the JSON has all.
_MAX_LISTS = 4
# From so many runs in a row on that a limit ended with work left, the outlet counts as not reached.
_MAX_CUT_SHORT = 3
# Outcomes with a place of their own at the beginning of the line.
_FIRST = {Outcome.NEW, Outcome.CHANGED, Outcome.KNOWN, Outcome.UNCHANGED}
_MEANING = {
    ExitCode.REFUSED: "refused",
    ExitCode.UNREACHABLE: "not reached",
    ExitCode.BUG: "pages could not be extracted",
    ExitCode.CHANGED: "the site changed: too many pages without an article",
}


@dataclass(frozen=True)
class Verdict:
    """The verdict on a run."""

    code: int
    """The exit code."""
    line: str
    """What the run found, and why it ends with that code."""
    is_warning: bool = False
    """True if the code is 0 and the line tells something that a person should know."""
    why: str = "ok"
    """Why it ends with that code; the last part of the line."""
    is_due: bool = True
    """False if the code is that of an alarm of which cron was told less than a day ago."""


def evaluate(stats: RunStats) -> Verdict:
    """Returns the verdict on a run."""
    code, why = _exit_code(stats)
    parts = [
        _page_counts(stats),
        *_list_parts(stats),
        *_rest_parts(stats, why),
        *(notice.text for notice in stats.notices),
        why,
    ]
    if code in ALARMS and find_change(stats):
        parts.append(f"if it is to be so: {typed('accept', stats.spider, uses_data=True)}")
    if code == ExitCode.CHANGED and (suspects := stats.suspects or stats.earlier_suspects):
        # Last, so that nothing follows on the address.
        parts.append(f"look at a page with: {typed('explain', suspects[0])}")
    is_warning = code == ExitCode.OK and any(notice.is_due for notice in stats.notices)
    return Verdict(code, f"{stats.spider}: {'; '.join(parts)}", is_warning, why, stats.is_due)


def mostly_good(stats: RunStats) -> bool:
    """True if pages gave articles, and at least as many as failed."""
    pages = _outcomes(stats.pages)
    good = sum(count for outcome, count in pages.items() if outcome.is_article)
    ordinary = sum(count for outcome, count in pages.items() if outcome.is_ordinary)
    return stats.any_article and 2 * good >= pages.total() - ordinary


# --- The line ---------------------------------------------------------------------------


def _page_counts(stats: RunStats) -> str:
    pages = stats.pages
    known = pages[Outcome.KNOWN] + pages[Outcome.UNCHANGED]
    parts = [f"{pages[Outcome.NEW]} new", f"{pages[Outcome.CHANGED]} changed", f"{known} known"]
    parts += [f"{pages[outcome]} {outcome}" for outcome in sorted(pages.keys() - _FIRST)]
    parts += [f"{stats.backing_off.total()} waiting"] if stats.backing_off else []
    return ", ".join(parts)


def _list_parts(stats: RunStats) -> Iterator[str]:
    """Yields which lists served and which failed, how far a backfill got, and what the replay lacks."""
    served = [each for each in stats.lists if each.outcome == Outcome.SERVED]
    if served:
        unchanged = ", unchanged" if all(each.unchanged for each in served) else ""
        yield f"lists by {' and '.join(sorted({each.kind for each in served}))}{unchanged}"
    failed = [f"{each.url}: {each.outcome}" for each in stats.lists if each.outcome != Outcome.SERVED]
    if failed:
        more = f" and {len(failed) - _MAX_LISTS} more" if len(failed) > _MAX_LISTS else ""
        yield f"not served: {', '.join(failed[:_MAX_LISTS])}{more}"
    if stats.backfill_reached:
        yield stats.backfill_reached
    if stats.not_in_replay:
        yield f"{stats.not_in_replay} address{'es' if stats.not_in_replay > 1 else ''} not in the replay"


def _rest_parts(stats: RunStats, why: str) -> Iterator[str]:
    """Yields what is left, and the limit that ended the run, unless that is the reason of its exit code."""
    is_reason = stats.is_cut_short and why.startswith(_ended_early(stats))
    if stats.left and not is_reason:
        yield f"{stats.left} left for the next run"
    if stats.not_kept:
        yield f"{stats.not_kept} too old or too many to be kept"
    if stats.closed_by and not is_reason:
        yield _ended_early(stats)


def _ended_early(stats: RunStats) -> str:
    return f"ended early: {stats.closed_by}"


# --- The exit code ------------------------------------------------------------------------


def _exit_code(stats: RunStats) -> tuple[ExitCode, str]:
    if stats.locked:
        return ExitCode.NOT_DONE, "another run holds this outlet's lock"
    if stats.storage_error:
        return ExitCode.STORAGE, f"storage failed: {stats.storage_error}"
    if stats.errors or stats.missing:
        missing = f"not set up: no {', no '.join(stats.missing)}"
        return ExitCode.BUG, missing if stats.missing else f"{stats.errors} errors, see the log"
    if stats.signal:
        return SIGNALS[stats.signal], f"stopped by {stats.signal}"
    if stats.closed_by == "memusage_exceeded" and not stats.lists:
        return ExitCode.BUG, "it needs more memory than MEMUSAGE_LIMIT_MB"
    failed = _failed_lists(stats) or _said_at_once(stats) or _failed_pages(stats) or find_change(stats)
    return failed or (_cut_short(stats) if stats.is_cut_short else (ExitCode.OK, "ok"))


def _cut_short(stats: RunStats) -> tuple[ExitCode, str]:
    """Returns the code of a run that a limit ended with work left; cron has to tell of many in a row."""
    why = f"{_ended_early(stats)}, {stats.left or 'lists'} left"
    if stats.cut_short_before + 1 < _MAX_CUT_SHORT:
        return ExitCode.NOT_DONE, f"{why}: the next run goes on"
    return ExitCode.UNREACHABLE, f"{why}: {stats.cut_short_before + 1} runs in a row did not get done"


def _failed_lists(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Returns why no list served; one that served is enough."""
    if not stats.sites or any(each.outcome == Outcome.SERVED for each in stats.lists):
        return None
    # The best sources of each site: a missing fallback says little.
    outcomes = {Outcome(each.outcome) for each in stats.lists if each.way == 0}
    if not outcomes:
        return None if stats.is_cut_short else (ExitCode.UNREACHABLE, "no list was read")
    if all(outcome.is_refusal for outcome in outcomes):
        return ExitCode.REFUSED, f"refused: {', '.join(sorted(outcomes))}"
    if all(outcome.is_unreached or outcome.is_refusal for outcome in outcomes):
        return ExitCode.UNREACHABLE, f"not reached: {', '.join(sorted(outcomes))}"
    return ExitCode.CHANGED, "the site changed: no list held an article's address"


def _said_at_once(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Returns what many pages said at once, until they have been verified."""
    if stats.at_once:
        return ExitCode.CHANGED, f"the site changed: {stats.at_once}"
    if not stats.unverified:
        return None
    return ExitCode.CHANGED, f"the site changed: {stats.unverified} pages not verified since {stats.unverified_since}"


def _failed_pages(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Returns why most article pages failed; a few failed pages are usual."""
    good = sum(count for outcome, count in _outcomes(stats.pages).items() if outcome.is_article)
    bad = _bad_pages(stats)
    failures = bad.total()
    fewest = _MIN_FAILURES if stats.has_given_articles else _MIN_FAILURES_AT_FIRST
    if not failures or (failures < fewest and (good or stats.sites)):
        return None
    groups = Counter[ExitCode]()
    for outcome, count in bad.items():
        groups[_code_of(outcome)] += count
    most = _FAILURE_SHARE * (good + failures)
    if failures <= most or (good and groups[ExitCode.CHANGED] <= most):
        return None
    code = max(groups, key=lambda group: (groups[group], group))
    reasons = ", ".join(f"{count} {outcome}" for outcome, count in sorted(bad.items()))
    return code, f"{_MEANING[code]} ({reasons})"


def _bad_pages(stats: RunStats) -> Counter[Outcome]:
    """Returns the pages whose failure says something about the site, by outcome."""
    pages = _outcomes(stats.pages)
    # An unchanged list names known articles, of which nothing is read.
    has_new_entries = any(each.outcome == Outcome.SERVED and not each.unchanged for each in stats.lists)
    no_article = has_new_entries and not any(outcome.shows_site_works for outcome in pages)
    bad = Counter[Outcome]()
    for outcome, count in pages.items():
        if not (outcome.is_article or outcome.is_ordinary) or (no_article and outcome.is_ordinary_for_some):
            bad[outcome] = count
    bad -= stats.known_failures
    if not stats.any_article:
        # Pages that are not due yet would fail as before.
        waiting = _outcomes(stats.backing_off)
        bad += Counter({outcome: count for outcome, count in waiting.items() if not outcome.is_ordinary})
    return bad


def _code_of(outcome: Outcome) -> ExitCode:
    if outcome.is_refusal or outcome is Outcome.WALL:
        return ExitCode.REFUSED
    if outcome.is_unreached:
        return ExitCode.UNREACHABLE
    return ExitCode.BUG if outcome in {Outcome.EXTRACTION, Outcome.ERROR} else ExitCode.CHANGED


def _outcomes(counts: Counter[Outcome]) -> Counter[Outcome]:
    """Returns the counts that are not zero."""
    return Counter({Outcome(outcome): count for outcome, count in counts.items() if count})
