"""All that a spider file needs to declare its outlet; the only module that files in `crawler.spiders` import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.discovery.sources import Api, Feed, Section, Sitemap
from crawler.extraction.layout import Layout
from crawler.outlets.outlet import Outlet
from crawler.outlets.spider_files import is_declaring
from crawler.text.urls import Address, Addresses

if TYPE_CHECKING:
    from crawler.crawl.spider import OutletSpider

__all__ = ["Address", "Addresses", "Api", "Feed", "Layout", "OutletSpider", "Section", "Sitemap"]


def __getattr__(name: str) -> Any:
    """Returns OutletSpider, which loads Scrapy; where a file is only read for its declarations, their plain class."""
    if name != "OutletSpider":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if is_declaring():
        return Outlet
    from crawler.crawl.spider import OutletSpider  # noqa: PLC0415 - only who crawls needs Scrapy

    return OutletSpider
