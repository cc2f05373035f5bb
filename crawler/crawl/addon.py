"""The Scrapy add-on that brings all that the spiders of outlets need, and leaves other spiders alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.utils.spider import DefaultSpider

from crawler import settings as defaults
from crawler.crawl.components import install
from crawler.crawl.spider import OutletSpider
from crawler.fetch.replay import use_replay

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

# Settings of this project that are no business of another one.
_OF_PROJECT = {
    "ADDONS", "BOT_NAME", "COMMANDS_MODULE", "NEWSPIDER_MODULE", "SPIDER_LOADER_CLASS", "SPIDER_MODULES",
}  # fmt: skip


class Addon:
    """Installs extension, pipelines, middlewares, download handler and polite settings, below what the project sets.

    Every OutletSpider brings it. `REPLAY` holds for every spider of a project that lists it in `ADDONS`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Creates the add-on."""
        return cls(crawler)

    def update_settings(self, settings: BaseSettings) -> None:
        """Changes the settings of one crawler."""
        if settings["REPLAY"]:
            use_replay(settings, settings["REPLAY"])
        # Scrapy's `fetch` and `shell` use DefaultSpider for an address that is no spider's.
        if not issubclass(self._crawler.spidercls, OutletSpider | DefaultSpider):
            return
        for name, value in vars(defaults).items():
            if name.isupper() and name not in _OF_PROJECT:
                settings.set(name, value, priority="addon")
        install(settings)
        _name_contact(settings)
        _warn_of_ignored(settings)


def _name_contact(settings: BaseSettings) -> None:
    if settings["CONTACT"]:
        agent = f"{settings['USER_AGENT']} (+{settings['CONTACT']})"
        settings.set("USER_AGENT", agent, priority=settings.getpriority("USER_AGENT") or 0)


def _warn_of_ignored(settings: BaseSettings) -> None:
    """Warns of settings of Scrapy's that do less here than elsewhere, and says what holds instead."""
    delay = f"DOWNLOAD_DELAY ({settings.getfloat('DOWNLOAD_DELAY'):g} s)"
    if settings["JOBDIR"]:
        settings.set("JOBDIR", None, priority=settings.getpriority("JOBDIR") or 0)
        logger.warning(
            "JOBDIR is not used: the catalogue has what a run leaves undone, and the next run goes on with it"
        )
    if settings.getint("DEPTH_LIMIT"):
        logger.warning("DEPTH_LIMIT is not used: the argument `depth` says how far a run follows related links")
    if settings.getbool("AUTOTHROTTLE_ENABLED"):
        logger.warning("AUTOTHROTTLE_ENABLED only lengthens pauses: %s and a site's Crawl-delay are the least", delay)
    if (most := settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")) > 1:
        logger.warning(
            "CONCURRENT_REQUESTS_PER_DOMAIN=%d: a host may have that many requests to answer, but each begins at least "
            "%s or its Crawl-delay after the one before", most, delay,
        )  # fmt: skip
