"""Reads fixture files: saved pages, each beside its expectation.

`NAME.html` (or `.xml`, `.txt`, `.body.json`) is the page as the site serves it. `NAME.json` is the expectation: `url`,
`also` (other addresses that serve it), `status`, `headers`, `shows` (why the page is kept), and one of `item`, `links`,
`sitemaps` (of an index) and `refused`. Files in the folder `later` replace those of the same name in a later state of
the site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 - part of a dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class SavedPage:
    """One saved page with its expectation."""

    path: Path
    """File of the expectation."""
    url: str
    body: bytes = b""
    """The page; empty for an answer without a body."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    """Other addresses that serve the page."""
    expected: dict[str, Any] = field(default_factory=dict)
    """The whole expectation file."""

    @property
    def file(self) -> Path:
        """The file of the page, or of the expectation for an answer without a body."""
        return page_beside(self.path) or self.path


def saved_pages(folder: Path) -> Iterator[SavedPage]:
    """Yields the saved pages of a folder that have an expectation.

    Raises:
        ValueError: An expectation cannot be read; the message names the file.
    """
    for path in sorted(filter(is_expectation, folder.glob("*.json"))):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            page = page_beside(path)
            yield SavedPage(
                path, data["url"], page.read_bytes() if page else b"", data.get("status", 200), data.get("headers", {}),
                data.get("also", []), data,
            )  # fmt: skip
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}: no expectation: {error!r}") from None


def is_expectation(path: Path) -> bool:
    """True if a file is named like an expectation, not like a page."""
    return path.suffix == ".json" and not path.name.endswith(".body.json")


def page_beside(expectation: Path) -> Path | None:
    """Returns the file of the page of an expectation, or none for an answer without a body."""
    beside = sorted(expectation.parent.glob(f"{expectation.stem}.*"))
    return next((path for path in beside if path != expectation), None)


def expectation_of(page: Path) -> Path:
    """Returns the file of the expectation of a page."""
    return page.with_name(page.name.removesuffix(".body.json").removesuffix(page.suffix) + ".json")
