"""RCR Wireless News: telecoms trade paper, Austin, Texas.

Quirks, each with the page that shows it:
- No page's markup has been seen; the layouts follow the tagDiv theme, whose image sizes and breadcrumbs the site has.
  Structured data is preferred.
- A box below the text repeats the author's name, with a biography (hard.html).
- Slugs of 2014–2017 end in `-tagN`, which belongs to the URL (article-4.html).
- Feed links have a trailing slash and tracking parameters (feed.xml).
"""

from crawler.crawl.declarations import Address, Addresses, Api, Feed, Layout, OutletSpider, Section, Sitemap

ADDRESSES = Addresses(
    Address(
        # WordPress has other forms, further pages and comments of an article below its URL; its feed is no article.
        r"https://(?:www\.)?rcrwireless\.com/(?P<path>(?:article/)?(?:19|20)\d{6}/(?!page/|.*/(?:feed|attachment)(?:/|$))"
        r"[^?]+?)(?:/(?:amp|embed|trackback|comment-page-\d+|\d{1,2}))?/?(?:\?.*)?",
        "https://www.rcrwireless.com/{path}",
    ),
)

FEED = Feed("https://www.rcrwireless.com/feed")
CATEGORIES = tuple(
    Section(
        f"https://www.rcrwireless.com/category/{name}",
        paged=f"https://www.rcrwireless.com/category/{name}/page/{{page}}",
    )
    for name in ("5g", "6g", "network-infrastructure")
)


class Rcr(OutletSpider):
    """Crawls RCR Wireless News."""

    name = "rcr"
    outlet = "RCR Wireless News"
    language = "en"
    timezone = "America/Chicago"
    hosts = ["www.rcrwireless.com", "rcrwireless.com"]
    addresses = ADDRESSES
    discovery = [[FEED, CATEGORIES]]
    archive = [
        [
            FEED,
            CATEGORIES,
            Api(
                "https://www.rcrwireless.com/wp-json/wp/v2/posts?per_page=100&page={page}",
                items="",
                article="{link}",
                title="title.rendered",
                guess=True,
            ),
            Feed("https://www.rcrwireless.com/feed/?paged={page}", guess=True),
            Sitemap("https://www.rcrwireless.com/sitemap_index.xml", guess=True),
            Sitemap("https://www.rcrwireless.com/wp-sitemap.xml", guess=True),
        ]
    ]
    search = [
        [
            Section(
                "https://www.rcrwireless.com/?s={query}",
                paged="https://www.rcrwireless.com/page/{page}?s={query}",
                guess=True,
            )
        ]
    ]
    layouts = [
        Layout(
            name="tagdiv-cloud",
            addresses=ADDRESSES,
            body=".tdb_single_content .tdb-block-inner",
            title="h1.tdb-title-text",
            subtitle=".tdb_single_subtitle p, .tdb_single_subtitle .tdb-block-inner",
            authors=".tdb_single_author .tdb-author-name",
            section="a.tdb-entry-category",
            dates="time.entry-date",
            tags=".tdb-tags a",
            images=".tdb_single_featured_image",
            prune=".td-a-rec",
            related=".td_block_related_posts, .tdb_single_related",
        ),
        Layout(
            name="tagdiv",
            addresses=ADDRESSES,
            body=".td-post-content",
            title="h1.entry-title",
            subtitle=".td-post-sub-title",
            authors=".td-post-author-name a",
            section=".entry-crumbs a",
            crumbs=True,
            dates=".td-post-date time",
            tags=".td-tags a",
            images=".td-post-featured-image",
            prune=".td-a-rec",
            related=".td_block_related_posts",
        ),
        Layout(
            name="smartmag",
            addresses=ADDRESSES,
            body=".post-content",
            title="h1.post-title",
            subtitle=".sub-title",
            authors=".author a",
            section=".cats a",
            dates="time.post-date",
            tags=".tagcloud a",
            images=".featured",
            prune=".author-info",
            related=".related-posts",
        ),
    ]
