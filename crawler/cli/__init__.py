"""What the commands share: usage errors, printing, graph formats, CSV, word diffs, explanations, fixture drafts.

Commands themselves live in `crawler.commands`, where Scrapy takes every command class for a command of its own.
"""
