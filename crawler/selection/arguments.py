"""The arguments that every spider accepts (`scrapy crawl NAME -a …`), checked before a run starts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from crawler.selection.argument_files import read_text
from crawler.selection.query import parse_query
from crawler.selection.topic import read_topics
from crawler.text.dates import parse_day
from crawler.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crawler.text.urls import Addresses

_MOST_ADDRESSES = 10_000
# Each page that does not come is stored with all of them.
_MOST_TOPICS = 20
# Bytes of a file with one URL or topic a line.
_LARGEST_LIST = 4 << 20
_EARLIEST = date(1990, 1, 1)


def _addresses(value: object) -> object:
    """Splits `url`: URLs separated by white space, or `@FILE` with one a line and comments behind `#`."""
    if not isinstance(value, str):
        return value
    addresses = " ".join(_lines(value[1:])).split() if value.startswith("@") else value.split()
    if len(addresses) > _MOST_ADDRESSES:
        raise ValueError(f"more than {_MOST_ADDRESSES} URLs: {len(addresses)}")
    return addresses


def _lines(path: str) -> list[str]:
    """Returns the lines of a file that are neither blank nor comments behind `#`."""
    try:
        text = read_text(path, _LARGEST_LIST)
    except ValueError as error:
        raise ValueError(f"cannot read the file {path[:200]}: {error}") from None
    lines = map(str.strip, text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def topic_paths(value: str) -> list[str]:
    """Splits `topic`: one file, files separated by white space, or `@FILE` with one a line.

    Raises:
        ValueError: The file behind `@` cannot be read; the message is one clause.
    """
    if value.startswith("@"):
        return _lines(value[1:])
    return [value] if _is_file(value) else value.split()


def is_topic_name(value: str) -> bool:
    """True if a value of `topic` names no file, so that it may be the name of a topic."""
    parts = value, *value.split()
    return not value.startswith("@") and not any(_is_file(part) or part.endswith(".toml") for part in parts)


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:
        # Such as a name that is too long.
        return False


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    # pydantic would read a number as seconds since 1970.
    day = parse_day(value)
    if day < _EARLIEST:
        raise ValueError("no archive reaches back that far")
    return day


def _query(value: object) -> object:
    if isinstance(value, str):
        parse_query(value)
    return value


def _topics(value: object) -> object:
    if not isinstance(value, str):
        return value
    paths = topic_paths(value)
    if len(paths) > _MOST_TOPICS:
        raise ValueError(f"more than {_MOST_TOPICS} topics: {len(paths)}")
    read_topics(paths, value[1:] if value.startswith("@") else "")
    return paths


Day = Annotated[date, BeforeValidator(_day)]


class Arguments(BaseModel):
    """The arguments of one run; none if not given. Days are those of the outlet's zone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[list[str], BeforeValidator(_addresses), Field(min_length=1)] | None = Field(
        None, description="articles to read: their URLs, or @FILE with one URL a line"
    )
    depth: Annotated[int, Field(ge=0, le=10)] | None = Field(
        None, description="how many steps to follow related links: 0 to 10"
    )
    query: Annotated[str, BeforeValidator(_query)] | None = Field(
        None, description='words to search for: a b, a OR b, -word, "a phrase", brackets'
    )
    topic: Annotated[list[str], BeforeValidator(_topics), Field(min_length=1)] | None = Field(
        None, description="TOML files of words and names to search for, or @FILE"
    )
    since: Day | None = Field(None, description="read lists back to this day, such as 2025-01-31")
    until: Day | None = Field(None, description="leave out articles published after this day")
    limit: Annotated[int, Field(ge=1)] | None = Field(None, description="stop after so many new articles: 1 or more")

    @property
    def steps(self) -> int:
        """How many steps related links are followed: `depth`, or else `default_steps`."""
        return self.default_steps if self.depth is None else self.depth

    @property
    def default_steps(self) -> int:
        """How many steps they are followed without `depth`: 1 with `url`, `query` or `topic`, 0 without."""
        return int(bool(self.url or self.query or self.topic))


_EXPECTED = {
    "url": "URLs of articles separated by white space, or @FILE with one a line",
    "depth": "a whole number from 0 to 10",
    "query": 'words to search for: a b for both, a OR b for either, -word for not, "a phrase", brackets',
    "topic": "TOML files with [queries] by language, [names] with their other forms, or both; or @FILE with one a line",
    "since": "a day such as 2025-01-31",
    "until": "a day such as 2025-01-31, not before since",
    "limit": "a whole number of at least 1",
}


def read_arguments(given: Mapping[str, Any], addresses: Addresses, spider: str) -> Arguments:
    """Checks the arguments of a run; those whose names begin with `_`, such as scrapyd's `_job`, are passed over.

    Raises:
        ValueError: One line that names the argument, the value it got and what it expects.
    """
    given = {name: value for name, value in given.items() if not name.startswith("_")}
    for name, value in given.items():
        if name not in _EXPECTED:
            raise unknown_argument(name, _EXPECTED, spider)
        if not _is_text(value):
            raise _refusal(name, value.encode("utf-8", "backslashreplace").decode(), "it is not UTF-8")
    try:
        arguments = Arguments(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        why = str(first["ctx"]["error"]) if first["type"] == "value_error" else ""
        raise _refusal(name, given[name], why) from None
    for number, url in enumerate(arguments.url or [], 1):
        if not addresses.canonical(url):
            # Of a file the message tells no more than where it is wrong.
            got = (
                f"{given['url'][:200]!r}, of whose URLs no. {number}"
                if given["url"][:1] == "@"
                else f"{url[:200]!r}, which"
            )
            raise ValueError(f"url: got {got} is not the URL of an article of {spider}; expected {_EXPECTED['url']}")
    if arguments.query and arguments.topic:
        raise _refusal("topic", given["topic"], "cannot be combined with query")
    # In some zones it is tomorrow already.
    if arguments.since and arguments.since > date.today() + timedelta(days=1):  # noqa: DTZ011 - a day more or less
        raise _refusal("since", given["since"], "it is in the future")
    if arguments.since and arguments.until and arguments.until < arguments.since:
        raise _refusal("until", given["until"], f"since is {arguments.since}")
    return arguments


def unknown_argument(name: str, accepted: Iterable[str], accepts: str) -> ValueError:
    """Returns the error for an argument that does not exist, with those that a spider or command accepts."""
    shown = " ".join(name.split())[:200]
    meant = did_you_mean(shown, accepted) or ";"
    return ValueError(f"{shown}: no such argument{meant} {accepts} accepts {', '.join(accepted)}; see --help")


def _is_text(value: object) -> bool:
    """True if a value is valid Unicode; a shell may pass any bytes."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _refusal(name: str, got: object, why: str) -> ValueError:
    shown = " ".join(str(got)[:200].split())
    return ValueError(f"{name}: got {shown!r}{f' ({why})' if why else ''}; expected {_EXPECTED[name]}")
