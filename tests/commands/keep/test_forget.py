"""`scrapy forget`: an article that is taken out is nowhere any more, and is not read again."""

from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

import pytest

from tests.support.archives import table
from tests.support.commands import run_command
from tests.support.crawls import crawl, look
from tests.support.sites import page_of, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.sites import Site

# Two articles of one story, by names in both leads.
URL = "https://news.kbs.co.kr/news/view.do?ncd=8421507"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    assert crawl("kbs", data=data).code == 0
    return data


def article_of(data: Path) -> dict[str, object]:
    """Returns the first article of a story that others tell as well."""
    stored = look(data).tables["articles"]
    stories = [article["story"] for article in stored]
    return next(article for article in stored if stories.count(article["id"]) > 1)


def test_nothing_of_a_forgotten_article_is_left_and_it_is_not_read_again(data: Path) -> None:
    article = article_of(data)
    text = str(article["text"]).partition("\n")[0]
    before = len(look(data).files)
    (data / "suspects").mkdir()
    kept = [data / "suspects" / f"kbs-{article['id']}{ending}" for ending in (".html", ".json")]
    other = data / "suspects" / "kbs-0123456789abcdef.html"
    for path in (*kept, other):
        path.write_text(text, encoding="utf-8")
    done = run_command(data, "forget", f"{article['url']}&utm_source=x")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"forgotten: {article['file']}  {article['url']}\n"
    assert len(look(data).files) == before - 1
    assert list((data / "suspects").iterdir()) == [other]
    columns = {"articles": "id", "links": "from_id", "features": "article_id", "story_links": "to_id"}
    for name, column in columns.items():
        assert (article["id"],) not in table(data, f"SELECT {column} FROM {name}")  # noqa: S608 - our own names
    again = crawl("kbs", data=data)
    assert again.code == 0
    assert len(again.files) == before - 1
    assert run_command(data, "stories").returncode == 0
    assert all(row["story"] not in {None, article["id"]} for row in look(data).tables["articles"])
    assert text.encode() not in (data / "catalogue.sqlite").read_bytes()


def test_a_forgotten_article_does_not_come_back_under_another_address(site: Site, tmp_path: Path) -> None:
    data, (first, *_) = tmp_path / "data", site.listed
    site.crawl(data)
    assert run_command(data, "forget", url_of(first)).returncode == 0
    site.article(first + 9, head=f'<link rel="canonical" href="{url_of(first)}">')
    site.list(first + 9, *site.listed)
    run = site.crawl(data)

    assert run.code == 0, run.log
    assert url_of(first) not in run.articles
    assert [page_of(run, key)["reason"] for key in (first, first + 9)] == ["forgotten"] * 2
    assert page_of(run, first + 9)["next_read"] is None


def test_a_forgotten_article_is_read_again_where_its_address_is_given(data: Path) -> None:
    article = article_of(data)
    run_command(data, "forget", str(article["id"]))
    run = crawl("kbs", "-a", f"url={article['url']}", "-a", "depth=0", data=data)

    assert article["id"] in [row["id"] for row in run.tables["articles"]]


def test_an_article_is_not_forgotten_while_its_outlet_is_read(data: Path) -> None:
    article = article_of(data)
    with (data / "kbs.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run_command(data, "forget", str(article["id"]))

    assert done.returncode == 75
    assert len(done.stderr.splitlines()) == 1
    assert article["id"] in [row["id"] for row in look(data).tables["articles"]]


@pytest.mark.parametrize("words", [(), ("https://example.com/x",), (URL, URL)])
def test_an_unknown_article_is_one_line_and_exit_2(words: tuple[str, ...], data: Path) -> None:
    done = run_command(data, "forget", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
