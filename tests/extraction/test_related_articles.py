"""Related articles are found by what their box says, wherever it stands and whatever its class is called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from crawler.extraction import extract
from crawler.extraction.article import misfit
from crawler.fetch.saved_pages import SavedPage, saved_pages
from crawler.page.document import parse_page
from tests.support.project import FIXTURES, SPIDERS

if TYPE_CHECKING:
    from crawler.extraction.layout import Layout
    from crawler.items import Article

HEADINGS = (
    "Related Stories", "RELATED ARTICLES", "Related coverage:", "Read more:", "Read also", "See also", "More on this",
    "More on this story", "Also read", "Similar stories", "관련기사", "관련 기사", "[관련기사]", "▶ 관련기사", "함께 읽기",
    "더 보기", "더 읽기", "관련 뉴스", "함께 보면 좋은 기사", "이 기사와 관련된 기사",
)  # fmt: skip
OTHER_HEADINGS = (
    "More in Business", "Most read", "Latest", "많이 본 뉴스", "핫 클릭", "추천 뉴스", "이 시각 주요뉴스", "Editor’s picks",
    "Trending", "You may also like", "Recommended for you", "More from this author",
)  # fmt: skip
HEADS = ("h2", "div", "span", "p", "strong", "dt")


class Saved:
    """A saved article whose related box can be changed before it is read again."""

    def __init__(self, name: str, page: SavedPage) -> None:
        self.spider, self.page = SPIDERS[name], page
        self.related = page.expected["item"]["related"]

    def layout(self) -> Layout | None:
        """Returns the layout that fits the page."""
        parsed = parse_page(self.page.body, self.page.url, self.page.headers)
        return next((layout for layout in self.spider.layouts if not misfit(parsed, layout)), None)

    def urls(self, *kinds: str) -> list[str]:
        """Returns the related articles that the page is expected to give."""
        return [link["url"] for link in self.related if link["kind"] in kinds]

    def read(
        self, *, heading: str = "", tag: str = "h3", renamed: bool = True, moved: bool = False, box: str = ""
    ) -> Article:
        """Reads the page with its box renamed, moved before the footer, or headed otherwise, or with another box."""
        parsed, layout = parse_page(self.page.body, self.page.url, self.page.headers), self.layout()
        assert layout is not None
        tree, marked = parsed.tree, parsed.select(layout.related) if layout.related else []
        boxes = list(dict.fromkeys(each if _head_of(each) is not None else each.getparent() for each in marked))
        for each in boxes:
            head = _head_of(each)
            if heading and head is not None:
                new = html.fromstring(f"<{tag}></{tag}>")
                new.text, new.tail = heading, head.tail
                head.getparent().replace(head, new)
        for each in marked if renamed else ():
            each.set("class", "box-7")
        footers = [each for each in tree.iter("footer") if next(each.iterancestors("article"), None) is None]
        added = [html.fromstring(box)] if box else []
        for each in [*added, *(boxes if moved else ())]:
            if not footers:
                tree.find("body").append(each)
            else:
                footers[-1].addprevious(each)
        body = html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
        headers = {**self.page.headers, "content-type": "text/html; charset=utf-8"}
        zone = ZoneInfo(self.spider.timezone)
        return extract(body, self.page.url, headers=headers, layouts=self.spider.layouts, zone=zone)


def _head_of(box: html.HtmlElement) -> html.HtmlElement | None:
    """Returns the first heading in a box that is not a headline."""
    heads = (head for head in box.iter("h2", "h3", "h4", "em") if next(head.iterancestors("a"), None) is None)
    return next((head for head in heads if all(link.get("href") == "#" for link in head.iter("a"))), None)


def _found(article: Article) -> list[str]:
    return [link.url for link in article.related]


@cache
def _saved() -> dict[str, Saved]:
    return {
        f"{name}/{page.path.stem}": Saved(name, page)
        for name in SPIDERS
        for page in saved_pages(FIXTURES / name)
        if "item" in page.expected
    }


def _has_box(saved: Saved) -> bool:
    layout = saved.layout()
    return bool(saved.urls("related") and layout and layout.related)


BOXED = {key: saved for key, saved in _saved().items() if _has_box(saved)}
# One page for each layout.
LAYOUTS = {
    f"{saved.spider.name}/{layout.name}": saved
    for saved in reversed(_saved().values())
    if (layout := saved.layout()) and (_has_box(saved) or not layout.related)
}
HEADED = {key: saved for key, saved in LAYOUTS.items() if _has_box(saved)}
BARE = {key: saved for key, saved in LAYOUTS.items() if not _has_box(saved)}


def test_every_outlet_has_saved_pages_with_a_box_and_seven_layouts_have_no_selector() -> None:
    assert {saved.spider.name for saved in BOXED.values()} == set(SPIDERS)
    assert len(BARE) == 7


@pytest.mark.parametrize("key", BOXED)
@pytest.mark.parametrize("moved", [False, True], ids=["renamed", "moved"])
def test_a_box_is_found_under_another_class_and_before_the_footer(key: str, moved: bool) -> None:  # noqa: FBT001
    article = BOXED[key].read(moved=moved)
    assert _found(article) == BOXED[key].urls("inline", "related")
    assert article.text == BOXED[key].page.expected["item"]["text"]


@pytest.mark.parametrize("key", HEADED)
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_box_is_found_under_any_wording(key: str, heading: str) -> None:
    tag = HEADS[HEADINGS.index(heading) % len(HEADS)]
    assert _found(HEADED[key].read(heading=heading, tag=tag)) == HEADED[key].urls("inline", "related")


@pytest.mark.parametrize("key", HEADED)
@pytest.mark.parametrize("heading", OTHER_HEADINGS)
def test_a_box_of_other_articles_is_not_related_under_any_class(key: str, heading: str) -> None:
    tag = HEADS[OTHER_HEADINGS.index(heading) % len(HEADS)]
    for renamed in (True, False):
        assert _found(HEADED[key].read(heading=heading, tag=tag, renamed=renamed)) == HEADED[key].urls("inline")
