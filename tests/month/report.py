"""Prints what the judge found: a table over the spiders, and the first examples of each failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from tests.month.judge import FAILURES

if TYPE_CHECKING:
    from tests.month.judge import Found


def show(found: dict[str, Found], title: str, examples: int) -> None:
    """Prints the figures of all spiders, and examples of what failed."""
    table = Table(title=title, box=None)
    table.add_column("")
    for name in found:
        table.add_column(name, justify="right")
    for failure in FAILURES:
        table.add_row(failure, *(str(len(each.failures[failure])) for each in found.values()))
    table.add_section()
    for figure in next(iter(found.values())).figures:
        table.add_row(figure, *(each.figures.get(figure, "") for each in found.values()))
    console = Console(width=120, highlight=False, markup=False)
    console.print(table)
    for name, each in found.items():
        for failure, cases in each.failures.items():
            for case in cases[:examples]:
                console.print(f"{name}: {failure}: {case}", soft_wrap=True)
