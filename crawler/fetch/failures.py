"""Requests that gave no page: the base of this package's own exceptions, and the outcome of any failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from twisted.python.failure import Failure


class FetchError(Exception):
    """A request that gave no page, with the outcome that is counted and stored for it."""

    outcome: Outcome


class RequestSkipped(FetchError):  # noqa: N818 - a decision about a request
    """A request that was not made, which says nothing about the page.

    `outcome` is REFUSED or NETWORK if the host is skipped, NOT_ASKED if the run is closing.
    """

    def __init__(self, message: str, outcome: Outcome = Outcome.NOT_ASKED) -> None:
        super().__init__(message)
        self.outcome = outcome


def failure_reason(failure: Failure) -> tuple[Outcome, int]:
    """Returns why a request failed, and the HTTP status if that is the reason, else 0."""
    error = failure.value
    if isinstance(error, FetchError):
        return error.outcome, 0
    if isinstance(error, HttpError):
        return Outcome.STATUS, error.response.status
    if isinstance(error, IgnoreRequest):
        # Scrapy's own: more redirects than REDIRECT_MAX_TIMES.
        return Outcome.REDIRECT_LOOP, 0
    # Scrapy cancels a download that exceeds DOWNLOAD_MAXSIZE, and no other.
    return (Outcome.TOO_LARGE if isinstance(error, DownloadCancelledError) else Outcome.NETWORK), 0
