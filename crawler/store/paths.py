"""Where a run keeps what it stores: its directory, with a lock for each outlet, and its catalogue."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import URL


class Settings(Protocol):
    """What is needed here of the project's settings."""

    def __getitem__(self, name: str, /) -> Any:
        """Returns a setting, none if it is not set."""


def data_directory(settings: Settings) -> Path:
    """Returns where a run keeps what it stores; no shell expands the `~` in `-s DATA_DIR=~/news`."""
    return Path(settings["DATA_DIR"]).expanduser()


def catalogue_address(settings: Settings) -> str | URL:
    """Returns the SQLAlchemy address of the catalogue."""
    from sqlalchemy import URL  # noqa: PLC0415 - for which commands without a catalogue do not wait

    file = data_directory(settings).resolve() / "catalogue.sqlite"
    # In an address that is put together from strings, a `?` in a folder's name would end the path.
    return settings["CATALOGUE_URL"] or URL.create("sqlite", database=str(file))


class RunLock:
    """One run at a time for an outlet and a data directory. The kernel frees it when the process ends, however."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def acquire(self) -> bool:
        """Takes the lock without waiting; tells whether it was free."""
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            return False
        return True

    def release(self) -> None:
        """Gives the lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
