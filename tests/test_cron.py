"""What cron relies on: whole offline crawls of small sites made here, politeness, and honest exit codes."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FIXTURES, REPOSITORY, SPIDERS
from tests.test_crawl import TOO_LONG, Crawl, copy_of, crawl, look

WWW = "https://www.koreaherald.com"
FEED = f"{WWW}/rss/newsAll"
ROBOTS = f"{WWW}/robots.txt"
TDMREP = f"{WWW}/.well-known/tdmrep.json"
HTML = {"Content-Type": "text/html; charset=utf-8"}
# What a run that was told to stop may take to end.
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

    def answer(
        self, name: str, url: str, body: bytes = b"", status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        """Has an address answered; a second answer of the same name replaces the first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"url": url, "status": status, "headers": HTML if headers is None else headers}
        (self.folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
        (self.folder / f"{name}.body.json").write_bytes(body)

    def robots(self, text: str, status: int = 200) -> None:
        self.answer("robots", ROBOTS, text.encode(), status, {"Content-Type": "text/plain"})

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
    ) -> bytes:
        """Has an article's address answered with a page in the newest layout, and returns the page."""
        published = '<p class="news_date">Published : July 7, 2026 - 10:00:12</p>' if date else ""
        told = "".join(f"<p>{each}</p>\n" for each in text or paragraphs(key))
        names = ("news_title_area", "articleText", "category") if landmarks else ("top", "copy", "kind")
        page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Cinema {key} - The Korea Herald</title>
<meta property="og:title" content="Cinema {key} is let to a data center">{head}</head><body>
<nav><a href="/National">National</a><a href="/Business">Business</a></nav>
<div class="{names[0]}"><p class="{names[2]}"><a href="/Business/Industry">Industry</a></p>
<h1>Cinema {key} is let to a data center</h1>{published}</div>
<article id="{names[1]}">{told}</article><footer>About us</footer></body></html>""".encode()
        self.answer(str(key), url_of(key), page, headers=HTML | (headers or {}))
        return page

    def articles(self, keys: range, **told: Any) -> None:
        """Has the feed name articles, and each of them answered in the same way."""
        self.list(*keys)
        for key in keys:
            self.article(key, **told)

    def crawl(self, data: Path, *words: str) -> Crawl:
        return crawl("herald", *words, data=data, replay=self.folder.parent)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with three articles, without robots.txt."""
    site = Site(tmp_path / "replay" / "herald")
    site.articles(keys(3))
    return site


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def page_of(run: Crawl, key: int) -> dict[str, Any]:
    (page,) = [page for page in run.tables["pages"] if page["url"] == url_of(key)]
    return page


def verdict_of(run: Crawl) -> str:
    return re.findall(r"(?:INFO|ERROR): (herald: .*)", run.log)[-1]


def rules_of(data: Path) -> dict[str, str]:
    """Returns when each file of rules was read, by its address."""
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        rows = catalogue.execute("SELECT url, read FROM rules").fetchall()
    # The rules of a replay are kept by folder and address.
    return {url.rpartition(" ")[2]: read for url, read in rows}


def set_back(data: Path, hours: int) -> None:
    """Has the rules in the catalogue been read so many hours ago."""
    read = (datetime.now(UTC) - timedelta(hours=hours)).isoformat(timespec="seconds")
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE rules SET read = ?", [read])
        catalogue.commit()


def scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "scrapy", *words],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=TOO_LONG, check=False,
    )  # fmt: skip


def assert_whole(left: Crawl) -> None:
    """Holds a data directory to what every end of a run must leave: rows and files that belong together."""
    with closing(sqlite3.connect(left.data / "catalogue.sqlite")) as catalogue:
        assert catalogue.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert catalogue.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = {row["file"]: f"{row['title']}\n\n{row['text']}\n" for row in left.tables["articles"] if row["file"]}
    assert left.files == rows
    assert sorted(row["number"] for row in left.tables["articles"]) == list(range(len(rows)))
    assert list((left.data / "staging").iterdir()) == []


# --- robots.txt ---------------------------------------------------------------------------------


def test_a_site_without_robots_txt_may_be_read(site: Site, data: Path) -> None:
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert run.stored == {url_of(key) for key in site.listed}


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_robots_txt_that_is_not_to_be_had_allows_all_whatever_it_says(site: Site, data: Path, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /\n", status)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3


@pytest.mark.parametrize("status", [429, 500])
def test_a_robots_txt_that_cannot_be_reached_allows_nothing(site: Site, data: Path, status: int) -> None:
    site.robots("User-agent: *\nAllow: /\n", status)
    run = site.crawl(data)
    assert run.code == 69, run.log
    assert run.asked == [ROBOTS]
    assert run.files == {}
    assert rules_of(data) == {}


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /\n",
        "User-agent: *\nAllow: /\n\nUser-agent: outlet-crawler\nDisallow: /rss/\n",
        "\ufeffUser-agent: *\nDisallow: /\n",
        "user-agent: OUTLET-CRAWLER\r\ndisallow: /\r\n",
    ],
    ids=["for all", "for us", "after a byte order mark", "in another case"],
)
def test_a_list_that_robots_txt_disallows_is_not_asked_for(site: Site, data: Path, rules: str) -> None:
    site.robots(rules)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert set(run.asked) <= {ROBOTS, TDMREP}
    assert "refused: robots" in verdict_of(run)


def test_rules_for_other_programs_are_not_ours(site: Site, data: Path) -> None:
    site.robots("User-agent: badbot\nDisallow: /\n\nUser-agent: *\nDisallow: /mypage/\n")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3


def test_an_article_that_robots_txt_disallows_is_not_asked_for_and_the_others_are(site: Site, data: Path) -> None:
    refused, *others = site.listed
    site.robots(f"User-agent: *\nDisallow: /article/{refused}\n")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert url_of(refused) not in run.asked
    assert run.stored == {url_of(key) for key in others}
    assert page_of(run, refused)["reason"] == "robots"
    assert "1 robots" in verdict_of(run)


def test_a_rule_beyond_500_kib_is_not_read_but_one_before_is(site: Site, data: Path) -> None:
    before, beyond, _ = site.listed
    padding = "# nothing\n" * (500 * 1024 // 10 + 1)
    site.robots(f"User-agent: *\nDisallow: /article/{before}\n{padding}Disallow: /article/{beyond}\n")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert page_of(run, before)["reason"] == "robots"
    assert url_of(beyond) in run.stored


def test_a_robots_txt_that_redirects_on_its_site_is_read_where_it_leads(site: Site, data: Path) -> None:
    site.answer("robots", ROBOTS, status=301, headers={"Location": "/rules.txt"})
    site.answer("rules", f"{WWW}/rules.txt", b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert set(run.asked) <= {ROBOTS, f"{WWW}/rules.txt", TDMREP}


@pytest.mark.parametrize("target", ["/robots.txt", "https://example.com/robots.txt"])
def test_a_robots_txt_that_redirects_in_a_ring_or_elsewhere_allows_nothing(site: Site, data: Path, target: str) -> None:
    site.answer("robots", ROBOTS, status=302, headers={"Location": target})
    run = site.crawl(data)
    assert run.code == 69, run.log
    assert set(run.asked) == {ROBOTS}


@pytest.mark.parametrize("status", [200, 404])
def test_robots_txt_is_kept_for_the_runs_of_a_day(site: Site, data: Path, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /mypage/\n", status)
    first = site.crawl(data)
    set_back(data, hours=23)
    second = site.crawl(data)
    assert [run.code for run in (first, second)] == [0, 0]
    assert [run.asked.count(ROBOTS) for run in (first, second)] == [1, 0]
    assert [run.asked.count(FEED) for run in (first, second)] == [1, 1]


def test_robots_txt_that_is_kept_is_obeyed(site: Site, data: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data)
    site.robots("User-agent: *\nAllow: /\n")
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.asked == []


def test_robots_txt_older_than_a_day_is_asked_for_again_and_obeyed(site: Site, data: Path) -> None:
    site.robots("User-agent: *\nAllow: /\n")
    site.crawl(data)
    set_back(data, hours=25)
    old = rules_of(data)[ROBOTS]
    site.robots("User-agent: *\nDisallow: /\n")
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert ROBOTS in run.asked
    assert FEED not in run.asked
    assert rules_of(data)[ROBOTS] > old


# --- Opt-outs -----------------------------------------------------------------------------------

ASKING: list[tuple[dict[str, Any], str]] = [
    ({"head": '<meta name="robots" content="noai">'}, "noai"),
    ({"headers": {"X-Robots-Tag": "noai, noimageai"}}, "noai noimageai"),
    ({"head": '<meta name="tdm-reservation" content="1">'}, "tdm"),
    ({"headers": {"TDM-Reservation": "1"}}, "tdm"),
]
ASKED = {key: asks for key, (_, asks) in zip(keys(len(ASKING), first=20000001), ASKING, strict=True)}


@pytest.fixture
def asking(site: Site) -> Site:
    """A site with five articles that ask for nothing and four that opt out."""
    good = keys(5)
    site.articles(good)
    site.list(*good, *ASKED)
    for key, (told, _) in zip(ASKED, ASKING, strict=True):
        site.article(key, **told)
    return site


def test_a_page_that_opts_out_gives_no_item_and_is_recorded(asking: Site, data: Path, tmp_path: Path) -> None:
    run = asking.crawl(data, "-O", str(tmp_path / "items.jsonl"))
    assert run.code == 0, run.log
    assert run.stored == {url_of(key) for key in keys(5)}
    assert run.articles.keys() == run.stored
    lines = (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["url"] for line in lines} == run.stored
    assert {key: page_of(run, key)["asks"] for key in ASKED} == ASKED
    assert {page_of(run, key)["reason"] for key in ASKED} == {"opt-out"}
    assert "4 opt-out" in verdict_of(run)
    assert run.tables["runs"][0]["counts"]["opt-out"] == 4


def test_where_opt_outs_are_not_honoured_pages_are_stored_and_what_they_ask_is_recorded(
    asking: Site, data: Path
) -> None:
    run = asking.crawl(data, "-s", "OPT_OUT=")
    assert run.code == 0, run.log
    assert len(run.stored) == 9
    assert {key: page_of(run, key)["asks"] for key in ASKED} == ASKED
    assert {page_of(run, key)["reason"] for key in ASKED} == {""}
    assert TDMREP not in run.asked


def test_a_site_on_which_every_page_opts_out_refuses(site: Site, data: Path) -> None:
    site.articles(keys(3), headers={"X-Robots-Tag": "noai"})
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.files == {}


def test_a_page_that_asks_not_to_be_archived_is_stored_and_what_it_asks_recorded(site: Site, data: Path) -> None:
    site.article(site.listed[0], head='<meta name="robots" content="noarchive">')
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3
    assert (page_of(run, site.listed[0])["reason"], page_of(run, site.listed[0])["asks"]) == ("", "noarchive")


def test_what_tdmrep_json_reserves_is_not_asked_for(site: Site, data: Path) -> None:
    reserved, *others = site.listed
    entries = [{"location": f"/article/{reserved}", "tdm-reservation": 1}, {"location": "/rss", "tdm-reservation": 0}]
    site.answer("tdmrep", TDMREP, json.dumps(entries).encode(), headers={"Content-Type": "application/json"})
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert url_of(reserved) not in run.asked
    assert run.stored == {url_of(key) for key in others}
    assert page_of(run, reserved)["reason"] == "opt-out"


def test_a_site_that_tdmrep_json_reserves_as_a_whole_refuses(site: Site, data: Path) -> None:
    site.answer("tdmrep", TDMREP, b'[{"location": "/*", "tdm-reservation": 1}]')
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.asked == [ROBOTS, TDMREP]


@pytest.mark.parametrize("status", [403, 500])
def test_a_tdmrep_json_that_cannot_be_read_reserves_nothing(site: Site, data: Path, status: int) -> None:
    site.answer("tdmrep", TDMREP, b'[{"location": "/", "tdm-reservation": 1}]', status)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3


# --- Answers that are no article ------------------------------------------------------------------


def test_a_cut_gzip_stream_is_not_stored_as_a_whole_article(site: Site, data: Path) -> None:
    cut, whole, _ = site.listed
    for key, missing in ((cut, 12), (whole, 0)):
        stream = gzip.compress(site.article(key))
        site.answer(str(key), url_of(key), stream[: len(stream) - missing], headers=HTML | {"Content-Encoding": "gzip"})
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert run.stored == {url_of(key) for key in site.listed[1:]}
    page = page_of(run, cut)
    assert (page["reason"], page["article_id"]) == ("network", None)
    assert page["next_read"]


# Each another address: Scrapy drops the second of two redirects to one.
ELSEWHERE = [
    "https://example.com/article/10000009",
    "//example.com/article/10000010",
    "http://www.koreaherald.com/article/10000091",
    "https://www.koreaherald.com:8443/article/10000009",
    "https://www.koreaherald.com@example.com/article/10000009",
    "https://user:word@www.koreaherald.com/article/10000009",
    "https://www.koreaherald.com.example.com/article/10000009",
    "https://169.254.169.254/latest/meta-data/",
    "https://127.0.0.1/article/10000009",
    "https://2130706433/article/10000009",
    "https://[::1]/article/10000009",
    "https://localhost/article/10000009",
    "file:///etc/passwd",
    "data:text/html,<p>Text</p>",
    "https://[/",
]


@pytest.fixture(scope="module")
def sent_away(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """A run on as many articles that redirect out of the outlet as there are that are read."""
    folder = tmp_path_factory.mktemp("elsewhere")
    site = Site(folder / "replay" / "herald")
    good = keys(len(ELSEWHERE))
    site.articles(good)
    site.list(*good, *AWAY)
    for key, target in AWAY.items():
        site.answer(str(key), url_of(key), status=302, headers={"Location": target})
    return site.crawl(folder / "data")


AWAY = dict(zip(keys(len(ELSEWHERE), first=20000001), ELSEWHERE, strict=True))


@pytest.mark.parametrize("key", AWAY, ids=ELSEWHERE)
def test_a_redirect_out_of_the_outlet_gives_no_article(sent_away: Crawl, key: int) -> None:
    page = page_of(sent_away, key)
    assert page["article_id"] is None
    assert page["reason"]
    assert page["next_read"]


def test_a_redirect_out_of_the_outlet_is_never_followed_and_the_rest_is_stored(sent_away: Crawl) -> None:
    good = {url_of(key) for key in keys(len(ELSEWHERE))}
    assert sent_away.code == 0, sent_away.log
    assert "Traceback" not in sent_away.log
    assert set(sent_away.asked) <= {ROBOTS, TDMREP, FEED, *good, *map(url_of, AWAY)}
    assert "not in the replay" not in verdict_of(sent_away)
    assert sent_away.stored == good


def test_a_list_that_redirects_elsewhere_is_not_read(site: Site, data: Path) -> None:
    site.answer("feed", FEED, status=301, headers={"Location": "https://example.com/rss"})
    run = site.crawl(data)
    assert run.code != 0
    assert set(run.asked) <= {ROBOTS, TDMREP, FEED}
    assert f"{FEED}: " in verdict_of(run)


CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1><p>Enable JavaScript and "
    b"cookies to continue</p></body></html>"
)


def test_challenge_pages_on_everything_are_a_refusal(site: Site, data: Path) -> None:
    for key in site.listed:
        site.answer(str(key), url_of(key), CHALLENGE)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.files == {}
    assert "3 challenge" in verdict_of(run)
    assert {page_of(run, key)["reason"] for key in site.listed} == {"challenge"}


def test_one_challenge_page_among_articles_is_counted(site: Site, data: Path) -> None:
    site.answer(str(site.listed[0]), url_of(site.listed[0]), CHALLENGE)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 2
    assert "1 challenge" in verdict_of(run)


@pytest.mark.parametrize("status", [403, 429])
def test_a_refusal_on_everything_is_77(site: Site, data: Path, status: int) -> None:
    site.answer("feed", FEED, status=status)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert f"{FEED}: {status}" in verdict_of(run)


# --- The site changed ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory after a run that stored twenty articles with all that their pages have."""
    folder = tmp_path_factory.mktemp("healthy")
    site = Site(folder / "replay" / "herald")
    site.articles(keys(20))
    run = site.crawl(folder / "data")
    assert run.code == 0, run.log
    assert len(run.stored) == 20
    return run.data


@pytest.fixture
def known(healthy: Path, tmp_path: Path) -> Path:
    """A data directory that knows the site, to go on from."""
    return shutil.copytree(healthy, tmp_path / "data")


def suspects(data: Path) -> list[Path]:
    return sorted((data / "suspects").glob("*.html"))


@pytest.mark.parametrize(("broken", "field"), [({"date": False}, "published"), ({"landmarks": False}, "layout")])
def test_pages_that_lose_what_they_always_had_raise_the_alarm(
    site: Site, known: Path, broken: dict[str, bool], field: str
) -> None:
    site.articles(keys(5, first=10000101), **broken)
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert len(run.stored) == 25
    line = verdict_of(run)
    assert "the site changed: " in line
    assert f"{field} in 0 of 5 (before: 20 of 20)" in line
    assert "scrapy explain" in line
    assert run.tables["runs"][-1]["exit_code"] == 65
    assert 1 <= len(suspects(known)) <= 3


def test_scrapy_explain_reads_a_page_that_was_kept_aside(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101), date=False)
    named = re.search(r"scrapy explain (\S+)", verdict_of(site.crawl(known)))
    assert named
    assert Path(named[1]) in suspects(known)
    explained = scrapy("explain", "--json", named[1])
    assert explained.returncode == 0, explained.stderr
    assert Path(named[1]).stem.startswith("herald-")
    assert "is let to a data center" in explained.stdout


def test_pages_that_are_as_ever_raise_no_alarm_and_are_not_kept_aside(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101))
    run = site.crawl(known)
    assert run.code == 0, run.log
    assert suspects(known) == []


def test_a_few_pages_without_a_date_are_news_as_usual(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101))
    for key in keys(2, first=10000101):
        site.article(key, date=False)
    assert site.crawl(known).code == 0


def test_an_outlet_with_little_news_a_run_raises_the_alarm_all_the_same(site: Site, known: Path) -> None:
    codes = []
    for run in range(3):
        site.articles(keys(3, first=10000101 + 10 * run), date=False)
        codes.append(site.crawl(known).code)
    assert codes == [0, 65, 65]


def test_the_alarm_lasts_until_there_is_better_news(site: Site, known: Path) -> None:
    site.articles(keys(5, first=10000101), date=False)
    assert [site.crawl(known).code for _ in range(2)] == [65, 65]
    site.articles(keys(5, first=10000201))
    assert site.crawl(known).code == 0


def test_ten_addresses_that_lead_home_are_counted_one_by_one(site: Site, data: Path) -> None:
    site.list(*keys(10))
    for key in site.listed:
        site.answer(str(key), url_of(key), status=302, headers={"Location": "/"})
    links = "".join(f'<h3><a href="/article/{key}">Cinema {key} is let to a data center</a></h3>' for key in keys(10))
    site.answer("home", f"{WWW}/", f"<html><head><title>News</title></head><body>{links}</body></html>".encode())
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert sum(page["reason"] != "" for page in run.tables["pages"]) == 10


def test_old_addresses_of_one_article_are_noted_and_not_asked_for_again(site: Site, data: Path) -> None:
    site.articles(keys(3))
    old = keys(2, first=10009001)
    site.list(*keys(3), *old)
    for key in old:
        site.answer(str(key), url_of(key), status=301, headers={"Location": url_of(10000001)})
    first, second = site.crawl(data), site.crawl(data)
    assert (first.code, second.code) == (0, 0), first.log
    assert len(first.files) == 3
    assert {page_of(first, key)["article_id"] for key in old} == {page_of(first, 10000001)["article_id"]}
    assert set(second.asked).isdisjoint(url_of(key) for key in old)


def test_texts_that_come_under_second_addresses_raise_no_alarm(site: Site, data: Path) -> None:
    site.articles(keys(3))
    site.crawl(data)
    again = keys(3, first=10005001)
    site.list(*again)
    for new, old in zip(again, keys(3), strict=True):
        site.article(new, text=paragraphs(old))
    run = site.crawl(data)
    assert run.code == 0, run.log


def test_an_outlet_that_is_hardly_known_raises_no_alarm(site: Site, data: Path) -> None:
    site.articles(keys(5), date=False)
    assert site.crawl(data).code == 0


def test_texts_that_have_become_a_line_raise_the_alarm(site: Site, known: Path) -> None:
    site.list(*keys(5, first=10000101))
    for key in site.listed:
        site.article(key, text=[f"District {key} lends its cinema to a company that builds data centers."])
    run = site.crawl(known)
    assert run.code == 65, run.log
    assert "characters" in verdict_of(run)


def test_one_text_under_many_addresses_raises_the_alarm(site: Site, data: Path) -> None:
    site.articles(keys(5), text=paragraphs(10000001))
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert "one text under 5 addresses" in verdict_of(run)
    assert len(run.files) == 1


def test_pages_without_an_article_raise_the_alarm_and_some_are_kept_aside(site: Site, data: Path) -> None:
    site.list(*keys(5))
    for key in site.listed:
        site.answer(str(key), url_of(key), b"<html><head><title>News</title></head><body><div></div></body></html>")
    run = site.crawl(data)
    assert run.code == 65, run.log
    assert len(suspects(data)) == 3
    assert f"scrapy explain {data}" in verdict_of(run)


def test_what_was_kept_aside_stays_until_there_is_something_newer(site: Site, known: Path) -> None:
    (known / "suspects").mkdir()
    for name in ("herald-0123456789abcdef.html", "herald-0123456789abcdef.json", "kbs-0123456789abcdef.html"):
        (known / "suspects" / name).touch()
    site.crawl(known)
    assert len(list((known / "suspects").iterdir())) == 3
    site.articles(keys(5, first=30000001), date=False)
    site.crawl(known)
    assert not (known / "suspects" / "herald-0123456789abcdef.html").exists()
    assert (known / "suspects" / "kbs-0123456789abcdef.html").exists()


# --- Stopped, killed, without storage ---------------------------------------------------------------

MANY = 150


def started(site: Site, data: Path, log: Path) -> subprocess.Popen[bytes]:
    """Starts a run on a site of many articles, and returns it when it has stored some."""
    site.articles(keys(MANY))
    words = ["crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}", "-s", "LOG_LEVEL=DEBUG"]
    # A replay answers at once: without this, all pages would wait to be extracted before the first is stored.
    words += ["-s", "SCRAPER_SLOT_MAX_ACTIVE_SIZE=5000"]
    with log.open("w") as file:
        run = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "scrapy", *words], cwd=REPOSITORY, stdout=file, stderr=file, start_new_session=True
        )
    deadline = time.monotonic() + TOO_LONG
    while not list(data.glob("articles/00[5-9]_*.txt")):
        assert run.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.01)
    return run


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_stop_closes_and_the_next_one_goes_on(
    site: Site, data: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    log = tmp_path / "log"
    run = started(site, data, log)
    run.send_signal(number)
    assert run.wait(timeout=SOON) == code, log.read_text()

    left = look(data, log=log.read_text())
    assert_whole(left)
    assert 5 <= len(left.files) < MANY
    assert left.tables["runs"][0]["exit_code"] == code
    assert number.name in verdict_of(left)
    assert "Traceback" not in left.log

    after = site.crawl(data)
    assert after.code == 0, after.log
    assert_whole(after)
    assert after.stored == {url_of(key) for key in site.listed}


def test_a_run_that_is_killed_loses_nothing_and_doubles_nothing(site: Site, data: Path, tmp_path: Path) -> None:
    run = started(site, data, tmp_path / "log")
    run.kill()
    assert run.wait(timeout=SOON) == -signal.SIGKILL

    after = site.crawl(data)

    assert after.code == 0, after.log
    assert_whole(after)
    assert after.stored == {url_of(key) for key in site.listed}
    assert [run["exit_code"] for run in after.tables["runs"]] == [None, 0]


@pytest.mark.parametrize("below", ["", "data"], ids=["is a file", "is below a file"])
def test_a_data_directory_that_cannot_be_one_is_74_in_words(site: Site, tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("not a directory")
    run = site.crawl(tmp_path / "file" / below)
    assert run.code == 74, run.log
    assert run.asked == []
    assert "Traceback" not in run.log
    assert len(re.findall(r"ERROR: herald: .*; storage failed: ", run.log)) == 1
    assert (tmp_path / "file").read_text() == "not a directory"


def test_a_catalogue_that_is_no_database_is_74_and_left_as_it_is(site: Site, data: Path) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").write_text("not a database, but somebody's notes\n" * 99)
    done = scrapy("crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}")
    assert done.returncode == 74, done.stderr
    assert "Traceback" not in done.stderr
    assert (data / "catalogue.sqlite").read_text().startswith("not a database")


# --- Commands for cron and monitors ---------------------------------------------------------------


def test_the_verdict_is_written_as_json(site: Site, data: Path, tmp_path: Path) -> None:
    site.robots(f"User-agent: *\nDisallow: /article/{site.listed[0]}\n")
    run = site.crawl(data, "--verdict", str(tmp_path / "verdict.json"))
    told = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert (told["spider"], told["exit_code"], told["verdict"]) == ("herald", run.code, verdict_of(run))
    assert told["pages"] == {"new": 2, "robots": 1}
    assert told["lists"] == [{"url": FEED, "kind": "feed", "site": 0, "outcome": "served"}]
    assert told["fields"]["articles"] == 2
    assert told["kept"] == []


def test_the_verdict_on_a_run_that_failed_is_written_as_json(site: Site, data: Path, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data, "--verdict", str(tmp_path / "verdict.json"))
    told = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert told["exit_code"] == 77
    assert [read["outcome"] for read in told["lists"]] == ["robots"]


def test_without_a_terminal_a_run_that_went_well_says_nothing(site: Site, data: Path) -> None:
    done = scrapy("crawl", "herald", "--replay", str(site.folder.parent), "-s", f"DATA_DIR={data}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def ingest(data: Path, replay: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("ingest", *words, "--replay", str(replay), "-s", f"DATA_DIR={data}")


def test_ingest_of_outlets_that_are_well_is_quiet_without_a_terminal(data: Path) -> None:
    done = ingest(data, FIXTURES, "herald", "rcr")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    left = look(data)
    assert {run["spider"]: run["exit_code"] for run in left.tables["runs"]} == {"herald": 0, "rcr": 0}
    assert {row["outlet"] for row in left.tables["articles"]} == {"herald", "rcr"}


def test_ingest_without_names_runs_every_outlet(data: Path) -> None:
    done = ingest(data, FIXTURES)
    assert done.returncode == 0, done.stderr
    assert {run["spider"] for run in look(data).tables["runs"]} == set(SPIDERS)


@pytest.fixture
def ill(site: Site, tmp_path: Path) -> Path:
    """Saved pages of three outlets: one is well, one refuses, one cannot be reached."""
    site.robots("User-agent: *\nDisallow: /\n")
    replay = copy_of("rcr", tmp_path)
    copy_of("kbs", tmp_path)
    robots = next(replay.glob("kbs/robots*.json"))
    told = json.loads(robots.read_text(encoding="utf-8"))
    robots.write_text(json.dumps(told | {"status": 500}), encoding="utf-8")
    return replay


def test_ingest_ends_with_the_code_that_a_person_has_to_see_to_first(data: Path, ill: Path) -> None:
    done = ingest(data, ill, "herald", "kbs", "rcr")
    assert {run["spider"]: run["exit_code"] for run in look(data).tables["runs"]} == {"herald": 77, "kbs": 69, "rcr": 0}
    assert done.returncode == 69


def test_ingest_prints_the_line_of_each_outlet_that_is_ill_and_no_other(data: Path, ill: Path) -> None:
    done = ingest(data, ill, "herald", "rcr")
    assert done.returncode == 77
    (line,) = done.stdout.splitlines()
    assert line.startswith("herald: ")
    assert "robots" in line
    assert "rcr" not in done.stdout + done.stderr


def test_ingest_of_an_unknown_outlet_is_bad_usage(data: Path) -> None:
    done = ingest(data, FIXTURES, "herald", "nope")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nope" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not data.exists()


def status(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("status", *words, "-s", f"DATA_DIR={data}")


def row(done: subprocess.CompletedProcess[str], name: str) -> str:
    """Returns the line of an outlet in the table."""
    (line,) = [line for line in done.stdout.splitlines() if line.split()[:1] == [name]]
    return line


def test_status_after_a_run_that_went_well_is_0_and_shows_the_run(site: Site, data: Path) -> None:
    run = site.crawl(data)
    done = status(data)
    assert done.returncode == 0, done.stderr
    started = run.tables["runs"][0]["started"][:16]
    assert row(done, "herald").count(started) == 2
    assert "never run" in row(done, "kbs")


def test_status_is_the_code_of_the_last_run_and_names_the_last_good_one(site: Site, data: Path) -> None:
    site.crawl(data)
    set_back(data, hours=25)
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data)
    done = status(data, "herald")
    assert done.returncode == 77, done.stderr
    assert " 77 " in row(done, "herald")
    assert "robots" in done.stdout


def test_status_is_well_again_after_a_run_that_is(site: Site, data: Path) -> None:
    site.robots("", 500)
    assert site.crawl(data).code == 69
    assert status(data).returncode == 69
    site.robots("")
    assert site.crawl(data).code == 0
    assert status(data).returncode == 0


def test_status_of_one_outlet_does_not_speak_of_the_others(site: Site, data: Path) -> None:
    site.robots("", 500)
    site.crawl(data)
    done = status(data, "kbs")
    assert done.returncode == 0
    assert "herald" not in done.stdout


def test_status_of_a_run_that_was_killed_is_no_good_state(site: Site, data: Path) -> None:
    site.crawl(data)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        catalogue.execute("UPDATE runs SET exit_code = NULL, ended = NULL, reason = ''")
        catalogue.commit()
    shown = status(data, "herald")
    assert shown.returncode == 1
    assert "it did not end" in shown.stdout


def test_status_before_any_run_says_so(data: Path) -> None:
    done = status(data)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(data) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not data.exists()


def test_status_of_an_unknown_outlet_is_bad_usage(data: Path) -> None:
    done = status(data, "nope")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'nope'" in done.stderr or " nope" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_status_of_a_catalogue_that_is_no_database_is_74_in_one_line(data: Path) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").write_text("not a database, but somebody's notes\n" * 99)
    done = status(data)
    assert (done.returncode, done.stdout) == (74, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
