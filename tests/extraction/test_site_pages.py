"""Pages of the site itself under an article's address, and short or strange articles that are none of them."""

import json
from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import Article, NotAnArticle, extract

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://example.com/news/20261101/x-12930001"
CLAIM = '<meta property="og:type" content="article">'
DATE = '<meta property="article:published_time" content="2026-11-01T09:00:00+09:00">'
PRINTED = "<p>Nov. 1, 2026</p>"
BIOGRAPHY = (
    "Ada Brook has covered the courts since 2018. She studied law and worked for three years at a radio station."
)
RULE = "The member shall use the service in good faith and shall not copy, sell or lend any part of it to others."
CARDS = "".join(f'<div><h2><a href="/news/{n}">The harbor has a new ferry, number {n}</a></h2></div>' for n in range(9))
DATED = CARDS.replace("</h2>", '</h2><time datetime="2026-11-20T09:00:00+09:00">20 Nov. 2026</time>')
FORUM = (
    "<p>December 3, 2026 · Grand Ballroom, Seoul</p><a>Register now</a><h2>About the forum</h2><p>Join 500 leaders for "
    "a day of talks on how cities will change.</p><h2>Tickets</h2><p>Early bird tickets are 330,000 won until May.</p>"
    "<h2>Agenda</h2><ul><li>09:00 Registration and coffee</li><li>12:00 Lunch</li></ul>"
)
OF_THE_SITE = {
    "terms": ("Terms of Service", "<h2>Article 1</h2>" + f"<p>{RULE}</p>" * 3),
    "a dated policy": ("개인정보 처리방침", f"<p>2026년 1월 1일</p><p>{RULE}</p>"),
    "subscriptions": (
        "Subscribe to The Example",
        "<p>Get the paper at your door, and full access to our site.</p>" * 2,
    ),
    "a profile": ("Ada Brook", f"<p>{BIOGRAPHY}</p>"),
    "a failure": (
        "Something went wrong",
        "<p>There was a problem loading this page. Please try again in a minute.</p>",
    ),
    "a moved page": ("길을 잃으셨나요?", "<p>찾으시는 소식이 이곳에 없네요. 첫 화면으로 돌아가 보세요.</p>"),
    "an old browser": ("안내", "<p>이 페이지를 제대로 볼 수 없습니다. 최신 브라우저를 설치해 주세요.</p>"),
    "a tag": ("Ferries", f"<p>All stories about ferries, and those who sail them.</p>{CARDS}"),
    "a dated tag": ("Ferries", f"<p>{RULE} {RULE}</p>{DATED}"),
    "a podcast": ("Podcast: Deep dive", "<p>Listen on Apple Podcasts, Spotify or wherever you get your podcasts.</p>"),
    "a player": ("첫눈 내린 한라산", "<p>자바스크립트를 켜야 동영상을 볼 수 있습니다. 설정을 확인해 주세요.</p>"),
}
SHORT = {
    "a brief": "<p>기상청은 오늘 동해안에 너울 주의보를 내렸습니다. 바닷가 출입을 삼가 달라고 당부했습니다.</p>",
    "on a failure": "<p>The bank told customers to try again later, and to check the address of its page.</p>",
    "on browsers": "<p>은행은 고객들에게 브라우저를 최신 판으로 바꿔 달라고 당부했습니다.</p>",
}


def read(title: str, body: str, head: str = "") -> Article:
    page = f"<html><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    return extract(page.encode(), URL, zone=SEOUL)


def data(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


@pytest.mark.parametrize("head", ["", CLAIM], ids=["silent", "called an article"])
@pytest.mark.parametrize(("title", "body"), OF_THE_SITE.values(), ids=OF_THE_SITE)
def test_a_page_of_the_site_itself_gives_no_article(title: str, body: str, head: str) -> None:
    with pytest.raises(NotAnArticle):
        read(title, body, head)


@pytest.mark.parametrize(
    "head", ['<meta property="og:type" content="website">', data(**{"@type": "Event"}, name="Forum")]
)
def test_an_event_to_register_for_gives_no_article_and_its_day_no_date(head: str) -> None:
    with pytest.raises(NotAnArticle):
        read("Forum", FORUM, head)


@pytest.mark.parametrize("kind", ["ProfilePage", "BusinessEvent", "Product", "JobPosting"])
def test_a_page_whose_data_call_it_something_else_by_its_title_gives_no_article(kind: str) -> None:
    body = f"{PRINTED}<p>{RULE}</p><p>{BIOGRAPHY}</p>"
    with pytest.raises(NotAnArticle):
        read("Forum of the harbor", body, data(**{"@type": kind}, name="Forum of the harbor"))


@pytest.mark.parametrize(("title", "body"), [OF_THE_SITE["terms"], OF_THE_SITE["a profile"], ("Forum", FORUM)])
def test_a_page_declared_as_an_article_is_one_under_any_title(title: str, body: str) -> None:
    assert read(title, body, DATE).published is not None


def test_an_article_about_an_event_is_an_article() -> None:
    event = data(**{"@type": "Event"}, name="Harbor Forum")
    assert read("Forum of the harbor opens", f"{PRINTED}<p>{BIOGRAPHY}</p><p>{RULE}</p>", event).text


@pytest.mark.parametrize("body", SHORT.values(), ids=SHORT)
@pytest.mark.parametrize("head", [CLAIM, DATE], ids=["undated", "dated"])
def test_a_brief_that_nobody_has_signed_is_an_article(body: str, head: str) -> None:
    assert read("The harbor has news today", body, head).text in body


@pytest.mark.parametrize(
    "said",
    [
        "To view this video please enable JavaScript, and consider upgrading to a browser that supports HTML5 video",
        "JavaScript is required to play this video.",
        "Your browser does not support the video tag.",
        "동영상을 재생하려면 Javascript를 활성화해 주세요.",
        "사용 중인 브라우저는 동영상 재생을 지원하지 않습니다.",
        "잠시만 기다려 주세요. 동영상을 불러오는 중입니다.",
    ],
)
def test_the_fallback_text_of_a_player_is_no_text(said: str) -> None:
    assert (
        read("The harbor", f"<p>{BIOGRAPHY}</p><div><p>{said}</p></div><p>{RULE}</p>", DATE).text
        == f"{BIOGRAPHY}\n\n{RULE}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The bank said that customers should update the browser that they use, or try again later with its app.",
        "Please enable JavaScript, the page says, and for 30 years most people have done so without a thought.",
        "코레일은 예매가 안 되면 고객센터에 문의해 달라고 밝혔다. 예매는 오후에 다시 열렸다.",
    ],
)
def test_news_of_pages_and_browsers_are_news(text: str) -> None:
    assert text in read("The harbor has news today", f"<p>{text}</p><p>{BIOGRAPHY}</p>", CLAIM).text
