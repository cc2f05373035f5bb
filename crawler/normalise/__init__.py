"""Pure functions that bring text, names, dates and addresses to one form."""
