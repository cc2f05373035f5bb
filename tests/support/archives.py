"""A site whose lists have many pages, for whole offline crawls, and what may be asked of a run on it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.support.crawls import Crawl, crawl

if TYPE_CHECKING:
    from pathlib import Path

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
# Since when pages have said the same.
_SINCE = ("failing_since", "gone_since", "unverified")
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
        entries = "".join(f"<url><loc>{url_of(key)}</loc>{stated(self.articles[key][0])}</url>" for key in keys)
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


def stated(time: datetime) -> str:
    stated = time.astimezone(SEOUL).isoformat()
    return f"<lastmod>{stated}</lastmod><publication_date>{stated}</publication_date>"


def keys_of(run: Crawl) -> set[int]:
    return {int(url.rpartition("=")[2]) for url in run.stored}


def asked_articles(run: Crawl) -> list[int]:
    return [int(url.rpartition("=")[2]) for url in run.asked if "view.do" in url]


def asked_lists(run: Crawl) -> list[str]:
    return [url for url in run.asked if re.search(r"/api/|/sitemap/|/v2/search|/rss/", url)]


def verdict_of(run: Crawl) -> str:
    return re.findall(r"(?:INFO|WARNING|ERROR): (kbs: .*)", run.log)[-1]


def table(data: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        return catalogue.execute(query).fetchall()


def later(data: Path, **age: float) -> None:
    """Has all that was noted in a catalogue been noted so much earlier."""
    back = timedelta(**age)
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
        read = [("pages", name) for name in ("next_read", "last_read", "first_seen", *_SINCE)]
        for name, column in [*read, ("lists", "last_read")]:
            rows = catalogue.execute(f"SELECT url, {column} FROM {name} WHERE {column} IS NOT NULL").fetchall()  # noqa: S608
            for url, time in rows:
                earlier = (datetime.fromisoformat(time) - back).isoformat(timespec="seconds")
                catalogue.execute(f"UPDATE {name} SET {column} = ? WHERE url = ?", [earlier, url])  # noqa: S608
        for number, time in catalogue.execute("SELECT rowid, read FROM versions WHERE suspect").fetchall():
            earlier = (datetime.fromisoformat(time) - back).isoformat(timespec="seconds")
            catalogue.execute("UPDATE versions SET read = ? WHERE rowid = ?", [earlier, number])
        runs = catalogue.execute("SELECT id, counts FROM runs WHERE counts LIKE '%last_article%'").fetchall()
        for number, counts in runs:
            told = json.loads(counts)
            told["last_article"] = (datetime.fromisoformat(told["last_article"]) - back).isoformat()
            catalogue.execute("UPDATE runs SET counts = ? WHERE id = ?", [json.dumps(told), number])
        catalogue.commit()


def thirty_articles(folder: Path) -> Outlet:
    """Returns thirty articles, one every twelve days from 2 January 2025, and a list API that knows them all."""
    made = Outlet(folder / "replay" / "kbs")
    for place in range(30):
        made.article(8100000 + place, datetime(2025, 1, 2, 12, tzinfo=SEOUL) + timedelta(days=12 * place))
    made.months("2024-11", "2025-12")
    return made
