"""Per-host throttle: delay, exponential back-off, circuit breaker."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

from crawler.clock import utc_now
from crawler.outcomes import Outcome

# Consecutive refusals, or addresses without an answer, after which a host is skipped.
_MAX_FAILURES = 5
# A host whose Retry-After is longer, in seconds, is skipped for the rest of the run.
_MAX_RETRY_AFTER = 300.0
_MAX_CRAWL_DELAY = 60.0
# Each pause is longer by a random share up to this one.
_JITTER = 0.3


@dataclass
class Host:
    """The throttle of one host. Times are those of `time.monotonic()`."""

    delay: float
    """Least seconds between two requests."""
    pauses: tuple[float, float] = (2.0, 60.0)
    """Seconds of the first pause after a failure, and of the longest; each is twice the one before."""
    next_request_at: float = 0.0
    """When the next request may be made."""
    refusals: int = 0
    """Refusals since it last gave an article."""
    failing: set[str] = field(default_factory=set)
    """URLs that have failed since it last answered well."""
    troubles: int = 0
    """Failed requests since it last answered well."""
    skip_reason: str = ""
    """Why it gets no more requests in this run; empty if it does."""
    skip_outcome: Outcome = Outcome.NO_FAILURE
    """The outcome of the requests that it does not get: REFUSED or NETWORK."""
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """Held by each request in flight; CONCURRENT_REQUESTS_PER_DOMAIN at once."""

    def apply_crawl_delay(self, crawl_delay: float | None) -> None:
        """Applies a Crawl-delay in seconds, up to a minute."""
        if crawl_delay:
            self.delay = max(self.delay, min(crawl_delay, _MAX_CRAWL_DELAY))

    def on_response(self, url: str, status: int, retry_after: str, now: float) -> None:
        """Records a response; refusals and failures pause the host, and many of them skip it."""
        outcome = Outcome.of_status(status)
        if outcome.is_refusal:
            self.on_refusal(outcome)
        if outcome.needs_pause:
            wait = seconds(retry_after)
            if wait > _MAX_RETRY_AFTER:
                self._skip(f"it asks to wait {wait:.0f} s", Outcome.REFUSED if outcome.is_refusal else Outcome.NETWORK)
            self._pause(url, now, wait)
        else:
            self.failing.clear()
            self.troubles = 0

    def on_failure(self, url: str, now: float) -> None:
        """Records that a request got no response."""
        self._pause(url, now, 0.0)

    def on_refusal(self, outcome: Outcome) -> None:
        """Records a refusal, by its status or as a challenge page."""
        self.refusals += 1
        if self.refusals >= _MAX_FAILURES:
            self._skip(f"it has refused {self.refusals} times in a row ({outcome})", Outcome.REFUSED)

    def on_article(self) -> None:
        """Records an article: earlier refusals were of single pages."""
        self.refusals = 0

    def _skip(self, why: str, outcome: Outcome) -> None:
        if not self.skip_reason:
            self.skip_reason, self.skip_outcome = why, outcome

    def _pause(self, url: str, now: float, wait: float) -> None:
        self.troubles += 1
        self.failing.add(url)
        if len(self.failing) >= _MAX_FAILURES:
            self._skip(f"{len(self.failing)} addresses in a row did not come", Outcome.NETWORK)
        first, longest = self.pauses
        backoff = min(first * 2 ** min(self.troubles - 1, 10), longest)
        self.next_request_at = max(self.next_request_at, now + max(wait, backoff * (1 + random.random() * _JITTER)))  # noqa: S311

    def on_request(self, now: float) -> None:
        """Records that a request is made."""
        self.next_request_at = max(self.next_request_at, now + self.delay * (1 + random.random() * _JITTER))  # noqa: S311


def seconds(retry_after: str) -> float:
    """Returns the seconds of a Retry-After header, which is a number or a date; 0 if it is neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
        # HTTP dates are in GMT, even without a zone.
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - utc_now()).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return 0.0
