"""Each way in which a request fails has its outcome, whatever its message says."""

from __future__ import annotations

import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure

from crawler.fetch.allowed_hosts import AddressNotAllowed
from crawler.fetch.body_integrity import BodyTooLarge, DamagedBody
from crawler.fetch.failures import RequestSkipped, failure_reason
from crawler.fetch.robots import DisallowedByRobots, ReservedByTdmrep, RobotsUnreachable
from crawler.outcomes import Outcome

# A message of one failure that names another.
MESSAGE = "damaged body: disallowed by robots.txt"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (AddressNotAllowed(MESSAGE), Outcome.NOT_ALLOWED),
        (BodyTooLarge(MESSAGE), Outcome.TOO_LARGE),
        (DamagedBody(MESSAGE), Outcome.DAMAGED),
        (RobotsUnreachable(MESSAGE), Outcome.NETWORK),
        (DisallowedByRobots(MESSAGE), Outcome.ROBOTS),
        (ReservedByTdmrep(MESSAGE), Outcome.OPT_OUT),
        (RequestSkipped(MESSAGE), Outcome.NOT_ASKED),
        (RequestSkipped(MESSAGE, Outcome.REFUSED), Outcome.REFUSED),
        (IgnoreRequest(MESSAGE), Outcome.REDIRECT_LOOP),
        (DownloadCancelledError(MESSAGE), Outcome.TOO_LARGE),
        (DownloadTimeoutError(MESSAGE), Outcome.NETWORK),
        (DownloadFailedError(MESSAGE), Outcome.NETWORK),
        (ConnectionLost(MESSAGE), Outcome.NETWORK),
        (ConnectionResetError(MESSAGE), Outcome.NETWORK),
        (TimeoutError(MESSAGE), Outcome.NETWORK),
        (ValueError(MESSAGE), Outcome.ERROR),
        (AttributeError(MESSAGE), Outcome.ERROR),
    ],
)
def test_a_failure_has_the_outcome_of_its_exception(error: Exception, outcome: Outcome) -> None:
    assert failure_reason(Failure(error)) == (outcome, 0)


def test_an_http_error_has_its_status() -> None:
    error = HttpError(Response("https://example.com/", status=503))
    assert failure_reason(Failure(error)) == (Outcome.STATUS, 503)
