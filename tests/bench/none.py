"""Settings of a plain Scrapy project."""
