"""Runs `crawl` for several outlets side by side, each in a process of its own."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crawler.cli.signals import PARENT_PIPE
from crawler.exit_codes import ExitCode
from crawler.program import OUTLET_CRAWLER, SCRAPY, program_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_NOTHING: Mapping[str, str] = MappingProxyType({})
# Seconds between two checks for processes that have ended.
_POLL = 0.1
_PROGRAMS = {
    SCRAPY: (sys.executable, "-m", "scrapy"),
    # A folder `crawler` in the working directory is not this package.
    OUTLET_CRAWLER: (sys.executable, "-P", "-m", "crawler"),
}
# Seconds before a signal is passed on.
_SIGNAL_DELAY = 0.3


class OutletProcesses:
    """The processes of one `ingest`.

    A signal to this process stops all of them; one that does not end within its time is killed.
    """

    def __init__(self, folder: Path, limit: float, grace: float, at_once: float) -> None:
        """Prepares runs.

        Args:
            folder: Where each run writes its verdict.
            limit: Seconds after which a run ends by itself; 0 for never.
            grace: Seconds that a run may take to end after its limit or a signal.
            at_once: How many run side by side; infinity for all.
        """
        self._folder, self._at_once = folder, at_once
        self._longest, self._grace = (limit + grace if limit else math.inf), grace
        self._deadlines: dict[str, float] = {}
        self._signal: signal.Signals | None = None
        self._pass_on_at: float | None = None
        self._options: Sequence[str] = ()
        self._environment: Mapping[str, str] = {}
        self._waiting: list[str] = []
        # Runs that hold the first end see when this process, which alone holds the other, is gone.
        self._ends = os.pipe()
        self._started: dict[str, subprocess.Popen[bytes]] = {}
        self._not_started: dict[str, tuple[str, int]] = {}

    def stop(self, number: int, _: object = None) -> None:
        """Passes a signal on to all processes after a delay: a terminal may have sent it to them as well."""
        self._signal = signal.SIGINT if number == signal.SIGINT else signal.SIGTERM
        self._pass_on_at = time.monotonic() + _SIGNAL_DELAY

    def start(self, names: Sequence[str], options: Sequence[str], environment: Mapping[str, str] = _NOTHING) -> None:
        """Starts the first outlets with the options of `scrapy crawl`; the others follow as these end.

        `environment` is what is added to that of this process: unlike options, other users do not see it.
        """
        self._waiting, self._options, self._environment = list(names), options, os.environ | environment
        self._start_next()

    def wait(self) -> list[dict[str, Any]]:
        """Waits for all processes and returns a verdict each, with `spider`, `exit_code` and `verdict` at least."""
        while self._waiting or self._running():
            self._start_next()
            if self._signal and self._pass_on_at is not None and time.monotonic() > self._pass_on_at:
                for name in self._running():
                    self._started[name].send_signal(self._signal)
                    self._deadlines[name] = self._pass_on_at + self._grace
                self._pass_on_at = None
            for name in self._running():
                if time.monotonic() > self._deadlines[name]:
                    self._started[name].kill()
            time.sleep(_POLL)
        for end in self._ends:
            os.close(end)
        verdicts = [self._verdict(name, process.returncode) for name, process in self._started.items()]
        return verdicts + [verdict_without_run(name, *why) for name, why in self._not_started.items()]

    def _start_next(self) -> None:
        """Starts as many processes as may run; one that fails to start does not hold back the others."""
        while self._waiting and (self._signal or len(self._running()) < self._at_once):
            name = self._waiting.pop(0)
            if self._signal:
                self._not_started[name] = "stopped before it was started", 128 + self._signal
                continue
            command = [*_PROGRAMS[program_name()], "crawl", name, *self._options, "--verdict", str(self._file(name))]
            try:
                own = {PARENT_PIPE: str(self._ends[0])}
                self._started[name] = subprocess.Popen(  # noqa: S603 - our own command
                    command, env={**self._environment, **own}, pass_fds=self._ends[:1]
                )
            except OSError as error:
                self._not_started[name] = f"could not be started: {error}", ExitCode.BUG
            self._deadlines[name] = time.monotonic() + self._longest

    def _running(self) -> list[str]:
        return [name for name, process in self._started.items() if process.poll() is None]

    def _verdict(self, name: str, code: int) -> dict[str, Any]:
        file = self._file(name)
        if code < 0:
            # A shell reports a killed process the same way.
            return verdict_without_run(name, f"killed by {signal.Signals(-code).name}", 128 - code)
        if not file.exists():
            return verdict_without_run(name, f"exit {code}", code)
        verdict: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return verdict

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def verdict_without_run(name: str, why: str, code: int) -> dict[str, Any]:
    """Returns what is told of an outlet that had no run, or whose run ended without a verdict."""
    return {"spider": name, "exit_code": code, "verdict": f"{name}: {why}"}
