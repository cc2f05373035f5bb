"""Worker processes that extract articles, so that one sick page can neither stop nor end a run."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import signal
import sys
import threading
import traceback
from importlib.machinery import ModuleSpec
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.page.refusals import NotAnArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import tzinfo

    from pebble import ProcessPool

    from crawler.extraction.article import Reading
    from crawler.extraction.layout import Layout
    from crawler.items import Article

    Extracted = tuple[Article, str, list[str]]

# A worker is renewed after so many pages: nothing that its libraries keep may grow for months.
_PAGES_A_WORKER = 2000
_NICE = 5
# Megabytes of address space that a worker may take for pages in addition to its own.
_MEMORY = 1024
_MEGABYTE = 1024 * 1024
# Of the memory that it may take: what fails beyond fails for want of it, whatever lxml calls it.
_MUCH = 0.5
# With it ends a worker whose page needs more memory than it may take.
_BEYOND_MEMORY = 71
# multiprocessing leaves a package's `__main__` alone when it prepares a process, because that has no guard.
_WITHOUT_GUARD = ModuleSpec("package.__main__", None)
_main_lock = threading.Lock()


class ExtractionError(Exception):
    """A page could not be read: the time was up, or the worker died on it. Says nothing about the page's site."""


class UnforeseenError(ExtractionError):
    """Extraction raised an exception that nobody foresaw; the message is its traceback."""


class MemoryBoundError(ExtractionError):
    """A page or a list needs more memory than a worker may take."""


class ExtractionPool:
    """A pool of extracting processes, started with the first page.

    A page may take so many `seconds`, and a worker so many megabytes of `memory` in addition to those of its start.
    """

    def __init__(self, processes: int, seconds: float, memory: int = _MEMORY) -> None:
        self._processes, self._seconds, self._memory = processes, seconds, memory
        self._pool: ProcessPool | None = None
        self._starting = threading.Lock()

    async def extract(
        self, body: bytes, url: str, headers: Mapping[str, str], layouts: Sequence[Layout], zone: tzinfo
    ) -> Extracted:
        """Extracts an article in a worker.

        Returns the article, the name of the layout that read it (empty for the generic way), and the fields on
        which the page contradicts itself.

        Raises:
            NotAnArticle: As `crawler.extraction.extract` does; `too large` also if it needs too much memory.
            ExtractionError: The page took longer than a page may, or the worker was killed.
            UnforeseenError: It raised an exception that nobody foresaw.
        """
        extracted: Extracted | NotAnArticle | str
        try:
            extracted = await self.call(_extract, self._memory, body, url, dict(headers), tuple(layouts), zone)
        except MemoryBoundError as error:
            raise NotAnArticle("too large", str(error)) from None
        if isinstance(extracted, NotAnArticle):
            raise NotAnArticle(extracted.reason, extracted.detail)
        if isinstance(extracted, str):
            raise UnforeseenError(extracted)
        return extracted

    async def call(self, function: Callable[..., Any], *arguments: Any, times: int = 1) -> Any:
        """Calls a function of a module in a worker and returns what it returns; raises what it raises.

        It may take so many `times` as long as a page.

        Raises:
            ExtractionError: It took longer, or the worker was killed.
            MemoryBoundError: It needs more memory than a worker may take.
        """
        from pebble import ProcessExpired  # noqa: PLC0415 - only runs that read pages start workers

        seconds = times * self._seconds
        for last_try in (False, True):
            try:
                if (pool := self._pool) is None:
                    # Starting processes takes longer than the reactor may be held up.
                    pool = await asyncio.to_thread(self._start)
                scheduled = pool.schedule(_within_memory, args=(self._memory, function, *arguments), timeout=seconds)
                return await asyncio.wrap_future(scheduled)
            except TimeoutError:
                raise ExtractionError(f"took longer than {seconds:g} s") from None
            except (ProcessExpired, RecursionError) as error:
                if getattr(error, "exitcode", 0) == _BEYOND_MEMORY:
                    raise MemoryBoundError(f"needs more than {self._memory} MB of memory") from None
                raise ExtractionError(f"the worker ended: {error}") from None
            except RuntimeError as error:
                # An idle worker was killed, and the pool with it: a new one reads the page.
                self.close()
                if last_try:
                    raise ExtractionError(f"no worker: {error}") from None
        raise AssertionError("unreachable")

    def _start(self) -> ProcessPool:
        from pebble import ProcessPool  # noqa: PLC0415

        with self._starting:
            if self._pool is None:
                pool = ProcessPool(
                    self._processes, max_tasks=_PAGES_A_WORKER, initializer=_start_worker, initargs=(self._memory,),
                    context=_WorkerContext(),
                )  # fmt: skip
                # It starts when it is asked for the first time.
                if not pool.active:
                    raise RuntimeError("no worker starts")
                self._pool = pool
            return self._pool

    def close(self) -> None:
        """Ends the workers."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


class _WorkerProcess(SpawnProcess):
    """A spawned process that does not import its parent's `__main__`: a script without a guard would crawl in it."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the hook of multiprocessing's contexts
        main = sys.modules["__main__"]
        with _main_lock:
            spec, main.__spec__ = main.__spec__, _WITHOUT_GUARD
            try:
                return SpawnProcess._Popen(process_obj)  # noqa: SLF001 - as above
            finally:
                main.__spec__ = spec


class _WorkerContext(SpawnContext):
    """Starts workers. They are spawned: a forked child would hold the run's sockets and its lock."""

    Process = _WorkerProcess


def _start_worker(memory: int) -> None:
    # Ctrl-C goes to the whole process group; the run itself decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from crawler.extraction import article  # noqa: F401, PLC0415 - only workers load trafilatura

    # Where both want one core, the reactor comes first.
    os.nice(_NICE)
    # What is loaded stays, and is not looked through for garbage while a page is waiting.
    gc.freeze()
    # Other systems than Linux do not say what a process has taken, and have no kernel that ends another for it.
    if taken := _address_space("VmSize"):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = taken + memory * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _address_space(name: str) -> int:
    """Returns the bytes of address space that this process has (`VmSize`) or had (`VmPeak`); 0 where not known."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)


def _within_memory(memory: int, function: Callable[..., Any], *arguments: Any) -> Any:
    """Calls a function, and ends the worker if it needs more memory than there is; `memory` is as of the pool.

    lxml raises errors of many kinds for want of memory, and what it leaves behind is not known.
    """
    try:
        return function(*arguments)
    except Exception as error:
        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        left = most - _address_space("VmPeak")
        if isinstance(error, MemoryError) or (most != resource.RLIM_INFINITY and left < memory * _MEGABYTE * _MUCH):
            os._exit(_BEYOND_MEMORY)
        raise


def _extract(
    memory: int, body: bytes, url: str, headers: dict[str, str], layouts: tuple[Layout, ...], zone: tzinfo
) -> Extracted | NotAnArticle | str:
    """Returns the article, why there is none, or the traceback of an exception that nobody foresaw."""
    try:
        reading = _within_memory(memory, _read, body, url, headers, layouts, zone)
    except NotAnArticle as refusal:
        # Brought by its future as an exception, it would hold the page in a circle with that.
        return refusal
    except RecursionError:
        # Too much for one page, whatever is on it.
        raise
    except Exception:  # noqa: BLE001 - it is told to the run, which goes on with the next page
        return traceback.format_exc()
    return reading.article, reading.layout.name if reading.layout else "", reading.contradictions


def _read(body: bytes, url: str, headers: dict[str, str], layouts: tuple[Layout, ...], zone: tzinfo) -> Reading:
    from crawler.extraction.article import read_page  # noqa: PLC0415
    from crawler.page.document import parse_page  # noqa: PLC0415

    return read_page(parse_page(body, url, headers), layouts, zone)
