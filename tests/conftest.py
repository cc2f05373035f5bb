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
    from collections.abc import Iterator

    from crawler.crawl.spider import OutletSpider
    from crawler.store.catalogue import Catalogue
    from tests.archives import Outlet
    from tests.network import Network
    from tests.sites import Site

REPOSITORY = Path(__file__).parents[1]
FIXTURES = REPOSITORY / "fixtures"

_LOADER = get_spider_loader(get_project_settings())
SPIDERS: dict[str, type[OutletSpider]] = {name: _LOADER.load(name) for name in sorted(_LOADER.list())}


@pytest.fixture(scope="session", params=SPIDERS.values(), ids=SPIDERS.keys())
def outlet(request: pytest.FixtureRequest) -> type[OutletSpider]:
    return request.param


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with three articles, without robots.txt."""
    from tests.sites import Site, keys  # noqa: PLC0415 - they need this module

    site = Site(tmp_path / "replay" / "herald")
    site.articles(keys(3))
    return site


@pytest.fixture
def archive(tmp_path: Path) -> Outlet:
    """A site with thirty articles of a year, in a list that goes back month by month."""
    from tests.archives import thirty_articles  # noqa: PLC0415 - it needs this module

    return thirty_articles(tmp_path)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite"


@pytest.fixture
def catalogue(path: Path) -> Iterator[Catalogue]:
    """An empty catalogue of an outlet `example`."""
    from crawler.store.catalogue import Catalogue  # noqa: PLC0415 - brings SQLAlchemy, for which most tests do not wait

    opened = Catalogue(f"sqlite:///{path}", "example")
    yield opened
    opened.close()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    """A network that knows nothing yet."""
    from tests.network import Network  # noqa: PLC0415 - only some need TLS

    network = Network(tmp_path)
    yield network
    network.close()


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
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        execute(["scrapy", *words, "-s", f"DATA_DIR={data}"], get_project_settings())
    written = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Done(int(ended.value.code or 0), *written)
