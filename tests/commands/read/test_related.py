"""`scrapy related` and `scrapy stories`, and the neighbourhood that they show."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from crawler.cli.formats.graphs import to_dot, to_graphml
from crawler.fetch.saved_pages import saved_pages
from crawler.items import Article, Link, PageResult, article_id
from crawler.store.catalogue import Catalogue
from crawler.store.database import open_database
from crawler.stories.article_graph import find_article, neighbourhood, stories
from crawler.stories.story_store import join_stories
from tests.support.commands import run_command
from tests.support.events import events
from tests.support.project import FIXTURES, SPIDERS
from tests.support.stored import mark_gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import sqlalchemy as sa

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
ONE, TWO, THREE, FOUR = (f"https://example.com/{number}" for number in ("one", "two", "three", "four"))
NOWHERE = "https://example.com/nowhere"


def article(url: str, *related: Link, **values: Any) -> Article:
    name = url.rpartition("/")[2]
    made = Article(
        id=article_id(url), outlet="example", url=url, title=f"On {name}", language="en", text=f"A text on {name}.",
        published=NOW, related=list(related),
    )  # fmt: skip
    for field, value in values.items():
        setattr(made, field, value)
    return made


def store(catalogue: Catalogue, *articles: Article) -> None:
    for each in articles:
        catalogue.store(PageResult(each.url, 200, article=each), NOW, lambda *_: None)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(f"sqlite:///{tmp_path}/catalogue.sqlite", "example")
    yield opened
    opened.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    opened = open_database(f"sqlite:///{tmp_path}/catalogue.sqlite")
    yield opened
    opened.dispose()


def circle(catalogue: Catalogue) -> None:
    """Stores one → two → three → one, and three → four, which points nowhere that is stored."""
    store(
        catalogue,
        article(ONE, Link(TWO, "On two")),
        article(TWO, Link(THREE, "On three", "inline")),
        article(THREE, Link(ONE, "On one"), Link(FOUR, "On four")),
        article(FOUR, Link(NOWHERE, "Not here")),
    )


def steps(engine: sa.Engine, start: str, depth: int) -> dict[str, int]:
    found = neighbourhood(engine, article_id(start), depth)
    return {node.url.rpartition("/")[2]: node.steps for node in found.nodes.values()}


def test_links_are_followed_in_both_directions_and_a_circle_ends(catalogue: Catalogue, engine: sa.Engine) -> None:
    circle(catalogue)

    assert steps(engine, ONE, 0) == {"one": 0}
    assert steps(engine, ONE, 1) == {"one": 0, "two": 1, "three": 1}
    assert steps(engine, ONE, 9) == {"one": 0, "two": 1, "three": 1, "four": 2, "nowhere": 3}


def test_each_link_is_there_once_with_its_kind(catalogue: Catalogue, engine: sa.Engine) -> None:
    circle(catalogue)
    found = neighbourhood(engine, article_id(ONE), 1)
    edges = {(found.nodes[edge.source].url, found.nodes[edge.target].url, edge.kind) for edge in found.edges}

    assert edges == {(ONE, TWO, "related"), (TWO, THREE, "inline"), (THREE, ONE, "related")}
    assert len(found.edges) == 3


def test_a_linked_article_that_is_not_stored_is_shown_as_such(catalogue: Catalogue, engine: sa.Engine) -> None:
    circle(catalogue)
    node = neighbourhood(engine, article_id(FOUR), 1).nodes[NOWHERE]

    assert (node.id, node.title, node.state) == ("", "Not here", "not stored")


def test_a_link_to_another_address_of_an_article_leads_to_it(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, article(ONE, Link(NOWHERE, "Again")), article(TWO))
    catalogue.record_alias(PageResult(NOWHERE, 200), article_id(TWO), NOW)

    assert steps(engine, ONE, 1) == {"one": 0, "two": 1}
    assert steps(engine, TWO, 1) == {"two": 0, "one": 1}


def test_a_link_that_its_page_no_longer_shows_says_when_it_last_did(catalogue: Catalogue, engine: sa.Engine) -> None:
    later = NOW + timedelta(hours=9)
    store(catalogue, article(ONE, Link(TWO), Link(THREE)), article(TWO), article(THREE))
    again = article(ONE, Link(TWO), fetched=later)
    catalogue.store(PageResult(ONE, 200, article=again), later, lambda *_: None)
    edges = neighbourhood(engine, article_id(ONE), 1).edges

    assert {edge.target: edge.last_seen for edge in edges} == {article_id(TWO): "", article_id(THREE): NOW.isoformat()}


def test_of_links_to_two_addresses_of_an_article_one_that_is_still_there_counts(
    catalogue: Catalogue, engine: sa.Engine
) -> None:
    later = NOW + timedelta(hours=9)
    store(catalogue, article(ONE, Link(FOUR)), article(TWO))
    catalogue.record_alias(PageResult(FOUR, 200), article_id(TWO), NOW)
    again = article(ONE, Link(TWO), fetched=later)
    catalogue.store(PageResult(ONE, 200, article=again), later, lambda *_: None)

    assert [edge.last_seen for edge in neighbourhood(engine, article_id(ONE), 1).edges] == [""]


def test_teasers_and_what_is_gone_are_marked(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, article(ONE, Link(TWO), Link(THREE)), article(TWO), article(THREE, access="teaser"))
    mark_gone(catalogue, TWO, NOW)
    found = neighbourhood(engine, article_id(ONE), 1)

    assert {node.url: node.state for node in found.nodes.values()} == {ONE: "stored", TWO: "gone", THREE: "teaser"}


def test_articles_of_one_story_are_neighbours(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, *(event.article for event in events() if event.event == "takeover"))
    join_stories(engine)
    found = neighbourhood(engine, article_id("https://example.com/takeover-1"), 1)

    assert [edge.kind for edge in found.edges] == ["story"] * 3
    assert any(edge.why.startswith("shares Borealis Freight, Ingrid Halvorsen") for edge in found.edges)


def test_an_article_is_found_by_id_and_by_any_of_its_addresses(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, article(ONE))
    catalogue.record_alias(PageResult(TWO, 200), article_id(ONE), NOW)

    def bare(url: str) -> list[str]:
        return [url.partition("?")[0]]

    for what in (article_id(ONE), article_id(TWO), ONE, TWO, f"{ONE}?utm_source=x"):
        found = find_article(engine, what, bare)
        assert found is not None
        assert found.url == ONE
    assert find_article(engine, NOWHERE, bare) is None
    assert find_article(engine, "0" * 16, bare) is None


def test_dot_quotes_what_titles_may_hold(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, article(ONE, Link(TWO, "")), article(TWO, title='A "back\\slash" & <b>'))
    dot = to_dot(neighbourhood(engine, article_id(ONE), 1))

    assert 'A \\"back\\\\slash\\" & <b>' in dot
    assert dot.count(" -> ") == 1
    assert dot.startswith("digraph related {\n")


def test_a_story_of_many_is_drawn_with_as_many_lines_as_connect_it(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, *(event.article for event in events() if event.event == "fire"))
    join_stories(engine)
    found = neighbourhood(engine, article_id("https://example.com/fire-1"), 1)

    assert len(found.edges) == 5
    assert to_dot(found).count(" -> ") == 3


def test_every_graphml_attribute_is_declared(catalogue: Catalogue, engine: sa.Engine) -> None:
    circle(catalogue)
    root = etree.fromstring(to_graphml(neighbourhood(engine, article_id(ONE), 9)).encode())
    names = {"g": "http://graphml.graphdrawing.org/xmlns"}

    assert len(root.findall(".//g:node", names)) == 5
    assert len(root.findall(".//g:edge", names)) == 5
    keys = {key.get("id") for key in root.findall("g:key", names)}
    assert {data.get("key") for data in root.findall(".//g:data", names)} <= keys


def test_stories_come_latest_first_with_their_articles_in_order(catalogue: Catalogue, engine: sa.Engine) -> None:
    store(catalogue, *(event.article for event in events()))
    join_stories(engine)
    listed = list(stories(engine))

    assert [[row.url.rpartition("/")[2] for row in story.articles] for story in listed] == [
        ["takeover-1", "takeover-ko", "takeover-2"],
        ["quake-1", "quake-2"],
        ["wire-1", "wire-2"],
        ["fire-1", "fire-ko", "fire-2", "fire-3"],
    ]
    assert len(list(stories(engine, "2026-05-01"))) == 2
    assert len(list(stories(engine, fewest=1))) == len({event.event for event in events()})


# --- Commands ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a directory whose catalogue holds the saved articles."""
    directory = tmp_path_factory.mktemp("data")
    for name in SPIDERS:
        catalogue = Catalogue(f"sqlite:///{directory}/catalogue.sqlite", name)
        for page in saved_pages(FIXTURES / name):
            item = page.expected.get("item")
            if item:
                values = {**item, "text": "\n\n".join(item["text"]), "images": []}
                for field in ("published", "modified"):
                    values[field] = datetime.fromisoformat(item[field]) if item[field] else None
                values["related"] = [Link(**link) for link in item["related"]]
                found = Article(id=article_id(item["url"]), outlet=name, **values)
                catalogue.store(PageResult(found.url, 200, article=found), NOW, lambda *_: None)
        catalogue.close()
    return directory


def test_stories_are_listed_with_outlets_first_publisher_and_reasons(data: Path) -> None:
    done = run_command(data, "stories", "--since", "2025-12-01")

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert any(
        "10 articles by joongang, herald, kbs, kyodo; joongang first, 2025-12-02 05:21" in line for line in lines
    )
    assert any(line.startswith("      with 2: shares Lee Jae Myung, Masayoshi Son, SoftBank") for line in lines)
    assert lines[-1] == "3 stories, 15 articles; all times in UTC"


def test_stories_as_json_have_all_joins(data: Path) -> None:
    done = run_command(data, "stories", "--format", "json")
    found = json.loads(done.stdout)

    assert done.returncode == 0
    for story in found:
        ids = [each["id"] for each in story["articles"]]
        assert story["story"] == ids[0]
        assert {join["to"] for join in story["joins"]} | {join["from"] for join in story["joins"]} == set(ids)


def test_an_article_is_named_by_any_variant_of_its_address(data: Path) -> None:
    done = run_command(data, "related", "https://m.koreaherald.com/article/10629743?utm_source=x", "--format", "json")

    assert done.returncode == 0
    first, *others = json.loads(done.stdout)["nodes"]
    assert first["url"] == "https://www.koreaherald.com/article/10629743"
    assert {node["state"] for node in others} == {"stored", "not stored"}


def test_a_neighbourhood_is_printed_in_lines(data: Path) -> None:
    done = run_command(data, "related", "https://www.koreaherald.com/article/10801204", "--depth", "1")

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("   0  herald  2026-07-06 06:32  ")
    assert "      related link to 0" in lines
    assert "      related link from 0" in lines


@pytest.mark.parametrize("form", ["dot", "graphml"])
def test_a_neighbourhood_is_drawn(data: Path, form: str) -> None:
    done = run_command(
        data, "related", "https://www.koreaherald.com/article/10801204", "--depth", "2", "--format", form
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "SoftBank" in done.stdout or "OpenAI" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["related"], "expects one article, by its URL or id"),
        (["related", NOWHERE], f"no article '{NOWHERE}' in the catalogue: no run has asked for it"),
        (["related", "0" * 16], f"no article '{'0' * 16}' in the catalogue: no such id"),
        (["related", "0" * 16, "--depth", "x"], "--depth: got 'x', expected a number from 0 to 10"),
        (["related", "0" * 16, "--format", "png"], "--format: got 'png', expected table, json, graphml, dot"),
        (["stories", "--since", "May"], "--since: got 'May', expected a date such as 2025-12-04"),
        (["stories", "x"], "expects no argument"),
        (["history", NOWHERE], f"no article '{NOWHERE}' in the catalogue: no run has asked for it"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(data: Path, words: list[str], said: str) -> None:
    done = run_command(data, *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"scrapy {words[0]}: {said}\n"


@pytest.mark.parametrize("words", [["related", ONE], ["stories"], ["history", ONE]])
def test_without_a_catalogue_there_is_one_line_and_none_is_made(tmp_path: Path, words: list[str]) -> None:
    done = run_command(tmp_path, *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"scrapy {words[0]}: no catalogue in {tmp_path}: nothing was run yet\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ({"status": 404, "reason": "status"}, "status 404"),
        (
            {"status": 200, "reason": "no match", "unmet_condition": "SoftBank OR Stargate"},
            "no match, SoftBank OR Stargate",
        ),
    ],
    ids=["gone", "not looked for"],
)
def test_an_article_that_is_not_stored_is_explained_by_the_outcome_of_its_page(
    catalogue: Catalogue, tmp_path: Path, reason: dict[str, Any], told: str
) -> None:
    url = "https://www.koreaherald.com/article/10629743"
    catalogue.record_failure(PageResult(url, **reason), NOW)
    done = run_command(tmp_path, "related", "https://m.koreaherald.com/article/10629743?utm_source=x")

    assert done.returncode == 2
    why = f"its page gave none at {NOW.isoformat()}: {told}; scrapy explain {url} -s DATA_DIR={tmp_path} shows why"
    assert done.stderr.endswith(f" in the catalogue: {why}\n")
    by_id = run_command(tmp_path, "related", article_id(url))
    assert by_id.stderr.endswith(f" in the catalogue: {why}\n")


def test_an_address_of_an_outlet_that_no_run_has_asked_for_can_be_explained(data: Path) -> None:
    done = run_command(data, "related", "http://news.kbs.co.kr/news/view.do?ncd=8424000&ref=A")

    explain = f"scrapy explain 'https://news.kbs.co.kr/news/view.do?ncd=8424000' -s DATA_DIR={data}"
    assert done.stderr.endswith(f" in the catalogue: no run has asked for it; {explain} shows why\n")


@pytest.mark.parametrize("command", ["related", "history", "forget"])
def test_the_id_of_another_address_of_an_article_names_it(
    catalogue: Catalogue, engine: sa.Engine, tmp_path: Path, command: str
) -> None:
    store(catalogue, article(ONE))
    (tmp_path / "articles").mkdir()
    catalogue.record_alias(PageResult(TWO, 200), article_id(ONE), NOW)
    done = run_command(tmp_path, command, article_id(TWO))

    assert (done.returncode, done.stderr) == (0, "")
    assert "On one" in done.stdout or ONE in done.stdout
    left = find_article(engine, article_id(TWO), lambda _: ())
    assert (left is None) == (command == "forget")


def test_a_link_that_is_no_longer_there_is_marked_in_every_format(catalogue: Catalogue, tmp_path: Path) -> None:
    later = NOW + timedelta(hours=9)
    store(catalogue, article(ONE, Link(TWO)), article(TWO))
    catalogue.store(PageResult(ONE, 200, article=article(ONE, fetched=later)), later, lambda *_: None)
    table, as_json, as_graphml = (
        run_command(tmp_path, "related", ONE, "--format", form).stdout for form in ("table", "json", "graphml")
    )

    assert "      related link from 0 (no longer linked, last seen 2026-07-01 12:00)\n" in table
    assert [edge["last_seen"] for edge in json.loads(as_json)["edges"]] == [NOW.isoformat()]
    assert f'<data key="edge_last_seen">{NOW.isoformat()}</data>' in as_graphml
