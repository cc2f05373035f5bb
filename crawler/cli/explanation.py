"""Explains an extraction: the source of each field, the values of other sources, what was cut from the text and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from crawler.extraction.article import misfit, read_page
from crawler.page.document import parse_page
from crawler.page.refusals import NotAnArticle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from zoneinfo import ZoneInfo

    from crawler.crawl.spider import OutletSpider
    from crawler.extraction.article import Reading

_SHORT = 110
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


def explain(
    spider: type[OutletSpider], zone: ZoneInfo, url: str, body: bytes, headers: Mapping[str, str]
) -> Explanation:
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
    values = asdict(article)
    for name in _FIELDS:
        explanation.fields[name] = {
            "value": _plain(values[name]),
            "source": article.sources.get(name, ""),
            **_evidence(reading, name, values[name]),
        }
    return explanation


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


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = " | ".join(str(part) for part in value.values() if part)
    elif isinstance(value, list):
        value = ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
