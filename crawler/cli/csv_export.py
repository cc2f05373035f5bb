"""Scrapy's CSV exporter, whose values no spreadsheet reads as formulas."""

from __future__ import annotations

from typing import Any

from scrapy.exporters import CsvItemExporter

from crawler.cli.formats.csv_cells import safe_cell


class SpreadsheetSafeCsv(CsvItemExporter):
    """Scrapy's CSV exporter, with an apostrophe before values that start like a formula."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Returns the value to write."""
        return safe_cell(super().serialize_field(field, name, value))
