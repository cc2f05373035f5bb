"""What a run looks for: `-a` arguments, queries, topic files, and the filter that articles have to pass.

Pure but for topic and URL files, which it reads. Whether a related article is close enough to its parent is decided in
`crawler.stories`.
"""

from crawler.selection.query import parse_query

__all__ = ["parse_query"]
