"""The rows of articles: how one is added, renewed, held in doubt, found under several URLs, merged and forgotten.

Functions on a connection, in the transaction of whoever calls them. Pages, and what is due, live above.
"""
