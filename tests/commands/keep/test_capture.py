"""`scrapy capture`: a live page becomes a saved one, with a draft of what it must give."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import scrapy
from tests.support.network import raw
from tests.support.sites import HTML, url_of

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.support.network import Network
    from tests.support.sites import Site

KEY = 10000001


@pytest.fixture
def served(network: Network, site: Site) -> Network:
    """A network with the site, whose article has headers that say more than is worth keeping."""
    site.robots("")
    site.article(KEY, headers={"X-Robots-Tag": "noarchive", "Set-Cookie": "a=b", "Date": "now"})
    network.serve(site)
    return network


def capture(network: Network, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    words = ("capture", "herald", *words, "--folder", str(folder), "-s", "DOWNLOAD_DELAY=0", "-L", "WARNING")
    return scrapy(*words, environment=network.environment)


def test_a_page_is_saved_as_it_came_with_a_draft_that_no_test_passes(
    served: Network, site: Site, tmp_path: Path
) -> None:
    done = capture(served, tmp_path, url_of(KEY))
    assert done.returncode == 0, done.stderr
    page, draft = tmp_path / "herald" / f"{KEY}.html", tmp_path / "herald" / f"{KEY}.json"
    assert done.stdout.splitlines()[:2] == [str(page), str(draft)]
    assert page.read_bytes() == site.answers[url_of(KEY)][2]
    told = json.loads(draft.read_text(encoding="utf-8"))
    assert next(iter(told)) == "draft"
    assert (told["url"], told["status"]) == (url_of(KEY), 200)
    assert told["headers"] == HTML | {"X-Robots-Tag": "noarchive"}
    assert told["item"]["url"] == url_of(KEY)
    assert len(told["item"]["text"]) == 3


def test_an_existing_page_is_not_overwritten(served: Network, tmp_path: Path) -> None:
    assert capture(served, tmp_path, url_of(KEY), "--name", "hard").returncode == 0
    (tmp_path / "herald" / "hard.html").write_text("corrected by hand")
    done = capture(served, tmp_path, url_of(KEY), "--name", "hard")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert (tmp_path / "herald" / "hard.html").read_text() == "corrected by hand"


def test_a_page_that_is_none_is_saved_as_one_that_is_refused(served: Network, tmp_path: Path) -> None:
    served.answers[url_of(KEY)] = raw(404, HTML, b"<html><body>Not found</body></html>")
    assert capture(served, tmp_path, url_of(KEY)).returncode == 0
    told = json.loads((tmp_path / "herald" / f"{KEY}.json").read_text(encoding="utf-8"))
    assert told["status"] == 404
    assert "refused" in told


def test_a_page_that_may_not_be_fetched_is_reported_and_not_saved(network: Network, site: Site, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /article/\n")
    network.serve(site)
    done = capture(network, tmp_path, url_of(KEY))
    assert (done.returncode, done.stdout) == (77, "")
    (line,) = done.stderr.splitlines()
    assert "disallowed by robots.txt" in line
    assert list(tmp_path.glob("herald/*")) == []
