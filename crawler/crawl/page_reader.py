"""Reads one page of an outlet outside a run, whatever it is: an article, or a list with links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.clock import utc_now
from crawler.crawl.scheduling.frontier import Candidate
from crawler.discovery.declared import list_at
from crawler.discovery.sitemap import child_sitemaps
from crawler.discovery.sources import Section, Sitemap
from crawler.items import ListEntry
from crawler.outcomes import Outcome
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.http import Response

    from crawler.crawl.article_reader import ArticleReader
    from crawler.crawl.lists.list_reader import ListReader
    from crawler.discovery.sources import List
    from crawler.items import Article


async def read_page(
    response: Response, articles: ArticleReader, lists: ListReader, declared: Sequence[List]
) -> tuple[Article | None, list[str]]:
    """Returns the article of a page, or none, and the URLs of articles and sitemaps that the page names."""
    url, canonical = response.url, articles.addresses.canonical(response.url)
    source = None if canonical else list_at(url, response.body, declared)
    if source is None:
        page = await articles.read(response, Candidate(ListEntry(canonical or clean_url(url))))
        if page.article or canonical or page.reason == Outcome.OPT_OUT:
            return page.article, [link.url for link in page.article.related] if page.article else []
        source = Section(url)
    listed = lists.read(source, response.body, url, utc_now(), counts_foreign=False)
    urls = [entry.url for entry in listed.entries]
    if isinstance(source, Sitemap) and not urls:
        urls = child_sitemaps(response.body, url, None, None)
    return None, urls
