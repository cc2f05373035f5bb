"""Every saved page gives what its expectation says; a page without one gets a draft, and no draft passes."""

from __future__ import annotations

import functools
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from crawler.cli.fixture_drafts import ITEM_FIELDS, Shortfall, agrees, given, write_draft
from crawler.discovery.declared import lists_of
from crawler.fetch.saved_pages import expectation_of, page_beside, saved_pages
from tests.support.project import FIXTURES, SPIDERS, instant

if TYPE_CHECKING:
    from crawler.crawl.spider import OutletSpider

FOLDERS = [folder for name in SPIDERS for folder in (FIXTURES / name, FIXTURES / name / "later")]
PAGES = {f"{folder.relative_to(FIXTURES)}/{page.path.stem}": page for folder in FOLDERS for page in saved_pages(folder)}
FILES = [
    path
    for folder in FOLDERS
    for path in sorted(folder.glob("*"))
    if path.is_file() and (path.suffix != ".json" or path.name.endswith(".body.json"))
]
TIMES = ("published", "modified")
_TO_DO = "compare every field with the page, correct what is wrong, delete the `draft` line and run the tests again"


def _pages_that_give(kind: str) -> list[str]:
    return [key for key, page in PAGES.items() if kind in page.expected]


def _outlet_of(key: str) -> type[OutletSpider]:
    return SPIDERS[key.partition("/")[0]]


@functools.cache
def _given(key: str) -> dict[str, Any]:
    page = PAGES[key]
    return given(_outlet_of(key), page.url, page.body, page.headers)


def _compare(key: str, field: str, got: Any, expected: Any) -> None:
    """Fails, with what somebody needs who sees nothing but this message, where a field is not as expected."""
    if not agrees(field, got, expected):
        pytest.fail(str(Shortfall(Path("fixtures", key), field, got, expected)), pytrace=False)


def _check_expectation(outlet: type[OutletSpider], page: Path) -> None:
    """Fails where a page has no expectation, which writes a draft, or one that nobody has read yet."""
    expectation = expectation_of(page)
    if not expectation.exists():
        draft = write_draft(outlet, page, _address(outlet, page), 200, {})
        pytest.fail(f"{page} has no expectation. A draft is in {draft.name} beside it: {_TO_DO}.", pytrace=False)
    if "draft" in json.loads(expectation.read_text(encoding="utf-8")):
        pytest.fail(f"{expectation} is a draft: {_TO_DO}.", pytrace=False)


def _address(outlet: type[OutletSpider], page: Path) -> str:
    """Returns the address that a page states of itself, else its outlet's home page."""
    found = []
    if page.suffix == ".html":
        tree = html.document_fromstring(page.read_bytes())
        found = tree.xpath("//link[@rel='canonical']/@href") + tree.xpath("//meta[@property='og:url']/@content")
    return str(found[0]) if found else f"https://{outlet.hosts[0]}/"


@pytest.mark.parametrize(
    ("key", "field"),
    [pytest.param(key, field, id=f"{key}:{field}") for key in _pages_that_give("item") for field in ITEM_FIELDS],
)
def test_a_saved_article_gives_each_field_as_expected(key: str, field: str) -> None:
    got = _given(key)
    assert "item" in got, f"fixtures/{key} gives no article: {got}"
    value = got["item"][field]
    _compare(key, field, value, PAGES[key].expected["item"][field])
    if field in TIMES and value:
        time = datetime.fromisoformat(value)
        zone = ZoneInfo(_outlet_of(key).timezone)
        _compare(key, f"{field}'s offset", str(time.utcoffset()), str(time.astimezone(zone).utcoffset()))


@pytest.mark.parametrize("key", _pages_that_give("item"))
def test_an_expected_item_states_every_field_and_no_other(key: str) -> None:
    assert sorted(PAGES[key].expected["item"]) == sorted(ITEM_FIELDS)


@pytest.mark.parametrize("key", _pages_that_give("links"))
def test_a_saved_list_gives_its_articles_as_expected(key: str) -> None:
    got, expected = _given(key).get("links"), PAGES[key].expected["links"]
    assert got is not None, f"fixtures/{key} is at no address that is declared as a list"
    _compare(key, "links", got, expected)


@pytest.mark.parametrize("key", _pages_that_give("sitemaps"))
def test_a_saved_index_names_its_sitemaps_as_expected(key: str) -> None:
    _compare(key, "sitemaps", _given(key), {"sitemaps": PAGES[key].expected["sitemaps"]})


@pytest.mark.parametrize("key", _pages_that_give("refused"))
def test_a_saved_page_without_an_article_is_refused_for_the_expected_reason(key: str) -> None:
    _compare(key, "refused", _given(key), {"refused": PAGES[key].expected["refused"]})


@pytest.mark.parametrize("page", FILES, ids=[str(path.relative_to(FIXTURES)) for path in FILES])
def test_a_saved_page_has_an_expectation_that_somebody_has_read(page: Path) -> None:
    _check_expectation(SPIDERS[page.relative_to(FIXTURES).parts[0]], page)


@pytest.mark.parametrize("key", PAGES)
def test_an_expectation_has_its_page_and_a_reason(key: str) -> None:
    page = PAGES[key]
    assert page_beside(page.path) is not None or page.status != 200
    assert page.expected["shows"]


def test_every_folder_of_saved_pages_belongs_to_a_spider() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()) == list(SPIDERS)


@pytest.mark.parametrize("reason", ["list", "wall", "not found", "gone"])
def test_every_outlet_has_a_saved_page_of_each_kind_that_is_refused(outlet: type[OutletSpider], reason: str) -> None:
    assert reason in [page.expected.get("refused") for page in saved_pages(FIXTURES / outlet.name)]


def test_every_outlet_has_four_saved_articles_and_a_hard_one(outlet: type[OutletSpider]) -> None:
    items = [page.path.stem for page in saved_pages(FIXTURES / outlet.name) if "item" in page.expected]
    assert "hard" in items
    assert len([name for name in items if name.startswith("article-")]) >= 4


def test_every_outlet_has_its_lists_saved_and_the_robots_txt_of_their_hosts(outlet: type[OutletSpider]) -> None:
    saved = {page.url: page.expected for page in saved_pages(FIXTURES / outlet.name)}
    lists = [each for each in outlet.declared_lists() if not each.guess]
    assert lists
    told = [url for url, expected in saved.items() if expected.get("links") or expected.get("sitemaps")]
    assert [each.url for each in lists if not any(each.matches(url) for url in told)] == []
    assert {f"https://{urlsplit(each.url).hostname}/robots.txt" for each in lists} <= saved.keys()


def test_the_lists_of_news_can_be_requested_by_etag(outlet: type[OutletSpider]) -> None:
    urls = {each.at() for each in lists_of(*outlet.discovery) if not each.guess}
    pages = [page for page in saved_pages(FIXTURES / outlet.name) if page.url in urls]
    assert [page.path.name for page in pages if not page.headers.keys() >= {"ETag", "Last-Modified"}] == []


def test_a_later_state_has_a_changed_article_one_that_has_gone_and_a_new_one_on_top(outlet: type[OutletSpider]) -> None:
    before = {page.url: page for page in saved_pages(FIXTURES / outlet.name)}
    later = {page.url: page for page in saved_pages(FIXTURES / outlet.name / "later")}
    changed = {url for url in later.keys() & before.keys() if "item" in later[url].expected}
    gone = {url for url in later.keys() & before.keys() if "refused" in later[url].expected}
    (new,) = later.keys() - before.keys()
    (news,) = later.keys() - changed - gone - {new}
    assert len(changed) == len(gone) == 1
    for url in changed:
        old, item = before[url].expected["item"], later[url].expected["item"]
        assert item["text"] != old["text"]
        assert instant(item["modified"]) > instant(old["modified"] or old["published"])  # type: ignore[operator]
    assert news in {each.at() for site in outlet.discovery for each in lists_of(site[:1])}
    assert later[news].expected["links"][0]["url"] == new
    assert not gone & {link["url"] for link in later[news].expected["links"]}
    assert later[news].headers["ETag"] != before[news].headers["ETag"]


def test_three_saved_articles_name_each_other_in_a_circle_as_related(outlet: type[OutletSpider]) -> None:
    items = [page.expected["item"] for page in saved_pages(FIXTURES / outlet.name) if "item" in page.expected]
    links = {item["url"]: {link["url"] for link in item["related"]} for item in items}
    assert any(
        first in links.get(third, ())
        for first in links
        for second in links[first] - {first}
        for third in links.get(second, set()) - {first, second}
    )


def test_a_page_without_an_expectation_gets_a_draft_and_fails(outlet: type[OutletSpider], tmp_path: Path) -> None:
    page = tmp_path / "new.html"
    shutil.copy(FIXTURES / outlet.name / "article-1.html", page)
    with pytest.raises(pytest.fail.Exception, match=r"new\.html has no expectation.*new\.json.*delete the `draft`"):
        _check_expectation(outlet, page)
    draft = json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))
    assert next(iter(draft)) == "draft"
    assert draft["url"] == PAGES[f"{outlet.name}/article-1"].url
    assert draft["item"] == _given(f"{outlet.name}/article-1")["item"]


def test_a_draft_fails_until_its_draft_line_is_deleted(outlet: type[OutletSpider], tmp_path: Path) -> None:
    page = tmp_path / "new.html"
    shutil.copy(FIXTURES / outlet.name / "article-1.html", page)
    draft = write_draft(outlet, page, "https://example.org/", 200, {})
    with pytest.raises(pytest.fail.Exception, match=r"new\.json is a draft"):
        _check_expectation(outlet, page)
    read = json.loads(draft.read_text(encoding="utf-8"))
    del read["draft"]
    draft.write_text(json.dumps(read), encoding="utf-8")
    _check_expectation(outlet, page)


def test_a_page_that_states_no_address_is_drafted_at_the_outlets_first_host(
    outlet: type[OutletSpider], tmp_path: Path
) -> None:
    page = tmp_path / "bare.html"
    page.write_text("<html><body><p>Nothing.</p></body></html>", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        _check_expectation(outlet, page)
    draft = json.loads((tmp_path / "bare.json").read_text(encoding="utf-8"))
    assert draft["url"] == f"https://{outlet.hosts[0]}/"
    assert "refused" in draft


def test_a_field_that_differs_is_reported_with_page_field_got_and_expected() -> None:
    with pytest.raises(pytest.fail.Exception) as failure:
        _compare("kbs/article-1", "authors", ["한서윤"], ["한서윤", "도윤재"])
    assert str(failure.value).splitlines() == [
        "fixtures/kbs/article-1: authors",
        "--- got ---",
        "[",
        ' "한서윤"',
        "]",
        "--- expected ---",
        "[",
        ' "한서윤",',
        ' "도윤재"',
        "]",
    ]


def test_a_time_is_as_expected_where_only_its_offset_is_written_otherwise() -> None:
    _compare("page", "published", "2026-01-10T09:12:00+09:00", "2026-01-10T00:12:00+00:00")
    with pytest.raises(pytest.fail.Exception):
        _compare("page", "published", "2026-01-10T09:12:00+09:00", "2026-01-10T09:12:00+00:00")
