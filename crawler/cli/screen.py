"""What commands print for people: nothing of a page, a catalogue or an argument steers the terminal."""

from __future__ import annotations

import sys

from crawler.program import typed
from crawler.text.unicode import clean, fold


def say(*lines: str) -> None:
    """Prints lines on standard output, cleaned."""
    sys.stdout.writelines(f"{clean(line)}\n" for line in lines)


def complain(command: str, message: object) -> None:
    """Prints one line of a command on standard error, cleaned, whatever breaks or controls the message has."""
    sys.stderr.write(f"{typed(command)}: {fold(str(message))}\n")
