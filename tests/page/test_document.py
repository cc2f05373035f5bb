"""Pages as they are downloaded: decoded, and without what no reader sees."""

import tracemalloc
from collections.abc import Mapping

import pytest
from lxml import html

from crawler.extraction import Article, NotAnArticle, extract
from crawler.page.decoding import decode
from crawler.page.document import parse_page
from crawler.page.tree import PARSER

URL = "https://example.com/news/softbank-builds-two-more"
TEXT = [
    "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio.",
    "The first of them is to open in the second half of 2027, according to people who know of the plan.",
    "Oracle declined to comment.",
    "Shares in the group rose 4.2 percent in Tokyo, to their highest close since October of last year.",
]
KOREAN = [
    "소프트뱅크는 오픈AI와 함께 텍사스에 데이터센터 두 곳을 더 짓겠다고 화요일 발표했다. 투자 규모는 밝히지 않았다.",
    "첫 번째 시설은 2027년 하반기에 문을 열 예정이라고 이 계획을 아는 관계자들이 전했다. 전력 문제는 남아 있다.",
]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(title: str, body: str) -> bytes:
    page = f"<head><title>{title}</title></head><body><h1>{title}</h1><article>{body}</article></body>"
    return f"<html>{page}</html>".encode()


def read(body: bytes, headers: Mapping[str, str] | None = None) -> Article:
    return extract(body, URL, headers=headers or {})


def refusal(body: bytes) -> NotAnArticle:
    with pytest.raises(NotAnArticle) as refused:
        read(body)
    return refused.value


def korean(charset: str) -> str:
    return (
        f'<html><head><meta charset="{charset}"><title>소프트뱅크</title></head>'
        f"<body><h1>소프트뱅크, 두 곳 더 짓는다</h1><article>{paragraphs(KOREAN)}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(korean("euc-kr").encode(), {"Content-Type": "text/html; charset=euc-kr"}, id="utf-8, mislabelled"),
        pytest.param(korean("nonsense").encode(), {"Content-Type": "text/html; charset=nonsense"}, id="unknown label"),
        pytest.param(
            korean("x").encode("euc-kr"), {"Content-Type": "text/html; charset=EUC-KR"}, id="euc-kr in header"
        ),
        pytest.param(
            korean("x").encode("euc-kr"), {"content-type": "text/html; charset=euc-kr"}, id="header in lower case"
        ),
        pytest.param(korean("euc-kr").encode("euc-kr"), {}, id="euc-kr in the page"),
        pytest.param(korean("utf-8").encode("euc-kr"), {}, id="euc-kr, mislabelled"),
        pytest.param(korean("iso-8859-1").encode("euc-kr"), {}, id="euc-kr, labelled as western"),
        pytest.param(korean("x").encode("cp949"), {}, id="euc-kr, not labelled"),
        pytest.param(korean("x").encode("utf-16"), {}, id="utf-16 with its mark"),
        pytest.param(korean("x").encode("utf-16-le"), {}, id="utf-16 without"),
        pytest.param(korean("euc-kr").encode().replace(b"</title>", b"\xff</title>"), {}, id="utf-8, damaged"),
        pytest.param(korean("x").encode("cp949").replace(b"</title>", b"\xff</title>"), {}, id="euc-kr, damaged"),
    ],
)
def test_a_page_is_decoded_by_its_bytes_and_declared_charsets(body: bytes, headers: dict[str, str]) -> None:
    found = read(body, headers)

    assert found.title == "소프트뱅크, 두 곳 더 짓는다"
    assert found.text.split("\n\n") == KOREAN
    assert found.language == "ko"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("The café “Löwen” stays open — the council of Øland gave it €20 a day, its mayor’s office said.", "cp1252"),
        ("Le café restera ouvert jusqu’à la fin du mois d’août, où l’on fêtera ses dix ans à Évreux.", "cp1252"),
        ("Kawiarnia pozostanie otwarta do końca września, ogłosił w poniedziałek burmistrz Łodzi.", "cp1250"),
        ("市長は月曜日、カフェは少なくとも五月末まで営業を続けると発表した。議会も同意した。", "cp932"),
        ("市長は月曜日、カフェは少なくとも五月末まで営業を続けると発表した。議会も同意した。", "euc_jp"),
        ("市长星期一表示，咖啡馆至少将营业到五月底。经过长时间的辩论，议会同意了他的意见。", "gb18030"),
        ("Кафе останется открытым по крайней мере до конца мая, заявил в понедельник мэр.", "koi8_r"),
    ],
    ids=["western", "french", "central", "shift_jis", "euc-jp", "gb18030", "koi8-r"],
)
@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">'], ids=["not declared", "mislabelled"])
def test_a_page_is_read_in_the_charset_in_which_it_makes_words(text: str, charset: str, declared: str) -> None:
    language = ' lang="pl"' if charset == "cp1250" else ""
    page = f"<html{language}><head>{declared}</head><body>{paragraphs([text] * 3)}</body></html>"

    assert decode(page.encode(charset), {}) == page


def test_a_page_in_no_charset_is_refused_by_name() -> None:
    page = b"<html><body><p>" + bytes(byte % 127 + 129 for byte in range(0, 40_000, 7)) + b"</p></body></html>"

    assert refusal(page).reason == "undecodable"


def test_a_page_of_more_elements_than_any_article_has_is_refused_by_name_before_it_fills_the_memory() -> None:
    page = b"<html><body><h1>SoftBank builds</h1>" + b"<li>" * 3_500_000

    tracemalloc.start()
    refused = refusal(page)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (refused.reason, refused.detail) == ("too large", "3500004 tags")
    assert most < 20 * len(page)


def test_a_few_bad_bytes_do_not_lose_a_page() -> None:
    found = read(article("SoftBank builds", paragraphs(TEXT)).replace(b"Ohio", b"Oh\xffio"))

    assert found.text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.7\n" + b"1 0 obj " * 200,
        b"\x1f\x8b\x08\x00" + bytes(range(256)) * 4,
        b"PK\x03\x04" + bytes(range(256)) * 4,
        b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
        bytes(range(256)) * 20,
        bytes(500),
    ],
    ids=["png", "pdf", "gzip", "zip", "jpeg", "bytes", "zeros"],
)
def test_what_is_no_text_is_refused(body: bytes) -> None:
    assert refusal(body).reason == "empty"


@pytest.mark.parametrize(
    "control",
    [
        "\x1b[31m",
        "&#27;[31m",
        "&#x1B;[0m",
        "&#1;",
        "&#0;",
        "\x0c",
        "&#12;",
        "&#x1F;",
        "\ufffe",
        "&#65535;",
        "\x1b]0;a\x07",
    ],
)
def test_a_page_with_control_characters_is_read_without_them(control: str) -> None:
    first, second = (paragraphs([f"{text[:20]}{control}{text[20:]}" for text in half]) for half in (TEXT[:2], TEXT[2:]))
    cut = f'{control}<div class="newsletter"><form><input name="mail"></form></div>{control}'
    found = read(article(f"Soft{control}Bank builds", f"{first}{cut}{second}{cut}"))

    assert found.title == "SoftBank builds"
    assert found.text.split("\n\n") == TEXT


@pytest.mark.parametrize("tag", ["main", "article", "section", "x-story"])
def test_a_page_may_leave_out_the_tags_of_head_and_body(tag: str) -> None:
    page = f"<!doctype html><title>SoftBank builds</title><{tag}><h1>SoftBank builds</h1>{paragraphs(TEXT)}"
    for rest in ("", "<p>Written for the test.</p>"):
        read = extract(f"{page}</{tag}>{rest}".encode(), URL)
        assert read.text.split("\n\n")[: len(TEXT)] == TEXT


def test_the_shadow_content_of_a_custom_element_is_read() -> None:
    shadow = f'<template shadowrootmode="open"><style>p {{ color: red }}</style>{paragraphs(TEXT)}</template>'
    page = f"<title>SoftBank builds</title><body><h1>SoftBank builds</h1><x-story>{shadow}</x-story></body>"
    assert extract(page.encode(), URL).text.split("\n\n") == TEXT
    with pytest.raises(NotAnArticle):
        extract(page.replace("shadowrootmode", "data-mode").encode(), URL)


def test_a_text_may_be_set_as_it_was_typed() -> None:
    typed = "\n\n".join(line.replace(" that ", "\nthat ") for line in TEXT)
    page = f"<title>SoftBank builds</title><body><h1>SoftBank builds</h1><pre>{typed}</pre></body>"
    assert extract(page.encode(), URL).text.split("\n\n") == TEXT


@pytest.mark.parametrize("hidden", ['style="visibility:hidden"', 'style="display: none"', "hidden"])
def test_what_holds_the_only_headline_is_shown_once_its_script_has_run(hidden: str) -> None:
    story = f"<h1>SoftBank builds</h1><div>{paragraphs(TEXT)}</div>"
    for body in (f"<body {hidden}>{story}</body>", f"<body><main {hidden}>{story}</main></body>"):
        assert extract(f"<title>SoftBank builds</title>{body}".encode(), URL).text.split("\n\n") == TEXT
    window = f"<div {hidden}><h1>Your code</h1><p>We have sent a code to the address that you gave us.</p></div>"
    page = f"<title>SoftBank builds</title><body>{story}{window}</body>"
    assert extract(page.encode(), URL).text.split("\n\n") == TEXT


@pytest.mark.parametrize("unclosed", ["<b>a ", "<h2>a ", "<div>a <p>b ", "<i>a <u>b</u> c ", "<ul><li>a "])
def test_markup_that_is_never_closed_keeps_its_words_in_few_levels(unclosed: str) -> None:
    body = f"<html><body><p>One.</p>{unclosed * 600}<p>Two.</p></body></html>"
    shown = html.document_fromstring(body, parser=PARSER).text_content()
    tree = parse_page(body.encode(), "https://example.com/a", {}).tree
    assert tree.text_content() == shown
    assert max(sum(1 for _ in element.iterancestors()) for element in tree.iter()) <= 80


@pytest.mark.parametrize("boxes", [2, 200])
@pytest.mark.parametrize(
    "selector",
    [".card", "div.card p", "#first", ".card > p, h1, .lead", ".other, p.lead", "[class*=ar]", "p:not(.lead)", "div.p"],
)
def test_a_selector_finds_the_same_elements_in_page_order_however_many_bear_its_names(
    selector: str, boxes: int
) -> None:
    card = '<div class="big card"><p class="lead">One.</p><div class="card-body"><p>Two.</p></div></div>'
    page = parse_page(article("Headline", f'<p class="lead" id="first">Zero.</p>{card * boxes}'), URL, {})
    assert page.select(selector) == page.tree.cssselect(selector)
