"""The name of a page's site, which window titles and bylines repeat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.page.structured import strings
from crawler.page.tree import leads_home, words
from crawler.text.unicode import fold, match_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from crawler.page.structured import Structured

_THE = re.compile(r"the\s+", re.IGNORECASE)
# Optional endings of an outlet's name: `KBS 뉴스`, `RCR Wireless News`.
_KIND = re.compile(r"\s*(?:news|online|tv|뉴스|방송|닷컴|\.com)$", re.IGNORECASE)
_BAR = re.compile(r"\s*[|–—:·<｜：‹»ㅣ│]+\s*|\s+[-lI]\s+")
_SHORTEST_LABEL, _SHORTEST_START = 3, 5
# Beyond these, nothing is a name or a title, and bars are many.
_LONGEST_NAME, _LONGEST_TITLE = 200, 500


@dataclass(frozen=True, slots=True)
class Site:
    """Names of a site."""

    names: frozenset[str]
    """Names that the page gives, as match keys."""
    labels: frozenset[str]
    """Labels of the host, without `www`, `com`, `net` and the top-level domain."""

    def is_named(self, text: str) -> bool:
        """True if a text is the site's name as the page's data or its host spell it."""
        if len(text) > _LONGEST_NAME:
            return False
        name = _THE.sub("", fold(text), count=1)
        for form in dict.fromkeys((name, _KIND.sub("", name), fold(text))):
            key = match_key(form)
            if not key:
                continue
            if key in self.names or (len(key) >= _SHORTEST_LABEL and key in self.labels):
                return True
            parts = [match_key(part) for part in form.split()]
            if all(len(part) >= _SHORTEST_LABEL and part in self.labels for part in parts):
                return True
            if any(len(label) >= _SHORTEST_START and key.startswith(label) for label in self.labels):
                return True
        return False

    def without(self, title: str) -> str:
        """Returns a title without the site's name before or after a bar, and without anything beyond the name."""
        for bar in _BAR.finditer(title) if len(title) <= _LONGEST_TITLE else ():
            before, behind = title[: bar.start()], title[bar.end() :]
            if before and self.is_named(_BAR.split(behind)[0]):
                return before
            if behind and self.is_named(before):
                return self.without(behind)
        return title


def site_of(tree: HtmlElement, structured: Structured, url: str) -> Site:
    """Reads a site's names from the page's data, the heading that links its front page, and its host."""
    names = [
        *structured.meta.get("og:site_name", []),
        *structured.meta.get("application-name", []),
        *strings(structured.article.get("publisher"), "name"),
        *(name for node in structured.of_type("WebSite") for name in strings(node.get("name"))),
    ]
    for head in tree.iter("h1"):
        if leads_home(head):
            names += [words(head), *(image.get("alt") or "" for image in head.iter("img"))]
    keys = {match_key(_THE.sub("", fold(name), count=1)) for name in names}
    labels = (urlsplit(url).hostname or "").split(".")[:-1]
    return Site(frozenset(keys - {""}), frozenset(labels) - {"www", "com", "net"})
