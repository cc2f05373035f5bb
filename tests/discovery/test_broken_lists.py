"""Lists in which something is wrong: it costs no more than what it is wrong with."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery.bounds import fits_run, fits_tree
from crawler.discovery.sitemap import with_news
from crawler.discovery.sources import Api, Feed, Section, Sitemap
from crawler.text.urls import Address, Addresses

if TYPE_CHECKING:
    from datetime import date

SEOUL = ZoneInfo("Asia/Seoul")
ADDRESSES = Addresses(Address(r"https://example\.com/article/(?P<id>\d+)(?:\?.*)?", "https://example.com/article/{id}"))
FEED = Feed("https://example.com/rss")
SITEMAP = Sitemap("https://example.com/sitemap.xml")
SECTION = Section("https://example.com/business")
API = Api(
    "https://example.com/api", items="data", article="https://example.com/article/{code}", title="t", published="p"
)
MOMENT = datetime(2026, 3, 4, 10, 20, tzinfo=SEOUL)


def link(number: int) -> str:
    return f"https://example.com/article/{number}"


NEXT = f"<item><title>Ferry sails</title><link>{link(2)}</link></item>"


def feed(title: str = "Bridge opens", more: str = "") -> str:
    return f"<rss><channel><item><title>{title}</title><link>{link(1)}</link>{more}</item>{NEXT}</channel></rss>"


def titles(body: str | bytes) -> list[str]:
    """Returns the titles of the two entries of a feed."""
    found = FEED.read(body if isinstance(body, bytes) else body.encode(), ADDRESSES, SEOUL)
    assert [entry.url for entry in found] == [link(1), link(2)]
    return [entry.title for entry in found]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tolls &lt;b&gt;rise&lt;/b&gt;", "Tolls rise"),
        ("<![CDATA[Tolls<br>rise]]>", "Tolls rise"),
        ("Q&amp;amp;A", "Q&A"),
        ("<![CDATA[&lt;속보&gt; 다리]]>", "<속보> 다리"),
        ("Rates < 3% & falling", "Rates < 3% & falling"),
        ("Harbour &#55357;&#57039; opens", "Harbour \U0001f6cf opens"),
        ("Harbour &#xD83D; opens", "Harbour opens"),
        ("<![CDATA[Bridge opens", "Bridge opens"),
        ("Wait&hellip; &AT&T;", "Wait… &AT&T;"),
        ("Bridge<!-- 1 --> opens", "Bridge opens"),
    ],
)
def test_a_title_is_plain_words_and_costs_no_other_entry(written: str, read: str) -> None:
    assert titles(feed(written)) == [read, "Ferry sails"]


@pytest.mark.parametrize(
    "more",
    [
        "<description>a&#55357;b</description>",
        "<description><p>not ended",
        '<enclosure url="a" url="b" c=d>',
        "<x a=1/><category>Sea",
        "<description>5 < 6 <7",
        "<description><![CDATA[not ended</description>",
        "<description>" + "<b>" * 3000,
    ],
)
def test_what_is_not_well_formed_in_one_entry_costs_no_other(more: str) -> None:
    assert titles(feed(more=more)) == ["Bridge opens", "Ferry sails"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp949", "EUC-KR"), ("cp949", "ks_c_5601-1987"), ("cp949", "utf-8"), ("utf-8", "EUC-KR"), ("utf-8", "UTF-16"),
     ("utf-16-le", "UTF-16"), ("utf-8", "x-none")],
)  # fmt: skip
@pytest.mark.parametrize("bad", [b"", b"\xff"])
def test_a_list_is_read_by_what_its_bytes_are(encoding: str, declared: str, bad: bytes) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?>{feed("다리가 다시 열렸다", "<x>@</x>")}'.encode(encoding)
    body = body.replace(b"@", bad) if encoding != "utf-16-le" else body
    assert titles(body) == ["다리가 다시 열렸다", "Ferry sails"]


def test_surrogates_that_were_encoded_one_by_one_garble_nothing_else() -> None:
    body = feed("다리 @").encode().replace(b"@", b"\xed\xa0\xbd\xed\xbb\x8f")
    assert titles(body) == ["다리 \U0001f6cf", "Ferry sails"]


@pytest.mark.parametrize(
    "stated",
    [
        "wed, 04 mar 2026 01:20:00 gmt", "Wed, 04 Mar 2026 10:20:00 kst", "2026-03-04t01:20:00z",
        "Wed, 04 Mar 26 10:20:00 +0900", "Wed Mar  4 10:20:00 KST 2026", "Wed Mar 4 01:20:00 UTC 2026",
        "수, 04 3월 2026 10:20:00 +0900", "2026-03-04 10:20:00 Asia/Seoul", "1772587200", "1772587200.7",
        "/Date(1772587200000)/", "2026-03-04T10:20:00+09:00[Asia/Seoul]", "2026-03-04 10:20 Korea Standard Time",
    ],
)  # fmt: skip
def test_times_are_read_as_programs_write_them(stated: str) -> None:
    found = FEED.read(feed(more=f"<pubDate>{stated}</pubDate>").encode(), ADDRESSES, SEOUL)
    assert found[0].published == MOMENT


def test_a_date_of_dublin_core_is_when_an_article_came_out() -> None:
    body = feed(more="<dc:date>2026-03-04T10:20:00+09:00</dc:date>").encode()
    (entry, _) = FEED.read(body, ADDRESSES, SEOUL)
    assert (entry.published, entry.modified) == (MOMENT, None)


@pytest.mark.parametrize("cut", ["", "1", "</loc><lastmod>2026-03-0", "</loc><lastmod>2026-03-04</lastmod"])
def test_what_the_end_of_a_list_has_cut_is_taken_for_nothing(cut: str) -> None:
    body = f"<urlset><url><loc>{link(1)}</loc></url><url><loc>{link(2)}{cut}"
    found = SITEMAP.read(body.encode(), ADDRESSES, SEOUL)
    assert [entry.url for entry in found] == [link(1), link(2)][: 1 + ("</loc>" in cut)]
    assert not any(entry.modified for entry in found)


@pytest.mark.parametrize(
    "body",
    [
        "<URLSET><URL><LOC>{0}</LOC></URL><URL><LOC>{1}</LOC></URL></URLSET>",
        "<urlset><url><loc><!-- 1 -->{0}</loc></url><url><loc><![CDATA[{1}?a=1&amp;b=2]]></loc></url></urlset>",
        "<urlset><url><loc>{0}<lastmod>2026-03-04</lastmod></url><url><title>a < b</title><loc>{1}</loc></url>",
        "<s:urlset><s:url><s:loc>{0}</s:loc></s:url><s:url><x y=1/><s:loc>{1}</s:loc></s:url></s:urlset>",
        "{0}\n{1}\nhttps://example.com/about\n",
    ],
)
def test_a_sitemap_is_read_however_it_is_written(body: str) -> None:
    found = SITEMAP.read(body.format(link(1), link(2)).encode(), ADDRESSES, SEOUL)
    assert [entry.url for entry in found] == [link(1), link(2)]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (b'{"data": [{"code": 1, "t": "He said "yes""}, {"code": 2}], "x": 1}', [2]),
        (b'{"data": [{"code": 1}, {"code": 2, "t": "a\nb"}, {"code": 3', [1, 2]),
        (b'{"data": [{"code": 1, "t": "\xff"}, {"code": 2}]}', [1, 2]),
        (b'callback({"data": [{"code": 1}]});', [1]),
        (b'{"data": ' + b"[" * 1_000_000, []),
    ],
)
def test_of_a_broken_answer_the_entries_that_are_whole_are_read(body: bytes, codes: list[int]) -> None:
    assert [entry.url for entry in API.read(body, ADDRESSES, SEOUL)] == list(map(link, codes))


@pytest.mark.parametrize(
    ("title", "read"), [("<em>Tolls</em> rise", "Tolls rise"), ({"en": "Tolls"}, ""), (True, ""), (2026, "2026")]
)
def test_a_title_in_json_is_plain_words_or_none(title: object, read: str) -> None:
    (entry,) = API.read(json.dumps({"data": [{"code": 1, "t": title, "p": 1772587200.5}]}).encode(), ADDRESSES, SEOUL)
    assert (entry.title, entry.published) == (read, MOMENT)


HEADLINE = "Bridge opens after nine months"


@pytest.mark.parametrize(
    "card",
    [
        '<a href="/article/1"><img><span>02:31</span></a><h3><a href="/article/1">@</a></h3>',
        '<a href="/article/1">0</a><a href="/article/1">@</a><a href="/article/1">14 Comments</a>',
        '<h4>@</h4><p>Cars cross.</p><a href="/article/1">Read more</a>',
        '<strong class="tit">@</strong><a href="/article/1">더보기</a>',
        '<a href="/article/1"><span class="cate">City</span><b class="news_tit">@</b><i>Cars cross.</i></a>',
        '<a href="/article/1"><h5 class="kicker">City</h5><h2>@</h2></a>',
        '<a href="/article/1"><p class="sub_title">City</p><div role="heading" aria-level="3">@</div></a>',
        '<h3><a href="/article/1">@<span class="visually-hidden">(new window)</span></a></h3>',
        '<a href="/article/1"><em class="badge">LIVE</em> @</a>',
    ],
)
def test_the_title_of_a_card_is_the_words_of_its_headline(card: str) -> None:
    page = f'<ul><li>{card.replace("@", HEADLINE)}</li><li><a href="/article/2">Second</a></li></ul>'
    found = SECTION.read(page.encode(), ADDRESSES, SEOUL)
    assert [(entry.url, entry.title) for entry in found] == [(link(1), HEADLINE), (link(2), "Second")]


@pytest.mark.parametrize(
    ("beside", "time_of_card"),
    [
        ("<span>2026-03-04 10:20</span>", MOMENT),
        ("<p>By Ada Lund | 2026.03.04 10:20</p>", MOMENT),
        ('<time-ago datetime="2026-03-04T01:20:00Z">2h</time-ago>', MOMENT),
        ("<p>On March 4, 2026 the city opened it.</p>", None),
        ("", None),
    ],
)
def test_the_time_of_a_card_is_what_is_printed_on_it_alone(beside: str, time_of_card: datetime | None) -> None:
    page = f'<div class="today">2026-03-09 09:00</div><div><div><h3><a href="/article/1">{HEADLINE}</a></h3>{beside}'
    (entry,) = SECTION.read(page.encode(), ADDRESSES, SEOUL)
    assert entry.published == time_of_card


def cards(count: int) -> str:
    return "".join(f'<li><a href="/article/{number}">Headline {number}</a>' for number in range(count))


ATTRIBUTES = " ".join(f'a{number}="b"' for number in range(40_000))


@pytest.mark.parametrize(
    ("source", "body", "count"),
    [
        (FEED, f"<rss><item {ATTRIBUTES}><link>{link(1)}</link></item>{NEXT}</rss>", 2),
        (FEED, f"<rss><item>{'<link>' * 100_000}</item>{NEXT}</rss>", 1),
        (SITEMAP, f"<urlset {ATTRIBUTES}><url {ATTRIBUTES}><loc>{link(1)}</loc></url></urlset>", 1),
        (SECTION, f'<div {ATTRIBUTES}><a href="/article/1">Headline</a></div>', 1),
        (SECTION, "<div>".join(f'<a href="/article/{number}">Headline' for number in range(20_000)), 20_000),
        (SECTION, cards(60_000), 60_000),
        (SECTION, '<a href="/tag/1">a</a>' * 10_000 + '<a href="/article/1">Headline</a>' * 10_000, 1),
        (SECTION, "<aside>" * 400 + '<a href="/article/1">Headline</a>' * 10_000, 0),
        (API, '{"data": ' + '{"data": ' * 500_000, 0),
        (API, '{"data": [' + '{"code": 1, "t": "' * 50_000, 0),
    ],
    ids=range(10),
)
def test_the_time_that_a_list_takes_grows_with_its_length_alone(source: Feed, body: str, count: int) -> None:
    began = time.process_time()
    assert len(source.read(body.encode(), ADDRESSES, SEOUL)) == count
    assert time.process_time() - began < 10


def test_a_list_is_within_the_bounds_of_a_run_by_its_bytes_and_values() -> None:
    assert fits_run(b"<urlset>" + b" " * 8_000_000)
    assert not fits_run(b"<urlset>" + b" " * 32_000_000)
    assert not fits_run(b"<html>" + b" " * 8_000_000)
    assert not fits_run(b'{"data": [' + b"{}," * 300_000)
    assert fits_tree("<p>" * 90_000 + "<br><div></div>" * 10)
    assert not fits_tree("<div>" * 600)
    assert not fits_tree("<b><div></b></div>" * 600 + "<i>" * 600)
    assert not fits_tree(f"<div {ATTRIBUTES}>")
    assert fits_tree(f'<div data-words="{"a b " * 2000}">')


def news(parts: dict[str, str], since: date) -> list[str]:
    entries = "".join(f"<sitemap><loc>https://example.com/{name}</loc>{told}</sitemap>" for name, told in parts.items())
    found = with_news(f"<sitemapindex>{entries}".encode(), "https://example.com/", since, datetime(2026, 3, 5).date())  # noqa: DTZ001
    return sorted(url.removeprefix("https://example.com/") for url in found)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (dict.fromkeys(["business.xml", "sport.xml", "2025-12.xml"], ""), ["2025-12.xml", "business.xml", "sport.xml"]),
        (dict.fromkeys(["2026/02.xml", "2026/03.xml", "2026/04.xml", "2025/03.xml"], ""), ["2026/03.xml"]),
        (dict.fromkeys(["?y=2026&m=2", "?y=2026&m=3", "march-2025.xml"], ""), ["?y=2026&m=3"]),
        ({"a.xml": "<lastmod>2026-03-04</lastmod>", "b.xml": "<lastmod>2019-01-01</lastmod>"}, ["a.xml"]),
        ({"a.xml": "<lastmod>2019-03-04</lastmod>", "b.xml": "<lastmod>2019-03-04</lastmod>"}, ["a.xml", "b.xml"]),
        (
            {"post-2019.xml": "<lastmod>2026-03-04</lastmod>", "2026.xml": "<lastmod>2026-01-01</lastmod>"},
            ["2026.xml", "post-2019.xml"],
        ),
    ],
    ids=range(6),
)
def test_the_sitemaps_of_an_index_that_may_have_news_are_known_whatever_their_names(
    parts: dict[str, str], expected: list[str]
) -> None:
    assert news(parts, datetime(2026, 3, 3, tzinfo=UTC).date()) == expected


@pytest.mark.parametrize(
    ("here", "following"),
    [
        ("https://example.com/business", "/business?page=2&pageTop=true"),
        ("https://example.com/business?page=2&pageTop=true", "/business?page=3&pageTop=true"),
        ("https://example.com/business?sort=new", "/business?page=2&sort=new&pageTop=true"),
    ],
)
def test_a_link_to_the_next_page_keeps_what_it_adds(here: str, following: str) -> None:
    page = f'<a href="/sport?page=2">Sport</a><a href="/sport?page=3">Sport</a><a href="{following}">Next</a>'
    assert SECTION.next_page(page.encode(), here) == f"https://example.com{following}"
