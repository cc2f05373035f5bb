"""RunStats: everything that a run has seen and its verdict depends on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.monitoring.baseline import Baseline

if TYPE_CHECKING:
    from crawler.outcomes import Outcome

# Reasons for which Scrapy closes a run that has taken too much time or memory.
CUTTING_LIMITS = {"closespider_timeout", "memusage_exceeded"}


@dataclass
class ListOutcome:
    """Outcome of one list, or of one page of it that failed."""

    url: str
    """URL of the list page."""
    kind: str
    """`feed`, `sitemap`, `section`, `api` or `search`."""
    site: int
    """Index of the site among the outlet's."""
    outcome: Outcome
    """SERVED, EMPTY or a failure."""
    way: int = 0
    """Index of the source among the site's; 0 is the best."""
    unchanged: bool = False
    """True if the site answered that the list has not changed."""


@dataclass(frozen=True)
class Notice:
    """Something that a person should know and that does not make a run fail."""

    text: str
    """A part of the verdict line."""
    is_due: bool = True
    """True if it is to be told now: the verdict is then logged as a warning, and `ingest` prints it to cron."""


@dataclass
class RunStats:
    """What a run has seen."""

    spider: str
    """Name of the spider."""
    lists: list[ListOutcome] = field(default_factory=list)
    """Outcomes of lists, in their order; added by list walkers."""
    pages: Counter[Outcome] = field(default_factory=Counter)
    """Article pages by outcome."""
    sites: int = 0
    """Sites whose lists the run starts from."""
    errors: int = 0
    """Exceptions that nothing handled."""
    missing: list[str] = field(default_factory=list)
    """Components without which there is no run, each with the name of its setting."""
    locked: bool = False
    """Another run holds the outlet's lock; this one did nothing."""
    storage_error: str = ""
    """How the catalogue or a file failed, the first time; empty if storage did not fail."""
    signal: str = ""
    """Name of the signal that stopped the run, empty if none did."""
    closed_by: str = ""
    """Scrapy's reason for closing if one of its limits ended the run, otherwise empty."""
    left: int = 0
    """Articles that lists named and that the next run of the same words takes up."""
    not_kept: int = 0
    """Articles that lists named and that neither this run requested nor the next takes up: old, or too many."""
    has_work_left: bool = False
    """True if there was something left to request when the run ended."""
    cut_short_before: int = 0
    """Runs in a row before this one that a limit of time or memory ended with work left."""
    not_in_replay: int = 0
    """Requests for URLs that the replay does not have."""
    not_requested: int = 0
    """Due pages for which no request was made."""
    backfill_reached: str = ""
    """How far into the past a backfill got; empty if there was none."""
    fields: Counter[str] = field(default_factory=Counter)
    """What pages and lists hold.

    Articles (`articles`), those of them that have each of `baseline.WATCHED`, and sums of the logarithms of the lengths
    of their texts (`length`) and of the squares of these (`squares`); entries of lists (`named`), and those of them
    that are no article URLs (`strange`); pages of hosts that other outlets' articles are on too (`shared`), and those
    of them that are the outlet's (`own`).
    """
    foreign_entry: str = ""
    """URL of the first entry of a list that is no article's; empty if there is none."""
    baseline: Baseline = field(default_factory=Baseline)
    """What is usual of the outlet, with this run's `fields` once it is at its end."""
    backing_off: Counter[Outcome] = field(default_factory=Counter)
    """URLs that have failed in earlier runs since a page last gave an article, and are not due yet, by outcome."""
    known_failures: Counter[Outcome] = field(default_factory=Counter)
    """Failed pages of this run that had failed in the same way while others gave articles, by outcome."""
    any_article: bool = False
    """True once a page gave an article, whether it is new, known or not kept."""
    has_given_articles: bool = False
    """True if a page of the outlet gave an article in an earlier run."""
    at_once: str = ""
    """What many pages of the run said at once against the catalogue, in words; empty if they did not."""
    unverified: int = 0
    """Pages that have not been verified since many said the same at once, in this run or before."""
    unverified_since: str = ""
    """Since when, in UTC; empty if there is none."""
    is_due: bool = True
    """False if the run fails by an alarm that cron was told of less than a day ago."""
    notices: list[Notice] = field(default_factory=list)
    """What the verdict tells besides, in its order."""
    suspects: list[str] = field(default_factory=list)
    """Files of pages saved because they may have been misread."""
    earlier_suspects: list[str] = field(default_factory=list)
    """Those of the last run that saved any."""

    @property
    def is_cut_short(self) -> bool:
        """True if a limit of time or memory ended the run with work left."""
        return self.closed_by in CUTTING_LIMITS and self.has_work_left
