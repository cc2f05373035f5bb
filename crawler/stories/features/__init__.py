"""Finds what a text tells of: names, figures, days, concepts and rare words, in English and Korean.

Pure functions of a title and a text, with word lists by language. Comparing two sets of features is the business of
`crawler.stories.relatedness` and `crawler.stories.similarity`.
"""
