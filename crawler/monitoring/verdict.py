"""The verdict on a run: what it found, and the exit code that says so. Pure."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.exit_codes import SIGNALS, ExitCode
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

# A few odd pages are news as usual; half of what was read is a new layout.
_FEWEST, _SHARE = 3, 0.5
# The outlet's history says something from so many articles on, and a run is held against it from so many.
_KNOWN_FROM, _COMPARED_FROM = 20, 5
_NEARLY_ALL = 0.85
# Of lists' entries, and of pages of hosts that are shared, so many say something; so much of them is a change, and so
# much is usual.
_ENTRIES, _STRANGE, _SELDOM = 6, 0.3, 0.1
# What all articles had is missed where half of them have lost it.
_ALL, _MOST = 0.98, 0.6
_SHORT = 0.25
# Lists that a verdict names; the JSON has all.
_MOST_NAMED = 4


@dataclass
class ListOutcome:
    """Outcome of one list, or of one page of it that failed."""

    url: str
    """URL of the list page."""
    kind: str
    """`feed`, `sitemap`, `section`, `api` or `search`."""
    site: int
    """Index of the site among the outlet's."""
    outcome: Outcome
    """SERVED, EMPTY or a failure."""
    way: int = 0
    """Index of the source among the site's; 0 is the best."""
    unchanged: bool = False
    """True if the site answered that the list has not changed."""


@dataclass
class RunStats:
    """What a run has seen."""

    spider: str
    """Name of the spider."""
    lists: list[ListOutcome] = field(default_factory=list)
    """Outcomes of lists, in their order; added by list walkers."""
    pages: Counter[Outcome] = field(default_factory=Counter)
    """Article pages by outcome."""
    sites: int = 0
    """Sites whose lists the run starts from."""
    errors: int = 0
    """Exceptions that nothing handled."""
    locked: bool = False
    """Another run holds the outlet's lock; this one did nothing."""
    storage_error: str = ""
    """How the catalogue or a file failed, the first time; empty if storage did not fail."""
    signal: str = ""
    """Name of the signal that stopped the run, empty if none did."""
    closed_by: str = ""
    """Scrapy's reason for closing if one of its limits ended the run, otherwise empty."""
    not_in_replay: int = 0
    """Requests for URLs that the replay does not have."""
    not_requested: int = 0
    """Due pages for which no request was made."""
    backfill_reached: str = ""
    """How far into the past a backfill got; empty if there was none."""
    fields: Counter[str] = field(default_factory=Counter)
    """Articles (`articles`), those of them that have each of WATCHED, and the length of their texts (`characters`);
    entries of lists (`named`), and those of them that are no article URLs (`strange`); pages of hosts that other
    outlets' articles are on too (`shared`), and those of them that are the outlet's (`own`)."""
    earlier: list[Counter[str]] = field(default_factory=list)
    """`fields` of each of the outlet's last runs, newest first."""
    usual: Counter[str] = field(default_factory=Counter)
    """Sum of `earlier` over the runs that ended well."""
    backing_off: Counter[Outcome] = field(default_factory=Counter)
    """URLs that have failed in earlier runs since a page last gave an article, and are not due yet, by outcome."""
    known_failures: Counter[Outcome] = field(default_factory=Counter)
    """Failed pages of this run that had failed in the same way while others gave articles, by outcome."""
    any_article: bool = False
    """True once a page gave an article, whether it is new, known or not kept."""
    aliases: Counter[str] = field(default_factory=Counter)
    """Further URLs that gave the same text, by digest of the text."""
    suspects: list[str] = field(default_factory=list)
    """Files of pages saved because they may have been misread."""


@dataclass(frozen=True)
class Verdict:
    """An exit code and one line that says why."""

    code: int
    line: str


def evaluate(stats: RunStats) -> Verdict:
    """Judges a run by what happened."""
    code, why = _code(stats)
    if code == ExitCode.CHANGED and stats.suspects:
        why += f"; look at a page with: scrapy explain {shlex.quote(stats.suspects[0])}"
    return Verdict(code, f"{stats.spider}: {'; '.join([_told_pages(stats), *_told_lists(stats), why])}")


def _told_pages(stats: RunStats) -> str:
    pages = stats.pages
    known = pages[Outcome.KNOWN] + pages[Outcome.UNCHANGED]
    parts = [f"{pages[Outcome.NEW]} new", f"{pages[Outcome.CHANGED]} changed", f"{known} known"]
    others = pages.keys() - {Outcome.NEW, Outcome.CHANGED, Outcome.KNOWN, Outcome.UNCHANGED}
    parts += [f"{pages[name]} {name}" for name in sorted(others)]
    parts += [f"{stats.backing_off.total()} waiting"] if stats.backing_off else []
    return ", ".join(parts)


def _told_lists(stats: RunStats) -> Iterator[str]:
    """Yields which lists served and which did not, how far the run came, and what was not in the replay."""
    served = [read for read in stats.lists if read.outcome == "served"]
    if served:
        unchanged = ", unchanged" if all(read.unchanged for read in served) else ""
        yield f"lists by {' and '.join(sorted({read.kind for read in served}))}{unchanged}"
    failed = [f"{read.url}: {read.outcome}" for read in stats.lists if read.outcome != "served"]
    if failed:
        more = f" and {len(failed) - _MOST_NAMED} more" if len(failed) > _MOST_NAMED else ""
        yield f"not served: {', '.join(failed[:_MOST_NAMED])}{more}"
    if stats.backfill_reached:
        yield stats.backfill_reached
    if stats.closed_by:
        yield f"ended early: {stats.closed_by}"
    if stats.not_in_replay:
        yield f"{stats.not_in_replay} address{'es' if stats.not_in_replay > 1 else ''} not in the replay"


def _code(stats: RunStats) -> tuple[int, str]:
    if stats.locked:
        return ExitCode.LOCKED, "another run holds this outlet's lock"
    if stats.storage_error:
        return ExitCode.STORAGE, f"storage failed: {stats.storage_error}"
    if stats.errors:
        return ExitCode.BUG, f"{stats.errors} errors, see the log"
    if stats.signal:
        return SIGNALS[stats.signal], f"stopped by {stats.signal}"
    if stats.closed_by == "memusage_exceeded" and not stats.lists:
        return ExitCode.BUG, "it needs more memory than MEMUSAGE_LIMIT_MB"
    return _lists(stats) or _pages(stats) or _fields(stats) or _shares(stats) or (ExitCode.OK, "ok")


# Fields that an outlet either has on its pages or has not.
WATCHED = ("title", "published", "open", "names", "section", "tags", "images", "related", "layout")


def usual_fields(usual: Counter[str]) -> list[str]:
    """Returns the fields that nearly all articles of the outlet's last runs had, once there were enough of them."""
    articles = usual["articles"]
    return [name for name in WATCHED if articles >= _KNOWN_FROM and usual[name] >= _NEARLY_ALL * articles]


def _fields(stats: RunStats) -> tuple[int, str] | None:
    """Compares the newest articles, of this run and as many before it as it takes, with those of the runs before."""
    newest, usual = _newest(stats, "articles", _COMPARED_FROM), stats.usual
    articles, before = newest["articles"], usual["articles"]
    if articles < _COMPARED_FROM:
        return None
    least = {name: _MOST if usual[name] >= _ALL * before else _SHARE for name in WATCHED}
    lost = [name for name in usual_fields(usual) if newest[name] < least[name] * articles]
    if lost:
        told = ", ".join(f"{name} in {newest[name]} of {articles} (before: {usual[name]} of {before})" for name in lost)
        if "open" in lost:
            return ExitCode.REFUSED, f"refused: a log-in wall, {told}"
        return ExitCode.CHANGED, f"the site changed: {told}"
    if before >= _KNOWN_FROM and newest["characters"] / articles < _SHORT * usual["characters"] / before:
        length, long = newest["characters"] // articles, usual["characters"] // before
        return ExitCode.CHANGED, f"the site changed: texts of {length} characters, before of {long}"
    return None


def _shares(stats: RunStats) -> tuple[int, str] | None:
    """Compares how much of the lists, and of hosts that are shared with others, is the outlet's with what was usual."""
    newest, usual = _newest(stats, "named", _ENTRIES), stats.usual
    strange, named = newest["strange"], newest["named"]
    was_seldom = usual["named"] >= _KNOWN_FROM and usual["strange"] < _SELDOM * usual["named"]
    if was_seldom and named >= _ENTRIES and strange > _STRANGE * named:
        return ExitCode.CHANGED, f"the site changed: {strange} of {named} entries of lists are no address of an article"
    newest = _newest(stats, "shared", _ENTRIES)
    if usual["shared"] >= _KNOWN_FROM and newest["shared"] >= _ENTRIES and not newest["own"]:
        expected = newest["shared"] * usual["own"] / usual["shared"]
        if expected >= _COMPARED_FROM:
            told = f"none of {newest['shared']} pages (before: {usual['own']} of {usual['shared']})"
            return ExitCode.CHANGED, f"the site changed: {told} says that it is the outlet's"
    return None


def _newest(stats: RunStats, name: str, enough: int) -> Counter[str]:
    """Sums up what this run has counted, and as many before it as it takes to have enough of something."""
    newest = Counter[str]()
    for fields in (stats.fields, *stats.earlier):
        if newest[name] < enough:
            newest.update(fields)
    return newest


def _lists(stats: RunStats) -> tuple[int, str] | None:
    """Judges the sites whose lists were read, each alone: one that served is enough."""
    if not stats.sites:
        return None
    if any(read.outcome == "served" for read in stats.lists):
        return None
    # What became of the best ways counts: that lists which are only tried after them are not there says little.
    outcomes = {Outcome(read.outcome) for read in stats.lists if read.way == 0}
    if not outcomes:
        return ExitCode.UNREACHABLE, "no list was read"
    if all(outcome.is_refusal for outcome in outcomes):
        return ExitCode.REFUSED, f"refused: {', '.join(sorted(outcomes))}"
    if all(outcome.is_unreached or outcome.is_refusal for outcome in outcomes):
        return ExitCode.UNREACHABLE, f"not reached: {', '.join(sorted(outcomes))}"
    return ExitCode.CHANGED, "the site changed: no list held an article's address"


def _pages(stats: RunStats) -> tuple[int, str] | None:
    """Judges the articles' pages. Beside lists that served, a few bad ones are no sign of anything."""
    aliases = max(stats.aliases.values(), default=0)
    if aliases >= _FEWEST and aliases > stats.pages[Outcome.NEW]:
        return ExitCode.CHANGED, f"the site changed: one text under {aliases + 1} addresses"
    # What has not changed names what is known.
    whole = any(read.outcome == "served" and not read.unchanged for read in stats.lists)
    pages = _outcomes(stats.pages)
    nothing = whole and not any(outcome.shows_site_works for outcome in pages)
    good = sum(count for outcome, count in pages.items() if outcome.is_article)
    bad = Counter(
        {
            outcome: count
            for outcome, count in pages.items()
            if not (outcome.is_article or outcome.is_ordinary) or (nothing and outcome.is_ordinary_for_some)
        }
    ) - Counter(stats.known_failures)
    if not stats.any_article:
        # Not asked again so soon, they are as they were.
        waiting = _outcomes(stats.backing_off)
        bad += Counter({outcome: count for outcome, count in waiting.items() if not outcome.is_ordinary})
    failures = sum(bad.values())
    if not failures or (failures < _FEWEST and (good or stats.sites)) or failures <= _SHARE * (good + failures):
        return None
    reasons = ", ".join(f"{count} {outcome}" for outcome, count in sorted(bad.items()))
    groups = Counter[ExitCode]()
    for outcome, count in bad.items():
        groups[_group(outcome)] += count
    if good and groups[ExitCode.CHANGED] <= _SHARE * (good + failures):
        return None
    code = max(groups, key=lambda group: (groups[group], group))
    return code, f"{_MEANING[code]} ({reasons})"


def mostly_good(stats: RunStats) -> bool:
    """Tells whether pages gave articles, and not fewer than failed."""
    pages = _outcomes(stats.pages)
    good = sum(count for outcome, count in pages.items() if outcome.is_article)
    passed = sum(count for outcome, count in pages.items() if outcome.is_ordinary)
    return stats.any_article and 2 * good >= pages.total() - passed


_MEANING = {
    ExitCode.REFUSED: "refused",
    ExitCode.UNREACHABLE: "not reached",
    ExitCode.BUG: "pages could not be extracted",
    ExitCode.CHANGED: "the site changed: too many pages without an article",
}


def _group(outcome: Outcome) -> ExitCode:
    if outcome.is_refusal or outcome is Outcome.WALL:
        return ExitCode.REFUSED
    if outcome.is_unreached:
        return ExitCode.UNREACHABLE
    return ExitCode.BUG if outcome is Outcome.EXTRACTION else ExitCode.CHANGED


def _outcomes(counts: Counter[Outcome]) -> Counter[Outcome]:
    return Counter({Outcome(outcome): count for outcome, count in counts.items() if count})
