"""Reads an outlet's lists: feeds, sitemaps, section pages, list APIs and searches; bytes in, list entries out.

`sources` has the classes that a spider declares; `feed`, `sitemap`, `section` and `api` parse one format each. Fetching
lists and paginating through them lives in `crawler.crawl.lists`.
"""

from __future__ import annotations

from crawler.discovery.sources import Api, Feed, List, Section, Site, Sitemap

__all__ = ["Api", "Feed", "List", "Section", "Site", "Sitemap"]
