"""`make robustness`: how well texts survive what redesigns do to pages, over all saved articles.

Each mutation changes every article page of `fixtures/` as a site might; the score is the F1 of the text, over pairs of
characters, against what the unchanged page must give. A refused page scores 0. Deterministic: the same pages give the
same figures.
"""

from __future__ import annotations

import copy
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lxml import html
from rich.console import Console
from rich.table import Table
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.extraction import NotAnArticle, extract
from crawler.fetch.saved_pages import saved_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.crawl.spider import OutletSpider
    from crawler.fetch.saved_pages import SavedPage

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOAL_ALL, GOAL_OUTLET = 0.97, 0.95

BOX = (
    '<div class="nl-module"><h4>Newsletter</h4><p>Get the day in five minutes, every weekday morning in your inbox.</p>'
    '<form action="/nl"><input name="mail"><button>Sign up</button></form></div>'
)
COMMENTS = (
    "<div><h3>3 Comments</h3><p>Login to comment</p>"
    "<div><b>riverman</b><p>I have said for years that this would end in tears, and nobody would listen.</p></div>"
    "<div><b>Okonomi</b><p>Good piece. The figures at the end tell more than the speeches before them did.</p></div>"
    "<div><b>T. Sato</b><p>My company has used the service since March and it answers three dialects.</p></div></div>"
)


def paragraphs_in(tree: html.HtmlElement, page: SavedPage) -> list[html.HtmlElement]:
    """Returns the elements that hold the article's paragraphs, in order: the smallest with those words."""
    found = []
    for text in page.expected["item"]["text"]:
        key = re.sub(r"\s", "", text)[:40]
        holders = [e for e in tree.iter("*") if isinstance(e.tag, str) and key in re.sub(r"\s", "", e.text_content())]
        if holders:
            found.append(min(holders, key=lambda e: len(e.text_content())))
    return found


def body_of(tree: html.HtmlElement, page: SavedPage) -> html.HtmlElement | None:
    """Returns the element around all paragraphs."""
    holders = paragraphs_in(tree, page)
    if not holders:
        return None
    around = [set(holder.iterancestors()) | {holder} for holder in holders]
    common = set.intersection(*around)
    return min(common, key=lambda e: len(e.text_content()))


def random_names(tree: html.HtmlElement, page: SavedPage) -> None:
    names: dict[str, str] = {}
    chance = random.Random(page.url)  # noqa: S311 - no secret
    for element in tree.iter("*"):
        for attribute in ("class", "id"):
            if element.get(attribute):
                words = element.get(attribute, "").split()
                element.set(attribute, " ".join(names.setdefault(w, f"c{chance.randrange(10**8):x}") for w in words))
    for element in tree.iter("a"):
        # What leads to a part of the page still does.
        target = (element.get("href") or "").removeprefix("#")
        if f"#{target}" == element.get("href") and target in names:
            element.set("href", f"#{names[target]}")


def no_structured_data(tree: html.HtmlElement, _: SavedPage) -> None:
    for element in tree.xpath("//script | //meta[@property] | //meta[@name]"):
        element.drop_tree()


def plain_boxes(tree: html.HtmlElement, _: SavedPage) -> None:
    for element in tree.iter("article", "section", "main", "header", "aside", "nav", "footer", "figure"):
        element.set("class", f"{element.tag} {element.get('class', '')}".strip())
        element.tag = "div"


def box_amid(tree: html.HtmlElement, page: SavedPage) -> None:
    holders = paragraphs_in(tree, page)
    body = body_of(tree, page)
    if body is None or len(holders) < 3:
        return
    before = holders[len(holders) // 2]
    if before is body:
        breaks = body.findall("br")
        before = breaks[len(breaks) // 2] if breaks else body
    parent = before.getparent()
    box = html.fragment_fromstring(BOX)
    if before is not body and parent is not None:
        box.tail, before.tail = before.tail, None
        parent.insert(parent.index(before) + 1, box)


def comments_below(tree: html.HtmlElement, page: SavedPage) -> None:
    body = body_of(tree, page)
    if body is not None and body.getparent() is not None:
        comments = html.fragment_fromstring(COMMENTS)
        comments.tail, body.tail = body.tail, None
        body.getparent().insert(body.getparent().index(body) + 1, comments)


def comments_inside(tree: html.HtmlElement, page: SavedPage) -> None:
    body = body_of(tree, page)
    if body is not None:
        body.append(html.fragment_fromstring(COMMENTS))


def related_first(tree: html.HtmlElement, page: SavedPage) -> None:
    body = body_of(tree, page)
    for words in ("related", "Related", "관련"):
        for block in tree.xpath(f"//*[contains(@class, '{words}')]"):
            if (
                body is not None
                and body not in block.iter()
                and block not in body.iter()
                and block.getparent() is not None
            ):
                block.tail = None
                body.addprevious(block)
                return


def paragraphs_as_divs(tree: html.HtmlElement, _: SavedPage) -> None:
    for element in tree.iter("p"):
        element.tag = "div"


def wrapped_paragraphs(tree: html.HtmlElement, page: SavedPage) -> None:
    body = body_of(tree, page)
    for element in list(body.iter("p")) if body is not None else []:
        if element.getparent() is not None and element is not body:
            wrapper = html.Element("div")
            element.addprevious(wrapper)
            wrapper.tail, element.tail = element.tail, None
            wrapper.append(element)


TREES: dict[str, Callable[[html.HtmlElement, SavedPage], None]] = {
    "unchanged": lambda _tree, _page: None,
    "class names and ids random": random_names,
    "no structured data": no_structured_data,
    "plain divs for HTML5 elements": plain_boxes,
    "paragraphs are divs": paragraphs_as_divs,
    "each paragraph in a div": wrapped_paragraphs,
    "a box amid the text": box_amid,
    "comments below the text": comments_below,
    "comments inside the body": comments_inside,
    "related block above the text": related_first,
}


def mutants(page: SavedPage) -> dict[str, tuple[bytes, dict[str, str]]]:
    """Returns the mutated pages by the name of the mutation, with their headers."""
    source = page.body.decode("utf-8")
    found = {}
    for name, mutate in TREES.items():
        tree = html.document_fromstring(source)
        mutate(tree, page)
        found[name] = (html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"), page.headers)
        if name == "class names and ids random":
            both = copy.deepcopy(tree)
            for other in (no_structured_data, comments_inside):
                other(both, page)
            found["random names, no data, comments"] = (html.tostring(both, encoding="utf-8"), page.headers)
    plain = re.sub(r'<meta charset="[^"]*">', "", source, flags=re.IGNORECASE)
    found["EUC-KR, declared"] = (
        plain.encode("cp949", "xmlcharrefreplace"),
        {"Content-Type": "text/html; charset=euc-kr"},
    )
    found["UTF-8, declared as EUC-KR"] = (source.encode(), {"Content-Type": "text/html; charset=euc-kr"})
    found["EUC-KR, not declared"] = (plain.encode("cp949", "xmlcharrefreplace"), {"Content-Type": "text/html"})
    return found


def f1(got: str, want: str) -> float:
    """Returns the F1 over pairs of characters, white space aside."""
    a, b = (
        Counter(text[i : i + 2] for i in range(len(text) - 1))
        for text in (re.sub(r"\s", "", got), re.sub(r"\s", "", want))
    )
    same = sum((a & b).values())
    return 2 * same / (sum(a.values()) + sum(b.values())) if same else 0.0


def score(spider: type[OutletSpider], page: SavedPage, body: bytes, headers: dict[str, str]) -> float:
    """Returns the score of one mutated page."""
    want = "\n\n".join(page.expected["item"]["text"])
    try:
        got = extract(body, page.url, headers=headers, layouts=spider.layouts, zone=ZoneInfo(spider.timezone))
    except NotAnArticle:
        return 0.0
    return f1(got.text, want)


def measure() -> dict[str, dict[str, list[float]]]:
    """Returns the scores of all pages by mutation and spider."""
    loader = get_spider_loader(get_project_settings())
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name in loader.list():
        for page in saved_pages(FIXTURES / name):
            if "item" in page.expected:
                for mutation, (body, headers) in mutants(page).items():
                    found = score(loader.load(name), page, body, headers)  # type: ignore[arg-type]
                    scores[mutation][name].append(found)
                    if found < GOAL_OUTLET and "-v" in sys.argv:
                        sys.stdout.write(f"{found:.3f} {mutation}: {page.path.parent.name}/{page.path.stem}\n")
    return scores


def main() -> int:
    """Prints the table; 1 where a goal is missed."""
    scores = measure()
    outlets = sorted({name for row in scores.values() for name in row})
    table = Table(box=None)
    table.add_column("mutation")
    for column in (*outlets, "all"):
        table.add_column(column, justify="right")
    by_outlet: dict[str, list[float]] = defaultdict(list)
    for mutation, row in scores.items():
        every = [value for values in row.values() for value in values]
        for name, values in row.items():
            by_outlet[name] += values
        table.add_row(
            mutation, *(f"{sum(row[name]) / len(row[name]):.3f}" for name in outlets), f"{sum(every) / len(every):.3f}"
        )
    means = {name: sum(values) / len(values) for name, values in by_outlet.items()}
    every = [value for values in by_outlet.values() for value in values]
    mean = sum(every) / len(every)
    table.add_row("all", *(f"{means[name]:.3f}" for name in outlets), f"{mean:.3f}")
    Console(width=120).print(table)
    missed = mean < GOAL_ALL or min(means.values()) < GOAL_OUTLET
    goals = f"{GOAL_ALL} over all, {GOAL_OUTLET} for each outlet"
    sys.stdout.write(f"{len(every)} mutated pages; goals: {goals}: {'missed' if missed else 'met'}\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
