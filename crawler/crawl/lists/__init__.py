"""Reading an outlet's lists during a run: fallback from source to source, pagination, backfills and their progress.

Parsing one list lives in `crawler.discovery`, what is stored of a list between runs in `crawler.store`.
"""
