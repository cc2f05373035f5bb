"""The crawl itself: spider base class, list walker, frontier, run lifecycle, item pipelines.

Everything that needs a running Scrapy engine and is not one request's business (`crawler.fetch`). What outlets declare
lives in `crawler.spiders`.
"""
