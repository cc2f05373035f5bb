"""How far the news of a site is covered, and the gaps in it; without SQLAlchemy, for which no command should wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - of a dataclass


@dataclass
class Coverage:
    """How far the news of a site is covered. Times are in UTC."""

    site: str
    """Host of its lists."""
    covered_until: datetime | None = None
    """All news up to then was named by lists, or is in a gap; none before the first run."""
    last_new: datetime | None = None
    """When its first list that serves last named anything new."""
    entries: list[str] = field(default_factory=list)
    """Hashes of what that list named in the last complete runs, the last first."""
    disjoint_runs: int = 0
    """Runs in a row whose list did not reach back to the run before."""
    next_check: datetime | None = None
    """When a silent list is next checked against another one."""
    checks: int = 0
    """Checks in a row that found nothing."""
    frozen_since: datetime | None = None
    """Since when the list has named nothing new while another has."""
    last_told: datetime | None = None
    """When that was last told to cron."""


@dataclass
class Gap:
    """A span of publications that no list named. Times are in UTC."""

    site: str
    """Host of the lists."""
    begins: datetime
    """Publications from then on may be missing."""
    ends: datetime
    """Publications up to then may be missing."""
    opened: datetime
    """When it was found."""
    tries: int = 0
    """Walks that did not close it."""
    last_tried: datetime | None = None
    """When the last of them was."""
    last_told: datetime | None = None
    """When it was last told to cron; none before."""
    id: int | None = None
    """Its number in the catalogue; none until it is stored."""
