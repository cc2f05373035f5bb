"""Pages that a cache shows under other articles' addresses: no article is lost, and none keeps another's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.archives import later
from tests.support.sites import assert_whole, keys, own, paragraphs, texts, today, url_of, verdict_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site


def test_an_article_that_was_shown_under_anothers_address_for_a_while_loses_neither(site: Site, data: Path) -> None:
    one, other, _ = site.listed
    today(site)
    page = site.answers[url_of(other)][2]
    site.answer(str(one), url_of(one), page)
    site.crawl(data)
    today(site)
    for hours in (9, 50):
        later(data, hours=hours)
        run = site.crawl(data)
    assert texts(run) == own(*site.listed)
    assert_whole(run)


def test_one_text_in_place_of_all_that_is_read_again_replaces_none_but_the_first(site: Site, data: Path) -> None:
    site.articles(keys(6))
    today(site)
    site.crawl(data)
    today(site, text=paragraphs(10000777))
    later(data, hours=9)
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert "one text under 6 addresses" in verdict_of(run)
    assert sum(text == paragraphs(10000777)[0] for text in texts(run).values()) == 1
    today(site)
    later(data, hours=9)
    assert texts(site.crawl(data)) == own(*keys(6))


def test_two_articles_that_were_stored_with_each_others_texts_get_their_own(site: Site, data: Path) -> None:
    one, other, _ = site.listed
    today(site)
    pages = {key: site.answers[url_of(key)][2] for key in (one, other)}
    for key, shown in ((one, other), (other, one)):
        site.answer(str(key), url_of(key), pages[shown])
    first = site.crawl(data)
    today(site)
    later(data, hours=9)
    site.crawl(data)
    site.article(10000777)
    site.list(10000777, *site.listed)
    later(data, hours=1.1)
    run = site.crawl(data)
    assert (run.code, texts(run)) == (0, own(*site.listed)), run.log
    assert set(first.files) < set(run.files)
    assert_whole(run)


def test_a_flash_whose_full_text_another_address_showed_first_becomes_one_article(site: Site, data: Path) -> None:
    other, flash, third = site.listed
    today(site)
    page = site.answers[url_of(flash)][2]
    today(site, flash, text=["The cinema closes."])
    site.list(flash, third)
    site.crawl(data)
    site.answer(str(other), url_of(other), page)
    site.list(other, flash, third)
    assert len(site.crawl(data).files) == 3
    today(site, flash)
    site.answer(str(other), url_of(other), page)
    for hours in (9, 1.1, 9):
        later(data, hours=hours)
        run = site.crawl(data)
    assert (run.code, texts(run)) == (0, own(flash, third)), run.log
    assert_whole(run)
