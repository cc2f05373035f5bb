"""Requests that gave no page: the base of this package's own exceptions, and the outcome of any failure."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.log import failure_to_exc_info
from twisted.internet.error import ConnectError, ConnectionClosed

from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

# What Scrapy's handlers raise if there is no answer. Time-outs, refused proxies and TLS errors are OSErrors or wrapped.
_NO_ANSWER = (
    CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError,
    ResponseDataLossError, ConnectError, ConnectionClosed, OSError,
)  # fmt: skip


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
    """Returns why a request failed, and the HTTP status if that is the reason, else 0.

    The traceback of an exception that nobody foresaw is logged: its outcome is ERROR.
    """
    error = failure.value
    if isinstance(error, FetchError):
        return error.outcome, 0
    if isinstance(error, HttpError):
        return Outcome.STATUS, error.response.status
    if isinstance(error, IgnoreRequest):
        # Scrapy's own: more redirects than REDIRECT_MAX_TIMES.
        return Outcome.REDIRECT_LOOP, 0
    if isinstance(error, DownloadCancelledError):
        # Scrapy cancels a download that exceeds DOWNLOAD_MAXSIZE, and no other.
        return Outcome.TOO_LARGE, 0
    if isinstance(error, _NO_ANSWER):
        return Outcome.NETWORK, 0
    logger.error("a request failed by an error that nobody foresaw", exc_info=failure_to_exc_info(failure))
    return Outcome.ERROR, 0
