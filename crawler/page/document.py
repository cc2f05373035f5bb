"""A downloaded page: decoded and parsed once, with its structured data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from crawler.page.decoding import decode, without_controls
from crawler.page.refusals import NotAnArticle
from crawler.page.site_name import Site, site_of
from crawler.page.structured import Structured, read_structured
from crawler.page.tree import PARSER, after, leads_home, limit_depth, select, words
from crawler.text.unicode import match_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CUSTOM = re.compile(r"</[a-z]\w*-", re.IGNORECASE)
_LEVELS = frozenset("123456")
_METADATA = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template"})
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Entities that a program has escaped once more.
_ESCAPED_TWICE = re.compile(
    r"&amp;(quot|apos|amp|nbsp|lt|gt|[lr][sd]quo|hellip|middot|[nm]dash|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE
)
_BINARY = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF-",
    b"PK\x03\x04",
    b"RIFF",
    b"\x1f\x8b",
    b"\x00\x00\x00\x18ftyp",
)


# Ten times as many as the largest pages of news have. Each costs a worker some hundred bytes several times over.
_MOST_TAGS = 300_000
# Elements that are handed to XPath, which compares each with all others.
_MOST_KNOWN = 100


@dataclass
class Page:
    """One page."""

    url: str
    """Address of the page after redirects."""
    tree: html.HtmlElement
    """The parsed page. It is shared: whoever changes it copies it first."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""
    source: bytes = b""
    """The page as bytes in which ASCII is itself; empty if not known."""

    def select(self, selector: str) -> list[html.HtmlElement]:
        """Returns the elements that match a CSS selector, in page order; cached."""
        if selector not in self._selected:
            self._selected[selector] = select(self.tree, selector, self.source_contains, self._elements_with)
        return self._selected[selector]

    def source_contains(self, word: str) -> bool:
        """True if a lower-case word occurs in the page's source, in any case, or if the source is not known."""
        if not self.source:
            return True
        if word not in self._known:
            self._known[word] = word.encode() in self._lowered
        return self._known[word]

    def _elements_with(self, name: str, value: str) -> list[html.HtmlElement] | None:
        """Returns the elements with a value in an attribute; none where they are too many to be handed to XPath."""
        if name not in self._attributes:
            self._attributes[name] = self.tree.xpath(f"descendant-or-self::*/@{name}")
        found = list(islice((held.getparent() for held in self._attributes[name] if value in held), _MOST_KNOWN + 1))
        return found if len(found) <= _MOST_KNOWN else None

    @cached_property
    def _attributes(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def _selected(self) -> dict[str, list[html.HtmlElement]]:
        return {}

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _lowered(self) -> bytes:
        return self.source.lower()

    def text_contains(self, *words: str) -> bool:
        """True if one of the words occurs in the page's text, scripts included."""
        return any(word in self._text for word in words)

    def visible_text_contains(self, mark: str) -> bool:
        """True if a mark occurs in the page's text outside of scripts."""
        hidden = sum((script.text or "").count(mark) for script in self.tree.iter("script", "style"))
        return self._text.count(mark) > hidden

    @cached_property
    def _text(self) -> str:
        return str(etree.tostring(self.tree, method="text", encoding="unicode"))

    def under_headline(self) -> Iterator[html.HtmlElement]:
        """Yields the elements that follow the last headline, in page order."""
        return iter(()) if self.headline is None else after(self.headline)

    @cached_property
    def headline(self) -> html.HtmlElement | None:
        """The last `h1` that is not a link home, else the last `h2` or `h3` equal to the headline of the data."""
        headlines = [head for head in self.tree.iter("h1") if not leads_home(head)]
        if not headlines:
            claimed = {match_key(self.structured.first_meta("og:title")), match_key(self.structured.headline)} - {""}
            headlines = [head for head in self.tree.iter("h2", "h3") if claimed and match_key(words(head)) in claimed]
        return headlines[-1] if headlines else None

    @cached_property
    def structured(self) -> Structured:
        """JSON-LD, meta and microdata of the page."""
        return read_structured(self.tree, self.url, self.source_contains)

    @cached_property
    def site(self) -> Site:
        """The name of the site."""
        return site_of(self.tree, self.structured, self.url)


def parse_page(body: bytes, url: str, headers: Mapping[str, str]) -> Page:
    """Decodes and parses a page.

    Raises:
        NotAnArticle: `empty` if there is no text, `undecodable` if it is in no known charset, `too large` if it has
            too many tags.
    """
    if not body.strip() or body.startswith(_BINARY):
        raise NotAnArticle("empty", "no bytes of text")
    text = without_controls(decode(body, headers), body)
    # ASCII is itself in every charset of web pages but UTF-16 and UTF-32.
    source = text.encode() if b"\x00" in body else body
    if len(text) > _MOST_TAGS and (tags := text.count("<")) > _MOST_TAGS:
        raise NotAnArticle("too large", f"{tags} tags")
    text = _XML_DECLARATION.sub("", text)
    if "&amp;" in text:
        text = _ESCAPED_TWICE.sub(r"&\1;", text)
    try:
        tree = html.document_fromstring(text, parser=PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotAnArticle("empty", f"no tree: {error}") from None
    limit_depth(tree)
    _end_head(tree)
    for shadow in tree.xpath("//template[@shadowrootmode or @shadowroot]") if "shadowroot" in text else ():
        # Browsers show such a template as its element's content.
        shadow.drop_tag()
    if _CUSTOM.search(text):
        _name_customs(tree)
    return Page(url, tree, {name.lower(): value for name, value in headers.items()}, source)


def _end_head(tree: html.HtmlElement) -> None:
    """Moves elements that are no metadata from the head into the body: pages may omit the tags of both.

    The parser ends a head only at elements that it knows; `main` and `article` are not among them.
    """
    head, body = tree.find("head"), tree.find("body")
    text = [] if head is None else [each for each in head.iterchildren("*") if each.tag not in _METADATA]
    if not text:
        return
    if body is None:
        body = PARSER.makeelement("body")
        tree.append(body)
    text[-1].tail = f"{text[-1].tail or ''}{body.text or ''}" or None
    body.text = None
    body[:0] = text


def _name_customs(tree: html.HtmlElement) -> None:
    """Renames custom elements (`<x-paragraph>`, always with a hyphen) to headings, `span` or `div`."""
    for element in [each for each in tree.iter("*") if "-" in str(each.tag)]:
        level = element.get("aria-level") if element.get("role") == "heading" else None
        above = element.getparent()
        amid_words = bool((element.tail or "").strip()) or (
            above is not None and any((said or "").strip() for said in (above.text, *(each.tail for each in above)))
        )
        # The name of the element serves as its class.
        element.set("class", f"{element.tag!s} {element.get('class') or ''}".strip())
        element.tag = f"h{level}" if level in _LEVELS else "span" if amid_words else "div"
