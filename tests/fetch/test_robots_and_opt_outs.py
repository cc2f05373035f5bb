"""What sites ask of programs, obeyed: robots.txt by RFC 9309, tdmrep.json, and pages that opt out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.network import raw
from tests.support.sites import (
    FEED,
    HTML,
    ROBOTS,
    TDMREP,
    WWW,
    keys,
    live,
    page_of,
    rules_of,
    set_back,
    url_of,
    verdict_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.network import Network
    from tests.support.sites import Site


# --- robots.txt ---------------------------------------------------------------------------------


def test_a_site_without_robots_txt_may_be_read(site: Site, data: Path) -> None:
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert run.stored == {url_of(key) for key in site.listed}


@pytest.mark.parametrize("status", [403, 404, 410])
def test_an_unavailable_robots_txt_allows_everything_whatever_its_body(site: Site, data: Path, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /\n", status)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3


@pytest.mark.parametrize("status", [429, 500])
def test_a_robots_txt_that_cannot_be_reached_allows_nothing(site: Site, data: Path, status: int) -> None:
    site.robots("User-agent: *\nAllow: /\n", status)
    run = site.crawl(data)
    assert run.code == 69, run.log
    assert run.asked == [ROBOTS]
    assert run.files == {}
    assert rules_of(data) == {}


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /\n",
        "User-agent: *\nAllow: /\n\nUser-agent: outlet-crawler\nDisallow: /rss/\n",
        "\ufeffUser-agent: *\nDisallow: /\n",
        "user-agent: OUTLET-CRAWLER\r\ndisallow: /\r\n",
        "User-agent: *\nDisallow: /\n".encode("utf-16"),
    ],
    ids=["for all", "for us", "after a byte order mark", "in another case", "in UTF-16"],
)
def test_a_list_that_robots_txt_disallows_is_not_requested(site: Site, data: Path, rules: str | bytes) -> None:
    site.robots(rules)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert FEED not in run.asked
    assert run.stored == set()
    assert "refused: robots" in verdict_of(run)


def test_rules_for_other_programs_are_not_ours(site: Site, data: Path) -> None:
    site.robots("User-agent: badbot\nDisallow: /\n\nUser-agent: *\nDisallow: /mypage/\n")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3


def test_an_article_that_robots_txt_disallows_is_not_requested_and_the_others_are(site: Site, data: Path) -> None:
    refused, *others = site.listed
    site.robots(f"User-agent: *\nDisallow: /article/{refused}\n")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert url_of(refused) not in run.asked
    assert run.stored == {url_of(key) for key in others}
    assert page_of(run, refused)["reason"] == "robots"
    assert "1 robots" in verdict_of(run)


def test_a_rule_beyond_500_kib_is_not_read_but_one_before_is(site: Site, data: Path) -> None:
    before, beyond, _ = site.listed
    padding = "# nothing\n" * (500 * 1024 // 10 + 1)
    site.robots(f"User-agent: *\nDisallow: /article/{before}\n{padding}Disallow: /article/{beyond}\n")
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert page_of(run, before)["reason"] == "robots"
    assert url_of(beyond) in run.stored


def test_a_robots_txt_that_redirects_on_its_site_is_read_where_it_leads(site: Site, data: Path) -> None:
    site.answer("robots", ROBOTS, status=301, headers={"Location": "/rules.txt"})
    site.answer("rules", f"{WWW}/rules.txt", b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert set(run.asked) <= {ROBOTS, f"{WWW}/rules.txt", TDMREP}


@pytest.mark.parametrize("target", ["/robots.txt", "https://example.com/robots.txt"])
def test_a_robots_txt_that_redirects_in_a_ring_or_elsewhere_allows_nothing(site: Site, data: Path, target: str) -> None:
    site.answer("robots", ROBOTS, status=302, headers={"Location": target})
    run = site.crawl(data)
    assert run.code == 69, run.log
    assert set(run.asked) == {ROBOTS}


@pytest.mark.parametrize("status", [200, 404])
def test_robots_txt_is_cached_for_the_runs_of_a_day(site: Site, data: Path, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /mypage/\n", status)
    first = site.crawl(data)
    set_back(data, hours=23)
    second = site.crawl(data)
    assert [run.code for run in (first, second)] == [0, 0]
    assert [run.asked.count(ROBOTS) for run in (first, second)] == [1, 0]
    assert [run.asked.count(FEED) for run in (first, second)] == [1, 1]


def test_a_cached_robots_txt_is_obeyed(site: Site, data: Path) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    site.crawl(data)
    site.robots("User-agent: *\nAllow: /\n")
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.asked == []


def test_robots_txt_older_than_a_day_is_requested_again_and_obeyed(site: Site, data: Path) -> None:
    site.robots("User-agent: *\nAllow: /\n")
    site.crawl(data)
    set_back(data, hours=25)
    old = rules_of(data)[ROBOTS]
    site.robots("User-agent: *\nDisallow: /\n")
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert ROBOTS in run.asked
    assert FEED not in run.asked
    assert rules_of(data)[ROBOTS] > old


def test_robots_txt_with_a_time_in_the_future_is_requested_again(site: Site, data: Path) -> None:
    site.robots("")
    site.crawl(data)
    set_back(data, hours=-24 * 365)
    assert ROBOTS in site.crawl(data).asked


@pytest.mark.parametrize("name", ["outlet-crawler", "Outlet-Crawler/0.1", "outlet-crawler/2 # the one in our logs"])
def test_rules_for_this_program_are_obeyed_with_or_without_its_version(site: Site, data: Path, name: str) -> None:
    site.robots(f"User-agent: {name}\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert site.crawl(data).code == 77


# --- Opt-outs -----------------------------------------------------------------------------------

ASKING: list[tuple[dict[str, Any], str]] = [
    ({"head": '<meta name="robots" content="noai">'}, "noai"),
    ({"headers": {"X-Robots-Tag": "noai, noimageai"}}, "noai noimageai"),
    ({"head": '<meta name="tdm-reservation" content="1">'}, "tdm"),
    ({"headers": {"TDM-Reservation": "1"}}, "tdm"),
]
ASKED = {key: asks for key, (_, asks) in zip(keys(len(ASKING), first=20000001), ASKING, strict=True)}


@pytest.fixture
def asking(site: Site) -> Site:
    """A site with five articles that ask for nothing and four that opt out."""
    good = keys(5)
    site.articles(good)
    site.list(*good, *ASKED)
    for key, (told, _) in zip(ASKED, ASKING, strict=True):
        site.article(key, **told)
    return site


def test_a_page_that_opts_out_gives_no_item_and_is_recorded(asking: Site, data: Path, tmp_path: Path) -> None:
    run = asking.crawl(data, "-O", str(tmp_path / "items.jsonl"))
    assert run.code == 0, run.log
    assert run.stored == {url_of(key) for key in keys(5)}
    assert run.articles.keys() == run.stored
    lines = (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["url"] for line in lines} == run.stored
    assert {key: page_of(run, key)["opt_out"] for key in ASKED} == ASKED
    assert {page_of(run, key)["reason"] for key in ASKED} == {"opt-out"}
    assert "4 opt-out" in verdict_of(run)
    assert run.tables["runs"][0]["counts"]["opt-out"] == 4


def test_with_opt_outs_switched_off_pages_are_stored_and_their_opt_outs_recorded(asking: Site, data: Path) -> None:
    run = asking.crawl(data, "-s", "OPT_OUT=")
    assert run.code == 0, run.log
    assert len(run.stored) == 9
    assert {key: page_of(run, key)["opt_out"] for key in ASKED} == ASKED
    assert {page_of(run, key)["reason"] for key in ASKED} == {""}
    assert TDMREP not in run.asked


def test_a_site_on_which_every_page_opts_out_refuses(site: Site, data: Path) -> None:
    site.articles(keys(3), headers={"X-Robots-Tag": "noai"})
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.files == {}


def test_a_noarchive_page_is_stored_and_its_opt_out_recorded(site: Site, data: Path) -> None:
    site.article(site.listed[0], head='<meta name="robots" content="noarchive">')
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3
    assert (page_of(run, site.listed[0])["reason"], page_of(run, site.listed[0])["opt_out"]) == ("", "noarchive")


def test_paths_reserved_by_tdmrep_json_are_not_requested(site: Site, data: Path) -> None:
    reserved, *others = site.listed
    entries = [{"location": f"/article/{reserved}", "tdm-reservation": 1}, {"location": "/rss", "tdm-reservation": 0}]
    site.answer("tdmrep", TDMREP, json.dumps(entries).encode(), headers={"Content-Type": "application/json"})
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert url_of(reserved) not in run.asked
    assert run.stored == {url_of(key) for key in others}
    assert page_of(run, reserved)["reason"] == "opt-out"


def test_a_site_that_tdmrep_json_reserves_as_a_whole_refuses(site: Site, data: Path) -> None:
    site.answer("tdmrep", TDMREP, b'[{"location": "/*", "tdm-reservation": 1}]')
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.asked == [ROBOTS, TDMREP]


@pytest.mark.parametrize("status", [403, 500])
def test_a_tdmrep_json_that_cannot_be_read_reserves_nothing(site: Site, data: Path, status: int) -> None:
    site.answer("tdmrep", TDMREP, b'[{"location": "/", "tdm-reservation": 1}]', status)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 3


def test_a_header_that_comes_twice_is_read_line_by_line(network: Network, site: Site, data: Path) -> None:
    asking, other, _ = site.listed
    network.serve(site)
    for key, tags in ((asking, "otherbot: noindex\r\nX-Robots-Tag: noai"), (other, "otherbot: noai")):
        network.answers[url_of(key)] = raw(200, HTML | {"X-Robots-Tag": tags}, site.answers[url_of(key)][2])
    run = live(network, data)
    assert run.code == 0, run.log
    assert run.stored == {url_of(key) for key in site.listed[1:]}
    assert (page_of(run, asking)["opt_out"], page_of(run, other)["opt_out"]) == ("noai", "")
