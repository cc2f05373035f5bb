"""The fields of an article beside its text: for each, what every source on the page says, best first."""

from __future__ import annotations

import copy
import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.page.captions import is_caption
from crawler.page.structured import strings
from crawler.page.tree import INLINE, SENTENCE_END, leads_home, words
from crawler.text.unicode import fold, match_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.html import HtmlElement

    from crawler.extraction.layout import Layout
    from crawler.page.document import Page
    from crawler.page.site_name import Site


class CandidateValue(NamedTuple):
    """A value that one source gives for a field, with the words it was read from."""

    value: Any
    source: str
    raw: str


_DECKS = {"h2", "h3", "h4", "p"}
_DECK = re.compile(r"(?:^|[-_ ])(?:standfirst|stand|dek|deck|sub-?(?:title|head(?:line|ing)?)|sub|excerpt)(?:$|[-_ ])")
_LINES, _ASIDE = {"p", "div", "h2", "h3", "h4"}, {"a", "aside", "figure", "li", "nav"}
_FAR, _SHORTEST_STANDFIRST, _LONGEST_STANDFIRST = 400, 25, 800
_NEAR, _SHORTEST_DECK, _LONGEST_DECK = 8, 12, 300
_BAR = re.compile(r"\s+[|–—\-:·<｜：‹»]{1,2}\s+")
_MOST_LINES = 400
_MOST_HEADINGS, _CRUMB_LEVELS, _FIRSTS, _LONGEST = 200, 6, ("h1", "h2"), 500
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LABEL = re.compile(r"label|kicker|badge|tag|flag|categor|eyebrow|prefix|exclusive|section", re.IGNORECASE)
# In words.
_LONGEST_LABEL = 3
_SUFFIX = re.compile(r"\s+[|–—\-:·<｜：‹»]{1,2}\s+[^|–—\-:·<｜：‹»]{2,40}$")


def texts(page: Page, selector: str) -> list[str]:
    """Returns the folded texts of the elements that a selector finds, without empty ones."""
    return [text for element in page.select(selector) if (text := words(element))] if selector else []


def _printed(head: HtmlElement) -> str:
    """Returns a headline as it is shown: without hidden parts and buttons, and with a blank behind a label."""
    if len(head) == 0:
        return words(head)
    head = copy.deepcopy(head)
    for part in list(head.iterdescendants()):
        if (
            part.tag in {"button", "svg", "input"}
            or part.get("hidden") is not None
            or _HIDDEN.search(part.get("style") or "")
        ):
            part.drop_tree()
    label = next(iter(head), None)
    if label is not None and _LABEL.search(label.get("class") or "") and not fold(head.text):
        # A style sheet sets them apart.
        label.tail = f" {label.tail or ''}"
    return words(head)


def titles(page: Page, layout: Layout | None) -> Iterator[CandidateValue]:
    """Yields headlines: as printed, then as structured data has them, then the window title without the site's name."""
    data, tree = page.structured, page.tree
    if layout:
        printed = filter(None, map(_printed, page.select(layout.title) if layout.title else []))
        yield from (CandidateValue(text, "selector", text) for text in islice(printed, 1))
    yield from (CandidateValue(text, "meta", text) for text in data.microdata.get("headline", [])[:1])
    claims = [
        *strings(data.article.get("headline")),
        *(data.meta.get("og:title", [])),
        *(data.meta.get("twitter:title", [])),
    ]
    window = fold(tree.findtext(".//title"))
    site = page.site
    claims = [text for text in claims if not site.is_named(text)] or _parts(window, site)
    keys = {match_key(text): text for text in reversed(claims) if text}
    # A heading that the page's own data repeat is the headline as printed; in the crumbs it is the window's title.
    heads = (head for head in page.select("h1, h2, h3, h4")[:_MOST_HEADINGS] if not _in_crumbs(head))
    known = filter(None, (_known(head, keys, site) for head in heads))
    yield from (CandidateValue(text, "selector", text) for text in islice(known, 1))
    for text in strings(data.article.get("headline"))[:1]:
        yield CandidateValue(site.without(text), "json-ld", text)
    for name in ("og:title", "twitter:title", "title", "dc.title"):
        for text in data.meta.get(name, [])[:1]:
            if not site.is_named(text):
                yield CandidateValue(_without_site(text, site), "meta", text)
    named = ((h1, words(h1, _LONGEST)) for h1 in tree.iter("h1") if not leads_home(h1))
    firsts = [h1 for h1, text in named if text and not site.is_named(text)]
    firsts = [h1 for h1 in firsts if not _in_crumbs(h1)] or firsts
    firsts += page.select("h2.entry-title, h2[itemprop~=headline]") if len(firsts) != 1 else []
    unlabelled = (_unlabelled(keys, _printed(h1)) for h1 in firsts)
    yield from (CandidateValue(text, "selector", text) for text in islice(unlabelled, 1))
    shown = {match_key(part): part for part in _parts(window, site)[1:]} if window else {}
    for line in islice(tree.iter("b", "strong", "font", "span", "td", "div", "p"), _MOST_LINES) if shown else ():
        if part := shown.get(match_key(words(line, len(window)))):
            # The site's name may stand before the headline as well as behind it.
            yield CandidateValue(part, "selector", part)
            break
    if window:
        yield CandidateValue(_without_site(window, site), "meta", window)


def _in_crumbs(head: HtmlElement) -> bool:
    """True if a heading stands in the navigation or is the last of the crumbs."""
    around = (head, *islice(head.iterancestors(), _CRUMB_LEVELS))
    return any(each.tag == "nav" or "crumb" in (each.get("class") or "").lower() for each in around)


def _known(head: HtmlElement, keys: dict[str, str], site: Site) -> str:
    """Returns a heading's text where the page's data, by their match keys, have it as a headline, else empty.

    A label before it may be missing there, and a section or a site's name may stand beside it.
    """
    printed = _printed(head)
    if not printed or site.is_named(printed):
        return ""
    claimed = keys.get(match_key(printed), "")
    if not claimed and head.tag in _FIRSTS and (rest := _unlabelled(keys, printed)) != printed:
        return rest
    if not claimed and head.tag == "h1":
        bars = ((text, bar) for text in keys.values() if len(text) <= _LONGEST for bar in _BAR.finditer(text))
        parts = (part for text, bar in bars for part in (text[: bar.start()], text[bar.end() :]))
        claimed = next((part for part in parts if match_key(part) == match_key(printed)), "")
    # Where a label is only set apart by its style, the data part it from what follows.
    return claimed if len(claimed.split()) > len(printed.split()) else printed if claimed else ""


def _unlabelled(keys: Container[str], said: str) -> str:
    """Returns a headline without the label before it, where the page's own data, whose keys these are, leave it out."""
    rests = (said[blank.end() :] for blank in islice(re.finditer(r"\s", said), _LONGEST_LABEL))
    return next((rest for rest in rests if match_key(rest) in keys), said)


def _parts(window: str, site: Site) -> list[str]:
    """Returns a window title and what of it may be the headline: what stands before or behind a dash, if it is more.

    What the site's name stands beside may be less.
    """
    short = site.without(window)
    found = [window, short] if short != window else [window]
    for whole in tuple(found):
        bars = _BAR.finditer(whole) if len(whole) <= _LONGEST else ()
        parts = [part for bar in bars for part in (whole[: bar.start()], whole[bar.end() :])]
        found += [part for part in parts if len(part) * 2 > len(whole)]
    return found


def _without_site(title: str, site: Site) -> str:
    short = site.without(title)
    if short != title:
        return short
    rest = _SUFFIX.sub("", title) if len(title) <= _LONGEST else title
    return rest if len(rest) > len(title) / 2 else title


def decks(page: Page, layout: Layout | None, title: str) -> Iterator[CandidateValue]:
    """Yields the line that a page sets between headline and text."""
    if layout:
        if layout.subtitle:
            yield from (CandidateValue(text, "selector", text) for text in texts(page, layout.subtitle)[:1])
        return
    claims = {match_key(text) for text in strings(page.structured.article.get("alternativeHeadline"))}
    claims |= _descriptions(page)
    for element in islice((each for each in page.under_headline() if _may_be_deck(each)), _NEAR):
        text = words(element, _LONGEST_DECK) if element.find(".//a") is None else ""
        if not _SHORTEST_DECK <= len(text) <= _LONGEST_DECK:
            continue
        named = _DECK.search(element.get("class") or "") or "alternativeHeadline" in (element.get("itemprop") or "")
        # The description of a page may also be the text's first paragraph; a heading, or what ends as one, never is.
        heading = element.tag not in {"p", "div"} or not (SENTENCE_END.search(text) or text.endswith(":"))
        claimed = match_key(text) in claims - {match_key(title)}
        if named or (heading and claimed) or (_in_header(element) and (claimed or element.tag == "p")):
            yield CandidateValue(text, "selector", text)
            return


def _descriptions(page: Page) -> set[str]:
    meta = page.structured.meta
    return {match_key(text) for name in ("description", "og:description") for text in meta.get(name, [])}


def standfirst(page: Page, text: list[str]) -> list[str]:
    """Returns the sentences between headline and text that a page also describes itself with, and the text lacks."""
    claims = {claim for claim in _descriptions(page) if len(claim) >= _SHORTEST_STANDFIRST}
    held = "".join(map(match_key, text))
    found: list[str] = []
    for element in islice(page.under_headline(), _FAR) if claims else ():
        if element.tag not in _LINES or any(child.tag not in INLINE for child in element):
            continue
        key = match_key(said := words(element, _LONGEST_STANDFIRST))
        if len(key) >= _SHORTEST_STANDFIRST and held.startswith(key[:_SHORTEST_STANDFIRST]):
            break
        is_long = len(said) >= _LONGEST_STANDFIRST
        if is_long or len(key) < _SHORTEST_STANDFIRST or not SENTENCE_END.search(said) or key in held:
            continue
        claimed = any(key in claim or (claim in key and len(claim) * 2 > len(key)) for claim in claims)
        if claimed and not is_caption(element, "") and not any(each.tag in _ASIDE for each in element.iterancestors()):
            found.append(said)
            held += key
    return found


def _may_be_deck(element: HtmlElement) -> bool:
    return element.tag in _DECKS or (element.tag == "div" and len(element) == 0 and _in_header(element))


def _in_header(element: HtmlElement) -> bool:
    header = element.getparent()
    is_line = element.tag in {"p", "div"}
    return is_line and header is not None and header.tag == "header" and header.find(".//h1") is not None


def sections(page: Page, layout: Layout | None, title: str) -> Iterator[CandidateValue]:
    """Yields the section: crumbs joined by ` > `, or the first label that is not `All`."""
    data = page.structured
    if layout and layout.section:
        labels = [
            text
            for text in texts(page, layout.section)
            if match_key(text) not in {"home", "all", "홈", match_key(title)}
        ]
        if labels:
            yield CandidateValue(" > ".join(labels) if layout.crumbs else labels[0], "selector", " | ".join(labels))
        return
    yield from (
        CandidateValue(text, "json-ld", text) for text in strings(data.article.get("articleSection"), "name")[:1]
    )
    for name in ("article:section", "parsely-section"):
        yield from (CandidateValue(text, "meta", text) for text in data.meta.get(name, [])[:1])
    for crumbs in data.of_type("BreadcrumbList"):
        names = [
            text
            for entry in _flat(crumbs.get("itemListElement"))
            for text in strings(entry.get("name")) + strings(entry.get("item"), "name")[:1]
        ]
        names = [name for name in dict.fromkeys(names) if match_key(name) not in {"home", "홈", match_key(title)}]
        if names[: len(names)]:
            yield CandidateValue(" > ".join(names), "json-ld", " | ".join(names))
    labels = texts(page, "[class*=breadcrumb] a, [itemprop=articleSection]")
    labels = labels or texts(page, "a[rel~=category]")[:1]
    labels = [text for text in labels if match_key(text) not in {"home", "홈", match_key(title)}]
    if labels:
        yield CandidateValue(" > ".join(labels), "selector", " | ".join(labels))


def _flat(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, dict):
        yield value


def tags(page: Page, layout: Layout | None) -> Iterator[CandidateValue]:
    """Yields lists of tags as the page gives them."""
    data = page.structured
    if layout and isinstance(layout.tags, re.Pattern):
        for script in page.tree.iter("script"):
            if match := layout.tags.search(script.text or ""):
                yield CandidateValue(_each_once(re.split(",", unescape(match[1]))), "selector", match[1])
        return
    if layout and isinstance(layout.tags, str) and (names := texts(page, layout.tags)):
        yield CandidateValue(_each_once(names), "selector", " | ".join(names))
        return
    if names := [part for text in data.meta.get("article:tag", []) for part in re.split("[,;]", text)]:
        yield CandidateValue(_each_once(names), "meta", " | ".join(names))
    words = data.article.get("keywords")
    names = re.split("[,;]", words) if isinstance(words, str) else strings(words, "name")
    if names:
        yield CandidateValue(_each_once(names), "json-ld", " | ".join(names))
    if names := texts(page, "a[rel~=tag]:not([rel~=category])"):
        yield CandidateValue(_each_once(names), "selector", " | ".join(names))
    # Not `keywords`, which on most sites are the site's own.
    if keywords := data.first_meta("news_keywords", "parsely-tags"):
        yield CandidateValue(_each_once(re.split("[,;]", keywords)), "meta", keywords)


def _each_once(names: list[str]) -> list[str]:
    folded = (fold(name).lstrip("#").strip() for name in names)
    return list(dict.fromkeys(name for name in folded if name and match_key(name) not in {"tags", "tag", "태그"}))
