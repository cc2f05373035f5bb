"""A downloaded page: decoded, parsed once, with what it says of itself in structured data."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree, html
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from crawler.extraction.content.paragraphs import name_paragraphs
from crawler.extraction.prune.cards_and_comments import drop_answers, drop_groups
from crawler.extraction.prune.cookie_banners import drop_consent
from crawler.extraction.prune.page_furniture import unfold
from crawler.extraction.prune.related_blocks import canonical_of
from crawler.page.refusals import NotAnArticle
from crawler.page.site_name import Site, site_of
from crawler.page.structured import Structured, read_structured
from crawler.page.tree import PARSER, after, leads_home, select, words
from crawler.text.unicode import ESCAPE, match_key
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# What a few bad bytes may be before the charset itself must be wrong.
_MOST_BAD = 0.001
_UTF7 = re.compile(r"charset\s*=\s*[\"']?\s*(?:unicode-1-1-)?utf-?7\b", re.IGNORECASE)
_HEAD = 4096
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROLS = bytes(byte for byte in range(128) if _NOT_TEXT.match(chr(byte)))
# Written as numbers. No tree takes them back once they are cut out of it.
_NUMBERED = re.compile(
    r"&#(?:0*([0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*([0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_CUSTOM = re.compile(r"</[a-z]\w*-", re.IGNORECASE)
_LEVELS = frozenset("123456")
_METADATA = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template"})
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
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


@dataclass
class Page:
    """One page: its address, its tree, its headers. The tree is shared: whoever changes it copies first."""

    url: str
    tree: html.HtmlElement
    headers: Mapping[str, str] = field(default_factory=dict)
    source: bytes = b""

    def select(self, selector: str) -> list[html.HtmlElement]:
        """Returns the elements that a selector finds, in page order."""
        if selector not in self._selected:
            self._selected[selector] = select(self.tree, selector, self.holds)
        return self._selected[selector]

    def holds(self, word: str) -> bool:
        """Tells whether a word in lower case stands in the page's source, in any case; true where that is not known."""
        if not self.source:
            return True
        if word not in self._known:
            self._known[word] = word.encode() in self._lowered
        return self._known[word]

    @cached_property
    def _selected(self) -> dict[str, list[html.HtmlElement]]:
        return {}

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _lowered(self) -> bytes:
        return self.source.lower()

    def says(self, *words: str) -> bool:
        """Tells whether one of the words stands in the page's text, scripts included."""
        return any(word in self._text for word in words)

    def shows(self, mark: str) -> bool:
        """Tells whether a mark stands in the page's text outside of scripts."""
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
        """The last headline, which is no link home; without one a lesser heading that the page's data repeat."""
        headlines = [head for head in self.tree.iter("h1") if not leads_home(head)]
        if not headlines:
            claimed = {match_key(self.structured.first_meta("og:title")), match_key(self.structured.headline)} - {""}
            headlines = [head for head in self.tree.iter("h2", "h3") if claimed and match_key(words(head)) in claimed]
        return headlines[-1] if headlines else None

    @cached_property
    def structured(self) -> Structured:
        """JSON-LD, meta and microdata of the page."""
        return read_structured(self.tree)

    @cached_property
    def site(self) -> Site:
        """The name of the site."""
        return site_of(self.tree, self.structured, self.url)

    @cached_property
    def canonical(self) -> Callable[[str], str]:
        """What of the page's links is an article's address, as far as the page itself tells."""
        return canonical_of(None, self.url)

    def is_own(self, href: str) -> bool:
        """Tells whether a link leads to another page of this host than the front page."""
        target, own = urlsplit(clean_url(href, self.url)), urlsplit(self.url)
        return target.hostname == own.hostname and target.path.strip("/") not in {"", own.path.strip("/")}

    @cached_property
    def ungrouped(self) -> html.HtmlElement:
        """The tree without scripts (but data), templates, cards of other articles, comments and questions of consent.

        Shared as well.
        """
        tree = copy.deepcopy(self.tree)
        for script in list(tree.iter("script", "style", "svg", "template")):
            # trafilatura looks for texts in what is `ld+json`.
            if script.get("type") != "application/ld+json":
                script.drop_tree()
        unfold(tree)
        if self.says("ookie", "OOKIE", "쿠키"):
            drop_consent(tree)
        drop_groups(tree, self.canonical, self.is_own)
        drop_answers(tree)
        name_paragraphs(tree)
        return tree


def parse_page(body: bytes, url: str, headers: Mapping[str, str]) -> Page:
    """Decodes and parses a page.

    Raises:
        NotAnArticle: `empty`, where there is no text, or none that can be decoded without guessing.
    """
    if not body.strip() or body.startswith(_BINARY):
        raise NotAnArticle("empty", "no bytes of text")
    text = decode(body, headers)
    text = _without_controls(text, suspected=len(body.translate(None, _CONTROLS)) < len(body))
    # ASCII stands for itself in every charset of pages but those with two bytes for each letter.
    source = text.encode() if b"\x00" in body else body
    text = _XML_DECLARATION.sub("", text)
    try:
        tree = html.document_fromstring(text, parser=PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NotAnArticle("empty", f"no tree: {error}") from None
    _end_head(tree)
    for shadow in tree.xpath("//template[@shadowrootmode or @shadowroot]") if "shadowroot" in text else ():
        # A template that browsers show as its element's content.
        shadow.drop_tag()
    if _CUSTOM.search(text):
        _name_customs(tree)
    return Page(url, tree, {name.lower(): value for name, value in headers.items()}, source)


def _end_head(tree: html.HtmlElement) -> None:
    """Puts into the body what is no metadata: pages may leave out the tags of both head and body.

    The parser ends a head only at elements that it knows, of which `main` and `article` are none.
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
    """Names elements that a site has made up (`<x-paragraph>`, always with a hyphen) as what they stand for."""
    for element in [each for each in tree.iter("*") if "-" in str(each.tag)]:
        level = element.get("aria-level") if element.get("role") == "heading" else None
        above = element.getparent()
        amid_words = bool((element.tail or "").strip()) or (
            above is not None and any((said or "").strip() for said in (above.text, *(each.tail for each in above)))
        )
        # Its name is what others give as a class.
        element.set("class", f"{element.tag!s} {element.get('class') or ''}".strip())
        element.tag = f"h{level}" if level in _LEVELS else "span" if amid_words else "div"


def _without_controls(text: str, *, suspected: bool) -> str:
    """Returns a page's text without control characters and the sequences that a terminal would obey."""
    if "&#" in text:
        text, found = _NUMBERED.subn(lambda number: chr(int(number[1] or number[2], 10 if number[1] else 16)), text)
        suspected = suspected or found > 0
    if suspected or "\ufffe" in text or "\uffff" in text:
        text = _NOT_TEXT.sub("", ESCAPE.sub("", text))
    return text


def decode(body: bytes, headers: Mapping[str, str]) -> str:
    """Decodes a page's bytes: byte order mark, valid UTF-8, declared charset; never a guess.

    Valid UTF-8 is believed before a declaration, because servers mislabel it and nothing else looks like it.
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace").replace("\ufffd", "")
    header = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if _UTF7.search(header) or _UTF7.search(body[:_HEAD].decode("latin-1")):
        # No browser reads it, and its letters look like English.
        raise NotAnArticle("empty", "charset utf-7")
    declared = [
        name
        for name in (
            http_content_type_encoding(header or None),
            html_body_declared_encoding(body),
        )
        if name
    ]
    for name in ["utf-8", *declared]:
        try:
            return body.decode(resolve_encoding(name) or name)
        except (UnicodeDecodeError, LookupError):
            continue
    text = body.decode("utf-8", "replace")
    if b"\x00" in body[:4] or text.count("\ufffd") > max(3, len(text) * _MOST_BAD):
        raise NotAnArticle("empty", "charset unknown")
    return text.replace("\ufffd", "")
