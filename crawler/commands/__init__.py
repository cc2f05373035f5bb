"""The project's `scrapy` commands, each in a module of its name; Scrapy finds them here.

`run` crawls, `read` shows stored articles or explains a page, `keep` saves pages and removes articles. Code that two
commands share lives in `crawler.cli`.
"""
