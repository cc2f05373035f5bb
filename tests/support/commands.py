"""Runs `scrapy` commands for the tests: each in a process of its own, forked from one that has loaded Scrapy."""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

REPOSITORY = Path(__file__).parents[2]
# No run on saved pages takes more than a few seconds.
TOO_LONG = 60

# Half of the time of a run on saved pages is that of loading what it uses. None of these loads a reactor.
_LOADED = (
    "scrapy.crawler", "scrapy.core.engine", "scrapy.extensions.feedexport", "crawler.fetch.handler",
    "crawler.fetch.limited_http11", "crawler.crawl.spider", "crawler.crawl.pipelines", "crawler.fetch.allowed_hosts",
    "crawler.fetch.robots",
    "crawler.fetch.body_integrity", "crawler.fetch.replay", "crawler.extraction.pool", "crawler.commands.run.crawl",
    "crawler.commands.read.status",
)  # fmt: skip
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__, *_LOADED])


def scrapy(*words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end and returns what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = (Path(folder) / name for name in ("out", "err"))
        told = os.environ | (environment or {})
        run = _FORKS.Process(target=_execute, args=(["scrapy", *words], dict(told), str(out), str(err)))
        run.start()
        run.join(TOO_LONG)
        if run.exitcode is None:
            run.kill()
            run.join()
            raise subprocess.TimeoutExpired(words, TOO_LONG, out.read_bytes(), err.read_bytes())
        return subprocess.CompletedProcess(words, run.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def _execute(words: list[str], environment: dict[str, str], out: str, err: str) -> None:
    for path, descriptor in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), descriptor)
    os.chdir(REPOSITORY)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = words
    execute(words)


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def run_command(data: Path, *words: str) -> Done:
    """Runs a command that starts no crawler, on a directory of data; in this process, which saves a second a time."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        execute(["scrapy", *words, "-s", f"DATA_DIR={data}"], get_project_settings())
    written = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Done(int(ended.value.code or 0), *written)
