"""All outlets in one, so that one run reads pages of every layout; `bare` reads the same pages by no layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from crawler.crawl.spider import OutletSpider
from crawler.discovery.sources import Section
from crawler.items import ListEntry
from crawler.text.urls import Addresses
from tests.bench.pages import hosts, outlets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from crawler.extraction.layout import Layout

EVERY = list(outlets().values())


@dataclass(frozen=True, slots=True)
class Addressed(Section):
    """A list that is nothing but addresses, one a line."""

    def read(self, body: bytes, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:  # noqa: ARG002 - a List
        """Returns the addresses."""
        return [ListEntry(url) for url in body.decode().split()]


class Bench(OutletSpider):
    """Crawls the pages of the benchmark by their outlets' layouts."""

    name = "bench"
    outlet = "All outlets"
    language = "en"
    timezone = "Asia/Seoul"
    hosts = hosts()
    addresses = sum((outlet.addresses for outlet in EVERY), Addresses())
    discovery: ClassVar = [[Addressed("https://www.koreaherald.com/bench.txt")]]
    layouts: ClassVar[Sequence[Layout]] = [layout for outlet in EVERY for layout in outlet.layouts]


class Bare(Bench):
    """Crawls them by no layout."""

    name = "bare"
    layouts: ClassVar[Sequence[Layout]] = []
