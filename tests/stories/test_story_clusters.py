"""Which articles tell one event: judged on own texts and on the saved articles, and joined in a catalogue."""

from __future__ import annotations

import random
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from crawler.fetch.saved_pages import saved_pages
from crawler.items import Article, PageResult, article_id
from crawler.store.database import open_database
from crawler.stories.features.article_features import find_features
from crawler.stories.similarity import NEARLY_THE_SAME, CandidateIndex, Join, StoryDocument, sketch, stories
from crawler.stories.story_store import forget_stories, join_stories, remember_names
from tests.support.commands import scrapy
from tests.support.events import events
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS
from tests.support.stored import article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from crawler.store.catalogue import Catalogue

# What followed from an event and a brief on it in another language: they meet by what lies between.
BY_A_THIRD = {"fire-3", "fire-ko"}
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
OWN = {event.name: event for event in events()}
TOPIC = {
    "손정의": "masayoshi son", "이재명": "lee jae myung", "소프트뱅크": "softbank", "오픈ai": "openai",
    "올트먼": "sam altman", "이재용": "lee jae yong", "삼성전자": "samsung electronics", "오라클": "oracle",
    "보레알리스": "borealis freight", "세토중공업": "seto heavy industries", "한빛셀즈": "hanbit cells",
    "대구": "daegu", "아침빛식품": "morning light foods", "보리마을": "barley village",
    "morning light": "morning light foods",
}  # fmt: skip
# Who tells what, by reading the saved articles; all others tell something of their own. Son's call on Lee was
# announced, held, and commented on; the accord on a chip school was what came of it.
TOLD = {
    "Son calls on Lee, 5 December 2025": {
        "joongang/hard", "herald/hard", "kbs/article-3", "kyodo/article-1", "kyodo/breaking", "kbs/article-2",
        "kbs/article-1", "kbs/article-4",
        # A letter written in view of the call, and what another paper told of it.
        "joongang/news2025-2", "kyodo/jt-article-3",
    },
    "Altman calls on Seoul, 1 October 2025": {"joongang/news2025-1", "rcr/article-4", "kbs/article-5"},
    "SoftBank bids for ARM": {"joongang/aspx-2", "kyodo/jt-view-1", "kbs/landing-2"},
    "Son pledges 5 trillion won": {"herald/nview-1", "rcr/hard"},
    "Pepper": {"herald/nview-2", "kyodo/jt-view-2"},
    "DigitalBridge": {"rcr/article-2", "kyodo/jt-article-2"},
    # The third is another event, a cable between halls of the same campus: a reader would tell it apart.
    "SB Energy": {"kyodo/jt-article-1", "rcr/article-1", "rcr/article-5"},
    "Nvidia stake sold": {"kyodo/article-2", "rcr/article-3"},
}  # fmt: skip


def saved() -> dict[str, Article]:
    found = {}
    for name in SPIDERS:
        for page in saved_pages(FIXTURES / name):
            item = page.expected.get("item")
            if item and item["access"] == "open" and item["published"]:
                found[f"{name}/{page.path.stem}"] = Article(
                    id=article_id(item["url"]), outlet=name, url=item["url"], title=item["title"],
                    text="\n\n".join(item["text"]), tags=item["tags"], language=item["language"],
                    published=datetime.fromisoformat(item["published"]),
                )  # fmt: skip
    return found


def told(name: str, article: Article, aliases: dict[str, str] | None = None) -> StoryDocument:
    assert article.published
    found = find_features(
        article.title, article.text, tags=article.tags, language=article.language,
        published=article.published.date(), aliases=aliases,
    )  # fmt: skip
    return StoryDocument.of(name, article.published, found, sketch(article.title, article.text))


def joined(articles: Iterable[StoryDocument]) -> tuple[set[frozenset[str]], list[Join]]:
    """Returns the groups of more than one, and the joins that made them."""
    desk, joins, of = CandidateIndex(), [], {}
    for each in articles:
        joins += list(desk.joins(each))
        desk.add(each)
        of[each.id] = (each.at.isoformat(), each.id)
    groups: dict[str, set[str]] = {}
    for name, first in stories(joins, of).items():
        groups.setdefault(first, set()).add(name)
    return {frozenset(group) for group in groups.values()}, joins


# --- What is one event -----------------------------------------------------------------


@pytest.mark.parametrize("aliases", [{}, TOPIC], ids=["without names", "with names"])
def test_the_saved_articles_are_joined_as_one_reads_them(aliases: dict[str, str]) -> None:
    groups, _ = joined(told(name, article, aliases) for name, article in saved().items())

    assert groups == {frozenset(group) for group in TOLD.values()}


@pytest.mark.parametrize("aliases", [{}, TOPIC], ids=["without names", "with names"])
def test_articles_a_day_apart_on_one_theme_are_not_one_story(aliases: dict[str, str]) -> None:
    articles = saved()
    pair = [told(name, articles[name], aliases) for name in ("kyodo/hard", "kbs/hard")]

    assert abs(pair[0].at - pair[1].at) < timedelta(days=1)
    assert joined(pair)[0] == set()


@pytest.mark.parametrize(("one", "two"), list(combinations(OWN, 2)))
def test_two_articles_are_joined_if_they_report_one_event(one: str, two: str) -> None:
    pair = [told(name, OWN[name].article) for name in (one, two)]
    groups, _ = joined(pair)

    assert bool(groups) == (OWN[one].event == OWN[two].event and {one, two} != BY_A_THIRD)


def test_a_korean_article_joins_an_english_one_by_a_topics_names_where_these_are_translated() -> None:
    groups, joins = joined(told(name, OWN[name].article, TOPIC) for name in ("barley-1", "barley-ko"))

    assert groups == {frozenset({"barley-1", "barley-ko"})}
    assert joins[0].why.startswith("shares ")


def test_earthquakes_in_one_region_in_one_week_stay_apart_across_languages() -> None:
    quake = Article(
        title="노토반도 규모 6.4 지진", language="ko", published=NOW,
        text="오늘(1일) 오전 노토반도에서 규모 6.4의 지진이 나 두 명이 다쳤다.\n\n스즈시에서 진도 5강이 관측됐다.",
    )  # fmt: skip
    same = replace(
        quake, title="M6.4 quake hits Noto", language="en",
        text="A magnitude 6.4 earthquake shook the Noto Peninsula on Wednesday, hurting two.\n\nSuzu measured upper 5.",
    )  # fmt: skip
    other = replace(
        same, title="M5.7 quake off Noto Peninsula", published=NOW - timedelta(days=3),
        text="No damage was reported after a magnitude 5.7 earthquake on Saturday off Noto.\n\nWajima measured 4.",
    )  # fmt: skip
    groups, joins = joined(told(article.title, article) for article in (quake, same, other))

    assert groups == {frozenset({quake.title, same.title})}
    assert "both tell of" in joins[0].why or "magnitude" in joins[0].why.casefold()


def test_an_article_of_weeks_later_is_not_joined_however_alike() -> None:
    early, late = (OWN[name].article for name in ("takeover-1", "late"))
    assert early.published
    soon = replace(late, published=early.published + timedelta(days=1))

    assert joined([told("early", early), told("soon", soon)])[0] == {frozenset({"early", "soon"})}
    assert joined([told("early", early), told("late", late)])[0] == set()


def test_a_copy_of_a_wire_is_joined_as_such() -> None:
    _, joins = joined(told(name, OWN[name].article) for name in ("wire-2", "wire-1"))

    assert [(join.later, join.earlier) for join in joins] == [("wire-2", "wire-1")]
    assert joins[0].why.startswith("nearly the same text (")


def test_texts_that_share_only_a_phrase_are_not_nearly_the_same() -> None:
    one, two = (sketch("", OWN[name].article.text) for name in ("quake-1", "quake-2"))

    assert sum(a == b for a, b in zip(one, two, strict=True)) / len(one) < NEARLY_THE_SAME / 2


def test_a_join_has_a_reason() -> None:
    _, joins = joined(told(name, OWN[name].article) for name in ("takeover-1", "takeover-2"))

    assert joins[0].why == "shares Borealis Freight, Ingrid Halvorsen, Kobe, Seto Heavy Industries, 340 billion yen"


def test_articles_that_share_only_words_and_days_are_not_joined() -> None:
    text = "Several shoppers waited outside the bakery on Tuesday, queueing for buns and pastry."
    one = told("one", Article(title="Shoppers queue for buns", text=text, published=NOW))
    two = told("two", Article(title="Shoppers queue for buns", text=text + " They sang.", published=NOW))

    assert joined([replace(one, sketch=()), replace(two, sketch=())])[0] == set()


# --- In a catalogue --------------------------------------------------------------------


@pytest.fixture
def engine(path: Path) -> Iterator[sa.Engine]:
    opened = open_database(f"sqlite:///{path}")
    yield opened
    opened.dispose()


def store(catalogue: Catalogue, *articles: Article) -> None:
    with catalogue.transaction():
        for each in articles:
            catalogue.store(PageResult(each.url, 200, article=each), NOW, lambda *_: None)


def names(*only: str) -> list[Article]:
    return [OWN[name].article for name in only]


def in_stories(path: Path) -> dict[str, str | None]:
    """Returns for each article of ours the name of the first of its story."""
    name = {event.article.id: event.name for event in OWN.values()}
    with closing(sqlite3.connect(path)) as connection:
        return {name[key]: name.get(story) for key, story in connection.execute("SELECT id, story FROM articles")}


def test_every_open_article_gets_a_story_that_is_called_by_its_first(
    catalogue: Catalogue, engine: sa.Engine, path: Path
) -> None:
    store(catalogue, *names("fire-2", "fire-1", "quake-1"))

    assert join_stories(engine) == 3
    assert in_stories(path) == {"fire-2": "fire-1", "fire-1": "fire-1", "quake-1": "quake-1"}
    assert join_stories(engine) == 0


@pytest.mark.parametrize("seed", range(4))
def test_stories_do_not_depend_on_the_order_of_storing(
    catalogue: Catalogue, engine: sa.Engine, path: Path, seed: int
) -> None:
    order = [event.article for event in OWN.values()]
    random.Random(seed).shuffle(order)  # noqa: S311 - any order will do
    for place in range(0, len(order), 3):
        store(catalogue, *order[place : place + 3])
        join_stories(engine)

    first: dict[str, Any] = {}
    for event in sorted(OWN.values(), key=lambda event: event.article.published or NOW):
        first.setdefault(event.event, event.name)
    assert in_stories(path) == {event.name: first[event.event] for event in OWN.values()}


def test_an_article_that_joins_two_stories_makes_them_one(catalogue: Catalogue, engine: sa.Engine, path: Path) -> None:
    fire, takeover = names("fire-1", "takeover-1")
    fire = replace(fire, published=takeover.published)
    both = replace(fire, url="https://example.com/both", id=article_id("https://example.com/both"))
    both.title, both.text = f"{fire.title}; {takeover.title}", f"{fire.text}\n\n{takeover.text}"
    store(catalogue, fire, takeover)
    join_stories(engine)
    assert in_stories(path) == {"fire-1": "fire-1", "takeover-1": "takeover-1"}

    store(catalogue, both)
    join_stories(engine)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT story) FROM articles").fetchone() == (3, 1)


def test_an_article_whose_text_changes_leaves_its_story(catalogue: Catalogue, engine: sa.Engine, path: Path) -> None:
    store(catalogue, *names("fire-1", "fire-2", "quake-1"))
    join_stories(engine)
    fire, quake = names("fire-1", "quake-1")
    changed = replace(fire, title=quake.title, text=f"{quake.text}\n\nIt was felt far away.")
    catalogue.store(PageResult(fire.url, 200, article=changed), NOW, lambda *_: None, is_agreed=True)

    assert join_stories(engine) == 1
    assert in_stories(path) == {"fire-1": "fire-1", "fire-2": "fire-2", "quake-1": "quake-1"}


def test_a_teaser_joins_no_story(catalogue: Catalogue, engine: sa.Engine, path: Path) -> None:
    store(catalogue, replace(OWN["fire-1"].article, access="teaser"))

    assert join_stories(engine) == 0
    assert in_stories(path) == {"fire-1": None}


def test_an_article_without_a_date_counts_from_when_it_was_first_seen(
    catalogue: Catalogue, engine: sa.Engine, path: Path
) -> None:
    store(catalogue, *(replace(article, published=None) for article in names("wire-1", "wire-2")))
    join_stories(engine)

    assert len(set(in_stories(path).values())) == 1


def test_names_are_remembered_for_later_calls(catalogue: Catalogue, engine: sa.Engine, path: Path) -> None:
    store(catalogue, *names("barley-1"))
    join_stories(engine, TOPIC)
    store(catalogue, *names("barley-ko"))
    join_stories(engine)

    assert in_stories(path) == {"barley-1": "barley-1", "barley-ko": "barley-1"}
    assert remember_names(engine, {})["세토중공업"] == "seto heavy industries"


def test_a_form_that_another_topic_gives_to_another_name_is_told_once(
    engine: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    remember_names(engine, {"samsung": "samsung electronics", "lg": "lg"})
    assert caplog.messages == []
    for _ in range(2):
        assert remember_names(engine, {"samsung": "samsung group"})["samsung"] == "samsung group"

    assert caplog.messages == ["'samsung' was a form of 'samsung electronics'; it is taken for 'samsung group' now"]


def test_names_that_come_up_later_join_when_all_is_joined_anew(
    catalogue: Catalogue, engine: sa.Engine, path: Path
) -> None:
    store(catalogue, *names("barley-1", "barley-ko"))
    join_stories(engine)
    assert in_stories(path) == {"barley-1": "barley-1", "barley-ko": "barley-ko"}
    remember_names(engine, TOPIC)
    forget_stories(engine)

    assert join_stories(engine) == 2
    assert in_stories(path) == {"barley-1": "barley-1", "barley-ko": "barley-1"}


def test_articles_beyond_the_time_limit_are_left_to_the_next_call(catalogue: Catalogue, engine: sa.Engine) -> None:
    many = [article(f"https://example.com/{number}", f"Text {number}.") for number in range(501)]
    store(catalogue, *many)

    first, second = (join_stories(engine, seconds=0) for _ in range(2))
    assert first < len(many)
    assert first + second == len(many)


def test_the_reason_of_a_join_is_stored(catalogue: Catalogue, engine: sa.Engine, path: Path) -> None:
    store(catalogue, *names("fire-1", "fire-2"))
    join_stories(engine)

    with closing(sqlite3.connect(path)) as connection:
        rows = list(connection.execute("SELECT from_id, to_id, why FROM story_links"))
    earlier, later = (OWN[name].article.id for name in ("fire-1", "fire-2"))
    assert rows == [(later, earlier, "shares Daegu, Hanbit Cells, battery; both speak of 2026-03-10")]


def test_only_what_is_new_or_near_is_looked_at(catalogue: Catalogue, engine: sa.Engine) -> None:
    asked: set[str] = set()

    def note(*event: Any) -> None:
        asked.add(event[2])

    store(catalogue, *names("fire-1", "fire-2", "quake-1"))
    sa.event.listen(engine, "before_cursor_execute", note)
    join_stories(engine)
    sa.event.remove(engine, "before_cursor_execute", note)

    queries = [query for query in asked if re.match(r"SELECT .*FROM (articles|traits|features)\b", query, re.DOTALL)]
    with engine.connect() as connection:
        plans = {
            query: [
                row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (None,) * query.count("?"))
            ]
            for query in queries
        }
    assert len(plans) >= 2
    assert [query for query, plan in plans.items() if any(step.startswith("SCAN") for step in plan)] == []


def test_a_run_joins_what_it_has_stored_at_its_end(tmp_path: Path) -> None:
    done = scrapy("crawl", "herald", "--replay", str(FIXTURES), "-s", f"DATA_DIR={tmp_path}")

    assert (done.returncode, done.stderr) == (0, "")
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection:
        stored, told = connection.execute("SELECT count(*), count(story) FROM articles").fetchone()
    assert stored == told > 0


def test_a_run_whose_stories_cannot_be_written_logs_it_and_keeps_its_verdict(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/catalogue.sqlite").dispose()
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection:
        refuse = "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        connection.execute(f"CREATE TRIGGER full BEFORE INSERT ON features {refuse}")
    done = scrapy("crawl", "herald", "--replay", str(FIXTURES), "-s", f"DATA_DIR={tmp_path}")

    assert done.returncode == 0
    assert "stories were not joined: disk is full" in done.stderr
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection:
        assert connection.execute("SELECT exit_code FROM runs").fetchall() == [(0,)]
        assert connection.execute("SELECT count(*) > 0, count(story) FROM articles").fetchone() == (1, 0)


def test_a_run_without_news_imports_nothing_that_compares() -> None:
    modules = "'rensa', 'crawler.stories.similarity'"
    code = f"import sys, crawler.crawl.run; print([name for name in ({modules}) if name in sys.modules])"
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
