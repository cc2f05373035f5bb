"""Offers, adverts and forms amid a text that is found, and how its lines are parted."""

import pytest

from crawler.extraction.content.boilerplate_lines import clean_paragraphs
from tests.support.article_pages import BOTH, FOUR, paragraphs, read

AMID = {
    "a card in a link": (
        '<a href="/article/2"><div>Related</div><div>Why cooks move back</div><div>Rents draw them home.</div></a>'
    ),
    "a list of cards": (
        "<div><p><strong>Read also</strong></p><ul><li><h4><a href='/x'>Why cooks move back</a></h4><div><p>Rents draw "
        "them home, a survey of two hundred of them has found.</p></div></li></ul></div>"
    ),
    "a card in a box": (
        "<div><p>Read also</p><div><h4><a href='/x'>Why cooks move back to where they were born</a></h4><p>Rents draw "
        "them home, a survey of two hundred of them has found, and so do their mothers.</p></div></div>"
    ),
    "an arrow": '<p><strong>&gt;&gt; <a href="/article/2">Why cooks move back to where they were born</a></strong></p>',
    "an app": "<div><p>Read more on our app, now with puzzles. Download it for iOS and Android.</p></div>",
    "a form": (
        "<div><h4>Morning Brief</h4><p>Get the five stories you need before your first coffee, every weekday at 7 a.m."
        '</p><form><input type="email"><button>Go</button></form></div>'
    ),
    "a Korean field": (
        "<div><p>한국어 배우기</p><p>오늘의 낱말을 매일 아침 받아 보세요. 초급과 중급 가운데 고를 수 있습니다. "
        '언제든지 그만둘 수 있습니다.</p><input placeholder="이메일"><button>신청</button></div>'
    ),
    "a quote again": f"<div class=q><strong>{FOUR[1]}</strong></div>",
}


@pytest.mark.parametrize("box", AMID)
@BOTH
def test_offers_and_adverts_amid_a_text_are_no_text(box: str, layouts: tuple[()]) -> None:
    texts = [FOUR[0], f"{FOUR[1]} So it was said.", *FOUR[2:]]
    body = f"<div class=body>{paragraphs(texts[:2])}{AMID[box]}{paragraphs(texts[2:])}</div>"
    assert read(body, layouts).text.split("\n\n") == texts


@BOTH
def test_lines_of_an_entry_in_a_list_are_parted(layouts: tuple[()]) -> None:
    entry = "<ul><li><h4>Light and radio</h4><p>Salt is kind to radio.</p></li><li>Trucks are driven.</li></ul>"
    body = f"<div class=body>{paragraphs(FOUR[:2])}{entry}{paragraphs(FOUR[2:])}</div>"
    assert "Light and radio\nSalt is kind to radio." in read(body, layouts).text


@pytest.mark.parametrize("day", ["Oct. 16, 2026", "2026.10.16", "2026년 10월 16일", "Friday, 16 October 2026"])
def test_a_day_above_a_text_is_none_of_it_but_those_of_a_diary_are(day: str) -> None:
    assert clean_paragraphs([day, *FOUR]).paragraphs == FOUR
    diary = [day, *FOUR[:2], "Oct. 17, 2026", *FOUR[2:]]
    assert clean_paragraphs(diary).paragraphs == diary
