"""No short token in long repetition, wherever it stands on a page, costs much, or more than in step with its length.

`python -m tests.robustness.growth` tries every token in every place, prints what costs too much, and ends with 1 if
anything does. It does not hold yet; `make test` tries what was mended.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import contextmanager
from itertools import pairwise, product
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crawler.extraction import NotAnArticle, extract
from crawler.spiders.kbs import Kbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.extraction.layout import Layout

SIZES = (5_000, 10_000, 20_000, 40_000)
# In seconds of CPU: none may take longer; what takes longer than the second may not triple when its size doubles.
LONGEST, NOTICEABLE, GROWTH = 1.0, 0.02, 3.0

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


def cost(place: str, token: str, size: int, url: str, layouts: tuple[Layout, ...]) -> float:
    """Returns the CPU that a page takes, in seconds."""
    body = page(place, token * (size // len(token.encode("utf-8", "surrogatepass"))))
    began = time.process_time()
    try:
        with bounded(5 * LONGEST):
            extract(body, url, layouts=layouts, zone=ZoneInfo("Asia/Seoul"))
    except NotAnArticle:
        pass
    except TimeoutError:
        return 5 * LONGEST
    return time.process_time() - began


def failures(place: str, token: str, way: str) -> list[str]:
    """Returns how a token in a place costs too much: in all, or by its growth."""
    layouts = tuple(Kbs.layouts) if way == "layout" else ()
    measured = {SIZES[-1]: cost(place, token, SIZES[-1], URLS[way], layouts)}
    base = cost(place, token, 100, URLS[way], layouts)
    if measured[SIZES[-1]] - base < NOTICEABLE:
        return []
    for size in SIZES[-2::-1]:
        measured[size] = cost(place, token, size, URLS[way], layouts)
    found = []
    for half, size in pairwise(SIZES):
        if measured[size] - base < NOTICEABLE:
            continue
        # A second opinion, before the machine is taken for the cause.
        for each in (half, size):
            measured[each] = min(measured[each], cost(place, token, each, URLS[way], layouts))
        before, now = measured[half] - base, measured[size] - base
        if measured[size] > LONGEST:
            found.append(f"{size} bytes take {measured[size]:.2f} s")
        elif now >= NOTICEABLE and now >= GROWTH * max(before, 0.001):
            found.append(f"{half} to {size} bytes: {before:.3f} to {now:.3f} s more than {base:.3f} s")
    return found


def main() -> None:
    """Prints each token, place and way whose cost is too high, as it is found."""
    wrong = 0
    for way, place, token in product(URLS, [*PLACES, *(f"data {key}" for key in DATA)], TOKENS):
        found = failures(place, token, way)
        wrong += bool(found)
        for each in found:
            sys.stdout.write(f"{way}, {place}, {token!r}: {each}\n")
            sys.stdout.flush()
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
