"""Texts that are stored at another address than the one that shows them: each comes to its own, and none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from crawler.items import PageResult, article_id
from tests.support import stored as made
from tests.support.stored import ABROAD, DAY, HOUR, NOW, ONE, TWO, article, end_run, keep, page, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from crawler.items import Article
    from crawler.store.catalogue import Catalogue

THREE, AMP = "https://example.com/article/3", "https://example.com/amp/article/1"
ADDED = "The council corrected the rent."
TITLES = {
    ONE: "Harbour bridge closes",
    TWO: "Barley prices fall",
    THREE: "Drivers strike at dawn",
    ABROAD: "Museum opens wing",
}
URLS = [ONE, TWO, THREE]


def own(url: str) -> Article:
    """Returns an article that has neither title nor words in common with the others."""
    return made.own(url, title=TITLES[url])


def shows(url: str, text_of: str, **values: Any) -> Article:
    """Returns the article that a URL gives which shows the text of another one."""
    return article(url, own(text_of).text, title=own(text_of).title, **values)


def flash(url: str = ONE, title: str = TITLES[ONE]) -> Article:
    return article(url, "A bridge closes.", title=title)


def put(catalogue: Catalogue, *found: PageResult, now: datetime) -> list[str]:
    """Stores the pages of a run in which the site works, and ends it; returns the names of files to remove."""
    for each in (*found, page(own(ABROAD))):
        if each.article is None:
            catalogue.record_failure(each, now)
        else:
            catalogue.resolve_url(each)
            catalogue.store(each, now, keep)
    return end_run(catalogue, now).removed


def stored(path: Path) -> dict[str, str]:
    return {row["url"]: row["text"] for row in rows(path, "SELECT url, text FROM articles WHERE host = 'example.com'")}


def texts(*urls: str) -> dict[str, str]:
    return {url: own(url).text for url in urls}


def numbers(path: Path) -> dict[str, tuple[int, str]]:
    return {row["url"]: (row["number"], row["file"]) for row in rows(path, "SELECT url, number, file FROM articles")}


def is_due(catalogue: Catalogue, url: str, now: datetime) -> bool:
    return url in {entry.url for entry, _, _ in catalogue.due_urls.recrawl_due(["example.com"], now, 500)}


# --- First readings that were mixed up ----------------------------------------------------------------


@pytest.mark.parametrize("urls", [[ONE, TWO], [TWO, ONE], URLS, URLS[::-1]], ids=len)
def test_articles_whose_first_readings_were_mixed_up_get_their_own_texts(
    urls: list[str], catalogue: Catalogue, path: Path
) -> None:
    around = [*urls[1:], urls[0]]
    put(catalogue, *(page(shows(url, other)) for url, other in zip(urls, around, strict=True)), now=NOW)
    before = numbers(path)
    put(catalogue, *(page(own(url)) for url in urls), now=NOW + DAY)
    assert stored(path) != texts(*urls)
    assert put(catalogue, *(page(own(url)) for url in urls), now=NOW + DAY + HOUR) == []
    assert stored(path) == texts(*urls)
    assert numbers(path) == before
    again = [catalogue.store(page(own(url)), NOW + DAY + 2 * HOUR, keep)[0] for url in urls]
    assert again == ["unchanged"] * len(urls)


def test_mixed_up_articles_that_are_read_in_turns_get_their_own_texts(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW)
    put(catalogue, page(own(ONE)), now=NOW + DAY)
    for hours in range(1, 6):
        now = NOW + DAY + hours * HOUR
        put(catalogue, *(page(own(url)) for url in (ONE, TWO) if is_due(catalogue, url, now)), now=now)
    assert stored(path) == texts(ONE, TWO)


def test_a_mixed_up_article_is_read_again_as_soon_as_the_other_one_shows_its_text(catalogue: Catalogue) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW)
    assert not is_due(catalogue, TWO, NOW + HOUR)
    put(catalogue, page(own(ONE)), now=NOW + HOUR)
    assert is_due(catalogue, TWO, NOW + HOUR)


def test_a_mixed_up_article_that_was_corrected_meanwhile_is_not_doubled(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW)
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW + DAY)
    later = own(ONE)
    later.text += f"\n\n{ADDED}"
    put(catalogue, page(later), page(own(TWO)), now=NOW + DAY + HOUR)
    assert stored(path) == {**texts(TWO), ONE: later.text}


def test_a_mixed_up_article_behind_a_paywall_becomes_a_teaser(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW)
    files = []
    for hours in (24, 25, 26):
        behind = article(TWO, own(TWO).text[:40], title=own(TWO).title, access="teaser")
        files += put(catalogue, page(own(ONE)), page(behind), now=NOW + hours * HOUR)
    assert stored(path) == {**texts(ONE), TWO: own(TWO).text[:40]}
    assert files == [f"001_{article_id(TWO)}.txt"]


def test_a_mixed_up_article_that_is_gone_leaves_its_text_to_the_other_one(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW)
    for hours in (24, 25, 26):
        assert stored(path) == {ONE: own(TWO).text, TWO: own(ONE).text} or hours == 26
        put(catalogue, page(own(ONE)), PageResult(TWO, 410, "status"), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE)
    assert {row["text"] for row in rows(path, "SELECT text FROM versions")} == {own(TWO).text}
    assert [row["gone"] for row in rows(path, "SELECT gone FROM articles")] == [None, None]


# --- Texts that were read at another address first ----------------------------------------------------


@pytest.mark.parametrize("title", [TITLES[ONE], "Quake hits the coast"])
@pytest.mark.parametrize("how", ["canonical", "redirect", "gone"])
def test_a_full_text_that_another_address_showed_first_comes_to_its_article(
    title: str, how: str, catalogue: Catalogue, path: Path
) -> None:
    put(catalogue, page(flash(title=title)), page(shows(AMP, ONE)), now=NOW)
    shown: dict[str, Callable[[], PageResult]] = {
        "canonical": lambda: page(own(ONE), AMP),
        "redirect": lambda: page(own(ONE), AMP, final_url=ONE),
        "gone": lambda: PageResult(AMP, 404, "status"),
    }
    for hours in (24, 25, 26, 27):
        put(catalogue, page(own(ONE)), shown[how](), now=NOW + hours * HOUR)
    assert list(stored(path).values()) == [own(ONE).text]
    assert "A bridge closes." in {row["text"] for row in rows(path, "SELECT text FROM versions")}
    article_ids = {row["article_id"] for row in rows(path, "SELECT article_id FROM pages WHERE url LIKE '%.com%'")}
    assert article_ids == {row["id"] for row in rows(path, "SELECT id FROM articles WHERE host = 'example.com'")}


def test_a_flash_gets_its_full_text_though_another_address_shows_that_too(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(AMP, ONE)), page(flash()), now=NOW)
    files = []
    for hours in (24, 25, 26):
        files += put(catalogue, page(own(ONE)), page(shows(AMP, ONE)), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE)
    assert files == [f"000_{article_id(AMP)}.txt"]
    assert catalogue.store(page(shows(AMP, ONE)), NOW + 2 * DAY, keep)[0] == "alias"


def test_an_article_stays_the_first_one_though_its_new_address_showed_another_text(
    catalogue: Catalogue, path: Path
) -> None:
    put(catalogue, page(own(ONE)), now=NOW)
    before = numbers(path)[ONE]
    put(catalogue, page(shows(TWO, ONE)), now=NOW + 2 * DAY)
    put(catalogue, page(shows(TWO, ONE), ONE, final_url=TWO), page(shows(TWO, ONE)), now=NOW + 6 * DAY)
    put(catalogue, page(shows(TWO, THREE)), now=NOW + 8 * DAY)
    removed = []
    for hours in (1, 2, 3):
        moved = [page(shows(TWO, ONE), ONE, final_url=TWO), page(shows(TWO, ONE))]
        removed += put(catalogue, *moved, now=NOW + 8 * DAY + hours * HOUR)
    assert stored(path) == texts(ONE)
    assert numbers(path)[ONE] == before
    assert [each.rpartition("_")[2] for each in removed] == [f"{article_id(TWO)}.txt"]


def test_a_correction_that_another_address_showed_first_becomes_a_version(catalogue: Catalogue, path: Path) -> None:
    corrected = shows(AMP, ONE)
    corrected.text += f"\n\n{ADDED}"
    put(catalogue, page(own(ONE)), page(corrected), now=NOW)
    for hours in (24, 25):
        put(catalogue, page(article(ONE, corrected.text, title=TITLES[ONE])), page(corrected), now=NOW + hours * HOUR)
    assert stored(path) == {ONE: corrected.text}
    assert [row["text"] for row in rows(path, "SELECT text FROM versions")] == [own(ONE).text]


@pytest.mark.parametrize("hours", [24, 26])
def test_an_address_that_names_the_article_before_or_after_it_shows_the_text_is_believed(
    hours: int, catalogue: Catalogue, path: Path
) -> None:
    put(catalogue, page(flash(title="Quake hits the coast")), page(shows(AMP, ONE)), now=NOW)
    for hour in range(24, 30):
        claims = [page(own(ONE), AMP)] if hour == hours or is_due(catalogue, AMP, NOW + hour * HOUR) else []
        put(catalogue, *claims, *([page(own(ONE))] if hour > 24 else []), now=NOW + hour * HOUR)
    assert stored(path) == texts(ONE)


def test_other_addresses_of_mixed_up_articles_follow_their_texts(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), page(shows(AMP, ONE)), now=NOW)
    for hours in (24, 25, 26, 27):
        put(catalogue, page(shows(AMP, ONE)), page(own(ONE)), page(own(TWO)), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE, TWO)
    (amp,) = rows(path, f"SELECT article_id FROM pages WHERE url = '{AMP}'")  # noqa: S608 - our own
    assert amp["article_id"] == article_id(ONE)


def test_a_teaser_among_the_readings_only_delays_the_text(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW)
    for hours in range(24, 29):
        behind = article(ONE, own(ONE).text[:40], title=TITLES[ONE], access="teaser")
        put(catalogue, page(behind if hours == 25 else own(ONE)), page(own(TWO)), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE, TWO)


def test_a_page_that_claims_the_address_of_a_held_text_is_no_article_of_its_own(
    catalogue: Catalogue, path: Path
) -> None:
    put(catalogue, page(own(TWO)), now=NOW)
    put(catalogue, page(shows(TWO, ONE)), now=NOW + DAY)
    put(catalogue, page(shows(TWO, ONE), AMP), now=NOW + DAY + HOUR)
    assert list(stored(path)) == [TWO]


# --- Stored texts that were right -----------------------------------------------------------------------


def test_an_article_keeps_its_text_while_its_address_shows_anothers(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW)
    for hours in range(24, 72):
        put(catalogue, page(shows(ONE, TWO)), *([page(own(TWO))] if hours % 8 == 1 else []), now=NOW + hours * HOUR)
        assert stored(path) == texts(ONE, TWO)
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW + 3 * DAY)
    assert stored(path) == texts(ONE, TWO)
    assert rows(path, "SELECT * FROM versions") == []


def test_an_article_keeps_its_text_until_the_address_of_the_other_one_is_read(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW)
    for hours in range(24, 72):
        put(catalogue, page(shows(ONE, TWO)), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE, TWO)


def test_a_mixup_that_lasts_is_undone_without_loss(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW)
    before = numbers(path)
    for hours in (24, 25, 26):
        put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW + hours * HOUR)
        assert set(stored(path).values()) == set(texts(ONE, TWO).values())
    for hours in (27, 28):
        put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW + hours * HOUR)
        assert set(stored(path).values()) == set(texts(ONE, TWO).values())
    assert (stored(path), numbers(path)) == (texts(ONE, TWO), before)


def test_a_mixed_up_article_whose_address_leads_to_a_third_one_leaves_its_text(
    catalogue: Catalogue, path: Path
) -> None:
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), page(own(THREE)), now=NOW)
    for hours in (24, 25, 26):
        put(catalogue, page(own(ONE)), page(own(THREE), TWO, final_url=THREE), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE, THREE)


@pytest.mark.parametrize("status", [404, 503])
def test_an_article_keeps_its_text_if_the_other_one_fails_once(status: int, catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW)
    put(catalogue, page(shows(ONE, TWO)), PageResult(TWO, status, "status"), now=NOW + DAY)
    for hours in range(25, 30):
        put(catalogue, page(shows(ONE, TWO)), page(own(TWO)), now=NOW + hours * HOUR)
    assert stored(path) == texts(ONE, TWO)


def test_a_mixup_of_an_hour_leaves_every_text_at_its_address(catalogue: Catalogue, path: Path) -> None:
    put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW)
    before = numbers(path)
    put(catalogue, page(shows(ONE, TWO)), page(shows(TWO, ONE)), now=NOW + DAY)
    for hours in (25, 26):
        put(catalogue, page(own(ONE)), page(own(TWO)), now=NOW + hours * HOUR)
    assert (stored(path), numbers(path)) == (texts(ONE, TWO), before)
    assert rows(path, "SELECT * FROM versions") == []
