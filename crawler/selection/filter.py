"""The filter of a run: the words and days that an article must match to be stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from crawler.selection.query import Query, parse_query
from crawler.selection.topic import Topic, parse_topic, read_topic
from crawler.text.dates import days_in_address

if TYPE_CHECKING:
    from datetime import tzinfo

    from crawler.items import ListEntry
    from crawler.selection.arguments import Arguments


def short_key(*words: str) -> str:
    """Returns 16 hex digits that identify words among others."""
    return sha256("\n".join(words).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Selection:
    """The words and days of a run. Days are those of `zone`; an article without a date matches any day."""

    zone: tzinfo
    query: Query | Topic | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, arguments: Arguments, zone: tzinfo) -> Selection:
        """Returns the filter that a run's arguments describe."""
        query: Query | Topic | None = None
        if arguments.topic:
            query = read_topic(arguments.topic)
        elif arguments.query:
            query = parse_query(arguments.query)
        return cls(zone, query, arguments.since, arguments.until)

    def to_dict(self) -> dict[str, Any]:
        """Returns it in the form that is stored with pages, for JSON."""
        days = {"since": self.since and self.since.isoformat(), "until": self.until and self.until.isoformat()}
        words = (
            {"topic": self.query.content}
            if isinstance(self.query, Topic)
            else {"query": self.query and self.query.text}
        )
        return {name: value for name, value in {**words, **days}.items() if value}

    @classmethod
    def from_dict(cls, stored: dict[str, Any], zone: tzinfo) -> Selection:
        """Returns the filter that `to_dict` gave.

        Raises:
            ValueError: Its words are of an earlier version and not understood any more.
        """
        query: Query | Topic | None = None
        if "topic" in stored:
            query = parse_topic(stored["topic"])
        elif "query" in stored:
            query = parse_query(stored["query"])
        since, until = (date.fromisoformat(stored[name]) if name in stored else None for name in ("since", "until"))
        return cls(zone, query, since, until)

    @property
    def aliases(self) -> dict[str, str]:
        """Maps each folded form of a topic's names to its folded name."""
        return self.query.names.aliases() if isinstance(self.query, Topic) else {}

    @property
    def warnings(self) -> list[str]:
        """What is doubtful about the words, one clause each."""
        return [f"topic: {line}" for line in self.query.names.conflicts()] if isinstance(self.query, Topic) else []

    @property
    def conditions(self) -> str:
        """The conditions, one a line; a page that is not stored is recorded with the one that it did not meet."""
        words = [self.query.text] if self.query else []
        words += [f"since {self.since}"] if self.since else []
        words += [f"until {self.until}"] if self.until else []
        return "\n".join(words)

    @property
    def key(self) -> str:
        """Identifies the run's query among others; empty without one."""
        return short_key(self.query.text) if self.query else ""

    @property
    def is_backfill(self) -> bool:
        """True if it has a first or a last day, for which lists are read backwards."""
        return bool(self.since or self.until)

    def reading_back(self, most: timedelta, now: datetime) -> Selection:
        """Returns the filter for lists: with `until` alone it has a first day, `most` before that or today."""
        if self.since or not self.until:
            return self
        return replace(self, since=min(self.until, now.astimezone(self.zone).date()) - most)

    def searches(self, language: str) -> list[str]:
        """Returns the strings to enter into the search of an outlet in this language."""
        if self.query is None:
            return []
        query = self.query.query(language) if isinstance(self.query, Topic) else self.query
        return query.searches(hangul=language == "ko")

    def mentions(self, *texts: str) -> bool:
        """True if texts have any of the words, in any language of a topic, or begin to (see `Term.mentions`)."""
        if isinstance(self.query, Topic):
            return any(query.mentions(*texts) for query in (*self.query.queries.values(), self.query.other))
        return self.query is not None and self.query.mentions(*texts)

    def unmet(self, published: datetime | None, language: str, *texts: str) -> str:
        """Returns the condition that an article does not meet, empty if it meets all."""
        if self.query:
            query = self.query.query(language) if isinstance(self.query, Topic) else self.query
            if not query.matches(*texts):
                return self.query.text
        if published and self.is_older(published):
            return f"since {self.since}"
        return f"until {self.until}" if published and self.is_newer(published) else ""

    def is_in_time(self, published: datetime) -> bool:
        """True if the publication is within `since` and `until`."""
        return not (self.is_older(published) or self.is_newer(published))

    def may_be_in_range(self, entry: ListEntry) -> bool:
        """True if an article may be within `since` and `until`, by the times in its list and its URL."""
        if entry.published is not None:
            return self.is_in_time(entry.published)
        if entry.modified is not None and self.is_older(entry.modified):
            return False
        days = days_in_address(entry.url)
        # A story published near midnight has the day of another zone in its URL.
        return days is None or not (
            (self.since and days[1] + timedelta(days=1) < self.since)
            or (self.until and days[0] - timedelta(days=1) > self.until)
        )

    @property
    def first(self) -> datetime | None:
        """When the first day begins; none without `since`."""
        return datetime.combine(self.since, time.min, self.zone) if self.since else None

    def months(self, now: datetime) -> tuple[str, str]:
        """Returns the first and the last month to read, as `2025-03`; none after the current one.

        The first is empty if there is a last day and no first one.
        """
        today = now.astimezone(self.zone).date()
        last = min(self.until or today, today).isoformat()[:7]
        return self.since.isoformat()[:7] if self.since else "" if self.until else last, last

    def clip(self, published: datetime) -> datetime:
        """Returns the nearest moment within `since` and `until`."""
        if self.first and published < self.first:
            return self.first
        if self.until and self.is_newer(published):
            return datetime.combine(self.until, time.max, self.zone)
        return published

    def is_older(self, published: datetime) -> bool:
        """True if published before `since`."""
        return self.first is not None and published < self.first

    def is_newer(self, published: datetime) -> bool:
        """True if published after `until`."""
        if self.until is None:
            return False
        return published >= datetime.combine(self.until + timedelta(days=1), time.min, self.zone)
