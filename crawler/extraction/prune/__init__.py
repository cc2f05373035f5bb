"""Takes away what is not the article: furniture, cards, comments, cookie banners, related blocks, paywalls.

Each module removes one kind of block from a tree that it was given. What is left is turned into text by
`crawler.extraction.content`.
"""
