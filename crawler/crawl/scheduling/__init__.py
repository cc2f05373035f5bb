"""The crawl frontier: which article URLs a run still has to request, in which order, and what puts them there.

`frontier` orders candidates, `related_links` adds related articles, `relevance` decides what a run keeps, `scheduler`
makes requests of candidates. Reading lists lives in `crawler.crawl.lists`; which URLs are due is stored in
`crawler.store`.
"""
