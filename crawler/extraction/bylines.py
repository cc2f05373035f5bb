"""Who wrote an article: people, their mail, the wire that the copy came from."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extraction.fields import Finding, texts
from crawler.extraction.markup import words
from crawler.extraction.structured import strings, types
from crawler.normalise.names import BYLINE_REST, KOREAN_BYLINE, MAIL, agency, people
from crawler.normalise.text import fold, match_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.extraction.page import Page
    from crawler.extraction.structured import Structured
    from crawler.layouts import Layout

_WITH_MAIL = etree.XPath("descendant::text()[contains(., '@')]/..")
_LONGEST_LINE = 120
_META = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "twitter:creator")
# `By A, KYODO NEWS - Aug 28, 2024 - 15:00 | All, Japan`
_NOT_BYLINE = re.compile(r"\s[-|]\s")
_NOT_THE_OWNER = re.compile(r"copyright|(?:19|20)\d\d|all rights reserved.*", re.IGNORECASE)
_BYLINES = (
    "[rel~=author], [itemprop~=author] [itemprop~=name], [itemprop~=author], .vcard .fn, a[href*='/author/'],"
    "a[href*='byline='], address, [class*=byline], [class*=author-name], [class~=author], [class*=reporter]"
)
_FRAME = {"aside", "footer", "nav"}
_BY = re.compile(r"(?i:(?:words |text |written |posted |report(?:ing)? )?by:?)\s+(?P<names>[^\W\d_a-z].{2,100})")
_NAME = re.compile(
    r"[가-힣]{2,5}|[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|da|van|von|der|bin|al|el|la)){1,4}"
)
_NEAR, _MOST_PARTS = 40, 4
_REPORTER = re.compile(rf"{KOREAN_BYLINE.pattern}\s*[\[(<]?\s*(?P<mail>{MAIL.pattern})")


def authors(page: Page, layout: Layout | None) -> Iterator[Finding]:
    """Yields bylines: where the layout says, else by JSON-LD, meta, microdata, print. Agencies are no people."""
    if layout and (lines := texts(page, layout.authors)):
        bylines = [(_NOT_BYLINE.split(text)[0], text) for text in lines]
        yield from _with_all(
            [
                Finding([match["name"] for match in KOREAN_BYLINE.finditer(byline)] or people(byline), "selector", text)
                for byline, text in bylines
            ]
        )
        return
    data = page.structured
    outlets = {
        match_key(name)
        for name in (*strings(data.article.get("publisher"), "name"), data.first_meta("og:site_name"))
        if name
    }
    claimed = [
        Finding([] if match_key(text) in outlets else people(text), source, text) for text, source in _claimed(data)
    ]
    yield from _with_all([finding for finding in claimed if finding.source == "json-ld"])
    yield from (finding for finding in claimed if finding.source != "json-ld")
    if layout is None or layout.authors:
        names, line = _printed(page)
        if not any(match_key(name) in outlets for name in names):
            yield Finding(names, "selector", line)


def _with_all(findings: list[Finding]) -> list[Finding]:
    """Puts before the findings of one source what they say together."""
    people = list(dict.fromkeys(name for finding in findings for name in finding.value))
    both = Finding(people, findings[0].source, " | ".join(finding.raw for finding in findings)) if findings else None
    return [both, *findings] if both else []


def _claimed(data: Structured) -> Iterator[tuple[str, str]]:
    """Yields what structured data names as authors, and which kind of it does."""
    entries = data.article.get("author")
    for entry in entries if isinstance(entries, list) else [entries]:
        if not (isinstance(entry, dict) and "Organization" in types(entry)):
            yield from ((text, "json-ld") for text in strings(entry, "name"))
    for name in _META:
        yield from ((text, "meta") for text in data.meta.get(name, []) if not text.startswith(("http", "@")))
    yield from ((text, "meta") for text in data.microdata.get("author", []))


def _printed(page: Page) -> tuple[list[str], str]:
    """Returns the names in a printed byline, and its line: where the markup says, else `By …` near the top."""
    found: list[str] = []
    lines: list[str] = []
    place = None
    for element in page.select(_BYLINES)[:_NEAR]:
        if not _is_aside(element):
            line = words(element, _LONGEST_LINE)
            names = _names(line) if len(line) <= _LONGEST_LINE else []
            if names and (place is None or element.getparent() is place):
                place = element.getparent()
                found += [name for name in names if name not in found]
                lines.append(line)
    if found:
        return found, " | ".join(lines)
    for element in islice((each for each in page.under_headline() if len(each) <= _MOST_PARTS), _NEAR):
        line = words(element, _LONGEST_LINE) if element.tag not in {"script", "style"} else ""
        if not line or _is_aside(element):
            continue
        if len(line) <= _LONGEST_LINE and (match := _BY.match(line)) and (names := _names(match["names"])):
            return names, line
        if match := KOREAN_BYLINE.fullmatch(line):
            return [match["name"]], line
    return [], ""


def _is_aside(element: HtmlElement) -> bool:
    """Tells whether an element is part of comments or of the page's frame."""
    around = [element, *element.iterancestors()]
    return any(each.tag in _FRAME or "comment" in (each.get("class") or "") for each in around)


def _names(line: str) -> list[str]:
    """Returns the names in a byline, without dates and places; none where it is something else."""
    korean = [match["name"] for match in KOREAN_BYLINE.finditer(line)]
    if korean:
        return korean
    names = people(BYLINE_REST.split(line)[0])
    return names if names and all(_NAME.fullmatch(name) for name in names) else []


def reporters(page: Page) -> list[tuple[str, str]]:
    """Returns names and mails of lines that are a reporter's name, title and mail (`한서윤 기자 syhan@kbs.co.kr`)."""
    found: list[tuple[str, str]] = []
    for element in _WITH_MAIL(page.tree) if page.shows("@") else ():
        line = words(element, _LONGEST_LINE) if element.tag not in {"script", "style", "body"} else ""
        above = element.getparent()
        if MAIL.fullmatch(line) and above is not None:
            # The name stands beside its mail.
            line = fold(" ".join(above.xpath(".//text()")))
        if len(line) > _LONGEST_LINE:
            continue
        for match in _REPORTER.finditer(line):
            if (match["name"], match["mail"]) not in found:
                found.append((match["name"], match["mail"]))
    return found


def emails(page: Page, layout: Layout | None, printed: list[str]) -> Iterator[Finding]:
    """Yields the reporters' mail: beside their names, in structured data, in lines of the text."""
    places = page.select(layout.authors) if layout and layout.authors else []
    found: list[str] = []
    for place in places:
        # The mail stands in the byline, or right beside it.
        beside = place.getparent()
        near = beside if beside is not None and len(words(beside)) <= _LONGEST_LINE else place
        found += MAIL.findall(f"{words(near)} {' '.join(near.xpath('.//@href'))}")
    entries = page.structured.article.get("author")
    for entry in entries if isinstance(entries, list) else [entries]:
        found += MAIL.findall(" ".join(strings(entry, "email"))) if isinstance(entry, dict) else []
    every = list(dict.fromkeys([*found, *printed]))
    if every:
        yield Finding(every, "selector" if places and found else "json-ld" if found else "text", " | ".join(every))


def wires(page: Page, layout: Layout | None) -> Iterator[Finding]:
    """Yields the wire that a page names outside its text."""
    if layout and layout.agency:
        for text in texts(page, layout.agency):
            names = [agency(part) for part in _NOT_BYLINE.split(text)[0].split(",")]
            yield Finding(next(filter(None, names), ""), "selector", text)
        return
    for text in (
        *strings(page.structured.article.get("author"), "name"),
        *page.structured.meta.get("author", []),
    ):
        if name := agency(text):
            yield Finding(name, "json-ld", text)
    marks = " or ".join(f"contains(., '{mark}')" for mark in "©ⓒ" if page.says(mark))
    marked = page.tree.xpath(f"//body/descendant::text()[{marks}]/..") if marks else []
    for element in marked:
        line = "" if any(above.tag == "footer" for above in element.iterancestors()) else words(element)
        if 0 < len(line) <= _LONGEST_LINE and (name := agency(_NOT_THE_OWNER.sub("", line))):
            yield Finding(name, "text", line)
