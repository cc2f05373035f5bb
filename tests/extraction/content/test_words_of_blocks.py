"""A property: blocks hold the words that a browser shows, in their order, none joined to its neighbor and none parted.

The oracle is inscriptis, which lays out HTML as text. Every word is its own, so that order and joins show.
"""

from __future__ import annotations

import os
import re
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from inscriptis import get_text
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig
from lxml import html

from crawler.extraction.content.blocks import blocks_of
from crawler.page.tree import PARSER

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUNS = int(os.environ.get("FUZZ_RUNS", "300"))
_INLINE = (
    "a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter",
    "o:p", "output", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
)  # fmt: skip
_BLOCKS = ("address", "article", "aside", "div", "footer", "header", "h2", "h3", "main", "p", "section", "blockquote")
# What a browser shows nothing of, wherever it stands.
_UNSEEN = ("<!-- gone -->", "<?php gone ?>", "<script>gone()</script>", "<style>.gone{}</style>", "<wbr>", "")
# Of the blocks of the standard's rendering section the oracle's own style sheet lacks one.
_AS_BROWSERS = ParserConfig(css=STRICT_CSS_PROFILE | {"section": STRICT_CSS_PROFILE["article"]})
_MADE_WORD = re.compile(r"(?:w\d+)+")

_word = st.sampled_from(["W", " W", "W ", " W W ", "W&nbsp;W", "&#87;", "\nW\n"])
_unseen = st.sampled_from(_UNSEEN)


@st.composite
def _line(draw: st.DrawFn) -> str:
    """Draws what stands in a line: words, elements that are part of it, what is not shown, breaks."""
    return "".join(draw(st.lists(st.one_of(_word, _unseen, _element(), st.just("<br>")), max_size=5)))


@st.composite
def _element(draw: st.DrawFn) -> str:
    tag = draw(st.sampled_from(_INLINE))
    inner = draw(st.lists(st.one_of(_word, _unseen, st.deferred(_element)), max_size=3))
    end = "" if draw(st.integers(0, 30)) == 0 else f"</{tag}>"
    return f"<{tag}>{''.join(inner)}{end}"


@st.composite
def _block(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["box", "list", "table", "wrapped"]))
    if kind == "list":
        entries = "".join(f"<li>{each}</li>" for each in draw(st.lists(_flow(), max_size=3)))
        tag = draw(st.sampled_from(["ul", "ol"]))
        return f"<{tag}>{entries}</{tag}>"
    if kind == "table":
        cells = st.lists(_cell(), min_size=2, max_size=2)
        rows = draw(st.lists(cells, min_size=1, max_size=3))
        # The oracle begins no line at a table.
        return f"<div><table>{''.join(map(_row, rows))}</table></div>"
    tag = draw(st.sampled_from(_INLINE[:6] if kind == "wrapped" else _BLOCKS))
    return f"<{tag}>{draw(_flow())}</{tag}>"


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


@st.composite
def _cell(draw: st.DrawFn) -> str:
    """Draws a cell of one line: of a higher one the oracle reads line by line across the row."""
    return "".join(draw(st.lists(st.one_of(_word.filter(lambda word: "\n" not in word), _unseen), max_size=3)))


def _flow() -> st.SearchStrategy[str]:
    return st.lists(st.one_of(_line(), st.deferred(_block)), max_size=4).map("".join)


def _named(markup: str) -> str:
    number: Iterator[int] = count(1)
    return re.sub(r"&#87;|W", lambda _: f"w{next(number)}", markup)


def _words(text: str) -> list[str]:
    return _MADE_WORD.findall(text)


@settings(max_examples=_RUNS, deadline=None)
@given(markup=_flow())
def test_blocks_hold_the_words_that_a_browser_shows(markup: str) -> None:
    page = f"<html><body><div id='text'>{_named(markup)}</div></body></html>"
    tree = html.document_fromstring(page, parser=PARSER)
    shown = "\n".join(block.text for block in blocks_of(tree.find("body")))
    assert _words(shown) == _words(get_text(page, _AS_BROWSERS)), page
