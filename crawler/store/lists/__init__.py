"""What the catalogue knows of an outlet's lists between runs.

The state of each list, how far back the news of each site has been read and what gaps are open, and the articles that
lists have named and no run has requested yet. Reading lists lives in `crawler.crawl.lists`.
"""
