"""Headlines as a reader sees them: without what is hidden or pressed, with entities that were escaped twice."""

from __future__ import annotations

import pytest

from tests.support.article_pages import TEXT, paragraphs, read

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
