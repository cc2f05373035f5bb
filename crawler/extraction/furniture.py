"""What is never text on any page: scripts, forms, navigation, hidden parts, what other sites put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extraction.boilerplate import SIGN_UP, SIGN_UP_HEAD
from crawler.extraction.markup import SENTENCE_END, drop, drop_all, select, words
from crawler.extraction.pictures import is_caption
from crawler.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "form", "button", "input",
    "select", "textarea", "nav", "audio", "video",
)  # fmt: skip
_STYLED = etree.XPath("descendant-or-self::*/@hidden/.. | descendant-or-self::*/@style/..")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOXES = {"div", "section", "aside", "fieldset", "form"}
# Comment systems by the names they give themselves on every site, and what the vocabularies call a comment.
_COMMENTS = (
    "#disqus_thread, #comments, .comments-area, .comment-list, .comment-respond, .comment-wrapper, .fb-comments,"
    "#wpdcom, .u_cbox, #lv-container, [itemprop~=comment], [itemtype$='schema.org/Comment']"
)
_LONGEST_BOX = 300
_LONGEST_HEAD, _LONGEST_NUMBER = 60, 5
_OF_A_FORM = re.compile(
    r"newsletter|subscri|sign(?:ing)? up|inbox|e-?mail|log ?in|sign in|password|comments?\b|search"
    r"|뉴스레터|구독|로그인|댓글|의견을|검색|이메일",
    re.IGNORECASE,
)
_WHOLE_PAGE = 1000
_FRAMES = ("iframe", "video", "object", "embed", "audio")
_LONGEST_CAPTION, _HIGHEST, _MUCH = 200, 3, 200
# What other sites have one put in ends in a link to it there: that is all their own scripts ask for.
_POST = re.compile(
    r"https?://(?:[\w-]+\.)?(?:twitter|x|instagram|threads|tiktok|facebook|bsky|reddit)\.(?:com|net|app)/",
    re.IGNORECASE,
)


def drop_furniture(root: HtmlElement) -> None:
    """Removes what is never text on any page: scripts, forms, navigation, hidden parts, posts of other sites."""
    for form in list(root.iter("form")):
        # ASP.NET puts whole pages into a form.
        if form.find(".//h1") is not None or len(fold(form.text_content())) > _WHOLE_PAGE:
            form.drop_tag()
    for field_in_box in select(root, "form, input:not([type=hidden]), textarea"):
        _drop_small_box(field_in_box, root)
    for head in root.iter("h2", "h3", "h4", "h5", "h6", "strong", "button"):
        if SIGN_UP_HEAD.fullmatch(words(head)):
            _drop_small_box(head, root)
    for line in [each for each in root.iter("p") if _asks_to_sign_up(each)]:
        _drop_small_box(line, root)
    for frame in list(root.iter(*_FRAMES)):
        drop_all(_captions(frame, root))
    drop_all(root.iter(*_NEVER_TEXT))
    drop_all([*root.iter("rt", "rp"), *(mark for mark in root.iter("sup") if _is_note_mark(mark))])
    drop_all(quote for quote in root.iter("blockquote") if _is_post(quote))
    drop_all(each for each in select(root, _COMMENTS) if each is not root)
    styled = _STYLED(root)
    drop_all(element for element in styled if element.get("hidden") is not None)
    drop_all(element for element in styled if _HIDDEN.search(element.get("style") or ""))


def _asks_to_sign_up(line: HtmlElement) -> bool:
    return bool(SIGN_UP.fullmatch(words(line, _LONGEST_BOX)))


def _captions(frame: HtmlElement, root: HtmlElement) -> list[HtmlElement]:
    """Finds what stands in the box of a film or an advertisement and is no sentence, amid or above a text."""
    box = frame
    for _ in range(_HIGHEST):
        if (above := box.getparent()) is None or above is root:
            break
        box = above
        if not (text := words(box, _LONGEST_CAPTION)):
            continue
        if len(text) > _LONGEST_CAPTION or box.find(".//h1") is not None:
            break
        if captions := [part for part in box.iterdescendants() if is_caption(part, "")]:
            return captions
        around = next(box.iterancestors())
        amid = len(words(around, _LONGEST_CAPTION + _MUCH)) >= len(text) + _MUCH
        return [box] if amid and not SENTENCE_END.search(text) else []
    return []


def _is_post(quote: HtmlElement) -> bool:
    """Tells whether a quote is what another site has one put in: it ends in a link to it there."""
    last = next(quote.iterchildren("*", reversed=True), None)
    while last is not None and last.tag != "a":
        last = next(last.iterchildren("*", reversed=True), None)
    return last is not None and bool(_POST.match(last.get("href") or ""))


def _is_note_mark(mark: HtmlElement) -> bool:
    """Tells whether a raised number leads to a footnote."""
    return (
        any((a.get("href") or "").startswith("#") for a in mark.iter("a"))
        and len(words(mark, _LONGEST_NUMBER)) <= _LONGEST_NUMBER
    )


def _drop_small_box(part: HtmlElement, root: HtmlElement) -> None:
    """Drops the box around a form or a heading (newsletter, log-in), as long as it holds no more than a box does."""
    box = part.getparent()
    while box is not None and box is not root and box.tag in _BOXES and len(fold(box.text_content())) <= _LONGEST_BOX:
        beside = words(box).replace(words(part), " ", 1)
        if len(beside) > _LONGEST_HEAD and not _OF_A_FORM.search(beside):
            # What stands beside it is a short article.
            break
        part, box = box, box.getparent()
    if part.tag in _BOXES and part is not root:
        drop(part)
