"""Code that the commands share: usage errors, options, processes, printing, graph formats, CSV, explanations.

Commands themselves live in `crawler.commands`, where Scrapy registers every command class it finds.
"""
