"""What is stored between runs: tables, catalogue, due URLs, list states, run log, text files, the outlet's lock.

Knows neither Scrapy nor the markup of pages. Queries that only commands use live in `crawler.stories.article_graph`.
"""
