"""One downloaded page as a document: decoded, parsed once, with the data that it carries about itself.

Charsets, tree helpers, structured data (JSON-LD, meta, microdata), the site's name, and what kind of page it is when it
is no article (`refusals`, `notices`). What becomes of it as an article lives in `crawler.extraction`.
"""
