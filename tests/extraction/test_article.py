import copy
import json
import pickle
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import REASONS, Article, NotAnArticle, Reason, extract
from crawler.items import article_id

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://example.com/news/softbank-builds-two-more"
TITLE = "SoftBank builds two more data centers"
TEXT = [
    "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio.",
    "The first of them is to open in the second half of 2027, according to people who know of the plan.",
    "Oracle declined to comment.",
    "Shares in the group rose 4.2 percent in Tokyo, to their highest close since October of last year.",
]
COMMENTS = (
    "<p>I do not believe a word of this story, to be honest with you all, and I never did.</p>"
    "<p>Well, I for one do believe it, since my cousin works in that very plant in Ohio.</p>"
)


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = "", title: str = TITLE) -> bytes:
    return (
        f"<html><head><title>{title} - The Example</title>{head}</head><body>"
        f'<nav><a href="/">Home</a></nav>{body}<footer><p>About us</p></footer></body></html>'
    ).encode()


def article(head: str = "", body: str = "") -> bytes:
    return page(body or f"<h1>{TITLE}</h1><article>{paragraphs(TEXT)}</article>", head)


def json_ld(**values: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def read(body: bytes, zone: ZoneInfo | None = SEOUL) -> Article:
    return extract(body, URL, zone=zone)


def refusal(body: bytes) -> NotAnArticle:
    with pytest.raises(NotAnArticle) as refused:
        read(body)
    return refused.value


def test_a_page_in_no_known_layout_gives_an_article() -> None:
    found = read(article())

    assert found.title == TITLE
    assert found.text.split("\n\n") == TEXT
    assert (found.url, found.id) == (URL, article_id(URL))
    assert (found.language, found.access) == ("en", "open")


def test_what_only_a_run_knows_is_left_open() -> None:
    found = read(article())

    assert (found.outlet, found.fetched) == ("", None)


def test_every_field_with_a_value_names_its_source() -> None:
    found = read(article(json_ld(headline=TITLE, datePublished="2026-01-06T17:45:00+09:00")))

    assert found.sources["published"] == "json-ld"
    assert found.sources["text"] == "trafilatura"
    assert found.sources["url"] == "url"
    assert {"title", "language"} <= found.sources.keys()
    assert "modified" not in found.sources


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(page(f"<h1>{TITLE}</h1>{paragraphs(TEXT)}", title="x"), TITLE, id="heading"),
        pytest.param(page(paragraphs(TEXT), json_ld(headline=TITLE), title="x"), TITLE, id="json-ld"),
        pytest.param(
            page(paragraphs(TEXT), f'<meta property="og:title" content="{TITLE}">', title="x"), TITLE, id="meta"
        ),
        pytest.param(page(paragraphs(TEXT)), TITLE, id="window title without the site"),
        pytest.param(
            page(f"<h1>SoftBank &amp;\n  Arm&nbsp;meet</h1>{paragraphs(TEXT)}"), "SoftBank & Arm meet", id="folded"
        ),
    ],
)
def test_the_title_is_found(body: bytes, title: str) -> None:
    assert read(body).title == title


def test_a_page_without_a_title_is_called_by_its_slug() -> None:
    found = read(f"<html><body><article>{paragraphs(TEXT)}</article></body></html>".encode())

    assert found.title == "softbank builds two more"
    assert found.sources["title"] == "url"


@pytest.mark.parametrize(
    "head",
    [
        json_ld(datePublished="2026-01-06T17:45:52+09:00"),
        json_ld(datePublished="2026-01-06T17:45:52"),
        '<meta property="article:published_time" content="2026-01-06T08:45:52Z">',
        '<meta property="article:published_time" content="2026-01-06 17:45:52">',
    ],
)
def test_a_time_is_given_in_the_outlets_zone(head: str) -> None:
    published = read(article(head)).published

    assert published is not None
    assert published.isoformat() == "2026-01-06T17:45:52+09:00"


def test_a_time_without_a_zone_is_none_where_no_zone_is_given() -> None:
    assert read(article(json_ld(datePublished="2026-01-06T17:45:52")), zone=None).published is None


def test_a_time_with_an_offset_keeps_it_where_no_zone_is_given() -> None:
    published = read(article(json_ld(datePublished="2026-01-06T17:45:52+09:00")), zone=None).published

    assert published is not None
    assert published.isoformat() == "2026-01-06T17:45:52+09:00"


def test_a_page_without_a_date_has_none() -> None:
    found = read(article())

    assert (found.published, found.modified) == (None, None)


def test_a_change_is_not_taken_for_the_publication() -> None:
    found = read(article(json_ld(dateModified="2026-01-07T09:00:00Z")))

    assert (found.published, found.modified) == (None, datetime(2026, 1, 7, 9, tzinfo=UTC))


def test_a_printed_date_is_read() -> None:
    found = read(
        article(
            body=f"<h1>{TITLE}</h1><div><span>Published: Jan. 6, 2026 - 17:45</span></div>"
            f"<div><span>Updated: Jan. 7, 2026 - 09:00</span></div><article>{paragraphs(TEXT)}</article>"
        )
    )

    assert found.published == datetime(2026, 1, 6, 17, 45, tzinfo=SEOUL)
    assert found.modified == datetime(2026, 1, 7, 9, tzinfo=SEOUL)
    assert found.text.split("\n\n") == TEXT


@pytest.mark.parametrize("line_break", ["<br><br>", "<br/>\n<br/>", "<br>", "<br>&nbsp;<br>"])
def test_bare_text_parted_by_breaks_is_paragraphs(line_break: str) -> None:
    body = page(f'<h1>{TITLE}</h1><div class="x">{line_break.join(TEXT)}</div>')

    assert read(body).text.split("\n\n") == TEXT


def test_a_subheading_is_a_paragraph_of_its_own() -> None:
    body = page(
        f"<h1>{TITLE}</h1><article>{paragraphs(TEXT[:2])}<h2>What it costs</h2>{paragraphs(TEXT[2:])}</article>"
    )

    assert read(body).text.split("\n\n") == [*TEXT[:2], "What it costs", *TEXT[2:]]


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{paragraphs(TEXT * 4)}</article>",
        f'<div id="a">{paragraphs(TEXT)}</div><div id="print">{paragraphs(TEXT)}</div>',
    ],
    ids=["in one box", "in two boxes"],
)
def test_a_body_that_is_printed_again_stays_once(body: str) -> None:
    assert read(page(f"<h1>{TITLE}</h1>{body}")).text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    "comments",
    [
        f'<div class="zz"><h4>8 Comments</h4><div>{COMMENTS}</div></div>',
        f"<span>8 Comments</span>{COMMENTS}",
        f"<section><b>8 Comments</b><ul><li>{COMMENTS}</li></ul></section>",
    ],
)
def test_comments_in_unknown_markup_are_cut_off(comments: str) -> None:
    body = page(f"<h1>{TITLE}</h1><div><div>{paragraphs(TEXT)}{comments}</div></div>")

    assert read(body).text.split("\n\n") == TEXT


def test_a_breaking_stub_of_one_line_is_an_article() -> None:
    line = "BREAKING NEWS: SoftBank to invest in Arm plant"
    body = page(
        f'<h1>{line}</h1><div class="b"><p>{line}</p></div>',
        json_ld(headline=line, datePublished="2026-01-06T17:45:00+09:00"),
        line,
    )

    found = read(body)

    assert (found.title, found.text) == (line, line)


def test_behind_a_paywall_the_text_is_the_open_part() -> None:
    body = page(
        f"<h1>{TITLE}</h1><article>{paragraphs(TEXT[:2])}<p>To continue reading, log in or subscribe now.</p>"
        f"{paragraphs(TEXT[2:])}</article>"
    )

    found = read(body)

    assert found.access == "teaser"
    assert found.text.split("\n\n") == TEXT[:2]


@pytest.mark.parametrize(
    "noise",
    [
        "<script>let text = 'A long sentence that no reader of this article is ever to see in it.';</script>",
        "<!-- A long sentence that no reader of this article is ever to see in the text of it. -->",
        '<p style="display: none">A long sentence that no reader of this article is ever to see in it.</p>',
        "<form><p>A long sentence that no reader of this article is ever to see in the text of it.</p></form>",
    ],
    ids=["script", "comment", "hidden", "form"],
)
def test_hidden_elements_are_no_text(noise: str) -> None:
    body = page(f"<h1>{TITLE}</h1><article>{paragraphs(TEXT[:2])}{noise}{paragraphs(TEXT[2:])}</article>")

    assert read(body).text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", "empty", id="no bytes"),
        pytest.param(b" \n\t", "empty", id="blanks"),
        pytest.param(page(""), "empty", id="a frame without text"),
        pytest.param(page("<h1>Article removed</h1>"), "gone", id="removed"),
        pytest.param(page("<h1>Sorry, this article is no longer available.</h1>"), "gone", id="not available"),
        pytest.param(page("<h3>삭제된 기사입니다.</h3>"), "gone", id="gone, in Korean"),
        pytest.param(page("<h1>404 Not Found</h1>"), "not found", id="404"),
        pytest.param(page("<h2>Page not found</h2><p>Try the home page.</p>"), "not found", id="not found"),
        pytest.param(page("<h1>Log in</h1><form><input type=password></form>"), "wall", id="log-in"),
        pytest.param(page("<div><input type=password></div>"), "wall", id="a password field"),
        pytest.param(page("<p>x</p>", title="Just a moment..."), "challenge", id="challenge"),
        pytest.param(page("<h1>Access denied</h1>"), "challenge", id="denied"),
        pytest.param(page("<h1>Before you continue to The Example</h1>"), "consent", id="consent"),
        pytest.param(
            page(
                "".join(
                    f'<li><a href="/news/{number}">A headline of article {number} that goes on and on</a></li>'
                    for number in range(12)
                )
            ),
            "list",
            id="list",
        ),
    ],
)
def test_a_page_without_an_article_is_refused_with_its_reason(body: bytes, reason: Reason) -> None:
    assert refusal(body).reason == reason


@pytest.mark.parametrize(
    "title",
    [
        "Just a moment: SoftBank pauses Stargate",
        "Gone for good: Intel leaves Ohio",
        "Removed from office, the chairman returns",
    ],
)
def test_a_headline_that_sounds_like_a_notice_is_a_headline(title: str) -> None:
    assert read(page(f"<h1>{title}</h1><article>{paragraphs(TEXT)}</article>", title=title)).title == title


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("detail", ["", "12 headlines"])
def test_a_refusal_comes_whole_out_of_another_process(reason: Reason, detail: str) -> None:
    refused = pickle.loads(pickle.dumps(NotAnArticle(reason, detail)))  # noqa: S301 - our own

    assert isinstance(refused, NotAnArticle)
    assert (refused.reason, refused.detail, str(refused)) == (reason, detail, str(NotAnArticle(reason, detail)))


def test_an_article_comes_whole_out_of_another_process() -> None:
    found = read(article(json_ld(datePublished="2026-01-06T17:45:52+09:00")))

    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own


def test_reading_a_page_twice_gives_the_same_and_changes_nothing() -> None:
    body = page(
        f"<h1>{TITLE}</h1><article>{paragraphs(TEXT)}<figure><img src=/a.jpg><figcaption>A plant</figcaption></figure>"
        f"</article>",
        json_ld(headline=TITLE, datePublished="2026-01-06T17:45:52+09:00", author="Han Seo-yun"),
    )
    headers = {"Content-Type": "text/html; charset=utf-8"}
    before = copy.deepcopy(headers)

    first = extract(body, URL, headers=headers, zone=SEOUL)
    second = extract(body, URL, headers=headers, zone=SEOUL)

    assert first == second
    assert first.related is not second.related
    assert headers == before


@pytest.mark.parametrize("tag", ["font", "span", "b"])
def test_line_breaks_part_paragraphs_within_an_inline_element(tag: str) -> None:
    body = f"<h1>{TITLE}</h1><div><{tag} size=3>{'<br><br>'.join(TEXT)}</{tag}></div>"
    assert read(page(body)).text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="by">By Ada Holm</p>',
        '<div>By <a href="/x/ada">Ada Holm</a> <time>May 7, 2026 4:35 PM</time></div>',
        '<a rel="author" href="/a/1">Ada Holm</a>',
        '<address><a href="/author/ada">Ada Holm</a></address>',
        '<span class="author vcard"><a class="url fn n">Ada Holm</a></span>',
        "<p>Written by Ada Holm</p>",
    ],
)
def test_a_printed_byline_names_the_author(byline: str) -> None:
    body = f"<article><h1>{TITLE}</h1>{byline}{paragraphs(TEXT)}</article>"
    found = read(page(body))
    assert found.authors == ["Ada Holm"]
    assert found.text.split("\n\n") == TEXT


def test_a_name_in_comments_is_no_author() -> None:
    comments = '<div class="comments"><span class="author">Bo Ek</span><p>By Bo Ek</p></div>'
    assert read(page(f"<article><h1>{TITLE}</h1>{paragraphs(TEXT)}</article>{comments}")).authors == []


def test_a_deck_is_the_subtitle_and_no_text() -> None:
    deck = '<p class="standfirst">Two more halls for a plan that began in Texas</p>'
    found = read(page(f"<article><h1>{TITLE}</h1>{deck}{paragraphs(TEXT)}</article>"))
    assert found.subtitle == "Two more halls for a plan that began in Texas"
    assert found.text.split("\n\n") == TEXT


def test_the_pages_own_description_in_the_header_of_an_article_is_the_subtitle() -> None:
    said = "Two more halls are to follow, for a plan that began three years ago in Texas."
    body = (
        f"<article><header><h1>SoftBank builds</h1><div class=intro>{said}</div></header>{paragraphs(TEXT)}</article>"
    )
    page = f"<html><head><meta name=description content='{said}'></head><body>{body}</body></html>"
    assert extract(page.encode(), URL).subtitle == said


def test_a_standfirst_that_is_a_sentence_opens_the_text_as_well() -> None:
    deck = '<p class="standfirst">Two more halls are to follow, for a plan that began three years ago in Texas.</p>'
    found = read(page(f"<article><h1>{TITLE}</h1>{deck}{paragraphs(TEXT)}</article>"))
    said = "Two more halls are to follow, for a plan that began three years ago in Texas."
    assert (found.subtitle, found.text.split("\n\n")) == (said, [said, *TEXT])


def test_the_first_paragraph_is_no_deck_though_the_description_repeats_it() -> None:
    head = f'<meta name="description" content="{TEXT[0]}">'
    found = read(page(f"<article><h1>{TITLE}</h1>{paragraphs(TEXT)}</article>", head))
    assert (found.subtitle, found.text.split("\n\n")) == ("", TEXT)


def test_a_quote_that_only_repeats_is_left_out() -> None:
    quote = f"<blockquote><p>“{TEXT[1][:60]}”</p><cite>Ada Holm</cite></blockquote>"
    body = f"<article><h1>{TITLE}</h1>{paragraphs(TEXT[:2])}{quote}{paragraphs(TEXT[2:])}</article>"
    assert read(page(body)).text.split("\n\n") == TEXT


def test_the_name_of_the_site_is_no_title() -> None:
    body = f'<div><h1><a href="/">The Example</a></h1></div><h2 class="entry-title">{TITLE}</h2>{paragraphs(TEXT)}'
    assert read(page(body, title="The Example » Archive")).title == TITLE


def test_a_gate_in_the_part_that_a_page_declares_locked_makes_a_teaser() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".locked"}
    data = {"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False, "hasPart": part}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    gate = '<div class="locked"><h2>Continue</h2><p>Already a subscriber? Log in to read on.</p></div>'
    body = f"<h1>{TITLE}</h1><article>{paragraphs(TEXT)}</article>"
    found = read(page(body + gate, head))
    assert (found.access, found.text.split("\n\n")) == ("teaser", TEXT)
    whole = f'<h1>{TITLE}</h1><article class="locked">{paragraphs(TEXT)}</article><p>Already a subscriber? Log in.</p>'
    assert read(page(whole, head)).access == "open"
