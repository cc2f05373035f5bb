"""Pages of our own writing on the outlets' markup: articles, lists, and what stands in place of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tests.month.outlets import Listing
    from tests.month.words import Text

HTML, XML, JSON = "text/html; charset=utf-8", "application/xml; charset=utf-8", "application/json; charset=utf-8"


@dataclass(frozen=True)
class Shown:
    """An article as a page or a list shows it; times in the outlet's zone."""

    url: str
    text: Text
    section: str
    published: datetime
    modified: datetime
    is_foreign: bool = False


# --- Articles -------------------------------------------------------------------------------


def herald_article(shown: Shown) -> str:
    meta = _social(shown, "The Korea Herald")
    date = f"{shown.published:%B} {shown.published.day}, {shown.published:%Y - %H:%M:%S}"
    body = (
        f'<nav class="gnb"><a href="/National">National</a><a href="/Business">Business</a></nav>'
        '<section class="section_view">'
        f'<div class="news_title_area"><p class="category"><a href="/{shown.section}">{shown.section}</a></p>'
        f'<h1>{escape(shown.text.title)}</h1><p class="news_date">Published : {date}</p></div>'
        f'<article id="articleText" class="article-body">{_paragraphs(shown)}</article></section>'
    )
    return _document(f"{shown.text.title} - The Korea Herald", meta + _json_ld(shown, zone=False), body, "en")


def kbs_article(shown: Shown) -> str:
    meta = _social(shown, "KBS 뉴스", times=False)
    title, text = escape(shown.text.title), _paragraphs(shown)
    times = f"<li>입력 {shown.published:%Y-%m-%d %H:%M:%S}</li><li>수정{shown.modified:%Y-%m-%d %H:%M:%S}</li>"
    body = (
        f'<div class="view-contents-wrapper"><div class="view-headline view-box">'
        f'<span class="category-name">{shown.section}</span><h4 class="headline-title">{title}</h4>'
        f'<div class="dates"><em class="input-date">입력 {shown.published:%Y.%m.%d (%H:%M)}</em>'
        f'<em class="edit-date">수정 {shown.modified:%Y.%m.%d (%H:%M)}</em></div></div>'
        f'<div class="view-body view-box"><div class="detail-body font-size" id="cont_newstext">{text}</div>'
        f'<div class="view-article print"><ul><li class="title">{title}</li>{times}</ul>'
        f'<div class="detail-body">{text}</div></div></div></div><footer id="footer"><p>무단 전재 금지</p></footer>'
    )
    return _document("KBS 뉴스", meta, body, "ko")


def joongang_article(shown: Shown) -> str:
    data = _social(shown, "Korea JoongAng Daily") + _json_ld(shown)
    body = (
        '<nav class="gnb"><a href="/korea">Korea</a></nav><section class="main article" id="main">'
        '<article class="article-entity article"><div class="articleHeader column">'
        f'<h1 class="headline mainTitle">{escape(shown.text.title)}</h1></div>'
        '<div class="meta"><div class="dates"><span class="dateLabel">Published</span>'
        f'<time datetime="{shown.published.isoformat()}">{shown.published:%d %b %Y %H:%M}</time></div></div>'
        f'<div class="bodytext large-12">{_paragraphs(shown)}</div></article></section>'
    )
    return _document(shown.text.title, data, body, "en")


def rcr_article(shown: Shown) -> str:
    name = shown.section.replace("-", " ").title()
    body = (
        f'<div class="td-post-header"><h1 class="tdb-title-text">{escape(shown.text.title)}</h1></div>'
        f'<time class="entry-date updated td-module-date" datetime="{shown.published.isoformat()}">'
        f'{shown.published:%B %d, %Y}</time><a class="tdb-entry-category" href="/category/{shown.section}">{name}</a>'
        f'<div class="td_block_wrap tdb_single_content"><div class="tdb-block-inner td-fix-index">{_paragraphs(shown)}'
        "</div></div>"
    )
    return _document(f"{shown.text.title} - RCR Wireless News", _social(shown, "RCR Wireless News"), body, "en-US")


def kyodo_article(shown: Shown) -> str:
    if "japantoday" in shown.url:
        return _japan_today_article(shown)
    data = _social(shown, "Japan Wire by Kyodo News", times=False) + _json_ld(shown)
    body = (
        f'<div class="article-header"><h1 class="article-ttl">{escape(shown.text.title)}</h1>'
        '<a class="article-header-info__link" href="/list/partners/kyodo_news">KYODO NEWS</a>'
        f'<time class="article-header-info__time" datetime="{shown.published:%Y-%m-%dT%H:%M}">'
        f"- {shown.published:%b %d, %Y - %H:%M}</time>"
        f'<a class="article-header-cate__link" href="/list/news/{shown.section}">{shown.section.title()}</a></div>'
        f'<div class="article-body"><div class="article-body__inner">{_paragraphs(shown)}</div></div>'
    )
    return _document(shown.text.title, data, body, "en")


def _japan_today_article(shown: Shown) -> str:
    agency = "AP" if shown.is_foreign else "KYODO"
    body = (
        f'<article itemscope itemtype="http://schema.org/NewsArticle"><a class="text-primary text-uppercase" '
        f'href="/category/{shown.section}">{shown.section}</a><h1 itemprop="headline">{escape(shown.text.title)}</h1>'
        f'<div class="text-xsmall"><time itemprop="datePublished" datetime="{shown.published.isoformat()}">'
        f'{shown.published:%b. %d %I:%M %p} JST</time></div><span itemprop="author">{agency}</span>'
        f'<div itemprop="articleBody">{_paragraphs(shown)}</div><p>© {agency}</p></article>'
    )
    return _document(f"{shown.text.title} - Japan Today", _social(shown, "Japan Today", times=False), body, "en")


def _paragraphs(shown: Shown) -> str:
    return "\n".join(f"<p>{escape(each)}</p>" for each in shown.text.paragraphs)


def _social(shown: Shown, site: str, *, times: bool = True) -> str:
    names = {"og:type": "article", "og:title": shown.text.title, "og:url": shown.url, "og:site_name": site}
    if times:
        names["article:published_time"] = shown.published.isoformat()
        names["article:modified_time"] = shown.modified.isoformat()
    return "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in names.items())


def _json_ld(shown: Shown, *, zone: bool = True) -> str:
    times = (each.isoformat() if zone else f"{each:%Y-%m-%dT%H:%M:%S}" for each in (shown.published, shown.modified))
    published, modified = times
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": shown.text.title,
        "datePublished": published, "dateModified": modified, "mainEntityOfPage": {"@id": shown.url},
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _document(title: str, head: str, body: str, language: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"{head}</head><body>{body}<footer>About us</footer></body></html>"
    )


# --- In place of articles -------------------------------------------------------------------


def removed_page() -> str:
    return _document("News", "", "<h1>This article has been removed.</h1><p>We are sorry.</p>", "en")


def front_page(links: Sequence[Shown]) -> str:
    cards = "".join(f'<li><a href="{each.url}">{escape(each.text.title)}</a></li>' for each in links)
    return _document(
        "Front page", '<meta property="og:type" content="website">', f"<h1>Today</h1><ul>{cards}</ul>", "en"
    )


# --- Lists ----------------------------------------------------------------------------------


def rss(shown: Sequence[Shown], _: Listing) -> str:
    items = "".join(
        f"<item><title>{escape(each.text.title)}</title><link>{escape(each.url)}</link>"
        f"<pubDate>{format_datetime(each.published)}</pubDate></item>"
        for each in shown
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    )


def news_sitemap(shown: Sequence[Shown], _: Listing) -> str:
    urls = "".join(
        f"<url><loc>{escape(each.url)}</loc><lastmod>{each.modified.isoformat()}</lastmod><news:news><news:publication_date>"
        f"{each.published.isoformat()}</news:publication_date><news:title>{escape(each.text.title)}</news:title></news:news>"
        "</url>"
        for each in shown
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{urls}</urlset>'


def kbs_api(shown: Sequence[Shown], _: Listing) -> str:
    data = [
        {
            "newsCode": each.url.rpartition("=")[2],
            "newsTitle": each.text.title,
            "serviceTime": f"{each.published:%Y-%m-%d %H:%M:%S}",
        }
        for each in shown
    ]
    return json.dumps({"success": True, "data": data}, ensure_ascii=False)


def wordpress_api(shown: Sequence[Shown], _: Listing) -> str:
    return json.dumps([{"link": f"{each.url}/", "title": {"rendered": each.text.title}} for each in shown])


def herald_cards(shown: Sequence[Shown], _: Listing) -> str:
    cards = "".join(
        f'<li><a href="{each.url}"><p class="news_title">{escape(each.text.title)}</p><p class="date">'
        f"{each.published:%B} {each.published.day}, {each.published:%Y}</p></a></li>"
        for each in shown
    )
    body = f'<article class="recent_news"><ul class="news_list">{cards}</ul></article>'
    return _document("Section - The Korea Herald", '<meta property="og:type" content="website">', body, "en")


def joongang_cards(shown: Sequence[Shown], _: Listing) -> str:
    cards = "".join(
        f'<article class="column"><a itemprop="url" href="{each.url}">'
        f'<h2 class="headline">{escape(each.text.title)}</h2></a></article>'
        for each in shown
    )
    return _document("Section", '<meta property="og:type" content="website">', f"<section>{cards}</section>", "en")


def rcr_cards(shown: Sequence[Shown], listing: Listing) -> str:
    cards = "".join(
        f'<div class="td_module_flex td_module_wrap"><h3 class="entry-title td-module-title"><a href="{each.url}" '
        f'rel="bookmark">{escape(each.text.title)}</a></h3><time datetime="{each.published.isoformat()}">'
        f"{each.published:%B %d, %Y}</time></div>"
        for each in shown
    )
    return _document(f"{listing.sections[0]} - RCR Wireless News", "", cards, "en-US")


def kyodo_cards(shown: Sequence[Shown], _: Listing) -> str:
    cards = "".join(
        f'<article class="m-article-item"><h3 class="m-article-item-ttl">'
        f'<a class="m-article-item-ttl__link" href="{each.url}">{escape(each.text.title)}</a></h3>'
        f'<time datetime="{each.published:%Y-%m-%dT%H:%M}">'
        f"{each.published:%b %d, %Y}</time></article>"
        for each in shown
    )
    return _document("Latest", "", cards, "en")


def japan_today_cards(shown: Sequence[Shown], _: Listing) -> str:
    cards = "".join(
        '<div class="media media-sm"><div class="media-body">'
        f'<h3><a href="{each.url}">{escape(each.text.title)}</a></h3>'
        f'<time datetime="{each.published.isoformat()}">{each.published:%b. %d}</time></div></div>'
        for each in shown
    )
    return _document("Category", "", cards, "en")


ARTICLES: dict[str, Callable[[Shown], str]] = {
    "herald": herald_article, "kbs": kbs_article, "joongang": joongang_article, "rcr": rcr_article,
    "kyodo": kyodo_article,
}  # fmt: skip
LISTS: dict[str, tuple[Callable[[Sequence[Shown], Listing], str], str]] = {
    "rss": (rss, XML), "news_sitemap": (news_sitemap, XML), "kbs_api": (kbs_api, JSON),
    "wordpress_api": (wordpress_api, JSON), "herald_cards": (herald_cards, HTML),
    "joongang_cards": (joongang_cards, HTML), "rcr_cards": (rcr_cards, HTML), "kyodo_cards": (kyodo_cards, HTML),
    "japan_today_cards": (japan_today_cards, HTML),
}  # fmt: skip
