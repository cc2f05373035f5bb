"""Boxes at the edges of a text and lines amid it that ask for something: they go, and the text behind them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.article_pages import BOTH, TEXT, paragraphs, read, told

if TYPE_CHECKING:
    from crawler.extraction.layout import Layout

LINKS = "<a href='/tag/rye'>Rye</a><a href='/tag/oats'>Oats</a>"


@BOTH
@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4>Topics</h4>{LINKS}</div>",
        "<div><a href='/p'>Print</a> | <a href='/s'>Save</a> | <a href='/t'>Translate</a></div>",
        "<div><h4>Reader poll</h4><p>Should the mill open?</p><ul><li>Yes 61%</li><li>No 39%</li></ul></div>",
        "<div><a href='/tag/1'>#rye</a> <a href='/tag/2'>#mill</a></div>",
        "<section class='comments'><b>ann</b><p>I have lived beside this mill for thirty years.</p></section>",
        "<ul class='commentlist'><li><b>ann</b><p>I have lived beside this mill for thirty years.</p></li></ul>",
    ],
)
def test_a_box_at_the_end_that_is_no_text_goes(box: str, layouts: tuple[Layout, ...]) -> None:
    assert told(read(f'<div class="body">{paragraphs(TEXT)}{box}</div>', layouts)) == TEXT


@BOTH
@pytest.mark.parametrize(
    "call",
    [
        "<aside><h4>Join the conversation</h4><p>What would you do with the mill? Write to us.</p></aside>",
        "<p><a href='/login'>Log in to comment</a></p>",
        "<div><strong>이 기사에 대한 의견을 남겨주세요.</strong></div>",
    ],
)
def test_the_text_behind_a_call_for_comments_stays(call: str, layouts: tuple[Layout, ...]) -> None:
    page = f'<div class="body">{paragraphs(TEXT[:2])}{call}{paragraphs(TEXT[2:])}</div>'
    assert told(read(page, layouts)) == TEXT


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        "(c) The state shall pay for the mill.",
        "Copyright by itself is no shield, the judge said.",
        "All rights reserved to the miller by the treaty were given up in 1954.",
        "Readers saw the line “Subscribe to continue reading” and left, the paper said.",
        "이 글에 댓글 4천 개가 달렸습니다.",
        "무단 전재는 범죄라고 판사는 말했습니다.",
    ],
)
def test_a_sentence_of_the_news_is_no_notice(line: str, layouts: tuple[Layout, ...]) -> None:
    page = f'<div class="body">{paragraphs(TEXT[:2])}<p>{line}</p>{paragraphs(TEXT[2:])}</div>'
    article = read(page, layouts)
    assert (told(article), article.access) == ((*TEXT[:2], line, *TEXT[2:]), "open")


def test_a_refrain_stays_and_what_is_printed_twice_goes() -> None:
    refrain = "The wheel turns and the wheel turns, and nobody knows for whom it turns."
    page = "".join(f"<p>{each}</p>" for each in (TEXT[0], refrain, TEXT[1], refrain, TEXT[2]))
    assert told(read(page)) == (TEXT[0], refrain, TEXT[1], refrain, TEXT[2])
    assert told(read(page * 2)) == (TEXT[0], refrain, TEXT[1], refrain, TEXT[2])


@BOTH
@pytest.mark.parametrize(
    "amid",
    [
        "<h3>14 Comments</h3>",
        "<p>14 Comments</p>",
        "<div>14 Comments</div>",
        "<p>댓글 14개</p>",
        "<h3>2 Comments</h3><ol class='commentlist'><li><p>ann: I for one do not believe a word of it.</p></li></ol>",
    ],
)
def test_a_count_of_comments_amid_the_text_ends_nothing(amid: str, layouts: tuple[Layout, ...]) -> None:
    texts = (*TEXT, *(text.replace("SoftBank", "Oracle").replace("Texas", "Utah") for text in TEXT[:1]))
    body = f"<div class='body'>{paragraphs(texts[:2])}{amid}{paragraphs(texts[2:])}</div>"
    assert told(read(body, layouts)) == texts


@BOTH
def test_comments_behind_their_count_are_no_text(layouts: tuple[Layout, ...]) -> None:
    comments = paragraphs(("I do not believe a word of this story, to be honest with you all, and I never did.",))
    body = f"<div class='body'>{paragraphs(TEXT)}<p>1 Comment</p>{comments}</div>"
    assert told(read(body, layouts)) == TEXT


@pytest.mark.parametrize(
    "box",
    [
        "<div><h4>Reader poll</h4><p>Should the mill open?</p><ul><li>Yes 61%</li><li>No 39%</li></ul></div>",
        "<div><p>What is your reaction?</p><ul><li>Glad 4</li><li>Sad 2</li></ul></div>",
        "<div><img src='/k.jpg' alt=''><h4><a href='/author/ida'>Ida Roe</a></h4><p>Ida Roe covers mills.</p></div>",
    ],
)
def test_a_box_at_the_end_of_a_box_in_the_container_goes(box: str) -> None:
    lead = "Two halls are to follow in spring, and nobody can say yet who is to pay for their power."
    page = f'<article><p>{lead}</p><div class="body">{paragraphs(TEXT)}{box}</div><div>Mills</div></article>'
    assert told(read(page))[: len(TEXT) + 1] == (lead, *TEXT)
    assert set(told(read(page))[len(TEXT) + 1 :]) <= {"Mills"}


def test_a_label_behind_a_text_is_none_because_its_letters_are_in_the_text() -> None:
    behind = "<p>Copyright © 2026 The Quay Times. All rights reserved.</p><div><a href='/l'>Group</a></div>"
    assert told(read(f"<section><div>{paragraphs(TEXT)}</div>{behind}</section>")) == TEXT


def test_a_short_text_with_its_author_and_a_picture_is_no_authors_box() -> None:
    signed = "<p><img src='/k.jpg' alt=''>By <a href='/author/ida'>Ida Roe</a></p>"
    page = f'<article><p>Mills</p><div class="body">{signed}{paragraphs(TEXT)}</div></article>'
    assert told(read(page))[-len(TEXT) :] == TEXT


def test_a_machines_summary_in_a_box_beside_the_boxes_of_a_text_goes() -> None:
    box = (
        "<div><strong>AI summary</strong><p>Two centers are to come, and shares rose.</p><small>May err.</small></div>"
    )
    assert told(read(f"<article>{box}<div>{paragraphs(TEXT)}</div>{box}</article>")) == TEXT
