"""Lines that an outlet alone prints are declared by its layouts, and generic code knows none of them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from crawler.extraction import extract
from crawler.extraction.content.boilerplate_lines import clean_paragraphs
from tests.support.project import REPOSITORY, SPIDERS

if TYPE_CHECKING:
    from pathlib import Path

LEAD = "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio."
LAST = "Shares in the group rose 4.2 percent in Tokyo, to their highest close since October of last year."
OWN_LINES = [
    ("kbs", "수신료 수신료"),
    ("joongang", "print dictionary print"),
    ("joongang", "lock icon"),
    ("kyodo", ">>Read the full article with visuals and maps on Spotlight Japan>>"),
]
# Names and words of the outlets that nothing but their own files may have; wires are named by whoever prints them.
WORDING = ("kbs", "joongang", "koreaherald", "japan wire", "spotlight japan", "print dictionary", "수신료")
GENERIC = sorted(
    path for part in ("extraction", "page", "text") for path in (REPOSITORY / "crawler" / part).rglob("*.py")
)


@pytest.mark.parametrize(("outlet", "line"), OWN_LINES)
def test_a_line_of_an_outlets_own_is_declared_by_a_layout_alone(outlet: str, line: str) -> None:
    patterns = [layout.lines for layout in SPIDERS[outlet].layouts if layout.lines and layout.lines.fullmatch(line)]
    assert patterns
    assert line in clean_paragraphs([LEAD, line, LAST]).paragraphs
    assert clean_paragraphs([LEAD, line, LAST], "", patterns[0]).paragraphs == [LEAD, LAST]


@pytest.mark.parametrize("path", GENERIC, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_generic_code_has_no_outlets_wording(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    said = [
        node.value.lower()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare
    ]
    assert [word for word in WORDING for text in said if word in text] == []


def test_a_page_that_points_to_another_site_has_its_own_paragraphs_and_a_picture_once() -> None:
    folder = "https://english-kyodo.ismcdn.jp/mwimgs/7/e"
    html = f"""<html lang="en"><head><title>Old ferry line returns</title></head><body><h1 class="article-ttl">
Old ferry line returns</h1><time class="article-header-info__time" datetime="2026-07-09T13:20">Jul 09, 2026</time>
<div class="article-header-img"><figure><img src="{folder}/635m/img_7e9a0798b0e1.jpg"></figure></div>
<div class="article-body"><div class="article-body__inner">
<figure><img src="{folder}/635mw/img_7e9a0798b0e1.jpg"><figcaption>The ferry in July. (Kyodo)</figcaption></figure>
<p>{LEAD}</p><p>{LAST}</p><p><b><a href="https://immersive.kyodonews.net/ferry">&gt;&gt;Read the full article with
visuals on Spotlight Japan&gt;&gt;</a></b></p><hr><p><b>More Spotlight Japan stories:</b></p>
<ul id="related_preview"><li><a href="/articles/-/68001">A town that counts its cranes</a></li></ul></div></div>"""
    layouts = SPIDERS["kyodo"].layouts
    article = extract(html.encode(), "https://english.kyodonews.net/articles/-/68392", layouts=layouts)
    assert article.text.split("\n\n") == [LEAD, LAST]
    assert [link.title for link in article.related] == ["A town that counts its cranes"]
    assert [(image.url, image.caption) for image in article.images] == [
        (f"{folder}/635m/img_7e9a0798b0e1.jpg", "The ferry in July.")
    ]
