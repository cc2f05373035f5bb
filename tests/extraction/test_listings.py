"""Pages that list others, whatever text and data they have, and articles above lists of others."""

from datetime import UTC

import pytest

from crawler.extraction import NotAnArticle, extract

TOPICS = ["ferry", "harbor", "school", "market", "bridge", "library", "theatre", "garden", "railway", "museum"]
TEXT = [
    "The harbor board of Lindhaven voted on Tuesday to lease its old ice house to a school for fish smokers.",
    "Twelve pupils are to learn the trade from October on, in three rooms that have stood empty for a decade.",
    "The lease runs for nine years, and costs the school one crown a year, the chair of the board said.",
]
INTRODUCTION = "News and background of the town and its harbor, every day, written by people who live there."


def teaser(topic: str) -> str:
    return f"What the council says of the {topic}, what it costs, and who is against it: all that is known by now."


def card(topic: str, number: int) -> str:
    address = f"/2026/0{number % 9 + 1}/the-{topic}-of-lindhaven-opens-again"
    return (
        f'<div class="card"><time datetime="2026-03-0{number % 9 + 1}">March {number % 9 + 1}</time>'
        f'<h3><a href="{address}">The {topic} of Lindhaven opens again</a></h3><p>{teaser(topic)}</p></div>'
    )


def bare(topic: str, number: int) -> str:
    return f'<li><a href="/item/{number}">The {topic} of Lindhaven opens again</a></li>'


def row(topic: str, number: int) -> str:
    linked = f'<a class="row" href="/item/{number}"><b>The {topic} of Lindhaven opens again</b> March {number}</a>'
    return f"{linked}<p>{teaser(topic)}</p>"


def page(main: str, head: str = "", title: str = "Town") -> bytes:
    return (
        f'<html lang="en"><head><meta charset="utf-8"><title>{title} | Lindhaven Post</title>{head}</head><body>'
        f'<nav><a href="/town">Town</a></nav><main><h1>{title}</h1>{main}</main></body></html>'
    ).encode()


def cards(make: object = card, most: int = 10) -> str:
    return "".join(make(topic, number) for number, topic in enumerate(TOPICS[:most]))  # type: ignore[operator]


CLAIM = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    "main",
    [
        f"<div>{cards()}</div>",
        f"<p>{INTRODUCTION}</p><div>{cards()}</div>",
        f"<section><h2>{TEXT[0]}</h2><p>{TEXT[1]}</p></section><ul>{cards(bare)}</ul>",
        f"<div>{cards(row)}</div>",
        f"<div>{cards(bare)}</div><p>{INTRODUCTION}</p>",
    ],
    ids=["cards", "an introduction", "one teaser", "plain teasers", "an introduction below"],
)
@pytest.mark.parametrize("head", ["", CLAIM, f'{CLAIM}<meta name="date" content="2026-03-06">'])
def test_a_section_is_a_list_whatever_it_calls_itself(main: str, head: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        extract(page(main, head), "https://www.example.com/sections/town/", zone=UTC)

    assert refused.value.reason == "list"


def test_what_calls_itself_a_collection_is_a_list_also_under_the_type_of_an_article() -> None:
    data = '<script type="application/ld+json">{"@type": "CollectionPage", "name": "Town"}</script>'

    with pytest.raises(NotAnArticle, match="calls itself a list"):
        extract(page(f"<p>{INTRODUCTION}</p>", CLAIM + data), "https://www.example.com/town")


def test_a_page_that_readers_sort_and_filter_is_a_list() -> None:
    controls = "<button>Filters</button><label>Sort by</label><select><option>Newest</option></select>"

    with pytest.raises(NotAnArticle, match="sorted and filtered"):
        extract(page(controls + "".join(f"<p>{text}</p>" for text in TEXT)), "https://www.example.com/boats")


@pytest.mark.parametrize("head", ["", CLAIM])
def test_an_article_above_many_cards_is_one(head: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT * 2 + TEXT)
    main = f"<article>{text}</article><section><h2>Around town</h2>{cards(bare)}</section>"

    found = extract(page(main, head, "Ice house becomes a school"), "https://www.example.com/ice-house")

    assert TEXT[1] in found.text


def test_a_short_dated_article_above_cards_is_one() -> None:
    dated = '<meta property="article:published_time" content="2026-03-06T10:00:00Z">'
    main = f"<article><p>{TEXT[0]}</p></article><section><h2>Around town</h2>{cards()}</section>"

    found = extract(page(main, dated, "Ice house becomes a school"), "https://www.example.com/ice-house", zone=UTC)

    assert found.text == TEXT[0]


def test_an_address_that_is_a_query_alone_is_no_front_page() -> None:
    head = '<link rel="canonical" href="https://www.example.com/?p=5031">'
    text = "".join(f"<p>{line}</p>" for line in TEXT)

    found = extract(page(f"<article>{text}</article>", head, "Ice house"), "https://www.example.com/?p=5031")

    assert found.text.split("\n\n") == TEXT


def test_headings_that_lead_to_what_long_paragraphs_tell_of_are_an_articles() -> None:
    parts = "".join(
        f"<section><h3><a href='https://{topic}.example/'>{topic.title()} days</a></h3>"
        f"<p>{f'The {topic} of Lindhaven has its days in May, with a fair for all who work there. ' * 8}</p></section>"
        for topic in TOPICS
    )
    found = extract(page(parts, title="All fairs of the year"), "https://www.example.com/fairs", zone=UTC)
    assert found.text.count("has its days") == 8 * len(TOPICS)


def test_sources_and_what_an_article_lists_on_other_sites_are_no_cards() -> None:
    def told(topic: str, number: int) -> str:
        link = f'<a href="https://{topic}.example/{number}">The {topic} of Lindhaven</a>'
        return f'<li>{link} {teaser(topic)}</li><li><a href="#n{number}">The note on the {topic} of the town</a></li>'

    main = f"<p>{INTRODUCTION}</p><ul>{cards(told)}</ul>"
    found = extract(page(main, title="Places"), "https://www.lindhaven.org/places", zone=UTC)
    assert found.text.count("all that is known by now") == len(TOPICS)
