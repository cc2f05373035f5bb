"""What lies in DATA_DIR beside the catalogue: the text files of articles, the outlets' locks, and where they are.

The rows of the catalogue say what the files should be.
"""
