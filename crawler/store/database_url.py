"""The URL of the catalogue's database: where it is set, how it is parsed, and how it is shown without its secrets."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.exc import ArgumentError

CATALOGUE_URL = "CRAWLER_CATALOGUE_URL"
"""Environment variable: the setting CATALOGUE_URL where that is empty. Other users do not see its password."""

# Whoever escapes what is in a password may escape the colon before it as well.
_PASSWORD = re.compile(r"(?<=://)([^:/]*?)(?::|%3[Aa]).*@")
_QUERY_VALUE = re.compile(r"(?<==)[^&]*")


class Settings(Protocol):
    """What is needed here of the project's settings."""

    def __getitem__(self, name: str, /) -> Any:
        """Returns a setting, none if it is not set."""


def masked(url: str) -> str:
    """Returns the URL of a database without its password and the values of its query, of which one may be another."""
    place, mark, query = _PASSWORD.sub(r"\1:***@", url).partition("?")
    return place + mark + _QUERY_VALUE.sub("***", query)


def catalogue_url(settings: Settings) -> str:
    """Returns the SQLAlchemy URL that the settings or the environment give; empty for a file in the data directory."""
    return settings["CATALOGUE_URL"] or os.environ.get(CATALOGUE_URL, "")


def parse_url(url: str | URL) -> URL:
    """Returns the parsed URL of a database.

    Raises:
        sqlalchemy.exc.ArgumentError: It is none; the message repeats nothing that may be a part of a password.
    """
    from sqlalchemy import exc, make_url  # noqa: PLC0415 - SQLAlchemy, for which no command without a catalogue waits

    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except exc.NoSuchModuleError as error:
        raise exc.ArgumentError(str(error)) from None
    except ImportError:
        # That is for `open_database` to tell.
        pass
    except (TypeError, ValueError, exc.ArgumentError):
        raise bad_url() from None
    return parsed


def bad_url() -> ArgumentError:
    """Returns the error of a URL that cannot be parsed."""
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - as above

    return ArgumentError(
        "it is no SQLAlchemy URL; expected one such as postgresql+psycopg://user:password@host:5432/name, "
        "with @ / : in a password as %40 %2F %3A"
    )
