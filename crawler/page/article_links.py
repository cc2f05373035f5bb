"""Decides which links of a page lead to an article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.text.urls import Addresses

_NUMBERED = re.compile(r"\d{5,}|\d{4}/\d{2}")
# Tested before an address is normalised, which takes longer: most links lead to sections.
_WHOLE, _LIKE_A_STORY = ("/", "http"), re.compile(r"\d{4}|-.*-.*-|%")
_SLUG = re.compile(r"/(?:[^/][^/-]*-){3}[^/]+/?$")


def canonical_of(addresses: Addresses | None, url: str) -> Callable[[str], str]:
    """Returns a function from a link to the canonical address of its article, or to empty if it leads to none.

    Without an outlet's addresses a link leads to an article if it is on the same host and has a long number, a dated
    path or a slug of several words.
    """
    host = clean_url(url).split("/")[2:3]

    def canonical(href: str) -> str:
        if addresses:
            return addresses.canonical(href, url)
        if href.startswith(_WHOLE) and not _LIKE_A_STORY.search(href):
            return ""
        target = clean_url(href, url)
        path = target.partition("/")[2]
        story = _NUMBERED.search(path) or (path.count("-") > 2 and _SLUG.search(path))  # noqa: PLR2004
        return target if story and target.split("/")[2:3] == host else ""

    return cache(canonical)
