"""Fetches one page as an outlet's spider does, for commands that look at a single page; none of them makes a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.datatypes import SequenceExclude
from w3lib.url import is_url

from crawler.cli.screen import complain
from crawler.cli.usage import check_settings, check_spiders, is_outlet, one_line_errors, printing, usage
from crawler.exit_codes import ExitCode
from crawler.fetch.allowed_hosts import all_hosts, is_allowed
from crawler.fetch.failures import failure_reason
from crawler.outcomes import Outcome
from crawler.program import typed

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Callable, Iterator

    from scrapy import Spider
    from scrapy.http import Response
    from scrapy.settings import Settings
    from twisted.python.failure import Failure

_REDIRECTS = range(300, 400)


class NotFetched(Exception):  # noqa: N818 - it may be a decision
    """A page that may not be fetched, or does not come; `code` is the exit code for that."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def alone(spider: type[Spider], start: Callable[[Any], AsyncIterator[Any]]) -> Any:
    """Returns a spider with another start, which makes no run; Scrapy's own commands would change the spider itself."""
    return type(spider.__name__, (spider,), {"start": start, "__module__": spider.__module__})


def not_fetched(failure: Failure) -> NotFetched:
    """Returns why a request failed, in one line."""
    request: Request = failure.request  # type: ignore[attr-defined]
    reason, status = failure_reason(failure)
    outcome = Outcome.of(reason, status)
    code = ExitCode.CHANGED if status and not outcome.is_unreached else ExitCode.UNREACHABLE
    why = f"status {status}" if status else failure.getErrorMessage()[:300]
    return NotFetched(f"not fetched: {request.url}: {why}", ExitCode.REFUSED if outcome.is_refusal else code)


def fetch_page(process: Any, spider: Any, url: str, *, redirect: bool = False) -> Response:
    """Fetches one page as the outlet's spider does: with its hosts, robots.txt and delay; stores nothing.

    Without `redirect`, the answer may be a redirect.

    Raises:
        NotFetched: It may not be fetched, or does not come.
    """
    responses: list[Response] = []
    failures: list[Failure] = []
    meta = {"handle_httpstatus_list": SequenceExclude(_REDIRECTS)} if redirect else {"handle_httpstatus_all": True}

    def save(response: Response) -> Iterator[Any]:
        responses.append(response)
        yield from ()

    async def start(_: Spider) -> AsyncIterator[Request]:
        yield Request(url, save, errback=failures.append, dont_filter=True, meta=meta)

    one_page = alone(spider, start)
    # A page is looked at before addresses and lists are declared.
    one_page.undeclared = classmethod(lambda _: [])
    process.crawl(process.create_crawler(one_page))
    # Scrapy's handlers of Ctrl-C would wait for the page.
    process.start(install_signal_handlers=False)
    if responses:
        return responses[0]
    if not failures:
        raise NotFetched(f"not fetched: {url}: see the log", ExitCode.BUG)
    raise not_fetched(failures[0])


def spider_named(settings: Settings, name: str) -> type[Spider]:
    """Returns the spider of a name."""
    found: type[Spider] = get_spider_loader(settings).load(name)
    return found


def find_spider(settings: Settings, url: str, name: str | None) -> type[Spider]:
    """Returns the spider of a name, else that of a URL's host.

    Raises:
        UsageError: There is none, or it is an outlet's and the URL is not on its allow-list.
    """
    loader = get_spider_loader(settings)
    check_spiders(settings, [name] if name else [], any_spider=True)
    names = [name] if name else loader.find_by_request(Request(url))
    spider: Any = loader.load(names[0]) if names else None
    if spider is None or (is_outlet(spider) and not is_allowed(url, spider.hosts)):
        hosts = spider.hosts if spider else all_hosts(settings)
        raise UsageError(f"not on the allow-list (https to {', '.join(hosts)}): {url[:200]}")
    found: type[Spider] = spider
    return found


class OnePageCommand(ScrapyCommand):
    """What Scrapy's commands for one URL have in common here: checked options, and the spider of the URL."""

    settings: Settings
    spider_class: type[Spider]
    """The spider of the URL."""

    @property
    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options of Scrapy's command."""
        super().add_options(parser)
        one_line_errors(parser, self._name)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Finds the spider of the URL; a usage error is one line and exit 2."""
        with usage(self._name, args):
            super().process_options(args, opts)
            check_settings(self.settings, opts.set)
            self.check(args, opts)

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError if there is not one URL that a spider may request."""
        if len(args) != 1 or not is_url(args[0]):
            raise UsageError("expects one URL, such as https://…")
        if args[0].startswith("file:"):
            raise UsageError(f"a saved page is opened by {typed('shell', 'FILE')} and {typed('explain', 'FILE')}")
        self.spider_class = find_spider(self.settings, args[0], opts.spider)


class FetchesPage(OnePageCommand):
    """A command that fetches one page and shows it; `_print_response` is Scrapy's."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Fetches the page; one that does not come is one line and exit 69 or 77."""
        if not is_outlet(self.spider_class):
            super().run(args, opts)  # type: ignore[safe-super]
            return
        try:
            page = fetch_page(self.crawler_process, self.spider_class, args[0], redirect=not opts.no_redirect)
        except NotFetched as error:
            complain(self._name, f"{error}")
            self.exitcode = error.code
        else:
            with printing(self._name):
                self._print_response(page, opts)  # type: ignore[attr-defined]
