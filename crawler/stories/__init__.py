"""What hangs together: relatedness of two articles, similarity, story clusters, and the features they rest upon.

`features` finds names, figures, days and words in a text; `story_store` keeps stories in the database; `seed_filter`
decides which related articles a run keeps. Clustering does not depend on the order in which articles come.
"""
