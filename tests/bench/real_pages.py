"""Pages of other people for the benchmark and for what rules gain: `FOLDER/pages/*.html` or `*.html.gz`, with gold.

`FOLDER/gold.jsonl.gz`, where it is there, has a line of JSON for each page: `id` (the name of its file), `url`, `set`,
and what the page says, `text` among it. Nothing of such pages is kept or committed.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class RealPage:
    """A saved page and what is known of it."""

    file: Path
    gold: dict[str, Any]

    @property
    def body(self) -> bytes:
        """The page as its server sent it."""
        saved = self.file.read_bytes()
        return gzip.decompress(saved) if self.file.suffix == ".gz" else saved

    @property
    def url(self) -> str:
        """Its address, or one that is made up."""
        return self.gold.get("url") or f"https://www.example.com/{self.file.name.partition('.')[0]}"


def real_pages(folder: Path) -> list[RealPage]:
    """Returns the pages of a folder by name.

    Raises:
        SystemExit: There are none.
    """
    gold = folder / "gold.jsonl.gz"
    lines = gzip.decompress(gold.read_bytes()).splitlines() if gold.exists() else []
    known = {each["id"]: each for each in map(json.loads, lines)}
    files = sorted([*folder.glob("pages/*.html"), *folder.glob("pages/*.html.gz")])
    if not files:
        raise SystemExit(f"{folder}: no pages/*.html and no pages/*.html.gz")
    return [RealPage(file, known.get(file.name.partition(".")[0], {})) for file in files]
