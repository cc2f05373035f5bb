"""GraphSite: a graph as the site of one spider, and runs on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.clock import CLOCK_OFFSET
from tests.graphs.handler import ANSWERS
from tests.support.commands import scrapy
from tests.support.crawls import Crawl, look
from tests.support.patience import patience

if TYPE_CHECKING:
    from pathlib import Path

    from tests.graphs.graph import Graph, Way

_SETTINGS = (
    "WRAPPED_DOWNLOAD_HANDLER=tests.graphs.handler.GraphHandler", "DOWNLOAD_DELAY=0", "FAILURE_PAUSE=0.01",
    "FAILURE_PAUSE_MAX=0.02", "RETRY_TIMES=0", "LOG_LEVEL=INFO", "CONTACT=news@example.com",
)  # fmt: skip


class GraphSite:
    """A graph as a site, and the runs on it."""

    def __init__(self, graph: Graph, folder: Path) -> None:
        self.graph, self._folder = graph, folder

    def run(self, way: Way | None = None, *words: str, later: timedelta = timedelta()) -> Crawl:
        """Runs the spider once; for news without a way."""
        answers, data = self._folder / "answers.json", self._folder / "data"
        self.graph.write(answers)
        settings = (*_SETTINGS, f"DATA_DIR={data}", f"EXTRACTION_TIMEOUT={patience(10)}")
        given = [
            "crawl",
            "herald",
            *(way.words(self._folder) if way else ()),
            *(w for each in settings for w in ("-s", each)),
            *words,
        ]
        done = scrapy(*given, environment={ANSWERS: str(answers), CLOCK_OFFSET: str(later.total_seconds())})
        return look(data, done.returncode, done.stdout, done.stderr)
