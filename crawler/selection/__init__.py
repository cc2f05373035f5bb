"""What a run is asked for: `-a` arguments, queries, topic files, and the filter that articles have to pass.

Pure: texts and dates in, matches out. Whether a related article is close enough to its seed is decided in
`crawler.stories.similarity`.
"""
