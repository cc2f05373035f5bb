"""Pictures with their captions and sources."""

from __future__ import annotations

import re
import string
from itertools import dropwhile, islice
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from crawler.items import Image
from crawler.page.captions import is_caption
from crawler.page.tree import SENTENCE_END, drop, words
from crawler.text.unicode import clean, fold, match_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_CREDIT_CLASS = re.compile(r"credit|source|copyright|photographer|byline", re.IGNORECASE)
_CREDIT_LABEL = re.compile(
    r"^(?:image|photo|picture|credit|source|사진(?:\s?(?:제공|출처))?)(?:\s+(?:by|credit|courtesy of))?\s*[:=/]\s*"
    r"|^사진 (?=[가-힣]{2,5}$)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    r"\s*(?:\[(?P<square>[^\[\]]{2,80})\]|\((?P<round>[^()]{2,80})\)|<(?P<angle>[^<>]{2,80})>)\s*\.?$"
)
_TRAILING_LABEL = re.compile(
    r"\s*[|/]?\s*(?:image|photo|credit|source|사진)\s*[:=]\s*(?P<name>[^:.]{2,60})\.?$", re.IGNORECASE
)
_NO_SOURCE = re.compile(
    r"[a-z0-9 ,]+|(?:L|R|C|\d\w{0,2} (?:from )?[LR])|(?:Left|Right|Top|Bottom|Center|Centre)\b.{0,12}|\d+"
)
_KYODO_TAIL = re.compile(r"\s*==\s?[A-Za-z]+\s*$")
_SIZE = re.compile(r"-|\d{2,4}(?:x\d{0,4}|m|mw|w|px)?|_?[wh]\d{2,4}", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"logo|icon|sprite|blank|spacer|pixel|avatar|placeholder|/sns[./_]|\.svg(?:$|\?)|^data:", re.IGNORECASE
)
# A sign that the page shows as a picture, with the sign itself beside it.
_SIGN, _LONGEST_SIGN = re.compile(r"(?:^|[\s-])(?:emoji|smiley)\b", re.IGNORECASE), 10
_SMALLEST = 60
# To look for a caption takes as long as what is around a picture is large.
_MOST_CAPTIONED = 300
_LONGEST_URL = 2083
# picture, source (which libxml2 does not know to be void), a div or two, figure.
_HIGHEST = 6
_LONGEST_LINE, _LONGEST_LABEL = 300, 150
_FRAMES = {"div", "figure", "table", "tbody", "tr", "td", "center", "p", "span"}
_NO_CAPTIONS = ("h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "li", "strong", "b")


def take_pictures(blocks: list[HtmlElement], base: str) -> list[Image]:
    """Returns the pictures in the blocks, each once, and removes them with their captions from the tree.

    Text in a figure that is neither caption nor credit stays. Emoji are no pictures but part of the text.
    """
    found: dict[str, Image] = {}
    number = 0
    for block in blocks:
        for img in list(block.iter("img")):
            sign = img.get("alt") or ""
            if _SIGN.search(img.get("class") or "") and len(sign) <= _LONGEST_SIGN:
                img.tail = f"{sign}{img.tail or ''}"
                img.drop_tree()
                continue
            url = _source(img, base)
            number += 1
            captions = _captions(img, block) if number <= _MOST_CAPTIONED else []
            caption, credit = "", ""
            for element in captions:
                text, source = split_caption(element)
                if not caption:
                    caption, credit = text, credit or source
                credit = credit or source
            if url and not (_ORNAMENT.search(url) and not caption):
                image = found.setdefault(picture_key(url), Image(url, caption, credit))
                if not image.caption:
                    image.caption, image.credit = caption, credit or image.credit
            for element in captions:
                drop(element)
            drop(img)
        for element in [*block.iter("figcaption")]:
            drop(element)
    return list(found.values())


def each_once(pictures: Iterable[Image]) -> list[Image]:
    """Returns pictures each in its first size, with the first caption that it has anywhere."""
    found: dict[str, Image] = {}
    for picture in pictures:
        first = found.setdefault(picture_key(picture.url), picture)
        if not first.caption:
            first.caption, first.credit = picture.caption, picture.credit or first.credit
    return list(found.values())


def split_caption(element: HtmlElement) -> tuple[str, str]:
    """Returns a caption without its source, and the source."""
    credit = ""
    text = words(element)
    for part in element.iterdescendants():
        own = words(part)
        if (
            own
            and (_CREDIT_LABEL.match(own) or _CREDIT_CLASS.search(part.get("class") or ""))
            and text.endswith(own)
            and own != text
        ):
            credit, text = _CREDIT_LABEL.sub("", own).strip(" []()"), text[: -len(own)].rstrip(" /|")
            break
    text = _KYODO_TAIL.sub("", text)
    if not credit and (match := _BRACKETS.search(text)):
        name = fold(match["square"] or match["round"] or match["angle"])
        if not _NO_SOURCE.fullmatch(name):
            credit, text = _CREDIT_LABEL.sub("", name), text[: match.start()].rstrip()
    if not credit and (match := _TRAILING_LABEL.search(text)):
        credit, text = fold(match["name"]), text[: match.start()].rstrip()
    return text, credit


def _captions(img: HtmlElement, block: HtmlElement) -> list[HtmlElement]:
    """Finds the elements that print a picture's caption: in its figure, beside it, or repeating its alt text."""
    alt = match_key(img.get("alt") or "")
    framed: list[HtmlElement] = []
    node = img
    for _ in range(_HIGHEST):
        if node is block or (parent := node.getparent()) is None:
            break
        node = parent
        if captions := [element for element in node.iterdescendants() if is_caption(element, alt)]:
            # A block that holds several pictures holds each one's caption: nobody can tell whose.
            return _next_caption(img, captions) if _holds_several(node) else captions
        if (line := _only_line(img, node)) is not None:
            return [line]
        framed = framed or [node] * _is_framed(node)
        if node.tag in {"figure", "body", "article", "main"} or _holds_several(node):
            break
    return framed


def _holds_several(box: HtmlElement) -> bool:
    """Tells whether a box holds more than one picture."""
    return next(islice(box.iter("img"), 1, None), None) is not None


def _only_line(img: HtmlElement, box: HtmlElement) -> HtmlElement | None:
    """Returns the set-off line behind a picture, where a box holds those two and nothing else."""
    behind = dropwhile(lambda part: part is not img, box.iter("img", "em", "i", "small", "cite"))
    lines = list(islice((part for part in behind if part.tag != "img" and words(part)), 2))
    if len(lines) != 1:
        return None
    said = words(box, _LONGEST_LINE)
    return lines[0] if len(said) <= _LONGEST_LINE and said == words(lines[0]) else None


def _is_framed(box: HtmlElement) -> bool:
    """Tells whether a box holds one picture and a line that is no sentence; in a table with a picture all is caption.

    A heading or a link beside a picture is no caption.
    """
    if box.tag not in _FRAMES or _holds_several(box):
        return False
    text = words(box, _LONGEST_LINE)
    if not text or len(text) > (_LONGEST_LINE if box.tag == "table" else _LONGEST_LABEL):
        return False
    if any(True for _ in box.iter(*_NO_CAPTIONS)):
        return False
    return box.tag == "table" or not SENTENCE_END.search(text)


def _next_caption(img: HtmlElement, captions: list[HtmlElement]) -> list[HtmlElement]:
    for follower in img.itersiblings():
        if follower.tag == "img" or follower.find(".//img") is not None:
            return []
        if follower in captions:
            return [follower]
    return []


def _source(img: HtmlElement, base: str) -> str:
    width, height = img.get("width", ""), img.get("height", "")
    if any(size.isdecimal() and int(size) < _SMALLEST for size in (width, height)):
        return ""
    lazy = (img.get(name) for name in ("data-src", "data-original", "data-lazy-src"))
    candidates = [*lazy, img.get("src"), (img.get("srcset") or "").split(" ")[0]]
    source = next((value for value in candidates if value and value.strip() and not value.startswith("data:")), "")
    if not source:
        return ""
    try:
        url = urljoin(base, source.strip())
    except ValueError:
        return ""
    if clean(url) != url:
        # As browsers send it.
        url = quote(url, safe=string.punctuation)
    return url if url.startswith(("https://", "http://")) and len(url) <= _LONGEST_URL else ""


def picture_key(url: str) -> str:
    """Returns what is the same for all sizes of a picture."""
    path = url.partition("?")[0]
    path = re.sub(r"-\d{2,4}x\d{2,4}(?=\.\w+$)", "", path)
    return "/".join(part for part in path.split("/") if not _SIZE.fullmatch(part.rpartition(".")[0] or part))
