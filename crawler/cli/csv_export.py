"""CSV that a spreadsheet reads as text."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import CsvItemExporter

# What begins a formula in one spreadsheet or another (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class SpreadsheetSafeCsv(CsvItemExporter):
    """Scrapy's CSV, with an apostrophe before what would be taken for a formula."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Returns the value as it is written."""
        value = super().serialize_field(field, name, value)
        return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
