"""Answers that are no article: cut, sent elsewhere, challenges, refusals, and what servers break."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.support.network import Network, Raw, raw
from tests.support.sites import FEED, HTML, ROBOTS, TDMREP, WWW, Site, keys, live, page_of, url_of, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.crawls import Crawl


PAGE = b"<html><head><title>Cinema</title></head><body><p>Text</p></body></html>" * 50
# What is no whole body, and what is said of it.
BROKEN: dict[str, tuple[str, bytes, str]] = {
    "a cut gzip stream": ("gzip", gzip.compress(PAGE)[:-12], "damaged"),
    "a gzip stream with a wrong checksum": ("gzip", gzip.compress(PAGE)[:-5] + bytes(5), "damaged"),
    "a gzip stream that breaks off amid its data": ("gzip", gzip.compress(PAGE)[:40] + bytes(20), "damaged"),
    "a page that only says that it is gzip": ("gzip", PAGE, "damaged"),
    "a page that only says that it is deflate": ("deflate", PAGE, "damaged"),
    "a page that only says that it is brotli": ("br", PAGE, "damaged"),
    "an encoding that was not offered": ("zstd", PAGE, "damaged"),
    "a stream that swells": ("gzip", gzip.compress(bytes(1 << 21)), "too large"),
    "a page that is too large": ("identity", bytes(1 << 21), "too large"),
    "a gzip stream of nothing": ("gzip", gzip.compress(b""), "empty"),
    "nothing that says that it is gzip": ("gzip", b"", "empty"),
}
BROKEN_KEYS = dict(zip(BROKEN, keys(len(BROKEN), first=20000001), strict=True))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """A run, over TLS, on as many broken bodies as whole pages, which are compressed."""
    folder = tmp_path_factory.mktemp("broken")
    site, network = Site(folder / "replay" / "herald"), Network(folder)
    good = keys(len(BROKEN))
    for key in good:
        site.article(key)
        site.answer(
            str(key), url_of(key), gzip.compress(site.article(key)), headers=HTML | {"Content-Encoding": "gzip"}
        )
    for name, (encoding, body, _) in BROKEN.items():
        key = BROKEN_KEYS[name]
        site.answer(str(key), url_of(key), body, headers=HTML | {"Content-Encoding": encoding})
    site.list(*(key for pair in zip(good, BROKEN_KEYS.values(), strict=True) for key in pair))
    network.serve(site)
    yield live(network, folder / "data", "-s", f"DOWNLOAD_MAXSIZE={1 << 20}")
    network.close()


@pytest.mark.parametrize("name", BROKEN)
def test_an_incomplete_body_is_recorded_with_its_reason(broken: Crawl, name: str) -> None:
    page = page_of(broken, BROKEN_KEYS[name])
    assert (page["reason"], page["article_id"]) == (BROKEN[name][2], None)
    assert page["next_read"]


def test_whole_bodies_beside_broken_ones_are_stored(broken: Crawl) -> None:
    assert broken.stored == {url_of(key) for key in keys(len(BROKEN))}
    assert broken.code == 0, broken.log
    assert "Traceback" not in broken.log


# Each another address: Scrapy drops the second of two redirects to one.
ELSEWHERE = [
    "https://example.com/article/10000009",
    "//example.com/article/10000010",
    "http://www.koreaherald.com/article/10000091",
    "https://www.koreaherald.com:8443/article/10000009",
    "https://www.koreaherald.com@example.com/article/10000009",
    "https://user:word@www.koreaherald.com/article/10000009",
    "https://www.koreaherald.com.example.com/article/10000009",
    "https://169.254.169.254/latest/meta-data/",
    "https://127.0.0.1/article/10000009",
    "https://2130706433/article/10000009",
    "https://[::1]/article/10000009",
    "https://localhost/article/10000009",
    "https://[koreaherald/article/10000009",
    f"https://{'x' * 70}.koreaherald.com/article/10000009",
    "file:///etc/passwd",
    "data:text/html,<p>Text</p>",
    "https://[/",
]


@pytest.fixture(scope="module")
def sent_away(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """A run on as many articles that redirect out of the outlet as there are that are read."""
    folder = tmp_path_factory.mktemp("elsewhere")
    site = Site(folder / "replay" / "herald")
    good = keys(len(ELSEWHERE))
    site.articles(good)
    site.list(*good, *AWAY)
    for key, target in AWAY.items():
        site.answer(str(key), url_of(key), status=302, headers={"Location": target})
    return site.crawl(folder / "data")


AWAY = dict(zip(keys(len(ELSEWHERE), first=20000001), ELSEWHERE, strict=True))


@pytest.mark.parametrize("key", AWAY, ids=ELSEWHERE)
def test_a_redirect_out_of_the_outlet_gives_no_article(sent_away: Crawl, key: int) -> None:
    page = page_of(sent_away, key)
    assert page["article_id"] is None
    assert page["reason"]
    assert page["next_read"]


def test_a_redirect_out_of_the_outlet_is_never_followed_and_the_rest_is_stored(sent_away: Crawl) -> None:
    good = {url_of(key) for key in keys(len(ELSEWHERE))}
    assert sent_away.code == 0, sent_away.log
    assert "Traceback" not in sent_away.log
    assert set(sent_away.asked) <= {ROBOTS, TDMREP, FEED, *good, *map(url_of, AWAY)}
    assert "not in the replay" not in verdict_of(sent_away)
    assert sent_away.stored == good


def test_a_list_that_redirects_elsewhere_is_not_read(site: Site, data: Path) -> None:
    site.answer("feed", FEED, status=301, headers={"Location": "https://example.com/rss"})
    run = site.crawl(data)
    assert run.code != 0
    assert {url.split("/")[2] for url in run.asked} == {WWW.split("/")[2]}
    assert f"{FEED}: " in verdict_of(run)


CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1><p>Enable JavaScript and "
    b"cookies to continue</p></body></html>"
)


def test_challenge_pages_on_everything_are_a_refusal(site: Site, data: Path) -> None:
    for key in site.listed:
        site.answer(str(key), url_of(key), CHALLENGE)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert run.files == {}
    assert "3 challenge" in verdict_of(run)
    assert {page_of(run, key)["reason"] for key in site.listed} == {"challenge"}


def test_a_challenge_page_in_place_of_a_list_is_a_refusal(site: Site, data: Path) -> None:
    site.answer("feed", FEED, CHALLENGE)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert f"{FEED}: challenge" in verdict_of(run)


def test_one_challenge_page_among_articles_is_counted(site: Site, data: Path) -> None:
    site.answer(str(site.listed[0]), url_of(site.listed[0]), CHALLENGE)
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert len(run.stored) == 2
    assert "1 challenge" in verdict_of(run)


@pytest.mark.parametrize("status", [403, 429])
def test_a_refusal_on_everything_is_77(site: Site, data: Path, status: int) -> None:
    site.answer("feed", FEED, status=status)
    run = site.crawl(data)
    assert run.code == 77, run.log
    assert f"{FEED}: {status}" in verdict_of(run)


# --- Answers of which nobody says how long they are, and other parts --------------------------------


def old_answer(body: bytes) -> Raw:
    """Returns an answer of HTTP/1.0, which ends where the connection does."""
    return Raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body)


def test_an_answer_that_ends_with_its_connection_is_whole_if_its_markup_is(
    network: Network, site: Site, data: Path
) -> None:
    network.serve(site)
    cut, part, whole = site.listed
    half = {key: site.answers[url_of(key)][2].partition(b"Engineers")[0] for key in site.listed}
    network.answers[url_of(cut)] = old_answer(half[cut])
    network.answers[url_of(part)] = raw(206, HTML, half[part])
    network.answers[url_of(whole)] = old_answer(site.answers[url_of(whole)][2])
    run = live(network, data)
    assert run.stored == {url_of(whole)}
    assert {page_of(run, key)["reason"] for key in (cut, part)} == {"damaged"}
    assert run.code == 0, run.log


def test_a_feed_that_ends_amid_its_items_is_no_list(network: Network, site: Site, data: Path) -> None:
    network.serve(site)
    feed = site.answers[FEED][2]
    network.answers[FEED] = old_answer(feed[: len(feed) // 2])
    run = live(network, data)
    assert run.code == 69, run.log
    assert f"{FEED}: damaged" in verdict_of(run)


def test_addresses_that_never_answer_are_recorded_though_their_host_is_given_up(
    network: Network, site: Site, data: Path
) -> None:
    sick = keys(7, first=20000001)
    site.list(*keys(3), *sick)
    network.serve(site)
    for key in sick:
        network.answers[url_of(key)] = Raw(b"SSH-2.0-OpenSSH\r\n")
    run = live(network, data)
    assert run.stored == {url_of(key) for key in keys(3)}
    noted = {page["url"] for page in run.tables["pages"] if page["reason"] == "network"}
    assert noted == {url for url in network.asked if url in set(map(url_of, sick))}
    assert len(noted) >= 5


def test_a_date_that_is_more_than_a_day_ahead_is_no_date(site: Site, data: Path) -> None:
    hours = {10000001: 12, 10000002: 60}
    for key, ahead in hours.items():
        time = f"{datetime.now(UTC) + timedelta(hours=ahead):%Y-%m-%dT%H:%M:00+00:00}"
        site.article(key, date=False, head=f'<meta property="article:published_time" content="{time}">')
    run = site.crawl(data)
    assert run.code == 0, run.log
    assert [bool(run.articles[url_of(key)]["published"]) for key in hours] == [True, False]
    assert "published" not in run.articles[url_of(10000002)]["sources"]
    assert "'validate/published_in_the_future': 1" in run.log


def test_a_header_that_does_not_end_is_cut_off(network: Network, site: Site, data: Path) -> None:
    site.robots("")
    network.serve(site)
    first = url_of(site.listed[0])
    endless = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (number, b"x" * 1000) for number in range(400))
    network.answers[first] = Raw(endless + b"\r\n" + site.answers[first][2], "close")
    run = live(network, data, "-s", "RETRY_TIMES=0")
    assert page_of(run, site.listed[0])["reason"] == "network"
    assert len(run.files) == len(site.listed) - 1


def test_a_host_that_does_not_answer_gets_no_request_for_another_list(network: Network, site: Site, data: Path) -> None:
    site.robots("")
    network.serve(site)
    network.answers[FEED] = Raw(b"", "reset")
    run = live(network, data, "-s", "RETRY_TIMES=0")
    assert run.code == 69, run.log
    assert [url for url in network.asked if url not in {ROBOTS, TDMREP}] == [FEED]
