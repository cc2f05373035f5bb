"""Fetches one page as an outlet's spider does, for commands that look at a single page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request

from crawler.exit_codes import ExitCode
from crawler.fetch.failures import failure_reason
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure


class NotFetched(Exception):  # noqa: N818 - it may be a decision
    """A page that may not be fetched, or does not come; `code` is the exit code for that."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def fetch_page(process: Any, name: str, url: str) -> Response:
    """Fetches one page as the outlet's spider does: with its hosts, robots.txt and delay; stores nothing.

    Raises:
        NotFetched: It may not be fetched, or does not come.
    """
    spider: Any = process.spider_loader.load(name)
    responses: list[Response] = []
    failures: list[Failure] = []

    class OnePage(spider):  # type: ignore[misc]
        """The outlet's spider with one request."""

        @classmethod
        def undeclared(cls) -> list[str]:
            """Returns nothing: a page is looked at before addresses and lists are declared."""
            return []

        def idle(self) -> None:
            """Schedules nothing more."""

        async def start(self) -> AsyncIterator[Request]:
            meta = {"handle_httpstatus_all": True}
            yield Request(url, self.save, errback=failures.append, dont_filter=True, meta=meta)

        def save(self, response: Response) -> Iterator[Any]:
            responses.append(response)
            yield from ()

    crawler = process.create_crawler(OnePage)
    for setting in ("EXTENSIONS", "ITEM_PIPELINES", "SPIDER_MIDDLEWARES"):
        # The project's own would open the storage.
        parts = {
            part: place for part, place in crawler.settings.getdict(setting).items() if not part.startswith("crawler.")
        }
        crawler.settings.set(setting, parts, priority="cmdline")
    process.crawl(crawler)
    # Scrapy's handlers of Ctrl-C would wait for the page.
    process.start(install_signal_handlers=False)
    if responses:
        return responses[0]
    if not failures:
        raise NotFetched(f"not fetched: {url}: see the log", ExitCode.BUG)
    message = failures[0].getErrorMessage()[:200]
    outcome, _ = failure_reason(failures[0])
    code = ExitCode.REFUSED if outcome.is_refusal else ExitCode.UNREACHABLE
    if outcome is Outcome.ERROR:
        code = ExitCode.BUG
    raise NotFetched(f"not fetched: {url}: {message}", code)
