"""Cells of CSV that no spreadsheet reads as formulas."""

from __future__ import annotations

from typing import Any

# Characters that start a formula in some spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe_cell(value: Any) -> Any:
    """Returns a value with an apostrophe before a text that starts like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def joined(value: Any) -> Any:
    """Returns a list of texts as one text with commas, as Scrapy's exporter does; any other value unchanged."""
    is_texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return ",".join(value) if is_texts else value
