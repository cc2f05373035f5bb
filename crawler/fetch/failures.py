"""Why a request gave no page, in the words that are counted and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.fetch.throttle import RequestSkipped

if TYPE_CHECKING:
    from twisted.python.failure import Failure

# What the words of an ignored request mean; `network` is what the next run may find mended.
_IGNORED = (
    ("robots.txt unreachable", "network"),
    ("disallowed by robots.txt", "robots"),
    ("reserved by tdmrep.json", "opt-out"),
    ("damaged body", "damaged"),
    ("DOWNLOAD_MAXSIZE", "too large"),
)


def failure_reason(failure: Failure) -> tuple[str, int]:
    """Returns why a request failed, `status`, `robots` or `network`, and the status if there was an answer."""
    if failure.check(HttpError):  # type: ignore[no-untyped-call]
        return "status", failure.value.response.status  # type: ignore[union-attr]
    if failure.check(IgnoreRequest):  # type: ignore[no-untyped-call]
        message = failure.getErrorMessage()
        return next((reason for words, reason in _IGNORED if words in message), "not allowed"), 0
    if failure.check(RequestSkipped):  # type: ignore[no-untyped-call]
        return failure.value.reason, 0  # type: ignore[union-attr]
    # Scrapy cancels what exceeds DOWNLOAD_MAXSIZE, and nothing else.
    return "too large" if failure.check(DownloadCancelledError) else "network", 0  # type: ignore[no-untyped-call]
