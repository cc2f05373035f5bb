"""`scrapy fetch URL`: Scrapy's own command, which says why a page does not come."""

from __future__ import annotations

from scrapy.commands.fetch import Command as ScrapyFetch

from crawler.cli.page_fetch import FetchesPage


class Command(FetchesPage, ScrapyFetch):
    """Fetches a URL as its spider does, and prints it."""
