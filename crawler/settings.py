"""Every value that differs from Scrapy's, each with its reason."""

BOT_NAME = "outlet-crawler"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# --- This project's own -----------------------------------------------------
# Where articles, catalogue and locks are kept, from the directory of the command.
DATA_DIR = "data"
# An SQLAlchemy address puts the catalogue elsewhere; empty: DATA_DIR/catalogue.sqlite.
CATALOGUE_URL = ""
# Worker processes that extract, and how long one page may take, in seconds.
EXTRACTION_PROCESSES = 1
EXTRACTION_TIMEOUT = 10.0

# Whether an article that related links led to is kept only if it shares names, figures, tags or rare words with the
# article that they started from.
RELATED_BY_SUBJECT = True

# --- Politeness ---------------------------------------------------------------
# Who runs this, for the sites to write to: an address of mail or web. A run against live sites without it warns.
CONTACT = ""
USER_AGENT = "outlet-crawler/0.1"
# What pages may ask of programs and have obeyed. `noarchive` is about public copies: it is recorded, not obeyed.
OPT_OUT = ["noai", "noimageai", "tdm"]
ROBOTSTXT_OBEY = True
# The name in robots.txt has no version.
ROBOTSTXT_USER_AGENT = "outlet-crawler"
# One request at a time with a pause behind it: no site is to feel them.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 3.0
# The download handler adds to the delay, and takes nothing from it.
DOWNLOAD_DELAY_JITTER = 0
# No outlet has more hosts.
CONCURRENT_REQUESTS = 8
# Scrapy starts so many tasks for the output of every page, which here is one item.
CONCURRENT_ITEMS = 2
# Pace and limits are the handler's; an outlet speaks https, and nothing else is asked.
DOWNLOAD_HANDLERS = {
    "https": "crawler.fetch.handler.PoliteHandler",
    "http": None,
    "ftp": None,
    "s3": None,
    "file": None,
}
# Cloudflare's codes as well. 401, 403, 404, 410 and 451 are answers: asking again would not change them.
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]
# A page that does not come in half a minute will not come; Scrapy waits three.
DOWNLOAD_TIMEOUT = 30.0

# --- What a news page never needs ----------------------------------------------
# A cookie makes tldextract fetch the public suffix list.
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
# Front pages reload themselves by it.
METAREFRESH_ENABLED = False
# Scrapy would take a gigabyte; no article is larger than this.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
# From http to https, to www, to the canonical address: more than a few is a circle.
REDIRECT_MAX_TIMES = 8

# --- Doors that Scrapy leaves open ----------------------------------------------
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# --- The way of a page -----------------------------------------------------------
EXTENSIONS = {"crawler.crawl.run.Run": 0}
SPIDER_MIDDLEWARES = {
    # A depth of Scrapy's counting would lower the priorities, which say how new an article is.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.fetch.allowed_hosts.AllowedHosts": 10,
    # Replaced by AllowedHosts, RobotsTxt, WholeBodies.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.fetch.robots.RobotsTxt": 100,
    "crawler.fetch.body_integrity.WholeBodies": 590,
}
ITEM_PIPELINES = {
    "crawler.crawl.pipelines.Validate": 100,
    "crawler.crawl.pipelines.Deduplicate": 200,
    "crawler.crawl.pipelines.Store": 300,
}

# Scrapy's JSON would write Hangul as escapes.
FEED_EXPORT_ENCODING = "utf-8"
# Headlines may begin with what a spreadsheet takes for a formula.
FEED_EXPORTERS = {"csv": "crawler.cli.csv_export.SpreadsheetSafeCsv"}
# An end to a run that would otherwise not come, in seconds.
CLOSESPIDER_TIMEOUT = 6 * 3600.0
# At DEBUG each item is logged whole.
LOG_LEVEL = "INFO"
