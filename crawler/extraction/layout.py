"""Layout: how one generation of an outlet's pages is laid out."""

from __future__ import annotations

import re  # noqa: TC003 - part of a dataclass
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.text.urls import Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the parts of an article stand on one generation of a site's pages.

    A layout names only what it knows better than the generic way (structured data, semantic markup,
    trafilatura). Every place is a CSS selector; commas are alternatives, in document order.
    """

    name: str
    """When the outlet began to use it, or what it calls it: `2024-12`."""
    addresses: Addresses
    """The outlet's article addresses; links to others are not articles."""
    body: str
    """The container of the text; several are joined in document order."""
    hosts: tuple[str, ...] = ()
    """Hosts whose pages may be laid out so; none means every host of the addresses."""
    landmarks: str = ""
    """What must be on the page, beside the body, for this layout to be tried."""
    title: str = ""
    subtitle: str = ""
    authors: str = ""
    """Where people are named; if given, structured data is not asked (on some sites it names the publisher)."""
    agency: str = ""
    """Where the wire is named."""
    section: str = ""
    """The section's name, or the crumbs that lead to it."""
    crumbs: bool = False
    """Whether the section's elements are a path (`Business > Tech`) and not labels side by side."""
    dates: str = ""
    """Elements that print the dates."""
    tags: str | re.Pattern[str] = ""
    """A selector, or a pattern over the page's scripts whose first group is a comma list."""
    images: str = ""
    """Picture blocks outside the body."""
    prune: str = ""
    """Blocks amid the text that are none of it."""
    lines: re.Pattern[str] | None = None
    """What this outlet alone prints amid or around its texts and is none of them: a pattern of whole lines."""
    inline: str = ""
    """Blocks amid or right under the text that offer related articles."""
    related: str = ""
    """Blocks of their own that offer related articles; where it finds none, they are found by their headings."""
    wall: str = ""
    """What stands where a log-in wall cuts the text: it and all that follows is not shown openly."""
    only: str = ""
    """The wire that this outlet stands for: an article on this site that is not of it is not this outlet's."""
