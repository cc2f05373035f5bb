"""Pure functions on strings: Unicode, dates, bylines, URLs.

Nothing here knows pages, outlets or storage; it is the ground on which every other package stands. What reads markup
lives in `crawler.page`.
"""
