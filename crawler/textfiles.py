"""The article files: whole or not there, never half.

A file is written in `staging/` first and synced. A new one is then linked into `articles/` before its row is
committed; a changed one replaces the old after the commit. What lies in `staging/` at a start tells what a crash
has interrupted, and the catalogue tells which way to end it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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

    def add(self, name: str, title: str, text: str) -> None:
        """Writes a new file; until `settle` a crash can be told from a finished one."""
        staged = self._stage(name, title, text)
        final = self._articles / name
        # Nobody has committed this name: what is there was left by a catalogue that is gone.
        final.unlink(missing_ok=True)
        os.link(staged, final)
        _sync(self._articles)

    def prepare(self, name: str, title: str, text: str) -> None:
        """Writes the new content of a file beside it; `settle` puts it in place."""
        self._stage(name, title, text)

    def settle(self, name: str) -> None:
        """Puts in place what was staged, after the commit."""
        staged, final = self._path(name), self._articles / name
        if final.exists() and staged.samefile(final):
            staged.unlink()
        else:
            staged.replace(final)
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
                self.settle(name)
            else:
                self.discard(name, added=row is None)
        return found

    def _path(self, name: str) -> Path:
        return self._staging / f"{self._prefix}{name}.part"

    def _stage(self, name: str, title: str, text: str) -> Path:
        path = self._path(name)
        try:
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write(render(title, text))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        _sync(self._staging)
        return path


def _sync(folder: Path) -> None:
    """Makes the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
