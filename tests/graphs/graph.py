"""A made graph of articles, their pages, and which of them a run is to store."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.support.sites import FEED, WWW, url_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from random import Random

SEOUL = ZoneInfo("Asia/Seoul")
# Subjects, each by the name that its articles tell of, and the word that some of all subjects have.
NAMES = ("Marlowe Harbour", "Quentin Foundry", "Ostrava Tramway")
WORD = "kelpie"
SEARCH = f"{WWW}/search/detail?q={WORD}&stype=NEWS&page=1"
# Statuses of pages that fail for now, and for good.
_FAILS, _GONE = 500, 404


@dataclass
class Node:
    """One address."""

    key: int
    subjects: frozenset[int]
    has_word: bool
    published: datetime
    links: list[int] = field(default_factory=list)
    """Keys, this article's own among them at times."""
    redirects: int = 0
    """Key of the article that it redirects to; 0 if it has its own."""
    claims: int = 0
    """Key of the article whose text it shows, which it names as its canonical address; likewise."""
    fails: bool = False
    """True if it answers 500 until the graph heals."""
    is_gone: bool = False
    is_teaser: bool = False
    is_undated: bool = False
    """True if neither its page nor the feed states when it was published."""

    @property
    def shows(self) -> int:
        """The key of the article that it shows."""
        return self.redirects or self.claims or self.key

    def has(self, word: str) -> bool:
        """True if its article has a word, or the name of a subject."""
        return self.has_word if word == WORD else NAMES.index(word) in self.subjects


@dataclass
class Way:
    """The arguments of a run."""

    seeds: list[int] = field(default_factory=list)
    """Keys that the user names; without any the run begins at the feed."""
    depth: int = 1
    word: str = ""
    topics: tuple[str, ...] = ()
    """Words and names of subjects, each that of a topic."""
    since: date | None = None
    until: date | None = None
    limit: int = 0

    def words(self, folder: Path) -> list[str]:
        """Returns them as words of a command, and writes the topics to files."""
        files = []
        for topic in self.topics:
            files.append(folder / f"{topic.replace(' ', '-')}.toml")
            files[-1].write_text(f"title = '{topic}'\n[queries]\nen = '\"{topic}\"'\n", encoding="utf-8")
        given = {
            "topic": " ".join(map(str, files)),
            "url": " ".join(map(url_of, self.seeds)), "depth": str(self.depth), "query": self.word,
            "since": self.since or "", "until": self.until or "", "limit": self.limit or "",
        }  # fmt: skip
        return [word for name, value in given.items() if value for word in ("-a", f"{name}={value}")]


@dataclass
class Graph:
    """Articles by key, and the keys that the feed names."""

    nodes: dict[int, Node]
    listed: list[int]
    found: list[int] = field(default_factory=list)
    """Keys that the search for `WORD` names; without any there is no search."""

    @classmethod
    def of(cls, random: Random, now: datetime) -> Graph:
        """Makes a graph of six to sixteen addresses."""
        size = random.randint(6, 16)
        keys = [10000001 + place for place in range(size)]
        nodes = {}
        for key in keys:
            subjects = frozenset(random.sample(range(len(NAMES)), random.choice((1, 1, 1, 2))))
            published = now - timedelta(hours=random.randint(3, 90))
            node = Node(key, subjects, random.random() < 0.6, published.replace(microsecond=0))
            node.links = random.sample(keys, random.randint(0, 4))
            node.is_gone, node.fails, node.is_teaser = (random.random() < share for share in (0.06, 0.15, 0.08))
            nodes[key] = node
        for key in keys[3:]:
            target = random.choice(keys[:3])
            way = random.random()
            if way < 0.12 and not nodes[target].is_gone:
                nodes[key].redirects, nodes[key].claims = (target, 0) if way < 0.06 else (0, target)
        return cls(nodes, random.sample(keys, random.randint(1, 5)))

    def heal(self) -> None:
        """Has all pages answer that failed for now."""
        for node in self.nodes.values():
            node.fails = False

    def reference(self, way: Way, stored: Collection[str] = ()) -> set[int]:
        """Returns the keys of the articles that one run is to store, by the definition of `docs/arguments.md`.

        `stored` are the URLs of articles that lead on whether their pages can be read or not.
        """
        if way.topics:
            return set().union(*(self.reference(replace(way, topics=(), word=each), stored) for each in way.topics))
        most: dict[int, int] = {}
        starts = way.seeds or self.listed
        steps = [(key, way.depth, 0) for key in starts]
        while steps:
            key, left, parent = steps.pop()
            node, article = self.nodes[key], self.nodes[self.nodes[key].shows]
            is_there = not any(each.fails or each.is_gone for each in (node, self.nodes[node.redirects or key]))
            if not is_there and url_of(key) not in stored:
                continue
            if key not in way.seeds or parent:
                day = article.published.astimezone(SEOUL).date()
                in_time = article.is_undated or (way.since or day) <= day <= (way.until or day)
                has_words = not way.word or article.has(way.word)
                is_related = not parent or way.word or article.is_teaser or article.subjects & self.subjects(parent)
                if not (in_time and has_words and is_related):
                    continue
            if left > most.get(key, -1):
                most[key] = left
                steps += [(link, left - 1, key) for link in article.links if left]
        return {self.nodes[key].shows for key in most}

    def subjects(self, key: int) -> frozenset[int]:
        """Returns the subjects of the article that an address shows."""
        return self.nodes[self.nodes[key].shows].subjects

    def write(self, path: Path) -> None:
        """Writes the answers of the site, for `GraphHandler`."""
        answers = {FEED: (200, {"Content-Type": "text/xml"}, self._feed())}
        if self.found:
            answers[SEARCH] = 200, {"Content-Type": "text/html; charset=utf-8"}, self._results()
        for key, node in self.nodes.items():
            html = {"Content-Type": "text/html; charset=utf-8"}
            if node.fails or node.is_gone:
                answers[url_of(key)] = _FAILS if node.fails else _GONE, html, ""
            elif node.redirects:
                answers[url_of(key)] = 301, {"Location": url_of(node.redirects)}, ""
            else:
                answers[url_of(key)] = 200, html, self._page(self.nodes[node.shows])
        path.write_text(json.dumps(answers), encoding="utf-8")

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>Story {key}</title><link>{url_of(key)}</link>"
            f"{_stated(self.nodes[self.nodes[key].shows])}</item>"
            for key in self.listed
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'

    def _results(self) -> str:
        cards = "".join(f'<li><a href="{url_of(key)}">Story {key}</a></li>' for key in self.found)
        return f'<html><body><ul class="news_list">{cards}</ul></body></html>'

    def _page(self, node: Node) -> str:
        told = _paragraphs(node)
        if node.is_teaser:
            told = [*told[:1], "Subscribe to continue reading."]
        related = "".join(f'<li><a href="{url_of(key)}">Story {key}</a></li>' for key in node.links)
        published = node.published.astimezone(SEOUL)
        stated = f"Published : {published:%B} {published.day}, {published:%Y - %H:%M:%S}" if not node.is_undated else ""
        wall = ' class="paywall"' if node.is_teaser else ""
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{_title(node)} - The Korea Herald</title><meta property="og:title" content="{_title(node)}">
<link rel="canonical" href="{url_of(node.key)}"></head><body>
<div class="news_title_area"><p class="category"><a href="/Business/Industry">Industry</a></p>
<h1>{_title(node)}</h1>
<p class="news_date">{stated}</p></div>
<article id="articleText">{"".join(f"<p{wall if each.startswith('Subscribe') else ''}>{each}</p>" for each in told)}
</article><section class="related_news"><h3>Related Stories</h3><ul class="news_list">{related}</ul></section>
<footer>About us</footer></body></html>"""


def _stated(node: Node) -> str:
    return "" if node.is_undated else f"<pubDate>{node.published:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"


def _title(node: Node) -> str:
    return f"{' and '.join(NAMES[place] for place in sorted(node.subjects))} in round {node.key}"


def _paragraphs(node: Node) -> list[str]:
    named = " and ".join(NAMES[place] for place in sorted(node.subjects))
    own = " ".join(f"w{node.key}x{place}" for place in range(30))
    word = f" Somebody saw a {WORD} there." if node.has_word else ""
    return [f"The people of {named} spoke on this again.{word} It was noted as {own}.", f"More on it, {own[::-1]}."]
