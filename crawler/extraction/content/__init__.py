"""Makes the article's text: finds its container, splits it into paragraphs, drops boilerplate lines, takes pictures.

The way of a declared layout (`body`) and the way without one (`generic`). Fields other than text and images live in
`crawler.extraction.metadata`.
"""
