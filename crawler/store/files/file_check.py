"""Compares text files with the catalogue: restores what is missing or differs, removes an article's second files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from crawler.program import typed
from crawler.store.database import in_parts
from crawler.store.files.text_files import Change, render
from crawler.store.tables import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Self

    from crawler.store.files.text_files import ArticleFiles

_NAME = re.compile(r"\d{3,}_(?P<id>[0-9a-f]{16})\.txt", re.ASCII)
# Files that are open at once while they are written.
_BATCH = 100


@dataclass
class Repairs:
    """What a comparison of text files with the catalogue found and did."""

    written: int = 0
    """Files that were missing or differed, and were written."""
    right: int = 0
    """Files whose content was compared and is as it should be."""
    removed: int = 0
    """Second files of an article, which were removed."""
    missing: int = 0
    """Files that are still missing, because a run restores only so many."""
    folders: list[str] = field(default_factory=list)
    """Names of text files that are folders, which are left alone."""

    def __iadd__(self, other: Self) -> Self:
        """Adds what was found and done elsewhere."""
        self.written += other.written
        self.right += other.right
        self.removed += other.removed
        self.missing += other.missing
        self.folders += other.folders
        return self

    def notices(self) -> Iterator[str]:
        """Yields what a run tells of it, a part of its verdict each."""
        if self.written:
            yield f"{_count(self.written, 'text file')} restored"
        if self.missing:
            yield f"{_count(self.missing, 'text file')} still missing; {typed('export', '--write', uses_data=True)}"
        if self.removed:
            yield f"{_count(self.removed, 'double text file')} removed"
        if self.folders:
            yield f"{_count(len(self.folders), 'text file')} not written, a folder has the name: {self.folders[0]}"

    def summary(self) -> str:
        """Returns what `scrapy export --write` prints of it, without the end of the line."""
        doubles = f", {_count(self.removed, 'double')} removed" if self.removed else ""
        return f"{_count(self.written, 'file')} written, {self.right} as they should be{doubles}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def check_names(engine: sa.Engine, files: ArticleFiles, outlet: str, most: int = 1000) -> Repairs:
    """Compares the names of an outlet's text files with the catalogue, with the outlet's lock held.

    Restores at most `most` missing files. Files of articles that the catalogue does not have are left alone: they are
    somebody else's, or of a newer catalogue.

    Raises:
        OSError: The folder cannot be read or a file cannot be written.
        sqlalchemy.exc.SQLAlchemyError: The catalogue cannot be read.
    """
    repairs = Repairs()
    present, folders = files.names()
    mine = articles.c.outlet == outlet
    with engine.connect() as connection:
        # All outlets' names, which an index holds alone: an outlet's would be read from rows with their texts.
        expected = set(connection.scalars(sa.select(articles.c.file).where(articles.c.file.is_not(None))))
        for names in in_parts(sorted(expected - present), _BATCH):
            here = sa.and_(articles.c.file.in_(names), mine)
            if repairs.written >= most:
                repairs.missing += connection.scalar(sa.select(sa.func.count()).where(here)) or 0
                continue
            rows = connection.execute(sa.select(articles.c.file, articles.c.title, articles.c.text).where(here)).all()
            repairs.folders += sorted(row.file for row in rows if row.file in folders)
            lost = [Change(*row, new=False) for row in rows if row.file not in folders]
            files.replace(lost)
            present |= {change.name for change in lost}
            repairs.written += len(lost)
        doubles = _by_article(present - expected)
        for keys in in_parts(doubles):
            known = sa.select(articles.c.id, articles.c.file).where(articles.c.id.in_(keys), mine)
            right = [row.id for row in connection.execute(known) if row.file in present]
            second = [name for key in right for name in doubles[key]]
            files.remove(second)
            repairs.removed += len(second)
    return repairs


def check_contents(files: ArticleFiles, rows: Iterable[sa.Row[Any]]) -> Repairs:
    """Compares the files of articles, each a row with `id`, `file`, `title` and `text`, with the outlet's lock held.

    Writes those that are missing or differ, and removes further files of these articles.

    Raises:
        OSError: A file cannot be read or written.
    """
    repairs = Repairs()
    doubles = _by_article(files.names()[0])
    for batch in _batches(rows):
        files.replace(_different(files.folder, batch, repairs))
        right = [row for row in batch if row.file not in repairs.folders]
        second = [name for row in right for name in doubles.get(row.id, ()) if name != row.file]
        files.remove(second)
        repairs.removed += len(second)
    return repairs


def write_copies(folder: Path, rows: Iterable[sa.Row[Any]]) -> Repairs:
    """Writes the files of articles, rows as for `check_contents`, into a folder of the user's; removes nothing there.

    Raises:
        OSError: A file cannot be read or written.
    """
    repairs = Repairs()
    for batch in _batches(rows):
        for change in _different(folder, batch, repairs):
            part = folder / f".{change.name}.part"
            try:
                part.write_text(render(change.title, change.text), encoding="utf-8", newline="\n")
                part.replace(folder / change.name)
            except OSError:
                part.unlink(missing_ok=True)
                raise
    return repairs


def _batches(rows: Iterable[sa.Row[Any]]) -> Iterator[list[sa.Row[Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _different(folder: Path, batch: Iterable[sa.Row[Any]], repairs: Repairs) -> list[Change]:
    """Returns the files to write, those that are missing or have another content, and counts all of a batch."""
    different = []
    for row in batch:
        path = folder / row.file
        if path.is_dir():
            repairs.folders.append(row.file)
        elif _content(path) == render(row.title, row.text).encode():
            repairs.right += 1
        else:
            different.append(Change(row.file, row.title, row.text, new=False))
    repairs.written += len(different)
    return different


def _content(path: Path) -> bytes | None:
    """Returns what is in a file; none if it is missing, may not be read or is none, as a pipe."""
    try:
        return path.read_bytes() if path.is_file() else None
    except PermissionError:
        return None


def _by_article(names: Iterable[str]) -> dict[str, list[str]]:
    """Returns the names that are those of text files, by the id of the article."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        if match := _NAME.fullmatch(name):
            found.setdefault(match["id"], []).append(name)
    return found
