"""The library: what `crawler.read` and `crawler.read_list` give for pages that somebody has fetched."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import crawler
from crawler.cli.fixture_drafts import as_expected
from crawler.discovery.declared import list_at
from crawler.fetch.saved_pages import saved_pages
from crawler.outcomes import Outcome
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS, instant

if TYPE_CHECKING:
    from crawler.fetch.saved_pages import SavedPage

PAGES = {f"{name}/{page.path.stem}": page for name in SPIDERS for page in saved_pages(FIXTURES / name)}
ELSEWHERE = "https://example.org/world/harbour-bridge-opens-again-1234567"
PARAGRAPHS = (
    "The bridge over the harbour opened again on Tuesday after nine months of repairs, the city said.",
    "Engineers replaced forty cables and strengthened both towers. Traffic will be limited to two lanes until spring.",
    "The work had been delayed twice by storms, and cost a third more than the council had planned for it.",
)
STORY = (
    "<html><head><title>Harbour bridge opens again</title>"
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="2026-03-04T10:20:00"></head>'
    f"<body><article><h1>Harbour bridge opens again</h1>{''.join(f'<p>{each}</p>' for each in PARAGRAPHS)}</article>"
    "</body></html>"
)


def pages_that_give(kind: str) -> list[Any]:
    return [pytest.param(page, id=key) for key, page in PAGES.items() if kind in page.expected]


@pytest.mark.parametrize("page", pages_that_give("item"))
def test_a_saved_page_is_read_by_its_address_alone(page: SavedPage) -> None:
    article = crawler.read(page.body, page.url, headers=page.headers)
    assert article.outlet == page.path.parent.name
    expected = page.expected["item"]
    got = json.loads(json.dumps(as_expected(article)))
    assert {name: got[name] for name in ("url", "title", "text", "authors")} == {
        name: expected[name] for name in ("url", "title", "text", "authors")
    }
    assert instant(got["published"]) == instant(expected["published"])


@pytest.mark.parametrize("page", pages_that_give("refused"))
def test_a_page_without_an_article_is_refused_with_its_outcome(page: SavedPage) -> None:
    with pytest.raises(crawler.NotAnArticle) as refusal:
        crawler.read(page.body, page.url, headers=page.headers)
    assert refusal.value.outcome is Outcome(page.expected["refused"])


@pytest.mark.parametrize("page", pages_that_give("links"))
def test_a_saved_list_is_read_by_its_address(page: SavedPage) -> None:
    expected = [each["url"] for each in page.expected["links"]]
    if expected:
        assert [entry.url for entry in crawler.read_list(page.body, page.url)] == expected
    elif declared := list_at(page.url, b"", SPIDERS[page.path.parent.name].declared_lists()):
        assert declared.found_nothing(page.body) is _gives_nothing(page)


def _gives_nothing(page: SavedPage) -> bool:
    try:
        return crawler.read_list(page.body, page.url) == []
    except crawler.NotAList:
        return False


def test_a_page_of_an_unknown_host_is_read_the_generic_way_with_times_in_utc() -> None:
    article = crawler.read(STORY, ELSEWHERE)
    assert (article.outlet, article.title) == ("", "Harbour bridge opens again")
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert article.published == datetime(2026, 3, 4, 10, 20, tzinfo=UTC)
    zoned = crawler.read(STORY.replace("10:20:00", "10:20:00+09:00"), ELSEWHERE)
    assert zoned.published
    assert zoned.published.isoformat() == "2026-03-04T10:20:00+09:00"


def test_text_is_read_as_its_bytes_are_whatever_charset_the_page_states() -> None:
    page = next(page for page in PAGES.values() if page.expected.get("item", {}).get("language") == "ko")
    text = page.body.decode("utf-8")
    stated = re.sub("(?i)utf-8", "euc-kr", text)
    assert crawler.read(text, page.url) == crawler.read(page.body, page.url)
    assert crawler.read(stated, page.url).title == crawler.read(text, page.url).title


@pytest.mark.parametrize("empty", [b"", "", b"\x00\xff", "<html></html>", "\ud800"])
def test_a_body_without_a_page_is_refused(empty: bytes | str) -> None:
    with pytest.raises(crawler.NotAnArticle) as refusal:
        crawler.read(empty, ELSEWHERE)
    assert refusal.value.outcome is Outcome.EMPTY
    assert not Outcome.EMPTY.is_article


@pytest.mark.parametrize("url", ["", "nowhere", "ftp://example.org/x", "https://", "file:///etc/passwd"])
def test_what_is_no_web_address_is_said(url: str) -> None:
    for read in (crawler.read, crawler.read_list):
        with pytest.raises(ValueError, match="is not a web address"):
            read(STORY, url)


def test_a_dict_is_ready_for_json_in_the_order_of_the_fields() -> None:
    page = PAGES["kbs/article-1"]
    article = crawler.read(page.body, page.url)
    told = article.to_dict()
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    assert list(told) == list(crawler.Article.__dataclass_fields__)
    assert told["published"] == article.published.isoformat() if article.published else False
    assert told["fetched"] is None
    assert all(isinstance(each, dict) for each in (*told["images"], *told["related"]))
    assert told["images"] or told["related"]


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{}</channel></rss>"""
ITEM = f"<item><title>One</title><link>{ELSEWHERE}</link><pubDate>Wed, 04 Mar 2026 10:20:00 GMT</pubDate></item>"
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
LISTS = {
    "feed": FEED.format(ITEM),
    "Atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title><link href="{ELSEWHERE}"/>'
    "<published>2026-03-04T10:20:00Z</published></entry></feed>",
    "sitemap": SITEMAP.format(
        f'<url><loc>{ELSEWHERE}</loc><n:news xmlns:n="x"><n:publication_date>2026-03-04T10:20:00Z</n:publication_date>'
        "<n:title>One</n:title></n:news></url>"
    ),
    "JSON Feed": json.dumps(
        {"version": "1", "items": [{"url": ELSEWHERE, "title": "One", "date_published": "2026-03-04T10:20:00Z"}]}
    ),
    "WordPress": json.dumps([{"link": ELSEWHERE, "title": {"rendered": "One"}, "date_gmt": "2026-03-04T10:20:00"}]),
    "headlines": f'<html><body><a href="/about">About</a><p><a href="{ELSEWHERE}"><h2>One</h2></a>'
    '<time datetime="2026-03-04T10:20:00Z">4 March</time></p></body></html>',
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_a_list_of_an_unknown_host_is_read_as_it_looks(body: str) -> None:
    for given in (body, body.encode()):
        (entry,) = crawler.read_list(given, "https://example.org/latest")
        assert entry.to_dict() == {
            "url": ELSEWHERE, "title": "One", "published": "2026-03-04T10:20:00+00:00", "modified": None,
        }  # fmt: skip


def test_an_empty_list_and_a_page_that_is_none_are_told_apart() -> None:
    assert crawler.read_list(FEED.format(""), "https://example.org/feed") == []
    for body in ("<html><body><p>Nothing here.</p></body></html>", '{"a": 1}', b"", "\x00"):
        with pytest.raises(crawler.NotAList) as refusal:
            crawler.read_list(body, "https://example.org/latest")
        assert refusal.value.outcome is Outcome.EMPTY
        again = pickle.loads(pickle.dumps(refusal.value))  # noqa: S301 - its own
        assert (again.outcome, again.detail) == (refusal.value.outcome, refusal.value.detail)


def test_an_index_of_sitemaps_is_named() -> None:
    index = "<sitemapindex><sitemap><loc>https://example.org/sitemap-2026.xml</loc></sitemap></sitemapindex>"
    with pytest.raises(crawler.NotAList, match=re.escape("https://example.org/sitemap-2026.xml")):
        crawler.read_list(index, "https://example.org/sitemap.xml")


@pytest.mark.parametrize("statement", ["", "crawler.read(STORY, URL)", "crawler.read_list(FEED, URL)"])
def test_the_library_loads_no_crawler_and_no_database(statement: str) -> None:
    script = (
        f"import sys\nimport crawler\nSTORY, FEED, URL = {STORY!r}, {FEED.format(ITEM)!r}, {ELSEWHERE!r}\n{statement}\n"
        "print([name for name in ('scrapy', 'twisted', 'sqlalchemy', 'pydantic', 'rich') if name in sys.modules])\n"
        f"print({statement == ''!r} and 'lxml' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (done.stdout, done.stderr) == ("[]\nFalse\n", "")


def test_spiders_crawl_after_the_library_has_read() -> None:
    script = (
        f"import crawler\ncrawler.read({STORY!r}, {ELSEWHERE!r})\n"
        "from crawler.spiders import kbs\nfrom scrapy import Spider\nprint(issubclass(kbs.Kbs, Spider))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_the_package_names_what_it_offers() -> None:
    assert set(crawler.__all__) <= set(dir(crawler))
    assert all(getattr(crawler, name).__doc__ for name in crawler.__all__)
    with pytest.raises(AttributeError):
        _ = crawler.nothing
