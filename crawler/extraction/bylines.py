"""Who wrote an article: people, their mail, the wire that the copy came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extraction.fields import Finding, texts
from crawler.extraction.markup import words
from crawler.extraction.structured import strings, types
from crawler.normalise.names import KOREAN_BYLINE, MAIL, agency, people
from crawler.normalise.text import match_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extraction.page import Page
    from crawler.layouts import Layout

_LONGEST_LINE = 120
# `By A, KYODO NEWS - Aug 28, 2024 - 15:00 | All, Japan`
_NOT_BYLINE = re.compile(r"\s[-|]\s")
_NOT_THE_OWNER = re.compile(r"copyright|(?:19|20)\d\d|all rights reserved.*", re.IGNORECASE)
_REPORTER = re.compile(rf"{KOREAN_BYLINE.pattern}\s*[\[(<]?\s*(?P<mail>{MAIL.pattern})")


def authors(page: Page, layout: Layout | None) -> Iterator[Finding]:
    """Yields bylines: where the layout says, else JSON-LD, meta and microdata. Agencies and offices are no people."""
    if layout and layout.authors:
        for text in texts(page.tree, layout.authors):
            byline = _NOT_BYLINE.split(text)[0]
            yield Finding(
                [match["name"] for match in KOREAN_BYLINE.finditer(byline)] or people(byline), "selector", text
            )
        return
    data = page.structured
    outlets = {
        match_key(name)
        for name in (*strings(data.article.get("publisher"), "name"), data.first_meta("og:site_name"))
        if name
    }
    entries = data.article.get("author")
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, dict) and "Organization" in types(entry):
            continue
        for text in strings(entry, "name"):
            yield Finding([] if match_key(text) in outlets else people(text), "json-ld", text)
    for name in (
        "author",
        "article:author",
        "byl",
        "dc.creator",
        "parsely-author",
        "sailthru.author",
        "twitter:creator",
    ):
        for text in data.meta.get(name, []):
            if not text.startswith(("http", "@")):
                yield Finding([] if match_key(text) in outlets else people(text), "meta", text)
    for text in data.microdata.get("author", []):
        yield Finding(people(text), "meta", text)


def reporters(page: Page) -> list[tuple[str, str]]:
    """Returns names and mails of lines that are a reporter's name, title and mail (`한서윤 기자 syhan@kbs.co.kr`)."""
    found: list[tuple[str, str]] = []
    for element in page.tree.xpath("//text()[contains(., '@')]/.."):
        line = words(element, _LONGEST_LINE) if element.tag not in {"script", "style", "body"} else ""
        if len(line) > _LONGEST_LINE:
            continue
        for match in _REPORTER.finditer(line):
            if (match["name"], match["mail"]) not in found:
                found.append((match["name"], match["mail"]))
    return found


def emails(page: Page, layout: Layout | None, printed: list[str]) -> Iterator[Finding]:
    """Yields the reporters' mail: beside their names, in structured data, in lines of the text."""
    places = page.tree.cssselect(layout.authors) if layout and layout.authors else []
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
        for text in texts(page.tree, layout.agency):
            names = [agency(part) for part in _NOT_BYLINE.split(text)[0].split(",")]
            yield Finding(next(filter(None, names), ""), "selector", text)
        return
    for text in (
        *strings(page.structured.article.get("author"), "name"),
        *page.structured.meta.get("author", []),
    ):
        if name := agency(text):
            yield Finding(name, "json-ld", text)
    for element in page.tree.xpath("//body//text()[contains(., '©') or contains(., 'ⓒ')]/.."):
        line = "" if any(above.tag == "footer" for above in element.iterancestors()) else words(element)
        if 0 < len(line) <= _LONGEST_LINE and (name := agency(_NOT_THE_OWNER.sub("", line))):
            yield Finding(name, "text", line)
