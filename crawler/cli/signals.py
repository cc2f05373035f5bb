"""Signals of a command: which one stopped a run first, Ctrl-C elsewhere, and the end of the process that started it."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any

from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    from types import FrameType

PARENT_PIPE = "CRAWLER_PARENT_PIPE"
"""Environment variable: number of the pipe whose other end is open as long as the `ingest` that started this run."""


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


def end_at_interrupt_while_waiting() -> None:
    """Makes Ctrl-C end the process even while it waits in a library, as SQLite does for a lock."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    # Python writes to it at once, while its handlers wait for the library.
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def watch() -> None:
        while os.read(reader, 1) != bytes([signal.SIGINT]):
            pass
        os._exit(ExitCode.SIGINT)

    threading.Thread(target=watch, daemon=True).start()


def end_with_parent() -> None:
    """Stops this run as SIGTERM does if the `ingest` that started it is killed; does nothing without one."""
    if not (given := os.environ.pop(PARENT_PIPE, "")):
        return

    def watch() -> None:
        # Nothing is ever written: it returns once no process holds the other end.
        os.read(int(given), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
