"""Rich's console as commands use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment

from crawler.text.unicode import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import ConsoleOptions, RenderableType


class Terminal(Console):
    """Rich's console, which cleans what it prints and takes no text for markup; a broken pipe goes on to `printing`."""

    def __init__(self, *, soft_wrap: bool = True) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, soft_wrap=soft_wrap)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yields what is printed, in pieces of one style."""
        for piece in super().render(renderable, options):
            yield piece if piece.control else Segment(clean(piece.text), piece.style)

    def on_broken_pipe(self) -> None:
        """Raises the BrokenPipeError that Rich has caught."""
        raise  # noqa: PLE0704 - Rich calls this in its except clause
