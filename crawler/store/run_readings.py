"""What the pages of one run say against the catalogue: collected during the run, decided at its end.

What many pages say at once is the site's state. Anything else is believed after a second reading, while the site works.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.items import article_id
from crawler.outcomes import Outcome
from crawler.store.articles.astray_texts import find_owners
from crawler.store.articles.suspect_versions import is_held_elsewhere
from crawler.store.database import in_parts, parse_time, utc, writing
from crawler.store.page_rows import make_due
from crawler.store.recrawl_policy import AGREEMENT, LAST_UNVERIFIED, UNVERIFIED_SETTLED
from crawler.store.tables import articles, pages
from crawler.text.likeness import is_same_article
from crawler.text.unicode import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.items import PageResult

# So many pages, and this share of the articles that were read again, are the site's state.
_MIN_AT_ONCE, _SHARE_AT_ONCE = 3, 0.5
# Of the pages that said so, those which are left are verified one by one once for each of them so many known pages have
# given their articles.
_VERIFIED_FOR_EACH = 4
# An article that came no later than this after a reading may have come before it in the same run.
_SAME_RUN = timedelta(minutes=10)
# What many pages showed is asked again so soon.
_SOON = timedelta(hours=1)


@dataclass(frozen=True)
class Claim:
    """One page's answer against its stored article."""

    article: str
    """Id of the article."""
    read: datetime
    """When the page was read."""
    is_first: bool
    """True if nothing had been said against the article before."""
    since: datetime | None
    """When an earlier reading first said so; none if none did."""
    unverified: datetime | None
    """When many pages at once said so; none if they did not."""
    page: PageResult | None = None
    """The page, if it shows another text that may be accepted."""


@dataclass
class Decision:
    """What a run's readings come to."""

    at_once: str = ""
    """What many pages said at once, in words; empty if they did not."""
    accepted: list[PageResult] = field(default_factory=list)
    """Pages whose other text replaces that of their article."""
    merged: dict[str, str] = field(default_factory=dict)
    """Articles that had the text of one of these and have no other, by the id of that one."""
    never_own: list[str] = field(default_factory=list)
    """Articles that are gone and have only been read while other URLs showed their text: the site's own."""


@dataclass(frozen=True)
class Settled:
    """What is left of a run's readings at its end."""

    at_once: str = ""
    """What many pages said at once, in words; empty if they did not."""
    accepted: int = 0
    """Articles whose text was replaced by another one on which two readings agreed."""
    unverified: int = 0
    """Pages that have not been verified since many said the same at once."""
    since: str = ""
    """Since when, in UTC; empty if there is none."""
    removed: list[str] = field(default_factory=list)
    """Names of the files that no article has any more."""


@dataclass
class RunReadings:
    """Readings of one run, by URL: a page that is stored again after a failed transaction counts once."""

    read_again: set[str] = field(default_factory=set)
    """Pages of stored articles against which nothing had been said before, and that were read again."""
    gone: dict[str, Claim] = field(default_factory=dict)
    """Pages of stored articles that say that they are gone."""
    other_texts: dict[str, Claim] = field(default_factory=dict)
    """Pages that show a text which has nothing in common with their stored article."""
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Title and text of each of `other_texts`."""
    the_sites: set[str] = field(default_factory=set)
    """Those of `other_texts` whose article has a text that many addresses showed: the site's own."""
    other_teasers: set[str] = field(default_factory=set)
    """Ids of articles whose pages show teasers that have nothing in common with them."""
    aliases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """URLs that showed an article of another URL for the first time, by its id."""
    new: set[str] = field(default_factory=set)
    """Ids of articles that were stored for the first time."""
    any_good: bool = False
    """True if a page gave an article: new, changed or as it was."""

    def count_failure(self, page: PageResult, known: sa.Row[Any], now: datetime, gone_since: str | None) -> None:
        """Counts a page that gave no article, against the one that is stored from it."""
        if known.article_id != article_id(page.url) or page.outcome.is_transient:
            return
        self.count_reading(page.url, known)
        if page.outcome.is_gone:
            self.gone[page.url] = _claim(known, now, parse_time(gone_since))

    def count_other_text(
        self, page: PageResult, known: sa.Row[Any], now: datetime, *, held_since: str | None, is_doubted: bool
    ) -> None:
        """Counts a page whose text has nothing in common with its article; `held_since` is when it was first held.

        A text that is doubted gives way whatever many pages said at once, and to the first other one where many
        addresses showed it.
        """
        is_the_sites = is_doubted and known.unverified and _was_well(known)
        if is_the_sites:
            self.the_sites.add(page.url)
        since = parse_time(held_since) or (now - AGREEMENT if is_the_sites else None)
        claim = _claim(known, now, since, page if since else None)
        if page.article:
            self.shown[page.url] = page.article.title, page.article.text
        self.other_texts[page.url] = replace(claim, unverified=None) if is_doubted else claim

    def count_alias(self, page: PageResult, owner: str, known: sa.Row[Any] | None) -> None:
        """Counts a page that shows the article of another URL, if it did not before."""
        if known is None or known.reason or not known.failing_since:
            self.aliases[owner].add(page.url)

    def count_reading(self, url: str, known: sa.Row[Any] | None) -> None:
        """Counts a page that was read again."""
        if _stands(known):
            self.read_again.add(url)

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to decide."""
        return not (self.gone or self.other_texts or self.aliases)

    def decide(self, connection: sa.Connection, last_article: datetime | None, now: datetime) -> Decision:
        """Records what the readings come to, except for the texts to accept.

        `last_article` is when a page gave an article before this run, as far as known.
        """
        one_text = self._one_text()
        addresses = max((len(urls) + 1 for urls in one_text.values()), default=0)
        decision = Decision(f"one text under {addresses} addresses" if one_text else self._at_once())
        self._doubt_one_text(connection, one_text, now)
        if decision.at_once:
            self._doubt_new(connection, now)
            claims = {**self.gone, **self.other_texts}
            _mark_unverified(connection, [url for url, claim in claims.items() if claim.is_first], now)
            return decision
        for url, claim in self.gone.items():
            if not self._agrees(claim, last_article):
                # The first reading, or one that agrees with the first while it is not known whether the site works.
                if claim.unverified is None:
                    first = {"gone_since": utc(claim.since or claim.read)}
                    connection.execute(sa.update(pages).where(pages.c.url == url).values(first))
                continue
            gone = articles.c.id == claim.article, articles.c.gone.is_(None)
            since = claim.since or claim.unverified or claim.read
            elsewhere = (
                pages.c.article_id == claim.article,
                pages.c.url != url,
                pages.c.reason == "",
                pages.c.status > 0,
                pages.c.last_read >= utc(since),
            )
            if connection.scalar(sa.select(pages.c.url).where(*elsewhere).limit(1)):
                continue
            if connection.scalar(sa.select(articles.c.unproven).where(articles.c.id == claim.article)):
                decision.never_own.append(claim.article)
            connection.execute(sa.update(articles).where(*gone).values(gone=utc(since)))
            settled = {"gone_since": utc(since), "unverified": None}
            connection.execute(sa.update(pages).where(pages.c.url == url).values(settled))
        self._accept(connection, decision, last_article, now)
        return decision

    def _accept(
        self, connection: sa.Connection, decision: Decision, last_article: datetime | None, now: datetime
    ) -> None:
        agreed = {claim.article: claim for claim in self.other_texts.values() if self._agrees(claim, last_article)}
        shown = {
            key: (claim.page.article, claim.since)
            for key, claim in agreed.items()
            if claim.page and claim.page.article and claim.since
            and not is_held_elsewhere(connection, claim.page.article, now)
        }  # fmt: skip
        read = {claim.article for claim in self.other_texts.values()}
        owners = find_owners(connection, shown, self.other_teasers, read, now)
        for key, claim in agreed.items():
            if claim.page and key in owners:
                decision.accepted.append(claim.page)
            elif claim.page and claim.unverified:
                _verify(connection, [claim.page.url])
        decision.merged = {key: twin for key, twin in owners.items() if twin and twin not in owners}

    def _agrees(self, claim: Claim, last_article: datetime | None) -> bool:
        """True if a reading agrees with an earlier one while the site works; many at once have to for days."""
        if claim.unverified:
            since, wait = claim.unverified, UNVERIFIED_SETTLED
        elif claim.since:
            since, wait = claim.since, AGREEMENT
        else:
            return False
        works = self.any_good or (last_article is not None and last_article - since > _SAME_RUN)
        return works and claim.read - since >= wait

    def _at_once(self) -> str:
        """Returns what at least half of the articles said that were read again; empty if few did."""
        gone = sum(claim.is_first for claim in self.gone.values())
        shown = [self.shown[url] for url, claim in self.other_texts.items() if claim.is_first]
        # Texts that have nothing in common with each other are articles.
        other = sum(sum(is_same_article(each, further) for further in shown) > 1 for each in shown)
        if gone + other < max(_MIN_AT_ONCE, _SHARE_AT_ONCE * len(self.read_again)):
            return ""
        said = [f"{gone} of {len(self.read_again)} known articles are gone by their pages"] if gone else []
        if other:
            said.append(f"{other} of {len(self.read_again)} known articles show other texts")
        return " and ".join(said)

    def _one_text(self) -> dict[str, set[str]]:
        """Returns the URLs that showed one article's text, by its id, if they are at least three with its own."""
        return {
            article: urls
            for article, urls in self.aliases.items()
            if len(urls) + 1 >= _MIN_AT_ONCE and len(urls) > len(self.new)
        }

    def _doubt_one_text(self, connection: sa.Connection, one_text: dict[str, set[str]], now: datetime) -> None:
        for article, urls in one_text.items():
            own = doubt_text(connection, article, now + _SOON)
            # A text that was stored before was an article's own then.
            _mark_unverified(connection, urls, now)
            if own and article in self.new:
                _mark_unproven(connection, article, own, now)

    def _doubt_new(self, connection: sa.Connection, now: datetime) -> None:
        """Doubts the articles that were new in this run and have a text that pages of known articles showed."""
        texts = {digest(text) for _, text in self.shown.values()}
        for part in in_parts(self.new):
            same = sa.select(articles.c.id, articles.c.url).where(articles.c.id.in_(part), articles.c.digest.in_(texts))
            for article in connection.execute(same).all():
                _mark_unproven(connection, article.id, article.url, now)


def _mark_unproven(connection: sa.Connection, article: str, url: str, now: datetime) -> None:
    """Records that an article was first read while other URLs showed its text."""
    connection.execute(sa.update(articles).where(articles.c.id == article).values(doubted=True, unproven=True))
    _mark_unverified(connection, [url], now)


def doubt_text(connection: sa.Connection, article: str, again: datetime) -> str | None:
    """Records that other URLs showed an article's text in place of their own, and returns the article's URL.

    Its page is due at `again` at the latest. Where that shows another text, no wait for many pages protects this one.
    """
    url: str | None = connection.scalar(sa.select(articles.c.url).where(articles.c.id == article))
    connection.execute(sa.update(articles).where(articles.c.id == article).values(doubted=True))
    make_due(connection, again, pages.c.url == url)
    return url


def ask_other_addresses(connection: sa.Connection, known: sa.Row[Any], now: datetime) -> None:
    """Makes the other URLs of a page's article due: it may have moved there."""
    others = pages.c.article_id == known.article_id, pages.c.url != known.url, pages.c.reason == ""
    make_due(connection, now, *others)


def open_unverified(connection: sa.Connection, outlet: str) -> tuple[int, str]:
    """Returns how many pages have not been verified since many said the same at once, and since when; else 0, ""."""
    count, since = connection.execute(
        sa.select(sa.func.count(), sa.func.min(pages.c.unverified)).where(
            pages.c.outlet == outlet, pages.c.unverified.is_not(None)
        )
    ).one()
    return count, since or ""


def verify_rest(connection: sa.Connection, outlet: str, now: datetime, *, site_works: bool) -> None:
    """Has pages verified one by one that said the same at once, if too few or too old to be the site's state."""
    count, since = open_unverified(connection, outlet)
    few = max(_MIN_AT_ONCE - 1, _count_verified(connection, outlet, since) // _VERIFIED_FOR_EACH if site_works else 0)
    mine = pages.c.outlet == outlet, pages.c.unverified.is_not(None)
    if since > utc(now):
        # The clock was ahead.
        connection.execute(sa.update(pages).where(*mine).values(unverified=utc(now)))
    oldest = now - UNVERIFIED_SETTLED - LAST_UNVERIFIED
    if 0 < count <= few:
        connection.execute(sa.update(pages).where(*mine).values(unverified=None))
    elif since and since < utc(oldest) and site_works:
        old = sa.update(pages).where(*mine, pages.c.unverified < utc(oldest))
        connection.execute(old.values(unverified=None))


def verify_one_by_one(engine: sa.Engine, outlet: str) -> None:
    """Has each page judged by itself that said the same at once as many others.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be written.
    """
    with writing(engine) as connection:
        mine = pages.c.outlet == outlet, pages.c.unverified.is_not(None)
        connection.execute(sa.update(pages).where(*mine).values(unverified=None))


def _count_verified(connection: sa.Connection, outlet: str, since: str) -> int:
    """Returns how many pages that were known at a time have given their article since."""
    counted = sa.select(sa.func.count()).where(
        pages.c.outlet == outlet,
        pages.c.article_id.is_not(None),
        pages.c.reason == "",
        pages.c.unverified.is_(None),
        pages.c.first_seen < since,
        pages.c.last_read > since,
    )
    return connection.scalar(counted) or 0


def _mark_unverified(connection: sa.Connection, urls: Iterable[str], now: datetime) -> None:
    for part in in_parts(urls):
        here = pages.c.url.in_(part)
        unmarked = sa.update(pages).where(here, pages.c.unverified.is_(None))
        connection.execute(unmarked.values(unverified=utc(now), gone_since=None))
        make_due(connection, now + _SOON, here)


def _verify(connection: sa.Connection, urls: list[str]) -> None:
    connection.execute(sa.update(pages).where(pages.c.url.in_(urls)).values(unverified=None))


def _stands(known: sa.Row[Any] | None) -> bool:
    """True if a page is known to show a stored article, and nothing has been said against that."""
    if known is None or known.article_id is None or known.gone_since or known.unverified:
        return False
    return _was_well(known)


def _was_well(known: sa.Row[Any]) -> bool:
    """True if the last answer that said anything about a page was its article."""
    was_read_well = not known.reason and not known.failing_since
    return was_read_well or Outcome.of_stored(known.reason, known.status).is_transient


def _claim(known: sa.Row[Any], read: datetime, since: datetime | None, page: PageResult | None = None) -> Claim:
    article = page.article.id if page and page.article else known.article_id
    return Claim(article, read, _stands(known), since, parse_time(known.unverified), page)
