"""The alarm for a changed site: compares the newest articles and list entries with what was usual. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    from crawler.monitoring.run_stats import RunStats

# Fields that articles of an outlet have, or that they lack; counted in RunStats.fields.
WATCHED = ("title", "published", "open", "names", "section", "tags", "images", "related", "layout")

# Articles, entries or pages of earlier runs from which on their average means something.
_MIN_USUAL = 20
# Newest articles that are compared with it, at least.
_MIN_ARTICLES = 5
# A field is usual if this share of articles had it.
_USUAL_SHARE = 0.85
# A usual field is lost if fewer than this share of the newest articles have it; more if all articles had it before.
_LOST_SHARE = 0.5
_ALL, _LOST_SHARE_OF_ALL = 0.98, 0.6
# Texts are cut off if their average length falls below this share of the usual one.
_SHORT_SHARE = 0.25
# Newest list entries, and newest pages of shared hosts, that are compared, at least.
_MIN_ENTRIES = 6
# Shares of list entries that are no article URLs: rare below the first, a change above the second.
_RARE_SHARE, _FOREIGN_SHARE = 0.1, 0.3


def usual_fields(usual: Counter[str]) -> list[str]:
    """Returns the watched fields that nearly all articles of earlier runs had; none before there are 20 articles."""
    articles = usual["articles"]
    return [name for name in WATCHED if articles >= _MIN_USUAL and usual[name] >= _USUAL_SHARE * articles]


def find_change(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Returns the exit code and the sign of a change of the site, or none if all is as usual."""
    return _lost_fields(stats) or _foreign_entries(stats) or _foreign_pages(stats)


def _lost_fields(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds usual fields that most of the newest articles lack, and texts that have become short."""
    newest, usual = _newest(stats, "articles", _MIN_ARTICLES), stats.usual
    articles, before = newest["articles"], usual["articles"]
    if articles < _MIN_ARTICLES:
        return None
    least = {name: _LOST_SHARE_OF_ALL if usual[name] >= _ALL * before else _LOST_SHARE for name in WATCHED}
    lost = [name for name in usual_fields(usual) if newest[name] < least[name] * articles]
    if lost:
        counts = [f"{name} in {newest[name]} of {articles} (before: {usual[name]} of {before})" for name in lost]
        if "open" in lost:
            return ExitCode.REFUSED, f"refused: a log-in wall, {', '.join(counts)}"
        return ExitCode.CHANGED, f"the site changed: {', '.join(counts)}"
    if before >= _MIN_USUAL and newest["characters"] / articles < _SHORT_SHARE * usual["characters"] / before:
        length, usual_length = newest["characters"] // articles, usual["characters"] // before
        return ExitCode.CHANGED, f"the site changed: texts of {length} characters, before of {usual_length}"
    return None


def _foreign_entries(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds that many list entries are no article URLs, where few were."""
    newest, usual = _newest(stats, "named", _MIN_ENTRIES), stats.usual
    foreign, entries = newest["strange"], newest["named"]
    was_rare = usual["named"] >= _MIN_USUAL and usual["strange"] < _RARE_SHARE * usual["named"]
    if not was_rare or entries < _MIN_ENTRIES or foreign <= _FOREIGN_SHARE * entries:
        return None
    return ExitCode.CHANGED, f"the site changed: {foreign} of {entries} entries of lists are no address of an article"


def _foreign_pages(stats: RunStats) -> tuple[ExitCode, str] | None:
    """Finds that no page of a host shared with other outlets is this outlet's, where some were."""
    newest, usual = _newest(stats, "shared", _MIN_ENTRIES), stats.usual
    pages = newest["shared"]
    if usual["shared"] < _MIN_USUAL or pages < _MIN_ENTRIES or newest["own"]:
        return None
    if pages * usual["own"] / usual["shared"] < _MIN_ARTICLES:
        return None
    counts = f"none of {pages} pages (before: {usual['own']} of {usual['shared']})"
    return ExitCode.CHANGED, f"the site changed: {counts} says that it is the outlet's"


def _newest(stats: RunStats, name: str, enough: int) -> Counter[str]:
    """Returns the counts of this run, with those of as many runs before it as it takes to have `enough` of `name`."""
    newest = Counter[str]()
    for fields in (stats.fields, *stats.earlier):
        if newest[name] < enough:
            newest.update(fields)
    return newest
