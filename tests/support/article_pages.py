"""Pages of one article each, with and without a layout that finds it, and their texts."""

from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import Article, extract
from crawler.extraction.layout import Layout
from crawler.text.urls import Address, Addresses

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://example.com/article/1"
BRIEF = (
    "소프트뱅크는 오픈AI와 함께 텍사스에 데이터센터 두 곳을 더 짓겠다고 화요일 발표했다.",
    "첫 번째 시설은 2027년 하반기에 문을 열 예정이다.",
)
TEXT = (
    "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio.",
    "The first of them is to open in the second half of 2027, according to people who know of the plan.",
    "Shares in the group rose 4.2 percent in Tokyo, to their highest close since October of last year.",
)
FOUR = [
    "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio.",
    "The first of them is to open in the second half of 2027, according to people who know of the plan.",
    "Oracle declined to comment.",
    "Shares in the group rose 4.2 percent in Tokyo, to their highest close since October of last year.",
]
TITLE = "SoftBank builds two more data centers"
LAYOUT = Layout(name="body", addresses=Addresses(Address(r"https://example\.com/article/\d+")), body=".body")
BOTH = pytest.mark.parametrize("layouts", [(LAYOUT,), ()], ids=["by a layout", "by none"])


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, layouts: tuple[Layout, ...] = (), head: str = "", title: str = "SoftBank builds") -> Article:
    head = head or "<meta property='article:published_time' content='2026-01-06T08:45:00Z'>"
    shown = f'<nav><a href="/">Home</a></nav><h1>{title}</h1>{body}<footer>About</footer>'
    page = f"<html><head><title>{title}</title>{head}</head><body>{shown}</body></html>"
    return extract(page.encode(), URL, layouts=layouts, zone=SEOUL)


def told(article: Article) -> tuple[str, ...]:
    return tuple(article.text.split("\n\n"))


def text_of(body: str) -> list[str]:
    page = f"<html><head><title>{TITLE}</title></head><body><nav><a href='/'>Home</a></nav>{body}</body></html>"
    return extract(page.encode(), "https://example.com/news/softbank-builds-two-more").text.split("\n\n")
