from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.frontier import AGAIN, RELATED, UNDATED, Batch, Candidate, Frontier
from crawler.items import Listed

NEW, OLD = (datetime(2026, 1, day, tzinfo=UTC) for day in (2, 1))


def listed(name: str, published: datetime | None = None) -> Listed:
    return Listed(f"https://example.com/{name}", published=published)


def order(frontier: Frontier) -> list[str]:
    return [candidate.entry.url.rpartition("/")[2] for candidate in frontier.take(100)]


def test_what_is_to_be_read_again_has_its_place_by_date_where_a_list_names_it() -> None:
    frontier = Frontier(9)
    for name in ("a", "b"):
        frontier.add(Candidate(listed(name), kind=AGAIN))
    frontier.add(Candidate(listed("c", OLD)))
    frontier.add(Candidate(listed("r"), kind=RELATED))
    assert frontier.add(Candidate(listed("b", NEW)))
    assert frontier.add(Candidate(listed("c", OLD), kind=AGAIN))

    assert order(frontier) == ["b", "c", "r", "a"]
    assert not len(frontier)


def test_a_page_of_a_list_waits_for_what_was_met_before_and_is_still_to_come() -> None:
    done: list[Batch] = []
    frontier, batch = Frontier(9), Batch(done.append)
    frontier.add(Candidate(listed("a"), kind=AGAIN))
    frontier.add(Candidate(listed("a", NEW), batch=batch))
    batch.release()
    assert order(frontier) == ["a"]
    assert not done
    frontier.settle(listed("a").url)

    assert done == [batch]


def test_a_page_of_a_list_is_not_done_before_all_of_it_is_known() -> None:
    done: list[Batch] = []
    frontier, batch = Frontier(9), Batch(done.append)
    for name in ("a", "b"):
        frontier.add(Candidate(listed(name), kind=UNDATED, batch=batch))
        assert order(frontier) == [name]
        frontier.settle(listed(name).url)
        assert not done
    batch.release()

    assert done == [batch]


@pytest.mark.parametrize("follows", [True, False])
def test_what_is_settled_is_not_asked_for_again(follows: bool) -> None:
    frontier = Frontier(9, follows=follows)
    frontier.add(Candidate(listed("a", OLD)))
    assert order(frontier) == ["a"]
    frontier.settle(listed("a").url)
    again = frontier.add(Candidate(listed("a", NEW)))

    assert again
    assert again.taken
    assert order(frontier) == []
