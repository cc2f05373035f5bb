"""The spider of the benchmark, found by Scrapy like any other: SPIDER_MODULES=tests.bench.spiders."""
