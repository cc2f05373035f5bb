"""Korea JoongAng Daily: English-language daily, Seoul.

Quirks, each with the page that shows it:
- The domain moved in June 2026; no feed or sitemap of the new one is known, so section pages are read.
- No page of the new site has been seen; its URLs look like those of the Labrador CMS, whose markup the layout and the
  fixtures follow. Structured data is preferred there.
- New pages state times in UTC, which may be the day before Seoul's (article-4.html).
- Old pages have the text as lines between `<br>`, and repeat the headline in it (hard.html).
- `More in …` lists contain the article itself (hard.html).
"""

import re

from crawler.crawl.declarations import Address, Addresses, Feed, Layout, OutletSpider, Section, Sitemap

_OLD = r"https?://koreajoongangdaily\.joins\.com"

ADDRESSES = Addresses(
    Address(
        r"https://(?:www\.)?koreajoongangdaily\.com/(?P<path>[a-zA-Z-]+(?:/[^/?]+)+/\d{8})/?(?:\?.*)?",
        "https://www.koreajoongangdaily.com/{path}",
    ),
    Address(
        _OLD + r"/(?P<path>news/\d{4}-\d\d-\d\d/.+/\d{6,8})/?(?:\?.*)?",
        "https://koreajoongangdaily.joins.com/{path}",
    ),
    Address(
        _OLD + r"/(?P<path>\d{4}/\d\d/\d\d/.+/\d{17}\.html)(?:\?.*)?",
        "https://koreajoongangdaily.joins.com/{path}",
    ),
    Address(
        _OLD + r"/news/article/[aA]rticle\.aspx\?(?:.*?&)?aid=(?P<aid>\d+)(?:&.*)?",
        "https://koreajoongangdaily.joins.com/news/article/article.aspx?aid={aid}",
    ),
)

SECTIONS = (
    Section("https://www.koreajoongangdaily.com/business"),
    Section("https://www.koreajoongangdaily.com/korea"),
    Section("https://www.koreajoongangdaily.com/opinion"),
    Section("https://www.koreajoongangdaily.com/sports"),
    Section("https://www.koreajoongangdaily.com/entertainment"),
)
GUESSES = (
    Sitemap("https://www.koreajoongangdaily.com/sitemap.xml", guess=True),
    # Other sites with the same CMS have this feed.
    Feed("https://www.koreajoongangdaily.com/?lab_viewport=rss", guess=True),
)


class Joongang(OutletSpider):
    """Crawls Korea JoongAng Daily."""

    name = "joongang"
    outlet = "Korea JoongAng Daily"
    language = "en"
    timezone = "Asia/Seoul"
    hosts = ["www.koreajoongangdaily.com", "koreajoongangdaily.com", "koreajoongangdaily.joins.com"]
    addresses = ADDRESSES
    discovery = [[SECTIONS, *GUESSES]]
    archive = [
        [SECTIONS, *GUESSES],
        [
            Section("https://koreajoongangdaily.joins.com/section/allArticles"),
            Sitemap("https://koreajoongangdaily.joins.com/sitemap_google_news.xml"),
        ],
    ]
    # No search of the new domain is known: its sections are read and filtered by the query.
    search = [
        [SECTIONS, *GUESSES],
        [
            Section(
                "https://koreajoongangdaily.joins.com/section/searchResult/{query}?searchFlag=1",
                items=".mid-article3 > a",
            )
        ],
    ]
    layouts = [
        Layout(
            name="2026-06",
            addresses=ADDRESSES,
            hosts=("www.koreajoongangdaily.com", "koreajoongangdaily.com"),
            body="article.article-entity .bodytext",
            title="h1.headline",
            subtitle="article.article-entity h2.subtitle",
            authors=".bylines a[rel=author]",
            dates=".dates time",
            tags=".keywords a",
            images=".articleHeader figure",
            prune=".factbox",
            inline="article.preview-link",
            related=".related",
        ),
        Layout(
            name="2020",
            addresses=ADDRESSES,
            hosts=("koreajoongangdaily.joins.com",),
            body="#article_body, .article_body_container",
            title=".view-article-title",
            lines=re.compile(r"print dictionary print|dictionary|help-image.{0,30}|lock icon", re.IGNORECASE),
            section=".breadcrumb a",
            crumbs=True,
            dates=".article-date",
            tags=".tag_area a",
            prune="h1",
            inline=".article_related_inline",
            related=".related_stories",
        ),
        Layout(
            name="aspx",
            addresses=ADDRESSES,
            hosts=("koreajoongangdaily.joins.com",),
            body="#articlebody",
            title="#sTitle_a",
            subtitle="#articletitle .title h4",
            section="#lnb li.on a span, li.on a span",
            dates="#articletitle .date",
            prune=".article_ad250, .article_middle_ad, #divArticleBottomTextBannerInline",
        ),
    ]
