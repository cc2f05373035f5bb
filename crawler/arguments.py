"""The arguments that every spider takes (`scrapy crawl NAME -a …`), checked before anything is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.normalise.addresses import Addresses

_LATER = ("query", "topic", "since", "until")
_MOST_ADDRESSES = 10_000


def _addresses(value: object) -> object:
    """Splits `url`: addresses with white space between, or `@FILE` with one a line."""
    if not isinstance(value, str):
        return value
    if value.startswith("@"):
        try:
            value = Path(value[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"cannot read the file {value[1:]}: {getattr(error, 'strerror', None) or error}") from None
        value = "\n".join(line for line in value.splitlines() if not line.lstrip().startswith("#"))
    return value.split()


class Arguments(BaseModel):
    """What one run is asked to do. `depth` is none where it was not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Annotated[list[str], BeforeValidator(_addresses), Field(min_length=1, max_length=_MOST_ADDRESSES)] | None = (
        None
    )
    depth: Annotated[int, Field(ge=0, le=10)] | None = None
    limit: Annotated[int, Field(ge=1)] | None = None

    @property
    def steps(self) -> int:
        """How many steps related links are followed: as given, else 1 from given addresses and 0 from lists."""
        return self.depth if self.depth is not None else 1 if self.url else 0


_TAKES = {
    "url": "article addresses with white space between, or @FILE with one a line",
    "depth": "a whole number from 0 to 10",
    "limit": "a whole number from 1",
}


def read_arguments(given: Mapping[str, Any], addresses: Addresses, spider: str) -> Arguments:
    """Checks the arguments of a run.

    Raises:
        ValueError: One line that names the argument, what it got and what it takes.
    """
    for name in _LATER:
        if name in given:
            raise ValueError(f"{name}: this version does not know it yet; it takes {', '.join(_TAKES)}")
    try:
        arguments = Arguments(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        if name not in _TAKES:
            raise ValueError(f"{name}: no such argument; {spider} takes {', '.join(_TAKES)}") from None
        why = f" ({first['ctx']['error']})" if first["type"] == "value_error" else ""
        raise ValueError(f"{name}: got {str(given[name])[:200]!r}{why}; it takes {_TAKES[name]}") from None
    for url in arguments.url or []:
        if not addresses.canonical(url):
            raise ValueError(
                f"url: got {url[:200]!r}, which is no article address of {spider}; it takes {_TAKES['url']}"
            )
    return arguments
