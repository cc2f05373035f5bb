"""Recognises captions of pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.tree import words
from crawler.text.unicode import match_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAPTION_CLASS = re.compile(
    r"(?<!drop)(?:^|[-_\s])(?:fig)?(?:caption|cap|photo-?desc)(?:$|[-_\s]|\w*text)", re.IGNORECASE
)


def is_caption(element: HtmlElement, alt: str) -> bool:
    """True if an element is a caption by its tag or class, or repeats a picture's `alt`, given as its match key."""
    if element.tag in {"img", "script", "style"}:
        return False
    if element.tag == "figcaption" or _CAPTION_CLASS.search(element.get("class") or ""):
        return bool(words(element))
    return bool(alt) and len(alt) > 20 and match_key(element.text_content()) == alt  # noqa: PLR2004
