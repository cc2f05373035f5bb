"""Whatever a site sends, the pure parts end soon and in one of the ways that they promise."""

from __future__ import annotations

import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.discovery.sources import Api, Feed, Section, Sitemap
from crawler.extraction import REASONS, Article, NotAnArticle, extract
from crawler.fetch.opt_out import directives, reserved_paths
from crawler.spiders.kbs import ADDRESSES, Kbs
from crawler.text.bylines import people
from crawler.text.dates import parse_date
from crawler.text.unicode import clean

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://news.kbs.co.kr/news/view.do?ncd=8166818"
# `make fuzz` sets more.
RUNS = int(os.environ.get("FUZZ_RUNS", "60"))
fuzz = settings(max_examples=RUNS, deadline=None, suppress_health_check=list(HealthCheck))

TAGS = [
    "div",
    "p",
    "article",
    "section",
    "ul",
    "li",
    "h1",
    "h2",
    "span",
    "a",
    "br",
    "table",
    "td",
    "figure",
    "form",
    "b",
]
WORDS = st.sampled_from([
    "SoftBank said on Monday that it would invest.", "기자", "한서윤 기자 syhan@kbs.co.kr", "3 Comments",
    "Related Stories", "입력 2026.01.06", "(17:45)", "By", "Copyright", "©", "KYODO", "[앵커]", "Log in to continue",
    "404", "\x00", "\u202e", "&amp;", "&#0;", "<", "]]>", "\n",
])  # fmt: skip
CLASSES = st.sampled_from(
    ["article", "comment", "related", "date", "caption", "detail-body", "headline-title", "--blur", ""]
)


def nested(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tag = st.sampled_from(TAGS)
    closed = st.builds(
        lambda t, c, inner: f'<{t} class="{c}">{"".join(inner)}</{t}>', tag, CLASSES, st.lists(children, max_size=4)
    )
    return closed | st.builds(lambda t, inner: f"<{t}>{''.join(inner)}", tag, st.lists(children, max_size=4))


KEYS = ["@type", "@graph", "@id", "headline", "datePublished", "author", "name", "keywords", "item"]
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["NewsArticle", "2026-01-06"])
)
JSON_LD = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
).map(lambda value: f'<script type="application/ld+json">{str(value).replace(chr(39), chr(34))}</script>')
PAGES = st.lists(st.recursive(WORDS, nested, max_leaves=30) | JSON_LD, max_size=8).map("".join)


def within_time(body: bytes, seconds: float) -> None:
    """Fails where something took longer than a second for each 100 KB, or for less."""
    assert seconds < max(1.0, len(body) / 100_000) * 1.5


def outcome(body: bytes) -> Article | str:
    """Returns the article of a page, or the reason for which it has none."""
    try:
        return extract(body, URL, layouts=Kbs.layouts, zone=SEOUL)
    except NotAnArticle as refusal:
        return refusal.reason


def extracts_or_refuses(body: bytes) -> None:
    began = time.process_time()
    found = outcome(body)
    within_time(body, time.process_time() - began)
    if isinstance(found, str):
        assert found in REASONS
    else:
        assert found.text
        assert clean(found.text) == found.text


@fuzz
@given(PAGES)
def test_any_markup_is_extracted_or_refused(page: str) -> None:
    extracts_or_refuses(page.encode("utf-8", "surrogatepass"))


@fuzz
@given(st.binary(max_size=3000))
def test_any_bytes_are_extracted_or_refused(body: bytes) -> None:
    extracts_or_refuses(body)


@fuzz
@given(
    st.binary(max_size=2000) | PAGES.map(str.encode),
    st.sampled_from(["<rss><channel><item>", "<urlset><url><loc>", "{", "<!DOCTYPE x [", ""]),
)
@pytest.mark.parametrize("kind", ["feed", "sitemap", "section", "api"])
def test_any_bytes_are_read_as_a_list(kind: str, body: bytes, begin: str) -> None:
    url = "https://news.kbs.co.kr/list"
    source = {
        "feed": Feed(url), "sitemap": Sitemap(url), "section": Section(url),
        "api": Api(url, items="data", article=f"{URL[:-7]}{{newsCode}}", title="t", published="p"),
    }[kind]  # fmt: skip
    began = time.process_time()
    assert isinstance(source.read(begin.encode() + body, ADDRESSES, SEOUL), list)
    within_time(body, time.process_time() - began)


@fuzz
@given(
    st.text(max_size=400)
    | st.from_regex(r"\d{1,4}[-./년 ]\d{1,2}[-./월 ]\d{1,2}.{0,3}\d{1,2}[:시]\d{2}.{0,20}", fullmatch=True)
)
def test_any_text_is_a_date_with_a_zone_or_none(raw: str) -> None:
    found = parse_date(raw, SEOUL)
    assert found is None or (isinstance(found, datetime) and found.tzinfo is not None)


@fuzz
@given(st.text(max_size=300))
def test_any_byline_names_short_names_or_nobody(raw: str) -> None:
    assert all(0 < len(name) <= 50 for name in people(raw))


@fuzz
@given(st.binary(max_size=500), st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=3))
def test_any_page_gives_only_known_opt_outs(body: bytes, headers: dict[str, str]) -> None:
    known = {"noai", "noimageai", "noarchive", "noindex", "tdm"}
    assert set(directives(b"<meta name=robots content='" + body, headers)) <= known


@fuzz
@given(st.text(max_size=300))
def test_any_tdmrep_reserves_a_list_of_places(text: str) -> None:
    assert isinstance(reserved_paths(text), list)
