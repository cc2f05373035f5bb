"""Small sites made for one test, runs on them, and what may be asked of what they leave."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.support.commands import scrapy
from tests.support.crawls import Crawl, crawl, look
from tests.support.patience import patience

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.network import Network

WWW = "https://www.koreaherald.com"
FEED = f"{WWW}/rss/newsAll"
ROBOTS = f"{WWW}/robots.txt"
TDMREP = f"{WWW}/.well-known/tdmrep.json"
HTML = {"Content-Type": "text/html; charset=utf-8"}
_PUBLISHED = datetime(2026, 7, 7, 10, 0, 12, tzinfo=ZoneInfo("Asia/Seoul"))
# What a run that was told to stop takes at most to end, in seconds.
SOON = 15


def url_of(key: int) -> str:
    return f"{WWW}/article/{key}"


def keys(number: int, first: int = 10000001) -> range:
    return range(first, first + number)


def paragraphs(key: int) -> list[str]:
    rent = (
        f"The council of district {key} said on Tuesday that it would lend its old cinema to a company that builds "
        f"data centers, for a rent of {key % 97} million won a month and a promise of {key % 89} jobs."
    )
    floor = (
        f"Engineers measured the floor for {key % 53} days and found that it carries what they need, the council said "
        f"in paper number {key}, which it put online in the evening."
    )
    noise = (
        "Neighbours asked about the noise of the cooling plant. The company answered that it would be built inward, "
        "behind the screen, where nobody has sat for nine years."
    )
    return [rent, floor, noise]


@dataclass
class Site:
    """A folder of saved pages that one outlet's spider, `herald`, takes for the site."""

    folder: Path
    listed: list[int] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)

    def answer(
        self, name: str, url: str, body: bytes = b"", status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        """Has an address answered; a second answer of the same name replaces the first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        headers = HTML if headers is None else headers
        self.answers[url] = status, headers, body
        told = {"url": url, "status": status, "headers": headers}
        (self.folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
        (self.folder / f"{name}.body.json").write_bytes(body)

    def robots(self, text: str | bytes, status: int = 200) -> None:
        body = text if isinstance(text, bytes) else text.encode()
        self.answer("robots", ROBOTS, body, status, {"Content-Type": "text/plain"})

    def list(self, *keys: int) -> None:
        """Has the feed name articles, the first one first."""
        self.listed = list(keys)
        items = "".join(f"<item><title>Story {key}</title><link>{url_of(key)}</link></item>" for key in keys)
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        self.answer("feed", FEED, feed.encode(), headers={"Content-Type": "text/xml"})

    def article(
        self,
        key: int,
        *,
        head: str = "",
        date: bool = True,
        landmarks: bool = True,
        text: list[str] | None = None,
        headers: dict[str, str] | None = None,
        published: datetime = _PUBLISHED,
    ) -> bytes:
        """Has an article's address answered with a page in the newest layout, and returns the page."""
        stated = f'<p class="news_date">Published : {published:%B} {published.day}, {published:%Y - %H:%M:%S}</p>'
        stated = stated if date else ""
        told = "".join(f"<p>{each}</p>\n" for each in text or paragraphs(key))
        names = ("news_title_area", "articleText", "category") if landmarks else ("top", "copy", "kind")
        page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Cinema {key} - The Korea Herald</title>
<meta property="og:title" content="Cinema {key} is let to a data center">{head}</head><body>
<nav><a href="/National">National</a><a href="/Business">Business</a></nav>
<div class="{names[0]}"><p class="{names[2]}"><a href="/Business/Industry">Industry</a></p>
<h1>Cinema {key} is let to a data center</h1>{stated}</div>
<article id="{names[1]}">{told}</article><footer>About us</footer></body></html>""".encode()
        self.answer(str(key), url_of(key), page, headers=HTML | (headers or {}))
        return page

    def articles(self, keys: range, **told: Any) -> None:
        """Has the feed name articles, and each of them answered in the same way."""
        self.list(*keys)
        for key in keys:
            self.article(key, **told)

    def crawl(self, data: Path, *words: str, later: timedelta = timedelta()) -> Crawl:
        return crawl("herald", *words, data=data, replay=self.folder.parent, later=later)


def today(site: Site, *told: int, **more: Any) -> None:
    """Has articles published two hours ago, so that they are read again soon."""
    published = datetime.now(ZoneInfo("Asia/Seoul")) - timedelta(hours=2)
    for key in told or site.listed:
        site.article(key, published=published, **more)


def live(network: Network, data: Path, *words: str) -> Crawl:
    """Runs the spider against a network, without the pauses between its requests."""
    done = scrapy("crawl", "herald", *live_words(data), *words, environment=network.environment)
    return look(data, done.returncode, done.stdout, done.stderr)


def live_words(data: Path) -> list[str]:
    settings = ["LOG_LEVEL=DEBUG", "DOWNLOAD_DELAY=0", "FAILURE_PAUSE=0.05"]
    settings += [f"DATA_DIR={data}", f"EXTRACTION_TIMEOUT={patience(10)}"]
    return [word for setting in settings for word in ("-s", setting)]


def texts(run: Crawl) -> dict[int, str]:
    """Returns the first paragraph of each article that is stored, by key."""
    return {int(url.rpartition("/")[2]): row["text"].split("\n\n")[0] for url, row in run.articles.items()}


def own(*told: int) -> dict[int, str]:
    """Returns what `texts` gives of articles that have their own."""
    return {key: paragraphs(key)[0] for key in told}


def page_of(run: Crawl, key: int) -> dict[str, Any]:
    (page,) = [page for page in run.tables["pages"] if page["url"] == url_of(key)]
    return page


def verdict_of(run: Crawl) -> str:
    return re.findall(r"(?:INFO|WARNING|ERROR): (herald: .*)", run.log)[-1]


def rules_of(data: Path) -> dict[str, str]:
    """Returns when each file of rules was read, by its address."""
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        rows = catalogue.execute("SELECT url, read FROM robots_cache").fetchall()
    # The rules of a replay are kept by folder and address.
    return {url.rpartition(" ")[2]: read for url, read in rows}


def set_back(data: Path, hours: int) -> None:
    """Has the rules in the catalogue been read so many hours ago."""
    read = (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE robots_cache SET read = ?", [read])
        catalogue.commit()


def assert_whole(left: Crawl) -> None:
    """Holds a data directory to what every end of a run must leave: rows and files that belong together."""
    with closing(sqlite3.connect(left.data / "catalogue.sqlite")) as catalogue:
        assert catalogue.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert catalogue.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = {row["file"]: f"{row['title']}\n\n{row['text']}\n" for row in left.tables["articles"] if row["file"]}
    assert left.files == rows
    assert sorted(row["number"] for row in left.tables["articles"]) == list(range(len(rows)))
    assert list((left.data / "staging").iterdir()) == []
