"""Response headers as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import Response

_MAX_LENGTH = 500


def headers(response: Response) -> dict[str, str]:
    """Returns the headers of a response; repeated ones are joined by commas."""
    items = response.headers.items()
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in items}


def header(response: Response, name: str) -> str:
    """Returns the first 500 characters of a header of a response, empty if there is none."""
    return (response.headers.get(name) or b"").decode("latin-1")[:_MAX_LENGTH]
