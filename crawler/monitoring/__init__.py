"""Judges runs: the verdict and exit code of one, and the health of an outlet over its last ones.

Pure: counts in, a line and a code out. Who reads pages and counts lives in `crawler.crawl`.
"""
