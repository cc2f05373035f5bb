"""Words and patterns of one language a file, as data: what reads texts imports them, they import nothing.

A list lives here if it is about a language rather than about what one module looks for. What recognises names, dates
or notices by it lives in `crawler.text`, `crawler.page` and `crawler.stories.features`.
"""
