"""Exported items: CSV that a spreadsheet reads as text, and JSON lines as they are."""

from __future__ import annotations

import csv
import dataclasses
import json
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pytest

from crawler.cli.formats.exporters import SpreadsheetSafeCsv
from crawler.items import Article, Image, Link


def row_of(article: Article) -> dict[str, str]:
    """Returns an article's row as somebody who opens the CSV reads it."""
    file = BytesIO()
    exporter = SpreadsheetSafeCsv(file)
    exporter.start_exporting()
    exporter.export_item(article)
    exporter.finish_exporting()
    (row,) = csv.DictReader(StringIO(file.getvalue().decode()))
    return row


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize("field", ["title", "subtitle", "section", "text"])
def test_a_spreadsheet_formula_is_exported_as_text(field: str, first: str) -> None:
    value = f'{first}HYPERLINK("https://example.com";"x")'
    assert row_of(Article(**{field: value}))[field] == f"'{value}".replace("\r", "\n")
    assert row_of(Article(**{field: f"\u200b{value}"}))[field].startswith("'")


@pytest.mark.parametrize("field", ["authors", "emails", "tags"])
@pytest.mark.parametrize("values", [["=1+1", "x"], ["Kim, Lee", '"Park"'], []])
def test_a_list_is_exported_as_json_which_no_spreadsheet_reads_as_a_formula(field: str, values: list[str]) -> None:
    cell = row_of(Article(**{field: values}))[field]
    assert cell.startswith("[")
    assert json.loads(cell) == values


@pytest.mark.parametrize("title", ["1-0 to Korea", "Won = weak", "'Quoted'", "", "소프트뱅크, “AI”", 'a "b", c\nd'])
def test_any_other_title_is_exported_as_it_is(title: str) -> None:
    assert row_of(Article(title=title))["title"] == title


def test_every_field_of_an_article_has_a_column_in_order() -> None:
    assert list(row_of(Article())) == [field.name for field in dataclasses.fields(Article)]


def test_times_are_exported_with_their_offset_and_no_time_as_nothing() -> None:
    row = row_of(Article(published=datetime(2026, 7, 7, 1, 2, tzinfo=UTC)))
    assert (row["published"], row["modified"]) == ("2026-07-07T01:02:00+00:00", "")


def test_pictures_links_and_sources_are_exported_as_json() -> None:
    url = "https://example.com/a"
    row = row_of(Article(images=[Image(url, "=1+1", "")], related=[Link(url, "소식")], sources={"title": "meta"}))
    assert json.loads(row["images"]) == [{"url": url, "caption": "=1+1", "credit": ""}]
    assert json.loads(row["related"]) == [{"url": url, "title": "소식", "kind": "related"}]
    assert "소식" in row["related"]
    assert json.loads(row["sources"]) == {"title": "meta"}
