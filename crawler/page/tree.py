"""Helpers for parsed HTML: CSS selection, texts, removal of elements."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from cssselect.parser import Attrib, Class, CombinedSelector, Hash, parse
from lxml import etree, html
from lxml.cssselect import LxmlHTMLTranslator

from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "meter", "nobr", "output", "progress", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# lxml's own HTML parser calls a Python function for the class of every element; this lookup does not. Comments would
# part the words of a sentence.
PARSER = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement, entity=html.HtmlEntity))

# Of XPath translated from CSS: `descendant-or-self::div[@class and contains(@class, 'a') …`,
# `descendant-or-self::*[@id = 'a']`.
_FIRST_STEP = re.compile(
    r"^descendant-or-self::[\w*]+(?=\[\(?@(?P<name>[\w-]+)(?:(?: and contains\(@(?P=name), | = )(?P<value>'[^']*'))?)"
)
_MOST_PIECES = 1000
_DEEP = 100
# No page needs more levels; markup that is never closed makes thousands.
_MOST_LEVELS = 80
_AT_LIMIT = etree.XPath("/" + "/".join(["*"] * _MOST_LEVELS) + "[*]")
_HASH = re.compile(r"(?<=[^\W_])__(?=\w*\d)[\w-]{4,}(?!\S)")
_PROSE, _SHORTEST_PROSE = 60, 20
_SILENT = frozenset({"script", "style"})
# These begin no line though they are not part of one.
_WITHIN_LINES = INLINE | _SILENT | {
    "audio", "button", "canvas", "embed", "iframe", "input", "noscript", "object", "select", "svg", "template",
    "textarea", "video",
}  # fmt: skip
# The marks behind an end are counted: some of them end a sentence too, and a run of those is read from each again.
SENTENCE_END = re.compile(r"[.!?。…」』][\"'”’」』»)\]]{0,9}$")


class _Alternative(NamedTuple):
    """An alternative of a selector: its XPath, and words that every page with a match contains.

    Where each match begins at an element with a value in an attribute, `first` has both, `rest` the path from there.
    """

    names: frozenset[str]
    path: str
    first: tuple[str, str] | None
    rest: str


@lru_cache(maxsize=512)
def _alternatives(selector: str) -> list[_Alternative]:
    translator = LxmlHTMLTranslator()
    return [
        _alternative(frozenset(_names(each.parsed_tree)), translator.selector_to_xpath(each))
        for each in parse(selector)
    ]


def _alternative(names: frozenset[str], path: str) -> _Alternative:
    """Has the path begin with the attribute in the condition of its first step.

    Iterating over the attributes of one name takes half the time of testing every element. The condition itself is
    unchanged. One with alternatives is left as it is, because an element may match without the attribute.
    """
    step = None if " or " in path else _FIRST_STEP.match(path)
    if step is None:
        return _Alternative(names, path, None, "")
    name, value = step["name"], step["value"]
    holding = f"[contains(., {value})]" if value else ""
    from_attribute = f"{step[0]}/@{name}{holding}/parent::*{path[step.end() :]}"
    first = (name, value.strip("'")) if value else None
    return _Alternative(names, from_attribute, first, path.removeprefix("descendant-or-"))


def _names(part: Any) -> Iterator[str]:
    """Yields the classes, ids, attribute names and values that occur in every page with a match."""
    if isinstance(part, CombinedSelector):
        yield from _names(part.subselector)
    yield from _names(part.selector) if hasattr(part, "selector") else ()
    name = {Class: "class_name", Hash: "id", Attrib: "value"}.get(type(part))
    value = getattr(part, name) if name and getattr(part, "operator", "=") != "!=" else None
    word = str(getattr(value, "value", value) or "")
    if re.fullmatch(r"[\w/=.-]+", word, re.ASCII):
        yield word.lower()
    if isinstance(part, Attrib):
        yield part.attrib.lower()


@lru_cache(maxsize=2048)
def _union(paths: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(" | ".join(paths))


@lru_cache(maxsize=512)
def _tags(selector: str) -> list[str] | None:
    """Returns the tags of a selector that consists of tags alone, which `iter` finds faster, else none."""
    names = selector.split(", ")
    return names if all(re.fullmatch(r"[a-z]+[1-6]?", name) for name in names) else None


def select(
    root: HtmlElement,
    selector: str,
    source_contains: Callable[[str], bool] | None = None,
    elements_with: Callable[[str, str], list[HtmlElement] | None] | None = None,
) -> list[HtmlElement]:
    """Returns the elements that match a CSS selector, in page order; its translation into XPath is cached.

    `source_contains` is true of a lower-case word that occurs in the page's source. With it, alternatives that cannot
    match are skipped: searching the source takes a hundredth of the time. `elements_with` gives the elements with a
    value in an attribute, or none where they are many: with it, nothing else is searched.
    """
    if (tags := _tags(selector)) is not None:
        return list(root.iter(*tags))
    paths: list[str] = []
    known: dict[str, Any] = {}
    for number, each in enumerate(_alternatives(selector)):
        if source_contains and not all(map(source_contains, each.names)):
            continue
        elements = elements_with(*each.first) if elements_with and each.first else None
        if elements is None:
            paths.append(each.path)
        elif elements:
            known[f"known{number}"] = elements
            paths.append(f"$known{number}/{each.rest}")
    return _union(tuple(paths))(root, **known) if paths else []


def words(element: HtmlElement, most: int = 0) -> str:
    """Returns an element's text on one line, with a blank where a block or a line break parts two words.

    With `most`, reading stops after more characters than that, and an element with too many parts gives a text that is
    longer than `most`: a test for short texts need not read long ones.
    """
    if len(element) == 0:
        return "" if element.tag in _SILENT else fold(element.text)
    if element.tag in _SILENT:
        return fold("".join(_pieces(element)))
    pieces = [element.text or ""]
    room = _gather(element, pieces, most or inf, most or inf, 0)
    return "…" * (most + 1) if room < 0 else fold("".join(pieces))


def _gather(root: HtmlElement, pieces: list[str], room: float, most: float, depth: int) -> float:
    """Appends the texts in an element; returns the number of characters still allowed, below 0 once exceeded.

    Equivalent to `_pieces` in half the time, recursive down to a limited depth.
    """
    for child in root:
        tag = child.tag
        if tag not in _SILENT:
            edge, text = "" if tag in INLINE else " ", child.text or ""
            pieces += (edge, text)
            room -= len(text)
            if len(child) and depth < _DEEP:
                room = _gather(child, pieces, room, most, depth + 1)
            elif len(child):
                pieces += islice(_pieces(child), 1, None if most == inf else _MOST_PIECES)
            pieces.append(edge)
        tail = child.tail or ""
        pieces.append(tail)
        room -= len(tail)
        if room < 0:
            # White space does not count.
            room = most - sum(map(len, "".join(pieces).split())) if len(pieces) <= _MOST_PIECES else -1
            if room < 0:
                return room
    return room if most == inf or len(pieces) <= _MOST_PIECES else -1


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Yields the texts in an element without recursion: pages may be nested deeper than Python's stack."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _SILENT:
            if event == "end" and element is not root:
                yield element.tail or ""
        elif event == "start":
            yield element.text or "" if element.tag in INLINE else f" {element.text or ''}"
        else:
            if element.tag not in INLINE:
                yield " "
            if element is not root:
                yield element.tail or ""


def limit_depth(tree: HtmlElement) -> None:
    """Makes what is nested deeper than any page needs into siblings, in page order.

    Each element keeps its own text. The cost of a page that asks every element for its words grows with its depth.
    """
    for element in _AT_LIMIT(tree):
        flat: list[HtmlElement] = []
        for event, inner in etree.iterwalk(element, events=("start", "end")):
            if inner is element:
                continue
            if event == "start":
                part = PARSER.makeelement(inner.tag, inner.attrib)
                part.text = inner.text
                flat.append(part)
            elif inner.tail:
                flat[-1].tail = f"{flat[-1].tail or ''}{inner.tail}"
        element[:] = flat


def after(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yields the elements after an element, its descendants excluded, in page order."""
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings("*"):
            yield from sibling.iter("*")
        node = node.getparent()


def stem(element: HtmlElement) -> str:
    """Returns an element's class without the hash of a CSS module (`Block_block__bf268`)."""
    name = element.get("class") or ""
    return _HASH.sub("", name) if "__" in name else name


def leads_home(head: HtmlElement) -> bool:
    """True if a heading is a link to the site's front page."""
    return any(urlsplit(anchor.get("href") or "?").path in {"", "/"} for anchor in head.iter("a"))


def drop(element: HtmlElement) -> None:
    """Removes an element and its content, if it is still in its tree.

    The text after it is preserved; after a block it remains separate from the text before.
    """
    parent = element.getparent()
    if parent is None:
        return
    if element.tag not in _WITHIN_LINES and (element.tail or "").strip():
        rule = PARSER.makeelement("hr")
        rule.tail, element.tail = element.tail, None
        parent.replace(element, rule)
    else:
        element.drop_tree()


def drop_all(elements: Iterable[HtmlElement]) -> None:
    """Removes the elements and their content."""
    for element in list(elements):
        drop(element)


def cut_from(root: HtmlElement, element: HtmlElement | None) -> bool:
    """Removes an element and all that follows it in `root`; false if the element is none."""
    if element is None:
        return False
    node = element
    while node is not root and (parent := node.getparent()) is not None:
        for sibling in list(node.itersiblings()):
            parent.remove(sibling)
        node.tail = None
        node = parent
    if (parent := element.getparent()) is not None:
        parent.remove(element)
    return True


def has_text_before(root: HtmlElement, element: HtmlElement, least: int = _PROSE) -> bool:
    """True if at least `least` characters of running text precede an element; headings and labels do not count."""
    length = 0
    for text in root.xpath("descendant::text()"):
        parent = text.getparent()
        if parent is element or element in parent.iterancestors():
            break
        size = len(text.strip())
        length += size if size >= _SHORTEST_PROSE and parent.tag not in HEADINGS else 0
        if length >= least:
            return True
    return False
