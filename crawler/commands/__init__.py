"""The project's `scrapy` commands, one a module, which is named as its command is; Scrapy finds them here.

`run` crawls, `read` shows what is stored, `keep` changes what is kept. Anything that two commands need is in
`crawler.cli`.
"""
