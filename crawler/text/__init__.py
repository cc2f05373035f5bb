"""Pure functions on strings: Unicode, dates, bylines, URLs.

Nothing here knows pages, outlets or storage, and every other package may import it. Words of one language are data in
`languages`; what reads markup lives in `crawler.page`.
"""
