"""The crawl itself: spider base class, list walkers, crawl frontier, run lifecycle, item pipelines.

Everything that needs a running Scrapy engine and is not one request's business (`crawler.fetch`). `declarations` has
all that spider files in `crawler.spiders` import, `lists` reads lists, `scheduling` orders requests, `run` opens and
closes a run.
"""
