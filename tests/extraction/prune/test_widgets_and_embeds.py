"""What sites put into an article's container beside its text."""

import pytest

from crawler.extraction import NotAnArticle, extract
from crawler.extraction.layout import Layout
from tests.support.article_pages import BOTH, BRIEF, LAYOUT, TEXT, paragraphs, read, told

SAID = (
    "I do not believe a word of this story, to be honest with you all, and I never did in my life.",
    "Well, I for one do believe it, since my cousin works in that very plant in Ohio, as a welder.",
)
FORMS = (
    '<form><input name="q"><button>Search</button></form>',
    "<div><textarea></textarea></div>",
    '<div><h4>Newsletter</h4><p>Every morning in your inbox.</p><form><input name="mail"></form></div>',
    "<button>Subscribe</button>",
)
BUILDS = (
    '<div id="disqus_thread"><p>{0}</p><p>{1}</p></div>',
    '<ol class="comment-list"><li><b>Ann</b><p>{0}</p></li><li><b>Bob</b><p>{1}</p></li></ol>',
    "<div><h3>2 thoughts on “SoftBank builds”</h3><p>{0}</p><p>{1}</p></div>",
    "<div><div><b>Ann</b><i>1d</i><p>{0}</p><a>Reply</a></div><div><b>Bob</b><i>2d</i><p>{1}</p><a>Reply</a></div></div>",
    (
        "<div><div><b>Ann</b><i>Jan 6, 2026</i><p>{0}</p><a>Reply</a></div>"
        "<div><b>Bob</b><i>Jan 7, 2026 at 9:15</i><p>{1}</p><a>Reply</a></div></div>"
    ),
)
BETWEEN = (
    '<blockquote><p>Two more!</p>&mdash; Ann (@ann) <a href="https://x.com/ann/status/1">Jan 6, 2026</a></blockquote>',
    '<div><iframe src="/film"></iframe><p>Watch: Two more of them</p></div>',
    '<p><video src="/film"></video><i class="video-caption">Two more of them are shown in a film.</i></p>',
    "<p>Sign up for our newsletter and never miss a story on data centers.</p>",
    "<div><p><b>The brief</b></p><p>Subscribe to our newsletter for more.</p></div>",
    "<div><p><b>Sponsored</b></p><p>A new analyzer puts seven bands in one hand. Book it now.</p></div>",
    '<div><a href="/t">Tweet</a><a href="/l">LinkedIn</a></div>',
    (
        "<div><h3>Share this:</h3><ul><li><a href='?s=x'>Click to share on X (Opens in new window)</a></li>"
        "<li><a href='?s=f'>Click to share on Facebook (Opens in new window)</a></li></ul></div>"
    ),
    '<p>Video: <a href="https://www.youtube.com/watch?v=1">Two more of them</a></p>',
    '<p>▶ <a href="/article/20260105">Two more of them, and what they cost</a></p>',
    "<p>[Related] Two more of them, and what they cost</p>",
    "<div><p><strong>A MESSAGE FROM EXAMPLE</strong></p><p>Better air for your plant. Book a demo.</p></div>",
    '<h6>In this issue</h6><ul><li><a href="#one">A plant</a></li></ul><i id=one></i>',
    (
        "<div><p>Should there be more of them?</p><label><input type=radio>Yes</label><label><input type=radio>No"
        "</label><button>Vote</button><p>1,204 people have taken part</p></div>"
    ),
    (
        "<div><b>App</b><i>Read faster in our app</i><i>Open this story in the app and keep it for the train.</i>"
        '<a href="https://play.google.com/store/apps/details?id=a">Get it</a></div>'
    ),
    "<div><h4>One dollar</h4><p>All our stories for six months. Cancel at any time.</p><button>Choose</button></div>",
    '<div><img src="/a.jpg">A plant in Ohio, seen from the road</div>',
    '<table align=right><tr><td><img src="/a.jpg"><br>A plant in Ohio. It has no roof yet.</td></tr></table>',
    '<div><img src="/a.jpg" alt=""><p>(File photo of a plant in Ohio)</p></div>',
    (f"<blockquote><h3>{TEXT[0]}</h3><p>Ann Lee, welder</p></blockquote>"),
)


@BOTH
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [BRIEF, TEXT], ids=["Korean", "English"])
def test_a_form_does_not_remove_a_short_article(form: str, text: tuple[str, ...], layouts: tuple[Layout, ...]) -> None:
    assert told(read(f'<div class="body">{paragraphs(text)}{form}</div>', layouts)) == text


@BOTH
@pytest.mark.parametrize("build", BUILDS)
def test_comments_in_the_container_are_no_text(build: str, layouts: tuple[Layout, ...]) -> None:
    article = read(f'<div class="body">{paragraphs(TEXT)}{build.format(*SAID)}</div>', layouts)

    assert told(article) == TEXT


@pytest.mark.parametrize("tag", ["h3", "div", "span", "b"])
@pytest.mark.parametrize(
    "head",
    [
        "4 Comments", "4 responses", "댓글 4", "댓글(4)", "Reader Comments (4)", "Talkback 4", "Have your say",
        "Letters and opinions (4)", "What readers are saying", "참여글 4",
        "시청자 톡톡", "독자 의견", "이 기사에 대한 의견을 남겨주세요.",
    ],
)  # fmt: skip
def test_comments_that_outweigh_a_brief_do_not_take_its_place(head: str, tag: str) -> None:
    comments = paragraphs(SAID * 2)
    article = read(f"<div>{paragraphs(BRIEF)}</div><div><{tag}>{head}</{tag}>{comments}</div>")

    assert told(article) == BRIEF


def test_reader_comments_are_no_text_but_answers_to_a_question_of_the_article_are() -> None:
    said = "".join(f"<div><p>Ann</p><p>{each}</p></div>" for each in SAID)
    asked = f"<section><h3>What did you think?</h3>{paragraphs(SAID)}</section>"

    assert (
        told(read(f"<article>{paragraphs(TEXT)}<section><h3>What did you think?</h3>{said}</section></article>"))
        == TEXT
    )
    assert told(read(f"<article>{paragraphs(TEXT)}{asked}</article>")) == (*TEXT, "What did you think?", *SAID)


CARD = (
    '<div class="w"><img src="/{n}.jpg"><h3><a href="/article/{n}">A story, number {n}</a></h3>'
    "<p>What number {n} is about is told in this line, at some length.</p></div>"
)


@pytest.mark.parametrize(("head", "related"), [("More on plants", [11, 12, 13]), ("Most read", [])])
def test_cards_in_a_layouts_container_are_no_text(head: str, related: list[int]) -> None:
    cards = f"<div><h4>{head}</h4>{''.join(CARD.format(n=n) for n in (11, 12, 13))}</div>"
    article = read(f'<div class="body">{paragraphs(TEXT[:2])}{cards}<p>{TEXT[2]}</p></div>', (LAYOUT,))

    assert told(article) == TEXT
    assert [link.url for link in article.related] == [f"https://example.com/article/{n}" for n in related]


def test_a_short_line_beside_a_picture_is_its_caption_and_a_sentence_is_text() -> None:
    picture = '<div><img src="/a.jpg">{}</div>'
    article = read(f"<article>{picture.format('A plant in Ohio')}{paragraphs(TEXT)}</article>")
    assert (told(article), [image.caption for image in article.images]) == (TEXT, ["A plant in Ohio"])

    article = read(f"<article>{picture.format(TEXT[0])}{paragraphs(TEXT[1:])}</article>")
    assert told(article) == TEXT


def test_a_list_amid_the_text_stays() -> None:
    items = "<ul><li>a plant in Texas, with 900 jobs</li><li>a plant in Ohio, with 700 jobs</li></ul>"
    article = read(f"<article><p>{TEXT[0]}</p><p>It plans:</p>{items}<p>{TEXT[1]}</p><p>{TEXT[2]}</p></article>")

    assert "a plant in Ohio, with 700 jobs" in article.text


def test_a_front_page_under_an_articles_address_is_refused() -> None:
    head = '<link rel="canonical" href="https://example.com/">'
    with pytest.raises(NotAnArticle) as refused:
        read(f"<div>{paragraphs(TEXT)}</div>", head=head)
    assert refused.value.reason == "list"

    # A site that gives its front page as every page's address is still read by its layout, or where its own address
    # is made of the headline's words.
    title = "Plants, Texas: what they cost"
    page = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{paragraphs(TEXT)}</body></html>"
    article = extract(page.encode(), "https://example.com/blog/plants-texas-what-they-cost")
    assert told(article) == TEXT

    dated = f'<time datetime="2026-01-06T08:45:00Z"></time><div class="body">{paragraphs(TEXT)}</div>'
    assert told(read(dated, (LAYOUT,), head)) == TEXT


@BOTH
def test_readings_and_marks_of_footnotes_are_no_text(layouts: tuple[Layout, ...]) -> None:
    said = "The {} office said so on Tuesday, in a statement of two pages that named no sum and no day."
    marked = f"<p>{TEXT[0]}<sup><a href='#n1'>1</a></sup></p>"
    read_aloud = f"<p>{said.format('<ruby>東京<rt>とうきょう</rt></ruby>')}</p>"
    article = read(f'<div class="body">{marked}{read_aloud}<p>{TEXT[1]}</p></div>', layouts)

    assert told(article) == (TEXT[0], said.format("東京"), TEXT[1])


@BOTH
@pytest.mark.parametrize("between", BETWEEN)
def test_embedded_material_of_others_is_no_text(between: str, layouts: tuple[Layout, ...]) -> None:
    article = read(f'<div class="body">{paragraphs(TEXT[:2])}{between}{paragraphs(TEXT * 2)}</div>', layouts)

    assert told(article) == TEXT


@BOTH
def test_a_short_text_beside_a_film_or_an_advertisement_stays(layouts: tuple[Layout, ...]) -> None:
    film = '<div><iframe src="/film"></iframe></div>'
    assert told(read(f'<div class="body">{film}{paragraphs(BRIEF)}</div>', layouts)) == BRIEF


def test_a_comment_count_above_a_text_does_not_remove_the_text() -> None:
    body = f"<div><span>4 Comments</span><span>Share</span></div><div>{paragraphs(TEXT)}</div>"
    assert told(read(body)) == TEXT
    assert told(read(f"<div><span>4 Comments</span>{paragraphs(TEXT)}</div>")) == TEXT


def test_a_page_of_links_alone_is_a_list_whatever_it_calls_itself() -> None:
    links = "".join(f'<li><a href="/article/{n}">Story of the day number {n}</a></li>' for n in range(100, 110))
    with pytest.raises(NotAnArticle) as refused:
        read(f'<div class="body"><ul>{links}</ul></div>', (LAYOUT,))
    assert refused.value.reason == "list"


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        "The author was born in Gwangju in 1970 and has written nine novels since she came to Seoul.",
        "Students were asked to read more books, and to write down which of them they liked and why.",
        "이 회사의 뉴스레터는 구독자가 10만 명을 넘었다.",
        "Ann Lee is a voter whose opinions are shared by many in the county, as a survey of May shows.",
    ],
)
def test_a_sentence_that_only_sounds_like_a_notice_is_text(line: str, layouts: tuple[Layout, ...]) -> None:
    texts = (*TEXT, line)
    article = read(f'<div class="body">{paragraphs(texts)}</div>', layouts)

    assert (told(article), article.access) == (texts, "open")


def test_lines_that_a_style_parts_are_paragraphs_and_a_picture_stays_one() -> None:
    lines = "".join(f'<span style="display:block">{text}</span>' for text in TEXT)
    picture = '<figure><img style="display: block" src="/a.jpg"><figcaption>A plant in Ohio</figcaption></figure>'
    article = read(f"<article>{picture}<p>{lines}</p></article>")

    assert told(article) == TEXT
    assert [image.caption for image in article.images] == ["A plant in Ohio"]


@BOTH
@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Holm is a former welder who teaches in Ohio. She can be reached at ada@holm.example.", ["Ada Holm"]),
        ("*The author is a poet and a visiting professor in Texas.", []),
        ("By Example News (desk@example.com)", []),
        ("By Ada Holm on Tuesday, Jan 6, 2026", ["Ada Holm"]),
    ],
)
def test_a_line_on_who_wrote_a_text_is_none_of_it(line: str, authors: list[str], layouts: tuple[Layout, ...]) -> None:
    article = read(f'<div class="body">{paragraphs((*TEXT, line))}</div>', layouts)

    assert (told(article), article.authors) == (TEXT, authors)


def test_an_authors_name_alone_at_an_edge_is_no_text_nor_what_it_heads() -> None:
    head = "<meta name=date content='2026-01-06T08:45:00Z'><meta name=author content='Ada Holm'>"
    note = f"Ada Holm is an associate editor of the Busan Post. {'She has written of harbors and of ships. ' * 14}"
    for lines in (("Ada Holm", *TEXT), (*TEXT, "Ada Holm"), (*TEXT, "Ada Holm", note)):
        assert told(read(f"<article>{paragraphs(lines)}</article>", head=head)) == TEXT


def test_a_reporter_in_brackets_before_the_first_words_is_the_author() -> None:
    article = read(f"<article>{paragraphs((f'[서울=설이안 기자] {BRIEF[0]}', BRIEF[1]))}</article>")

    assert (told(article), article.authors) == (BRIEF, ["설이안"])


@pytest.mark.parametrize("stated", ["2026-01-06T17:45:12+09:00", "Jan. 6, 2026 - 17:45 KST"])
def test_a_time_that_another_source_states_with_the_outlets_offset_is_not_utc(stated: str) -> None:
    data = (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-01-06T17:45:12+00:00"}</script>'
    )
    meta = f"<meta name='date' content='{stated}'>"
    told_time = read(f"<article>{paragraphs(TEXT)}</article>", head=data + meta).published

    assert told_time is not None
    assert told_time.isoformat()[:16] == "2026-01-06T17:45"
    assert read(f"<article>{paragraphs(TEXT)}</article>", head=data).published != told_time


def test_a_change_that_is_printed_is_believed_before_one_that_repeats_the_publication() -> None:
    data = '{"@type": "Article", "datePublished": "2026-01-06T17:45:12", "dateModified": "2026-01-06T17:45:12"}'
    printed = "<p>Updated : Jan. 6, 2026 - 19:20:00</p>"
    article = read(
        f"{printed}<article>{paragraphs(TEXT)}</article>", head=f'<script type="application/ld+json">{data}</script>'
    )

    assert article.modified is not None
    assert article.modified.isoformat() == "2026-01-06T19:20:00+09:00"


@pytest.mark.parametrize("heading", ["", "<p>Contents</p>"])
def test_a_table_of_contents_with_others_in_it_goes_whole_however_often_it_is_read(heading: str) -> None:
    def entries(first: int) -> str:
        return "".join(f'<li><a href="#part{number}">Part {number}</a></li>' for number in range(first, first + 3))

    nested = entries(1).replace("</li>", f"<ul>{entries(4)}</ul></li>", 1)
    parts = "".join(f'<h3 id="part{number}">Part {number}</h3><p>{SAID[number % 2]}</p>' for number in range(1, 7))
    page = f"<html><body><article><h1>A plant</h1>{heading}<ul>{nested}</ul>{parts}</article></body></html>".encode()
    texts = {extract(page, "https://www.example.com/a").text for _ in range(20)}
    assert len(texts) == 1
    assert texts.pop().startswith(("Part 1\n\nWell", "Well"))
