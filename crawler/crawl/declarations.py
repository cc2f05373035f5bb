"""All that a spider file needs to declare its outlet; the only module that files in `crawler.spiders` import."""

from __future__ import annotations

from crawler.crawl.spider import OutletSpider
from crawler.discovery.sources import Api, Feed, Section, Sitemap
from crawler.extraction.layout import Layout
from crawler.text.urls import Address, Addresses

__all__ = ["Address", "Addresses", "Api", "Feed", "Layout", "OutletSpider", "Section", "Sitemap"]
