"""How each host is treated during a run: when it may be asked next, and whether it is left alone."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.outcomes import Outcome

# So many in a row, and a host is left alone: refusals, or addresses that did not come.
_ENOUGH = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 60.0
# A host that asks for a longer pause is left alone for this run; the next one will see.
_LONGEST_WAIT = 300.0
_LONGEST_CRAWL_DELAY = 60.0
_JITTER = 0.3


@dataclass
class Host:
    """One host: the delay between its requests in seconds, and what has become of them so far."""

    delay: float
    next_request_at: float = 0.0
    refusals: int = 0
    failing: set[str] = field(default_factory=set)
    troubles: int = 0
    skip_reason: str = ""
    # `REFUSED` or `NETWORK`, once it is skipped.
    skip_outcome: Outcome = Outcome.NO_FAILURE
    # One request at a time, unless a benchmark has raised CONCURRENT_REQUESTS_PER_DOMAIN.
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    def apply_crawl_delay(self, crawl_delay: float | None) -> None:
        """Takes over a Crawl-delay, up to a minute."""
        if crawl_delay:
            self.delay = max(self.delay, min(crawl_delay, _LONGEST_CRAWL_DELAY))

    def on_response(self, url: str, status: int, retry_after: str, now: float) -> None:
        """Notes an answer: refusals and troubles pause the host, or have it left alone."""
        outcome = Outcome.of_status(status)
        if outcome.is_refusal:
            self.on_refusal(outcome)
        if outcome.needs_pause:
            wait = seconds(retry_after)
            if wait > _LONGEST_WAIT:
                self._leave(f"it asks to wait {wait:.0f} s", Outcome.REFUSED if outcome.is_refusal else Outcome.NETWORK)
            self._pause(url, now, wait)
        else:
            self.failing.clear()
            self.troubles = 0

    def on_failure(self, url: str, now: float) -> None:
        """Notes that no answer came."""
        self._pause(url, now, 0.0)

    def on_refusal(self, outcome: Outcome) -> None:
        """Notes a refusal, be it a status or a challenge page."""
        self.refusals += 1
        if self.refusals >= _ENOUGH:
            self._leave(f"it has refused {self.refusals} times in a row ({outcome})", Outcome.REFUSED)

    def on_article(self) -> None:
        """Notes that it gave an article: what it refused before was about single pages."""
        self.refusals = 0

    def _leave(self, why: str, outcome: Outcome) -> None:
        if not self.skip_reason:
            self.skip_reason, self.skip_outcome = why, outcome

    def _pause(self, url: str, now: float, wait: float) -> None:
        self.troubles += 1
        self.failing.add(url)
        if len(self.failing) >= _ENOUGH:
            self._leave(f"{len(self.failing)} addresses in a row did not come", Outcome.NETWORK)
        backoff = min(_FIRST_PAUSE * 2 ** min(self.troubles - 1, 10), _LONGEST_PAUSE)
        self.next_request_at = max(self.next_request_at, now + max(wait, backoff * (1 + random.random() * _JITTER)))  # noqa: S311

    def on_request(self, now: float) -> None:
        """Notes that a request goes out."""
        self.next_request_at = max(self.next_request_at, now + self.delay * (1 + random.random() * _JITTER))  # noqa: S311


def seconds(retry_after: str) -> float:
    """Returns the seconds that a Retry-After header asks for, as a number or a date; 0 where it cannot be read."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
        # HTTP's dates are in GMT, said or not.
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return 0.0
