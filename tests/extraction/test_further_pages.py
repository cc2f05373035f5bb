"""The pages on which an article goes on, beside its fields."""

from __future__ import annotations

import copy
import pickle
import time
from dataclasses import asdict, fields
from zoneinfo import ZoneInfo

import pytest

import crawler
from crawler.extraction import Article, extract
from crawler.extraction.further_pages import find_further_pages
from crawler.page.document import parse_page

TITLE = "Ice house in Tongyeong to cool servers"
SLUG = "https://example.com/20260203/ice-house-to-cool-servers"
BY_ID = "https://example.com/articles/-/69465"
BY_QUERY = "https://example.com/view.do?ncd=8166818"
TEXT = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The harbor board of Tongyeong voted on Tuesday to lease its old ice house to a company that cools servers.",
        "The lease runs for 12 years and costs 310 million won a year, less than half of what fishermen had paid.",
        "Divers measured the bay in March, and want to come back in every season of the first year, they said.",
    )
)


def read(url: str, *, head: str = "", behind: str = "", canonical: str = "") -> Article:
    html = (
        f'<html lang="en"><head><title>{TITLE}</title><link rel="canonical" href="{canonical or url}">'
        '<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2026-02-03T15:20:41+09:00">{head}</head>'
        f"<body><article><h1>{TITLE}</h1>{TEXT}</article>{behind}</body></html>"
    )
    return extract(html.encode(), url, zone=ZoneInfo("Asia/Seoul"))


@pytest.mark.parametrize(
    ("url", "head", "behind", "pages"),
    [
        (BY_ID, "", '<div><a href="?page=2">NEXT The bay</a></div>', [f"{BY_ID}?page=2"]),
        (
            BY_ID,
            "",
            '<i>1</i><a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=2">Next</a>',
            [f"{BY_ID}?page=2", f"{BY_ID}?page=3"],
        ),
        (f"{BY_ID}?ref=front", f'<link rel="next" href="{BY_ID}?page=2">', "", [f"{BY_ID}?page=2"]),
        (SLUG, f'<link rel="next" href="{SLUG}/2/">', "", [f"{SLUG}/2/"]),
        (f"{SLUG}/", "", f'<p>Pages: 1 <a href="{SLUG}/page/2">2</a> <a href="{SLUG}/page/10">10</a></p>',
         [f"{SLUG}/page/2", f"{SLUG}/page/10"]),
        (BY_QUERY, "", '<a href="/view.do?ncd=8166818&amp;page=2">2</a>', [f"{BY_QUERY}&page=2"]),
    ],
)  # fmt: skip
def test_an_article_on_several_pages_names_those_behind(url: str, head: str, behind: str, pages: list[str]) -> None:
    assert read(url, head=head, behind=behind).further_pages == pages


@pytest.mark.parametrize("form", ["{}?page={}", "{}/{}/", "{}/page/{}/"])
def test_a_page_amid_an_article_names_only_what_follows(form: str) -> None:
    links = "".join(f'<a href="{form.format(SLUG, number)}">{number}</a>' for number in (1, 2, 3, 4))
    article = read(form.format(SLUG, 2), behind=f'<div><a href="{SLUG}">1</a>{links}</div>', canonical=SLUG)
    assert article.further_pages == [form.format(SLUG, 3), form.format(SLUG, 4)]


@pytest.mark.parametrize(
    "behind",
    [
        '<a rel="next" href="https://example.com/20260203/ferry-line-returns-to-the-bay">Next</a>',
        '<a rel="next" href="https://example.com/articles/-/69466">Next</a>',
        '<a href="https://example.com/articles/-/69466?page=2">2</a>',
        '<a href="/list/news?page=2">2</a>',
        '<a href="/view.do?page=2">2</a>',
        '<a href="?page=1">1</a>',
        '<a href="?page=2#comments">Older comments</a>',
        '<aside><h2>Latest news</h2><a href="?page=2">2</a></aside>',
        '<section><h2>2 comments</h2><p>Ice is ice.</p><p>So it is.</p><a href="?page=2">2</a></section>',
        '<a href="?photo=2">2</a>',
        '<a href="?page=9">Last »</a>',
        '<a href="http://[::1/?page=2">2</a>',
    ],
)
def test_a_link_to_something_else_is_no_further_page(behind: str) -> None:
    assert read(BY_ID, behind=behind).further_pages == []


def test_an_articles_key_is_no_number_of_a_page() -> None:
    article = read("https://example.com/article/12", behind='<a rel="next" href="/article/13">Next article</a>')
    assert article.further_pages == []


def test_further_pages_stand_beside_the_item_and_are_no_part_of_it() -> None:
    article = read(BY_ID, behind='<a href="?page=2">2</a>')
    assert "further_pages" not in {each.name for each in fields(article)} | asdict(article).keys()
    assert "further_pages" not in article.to_dict()
    for same in (copy.deepcopy(article), pickle.loads(pickle.dumps(article))):  # noqa: S301 - our own
        assert same == article
        assert same.further_pages == [f"{BY_ID}?page=2"]


def test_the_library_names_them_too() -> None:
    html = (
        f'<title>{TITLE}</title><meta property="article:published_time" content="2026-02-03T15:20:41+09:00">'
        f'<article><h1>{TITLE}</h1>{TEXT}</article><a href="?page=2">2</a>'
    )
    assert crawler.read(html, BY_ID).further_pages == [f"{BY_ID}?page=2"]
    assert crawler.read(html.replace("?page=2", "/"), BY_ID).further_pages == []


def test_many_links_cost_in_step_with_their_number() -> None:
    links = "".join(f'<a href="/l/{number}">l</a> ' for number in range(50_000))
    page = parse_page(f"<html><body>{links}</body></html>".encode(), SLUG, {})
    began = time.process_time()
    assert find_further_pages(page, SLUG) == []
    assert time.process_time() - began < 1
