"""One module a revision of the tables, in the order of their numbers; a released one is never edited.

A revision imports nothing of the suite: it deals with the tables as they were then.
"""
