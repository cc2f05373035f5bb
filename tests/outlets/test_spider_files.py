"""Spider files are read without Scrapy, and a broken one costs its own outlet only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.outlets.spider_files import read_spider_files
from tests.support.project import REPOSITORY, SPIDERS

GOOD = """
from crawler.crawl.declarations import Address, Addresses, Feed, Layout, OutletSpider

ADDRESSES = Addresses(Address(r"https://quay\\.example/\\d+"))


class Quay(OutletSpider):
    name = "quay"
    outlet = "The Quay"
    language = "en"
    timezone = "UTC"
    hosts = ["quay.example"]
    addresses = ADDRESSES
    discovery = [[Feed("https://quay.example/feed")]]
    layouts = [Layout(name="1", addresses=ADDRESSES, body="article")]
"""
BROKEN = {
    "syntax": ("class Quay(:\n", "mole.py:1: SyntaxError: "),
    "raises": ("X = 1\nY = X / 0\n", "mole.py:2: ZeroDivisionError: division by zero"),
    "exits": ("import sys\nsys.exit('no\\nway')\n", "mole.py:2: SystemExit: no way"),
    "imports what is not there": ("import no_such_module\n", "mole.py:1: ModuleNotFoundError: "),
    "no text": ("\udcff", "SyntaxError: "),
    "lacks": (GOOD.replace('    timezone = "UTC"\n', ""), "mole.py: ValueError: Quay declares no timezone"),
    "zone": (GOOD.replace('"UTC"', '"Mars/Base"'), "a zone that does not exist: 'Mars/Base'"),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with one spider file that can be read."""
    folder = tmp_path / f"spiders_{tmp_path.name}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "quay.py").write_text(GOOD)
    return folder


def python(package: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Runs code in a new process, which can import the package."""
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", code], cwd=package.parent, capture_output=True, text=True, check=False
    )


def test_every_outlet_of_the_project_is_read_as_its_spider_declares_it() -> None:
    files = read_spider_files()
    assert (files.names, files.others, files.broken) == (sorted(SPIDERS), [], {})
    for name, outlet in files.outlets.items():
        assert {key: getattr(outlet, key) for key in ("name", "outlet", "language", "timezone", "hosts")} == {
            key: getattr(SPIDERS[name], key) for key in ("name", "outlet", "language", "timezone", "hosts")
        }


@pytest.mark.parametrize(("source", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_with_its_line_and_the_others_are_read(
    package: Path, monkeypatch: pytest.MonkeyPatch, source: str, told: str
) -> None:
    monkeypatch.syspath_prepend(package.parent)
    (package / "mole.py").write_bytes(source.encode("utf-8", "surrogateescape"))
    files = read_spider_files([package.name])
    assert files.names == ["quay"]
    assert list(files.broken) == ["mole"]
    assert told in files.broken["mole"]
    assert "\n" not in files.broken["mole"]
    assert str(package) in files.broken["mole"]


def test_a_package_that_is_not_there_is_named() -> None:
    assert "No module named 'nowhere'" in read_spider_files(["nowhere"]).broken["nowhere"]
    assert list(read_spider_files(["nowhere.spiders"]).broken) == ["spiders"]


def test_files_may_import_each_other_and_define_dataclasses_and_are_spiders_for_scrapy_afterwards(
    package: Path,
) -> None:
    (package / "pier.py").write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\nfrom .quay import Quay\n"
        "@dataclass\nclass Mark:\n    depth: int\nclass Pier(Quay):\n    name = 'pier'\n"
    )
    done = python(
        package,
        "import sys\nfrom crawler.outlets.spider_files import read_spider_files\n"
        f"print(read_spider_files(['{package.name}']).names, 'scrapy' in sys.modules)\n"
        f"from {package.name} import pier, quay\nfrom scrapy import Spider\n"
        "from crawler.extraction.layout import Layout\n"
        "print(issubclass(pier.Pier, Spider), issubclass(quay.Quay, Spider), type(quay.Quay.layouts[0]) is Layout)\n",
    )
    assert (done.stdout, done.stderr) == ("['pier', 'quay'] False\nTrue True True\n", "")


def test_a_plain_spider_of_scrapy_is_listed_and_is_no_outlet(package: Path) -> None:
    (package / "tug.py").write_text("import scrapy\nclass Tug(scrapy.Spider):\n    name = 'tug'\n")
    done = python(
        package,
        "from crawler.outlets.spider_files import read_spider_files\n"
        f"files = read_spider_files(['{package.name}'])\nprint(files.names, list(files.outlets), files.broken)\n",
    )
    assert (done.stdout, done.stderr) == ("['quay', 'tug'] ['quay'] {}\n", "")


def test_scrapys_loader_loads_the_spiders_of_files_that_can_be_read(package: Path) -> None:
    (package / "mole.py").write_text(BROKEN["raises"][0])
    done = python(
        package,
        "from scrapy.settings import Settings\nfrom crawler.crawl.spider_loader import OutletLoader\n"
        f"loader = OutletLoader(Settings({{'SPIDER_MODULES': ['{package.name}']}}))\n"
        "print(loader.list(), loader.load('quay').__name__)\n"
        "try:\n    loader.load('mole')\nexcept KeyError as error:\n    print(error.args[0])\n",
    )
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == "['quay'] Quay"
    assert second.startswith(f"Spider not found: mole: {package.name}")
    assert second.endswith("mole.py:2: ZeroDivisionError: division by zero")


def test_reading_files_keeps_the_projects_folder_out_of_the_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from crawler.outlets.spider_files import read_spider_files as r; print(r().names)"],
        cwd=Path(REPOSITORY.anchor), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == f"{sorted(SPIDERS)}\n"
