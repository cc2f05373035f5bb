"""Who wrote an article: people, their mail, the wire that the copy came from."""

from __future__ import annotations

import re
from datetime import UTC
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extraction.metadata.headline_block import EDGE
from crawler.extraction.metadata.title_section_tags import CandidateValue, texts
from crawler.page.structured import names_of, strings, types
from crawler.page.tree import SENTENCE_END, words
from crawler.text.bylines import BY, BYLINE_REST, KOREAN_BYLINE, KOREAN_REPORTERS, MAIL, agency, owner, people
from crawler.text.dates import dates_in
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.extraction.layout import Layout
    from crawler.extraction.metadata.headline_block import Head
    from crawler.page.document import Page
    from crawler.page.structured import Structured

_WITH_MAIL = etree.XPath("descendant::text()[contains(., '@')]/..")
_LONGEST_LINE = 120
_META = (
    "author", "article:author", "og:article:author", "article.author", "byl", "dc.creator", "dcterms.creator",
    "parsely-author", "sailthru.author", "cxenseparse:author", "dable:author", "articleauthor", "citation_author",
    "twitter:creator",
)  # fmt: skip
_OF_CATALOGUES = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
_FAMILY_NAME_FIRST = re.compile(
    r"(?P<family>[^\W\d_][\w'’-]+), (?P<given>[^\W\d_][\w.'’-]*(?: [\w'’-]+)?(?P<initial> [^\W\d_]\.?)?)"
)
# `By A, KYODO NEWS - Aug 28, 2024 - 15:00 | All, Japan`
_NOT_BYLINE = re.compile(r"\s[-|]\s")
_BYLINES = (
    "[rel~=author], [itemprop~=author] [itemprop~=name], [itemprop~=author], .vcard .fn, a[href*='/author/'],"
    "a[href*='/autor/'], a[href*='/autoren/'], a[href*='/auteur/'], a[href*='byline='], address, [class*=byline],"
    "[class*=Byline], [class*=author-name], [class*=authorName], [class*=authors_], [class~=author], [class*=reporter]"
)
# What frames a page, holds its pictures or offers others; comments are told by their names and schema.
_FRAME = {"aside", "footer", "nav", "figure", "figcaption"}
_OF_COMMENT = re.compile(r"comment|review", re.IGNORECASE)
_BY = re.compile(rf"(?i:{BY.pattern})(?P<names>[^\W\d_a-z].{{2,100}})")
# Beside the names and titles of `KBS제주 옥서진 기자 @okseojin`, `지역부 빈우람 기자`, `[서울=뉴시스] 한서윤 기자 =`.
_BESIDE_KOREAN = re.compile(rf"[\s\[\](){{}}<>=|·,/]|@\w+|{MAIL.pattern}")
_LONGEST_BESIDE = 12
_WITH_ROLE = re.compile(
    r"(?P<names>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}), (?i:(?:staff|senior|contributing|guest) )?"
    r"(?i:writer|reporter|correspondent|columnist)"
)
_PART_ENDS = re.compile(r"\s*[|ㅣ│]\s*|\s[·•/–—-]\s")
_JOINS = re.compile(r"(?:\band|&|,|·|、)\s", re.IGNORECASE)
# Korean names in Latin letters are told from sections and places: `Pyo Hae-rin`.
_ROMANISED = re.compile(r"[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}-[a-z]{2,8}")
_NAME = re.compile(
    r"[가-힣]{2,5}|[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|de|da|van|von|der|bin|al|el|la)){1,4}"
)
_COLLECTION = re.compile(r"[가-힣]{2,4}\s?기자의\s(?:다른\s|최신\s)?기사(?:\s?(?:모음|목록|(?:더\s?)?보기))?")
_LONGEST_COLLECTION = 24
_NEAR, _MOST_PARTS = 40, 4
_REPORTER = re.compile(rf"{KOREAN_BYLINE.pattern}\s*[\[(<]?\s*(?P<mail>{MAIL.pattern})")


def authors(page: Page, layout: Layout | None, head: Head) -> Iterator[CandidateValue]:
    """Yields bylines: where the layout says, else by JSON-LD, meta, microdata, print. Agencies are no people."""
    lines = texts(page, layout.authors) if layout else []
    bylines = [(_NOT_BYLINE.split(text)[0], text) for text in lines]
    yield from _with_all(
        [
            CandidateValue(
                [match["name"] for match in KOREAN_BYLINE.finditer(byline)] or people(byline), "selector", text
            )
            for byline, text in bylines
        ]
    )
    for source, claimed in _claimed(page.structured) if not lines else ():
        yield from _with_all(
            [CandidateValue([] if page.site.is_named(text) else people(text), source, text) for text in claimed]
        )
    names, line = _by_headline(head)
    yield CandidateValue([name for name in names if not page.site.is_named(name)], "selector", line)
    if layout is None or (layout.authors and not lines):
        names, line = _printed(page, head)
        if not any(page.site.is_named(name) for name in names):
            yield CandidateValue(names, "selector", line)


def _by_headline(head: Head) -> tuple[list[str], str]:
    """Returns the names in the byline on the lines by the headline, or in the last of the text, and its line."""
    for line in chain(head.lines_below, (line for line, _ in head.lines_above)):
        names = _of_line(line.text) if len(line.text) <= _LONGEST_LINE else []
        if names and not head.belongs_to_other_article(line.parts[0].element):
            return names, line.text.replace(EDGE, " ")
    for line in head.lines_below[:_MOST_PARTS]:
        if _ROMANISED.fullmatch(line.text):
            return [line.text], line.text
    for paragraph in head.paragraphs[-2:]:
        if len(paragraph) <= _LONGEST_LINE and (names := _korean(paragraph)):
            return names, paragraph
    return [], ""


def _of_line(line: str) -> list[str]:
    for start, end, _ in reversed(list(dates_in(line, UTC)) if "20" in line or "19" in line else []):
        line = f"{line[:start]}{EDGE}{line[end:]}"
    parts = [part.strip() for piece in line.split(EDGE) for part in _PART_ENDS.split(piece) if part.strip()]
    for number, part in enumerate(parts):
        # The names may stand in elements of their own, between them only what joins them.
        joined = part
        for last, each in pairwise(parts[number:]):
            if not (BY.fullmatch(joined) or _JOINS.match(f"{each} ") or _JOINS.search(f"{last[-4:]} ")):
                break
            joined = f"{joined} {each}"
        match = _BY.fullmatch(joined) or _WITH_ROLE.fullmatch(joined)
        if names := (_names(match["names"]) if match else _korean(part)):
            return names
    return _korean(line.replace(EDGE, " "))


def _with_all(findings: list[CandidateValue]) -> list[CandidateValue]:
    """Puts before the findings of one source what they say together."""
    people = list(dict.fromkeys(name for finding in findings for name in finding.value))
    both = (
        CandidateValue(people, findings[0].source, " | ".join(finding.raw for finding in findings))
        if findings
        else None
    )
    return [both, *findings] if both and len(findings) > 1 else findings


def _claimed(data: Structured) -> Iterator[tuple[str, list[str]]]:
    """Yields what each kind of structured data names as authors."""
    entries = data.article.get("author")
    people = [
        entry
        for entry in (entries if isinstance(entries, list) else [entries])
        if not (isinstance(entry, dict) and "Organization" in types(entry))
    ]
    yield "json-ld", names_of(people)
    for name in _META:
        said = [text for text in data.meta.get(name, []) if not text.startswith(("http", "@"))]
        yield "meta", [_given_name_first(text, name) for text in said]
    yield "meta", data.microdata.get("author", [])


def _given_name_first(text: str, name: str) -> str:
    """Returns one person's name in the order of speech: catalogues put the family name first (`Brook, Ada M.`)."""
    match = _FAMILY_NAME_FIRST.fullmatch(text)
    is_one = match and (name in _OF_CATALOGUES or match["initial"])
    return f"{match['given']} {match['family']}" if match and is_one else text


def _printed(page: Page, head: Head) -> tuple[list[str], str]:
    """Returns the names in a printed byline, and its line: where the markup says, else `By …` near the top."""
    found: list[str] = []
    lines: list[str] = []
    place = None
    for element in page.select(_BYLINES)[:_NEAR]:
        # Below the text, readers who comment are called authors as well.
        if not _is_aside(element) and not (element.get("class") == "author" and head.follows(element)):
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


def _korean(line: str) -> list[str]:
    """Returns the names in a line that is nothing but a Korean byline: names with titles, a desk, a mail."""
    found = [name for match in KOREAN_REPORTERS.finditer(line) for name in re.split(r"\s?[·ㆍ,]\s?", match["names"])]
    if not found:
        return []
    beside = _BESIDE_KOREAN.sub("", KOREAN_REPORTERS.sub("", line))
    alone = len(beside) <= _LONGEST_BESIDE and not SENTENCE_END.search(line)
    return [name for name in dict.fromkeys(found) if people(name)] if alone else []


def _is_aside(element: HtmlElement) -> bool:
    """Tells whether an element is part of comments or of the page's frame."""
    around = [element, *element.iterancestors()]
    return any(
        each.tag in _FRAME
        or "comment" in (each.get("class") or "")
        or _OF_COMMENT.search(f"{each.get('itemtype') or ''} {each.get('itemprop') or ''}")
        for each in around
    )


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
    for element in _WITH_MAIL(page.tree) if page.visible_text_contains("@") else ():
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


def collected(page: Page) -> Iterator[CandidateValue]:
    """Yields the names in links to what a reporter has written: `한서윤 기자의 기사 모음`."""
    links = page.tree.iter("a") if page.text_contains("기자의") else ()
    lines = [line for link in links if _COLLECTION.fullmatch(line := words(link, _LONGEST_COLLECTION))]
    if lines:
        names = dict.fromkeys(name for line in lines for name in people(line))
        yield CandidateValue(list(names), "selector", " | ".join(lines))


def emails(page: Page, layout: Layout | None, printed: list[str]) -> Iterator[CandidateValue]:
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
        yield CandidateValue(
            every, "selector" if places and found else "json-ld" if found else "text", " | ".join(every)
        )


def wires(page: Page, layout: Layout | None) -> Iterator[CandidateValue]:
    """Yields the wire that a page names outside its text."""
    if layout and layout.agency:
        for text in texts(page, layout.agency):
            names = [agency(part) for part in _NOT_BYLINE.split(text)[0].split(",")]
            yield CandidateValue(next(filter(None, names), ""), "selector", text)
        return
    for text in (*names_of(page.structured.article.get("author")), *page.structured.meta.get("author", [])):
        if name := agency(text):
            yield CandidateValue(name, "json-ld", text)
    marks = " or ".join(f"contains(., '{mark}')" for mark in "©ⓒ" if page.text_contains(mark))
    marked = page.tree.xpath(f"//body/descendant::text()[{marks}]/..") if marks else []
    for element in marked:
        line = "" if any(above.tag == "footer" for above in element.iterancestors()) else words(element)
        if 0 < len(line) <= _LONGEST_LINE and (name := owner(line)):
            yield CandidateValue(name, "text", line)
