"""Kyodo News in English, Tokyo: its own site, and its articles on Japan Today, which stay open.

Quirks, each with the page that shows it:
- Kyodo's own pages require a log-in after some days (teaser.html) and are empty after three months (gone.html).
  All have `isAccessibleForFree: false`, which therefore means nothing (article-1.html).
- The JSON-LD author is always the organisation; people are in a span, `By …,` with the comma (article-2.html).
- Tags are only in an inline script (article-1.html).
- Partners' pages have their related articles as plain paragraphs (article-4.html).
- Japan Today has articles of other agencies too; only those credited to Kyodo are this outlet's (jt-afp.html).
- Japan Today's slugs keep case, dots and apostrophes (jt-article-1.html).
"""

import re

from crawler.crawl.declarations import Address, Addresses, Api, Feed, Layout, OutletSpider, Section, Sitemap

KYODO = Addresses(
    Address(
        r"https://english\.kyodonews\.net/articles/-/(?P<key>\d+)/?(?:\?.*)?",
        "https://english.kyodonews.net/articles/-/{key}",
    ),
    Address(
        r"https://english\.kyodonews\.(?:net|jp)/news/(?P<path>\d{4}/\d\d/[^/?]+\.html)(?:\?.*)?",
        "https://english.kyodonews.net/news/{path}",
    ),
)
JAPAN_TODAY = Addresses(
    Address(
        r"https://(?:www\.)?japantoday\.com/category/(?!.*/feed/?$)(?P<path>[a-z-]+(?:/[a-z-]+)?/[^/?]*-[^/?]*)/?(?:\?.*)?",
        "https://japantoday.com/category/{path}",
    ),
)

CARDS = ".m-article-item, .m-pickup"
NEWS = Section(
    "https://english.kyodonews.net/list/news", paged="https://english.kyodonews.net/list/news?page={page}", items=CARDS
)
CATEGORIES = tuple(
    Section(f"https://japantoday.com/category/{name}?page={{page}}", items=".media")
    for name in ("national", "crime", "politics", "business", "tech", "world", "sports", "entertainment")
)
# Links in the head of its front page of 2018.
LATEST = Section("https://japantoday.com/latest", items=".media", guess=True)
JSON_FEED = Api(
    "https://japantoday.com/feed/json", items="items", article="{url}", title="title", published="date_published",
    guess=True,
)  # fmt: skip


class Kyodo(OutletSpider):
    """Crawls Kyodo News and the Kyodo copy on Japan Today."""

    name = "kyodo"
    outlet = "Kyodo News"
    language = "en"
    timezone = "Asia/Tokyo"
    hosts = ["english.kyodonews.net", "japantoday.com", "www.japantoday.com"]
    addresses = KYODO + JAPAN_TODAY
    discovery = [
        [Feed("https://english.kyodonews.net/list/feed/rss4kyodonews-fzone"), NEWS],
        [Feed("https://japantoday.com/feed"), CATEGORIES, LATEST, JSON_FEED],
    ]
    archive = [[NEWS, Sitemap("https://english.kyodonews.net/sitemap.xml")], [CATEGORIES]]
    search = [
        [
            Section(
                "https://english.kyodonews.net/list/search?fulltext={query}",
                paged="https://english.kyodonews.net/list/search?fulltext={query}&page={page}",
                items=CARDS,
            )
        ],
        [Section("https://japantoday.com/search?keyword={query}&page={page}", items=".media")],
    ]
    layouts = [
        Layout(
            name="2025-07",
            addresses=KYODO,
            hosts=("english.kyodonews.net",),
            body=".article-body__inner",
            title="h1.article-ttl",
            authors=".article-header-info__author",
            agency=".article-header-info__link",
            section=".article-header-cate__link",
            dates=".article-header-info__time",
            tags=re.compile(r"'subcategory'\s*:\s*'([^']*)'"),
            images=".article-header-img",
            prune=".article-body-bottom",
            inline="#related_preview",
            related=".article-body-bottom",
            wall="p[class~='--blur'], .login-signage",
            lines=re.compile(
                # Some pages have two paragraphs, and point to another of its sites.
                r">>\s?Read the full article\b.{0,160}|More Spotlight Japan stories:.*"
            ),
        ),
        Layout(
            name="2018",
            addresses=KYODO,
            hosts=("english.kyodonews.net",),
            body=".article-body",
            landmarks=".credit",
            title="h1",
            authors="p.credit",
            agency="p.credit",
            section="p.credit > a",
            dates="p.credit",
            images=".mainpic",
        ),
        Layout(
            name="japantoday-2018",
            addresses=JAPAN_TODAY,
            hosts=("japantoday.com", "www.japantoday.com"),
            body="div[itemprop=articleBody]",
            title="article h1",
            section="article > a.text-primary.text-uppercase",
            images="article > figure",
            related="aside .media-sm",
            only="Kyodo",
        ),
        Layout(
            name="japantoday-2008",
            addresses=JAPAN_TODAY,
            hosts=("japantoday.com", "www.japantoday.com"),
            body="#article_container",
            title="#article_container h2",
            section="#article_info .category",
            dates="#article_info",
            prune="h2, #article_info",
            only="Kyodo",
        ),
    ]
