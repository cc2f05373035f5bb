"""`scrapy explain` beside a catalogue: why an address is stored or not."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crawler.cli.explanation import render_catalogue
from crawler.items import article_id
from crawler.store.tables import VERSION
from crawler.stories.provenance import PageReading, Provenance, UnmetCondition, Way
from tests.support.archives import HTML, NEWS, SEOUL, Outlet, url_of
from tests.support.commands import scrapy
from tests.support.project import FIXTURES

if TYPE_CHECKING:
    import subprocess

SHIPS, FLEET, BEAR, GONE, UNREAD = (url_of(8600000 + number) for number in range(5))
SOON = "2025-02-03T10:20:30+00:00"
SUBJECT = "손정의 소프트뱅크 회장이 이재명 대통령을 만나 스타게이트 투자를 논의했습니다."
SLEEP = (
    "지리산 반달곰이 등산로 쉼터에서 낮잠을 잤습니다.<br />공원 사무소는 길을 돌아가 달라고 했습니다.<br />"
    "곰은 저녁에 숲으로 돌아갔습니다."
)


@pytest.fixture(scope="module")
def outlet(tmp_path_factory: pytest.TempPathFactory) -> Outlet:
    """Returns an article with links to one of its subject, to one of another, and to one that is gone."""
    made = Outlet(tmp_path_factory.mktemp("site") / "replay" / "kbs")
    noon = datetime(2025, 12, 4, 12, tzinfo=SEOUL)
    made.article(8600000, noon, SUBJECT, related=(8600001, 8600002, 8600003))
    made.article(8600001, noon, f"{SUBJECT} 소프트뱅크는 공장을 보았습니다.", related=(8600004,))
    bear = f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>KBS 뉴스</title></head><body>
<h4 class="headline-title">쉼터에서 낮잠 잔 반달곰</h4><div class="dates"><em class="input-date">입력 2025.12.04 (12:00)
</em></div><div class="detail-body" id="cont_newstext">{SLEEP}</div></body></html>"""
    made.answer("8600002", BEAR, bear.encode(), HTML)
    made.answer("8600003", GONE, b"", HTML, status=404)
    made.article(8600004, noon, SUBJECT)
    return made


@pytest.fixture(scope="module")
def data(outlet: Outlet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the directory of a run that read the first article and those that it links to."""
    data = tmp_path_factory.mktemp("data")
    assert outlet.crawl(data, "-a", f"url={SHIPS}", "-a", "depth=1").code in {0, 65}
    return data


def in_words(**known: Any) -> list[str]:
    """Returns the lines on the ways to an address that no run has asked for, and on what refused it."""
    return list(render_catalogue(Provenance(**known), Path("articles")))[4:]


def explain(outlet: Outlet, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("explain", *words, "--replay", str(outlet.folder.parent), "-s", f"DATA_DIR={data}")


def of_catalogue(done: subprocess.CompletedProcess[str]) -> list[str]:
    return done.stdout.partition("in the catalogue, times in UTC:\n")[2].splitlines()


def test_an_article_that_shares_too_little_says_with_which(outlet: Outlet, data: Path) -> None:
    done = explain(outlet, data, BEAR)
    assert (done.returncode, done.stderr) == (0, "")
    lines = of_catalogue(done)
    assert lines[0] == "stored     no"
    assert lines[1].endswith(", gave: no match")
    assert lines[2].endswith(" on, if a list, a link or a user names it")
    assert lines[3:] == [
        f"linked by  {article_id(SHIPS)}  related  극장 8600000의 새 쓰임",
        "             shares nothing: not enough",
        f"refused    it shares too little with {article_id(SHIPS)}: 극장 8600000의 새 쓰임",
    ]


def test_a_stored_article_says_where_it_is_and_why_it_was_kept(outlet: Outlet, data: Path) -> None:
    done = explain(outlet, data, f"{FLEET}&utm_source=x")
    lines = of_catalogue(done)
    (file,) = (data / "articles").glob(f"*_{article_id(FLEET)}.txt")
    assert lines[:2] == [f"stored     {article_id(FLEET)}  {file}", f"           {FLEET}"]
    assert lines[3].startswith("           kept as a related link: shares ")
    assert lines[-1].startswith("             shares ")
    assert lines[-1].endswith(": enough")


def test_an_address_that_no_run_has_asked_for_is_compared_with_what_links_to_it(outlet: Outlet, data: Path) -> None:
    lines = of_catalogue(explain(outlet, data, UNREAD))
    assert lines[:3] == [
        "stored     no",
        "read       never: no run has asked for it",
        f"linked by  {article_id(FLEET)}  related  극장 8600001의 새 쓰임",
    ]
    assert lines[3].endswith(": enough")


def test_a_page_that_cannot_be_fetched_is_explained_by_the_catalogue_alone(outlet: Outlet, data: Path) -> None:
    done = explain(outlet, data, GONE)
    assert (done.returncode, done.stderr) == (65, f"scrapy explain: no article: {GONE}: status 404\n")
    assert done.stdout.splitlines()[0] == f"{GONE}  (kbs)"
    lines = of_catalogue(done)
    assert lines[1].endswith(", gave: status 404")
    assert lines[-1] == "             not compared: no text of the page is known"


def test_a_page_that_may_not_be_fetched_keeps_its_exit_code(data: Path, tmp_path: Path) -> None:
    closed = Outlet(tmp_path / "replay" / "kbs")
    closed.answer("robots", f"{NEWS}/robots.txt", b"User-agent: *\nDisallow: /", {"Content-Type": "text/plain"})
    done = explain(closed, data, FLEET)
    assert done.returncode == 77
    assert done.stderr.startswith(f"scrapy explain: not fetched: {FLEET}: ")
    lines = of_catalogue(done)
    assert lines[0].startswith(f"stored     {article_id(FLEET)}  ")
    assert lines[-1].endswith(": enough")
    without = explain(closed, tmp_path / "none", FLEET, "--json")
    assert (without.returncode, without.stdout) == (77, "")


def test_json_has_the_same_as_data(outlet: Outlet, data: Path) -> None:
    told = json.loads(explain(outlet, data, BEAR, "--json").stdout)
    assert told["refusal"] == ""
    known = told["catalogue"]
    assert (known["article"], known["pages"][0]["reason"]) == (None, "no match")
    assert [(link["id"], link["is_enough"], link["was_refused"]) for link in known["links"]] == [
        (article_id(SHIPS), False, True)
    ]
    assert [(way["kind"], way["parent"], way["parent_id"]) for way in known["ways"]] == [
        ("link", SHIPS, article_id(SHIPS))
    ]
    failed = json.loads(explain(outlet, data, GONE, "--json").stdout)
    assert failed["refusal"] == f"no article: {GONE}: status 404"
    assert failed["catalogue"]["pages"][0]["status"] == 404


def test_a_saved_page_is_explained_with_its_catalogue(outlet: Outlet, data: Path) -> None:
    done = explain(outlet, data, str(outlet.folder / "8600002.body.json"), "--url", BEAR)
    assert of_catalogue(done)[-1].startswith("refused    it shares too little with ")


def test_explaining_leaves_the_catalogue_as_it_is(outlet: Outlet, data: Path) -> None:
    def content() -> list[str]:
        with closing(sqlite3.connect(data / "catalogue.sqlite")) as catalogue:
            return list(catalogue.iterdump())

    before = content()
    explain(outlet, data, BEAR)
    assert content() == before


@pytest.mark.parametrize("what", [BEAR, "fixtures/kbs/article-2.html"], ids=["an address", "a file"])
def test_without_a_catalogue_none_is_made_and_nothing_is_said_of_it(outlet: Outlet, tmp_path: Path, what: str) -> None:
    data = tmp_path / "none"
    done = explain(outlet, data, what)
    assert (done.returncode, done.stderr) == (0, "")
    assert "in the catalogue" not in done.stdout
    assert json.loads(explain(outlet, data, what, "--json").stdout)["catalogue"] is None
    assert not data.exists()


@pytest.mark.parametrize("fault", ["no database", "a newer version"])
def test_a_catalogue_that_cannot_be_read_is_one_line_beside_the_page(data: Path, tmp_path: Path, fault: str) -> None:
    broken = tmp_path / "catalogue.sqlite"
    if fault == "no database":
        broken.write_text("somebody's notes\n" * 99)
    else:
        broken.write_bytes((data / "catalogue.sqlite").read_bytes())
        with closing(sqlite3.connect(broken)) as catalogue:
            catalogue.execute("UPDATE about SET version = ?", [VERSION + 1])
            catalogue.commit()
    done = scrapy("explain", "fixtures/kbs/article-2.html", "-s", f"DATA_DIR={tmp_path}")
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.startswith("scrapy explain: the catalogue cannot be read: ")
    assert str(broken) in line
    assert done.stdout == scrapy("explain", "fixtures/kbs/article-2.html", "-s", f"DATA_DIR={tmp_path}/none").stdout


def test_a_catalogue_of_the_first_version_is_read(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as catalogue:
        catalogue.executescript((FIXTURES.parent / "tests/store/catalogue_v1/catalogue.sql").read_text("utf-8"))
        (url,) = catalogue.execute("SELECT url FROM articles WHERE outlet = 'kbs' OR outlet = 'herald'").fetchone()
    done = scrapy("explain", url, "--replay", str(FIXTURES), "-s", f"DATA_DIR={tmp_path}")
    assert of_catalogue(done)[0].startswith(f"stored     {article_id(url)}  ")


# --- In words -----------------------------------------------------------------------------------


def test_each_way_is_said_in_words() -> None:
    ways = [
        Way("user"), Way("list"), Way("news"), Way("link", (), SHIPS), Way("link"), Way("words"),
        Way("list", ("ships OR bears", "since 2025-02-03")), Way("words", (f"The bears {'0' * 16}",)),
    ]  # fmt: skip
    assert in_words(ways=ways) == [
        "came by    the user",
        "came by    a list",
        "came by    a list or the user",
        f"came by    a related link of {SHIPS}, which is not stored",
        "came by    a related link of an article that is not known",
        "came by    a search for words",
        "came by    a list, for ships OR bears, since 2025-02-03",
        "came by    a search for words, for topic The bears",
    ]


def test_each_condition_is_said_in_words() -> None:
    conditions = [
        UnmetCondition("words", "ships OR bears"), UnmetCondition("since", "since 2025-02-03"),
        UnmetCondition("until", "until 2025-03-04"), UnmetCondition("related", "related to 0", "0"),
    ]  # fmt: skip
    assert in_words(unmet=conditions) == [
        "refused    it does not have the words: ships OR bears",
        "refused    it was published before 2025-02-03",
        "refused    it was published after 2025-03-04",
        "refused    it shares too little with 0: not stored any more",
    ]


@pytest.mark.parametrize(
    ("reason", "next_read", "by_news", "said"),
    [
        ("status", SOON, True, "from 2025-02-03 10:20 on"),
        ("no match", SOON, False, "from 2025-02-03 10:20 on, if a list, a link or a user names it"),
        ("no match", "", False, "only if a list, a link or a user names it"),
        ("forgotten", "", False, "only if a user names it"),
    ],
)  # fmt: skip
def test_when_a_page_is_asked_again_is_said_in_words(reason: str, next_read: str, by_news: bool, said: str) -> None:
    page = PageReading(BEAR, 200, reason, "2025-02-01T00:00:00+00:00", next_read, by_news)
    assert list(render_catalogue(Provenance(pages=[page]), Path("articles")))[3] == f"           asked again {said}"
