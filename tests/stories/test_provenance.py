"""Why an address is stored or not, by what runs have noted of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from crawler.items import FOUND_BY_LINK, Article, Link, ListEntry, PageResult, article_id
from crawler.outcomes import Outcome
from crawler.selection.filter import short_key
from crawler.store.articles.forget import forget
from crawler.store.catalogue import Catalogue
from crawler.stories.article_graph import find_article
from crawler.stories.provenance import PageText, Way, provenance
from tests.support.stored import DAY, HOUR, NOW, article, keep, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASKED, FORM, PARENT, OTHER = (f"https://example.com/article/{name}" for name in ("asked", "form", "parent", "other"))
SUBJECT = "Ingrid Halvorsen sold Borealis Freight.\n\nBorealis Freight has nine ships, Ingrid Halvorsen said."
BEARS = "A bear slept on a bench.\n\nThe wardens of the park led hikers around it."


@pytest.fixture
def catalogue(path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(f"sqlite:///{path}", "example")
    yield opened
    opened.close()


def store(catalogue: Catalogue, url: str, *linked: str, later: int = 0, **values: Any) -> Article:
    """Stores an article that links to addresses, as it was read so many hours after `NOW`."""
    now = NOW + later * HOUR
    told = {"text": SUBJECT, "title": f"On {url[-6:]}", **values}
    made = article(url, related=[Link(each, "A link") for each in linked], fetched=now, **told)
    catalogue.store(page(made), now, keep)
    return made


def refuse(catalogue: Catalogue, *unmet: str, reasons: list[dict[str, Any]] | None = None, **values: Any) -> None:
    """Records that the page gave an article that did not meet conditions."""
    noted = {"reason": Outcome.NO_MATCH, "unmet_condition": "\n".join(unmet), "reasons": reasons, **values}
    catalogue.record_failure(PageResult(ASKED, 200, **noted), NOW)


def way(parent: str = "", *, named: bool = False, **looked_for: str) -> dict[str, Any]:
    return {**looked_for, "parent": parent, "named": named, "depth": 1}


# --- Stored or not ------------------------------------------------------------------------------


def test_of_an_address_that_nobody_knows_there_is_nothing(catalogue: Catalogue) -> None:
    found = provenance(catalogue.engine, [ASKED])
    assert (found.article, found.pages, found.links, found.ways, found.unmet, found.named) == (None, [], [], [], [], "")


def test_a_stored_article_is_told_under_each_of_its_addresses(catalogue: Catalogue) -> None:
    made = store(catalogue, PARENT)
    catalogue.record_alias(PageResult(ASKED, 200), made.id, NOW + HOUR)
    found = provenance(catalogue.engine, [ASKED])
    assert found.article
    assert (found.article.id, found.article.url, found.article.file) == (made.id, PARENT, f"000_{made.id}.txt")
    assert [each.url for each in found.pages] == [ASKED, PARENT]
    assert all(each.next_read and each.is_due_for_news for each in found.pages)


def test_a_failure_is_told_with_its_status_and_next_reading(catalogue: Catalogue) -> None:
    catalogue.record_failure(PageResult(ASKED, 404, Outcome.STATUS), NOW)
    (read,) = provenance(catalogue.engine, [FORM, ASKED]).pages
    assert (read.url, read.status, read.reason, read.is_due_for_news) == (ASKED, 404, "status", True)
    assert NOW < datetime.fromisoformat(read.next_read) < NOW + DAY


def test_what_shared_too_little_is_read_again_only_if_something_leads_there(catalogue: Catalogue) -> None:
    refuse(catalogue, f"related to {article_id(PARENT)}", reasons=[way(PARENT)], found_by=FOUND_BY_LINK)
    (read,) = provenance(catalogue.engine, [ASKED]).pages
    assert read.next_read
    assert not read.is_due_for_news


def test_what_a_list_named_and_no_run_requested_waits(catalogue: Catalogue) -> None:
    catalogue.work_list.add([ListEntry(ASKED)], [""], NOW, 10, is_backfill=False)
    assert provenance(catalogue.engine, [ASKED]).named == NOW.isoformat()


# --- Links --------------------------------------------------------------------------------------


def test_each_article_that_links_is_told_with_what_both_share(catalogue: Catalogue) -> None:
    store(catalogue, PARENT, ASKED, OTHER)
    store(catalogue, OTHER, ASKED, text=BEARS, title="A bear")
    text = PageText("Ships", SUBJECT, [], "en", "open")
    one, two = sorted(provenance(catalogue.engine, [ASKED], text).links, key=lambda link: link.title)
    assert (one.id, one.kind, one.last_seen, one.is_enough) == (article_id(OTHER), "related", "", False)
    assert (two.id, two.is_enough) == (article_id(PARENT), True)
    assert one.shares == "shares nothing"
    assert "Borealis Freight" in two.shares


def test_without_a_page_the_stored_text_is_compared_and_without_that_what_was_read_counts(catalogue: Catalogue) -> None:
    store(catalogue, PARENT, ASKED)
    refuse(catalogue, f"related to {article_id(PARENT)}", reasons=[way(PARENT)])
    (link,) = provenance(catalogue.engine, [ASKED]).links
    assert (link.shares, link.is_enough, link.was_refused) == ("", None, True)
    store(catalogue, ASKED, text=f"{SUBJECT}\n\nThe ships are old.")
    (link,) = provenance(catalogue.engine, [ASKED]).links
    assert (link.is_enough, link.was_refused) == (True, False)


def test_a_teaser_is_not_judged(catalogue: Catalogue) -> None:
    store(catalogue, PARENT, ASKED)
    (link,) = provenance(catalogue.engine, [ASKED], PageText("A bear", BEARS, [], "en", "teaser")).links
    assert (link.shares, link.is_enough) == ("shares nothing", None)


def test_a_link_that_its_page_no_longer_shows_says_since_when(catalogue: Catalogue) -> None:
    store(catalogue, PARENT, ASKED)
    store(catalogue, PARENT, OTHER, later=3)
    (link,) = provenance(catalogue.engine, [ASKED]).links
    assert link.last_seen == NOW.isoformat()


def test_links_to_any_address_of_the_article_count_once(catalogue: Catalogue) -> None:
    made = store(catalogue, FORM)
    catalogue.record_alias(PageResult(ASKED, 200), made.id, NOW)
    store(catalogue, PARENT, ASKED)
    store(catalogue, PARENT, FORM, later=3)
    for asked in (ASKED, FORM):
        (link,) = provenance(catalogue.engine, [asked]).links
        assert (link.id, link.last_seen) == (article_id(PARENT), "")


# --- Ways and conditions ------------------------------------------------------------------------


def test_the_ways_of_a_failed_page_are_told_with_what_was_looked_for(catalogue: Catalogue) -> None:
    store(catalogue, PARENT)
    reasons = [way(), way(named=True), way(PARENT), way(OTHER), way(query="ships OR bears", since="2025-02-03")]
    catalogue.record_failure(PageResult(ASKED, 500, Outcome.STATUS, reasons=reasons), NOW)
    found = provenance(catalogue.engine, [ASKED]).ways
    assert {(each.kind, each.conditions, each.parent, each.parent_id) for each in found} == {
        ("list", (), "", ""),
        ("user", (), "", ""),
        ("link", (), PARENT, article_id(PARENT)),
        ("link", (), OTHER, ""),
        ("list", ("ships OR bears", "since 2025-02-03"), "", ""),
    }


@pytest.mark.parametrize(
    ("found_by", "told"),
    [
        ("", Way("news")),
        (FOUND_BY_LINK, Way("link")),
        (short_key("ships"), Way("words", ("ships",))),
        (short_key("whales"), Way("words")),
    ],
    ids=["news", "a link", "words that a run tells", "words that none tells"],
)
def test_a_stored_article_tells_what_it_was_found_by(catalogue: Catalogue, found_by: str, told: Way) -> None:
    catalogue.run_log.start({"query": "ships"}, NOW)
    catalogue.store(page(article(ASKED), found_by=found_by), NOW, keep)
    assert provenance(catalogue.engine, [ASKED]).ways == [told]


def test_each_condition_that_was_not_met_is_told(catalogue: Catalogue) -> None:
    store(catalogue, PARENT)
    near, far = article_id(PARENT), article_id(OTHER)
    refuse(
        catalogue, "ships OR bears", "since 2025-02-03", "until 2025-03-04", f"related to {near}", f"related to {far}"
    )
    assert [(each.kind, each.id, each.title) for each in provenance(catalogue.engine, [ASKED]).unmet] == [
        ("words", "", ""), ("since", "", ""), ("until", "", ""), ("related", near, "On parent"), ("related", far, ""),
    ]  # fmt: skip


def test_a_condition_that_names_another_address_of_an_article_is_told_with_its_title(catalogue: Catalogue) -> None:
    made = store(catalogue, PARENT, ASKED)
    catalogue.record_alias(PageResult(FORM, 200), made.id, NOW)
    refuse(catalogue, f"related to {article_id(FORM)}")
    found = provenance(catalogue.engine, [ASKED])
    assert [(each.id, each.title) for each in found.unmet] == [(made.id, "On parent")]
    assert [link.was_refused for link in found.links] == [True]


def test_what_was_forgotten_waits_for_nothing(catalogue: Catalogue, path: Path) -> None:
    store(catalogue, ASKED)
    stored = find_article(catalogue.engine, ASKED, lambda _: ())
    assert stored
    forget(catalogue.engine, stored, path.parent)
    found = provenance(catalogue.engine, [ASKED])
    assert found.article is None
    assert [(each.reason, each.next_read) for each in found.pages] == [("forgotten", "")]
    assert found.ways == [Way("news")]
