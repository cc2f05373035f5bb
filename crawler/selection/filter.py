"""The filter of a run: the words and days that an article must match to be stored. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from crawler.selection.query import Query, parse_query
from crawler.selection.terms import match_form
from crawler.selection.topic import Topic, parse_topic, read_topics, shared_forms
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
    """The words and days of a run. Days are those of `zone`; an article without a date matches any day.

    A run may look for several topics: an article matches if it matches one of them (see `parts`).
    """

    zone: tzinfo
    query: Query | Topic | tuple[Topic, ...] | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, arguments: Arguments, zone: tzinfo) -> Selection:
        """Returns the filter that a run's arguments describe."""
        query: Query | Topic | tuple[Topic, ...] | None = None
        if arguments.topic:
            topics = read_topics(arguments.topic)
            query = topics[0] if len(topics) == 1 else tuple(topics)
        elif arguments.query:
            query = parse_query(arguments.query)
        return cls(zone, query, arguments.since, arguments.until)

    @property
    def parts(self) -> tuple[Selection, ...]:
        """The words and days of each topic; itself unless there are several."""
        return tuple(replace(self, query=each) for each in self.query) if isinstance(self.query, tuple) else (self,)

    @property
    def topics(self) -> list[Topic]:
        """Its topics."""
        return [each.query for each in self.parts if isinstance(each.query, Topic)]

    @property
    def topic_name(self) -> str:
        """The name of its topic, as articles are stored with it; empty without one. Of one of the `parts`."""
        return self.query.name if isinstance(self.query, Topic) else ""

    def to_dict(self) -> dict[str, Any]:
        """Returns one of the `parts` in the form that is stored with pages, for JSON."""
        days = {"since": self.since and self.since.isoformat(), "until": self.until and self.until.isoformat()}
        words: dict[str, Any] = {}
        if isinstance(self.query, Topic):
            words = {"topic": self.query.content, "name": self.query.name, "key": self.key}
        elif isinstance(self.query, Query):
            words = {"query": self.query.text, "key": self.key}
        return {name: value for name, value in {**words, **days}.items() if value}

    @classmethod
    def from_dict(cls, stored: dict[str, Any], zone: tzinfo) -> Selection:
        """Returns the filter that `to_dict` gave.

        Raises:
            ValueError: Its words are of an earlier version and not understood any more.
        """
        query: Query | Topic | None = None
        if "topic" in stored:
            query = parse_topic(stored["topic"], stored.get("name", ""))
        elif "query" in stored:
            query = parse_query(stored["query"])
        since, until = (date.fromisoformat(stored[name]) if name in stored else None for name in ("since", "until"))
        return cls(zone, query, since, until)

    @property
    def aliases(self) -> dict[str, str]:
        """Maps each folded form of the topics' names to its folded name, that of the first topic that has the form."""
        return {form: name for topic in reversed(self.topics) for form, name in topic.names.aliases().items()}

    @property
    def warnings(self) -> list[str]:
        """What is doubtful about the words, one clause each."""
        conflicts = [line for topic in self.topics for line in topic.names.conflicts()]
        return [f"topic: {line}" for line in (*conflicts, *shared_forms(self.topics))]

    @property
    def conditions(self) -> str:
        """The conditions, one a line; a page that is not stored is recorded with those that it did not meet.

        Those of several topics have a blank line between them.
        """
        if isinstance(self.query, tuple):
            return "\n\n".join(each.conditions for each in self.parts)
        words = [self.query.text] if self.query else []
        words += [f"since {self.since}"] if self.since else []
        words += [f"until {self.until}"] if self.until else []
        return "\n".join(words)

    @property
    def key(self) -> str:
        """Identifies the words of one of the `parts` among others; empty without any."""
        return short_key(self.query.text) if isinstance(self.query, Query | Topic) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The `key` of each of the `parts`: what a run finds belongs to all of them."""
        return tuple(each.key for each in self.parts)

    @property
    def is_backfill(self) -> bool:
        """True if it has a first or a last day, for which lists are read backwards."""
        return bool(self.since or self.until)

    def reading_back(self, most: timedelta, now: datetime) -> Selection:
        """Returns the filter for lists: with `until` alone it has a first day, `most` before that or today."""
        if self.since or not self.until:
            return self
        return replace(self, since=min(self.until, now.astimezone(self.zone).date()) - most)

    def searches(self, language: str) -> dict[str, tuple[str, ...]]:
        """Returns the strings to enter into the search of an outlet in this language.

        With each come the keys of the parts that it is made for; of equal ones the first is returned.
        """
        spelled: dict[str, str] = {}
        keys: dict[str, dict[str, None]] = {}
        for part in self.parts:
            query = part.query_for(language)
            for search in query.searches(hangul=language == "ko") if query else ():
                first = spelled.setdefault(match_form(search), search)
                keys.setdefault(first, {})[part.key] = None
        return {search: tuple(each) for search, each in keys.items()}

    def query_for(self, language: str) -> Query | None:
        """Returns the query of one of the `parts` for texts of a language."""
        if isinstance(self.query, Topic):
            return self.query.query(language)
        return self.query if isinstance(self.query, Query) else None

    def has_words(self, language: str, *texts: str) -> bool:
        """True if title, subtitle and text of an article match the words of one of the `parts`."""
        query = self.query_for(language)
        return query is None or query.matches(*texts)

    def mentions(self, *texts: str) -> bool:
        """True if texts have any of the words, in any language of a topic, or begin to (see `Term.mentions`)."""
        if isinstance(self.query, Query):
            return self.query.mentions(*texts)
        queries = (query for topic in self.topics for query in (*topic.queries.values(), topic.other))
        return any(query.mentions(*texts) for query in queries)

    def unmet(self, published: datetime | None, language: str, *texts: str) -> str:
        """Returns the condition that an article does not meet, empty if it meets all; of several topics one each."""
        if isinstance(self.query, tuple):
            unmet = [each.unmet(published, language, *texts) for each in self.parts]
            return "\n".join(unmet) if all(unmet) else ""
        if self.query and not self.has_words(language, *texts):
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
