"""Rich's console as commands use it."""

from __future__ import annotations

from rich.console import Console


class Terminal(Console):
    """Rich's console, which passes a broken pipe on to `printing` instead of exiting."""

    def on_broken_pipe(self) -> None:
        """Raises the BrokenPipeError that Rich has caught."""
        raise  # noqa: PLE0704 - Rich calls this in its except clause
