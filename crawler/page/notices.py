"""Recognises pages with a notice in place of an article: gone, not found, log-in wall, challenge, consent, list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.page.refusals import NotAnArticle, Reason
from crawler.page.tree import words
from crawler.text.unicode import any_of, fold, latin_length, match_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from crawler.page.document import Page

# Matched against whole headings and the window title.
_HEADINGS: list[tuple[Reason, re.Pattern[str]]] = [
    (
        "challenge",
        any_of(
            r"just a moment\W*",
            r"attention required\W*(?:cloudflare)?",
            r"access (?:to this page )?(?:has been )?denied",
            r"(?:please )?(?:are you|verify (?:that )?you are) (?:a )?(?:human|robot)\W*",
            r"security check",
            r"checking your browser.*",
            r"ddos-guard|pardon our interruption|bot verification|robot check",
        ),
    ),
    (
        "consent",
        any_of(
            r"before you continue(?: to .{0,30})?",
            r"we value your privacy|your privacy choices|cookie consent|privacy settings",
        ),
    ),
    (
        "gone",
        any_of(
            r"(?:sorry[.,]?\s*)?(?:this|the) (?:article|page|story|content|post|item) "
            r"(?:is no longer available|(?:has been|was) (?:removed|deleted|withdrawn|taken down))"
            r"(?: (?:from (?:our|the|this) (?:web)?site|and is no longer available|(?:at|by) the (?:request|editors?))"
            r".{0,40})?[.!]*",
            r"(?:article|story|page|post|content) (?:removed|deleted|withdrawn|no longer available)",
            r"삭제된 (?:기사|페이지|게시물|뉴스)(?:입니다)?.?",
            r"(?:해당|이) (?:기사|뉴스)(?:는|은) 삭제(?:되었|됐|된).{0,30}",
            r"410 gone",
        ),
    ),
    (
        "not found",
        any_of(
            r"(?:error\s*)?404(?:\s*[-–—:|]?\s*(?:error|(?:page |file )?not found))?[.!]*",
            r"(?:page|article|file|content|story) (?:not|cannot be|could not be|can't be) found[.!]*",
            r"not found|nothing (?:was )?found",
            r"o+ps[.!…\s]*(?:error\s*)?(?:404)?",
            r"(?:요청하신\s*)?(?:페이지|기사|뉴스)(?:를|을|가)?\s*(?:찾을 수|존재하지).{0,20}",
            r"존재하지 않는 (?:페이지|기사)(?:입니다)?.?",
        ),
    ),
    (
        "empty",
        any_of(
            r"(?:(?:site|website|server|service|system) )?(?:is )?(?:currently |temporarily )?"
            r"(?:(?:down|closed) for |under(?:going)? )?(?:scheduled |planned |routine |urgent )?maintenance"
            r"(?: (?:mode|notice|page|in progress|break))?[.!]*",
            r"(?:the |this |our )?(?:service|site|website|server|page) (?:is |temporarily |currently )*unavailable.?",
            r"(?:sorry, )?we(?:['’]ll| will) be (?:right )?back(?: soon| shortly| in a (?:moment|few minutes))?[.!]*",
            r"(?:error\s*)?50[0234](?:\s*[-–—:|]?\s*(?:internal|bad|service|gateway)\b.{0,30})?",
            r"internal server error|bad gateway|gateway time-?out|error establishing a database connection",
            r"(?:(?:시스템|서비스|서버|홈페이지|사이트)\s?)?(?:정기\s?|긴급\s?)?점검\s?(?:중|안내|작업|작업\s?중)(?:입니다)?[.!]*",
            r"(?:일시적(?:인)?|시스템|서비스) (?:오류|장애)(?:가 발생|입니다).{0,20}",
        ),
    ),
    (
        "wall",
        any_of(
            r"(?:log|sign)\s?-?(?:in|on)(?: to (?:your account|continue|read|view|proceed).{0,40})?",
            r"로그인(?:\s?(?:페이지|하기|하세요|해 주세요))?",
            r"(?:members?|subscribers?) only",
            r"subscribe to (?:read|continue)(?: reading| this (?:article|story))?",
            r"회원\s?(?:전용|로그인)",
        ),
    ),
]
# Searched in short texts.
_SENTENCES: list[tuple[Reason, re.Pattern[str]]] = [
    (
        "challenge",
        any_of(
            r"checking your browser",
            r"complete the captcha",
            r"enable javascript and cookies to continue",
            r"unusual traffic from",
            r"verify (?:that )?you are (?:a )?human",
            r"ray id:",
            r"are you a robot\?",
        ),
    ),
    ("consent", any_of(r"accept all\W{1,3}(?:reject|decline|deny|manage)", r"use cookies (?:and data )?to deliver")),
    (
        "gone",
        any_of(
            r"this (?:article|page|story|content) (?:has been|was|is) "
            r"(?:removed|deleted|withdrawn|no longer available)",
            r"(?:is|are) no longer (?:provided|available)\b.{0,40}\b(?:contract|copyright|licen[cs]e|agreement)\b",
            r"삭제되었거나|삭제된 기사입니다",
            r"(?:저작권|계약)\S{0,12} (?:계약 )?(?:종료|만료|해지)\S{0,3}.{0,20}(?:제공|서비스)",
        ),
    ),
    (
        "not found",
        any_of(
            r"(?:page|article|story) (?:that )?you(?:'re|’re| are| were)? (?:looking for|requested|asked for)",
            r"페이지를 찾을 수 없|존재하지 않는 (?:페이지|기사)",
        ),
    ),
    (
        "empty",
        any_of(
            r"(?:site|website|server|service|system|page)s? (?:is|are) (?:currently |temporarily )?"
            r"(?:unavailable|(?:down|closed) for|under(?:going)?) ?(?:\w+ )?(?:maintenance)?",
            r"(?:서비스|시스템|서버|홈페이지|사이트)\s?(?:정기\s?|긴급\s?)?점검\s?(?:중|작업|으로 인)",
        ),
    ),
    ("wall", any_of(r"(?:please )?(?:log|sign) in to (?:read|continue|view)", r"로그인 ?(?:후|하시면|이 필요)")),
]
_ENDED = any_of(
    r"(?:this |the )?(?:live ?stream|live (?:broadcast|video|event)|stream) (?:has|is) (?:ended|over|finished)[.!]*",
    r"(?:생방송|라이브(?:\s?방송)?|실시간\s?방송)(?:이|은|가|는)? (?:종료|끝)(?:되었|됐|났)습니다[.!]*",
)
_LISTS = ("ProfilePage", "CollectionPage", "SearchResultsPage")
_LIST_NAMES = {"archive", "author", "search-results"}
NOTICE_LENGTH = 700
_ARTICLE_LENGTH = 1500
_SHORT = 90
_LISTING = 3


def classify_interstitial(page: Page, text: str, *, has_date: bool, is_wall: bool = False) -> NotAnArticle | None:
    """Returns a refusal if the page is a notice, else none.

    A notice may be hidden on an article's page: the longer the text, the stricter the test. `text` is the extracted
    text, `is_wall` whether it only asks to log in or subscribe, `has_date` whether the page states its date.
    """
    size = latin_length(text)
    short = size < NOTICE_LENGTH
    if size < _ARTICLE_LENGTH and (found := _in_headings(page, text, all_of_them=short and not has_date)):
        return found
    # Few pages contain any of these words.
    places = ("p", "strong", "h2", "h3", "h4", "div") if page.text_contains("orry", "ORRY", "삭", "ᄉ") else ()
    for line in standing_alone(page.tree, *places, text=text) if places else ():
        if _GONE_ALONE.fullmatch(line):
            return NotAnArticle("gone", line)
    if is_wall:
        return NotAnArticle("wall", text[:_SHORT])
    first = text.partition("\n\n")[0]
    if short and _ENDED.fullmatch(first):
        return NotAnArticle("empty", first)
    for reason, pattern in _SENTENCES if short else ():
        # Dated news may be about accounts and failures.
        if (match := pattern.search(text)) and (reason not in {"wall", "empty"} or not has_date):
            return NotAnArticle(reason, match[0])
    return None


def _in_headings(page: Page, text: str, *, all_of_them: bool) -> NotAnArticle | None:
    window = fold(page.tree.findtext(".//title"))
    headings = [window, re.split(r"\s+[|–—‹›\-:]\s+", window)[0], *standing_alone(page.tree, "h1", text=text)]
    if all_of_them:
        headings.extend(standing_alone(page.tree, "h2", "h3", "h4", "p", "strong", text=text))
    for heading in headings:
        for reason, pattern in _HEADINGS:
            if pattern.fullmatch(heading):
                return NotAnArticle(reason, heading)
    return None


def claims_article(page: Page) -> bool:
    """True if the page's own data claims that it is an article."""
    return describes_article(page) or "article" in page.structured.meta.get("og:type", [])


def describes_article(page: Page) -> bool:
    """True if the page's own data describes an article; a bare `og:type`, which many sites set everywhere, does not."""
    data = page.structured
    return bool(data.article or data.microdata or data.first_meta("article:published_time"))


def claims_list(page: Page) -> bool:
    """True if the page's data, or WordPress's class of `body`, claims a page of an author, a section or a search."""
    names = {name for body in page.tree.iter("body") for name in (body.get("class") or "").split()}
    if _LIST_NAMES & names or any(map(page.structured.of_type, _LISTS)):
        return True
    kinds = {name.rpartition("/")[2] for name in page.tree.xpath("//@itemscope/parent::*/@itemtype")}
    return not kinds.isdisjoint(_LISTS)


def refuse_without_text(page: Page) -> NotAnArticle:
    """Returns the refusal of a page from which no text was extracted."""
    said = fold(page.tree.text_content())[:20000]
    if page.select("input[type=password]"):
        return NotAnArticle("wall", "a log-in form")
    if len(said) < NOTICE_LENGTH * 4:
        for reason, pattern in _SENTENCES:
            if match := pattern.search(said):
                return NotAnArticle(reason, match[0])
    links = sum(len(fold(anchor.text_content())) > 25 for anchor in page.tree.iter("a"))  # noqa: PLR2004
    if links >= _LISTING:
        return NotAnArticle("list", f"{links} headlines")
    return NotAnArticle("empty", "no text")


def standing_alone(tree: HtmlElement, *tags: str, text: str = "") -> Iterator[str]:
    """Yields short texts that are alone in their element, outside of links, header, footer, nav and aside.

    Beside an extracted `text` what a layer says is left out, unless the text is the layer's.
    """
    first = match_key(text.partition("\n\n")[0])
    for element in tree.iter(*tags):
        said = fold(element.text) if len(element) == 0 else ""
        if said and len(said) <= _SHORT and not _inside_link_block(element):
            layer = layer_of(element) if first else None
            if layer is None or first in match_key(words(layer)):
                yield said


def layer_of(element: HtmlElement) -> HtmlElement | None:
    """Returns the dialog, pop-up or hidden box that an element lies in or is, none where it lies in the page."""
    for box in (element, *element.iterancestors()):
        if box.tag in {"body", "html"}:
            return None
        names = f"{box.get('id') or ''} {box.get('class') or ''}"
        if is_hidden(box) or box.tag == "dialog" or box.get("role") in _DIALOGS or _LAYER.search(names):
            return box
    return None


def is_hidden(box: HtmlElement) -> bool:
    """Tells whether an element says that it is not shown; style sheets are not read."""
    return (
        box.get("hidden") is not None
        or box.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(box.get("style") or ""))
        or (box.tag == "dialog" and box.get("open") is None)
    )


_DIALOGS = {"dialog", "alertdialog"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LAYER = re.compile(
    r"(?:^|[\s_-])(?:modals?|pop-?ups?|pop-?overs?|overlays?|lightbox|dialogs?|layer-?pop\w*|interstitial)(?:$|[\s_-])",
    re.IGNORECASE,
)
_GONE_ALONE = re.compile(
    r"sorry[.,]?\s+this (?:article|page|story) is no longer available\.?|삭제된 기사입니다\.?", re.IGNORECASE
)


def _inside_link_block(element: HtmlElement) -> bool:
    return any(ancestor.tag in {"a", "aside", "footer", "nav", "header"} for ancestor in element.iterancestors())
