"""Runs `scrapy` commands in one process that stays, with one reactor and one pool of extraction workers.

A process for each would spend most of its time on loading Scrapy and trafilatura. What is about processes themselves
(signals, kills, runs beside each other) uses `tests.support.processes`.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import logging
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import cmdline
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.reactor import install_reactor

from crawler.extraction.pool import ExtractionPool
from tests.support.patience import patience
from tests.support.processes import FORKS, REPOSITORY, TOO_LONG, write_streams_to

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def scrapy(*words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command in the server that all tests share, which is started by the first, and returns what it printed."""
    return _server().scrapy(*words, environment=environment)


def run_command(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs a command on a directory of data."""
    return scrapy(*words, "-s", f"DATA_DIR={data}")


class CommandServer:
    """A process that runs commands one after another; this is the side of the tests."""

    def __init__(self) -> None:
        self._connection, theirs = FORKS.Pipe()
        self._process = FORKS.Process(target=_serve, args=(theirs,))
        self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def scrapy(self, *words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Runs a command and returns what it printed."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = (Path(folder) / name for name in ("out", "err"))
            code = self._run(["scrapy", *words], os.environ | (environment or {}), str(out), str(err))
            if code is None:
                raise subprocess.TimeoutExpired(words, patience(TOO_LONG), out.read_bytes(), err.read_bytes())
            return subprocess.CompletedProcess(words, code, out.read_text("utf-8"), err.read_text("utf-8"))

    def _run(self, words: list[str], environment: dict[str, str], out: str, err: str) -> int | None:
        """Returns a command's exit code; none, and the end of the server, if it does not come in time."""
        self._connection.send((words, dict(environment), out, err))
        if self._connection.poll(patience(TOO_LONG)):
            return self._connection.recv()
        self._process.kill()
        self._process.join()
        return None

    def close(self) -> None:
        self._connection.close()
        self._process.join(patience(TOO_LONG))


_servers: list[CommandServer] = []


def _server() -> CommandServer:
    if not _servers or not _servers[-1].is_alive:
        _servers.append(CommandServer())
        atexit.register(_servers[-1].close)
    return _servers[-1]


# --- In the server -----------------------------------------------------------------------


class _LastingProcess(AsyncCrawlerProcess):
    """Scrapy's own, except that the reactor stays for the next crawl."""

    def start(self, stop_after_crawl: bool = True, install_signal_handlers: bool = True) -> None:  # noqa: ARG002
        asyncio.get_event_loop().run_until_complete(self.join())


class _LentPool:
    """An extraction pool whose workers stay for the next crawl."""

    _lasting: dict[tuple[int, float, int], ExtractionPool] = {}  # noqa: RUF012 - shared on purpose

    def __init__(self, processes: int, seconds: float, memory: int) -> None:
        wanted = processes, seconds, memory
        if wanted not in self._lasting:
            self.end()
            self._lasting[wanted] = ExtractionPool(*wanted)
        self.extract, self.call = self._lasting[wanted].extract, self._lasting[wanted].call

    def close(self) -> None:
        """Does nothing: the next crawl uses the same workers."""

    @classmethod
    def end(cls) -> None:
        while cls._lasting:
            cls._lasting.popitem()[1].close()


def _serve(connection: Connection) -> None:
    import crawler.crawl.spider  # noqa: PLC0415 - only the server needs it

    module: Any = crawler.crawl.spider
    assert module.ExtractionPool is ExtractionPool
    module.ExtractionPool = _LentPool
    cmdline.AsyncCrawlerProcess = _LastingProcess  # type: ignore[misc]
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor  # noqa: PLC0415 - not before it is installed

    reactor.startRunning(installSignalHandlers=False)
    os.chdir(REPOSITORY)
    while True:
        try:
            words, environment, out, err = connection.recv()
        except EOFError:
            break
        handlers = {number: signal.getsignal(number) for number in _SIGNALS}
        connection.send(_run(words, environment, out, err))
        # A command that configures no logging must not find that of the one before it.
        logging.root.handlers.clear()
        logging.root.setLevel(logging.WARNING)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        # A run freezes the heap when it starts, and with it what earlier runs have left.
        gc.unfreeze()
    _LentPool.end()


def _run(words: list[str], environment: dict[str, str], out: str, err: str) -> int:
    write_streams_to(out, err)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = words
    code: Any = None
    try:
        cmdline.execute(words)
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - as the interpreter does at the end of a process
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return int(code or 0)
