"""What the tests share: the spiders that Scrapy finds and the saved pages."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from scrapy.cmdline import execute
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

if TYPE_CHECKING:
    from crawler.outlet import OutletSpider

REPOSITORY = Path(__file__).parents[1]
FIXTURES = REPOSITORY / "fixtures"

_LOADER = get_spider_loader(get_project_settings())
SPIDERS: dict[str, type[OutletSpider]] = {name: _LOADER.load(name) for name in sorted(_LOADER.list())}


@pytest.fixture(scope="session", params=SPIDERS.values(), ids=SPIDERS.keys())
def outlet(request: pytest.FixtureRequest) -> type[OutletSpider]:
    return request.param


def instant(value: str | None) -> datetime | None:
    """Returns an ISO time so that two of them are equal where they are the same moment."""
    return datetime.fromisoformat(value) if value else None


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def run_command(data: Path, *words: str) -> Done:
    """Runs a command that starts no crawler, on a directory of data; in this process, which saves a second a time."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        execute(["scrapy", *words, "-s", f"DATA_DIR={data}"], get_project_settings())
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())
