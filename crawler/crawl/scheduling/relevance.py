"""Relevance of articles to a run: its words and days, and the subject of the articles whose links led to them."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.crawl.scheduling.frontier import Reason
from crawler.items import article_id
from crawler.selection.filter import Selection, short_key
from crawler.stories.features.article_features import find_features
from crawler.stories.relatedness import Evidence, shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from crawler.items import Article, ListEntry
    from crawler.stories.features.article_features import Features

# Articles whose features are held; those of others are found again.
_MOST_FEATURES = 256


class Read(NamedTuple):
    """What of an article decides whether a run keeps it."""

    id: str
    language: str
    title: str
    subtitle: str
    text: str
    tags: list[str]
    published: datetime | None
    access: str

    @classmethod
    def of(cls, article: Article) -> Read:
        """Takes it from an article."""
        return cls(*(getattr(article, name) for name in cls._fields))

    @classmethod
    def of_stored(cls, row: Any) -> Read:
        """Takes it from the row of a stored article."""
        return cls.of(row)._replace(published=datetime.fromisoformat(row.published) if row.published else None)


@dataclass(frozen=True)
class Judgement:
    """Whether one of several ways keeps an article."""

    steps: dict[str, int]
    """Steps for which its links are followed, by `Reason.looked_for` of the ways that keep it; empty if none does."""
    unmet: list[str]
    """The conditions of the other ways that it does not meet."""
    topics: list[str]
    """Names of the run's topics that it matches, whatever led to it, and of those by whose ways it is kept."""
    cause: str = ""
    """Why the first of the other ways does not keep it."""
    shares: str = ""
    """What it shares with the article whose link it is kept for; empty if a list or the user named it."""


@dataclass
class Relevance:
    """Decides which articles a run keeps: each by any of the ways that lead to it, in whatever order they do.

    A way from a list keeps what meets the words and days that were looked for. A way from a related link keeps what
    meets these, comes from a kept article and, where no words are looked for, shares its subject with that article.
    """

    selection: Selection
    """The words and days of the run."""
    by_subject: bool
    """True if related articles have to share a subject."""
    selections: dict[str, Selection] = field(default_factory=dict)
    """Words and days by `Reason.looked_for`: the run's own, of each topic, and those of earlier runs whose failed pages
    this one requests again."""
    # Articles by URL, packed.
    _read: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first, *others = self.selection.parts
        self.selections[""] = first
        self.selections |= {short_key(each.conditions): each for each in others}
        self._own = list(self.selections)
        self._features: Callable[[str], Features] = lru_cache(_MOST_FEATURES)(self._find_features)

    def ways(self, depth: int, *, is_named: bool = False) -> dict[Reason, int]:
        """Returns the ways of the run itself from a list, or from the user, each with its steps for related links."""
        return {Reason(key, is_named=is_named): depth for key in self._own}

    def may_be_in_range(self, entry: ListEntry, looked_for: str = "") -> bool:
        """True if an article may be of the days that are looked for, by what its list and its URL say."""
        return self.selections[looked_for].may_be_in_range(entry)

    def conditions(self, reason: Reason) -> str:
        """Returns what a way asks of an article, one condition a line; stored with what is not kept."""
        subject = self._subject_of(reason.parent) if self._compares(reason) else ""
        return "\n".join(filter(None, (self.selections[reason.looked_for].conditions, subject)))

    def _compares(self, reason: Reason) -> bool:
        return bool(reason.parent) and self.by_subject and self.selections[reason.looked_for].query is None

    def add(self, url: str, article: Read) -> None:
        """Holds an article, which is judged by its URL and compared with what it links to."""
        if url in self._read:
            self._features.cache_clear()  # type: ignore[attr-defined]
        self._read[url] = zlib.compress(pickle.dumps(tuple(article)), 1)

    def discard(self, url: str) -> None:
        """Lets go of an article that no way leads to or on from any more."""
        self._read.pop(url, None)

    def knows(self, url: str) -> bool:
        """True if an article was added."""
        return url in self._read

    def judge(self, url: str, reasons: Mapping[Reason, int]) -> Judgement:
        """Judges an article that was added by the ways that lead to it."""
        article = self._load(url)
        texts = article.title, article.subtitle, article.text
        conditions = {
            key: self.selections[key].unmet(article.published, article.language, *texts)
            for key in dict.fromkeys([*self._own, *(reason.looked_for for reason in reasons)])
        }
        steps: dict[str, int] = {}
        # The cause by condition.
        unmet: dict[str, str] = {}
        shares, is_listed = "", False
        for reason, depth in sorted(reasons.items()):
            if reason.is_named:
                is_listed = True
                steps[reason.looked_for] = depth
                continue
            if condition := conditions[reason.looked_for]:
                unmet[condition] = f"published {article.published}, it does not meet: {condition}"
                continue
            # The open part of a teaser is too little to reject it.
            if article.access == "open" and self._compares(reason):
                evidence = self._evidence(reason.parent, url)
                if not evidence.enough:
                    cause = f"it is not related to {reason.parent}: {evidence.words()}"
                    unmet[self._subject_of(reason.parent)] = cause
                    continue
                shares = shares or f"{evidence.words()} with {self._id_of(reason.parent)}"
            is_listed = is_listed or not reason.parent
            steps[reason.looked_for] = max(depth, steps.get(reason.looked_for, 0))
        met = [key for key, condition in conditions.items() if not condition and (key in self._own or key in steps)]
        topics = list(dict.fromkeys(filter(None, (self.selections[key].topic_name for key in met))))
        return Judgement(steps, list(unmet), topics, next(iter(unmet.values()), ""), "" if is_listed else shares)

    def dump(self, reasons: Mapping[Reason, int]) -> list[dict[str, Any]]:
        """Returns ways as they are stored with a page that failed."""
        return [
            {
                **self.selections[reason.looked_for].to_dict(),
                "parent": reason.parent,
                "named": reason.is_named,
                "depth": depth,
            }
            for reason, depth in sorted(reasons.items())
        ]

    def load(self, stored: Iterable[dict[str, Any]]) -> dict[Reason, int]:
        """Returns the ways that `dump` gave; words and days that cannot be read any more are left out."""
        reasons: dict[Reason, int] = {}
        for each in stored:
            try:
                selection = Selection.from_dict(each, self.selection.zone)
            except ValueError:
                continue
            first = self.selections[""].conditions
            key = "" if selection.conditions == first else short_key(selection.conditions)
            self.selections.setdefault(key, selection)
            reasons[Reason(key, each["parent"], each["named"])] = each["depth"]
        return reasons

    def _evidence(self, parent: str, url: str) -> Evidence:
        # One that is not stored any more shares nothing.
        return shared(self._features(parent), self._features(url)) if parent in self._read else Evidence()

    def _id_of(self, parent: str) -> str:
        return self._load(parent).id if parent in self._read else article_id(parent)

    def _subject_of(self, parent: str) -> str:
        return f"related to {self._id_of(parent)}"

    def _load(self, url: str) -> Read:
        return Read(*pickle.loads(zlib.decompress(self._read[url])))  # noqa: S301 - made by `add`

    def _find_features(self, url: str) -> Features:
        _, language, title, _, text, tags, *_ = self._load(url)
        return find_features(title, text, tags=tags, language=language, aliases=self.selection.aliases)
