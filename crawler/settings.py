"""Every value that differs from Scrapy's, each with its reason."""

import sys

from crawler.program import end_at_interrupt

if "scrapy.cmdline" in sys.modules:
    # Ctrl-C while a command of Scrapy's loads the rest is no traceback. Scripts have it as they like.
    end_at_interrupt()

BOT_NAME = "outlet-crawler"
SPIDER_MODULES = ["crawler.spiders"]
# Where `scrapy genspider` writes.
NEWSPIDER_MODULE = "crawler.spiders"
# A spider file that cannot be read costs its own outlet only.
SPIDER_LOADER_CLASS = "crawler.crawl.spider_loader.OutletLoader"
COMMANDS_MODULE = "crawler.commands"

# --- This project's own -----------------------------------------------------
# Folder of articles, catalogue, suspect pages and locks, relative to the working directory.
DATA_DIR = "data"
# SQLAlchemy URL of the catalogue; empty for DATA_DIR/catalogue.sqlite.
CATALOGUE_URL = ""
# Folder of saved pages that answers every request instead of the network; empty for the network.
REPLAY = ""
# Worker processes for extraction, the seconds that one page may take, and the megabytes of address space that a worker
# may take for pages and lists in addition to its own.
EXTRACTION_PROCESSES = 1
EXTRACTION_TIMEOUT = 10.0
EXTRACTION_MEMORY = 1024

# Days for which an article that a list named and no run requested is kept, and for which gaps in what lists cover are
# looked for.
GAP_DAYS = 14
# Articles of one outlet that are kept so, the newest of them.
WORK_LIST_MAX = 5000

# Whether a related article is stored only if it shares names, figures, tags or rare words with its parent, the article
# whose link led to it.
RELATED_BY_SUBJECT = True

# --- Politeness ---------------------------------------------------------------
# Mail or web address of whoever runs this, for sites to write to. A live run without it logs a warning.
CONTACT = ""
USER_AGENT = "outlet-crawler/0.1"
# Opt-outs of pages that are obeyed. `noarchive` concerns public copies: it is recorded, not obeyed.
OPT_OUT = ["noai", "noimageai", "tdm"]
ROBOTSTXT_OBEY = True
# The name in robots.txt has no version.
ROBOTSTXT_USER_AGENT = "outlet-crawler"
# One request at a time and a pause between two, so that no site notices the load.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 3.0
# Scrapy's jitter may shorten the delay. The download handler only lengthens it.
DOWNLOAD_DELAY_JITTER = 0
# Seconds that a host gets no request after a failure; each failure in a row doubles them, up to the second of the two.
FAILURE_PAUSE = 2.0
FAILURE_PAUSE_MAX = 60.0
# No outlet has more hosts.
CONCURRENT_REQUESTS = 8
# Scrapy starts so many tasks for the output of each page, which is a single item here.
CONCURRENT_ITEMS = 2
# Makes the connections of outlets: HTTP/1.1 with a limit on headers, or another of Scrapy's handlers.
WRAPPED_DOWNLOAD_HANDLER = "crawler.fetch.limited_http11.LimitedHttp11Handler"
# With Cloudflare's codes. 401, 403, 404, 410 and 451 are final: a retry would not change them.
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]
# A page that takes over half a minute does not come at all; Scrapy's default is three minutes.
DOWNLOAD_TIMEOUT = 30.0

# --- What a news page never needs ----------------------------------------------
# A cookie makes tldextract fetch the public suffix list.
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
# Front pages use it to reload themselves.
METAREFRESH_ENABLED = False
# No article is larger; Scrapy's default is a gigabyte.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
# http to https, to www, to the canonical URL: many more are a loop.
REDIRECT_MAX_TIMES = 8

# --- Security defaults that Scrapy leaves open ----------------------------------------------
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# --- Components -----------------------------------------------------------
# Installs extension, middlewares, pipelines and download handler for the spiders of outlets, and for no other spider.
ADDONS = {"crawler.crawl.addon.Addon": 0}

# Scrapy's default writes Hangul in JSON as escapes.
FEED_EXPORT_ENCODING = "utf-8"
# A headline may start like a formula of a spreadsheet; images and links are to be read by programs.
FEED_EXPORTERS = {
    "csv": "crawler.cli.formats.exporters.SpreadsheetSafeCsv",
    "xml": "crawler.cli.formats.exporters.NestedXml",
}
# Seconds after which a run is closed.
CLOSESPIDER_TIMEOUT = 6 * 3600.0
# At DEBUG each item is logged whole.
LOG_LEVEL = "INFO"
