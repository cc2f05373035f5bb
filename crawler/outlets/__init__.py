"""The outlets as their files in `crawler.spiders` declare them, read without Scrapy, and their pages without a run.

`reading` is the library: `crawler.read` and `crawler.read_list`. The spiders that crawl live in `crawler.crawl`.
"""
