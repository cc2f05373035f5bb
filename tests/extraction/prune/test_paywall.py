"""Where a text ends because its reader has not logged in, and where it only seems to."""

from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from crawler.extraction import NotAnArticle
from crawler.extraction.layout import Layout
from crawler.extraction.prune.paywall import WALL_LINE, WALL_PREFILTER
from tests.extraction.prune.test_related_blocks import written
from tests.support.article_pages import BOTH, LAYOUT, TEXT, paragraphs, read, told

LAST = "Analysts at Daiwa said that the sum was larger than they had thought, though not by very much."
WALLS = (
    "<p>To continue reading, log in or subscribe now.</p>",
    "<div><h3>Subscribe to read the full story</h3><p>This article is for subscribers.</p></div>",
    "<div><h3>Subscribe to continue reading</h3><p>Get unlimited access for one dollar.</p><a>Subscribe now</a></div>",
    '<div><h3>To continue reading, log in</h3><form><input name="mail"><button>Log in</button></form></div>',
    "<div><p>Already a subscriber? <a>Log in</a></p></div>",
    "<div><p>이 기사는 유료회원 전용입니다.</p></div>",
    "<div><p>이 기사는 회원 전용입니다.</p><p>로그인하시면 전체 내용을 읽으실 수 있습니다.</p></div>",
    "<div><p>You have read all three of your free stories this month.</p><p>Subscribe from $4 to continue.</p></div>",
    "<div><p>이 기사의 나머지는 구독자만 읽을 수 있습니다. 구독하고 전문을 읽어 보세요.</p></div>",
    "<div><p>기사를 계속 보시려면 로그인해 주세요.</p></div>",
    "<div><p>You have no free stories left.</p><p>Become a member to read the whole story.</p></div>",
    "<div><p>This article is exclusive to QUAY+ subscribers</p><p>Unlock it, with events and alerts.</p></div>",
    "<div><p>You've reached your limit of free articles.</p><a>See our plans</a></div>",
)
COUNTS = (
    ("You have no free articles left", "teaser"),
    ("You have 0 free stories remaining", "teaser"),
    ("You've read 3 of 3 free articles", "teaser"),
    ("You have 2 free articles left", "open"),
    ("You have read 3 of your 5 free articles", "open"),
)
PROMOTIONS = (
    '<div><h3>The Brief</h3><p>Subscribe now to get the day in a page.</p><a href="/s">Subscribe</a></div>',
    "<div><p>Every morning we tell you what matters in telecoms, from here to Seoul.</p><p>Subscribe now</p></div>",
    '<p><strong><a href="/s">Subscribe now</a></strong></p>',
    "<div><p>Support our reporting.</p><p>Already a subscriber? <a>Log in</a></p></div>",
)
SENTENCES = (
    "He told the pupils to continue reading over the holidays.",
    "T-Mobile subscribers only pay half of that, it said.",
    "The talk was a members-only affair at a hotel in Dallas.",
    "Users have to log in to view the figures, the ministry said.",
    "이 서비스는 유료회원만 쓸 수 있다고 회사는 밝혔다.",
    "이용자가 로그인하면 본인의 진료 기록 전체를 볼 수 있다고 회사는 밝혔다.",
    "저녁 뉴스레터를 구독하시면 더 많은 기사를 매일 읽으실 수 있습니다.",
    "You have read all of her books, the boy told the teacher, and none was free of ghosts.",
    "Subscribe today, he used to tell visitors, and they would get the next page by mail in the morning.",
)


@BOTH
@pytest.mark.parametrize("wall", WALLS)
def test_the_text_ends_at_a_paywall(wall: str, layouts: tuple[Layout, ...]) -> None:
    article = read(f'<div class="body">{paragraphs(TEXT)}{wall}</div>', layouts)

    assert (article.access, told(article)) == ("teaser", TEXT)


@pytest.mark.parametrize("wall", [wall for wall in WALLS if "Already" not in wall])
def test_a_paywall_may_follow_the_box_of_the_text(wall: str) -> None:
    article = read(f'<div><div class="body">{paragraphs(TEXT)}</div><div>3 min read</div></div>{wall}', ())

    assert (article.access, told(article)) == ("teaser", TEXT)


@pytest.mark.parametrize(("said", "access"), COUNTS)
def test_a_count_of_free_articles_is_a_paywall_when_none_is_left(said: str, access: str) -> None:
    meter = f"<div><h4>{said}</h4><p>Subscribe to continue reading.</p></div>"
    for body in (f'<div class="body">{paragraphs(TEXT)}{meter}</div>', f"<div>{paragraphs(TEXT)}</div>{meter}"):
        article = read(body, ())
        assert (article.access, told(article)) == (access, TEXT)


def test_a_page_with_nothing_but_a_korean_paywall_is_refused() -> None:
    with pytest.raises(NotAnArticle) as refusal:
        read(f'<p>2026년 1월 6일 17:45</p><div class="body">{WALLS[6]}</div>', ())
    assert refusal.value.reason == "wall"


@BOTH
def test_one_sentence_may_be_all_the_open_text_before_a_paywall(layouts: tuple[Layout, ...]) -> None:
    shown = "The first sentence stands here for everybody."
    wall = "<p>To continue reading, subscribe now for 9,900 won a month. Already a member? Log in.</p>"
    article = read(f'<div class="body">{paragraphs((shown,))}{wall}</div>', layouts)

    assert (article.access, article.text) == ("teaser", shown)


@BOTH
@pytest.mark.parametrize("promotion", PROMOTIONS)
def test_a_subscription_offer_amid_a_text_is_no_paywall(promotion: str, layouts: tuple[Layout, ...]) -> None:
    body = f'<div class="body">{paragraphs(TEXT[:2])}{promotion}{paragraphs((TEXT[2], LAST))}</div>'
    article = read(body, layouts)

    assert (article.access, told(article)) == ("open", (*TEXT, LAST))


@pytest.mark.parametrize("promotion", PROMOTIONS)
@pytest.mark.parametrize("build", ["<div>{}</div>", "<div><p>{}</p></div>", "<p>{}<br></p>", "{}<br><br>"])
def test_a_text_goes_on_in_whatever_its_paragraphs_are(build: str, promotion: str) -> None:
    first, rest = ("".join(map(build.format, texts)) for texts in (TEXT[:2], (TEXT[2], LAST)))
    article = read(f'<div class="body">{first}{promotion}{rest}</div>', (LAYOUT,))

    assert (article.access, told(article)) == ("open", (*TEXT, LAST))


@BOTH
@pytest.mark.parametrize("behind", [(TEXT[2], LAST), (LAST,), ()], ids=["two", "one", "none"])
@pytest.mark.parametrize("sentence", SENTENCES[:-1])
def test_a_sentence_about_subscribers_is_no_paywall(
    sentence: str, behind: tuple[str, ...], layouts: tuple[Layout, ...]
) -> None:
    text = (*TEXT[:2], sentence, *behind)
    article = read(f'<div class="body">{paragraphs(text)}</div>', layouts)

    assert (article.access, told(article)) == ("open", text)


@BOTH
def test_a_sentence_that_begins_like_a_paywall_stays_amid_a_text(layouts: tuple[Layout, ...]) -> None:
    text = (*TEXT[:2], SENTENCES[-1], TEXT[2])
    article = read(f'<div class="body">{paragraphs(text)}</div>', layouts)

    assert (article.access, told(article)) == ("open", text)


@BOTH
def test_an_advertisement_of_a_subscription_is_no_paywall(layouts: tuple[Layout, ...]) -> None:
    offers = (
        "Get unlimited access to all of our reporting, with the archive since 1998, on every device.",
        "Cancel at any time you like, without giving a reason, on the page of your account.",
    )
    wall = f"<p>Subscribe now.</p>{paragraphs(offers)}<p>Already a subscriber? <a>Log in</a></p>"
    article = read(f'<div class="body">{paragraphs(TEXT)}{wall}</div>', layouts)

    assert (article.access, told(article)) == ("teaser", TEXT)


def test_every_line_of_a_wall_passes_the_prefilter() -> None:
    telling = ["".join(word.split()) for word in WALL_PREFILTER]
    forms = written(parser.parse(WALL_LINE.pattern.removesuffix(".{0,200}")))
    assert [form for form in forms if not any(word in form for word in telling)] == []
    assert not [word for word in WALL_PREFILTER if "i" in word]
