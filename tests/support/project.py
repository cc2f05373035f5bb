"""Where the project's files are, and the spiders that Scrapy finds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

if TYPE_CHECKING:
    from crawler.crawl.spider import OutletSpider

REPOSITORY = Path(__file__).parents[2]
FIXTURES = REPOSITORY / "fixtures"

_LOADER = get_spider_loader(get_project_settings())
SPIDERS: dict[str, type[OutletSpider]] = {name: _LOADER.load(name) for name in sorted(_LOADER.list())}


def instant(value: str | None) -> datetime | None:
    """Returns an ISO time so that two of them are equal where they are the same moment."""
    return datetime.fromisoformat(value) if value else None
