"""No short token in long repetition, wherever it stands on a page, costs much, or more than in step with its length.

`python -m tests.robustness.growth` tries every token in every place and prints what costs too much, then the number of
cases, the longest time and the fastest growth; it ends with 1 if anything costs too much. `make growth` runs it.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.extraction import NotAnArticle, extract
from crawler.spiders.kbs import Kbs

if TYPE_CHECKING:
    from collections.abc import Iterator

# In bytes. What costs little in the largest size is not tried in smaller ones.
SIZES = (40_000, 20_000, 10_000, 5_000)
# In seconds of CPU: none may take longer; what takes longer than the second may not triple when its size doubles.
LONGEST, NOTICEABLE, GROWTH = 1.0, 0.02, 3.0
# The cost of a page with next to nothing in the place, and how often what fails is tried again.
SMALL, TRIES = 100, 3

SEOUL = ZoneInfo("Asia/Seoul")
URLS = {"layout": "https://news.kbs.co.kr/news/view.do?ncd=8166818", "generic": "https://paper.example/a/8166818"}
TOKENS = [
    # Punctuation and brackets.
    " ", "\n", "\t", "\xa0", ".", ",", "-", "–", "·", "…", "/", "|", ":", ";", "'", '"', "“", "”", "」", "「", "(", ")",
    "(a", "[", "]", "[a]", "{", "<", ">", "&", "&amp;", "&lt;", "#", "@", "@a", "a@", "a@a.", "=", "*", "_", "■", "▶",
    "©", "\\", "\\n", "%", "%20",
    # Letters and figures.
    "a", "A", "A.", "Aa ", "a-", "a ", "a, ", "1", "1 ", "1.", "1:", "1-", "1/", "12:30 ", "2026", "2026-01-06 ", "T1",
    "가", "가 ", "の", "ア", "é", "a\u0301", "\u200d", "\u202e",
    # Words that patterns look for.
    "By ", "by a ", "and ", "of ", "Jan. ", "Monday ", "기자 ", "기자", "특파원", "입력 ", "수정", "년 ", "월",
    "오후 ", "사진 ", "출처 : ", "(사진=", "Photo: ", "Reuters ", "(Yonhap) ", "KYODO", "Copyright ", "무단", "전재 ",
    "Related ", "Read more ", "Comments ", "3 Comments ", "Share ", "Subscribe ", "Log in ", "Advertisement ", "PhD, ",
    "said. ", "습니다.", "?", "!", "a b. ",
    # Unclosed and empty tags.
    "<p>", "<br>", "<h2>", "<li>", "<b>", "<a href=/x>", "<a href=/x>a</a>", "<div>", "<span>", "<td>", "<tr><td>",
    "<!--", "<p>a", "<li>a", "<h2>a", "<div>a", "<b>a", "<p></p>", "</p>", "</div>", "<script>", "<svg>",
    "<aside>a</aside>",
    "<img src=a>", "<figure><figcaption>a", "<blockquote>a", "<ul><li>", "<time>", "<form>", "<input>", "<button>a",
    "<table>",
    # Words in elements, and text between them.
    "a<hr>", "a<div></div>", "<p>3 Comments", "<li>By Ana Bell", "<b>Share</b>", "<a href=/x>Read more</a>",
    "<input>a", "<p>Related: <a href=/x>a</a>", "<div>1 hour ago</div>", "<p>■",
]  # fmt: skip
_TEXT = "SoftBank said on Monday that it would build a second hall for its machines in the north of the island. "
_PAGE = """<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title><meta property="og:title" content="{og}">
<meta name="author" content="{meta}"><meta property="og:type" content="article">
<link rel="canonical" href="{canonical}">
<script type="application/ld+json">{data}</script></head><body class="{body}"><h1 class="headline-title">{headline}</h1>
<p class="byline">{byline}</p><div class="dates"><em class="input-date">{date}</em></div>
<div id="cont_newstext" class="detail-body {name}"><p>{first}</p><p>%s</p>{amid}<p>%s</p><h2>{heading}</h2><p>%s</p>
<table><tr><td>{cell}</td></tr></table><figure><img src="/a.jpg" alt="{alt}"><figcaption>{caption}</figcaption></figure>
<p><a href="{address}">{link}</a></p><p>%s</p><p>{last}</p></div><ul class="{list}"><li>{entry}</li></ul></body>
</html>""" % ((_TEXT * 3,) * 4)
# Where a token stands, and what stands there else.
PLACES = {
    "lang": "en", "title": "SoftBank builds", "og": "SoftBank builds", "meta": "Ana Bell", "body": "page",
    "name": "text",
    "headline": "SoftBank builds", "byline": "By Ana Bell", "date": "2026.01.06 (17:45)", "first": _TEXT, "amid": "",
    "heading": "What comes next", "cell": "Hall", "alt": "A hall", "caption": "A hall. Photo: Ana Bell", "list": "list",
    "address": "/b", "link": "The halls", "last": "Ana Bell reports.", "entry": "Another story",
    "canonical": "https://paper.example/a/8166818",
}  # fmt: skip
DATA = {
    "@type": "NewsArticle", "headline": "SoftBank builds", "datePublished": "2026-01-06T17:45:00+09:00",
    "articleSection": "Economy", "keywords": "halls", "description": "A hall.", "articleBody": _TEXT * 12,
    "author": "Ana Bell", "image": "/a.jpg", "url": "https://paper.example/a/8166818",
}  # fmt: skip


# A layout reads metadata and lists as the generic way does.
PLACES_OF = {
    "generic": [*PLACES, *(f"data {key}" for key in DATA)],
    "layout": ["name", "headline", "byline", "date", "first", "amid", "heading", "cell", "caption", "link", "last"],
}


def page(place: str, text: str) -> bytes:
    """Returns a page on which a text stands in a place; of the strings of its JSON-LD the place is the name."""
    data = DATA | ({place.removeprefix("data "): text} if place.startswith("data ") else {})
    values = PLACES | ({place: text} if place in PLACES else {})
    return _PAGE.format(**values, data=json.dumps(data).replace("<", "\\u003c")).encode("utf-8", "surrogatepass")


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Ends what takes longer, also amid a pattern."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def cost(place: str, token: str, size: int, way: str) -> float:
    """Returns the CPU that a page takes, in seconds."""
    body = page(place, token * (size // len(token.encode("utf-8", "surrogatepass"))))
    layouts = tuple(Kbs.layouts) if way == "layout" else ()
    began = time.process_time()
    try:
        with bounded(5 * LONGEST), suppress(NotAnArticle):
            extract(body, URLS[way], layouts=layouts, zone=SEOUL)
    except TimeoutError:
        return 5 * LONGEST
    return time.process_time() - began


def least(place: str, token: str, size: int, way: str) -> float:
    """Returns the least CPU of several tries: what else the machine does only adds to it."""
    return min(cost(place, token, size, way) for _ in range(TRIES))


@dataclass
class Bounds:
    """The costliest of the cases that were tried, each with its name."""

    cases: int = 0
    longest: tuple[float, str] = (0, "none")
    fastest: tuple[float, str] = (0, "none")
    broken: list[str] = field(default_factory=list)

    def try_case(self, way: str, place: str, token: str, base: float) -> None:
        """Tries a token in a place; `base` is the CPU of the page with next to nothing there, in seconds."""
        self.cases += 1
        name = f"{way}, {place}, {token!r}"
        took = {SIZES[0]: cost(place, token, SIZES[0], way)}
        if took[SIZES[0]] > LONGEST:
            took[SIZES[0]] = least(place, token, SIZES[0], way)
        self.longest = max(self.longest, (took[SIZES[0]], name))
        if took[SIZES[0]] > LONGEST:
            self._break(f"{name}: {SIZES[0]} bytes take {took[SIZES[0]]:.2f} s")
            return
        for size, half in pairwise(SIZES):
            if took[size] - base < NOTICEABLE:
                break
            took[half] = cost(place, token, half, way)
            growth = _growth(took[half] - base, took[size] - base)
            if growth >= GROWTH:
                took |= {each: least(place, token, each, way) for each in (size, half)}
                growth = _growth(took[half] - base, took[size] - base)
            # What goes another way from some size on takes a step there, and goes on in step with its length.
            if growth >= GROWTH and took[size] - base >= NOTICEABLE:
                growth = min(growth, _growth(took[size] - base, least(place, token, 2 * size, way) - base))
            self.fastest = max(self.fastest, (growth, name))
            if growth >= GROWTH and took[size] - base >= NOTICEABLE:
                self._break(f"{name}: {half} to {size} bytes: {took[half]:.3f} to {took[size]:.3f} s, of {base:.3f} s")
                break

    def _break(self, what: str) -> None:
        self.broken.append(what)
        sys.stdout.write(f"{what}\n")
        sys.stdout.flush()


def _growth(before: float, now: float) -> float:
    """Returns how many times as much a page costs; less than a millisecond is not measured."""
    return now / max(before, 0.001)


def main() -> int:
    """Prints each case whose cost is too high as it is found, and the costliest; 1 if there is one."""
    bounds = Bounds()
    wanted = set(sys.argv[1:])
    # What its libraries load, they load once.
    least("amid", "<p>", SIZES[0], "generic")
    for way, places in PLACES_OF.items():
        for place in places:
            if wanted and place not in wanted:
                continue
            base = least(place, "a ", SMALL, way)
            for token in TOKENS:
                bounds.try_case(way, place, token, base)
    sys.stdout.write(
        f"{bounds.cases} cases, {len(bounds.broken)} beyond the bounds; "
        f"longest {bounds.longest[0]:.2f} s ({bounds.longest[1]}), "
        f"fastest growth {bounds.fastest[0]:.1f} times ({bounds.fastest[1]})\n"
    )
    return int(bool(bounds.broken))


if __name__ == "__main__":
    sys.exit(main())
