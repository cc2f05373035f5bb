"""Pages whose `canonical` names another article of their outlet: now and then it is the same, now and then another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import run_command
from tests.sites import assert_whole, keys, paragraphs, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import Site
    from tests.test_crawl import Crawl

OWN, CLAIMING = keys(2, 10000050)
CANONICAL = f'<link rel="canonical" href="{url_of(OWN)}">'


@pytest.fixture
def site(site: Site) -> Site:
    """A site where one article says that its address is that of another."""
    site.article(OWN)
    site.article(CLAIMING, head=CANONICAL)
    return site


def texts(run: Crawl) -> dict[int, str]:
    """Returns the first paragraph of what is stored, by key."""
    stored = run.tables["articles"]
    return {int(row["url"].rpartition("/")[2]): row["text"].partition("\n")[0] for row in stored}


@pytest.mark.parametrize("lists", [[(CLAIMING,), (OWN,)], [(CLAIMING, OWN)], [(OWN, CLAIMING)], [(OWN,), (CLAIMING,)]])
def test_an_article_keeps_its_place_whatever_another_page_says_and_whichever_came_first(
    lists: list[tuple[int, ...]], site: Site, data: Path
) -> None:
    for listed in [*lists, lists[-1]]:
        site.list(*listed)
        run = site.crawl(data)
        assert run.code == 0, run.log
    assert texts(run) == {key: paragraphs(key)[0] for key in (OWN, CLAIMING)}
    assert run.tables["versions"] == []
    assert_whole(run)
    site.list(OWN, CLAIMING)
    assert [url for url in site.crawl(data).asked if "/article/" in url] == []


def test_articles_that_all_say_to_be_one_are_all_kept(site: Site, data: Path) -> None:
    claiming = keys(3, CLAIMING)
    site.articles(claiming, head=CANONICAL)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert sorted(texts(run).values()) == [paragraphs(key)[0] for key in claiming]
    site.list(OWN, *claiming)
    for _ in range(2):
        run = site.crawl(data)
    assert texts(run) == {key: paragraphs(key)[0] for key in (OWN, *claiming)}
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


def test_what_a_page_said_to_be_is_forgotten_with_the_article(site: Site, data: Path) -> None:
    site.list(CLAIMING)
    site.crawl(data)
    assert run_command(data, "forget", url_of(OWN)).returncode == 0
    site.list(OWN, CLAIMING)
    run = site.crawl(data)
    assert [url for url in run.asked if "/article/" in url] == []
    assert run.tables["articles"] == []
