"""How the sources of a page are weighed into one article, or into the reason why there is none."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from crawler.extraction.content.author_notes import take_biographies
from crawler.extraction.content.body import Body, read_body
from crawler.extraction.content.generic import extract_without_layout
from crawler.extraction.content.images import each_once, take_pictures
from crawler.extraction.further_pages import find_further_pages
from crawler.extraction.listings import is_listing
from crawler.extraction.metadata import authors, dates
from crawler.extraction.metadata import title_section_tags as fields
from crawler.extraction.metadata.headline_block import Head
from crawler.extraction.metadata.title_section_tags import CandidateValue
from crawler.extraction.prune.headed_blocks import heading_over
from crawler.extraction.prune.paywall import is_wall_text
from crawler.extraction.prune.pruned_page import PrunedPage
from crawler.extraction.prune.related_blocks import find_related, links_in
from crawler.extraction.site_pages import classify_site_page
from crawler.items import Article, Link, article_id
from crawler.page.article_links import canonical_of
from crawler.page.notices import claims_article, classify_interstitial, refuse_without_text
from crawler.page.refusals import NotAnArticle
from crawler.page.tree import SENTENCE_END
from crawler.text.dates import has_time
from crawler.text.unicode import fold, language, latin_length, match_key
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo

    from lxml.html import HtmlElement

    from crawler.extraction.content.boilerplate_lines import Lines
    from crawler.extraction.layout import Layout
    from crawler.page.document import Page

_MOST_RELATED = 100
_MINUTE = timedelta(minutes=1)
# Of letters, that a page has to hold which says neither when it was published nor what it is.
_LEAST = 120
_LONGEST_LABEL = 40
# Of an address, and how many of the shorter of it and the headline are in both.
_FEWEST_WORDS, _MOST_WORDS = 3, 0.7
_WORD = re.compile(r"[^\W\d_]+")
# German letters as slugs spell them.
_AS_IN_ADDRESSES = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# A site in several languages has a front page for each: `/de/`, `/en-us/`.
_FRONT_PATH = re.compile(r"/?|/(?:[a-z]{2}(?:[-_][a-z]{2})?|global|international)/?", re.IGNORECASE)
# So many pictures with captions, and no text.
_GALLERY = 2


@dataclass(slots=True)
class Reading:
    """An article as one layout, or the generic way, reads it; `candidates` holds what sources said of a field."""

    article: Article
    layout: Layout | None
    body: Body = field(default_factory=Body)
    candidates: dict[str, list[CandidateValue]] = field(default_factory=dict)
    _unread: dict[str, Iterator[CandidateValue]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether title, date and text are there: the layout fits the page."""
        return bool(self.article.title and self.article.published and self.article.text)

    @property
    def contradictions(self) -> list[str]:
        """The dates on which sources that state a time of day differ by more than a minute."""
        found = []
        for name in ("published", "modified"):
            chosen = getattr(self.article, name)
            # Where a page prints both without saying which is which, the other one is no contradiction.
            known = [time for time in (self.article.published, self.article.modified) if time]
            times = [f.value for f in self.candidates.get(name, []) if has_time(f.raw)]
            if chosen and any(all(abs(time - each) > _MINUTE for each in known) for time in times):
                found.append(name)
        return found

    def choose(self, name: str, findings: Iterable[CandidateValue]) -> None:
        """Gives a field the first value that is not empty; what else the page says of it is read when asked for."""
        found = self.candidates[name] = []
        self._unread[name] = unread = iter(findings)
        for finding in unread:
            found.append(finding)
            if finding.value:
                self.set(name, finding.value, finding.source)
                break

    def all_candidates(self, name: str) -> list[CandidateValue]:
        """Returns what each source said of a field."""
        found = self.candidates.setdefault(name, [])
        found.extend(self._unread.pop(name, ()))
        return found

    def set(self, name: str, value: Any, source: str) -> None:
        """Gives a field a value and says where it came from."""
        setattr(self.article, name, value)
        self.article.sources[name] = source


def read_page(page: Page, layouts: Sequence[Layout], zone: tzinfo | None) -> Reading:
    """Reads a page by the first layout that gives title, date and text, else the generic way.

    Raises:
        NotAnArticle: The page has no article.
    """
    pruned = PrunedPage(page)
    readings: list[Reading] = []
    for layout in layouts:
        if not misfit(page, layout):
            reading = _read(pruned, layout, layout.addresses, zone, layouts)
            if reading.body.paywalled and not reading.article.text:
                raise classify_interstitial(page, "", has_date=False) or NotAnArticle("wall", "nothing is shown openly")
            readings.append(reading)
            if reading.complete:
                break
    best = max(readings, key=lambda each: (each.complete, bool(each.article.text)), default=None)
    if best is None or not best.article.text:
        addresses = next((layout.addresses for layout in layouts if layout.addresses.canonical(page.url)), None)
        best = _read(pruned, None, addresses, zone, layouts)
    _accept(page, best, layouts)
    best.article.further_pages.extend(find_further_pages(page, best.article.url))
    return best


def misfit(page: Page, layout: Layout) -> str:
    """Returns why a layout is not the page's: other host, no body, no landmarks; empty where it may be."""
    host = urlsplit(page.url).hostname or ""
    if layout.hosts and host not in layout.hosts:
        return f"not for {host}"
    for place in (layout.body, layout.landmarks):
        if place and not page.select(place):
            return f"no {place}"
    return ""


def _accept(page: Page, reading: Reading, layouts: Sequence[Layout]) -> None:
    article = reading.article
    # What an address says of the day is true of whatever stands there now.
    has_date = article.published is not None and article.sources.get("published") != "url"
    if refusal := classify_interstitial(page, article.text, has_date=has_date, is_wall=is_wall_text(article.text)):
        raise refusal
    if not article.text:
        raise refuse_without_text(page)
    if _is_gallery(article):
        raise NotAnArticle("empty", "pictures alone")
    if why := _list(page, reading, layouts, has_date=has_date):
        raise NotAnArticle("list", why)
    if not has_date and latin_length(article.text) < _LEAST and not claims_article(page):
        raise NotAnArticle("empty", "a few words, and nothing that says that they are an article")
    if refusal := classify_site_page(page, article, has_date=has_date):
        raise refusal
    host = urlsplit(page.url).hostname
    only = next((layout.only for layout in layouts if layout.only and host in layout.hosts), "")
    if only and article.agency != only:
        raise NotAnArticle("not this outlet", f"agency {article.agency or 'unknown'}")


def _is_gallery(article: Article) -> bool:
    """Tells whether there are pictures with captions, and no text but the title."""
    captioned = sum(bool(image.caption) for image in article.images)
    return match_key(article.text) == match_key(article.title) and captioned >= _GALLERY


def _list(page: Page, reading: Reading, layouts: Sequence[Layout], *, has_date: bool) -> str:
    """Returns why a page offers articles and is none; empty where it may be one."""
    article, body = reading.article, reading.body
    fits = bool(reading.layout and reading.complete)
    known = any(layout.addresses.canonical(article.url) for layout in layouts)
    said = claims_article(page)
    # A page at an article's address that says when it was published is one, whatever stands beside its text.
    is_named = bool(canonical_of(None, page.url)(page.url)) or _names_itself(page, article)
    said_or_dated = said or (has_date and is_named)
    reasons = {
        "labels alone": _says_nothing(article),
        "links alone": body.is_link_list,
        "headlines with teasers": body.is_listing and not said_or_dated,
        "not an article's address": bool(layouts) and not known and not fits,
        "calls itself the front page": not fits
        and not said_or_dated
        and _is_front_page(page)
        and not _names_itself(page, article),
    }
    why = next((why for why, applies in reasons.items() if applies), "")
    return why if why or fits else is_listing(page, article, has_date=has_date)


def _says_nothing(article: Article) -> bool:
    """Tells whether all that a text has are labels: none a sentence, and not the title of a breaking story."""
    lines = article.text.split("\n\n")
    labels = all(latin_length(line) <= _LONGEST_LABEL and not SENTENCE_END.search(line) for line in lines)
    return labels and not any(match_key(line) in match_key(article.title) for line in lines)


def _names_itself(page: Page, article: Article) -> bool:
    """Tells whether a page's address and its headline are made of the same words, whatever else it calls its own."""
    title = article.title.lower().translate(_AS_IN_ADDRESSES)
    said = set(_WORD.findall(title))
    path = unquote(urlsplit(page.url).path).lower().translate(_AS_IN_ADDRESSES)
    named = max((set(_WORD.findall(part)) for part in path.split("/")), key=lambda words: len(words & said))
    fewer = min(len(named), len(said))
    return len(named) >= _FEWEST_WORDS and fewer > 1 and len(named & said) >= _MOST_WORDS * fewer


def _is_front_page(page: Page) -> bool:
    """Tells whether a page has a bare host as its address, or gives one as its own."""
    own = [page.url, *(link.get("href") or "" for link in page.select("link[rel=canonical]"))]
    own.append(page.structured.first_meta("og:url") or "")
    parts = [urlsplit(address) for address in own if address]
    # A query tells articles apart where a site gives them no paths.
    return any(part.netloc and _FRONT_PATH.fullmatch(part.path) and not part.query for part in parts)


def _read(
    pruned: PrunedPage, layout: Layout | None, addresses: Any, zone: tzinfo | None, layouts: Sequence[Layout]
) -> Reading:
    page = pruned.page
    canonical = canonical_of(addresses, page.url) if addresses else pruned.canonical
    article = Article()
    reading = Reading(article, layout)
    reading.set("url", _address(page, canonical) if addresses else clean_url(page.url), "url")
    article.id = article_id(article.url)
    reading.choose("title", fields.titles(page, layout))
    if layout:
        containers = _outermost(page.select(layout.body))
        reading.body = read_body(containers, page.url, article.title, canonical, layout)
    else:
        reading.body = extract_without_layout(pruned, article.title, canonical)
        _drop_own_lines(reading.body.lines, layouts)
        paragraphs = reading.body.lines.paragraphs
        paragraphs[:0] = fields.standfirst(page, paragraphs) if paragraphs else []
    reading.choose("subtitle", fields.decks(page, layout, article.title))
    head = Head(page, article.title, list(reading.body.lines.paragraphs), canonical)
    _take_names(page, reading, head)
    _take_text(reading)
    when = dates.dates(page, layout, zone, head, reading.body.lines.timestamp_line)
    for name, findings in (("published", when.published), ("modified", when.modified)):
        reading.candidates[name] = findings
        if chosen := dates.choose_date(findings):
            reading.set(name, chosen.value, chosen.source)
    reading.choose("section", fields.sections(page, layout, article.title))
    reading.choose("tags", fields.tags(page, layout))
    _take_pictures(pruned, reading)
    _take_related(page, reading, canonical)
    if not article.title:
        slug = urlsplit(article.url).path.rstrip("/").rpartition("/")[2]
        reading.set("title", fold(unquote(slug).replace("-", " ").replace("_", " ")), "url")
    return reading


def _drop_own_lines(lines: Lines, layouts: Sequence[Layout]) -> None:
    """Removes the lines that an outlet's layouts declare from a text that none of them has found."""
    patterns = [layout.lines for layout in layouts if layout.lines]
    own = [line for line in lines.paragraphs if any(pattern.fullmatch(fold(line)) for pattern in patterns)]
    lines.cut.extend(("own line", line) for line in own)
    lines.paragraphs = [line for line in lines.paragraphs if line not in own]


def _address(page: Page, canonical: Callable[[str], str]) -> str:
    """Returns the canonical address: the page's own, if it is an article's of this outlet, else that of the request."""
    claimed = next((link.get("href") or "" for link in page.select("link[rel=canonical]")), "")
    return canonical(claimed) if claimed and canonical(claimed) else canonical(page.url) or clean_url(page.url)


def _take_text(reading: Reading) -> None:
    article, lines = reading.article, reading.body.lines
    # Without a layout, a standfirst that is a sentence opens the text as well.
    is_deck = bool(article.subtitle) and (reading.layout is not None or not SENTENCE_END.search(article.subtitle))
    if len(lines.paragraphs) > 1 and is_deck and match_key(lines.paragraphs[0]) == match_key(article.subtitle):
        lines.cut.append(("subtitle", lines.paragraphs.pop(0)))
    names = set(map(match_key, article.authors))
    taken, people = take_biographies(lines.paragraphs, article.authors, article.title)
    lines.cut.extend(("biography", paragraph) for paragraph in taken)
    for edge in (0, -1):
        if len(lines.paragraphs) > 1 and match_key(lines.paragraphs[edge]) in names:
            lines.cut.append(("byline", lines.paragraphs.pop(edge)))
    if people and not article.authors:
        reading.set("authors", people, "text")
    if lines.paragraphs:
        reading.set("text", "\n\n".join(lines.paragraphs), "selector" if reading.layout else "trafilatura")
        reading.set("language", language(article.text), "text")
    if reading.body.paywalled:
        reading.set("access", "teaser", "selector" if reading.layout else "text")


def _take_names(page: Page, reading: Reading, head: Head) -> None:
    layout, lines, article = reading.layout, reading.body.lines, reading.article
    reporters = authors.reporters(page)
    in_text = (
        CandidateValue(list(dict.fromkeys(people)), "text", " | ".join(people))
        for people in (lines.authors, [name for name, _ in reporters])
    )
    reading.choose("authors", chain(authors.authors(page, layout, head), in_text, authors.collected(page)))
    reading.choose("emails", authors.emails(page, layout, [*lines.emails, *(mail for _, mail in reporters)]))
    reading.choose("agency", authors.wires(page, layout))
    if not article.agency and lines.agency and not (layout and layout.agency):
        reading.set("agency", lines.agency, "text")


def _take_pictures(pruned: PrunedPage, reading: Reading) -> None:
    page, images = pruned.page, list(reading.body.images)
    if reading.layout and reading.layout.images:
        blocks = [copy.deepcopy(block) for block in _outermost(page.select(reading.layout.images))]
        images = each_once([*take_pictures(blocks, page.url), *images])
    elif not reading.layout:
        shown = take_pictures([copy.deepcopy(figure) for figure in _figures(pruned.tree)], page.url)
        images = each_once([*shown, *images])
    for image in images:
        image.credit = image.credit or (reading.body.lines.credit if not image.caption else "")
    if images:
        reading.set("images", images, "selector")


def _figures(tree: HtmlElement) -> list[HtmlElement]:
    figures = (figure for figure in tree.iter("figure") if figure.find(".//figcaption") is not None)
    return [figure for figure in figures if not _framed(figure)]


def _framed(figure: HtmlElement) -> bool:
    return any(above.tag in {"aside", "nav", "footer", "a", "li"} for above in figure.iterancestors())


def _take_related(page: Page, reading: Reading, canonical: Callable[[str], str]) -> None:
    """Takes the articles that the layout's selector finds, else those that the page calls related in words."""
    own = {reading.article.url, canonical(page.url)}
    inline, boxes = (page.select(place) if place else [] for place in _places_of_related(reading.layout))
    links = links_in([box for box in boxes if heading_over(box) != "other"], "related", canonical)
    links = [link for link in links if link.url not in own]
    amid = {link.url for link in reading.body.related} | own
    named = [] if links else [link for link in find_related(page.tree, canonical) if link.url not in amid]
    selected = bool(links or links_in(inline, "inline", canonical)) and not named
    each: dict[str, Link] = {}
    for link in [*reading.body.related, *links, *named][:_MOST_RELATED]:
        if link.url not in own:
            each.setdefault(link.url, link)
    if each:
        reading.set("related", list(each.values()), "selector" if selected else "text")


def _places_of_related(layout: Layout | None) -> tuple[str, str]:
    return (layout.inline, layout.related) if layout else ("", "")


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Leaves out elements that lie in others of the list."""
    chosen = set(elements)
    return [element for element in elements if not any(ancestor in chosen for ancestor in element.iterancestors())]
