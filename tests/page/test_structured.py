import pytest
from lxml import html

from crawler.page.structured import Structured, load_json, names_of, read_structured, strings

ARTICLE = '"@type": "NewsArticle", "headline": "SoftBank meets OpenAI"'


def page(*scripts: str, head: str = "", body: str = "") -> Structured:
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_structured(html.document_fromstring(f"<html><head>{head}{blocks}</head><body>{body}</body></html>"))


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '{"a": 1};',
        '<!-- {"a": 1} -->',
        '//<![CDATA[\n{"a": 1}\n//]]>',
        '/*<![CDATA[*/ {"a": 1} /*]]>*/',
        '{"a": 1,}',
        '{"a": 1 // one\n}',
        '/* data */ {"a": 1}',
    ],
)
def test_json_is_read_as_sites_write_it(text: str) -> None:
    assert load_json(text) == {"a": 1}


def test_a_line_break_in_a_json_string_is_kept() -> None:
    assert load_json('{"a": "one\ntwo"}') == {"a": "one\ntwo"}


def test_an_address_in_nearly_json_is_no_comment() -> None:
    assert load_json('{"url": "https://example.com/a",}') == {"url": "https://example.com/a"}


@pytest.mark.parametrize("text", ["", "not json", '{"a": ', "[" * 100_000], ids=["empty", "words", "cut", "deep"])
def test_what_is_no_json_is_none(text: str) -> None:
    assert load_json(text) is None


@pytest.mark.parametrize(
    "script",
    [
        f"{{{ARTICLE}}}",
        f'[{{"@type": "WebSite", "name": "x"}}, {{{ARTICLE}}}]',
        f'{{"@graph": [{{"@type": "WebPage"}}, {{{ARTICLE}}}]}}',
        f'{{"@type": "WebPage", "mainEntity": {{{ARTICLE}}}}}',
        f"{{{ARTICLE.replace('NewsArticle', 'ReportageNewsArticle')}}}",
        f"{{{ARTICLE.replace('NewsArticle', 'https://schema.org/NewsArticle')}}}",
        '{"@type": ["Thing", "NewsArticle"], "headline": "SoftBank meets OpenAI"}',
    ],
)
def test_the_articles_node_is_found_at_any_depth(script: str) -> None:
    assert page(script).article["headline"] == "SoftBank meets OpenAI"


def test_the_fullest_of_several_articles_is_the_pages() -> None:
    found = page(
        '{"@type": "NewsArticle", "headline": "Another"}',
        f'{{{ARTICLE}, "datePublished": "2026-01-06", "author": "Han Seo-yun"}}',
    )

    assert found.article["headline"] == "SoftBank meets OpenAI"


def test_a_broken_script_does_not_hide_a_whole_one() -> None:
    assert (
        page('{"@type": "NewsArticle", "headline": ', f"{{{ARTICLE}}}").article["headline"] == "SoftBank meets OpenAI"
    )


def test_an_author_named_by_id_is_found() -> None:
    found = page(
        f'{{"@graph": [{{{ARTICLE}, "author": {{"@id": "#han"}}}},'
        '{"@type": "Person", "@id": "#han", "name": "Han Seo-yun"}]}'
    )

    assert strings(found.article["author"], "name") == ["Han Seo-yun"]


def test_a_page_without_structured_data_has_an_empty_article() -> None:
    found = page()

    assert (found.article, found.nodes, found.meta, found.microdata) == ({}, [], {}, {})


def test_meta_is_kept_by_lower_case_name_in_page_order() -> None:
    found = page(
        head='<meta property="article:Tag" content="AI"><meta name="article:tag" content=" chips "><meta name="x">'
    )

    assert found.meta == {"article:tag": ["AI", "chips"]}


def test_the_first_meta_element_with_a_value_is_used() -> None:
    found = page(head='<meta name="a" content=""><meta name="b" content="two"><meta name="c" content="three">')

    assert found.first_meta("a", "b", "c") == "two"
    assert found.first_meta("d") == ""


def test_microdata_of_an_article_is_read() -> None:
    found = page(
        body='<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">A title</h1>'
        '<time itemprop="datePublished" datetime="2026-01-06T10:00:00Z">today</time></div>'
        '<p itemprop="headline">elsewhere</p>'
    )

    assert found.microdata == {"headline": ["A title"], "datePublished": ["2026-01-06T10:00:00Z"]}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (" Han  Seo-yun ", ["Han Seo-yun"]),
        (["Han Seo-yun", {"name": "Lee Do-hyeon"}], ["Han Seo-yun", "Lee Do-hyeon"]),
        ({"@type": "Person", "name": ["Han Seo-yun"]}, ["Han Seo-yun"]),
        ({"@type": "Person"}, []),
        (None, []),
        (7, []),
        ("", []),
    ],
)
def test_the_strings_of_a_json_ld_value_are_found(value: object, found: list[str]) -> None:
    assert strings(value, "name") == found


@pytest.mark.parametrize("kind", ["NewsArticle", "Report"])
def test_an_author_of_whom_microdata_show_nothing_is_named(kind: str) -> None:
    author = '<div itemprop="author" itemscope><meta itemprop="name" content="Ada Brook"><img alt="Ada"></div>'
    found = page(body=f'<article itemscope itemtype="https://schema.org/{kind}">{author}</article>')
    assert found.microdata["author"] == ["Ada Brook"]


PAGE = "https://www.example.com/news/softbank-meets-openai-1"


def about(*nodes: str, heading: str = "SoftBank meets OpenAI") -> Structured:
    blocks = "".join(f'<script type="application/ld+json">{node}</script>' for node in nodes)
    body = f"<html><head><title>{heading} - The Example</title>{blocks}</head><body><h1>{heading}</h1></body></html>"
    return read_structured(html.document_fromstring(body), PAGE)


OTHER = '{"@type": "NewsArticle", "headline": "Ducts get an owner", "author": "Jon Reed", "datePublished": "2025-01-01"'


def test_the_article_of_a_page_is_known_by_its_headline_or_address() -> None:
    assert about(f"{OTHER}}}", '{"@type": "NewsArticle", "headline": "SoftBank meets OpenAI"}').article == {
        "@type": "NewsArticle",
        "headline": "SoftBank meets OpenAI",
    }
    own = f'{{"@type": "NewsArticle", "headline": "A meeting", "mainEntityOfPage": {{"@id": "{PAGE}/"}}}}'
    assert about(f"{OTHER}}}", own).article["headline"] == "A meeting"


@pytest.mark.parametrize(
    "node",
    [
        f'{OTHER}, "url": "https://www.example.com/news/ducts-get-an-owner-2"}}',
        f'{{"@type": "ItemList", "itemListElement": [{{"item": {OTHER}}}}}, {{"item": {OTHER}}}}}]}}',
    ],
)
def test_an_article_of_another_address_and_headline_is_none_of_the_page(node: str) -> None:
    assert about(node).article == {}


def test_the_only_article_may_have_a_headline_of_its_own() -> None:
    assert about(f"{OTHER}}}").article["headline"] == "Ducts get an owner"


def test_a_web_page_that_is_this_one_states_when_it_was_published() -> None:
    node = '{"@type": "WebPage", "@id": "%s", "datePublished": "2026-01-06"}'
    assert about(node % PAGE).webpage["datePublished"] == "2026-01-06"
    assert about(node % "https://www.example.com/news/other").webpage == {}


def test_microdata_of_a_teaser_and_of_a_reader_are_not_the_articles() -> None:
    scope = '<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">%s</b>%s</div>'
    author = '<i itemprop="author" itemscope itemtype="https://schema.org/Person"><i itemprop="name">%s</i></i>'
    comment = f'<p itemprop="comment" itemscope itemtype="https://schema.org/Comment">{author % "Jon Reed"}</p>'
    body = scope % ("Ducts get an owner", author % "Lee Min-ho")
    body += scope % ("SoftBank meets OpenAI", comment + author % "Ada Brook")
    found = page(head="<title>SoftBank meets OpenAI</title>", body=body)

    assert found.microdata["headline"] == ["SoftBank meets OpenAI"]
    assert found.microdata["author"] == ["Ada Brook"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"givenName": "Ada", "additionalName": "B.", "familyName": "Brook"}, ["Ada B. Brook"]),
        ([{"name": "Ada Brook", "givenName": "Ada"}, "Jon Reed"], ["Ada Brook", "Jon Reed"]),
        ({"@type": "Person"}, []),
    ],
)
def test_names_in_parts_are_put_together(value: object, names: list[str]) -> None:
    assert names_of(value) == names
