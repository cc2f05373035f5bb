"""Structured data of a page: JSON-LD, meta elements, microdata, RDFa."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

from lxml import etree

from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"(?:^|/)(?:\w*Article|BlogPosting|LiveBlogPosting|Report|\w*NewsStory)$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_CODE_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|(?<!:)//[^\n]*', re.DOTALL)
_ARTICLE_SCOPE = etree.XPath(
    "//@itemscope/parent::*[contains(@itemtype, 'Article') or contains(@itemtype, 'BlogPosting')"
    " or contains(@itemtype, '.org/Report')]"
)
_RDFA_SCOPE = etree.XPath("//@typeof/parent::*[contains(@typeof, 'Article') or contains(@typeof, 'BlogPosting')]")
_LARGEST_SCRIPT = 2_000_000
_DEEPEST = 12


@dataclass
class Structured:
    """Structured data of a page."""

    article: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD node of the article; empty without one."""
    nodes: list[dict[str, Any]] = field(default_factory=list)
    """All JSON-LD nodes; references by `@id` to authors and publishers are resolved."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Values of meta elements in page order, by name or property in lower case."""
    microdata: dict[str, list[str]] = field(default_factory=dict)
    """Texts by property, from the `itemscope` of an article or from RDFa."""

    def first_meta(self, *names: str) -> str:
        """Returns the first value of the first of the names that has one."""
        return next((value for name in names for value in self.meta.get(name, []) if value), "")

    @property
    def headline(self) -> str:
        """The headline that JSON-LD gives, or empty."""
        return next(iter(strings(self.article.get("headline"))), "")

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """Returns the JSON-LD nodes of a type."""
        return [node for node in self.nodes if kind in types(node)]


def types(node: dict[str, Any]) -> list[str]:
    """Returns the names of a node's types."""
    kind = node.get("@type")
    return [item for item in (kind if isinstance(kind, list) else [kind]) if isinstance(item, str)]


def strings(value: Any, *keys: str) -> list[str]:
    """Returns the strings in a JSON-LD value: itself, its items, or the named keys of its nodes, folded."""
    if isinstance(value, str):
        text = fold(unescape(value))
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value for text in strings(item, *keys)]
    if isinstance(value, dict):
        return next((found for key in keys if (found := strings(value.get(key)))), [])
    return []


def read_structured(tree: HtmlElement) -> Structured:
    """Reads all structured data of a page; unreadable parts are skipped."""
    found = Structured()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LARGEST_SCRIPT:
            found.nodes.extend(_walk(load_json(script.text)))
    _link_ids(found.nodes)
    articles = [node for node in found.nodes if any(_ARTICLE_TYPE.search(kind) for kind in types(node))]
    found.article = max(
        articles,
        key=lambda node: sum(key in node for key in ("headline", "datePublished", "author", "articleBody")),
        default={},
    )
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and (content := fold(meta.get("content"))):
            found.meta.setdefault(name.strip().lower(), []).append(content)
    for scope in _ARTICLE_SCOPE(tree)[:1]:
        for item in scope.iter("*"):
            for name in (item.get("itemprop") or "").split():
                value = fold(
                    item.get("content")
                    or item.get("datetime")
                    or (item.text_content() if name != "articleBody" else "")
                    or (_name_within(item) if name == "author" else "")
                )
                if value:
                    found.microdata.setdefault(name, []).append(value)
    for name, value in _rdfa(tree):
        found.microdata.setdefault(name, []).append(value)
    return found


def _name_within(item: HtmlElement) -> str:
    """Returns the name from a nested `meta`: `<div itemprop="author"><meta itemprop="name" content="…">`."""
    return next((each.get("content") or "" for each in item.iter("meta") if each.get("itemprop") == "name"), "")


def _rdfa(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yields the RDFa properties of an article; names are without their vocabulary (`schema:author` as `author`)."""
    for scope in _RDFA_SCOPE(tree)[:1]:
        for item in scope.iter("*"):
            named = (item.get("property") or "").split()
            # Properties of nested items (an author, a comment) are not the article's.
            if (
                named
                and next(above for above in item.iterancestors() if above.get("typeof") or above is scope) is scope
            ):
                value = fold(item.get("content") or item.get("datetime"))
                for name in {each.rpartition(":")[2] for each in named} - {"text", "articleBody"}:
                    if text := value or fold(item.text_content()):
                        yield name, text


def load_json(text: str) -> Any:
    """Parses JSON as sites write it: wrapped in comments, with control characters, comments, trailing commas.

    Returns none if it cannot be parsed.
    """
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")
    for attempt in (text, None):
        try:
            return json.loads(attempt if attempt is not None else _without_extras(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _without_extras(text: str) -> str:
    """Removes comments and trailing commas."""
    return _TRAILING_COMMA.sub("", _CODE_COMMENT.sub(lambda match: match[1] or "", text))


def _walk(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "headline" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            if key in value:
                yield from _walk(value[key], depth + 1)


def _link_ids(nodes: list[dict[str, Any]]) -> None:
    """Replaces references by `@id` to authors and publishers with their nodes."""
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for node in nodes:
        for key in ("author", "publisher"):
            if key in node:
                values = node[key] if isinstance(node[key], list) else [node[key]]
                node[key] = [
                    by_id.get(item["@id"], item)
                    if isinstance(item, dict) and isinstance(item.get("@id"), str) and "name" not in item
                    else item
                    for item in values
                ]
