"""The made sites are what the spiders take them for, and the same whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import NotAnArticle, extract
from tests.month.faults import Kind, Schedule
from tests.month.outlets import OUTLETS
from tests.month.site import MadeSite
from tests.support.project import SPIDERS

_BEGINS = datetime(2026, 3, 1, tzinfo=UTC)
_LATER = _BEGINS + timedelta(days=1, hours=7)


@pytest.fixture(scope="module", params=OUTLETS)
def made(request: pytest.FixtureRequest) -> MadeSite:
    return MadeSite.of(request.param, "1", _BEGINS, 30)


def test_pages_are_read_as_what_was_published(made: MadeSite) -> None:
    spider = SPIDERS[made.outlet.name]
    for article in made.articles[::29]:
        now = article.published + timedelta(days=8)
        url = made.address(article, now)
        if article.is_removed(now) or made.schedule.at(now, *Kind):
            continue
        answer = made.answer(url, now, {})
        assert spider.addresses.canonical(url) == url
        zone = ZoneInfo(spider.timezone)
        if article.is_foreign:
            with pytest.raises(NotAnArticle, match="not this outlet"):
                extract(answer.body, url, headers=answer.headers, layouts=spider.layouts, zone=zone)
            continue
        read = extract(answer.body, url, headers=answer.headers, layouts=spider.layouts, zone=zone)
        text = article.text_at(now)
        assert (read.title, read.text, read.published) == (text.title, text.body, article.published)


def test_the_spiders_read_each_list_as_what_is_on_it(made: MadeSite) -> None:
    spider = SPIDERS[made.outlet.name]
    sources = [each for site in spider.discovery for way in site for each in (way if isinstance(way, tuple) else [way])]
    served = 0
    for source in sources:
        listing = made.outlet.list_at(source.at())
        if listing is None:
            assert source.guess
            continue
        body = made.answer(source.at(), _LATER, {}).body
        entries = source.read(body, spider.addresses, ZoneInfo(spider.timezone))
        expected = [made.address(article, _LATER) for article in made.on_list(listing, _LATER)]
        assert [entry.url for entry in entries] == expected
        served += bool(expected)
    assert served


def test_lists_hold_what_was_published_last_and_their_further_pages_what_was_before(made: MadeSite) -> None:
    for _, way in made.outlet.ways:
        everything = [article.number for article in made.on_list(way.holds_all, _LATER)]
        assert everything == sorted(everything, reverse=True)
        first = [article.number for article in made.on_list(way, _LATER)]
        assert first == everything[: len(first)]


def test_what_is_within_reach_is_what_the_lists_name(made: MadeSite) -> None:
    within = made.within_reach(_LATER)
    for _, way in made.outlet.ways:
        shown = {article.number for article in made.on_list(way, _LATER)}
        assert not way.is_first or shown <= within
    newest = [article.number for article in made.articles if article.published <= _LATER and article.is_listed(_LATER)]
    assert set(newest[-5:]) <= within
    assert all(article.published <= _LATER for article in made.articles if article.number in within)


def test_an_answer_depends_on_seed_and_time_only(made: MadeSite) -> None:
    again = MadeSite.of(made.outlet.name, "1", _BEGINS, 30)
    other = MadeSite.of(made.outlet.name, "2", _BEGINS, 30)
    article = made.articles[50]
    url, now = made.outlet.address(article, 0), article.published + timedelta(hours=3)
    assert again.answer(url, now, {}) == made.answer(url, now, {})
    assert [each.published for each in other.articles] != [each.published for each in made.articles]
    assert other.schedule.faults != made.schedule.faults


def test_an_unchanged_page_is_answered_304_and_a_changed_one_is_not(made: MadeSite) -> None:
    second = timedelta(seconds=1)
    article = next(
        each
        for each in made.articles
        if len(each.texts) > 1 and each.removed is None and not each.moved
        # Nothing else is wrong at that time.
        and each.page_from < each.texts[-1][0] - second and not made.schedule.at(each.texts[-1][0], *Kind)
    )  # fmt: skip
    url, (changed, _) = made.outlet.address(article, 0), article.texts[-1]
    before, after = changed - second, changed + second
    tag = {"If-None-Match": made.answer(url, before, {}).headers["ETag"]}
    assert made.answer(url, before, tag).status == 304
    assert made.answer(url, after, tag).status == 200


@pytest.mark.parametrize("seed", range(20))
def test_every_month_has_every_kind_of_fault_and_quiet_days_at_its_end(seed: int) -> None:
    drawn = Schedule.draw(f"{seed}/herald", _BEGINS, 30)
    assert {fault.kind for fault in drawn.faults} == set(Kind)
    assert max(fault.ends for fault in drawn.faults) <= drawn.ends - timedelta(days=3)
    assert all(one.ends < two.begins for one, two in zip(drawn.faults, drawn.faults[1:], strict=False))
