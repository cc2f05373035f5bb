"""The article files: whole or not there, never half.

A file is written in `staging/` first and synced. A new one is then linked into `articles/` before its row is
committed; a changed one replaces the old after the commit. What lies in `staging/` at a start tells what a crash
has interrupted, and the catalogue tells which way to end it.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class Change(NamedTuple):
    """What a file is to hold; `new` where there is none yet."""

    name: str
    title: str
    text: str
    new: bool


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

    def write(self, changes: Sequence[Change]) -> None:
        """Writes files; until `finish` a crash can be told from a finished change.

        New ones are in place then, changed ones still beside the old. Each folder is synced once for all of them.
        """
        self._stage(changes)
        for change in changes:
            if change.new:
                final = self._articles / change.name
                # Nobody has committed this name: what is there was left by a catalogue that is gone.
                final.unlink(missing_ok=True)
                os.link(self._path(change.name), final)
        if any(change.new for change in changes):
            _sync(self._articles)

    def finish(self, *names: str) -> None:
        """Puts in place what was staged, after the commit."""
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
        """Takes back what was staged, and the file if it was new, after a transaction that failed."""
        self._path(name).unlink(missing_ok=True)
        if added:
            (self._articles / name).unlink(missing_ok=True)

    def recover(self, committed: Callable[[str], tuple[str, str] | None]) -> list[str]:
        """Ends what a crash has interrupted; `committed` returns title and text of the row that has a file.

        Returns the names that were found. To be called holding the outlet's lock.
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
                # The first takes most of the others along.
                for file in files:
                    os.fsync(file.fileno())
        except OSError:
            for change in changes:
                self._path(change.name).unlink(missing_ok=True)
            raise
        if changes:
            _sync(self._staging)


def _sync(folder: Path) -> None:
    """Makes the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
