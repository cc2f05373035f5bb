"""Dialogs, pop-ups and hidden boxes: what they say is no notice beside a text, and no wall."""

import pytest

from crawler.extraction import NotAnArticle, extract
from tests.support.article_pages import FOUR, TITLE

URL = "https://example.com/news/softbank-builds-two-more"
TEXT = "".join(f"<p>{line}</p>" for line in FOUR)
LAYERS = [
    '<div role="dialog" style="display:none">{}</div>',
    '<div aria-hidden="true">{}</div>',
    "<div hidden>{}</div>",
    "<dialog>{}</dialog>",
    '<div class="login-modal fade">{}</div>',
    '<section id="popup-1">{}</section>',
]


def page(body: str) -> bytes:
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("says", ["Log in", "We value your privacy", "Page not found", "삭제된 기사입니다."])
@pytest.mark.parametrize("tag", ["h1", "h2", "p"])
def test_what_a_layer_says_beside_a_text_refuses_nothing(layer: str, says: str, tag: str) -> None:
    box = layer.format(f"<{tag}>{says}</{tag}><p>Choose what fits you.</p><button>OK</button>")

    found = extract(page(f"{box}<main><h1>{TITLE}</h1><article>{TEXT}</article></main>"), URL)

    assert found.text.split("\n\n") == FOUR
    assert found.access == "open"


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("inside", [True, False])
def test_a_pop_up_that_asks_to_subscribe_makes_no_teaser(layer: str, inside: bool) -> None:
    asks = "<h2>Discover more</h2><p>Subscribe now to keep reading and get access to the full archive.</p>"
    box = layer.format(f'{asks}<form><input type="email"><button>Subscribe</button></form>')
    article = f"<article>{TEXT}{box}</article>" if inside else f"<article>{TEXT}</article></main>{box}"

    found = extract(page(f"<main><h1>{TITLE}</h1>{article}"), URL)

    assert found.text.split("\n\n") == FOUR
    assert found.access == "open"


def test_a_wall_in_a_layer_under_what_is_shown_is_one() -> None:
    wall = '<div class="paywall-modal"><p>Subscribe to continue reading.</p><a href="/subscribe">Subscribe</a></div>'

    found = extract(page(f"<main><h1>{TITLE}</h1><article>{TEXT}{wall}</article></main>"), URL)

    assert found.access == "teaser"


def test_a_page_that_is_a_layer_alone_is_refused_for_what_it_says() -> None:
    says = "We use cookies and data to deliver our services. " * 3
    box = f'<div role="dialog"><h1>Before you continue</h1><p>{says}</p>'

    with pytest.raises(NotAnArticle) as refused:
        extract(page(f"{box}<button>Accept all</button></div>"), URL)

    assert refused.value.reason == "consent"
