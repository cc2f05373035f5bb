"""What each pair of arguments does together, as `docs/arguments.md` says it row by row, on one made graph."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.graphs.graph import SEARCH, SEOUL, WORD, Graph, Node
from tests.graphs.site import GraphSite
from tests.support.project import REPOSITORY
from tests.support.sites import FEED, url_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("url", "depth", "query", "topic", "since", "until", "limit")
# Age in days, subject, whether it has the word, and what it links to. The feed names A, E, F and G, the search E, A, F
# and G.
ARTICLES = {
    "A": (1, 0, True, "CD"),
    "B": (1, 0, False, ""),
    "C": (2, 1, True, ""),
    "D": (20, 0, True, "H"),
    "E": (3, 0, False, "BCD"),
    "F": (4, 1, True, ""),
    "G": (30, 0, True, ""),
    "H": (21, 0, True, ""),
}
KEYS = {name: 10000001 + place for place, name in enumerate(ARTICLES)}
# The values of two arguments, days as an age, and what is stored of the graph.
ROWS = [
    ("url=E", "depth=2", "EBDH"),
    ("url=E", "query", "ECD"),
    ("url=E", "topic", "ECD"),
    ("url=E", "since=2", "EB"),
    ("url=E", "until=5", "ED"),
    ("url=EA", "limit=1", "E"),
    ("depth=1", "query", "AFGCD"),
    ("depth=1", "topic", "AFGCD"),
    ("depth=1", "since=3", "AEB"),
    ("depth=1", "until=3", "EFD"),
    ("depth=1", "limit=2", "AE"),
    ("query", "topic", ""),
    ("query", "since=5", "AFC"),
    ("query", "until=2", "FG"),
    ("query", "limit=2", "AF"),
    ("topic", "since=5", "AFC"),
    ("topic", "until=2", "FG"),
    ("topic", "limit=2", "AF"),
    ("since=5", "until=2", "EF"),
    ("since=5", "limit=2", "AE"),
    ("until=2", "limit=3", "EFG"),
]


def named(argument: str) -> str:
    return argument.partition("=")[0]


def site_of(folder: Path) -> GraphSite:
    today = datetime.combine(datetime.now(SEOUL), time(12), SEOUL)
    nodes = {
        KEYS[name]: Node(
            KEYS[name], frozenset({subject}), has_word, today - timedelta(days=age), [KEYS[link] for link in links]
        )
        for name, (age, subject, has_word, links) in ARTICLES.items()
    }
    return GraphSite(Graph(nodes, [KEYS[name] for name in "AEFG"], [KEYS[name] for name in "EAFG"]), folder)


def given(argument: str, folder: Path) -> str:
    """Returns an argument as a word of a command."""
    name, _, value = argument.partition("=")
    if name == "topic":
        (folder / "topic.toml").write_text(f'[queries]\nen = "{WORD}"\n', encoding="utf-8")
        value = str(folder / "topic.toml")
    elif name in {"since", "until"}:
        value = str((datetime.now(SEOUL) - timedelta(days=int(value))).date())
    elif name == "url":
        value = " ".join(url_of(KEYS[each]) for each in value)
    return f"{name}={value or WORD}"


@pytest.mark.parametrize(("one", "other", "stored"), ROWS, ids=[f"{named(a)}-{named(b)}" for a, b, _ in ROWS])
def test_two_arguments_do_together(one: str, other: str, stored: str, tmp_path: Path) -> None:
    words = "-a", given(one, tmp_path), "-a", given(other, tmp_path), "-s", "LOG_LEVEL=DEBUG"
    run = site_of(tmp_path).run(None, *words)
    if not stored:
        assert (run.code, run.tables) == (2, {})
        return
    kept = "".join(name for name, key in KEYS.items() if url_of(key) in run.articles)
    assert (run.code, kept) == (0, "".join(sorted(stored))), run.log
    starts = [url for url in run.asked if "/article/" not in url and not url.endswith((".txt", ".json"))]
    if named(one) == "url":
        assert starts == []
    else:
        assert starts[0] == (SEARCH if {named(one), named(other)} & {"query", "topic"} else FEED)


def test_the_documentation_has_a_row_for_each_pair() -> None:
    told = (REPOSITORY / "docs" / "arguments.md").read_text(encoding="utf-8")
    pairs = list(combinations(NAMES, 2))
    assert re.findall(r"^\| `(\w+)`, `(\w+)` \|", told, re.MULTILINE) == pairs
    assert [(named(one), named(other)) for one, other, _ in ROWS] == pairs
