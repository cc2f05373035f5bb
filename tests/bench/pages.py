"""The pages of the benchmark: the saved articles at the size that news pages have on the sites.

The recipe: each saved article of `fixtures/` in turn, its first words numbered so that no two texts are the same, its
address numbered where the outlet's addresses carry a number, and around it what sites put around an article until it
has 48 to 132 KB, 90 in the mean. A third of what is added is inline script and JSON; the rest are menus, lists of
headlines, cards with pictures and times, icons, places for advertisements and a footer, before and behind the article.
Nothing is added inside it. The same number gives the same page.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.fetch.saved_pages import saved_pages
from crawler.outlets.spider_files import read_spider_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.fetch.saved_pages import SavedPage
    from crawler.outlets.outlet import Outlet

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SMALLEST, LARGEST = 46_000, 126_000
_SCRIPTED = 1 / 3
_ABOVE = 0.3
_WORDS = (
    "account", "ads", "article", "audience", "banner", "bucket", "build", "cache", "campaign", "category", "channel",
    "click", "client", "config", "consent", "content", "data", "device", "dynamic", "element", "enabled", "event",
    "experiment", "frame", "handler", "header", "height", "index", "init", "item", "layer", "lazy", "load", "locale",
    "menu", "module", "observer", "options", "page", "payload", "position", "provider", "queue", "refresh", "render",
    "root", "script", "section", "segment", "session", "slot", "source", "state", "status", "target", "template",
    "theme", "threshold", "timeout", "tracker", "user", "value", "view", "visible", "widget", "width", "window",
)  # fmt: skip


# So many pages differ in all that is around their article; then they come again with other numbers.
_KINDS = 2000
_MARK = "4444444"


@dataclass(frozen=True, slots=True)
class Template:
    """A page of the benchmark, but for its number."""

    spider: str
    saved: str
    source: bytes

    def page(self, number: int) -> bytes:
        """Returns the page with its number."""
        return self.source.replace(_MARK.encode(), f"{number:07d}".encode())


@cache
def outlets() -> dict[str, type[Outlet]]:
    """Returns the outlets by the names of their spiders."""
    return read_spider_files().outlets


@cache
def _saved() -> list[tuple[str, SavedPage, str]]:
    """Returns the saved articles that can be numbered, with the words at which their text begins."""
    found = []
    for name, outlet in outlets().items():
        for page in saved_pages(FIXTURES / name):
            item = page.expected.get("item")
            if (
                item is None
                or item["access"] != "open"
                or re.search(r"charset=(?!utf-8)", str(page.headers), re.IGNORECASE)
            ):
                continue
            first = re.split(r"[^\w ,]", item["text"][0])[0].strip()[:24]
            url = outlet.addresses.canonical(page.url)
            if len(first) > 8 and first in page.body.decode() and _numbered(outlet, url, _MARK):
                found.append((name, page, first))
    return found


def _numbered(outlet: type[Outlet], url: str, number: str) -> str:
    """Returns an article's address with another number or slug, or empty where the outlet's addresses have none."""
    tried = [re.sub(r"\d{4,}(?=\D*$)", number, url), re.sub(r"(?=\.html$)|$", f"-{number}", url, count=1)]
    return next((other for other in tried if number in other and outlet.addresses.canonical(other) == other), "")


def _template(number: int) -> Template:
    every = _saved()
    name, page, first = every[number % len(every)]
    canonical = outlets()[name].addresses.canonical(page.url)
    url = _numbered(outlets()[name], canonical, _MARK)
    text = page.body.decode().replace(first, f"{_MARK} {first}")
    for own in (page.url, canonical):
        text = text.replace(own, url).replace(escape(own), escape(url))
    chance = random.Random(number)  # noqa: S311 - no secret
    missing = chance.randrange(SMALLEST, LARGEST) - len(text.encode())
    scripts = _fill(int(missing * _SCRIPTED), _script, _state, chance=chance)
    above = _fill(int(missing * (1 - _SCRIPTED) * _ABOVE), _menu, _place, _icon, chance=chance)
    below = _fill(int(missing * (1 - _SCRIPTED) * (1 - _ABOVE)), _list, _cards, _place, _footer, _icon, chance=chance)
    text = re.sub(r"</head>", lambda _: f"{scripts}</head>", text, count=1, flags=re.IGNORECASE)
    text = re.sub(r"<body[^>]*>", lambda body: body[0] + above, text, count=1, flags=re.IGNORECASE)
    end = text.lower().rfind("</body>")
    return Template(name, f"{name}/{page.path.stem}", f"{text[:end]}{below}{text[end:]}".encode())


def templates(most: int) -> list[Template]:
    """Returns what so many pages are made from, each different: page n from n modulo their number.

    Of more pages than there are kinds, they are a whole number of turns of the saved articles, so that each page stands
    under an address of its own outlet.
    """
    kinds = most if most <= _KINDS else _KINDS - _KINDS % len(_saved())
    return [_template(number) for number in range(kinds)]


def addresses(most: int) -> list[str]:
    """Returns the addresses of the first pages."""
    every = _saved()
    urls = [_numbered(outlets()[name], outlets()[name].addresses.canonical(page.url), _MARK) for name, page, _ in every]
    return [urls[number % len(every)].replace(_MARK, f"{number:07d}") for number in range(most)]


def hosts() -> list[str]:
    """Returns the hosts of the outlets."""
    return sorted({host for outlet in outlets().values() for host in outlet.hosts})


def _fill(size: int, *kinds: Callable[[random.Random], str], chance: random.Random) -> str:
    """Returns pieces of the kinds in turn until they have so many bytes."""
    pieces: list[str] = []
    length = 0
    while length < size:
        piece = kinds[len(pieces) % len(kinds)](chance)
        pieces.append(piece)
        length += len(piece.encode())
    return "\n".join(pieces)


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS)


def _headline(chance: random.Random) -> str:
    return chance.choice(_saved())[1].expected["item"]["title"]


def _path(chance: random.Random) -> str:
    return f"/{_word(chance)}/{chance.randrange(10**7, 10**8)}"


def _script(chance: random.Random) -> str:
    calls = "".join(
        f"w.{_word(chance)}=w.{_word(chance)}||{{}};w.{_word(chance)}.push({{'{_word(chance)}':{chance.random():.6f},"
        f"'{_word(chance)}':'{_word(chance)}-{chance.randrange(10**6)}','{_word(chance)}':function(e){{return "
        f"e.{_word(chance)}&&e.{_word(chance)}<{chance.randrange(1000)}?d.querySelector('.{_word(chance)}__{_word(chance)}'):null}}}});"
        for _ in range(chance.randrange(10, 40))
    )
    return f"<script>(function(w,d){{{calls}}})(window,document);</script>"


def _state(chance: random.Random) -> str:
    items = [
        {
            "id": chance.randrange(10**8),
            "title": _headline(chance),
            "url": _path(chance),
            _word(chance): [_word(chance) for _ in range(4)],
            "image": {"src": f"https://img.example.com{_path(chance)}.jpg", "w": 640, "h": 360},
        }
        for _ in range(chance.randrange(5, 20))
    ]
    return (
        f'<script type="application/json" id="{_word(chance)}-state">{json.dumps(items, ensure_ascii=False)}</script>'
    )


def _menu(chance: random.Random) -> str:
    columns = "".join(
        f'<li class="gnb-item depth1"><a href="/{_word(chance)}">{_word(chance).title()}</a><ul class="sub depth2">'
        + "".join(
            f'<li><a href="/{_word(chance)}/{_word(chance)}" data-ga="gnb|{_word(chance)}">'
            f"{_word(chance).title()}</a></li>"
            for _ in range(chance.randrange(3, 9))
        )
        + "</ul></li>"
        for _ in range(8)
    )
    return f'<nav class="mega-menu" aria-label="{_word(chance)}"><ul class="gnb-list">{columns}</ul></nav>'


def _list(chance: random.Random) -> str:
    head = chance.choice(("Most Popular", "Latest News", "많이 본 뉴스", "Top Stories", "Editor's Picks"))
    rows = "".join(
        f'<li><em class="num">{place}</em><a href="{_path(chance)}">'
        f'<span class="tit">{escape(_headline(chance))}</span></a></li>'
        for place in range(1, 11)
    )
    return f'<aside class="rank-box"><h3 class="box-tit">{head}</h3><ol class="rank-list">{rows}</ol></aside>'


def _cards(chance: random.Random) -> str:
    cards = "".join(
        f'<div class="card card--{_word(chance)}"><a href="{_path(chance)}" class="thumb"><img loading="lazy" '
        f'src="https://img.example.com{_path(chance)}.jpg" alt="" width="280" height="158"></a><div class="card-body">'
        f'<h3><a href="{_path(chance)}">{escape(_headline(chance))}</a></h3>'
        f'<span class="cat">{_word(chance).title()}</span>'
        f'<span class="ago">{chance.randrange(2, 23)} hours ago</span></div></div>'
        for _ in range(6)
    )
    return (
        f'<section class="card-section"><h2>More {_word(chance)}</h2><div class="cards grid-3">{cards}</div></section>'
    )


def _place(chance: random.Random) -> str:
    number = chance.randrange(10**9, 10**10)
    return (
        f'<div class="ad-slot ad-{_word(chance)}" id="div-gpt-ad-{number}-0" data-slot="/21{number}/{_word(chance)}">'
        f"<script>googletag.cmd.push(function(){{googletag.display('div-gpt-ad-{number}-0');}});</script></div>"
    )


def _icon(chance: random.Random) -> str:
    points = " ".join(f"{chance.random() * 24:.2f} {chance.random() * 24:.2f}" for _ in range(24))
    return (
        f'<button type="button" class="btn-{_word(chance)}" aria-label="{_word(chance)}"><svg viewBox="0 0 24 24" '
        f'width="24" height="24"><path d="M{points}z" fill="currentColor"></path></svg></button>'
    )


def _footer(chance: random.Random) -> str:
    links = "".join(f'<li><a href="/{_word(chance)}">{_word(chance).title()}</a></li>' for _ in range(12))
    return f'<footer class="foot-links"><dl><dt>{_word(chance).title()}</dt><dd><ul>{links}</ul></dd></dl></footer>'
