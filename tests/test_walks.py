"""Runs into the past, by words, and again: whole offline crawls of sites whose lists have many pages."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler.items import article_id
from tests.test_crawl import Crawl, crawl

SEOUL = ZoneInfo("Asia/Seoul")
NEWS = "https://news.kbs.co.kr"
API = (
    f"{NEWS}/api/getNewsList?contentsCode=ALL&currentPageNo={{page}}&datetimeBegin={{begin}}000000"
    "&datetimeEnd={end}235959&exceptPhotoYn=Y&localCode=00&needReporterInfo=Y&orderBy=datetime_desc&rowsPerPage=48"
)
SEARCH = (
    "https://reco.kbs.co.kr/v2/search?target=newstotal&keyword={word}&page={page}&page_size=10&sort_option=date"
    "&searchfield=all"
)
SITEMAP = f"{NEWS}/sitemap/recentNewsList.xml"
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json; charset=utf-8"}


def url_of(key: int) -> str:
    return f"{NEWS}/news/view.do?ncd={key}"


@dataclass
class Outlet:
    """A site that `kbs` takes for its own: articles by key, with the time and words of each, and lists of them."""

    folder: Path
    articles: dict[int, tuple[datetime, str]] = field(default_factory=dict)

    def answer(self, name: str, url: str, body: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"url": url, "status": status, "headers": headers}
        (self.folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
        (self.folder / f"{name}.body.json").write_bytes(body)

    def article(
        self, key: int, published: datetime, words: str = "", related: tuple[int, ...] = (), etag: str = ""
    ) -> None:
        self.articles[key] = published, words
        text = [
            f"{key % 97}동 주민들은 오늘 낡은 극장을 데이터센터로 바꾸는 계획을 두고 {key}번째 회의를 열었습니다.",
            f"회의에서는 전력과 소음이 주로 논의됐고, 자료는 {key}쪽에 이르렀습니다. {words}",
            "시청은 다음 달까지 의견을 더 듣기로 했습니다.",
        ]
        links = "".join(f'<li><a href="/news/view.do?ncd={other}">이어지는 소식 {other}</a></li>' for other in related)
        body = f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>KBS 뉴스</title></head><body>
<h4 class="headline-title">극장 {key}의 새 쓰임</h4><p class="category-name">사회</p>
<div class="dates"><em class="input-date">입력 {published.astimezone(SEOUL):%Y.%m.%d (%H:%M)}</em></div>
<div class="detail-body" id="cont_newstext">{"<br /><br />".join(text)}</div>
<div class="related"><h5>관련 기사</h5><ul>{links}</ul></div></body></html>"""
        self.answer(str(key), url_of(key), body.encode(), HTML | ({"ETag": etag} if etag else {}))

    def sitemap(self, *keys: int, **headers: str) -> None:
        entries = "".join(f"<url><loc>{url_of(key)}</loc>{_news(self.articles[key][0])}</url>" for key in keys)
        body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer("sitemap", SITEMAP, body.encode(), {"Content-Type": "application/xml"} | named)

    def months(self, first: str, last: str, *, rows: int = 3) -> None:
        """Has the list API answer for each month, in pages."""
        month = datetime.fromisoformat(f"{first}-01")
        while f"{month:%Y-%m}" <= last:
            end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            keys = [
                key for key, (time, _) in self.articles.items() if f"{time.astimezone(SEOUL):%Y-%m}" == f"{month:%Y-%m}"
            ]
            keys.sort(key=lambda key: self.articles[key][0], reverse=True)
            for page in range(len(keys) // rows + 2):
                url = API.format(page=page + 1, begin=f"{month:%Y%m%d}", end=f"{end:%Y%m%d}")
                self.listed(f"api-{month:%Y-%m}-{page + 1}", url, keys[page * rows : (page + 1) * rows])
            month = end + timedelta(days=1)

    def found(self, word: str, *keys: int, rows: int = 3) -> None:
        """Has the search answer for a word, in pages."""
        for page in range(len(keys) // rows + 2):
            part = keys[page * rows : (page + 1) * rows]
            self.listed(f"search-{word}-{page + 1}", SEARCH.format(word=word, page=page + 1), list(part))

    def listed(self, name: str, url: str, keys: list[int]) -> None:
        data = [
            {
                "newsCode": str(key), "newsTitle": f"극장 {key}의 새 쓰임", "title": f"극장 {key}의 새 쓰임",
                "serviceTime": f"{self.articles[key][0].astimezone(SEOUL):%Y-%m-%d %H:%M:%S}",
                "service_time": f"{self.articles[key][0].astimezone(SEOUL):%Y%m%d %H%M%S}",
                "target_url": f"http://news.kbs.co.kr/news/view.do?ncd={key}&ref=search",
            }
            for key in keys
        ]  # fmt: skip
        self.answer(name, url, json.dumps({"success": True, "data": data}).encode(), JSON)

    def crawl(self, data: Path, *words: str) -> Crawl:
        return crawl("kbs", *words, data=data, replay=self.folder.parent)


def _news(time: datetime) -> str:
    stated = time.astimezone(SEOUL).isoformat()
    return f"<lastmod>{stated}</lastmod><publication_date>{stated}</publication_date>"


def keys_of(run: Crawl) -> set[int]:
    return {int(url.rpartition("=")[2]) for url in run.stored}


def asked_articles(run: Crawl) -> list[int]:
    return [int(url.rpartition("=")[2]) for url in run.asked if "view.do" in url]


def asked_lists(run: Crawl) -> list[str]:
    return [url for url in run.asked if re.search(r"/api/|/sitemap/|/v2/search|/rss/", url)]


def verdict_of(run: Crawl) -> str:
    return re.findall(r"(?:INFO|ERROR): (kbs: .*)", run.log)[-1]


def table(data: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        return catalogue.execute(query).fetchall()


@pytest.fixture
def site(tmp_path: Path) -> Outlet:
    """Thirty articles, one every twelve days from 2 January 2025 at noon, and a list API that knows them all."""
    made = Outlet(tmp_path / "replay" / "kbs")
    for place in range(30):
        made.article(8100000 + place, datetime(2025, 1, 2, 12, tzinfo=SEOUL) + timedelta(days=12 * place))
    made.months("2024-11", "2025-12")
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


UNTIL = ("-a", "until=2025-12-31")


# --- Into the past ------------------------------------------------------------------------------


def test_a_walk_stores_all_of_the_days_that_were_asked_for_and_no_other(site: Outlet, data: Path) -> None:
    run = site.crawl(data, "-a", "since=2025-06-01", "-a", "until=2025-09-30")
    asked_for = {
        key
        for key, (time, _) in site.articles.items()
        if "2025-06-01" <= f"{time.astimezone(SEOUL):%F}" <= "2025-09-30"
    }
    assert run.code == 0, run.log
    assert keys_of(run) == asked_for
    assert sorted(asked_articles(run)) == sorted(asked_for)
    assert "back to 2025-06-01;" in verdict_of(run)


def test_a_walk_goes_from_the_newest_to_the_oldest(site: Outlet, data: Path) -> None:
    run = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    rows = sorted(run.tables["articles"], key=lambda row: row["number"])
    assert len(rows) == 30
    assert [row["published"] for row in rows] == sorted((row["published"] for row in rows), reverse=True)


def test_a_walk_that_was_cut_short_goes_on_where_it_was(site: Outlet, data: Path) -> None:
    first = site.crawl(data, "-a", "since=2025-01-01", *UNTIL, "-a", "limit=12")
    assert len(keys_of(first)) == 12
    second = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert second.code == 0, second.log
    assert keys_of(second) == set(site.articles)
    assert not set(asked_articles(first)) & set(asked_articles(second))
    assert len(set(asked_lists(first)) & set(asked_lists(second))) <= 2


def test_a_walk_into_a_deeper_past_does_not_read_again_what_one_has_read(site: Outlet, data: Path) -> None:
    first = site.crawl(data, "-a", "since=2025-07-01", *UNTIL)
    second = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(second) == set(site.articles)
    assert not set(asked_articles(first)) & set(asked_articles(second))
    again = set(asked_lists(first)) & set(asked_lists(second))
    assert len(again) <= 3, again
    third = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert len(asked_lists(third)) <= 4
    assert "back to 2025-01-01;" in verdict_of(third)


def test_what_came_after_an_earlier_walk_is_found_before_its_end_is_taken_up(site: Outlet, data: Path) -> None:
    site.crawl(data, "-a", "since=2025-07-01", "-a", "until=2025-10-31")
    # A run of every hour knows the newest, and not what lies between.
    site.crawl(data, "-a", f"url={url_of(8100029)}", "-a", "depth=0")
    run = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(run) == set(site.articles)


def test_a_month_without_articles_does_not_end_a_walk(site: Outlet, data: Path) -> None:
    site.article(8000000, datetime(2024, 11, 5, 12, tzinfo=SEOUL))
    site.months("2024-11", "2025-12")
    run = site.crawl(data, "-a", "since=2024-11-01", "-a", "until=2025-02-01")
    assert 8000000 in keys_of(run)
    assert "back to 2024-11-01;" in verdict_of(run)


def test_a_list_that_fails_in_the_middle_is_named_and_the_rest_is_taken_up_next_time(site: Outlet, data: Path) -> None:
    url = API.format(page=1, begin="20250601", end="20250630")
    site.answer("api-2025-06-1", url, b"", JSON, status=503)
    first = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert f"{url}: 503" in verdict_of(first)
    assert "back to 2025-07-01, not to 2025-01-01 (news.kbs.co.kr)" in verdict_of(first)
    assert {key for key, (time, _) in site.articles.items() if time.month > 6} <= keys_of(first)
    site.months("2025-06", "2025-06")
    second = site.crawl(data, "-a", "since=2025-01-01", *UNTIL)
    assert keys_of(second) == set(site.articles)
    assert not set(asked_articles(first)) & set(asked_articles(second))


# --- By words -----------------------------------------------------------------------------------


@pytest.fixture
def about(site: Outlet) -> Outlet:
    """Ten articles name SoftBank, four of them Stargate as well; the search finds them, and two that only look so."""
    for place in range(10):
        words = "소프트뱅크가 투자한다고 밝혔습니다." + (" 스타게이트 사업입니다." if place < 4 else "")
        site.article(8200000 + place, datetime(2025, 3, 1, 9, tzinfo=SEOUL) - timedelta(days=place), words)
    site.found("%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC", *range(8200000, 8200010), 8100001, 8100002)
    return site


def test_a_query_keeps_exactly_what_has_its_words(about: Outlet, data: Path) -> None:
    run = about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert run.code == 0, run.log
    assert keys_of(run) == set(range(8200000, 8200010))
    assert Counter(asked_articles(run)).most_common(1)[0][1] == 1
    assert "2 no match" in verdict_of(run)


def test_a_query_that_was_asked_before_reads_nothing_again(about: Outlet, data: Path) -> None:
    about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    run = about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert asked_articles(run) == []


def test_what_did_not_match_one_query_is_read_for_another(about: Outlet, data: Path) -> None:
    about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    about.found("%EA%B7%B9%EC%9E%A5", 8100001, 8100002, 8200000)
    run = about.crawl(data, "-a", "query=극장", "-a", "depth=0")
    assert sorted(asked_articles(run)) == [8100001, 8100002]
    assert {8100001, 8100002} <= keys_of(run)


def test_a_search_that_fails_gives_way_to_the_lists(about: Outlet, data: Path) -> None:
    for path in about.folder.glob("search-*"):
        path.unlink()
    about.sitemap(8200000, 8100001)
    run = about.crawl(data, "-a", "query=소프트뱅크", "-a", "depth=0")
    assert run.code == 0, run.log
    assert keys_of(run) == {8200000}
    assert "lists by sitemap" in verdict_of(run)


def test_a_topic_serves_with_the_names_of_any_script(about: Outlet, data: Path, tmp_path: Path) -> None:
    topic = tmp_path / "topic.toml"
    names = '[names]\nSoftBank = ["소프트뱅크"]\nStargate = ["스타게이트"]\n'
    topic.write_text(f'[queries]\nen = "SoftBank Stargate"\nko = "SoftBank Stargate"\n{names}', encoding="utf-8")
    about.found(
        "%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC%20%EC%8A%A4%ED%83%80%EA%B2%8C%EC%9D%B4%ED%8A%B8",
        *range(8200000, 8200006),
    )
    run = about.crawl(data, "-a", f"topic={topic}")
    assert run.code == 0, run.log
    assert keys_of(run) == set(range(8200000, 8200004))


def test_related_articles_of_a_query_are_kept_where_they_match(about: Outlet, data: Path) -> None:
    about.article(8300000, datetime(2025, 3, 2, 9, tzinfo=SEOUL), "소프트뱅크 소식", related=(8300001, 8100003))
    about.article(8300001, datetime(2025, 3, 2, 8, tzinfo=SEOUL), "소프트뱅크 실적")
    about.found("%EC%86%8C%ED%94%84%ED%8A%B8%EB%B1%85%ED%81%AC", 8300000)
    run = about.crawl(data, "-a", "query=소프트뱅크")
    assert keys_of(run) == {8300000, 8300001}


# --- Again --------------------------------------------------------------------------------------


def later(data: Path, **age: float) -> None:
    """Has all that was noted in a catalogue been noted so much earlier."""
    back = timedelta(**age)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        for name, column in (("pages", "next_read"), ("pages", "last_read"), ("lists", "last_read")):
            rows = catalogue.execute(f"SELECT url, {column} FROM {name} WHERE {column} IS NOT NULL").fetchall()  # noqa: S608
            for url, time in rows:
                earlier = (datetime.fromisoformat(time) - back).isoformat(timespec="seconds")
                catalogue.execute(f"UPDATE {name} SET {column} = ? WHERE url = ?", [earlier, url])  # noqa: S608
        catalogue.commit()


@pytest.fixture
def fresh(site: Outlet) -> Outlet:
    """Three articles of the last hours in a sitemap with an ETag."""
    now = datetime.now(UTC)
    for place in range(3):
        site.article(8500000 + place, now - timedelta(hours=place + 1), etag=f'"{place}"')
    site.sitemap(8500000, 8500001, 8500002, ETag='"first"')
    return site


def test_a_second_run_right_after_asks_whether_its_list_has_changed_and_for_no_article(
    fresh: Outlet, data: Path
) -> None:
    first = fresh.crawl(data)
    assert len(keys_of(first)) == 3
    assert table(data, "SELECT etag FROM lists WHERE kind = 'sitemap'") == [('"first"',)]
    second = fresh.crawl(data)
    assert (second.code, asked_articles(second), asked_lists(second)) == (0, [], [SITEMAP]), second.log
    assert f"Crawled (304) <GET {SITEMAP}>" in second.log
    assert "lists by sitemap, unchanged; ok" in verdict_of(second)


def test_a_list_whose_articles_did_not_all_come_is_read_whole_again(fresh: Outlet, data: Path) -> None:
    fresh.crawl(data, "-a", "limit=1")
    assert table(data, "SELECT etag FROM lists WHERE kind = 'sitemap'") == [("",)]
    second = fresh.crawl(data)
    assert len(keys_of(second)) == 3


def test_a_list_that_says_for_a_day_that_it_is_unchanged_is_read_whole(fresh: Outlet, data: Path) -> None:
    fresh.crawl(data)
    later(data, hours=25)
    run = fresh.crawl(data)
    assert f"Crawled (200) <GET {SITEMAP}>" in run.log


def test_an_article_of_the_day_is_asked_after_hours_whether_it_has_changed(fresh: Outlet, data: Path) -> None:
    fresh.crawl(data)
    later(data, hours=9)
    fresh.article(8500001, fresh.articles[8500001][0], "덧붙인 문장입니다.", etag='"new"')
    run = fresh.crawl(data)
    assert run.code == 0, run.log
    assert sorted(asked_articles(run)) == [8500000, 8500001, 8500002]
    assert len(re.findall(r"Crawled \(304\) <GET \S+ncd=", run.log)) == 2
    assert [row["versions"] for row in sorted(run.tables["articles"], key=lambda row: row["url"])] == [1, 2, 1]
    assert asked_articles(fresh.crawl(data)) == []


def test_an_article_of_last_year_is_not_read_again(site: Outlet, data: Path) -> None:
    site.sitemap(8100000, 8100001)
    site.crawl(data)
    later(data, days=100)
    assert asked_articles(site.crawl(data)) == []


def test_an_article_that_has_gone_is_marked_and_keeps_its_text(fresh: Outlet, data: Path) -> None:
    first = fresh.crawl(data)
    later(data, hours=9)
    fresh.answer("8500002", url_of(8500002), b"", HTML, status=410)
    run = fresh.crawl(data)
    assert run.files == first.files
    assert table(data, "SELECT url FROM articles WHERE gone IS NOT NULL") == [(url_of(8500002),)]


# --- Large lists --------------------------------------------------------------------------------


def test_the_newest_of_fifty_thousand_are_stored_first(site: Outlet, data: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=SEOUL)
    newest = range(8899980, 8900000)
    for key in newest:
        site.article(key, start + timedelta(minutes=key - 8850000))
    entries = "".join(
        f"<url><loc>{url_of(key)}</loc>{_news(start + timedelta(minutes=key - 8850000))}</url>"
        for key in range(8850000, 8900000)
    )
    site.answer("sitemap", SITEMAP, f"<urlset>{entries}</urlset>".encode(), {"Content-Type": "application/xml"})
    run = site.crawl(data, "-a", "limit=20")
    assert run.code == 0, run.log
    assert keys_of(run) == set(newest)
    assert len(asked_articles(run)) == 20


# --- Related by subject ---------------------------------------------------------------------------


@pytest.fixture
def thread(site: Outlet) -> Outlet:
    """An article with three related links, in a ring: two of its subject, one of another, which links a fourth."""
    noon = datetime(2025, 12, 4, 12, tzinfo=SEOUL)
    story = "손정의 소프트뱅크 회장이 이재명 대통령을 만나 스타게이트 투자를 논의했습니다."
    site.article(8600000, noon, story, related=(8600001, 8600002))
    site.article(
        8600001, noon - timedelta(hours=1), story + " 소프트뱅크는 공장을 보았습니다.", related=(8600003, 8600000)
    )
    site.article(8600003, noon - timedelta(hours=2), story + " 손정의 회장은 출국했습니다.", related=(8600000,))
    body = (site.folder / "8600000.body.json").read_text(encoding="utf-8")
    bear = "지리산 반달곰이 등산로 쉼터에서 낮잠을 잤습니다.<br />공원 사무소는 길을 돌아가 달라고 했습니다."
    bear += "<br /><br />곰은 저녁에 숲으로 돌아갔습니다."
    other = re.sub(r'(?<=id="cont_newstext">).*?(?=</div>)', bear, body)
    other = other.replace("극장 8600000의 새 쓰임", "쉼터에서 낮잠 잔 반달곰").replace("ncd=8600001", "ncd=8600004")
    site.answer("8600002", url_of(8600002), other.encode(), HTML)
    site.article(8600004, noon, story)
    return site


def test_what_shares_nothing_with_the_article_that_links_it_is_not_kept_nor_followed(
    thread: Outlet, data: Path
) -> None:
    run = thread.crawl(data, "-a", f"url={url_of(8600000)}", "-a", "depth=2", "-O", f"{data}.jsonl")
    assert run.code == 0, run.log
    assert keys_of(run) == {8600000, 8600001, 8600003}
    assert sorted(asked_articles(run)) == [8600000, 8600001, 8600002, 8600003]
    lines = Path(f"{data}.jsonl").read_text(encoding="utf-8").splitlines()
    items = {item["url"]: item for item in map(json.loads, lines)}
    assert "kept" not in items[url_of(8600000)]["sources"]
    kept = items[url_of(8600001)]["sources"]["kept"]
    assert "소프트뱅크" in kept
    assert article_id(url_of(8600000)) in kept


def test_relatedness_by_subject_can_be_switched_off(thread: Outlet, data: Path) -> None:
    run = thread.crawl(data, "-a", f"url={url_of(8600000)}", "-a", "depth=2", "-s", "RELATED_BY_SUBJECT=0")
    assert keys_of(run) == {8600000, 8600001, 8600002, 8600003, 8600004}


def test_what_was_not_related_to_one_article_is_read_when_a_list_names_it(thread: Outlet, data: Path) -> None:
    thread.crawl(data, "-a", f"url={url_of(8600000)}")
    thread.articles[8600002] = datetime(2025, 12, 4, 12, tzinfo=SEOUL), ""
    thread.sitemap(8600002, 8600000)
    run = thread.crawl(data)
    assert asked_articles(run) == [8600002]
    assert 8600002 in keys_of(run)
