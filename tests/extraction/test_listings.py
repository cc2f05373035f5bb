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


SOLD = "A knife for filleting, a board of beech and a whetstone are what a beginner needs, in that order of use."
TILES = [
    "Knives",
    "Boards",
    "Whetstones",
    "Aprons",
    "Smokers",
    "Nets",
    "Ropes",
    "Lamps",
    "Boots",
    "Coats",
    "Hats",
    "Bags",
]


def offer(topic: str, number: int, price: str = "$ 1{number}.50") -> str:
    said = price.replace("{number}", str(number))
    return f'<li class="tile"><h3>{topic.title()} knife</h3><p>{said}</p><a href="/p/{number}">Learn more</a></li>'


def picture(topic: str, number: int) -> str:
    return f'<div class="tile"><a href="/c/{topic.lower()}/"><img src="/{number}.jpg"></a></div>'


def told(topic: str, number: int) -> str:
    return (
        f"<section><h4>The {topic} of Lindhaven opens again</h4><p>{teaser(topic)}</p>"
        f'<p><a href="https://{topic}.example/{number}">Read more</a></p></section>'
    )


def post(topic: str, number: int) -> str:
    kind = f'class="entry tag-{topic}"'
    heading = f'<h1><a href="/news/{number}/{topic}">The {topic} of Lindhaven opens again</a></h1>'
    return f"<article {kind}>{heading}{''.join(f'<p>{line}</p>' for line in TEXT * 2)}</article>"


def linked(topic: str, number: int) -> str:
    return f'<li><a href="/wiki/{topic}{number}">{topic.title()} language {number}</a></li>'


GRID = '<div class="grid">' + '<div class="loading"></div>' * 10 + "</div>"
ADVICE = "".join(f"<p>{topic.title()}: {SOLD}</p>" for topic in TOPICS)
SHELVES = {
    "prices in dollars": f"{ADVICE}<ul>{cards(offer)}</ul>",
    "prices in euros": f"{ADVICE}<ul>{cards(lambda t, n: offer(t, n, '1{number},50 €'))}</ul>",
    "prices in won": f"{ADVICE}<ul>{cards(lambda t, n: offer(t, n, '{number}9,000원'))}</ul>",
    "salaries": f"{ADVICE}<ul>{cards(lambda t, n: offer(t, n, '£4{number},000 a year'))}</ul>",
    "from a price on": f"{ADVICE}<ul>{cards(lambda t, n: offer(t, n, 'From $9{number}'), 6)}</ul>",
    "linked pictures": "".join(picture(t, n) for n, t in enumerate(TILES)) + f"<p>{SOLD}</p>" * 12,
    "boxes that a script fills": f"{GRID}<h2>About our knives</h2>" + f"<p>{SOLD}</p>" * 4,
    "teasers that lead elsewhere": cards(told),
    "a line that leads on": f"<p>{INTRODUCTION}</p>" + cards(told).replace("Read more", "Read entire review"),
    "posts in full": f"<section>{cards(post)}</section>",
    "a filter with a count": f"<span>Filter (2)</span><label>Sort by:</label><p>{SOLD}</p><p>{SOLD}</p>",
    "an index of links": f"<p>{SOLD}</p>" + "".join(f"<ul>{cards(linked)}</ul>" for _ in range(4)),
}


@pytest.mark.parametrize("head", ["", CLAIM], ids=["silent", "called an article"])
@pytest.mark.parametrize("main", SHELVES.values(), ids=SHELVES)
def test_what_offers_other_pages_is_a_list_whatever_text_it_has(main: str, head: str) -> None:
    with pytest.raises(NotAnArticle) as refused:
        extract(page(main, head, "Knives"), "https://www.example.com/c/knives/?srsltid=AfmBOoq0123456789", zone=UTC)

    assert refused.value.reason == "list"


@pytest.mark.parametrize("main", SHELVES.values(), ids=SHELVES)
def test_a_signed_and_dated_article_that_shows_what_shops_offer_is_one(main: str) -> None:
    byline = "<p>By Ada Brook</p><p>March 6, 2026</p>"
    text = "".join(f"<p>{line} {SOLD}</p>" for line in TEXT)

    found = extract(
        page(f"{byline}{text}{main}", title="Knives of the town"), "https://www.example.com/knives", zone=UTC
    )

    assert (found.authors, SOLD in found.text) == (["Ada Brook"], True)


def test_what_calls_itself_a_collection_in_microdata_is_a_list() -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    main = f'<div itemscope itemtype="https://schema.org/CollectionPage"><meta itemprop="name" content="x">{text}</div>'

    with pytest.raises(NotAnArticle, match="calls itself a list"):
        extract(page(main), "https://www.example.com/town")


def test_a_byline_on_a_card_signs_no_list() -> None:
    by = ' <span>By <a rel="author" href="/people/ada">Ada Brook</a></span></div>'
    main = f"<p>{INTRODUCTION}</p><div>{cards().replace('</div>', by)}</div>"

    with pytest.raises(NotAnArticle, match="cards"):
        extract(page(main), "https://www.example.com/topic/cloud/")


@pytest.mark.parametrize("address", ["", "?lang=de", "de/", "en-us/", "global/"])
def test_the_front_page_of_a_site_or_a_language_is_no_article(address: str) -> None:
    body = page("".join(f"<p>{line}</p>" for line in TEXT), title="Lindhaven Museum")
    url = f"https://www.example.com/{address}"
    if "?" in address:
        assert extract(body, url).text
    else:
        with pytest.raises(NotAnArticle, match="front page"):
            extract(body, url)


DATED = '<p class="date">6 March 2026</p>'


@pytest.mark.parametrize(
    ("head", "main"),
    [
        ('<link rel="canonical" href="https://www.example.com/">', f"{DATED}<p>{TEXT[0]}</p><p>{TEXT[1]}</p>"),
        (
            "",
            f"{DATED}<p>{TEXT[0]}</p><h3>See also</h3>" + cards(lambda t, n: f"<h4><a href='/a/{n}'>The {t}</a></h4>"),
        ),
    ],
    ids=["a canonical address that is the front page's", "headlines below a short text"],
)
def test_a_dated_page_at_an_articles_address_is_one(head: str, main: str) -> None:
    address = "https://www.example.com/2026/03/ice-house-becomes-a-school"

    found = extract(page(f"<article>{main}</article>", head, "A new school opens"), address, zone=UTC)

    assert found.published is not None
    assert TEXT[0] in found.text


def test_an_article_without_a_headline_below_a_menu_of_cards_is_one() -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    body = page(f"<ul>{cards(bare)}</ul><p>6 March 2026</p><div>{text}</div>").replace(b"<h1>Town</h1>", b"")

    assert TEXT[1] in extract(body, "https://www.example.com/read?news=5793", zone=UTC).text
