"""The arguments that every spider takes (`scrapy crawl NAME -a …`), checked before anything is done."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from crawler.selection.query import parse_query
from crawler.selection.topic import read_topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.text.urls import Addresses

_MOST_ADDRESSES = 10_000
_EARLIEST = date(1990, 1, 1)


def _addresses(value: object) -> object:
    """Splits `url`: addresses with white space between, or `@FILE` with one a line."""
    if not isinstance(value, str):
        return value
    if value.startswith("@"):
        try:
            value = Path(value[1:]).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"cannot read the file {value[1:]}: {getattr(error, 'strerror', None) or error}") from None
        value = "\n".join(line for line in value.splitlines() if not line.lstrip().startswith("#"))
    return value.split()


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    # fromisoformat's own words speak of its format; pydantic would take numbers for seconds.
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueError("no such day") from None
    if day < _EARLIEST:
        raise ValueError("no outlet reaches back so far")
    return day


def _query(value: object) -> object:
    if isinstance(value, str):
        parse_query(value)
    return value


def _topic(value: object) -> object:
    if isinstance(value, str):
        read_topic(value)
    return value


Day = Annotated[date, BeforeValidator(_day)]


class Arguments(BaseModel):
    """What one run is asked to do, none where it was not given. Days are the outlet's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[list[str], BeforeValidator(_addresses), Field(min_length=1, max_length=_MOST_ADDRESSES)] | None = (
        None
    )
    depth: Annotated[int, Field(ge=0, le=10)] | None = None
    query: Annotated[str, BeforeValidator(_query)] | None = None
    topic: Annotated[str, BeforeValidator(_topic)] | None = None
    since: Day | None = None
    until: Day | None = None
    limit: Annotated[int, Field(ge=1)] | None = None

    @property
    def steps(self) -> int:
        """How many steps related links are followed: as given, else 1 from addresses and queries, 0 from lists."""
        return self.depth if self.depth is not None else 1 if self.url or self.query or self.topic else 0


_TAKES = {
    "url": "article addresses with white space between, or @FILE with one a line",
    "depth": "a whole number from 0 to 10",
    "query": 'words to look for: side by side all of them, OR between two, -word for not, "a phrase"',
    "topic": "a TOML file with [queries] by language, [names] with their other forms, or both",
    "since": "a day, as 2025-01-31",
    "until": "a day, as 2025-01-31, not before since",
    "limit": "a whole number from 1",
}


def read_arguments(given: Mapping[str, Any], addresses: Addresses, spider: str) -> Arguments:
    """Checks the arguments of a run.

    Raises:
        ValueError: One line that names the argument, what it got and what it takes.
    """
    for name, value in given.items():
        if name not in _TAKES:
            raise ValueError(f"{name}: no such argument; {spider} takes {', '.join(_TAKES)}")
        if not _is_text(value):
            raise _refusal(name, value.encode("utf-8", "backslashreplace").decode(), "it is not UTF-8")
    try:
        arguments = Arguments(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        why = str(first["ctx"]["error"]) if first["type"] == "value_error" else ""
        raise _refusal(name, given[name], why) from None
    for url in arguments.url or []:
        if not addresses.canonical(url):
            raise ValueError(
                f"url: got {url[:200]!r}, which is no article address of {spider}; it takes {_TAKES['url']}"
            )
    if arguments.query and arguments.topic:
        raise _refusal("topic", given["topic"], "there is a query already")
    # Somewhere it is tomorrow already.
    if arguments.since and arguments.since > date.today() + timedelta(days=1):  # noqa: DTZ011 - a day more or less
        raise _refusal("since", given["since"], "that day is still to come")
    if arguments.since and arguments.until and arguments.until < arguments.since:
        raise _refusal("until", given["until"], f"since is {arguments.since}")
    return arguments


def _is_text(value: object) -> bool:
    """Tells whether a value is what can be written; a shell may hand over any bytes."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _refusal(name: str, got: object, why: str) -> ValueError:
    shown = " ".join(str(got)[:200].split())
    return ValueError(f"{name}: got {shown!r}{f' ({why})' if why else ''}; it takes {_TAKES[name]}")
