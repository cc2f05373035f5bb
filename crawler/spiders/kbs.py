"""KBS News: the public broadcaster, Seoul; Korean, some items English.

Quirks, each with the page that shows it:
- The `<title>` is `KBS 뉴스` on every page (article-1.html).
- Pages contain the text a second time for printing, and some contain it twice in each copy (hard.html).
- The dates by the headline have minutes; those of the copy for printing have seconds (article-1.html).
- The e-mail address in the tip box is the newsroom's, not a reporter's (hard.html).
- Some items are in English (article-3.html).
"""

import re

from crawler.crawl.declarations import Address, Addresses, Api, Feed, Layout, OutletSpider, Sitemap

ADDRESSES = Addresses(
    Address(
        r"https://(?:news|mn)\.kbs\.co\.kr/(?:\w+/)*view\.do\?(?:.*?&)?ncd=(?P<ncd>\d{5,8})(?:&.*)?",
        "https://news.kbs.co.kr/news/view.do?ncd={ncd}",
    ),
    Address(
        r"https://world\.kbs\.co\.kr/service/news_view\.htm\?(?=(?:.*&)?lang=(?P<lang>\w+))(?=(?:.*&)?Seq_Code=(?P<seq>\d+)).*",
        "https://world.kbs.co.kr/service/news_view.htm?lang={lang}&Seq_Code={seq}",
    ),
)

# What its license fee and its tip box say.
LINES = re.compile(r"수신료 수신료|▷.{0,80}KBS\s?뉴스를 구독해\s?주세요!?|▷.{0,20}kbs1234@kbs\.co\.kr")
WORLD = Feed("https://world.kbs.co.kr/rss/rss_news.htm?lang=e")


class Kbs(OutletSpider):
    """Crawls KBS News."""

    name = "kbs"
    outlet = "KBS News"
    language = "ko"
    timezone = "Asia/Seoul"
    hosts = ["news.kbs.co.kr", "mn.kbs.co.kr", "world.kbs.co.kr", "reco.kbs.co.kr"]
    addresses = ADDRESSES
    discovery = [
        [
            Sitemap("https://news.kbs.co.kr/sitemap/recentNewsList.xml"),
            Api(
                "https://news.kbs.co.kr/api/getNewsList?contentsCode=ALL&currentPageNo=1&exceptPhotoYn=Y&localCode=00"
                "&needReporterInfo=Y&orderBy=datetime_desc&rowsPerPage=48",
                items="data",
                article="https://news.kbs.co.kr/news/view.do?ncd={newsCode}",
                title="newsTitle",
                published="serviceTime",
            ),
        ]
    ]
    archive = [
        [
            Api(
                "https://news.kbs.co.kr/api/getNewsList?contentsCode=ALL&currentPageNo={page}"
                "&datetimeBegin={begin:%Y%m%d}000000&datetimeEnd={end:%Y%m%d}235959&exceptPhotoYn=Y&localCode=00"
                "&needReporterInfo=Y&orderBy=datetime_desc&rowsPerPage=48",
                items="data",
                article="https://news.kbs.co.kr/news/view.do?ncd={newsCode}",
                title="newsTitle",
                published="serviceTime",
            ),
            Sitemap("https://news.kbs.co.kr/sitemap/recentNewsList.xml"),
        ],
        [WORLD],
    ]
    search = [
        [
            Api(
                "https://reco.kbs.co.kr/v2/search?target=newstotal&keyword={query}&page={page}&page_size=10"
                "&sort_option=date&searchfield=all",
                items="data",
                article="{target_url}",
                title="title",
                published="service_time",
                by_date=True,
            )
        ],
        [WORLD],
    ]
    layouts = [
        Layout(
            name="2023",
            addresses=ADDRESSES,
            hosts=("news.kbs.co.kr", "mn.kbs.co.kr"),
            body="#cont_newstext",
            landmarks=".headline-title",
            title="h4.headline-title",
            lines=LINES,
            section=".category-name",
            dates=".dates em, .view-article li",
            images=".detail-visual",
            related=".related",
        ),
        Layout(
            name="2017",
            addresses=ADDRESSES,
            hosts=("news.kbs.co.kr", "mn.kbs.co.kr"),
            body="#cont_newstext",
            landmarks=".landing-box, .landing-caption",
            title=".landing-caption .tit-s, .tit-s",
            lines=LINES,
            authors="#ulReporterList .name",
            section=".source a.cate",
            dates=".txt-info em.date",
            images=".detail-visual, .view_con_img, .view_img_wrap",
        ),
        Layout(
            name="world",
            addresses=ADDRESSES,
            hosts=("world.kbs.co.kr",),
            body=".body_txt",
            title=".title_area h1",
            section=".title_area .cate strong",
            dates=".title_area .date",
            related=".comp_contents_3x",
        ),
    ]
