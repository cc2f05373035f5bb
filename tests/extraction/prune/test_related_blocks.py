"""Blocks of links: what tells them, and that looking for it first loses none."""

from __future__ import annotations

import re
from itertools import product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.extraction.prune.box_headings import MORE_HEAD, OTHER_HEAD, RELATED_BOX_HEAD
from crawler.extraction.prune.related_blocks import (
    HEADING_PREFILTER,
    OFFER,
    RELATED_PREFILTER,
    take_link_blocks,
)
from crawler.page.article_links import canonical_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CANONICAL = canonical_of(None, "https://news.example.com/")
ANYTHING = "\0"


def written(pattern: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """Yields all that a pattern is written like: letters where it names them, else `ANYTHING`; without blanks."""
    yield from map("".join, product(*(list(_forms(*part)) for part in pattern)))


def _forms(kind: Any, value: Any) -> Iterator[str]:
    if kind is sre.LITERAL:
        yield chr(value).lower().strip()
    elif kind is sre.BRANCH:
        for branch in value[1]:
            yield from written(branch)
    elif kind is sre.SUBPATTERN:
        yield from written(value[3])
    elif kind is sre.MAX_REPEAT:
        fewest, _, part = value
        if fewest == 0:
            yield ""
        yield from (form * max(fewest, 1) for form in written(part))
    else:
        yield "" if kind is sre.AT else ANYTHING


@pytest.mark.parametrize(
    ("pattern", "telling"),
    [
        (RELATED_BOX_HEAD, RELATED_PREFILTER),
        (MORE_HEAD, RELATED_PREFILTER),
        (OTHER_HEAD, HEADING_PREFILTER),
        (OFFER, RELATED_PREFILTER),
    ],
    ids=["related", "more", "other", "offer"],
)
def test_every_heading_of_a_block_of_links_passes_the_prefilter(
    pattern: re.Pattern[str], telling: tuple[str, ...]
) -> None:
    forms = written(parser.parse(pattern.pattern))
    assert [form for form in forms if not any(word in form for word in telling)] == []


TEXTS = st.sampled_from([
    "Related", " rel", "ated ", "LATEST", "Most", "most\u200b read", "Mo\u00adst read", "\u2066Most", "Mo\u017ft read",
    "See", "see also:", "관련", "관\u200b련 기사", "\u1100\u116a\u11ab\u1105\u1167\u11ab 기사", "관려", "\u11ab 뉴스",
    "POPULAR \u0130n", "i\u0307n case you m\u0131ssed it", "a sentence that says nothing", " ", "추천",
])  # fmt: skip
TAGS = st.sampled_from(["div", "p", "span", "b", "h3", "ul", "li", "nav", "script", "section", "td"])
LINK = '<a href="/story/12345-{}">A headline of another article</a>'
MARKUP = st.recursive(
    TEXTS | st.integers(0, 9).map(LINK.format),
    lambda inner: st.builds("<{0}>{1}</{0}>{2}".format, TAGS, st.lists(inner, max_size=4).map("".join), TEXTS),
    max_leaves=30,
)


@settings(deadline=None)
@given(markup=st.lists(MARKUP, min_size=1, max_size=5).map("".join))
def test_blocks_of_links_are_the_same_with_and_without_the_prefilter(markup: str) -> None:
    template = "<html><body><div>{}</div><p>{}</p></body></html>"
    # A letter that has no one lower case has every heading looked at.
    shortened, whole = (html.document_fromstring(template.format(markup, last)) for last in ("x", "\u0131"))
    assert take_link_blocks(shortened, CANONICAL) == take_link_blocks(whole, CANONICAL)
    for page in (shortened, whole):
        for differing in (*page.iter("script"), *page[0][-1:]):
            differing.text = None
    assert html.tostring(shortened) == html.tostring(whole)
