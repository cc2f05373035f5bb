"""Stop signals: remembers which one stopped the run, and counts those that follow at once as the same."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Signals within so many seconds after the first are one request to stop: a service manager signals each process, and
# `ingest` passes its signal on to its runs.
_SAME_STOP = 1.0


def on_stop_signal(notify: Callable[[str], None]) -> None:
    """Calls `notify` with the name of each stop signal before Scrapy's handler, which stops the crawl.

    Scrapy ends at once on a second signal; one that comes within a second of the first is ignored. `notify` runs in the
    signal handler. Does nothing in a thread of a script, which signals do not reach.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in _STOP_SIGNALS:
        _wrap(number, notify)


def _wrap(number: signal.Signals, notify: Callable[[str], None]) -> None:
    before = signal.getsignal(number)
    if not callable(before):
        return

    def handle(signum: int, frame: FrameType | None) -> None:
        notify(signal.Signals(signum).name)
        before(signum, frame)
        # Scrapy's handler has installed another one for the second signal.
        _ignore_for_a_moment()

    signal.signal(number, handle)


def _ignore_for_a_moment() -> None:
    first = time.monotonic()

    def wrap(number: signal.Signals) -> None:
        before = signal.getsignal(number)

        def handle(signum: int, frame: FrameType | None) -> None:
            if time.monotonic() > first + _SAME_STOP and callable(before):
                before(signum, frame)

        signal.signal(number, handle)

    for number in _STOP_SIGNALS:
        wrap(number)
