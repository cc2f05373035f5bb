"""Pages under an article's address that answer with HTTP 200 and say that nothing can be read just now."""

from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import Article, NotAnArticle, extract
from tests.support.project import SPIDERS

SEOUL = ZoneInfo("Asia/Seoul")
URLS = {
    "herald": "https://www.koreaherald.com/article/10629743",
    "rcr": "https://www.rcrwireless.com/20260112/ai/data-center",
}
NOTICES = (
    "<h1>Scheduled maintenance</h1><p>The site is closed for maintenance until 6 a.m. Please come back later.</p>",
    (
        "<h1>We'll be back soon!</h1><p>Sorry, we are performing some maintenance at the moment. If you need to, you"
        " can always write to us, otherwise we will be online again shortly!</p><p>The team of the site</p>"
    ),
    "<h1>서비스 점검 중입니다</h1><p>시스템 점검을 하고 있습니다. 불편을 드려 죄송합니다.</p><p>02:00 ~ 06:00</p>",
    "<h2>안내</h2><p>더 나은 서비스를 위하여 서버 점검 작업을 하고 있습니다. 잠시 뒤에 다시 찾아 주시기 바랍니다.</p>",
    "<h1>Service Temporarily Unavailable</h1><p>The server cannot answer you at the moment for want of capacity.</p>",
    "<h1>Error establishing a database connection</h1>",
    "<h2>[라이브] 시청</h2><p>2026.01.06 17:45</p><p>생방송이 종료되었습니다.</p><p>다시보기는 곧 제공됩니다.</p>",
    "<p>An unknown problem has come up. Try again in a while.</p>",
)
BRIEF = (
    "카카오톡 서비스가 20일 오전 한때 시스템 점검 중 멈춰 이용자들이 불편을 겪었다.",
    "The company said that its website is down for maintenance, and that users would get their money back on Friday.",
)


def read(name: str, body: str, head: str = "") -> Article:
    page = f"<html><head><title>A site</title>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), URLS[name], layouts=SPIDERS[name].layouts, zone=SEOUL)


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize("notice", NOTICES)
def test_a_maintenance_page_is_not_an_article(name: str, notice: str) -> None:
    with pytest.raises(NotAnArticle) as refusal:
        read(name, notice)

    assert refusal.value.reason == "empty"


def test_an_article_whose_contract_has_ended_is_gone() -> None:
    head = '<meta property="article:published_time" content="2026-01-06T08:45:00+09:00">'
    said = "The content you asked for is no longer provided because our contract with the copyright holder has ended."
    with pytest.raises(NotAnArticle) as refusal:
        read("herald", f'<h1>Kakao falls silent</h1><article id="articleText"><p>{said}</p></article>', head)
    assert refusal.value.reason == "gone"


@pytest.mark.parametrize("text", BRIEF)
def test_a_brief_on_a_service_that_is_down_is_an_article(text: str) -> None:
    head = '<meta property="article:published_time" content="2026-01-06T08:45:00+09:00">'
    article = read("herald", f"<h1>Kakao falls silent</h1><article><p>{text}</p></article>", head)

    assert article.text == text
