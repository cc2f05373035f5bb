"""Runs over random graphs of articles that link to each other, against what a reader of the definition would store."""
