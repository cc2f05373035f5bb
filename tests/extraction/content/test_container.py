"""Short texts on pages where what stands beside them is longer: questions of consent, rails of teasers, comments."""

import pytest

from crawler.extraction import extract
from tests.support.article_pages import BOTH, BRIEF, FOUR, SEOUL, TEXT, TITLE, URL, paragraphs, read
from tests.support.article_pages import text_of as told

DATED = "<meta property='article:published_time' content='2026-01-06T08:45:00Z'>"
WALLS = {
    "a section with paragraphs": (
        '<section class="q3"><h3>Your choices about cookies</h3><p>Together with our partners we keep and read '
        "information on your device in order to show advertising that suits you.</p><p>Some of these cookies are "
        "needed for the pages to work, such as keeping you logged in or remembering the size of letters you like.</p>"
        "<p>Others help us to learn which stories are read to the end. If you say no, the pages will look the same.</p>"
        "<div><button>Agree and continue</button><button>Decline</button></div></section>"
    ),
    "boxes, and buttons beside them": (
        '<div class="q4"><div class="t"><div>This website uses cookies so that we can remember you and understand how '
        "you use it.</div><div>You can change your mind at any time, and the choice is kept for six months.</div>"
        "<div>Some vendors rely on legitimate interest, to which you may object under the list of vendors.</div></div>"
        '<div><span role="button">Accept all cookies</span><span role="button">Only necessary</span></div></div>'
    ),
    "a dialog": (
        '<div role="dialog" aria-modal="true"><h2>We value your privacy</h2><p>We and our 38 partners store and access '
        "information on a device, such as cookies, and process personal data.</p><ul><li>Strictly necessary cookies: "
        "these cannot be switched off.</li><li>Targeting cookies: these build a profile of your interests.</li></ul>"
        "<a href='#'>Manage preferences</a></div>"
    ),
    "a name of its own": (
        '<div id="onetrust-consent-sdk"><div><h2>About your privacy</h2><div>We process your data to measure the '
        "delivery of content, and share this information with our partners by cookies on the basis of consent.</div>"
        "</div><div><h4>Social media cookies</h4><p>They are capable of tracking your browser across other sites.</p>"
        "</div></div>"
    ),
    "Korean": (
        '<div class="q5"><p>저희 사이트는 더 나은 서비스를 위해 쿠키를 사용합니다. 계속 이용하시면 이에 동의하시는 '
        "것으로 봅니다.</p><p>쿠키 설정은 브라우저에서 언제든지 바꿀 수 있으며, 자세한 내용은 개인정보 처리방침에서 "
        "확인하실 수 있습니다.</p><p>선택 쿠키는 거부하셔도 기사를 읽는 데 지장이 없습니다.</p>"
        "<button>모두 동의</button><button>닫기</button></div>"
    ),
}
COMMENT = (
    '<div class="f g"><div class="u">Somebody {n}</div><div>I worked at a plant like this for {n} years, and nobody '
    "ever asked us what the night shift does to you, or to those who wait.</div><button>Like {n}</button>"
    "<button>Reply</button></div>"
)
TEASER = (
    '<div class="i"><h3><a href="/n/{n}">Story of the day number {n}</a></h3><p>What it is about is told in this '
    "line, which has {n} words more than it needs.</p><span>{n} hours ago</span></div>"
)
LINKED = (
    '<div class="i"><a href="/2026/01/0{n}/story-of-day-{n}"><div>Story of the day number {n}</div><p>What it is '
    "about is told in this line, which has {n} words more than it needs.</p><span>{n} hours ago</span></a></div>"
)


def lines(texts: list[str] | tuple[str, ...], line: str = "<section class=a><span>{}</span></section>") -> str:
    return "".join(map(line.format, texts))


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("place", ["first", "before the headline", "amid", "last"])
@BOTH
def test_a_cookie_banner_is_no_text_anywhere_on_the_page(wall: str, place: str, layouts: tuple[()]) -> None:
    parts = ["<nav><a href='/'>Home</a></nav>", f"<h1>{TITLE}</h1>", paragraphs(TEXT[:1]), paragraphs(TEXT[1:2]), ""]
    parts.insert({"first": 0, "before the headline": 1, "amid": 3, "last": 5}[place], WALLS[wall])
    body = f'{parts[0]}<main>{parts[1]}<div class="body">{"".join(parts[2:-1])}</div></main>{parts[-1]}'
    if place in {"first", "before the headline"}:
        body = f'{parts[0]}{parts[1]}<main>{parts[2]}<div class="body">{"".join(parts[3:])}</div></main>'
    page = f"<html><head><title>{TITLE}</title>{DATED}</head><body>{body}</body></html>"
    assert extract(page.encode(), URL, layouts=layouts, zone=SEOUL).text.split("\n\n") == [*TEXT[:2]]


def test_an_article_about_cookies_with_a_cookie_banner_is_read_whole() -> None:
    texts = [
        "Google said on Tuesday that it would keep cookies of third parties in its browser after all.",
        "Advertisers, who use cookies to follow what people read, had complained for four years.",
        "“We use cookies because nothing better has been offered to us,” said one of them in Seoul.",
        "The privacy office wants consent to be asked for once, and not by each site anew.",
    ]
    asked = "<div class=e><p>We use cookies to show this film. Do you agree?</p><button>Accept</button></div>"
    body = f"<main><h1>{TITLE}</h1><div class=x>{paragraphs(texts[:2])}{asked}{paragraphs(texts[2:])}</div></main>"
    assert told(body) == texts


def test_a_box_about_cookies_to_eat_is_text_even_with_a_button_in_it() -> None:
    baked = "Leave the cookies in the oven until your kitchen smells of them, which takes ten minutes."
    box = f"<div class=e><p>{baked}</p><button>Close</button></div>"
    assert baked in told(f"<main><h1>{TITLE}</h1><div class=x>{paragraphs(FOUR[:2])}{box}{paragraphs(FOUR[2:])}</div>")


@pytest.mark.parametrize(
    "line", ["<section><span>{}</span></section>", '<div class="a"><span>{}</span></div>', "<div>{}</div>"]
)
@pytest.mark.parametrize("beside", [f"<div class=y>{paragraphs([*TEXT, *TEXT])}</div>", f"<p>{BRIEF[0]}</p>" * 4])
def test_paragraphs_by_other_names_weigh_as_much_as_those_of_another_box(line: str, beside: str) -> None:
    texts = [*FOUR, *(f"{text[:-1]}, they said again." for text in FOUR)]
    assert told(f"{beside}<main><h1>{TITLE}</h1>{lines(texts, line)}</main>") == texts


def test_what_heads_and_signs_paragraphs_by_other_names_stays() -> None:
    letter = '<div class="c d"><span>In defense of the slow</span></div>{}<div class="c"><span>KIM, Gunsan</span></div>'
    body = letter.format(lines(FOUR[:2], '<div class="c"><span>{}</span></div>'))
    body += letter.replace("the slow", "the fast").format(lines(FOUR[2:], '<div class="c"><span>{}</span></div>'))
    found = told(f"<main><h1>{TITLE}</h1><div>{body}</div></main>")
    assert found[:3] == ["In defense of the slow", *FOUR[:2]]
    assert "In defense of the fast" in found


def test_a_lead_beside_the_box_of_the_rest_is_text_by_any_name() -> None:
    texts = [*FOUR, *(f"{text[:-1]}, they said again." for text in FOUR)]
    body = f"<div class=x><div>{texts[0]}</div><div class=w>{lines(texts[1:], '<div>{}</div>')}</div></div>"
    assert told(f"<main><h1>{TITLE}</h1>{body}</main>") == texts


def test_a_list_among_paragraphs_in_other_elements_is_not_the_text() -> None:
    facts = "<ul><li>A salt mine in Hesse has 41 small cells.</li><li>Trucks are driven from above.</li></ul>"
    found = told(f"<main><h1>{TITLE}</h1><div class=x>{facts}{lines(FOUR)}</div></main>")
    assert found[-4:] == FOUR


@pytest.mark.parametrize("card", [TEASER, LINKED])
def test_a_rail_of_teasers_is_no_text_whatever_their_addresses_and_labels(card: str) -> None:
    rail = "".join(card.format(n=n) for n in range(1, 10))
    body = f"<div class=r>{rail}</div><main><h1>{TITLE}</h1><div class=x>{paragraphs(TEXT[:2])}</div></main>"
    assert told(body) == [*TEXT[:2]]


def test_headings_that_lead_to_other_sites_are_a_texts_own() -> None:
    parts = "".join(f"<div class=i><h3><a href='https://x{n}.org/a'>{n} x</a></h3><p>{text}</p></div>"
                    for n, text in enumerate(FOUR))  # fmt: skip
    found = read(f"<div class=x>{parts}</div>").text.split("\n\n")
    assert [line for line in found if line in FOUR] == FOUR


def test_comments_without_a_time_are_recognised_by_their_replies() -> None:
    comments = "".join(COMMENT.format(n=n) for n in range(2, 14))
    body = f"<main><h1>{TITLE}</h1><div class=x>{paragraphs(TEXT[:2])}</div></main><div class=y>{comments}</div>"
    assert told(body) == [*TEXT[:2]]
