"""Who wrote an article, as pages print it by the headline; and the site's own name, which is nobody's."""

import pytest

from crawler.extraction import Article, extract
from crawler.page.site_name import Site
from crawler.text.bylines import agency, people

URL = "https://news.example.com/town-rebuilds-its-salt-works-1204"
TITLE = "Harbor town rebuilds its salt works"
TEXT = [
    "A harbor town on the west coast has begun to rebuild the salt works that a storm washed away two winters ago.",
    "Forty families have taken shares in the new ponds, which cover 12 hectares and are to give salt from next May.",
    "The county paid for the dikes. The families paid for the pumps, and for a shed in which the salt is to dry.",
]


def read(under: str = "", *, head: str = "", window: str = TITLE, headline: str = f"<h1>{TITLE}</h1>") -> Article:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    page = f"<head><title>{window}</title>{head}</head><body><main>{headline}{under}<div>{text}</div></main></body>"
    return extract(f"<html>{page}</html>".encode(), URL)


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ada Brook | Dec. 4, 2025, 9:12 a.m. | 0 shares</p>",
        "<div><div>Byline</div><div>By Ada Brook</div></div>",
        "<p>Byline By Ada Brook</p>",
        "<p>Story by <b>Ada Brook</b> · Photos by Cho Sun</p>",
        "<p>Words by Ada Brook, photographs by Cho Sun</p>",
        "<div><span>Dec. 4, 2025</span><span>By Ada Brook</span><span>SINAN</span></div>",
        "<p>Posted on December 4, 2025 by Ada Brook in <a href='/local'>Local</a></p>",
        "<p>Author: Ada Brook</p>",
        "<h6>Ada Brook, Staff Writer</h6>",
    ],
)
def test_a_byline_by_the_headline_is_read_without_the_words_around_the_name(line: str) -> None:
    assert read(line).authors == ["Ada Brook"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>By <b>Ada Brook</b> and <b>Lee Min-ho</b></p>",
        "<div><span>By</span> <span>Ada Brook</span> <span>and</span> <span>Lee Min-ho</span></div>",
        "<p>By Ada Brook, Lee Min-ho</p>",
    ],
)
def test_one_byline_may_hold_several_names(line: str) -> None:
    assert read(line).authors == ["Ada Brook", "Lee Min-ho"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("KBS제주 한서윤 기자 @hansy", ["한서윤"]),
        ("지역부 한서윤 기자", ["한서윤"]),
        ("[신안=한서윤 기자]", ["한서윤"]),
        ("한서윤 선임 기자", ["한서윤"]),
        ("한서윤·유나래 기자", ["한서윤", "유나래"]),
        ("한서윤 기자, 유나래 기자", ["한서윤", "유나래"]),
        ("<span>한서윤</span><span>기자</span>", ["한서윤"]),
        ("작성자 : 한서윤 | 조회 : 201", ["한서윤"]),
        ("기상전문기자", []),
    ],
)
def test_a_korean_byline_is_read_without_desk_and_handle(line: str, names: list[str]) -> None:
    assert read(f"<p>{line}</p>").authors == names


def test_a_name_that_only_the_link_to_its_collected_articles_prints_is_the_authors() -> None:
    page = f"<h1>{TITLE}</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p><a href='/r'>한서윤 기자의 기사 모음</a>"
    assert extract(f"<html><body>{page}</body></html>".encode(), URL).authors == ["한서윤"]


@pytest.mark.parametrize("line", ["By May the ponds should give their first salt", "By Reader Forum", "By The Example"])
def test_what_is_no_person_is_no_author(line: str) -> None:
    assert read(f"<p>{line}</p>").authors == []


@pytest.mark.parametrize("outlet", ["EXAMPLE", "The Example", "Example News"])
def test_an_outlet_named_as_author_does_not_hide_the_reporter(outlet: str) -> None:
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "author": "{outlet}"}}'
    found = read("<p>By Ada Brook</p>", head=f'<script type="application/ld+json">{data}</script>')
    assert found.authors == ["Ada Brook"]


def test_all_authors_of_one_kind_of_meta_are_read() -> None:
    head = "".join(f"<meta name='parsely-author' content='{name}'>" for name in ("Ada Brook", "Cho Sun"))
    assert read(head=head).authors == ["Ada Brook", "Cho Sun"]


def test_an_author_named_in_rdfa_is_read_and_not_a_commentator() -> None:
    marked = (
        f'<div typeof="schema:NewsArticle"><h1 property="schema:headline">{TITLE}</h1><i property="schema:author" '
        'typeof="schema:Person"><b property="schema:name">Ada Brook</b></i><div typeof="schema:Comment">'
        '<b property="schema:author">Jon Reed</b></div></div>'
    )
    assert read(headline=marked).authors == ["Ada Brook"]


@pytest.mark.parametrize(
    "window",
    [
        f"{TITLE} l Example News",
        f"{TITLE} - The Example: News, Weather and Discussion of Everything on the Coast",
        f"Example | {TITLE}",
    ],
)
@pytest.mark.parametrize("headline", [f"<h2>{TITLE}</h2>", "<h1>The Example</h1>"], ids=["heading", "no heading"])
def test_a_window_title_is_read_without_the_sites_name(window: str, headline: str) -> None:
    assert read(window=window, headline=headline).title == TITLE


def test_a_heading_separates_section_and_title_in_a_window_title() -> None:
    assert read(window=f"Local | {TITLE} - The Example", headline=f"<h2>{TITLE}</h2>").title == TITLE


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("KBS", "news.kbs.co.kr"),
        ("KBS 뉴스", "news.kbs.co.kr"),
        ("KBS WORLD", "world.kbs.co.kr"),
        ("RCR Wireless News", "www.rcrwireless.com"),
        ("The Korea Herald", "www.koreaherald.com"),
    ],
)
def test_a_sites_name_is_known_by_its_host(name: str, host: str) -> None:
    site = Site(frozenset(), frozenset(host.split(".")[:-1]) - {"www"})
    assert site.is_named(name)
    assert not site.is_named("Ada Brook")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Miller, Principal Analyst", ["Ann Miller"]),
        ("By Ann Miller, PhD", ["Ann Miller"]),
        ("By Ann Miller PhD and Ole Sack, Senior Research Fellow", ["Ann Miller", "Ole Sack"]),
        ("By Ann Partner and Ole Fellowes", ["Ann Partner", "Ole Fellowes"]),
        ("By AFP-Yonhap", []),
    ],
)
def test_what_somebody_is_and_wires_that_share_a_report_are_no_names(line: str, names: list[str]) -> None:
    assert people(line) == names
    assert agency("AFP-Yonhap") == "AFP"


@pytest.mark.parametrize(
    "below",
    [
        '<div><h3>2 replies</h3><span class="author">Jon Reed</span><p>I like salt.</p></div>',
        '<div itemscope itemtype="https://schema.org/Comment"><i itemprop="author">Jon Reed</i></div>',
    ],
)
def test_a_reader_who_comments_is_no_author(below: str) -> None:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    page = f"<html><body><main><h1>{TITLE}</h1><div>{text}</div></main>{below}</body></html>"
    assert extract(page.encode(), URL).authors == []


@pytest.mark.parametrize(
    ("under", "names"),
    [
        ("<figure><img src='a.jpg'><figcaption><address>Jon Reed</address></figcaption></figure>", []),
        ("<ul><li class='authors__item'>von Ada Brook</li></ul>", ["Ada Brook"]),
        (
            "<p>Von <a href='/autoren/ada-brook'>Ada Brook</a> und <a href='/autoren/cho'>Cho Sun</a></p>",
            ["Ada Brook", "Cho Sun"],
        ),
        ("<div class='byline'><b>Ada Brook</b><i>December 4, 2025</i></div>", ["Ada Brook"]),
    ],
)
def test_names_are_read_where_the_markup_has_authors(under: str, names: list[str]) -> None:
    assert read(under).authors == names


def test_an_author_in_parts_is_named_whole() -> None:
    person = '{"@type": "Person", "givenName": "Ada", "familyName": "Brook"}'
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "author": [{person}]}}'
    assert read(head=f'<script type="application/ld+json">{data}</script>').authors == ["Ada Brook"]


@pytest.mark.parametrize(
    ("name", "said", "names"),
    [
        ("citation_author", ["Brook, Ada", "Hale, Jon"], ["Ada Brook", "Jon Hale"]),
        ("citation_author", ["Hoek, Jan van"], ["Jan van Hoek"]),
        ("dc.creator", ["Brook, Ada M."], ["Ada M. Brook"]),
        ("author", ["Brook, Ada M."], ["Ada M. Brook"]),
        ("author", ["Ada Brook, Jon Hale"], ["Ada Brook", "Jon Hale"]),
        ("dc.creator", ["Ada Brook, Jon Hale"], ["Ada Brook", "Jon Hale"]),
    ],
)
def test_a_name_as_catalogues_write_it_is_one_persons(name: str, said: list[str], names: list[str]) -> None:
    head = "".join(f'<meta name="{name}" content="{each}">' for each in said)

    assert read("", head=head).authors == names


@pytest.mark.parametrize(
    "line", ["Written by: Ada Brook Last Updated: August 1, 2025", "By Ada Brook Updated August 1, 2025"]
)
def test_the_label_of_a_date_is_no_part_of_a_name(line: str) -> None:
    assert read(f'<p class="author">{line}</p>').authors == ["Ada Brook"]
