"""Runs `scrapy` commands in processes of their own, each forked from one that has loaded Scrapy."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scrapy.cmdline import execute

from tests.support.patience import patience

REPOSITORY = Path(__file__).parents[2]
# What no run on saved pages takes, in seconds.
TOO_LONG = 60

# Half of the time of a run on saved pages is that of loading what it uses. None of these loads a reactor.
_LOADED = (
    "scrapy.crawler", "scrapy.core.engine", "scrapy.extensions.feedexport", "crawler.fetch.handler",
    "crawler.fetch.limited_http11", "crawler.crawl.spider", "crawler.crawl.pipelines", "crawler.fetch.allowed_hosts",
    "crawler.fetch.robots", "crawler.fetch.body_integrity", "crawler.fetch.replay", "crawler.extraction.pool",
    "crawler.commands.run.crawl", "crawler.commands.read.status",
)  # fmt: skip
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "tests.support.commands", *_LOADED])


def scrapy_process(
    *words: str, environment: dict[str, str] | None = None, stdout: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end and returns what it printed, unless standard output is a file of the caller's."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = (Path(folder) / name for name in ("out", "err"))
        variables = os.environ | (environment or {})
        run = FORKS.Process(target=_execute, args=(["scrapy", *words], dict(variables), stdout or str(out), str(err)))
        run.start()
        limit = patience(TOO_LONG)
        run.join(limit)
        if run.exitcode is None:
            run.kill()
            run.join()
            raise subprocess.TimeoutExpired(words, limit, out.read_bytes(), err.read_bytes())
        return subprocess.CompletedProcess(
            words, run.exitcode, "" if stdout else out.read_text("utf-8"), err.read_text("utf-8")
        )


def write_streams_to(out: str, err: str) -> None:
    """Has standard output and error of this process, and of those that it starts, written to files."""
    for path, descriptor in ((out, 1), (err, 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(file, descriptor)
        os.close(file)


def _execute(words: list[str], environment: dict[str, str], out: str, err: str) -> None:
    write_streams_to(out, err)
    os.chdir(REPOSITORY)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = words
    execute(words)
