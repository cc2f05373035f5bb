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
EXTRACTION_TIMEOUT = 20

# --- Politeness ---------------------------------------------------------------
USER_AGENT = "outlet-crawler/0.1"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "outlet-crawler"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 3
# A page that does not come in half a minute will not come; Scrapy waits three.
DOWNLOAD_TIMEOUT = 30

# --- What a news page never needs ----------------------------------------------
# A cookie makes tldextract fetch the public suffix list.
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
METAREFRESH_ENABLED = False
# Scrapy's, and it gives up a gigabyte: no article is larger than this.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
REDIRECT_MAX_TIMES = 8

# --- Doors that Scrapy leaves open ----------------------------------------------
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# --- The way of a page -----------------------------------------------------------
EXTENSIONS = {"crawler.extensions.Run": 0}
SPIDER_MIDDLEWARES = {
    "crawler.middlewares.SkipKnown": 50,
    # A depth of Scrapy's counting would lower the priorities, which say how new an article is.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.AllowedHosts": 10,
    # Replaced by AllowedHosts.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
}
ITEM_PIPELINES = {
    "crawler.pipelines.Validate": 100,
    "crawler.pipelines.Deduplicate": 200,
    "crawler.pipelines.Store": 300,
}

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
