"""Headlines as a reader sees them: without what is hidden or pressed, with entities that were escaped twice."""

from __future__ import annotations

import time

import pytest

from crawler.extraction import extract
from crawler.extraction.metadata.title_section_tags import tags, titles
from crawler.page.document import parse_page
from tests.support.article_pages import SEOUL, TEXT, paragraphs, read

OG = "<meta property='og:title' content='Mill opens again'>"


@pytest.mark.parametrize(
    ("printed", "head", "title"),
    [
        ("<span style='display: none'>secret</span>Mill opens again", "", "Mill opens again"),
        ("Mill opens again <button>Save</button>", "", "Mill opens again"),
        ("<span class='label'>Exclusive</span>Mill opens again", "", "Exclusive Mill opens again"),
        ("<span class='label'>Exclusive</span>Mill opens again", OG, "Mill opens again"),
        ("<span class='drop'>M</span>ill opens again", "", "Mill opens again"),
        ("Mill &amp;quot;opens&amp;quot; at Miller &amp;amp; Son&amp;rsquo;s", "", 'Mill "opens" at Miller & Son’s'),
    ],
)
def test_a_headline_is_what_a_reader_sees(printed: str, head: str, title: str) -> None:
    assert read(paragraphs(TEXT), head=head, title=printed).title == title


def test_entities_that_were_escaped_twice_are_signs_in_the_text_too() -> None:
    article = read(f"{paragraphs(TEXT)}<p>The mill &amp;ldquo;at Rye &amp;amp; Oats&amp;rdquo; was sold again.</p>")
    assert article.text.endswith("The mill “at Rye & Oats” was sold again.")


OTHER = "<i itemscope itemtype='https://schema.org/NewsArticle'><h3 itemprop='headline'>Bakery closes early</h3></i>"
PAPER = " - Paper of the coast"


@pytest.mark.parametrize(
    ("headings", "window", "head"),
    [
        ("<nav><h1>Mill: bread again</h1></nav><h2>Mill opens again</h2>", "Mill: bread again", OG),
        ("<ol class='breadcrumb'><li><h1>Mill: bread</h1></ol><h2>Opinion Mill opens again</h2>", "Mill: bread", OG),
        ("<h1>Mill opens again</h1>", f"Mill opens again{PAPER}", OG.replace("again'", f"again{PAPER}'")),
        (f"{OTHER}<h1>Mill opens again</h1>", "Mill opens again", OG),
        ("<h1><b>Local</b>Mill opens again</h1>", "x", OG.replace("Mill", "Local Mill")),
    ],
    ids=["navigation", "crumbs", "site behind a dash", "microdata of a teaser", "label without a blank"],
)
def test_the_headline_is_what_the_page_repeats_and_prints(headings: str, window: str, head: str) -> None:
    body = f"<body><main>{headings}{paragraphs(TEXT)}</main></body>"
    page = f"<html><head><title>{window}</title>{head}</head>{body}</html>"
    title = extract(page.encode(), "https://example.com/news/mill-opens-again", zone=SEOUL).title
    assert title == ("Local Mill opens again" if "Local" in headings else "Mill opens again")


@pytest.mark.parametrize("sign", [" - ", " | ", "- ", "1:", "·a", " l "])
def test_a_title_of_any_length_is_read_at_once(sign: str) -> None:
    text = f"<html><head><title>{sign * 10_000}</title></head><body><h1>A</h1></body></html>"
    page = parse_page(text.encode(), "", {})
    began = time.process_time()
    list(titles(page, None))
    assert time.process_time() - began < 1


def test_tags_of_blanks_are_read_at_once() -> None:
    data = f'<script type="application/ld+json">{{"@type": "Article", "keywords": "{" " * 40_000}salt, sea"}}</script>'
    page = parse_page(f"<html><head>{data}</head><body><p>Salt</p></body></html>".encode(), "", {})
    began = time.process_time()
    assert [each.value for each in tags(page, None)] == [["salt", "sea"]]
    assert time.process_time() - began < 1
