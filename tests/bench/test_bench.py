"""The benchmark's own outlets, which `make bench` crawls with."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.bench.real_pages import real_pages
from tests.support.project import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


def test_the_outlets_of_the_benchmark_can_be_crawled(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "crawl", "bare", "-s", "SPIDER_MODULES=tests.bench.spiders"]
    command += ["-s", f"REPLAY={tmp_path}", "-s", f"DATA_DIR={tmp_path / 'data'}"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert "https://www.koreaherald.com/bench.txt" in done.stderr


def test_real_pages_are_read_with_what_is_known_of_them(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html.gz").write_bytes(gzip.compress(b"<p>Squid</p>"))
    (tmp_path / "pages" / "two.html").write_bytes(b"<p>Ferry</p>")
    gold = {"id": "one", "url": "https://www.example.org/squid", "text": "Squid"}
    (tmp_path / "gold.jsonl.gz").write_bytes(gzip.compress(json.dumps(gold).encode()))
    pages = real_pages(tmp_path)
    assert [page.body for page in pages] == [b"<p>Squid</p>", b"<p>Ferry</p>"]
    assert [page.url for page in pages] == [gold["url"], "https://www.example.com/two"]
