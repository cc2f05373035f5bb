"""Forms in which commands print what they read: graphs, marked words, cells of a table."""
