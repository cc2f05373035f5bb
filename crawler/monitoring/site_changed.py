"""The alarm for a changed site: compares the newest articles, list entries and pages with what is usual. Pure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from crawler.exit_codes import ExitCode
from crawler.monitoring.baseline import WATCHED

if TYPE_CHECKING:
    from collections import Counter

    from crawler.monitoring.baseline import Baseline
    from crawler.monitoring.run_stats import RunStats

# Newest articles, entries and pages that are compared, at least, and as many have to be known.
_FEWEST, _FEWEST_ENTRIES = 5, 6
# From so many on shares mean something; below, only what all had and now none has.
_MANY = 20
# A field is usual if this share of articles had it.
_USUAL_SHARE = 0.85
# A usual field is lost if fewer than this share of the newest articles have it; more if all articles had it before.
_LOST_SHARE = 0.5
_ALL, _LOST_SHARE_OF_ALL = 0.98, 0.6
# One that fewer have is lost if many of the newest lack it.
_SOME_SHARE = 0.3
# Texts are cut off if they are so short against the usual ones (half, a little more for chance), and if their scatter
# does not explain it: so many standard errors, of lengths on a logarithmic scale, which scatter at least so much.
_SHORT, _ERRORS, _LEAST_SCATTER = 0.54, 4, 0.2
_COMPARED = (5, 10, 20, 40)
_STRANGE = {"layout": "no layout fits", "published": "no date is found", "open": "no whole text is shown"}
# Shares of list entries that are no article URLs: rare below the first, a change above the second.
_RARE_SHARE, _FOREIGN_SHARE = 0.1, 0.3


def usual_fields(baseline: Baseline) -> list[str]:
    """Returns the watched fields that nearly all articles of earlier runs had; none before there are enough."""
    _, usual = baseline.series["articles"].newest(0)
    articles = usual["articles"]
    least = _USUAL_SHARE if articles >= _MANY else 1
    return [name for name in WATCHED if articles >= _FEWEST and usual[name] >= least * articles]


def find_change(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Returns the exit code and the sign of a change of the site, or none if all is as usual."""
    return _lost_fields(stats) or _short_texts(stats) or _foreign_entries(stats) or _foreign_pages(stats)


def find_strange(stats: RunStats) -> str:
    """Returns what is strange of an outlet's first articles, with which nothing can be compared yet; else empty."""
    newest, usual = stats.baseline.series["articles"].newest(_FEWEST)
    if usual["articles"] or newest["articles"] < _FEWEST:
        return ""
    lacking = [words for name, words in _STRANGE.items() if not newest[name]]
    return f"{' and '.join(lacking)} on any of the first {newest['articles']} articles" if lacking else ""


def _lost_fields(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds usual fields that most of the newest articles lack, and others that have gone altogether."""
    newest, usual = stats.baseline.series["articles"].newest(_FEWEST)
    more, before = stats.baseline.series["articles"].newest(_MANY)
    lost = {name: (newest, usual) for name in WATCHED if _is_lost(name, newest, usual)}
    lost |= {name: (more, before) for name in WATCHED if name not in lost and _is_gone(name, more, before)}
    if not lost:
        return None
    counts = ", ".join(
        f"{name} in {now[name]} of {now['articles']} (before: {was[name]:.0f} of {was['articles']:.0f})"
        for name, (now, was) in lost.items()
    )
    if "open" in lost:
        return ExitCode.REFUSED, f"refused: a log-in wall, {counts}"
    return ExitCode.CHANGED, f"the site changed: {counts}"


def _is_lost(name: str, newest: Counter[str], usual: Counter[str]) -> bool:
    articles, before = newest["articles"], usual["articles"]
    if articles < _FEWEST or before < _FEWEST:
        return False
    if before < _MANY:
        return usual[name] >= before and not newest[name]
    least = _LOST_SHARE_OF_ALL if usual[name] >= _ALL * before else _LOST_SHARE
    return usual[name] >= _USUAL_SHARE * before and newest[name] < least * articles


def _is_gone(name: str, newest: Counter[str], usual: Counter[str]) -> bool:
    enough = min(newest["articles"], usual["articles"]) >= _MANY
    return enough and not newest[name] and usual[name] >= _SOME_SHARE * usual["articles"]


def _short_texts(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds that texts have become half as long, over as many of the newest as it takes to tell that from chance."""
    for least in _COMPARED:
        newest, usual = stats.baseline.series["articles"].newest(least)
        number, before = newest["articles"], usual["articles"]
        if number < least or before < _FEWEST:
            return None
        now, was = newest["length"] / number, usual["length"] / before
        scatter = max(_scatter(newest), _scatter(usual), _LEAST_SCATTER)
        if was - now >= max(-math.log(_SHORT), _ERRORS * scatter * math.sqrt(1 / number + 1 / before)):
            return (
                ExitCode.CHANGED,
                f"the site changed: texts of {math.exp(now):.0f} characters, before of {math.exp(was):.0f}",
            )
    return None


def _scatter(counts: Counter[str]) -> float:
    mean = counts["length"] / counts["articles"]
    return math.sqrt(max(0.0, counts["squares"] / counts["articles"] - mean * mean))


def _foreign_entries(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds that many list entries are no article URLs, where few were."""
    newest, usual = stats.baseline.series["named"].newest(_FEWEST_ENTRIES)
    foreign, entries = newest["strange"], newest["named"]
    if entries < _FEWEST or usual["named"] < _FEWEST:
        return None
    if usual["named"] >= _MANY:
        is_change = usual["strange"] < _RARE_SHARE * usual["named"] and foreign > _FOREIGN_SHARE * entries
    else:
        is_change = not usual["strange"] and foreign == entries
    if not is_change:
        return None
    example = f", e.g. {stats.foreign_entry}" if stats.foreign_entry else ""
    return (
        ExitCode.CHANGED,
        f"the site changed: {foreign} of {entries} entries of lists are no address of an article{example}",
    )


def _foreign_pages(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds that no page of a host shared with other outlets is this outlet's, where some were."""
    newest, usual = stats.baseline.series["shared"].newest(_FEWEST_ENTRIES)
    pages = newest["shared"]
    if usual["shared"] < _MANY or pages < _FEWEST_ENTRIES or newest["own"]:
        return None
    if pages * usual["own"] / usual["shared"] < _FEWEST:
        return None
    counts = f"none of {pages} pages (before: {usual['own']:.0f} of {usual['shared']:.0f})"
    return ExitCode.CHANGED, f"the site changed: {counts} says that it is the outlet's"
