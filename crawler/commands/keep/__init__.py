"""Commands that change what is kept: saved pages, stored articles, spider files."""
