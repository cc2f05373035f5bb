"""Scrapy's own commands for single pages and saved pages; none of them makes a run."""
