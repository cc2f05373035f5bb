"""What is kept between runs: tables, catalogue, due URLs, list state, run log, text files, the outlet's lock.

Knows neither Scrapy nor pages' markup. Queries that only commands ask live in `crawler.stories.article_graph`.
"""
