"""`scrapy view URL`: Scrapy's own command, which says why a page does not come."""

from __future__ import annotations

from scrapy.commands.view import Command as ScrapyView

from crawler.cli.page_fetch import FetchesPage


class Command(FetchesPage, ScrapyView):
    """Fetches a URL as its spider does, and opens it in a browser."""
