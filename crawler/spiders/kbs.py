"""KBS News: the public broadcaster, Seoul; Korean, some items English.

Quirks, each with the page that shows it:
- The window title is `KBS 뉴스` on every page (article-1.html).
- The text is printed again for the printer, and in some pages twice in each copy (hard.html).
- The printed dates by the headline have minutes; those of the printer's copy have seconds (article-1.html).
- The mail in the tip box is the newsroom's, not a reporter's (hard.html).
- English items stand among the Korean ones (article-3.html).
"""

from crawler.discovery import Api, Sitemap
from crawler.layouts import Layout
from crawler.normalise.addresses import Address, Addresses
from crawler.outlet import OutletSpider

ADDRESSES = Addresses(
    Address(
        r"https://(?:news|mn)\.kbs\.co\.kr/(?:\w+/)*view\.do\?(?:.*?&)?ncd=(?P<ncd>\d{5,8})(?:&.*)?",
        "https://news.kbs.co.kr/news/view.do?ncd={ncd}",
    ),
)


class Kbs(OutletSpider):
    """Crawls KBS News."""

    name = "kbs"
    outlet = "KBS News"
    language = "ko"
    timezone = "Asia/Seoul"
    hosts = ["news.kbs.co.kr", "mn.kbs.co.kr"]
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
    layouts = [
        Layout(
            name="2023",
            addresses=ADDRESSES,
            hosts=("news.kbs.co.kr", "mn.kbs.co.kr"),
            body="#cont_newstext",
            title="h4.headline-title",
            section=".category-name",
            dates=".dates em, .view-article li",
            images=".detail-visual",
            related=".related",
        ),
    ]
