"""The verdict on a run: what it found, and the exit code that says so. Pure."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OK, BUG, USAGE, CHANGED, UNREACHABLE, STORAGE, LOCKED, REFUSED = 0, 1, 2, 65, 69, 74, 75, 77
# Of no run, but of none: `scrapy status` has not seen one for too long.
OVERDUE = 78

_REFUSALS = {"robots", "opt-out", "401", "403", "429", "451", "challenge", "refused"}
# Reasons that speak of the page and not of our reading of it.
_NOT_OURS = {"gone", "no match", "not this outlet", "404", "410", "wall", "not asked", "forgotten"}
# Of these one page may be as usual, and all that the lists name may not.
_USUAL = {"gone", "404", "410", "wall"}
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
SIGNALS = {"SIGINT": 130, "SIGTERM": 143}
# From bad to worst: what a person has to see to first. What is not named here is worse than all.
_BADNESS = (OK, LOCKED, REFUSED, UNREACHABLE, CHANGED, OVERDUE, STORAGE, USAGE, BUG)


def worst(codes: Iterable[int]) -> int:
    """Returns the exit code for several runs."""
    return max(codes, key=lambda code: _BADNESS.index(code) if code in _BADNESS else len(_BADNESS), default=OK)


@dataclass
class ListOutcome:
    """What came of one list: the site and way (0 is the best) it belongs to, and `served`, `empty` or a failure.

    `unchanged` says that it was served by the answer that it has not changed.
    """

    url: str
    kind: str
    site: int
    outcome: str
    way: int = 0
    unchanged: bool = False


@dataclass
class RunStats:
    """What a run saw.

    `pages` counts outcomes of article pages: `new`, `known`, reasons, statuses. `fields` counts the articles, as
    `articles`, and of them those that had each field; `characters` is the length of their texts; `named` counts the
    entries of lists, `strange` those that are no address of an article; `shared` the pages of hosts that other outlets'
    articles stand on, `own` those of them that gave one. `earlier` holds the
    same for each of the outlet's last runs, the newest first, and `usual` the sum over those that ended well.
    `backing_off` counts, by their outcomes, addresses that failed in earlier runs, since a page last gave an article, and
    are not yet to be asked again; `known_failures` those of this run's outcomes that were the same while others gave articles.
    `any_article` says that a page has been read and gave an article, new or not.
    `aliases` counts, for each text, the further addresses that showed it. `suspects` names the pages kept aside because
    something about them is strange. `not_requested` counts pages for which no request was made though they were due, and
    `backfill_reached` says how far into the past the run has come, and `closed_by` which of Scrapy's limits ended it, if one did.
    """

    spider: str
    lists: list[ListOutcome] = field(default_factory=list)
    pages: Counter[str] = field(default_factory=Counter)
    sites: int = 0
    errors: int = 0
    stopped: str = ""
    closed_by: str = ""
    not_in_replay: int = 0
    not_requested: int = 0
    backfill_reached: str = ""
    fields: Counter[str] = field(default_factory=Counter)
    earlier: list[Counter[str]] = field(default_factory=list)
    usual: Counter[str] = field(default_factory=Counter)
    backing_off: Counter[str] = field(default_factory=Counter)
    known_failures: Counter[str] = field(default_factory=Counter)
    any_article: bool = False
    aliases: Counter[str] = field(default_factory=Counter)
    suspects: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Verdict:
    """An exit code and one line that says why."""

    code: int
    line: str


_GOOD = ("new", "changed", "unchanged", "alias", "teaser")


def evaluate(stats: RunStats) -> Verdict:
    """Judges a run by what happened."""
    code, why = _code(stats)
    if code == CHANGED and stats.suspects:
        why += f"; look at a page with: scrapy explain {shlex.quote(stats.suspects[0])}"
    return Verdict(code, f"{stats.spider}: {'; '.join([_told_pages(stats), *_told_lists(stats), why])}")


def _told_pages(stats: RunStats) -> str:
    pages = stats.pages
    parts = [f"{pages['new']} new", f"{pages['changed']} changed", f"{pages['known'] + pages['unchanged']} known"]
    parts += [f"{pages[name]} {name}" for name in sorted(pages.keys() - {"new", "changed", "known", "unchanged"})]
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
    if stats.stopped == "locked":
        return LOCKED, "another run holds this outlet's lock"
    if stats.stopped.startswith("storage"):
        return STORAGE, f"storage failed{stats.stopped.removeprefix('storage')}"
    if stats.errors:
        return BUG, f"{stats.errors} errors, see the log"
    if stats.stopped in SIGNALS:
        return SIGNALS[stats.stopped], f"stopped by {stats.stopped}"
    if stats.closed_by == "memusage_exceeded" and not stats.lists:
        return BUG, "it needs more memory than MEMUSAGE_LIMIT_MB"
    return _lists(stats) or _pages(stats) or _fields(stats) or _shares(stats) or (OK, "ok")


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
            return REFUSED, f"refused: a log-in wall, {told}"
        return CHANGED, f"the site changed: {told}"
    if before >= _KNOWN_FROM and newest["characters"] / articles < _SHORT * usual["characters"] / before:
        length, long = newest["characters"] // articles, usual["characters"] // before
        return CHANGED, f"the site changed: texts of {length} characters, before of {long}"
    return None


def _shares(stats: RunStats) -> tuple[int, str] | None:
    """Compares how much of the lists, and of hosts that are shared with others, is the outlet's with what was usual."""
    newest, usual = _newest(stats, "named", _ENTRIES), stats.usual
    strange, named = newest["strange"], newest["named"]
    was_seldom = usual["named"] >= _KNOWN_FROM and usual["strange"] < _SELDOM * usual["named"]
    if was_seldom and named >= _ENTRIES and strange > _STRANGE * named:
        return CHANGED, f"the site changed: {strange} of {named} entries of lists are no address of an article"
    newest = _newest(stats, "shared", _ENTRIES)
    if usual["shared"] >= _KNOWN_FROM and newest["shared"] >= _ENTRIES and not newest["own"]:
        expected = newest["shared"] * usual["own"] / usual["shared"]
        if expected >= _COMPARED_FROM:
            told = f"none of {newest['shared']} pages (before: {usual['own']} of {usual['shared']})"
            return CHANGED, f"the site changed: {told} says that it is the outlet's"
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
    outcomes = {read.outcome for read in stats.lists if read.way == 0}
    if not outcomes:
        return UNREACHABLE, "no list was read"
    if outcomes <= _REFUSALS:
        return REFUSED, f"refused: {', '.join(sorted(outcomes))}"
    if all(_unreached(outcome) or outcome in _REFUSALS for outcome in outcomes):
        return UNREACHABLE, f"not reached: {', '.join(sorted(outcomes))}"
    return CHANGED, "the site changed: no list held an article's address"


def _pages(stats: RunStats) -> tuple[int, str] | None:
    """Judges the articles' pages. Beside lists that served, a few bad ones are no sign of anything."""
    aliases = max(stats.aliases.values(), default=0)
    if aliases >= _FEWEST and aliases > stats.pages["new"]:
        return CHANGED, f"the site changed: one text under {aliases + 1} addresses"
    # What has not changed names what is known.
    whole = any(read.outcome == "served" and not read.unchanged for read in stats.lists)
    nothing = whole and not any(stats.pages[name] for name in (*_GOOD, "known", "no match", "not this outlet"))
    passed = _NOT_OURS - _USUAL if nothing else _NOT_OURS
    read = Counter({name: count for name, count in stats.pages.items() if name != "known" and name not in passed})
    good = sum(read[name] for name in _GOOD)
    bad = Counter({name: count for name, count in read.items() if name not in _GOOD}) - stats.known_failures
    if not stats.any_article:
        # Not asked again so soon, they are as they were.
        bad += Counter({name: count for name, count in stats.backing_off.items() if name not in _NOT_OURS})
    failures = sum(bad.values())
    if not failures or (failures < _FEWEST and (good or stats.sites)) or failures <= _SHARE * (good + failures):
        return None
    reasons = ", ".join(f"{count} {name}" for name, count in sorted(bad.items()))
    groups = Counter[int]()
    for name, count in bad.items():
        groups[_group(name)] += count
    if good and groups[CHANGED] <= _SHARE * (good + failures):
        return None
    code = max(groups, key=lambda group: (groups[group], group))
    return code, f"{_MEANING[code]} ({reasons})"


def mostly_good(stats: RunStats) -> bool:
    """Tells whether pages gave articles, and not fewer than failed."""
    good = sum(stats.pages[name] for name in _GOOD)
    passed = sum(stats.pages[name] for name in _NOT_OURS | {"known"})
    return stats.any_article and 2 * good >= stats.pages.total() - passed


_MEANING = {
    REFUSED: "refused",
    UNREACHABLE: "not reached",
    BUG: "pages could not be extracted",
    CHANGED: "the site changed: too many pages without an article",
}


def _group(name: str) -> int:
    if name in _REFUSALS or name == "wall":
        return REFUSED
    if _unreached(name):
        return UNREACHABLE
    return BUG if name == "extraction" else CHANGED


def _unreached(outcome: str) -> bool:
    """Tells whether no answer came, or none that is whole, or only that the server is in trouble."""
    return outcome in {"network", "damaged"} or (outcome.isdecimal() and int(outcome) >= 500)  # noqa: PLR2004 - HTTP's classes
