"""One file an outlet, declarations only. A new file here and its folder in `fixtures/` add an outlet.

Spider files import `crawler.crawl.declarations` and the standard library only.
"""
