"""What pages ask of programs, read from their meta elements, headers and tdmrep.json."""

from __future__ import annotations

import json

import pytest

from crawler.fetch.opt_out import directives, reserved_paths

META = [
    ('<meta name="robots" content="noai">', ["noai"]),
    ('<meta name="robots" content="noai, noimageai">', ["noai", "noimageai"]),
    ('<meta name="robots" content="noarchive,noindex,nofollow">', ["noarchive", "noindex"]),
    ('<META NAME="ROBOTS" CONTENT="NoAI">', ["noai"]),
    ("<meta name='robots' content='noai'>", ["noai"]),
    ("<meta name=robots content=noai>", ["noai"]),
    ('<meta content="noai" name="robots"/>', ["noai"]),
    ('<meta\n  name = "robots"\n  content = " index , noai "\n>', ["noai"]),
    ('<meta name="outlet-crawler" content="noai">', ["noai"]),
    ('<meta http-equiv="X-Robots-Tag" content="noai">', ["noai"]),
    ('<meta name="robots" content="index"><meta name="robots" content="noai">', ["noai"]),
    ('<meta name="tdm-reservation" content="1">', ["tdm"]),
    ('<meta name="tdm-reservation" content="1"><meta name="robots" content="noai">', ["noai", "tdm"]),
    ('<meta name="robots" content="index,follow,max-image-preview:large">', []),
    ('<meta name="googlebot" content="noai">', []),
    ('<meta name="tdm-reservation" content="0">', []),
    ('<meta name="tdm-policy" content="https://example.com/tdm.json">', []),
    ('<meta name="robots">', []),
    ('<meta name="robots" content="">', []),
    ('<meta data-content="index" name="robots" content="noai">', ["noai"]),
    ('<meta name="description" content="noai, noarchive">', []),
    ("<meta name=robots content=noai/>", ["noai"]),
    ('<meta name=" Robots " content="noai">', ["noai"]),
    ('<meta name="robots" content="no&#97;i">', ["noai"]),
    ('<meta data-note="a > b" name="robots" content="noai">', ["noai"]),
    (f'<meta data-note="{"x" * 500}" name="robots" content="noai">', ["noai"]),
    ("<meta itemprop=x\tname=robots\fcontent='noai'>", ["noai"]),
    ('<meta name="x" property="robots" content="noai">', ["noai"]),
    ('<!-- <meta name="robots" content="noai"> -->', []),
    ('<!-- a --><meta name="robots" content="noai"><!-- b -->', ["noai"]),
    ("<p>name=robots content=noai</p>", []),
    ("", []),
]
HEADERS = [
    ({"X-Robots-Tag": "noai; noimageai"}, ["noai", "noimageai"]),
    ({"X-Robots-Tag": "noai"}, ["noai"]),
    ({"x-robots-tag": "NOAI, noimageai"}, ["noai", "noimageai"]),
    ({"X-Robots-Tag": "outlet-crawler: noarchive"}, ["noarchive"]),
    ({"X-Robots-Tag": "unavailable_after: 25 Jun 2030 15:00:00 PST"}, []),
    ({"X-Robots-Tag": "otherbot: noai"}, []),
    ({"X-Robots-Tag": "otherbot: noindex, noai"}, []),
    ({"X-Robots-Tag": "otherbot: noindex\nnoai"}, ["noai"]),
    ({"X-Robots-Tag": "otherbot: noai\nOutlet-Crawler: noimageai"}, ["noimageai"]),
    ({"X-Robots-Tag": "otherbot: noindex, outlet-crawler: noai"}, ["noai"]),
    ({"X-Robots-Tag": "*: noai"}, ["noai"]),
    ({"X-Robots-Tag": "robots: noai"}, ["noai"]),
    ({"X-Robots-Tag": "max-snippet: 20, noai"}, ["noai"]),
    ({"X-Robots-Tag": "unavailable_after: Friday, 25-Jun-30 15:00:00 PST, noai"}, ["noai"]),
    ({"TDM-Reservation": "1"}, ["tdm"]),
    ({"tdm-reservation": " 1 "}, ["tdm"]),
    ({"TDM-Reservation": "0"}, []),
    ({"Content-Type": "text/html"}, []),
    ({}, []),
]


@pytest.mark.parametrize(("markup", "asked"), META)
def test_opt_outs_are_read_from_meta_elements(markup: str, asked: list[str]) -> None:
    body = f"<html><head><title>News</title>{markup}</head><body>Text</body></html>".encode()
    assert directives(body, {}) == asked


@pytest.mark.parametrize(("headers", "asked"), HEADERS)
def test_opt_outs_are_read_from_headers(headers: dict[str, str], asked: list[str]) -> None:
    assert directives(b"<html></html>", headers) == asked


def test_opt_outs_of_headers_and_meta_elements_add_up() -> None:
    assert directives(b'<meta name="robots" content="noarchive">', {"X-Robots-Tag": "noai"}) == ["noai", "noarchive"]


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00\x80",
        b"<meta name=" * 100_000,
        b'<meta "' * 100_000,
        b"<!--" * 100_000,
        b"<meta " + b"a=" * 100_000,
        b'<meta content="' + b"x" * 1_000_000,
    ],
)
def test_a_body_that_is_no_html_has_no_opt_outs(body: bytes) -> None:
    assert directives(body, {}) == []


def test_a_word_in_another_encoding_does_not_hide_the_wish() -> None:
    assert directives('<meta name="robots" content="검색, noai">'.encode("euc-kr"), {}) == ["noai"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_opt_outs_are_read_from_utf_16(encoding: str) -> None:
    page = '<!DOCTYPE html><html><head><title>기사</title><meta name="robots" content="noai"></head></html>'
    assert directives(page.encode(encoding), {}) == ["noai"]
    assert directives(b"\xfe\xff" + page.encode("utf-16-be"), {}) == ["noai"]


def entry(location: object, reservation: object = 1) -> dict[str, object]:
    return {"location": location, "tdm-reservation": reservation}


@pytest.mark.parametrize(
    ("told", "paths"),
    [
        pytest.param([entry("/")], ["/"], id="everything"),
        pytest.param([entry("/news/"), entry("/photo/*")], ["/news/", "/photo/*"], id="two places"),
        pytest.param([entry("/free/", 0), entry("/news/")], ["/news/"], id="a place that is free"),
        pytest.param([{**entry("/"), "tdm-policy": "https://example.com/p.json"}], ["/"], id="with a policy"),
        pytest.param([], [], id="nothing"),
        pytest.param({}, [], id="no list"),
        pytest.param(entry("/"), [], id="an entry without a list"),
        pytest.param(None, [], id="null"),
        pytest.param([None, 1, "x", [], entry("/")], ["/"], id="entries that are none"),
        pytest.param([entry(None), entry(7), {"tdm-reservation": 1}], [], id="entries without a location"),
    ],
)
def test_tdmrep_json_names_what_is_reserved(told: object, paths: list[str]) -> None:
    assert reserved_paths(json.dumps(told)) == paths


@pytest.mark.parametrize("text", ["", "<html>Not found</html>", '[{"location": "/"', "[" * 100_000])
def test_a_tdmrep_json_that_cannot_be_read_reserves_nothing(text: str) -> None:
    assert reserved_paths(text) == []
