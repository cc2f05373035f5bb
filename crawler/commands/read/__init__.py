"""Commands that read the catalogue or saved pages, and write nothing."""
