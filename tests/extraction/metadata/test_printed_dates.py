"""Dates as pages print them by the headline, and dates near it that are of something else."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.extraction import Article, extract

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://example.com/news/town-rebuilds-its-salt-works-1204"
TITLE = "Harbor town rebuilds its salt works"
TEXT = [
    "A harbor town on the west coast has begun to rebuild the salt works that a storm washed away two winters ago.",
    "Forty families have taken shares in the new ponds, which cover 12 hectares and are to give salt from next May.",
    "The county paid for the dikes. The families paid for the pumps, and for a shed in which the salt is to dry.",
]
OTHER = '<a href="/news/20251130/lighthouse-keeper-retires-at-last">Lighthouse keeper retires at last</a>'
PUBLISHED = datetime(2025, 12, 4, 15, 47, tzinfo=SEOUL)
MODIFIED = datetime(2025, 12, 5, 9, 10, tzinfo=SEOUL)


def read(
    under: str, *, above: str = "", below: str = "", headline: str = f"<h1>{TITLE}</h1>", answered: str = ""
) -> Article:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    body = f"{above}<main>{headline}{under}<div>{text}</div>{below}</main><footer>Copyright 2025</footer>"
    page = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return extract(page.encode(), URL, headers={"Date": answered} if answered else {}, zone=SEOUL)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Dec. 4, 2025 3:47 p.m. KST</p>",
        "<p>2025년 12월 4일 오후 3시 47분</p>",
        "<p>2025年12月4日 15:47 公開</p>",
        "<p>15:47 4 December 2025</p>",
        "<p>승인 2025.12.04 15:47 | 댓글 0</p>",
        "<p>2025.12.04 15:47 입력</p>",
        "<p>Write: 2025-12-04 15:47</p>",
        "<p>By Ada Brook | Dec. 4, 2025, 3:47 p.m. | 0 shares</p>",
        "<div><span>Dec. 4, 2025 3:47 pm</span><span>By Ada Brook</span><span>SINAN</span></div>",
        "<div><div>2025.12.04</div><div>15:47</div></div>",
        "<div><div>2025.12.04</div><div>오후 3시 47분</div></div>",
        "<div><div>Dec. 4, 2025</div><div>3:47PM KST</div></div>",
        "<div>２０２５年１２月４日 １５：４７</div>",
        "<p>Written by <a href=/w>Ada Brook</a> in <a href=/s>Ships</a> on 4 December 2025 at 3:47 PM. <i>1</i></p>",
        "<dl><dt>Published</dt><dd>2025-12-04 15:47</dd></dl>",
        '<abbr title="2025-12-04T15:47:00+09:00">Thursday</abbr>',
        '<time datetime="2025-12-04T15:47:00+09:00">5 hours ago</time>',
    ],
)
def test_a_date_on_a_line_under_the_headline_is_the_articles(line: str) -> None:
    assert read(line).published == PUBLISHED


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Write: 2025-12-04 15:47 / Update: 2025-12-05 09:10</p>",
        "<p>Updated Dec. 5, 2025 9:10 am | Published Dec. 4, 2025 3:47 pm</p>",
        "<div>Posted Thursday, December 4, 2025, 3.47 p.m.</div><div>Last changed December 5, 2025, 9.10 a.m.</div>",
        "<p>기사입력 2025.12.04 오후 3:47 최종수정 2025.12.05 오전 9:10</p>",
        "<p>2025-12-04 15:47 등록 / 2025-12-05 09:10 수정</p>",
        "<ul><li>승인 2025.12.04 15:47</li><li>수정 2025.12.05 09:10</li></ul>",
        f'<p><time datetime="{PUBLISHED}"></time> <time class="updated" datetime="{MODIFIED}"></time></p>',
        (
            f'<div class="wp-block-post-date"><time datetime="{PUBLISHED}">Dec. 4</time></div>'
            f'<div class="wp-block-post-date__modified-date"><time datetime="{MODIFIED}">Dec. 5</time></div>'
        ),
    ],
)
def test_labels_distinguish_modification_from_publication(lines: str) -> None:
    found = read(lines)
    assert (found.published, found.modified) == (PUBLISHED, MODIFIED)


@pytest.mark.parametrize(
    "line",
    [
        "<p>4 hours ago</p>",
        "<p>The ponds were lost on Dec. 11, 2023.</p>",
        "<h2>Storm of Dec. 11, 2023 washed away the ponds</h2>",
        "<div><img src='a.jpg'><div>The salt works in Sinan on Nov. 28, 2025. (Yonhap)</div></div>",
        "<ul><li>Opening: May 1, 2026</li></ul>",
        "<p><time itemprop='startDate' datetime='2026-05-01T10:00:00+09:00'>May 1, 2026</time></p>",
        f"<div>{OTHER} <span>Nov. 30, 2025</span></div>",
        "<p>12/04/2025</p>",
    ],
)
def test_a_date_that_a_line_under_the_headline_speaks_of_is_not_the_articles(line: str) -> None:
    assert (read(line).published, read(line).modified) == (None, None)


@pytest.mark.parametrize(
    "above",
    [
        '<div><a href="/">The Example</a><span>Saturday, December 6, 2025</span></div>',
        "<div><span class='date'>2025-12-06 (토)</span></div>",
        "<div><a href='/'>예시</a> 최종편집 : 2025-12-06 21:13</div>",
        "<ul><li>Updated: 2025-12-06 10:00:00 <a>Cold wave warning</a></li></ul>",
        f"<li>{OTHER}<time datetime='2025-12-06T08:10:00+09:00'>Dec. 6</time></li>",
    ],
)
@pytest.mark.parametrize("under", ["", "<p>Dec. 4, 2025 3:47 p.m.</p>"], ids=["undated", "dated"])
def test_a_date_above_the_headline_is_the_sites_or_anothers(above: str, under: str) -> None:
    found = read(under, above=above)
    assert (found.published, found.modified) == (PUBLISHED if under else None, None)


@pytest.mark.parametrize(
    "below",
    [
        f"<section>{OTHER} <time datetime='2025-11-30T09:00:00+09:00'>Nov. 30</time></section>",
        "<div><h3>2 thoughts</h3><div><b>Jon</b><p>Posted Dec. 7, 2025 10:00</p><p>I like salt.</p></div></div>",
        "<div><h3>What do you think?</h3><b>Kim</b><time datetime='2025-12-08T10:00:00+09:00'>Dec. 8</time></div>",
        "<div>등록번호 : 서울아01234 | 등록일 : 2011.05.02 | 발행일 : 2011.06.01 | 발행인 : 김발행</div>",
        "<ul><li>제호 : 예시신문</li><li>등록일 : 2011-05-02</li></ul>",
        "<div>Privacy policy last updated: March 1, 2024</div>",
    ],
)
def test_a_date_below_the_text_is_anothers(below: str) -> None:
    found = read("<p>By Ada Brook</p>", below=below)
    assert (found.published, found.modified) == (None, None)


def test_a_date_within_the_text_in_a_card_of_another_article_is_anothers() -> None:
    card = f"<article>{OTHER}<time datetime='2025-11-30T09:00:00+09:00'>Nov. 30</time></article>"
    assert read(f"<p>{TEXT[0]}</p>{card}").published is None


@pytest.mark.parametrize("byline", ["By Ada Brook", "한서윤 기자 syhan@example.com"])
def test_a_labelled_date_under_the_byline_that_ends_a_text_is_the_articles(byline: str) -> None:
    found = read("", below=f"<p>{byline}</p><p>Published on December 4, 2025 at 3:47 p.m.</p>")
    assert found.published == PUBLISHED


@pytest.mark.parametrize(
    "headline",
    [
        f"<div><div>December 4, 2025 | 3:47 PM</div><h1>{TITLE}</h1></div>",
        f"<div><p>Published: 04 Dec. 2025, 15:47</p><div><div><h1>{TITLE}</h1></div></div></div>",
    ],
)
def test_a_date_right_above_the_headline_is_the_articles(headline: str) -> None:
    assert read("", headline=headline).published == PUBLISHED


def test_an_attribute_gives_the_seconds_of_the_minute_that_is_printed() -> None:
    found = read('<span data-time="2025-12-04 15:47:12">2025.12.04. 오후 3:47</span>')
    assert found.published == PUBLISHED.replace(second=12)


def test_an_attribute_with_another_minute_is_ignored() -> None:
    found = read('<span data-now="2025-12-06 21:00:12">2025.12.04. 오후 3:47</span>')
    assert found.published == PUBLISHED


def test_a_headline_in_a_table_is_found_without_being_a_heading() -> None:
    table = f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>2025-12-04 15:47</td></tr></table>"
    assert read("", headline=table).published == PUBLISHED


@pytest.mark.parametrize(
    "line",
    ["<p>12월 4일 15시 47분</p>", "<p>Dec. 4, 3:47 p.m. | By Ada Brook</p>", "<p>입력 12월 4일(목) 오후 3시 47분</p>"],
)
def test_a_line_without_a_year_gives_the_time_of_a_day_that_is_known(line: str) -> None:
    day = '<meta name="date" content="2025-12-04">'
    assert (read(line, above=day).published, read(line).published) == (PUBLISHED, None)


@pytest.mark.parametrize("line", ["<p>12월 5일 15시 47분</p>", "<p>The doors open on Dec. 4, 3:47 p.m. sharp.</p>"])
def test_a_line_without_a_year_of_another_day_or_thing_gives_no_time(line: str) -> None:
    day = '<meta name="date" content="2025-12-04">'
    assert read(line, above=day).published == PUBLISHED.replace(hour=0, minute=0)


@pytest.mark.parametrize(
    ("answered", "published"),
    [
        ("", PUBLISHED),
        ("Thu, 04 Dec 2025 06:47:30 GMT", PUBLISHED),
        ("Wed, 03 Dec 2025 12:00:00 GMT", PUBLISHED),
        ("Tue, 02 Dec 2025 06:47:30 GMT", None),
    ],
)
def test_a_date_that_lies_ahead_of_the_servers_answer_is_of_an_event(answered: str, published: datetime | None) -> None:
    assert read("<p>Dec. 4, 2025 3:47 p.m.</p>", answered=answered).published == published


@pytest.mark.parametrize(
    "line",
    [
        "2025년 12월 4일 오후 3시 47분",
        "입력 2025년 12월 4일(목) 15시 47분",
        "Dec. 4, 2025, 3.47 p.m.",
        "2025.12.4. 15:47 KST",
    ],
)
def test_a_day_with_its_time_alone_above_the_text_is_its_date_and_no_text(line: str) -> None:
    inside = "".join(f"<p>{each}</p>" for each in [line, *TEXT])
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{inside}</div></body></html>"
    found = extract(page.encode(), URL, zone=SEOUL)
    assert (found.published, found.text) == (PUBLISHED, "\n\n".join(TEXT))


def test_a_server_whose_clock_is_slow_takes_no_date_away() -> None:
    data = '<meta name="date" content="2025-12-04">'
    assert (
        read("<p>Dec. 4, 2025 3:47 p.m.</p>", above=data, answered="Sat, 01 Jan 2000 00:10:00 GMT").published
        == PUBLISHED
    )


def test_a_short_year_is_read_behind_a_korean_label() -> None:
    article = read("<p class='info'>입력 25.12.04 10:30 수정 25.12.04 24:00</p>")
    found = [time and time.isoformat() for time in (article.published, article.modified)]
    assert found == ["2025-12-04T10:30:00+09:00", "2025-12-05T00:00:00+09:00"]


DAY = datetime(2025, 12, 4, tzinfo=SEOUL)


def data(said: str) -> str:
    return f'<script type="application/ld+json">{{{said}}}</script>'


def read_page(body: str, *, head: str = "", url: str = URL, language: str = "en", zone: ZoneInfo = SEOUL) -> Article:
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    shown = f"<main><h1>{TITLE}</h1>{body.replace('TEXT', f'<div>{text}</div>')}</main>"
    page = f'<html lang="{language}"><head><title>{TITLE}</title>{head}</head><body>{shown}</body></html>'
    return extract(page.encode(), url, zone=zone)


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("de", "<p>04.12.2025</p>", DAY),
        ("de", "<p class='date'>Küste, 04.12.25</p>", DAY),
        ("fr", "<p>Publié le 4 décembre 2025</p>", DAY),
        ("en-GB", "<p>04/12/2025</p>", DAY),
        ("en-US", "<p>12/04/2025</p>", DAY),
        ("en", "<p>13/12/2025</p>", DAY.replace(day=13)),
        ("en", "<p>04/12/2025</p>", None),
        ("ko", "<p>04.12.2025</p>", None),
        ("de", "<p>Stand: 04.12.2025</p>", DAY),
    ],
)
def test_numeric_dates_are_read_as_the_pages_language_orders_them(
    language: str, line: str, day: datetime | None
) -> None:
    assert read_page(f"{line}TEXT", language=language).published == day


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="w-published-date" content="2025-12-04">',
        '<meta name="article_date_original" content="Thursday, December 4, 2025">',
        '<meta name="dcterms.issued" content="2025-12-04">',
        data(f'"@type": "WebPage", "@id": "{URL}", "datePublished": "2025-12-04"'),
        data(f'"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": 1764774000'),
    ],
    ids=["named meta", "Advance's meta", "Dublin Core", "web page", "epoch"],
)
def test_a_day_that_the_data_states_is_the_articles(head: str) -> None:
    found = read_page("TEXT", head=head).published
    assert found is not None
    assert found.date() == DAY.date()


def test_what_is_printed_goes_before_the_day_on_which_a_page_was_made() -> None:
    head = '<meta name="date" content="2025-12-09">'
    assert read_page("<p>Dec. 4, 2025</p>TEXT", head=head).published == DAY
    assert read_page("TEXT", head=head).published == DAY.replace(day=9)


@pytest.mark.parametrize("start", ["(04.12.2025) ", "Sinan, 04.12.2025 – ", "SINAN, Dec. 4, 2025 /Wire/ -- "])
def test_a_full_date_with_which_the_text_begins_is_its_day(start: str) -> None:
    body = f"<p>{start}{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    assert read_page(f"<div>{body}</div>", language="de").published == DAY


@pytest.mark.parametrize(
    "body",
    [
        "<p>Last updated on <span>Dec. 4, 2025</span></p>TEXT",
        "<blockquote><time datetime='2025-12-04T10:00:00Z'>Dec 4</time> A post</blockquote>TEXT",
        "<p>On Dec. 4, 2025 the ponds were dry.</p>TEXT",
    ],
    ids=["change", "quotation", "sentence"],
)
def test_a_date_of_a_change_or_of_a_quotation_is_no_publication(body: str) -> None:
    assert read_page(body).published is None


def test_the_day_of_an_archive_is_not_the_articles() -> None:
    url = "https://archive.example.org/web/20251220101010/https://example.com/2025/12/04/salt-works"
    assert read_page("TEXT", url=url).published == DAY
    assert (
        read_page("TEXT", url="https://archive.example.org/web/20251220101010/https://example.com/a").published is None
    )


def test_a_moment_in_utc_is_given_on_the_local_day_that_the_page_states() -> None:
    head = '<meta property="article:published_time" content="2025-12-05T02:11:03+00:00">'
    page = "<time datetime='2025-12-04T21:11:03-05:00'>Dec. 4, 2025</time>TEXT"
    found = read_page(page, head=head, zone=ZoneInfo("UTC")).published
    assert found is not None
    assert found.isoformat() == "2025-12-04T21:11:03-05:00"


def test_a_source_that_writes_local_time_as_utc_is_corrected_in_both_dates() -> None:
    head = '<meta property="article:published_time" content="2025-12-04T15:47:00Z">'
    head += '<meta property="article:modified_time" content="2025-12-05T09:10:00Z">'
    found = read_page(f"<time datetime='{PUBLISHED.isoformat()}'>Dec. 4</time>TEXT", head=head)
    assert (found.published, found.modified) == (PUBLISHED, MODIFIED)


@pytest.mark.parametrize(
    "line",
    [
        "This entry was posted on Thursday, December 4th, 2025 at 3:47 pm and is filed under <a href=/c>Town</a>.",
        "Dieser Beitrag wurde am Donnerstag, 4. Dezember 2025 um 15:47 Uhr veröffentlicht und unter <a>Ort</a>",
        "Cet article a été publié le jeudi 4 décembre 2025 à 15:47 et classé dans <a href=/c>Ville</a>.",
        "Esta entrada fue publicada en Ciudad el jueves, 4 de diciembre de 2025, 15:47 horas, por <a href=/a>Ada</a>.",
        "Dit bericht is geplaatst op donderdag 4 december 2025 om 15:47 in de categorie <a href=/c>Stad</a>.",
    ],
)
def test_a_sentence_that_tells_when_its_page_was_published_dates_it(line: str) -> None:
    published = read("", below=f"<p><small>{line}</small></p>").published

    assert published is not None
    assert published.date() == PUBLISHED.date()


@pytest.mark.parametrize(
    "line",
    [
        "This entry was last updated on Thursday, December 4th, 2025 at 3:47 pm.",
        "This article was first published in a volume of stories, of which a second edition is due on 4 December 2025.",
        "<blockquote>This article was published on 4 December 2025 by another paper.</blockquote>",
        "The article was published in a paper of 4 December 2025, which the county had to pulp.",
    ],
)
def test_a_sentence_on_another_day_does_not_date_its_page(line: str) -> None:
    assert read("", below=f"<div>{line}</div>").published is None


@pytest.mark.parametrize("day", ["04.12.2025", "4 December 2025", "December 4, 2025", "2025-12-04", "2025년 12월 4일"])
def test_a_date_at_the_end_of_the_window_title_is_the_articles(day: str) -> None:
    page = (
        f'<html lang="de"><head><title>{TITLE} | Town | {day}</title></head><body><h1>{TITLE}</h1>'
        f"{''.join(f'<p>{each}</p>' for each in TEXT)}</body></html>"
    )
    published = extract(page.encode(), URL, zone=SEOUL).published

    assert published is not None
    assert published.date() == PUBLISHED.date()


@pytest.mark.parametrize("end", ["a meeting of 4 December 2025", "fair of 04.12.2025 and after", "December 2025"])
def test_words_beside_a_date_in_the_window_title_make_it_none_of_the_article(end: str) -> None:
    page = f"<title>{TITLE} | {end}</title><h1>{TITLE}</h1>{''.join(f'<p>{each}</p>' for each in TEXT)}"

    assert extract(page.encode(), URL, zone=SEOUL).published is None


@pytest.mark.parametrize(
    "line",
    [
        "<span class='tb-published-date'>Published On: 4 December 2025</span>",
        "<div class='publish-date'>Published 2025-12-04 15:47</div>",
        "<p class='published'>Posted on Dec. 4, 2025</p>",
        "<p id='publishedAt'>입력 2025.12.04 15:47</p>",
        "<span class='is-published'>Veröffentlicht am 4. Dezember 2025</span>",
    ],
)
def test_a_labelled_date_below_a_text_is_the_articles_if_its_markup_says_so(line: str) -> None:
    published = read(
        "", below=f"<p>The next boat leaves at noon, and takes no more than ten.</p><div>{line}</div>"
    ).published

    assert published is not None
    assert published.date() == PUBLISHED.date()


@pytest.mark.parametrize(
    "line", ["<p>Posted on the 04/12/2025 at 15:47 by Ada Brook</p>", "<p>Posted on the 4th of December 2025</p>"]
)
def test_an_article_before_a_date_is_no_word_of_its_own(line: str) -> None:
    published = read(line).published

    # Nothing says whether the day or the month comes first.
    assert (published is None) == ("04/12" in line)


def test_labelled_dates_of_several_days_below_a_text_date_nothing() -> None:
    lines = "".join(f"<div class='published'>Published On: {day} December 2025</div>" for day in (4, 9))

    assert read("", below=f"<p>{TEXT[0]}</p>{lines}").published is None


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2025-12-03T23:00:00Z", 4),
        ("2025-12-03T22:00:00.000Z", 4),
        ("2025-12-03T15:00Z", 4),
        ("2025-12-03T23:10:00Z", 3),
        ("2025-12-03T05:00:00Z", 3),
    ],
)
def test_a_time_in_utc_that_is_midnight_of_the_printed_day_gives_that_day(stated: str, day: int) -> None:
    page = (
        f'<html lang="de"><head><title>{TITLE}</title><meta name="datePublished" content="{stated}"></head>'
        f"<body><h1>{TITLE}</h1><p>4. Dezember 2025</p>{''.join(f'<p>{each}</p>' for each in TEXT)}</body></html>"
    )
    published = extract(page.encode(), URL, zone=UTC).published

    assert published is not None
    assert published.day == day


@pytest.mark.parametrize(
    "name", ["pictures:uploaded", "uploaded", "photo.uploaded", "gallery_uploaded", "image-uploaded"]
)
def test_a_meta_element_named_for_an_upload_dates_what_was_uploaded(name: str) -> None:
    page = f'<meta property="{name}" content="2025-12-04T15:47:00+09:00"><title>{TITLE}</title><h1>{TITLE}</h1>'
    page += "".join(f"<p>{each}</p>" for each in TEXT)

    assert extract(page.encode(), URL, zone=SEOUL).published == PUBLISHED


def test_the_upload_of_a_video_amid_a_text_does_not_date_it() -> None:
    said = '<meta itemprop="uploadDate" content="2025-12-04T15:47:00Z">'

    assert read(f'<div itemscope itemtype="https://schema.org/VideoObject">{said}</div>').published is None
