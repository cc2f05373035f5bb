"""Coverage in the catalogue: what the lists of each site named last, gaps, and when URLs were first known."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from crawler.store.database import in_parts, parse_time, utc, writing
from crawler.store.lists.coverage import Coverage, Gap
from crawler.store.run_log import RunLog
from crawler.store.tables import articles, coverage, gaps, pages

if TYPE_CHECKING:
    from collections.abc import Iterable

# A time further ahead than this was recorded while the clock was wrong.
_CLOCK_TOLERANCE = timedelta(minutes=1)
# Articles from whose publication the usual pause between two is known.
_MOST_ARTICLES = 100


class StoredCoverage:
    """The coverage of one outlet's sites in the catalogue.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read or written.
    """

    def __init__(self, engine: sa.Engine, outlet: str) -> None:
        self._engine, self._outlet = engine, outlet

    def load(self, now: datetime) -> dict[str, Coverage]:
        """Returns the coverage of each site, with times of the future replaced by the newest that can be trusted.

        Under the key "" comes what a catalogue of an earlier version knows: when the last good run for news began.
        """
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(coverage).where(coverage.c.outlet == self._outlet)).all()
        known = {
            row.site: Coverage(
                row.site, parse_time(row.covered_until), parse_time(row.last_new), row.entries, row.disjoint_runs,
                parse_time(row.next_check), row.checks, parse_time(row.frozen_since), parse_time(row.last_told),
            )
            for row in rows
        }  # fmt: skip
        latest = now + _CLOCK_TOLERANCE
        ahead = [each for each in known.values() if (each.covered_until or now) > latest]
        if ahead or not known:
            trusted = parse_time(RunLog(self._engine, self._outlet).last_news(now))
            for each in ahead:
                each.covered_until = trusted
            if not known and trusted:
                known[""] = Coverage("", trusted)
        for each in known.values():
            each.last_new = min(each.last_new or now, each.covered_until or now, now)
        return known

    def gaps(self) -> list[Gap]:
        """Returns the open gaps of all sites, the oldest first."""
        mine = sa.select(gaps).where(gaps.c.outlet == self._outlet).order_by(gaps.c.begins)
        with self._engine.connect() as connection:
            return [
                Gap(
                    row.site, datetime.fromisoformat(row.begins), datetime.fromisoformat(row.ends),
                    datetime.fromisoformat(row.opened), row.tries, parse_time(row.last_tried),
                    parse_time(row.last_told), row.id,
                )
                for row in connection.execute(mine)
            ]  # fmt: skip

    def save(self, site: Coverage | None, opened: Iterable[Gap], closed: Iterable[Gap]) -> None:
        """Stores a site's coverage, if given, and its gaps in one transaction, and removes those that are closed."""
        with writing(self._engine) as connection:
            if site is not None:
                self._save_site(connection, site)
            for gap in opened:
                self._save_gap(connection, gap)
            for gap in closed:
                connection.execute(sa.delete(gaps).where(gaps.c.id == gap.id))

    def _save_site(self, connection: sa.Connection, site: Coverage) -> None:
        values = {
            "covered_until": _text(site.covered_until), "last_new": _text(site.last_new), "entries": site.entries,
            "disjoint_runs": site.disjoint_runs, "next_check": _text(site.next_check), "checks": site.checks,
            "frozen_since": _text(site.frozen_since), "last_told": _text(site.last_told),
        }  # fmt: skip
        here = coverage.c.outlet == self._outlet, coverage.c.site == site.site
        if not connection.execute(sa.update(coverage).where(*here).values(values)).rowcount:
            connection.execute(sa.insert(coverage).values(outlet=self._outlet, site=site.site, **values))

    def _save_gap(self, connection: sa.Connection, gap: Gap) -> None:
        values = {
            "begins": utc(gap.begins), "ends": utc(gap.ends), "opened": utc(gap.opened), "tries": gap.tries,
            "last_tried": _text(gap.last_tried), "last_told": _text(gap.last_told),
        }  # fmt: skip
        if gap.id is not None:
            connection.execute(sa.update(gaps).where(gaps.c.id == gap.id).values(values))
            return
        key = connection.execute(
            sa.insert(gaps).values(outlet=self._outlet, site=gap.site, **values)
        ).inserted_primary_key
        gap.id = int(key[0]) if key else None

    def known_since(self, urls: Iterable[str]) -> dict[str, tuple[datetime, datetime | None]]:
        """Returns when URLs were first requested, and when the article of each was published, if it states it."""
        found: dict[str, tuple[datetime, datetime | None]] = {}
        with self._engine.connect() as connection:
            for part in in_parts(urls):
                rows = connection.execute(
                    sa.select(pages.c.url, pages.c.first_seen, articles.c.published)
                    .select_from(pages.outerjoin(articles, articles.c.id == pages.c.article_id))
                    .where(pages.c.url.in_(part))
                )
                found |= {row.url: (datetime.fromisoformat(row.first_seen), parse_time(row.published)) for row in rows}
        return found

    def publications(self, site: str, before: datetime) -> list[datetime]:
        """Returns when the newest articles were published before a time: those on a site's host, if there are any."""
        mine = (articles.c.outlet == self._outlet, articles.c.published.is_not(None))
        with self._engine.connect() as connection:
            rows = connection.execute(
                sa.select(articles.c.published, articles.c.host)
                .where(*mine)
                .order_by(articles.c.published.desc())
                .limit(5 * _MOST_ARTICLES)
            ).all()
        own = [row for row in rows if row.host == site] or rows
        times = (datetime.fromisoformat(row.published) for row in own)
        return [time for time in times if time <= before][:_MOST_ARTICLES]


def _text(time: datetime | None) -> str | None:
    return utc(time) if time else None
