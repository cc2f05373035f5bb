"""The tables' revisions, run by Alembic when a catalogue of an earlier version is opened.

A change of `crawler.store.tables` comes with a new module in `versions/` and with `REVISION` raised, and `VERSION` too
where an earlier version of the suite would read or write wrongly. There is no alembic.ini: nothing is run by hand.
"""
