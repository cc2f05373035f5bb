import gzip
import json
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import Api, Feed, Section, Sitemap, drop_bulk_modifications
from crawler.items import ListEntry
from crawler.text.urls import Address, Addresses

SEOUL = ZoneInfo("Asia/Seoul")
ADDRESSES = Addresses(
    Address(r"https://(?:m\.)?example\.com/article/(?P<id>\d+)(?:\?.*)?", "https://example.com/article/{id}")
)
FEED = Feed("https://example.com/rss")
SITEMAP = Sitemap("https://example.com/sitemap.xml")
SECTION = Section("https://example.com/business")
API = Api(
    "https://example.com/api",
    items="data",
    article="https://example.com/article/{code}",
    title="headline",
    published="time",
)


def article(number: int) -> str:
    return f"https://example.com/article/{number}"


def rss(items: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def test_a_feed_gives_its_articles_in_its_order_with_title_and_time() -> None:
    body = rss(
        "<item><title>Second  &amp; last</title><link>https://m.example.com/article/2?utm_source=rss</link>"
        "<pubDate>Tue, 06 Jan 2026 17:45:00 +0900</pubDate></item>"
        "<item><title>First</title><link>https://example.com/article/1</link></item>"
    )

    assert FEED.read(body, ADDRESSES, SEOUL) == [
        ListEntry(article(2), "Second & last", datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL)),
        ListEntry(article(1), "First"),
    ]


def test_a_feeds_offset_with_a_colon_is_read() -> None:
    body = rss(f"<item><link>{article(1)}</link><pubDate>Tue, 06 Jan 2026 17:45:00 +09:00</pubDate></item>")

    assert FEED.read(body, ADDRESSES, ZoneInfo("UTC"))[0].published == datetime(2026, 1, 6, 8, 45, tzinfo=UTC)


def test_a_bare_ampersand_does_not_lose_a_feed() -> None:
    body = rss(
        f"<item><title>Arm & Oracle</title><link>{article(1)}</link></item>"
        f"<item><title>Next</title><link>{article(2)}</link></item>"
    )

    assert [(entry.url, entry.title) for entry in FEED.read(body, ADDRESSES, SEOUL)] == [
        (article(1), "Arm & Oracle"),
        (article(2), "Next"),
    ]


def test_an_atom_feed_gives_the_modification_time() -> None:
    body = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>'
        b'<link href="https://example.com/article/1"/><published>2026-01-06T08:00:00Z</published>'
        b"<updated>2026-01-07T08:00:00Z</updated></entry></feed>"
    )

    assert FEED.read(body, ADDRESSES, SEOUL) == [
        ListEntry(article(1), "One", datetime(2026, 1, 6, 8, tzinfo=UTC), datetime(2026, 1, 7, 8, tzinfo=UTC))
    ]


def test_a_publication_in_a_feed_is_no_modification() -> None:
    body = rss(f"<item><link>{article(1)}</link><pubDate>Tue, 06 Jan 2026 17:45:00 +0900</pubDate></item>")

    assert FEED.read(body, ADDRESSES, SEOUL)[0].modified is None


def test_a_feed_names_an_article_once_and_no_other_site() -> None:
    body = rss(
        f"<item><title>One</title><link>{article(1)}</link></item>"
        "<item><title>Again</title><link>http://m.example.com/article/1</link></item>"
        "<item><title>Ad</title><link>https://ads.example.org/article/9</link></item>"
        "<item><title>Photos</title><link>https://example.com/gallery/9</link></item>"
    )

    assert FEED.read(body, ADDRESSES, SEOUL) == [ListEntry(article(1), "One")]


@pytest.mark.parametrize("body", [b"", b"<html><body>Not a feed</body></html>", b"\x89PNG\r\n", rss("")])
@pytest.mark.parametrize("source", [FEED, SITEMAP, SECTION, API], ids=lambda source: source.kind)
def test_a_list_without_articles_gives_none(source: Feed | Sitemap | Section | Api, body: bytes) -> None:
    assert source.read(body, ADDRESSES, SEOUL) == []


def test_a_news_sitemap_gives_title_publication_and_change() -> None:
    body = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        b"<url><loc>https://example.com/article/2</loc><lastmod>2026-01-07T09:00:00+09:00</lastmod>"
        b"<news:news><news:publication_date>2026-01-06T09:00:00+09:00</news:publication_date>"
        b"<news:title>Two</news:title></news:news></url>"
        b"<url><loc> https://example.com/article/1 </loc></url></urlset>"
    )

    assert SITEMAP.read(body, ADDRESSES, SEOUL) == [
        ListEntry(article(2), "Two", datetime(2026, 1, 6, 9, tzinfo=SEOUL), datetime(2026, 1, 7, 9, tzinfo=SEOUL)),
        ListEntry(article(1)),
    ]


def test_a_sitemap_stored_as_gzip_is_read_if_it_is_whole_and_not_too_large() -> None:
    packed = gzip.compress(b"<urlset><url><loc>https://example.com/article/1</loc></url></urlset>")

    assert SITEMAP.read(packed, ADDRESSES, SEOUL) == [ListEntry(article(1))]
    assert SITEMAP.read(packed[:-9], ADDRESSES, SEOUL) == []
    assert SITEMAP.read(gzip.compress(bytes(70 * 1024 * 1024)), ADDRESSES, SEOUL) == []


def test_a_truncated_sitemap_gives_the_entries_before_the_cut() -> None:
    body = (
        b"<urlset><url><loc>https://example.com/article/1</loc></url>"
        b"<url><loc>https://example.com/article/2</loc></url><url><loc>https://exam"
    )

    assert [entry.url for entry in SITEMAP.read(body, ADDRESSES, SEOUL)] == [article(1), article(2)]


@pytest.mark.parametrize(("encoding", "ampersand"), [("utf-8", "&"), ("utf-8", "&amp;"), ("utf-16", "&amp;")])
def test_an_ampersand_in_an_address_does_not_lose_a_sitemap(encoding: str, ampersand: str) -> None:
    addresses = Addresses(
        Address(r"https://example\.com/view\?id=(?P<id>\d+)(?:&.*)?", "https://example.com/article/{id}")
    )
    entries = "".join(
        f"<url><loc>https://example.com/view?id={number}{ampersand}by=rss</loc></url>" for number in (1, 2)
    )
    body = f'<?xml version="1.0" encoding="{encoding}"?><urlset>{entries}</urlset>'.encode(encoding)

    assert [entry.url for entry in SITEMAP.read(body, addresses, SEOUL)] == [article(1), article(2)]


def test_a_sitemap_with_white_space_before_its_declaration_is_read() -> None:
    body = b'\n\n<?xml version="1.0"?><urlset><url><loc>https://example.com/article/1</loc></url></urlset>'

    assert [entry.url for entry in SITEMAP.read(body, ADDRESSES, SEOUL)] == [article(1)]


def test_a_sitemaps_entities_do_not_read_files() -> None:
    body = (
        b'<!DOCTYPE urlset [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
        b"<urlset><url><loc>https://example.com/article/1</loc><title>&file;</title></url></urlset>"
    )

    assert SITEMAP.read(body, ADDRESSES, SEOUL) == [ListEntry(article(1))]


def test_a_section_page_gives_the_headline_and_time_of_each_card() -> None:
    body = (
        b'<html><body><ul><li><a href="/article/2"><img src="a.jpg"></a>'
        b'<h3><a href="/article/2">Second</a></h3><time datetime="2026-01-06T17:45:00+09:00">3h ago</time></li>'
        b'<li><a href="/article/1"><h3>First</h3><p>What it says below.</p></a></li>'
        b'<li><a href="/about">About</a></li></ul></body></html>'
    )

    assert SECTION.read(body, ADDRESSES, SEOUL) == [
        ListEntry(article(2), "Second", datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL)),
        ListEntry(article(1), "First"),
    ]


def test_the_time_of_one_card_is_not_given_to_its_neighbour() -> None:
    body = (
        b'<div><a href="/article/1">First</a></div>'
        b'<div><a href="/article/2">Second</a><time datetime="2026-01-06T17:45:00+09:00">3h ago</time></div>'
    )

    assert [entry.published for entry in SECTION.read(body, ADDRESSES, SEOUL)] == [
        None,
        datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL),
    ]


def test_an_api_gives_its_articles_and_passes_over_what_it_cannot_read() -> None:
    body = (
        '{"data": [{"code": 2, "headline": "둘", "time": "20260106174552"}, {"headline": "no code"}, null, "x",'
        '{"code": "1", "headline": null, "time": null}]}'
    ).encode()

    assert API.read(body, ADDRESSES, SEOUL) == [
        ListEntry(article(2), "둘", datetime(2026, 1, 6, 17, 45, 52, tzinfo=SEOUL)),
        ListEntry(article(1)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": null}',
        b'{"data": {}}',
        b'{"data": "x"}',
        b'{"data": 5}',
        b"[]",
        b"null",
        b'{"error": 1}',
        b"[" * 99999,
    ],
    ids=range(8),
)
def test_an_answer_of_another_shape_gives_no_articles(body: bytes) -> None:
    assert API.read(body, ADDRESSES, SEOUL) == []


def test_a_feed_whose_sections_do_not_end_is_read_at_once() -> None:
    assert FEED.read(b"<rss><channel>" + b"<![CDATA[" * 100_000, ADDRESSES, SEOUL) == []


@pytest.mark.parametrize("kind", [Feed, Sitemap])
@pytest.mark.parametrize(
    "body",
    [
        b'<?xml version="1.0" encoding="\x00"?><rss version="2.0"><channel></channel></rss>',
        b'<urlset xmlns:news="n"><url><loc>x</loc><news:news:title>x</news:news:title></url></urlset>',
        b"<![CDATA[" * 50_000,
        b"&" * 50_000,
    ],
    ids=["an encoding that is none", "a name with two colons", "sections without an end", "ampersands"],
)
def test_a_malformed_list_is_read_or_empty_within_seconds(kind: type[Feed | Sitemap], body: bytes) -> None:
    began = time.process_time()
    assert list(kind("https://example.com/list").read(body, ADDRESSES, SEOUL)) == []
    assert time.process_time() - began < 5


def test_an_indexs_sitemaps_without_a_year_come_first_then_the_newest() -> None:
    names = ("sitemap-2024.xml", "news.xml", "sitemap-2025.xml", "sitemap-2023.xml")
    entries = "".join(f"<sitemap><loc>https://example.com/{name}</loc></sitemap>" for name in names)
    found = child_sitemaps(
        f"<sitemapindex>{entries}</sitemapindex>".encode(), "https://example.com/", date(2024, 1, 1), None
    )

    assert [url.rpartition("/")[2] for url in found] == ["news.xml", "sitemap-2025.xml", "sitemap-2024.xml"]


def index(*entries: str) -> list[str]:
    """Returns the names of the sitemaps that an index of them leads to, up to November 2026."""
    body = f"<sitemapindex>{''.join(f'<sitemap>{entry}</sitemap>' for entry in entries)}</sitemapindex>"
    return [
        url.rpartition("/")[2]
        for url in child_sitemaps(body.encode(), "https://example.com/", None, date(2026, 11, 25))
    ]


@pytest.mark.parametrize("form", ["sitemap-{}-{:02d}.xml", "sitemap-{}{:02d}.xml", "?ym={}{:02d}", "{}-{:02d}-15.xml"])
def test_an_indexs_months_come_the_newest_first_and_those_to_come_are_left_out(form: str) -> None:
    months = [(2025, 12), (2026, 1), (2026, 2), (2026, 11), (2026, 12), (2027, 1)]
    found = index(*(f"<loc>https://example.com/{form.format(*month)}</loc>" for month in months))

    assert found == [form.format(*month) for month in reversed(months[:4])]


def test_of_sitemaps_whose_names_state_nothing_the_last_changed_comes_first() -> None:
    changed = {"post-1.xml": "2019-03-01", "post-2.xml": "2026-11-24T08:00:00+00:00", "post-3.xml": "2023-01-01"}
    found = index(*(f"<loc>https://example.com/{name}</loc><lastmod>{day}</lastmod>" for name, day in changed.items()))

    assert found == ["post-2.xml", "post-3.xml", "post-1.xml"]


@pytest.mark.parametrize("declared", [True, False])
def test_a_pictures_address_and_title_in_a_sitemap_are_not_its_articles(declared: bool) -> None:
    spaces = 'xmlns:image="i" xmlns:video="v" xmlns:news="n"' if declared else ""
    body = f"""<urlset {spaces}><url><image:image><image:loc>https://example.com/1.jpg</image:loc>
<image:title>A crane</image:title></image:image><video:video><video:title>Watch</video:title>
<video:publication_date>2020-01-01T00:00:00Z</video:publication_date></video:video><loc>{article(1)}</loc>
<news:news><news:publication_date>2026-01-06T17:45:00</news:publication_date><news:title>One</news:title></news:news>
</url></urlset>"""

    told = ListEntry(article(1), "One", datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL))
    assert SITEMAP.read(body.encode(), ADDRESSES, SEOUL) == [told]


CARD = '<h3><a href="{}">A headline</a></h3>'


@pytest.mark.parametrize(
    "page",
    [
        '<div data-href="/article/1"><h3>One</h3></div><div data-href="/article/2"><h3>Two</h3></div>',
        """<div onclick="location.href='/article/1'">One</div><div onclick="go('/article/2')">Two</div>""",
        r'<script>{"items":[{"url":"\/article\/1"},{"url":"https:\/\/example.com\/article\/2"}]}</script>',
        r'<script>push("[{\"url\":\"https:\u002F\u002Fexample.com\u002Farticle\u002F1\"}]", "/article/2")</script>',
        '<base href="https://example.com/">' + CARD.format("article/1") + CARD.format("article/2"),
        CARD.format("https://example.com//article/1") + CARD.format("//example.com/article/2#comments"),
        CARD.format("/out?to=https%3A%2F%2Fexample.com%2Farticle%2F1%3Fref%3Dtop")
        + CARD.format("/out?n=2&u=/article/2"),
    ],
)
def test_the_articles_of_a_section_page_are_found_however_it_leads_to_them(page: str) -> None:
    popular = '<aside><a href="/article/9">Most read</a></aside>'
    found = Section("https://example.com/list/all").read((page + popular).encode(), ADDRESSES, SEOUL)

    assert [entry.url for entry in found] == [article(1), article(2)]


def test_the_structured_data_of_a_search_page_are_not_its_results() -> None:
    page = b'<p>No results.</p><script>{"trending":["/article/1"]}</script>'

    assert Section("https://example.com/find?q={query}").read(page, ADDRESSES, SEOUL) == []


def test_times_that_an_api_gives_as_numbers_are_read() -> None:
    entries = [{"code": 1, "time": 1767689100}, {"code": 2, "time": 1767689100000}]

    times = [entry.published for entry in API.read(json.dumps({"data": entries}).encode(), ADDRESSES, SEOUL)]
    assert times == [datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL)] * 2


def test_a_feed_that_counts_its_readers_in_a_link_names_the_article_in_that() -> None:
    body = rss(
        "<item><title>One</title><link>https://count.example/r?u=https%3A%2F%2Fexample.com%2Farticle%2F1</link></item>"
    )

    assert [entry.url for entry in FEED.read(body, ADDRESSES, SEOUL)] == [article(1)]


def test_a_feed_that_counts_its_readers_names_the_article_in_an_element_of_its_own() -> None:
    body = f"""<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item>
<title>One</title><link>{article(2)}</link><feedburner:origLink>{article(1)}</feedburner:origLink>
</item></channel></rss>"""

    assert [entry.url for entry in FEED.read(body.encode(), ADDRESSES, SEOUL)] == [article(1)]


MORNING, MIDNIGHT = datetime(2026, 1, 6, 8, 45, tzinfo=SEOUL), datetime(2026, 1, 6, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("changes", "believed"),
    [
        pytest.param([MORNING] * 8, 0, id="one for all"),
        pytest.param([MORNING + timedelta(seconds=number) for number in range(8)], 0, id="while it is made"),
        pytest.param([MORNING] * 5 + [MIDNIGHT] * 3, 3, id="one for most"),
        pytest.param([MORNING] * 4, 4, id="a few"),
        pytest.param([MORNING - timedelta(minutes=number) for number in range(8)], 8, id="one after another"),
        pytest.param([MORNING] * 5 + [MIDNIGHT] * 8, 13, id="one for some"),
        pytest.param([MIDNIGHT] * 8, 8, id="days"),
        pytest.param([MIDNIGHT] * 30, 0, id="today for all of many"),
        pytest.param([MIDNIGHT - timedelta(days=90)] * 30, 30, id="an earlier day for all of many"),
        pytest.param([MIDNIGHT] * 20 + [MIDNIGHT - timedelta(days=1)] * 10, 30, id="today for most of many"),
    ],
)
def test_changes_that_most_of_a_list_shares_are_those_of_the_list(changes: list[datetime], believed: int) -> None:
    listed = [ListEntry(article(number), modified=change) for number, change in enumerate(changes)]

    assert sum(entry.modified is not None for entry in drop_bulk_modifications(listed, MORNING)) == believed
