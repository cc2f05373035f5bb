"""What is never text on any page: scripts, forms, navigation, hidden parts, what other sites put in."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from crawler.extraction.prune.box_headings import AD_HEAD, SHARE, SIGN_UP, SIGN_UP_HEAD
from crawler.extraction.prune.paywall import OFFER_LINE, is_wall_box
from crawler.page.captions import is_caption
from crawler.page.tree import HEADINGS, SENTENCE_END, drop, drop_all, select, words
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "form", "button", "input",
    "select", "textarea", "nav", "audio", "video",
)  # fmt: skip
_TOLD = " or ".join(f"contains(., '{part}')" for part in ("isplay", "ISPLAY", "isibility", "ISIBILITY"))
_STYLED = etree.XPath(f"descendant-or-self::*/@hidden/.. | descendant-or-self::*/@style[{_TOLD}]/..")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINES = {"span", "font", "b", "strong", "em", "i"}
_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_BOXES = {"div", "section", "aside", "fieldset", "form"}
_ROWS = {"div", "p", "ul", "ol", "li", "span", "section"}
# Comment systems by the names they give themselves on every site, and what the vocabularies call a comment.
_COMMENTS = (
    "#disqus_thread, #comments, .comments-area, .comment-list, .comment-respond, .comment-wrapper, .fb-comments,"
    "#wpdcom, .u_cbox, #lv-container, [itemprop~=comment], [itemtype$='schema.org/Comment'],"
    "[itemtype$='schema.org/UserComments'], section.comments, div.comments, ul.comments, ol.comments, aside.comments,"
    ".commentlist, .comments-list, .comment-section, .comments-section, #comment-section, #comments-section,"
    ".reader-comments, .user-comments, .comments-container, .comment-container, .reply-list, .replies-list,"
    "aside.featured-comment, div.featured-comment, aside.top-comment, div.top-comment"
)
# Where a page's own app is to be had.
_APPS = etree.XPath(
    "descendant::a/@href[starts-with(., 'https://play.google.com') or contains(., '//apps.apple.com/')"
    " or (contains(., '//itunes.apple.com/') and contains(., '/app/'))]/.."
)
_SHOPS = ("play.google.com", "apps.apple.com", "itunes.apple.com")
# To look at what is around a field takes as long as that is large.
_LONGEST_BOX, _MOST_ASKING = 300, 200
_LONGEST_HEAD, _LONGEST_NUMBER = 60, 5
_OF_A_FORM = re.compile(
    r"newsletter|subscri|sign(?:ing)? up|inbox|e-?mail|log ?in|sign in|password|comments?\b|search"
    r"|cancel (?:at )?any ?time|free trial|\b(?:our|the) app\b|\bpoll\b|\bvotes?\b|\b(?:have )?(?:voted|taken part)\b"
    r"|뉴스레터|구독|로그인|댓글|의견을|검색|이메일|앱에서|앱을|투표|설문",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\byour?\b|(?:보내|전해) ?드|받아 ?보|(?:하|보)세요", re.IGNORECASE)
_MAIL = re.compile(r"mail|메일", re.IGNORECASE)
_WHOLE_PAGE, _LONGEST_LABEL, _LONGEST_SHARE, _AMID = 1000, 30, 60, 2
_FEW = 8
_CLICK = "click to "
_FRAMES = ("iframe", "video", "object", "embed", "audio")
_RARE = (*_FRAMES, "form", "input", "textarea", "button", "rt", "rp", "sup", "blockquote")
_LONGEST_CAPTION, _HIGHEST, _MUCH = 200, 3, 200
# What other sites have one put in ends in a link to it there: that is all their own scripts ask for.
_POST = re.compile(
    r"https?://(?:[\w-]+\.)?(?:twitter|x|instagram|threads|tiktok|facebook|bsky|reddit)\.(?:com|net|app)/",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?: on \S.{0,10}\d.{0,30})?\W{0,2}(?<!\.)")


def drop_furniture(root: HtmlElement, source_contains: Callable[[str], bool] | None = None) -> None:
    """Removes what is never text on any page: scripts, forms, navigation, hidden parts, posts of other sites.

    `source_contains` is as in `select`.
    """
    # To walk over the tree for each of them would take longer than all else.
    rare: dict[str, list[HtmlElement]] = {tag: [] for tag in _RARE}
    for element in root.iter(*_RARE):
        rare[str(element.tag)].append(element)
    for form in rare["form"]:
        # ASP.NET puts whole pages into a form.
        if form.find(".//h1") is not None or len(fold(form.text_content())) > _WHOLE_PAGE:
            form.drop_tag()
    _drop_sign_ups(root, rare, source_contains)
    _drop_ads(root)
    _drop_share_rows(root)
    _drop_contents(root)
    for frame in chain(*(rare[tag] for tag in _FRAMES)):
        drop_all(_captions(frame, root))
    styled = unfold(root)
    drop_all([each for each in styled if _is_hidden(each) and not _holds_headline(each, root)])
    for line in styled:
        if line.tag in _LINES and _BLOCK.search(line.get("style") or ""):
            line.tag, above = "p", line.getparent()
            if above is not None and above.tag == "p":
                above.tag = "div"
    drop_all(root.iter(*_NEVER_TEXT))
    drop_all([*rare["rt"], *rare["rp"], *filter(_is_note_mark, rare["sup"])])
    drop_all(filter(_is_post, rare["blockquote"]))
    comments = (each for each in select(root, _COMMENTS, source_contains) if each is not root)
    drop_all(each for each in comments if each.find(".//h1") is None)


def _drop_sign_ups(
    root: HtmlElement, rare: dict[str, list[HtmlElement]], source_contains: Callable[[str], bool] | None
) -> None:
    """Drops forms and what asks for the reader's address, with the boxes around."""
    tried: set[HtmlElement] = set()
    for part in _asking(root, rare, source_contains):
        if part not in tried:
            tried.add(part)
            _drop_small_box(part, root)
        if len(tried) >= _MOST_ASKING:
            break
    for box in select(
        root, "div[class*=newsletter], section[class*=newsletter], aside[class*=newsletter]", source_contains
    ):
        if box is not root and len(words(box, _LONGEST_BOX)) <= _LONGEST_BOX and _is_amid(box):
            drop(box)


def _asking(
    root: HtmlElement, rare: dict[str, list[HtmlElement]], source_contains: Callable[[str], bool] | None
) -> Iterator[HtmlElement]:
    """Yields the forms of a page and what asks for the reader's address."""
    shown = [field for field in rare["input"] if field.get("type") != "hidden"]
    shops = _APPS(root) if not source_contains or any(map(source_contains, _SHOPS)) else []
    for asking in (*rare["form"], *shown, *rare["textarea"], *shops):
        yield _outermost_line(asking)
    for head in root.iter("h2", "h3", "h4", "h5", "h6", "strong", "button"):
        if SIGN_UP_HEAD.fullmatch(words(head, _LONGEST_BOX)):
            yield head
    for button in rare["button"]:
        box = next(button.iterancestors(), root)
        if len(box) <= _FEW and any(OFFER_LINE.fullmatch(words(line, _LONGEST_BOX)) for line in box.iterchildren("p")):
            yield button
    yield from [each for each in root.iter("p") if _asks_to_sign_up(each)]


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
        return [box] if _is_amid(box) and not SENTENCE_END.search(text) else []
    return []


def _is_amid(box: HtmlElement) -> bool:
    """Tells whether much more stands in what is around a small box."""
    around = next(box.iterancestors(), box)
    return len(words(around, _LONGEST_BOX + _MUCH)) >= len(words(box)) + _MUCH


def _is_post(quote: HtmlElement) -> bool:
    """Tells whether a quote is what another site has one put in: it ends in a link to it there, and the day."""
    links = [words(anchor) for anchor in quote.iter("a") if _POST.match(anchor.get("href") or "")]
    return bool(links and links[-1]) and bool(_WHEN.fullmatch(words(quote).rpartition(links[-1])[2]))


def unfold(root: HtmlElement) -> list[HtmlElement]:
    """Shows what is hidden until a control right before or behind it is used: the rest of a text.

    Returns all elements that say how they are displayed.
    """
    styled: list[HtmlElement] = _STYLED(root)
    for element in filter(_is_hidden, styled):
        name = element.get("id")
        control = next((each for each in (element.getprevious(), element.getnext()) if _controls(each, name)), None)
        if control is None or not SENTENCE_END.search(words(element)):
            continue
        for attribute in ("hidden", "style", "aria-hidden"):
            element.attrib.pop(attribute, None)
        if control.tag in HEADINGS:
            # The heads of an accordion are headings of the text.
            for button in list(control.iter("button")):
                button.drop_tag()
        elif len(words(control, _LONGEST_HEAD)) <= _LONGEST_HEAD and not SENTENCE_END.search(words(control)):
            drop(control)
    return styled


def _controls(part: HtmlElement | None, name: str | None) -> bool:
    """Tells whether a part holds a control of the element of that name."""
    if part is None or not name:
        return False
    return any(name in (each.get("aria-controls"), (each.get("href") or "").lstrip("#")) for each in part.iter("*"))


def hidden_parts(root: HtmlElement) -> list[HtmlElement]:
    """Returns the elements that say that they are not displayed."""
    return [element for element in _STYLED(root) if _is_hidden(element)]


def _holds_headline(element: HtmlElement, root: HtmlElement) -> bool:
    """Tells whether a page, or all headlines of it, are in an element: then a script shows it once it has loaded."""
    inside = sum(1 for _ in element.iter("h1"))
    return element.tag == "body" or inside == sum(1 for _ in root.iter("h1")) > 0


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _drop_ads(root: HtmlElement) -> None:
    """Drops boxes amid paragraphs that begin by calling themselves an advertisement or a machine's summary."""
    for line in list(root.iter("p", "b", "strong", "span", "div", "h2", "h3", "h4", "h5", "h6")):
        text = line.text
        if not text or len(text) > _LONGEST_HEAD or len(line) or not AD_HEAD.fullmatch(text.strip()):
            continue
        box = next((above for above in line.iterancestors() if above is root or above.tag in _BOXES), root)
        if box is root or box.find(".//h1") is not None:
            continue
        said = words(box, _LONGEST_BOX)
        if len(said) <= _LONGEST_BOX and said.startswith(fold(text)) and _is_amid(box):
            drop(box)


def _drop_share_rows(root: HtmlElement) -> None:
    """Drops rows of nothing but links to other sites' ways of passing an article on."""
    for anchor in list(root.iter("a", "button")):
        said = words(anchor, _LONGEST_SHARE) if len(anchor) else (anchor.text or "").strip()
        if not said or not _is_share(said):
            continue
        row = None
        for above in anchor.iterancestors():
            if above is root or above.tag not in _ROWS or not _shares(above):
                break
            row = above
        before = row.getprevious() if row is not None else None
        if row is None or (before is not None and words(before).endswith(":")):
            # Behind a colon, the names of other sites are what a text lists.
            continue
        if sum(1 for _ in row.iter("a", "button")) >= _AMID:
            drop(row)


def _drop_contents(root: HtmlElement) -> None:
    """Drops tables of contents: lists of nothing but links into the page, with their heading."""
    lists = dict.fromkeys(anchor.getparent().getparent() for anchor in root.xpath(".//li/a[starts-with(@href, '#')]"))
    places = {f"#{name}" for name in root.xpath(".//@id")} if lists else set()
    for rows in lists:
        anchors, items = list(rows.iter("a")), sum(1 for _ in rows.iter("li"))
        if len(anchors) == items and all(each.get("href") in places for each in anchors):
            head = rows.getprevious()
            if head is not None and len(words(head, _LONGEST_LABEL)) <= _LONGEST_LABEL:
                drop(head)
            drop(rows)


@lru_cache(maxsize=4096)
def _is_share(text: str) -> bool:
    """Tells whether a label says where an article may be passed on to; menus and labels say the same on every page."""
    longest = _LONGEST_SHARE if text[: len(_CLICK)].lower() == _CLICK else _LONGEST_LABEL
    return len(text) <= longest and bool(SHARE.fullmatch(text))


def _shares(row: HtmlElement) -> bool:
    """Tells whether all that a box says is where an article may be passed on to."""
    return len(words(row, _LONGEST_BOX)) <= _LONGEST_BOX and all(
        _is_share(said) for text in row.itertext() if (said := fold(str(text)).strip(" |·•:,/"))
    )


def _is_note_mark(mark: HtmlElement) -> bool:
    """Tells whether a raised number leads to a footnote."""
    return (
        any((a.get("href") or "").startswith("#") for a in mark.iter("a"))
        and len(words(mark, _LONGEST_NUMBER)) <= _LONGEST_NUMBER
    )


def _outermost_line(part: HtmlElement) -> HtmlElement:
    """Returns the line in which a field or a link stands: its label, its place in a list."""
    while (above := part.getparent()) is not None and above.tag in _ROWS - {"div", "section"} | {"label", "a"}:
        part = above
    return part


def _drop_small_box(part: HtmlElement, root: HtmlElement) -> None:
    """Drops the box around a form or a heading (newsletter, log-in), as long as it holds no more than a box does."""
    box = part.getparent()
    wants_mail = _wants_mail(part)
    while box is not None and box is not root and box.tag in _BOXES and len(fold(box.text_content())) <= _LONGEST_BOX:
        beside = words(box).replace(words(part), " ", 1)
        of_the_form = _OF_A_FORM.search(beside) or (wants_mail and _ADDRESSED.search(beside))
        if len(beside) > _LONGEST_HEAD and not of_the_form:
            # What stands beside it is a short article.
            break
        part, box = box, box.getparent()
    if part.tag in _BOXES and part is not root and not is_wall_box(part):
        drop(part)


def _wants_mail(part: HtmlElement) -> bool:
    """Tells whether a field is for the reader's address."""
    said = (field.get(name) or "" for field in part.iter("input") for name in ("type", "name", "placeholder"))
    return any(map(_MAIL.search, said))
