"""What holds for every spider, and between the parts of the crawler."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from lxml.cssselect import CSSSelector
from scrapy.settings import default_settings
from scrapy.utils.project import get_project_settings

from crawler import settings
from crawler.discovery.declared import lists_of
from crawler.extraction.layout import Layout
from crawler.fetch.saved_pages import saved_pages
from crawler.text.urls import Addresses
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.crawl.spider import OutletSpider

CRAWLER = REPOSITORY / "crawler"
SOURCES = sorted(CRAWLER.rglob("*.py"))
SOURCE_IDS = [str(path.relative_to(CRAWLER)) for path in SOURCES]

DECLARED = {
    "name": str,
    "outlet": str,
    "language": str,
    "timezone": str,
    "hosts": Sequence,
    "addresses": Addresses,
    "discovery": Sequence,
    "layouts": Sequence,
}
# What a spider would change its own pace, name or duties with.
NOT_A_SPIDERS = (
    "custom_settings", "update_settings", "download_delay", "download_timeout", "download_maxsize",
    "max_concurrent_requests", "user_agent", "http_user", "http_pass", "handle_httpstatus_list",
)  # fmt: skip
MAY_DECLARE_WITH = {"crawler.crawl.declarations"}
SELECTORS = (
    "body", "landmarks", "title", "subtitle", "authors", "agency", "section", "dates", "tags", "images", "prune",
    "inline", "related", "wall",
)  # fmt: skip
TOUCHES_THE_WORLD = {
    "scrapy", "sqlalchemy", "twisted", "pathlib", "os", "shutil", "tempfile", "glob", "socket", "http", "subprocess",
    "time", "random", "requests",
}  # fmt: skip
TOUCHES_IT_BY_CALL = {"open", "now", "today", "utcnow", "urlopen", "urlretrieve"}


def _part(path: Path) -> str:
    """Returns the part of the crawler that a file belongs to: a module, or a package with all in it."""
    return path.relative_to(CRAWLER).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """Yields the modules that a file imports anywhere, those for type checkers included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            # `from crawler import items` names a module, too.
            yield from (f"crawler.{name.name}" for name in node.names if node.module == "crawler")


# --- Every spider ---------------------------------------------------------------


def test_a_module_is_named_as_its_spider(outlet: type[OutletSpider]) -> None:
    assert outlet.__module__ == f"crawler.spiders.{outlet.name}"


def test_every_module_in_spiders_holds_a_spider() -> None:
    modules = [path.stem for path in sorted((CRAWLER / "spiders").glob("*.py")) if path.stem != "__init__"]
    assert modules == list(SPIDERS)


@pytest.mark.parametrize("attribute", DECLARED)
def test_a_spider_declares_what_its_outlet_is(outlet: type[OutletSpider], attribute: str) -> None:
    value = vars(outlet).get(attribute)
    assert isinstance(value, DECLARED[attribute])
    assert value


def test_a_spiders_language_and_zone_exist(outlet: type[OutletSpider]) -> None:
    assert re.fullmatch(r"[a-z]{2}", outlet.language)
    assert ZoneInfo(outlet.timezone).key == outlet.timezone


@pytest.mark.parametrize("attribute", NOT_A_SPIDERS)
def test_a_spider_sets_nothing_that_is_the_projects(outlet: type[OutletSpider], attribute: str) -> None:
    assert attribute not in vars(outlet)


def test_a_spider_is_made_of_declarations_only(outlet: type[OutletSpider]) -> None:
    others = {
        name
        for name in _imports(CRAWLER / "spiders" / f"{outlet.name}.py")
        if name not in MAY_DECLARE_WITH and name.partition(".")[0] not in sys.stdlib_module_names
    }
    assert others == set()


def test_every_list_is_on_a_declared_host(outlet: type[OutletSpider]) -> None:
    urls = [each.at() for each in outlet.declared_lists()]
    assert urls
    assert {urlsplit(url).hostname for url in urls} <= set(outlet.hosts)
    assert {urlsplit(url).scheme for url in urls} == {"https"}


def test_the_lists_of_one_site_are_on_one_host(outlet: type[OutletSpider]) -> None:
    for sites in (outlet.discovery, outlet.archive):
        hosts = [{urlsplit(each.url).hostname for each in lists_of(site)} for site in sites]
        assert [len(each) for each in hosts] == [1] * len(sites)
        assert len(set().union(*hosts)) == len(sites)


def test_a_run_without_arguments_requests_only_hosts_of_its_site(outlet: type[OutletSpider]) -> None:
    news = {urlsplit(each.url).hostname for each in lists_of(*outlet.discovery)}
    assert len(news) == len(outlet.discovery)


def test_a_speculative_source_is_first_only_in_a_search(outlet: type[OutletSpider]) -> None:
    for site in (*outlet.discovery, *outlet.archive):
        assert not any(each.guess for each in lists_of(site[:1]))


def test_every_layout_is_of_declared_hosts(outlet: type[OutletSpider]) -> None:
    assert all(isinstance(layout, Layout) for layout in outlet.layouts)
    bare = {host.removeprefix("www.") for host in outlet.hosts}
    assert {host.removeprefix("www.") for layout in outlet.layouts for host in layout.hosts} <= bare


def test_every_layout_has_a_name_of_its_own(outlet: type[OutletSpider]) -> None:
    names = [layout.name for layout in outlet.layouts]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "selector",
    [
        pytest.param(getattr(layout, place), id=f"{name}/{layout.name}:{place}")
        for name, outlet in SPIDERS.items()
        for layout in outlet.layouts
        for place in SELECTORS
        if isinstance(getattr(layout, place), str) and getattr(layout, place)
    ],
)
def test_every_selector_of_a_layout_compiles(selector: str) -> None:
    CSSSelector(selector, translator="html")


# --- Addresses --------------------------------------------------------------------


def _canonical_addresses() -> Iterator[tuple[str, str]]:
    for name in SPIDERS:
        found = set()
        for page in saved_pages(FIXTURES / name):
            item = page.expected.get("item", {"related": []})
            found |= {link["url"] for link in [*page.expected.get("links", []), *item["related"]]}
            found |= {item["url"]} if "url" in item else set()
        yield from ((name, url) for url in sorted(found))


@pytest.mark.parametrize(("name", "url"), list(_canonical_addresses()))
def test_a_canonical_address_is_its_own(name: str, url: str) -> None:
    assert SPIDERS[name].addresses.canonical(url) == url


@pytest.mark.parametrize(
    ("name", "variant", "url"),
    [
        pytest.param(name, variant, page.expected["item"]["url"], id=variant)
        for name in SPIDERS
        for page in saved_pages(FIXTURES / name)
        if "item" in page.expected
        for variant in (page.url, *page.also)
    ],
)
def test_every_address_that_serves_an_article_leads_to_its_canonical_one(name: str, variant: str, url: str) -> None:
    assert SPIDERS[name].addresses.canonical(variant) == url


def test_no_list_is_taken_for_an_article(outlet: type[OutletSpider]) -> None:
    lists = outlet.declared_lists()
    assert [each.url for each in lists if outlet.addresses.canonical(each.at(query="Stargate"))] == []


def test_no_outlets_article_is_another_outlets(outlet: type[OutletSpider]) -> None:
    foreign = [url for name, url in _canonical_addresses() if name != outlet.name]
    assert foreign
    assert [url for url in foreign if outlet.addresses.canonical(url)] == []


# --- Between the parts --------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if _part(path) != "spiders"], ids=[i for i in SOURCE_IDS if "spiders/" not in i]
)
def test_no_outlet_is_named_outside_its_own_files(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    names = [quoted for name in SPIDERS for quoted in (f'"{name}"', f"'{name}'")]
    hosts = [host.removeprefix("www.") for outlet in SPIDERS.values() for host in outlet.hosts]
    assert [word for word in (*names, *hosts) if word in source] == []


_IMPURE = {
    "extraction/pool.py", "stories/story_store.py", "stories/article_graph.py", "stories/provenance.py",
    "cli/formats/word_diff.py",
}  # fmt: skip
PURE = [
    path
    for path, name in zip(SOURCES, SOURCE_IDS, strict=True)
    if name.partition("/")[0] in {"text", "page", "discovery", "extraction", "stories", "items.py"}
    and name not in _IMPURE
]


@pytest.mark.parametrize("path", PURE, ids=[str(path.relative_to(CRAWLER)) for path in PURE])
def test_reading_pages_and_lists_touches_no_disk_no_clock_and_no_network(path: Path) -> None:
    assert {name.partition(".")[0] for name in _imports(path)} & TOUCHES_THE_WORLD == set()
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert called & TOUCHES_IT_BY_CALL == set()


def test_every_imported_package_is_a_declared_dependency() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split("[<>=]", each)[0].lower() for each in project["dependencies"]}
    imported = {name.partition(".")[0] for path in SOURCES for name in _imports(path)} - sys.stdlib_module_names
    # Twisted is Scrapy's own ground, and only its types are named.
    assert imported - {"crawler", "", "twisted"} <= named


# --- README and settings --------------------------------------------------------------


def test_the_table_in_the_readme_lists_every_spider_and_its_outlet() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    row = re.compile(r"^\|\s*`(\w+)`\s*\|\s*\[?([^|\]]+?)\s*(?:\]\([^)]*\)[^|]*)?\|", re.MULTILINE)
    tables = [dict(row.findall(block)) for block in re.split(r"\n(?!\|)", readme)]
    assert [table for table in tables if table.keys() & SPIDERS.keys()] == [
        {name: outlet.outlet for name, outlet in SPIDERS.items()}
    ]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("COOKIES_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("REMOTE_CONTROL_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("DOWNLOAD_SLOTS", {}),
    ],
)
def test_every_spider_runs_with_polite_and_closed_settings(
    outlet: type[OutletSpider], setting: str, value: object
) -> None:
    settings = get_project_settings()
    outlet.update_settings(settings)
    assert settings[setting] == value


@pytest.mark.parametrize("name", [name for name in dir(settings) if name.isupper()])
def test_a_setting_differs_from_scrapys_own(name: str) -> None:
    assert getattr(settings, name) != getattr(default_settings, name, None)


def test_every_spider_waits_three_seconds_between_requests(outlet: type[OutletSpider]) -> None:
    settings = get_project_settings()
    outlet.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") >= 3
