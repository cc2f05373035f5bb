"""Where an article's headline stands on its page, and the lines around it that say who wrote it and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from crawler.page.structured import strings
from crawler.page.tree import INLINE, SENTENCE_END, words
from crawler.text.dates import dates_in, day_first, has_time
from crawler.text.unicode import fold, latin_length, match_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lxml.html import HtmlElement

    from crawler.page.document import Page

# Between two elements of one line, where a reader sees a gap.
EDGE = "\x1f"
# What stands under a headline and says nothing of its article: captions, share rows, lists of the site.
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "svg", "figure", "iframe",
    "video", "audio", "object", "blockquote",
})  # fmt: skip
# When something begins and ends.
OF_EVENTS = frozenset({"startDate", "endDate", "doorTime", "validFrom", "validThrough"})
_COMMENT = re.compile(r"comment|disqus|respon[ds]|repl(?:y|ies)|talkback|댓글", re.IGNORECASE)
_PERSON = re.compile(
    r"/(?:authors?|autor(?:in|en|es|i)?|auteurs?|forfatter|reporters?|journalists?|writers?|contributors?|profiles?"
    r"|people|staff|redaktion|by)\b|byline|reporter"
)
_MOST_LINES, _MOST_LETTERS = 40, 2500
_LONGEST_ABOVE, _LONGEST_CARD = 200, 300
_PROSE, _KEY = 100, 30
_MOST_HEADS, _LEVELS, _MOST_BELOW = 3, 6, 6
_SHORTEST_TITLE, _FEWEST_LETTERS = 8, 5
_WITH_YEARS = etree.XPath("descendant::text()[contains(., '20') or contains(., '19')]")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_TOPIC = 20
_MOST_TEXTS, _LONGEST_DATED = 1000, 90
_LETTERS = re.compile(r"[^\W\d_]")


# A country's domain, for pages that name no language: its numeric dates begin with the day.
_DAY_FIRST_HOSTS = re.compile(
    r"\.(?:at|au|be|br|ch|cz|de|dk|es|fi|fr|gr|ie|in|it|li|lu|mx|nl|no|nz|pl|pt|ro|ru|se|tr|ua|uk|za)$"
)
_LOCALE = re.compile(r"/([a-z]{2}[-_][a-z]{2})/", re.IGNORECASE)


class Part(NamedTuple):
    """A piece of a line, with the innermost element it stands in. `stated` is the moment that a `time` holds."""

    text: str
    element: HtmlElement
    stated: str = ""


@dataclass(slots=True)
class Line:
    """What a reader sees on one line, in the parts that its markup makes of it."""

    parts: list[Part] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line, its parts set apart by `EDGE`."""
        return EDGE.join(part.text for part in self.parts)


@dataclass
class Head:
    """The headline of an article, as far as it is found on the page, and what stands by it.

    `paragraphs` are the text's: where they begin, the lines under the headline end. `canonical` tells other articles'
    addresses.
    """

    page: Page
    title: str
    paragraphs: Sequence[str]
    canonical: Callable[[str], str]

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the page's numeric dates begin with the day; none where neither language nor country tell."""
        page, meta = self.page, self.page.structured.meta
        root = page.tree.getroottree().getroot()
        tags = [root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""]
        tags += [tag for name in ("og:locale", "content-language", "dc.language") for tag in meta.get(name, [])]
        tags += strings(page.structured.article.get("inLanguage"), "alternateName") + _LOCALE.findall(page.url)[:1]
        if (order := day_first(tags)) is not None:
            return order
        country = bool(_DAY_FIRST_HOSTS.search(urlsplit(page.url).hostname or ""))
        # Tags that disagree leave it open.
        return True if country and all(day_first([tag]) is None for tag in tags) else None

    @cached_property
    def places(self) -> list[HtmlElement]:
        """The elements that print the headline, the most likely first."""
        return list(_places(self.page, self.title))[:_MOST_HEADS]

    @cached_property
    def lines_below(self) -> list[Line]:
        """The lines between headline and text; some may be of cards that lead to other articles."""
        return next((lines for place in self.places if (lines := list(self._down(place)))), [])

    @cached_property
    def lines_above(self) -> list[tuple[Line, bool]]:
        """The lines above the headline, each with whether it stands in the block that the headline heads."""
        found: list[tuple[Line, bool]] = []
        for place in self.places[:1]:
            said, below = 0, place
            for block in islice(place.iterancestors(), _LEVELS):
                every = list(below.itersiblings("*", preceding=True))
                before = list(takewhile(lambda each: not _is_frame(each), every))
                said += sum(len(words(each, _LONGEST_ABOVE)) for each in before)
                if said > _LONGEST_ABOVE:
                    break
                near = not found and block.tag != "body"
                lines = _lines(text for each in reversed(before) for text in _texts(each))
                found += [(line, near) for line in lines if self.belongs_to_article(line.parts[0].element, before=True)]
                if len(before) < len(every):
                    break
                below = block
        return found

    @cached_property
    def lines_after_text(self) -> list[Line]:
        """The few lines right below the text."""
        end = self._end
        lines = islice(_lines(_texts_after(end)), _MOST_BELOW) if end is not None else ()
        return [line for line in lines if not self.belongs_to_other_article(line.parts[0].element)]

    @cached_property
    def dated_texts(self) -> list[tuple[str, HtmlElement]]:
        """Short texts in which a year may stand, each with its element: an element's, and that of the one around it."""
        found: list[tuple[str, HtmlElement]] = []
        seen: set[HtmlElement] = set()
        for text in islice(_WITH_YEARS(self.page.tree), _MOST_TEXTS):
            parent = text.getparent()
            for element in (parent, parent.getparent()):
                if element is None or element in seen or element.tag in {"script", "style", "body", "title"}:
                    continue
                seen.add(element)
                line = words(element, _LONGEST_DATED)
                if len(line) <= _LONGEST_DATED and _ANY_YEAR.search(line):
                    found.append((line, element))
        return found

    @cached_property
    def _end(self) -> HtmlElement | None:
        """The element that holds the end of the text."""
        last = self.paragraphs[-1] if self.paragraphs else ""
        for piece in (last[-_KEY:], last[:_KEY]) if last else ():
            for text in self.page.tree.xpath("//body//text()[contains(., $piece)]", piece=piece):
                element: HtmlElement = text.getparent()
                if element.tag not in _SKIPPED and not self.precedes(element):
                    return element
        return None

    def follows(self, element: HtmlElement) -> bool:
        """Tells whether an element stands below the text: there most dates are of comments and of other articles."""
        end = self._end
        return end is not None and _is_before(end, element) and end not in element.iterancestors()

    def precedes(self, element: HtmlElement) -> bool:
        """Tells whether an element begins before the headline does; false where there is none."""
        return bool(self.places) and all(_is_before(element, place) for place in self.places)

    def belongs_to_other_article(self, element: HtmlElement) -> bool:
        """Tells whether an element is in a small block that leads to another article, in a list or a comment."""
        for block in (element, *element.iterancestors()):
            if block in self._holding or block.tag in {"body", "main"}:
                return False
            if _COMMENT.search(f"{block.get('class') or ''} {block.get('id') or ''}") and not self._leads_in(block):
                return True
            if len(words(block, _LONGEST_CARD)) <= _LONGEST_CARD and any(map(self._leads_away, block.iter("a"))):
                return True
        return False

    def _leads_in(self, block: HtmlElement) -> bool:
        """True if a block stands between headline and text, where `comment` is what a newspaper calls an opinion."""
        return self._end is not None and not self.precedes(block) and not self.follows(block)

    @cached_property
    def _holding(self) -> set[HtmlElement]:
        return {each for place in self.places for each in (place, *place.iterancestors())}

    def belongs_to_article(self, element: HtmlElement, *, before: bool = False) -> bool:
        """Tells whether what an element says may be of this article: from the headline on to the end of the text.

        With `before`, wherever it stands.
        """
        if (not before and (self.precedes(element) or self.follows(element))) or self.belongs_to_other_article(element):
            return False
        around = (element, *element.iterancestors())
        return not any(each.tag == "nav" or (each.tag == "li" and each.find(".//a") is not None) for each in around)

    def _leads_away(self, anchor: HtmlElement) -> bool:
        href = anchor.get("href") or ""
        if "author" in (anchor.get("rel") or "") or _PERSON.search(href):
            return False
        target = self.canonical(href)
        said = _without_dates(fold(" ".join(anchor.itertext())))
        few = len(_LETTERS.findall(said)) < _FEWEST_LETTERS
        if not target or few or (" " not in said and latin_length(said) < _LONGEST_TOPIC):
            # A date or a count of comments leads to the article itself, a single word to its topic.
            return False
        return target not in {self.canonical(self.page.url), self.page.url}

    def _down(self, place: HtmlElement) -> Iterator[Line]:
        starts = {
            match_key(each)[:_KEY] for each in self.paragraphs[:3] if len(each) > _PROSE or SENTENCE_END.search(each)
        }
        said = 0
        for number, line in enumerate(_lines(_texts_after(place))):
            text = fold(line.text.replace(EDGE, " "))
            said += len(text)
            if number >= _MOST_LINES or said > _MOST_LETTERS or match_key(text)[:_KEY] in starts:
                return
            yield line


def _without_dates(text: str) -> str:
    for start, end, _ in reversed(list(dates_in(text, UTC))):
        text = f"{text[:start]} {text[end:]}"
    return text


def _places(page: Page, title: str) -> Iterator[HtmlElement]:
    key = match_key(title)
    headings: list[HtmlElement] = []
    for level in ("h1", "h2, h3, h4"):
        said_by = [(head, match_key(words(head, 2 * len(title) + 20))) for head in page.select(level)]
        headings = [head for head, said in said_by if said == key]
        # The data's headline may say more or less than the printed one.
        headings = headings or [head for head, said in said_by if len(said) > _KEY and (key in said or said in key)]
        if headings:
            break
    yield from headings
    if headings:
        return
    if (known := page.headline) is not None:
        yield known
        return
    if len(title) < _SHORTEST_TITLE:
        return
    # Old pages set their headlines in tables, with nothing but a larger font.
    for text in page.tree.xpath("//body//text()[contains(., $word)]", word=title.split(maxsplit=1)[0]):
        element = text.getparent()
        if element.tag not in _SKIPPED and match_key(words(element, 2 * len(title))) == key:
            yield element


def _is_frame(element: HtmlElement) -> bool:
    """Tells whether an element is the page's own head: it names the site, with a link to its front page."""
    homes = (a for a in element.iter("a") if urlsplit(a.get("href") or "#").path == "/")
    # The first of the crumbs leads there as well.
    return element.tag in {"header", "nav"} or any(match_key(words(home)) not in {"home", "홈"} for home in homes)


def _is_before(first: HtmlElement, second: HtmlElement) -> bool:
    one, other = ([element, *element.iterancestors()][::-1] for element in (first, second))
    for mine, its in zip(one, other, strict=False):
        if mine is not its:
            above = mine.getparent()
            return above is not None and above.index(mine) < above.index(its)
    return len(one) < len(other)


def _texts_after(place: HtmlElement) -> Iterator[Part | None]:
    """Yields the texts behind an element in page order, and none where a line ends."""
    node: HtmlElement | None = place
    while node is not None and node.tag not in {"body", "html"}:
        above = node.getparent()
        if node.tag not in INLINE:
            yield None
        if above is not None and (node.tail or "").strip():
            yield Part(fold(node.tail), above)
        for sibling in node.itersiblings():
            yield from _texts(sibling)
            if above is not None and (sibling.tail or "").strip():
                yield Part(fold(sibling.tail), above)
        node = above


def _texts(root: HtmlElement) -> Iterator[Part | None]:
    """Yields the texts in an element in page order, and none where a line ends."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tail = fold(element.tail) if element is not root and event != "start" else ""
        if event == "start":
            if element.tag not in INLINE:
                yield None
            stated = _stated(element)
            skipped = element.tag in _SKIPPED
            if skipped or stated:
                walk.skip_subtree()
            if stated:
                yield Part(words(element), element, stated)
            elif not skipped and (text := fold(element.text)):
                yield Part(text, element)
        elif event == "end" and element.tag not in INLINE:
            yield None
        above = element.getparent()
        if tail and above is not None:
            yield Part(tail, above)


def _stated(element: HtmlElement) -> str:
    """Returns the moment that a `time`, or an `abbr` as microformats have it, holds beside its words."""
    if element.get("itemprop") in OF_EVENTS:
        return ""
    title = element.get("title") or "" if element.tag == "abbr" else ""
    return element.get("datetime") or "" if element.tag == "time" else title if has_time(title) else ""


def _lines(texts: Iterator[Part | None]) -> Iterator[Line]:
    line = Line()
    for part in texts:
        if part is not None:
            line.parts.append(part)
        elif line.parts:
            yield line
            line = Line()
    if line.parts:
        yield line
