"""Several topics in one run: what is stored, which topics each article has, and what runs with other sets take up."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.support.archives import (
    HTML,
    SEOUL,
    SITEMAP,
    Outlet,
    asked_articles,
    asked_lists,
    keys_of,
    later,
    table,
    thirty_articles,
    url_of,
)
from tests.support.commands import run_command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Crawl

# A word of its own for each topic; the last is asked for with the word of the fourth.
WORDS = ("은하수", "느티나무", "두루마리", "잠수함", "돌고래")
START = datetime.now(SEOUL).replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=4)
FEW = ("-a", "depth=0")


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    return Writer(tmp_path)


class Writer:
    """Writes topic files, each named by its first word."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, query: str = "", more: str = "") -> str:
        path = self._folder / f"{name}.toml"
        path.write_text(f'{more}\n[queries]\nko = "{query or name}"\n', encoding="utf-8")
        return str(path)


def topics(*paths: str) -> tuple[str, str]:
    return "-a", f"topic={' '.join(paths)}"


def told(run: Crawl) -> dict[int, list[str]]:
    """Returns the topics of each stored article, by key."""
    return {int(url.rpartition("=")[2]): json.loads(row["topics"]) for url, row in run.articles.items()}


@pytest.fixture
def made(tmp_path: Path) -> Outlet:
    """A site with a search: eight articles for each of the words, some for two of them, and links to others."""
    made = Outlet(tmp_path / "replay" / "kbs")
    for place, word in enumerate(WORDS):
        first = 8300000 + 100 * place
        for number in range(8):
            both = f"{word} {WORDS[(place + 1) % 5]}" if number == 3 else word
            # What only a link leads to, and what a link leads to that has no word.
            links = (first + 50, first + 60) if number == 0 else ()
            made.article(first + number, START + timedelta(hours=9 * number + place), both, related=links)
        made.article(first + 50, START, word)
        made.article(first + 60, START, "강아지")
        # A search finds what only mentions the word elsewhere on its page.
        made.article(first + 70, START, "고양이")
    for place, word in enumerate(WORDS):
        has_word = [key for key, (_, words) in made.articles.items() if word in words and key % 100 < 50]
        found = sorted([*has_word, 8300070 + 100 * place], key=lambda key: made.articles[key][0], reverse=True)
        made.found(quote(word), *found)
    return made


@pytest.fixture
def listed(tmp_path: Path) -> Outlet:
    """A site without a search, whose sitemap names articles for one of three words, for two, and for none."""
    made = Outlet(tmp_path / "replay" / "kbs")
    said = ("은하수", "느티나무", "두루마리", "은하수 느티나무", "고양이", "강아지")
    for place, words in enumerate(said):
        made.article(8400000 + place, START + timedelta(hours=place), words)
    made.sitemap(*made.articles)
    return made


# --- One run in place of several ----------------------------------------------------------------


@pytest.mark.parametrize("has_search", [True, False])
def test_five_topics_in_one_run_store_what_five_runs_store_alone(
    made: Outlet, tmp_path: Path, write: Writer, *, has_search: bool
) -> None:
    if not has_search:
        for path in made.folder.glob("search-*"):
            path.unlink()
        made.sitemap(*(key for key in made.articles if key % 100 != 50))
    paths = [write(word) for word in WORDS[:4]] + [write("돌고래", "돌고래 -고래상어")]
    alone = [made.crawl(tmp_path / f"alone{place}", *topics(path)) for place, path in enumerate(paths)]
    together = made.crawl(tmp_path / "together", *topics(*paths))
    assert [run.code for run in (*alone, together)] == [0] * 6, together.log
    for word, run in zip(WORDS, alone, strict=True):
        assert keys_of(run) == {key for key, names in told(together).items() if word in names}
    assert keys_of(together) == set.union(*map(keys_of, alone))
    once = asked_articles(together)
    assert len(once) == len(set(once))
    assert set(once) == {key for run in alone for key in asked_articles(run)}
    assert len(together.asked) < sum(len(run.asked) for run in alone)
    assert sorted(asked_lists(together)) == sorted({url for run in alone for url in asked_lists(run)})


def test_the_lists_of_a_site_without_a_search_are_read_once(listed: Outlet, data: Path, write: Writer) -> None:
    run = listed.crawl(data, *topics(write("은하수"), write("느티나무"), write("두루마리")))
    assert run.code == 0, run.log
    assert asked_lists(run).count(SITEMAP) == 1
    assert sorted(asked_articles(run)) == list(range(8400000, 8400006))
    assert told(run) == {
        8400000: ["은하수"], 8400001: ["느티나무"], 8400002: ["두루마리"], 8400003: ["느티나무", "은하수"],
    }  # fmt: skip


def test_equal_searches_are_made_once(made: Outlet, data: Path, write: Writer) -> None:
    run = made.crawl(data, *topics(write("은하수"), write("하늘", "은하수 -느티나무")), *FEW)
    lists = asked_lists(run)
    assert len(lists) == len(set(lists)) > 1
    assert told(run)[8300003] == ["은하수"]
    assert told(run)[8300001] == ["은하수", "하늘"]


def test_what_a_file_names_one_a_line_is_taken(listed: Outlet, data: Path, write: Writer, tmp_path: Path) -> None:
    paths = write("은하수"), write("느티 나무", "느티나무")
    (tmp_path / "topics.txt").write_text("# Two\n\n" + "\n".join(paths), encoding="utf-8")
    run = listed.crawl(data, "-a", f"topic=@{tmp_path / 'topics.txt'}", *FEW)
    assert told(run)[8400003] == ["느티 나무", "은하수"]


def test_ingest_passes_all_topics_on(listed: Outlet, data: Path, write: Writer) -> None:
    paths = write("은하수"), write("두루마리")
    replay = "--replay", str(listed.folder.parent)
    done = run_command(data, "ingest", "kbs", *topics(*paths), *replay, "-L", "ERROR")
    assert done.returncode == 0, done.stdout
    rows = table(data, "SELECT topics FROM articles ORDER BY url")
    assert [json.loads(names) for (names,) in rows] == [["은하수"], ["두루마리"], ["은하수"]]


# --- A topic more, and a topic that was changed -------------------------------------------------


def test_a_further_topic_has_only_what_was_refused_read_again(listed: Outlet, data: Path, write: Writer) -> None:
    first, second, third = write("은하수"), write("느티나무"), write("두루마리")
    listed.crawl(data, *topics(first), *FEW)
    two = listed.crawl(data, *topics(first, second), *FEW)
    assert sorted(asked_articles(two)) == [8400001, 8400002, 8400004, 8400005]
    assert asked_articles(listed.crawl(data, *topics(second, first), *FEW)) == []
    three = listed.crawl(data, *topics(third, second, first), *FEW)
    assert sorted(asked_articles(three)) == [8400002, 8400004, 8400005]
    unmet = dict(table(data, "SELECT url, unmet_condition FROM pages"))[url_of(8400004)]
    assert sorted(line.split()[1] for line in unmet.splitlines()) == sorted(["은하수", "느티나무", "두루마리"])
    for fewer in ([second, third], [first], [third, first]):
        assert asked_articles(listed.crawl(data, *topics(*fewer), *FEW)) == []


def test_a_stored_article_gets_a_further_topic_without_a_request(listed: Outlet, data: Path, write: Writer) -> None:
    first, second = write("은하수"), write("느티나무")
    assert told(listed.crawl(data, *topics(first), *FEW))[8400003] == ["은하수"]
    # The list does not name it any more.
    listed.sitemap(8400000)
    run = listed.crawl(data, *topics(first, second), *FEW)
    assert asked_articles(run) == []
    assert told(run) == {8400000: ["은하수"], 8400003: ["느티나무", "은하수"]}


def test_what_a_run_for_news_stored_gets_its_topics_from_the_next_run_for_them(
    listed: Outlet, data: Path, write: Writer
) -> None:
    paths = write("은하수"), write("느티나무")
    listed.sitemap(8400000)
    listed.crawl(data, *topics(*paths), *FEW)
    listed.sitemap(*listed.articles)
    assert told(listed.crawl(data))[8400003] == []
    run = listed.crawl(data, *topics(*paths), *FEW)
    assert asked_articles(run) == []
    assert {key: names for key, names in told(run).items() if names} == {
        8400000: ["은하수"], 8400001: ["느티나무"], 8400003: ["느티나무", "은하수"],
    }  # fmt: skip


def test_a_topic_that_gets_another_name_gets_what_has_it(listed: Outlet, data: Path, write: Writer) -> None:
    other = write("느티나무")
    before = write("하늘", "은하수", '[names]\n"은하수" = []\n')
    listed.crawl(data, *topics(before, other), *FEW)
    after = write("하늘", "은하수", '[names]\n"은하수" = ["두루마리", "느티나무"]\n')
    run = listed.crawl(data, *topics(after, other), *FEW)
    assert sorted(asked_articles(run)) == [8400002, 8400004, 8400005]
    assert told(run) == {
        8400000: ["하늘"], 8400001: ["느티나무", "하늘"], 8400002: ["하늘"], 8400003: ["느티나무", "하늘"],
    }  # fmt: skip


def test_a_topic_that_is_narrowed_loses_what_it_does_not_match_any_more(
    listed: Outlet, data: Path, write: Writer
) -> None:
    listed.crawl(data, *topics(write("하늘", "은하수"), write("느티나무")), *FEW)
    run = listed.crawl(data, *topics(write("하늘", "은하수 -느티나무"), write("느티나무")), *FEW)
    assert told(run) == {8400000: ["하늘"], 8400001: ["느티나무"], 8400003: ["느티나무"]}


def test_a_further_topic_gets_stored_articles_of_its_days_only(listed: Outlet, data: Path, write: Writer) -> None:
    listed.article(8400006, START + timedelta(days=3), "은하수 느티나무")
    listed.sitemap(*listed.articles)
    listed.crawl(data, *topics(write("은하수")), *FEW)
    run = listed.crawl(data, *topics(write("느티나무")), "-a", f"since={START + timedelta(days=2):%F}", *FEW)
    assert {key: told(run)[key] for key in (8400003, 8400006)} == {
        8400003: ["은하수"], 8400006: ["느티나무", "은하수"],
    }  # fmt: skip


# --- Into the past ------------------------------------------------------------------------------


@pytest.fixture
def past(tmp_path: Path) -> Outlet:
    """A site without a search, with thirty articles of a year in a list of all months, for two words by turns."""
    made = thirty_articles(tmp_path)
    for place, (key, (time, _)) in enumerate(list(made.articles.items())):
        made.article(key, time, ("은하수", "느티나무", "고양이")[place % 3])
    made.months("2024-11", "2026-12")
    return made


def of(made: Outlet, *words: str, since: str) -> set[int]:
    return {key for key, (time, said) in made.articles.items() if said in words and f"{time:%F}" >= since}


def test_a_backfill_for_a_further_topic_walks_what_the_others_have_walked(
    past: Outlet, data: Path, write: Writer
) -> None:
    first, second = write("은하수"), write("느티나무")
    since = "-a", "since=2025-06-01", "-a", "until=2025-12-31", *FEW
    one = past.crawl(data, *topics(first), *since)
    assert keys_of(one) == of(past, "은하수", since="2025-06-01")
    both = past.crawl(data, *topics(first, second), *since)
    assert keys_of(both) == of(past, "은하수", "느티나무", since="2025-06-01")
    assert set(asked_articles(both)) == of(past, "느티나무", "고양이", since="2025-06-01")
    again = past.crawl(data, *topics(second, first), *since)
    assert asked_articles(again) == []
    assert len(asked_lists(again)) < len(asked_lists(both)) / 2


def test_a_backfill_for_a_further_topic_leaves_the_others_how_far_they_came(
    past: Outlet, data: Path, write: Writer
) -> None:
    first, second = write("은하수"), write("느티나무")
    until = "-a", "until=2025-12-31", *FEW
    past.crawl(data, *topics(first), "-a", "since=2025-02-01", *until)
    past.crawl(data, *topics(first, second), "-a", "since=2025-09-01", *until)
    deeper = past.crawl(data, *topics(first), "-a", "since=2025-01-01", *until)
    assert keys_of(deeper) >= of(past, "은하수", since="2025-01-01")
    assert not [url for url in asked_lists(deeper) if "datetimeBegin=20250601" in url]
    other = past.crawl(data, *topics(second), "-a", "since=2025-01-01", *until)
    assert keys_of(other) == of(past, "은하수", "느티나무", since="2025-01-01")


# --- What one set of topics leaves to another ---------------------------------------------------


@pytest.mark.parametrize("takes", [["느티나무", "은하수"], ["느티나무"], ["은하수"], ["두루마리", "느티나무"]])
def test_a_page_that_failed_is_taken_up_by_any_set_with_one_of_its_topics(
    listed: Outlet, data: Path, write: Writer, takes: list[str]
) -> None:
    listed.answer("8400003", url_of(8400003), b"", HTML, status=404)
    listed.crawl(data, *topics(write("은하수"), write("느티나무")), *FEW)
    listed.article(8400003, START, "은하수 느티나무")
    listed.sitemap(8400000)
    later(data, hours=1)
    assert 8400003 not in asked_articles(listed.crawl(data, *topics(write("두루마리")), *FEW))
    run = listed.crawl(data, *topics(*map(write, takes)), *FEW)
    assert told(run)[8400003] == ["느티나무", "은하수"]


@pytest.mark.parametrize("takes", [["느티나무", "은하수"], ["느티나무"], ["두루마리", "느티나무"]])
def test_what_a_limit_left_is_taken_up_by_any_set_with_one_of_its_topics(
    listed: Outlet, data: Path, write: Writer, takes: list[str]
) -> None:
    listed.crawl(data, *topics(write("은하수"), write("느티나무")), "-a", "limit=1", *FEW)
    listed.sitemap(8400004)
    assert keys_of(listed.crawl(data, *topics(write("두루마리")), *FEW)) == {8400003}
    run = listed.crawl(data, *topics(*map(write, takes)), *FEW)
    assert keys_of(run) >= {8400001, 8400003}
    listed.crawl(data, *topics(write("은하수")), *FEW)
    assert table(data, "SELECT url FROM work_list") == []


def test_a_stored_article_is_kept_current_by_each_of_its_topics_alone(
    listed: Outlet, data: Path, write: Writer
) -> None:
    now = datetime.now(SEOUL)
    listed.article(8400003, now - timedelta(hours=2), "은하수 느티나무")
    first, second = write("은하수"), write("느티나무")
    listed.crawl(data, *topics(first, second), *FEW)
    listed.sitemap(8400000)
    for path, due in ((write("두루마리"), []), (second, [8400003]), (first, [8400003])):
        later(data, hours=9)
        asked = asked_articles(listed.crawl(data, *topics(path), *FEW))
        assert [key for key in asked if key == 8400003] == due


# --- Names --------------------------------------------------------------------------------------


def test_a_form_that_two_topics_share_is_told_and_all_names_are_kept(listed: Outlet, data: Path, write: Writer) -> None:
    first = write("은하수", more='[names]\n"Milky Way" = ["은하수"]\n')
    second = write("느티나무", more='[names]\nGalaxy = ["은하수"]\nZelkova = ["느티나무"]\n')
    run = listed.crawl(data, *topics(first, second), *FEW)
    (line,) = [line for line in run.log.splitlines() if "is a form of" in line]
    told = "topic: '은하수' is a form of 'milky way' in '은하수' and of 'galaxy' in '느티나무'"
    assert f"WARNING: {told}; articles are compared as if it were 'milky way'" in line
    names = dict(table(data, "SELECT form, name FROM aliases"))
    assert (names["은하수"], names["느티나무"]) == ("milky way", "zelkova")
