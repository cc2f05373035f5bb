"""What the tests share: the spiders that Scrapy finds and the saved pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.patience import measure_slowness
from tests.support.project import SPIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.crawl.spider import OutletSpider
    from crawler.store.catalogue import Catalogue
    from tests.support.archives import Outlet
    from tests.support.network import Network
    from tests.support.sites import Site


def pytest_configure() -> None:
    """Measures the machine before the processes are started that run the tests."""
    measure_slowness()


@pytest.fixture(scope="session", params=SPIDERS.values(), ids=SPIDERS.keys())
def outlet(request: pytest.FixtureRequest) -> type[OutletSpider]:
    return request.param


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with three articles, without robots.txt."""
    from tests.support.sites import Site, keys  # noqa: PLC0415 - only some need them

    site = Site(tmp_path / "replay" / "herald")
    site.articles(keys(3))
    return site


@pytest.fixture
def archive(tmp_path: Path) -> Outlet:
    """A site with thirty articles of a year, in a list that goes back month by month."""
    from tests.support.archives import thirty_articles  # noqa: PLC0415 - only some need it

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
    from tests.support.network import Network  # noqa: PLC0415 - only some need TLS

    network = Network(tmp_path)
    yield network
    network.close()
