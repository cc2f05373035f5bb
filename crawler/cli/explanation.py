"""Explains a page: the source of each field, what was cut from its text, and why the catalogue has it or not."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from crawler.cli.catalogue_command import to_minute
from crawler.extraction.article import misfit, read_page
from crawler.outcomes import Outcome
from crawler.page.document import parse_page
from crawler.page.refusals import NotAnArticle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from crawler.extraction.article import Reading
    from crawler.outlets.outlet import Outlet
    from crawler.stories.provenance import (
        LinkingArticle,
        PageReading,
        PageText,
        Provenance,
        StoredArticle,
        UnmetCondition,
        Way,
    )

_SHORT = 110
_WIDTH = 100
_TOPIC = re.compile(r"(.*) [0-9a-f]{16}")
_FIELDS = (
    "title", "subtitle", "authors", "emails", "agency", "section", "tags", "language", "published", "modified",
    "images", "related", "access",
)  # fmt: skip


@dataclass(slots=True)
class Explanation:
    """The article on a page, or why there is none, with the evidence for it."""

    url: str
    """Canonical URL of the article; that of the page if it gives none."""
    spider: str
    layout: str = ""
    """Name of the layout that was used; empty for the generic way."""
    layouts: list[tuple[str, str]] = field(default_factory=list)
    """Each layout of the outlet with the reason why it does not match, empty if it does."""
    refusal: str = ""
    """Why the page gives no article; empty if it gives one."""
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For each field `value`, `source`, `raw`, and `others`: triples of source, value and raw text."""
    contradictions: list[str] = field(default_factory=list)
    """Fields on which the sources disagree."""
    paragraphs: list[str] = field(default_factory=list)
    cut: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of rule and the paragraph that it removed from the text."""
    further_pages: list[str] = field(default_factory=list)
    """Addresses of the pages on which the article goes on."""


def explain(spider: type[Outlet], zone: ZoneInfo, url: str, body: bytes, headers: Mapping[str, str]) -> Explanation:
    """Extracts a page and records the evidence for each field."""
    explanation = Explanation(url, spider.name)
    try:
        page = parse_page(body, url, headers)
        explanation.layouts = [(layout.name, misfit(page, layout)) for layout in spider.layouts]
        reading = read_page(page, spider.layouts, zone)
    except NotAnArticle as refusal:
        explanation.refusal = str(refusal)
        return explanation
    article = reading.article
    explanation.url = article.url
    explanation.layout = reading.layout.name if reading.layout else ""
    explanation.contradictions = reading.contradictions
    explanation.paragraphs = article.text.split("\n\n")
    explanation.cut = list(reading.body.lines.cut)
    explanation.further_pages = article.further_pages
    values = asdict(article)
    for name in _FIELDS:
        explanation.fields[name] = {
            "value": _plain(values[name]),
            "source": article.sources.get(name, ""),
            **_evidence(reading, name, values[name]),
        }
    return explanation


def page_text(explanation: Explanation) -> PageText | None:
    """Returns what of the explained page is compared with articles that link to it; none if it gives no article."""
    from crawler.stories.provenance import PageText  # noqa: PLC0415 - SQLAlchemy, for which a page alone does not wait

    if not explanation.paragraphs:
        return None
    title, tags, language, access = (
        explanation.fields[name]["value"] for name in ("title", "tags", "language", "access")
    )
    return PageText(title, "\n\n".join(explanation.paragraphs), tags, language, access)


def _evidence(reading: Reading, name: str, value: Any) -> dict[str, Any]:
    findings = reading.all_candidates(name)
    chosen = next((finding for finding in findings if finding.value == value), None)
    others = [(f.source, _plain(f.value), f.raw) for f in findings if f is not chosen and f.value]
    return {"raw": chosen.raw if chosen else "", "others": others}


def render(explanation: Explanation) -> Iterator[str]:
    """Yields the lines of an explanation for a terminal."""
    yield f"{explanation.url}  ({explanation.spider})"
    for name, why in explanation.layouts:
        mark = "*" if name == explanation.layout else " "
        yield f"{mark} layout {name:16} {why or ('matches, used for this page' if mark == '*' else 'matches')}"
    if explanation.refusal:
        yield f"no article: {explanation.refusal}"
        return
    if not explanation.layout:
        yield "* no layout: structured data and trafilatura were used"
    yield ""
    for name, found in explanation.fields.items():
        if found["value"]:
            yield from _field(name, found, contradicted=name in explanation.contradictions)
    characters = sum(map(len, explanation.paragraphs))
    yield f"{'text':10} {len(explanation.paragraphs)} paragraphs, {characters} characters"
    yield f"{'':10} begins {_short(explanation.paragraphs[0])}"
    yield f"{'':10} ends   {_short(explanation.paragraphs[-1])}"
    for rule, paragraph in explanation.cut:
        yield f"{'':10} cut    {rule}: {_short(paragraph)}"
    for address in explanation.further_pages:
        yield f"{'goes on':10} {address}"


def _field(name: str, found: dict[str, Any], *, contradicted: bool) -> Iterator[str]:
    value = found["value"]
    source = f"  [{found['source']}]" if found["source"] else ""
    for place, each in enumerate(value if name in {"images", "related"} else [value]):
        yield f"{name:10} {_short(each)}{source}" if not place else f"{'':10} {_short(each)}"
    if found["raw"] and _short(found["raw"]) != _short(value):
        yield f"{'':10}   from {_short(found['raw'])}"
    agree = [source for source, other, _ in found["others"] if other == value]
    if agree:
        yield f"{'':10}   {', '.join(dict.fromkeys(agree))} agree{'s' if len(set(agree)) == 1 else ''}"
    for source, other, raw in [other for other in found["others"] if other[1] != value][:5]:
        origin = f", from {_short(raw)}" if str(other) != raw else ""
        yield f"{'':10}   {source} has {_short(other)}{origin}"
    if contradicted:
        yield f"{'':10}   ! sources disagree; the order of precedence is json-ld, meta, selector, text, url"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _short(value: Any, most: int = _SHORT) -> str:
    if isinstance(value, dict):
        value = " | ".join(str(part) for part in value.values() if part)
    elif isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def render_catalogue(found: Provenance, folder: Path) -> Iterator[str]:
    """Yields the lines on what the catalogue, whose files are in `folder`, knows of a page. Times are in UTC."""
    yield "in the catalogue, times in UTC:"
    yield from _stored(found.article, folder) if found.article else [f"{'stored':10} no"]
    for page in found.pages:
        yield from _reading(page, found)
    if found.named:
        yield f"{'to read':10} a list named it at {to_minute(found.named)}, and no run has requested it since"
    elif not found.pages:
        yield f"{'read':10} never: no run has asked for it"
    for link in found.links:
        yield from _link(link)
    if not found.links:
        yield f"{'linked by':10} no stored article"
    known = {link.id for link in found.links}
    for way in found.ways:
        # A link without words or days is one of those above.
        if way.kind != "link" or way.conditions or (way.parent_id not in known if way.parent else not known):
            yield f"{'came by':10} {_way(way)}"
    for unmet in found.unmet:
        yield f"{'refused':10} {_unmet(unmet)}"


def _stored(article: StoredArticle, folder: Path) -> Iterator[str]:
    yield f"{'stored':10} {article.id}  {folder / article.file if article.file else 'a teaser, without a file'}"
    yield f"{'':10} {article.url}"
    yield f"{'':10} first seen {to_minute(article.first_seen)}, last seen {to_minute(article.last_seen)}"
    if article.kept:
        yield f"{'':10} kept as a related link: {article.kept}"
    if article.gone:
        yield f"{'':10} its page is gone since {to_minute(article.gone)}"


def _reading(page: PageReading, found: Provenance) -> Iterator[str]:
    gave = (f"status {page.status}" if page.reason == Outcome.STATUS else page.reason) or "an article"
    read = f"{to_minute(page.last_read)}, gave: {gave}" if page.last_read else "never itself: another page names it"
    yield f"{'read':10} {read}"
    if len(found.pages) > 1:
        yield f"{'':10} {page.url}"
    if page.next_read:
        unless = "" if page.is_due_for_news else ", if a list, a link or a user names it"
        yield f"{'':10} asked again from {to_minute(page.next_read)} on{unless}"
    elif page.reason == Outcome.FORGOTTEN:
        yield f"{'':10} asked again only if a user names it"
    else:
        changed = "a list states a change" if found.article and not page.reason else "a list, a link"
        yield f"{'':10} asked again only if {changed} or a user names it"


def _link(link: LinkingArticle) -> Iterator[str]:
    head = f"{'linked by':10} {link.id}  {link.kind:7}  "
    yield head + _short(link.title, _WIDTH - len(head))
    if link.last_seen:
        yield f"{'':10}   no longer linked, last seen {to_minute(link.last_seen)}"
    before = "was not related when it was read" if link.was_refused else ""
    if not link.shares:
        yield f"{'':10}   {before or 'not compared: no text of the page is known'}"
        return
    enough = {True: "enough", False: "not enough", None: "not asked of a teaser"}[link.is_enough]
    yield f"{'':10}   {link.shares}: {enough}{f'; {before}' if before and link.is_enough else ''}"


def _way(way: Way) -> str:
    said = {
        "user": "the user",
        "list": "a list",
        "link": f"a related link of {way.parent or 'an article that is not known'}",
        "words": "a search for words",
        "news": "a list or the user",
    }[way.kind]
    if way.parent and not way.parent_id:
        said += ", which is not stored"
    return f"{said}, for {', '.join(map(_words, way.conditions))}" if way.conditions else said


def _unmet(unmet: UnmetCondition) -> str:
    if unmet.kind == "related":
        return f"it shares too little with {unmet.id}: {unmet.title or 'not stored any more'}"
    if unmet.kind == "words":
        return f"it does not have the words: {_words(unmet.condition)}"
    day = unmet.condition.partition(" ")[2]
    return f"it was published {'before' if unmet.kind == 'since' else 'after'} {day}"


def _words(condition: str) -> str:
    """Returns a condition; of a topic only its title."""
    return f"topic {topic[1]}" if (topic := _TOPIC.fullmatch(condition)) else condition
