"""A project of somebody's own, with spiders and settings of its own, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.support.crawls import item
from tests.support.processes import REPOSITORY
from tests.support.project import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

KBS = item("kbs", "article-1")["url"]
REPLAY = ("-s", f"REPLAY={FIXTURES}")
PLAIN = '''
from scrapy import Spider

class Plain(Spider):
    name = "plain"
    start_urls = ["data:text/html,<p>words</p>"]

    def parse(self, response):
        """Reads words.

        @url data:text/html,<p>words</p>
        @returns items 1 1
        """
        yield {"words": response.css("p::text").get()}
'''


def module(tmp_path: Path, name: str, text: str) -> dict[str, str]:
    """Writes a module and returns the environment of a process that can import it."""
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path)}


def in_project(tmp_path: Path, *words: str, settings: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command in a project of somebody's own, which has the spiders of this one and one of its own."""
    lines = ['BOT_NAME = "own"', 'SPIDER_MODULES = ["crawler.spiders", "own_spiders"]', settings]
    module(tmp_path, "own_spiders", PLAIN)
    environment = module(tmp_path, "own_settings", "\n".join(lines)) | {"SCRAPY_SETTINGS_MODULE": "own_settings"}
    return python("-m", "scrapy", *words, environment=environment)


def python(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, *words],
        env=os.environ | environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
