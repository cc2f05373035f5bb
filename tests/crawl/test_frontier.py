from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from crawler.crawl.scheduling.frontier import Batch, Candidate, CandidateState, Frontier, Priority, Reason, pack_entries
from crawler.crawl.scheduling.url_set import UrlHashSet
from crawler.items import ListEntry

NEW, OLD = (datetime(2026, 1, day, tzinfo=UTC) for day in (2, 1))


def listed(name: str, published: datetime | None = None) -> ListEntry:
    return ListEntry(f"https://example.com/{name}", published=published)


def order(frontier: Frontier) -> list[str]:
    return [candidate.entry.url.rpartition("/")[2] for candidate in frontier.next_candidates(10_000)]


def test_the_newest_come_first_by_the_latest_time_that_their_list_states() -> None:
    frontier = Frontier(9)
    changed = ListEntry("https://example.com/changed", published=OLD - timedelta(9), modified=NEW + timedelta(1))
    for entry in (listed("old", OLD), listed("new", NEW), changed):
        frontier.add(Candidate(entry))

    assert order(frontier) == ["changed", "new", "old"]


def test_undated_entries_keep_their_order_after_dated_ones() -> None:
    frontier = Frontier(9)
    for entry in (listed("b"), listed("a"), listed("dated", OLD)):
        frontier.add(Candidate(entry))

    assert order(frontier) == ["dated", "b", "a"]


def test_of_related_articles_the_nearest_come_first() -> None:
    frontier = Frontier(9)
    for name, steps in (("far", 0), ("near", 2), ("between", 1)):
        frontier.add(Candidate(listed(name, NEW), {Reason(parent="p"): steps}, Priority.RELATED))

    assert order(frontier) == ["near", "between", "far"]


def test_an_article_due_again_is_ordered_by_date_if_a_list_names_it() -> None:
    frontier = Frontier(9)
    for name in ("a", "b"):
        frontier.add(Candidate(listed(name), priority=Priority.RECRAWL))
    frontier.add(Candidate(listed("c", OLD)))
    frontier.add(Candidate(listed("r"), priority=Priority.RELATED))
    assert frontier.add(Candidate(listed("b", NEW)))
    assert frontier.add(Candidate(listed("c", OLD), priority=Priority.RECRAWL))

    assert order(frontier) == ["b", "c", "r", "a"]
    assert not len(frontier)


def test_a_listing_page_waits_for_earlier_articles_that_are_still_pending() -> None:
    done: list[Batch] = []
    frontier, batch = Frontier(9), Batch(done.append)
    frontier.add(Candidate(listed("a"), priority=Priority.RECRAWL))
    frontier.add(Candidate(listed("a", NEW), batch=batch))
    batch.item_settled()
    assert order(frontier) == ["a"]
    assert not done
    frontier.mark_done(listed("a").url)

    assert done == [batch]


def test_a_page_of_a_list_is_not_done_before_all_of_it_is_known() -> None:
    done: list[Batch] = []
    frontier, batch = Frontier(9), Batch(done.append)
    for name in ("a", "b"):
        frontier.add(Candidate(listed(name), priority=Priority.UNDATED, batch=batch))
        assert order(frontier) == [name]
        frontier.mark_done(listed(name).url)
        assert not done
    batch.item_settled()

    assert done == [batch]


@pytest.mark.parametrize("follows", [True, False])
def test_an_answered_url_is_not_requested_again(follows: bool) -> None:
    frontier = Frontier(9, keep_candidates=follows)
    frontier.add(Candidate(listed("a", OLD)))
    assert order(frontier) == ["a"]
    frontier.mark_done(listed("a").url)
    again = frontier.add(Candidate(listed("a", NEW)))

    assert again
    assert again.state is CandidateState.REQUESTED
    assert order(frontier) == []


def test_a_url_set_recognises_each_of_many_addresses_in_little_more_than_eight_bytes_each() -> None:
    marks, many = UrlHashSet(), 20_000
    tracemalloc.start()
    for number in range(many):
        marks.add(listed(f"{number * 7919 % many}").url)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert all(listed(f"{number}").url in marks for number in range(many))
    assert not any(listed(f"other-{number}").url in marks for number in range(many))
    assert taken < many * 12


@pytest.mark.parametrize("size", [3, 2000])
def test_packed_list_entries_keep_their_order(size: int) -> None:
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=7 * number % size) for number in range(size)]
    entries = [listed(f"{number}", day if number % 3 else None) for number, day in enumerate(days)]
    plain, packed, batch = Frontier(10_000), Frontier(10_000, keep_candidates=False), Batch(lambda _: None)
    for frontier in (plain, packed):
        frontier.add(Candidate(listed("again"), priority=Priority.RECRAWL))
        frontier.add(Candidate(listed("amid", days[size // 2])))
    for entry in entries:
        plain.add(Candidate(entry))
    packed.add_packed(pack_entries(entries), batch)
    for frontier in (plain, packed):
        frontier.add(Candidate(listed("late")))

    assert order(packed) == order(plain)


def test_a_list_waits_for_all_that_is_packed_and_for_nothing_that_another_list_has_named() -> None:
    done: list[Batch] = []
    frontier = Frontier(9, keep_candidates=False)
    batches = [Batch(done.append), Batch(done.append)]
    for batch in batches:
        frontier.add_packed(pack_entries([listed("a", NEW), listed("b", OLD)]), batch)
        batch.item_settled()
    assert order(frontier) == ["a", "b"]
    assert done == batches[1:]
    for name in ("a", "b"):
        frontier.mark_done(listed(name).url)

    assert done == [*batches[1:], batches[0]]
    assert not len(frontier)
