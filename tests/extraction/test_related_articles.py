"""Related articles are found by what their box says, wherever it stands and whatever its class is called."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from crawler.extraction import extract
from crawler.extraction.article import misfit
from crawler.extraction.prune import headed_blocks, related_blocks
from crawler.fetch.saved_pages import SavedPage, saved_pages
from crawler.page.article_links import canonical_of
from crawler.page.document import parse_page
from crawler.page.tree import PARSER, words
from tests.support.article_pages import BOTH, LAYOUT, TEXT, URL, paragraphs, read, told
from tests.support.project import FIXTURES, SPIDERS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.extraction.layout import Layout
    from crawler.items import Article

HEADINGS = (
    "Related Stories", "RELATED ARTICLES", "Related coverage:", "Read more:", "Read also", "See also", "More on this",
    "More on this story", "Also read", "Similar stories", "관련기사", "관련 기사", "[관련기사]", "▶ 관련기사",
    "함께 읽기", "더 보기", "더 읽기", "관련 뉴스", "함께 보면 좋은 기사", "이 기사와 관련된 기사",
)  # fmt: skip
OTHER_HEADINGS = (
    "More in Business", "Most read", "Latest", "많이 본 뉴스", "핫 클릭", "추천 뉴스", "이 시각 주요뉴스",
    "Editor’s picks", "Trending", "You may also like", "Recommended for you", "More from this author",
)  # fmt: skip
HEADS = ("h2", "div", "span", "p", "strong", "dt")


class Saved:
    """A saved article whose related box can be changed before it is read again."""

    def __init__(self, name: str, page: SavedPage) -> None:
        self.spider, self.page = SPIDERS[name], page
        self.related = page.expected["item"]["related"]

    @cached_property
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
        parsed, layout = parse_page(self.page.body, self.page.url, self.page.headers), self.layout
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
    layout = saved.layout
    return bool(saved.urls("related") and layout and layout.related)


BOXED = {key: saved for key, saved in _saved().items() if _has_box(saved)}
# One page for each layout.
LAYOUTS = {
    f"{saved.spider.name}/{layout.name}": saved
    for saved in reversed(_saved().values())
    if (layout := saved.layout) and (_has_box(saved) or not layout.related)
}
HEADED = {key: saved for key, saved in LAYOUTS.items() if _has_box(saved)}
BARE = {key: saved for key, saved in LAYOUTS.items() if not _has_box(saved)}


def test_every_outlet_has_saved_pages_with_a_box_and_seven_layouts_have_no_selector() -> None:
    assert {saved.spider.name for saved in BOXED.values()} == set(SPIDERS)
    assert len(BARE) == 7


@pytest.mark.parametrize("key", BOXED)
@pytest.mark.parametrize("moved", [False, True], ids=["renamed", "moved"])
def test_a_box_is_found_under_another_class_and_before_the_footer(key: str, moved: bool) -> None:
    article = BOXED[key].read(moved=moved)
    assert sorted(_found(article)) == sorted(BOXED[key].urls("inline", "related"))
    assert list(told(article)) == BOXED[key].page.expected["item"]["text"]


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


def _link(number: int, title: str = "") -> str:
    return f'<a href="/article/1000{number}">{title or f"The {number}th ferry sails at dawn"}</a>'


def _numbers(article: Article) -> str:
    return "".join(url[-1] for url in _found(article))


BODY = f'<div class="body">{paragraphs(TEXT)}{{}}</div>{{}}'
LIST = f"<ul><li>{_link(1)}</li><li>{_link(2)}</li></ul>"
CARDS = "".join(f'<div class="card">{_link(number)}<span>Jan. 5</span></div>' for number in (1, 2))


@pytest.mark.parametrize("key", BARE)
def test_a_box_is_found_on_a_layout_without_a_selector(key: str) -> None:
    saved = BARE[key]
    # Any other article of the same site.
    url = next(
        other.page.expected["item"]["url"]
        for other in _saved().values()
        if (layout := saved.layout) and layout.addresses.canonical(other.page.expected["item"]["url"])
        and other.page.expected["item"]["url"] not in {saved.page.expected["item"]["url"], *saved.urls("inline")}
    )  # fmt: skip
    article = saved.read(box=f'<div><span>관련 기사</span><p><a href="{url}">Another article</a></p></div>')
    assert _found(article) == [*saved.urls("inline"), url]
    assert list(told(article)) == saved.page.expected["item"]["text"]


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        f"<p>Related: {_link(1)} Related: {_link(2)}</p>",
        f"<p>Related: {_link(1)}<br>Related: {_link(2)}</p>",
        f"<p>Related stories: {_link(1)}, {_link(2)}, {_link(3)}</p>",
        f"<p>Read more: {_link(1)} / {_link(2)} / {_link(3)}</p>",
        f"<p>See also: {_link(1)} | {_link(2)} | {_link(3)}</p>",
        f"<p><strong>Read also:</strong><br>{_link(1)}<br>{_link(2)}<br>{_link(3)}</p>",
        f"<p>More on this: {_link(1)}; {_link(2)}</p>",
        f"<p>[관련기사] {_link(1)} · {_link(2)} · {_link(3)}</p>",
        f"<p>▶ 관련기사: {_link(1)}</p><p>▶ 함께 읽기: {_link(2)}</p>",
        f"<p>더 읽기</p><p>{_link(1)}</p><p>{_link(2)}</p>",
        f"<p><b>함께 보기</b></p>{LIST}",
        f"<p>{_link(1, '[관련기사] 새벽 배가 뜬다')}</p><p>{_link(2, 'Related: the second ferry')}</p>",
    ],
)
def test_links_behind_labels_amid_the_text_are_related_and_no_text(line: str, layouts: tuple[Layout, ...]) -> None:
    article = read(BODY.format(line, ""), layouts)
    assert _numbers(article) in {"12", "123"}
    assert len(_found(article)) == line.count("href")
    if layouts:
        assert {link.kind for link in article.related} == {"inline"}
    assert not any(link.title.startswith(("Related", "[관련기사]")) for link in article.related)
    assert told(article) == TEXT
    assert article.sources["related"] == "text"


@BOTH
@pytest.mark.parametrize(
    "line",
    [
        f"<p>The harbor master said more on the {_link(1, 'ferry')} would follow in the week after the storm.</p>",
        f"<p>See also the {_link(1, 'first ferry')} that sailed at dawn, which nobody had expected to see again.</p>",
        f"<p>Related costs rose, and {_link(1, 'the first ferry')} had to pay 12 percent more than a year before.</p>",
        f"<p>관련 기사를 쓴 {_link(1, '기자')}는 이튿날 새벽에 첫 배를 타고 섬을 떠났다고 선장이 말했다.</p>",
    ],
)
def test_a_sentence_with_a_link_is_text(line: str, layouts: tuple[Layout, ...]) -> None:
    article = read(BODY.format(line, ""), layouts)
    assert len(told(article)) == len(TEXT) + 1
    assert _found(article) == []


@BOTH
def test_a_line_of_related_links_amid_bare_lines_is_read(layouts: tuple[Layout, ...]) -> None:
    lines = "<br><br>".join([*TEXT[:2], f"Related: {_link(1)} / {_link(2)}", TEXT[2]])
    assert _numbers(read(f'<div class="body">{lines}</div>', layouts)) == "12"


@BOTH
@pytest.mark.parametrize(
    "box",
    [
        f"<div><div><h4>Related stories</h4><a href='/more'>More</a></div>{LIST}</div>",
        f"<section><h3>관련 기사 <em></em></h3><a href='/list'>더보기</a>{CARDS}</section>",
        f"<div><h4><a href='#'>RELATED</a><a href='#'>MORE FROM AUTHOR</a></h4><div>{LIST}</div></div>",
        f"<dl><dt>See also</dt><dd>{_link(1)}</dd><dd>{_link(2)}</dd></dl>",
        f"<p>Related news</p><p>{_link(1)}</p><p>{_link(2)}</p>",
        f"<aside><strong>Related</strong>{CARDS}<aside><h4>Most popular</h4><p>{_link(8)}</p></aside></aside>",
        f"<div><h3>Related</h3>{LIST}</div><div><h3>Cartoons</h3><ul><li>{_link(8)}</li><li>{_link(9)}</li></ul></div>",
        f"<div><h3>Related</h3>{LIST}{LIST}{_link(2)}<a href='/article/1'>This one</a><a href='/about'>Us</a></div>",
        f"<div><h3>Related</h3>{LIST}<a href='https://other.example.org/article/10005'>Elsewhere</a></div>",
        f"<div><p>Related: {_link(1)}</p><p>Related: {_link(2)}</p></div>",
    ],
)
def test_a_box_behind_the_text_gives_its_articles_and_no_others(box: str, layouts: tuple[Layout, ...]) -> None:
    article = read(BODY.format("", box), layouts)
    assert _numbers(article) == "12"
    assert told(article) == TEXT


@BOTH
@pytest.mark.parametrize(
    "box",
    [
        *(f"<div><div>{heading}</div>{LIST}</div>" for heading in OTHER_HEADINGS),
        f"<div><h4>광주-주요뉴스</h4><a href='/list'>더보기</a>{LIST}</div>",
        f"<div><h4>광주-주요뉴스</h4><span>더보기</span>{LIST}</div>",
        f"<section><h3>Related stories</h3><ul></ul></section><aside><h4>Most popular</h4>{LIST}</aside>",
        f"<section><h3>Related stories</h3><ul></ul></section><aside><h4>Cartoons</h4>{LIST}</aside>",
        f"<div><p>A teaser.</p><a href='/article/1'>Read more</a>{LIST}</div>",
        f"<div><h4><a href='#'>MOST READ</a><a href='#'>RELATED</a></h4>{LIST}</div>",
        f"<div><h4>2 comments</h4><ul><li><p>See also: {_link(1)}</p></li><li><p>Thank you.</p></li></ul></div>",
        "<div><h3>Related</h3><ul><li><a href='/article/1'>This one</a></li></ul></div>",
        "<div><h3>Related</h3><ul><li><a href='/topics/ferries'>Ferries</a></li></ul></div>",
    ],
)
def test_other_lists_behind_the_text_give_none(box: str, layouts: tuple[Layout, ...]) -> None:
    article = read(BODY.format("", box), layouts)
    assert _found(article) == []
    assert "related" not in article.sources


@pytest.mark.parametrize(
    ("cards", "title"),
    [
        ('<a href="/article/10001"><img src="/a.jpg" alt="A ferry at dawn"></a>', "A ferry at dawn"),
        (f'<a href="/article/10001" title="T"><img src="/a.jpg" alt="A pier"></a>{_link(1, "Ferry")}', "Ferry"),
        (f'{_link(1, "Ferry")}<a href="/article/10001"><img src="/a.jpg" alt="A pier"></a>', "Ferry"),
        (f'<a href="/article/10001"><img src="/a.jpg" alt="A pier"></a>{_link(1, "Read more")}', "A pier"),
        ('<a href="/article/10001"><img src="/a.jpg" alt=""></a>', ""),
    ],
)
def test_a_title_is_the_words_of_a_link_else_what_its_picture_shows(cards: str, title: str) -> None:
    article = read(BODY.format("", f"<div><h3>Related</h3><div>{cards}</div></div>"), (LAYOUT,))
    assert [link.title for link in article.related] == [title]


def test_the_source_says_whether_the_selector_or_the_words_found_the_articles() -> None:
    layout = replace(LAYOUT, related=".related", inline=".offer")
    box = f'<div class="{{}}"><h3>Related</h3>{LIST}</div>'
    by_class, by_words = (read(BODY.format("", box.format(name)), (layout,)) for name in ("related", "renamed"))
    assert _found(by_class) == _found(by_words)
    assert (by_class.sources["related"], by_words.sources["related"]) == ("selector", "text")
    amid = read(BODY.format(f'<div class="offer">{_link(1)}</div>', ""), (layout,))
    assert (_numbers(amid), amid.sources["related"]) == ("1", "selector")
    assert read(BODY.format("", box.format("related")), ()).sources["related"] == "text"
    both = read(BODY.format(f'<div class="offer">{_link(3)}</div>', box.format("renamed")), (layout,))
    assert (_numbers(both), both.sources["related"]) == ("312", "text")


@pytest.mark.parametrize(
    ("box", "numbers"),
    [
        (f'<h4>Most read</h4><p>{_link(8)}</p><ul class="related"><li>{_link(1)}</li></ul>', "1"),
        (f'<h4>Most read</h4><ul class="related"><li>{_link(8)}</li></ul>', ""),
        (f'<h4>Most read</h4><p class="related">{_link(8)}</p><p class="related">{_link(9)}</p>', ""),
        (f'<ul class="related"><li>{_link(1)}</li></ul>', "1"),
        (f'<div class="related"><b>Picked by the desk</b>{LIST}</div>', "12"),
    ],
)
def test_what_a_selector_finds_is_related_unless_it_calls_itself_otherwise(box: str, numbers: str) -> None:
    assert _numbers(read(BODY.format("", f"<div>{box}</div>"), (replace(LAYOUT, related=".related"),))) == numbers


@pytest.mark.parametrize("headings", ["<h3>Related</h3>", "<div><h3>Related</h3>"], ids=["in a row", "in each other"])
def test_a_box_is_looked_for_under_each_of_many_headings_in_time_that_grows_with_the_page(
    headings: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in = []
    for number in (300, 900):
        tree = html.fromstring(f"<html><body>{headings * number}<p>Words.</p></body></html>", parser=PARSER)
        lengths: list[int] = []

        def counted(element: HtmlElement, most: int = 0, lengths: list[int] = lengths) -> str:
            lengths.append(len(text := words(element, most)))
            return text

        for module in (related_blocks, headed_blocks):
            monkeypatch.setattr(module, "words", counted)
        assert related_blocks.find_related(tree, canonical_of(None, URL)) == []
        read_in.append(sum(lengths))
    assert read_in[1] < read_in[0] * 4
