"""The parts of Scrapy that the spiders of outlets need: installed by the add-on, and checked when a run begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.misc import load_object
from scrapy.utils.reactor import is_asyncio_reactor_installed

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

# Where each part stands among Scrapy's own and a user's; none leaves out one of Scrapy's.
COMPONENTS: dict[str, dict[str, int | None]] = {
    "EXTENSIONS": {"crawler.crawl.run.Run": 0},
    "SPIDER_MIDDLEWARES": {
        # It lowers priorities by depth; here a priority is how new an article is.
        "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.fetch.allowed_hosts.AllowedHosts": 10,
        # Replaced by AllowedHosts, RobotsTxt, WholeBodies, Redirects.
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "crawler.fetch.allowed_hosts.Redirects": 600,
        "crawler.fetch.robots.RobotsTxt": 100,
        "crawler.fetch.body_integrity.WholeBodies": 590,
    },
    "ITEM_PIPELINES": {
        "crawler.crawl.pipelines.Validate": 100,
        "crawler.crawl.pipelines.Deduplicate": 200,
        "crawler.crawl.pipelines.Store": 300,
    },
}
_ITEM_PROCESSOR = "crawler.crawl.pipelines.ArticlePipelines"
# Paces the requests of the handler that it wraps. Outlets are fetched by https only.
_HANDLER = "crawler.fetch.handler.PoliteHandler"
_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_HANDLERS = {"https": _HANDLER, "http": None, "ftp": None, "s3": None, "file": None}


def install(settings: BaseSettings) -> None:
    """Adds the parts to whatever the settings have; what they switch off by name stays off."""
    for name, parts in COMPONENTS.items():
        for path, place in parts.items():
            settings.setdefault_in_component_priority_dict(name, load_object(path), place)
    settings.set("ITEM_PROCESSOR", _ITEM_PROCESSOR, priority="addon")
    handlers, priority = settings.getdict("DOWNLOAD_HANDLERS"), settings.getpriority("DOWNLOAD_HANDLERS") or 0
    if (chosen := handlers.get("https")) and load_object(chosen) is not load_object(_HANDLER):
        settings.set("WRAPPED_DOWNLOAD_HANDLER", chosen, priority)
    settings.set("DOWNLOAD_HANDLERS", handlers | _HANDLERS, priority)


def missing(settings: BaseSettings) -> list[str]:
    """Returns what the settings lack, each with the name of its setting."""
    lacking = []
    for name, parts in COMPONENTS.items():
        present = settings.get_component_priority_dict_with_base(name)
        places = {load_object(part): place for part, place in present.items()}
        needed = (path for path, place in parts.items() if place is not None)
        lacking += [f"{path} in {name}" for path in needed if places.get(load_object(path)) is None]
    others = (
        ("ITEM_PROCESSOR", settings["ITEM_PROCESSOR"], _ITEM_PROCESSOR),
        ("DOWNLOAD_HANDLERS", settings.getwithbase("DOWNLOAD_HANDLERS").get("https"), _HANDLER),
    )
    for name, given, path in others:
        if given is None or not issubclass(load_object(given), load_object(path)):
            lacking.append(f"{path} in {name}")
    if not is_asyncio_reactor_installed():
        lacking.append(f"{_REACTOR} in TWISTED_REACTOR")
    if (replay := settings["REPLAY"]) and not Path(replay).is_dir():
        lacking.append(f"folder {replay!r} for REPLAY")
    return lacking
