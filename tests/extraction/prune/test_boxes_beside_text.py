"""What stands beside a text in a container that is known: bylines, offers, posts, rows to share by, later times."""

import json
from datetime import datetime

import pytest

from crawler.extraction.content.boilerplate_lines import clean_paragraphs
from crawler.extraction.layout import Layout
from tests.support.article_pages import BOTH, BRIEF, LAYOUT, SEOUL, TEXT, paragraphs, read, told

LINK = '<a href="/article/20260105">{}</a>'
FILM = '<a href="https://films.example/1">Tortoise on the line</a>'


@pytest.mark.parametrize(
    ("lead", "authors", "wire"),
    [
        ("[코리아헤럴드=위다솔 기자] ", ["위다솔"], ""),
        ("[헤럴드경제=위다솔·하은채 기자] ", ["위다솔", "하은채"], ""),
        ("[코리아헤럴드(서울)=위다솔 선임기자] ", ["위다솔"], ""),
        ("【위다솔 인턴기자】", ["위다솔"], ""),
        ("(서울=연합뉴스) 위다솔 기자 = ", ["위다솔"], "Yonhap"),
        ("[서울=뉴시스] 위다솔 기자 = ", ["위다솔"], "Newsis"),
        ("(서울=연합뉴스) ", [], "Yonhap"),
        ("코리아헤럴드 위다솔 기자 = ", ["위다솔"], ""),
    ],
)
def test_a_byline_before_the_first_words_goes_into_its_fields(lead: str, authors: list[str], wire: str) -> None:
    lines = clean_paragraphs([lead + BRIEF[0], BRIEF[1]])

    assert (lines.paragraphs, lines.authors, lines.agency) == ([*BRIEF], authors, wire)


@pytest.mark.parametrize(
    "sentence",
    [
        "[단독] 소프트뱅크가 텍사스에 데이터센터 두 곳을 더 짓겠다고 발표했다.",
        "(서울=첫 줄) 소프트뱅크가 텍사스에 데이터센터 두 곳을 더 짓겠다고 발표했다.",
        "위다솔 기자가 텍사스에 있는 데이터센터 두 곳을 다녀왔다.",
        "제보를 받은 경찰은 02-781-1234로 걸려 온 전화가 아니라 편지를 먼저 조사했다.",
    ],
)
def test_a_sentence_that_begins_like_a_byline_stays(sentence: str) -> None:
    assert clean_paragraphs([sentence, *BRIEF]).paragraphs == [sentence, *BRIEF]


@pytest.mark.parametrize(
    "line",
    [
        "By Korea Herald (desk@heraldcorp.com)",
        "BY KOREA JOONGANG DAILY",
        "By Korea Herald staff",
        "The Korea Herald (desk@heraldcorp.com)",
        "코리아헤럴드 편집국 desk@heraldcorp.com",
        "[제보] 카카오톡 okjebo, 전화 02-781-1234",
        "https://www.youtube.com/watch?v=abcdefghijk",
    ],
)
def test_a_desks_byline_a_tip_line_and_a_bare_address_are_no_text(line: str) -> None:
    lines = clean_paragraphs([*TEXT, line])

    assert (lines.paragraphs, lines.authors, lines.emails) == ([*TEXT], [], [])


@pytest.mark.parametrize("heading", ["By the numbers", "By Press Time", "By Times Square"])
def test_a_subheading_that_begins_like_a_byline_stays(heading: str) -> None:
    assert heading in clean_paragraphs([TEXT[0], heading, *TEXT[1:]]).paragraphs


@BOTH
@pytest.mark.parametrize(
    "offer",
    [
        f"<p>▶ {LINK.format('별 보러 가는 기차, 매진')}<br>▶ {LINK.format('폐교 3천 곳, 무엇이 되었나')}</p>",
        f"<p>{LINK.format('▶ 별 보러 가는 기차, 매진')}</p>",
        f"<ul><li>▶ {LINK.format('별 보러 가는 기차')}</li><li>▶ {LINK.format('폐교 3천 곳')}</li></ul>",
        '<p>▶ <a href="https://news.example/press">구독하기</a></p>',
        f"<p>Video: “{FILM}”</p>",
        f"<p>[영상] {FILM}</p>",
        f"<p>Video: {FILM}<br>Video: {FILM}</p>",
        f"<p>FEATURE: {LINK.format('Tortoise on the line')}</p>",
    ],
)
def test_lines_that_are_links_behind_an_arrow_or_a_label_are_no_text(offer: str, layouts: tuple[Layout, ...]) -> None:
    assert told(read(f'<div class="body">{paragraphs(TEXT)}{offer}</div>', layouts)) == TEXT


@BOTH
@pytest.mark.parametrize(
    "sentence",
    [
        "▶ First, the plant is to open in the second half of 2027, a year before it was planned.",
        f"Video: the {LINK.format('ministry’s own')}, it said, showed nothing of the kind on Tuesday.",
        f"Fact: {LINK.format('The plant is to open in the second half of the year 2027.')}",
    ],
)
def test_a_sentence_behind_an_arrow_or_a_label_stays(sentence: str, layouts: tuple[Layout, ...]) -> None:
    article = read(f'<div class="body"><p>{TEXT[0]}</p><p>{sentence}</p>{paragraphs(TEXT[1:])}</div>', layouts)

    assert len(told(article)) == len(TEXT) + 1


@BOTH
@pytest.mark.parametrize(
    "post",
    [
        '<a href="https://www.instagram.com/p/a/">A post shared by Night</a> on <time>Jul 24, 2026 at 9:00am</time>',
        '<p>The lifts work!</p>— Night (@n) <a href="https://x.com/n/status/1">July 24, 2026</a>',
    ],
)
def test_a_post_of_another_site_is_no_text(post: str, layouts: tuple[Layout, ...]) -> None:
    quote = f"<blockquote>{post}</blockquote>"

    assert told(read(f'<div class="body">{paragraphs(TEXT)}{quote}</div>', layouts)) == TEXT


@BOTH
def test_a_quote_that_only_names_a_post_stays(layouts: tuple[Layout, ...]) -> None:
    said = "“We never signed,” she wrote in {} that was seen by 40,000 people on Tuesday."
    linked = said.format('<a href="https://x.com/n/status/1">a post</a>')
    quote = f"<blockquote><p>{linked}</p></blockquote>"
    article = read(f'<div class="body">{paragraphs(TEXT[:2])}{quote}<p>{TEXT[2]}</p></div>', layouts)

    assert said.format("a post") in told(article)


@BOTH
@pytest.mark.parametrize(
    "row",
    [
        '<div><a href="#t">Tweet</a><a href="#l">LinkedIn</a></div>',
        '<div><span>Share</span><a href="#f">Facebook</a><a href="#t">Twitter</a></div>',
        '<ul><li><a href="#f">Share on Facebook</a></li><li><a href="#x">Share on X</a></li></ul>',
        '<p><a href="#f">Facebook</a> | <a href="#t">Twitter</a> | <a href="#e">Email</a></p>',
        '<div><a href="#t"><span>Tweet</span></a><a href="#l"><span>LinkedIn</span></a></div>',
        "<div><a>카카오톡</a><a>페이스북</a><a>URL 복사</a></div>",
    ],
)
def test_a_row_to_share_by_is_no_text(row: str, layouts: tuple[Layout, ...]) -> None:
    for body in (f"{row}{paragraphs(TEXT)}", f"{paragraphs(TEXT)}{row}"):
        assert told(read(f'<div class="body">{body}</div>', layouts)) == TEXT


def test_the_names_of_sites_that_a_text_lists_stay() -> None:
    items = '<p>It is for two sites:</p><ul><li><a href="#f">Facebook</a></li><li><a href="#t">Threads</a></li></ul>'
    article = read(f'<div class="body">{paragraphs(TEXT[:2])}{items}<p>{TEXT[2]}</p></div>', (LAYOUT,))

    assert "Threads" in told(article)


@pytest.mark.parametrize(
    ("shown", "hour"),
    [
        ("<p>Updated : Jan. 6, 2026 - 17:40</p>", 17),
        ("<p>Updated Jan. 6, 2026</p>", 14),
        ("<p>Last updated: Jan. 5, 2026 09:00</p>", 14),
        ("<aside><p>Seoul 3°C, updated Jan. 7, 2026 08:00</p></aside>", 14),
    ],
)
def test_a_later_time_on_the_page_is_believed_where_the_data_repeat_publication(shown: str, hour: int) -> None:
    moment = "2026-01-06T14:00:00+09:00"
    data = {"@type": "NewsArticle", "datePublished": moment, "dateModified": moment}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    article = read(f"{shown}<article>{paragraphs(TEXT)}</article>", head=head)

    assert article.modified == datetime(2026, 1, 6, hour, 40 if hour == 17 else 0, tzinfo=SEOUL)
