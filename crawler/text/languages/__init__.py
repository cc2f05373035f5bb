"""Words and patterns as data, one language a file; these modules import nothing.

A list lives here if it is about a language rather than about what one module looks for. What recognises names, dates
or notices by it lives in `crawler.text`, `crawler.page` and `crawler.stories.features`.
"""
