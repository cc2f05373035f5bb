"""Scripts that run spiders by Scrapy's classes, without a guard around what they do.

| way | what holds |
|---|---|
| a script with `CrawlerProcess`, no `__main__` guard | it runs once; two outlets in one process |
| the verdict | `spider.verdict`, shown in the documents |
| `REPLAY` in a script | it does what `--replay` does |
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from scrapy.settings import BaseSettings

from crawler.cli.replay_option import use_replay
from crawler.crawl.process.signals import on_stop_signal
from tests.commands.scrapy_ways.projects import module, python
from tests.support.patience import patience
from tests.support.processes import TOO_LONG
from tests.support.project import FIXTURES, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.network import Network

_SHOWN = re.compile(r"## Runs from a script\n.*?```python\n(.*?)```", re.DOTALL)
_ASYNCHRONOUS = """
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

process = AsyncCrawlerProcess(get_project_settings())
crawlers = [process.create_crawler(name) for name in ("kbs", "rcr")]
for crawler in crawlers:
    process.crawl(crawler, limit=2)
process.start()
for crawler in crawlers:
    print(crawler.spider.verdict.line)
"""
_RUNNER = """
from scrapy.crawler import CrawlerRunner
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")

from twisted.internet import reactor
from twisted.internet.defer import DeferredList

runner = CrawlerRunner(get_project_settings())
# The second run of an outlet finds its lock taken, also within one process.
crawlers = [runner.create_crawler(name) for name in ("rcr", "kbs", "rcr")]
DeferredList([runner.crawl(crawler, limit=2) for crawler in crawlers]).addBoth(lambda _: reactor.stop())
reactor.run()
for crawler in crawlers:
    print(crawler.spider.verdict.code, crawler.spider.verdict.line)
"""


def run_script(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a script that tells when it begins, on saved pages."""
    settings = BaseSettings()
    use_replay(settings, str(FIXTURES))
    settings.setdict({"DATA_DIR": str(folder / "data"), "LOG_LEVEL": "WARNING"})
    lines = "".join(f"{name} = {value!r}\n" for name, value in settings.copy_to_dict().items())
    (folder / "replaying.py").write_text(f"from crawler.settings import *\n{lines}", encoding="utf-8")
    script = folder / "script.py"
    script.write_text(f"print('begins', flush=True)\n{source}", encoding="utf-8")
    environment = {
        **os.environ, "SCRAPY_SETTINGS_MODULE": "replaying", "PYTHONPATH": f"{folder}{os.pathsep}{REPOSITORY}",
    }  # fmt: skip
    return subprocess.run(  # noqa: S603 - a script of the tests
        [sys.executable, str(script)], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False,
        timeout=patience(TOO_LONG),
    )  # fmt: skip


def test_the_script_in_the_documents_runs_once_and_prints_a_verdict_for_each_outlet(tmp_path: Path) -> None:
    (shown,) = _SHOWN.findall((REPOSITORY / "docs" / "operation.md").read_text(encoding="utf-8"))

    done = run_script(shown, tmp_path)

    assert done.stdout.splitlines()[0] == "begins"
    assert [line.partition(",")[0] for line in done.stdout.splitlines()[1:]] == ["kbs: 3 new", "rcr: 3 new"]
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("source", "verdicts"),
    [
        pytest.param(_ASYNCHRONOUS, ["kbs: 2 new", "rcr: 2 new"], id="AsyncCrawlerProcess"),
        pytest.param(_RUNNER, ["0 rcr: 2 new", "0 kbs: 2 new", "75 rcr: 0 new"], id="CrawlerRunner"),
    ],
)
def test_each_outlet_of_a_script_has_its_own_verdict(source: str, verdicts: list[str], tmp_path: Path) -> None:
    done = run_script(source, tmp_path)

    assert done.stdout.splitlines()[0] == "begins", done.stderr
    assert [line.partition(",")[0] for line in done.stdout.splitlines()[1:]] == verdicts


def test_a_run_in_a_thread_of_a_script_leaves_signals_alone() -> None:
    failures: list[Exception] = []

    def watch() -> None:
        try:
            on_stop_signal(lambda _: None)
        except ValueError as error:
            failures.append(error)

    thread = threading.Thread(target=watch)
    thread.start()
    thread.join()

    assert failures == []


def test_a_replay_that_does_not_exist_is_one_line_in_a_script_and_asks_nobody(tmp_path: Path, network: Network) -> None:
    script = """
from scrapy.crawler import CrawlerProcess
process = CrawlerProcess({"SPIDER_MODULES": ["crawler.spiders"], "REPLAY": "nowhere", "LOG_LEVEL": "WARNING"})
crawler = process.create_crawler("kbs")
process.crawl(crawler)
process.start()
print(crawler.spider.verdict.code)
"""
    done = python(str(tmp_path / "script.py"), environment=module(tmp_path, "script", script) | network.environment)
    (line,) = done.stderr.splitlines()
    assert line.endswith("not set up: no folder 'nowhere' for REPLAY")
    assert (done.returncode, done.stdout, network.asked) == (0, "1\n", [])


def test_a_replay_holds_in_scripts(tmp_path: Path, data: Path) -> None:
    script = f"""
from scrapy.crawler import CrawlerProcess
settings = {{"SPIDER_MODULES": ["crawler.spiders"], "REPLAY": {str(FIXTURES)!r}, "DATA_DIR": {str(data)!r}}}
process = CrawlerProcess(settings)
process.crawl("kbs", limit="2")
process.start()
"""
    done = python(str(tmp_path / "script.py"), environment=module(tmp_path, "script", script))
    assert done.returncode == 0, done.stderr
    assert len([*data.glob("articles/*")]) == 2
