"""Evaluates runs: the verdict and exit code of one run, and the health of an outlet over its last runs.

Pure functions of counts. What counts pages and lists during a run is in `crawler.crawl`.
"""
