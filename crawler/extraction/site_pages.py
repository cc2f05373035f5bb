"""What a site offers or explains beside its news: terms, subscriptions, events, profiles, notes of what went wrong.

Asked only of pages that nobody has signed and that do not describe themselves as an article: what is doubtful is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extraction.content.author_notes import match_biography
from crawler.page.notices import describes_article, standing_alone
from crawler.page.refusals import NotAnArticle
from crawler.page.structured import strings, types
from crawler.text.unicode import any_of, fold, latin_length, match_key

if TYPE_CHECKING:
    from crawler.items import Article
    from crawler.page.document import Page

# Titles, whole.
_TERMS = any_of(
    r"(?:the |our |website )?terms(?: (?:of (?:service|use|sale)|(?:and|&) conditions))?(?: of use)?",
    r"(?:the |our )?(?:privacy|cookies?|copyright|refund|corrections?|editorial|comments?) "
    r"(?:policy|policies|notice|statement|guidelines|standards)|code of ethics",
    r"(?:(?:서비스|회원|이용자|사이트|홈페이지)\s?)?이용\s?약관|개인\s?정보\s?(?:처리|취급|보호)\s?(?:방침|정책)",
    r"(?:청소년|저작권)\s?보호\s?(?:정책|방침)|이메일\s?무단\s?수집\s?거부|윤리\s?강령|저작권\s?(?:정책|안내|규약)",
)
_OFFERS = any_of(
    r"subscribe(?: (?:now|today|to .{2,40}))?|(?:manage )?(?:your |my )?(?:subscriptions?|account)",
    r"about(?: us| the (?:company|site|newspaper))?|contact(?: us)?|advertise(?: with us)?|careers|site ?map|faqs?",
    r"help(?: cent(?:er|re))?|frequently asked questions|newsletters?|our (?:team|staff|apps?|newsletters?)|media kit",
    r"구독\s?(?:신청|안내|하기|문의)|회사\s?소개|고객\s?센터|광고\s?(?:안내|문의)|(?:찾아)?오시는\s?길|사이트\s?맵",
    r"자주\s?묻는\s?질문|뉴스레터(?:\s?(?:신청|구독))?|제보(?:하기|\s?안내)",
    r"something (?:has gone|went|is) wrong[.!]*",
)
# What is asked of readers whose page has not come, in the words of one who speaks to them.
_ASKS, _PLEASE = (
    r"(?:^|[.!?] |please |you can (?:always )?)",
    r"\s?(?:주세요|주십시오|주시|보세요|보십시오|바랍니다)",
)
_ASKED = any_of(
    rf"{_ASKS}(?:try again (?:later|in (?:a|\d))|(?:refresh|reload) (?:the|this|your) (?:page|browser))",
    rf"{_ASKS}(?:go|head|return) back to (?:the |our )?(?:home|front|main|previous) ?page",
    rf"{_ASKS}(?:check the (?:address|url|link)|contact (?:support|customer \w+))\b",
    rf"{_ASKS}(?:update|upgrade|change) your browser|your browser (?:is|does not|doesn['’]t)\b",
    r"problem (?:loading|displaying|opening) (?:this|the) page",
    r"enable (?:java ?script|cookies)(?: (?:to|in|and)\b|[.!]|$)",
    rf"(?:다시|새로) (?:시도|접속|확인|로그인)해{_PLEASE}|새로\s?고침\S{{0,3}} (?:해|눌러){_PLEASE}",
    rf"주소를 (?:다시 )?(?:확인|입력)해{_PLEASE}",
    rf"(?:첫|메인|이전|홈)\s?(?:화면|페이지)?(?:으)?로 (?:돌아가|이동해|가){_PLEASE}",
    rf"브라우저.{{0,60}}(?:업데이트|설치|이용|사용|확인)해{_PLEASE}|지원하지 않는 브라우저입니다",
    rf"자바스크립트를 (?:켜|사용|활성|허용).{{0,10}}{_PLEASE}",
    rf"고객\s?센터(?:로|에) (?:문의|연락)(?:해|하여|하시기)?{_PLEASE}",
    rf"(?:성인|본인) 인증(?:을)?\s?해{_PLEASE}|(?:minutes|seconds) before you try again",
    r"is not available in your (?:region|country|area|location)",
    r"찾으시는 (?:소식|기사|페이지|뉴스|내용|글|게시물)",
)
_OTHER_KINDS = re.compile(r"profile|product(?:\.\w+)?|events?|music\..+|books?(?:\..+)?|business\.business|place")
_PEOPLE = {"profile", "Person", "ProfilePage"}
_OTHER_TYPES = re.compile(
    r"\w*Event|Product|JobPosting|Course|PodcastEpisode|PodcastSeries|Person|ProfilePage|Book|Movie"
)
_TO_COME = any_of(
    r"(?:register|rsvp)(?: (?:now|here|today))?|(?:buy|get|book)(?: your)? tickets?(?: now| here)?",
    r"(?:reserve|save) (?:your|a) (?:seat|spot)",
    r"(?:사전|참가)\s?(?:등록|신청)(?:\s?하기)?|티켓\s?(?:구매|예매)(?:\s?하기)?|예매(?:\s?하기)?",
)
_OF_EVENTS = any_of(
    r"(?:the |our |past |event )?"
    r"(?:agenda|program(?:me)?|schedule|speakers|sponsors|partners|venue|tickets|location|hotel)",
    r"(?:about the )?(?:forum|conference|summit|event|webinar)",
    r"(?:연사|강연자|발표자)(?:\s?소개)?|프로그램|행사\s?(?:개요|안내|일정)|후원(?:사)?",
)
_OF_AN_EVENT, _SHORT, _BRIEF = 3, 700, 120
_CARDS = "h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4"
_MOST_CARDS = 5
_REPORTER = re.compile(r"[가-힣]{2,4}\s?(?:기자|특파원|앵커|아나운서)")


def classify_site_page(page: Page, article: Article, *, has_date: bool) -> NotAnArticle | None:
    """Returns the refusal of what is a page of the site itself; none where it may be an article.

    `has_date` says that the page states when it was published, and not its address alone.
    """
    if describes_article(page):
        return None
    kind = _other_kind(page, article)
    if kind in _PEOPLE:
        return NotAnArticle("list", f"calls itself {kind}")
    if article.authors:
        return None
    why = f"calls itself {kind}" if kind else _offer(page, article, has_date=has_date)
    return NotAnArticle("empty", why) if why else None if has_date else _undated(page, article)


def _offer(page: Page, article: Article, *, has_date: bool) -> str:
    """Returns what a page offers or lays down, empty where it does nothing of the kind."""
    if _TERMS.fullmatch(article.title) or (not has_date and _OFFERS.fullmatch(article.title)):
        return article.title
    return "a programme and tickets" if _is_event(page, article) else ""


def _undated(page: Page, article: Article) -> NotAnArticle | None:
    text = fold(article.text)
    size = latin_length(text)
    if size < _SHORT and (asked := _ASKED.search(text)):
        return NotAnArticle("empty", asked[0].strip())
    if match_key(text) == match_key(article.title):
        return NotAnArticle("empty", "a title alone")
    first = fold(article.text.split("\n\n")[0])
    if _REPORTER.fullmatch(article.title) or match_biography(first, [article.title]) == article.title:
        return NotAnArticle("list", f"profile of {article.title}")
    if size < _SHORT and "\n\n" not in article.text and _heads_cards(page, dated=size >= _BRIEF):
        return NotAnArticle("list", "a line above headlines")
    return None


def _other_kind(page: Page, article: Article) -> str:
    """Returns what a page's data says that it is, where that is no article; empty where it may be one."""
    kinds = page.structured.meta.get("og:type", [])
    if "article" not in kinds and (kind := next(filter(_OTHER_KINDS.fullmatch, kinds), "")):
        return kind
    key = match_key(article.title)
    named = (node for node in page.structured.nodes if key in map(match_key, strings(node.get("name"))))
    return next((kind for node in named for kind in types(node) if _OTHER_TYPES.fullmatch(kind)), "")


def _is_event(page: Page, article: Article) -> bool:
    """Tells whether a text has the parts that an event's page has, and the page asks its readers to come."""
    claims = "article" in page.structured.meta.get("og:type", [])
    parts = {line.lower() for line in article.text.split("\n\n") if _OF_EVENTS.fullmatch(line)}
    asks = bool(parts) and any(map(_TO_COME.fullmatch, standing_alone(page.tree, "a", "button")))
    return len(parts) + asks >= _OF_AN_EVENT + claims


def _heads_cards(page: Page, *, dated: bool) -> bool:
    """Tells whether the headline stands over headlines of other articles, in one block, perhaps with their days."""
    block = page.headline.getparent() if page.headline is not None else None
    if block is None or block.tag in {"body", "html"}:
        return False
    cards = sum(block in card.iterancestors() for card in page.select(_CARDS))
    return cards > _MOST_CARDS and (not dated or len(list(block.iter("time"))) > _MOST_CARDS)
