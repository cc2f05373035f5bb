"""Pages whose `canonical` names another article of their outlet: now and then it is the same, now and then another."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import run_command
from tests.support.patience import patience
from tests.support.sites import assert_whole, keys, own, paragraphs, texts, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site

OWN, CLAIMING = keys(2, 10000050)


def canonical(key: int) -> str:
    return f'<link rel="canonical" href="{url_of(key)}">'


CANONICAL = canonical(OWN)


@pytest.fixture
def site(site: Site) -> Site:
    """A site where one article says that its address is that of another."""
    site.article(OWN)
    site.article(CLAIMING, head=CANONICAL)
    return site


@pytest.mark.parametrize("lists", [[(CLAIMING,), (OWN,)], [(CLAIMING, OWN)], [(OWN, CLAIMING)], [(OWN,), (CLAIMING,)]])
def test_an_article_keeps_its_number_whatever_another_page_claims_and_in_any_order(
    lists: list[tuple[int, ...]], site: Site, data: Path
) -> None:
    for listed in [*lists, lists[-1]]:
        site.list(*listed)
        run = site.crawl(data)
        assert run.code == 0, run.log
    assert texts(run) == own(OWN, CLAIMING)
    assert run.tables["versions"] == []
    assert_whole(run)
    site.list(OWN, CLAIMING)
    assert [url for url in site.crawl(data).asked if "/article/" in url] == []


def test_articles_that_all_claim_one_canonical_address_are_all_kept(site: Site, data: Path) -> None:
    claiming = keys(3, CLAIMING)
    site.articles(claiming, head=CANONICAL)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert sorted(texts(run).values()) == [paragraphs(key)[0] for key in claiming]
    site.list(OWN, *claiming)
    for _ in range(2):
        run = site.crawl(data)
    assert texts(run) == own(OWN, *claiming)
    assert_whole(run)


def test_articles_that_all_claim_one_address_are_stored_under_their_own(site: Site, data: Path) -> None:
    claimed = site.listed[0]
    site.crawl(data)
    site.list(*keys(5, first=10000101))
    for key in site.listed:
        site.article(key, head=canonical(claimed))
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert texts(run) == own(*keys(3), *keys(5, first=10000101))
    assert_whole(run)


def test_an_address_that_another_page_has_claimed_first_gets_its_own_article(site: Site, data: Path) -> None:
    other, claimed, _ = site.listed
    site.article(other, head=canonical(claimed))
    assert texts(site.crawl(data))[claimed] == paragraphs(claimed)[0]
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert texts(run) == own(*site.listed)
    assert_whole(run)


def hold_up(data: Path) -> bool:
    """Writes to the catalogue once the second run has begun, so long that all its pages wait and are stored at once."""
    with closing(sqlite3.connect(data / "catalogue.sqlite", isolation_level=None)) as connection:
        deadline = time.monotonic() + patience(12)
        while time.monotonic() < deadline:
            if connection.execute("SELECT count(*) FROM runs").fetchone()[0] > 1:
                connection.execute("BEGIN IMMEDIATE")
                time.sleep(2)
                connection.execute("ROLLBACK")
                return True
            time.sleep(0.02)
    return False


def test_articles_that_come_together_with_what_claims_them_are_all_kept(site: Site, data: Path) -> None:
    owned, claiming = keys(8, 10000201), keys(8, 10000301)
    for key, other in zip(owned, claiming, strict=True):
        site.article(key)
        site.article(other, head=canonical(key))
    site.list(OWN)
    site.crawl(data)
    site.list(*(key for pair in zip(owned, claiming, strict=True) for key in pair))
    with ThreadPoolExecutor(1) as beside:
        written = beside.submit(hold_up, data)
        run = site.crawl(data)
        assert written.result()
    assert run.code == 0, run.log
    run = site.crawl(data)
    assert texts(run) == own(OWN, *owned, *claiming)
    assert_whole(run)


def test_a_page_that_changes_altogether_is_a_version_of_what_it_was(site: Site, data: Path) -> None:
    site.list(CLAIMING)
    site.crawl(data)
    changed = site.article(CLAIMING, head=CANONICAL, text=paragraphs(7)).replace(b"is let to", b"was sold to")
    site.answer(str(CLAIMING), url_of(CLAIMING), changed)
    run = site.crawl(data, "-a", f"url={url_of(CLAIMING)}", "-a", "depth=0")
    assert texts(run) == {OWN: paragraphs(7)[0]}
    assert len(run.tables["versions"]) == 1


def test_links_that_another_page_had_are_not_an_articles_own(site: Site, data: Path) -> None:
    link = f'<a href="{url_of(10000001)}">A story</a>'
    block = f'<div class="related_news"><h3>Related</h3><ul><li>{link}</li></ul></div>'
    page = site.article(CLAIMING, head=CANONICAL)
    site.answer(str(CLAIMING), url_of(CLAIMING), page.replace(b"</article>", f"</article>{block}".encode()))
    for listed in (CLAIMING, OWN, OWN):
        site.list(listed)
        run = site.crawl(data)
    articles = {row["id"]: row["url"] for row in run.tables["articles"]}
    assert {articles[row["from_id"]] for row in run.tables["links"]} <= {url_of(CLAIMING)}


def test_a_page_that_shows_the_same_article_is_believed(site: Site, data: Path) -> None:
    site.answer(str(OWN), url_of(OWN), site.article(CLAIMING, head=CANONICAL))
    site.list(CLAIMING)
    first = site.crawl(data)
    assert list(texts(first)) == [OWN]
    site.list(OWN, CLAIMING)
    second = site.crawl(data)
    assert [url for url in second.asked if "/article/" in url] == [url_of(OWN)]
    assert second.files == first.files
    third = site.crawl(data)
    assert [url for url in third.asked if "/article/" in url] == []


def test_a_page_with_another_headline_over_most_of_the_text_shows_the_same_article(site: Site, data: Path) -> None:
    site.article(CLAIMING, head=CANONICAL, text=[*paragraphs(OWN)[:2], "The rent was raised in the evening."])
    for listed in [(OWN,), (CLAIMING,)]:
        site.list(*listed)
        run = site.crawl(data)
    assert list(texts(run)) == [OWN]


def test_a_canonical_claim_is_forgotten_with_its_article(site: Site, data: Path) -> None:
    site.list(CLAIMING)
    site.crawl(data)
    assert run_command(data, "forget", url_of(OWN)).returncode == 0
    site.list(OWN, CLAIMING)
    run = site.crawl(data)
    assert [url for url in run.asked if "/article/" in url] == []
    assert run.tables["articles"] == []
