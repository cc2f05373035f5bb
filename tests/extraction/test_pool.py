import asyncio
import gc
import multiprocessing
import os
import re
import signal
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import Article, NotAnArticle
from crawler.extraction.layout import Layout
from crawler.extraction.pool import ExtractionError, ExtractionPool, UnforeseenError
from crawler.text.urls import Address, Addresses
from tests.support.patience import patience

URL = "https://example.com/article/1"
SEOUL = ZoneInfo("Asia/Seoul")
TEXT = "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio."
PAGE = (
    "<html><head><title>SoftBank builds</title><script>" + "a" * 64 + "</script></head>"
    "<body><h1>SoftBank builds</h1><time datetime='2026-01-06T08:45Z'></time>"
    f"<article><p>{TEXT}</p></article></body></html>"
).encode()
# Reading the tags of this page would take longer than anybody lives.
SLOW = Layout(
    name="slow",
    addresses=Addresses(Address(r"https://example\.com/article/\d+")),
    body="article",
    tags=re.compile(r"((?:a+)+)!"),
)


class Zone(tzinfo):
    """A zone that does something when a worker asks it."""

    def utcoffset(self, _: datetime | None, /) -> timedelta:
        if multiprocessing.parent_process() is not None:
            self.act()
        return timedelta(0)

    def dst(self, _: datetime | None, /) -> None:
        return None

    def tzname(self, _: datetime | None, /) -> str:
        return "test"

    def act(self) -> None:
        raise NotImplementedError


class Deadly(Zone):
    """Ends the worker, as the kernel does when memory runs out."""

    def act(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Broken(Zone):
    """Has a bug."""

    def act(self) -> None:
        raise LookupError("a bug")


@pytest.fixture
def workers() -> Iterator[ExtractionPool]:
    made = ExtractionPool(processes=1, seconds=patience(10))
    yield made
    made.close()


def processes() -> list[multiprocessing.process.BaseProcess]:
    """Returns the workers that are there; other tests' processes are not spawned."""
    return [child for child in multiprocessing.active_children() if isinstance(child, SpawnProcess)]


def read(
    workers: ExtractionPool, *, layouts: tuple[Layout, ...] = (), zone: tzinfo = SEOUL, body: bytes = PAGE
) -> Article:
    article, *_ = asyncio.run(workers.extract(body, URL, {}, layouts, zone))
    return article


def test_a_page_is_extracted_in_another_process(workers: ExtractionPool) -> None:
    assert read(workers).text == TEXT
    assert len(processes()) == 1


def test_a_worker_does_not_import_the_script_that_started_it(
    workers: ExtractionPool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text("import os; os._exit(7)", encoding="utf-8")
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "__file__", str(script), raising=False)
    monkeypatch.setattr(main, "__spec__", None)

    assert read(workers).text == TEXT
    assert main.__spec__ is None


def test_no_process_is_started_before_the_first_page() -> None:
    ExtractionPool(processes=1, seconds=patience(10)).close()

    assert processes() == []


def test_a_page_that_takes_too_long_ends_and_the_next_is_read() -> None:
    limit = patience(3)
    workers = ExtractionPool(processes=1, seconds=limit)
    try:
        with pytest.raises(ExtractionError, match=f"longer than {limit:g} s"):
            read(workers, layouts=(SLOW,))
        assert read(workers).text == TEXT
    finally:
        workers.close()


def test_a_worker_that_is_killed_on_a_page_does_not_end_the_pool(workers: ExtractionPool) -> None:
    with pytest.raises(ExtractionError):
        read(workers, zone=Deadly())

    assert read(workers).text == TEXT


def test_a_page_is_read_though_the_worker_was_killed_while_it_had_nothing_to_do(workers: ExtractionPool) -> None:
    for _ in range(3):
        assert read(workers).text == TEXT
        (idle,) = processes()
        idle.kill()
        idle.join()
        time.sleep(patience(0.3))

    assert read(workers).text == TEXT


def test_a_page_that_needs_too_much_memory_is_too_large_and_the_next_is_read() -> None:
    workers = ExtractionPool(processes=1, seconds=patience(30), memory=48)
    try:
        assert read(workers).text == TEXT
        for _ in range(2):
            with pytest.raises(NotAnArticle, match="too large: needs more than 48 MB of memory"):
                read(workers, body=PAGE.replace(b"</article>", b"<ul>" + b"<li>a" * 30_000))
            assert read(workers).text == TEXT
    finally:
        workers.close()


def test_a_bug_is_not_taken_for_a_sick_page(workers: ExtractionPool) -> None:
    with pytest.raises(UnforeseenError, match=r"(?s)Traceback .*LookupError: a bug"):
        read(workers, zone=Broken())

    assert read(workers).text == TEXT


def test_a_refusal_comes_back_with_its_reason(workers: ExtractionPool) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        read(workers, body=b"")

    assert refusal.value.reason == "empty"


def test_a_refusal_leaves_nothing_of_the_page_behind(workers: ExtractionPool) -> None:
    async def ask() -> weakref.ref[Any]:
        page = Broken()
        with suppress(NotAnArticle):
            await workers.extract(b"", URL, {}, (), SEOUL)
        return weakref.ref(page)

    gc.disable()
    try:
        assert asyncio.run(ask())() is None
    finally:
        gc.enable()


def test_an_interrupt_from_the_keyboard_does_not_end_a_worker(workers: ExtractionPool) -> None:
    read(workers)
    (process,) = processes()
    os.kill(process.pid or 0, signal.SIGINT)
    read(workers)

    assert [child.pid for child in processes()] == [process.pid]


def test_closing_leaves_no_process(workers: ExtractionPool) -> None:
    read(workers)
    pids = [child.pid for child in processes()]
    workers.close()

    assert pids
    assert processes() == []


def test_closing_amid_a_page_leaves_no_process(workers: ExtractionPool) -> None:
    async def close_amid_a_page() -> None:
        await workers.extract(PAGE, URL, {}, (), SEOUL)
        page = asyncio.ensure_future(workers.extract(PAGE, URL, {}, (SLOW,), SEOUL))
        await asyncio.sleep(0)
        workers.close()
        page.cancel()

    asyncio.run(close_amid_a_page())

    assert processes() == []


def test_workers_can_be_closed_twice(workers: ExtractionPool) -> None:
    read(workers)
    workers.close()
    workers.close()

    assert processes() == []
