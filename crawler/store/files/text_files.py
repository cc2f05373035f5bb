"""The article files: complete or absent, never partial.

A file is first written to `staging/` and synced. A new one is then linked into `articles/` before its row is
committed; a changed one replaces the old one after the commit. What is in `staging/` when a run starts is what a crash
interrupted, and the catalogue decides whether it is finished or discarded.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Change(NamedTuple):
    """One file to write."""

    name: str
    """The file's name in `articles/`."""
    title: str
    """The article's title."""
    text: str
    """The article's text."""
    new: bool
    """True if there is no such file yet."""


def render(title: str, text: str) -> str:
    """Returns an article file's content: title, blank line, paragraphs with one blank line between."""
    return f"{title}\n\n{text}\n"


class ArticleFiles:
    """The article files of one outlet's runs under a data directory.

    Raises:
        OSError: The directory cannot be read or written.
    """

    def __init__(self, directory: Path, outlet: str) -> None:
        self._articles, self._staging, self._prefix = (
            directory / "articles",
            directory / "staging",
            f"{outlet}.",
        )
        for folder in (self._articles, self._staging):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._articles

    def names(self) -> tuple[set[str], set[str]]:
        """Returns the names of the files in the folder, of any outlet or none, and those of folders in it."""
        files, folders = set(), set()
        with os.scandir(self._articles) as entries:
            for entry in entries:
                if entry.is_file():
                    files.add(entry.name)
                elif entry.is_dir():
                    folders.add(entry.name)
        return files, folders

    def replace(self, changes: Sequence[Change]) -> None:
        """Writes files whose rows are committed, whether there are such files or not."""
        self.write(changes)
        self.finish(*(change.name for change in changes))

    def remove(self, names: Sequence[str]) -> None:
        """Removes files."""
        for name in names:
            (self._articles / name).unlink(missing_ok=True)
        if names:
            _sync(self._articles)

    def write(self, changes: Sequence[Change]) -> None:
        """Writes files: new ones into place, changed ones beside the old until `finish`.

        Until `finish`, `recover` can complete or undo the change. Each folder is synced once for all of the files.
        """
        self._stage(changes)
        for change in changes:
            if change.new:
                final = self._articles / change.name
                # No row has this name: a file that has it is of the same article, by its id, and left by a catalogue
                # that is gone or newer.
                final.unlink(missing_ok=True)
                os.link(self._path(change.name), final)
        if any(change.new for change in changes):
            _sync(self._articles)

    def finish(self, *names: str) -> None:
        """Moves staged files into place, after the commit."""
        replaced = False
        for name in names:
            staged, final = self._path(name), self._articles / name
            if final.exists() and staged.samefile(final):
                staged.unlink()
            else:
                staged.replace(final)
                replaced = True
        if replaced:
            _sync(self._articles)

    def discard(self, name: str, *, added: bool) -> None:
        """Removes a staged file, and the file itself if it was `added`, after a transaction that failed."""
        self._path(name).unlink(missing_ok=True)
        if added:
            (self._articles / name).unlink(missing_ok=True)

    def recover(self, committed: Callable[[str], tuple[str, str] | None]) -> list[str]:
        """Finishes or discards what a crash interrupted; `committed` returns title and text of the row with a file.

        Returns the names of the staged files. Call it with the outlet's lock held.
        """
        found = sorted(path.name for path in self._staging.iterdir() if path.name.startswith(self._prefix))
        for staged in found:
            name = staged.removeprefix(self._prefix).removesuffix(".part")
            row = committed(name)
            content = (self._staging / staged).read_text(encoding="utf-8", errors="replace")
            if row and content == render(*row):
                self.finish(name)
            else:
                self.discard(name, added=row is None)
        return found

    def _path(self, name: str) -> Path:
        return self._staging / f"{self._prefix}{name}.part"

    def _stage(self, changes: Sequence[Change]) -> None:
        try:
            with ExitStack() as opened:
                files = []
                for change in changes:
                    file = opened.enter_context(self._path(change.name).open("w", encoding="utf-8", newline="\n"))
                    file.write(render(change.title, change.text))
                    file.flush()
                    files.append(file)
                # The first sync writes most of the others too.
                for file in files:
                    os.fsync(file.fileno())
        except OSError:
            for change in changes:
                self._path(change.name).unlink(missing_ok=True)
            raise
        if changes:
            _sync(self._staging)


def _sync(folder: Path) -> None:
    """Syncs the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
