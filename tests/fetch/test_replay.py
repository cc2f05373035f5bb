"""Answers from saved pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.utils.test import get_crawler

from crawler.fetch.replay import ReplayStorage

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.http import Response

URL = "https://example.com/feed"


def answer(folder: Path, **headers: str) -> Response:
    """Returns what a folder with one saved page answers to a request for it."""
    saved = {"url": URL, "headers": {"Content-Type": "text/xml", "ETag": '"1a2b"'}, "shows": "a feed"}
    (folder / "feed.xml").write_bytes(b"<rss/>")
    (folder / "feed.json").write_text(json.dumps(saved), encoding="utf-8")
    crawler = get_crawler(Spider, {"HTTPCACHE_DIR": str(folder)})
    spider = Spider.from_crawler(crawler, "example")
    storage = ReplayStorage(crawler.settings)
    storage.open_spider(spider)
    return storage.retrieve_response(spider, Request(URL, headers=headers))


def test_a_page_that_is_known_by_its_etag_is_answered_304_without_a_body(tmp_path: Path) -> None:
    response = answer(tmp_path, **{"If-None-Match": '"1a2b"'})
    assert (response.status, response.body) == (304, b"")
    assert response.headers["ETag"] == b'"1a2b"'


def test_a_page_whose_etag_is_another_is_answered_whole(tmp_path: Path) -> None:
    response = answer(tmp_path, **{"If-None-Match": '"9f8e"'})
    assert (response.status, response.body) == (200, b"<rss/>")


def test_a_request_without_condition_is_answered_whole(tmp_path: Path) -> None:
    response = answer(tmp_path)
    assert (response.status, response.body) == (200, b"<rss/>")
