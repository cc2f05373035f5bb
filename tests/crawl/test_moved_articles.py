"""Articles that get another address, or a second one: each stays one article, and is kept current."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.archives import later
from tests.support.sites import WWW, assert_whole, own, paragraphs, texts, today, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site

NEW = 10000900
HOME = f'<link rel="canonical" href="{WWW}/">'
ADDED = "The council corrected the rent in the evening."


def move(site: Site, key: int, to: str, status: int = 301) -> None:
    site.answer(str(key), url_of(key), status=status, headers={"Location": to})


@pytest.mark.parametrize("text", [paragraphs(10000001), [*paragraphs(10000001), ADDED]])
def test_a_moved_article_stays_one_article_and_is_updated(text: list[str], site: Site, data: Path) -> None:
    today(site)
    moved, *others = site.listed
    site.crawl(data)
    move(site, moved, url_of(NEW))
    today(site, NEW, text=text)
    later(data, hours=9)
    site.crawl(data)
    site.list(NEW, *others)
    run = site.crawl(data)
    assert [url for url in run.asked if "/article/" in url] == []
    assert texts(run) == own(moved, *others)
    today(site, NEW, text=[*paragraphs(moved), "The council corrected the rent again on Wednesday."])
    later(data, hours=9)
    run = site.crawl(data)
    assert run.articles[url_of(moved)]["text"].endswith("again on Wednesday.")
    assert texts(run) == own(moved, *others)
    assert_whole(run)


@pytest.mark.parametrize("corrected", [False, True])
def test_an_article_that_a_list_names_at_its_new_address_first_becomes_one_again(
    corrected: bool, site: Site, data: Path
) -> None:
    today(site)
    moved, *others = site.listed
    site.crawl(data)
    move(site, moved, url_of(NEW))
    today(site, NEW, text=[*paragraphs(moved), ADDED])
    site.list(NEW, *others)
    assert texts(site.crawl(data)) == own(moved, *others) | {NEW: paragraphs(moved)[0]}
    again = [*paragraphs(moved), ADDED, "The council corrected the rent again."] if corrected else None
    if again:
        today(site, NEW, text=again)
    later(data, hours=9)
    run = site.crawl(data)
    assert set(run.articles) == {url_of(moved), *map(url_of, others)}
    assert run.articles[url_of(moved)]["text"].endswith(again[-1] if again else ADDED)
    assert {page["article_id"] for page in run.tables["pages"]} == {row["id"] for row in run.tables["articles"]}
    assert_whole(run)


def test_an_article_with_two_addresses_is_corrected_whichever_of_them_is_read_first(site: Site, data: Path) -> None:
    first = site.listed[0]
    site.list(first)
    site.crawl(data)
    site.list(first, NEW)
    for added in ([], [ADDED]):
        site.answer(str(NEW), url_of(NEW), site.article(first, text=paragraphs(first) + added))
        run = site.crawl(data, "-a", f"url={url_of(NEW)} {url_of(first)}", "-a", "depth=0")
    assert texts(run) == own(first)
    assert run.articles[url_of(first)]["text"].endswith(ADDED)
    assert run.articles[url_of(first)]["version_count"] == 2
    assert_whole(run)


def test_a_cache_mixup_replaces_nothing_even_under_similar_headlines(site: Site, data: Path) -> None:
    first = site.listed[0]
    page = site.article(first)
    site.answer(str(NEW), url_of(NEW), page)
    site.list(first)
    site.crawl(data)
    site.list(first, NEW)
    site.crawl(data)
    site.answer(str(NEW), url_of(NEW), site.article(NEW).replace(b"Cinema 10000900", b"Cinema %d" % first))
    run = site.crawl(data, "-a", f"url={url_of(NEW)}", "-a", "depth=0")
    assert texts(run) == own(first, NEW)


@pytest.mark.parametrize("known", [True, False])
def test_an_article_whose_address_leads_home_for_a_while_is_read_afterwards(
    known: bool, site: Site, data: Path
) -> None:
    today(site)
    down, *others = site.listed
    cards = (f'<a href="{url_of(key)}">{paragraphs(key)[2]}</a><p>{paragraphs(key)[0]}</p>' for key in others)
    page = f"<html><head>{HOME}<title>News</title></head><body><h1>The Korea Herald</h1>{''.join(cards)}</body></html>"
    site.answer("home", f"{WWW}/", page.encode())
    if known:
        site.crawl(data)
        later(data, hours=9)
    move(site, down, "/", status=302)
    during = site.crawl(data)
    assert during.code == 0, during.log
    assert len(during.files) == 2 + known
    today(site, down, text=[*paragraphs(down), ADDED])
    later(data, hours=2)
    assert site.crawl(data).articles[url_of(down)]["text"].endswith(ADDED)
