"""CSV whose values no spreadsheet reads as formulas."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import CsvItemExporter

# Characters that start a formula in some spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class SpreadsheetSafeCsv(CsvItemExporter):
    """Scrapy's CSV exporter, with an apostrophe before values that start like a formula."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Returns the value to write."""
        value = super().serialize_field(field, name, value)
        return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
