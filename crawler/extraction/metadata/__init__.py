"""Reads the fields beside the text: title, section, tags, authors, agency, dates.

Each function yields candidate values from structured data, selectors and printed lines; `crawler.extraction.article`
chooses among them.
"""
