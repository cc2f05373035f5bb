"""Articles that are read by other addresses than their own: gone, moved, and what a site shows for an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.items import ListEntry, PageResult, article_id
from tests.support.stored import ABROAD, DAY, HOUR, NOW, ONE, article, end_run, keep, own, page, rows

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from crawler.store.catalogue import Catalogue

SITE = "https://example.com"
MANY = [f"{SITE}/article/{number}" for number in range(100, 108)]
ADDED = "The council corrected the rent."


def put(catalogue: Catalogue, found: PageResult, now: datetime) -> None:
    catalogue.resolve_url(found)
    if not (found.duplicate_in_run and found.article and catalogue.record_alias(found, found.article.id, now)):
        catalogue.store(found, now, keep)


def is_due(catalogue: Catalogue, url: str, now: datetime) -> bool:
    return url in {entry.url for entry, _, _ in catalogue.due_urls.recrawl_due(["example.com"], now, 500)}


def test_three_sections_that_name_one_article_as_theirs_raise_no_alarm(catalogue: Catalogue) -> None:
    for place, section in enumerate(("business", "world", "economy")):
        put(catalogue, page(own(ONE), f"{SITE}/{section}/1", duplicate_in_run=place > 0), NOW)
    settled = end_run(catalogue, NOW)
    assert (settled.at_once, settled.unverified) == ("", 0)


def test_an_article_that_was_read_by_another_address_only_is_said_to_be_gone(catalogue: Catalogue, path: Path) -> None:
    read_by = f"{SITE}/news/pc/1"
    put(catalogue, page(own(ONE), read_by), NOW)
    for hours in range(24, 24 * 8, 12):
        now = NOW + hours * HOUR
        for url in (read_by, ONE):
            if is_due(catalogue, url, now):
                catalogue.record_failure(PageResult(url, 410, "status"), now)
        put(catalogue, page(own(ABROAD)), now)
        end_run(catalogue, now)
    assert [row["gone"] is not None for row in rows(path, f"SELECT gone FROM articles WHERE url = '{ONE}'")] == [True]  # noqa: S608 - our own


def test_a_page_of_the_site_becomes_no_article_where_lists_name_other_addresses(
    catalogue: Catalogue, path: Path
) -> None:
    listed = {url: url.replace("/article/", "/news/pc/") for url in MANY}
    for hours, at_night in ((0, False), (24, True), (25, False)):
        now = NOW + hours * HOUR
        for url, read_by in listed.items():
            night = article(
                read_by, "Our editors work on the site tonight. Thank you for reading us.", title="Night work"
            )
            put(catalogue, page(night if at_night else own(url), read_by), now)
        end_run(catalogue, now)
    found = {row["url"]: row["title"] for row in rows(path, "SELECT url, title FROM articles")}
    assert found == {url: own(url).title for url in MANY}


def test_a_moved_article_is_read_at_its_new_address_once_the_old_one_is_dropped(
    catalogue: Catalogue, path: Path
) -> None:
    new = f"{SITE}/article/900"
    put(catalogue, page(own(ONE)), NOW)
    end_run(catalogue, NOW)
    moved = own(ONE)
    moved.url, moved.id = new, article_id(new)
    put(catalogue, page(moved, ONE, final_url=new), NOW + 8 * HOUR)
    for hours in range(16, 24 * 4, 2):
        now = NOW + hours * HOUR
        if is_due(catalogue, ONE, now):
            catalogue.record_failure(PageResult(ONE, 404, "status"), now)
        if is_due(catalogue, new, now) or catalogue.due_urls.due([ListEntry(new)], "", now):
            later = own(ONE)
            later.url, later.id, later.text = new, article_id(new), f"{later.text}\n\n{ADDED}"
            put(catalogue, page(later, new), now)
        put(catalogue, page(own(ABROAD)), now)
        end_run(catalogue, now)
    (found,) = rows(path, "SELECT text, gone FROM articles WHERE host = 'example.com'")
    assert found["text"].endswith(ADDED)
    assert found["gone"] is None


def test_flashes_that_are_filled_in_at_once_raise_no_alarm(catalogue: Catalogue) -> None:
    titles = dict(zip(MANY, ("Harbour bridge closes", "Barley prices fall", "Drivers strike in tunnel"), strict=False))
    flashes = [article(url, f"{number} dead.", title=f"Quake {number}") for number, url in enumerate(titles, start=31)]
    for found in (*flashes, *map(own, MANY[3:6])):
        put(catalogue, page(found), NOW)
    end_run(catalogue, NOW)
    for url in MANY[:6]:
        put(catalogue, page(own(url, title=titles.get(url, f"Title{url[-3:]} story{url[-3:]}"))), NOW + DAY)
    settled = end_run(catalogue, NOW + DAY)
    assert (settled.at_once, settled.unverified) == ("", 0)


@pytest.mark.parametrize("is_read_first", [True, False])
@pytest.mark.parametrize("retitled", ["SoftBank builds in Ohio", "SoftBank builds"])
def test_a_flash_that_was_filled_in_before_it_moved_stays_one_article(
    catalogue: Catalogue, path: Path, retitled: str, *, is_read_first: bool
) -> None:
    new = f"{SITE}/article/900"
    put(catalogue, page(article(ONE, "More will follow.")), NOW)
    end_run(catalogue, NOW)
    for hours in range(2, 24 * 3, 8):
        now = NOW + hours * HOUR
        if is_read_first or hours > 2:
            put(catalogue, page(own(new, title=retitled)), now)
        put(catalogue, page(own(new, title=retitled), ONE, final_url=new), now)
        end_run(catalogue, now)
    (found,) = rows(path, "SELECT url, title, text FROM articles")
    assert (found["url"], found["title"], found["text"]) == (ONE, retitled, own(new).text)
