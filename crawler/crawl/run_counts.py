"""RunCounts: what a run counts, and what the outlet's earlier runs counted."""

from __future__ import annotations

import math
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.monitoring.run_stats import Notice
from crawler.monitoring.site_changed import usual_fields
from crawler.monitoring.verdict import mostly_good
from crawler.outcomes import Outcome
from crawler.store.run_log import LAST_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scrapy.statscollectors import StatsCollector

    from crawler.extraction.layout import Layout
    from crawler.items import Article, PageResult
    from crawler.monitoring.baseline import Baseline
    from crawler.monitoring.run_stats import RunStats

# The key, in a run's counts, of how many runs in a row a limit ended with work left, this one included.
_CUT_SHORT = "cut_short"


class RunCounts:
    """Fills a run's statistics, and Scrapy's, from the pages whose outcome is committed."""

    def __init__(self, stats: RunStats, scrapy_stats: StatsCollector, layouts: Sequence[Layout]) -> None:
        self._stats, self._scrapy_stats = stats, scrapy_stats
        # Hosts that other outlets' articles are on as well.
        self._shared_hosts = {host for layout in layouts if layout.only for host in layout.hosts}
        self._usual_fields: list[str] = []
        # Hashes of the titles so far.
        self._titles: set[int] = set()
        # URLs whose text is held beside their article for the first time.
        self._held: list[str] = []

    def load_earlier(self, runs: Sequence[dict[str, Any]], baseline: Baseline) -> None:
        """Reads the counts of the outlet's earlier runs, newest first, and what is usual."""
        self._stats.cut_short_before = runs[0].get(_CUT_SHORT, 0) if runs else 0
        self._stats.baseline = baseline
        self._usual_fields = usual_fields(baseline)

    def count(self, outcome: Outcome, pages: int = 1) -> None:
        """Counts article pages with an outcome."""
        if pages:
            self._stats.pages[outcome] += pages
            self._scrapy_stats.inc_value(f"pages/{outcome}", pages)

    def is_suspect(self, page: PageResult, outcome: Outcome) -> bool:
        """Counts what a page holds; returns true if it may have been misread.

        That is: a page without an article for a reason that extraction gives, or an article without a field that the
        outlet's articles usually have.
        """
        stats, article = self._stats, page.article
        # An article that is not kept, or has not changed by a 304, is one all the same.
        if outcome is Outcome.OTHER_TEXT:
            self._held += [] if page.is_repeated else [page.url]
            return not page.is_repeated
        stats.any_article |= article is not None or outcome in {Outcome.NO_MATCH, Outcome.UNCHANGED}
        if outcome in {Outcome.ALIAS, Outcome.UNCHANGED}:
            return False
        is_foreign = page.outcome is Outcome.NOT_THIS_OUTLET and not page.is_repeated
        if (article or is_foreign) and urlsplit(page.url).hostname in self._shared_hosts:
            stats.fields.update(shared=1, own=article is not None)
        if article is None:
            return page.outcome.is_suspect
        present = self._fields(article, page.layout)
        stats.fields.update(name for name, value in present.items() if value)
        length = math.log(max(len(article.text), 1))
        stats.fields.update({"articles": 1, "length": length, "squares": length * length})
        return any(not present[name] for name in self._usual_fields)

    def _fields(self, article: Article, layout: str) -> dict[str, bool]:
        """Returns which of the watched fields an article has."""
        # Two articles with one title have that of the site.
        title = hash(article.title)
        is_own_title = title not in self._titles and article.sources.get("title") not in {"list", "url"}
        self._titles.add(title)
        return {
            "title": is_own_title, "open": article.access == "open", "published": article.published is not None,
            "names": bool(article.authors or article.agency), "section": bool(article.section),
            "tags": bool(article.tags), "images": bool(article.images), "related": bool(article.related),
            "subtitle": bool(article.subtitle), "layout": bool(layout),
            "time": article.published is not None and article.published.time() != time.min,
        }  # fmt: skip

    def held_texts(self) -> list[Notice]:
        """Returns the notice of texts that are held beside their articles for the first time, if there are any."""
        more = f" and {len(self._held) - 1} more" if len(self._held) > 1 else ""
        return [Notice(f"another text is held beside its article: {self._held[0]}{more}")] if self._held else []

    def to_store(self, last_article: datetime | None, began: datetime, now: datetime) -> dict[str, Any]:
        """Returns the counts as they are stored with the run.

        `last_article` is when a page gave an article before this run, as far as known.
        """
        stats = self._stats
        counts: dict[str, Any] = {str(outcome): pages for outcome, pages in stats.pages.items()}
        counts["fields"] = dict(stats.fields)
        if stats.any_article:
            # If most pages gave an article, the others failed for reasons of their own.
            last_article = now + timedelta(seconds=1) if mostly_good(stats) else began
        if stats.is_cut_short:
            counts[_CUT_SHORT] = stats.cut_short_before + 1
        if last_article:
            counts[LAST_ARTICLE] = last_article.isoformat(timespec="seconds")
        return counts
