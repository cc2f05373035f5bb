import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.items import Article, Image, Link, PageResult, article_id
from crawler.store.catalogue import Catalogue
from crawler.stories.article_graph import summary
from tests.support.patience import patience
from tests.support.stored import (
    ABROAD,
    DAY,
    HOUR,
    NOW,
    ONE,
    TEXT,
    TWO,
    Written,
    article,
    end_run,
    is_due,
    keep,
    page,
    row,
    rows,
    teaser,
)


def links_of(catalogue: Catalogue, url: str) -> list[Link]:
    stored = catalogue.stored_article(url)
    return stored[1] if stored else []


def test_the_file_is_kept_in_wal_mode_and_synced_in_full(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article()), NOW, keep)

    with catalogue.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": "wal"}]


def test_a_new_article_has_row_file_links_and_page(catalogue: Catalogue, path: Path) -> None:
    written = Written()
    found = article(
        related=[Link(TWO, "Another", "inline")], tags=["AI", "반도체"], images=[Image("https://e.com/a.jpg")]
    )

    outcome, file = catalogue.store(page(found, etag='"e"', last_modified="then"), NOW, written)

    assert (outcome, file) == ("new", f"000_{found.id}.txt")
    assert written == [(file, TEXT, True)]
    stored = row(path)
    assert (stored["id"], stored["number"], stored["file"], stored["version_count"]) == (found.id, 0, file, 1)
    assert stored["tags"] == '["AI", "반도체"]'
    link = row(path, "links")
    assert (link["from_id"], link["url"], link["kind"], link["title"]) == (found.id, TWO, "inline", "Another")
    seen = row(path, "pages")
    assert (seen["url"], seen["article_id"], seen["status"], seen["reason"]) == (ONE, found.id, 200, "")
    assert (seen["etag"], seen["last_modified"], seen["failures"]) == ('"e"', "then", 0)


def test_an_articles_times_keep_their_offset(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article(published=datetime.fromisoformat("2026-01-06T17:45:00+09:00"))), NOW, keep)

    assert row(path)["published"] == "2026-01-06T17:45:00+09:00"


def test_numbers_are_given_without_a_gap(catalogue: Catalogue) -> None:
    files = [
        catalogue.store(page(article(f"https://example.com/article/{number}", f"Text {number}")), NOW, keep)[1]
        for number in range(12)
    ]

    assert [file.split("_")[0] for file in files] == [f"{number:03d}" for number in range(12)]


def test_an_article_without_a_file_has_no_number(catalogue: Catalogue) -> None:
    catalogue.store(page(article()), NOW, keep)
    catalogue.store(page(teaser(TWO)), NOW, keep)
    catalogue.store(page(article(TWO + "?alias")), NOW, keep)
    catalogue.record_failure(PageResult("https://example.com/article/3", 404, "status"), NOW)

    _, file = catalogue.store(page(article("https://example.com/article/4", "Another text.")), NOW, keep)

    assert file.startswith("001_")


def test_the_thousandth_number_has_four_digits(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article()), NOW, keep)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE articles SET number = 999")
        connection.commit()

    assert catalogue.store(page(article(TWO, "Another.")), NOW, keep)[1].startswith("1000_")


def fail(name: str, _found: Article, _new: bool) -> None:
    raise OSError(28, "No space left on device", name)


def test_a_new_article_whose_file_fails_leaves_nothing(catalogue: Catalogue, path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        catalogue.store(page(article(related=[Link(TWO)])), NOW, fail)

    assert [rows(path, f"SELECT * FROM {table}") for table in ("articles", "links", "pages")] == [[], [], []]  # noqa: S608
    assert is_due(catalogue, ONE, None, NOW)
    assert catalogue.store(page(article()), NOW, keep)[1].startswith("000_")


def test_a_change_whose_file_fails_leaves_all_as_it_was(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article(related=[Link(TWO)])), NOW, keep)
    before = [rows(path, f"SELECT * FROM {table}") for table in ("articles", "links", "pages", "versions")]  # noqa: S608

    with pytest.raises(OSError, match="No space"):
        catalogue.store(page(article(text="Another text.", related=[Link(ABROAD)])), NOW + HOUR, fail)

    after = [rows(path, f"SELECT * FROM {table}") for table in ("articles", "links", "pages", "versions")]  # noqa: S608
    assert after == before


def test_a_page_without_an_article_cannot_be_stored(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="the page has no article"):
        catalogue.store(PageResult(ONE, 200), NOW, keep)


# --- one article under several addresses ---


def test_the_same_text_at_another_address_of_the_host_is_an_alias(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article(ONE)), NOW, keep)
    written = Written()

    outcome, file = catalogue.store(page(article(TWO, TEXT.upper().replace(" ", "  "))), NOW, written)

    assert (outcome, file, written) == ("alias", "", [])
    assert row(path)["url"] == ONE
    assert {seen["url"]: seen["article_id"] for seen in rows(path, "SELECT * FROM pages")} == {
        ONE: article_id(ONE),
        TWO: article_id(ONE),
    }
    assert not is_due(catalogue, TWO, None, NOW + HOUR / 2)


def test_the_same_text_on_another_host_is_an_article(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article(ONE)), NOW, keep)

    assert catalogue.store(page(article(ABROAD)), NOW, keep)[0] == "new"
    assert [found["number"] for found in rows(path, "SELECT number FROM articles ORDER BY number")] == [0, 1]


def test_the_same_teaser_at_another_address_is_no_alias(catalogue: Catalogue) -> None:
    catalogue.store(page(teaser(ONE)), NOW, keep)

    assert catalogue.store(page(teaser(TWO)), NOW, keep)[0] == "teaser"


def test_the_links_of_an_article_are_known_by_every_address_of_it(catalogue: Catalogue) -> None:
    link = Link("https://example.com/article/3", "A third", "inline")
    catalogue.store(page(article(ONE, related=[link])), NOW, keep)
    catalogue.store(page(article(TWO)), NOW, keep)

    assert links_of(catalogue, ONE) == links_of(catalogue, TWO) == [link]
    assert catalogue.stored_article("https://example.com/article/3") is None


def test_links_that_a_page_does_not_show_any_more_are_not_those_of_its_last_reading(catalogue: Catalogue) -> None:
    links = [Link(url, "", "related") for url in (TWO, "https://example.com/article/3")]
    catalogue.store(page(article(ONE, related=links)), NOW, keep)
    catalogue.store(page(article(ONE, related=links[1:], fetched=NOW + DAY)), NOW + DAY, keep)

    assert [link.url for link in links_of(catalogue, ONE)] == [links[1].url]
    catalogue.store(page(article(ONE, related=[], fetched=NOW + 2 * DAY)), NOW + 2 * DAY, keep)
    assert links_of(catalogue, ONE) == []


# --- an article that is read again ---


@pytest.mark.parametrize(
    "change",
    [{"text": "Another text."}, {"title": "SoftBank builds three"}, {"published": NOW}],
    ids=["text", "title", "published"],
)
def test_a_change_becomes_a_version(catalogue: Catalogue, path: Path, change: dict[str, Any]) -> None:
    first = catalogue.store(page(article()), NOW, keep)[1]
    written = Written()
    changed = article(fetched=NOW + DAY, **change)

    outcome, file = catalogue.store(page(changed), NOW + DAY, written)

    assert (outcome, file) == ("changed", first)
    assert written == [(first, changed.text, False)]
    stored, version = row(path), row(path, "versions")
    assert (stored["title"], stored["text"], stored["version_count"]) == (changed.title, changed.text, 2)
    assert (version["article_id"], version["version"]) == (changed.id, 1)
    assert (version["title"], version["text"]) == ("SoftBank builds", TEXT)
    assert version["read"] == NOW.isoformat()


def test_every_earlier_text_is_kept(catalogue: Catalogue, path: Path) -> None:
    for number in range(4):
        catalogue.store(page(article(text=f"Text {number}.")), NOW + number * DAY, keep)

    versions = rows(path, "SELECT version, text FROM versions ORDER BY version")
    assert [(found["version"], found["text"]) for found in versions] == [(1, "Text 0."), (2, "Text 1."), (3, "Text 2.")]
    assert row(path)["version_count"] == 4


def test_white_space_and_case_are_no_change(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article()), NOW, keep)
    written = Written()

    outcome, _ = catalogue.store(page(article(text=TEXT.replace(" ", "  "))), NOW + DAY, written)

    assert (outcome, written, rows(path, "SELECT * FROM versions")) == ("unchanged", [], [])
    assert (row(path)["text"], row(path)["version_count"]) == (TEXT, 1)


def test_a_change_outside_the_text_is_stored_without_a_version(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article()), NOW, keep)

    outcome, _ = catalogue.store(page(article(tags=["AI"], modified=NOW)), NOW + DAY, keep)

    stored = row(path)
    assert (outcome, stored["tags"], stored["version_count"]) == ("unchanged", '["AI"]', 1)
    assert (stored["first_seen"], stored["last_seen"]) == (NOW.isoformat(), (NOW + DAY).isoformat())


def test_a_stored_full_text_is_kept_when_the_page_later_shows_a_paywall(catalogue: Catalogue, path: Path) -> None:
    _, file = catalogue.store(page(article(related=[Link(TWO)])), NOW, keep)
    written = Written()

    outcome, _ = catalogue.store(page(teaser()), NOW + DAY, written)

    stored = row(path)
    assert (outcome, written) == ("unchanged", [])
    assert (stored["text"], stored["access"], stored["file"], stored["version_count"]) == (TEXT, "open", file, 1)
    assert rows(path, "SELECT * FROM versions") == []
    assert [link.url for link in links_of(catalogue, ONE)] == [TWO]
    assert not is_due(catalogue, ONE, None, NOW + 2 * DAY)


def test_the_links_of_a_paywalled_page_do_not_replace_those_of_the_full_text(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article(related=[Link(TWO)])), NOW, keep)
    catalogue.store(page(article(text="SoftBank said.", access="teaser", related=[Link(ABROAD)])), NOW + DAY, keep)

    assert [link["url"] for link in rows(path, "SELECT * FROM links")] == [TWO]


def test_a_teaser_has_a_row_and_no_file(catalogue: Catalogue, path: Path) -> None:
    written = Written()

    assert catalogue.store(page(teaser()), NOW, written) == ("teaser", "")
    stored = row(path)
    assert (written, stored["number"], stored["file"], stored["access"]) == ([], None, None, "teaser")


def test_a_teaser_that_opens_becomes_a_new_file(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(teaser()), NOW, keep)
    written = Written()

    outcome, file = catalogue.store(page(article()), NOW + DAY, written)

    assert (outcome, file) == ("new", f"000_{article_id(ONE)}.txt")
    assert written == [(file, TEXT, True)]
    stored = row(path)
    assert (stored["text"], stored["access"], stored["number"], stored["file"]) == (TEXT, "open", 0, file)
    assert stored["first_seen"] == NOW.isoformat()
    assert not is_due(catalogue, ONE, None, NOW + DAY)


def test_a_link_that_the_page_drops_stays_known(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article(related=[Link(TWO, "Two")])), NOW, keep)
    catalogue.store(page(article(related=[Link(TWO, "Two, again"), Link(ABROAD)])), NOW + DAY, keep)
    catalogue.store(page(article(related=[Link(ABROAD)])), NOW + 2 * DAY, keep)

    found = rows(path, "SELECT url, title, first_seen FROM links ORDER BY url")
    assert [(link["url"], link["title"], link["first_seen"]) for link in found] == [
        (TWO, "Two, again", NOW.isoformat()),
        (ABROAD, "", (NOW + DAY).isoformat()),
    ]


def test_an_article_that_comes_back_is_no_longer_gone(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article()), NOW, keep)
    for hours in (24, 25):
        catalogue.record_failure(PageResult(ONE, 200, "gone"), NOW + hours * HOUR)
        catalogue.due_urls.last_article = NOW + hours * HOUR + HOUR / 2
        end_run(catalogue, NOW + hours * HOUR)
    assert row(path)["gone"]
    catalogue.store(page(article()), NOW + 2 * DAY, keep)

    assert row(path)["gone"] is None
    assert row(path, "pages")["gone_since"] is None


@pytest.mark.parametrize("reason", ["wall", "network", "empty", "challenge"])
def test_an_article_that_could_not_be_read_again_is_not_gone(catalogue: Catalogue, path: Path, reason: str) -> None:
    catalogue.store(page(article()), NOW, keep)
    catalogue.record_failure(PageResult(ONE, 200, reason), NOW + DAY)

    assert (row(path)["gone"], row(path)["text"]) == (None, TEXT)


# --- everything else ---


def test_the_text_of_a_file_is_what_is_committed(catalogue: Catalogue) -> None:
    _, file = catalogue.store(page(article()), NOW, keep)
    catalogue.store(page(article(title="SoftBank builds three", text="Another text.")), NOW + DAY, keep)

    assert catalogue.file_text(file) == ("SoftBank builds three", "Another text.")
    assert catalogue.file_text("999_0123456789abcdef.txt") is None


def test_stored_articles_are_there_when_the_catalogue_is_opened_again(catalogue: Catalogue, path: Path) -> None:
    catalogue.store(page(article()), NOW, keep)
    catalogue.close()

    again = Catalogue(f"sqlite:///{path}", "example")
    try:
        assert not is_due(again, ONE, None, NOW)
        assert again.store(page(article(TWO, "Another text.")), NOW, keep)[1].startswith("001_")
    finally:
        again.close()


def test_a_run_is_written_down_with_how_it_ended(catalogue: Catalogue, path: Path) -> None:
    number = catalogue.run_log.start({"depth": 2}, NOW)
    assert row(path, "runs")["ended"] is None

    catalogue.run_log.end(number, {"new": 3}, 65, "the site changed", NOW + HOUR)

    ended = row(path, "runs")
    assert (ended["spider"], ended["arguments"], ended["counts"]) == ("example", '{"depth": 2}', '{"new": 3}')
    assert (ended["exit_code"], ended["reason"]) == (65, "the site changed")
    assert (ended["started"], ended["ended"]) == (NOW.isoformat(), (NOW + HOUR).isoformat())


def test_the_summary_counts_articles_with_a_file(catalogue: Catalogue) -> None:
    catalogue.store(page(article(related=[Link(TWO), Link(ABROAD)])), NOW, keep)
    catalogue.store(page(teaser(TWO)), NOW, keep)

    counted = summary(catalogue.engine, "example")

    assert (counted.articles, counted.links) == (1, 2)


def test_two_catalogues_on_one_file_number_without_a_gap_or_a_double(path: Path) -> None:
    each = 25
    both = [Catalogue(f"sqlite:///{path}", outlet) for outlet in ("one", "two")]
    start = threading.Barrier(2)

    def fill(opened: Catalogue) -> None:
        start.wait(timeout=patience(10))
        for number in range(each):
            url = f"https://{opened.outlet}.example.com/article/{number}"
            opened.store(page(article(url, f"Text {number} of {opened.outlet}.")), NOW, keep)

    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(fill, opened) for opened in both]
    for future, opened in zip(done, both, strict=True):
        opened.close()
        future.result()

    numbers = [found["number"] for found in rows(path, "SELECT number FROM articles ORDER BY number")]
    assert numbers == list(range(2 * each))
