"""Records which signal stopped a crawling process first."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType


class SignalLog:
    """The first signal that stops one of Scrapy's processes; a hang-up is handled as SIGTERM."""

    first: str
    """Name of the signal, as `SIGTERM`; empty if there was none."""

    def __init__(self, process: Any) -> None:
        self.first = ""
        # Scrapy installs this handler when its reactor starts. No public hook sees a signal before a run opens.
        self._pass_on, process._signal_shutdown = process._signal_shutdown, self._record  # noqa: SLF001
        if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
            # A closed terminal stops the run; under nohup the signal is ignored.
            signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))

    def _record(self, number: int, frame: FrameType | None) -> None:
        self.first = self.first or signal.Signals(number).name
        self._pass_on(number, frame)
