"""Structured data of a page: JSON-LD, meta elements, microdata, RDFa."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.page.tree import words
from crawler.text.unicode import fold, match_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"(?:^|/)(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|\w*NewsStory)$")
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
_LONGEST_STRING, _LONGEST_HEADLINE, _SHORTEST_HEADLINE = 100_000, 400, 8
_MOST_HEADINGS, _MOST_SCOPES, _MOST_PROPERTIES = 50, 50, 500
_WORTH = ("headline", "datePublished", "author", "articleBody")


@dataclass
class Structured:
    """Structured data of a page."""

    article: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD node of the page's article; empty without one. One of another article is none."""
    webpage: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD node of the page itself, where it states when the page was published; empty without one."""
    nodes: list[dict[str, Any]] = field(default_factory=list)
    """All JSON-LD nodes; references by `@id` to authors and publishers are resolved."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Values of meta elements in page order, by name or property in lower case."""
    microdata: dict[str, list[str]] = field(default_factory=dict)
    """Texts by property, from the `itemscope` of the page's article or from RDFa; not from items within it."""

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
        text = fold(unescape(value[:_LONGEST_STRING]))
        return [text] if text else []
    if isinstance(value, list):
        return [text for item in value for text in strings(item, *keys)]
    if isinstance(value, dict):
        return next((found for key in keys if (found := strings(value.get(key)))), [])
    return []


class _Subject:
    """What a page is about, by its own address and headlines."""

    def __init__(self, tree: HtmlElement, meta: dict[str, list[str]], url: str) -> None:
        """Reads the address and the headlines of a page."""
        self._url = url
        canonical = (each.get("href") or "" for each in tree.iter("link") if each.get("rel") == "canonical")
        self._addresses = {self._place(each) for each in (url, *canonical, *meta.get("og:url", []))} - {""}
        # Others may head teasers.
        printed = islice(tree.iter("h1"), _MOST_HEADINGS) if tree.find(".//h1") is not None else tree.iter("h2", "h3")
        said = [*(words(each, _LONGEST_HEADLINE) for each in printed), tree.findtext(".//title") or ""]
        said += [text for name in ("og:title", "twitter:title") for text in meta.get(name, [])]
        self._keys = {key for text in said if len(key := match_key(text[:_LONGEST_HEADLINE])) >= _SHORTEST_HEADLINE}

    def _place(self, address: str) -> str:
        try:
            parts = urlsplit(urljoin(self._url, address.strip()))
        except ValueError:
            return ""
        path = parts.path.rstrip("/")
        return f"{(parts.hostname or '').removeprefix('www.')}{path}?{parts.query}" if path else ""

    def is_at(self, addresses: list[str]) -> bool | None:
        """True if the page has one of these addresses; none where none of them leads to more than a front page."""
        places = {self._place(each) for each in addresses} - {""}
        return bool(places & self._addresses) if places and self._addresses else None

    def is_headed(self, headlines: list[str]) -> bool | None:
        """True if the page prints one of these headlines; none where there is none."""
        keys = [key for each in headlines if len(key := match_key(each[:_LONGEST_HEADLINE])) >= _SHORTEST_HEADLINE]
        if not keys or not self._keys:
            return None
        return any(key in own or own in key for key in keys for own in self._keys)


def names_of(value: Any) -> list[str]:
    """Returns the names of people in a JSON-LD value; those in parts are put together."""
    if isinstance(value, list):
        return [name for item in value for name in names_of(item)]
    if isinstance(value, dict) and not strings(value.get("name")):
        parts = [part for key in ("givenName", "additionalName", "familyName") for part in strings(value.get(key))[:1]]
        return [" ".join(parts)] if parts else []
    return strings(value, "name")


def _of_page(nodes: list[dict[str, Any]], subject: _Subject) -> dict[str, Any]:
    """Returns the node that is about the page: by its address, by its headline, or the only one that may be."""
    judged = [
        (subject.is_at(_addresses(node)), subject.is_headed(strings(node.get("headline")) or strings(node.get("name"))))
        for node in nodes
    ]
    known = [node for node, said in zip(nodes, judged, strict=True) if True in said]
    # What names neither may be the page's, if no other is.
    open_ones = [node for node, said in zip(nodes, judged, strict=True) if said == (None, None)]
    doubtful = nodes if len(nodes) == 1 and judged != [(False, False)] else []
    return max(known or open_ones or doubtful, key=lambda node: sum(key in node for key in _WORTH), default={})


def _addresses(node: dict[str, Any]) -> list[str]:
    return [
        text for key in ("url", "mainEntityOfPage", "@id") for text in strings(node.get(key), "@id", "url")
    ]  # fmt: skip


def read_structured(
    tree: HtmlElement, url: str = "", source_contains: Callable[[str], bool] = lambda _: True
) -> Structured:
    """Reads all structured data of a page at an address; unreadable parts are skipped.

    `source_contains` is as in `select`.
    """
    found = Structured()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LARGEST_SCRIPT:
            found.nodes.extend(_walk(load_json(script.text)))
    _link_ids(found.nodes)
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and (content := fold(meta.get("content"))):
            found.meta.setdefault(name.strip().lower(), []).append(content)
    articles = [node for node in found.nodes if any(_ARTICLE_TYPE.search(kind) for kind in types(node))]
    scopes = _ARTICLE_SCOPE(tree)[:_MOST_SCOPES] if source_contains("itemscope") else []
    dated = [node for node in found.of_type("WebPage") if "datePublished" in node]
    if articles or scopes or dated:
        subject = _Subject(tree, found.meta, url)
        found.article = _of_page(articles, subject)
        found.webpage = next((node for node in dated if subject.is_at(_addresses(node))), {})
        own = (data for data in map(_microdata, scopes) if subject.is_headed(data.get("headline", [])) is not False)
        found.microdata = next(own, {})
    for name, value in _rdfa(tree) if source_contains("typeof") else ():
        found.microdata.setdefault(name, []).append(value)
    return found


def _microdata(scope: HtmlElement) -> dict[str, list[str]]:
    """Returns the texts of an item by property. Those of items within it (an author, a comment) are theirs."""
    found: dict[str, list[str]] = {}
    number = 0
    for _, item in (walk := etree.iterwalk(scope, events=("start",))):
        if item is not scope and item.get("itemscope") is not None:
            walk.skip_subtree()
        names = (item.get("itemprop") or "").split() if item is not scope else []
        number += len(names)
        for name in names if number <= _MOST_PROPERTIES else ():
            value = item.get("content") or item.get("datetime") or (_name_within(item) if name == "author" else "")
            if not value and name != "articleBody":
                value = words(item)
            if text := fold(value):
                found.setdefault(name, []).append(text)
    return found


def _name_within(item: HtmlElement) -> str:
    """Returns the name that an item holds: `<div itemprop="author"><meta itemprop="name" content="…">`."""
    names = (each for each in item.iterdescendants("*") if each.get("itemprop") == "name")
    return next((text for each in names if (text := fold(each.get("content") or each.text_content()))), "")


def _rdfa(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yields the RDFa properties of an article; names are without their vocabulary (`schema:author` as `author`)."""
    for scope in _RDFA_SCOPE(tree)[:1]:
        for item in scope.xpath("descendant-or-self::*[@property]"):
            named = item.get("property").split()
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
