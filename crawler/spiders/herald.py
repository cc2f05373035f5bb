"""The Korea Herald: English-language daily, Seoul.

Quirks, each with the page that shows it:
- RSS offsets are written `+09:00`, which email.utils does not read as an offset (feed.xml, seen 2026-08).
- JSON-LD times have no zone and are KST (article-1.html).
- Captions are printed twice, as alt text and below the picture, with different white space (hard.html).
- The last line of the text is the reporter's e-mail address (hard.html).
- RSS items of 2023 in web archives link to `view.php?ud=/view.php?ud=…`.
"""

from crawler.crawl.declarations import Address, Addresses, Feed, Layout, OutletSpider, Section, Sitemap

_HOST = r"https://(?:www\.|m\.|khnews\.|view\.)?(?:koreaherald|kheraldm)\.com"

ADDRESSES = Addresses(
    Address(_HOST + r"/article/(?P<key>\d{7,8})/?(?:\?.*)?", "https://www.koreaherald.com/article/{key}"),
    Address(
        _HOST + r"/(?:kh/)?view\.php\?(?:.*?&)?ud=(?:/view\.php(?:\?|%3F)ud(?:=|%3D))?(?P<key>\d{14})(?:&.*)?",
        "https://www.koreaherald.com/view.php?ud={key}",
    ),
)

# The feed of all sections has fifty items; those of single sections go farther back.
SECTION_FEEDS = (
    Feed("https://www.koreaherald.com/rss/kh_National"),
    Feed("https://www.koreaherald.com/rss/kh_Business"),
    Feed("https://www.koreaherald.com/rss/kh_LifenCulture"),
    Feed("https://www.koreaherald.com/rss/kh_Sports"),
    Feed("https://www.koreaherald.com/rss/kh_World"),
    Feed("https://www.koreaherald.com/rss/kh_Opinion"),
    Feed("https://www.koreaherald.com/rss/kh_Kpop"),
)
SECTIONS = tuple(
    Section(f"https://www.koreaherald.com/{name}", items=".recent_news .news_list li")
    for name in ("National", "Business", "World", "Sports", "Opinion")
)


class Herald(OutletSpider):
    """Crawls The Korea Herald."""

    name = "herald"
    outlet = "The Korea Herald"
    language = "en"
    timezone = "Asia/Seoul"
    hosts = ["www.koreaherald.com", "m.koreaherald.com"]
    addresses = ADDRESSES
    discovery = [[Feed("https://www.koreaherald.com/rss/newsAll"), SECTION_FEEDS, SECTIONS]]
    archive = [
        [
            Feed("https://www.koreaherald.com/rss/newsAll"),
            SECTION_FEEDS,
            SECTIONS,
            Sitemap("https://www.koreaherald.com/sitemap.xml", guess=True),
        ]
    ]
    search = [
        [Section("https://www.koreaherald.com/search/detail?q={query}&stype=NEWS&page={page}", items=".news_list li")]
    ]
    layouts = [
        Layout(
            name="2024-12",
            addresses=ADDRESSES,
            body="article#articleText",
            title=".news_title_area h1",
            subtitle=".news_title_area h2",
            section=".news_title_area .category a",
            dates=".news_date",
            prune=".news_btn_wrap",
            related=".related_news",
        ),
        Layout(
            name="2023-08",
            addresses=ADDRESSES,
            body=".news_text_area .text_box",
            title="h1.news_title",
            subtitle="h2.news_title",
            authors=".news_journalist_area a",
            dates=".news_date",
            prune=".ad_2big",
        ),
        Layout(
            name="2018",
            addresses=ADDRESSES,
            # Has several .view_con_t, which an unbalanced <center> can nest into each other (view2018-1.html).
            body="#articleText",
            landmarks=".view_tit",
            title=".view_tit",
            subtitle=".view_tit_sub",
            authors=".view_tit_byline_l a",
            dates=".view_tit_byline_r",
            prune=".khadv_bg",
        ),
        Layout(
            name="2012",
            addresses=ADDRESSES,
            body="#articleText",
            landmarks=".nview",
            title=".nview .title_sec",
            subtitle=".nview .stitle_sec",
            dates=".writedata .date",
        ),
    ]
