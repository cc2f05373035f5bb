"""The exit codes of the commands, by sysexits.h where it has one, and which of several is the worst."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ExitCode(IntEnum):
    """The exit code of a command, and of each run in the catalogue."""

    OK = 0
    """Nothing has to be done."""
    BUG = 1
    """The suite failed: an exception, a page that extraction could not finish, not enough memory."""
    USAGE = 2
    """The command line or a setting is wrong; nothing was done."""
    CHANGED = 65
    """The site changed: its lists or pages do not give what they used to."""
    UNREACHABLE = 69
    """The site did not answer, or answered with server errors only."""
    STORAGE = 74
    """The catalogue or a file could not be read or written."""
    NOT_DONE = 75
    """Another run of the same outlet holds its lock, or a limit of time or memory ended the run with work left."""
    REFUSED = 77
    """The site refused: by robots.txt, opt-out, status, challenge page or log-in wall."""
    OVERDUE = 78
    """An outlet's next run is late; only `scrapy status` exits with it."""
    SIGINT = 130
    """Stopped by SIGINT."""
    SIGTERM = 143
    """Stopped by SIGTERM."""


SIGNALS = {code.name: code for code in (ExitCode.SIGINT, ExitCode.SIGTERM)}
# From best to worst, by how urgently a person has to act. Any other code is worse than all of these.
_BY_SEVERITY = (
    ExitCode.OK, ExitCode.NOT_DONE, ExitCode.REFUSED, ExitCode.UNREACHABLE, ExitCode.CHANGED, ExitCode.OVERDUE,
    ExitCode.STORAGE, ExitCode.USAGE, ExitCode.BUG,
)  # fmt: skip


def worst(codes: Iterable[int]) -> int:
    """Returns the most urgent of the exit codes, 0 if there are none."""
    return max(
        codes, key=lambda code: _BY_SEVERITY.index(code) if code in _BY_SEVERITY else len(_BY_SEVERITY), default=0
    )
