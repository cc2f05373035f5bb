"""Where articles, catalogue and locks are stored: `DATA_DIR`, and `CATALOGUE_URL` if the catalogue is elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.store.database_url import catalogue_url

if TYPE_CHECKING:
    from sqlalchemy import URL

    from crawler.store.database_url import Settings


def data_directory(settings: Settings) -> Path:
    """Returns the data directory, with `~` expanded, as no shell does in `-s DATA_DIR=~/news`."""
    return Path(settings["DATA_DIR"]).expanduser()


def catalogue_address(settings: Settings) -> str | URL:
    """Returns the SQLAlchemy URL of the catalogue."""
    from sqlalchemy import URL  # noqa: PLC0415 - commands without a catalogue do not wait for it

    file = data_directory(settings).resolve() / "catalogue.sqlite"
    # In a URL that is put together from strings, a `?` in a folder's name would end the path.
    return catalogue_url(settings) or URL.create("sqlite", database=str(file))
