"""Everything between a request and a response: allow-list, robots.txt, throttle, opt-outs, whole bodies, replay.

Download handler, downloader middlewares and cache storage as Scrapy loads them by name from the settings. Which
addresses are requested, and in which order, is decided in `crawler.crawl`.
"""
