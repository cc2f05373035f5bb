"""Texts that stand in a page's frame by misnesting or by design, or are hidden until a script shows them."""

import pytest

from tests.support.article_pages import FOUR, TITLE, paragraphs
from tests.support.article_pages import text_of as told

ARTICLE = f"<main><h1>{TITLE}</h1>{paragraphs([*FOUR])}</main>"
TERMS = "<p>Whoever writes to us agrees that we may print the letter, and that we may shorten it before we do.</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<button class=menu><div><div>{ARTICLE}",
        f"<nav><ul><li><div>Ports{ARTICLE}</div></li></ul></nav>",
        f"<aside>{ARTICLE}</aside>",
        f"<header>{ARTICLE}</header>",
        f'<div role="complementary">{ARTICLE}</div>',
        f"<footer>{ARTICLE}</footer>",
    ],
    ids=["a button", "a menu", "an aside", "a header", "a role", "a footer"],
)
def test_a_frame_that_holds_the_article_is_a_plain_box(page: str) -> None:
    assert told(page) == FOUR


def test_a_frame_beside_the_article_is_none_of_it() -> None:
    assert told(f"{ARTICLE}<footer>{TERMS * 2}</footer>") == FOUR


@pytest.mark.parametrize("hiding", ["hidden", 'style="display:none"', 'style="visibility: hidden" aria-hidden="true"'])
def test_what_is_hidden_of_a_page_and_holds_its_text_is_read(hiding: str) -> None:
    assert told(f"<h1>{TITLE}</h1><p>Loading</p><div {hiding}>{paragraphs([*FOUR])}</div>") == FOUR


def test_what_is_hidden_beside_a_text_is_not_read() -> None:
    assert told(f"{ARTICLE}<div hidden>{TERMS * 2}</div>") == FOUR


def test_parts_that_are_sent_behind_the_page_are_read_in_their_places() -> None:
    shown = f'<main><h1>{TITLE}</h1><p>{FOUR[0]}</p><template id="B:1"></template><p>{FOUR[3]}</p></main>'
    sent = f'<div hidden id="S:1"><p>{FOUR[1]}</p><p>{FOUR[2]}</p></div><script>$RC("B:1","S:1")</script>'
    assert told(shown + sent) == FOUR


def test_parts_of_parts_that_are_sent_behind_the_page_are_read_in_their_places() -> None:
    shown = (
        f'<main><h1>{TITLE}</h1><p>{FOUR[0]}</p><template id="B:1"></template><div>Loading paragraph...</div></main>'
    )
    sent = f'<div hidden id="S:1"><p>{FOUR[1]}</p><template id="P:2"></template><p>{FOUR[3]}</p></div>'
    assert told(f'{shown}{sent}<div hidden id="S:2"><p>{FOUR[2]}</p></div>') == FOUR
