"""Extraction alone: `python tests/bench/alone.py TOOL FILE` prints the milliseconds of CPU that each page took.

Runs in the interpreter that has the tool, so it imports nothing else of the project for the tools that are compared.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Extract = Callable[[bytes, str, str], Any]


def _trafilatura() -> Extract:
    import trafilatura  # noqa: PLC0415

    return lambda body, url, _: trafilatura.bare_extraction(body, url=url, with_metadata=True)


def _newspaper() -> Extract:
    import newspaper  # noqa: PLC0415

    def extract(body: bytes, url: str, _: str) -> Any:
        article = newspaper.Article(url, fetch_images=False)
        article.download(input_html=body.decode())
        article.parse()
        return article.text

    return extract


def _newsplease() -> Extract:
    from newsplease import NewsPlease  # noqa: PLC0415

    return lambda body, url, _: NewsPlease.from_html(body.decode(), url=url, fetch_images=False)


def _ours(*, by_layouts: bool) -> Extract:
    sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from crawler.extraction import extract  # noqa: PLC0415
    from tests.bench.pages import outlets  # noqa: PLC0415

    spiders = outlets()

    def one(body: bytes, url: str, name: str) -> Any:
        layouts = spiders[name].layouts if by_layouts else ()
        return extract(body, url, layouts=layouts, zone=ZoneInfo(spiders[name].timezone))

    return one


TOOLS: dict[str, Callable[[], Extract]] = {
    "layouts": lambda: _ours(by_layouts=True),
    "generic": lambda: _ours(by_layouts=False),
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper,
    "news-please": _newsplease,
}


def main() -> None:
    """Reads the pages (spider, address, body) and prints the times as JSON."""
    pages: list[tuple[str, str, bytes]] = pickle.loads(Path(sys.argv[2]).read_bytes())  # noqa: S301 - our own
    extract = TOOLS[sys.argv[1]]()
    extract(pages[0][2], pages[0][1], pages[0][0])
    times = []
    for name, url, body in pages:
        before = time.process_time()
        extract(body, url, name)
        times.append((time.process_time() - before) * 1000)
    sys.stdout.write(json.dumps(times) + "\n")


if __name__ == "__main__":
    main()
