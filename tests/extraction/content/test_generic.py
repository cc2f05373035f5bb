"""Texts found on pages whose layout nobody knows, among what else stands there."""

import re

import pytest

from crawler.extraction import NotAnArticle, extract
from crawler.text.unicode import match_key
from tests.support.article_pages import FOUR as TEXT
from tests.support.article_pages import TITLE
from tests.support.article_pages import text_of as told

URL = "https://example.com/news/softbank-builds-two-more"
CARD = '<div class="q{n}"><a href="/2026/01/0{n}/story-of-the-day-{n}"><img src="/{n}.jpg" alt=""></a>\
<h3><a href="/2026/01/0{n}/story-of-the-day-{n}">Story of the day number {n}</a></h3>\
<p>What it is about is told in this line, which has {n} words more than it needs to have.</p></div>'
CARDS = "".join(CARD.format(n=n).replace(f"q{n}", "q7") for n in range(1, 6))
UNIT = '<div class="q8"><div>Somebody {n}</div><div>{n}h ago</div><div><p>I have read this twice and I still do not \
believe that number {n} is right.</p></div><div><span>+{n}</span><a href="#r">Reply</a></div></div>'


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("tag", ["div", "article", "li"])
def test_cards_of_other_stories_are_no_text_under_any_class(tag: str) -> None:
    cards = CARDS.replace('<div class="q7"', f'<{tag} class="q7"').replace("</p></div>", f"</p></{tag}>")
    text = f"<div class=x>{paragraphs(TEXT[:2])}</div>"
    body = f"<main><h1>{TITLE}</h1>{text}<div class=y><h2>Keep on</h2>{cards}</div></main>"
    assert told(body) == TEXT[:2]


def test_comments_are_no_text_under_any_class() -> None:
    comments = "".join(UNIT.format(n=n) for n in range(2, 12))
    body = f"<main><h1>{TITLE}</h1><div class=x>{paragraphs(TEXT)}</div><div class=y>{comments}</div></main>"
    assert told(body) == TEXT


@pytest.mark.parametrize("between", ["", '<div class="slot"></div>', '<div class="slot"><p>Advertisement</p></div>'])
def test_a_text_in_several_boxes_is_read_whole(between: str) -> None:
    texts = TEXT + [f"{text[:-1]}, they said." for text in TEXT[:2]]
    boxes = between.join(f'<div class="w">{paragraphs(texts[n : n + 2])}</div>' for n in (0, 2, 4))
    assert told(f"<main><h1>{TITLE}</h1>{boxes}</main>") == texts


def test_paragraphs_in_boxes_of_their_own_are_read_among_cards() -> None:
    text = "".join(f'<div class="a"><div class="b"><p class="c">{each}</p></div></div>' for each in TEXT)
    body = f"<main><h1>{TITLE}</h1><div class=x>{text}</div><div class=y><h2>Keep on</h2>{CARDS}</div></main>"
    assert told(body) == TEXT


@pytest.mark.parametrize(
    "card",
    [
        '<div class="i"><a href="/2026/01/0{n}/story-of-day-{n}">Story of the day number {n}</a><p>{text}</p></div>',
        '<a class="i" href="/2026/01/0{n}/story-of-day-{n}"><b>Story of the day number {n}</b><i>{text}</i></a>',
        '<li><i>{n}</i><a href="/2026/01/0{n}/story-of-day-{n}"><em>Story of the day {n}</em><b>{text}</b></a></li>',
    ],
)
def test_cards_need_no_headings(card: str) -> None:
    cards = "".join(
        card.format(n=n, text=f"What it is about is told in line {n}, which is a sentence.") for n in range(1, 9)
    )
    assert told(f"<main><h1>{TITLE}</h1><div>{paragraphs(TEXT[:2])}</div><div>Today{cards}</div></main>") == TEXT[:2]


def test_elements_that_a_site_has_made_up_are_read() -> None:
    text = "".join(f"<x-line>{text}</x-line>" for text in TEXT)
    assert told(f"<x-page><x-head role=heading aria-level=1>{TITLE}</x-head><x-body>{text}</x-body></x-page>") == TEXT


def test_a_text_may_be_marked_as_several_bodies() -> None:
    parts = "<aside>Advertisement</aside>".join(
        f"<section itemprop=articleBody>{paragraphs(TEXT[n : n + 2])}</section>" for n in (0, 2)
    )
    other = f"<div itemscope itemtype='https://schema.org/Article'><p itemprop=articleBody>{TEXT[0][:-1]}?</p></div>"
    body = f"<div itemscope itemtype='https://schema.org/Article'><h1>{TITLE}</h1>{parts}</div>{other}"
    assert told(body) == TEXT


@pytest.mark.parametrize(
    "control", ["<button aria-controls=rest>Read on</button>", "<div><a href='#rest'>Continue reading</a> 2 min</div>"]
)
@pytest.mark.parametrize("hidden", ["hidden", "style='display: none'"])
def test_the_folded_rest_of_a_text_is_text(control: str, hidden: str) -> None:
    rest = f"<div id=rest {hidden}>{paragraphs(TEXT[2:])}</div>"
    assert told(f"<h1>{TITLE}</h1><article>{paragraphs(TEXT[:2])}{control}{rest}</article>") == TEXT


def test_entries_are_read_with_their_headings_and_what_leads_to_them() -> None:
    head = "<header><time>{n} p.m.</time><h2>Entry {n}</h2></header>"
    entry = f"<article class=e>{head}<div class=t><p>{{text}}</p></div></article>"
    entries = "".join(entry.format(n=n, text=text) for n, text in enumerate((TEXT[0], TEXT[1], TEXT[3])))
    told_of = told(
        f"<main><div><h1>{TITLE}</h1></div><div><p>{TEXT[3][:-1]}, it said.</p></div><div>{entries}</div></main>"
    )
    assert told_of == [f"{TEXT[3][:-1]}, it said.", "Entry 0", TEXT[0], "Entry 1", TEXT[1], "Entry 2", TEXT[3]]


def test_chapters_of_a_page_are_read_with_their_headings() -> None:
    chapters = "".join(f"<section class=c><h2>{n}. Part</h2><p>{text}</p></section>" for n, text in enumerate(TEXT))
    assert told(f"<header><h1>{TITLE}</h1></header>{chapters}<section class=m><h2>Keep on</h2>{CARDS}</section>") == [
        part for n, text in enumerate(TEXT) for part in (f"{n}. Part", text)
    ]


def test_a_summary_above_live_reports_is_text() -> None:
    reports = "".join(f"<div class=r><time>{n} p.m.</time><p>{text}</p></div>" for n, text in enumerate(TEXT, 2))
    summary = f"<div class=s><p>{TEXT[3][:-1]}, it said.</p></div>"
    said = told(f"<main><h1>{TITLE}</h1>{summary}<div class=t>{reports}</div></main>")
    assert [line for line in said if "p.m." not in line] == [f"{TEXT[3][:-1]}, it said.", *TEXT]


def test_lines_that_are_all_sentences_are_paragraphs() -> None:
    short = "1. Oracle declined to comment."
    assert told(f"<h1>{TITLE}</h1><article><p>{TEXT[0]}<br>{short}<br>{TEXT[1]}</p></article>") == [
        TEXT[0], short, TEXT[1],
    ]  # fmt: skip
    verse = "Two more of them<br>by the river<br>and none in town"
    assert told(f"<h1>{TITLE}</h1><article><p>{TEXT[0]}</p><p>{verse}</p><p>{TEXT[1]}</p></article>")[1] == (
        "Two more of them\nby the river\nand none in town"
    )


def test_boxes_are_alike_under_any_suffix_of_their_classes() -> None:
    text = "".join(
        f'<div class="Box_b__{n}a7"><div class="Txt_t__{n}c">{each}</div></div>' for n, each in enumerate(TEXT)
    )
    assert (
        told(f"<main><h1>{TITLE}</h1><div class=x>{text}</div><div class=y><h2>Keep on</h2>{CARDS}</div></main>")
        == TEXT
    )


def test_a_page_of_nothing_but_a_paywall_is_refused() -> None:
    with pytest.raises(NotAnArticle) as refused:
        told(
            f"<h1>{TITLE}</h1><div><p>To read the rest of this article, please log in. It is free to members.</p></div>"
        )
    assert refused.value.reason == "wall"
    with pytest.raises(NotAnArticle) as refused:
        told(f"<h1>{TITLE}</h1><div><h2>To continue reading this article</h2><p>Make an account. {TEXT[2]}</p></div>")
    assert refused.value.reason == "wall"


@pytest.mark.parametrize(
    "says", ['<body class="archive author">', '<script type="application/ld+json">{"@type": "ProfilePage"}</script>']
)
def test_a_page_that_calls_itself_a_list_is_no_article(says: str) -> None:
    body = f"<h1>{TITLE}</h1><div>{paragraphs(TEXT)}</div>{CARDS}"
    with pytest.raises(NotAnArticle) as refused:
        extract(f"<html><head><title>{TITLE}</title></head>{says}{body}</html>".encode(), URL)
    assert refused.value.reason == "list"
    article = "<meta property='og:type' content='article'>"
    assert extract(f"<html><head><title>{TITLE}</title>{article}</head>{says}{body}</html>".encode(), URL).text


def test_short_sentences_in_syllable_blocks_are_text() -> None:
    lines = [
        "― 어제 내린 것은 무엇인가.", "▲ 눈입니다. 다만 관측소에는 내리지 않았습니다.", "― 그럼 첫눈은 언제 오나.",
        "▲ 창문을 열어 두겠습니다.", "― 창문은 몇 개인가.", "▲ 두 개입니다. 하나는 아직 닫혀 있습니다.",
    ]  # fmt: skip
    said = "첫눈 오는 날 종각에서 만나기로 한 사람이 있습니다. 어제 두 시간을 기다렸는데 오지 않았습니다."
    text = "".join(f"<div>{line}</div>" for line in lines)
    comments = f"<div><h3>참여글 2</h3><dl><dt>첫눈</dt><dd>{said}</dd></dl></div>"
    assert told(f"<main><h1>첫눈은 아직</h1><div class=c>{text}</div>{comments}</main>") == lines


def test_a_table_amid_the_text_is_text() -> None:
    table = "<div><table><tr><th>Step</th><th>Use</th></tr><tr><td>1</td><td>300 kWh</td></tr></table></div>"
    said = told(f"<h1>{TITLE}</h1><article>{paragraphs(TEXT[:2])}{table}{paragraphs(TEXT[2:])}</article>")
    assert said == [*TEXT[:2], "Step | Use", "1 | 300 kWh", *TEXT[2:]]


def test_a_count_of_free_articles_is_no_paywall() -> None:
    meter = "<div><h4>You have read 3 of 5 free articles</h4><p>Create an account to keep reading.</p></div>"
    article = extract(f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{paragraphs(TEXT)}</div>{meter}".encode(), URL)
    assert (article.access, article.text.split("\n\n")) == ("open", TEXT)


def test_pictures_and_labels_alone_are_no_article() -> None:
    pictures = "".join(f"<figure><img src='/{n}.jpg'><figcaption>A plant, {n}</figcaption></figure>" for n in range(3))
    date = "<time datetime='2026-01-06T08:45:00Z'></time>"
    for body in (
        f"<article><p>{TITLE}</p>{pictures}</article>",
        "<article><p>Latest reports</p><p>23</p></article>",
        f"<article><p>YOU ARE AT:{TITLE}</p></article>",
    ):
        with pytest.raises(NotAnArticle):
            told(f"<h1>{TITLE}</h1>{date}{body}")


MORE = [f"{text[:-1]}, they said again." for text in (TEXT[0], TEXT[1], TEXT[3])]


def test_paragraphs_between_the_headline_and_the_box_of_the_rest_are_text() -> None:
    first = f'<div class="opening"><div><p>{MORE[0]}</p></div></div>'
    rest = f'<div class="rest"><section><div class="k">{paragraphs([*TEXT, *MORE[1:]])}</div></section></div>'
    assert told(f"<main><h1>{TITLE}</h1>{first}<div class=ad><a href='/a'>Offer</a></div>{rest}</main>") == [
        MORE[0], *TEXT, *MORE[1:],
    ]  # fmt: skip


def test_paragraphs_before_the_headline_are_none() -> None:
    top = "<div><p>Our readers decide this week which of the ten harbors of the coast is the finest one.</p></div>"
    body = f'<div class="k">{paragraphs([*TEXT, *MORE])}</div>'
    assert told(f"{top}<main><h1>{TITLE}</h1>{body}</main>") == [*TEXT, *MORE]


def test_a_box_that_is_longer_than_the_text_and_none_of_it_is_not_taken_for_it() -> None:
    sources = "".join(
        f"<li>Holm, Ada ({year}). The harbors of the coast and how they grew. Quay Press. Read on May {year % 28}.</li>"
        for year in range(1980, 2010)
    )
    text, below = (
        f"<div>{paragraphs([*TEXT, *MORE])}</div>",
        f"<div class=refs><ol class=references>{sources}</ol></div>",
    )
    body = f"<div class=k>{text}{below}</div>"
    assert told(f"<main><h1>{TITLE}</h1>{body}</main>")[: len(TEXT)] == TEXT


def test_entries_of_a_list_amid_a_text_need_no_full_stops() -> None:
    ways = ["Ferry from the old mill every twenty minutes", "Line 12 every half hour, from the station"]
    entries = "".join(f"<li>{way}</li>" for way in ways)
    body = f"<p>{TEXT[0]}</p><p>There are two ways to get across:</p><ul>{entries}</ul>{paragraphs(TEXT[1:])}"
    assert told(f"<main><h1>{TITLE}</h1>{body}</main>") == [
        TEXT[0], "There are two ways to get across:", *ways, *TEXT[1:],
    ]  # fmt: skip


def test_headings_without_text_below_are_none() -> None:
    heads = "".join(f"<h3>What the port has planned for pier {n}</h3>" for n in range(3))
    assert told(f"<main><h1>{TITLE}</h1>{paragraphs(TEXT)}{heads}</main>") == TEXT


def test_the_class_of_a_drop_cap_is_no_captions() -> None:
    picture = '<figure><img src="/quay.jpg"></figure>'
    body = f'<div>{picture}<p class="has-drop-cap">{TEXT[0]}</p>{paragraphs(TEXT[1:])}</div>'
    assert told(f"<main><h1>{TITLE}</h1>{body}</main>") == TEXT


def test_boxes_that_are_called_alike_in_one_article_hold_one_text() -> None:
    chunk = '<div class="row"><div class="item"><div class="inner">{}</div></div></div><div class="ad"><i></i></div>'
    texts = [*TEXT, *(f"{text[:-1]}, they said again." for text in TEXT)]
    body = chunk.format(paragraphs(texts[:6])) + chunk.format(paragraphs(texts[6:]))
    assert told(f"<article class=a><h1>{TITLE}</h1><div class=x>{body}</div></article>") == texts


def test_the_rest_of_a_text_may_be_folded_above_its_control() -> None:
    rest = f"<div id=rest hidden aria-hidden=true>{paragraphs(TEXT[2:])}</div>"
    control = "<button aria-controls=rest>Read full story</button>"
    assert told(f"<main><h1>{TITLE}</h1>{paragraphs(TEXT[:2])}<div>{rest}{control}</div></main>") == TEXT


def test_the_heads_of_an_accordion_are_headings_of_the_text() -> None:
    panel = f"<h3><button aria-controls=p1>Who pays?</button></h3><div id=p1 hidden><p>{TEXT[1]}</p></div>"
    body = f"<p>{TEXT[0]}</p><div class=folds>{panel}</div>{paragraphs(TEXT[2:])}"
    assert told(f"<main><h1>{TITLE}</h1><div class=x>{body}</div></main>") == [TEXT[0], "Who pays?", *TEXT[1:]]


def test_lines_of_one_paragraph_that_lead_to_other_articles_are_no_text() -> None:
    links = "<br>".join(
        f"<a href='/2026/0{n}/the-port-of-busan-grows-{n}'>The port grows again {n}</a>" for n in (1, 2)
    )
    assert told(f"<main><h1>{TITLE}</h1>{paragraphs(TEXT)}<p>{links}</p></main>") == TEXT


def test_behind_a_box_about_the_author_a_text_may_go_on() -> None:
    box = "<div class=bio><h4>About the author</h4><p>Tara Wrenfield covers harbors from Busan.</p></div>"
    body = f"{paragraphs(TEXT[:2])}{box}{paragraphs(TEXT[2:])}"
    assert told(f"<article><h1>{TITLE}</h1><div class=x>{body}</div></article>") == TEXT


def test_the_box_of_the_last_author_and_what_is_behind_it_are_no_text() -> None:
    box = "<h4>About the author</h4><p>Tara Wrenfield covers harbors and ports for this paper from Busan and Ulsan.</p>"
    assert told(f"<article><h1>{TITLE}</h1><div class=x>{paragraphs(TEXT)}{box}</div></article>") == TEXT


LEAD = "Two halls are to follow in spring, and nobody can say yet who is to pay for their power."


@pytest.mark.parametrize(
    "lead",
    [
        f'<div class="k">{LEAD}</div>',
        f"<header><p>{LEAD}</p></header>",
        f'<div class="k"><p>{LEAD[:34]}</p><p>{LEAD[35:]}</p></div>'.replace(LEAD[:34], LEAD[:33] + "."),
    ],
)
def test_a_standfirst_with_which_the_page_describes_itself_opens_the_text(lead: str) -> None:
    said = re.sub("<.*?>", " ", lead).strip()
    head = f"<title>{TITLE}</title><meta name='description' content='{said}'>"
    shown = f"<main><h1>{TITLE}</h1>{lead}<p>By Ida Roe</p><div class=article-body>{paragraphs(TEXT)}</div></main>"
    text = extract(f"<html><head>{head}</head><body>{shown}</body></html>".encode(), URL).text
    assert match_key(text) == match_key(said + "".join(TEXT))


def test_a_description_that_no_line_shows_is_no_text() -> None:
    head = f"<title>{TITLE}</title><meta name='description' content='{LEAD}'>"
    figure = f"<figure><img src='/a.jpg'><figcaption>{LEAD}</figcaption></figure>"
    shown = f"<main><h1>{TITLE}</h1>{figure}<div class=x>{paragraphs(TEXT)}</div></main>"
    assert extract(f"<html><head>{head}</head><body>{shown}</body></html>".encode(), URL).text.split("\n\n") == TEXT


def test_a_bar_of_offers_above_the_headline_is_no_text_though_it_is_longer() -> None:
    said = "Free post on all orders of more than {n} crowns. For more of our rates, see the page of rates."
    offers = "".join(f"<div class=k><span><p>{said.format(n=n)}</p></span></div>" for n in range(30, 75))
    text = f"<main><section><div><h1>{TITLE}</h1></div><div class=x>{paragraphs(TEXT)}</div></section></main>"
    assert told(f"<div><div>{offers}</div></div>{text}") == TEXT


def test_a_list_of_links_that_a_text_announces_is_text() -> None:
    names = ["Coast guard, for ships in need", "Gull rescue, for birds in oil", "Union, for wages"]
    rows = "".join(f"<li><a href='https://{n}.example/'>{name}</a></li>" for n, name in enumerate(names))
    body = f"<div>{paragraphs(TEXT[:2])}<p>Help is to be had here:</p><ul>{rows}</ul>{paragraphs(TEXT[2:])}</div>"
    assert told(f"<main><h1>{TITLE}</h1>{body}</main>") == [*TEXT[:2], "Help is to be had here:", *names, *TEXT[2:]]


@pytest.mark.parametrize(
    "card",
    [
        "<article><a href='/t/{n}'><img src='/i.jpg' alt=''></a><p>{teaser}</p></article>",
        "<div><a href='/t/{n}'><span>Rowers train again</span></a><div>{teaser}</div></div>",
    ],
)
def test_teasers_under_a_heading_of_other_articles_are_no_text(card: str) -> None:
    teaser = "The rowers of the club have found a new head, they said late on Tuesday, and thanked the old with a boat."
    cards = "".join(card.format(n=n, teaser=teaser.replace("boat", f"boat of {n}")) for n in range(4))
    others = f"<article><p>You may also like...</p>{cards}</article>"
    amid = f"<div>{paragraphs(TEXT)}<div><p><b>Read next</b></p>{cards}</div></div>"
    body = f"<main><article><h1>{TITLE}</h1>{amid}</article>{others}</main>"
    assert told(body) == TEXT
