"""The log of a run: no page and no address in it steers the terminal or hides what follows."""

from __future__ import annotations

import logging

from scrapy.utils.log import get_scrapy_root_handler

from crawler.text.unicode import clean


class _CleanFormatter(logging.Formatter):
    """Formats as another formatter does, and cleans the result."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self._formatter = formatter

    def format(self, record: logging.LogRecord) -> str:
        """Returns the lines of a record, tracebacks too."""
        return clean(self._formatter.format(record))


def clean_log() -> None:
    """Has Scrapy's log handler, if it has installed one, write no characters that nobody sees and something obeys."""
    handler = get_scrapy_root_handler()
    if handler is not None and handler.formatter is not None and not isinstance(handler.formatter, _CleanFormatter):
        handler.setFormatter(_CleanFormatter(handler.formatter))
