"""A Scrapy suite with one spider for each news outlet."""
