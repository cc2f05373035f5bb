"""What a catalogue and its files say, seen from outside after each run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class State:
    """A stored article as it was found after a run."""

    seen: datetime
    """When the run began, by the site's clock."""
    title: str
    text: str
    published: datetime | None
    gone: bool
    file: str


@dataclass
class Stored:
    """A stored article and all that was found of it."""

    url: str
    states: list[State] = field(default_factory=list)

    @property
    def last(self) -> State:
        return self.states[-1]

    @property
    def since(self) -> datetime:
        return self.states[0].seen


@dataclass(frozen=True)
class LastRun:
    """The newest row of the table of runs."""

    code: int | None
    line: str


class Watched:
    """A data directory that is looked at after each run."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.stored: dict[str, Stored] = {}
        self._marks: dict[str, tuple[Any, ...]] = {}

    @property
    def path(self) -> Path:
        return self.data / "catalogue.sqlite"

    def look(self, now: datetime) -> None:
        """Notes what has changed since the last look."""
        if not self.path.exists():
            return
        with closing(sqlite3.connect(self.path)) as catalogue:
            catalogue.row_factory = sqlite3.Row
            rows = catalogue.execute("SELECT id, url, title, digest, gone, file, published FROM articles").fetchall()
            for row in rows:
                mark = tuple(row)
                if self._marks.get(row["id"]) == mark:
                    continue
                self._marks[row["id"]] = mark
                text = catalogue.execute("SELECT text FROM articles WHERE id = ?", [row["id"]]).fetchone()["text"]
                published = datetime.fromisoformat(row["published"]) if row["published"] else None
                state = State(now, row["title"], text, published, bool(row["gone"]), row["file"] or "")
                self.stored.setdefault(row["id"], Stored(row["url"])).states.append(state)
            for key in self.stored.keys() - {row["id"] for row in rows}:
                del self.stored[key]

    def last_run(self) -> LastRun:
        row = self._rows("SELECT exit_code, reason FROM runs ORDER BY id DESC LIMIT 1")
        return LastRun(row[0]["exit_code"], row[0]["reason"]) if row else LastRun(None, "")

    def gaps(self) -> list[tuple[datetime, datetime]]:
        """Returns the gaps that the catalogue holds, as the times of publication that they reach over."""
        rows = self._rows("SELECT begins, ends FROM gaps")
        return [(datetime.fromisoformat(row["begins"]), datetime.fromisoformat(row["ends"])) for row in rows]

    def files(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in (self.data / "articles").glob("*.txt")}

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.data.glob("catalogue.sqlite*"))

    def _rows(self, query: str) -> list[sqlite3.Row]:
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(self.path)) as catalogue:
            catalogue.row_factory = sqlite3.Row
            return catalogue.execute(query).fetchall()
