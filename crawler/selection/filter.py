"""What a run keeps: by the words and the days that were asked for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from crawler.selection.query import Query, parse_query
from crawler.selection.topic import Topic, read_topic
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from crawler.items import ListEntry
    from crawler.selection.arguments import Arguments


@dataclass(frozen=True)
class Selection:
    """The words and days of a run. Days are those of `zone`; an article without a date is on any day."""

    zone: tzinfo
    query: Query | Topic | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, arguments: Arguments, zone: tzinfo) -> Selection:
        """Returns what a run's arguments select."""
        query: Query | Topic | None = None
        if arguments.topic:
            query = read_topic(arguments.topic)
        elif arguments.query:
            query = parse_query(arguments.query)
        return cls(zone, query, arguments.since, arguments.until)

    @property
    def aliases(self) -> dict[str, str]:
        """Forms of names, folded, with the name that each belongs to, as far as a topic has told them."""
        return self.query.names.aliases() if isinstance(self.query, Topic) else {}

    @property
    def conditions(self) -> str:
        """What an article has to meet, one condition a line; what was not kept is kept with the one it did not meet."""
        words = [self.query.text] if self.query else []
        words += [f"since {self.since}"] if self.since else []
        words += [f"until {self.until}"] if self.until else []
        return "\n".join(words)

    @property
    def key(self) -> str:
        """Returns what the run's words are told from other words by, or empty where it has none."""
        return sha256(self.query.text.encode()).hexdigest()[:16] if self.query else ""

    def searches(self, language: str) -> list[str]:
        """Returns what an outlet in a language is to be searched for."""
        if self.query is None:
            return []
        query = self.query.query(language) if isinstance(self.query, Topic) else self.query
        return query.searches(hangul=language == "ko")

    def unmet(self, published: datetime | None, language: str, *texts: str) -> str:
        """Returns the condition that an article does not meet, by its date, title and text, or empty."""
        if self.query:
            query = self.query.query(language) if isinstance(self.query, Topic) else self.query
            if not query.matches(*texts):
                return self.query.text
        if published and self.is_older(published):
            return f"since {self.since}"
        return f"until {self.until}" if published and self.is_newer(published) else ""

    def is_in_time(self, published: datetime) -> bool:
        """Tells whether an article is of the days that were asked for."""
        return not (self.is_older(published) or self.is_newer(published))

    def may_be_in_range(self, entry: ListEntry) -> bool:
        """Tells whether an article can be of those days by what its list and its address say."""
        if entry.published is not None:
            return self.is_in_time(entry.published)
        if entry.modified is not None and self.is_older(entry.modified):
            return False
        days = days_in_address(entry.url)
        # A story published late in one zone has another day in its address.
        return days is None or not (
            (self.since and days[1] + timedelta(days=1) < self.since)
            or (self.until and days[0] - timedelta(days=1) > self.until)
        )

    @property
    def first(self) -> datetime | None:
        """Returns when the first day begins."""
        return datetime.combine(self.since, time.min, self.zone) if self.since else None

    def months(self, now: datetime) -> tuple[str, str]:
        """Returns the months of the first day and of the last one that has begun, as `2025-03`."""
        today = now.astimezone(self.zone).date()
        last = min(self.until or today, today)
        return (self.since or last).isoformat()[:7], last.isoformat()[:7]

    def clip(self, published: datetime) -> datetime:
        """Returns the nearest moment of the days that were asked for."""
        if self.first and published < self.first:
            return self.first
        if self.until and self.is_newer(published):
            return datetime.combine(self.until, time.max, self.zone)
        return published

    def is_older(self, published: datetime) -> bool:
        """Tells whether it was published before the first day."""
        return self.first is not None and published < self.first

    def is_newer(self, published: datetime) -> bool:
        """Tells whether it was published after the last day."""
        if self.until is None:
            return False
        return published >= datetime.combine(self.until + timedelta(days=1), time.min, self.zone)
