"""Scrapy's exporters of CSV and XML (`-O FILE`) for articles, which hold lists and objects."""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.exporters import CsvItemExporter, XmlItemExporter

from crawler.cli.formats.cells import to_cell


class SpreadsheetSafeCsv(CsvItemExporter):
    """Scrapy's CSV exporter, with the cells of `export`."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Returns the value to write."""
        return to_cell(value if isinstance(value, list | dict) else super().serialize_field(field, name, value))


class NestedXml(XmlItemExporter):
    """Scrapy's XML exporter, with the images and links of an article as elements."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        """Returns the value to write."""
        value = super().serialize_field(field, name, value)
        if not isinstance(value, list):
            return value
        return [ItemAdapter(each).asdict() if ItemAdapter.is_item(each) else each for each in value]
