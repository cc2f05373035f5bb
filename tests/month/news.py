"""What an outlet publishes: every article with its whole history, by hours of the day, drawn from the seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.month import words
from tests.month.faults import DAY, HOUR, WITH_BURST

if TYPE_CHECKING:
    from tests.month.faults import Schedule
    from tests.month.outlets import Outlet
    from tests.month.words import Text

# What was published in the days before the first run fills the lists that it finds.
BACKLOG = 4 * DAY
_MINUTE = timedelta(minutes=1)
# Share of a day's articles by hour of the outlet's day: few at night.
_BY_HOUR = (1, 0, 0, 0, 1, 1, 3, 5, 7, 8, 8, 7, 6, 7, 8, 8, 7, 7, 6, 5, 4, 3, 3, 2)
_IN_A_BURST = (9, 16)


class Removal(StrEnum):
    """What is at the address of a removed article."""

    NOT_FOUND = "404"
    GONE = "410"
    WORDS = "200 with words of removal"
    FRONT_PAGE = "redirect to the front page"


@dataclass
class TrueArticle:
    """An article and what becomes of it; all times in UTC."""

    number: int
    site: int
    section: str
    published: datetime
    texts: list[tuple[datetime, Text]]
    """What its page shows, each from a time on, in their order."""
    page_from: datetime
    """Until then its address is not found, though lists name it."""
    moved: datetime | None = None
    """From then on its address redirects to a new one."""
    removed: datetime | None = None
    removal: Removal = Removal.NOT_FOUND
    is_still_listed: bool = False
    """True if lists go on naming it after its removal."""
    is_foreign: bool = False
    """True if the page says that it is another outlet's."""
    history: list[str] = field(default_factory=list)
    """What became of it, in words."""

    def text_at(self, now: datetime) -> Text:
        return next((text for since, text in reversed(self.texts) if since <= now), self.texts[0][1])

    def modified_at(self, now: datetime) -> datetime:
        return max((since for since, _ in self.texts if since <= now), default=self.published)

    def is_removed(self, now: datetime) -> bool:
        return self.removed is not None and self.removed <= now

    def is_moved(self, now: datetime) -> bool:
        return self.moved is not None and self.moved <= now

    def is_readable(self, now: datetime) -> bool:
        return self.page_from <= now and not self.is_removed(now)

    def is_listed(self, now: datetime) -> bool:
        return self.published <= now and (not self.is_removed(now) or self.is_still_listed)


def publish(outlet: Outlet, schedule: Schedule) -> list[TrueArticle]:
    """Returns all articles from the backlog to the end, by time of publication."""
    bursts = {fault.begins - HOUR for fault in schedule.faults if fault.kind in WITH_BURST}
    zone, found = ZoneInfo(outlet.zone), []
    hour = schedule.begins - BACKLOG
    while hour < schedule.ends:
        random = Random(f"news {schedule.seed} {hour}")
        expected = outlet.articles_a_day * _BY_HOUR[hour.astimezone(zone).hour] / sum(_BY_HOUR)
        many = int(expected) + (random.random() < expected % 1)
        many += random.randint(*_IN_A_BURST) if hour in bursts else 0
        minutes = sorted(random.uniform(0, 59) for _ in range(many))
        found += [_article(outlet, random, hour + each * _MINUTE) for each in minutes]
        hour += HOUR
    for number, article in enumerate(found, start=outlet.first_number):
        # Numbers of neighbors are not neighbors, as on the sites.
        article.number = number * 3
    return found


def _article(outlet: Outlet, random: Random, published: datetime) -> TrueArticle:
    published = published.replace(microsecond=0)
    site = random.randrange(outlet.sites)
    language = outlet.language
    text = words.of(language, random)
    article = TrueArticle(0, site, random.choice(outlet.sections[site]), published, [], published)
    article.is_foreign = site in outlet.shared_sites and random.random() < 0.25
    chance = random.random()
    if chance < 0.12 and not article.is_foreign:
        article.texts.append((published, words.flash(text, language)))
        text = words.retitled(text, language) if random.random() < 0.5 else text
        filled = published + random.uniform(20, 200) * _MINUTE
        article.texts.append((filled, text))
        article.history.append(f"flash filled in at {filled:%d %H:%M}")
    else:
        article.texts.append((published, text))
    if 0.12 <= chance < 0.17:
        article.page_from = published + random.uniform(20, 150) * _MINUTE
        article.history.append(f"page from {article.page_from:%d %H:%M}")
    _correct(article, random, language)
    _remove_or_move(article, random)
    article.texts = [(since.replace(microsecond=0), text) for since, text in article.texts]
    return article


def _correct(article: TrueArticle, random: Random, language: str) -> None:
    for chance in (0.25, 0.2):
        if random.random() > chance:
            return
        # Most corrections come in the first hours.
        wait = random.choice(
            (random.uniform(20, 300) * _MINUTE, random.uniform(5, 30) * HOUR, random.uniform(1, 4) * DAY)
        )
        since, text = article.texts[-1]
        if random.random() < 0.08:
            text = words.of(language, random)
            article.history.append("written anew")
        else:
            text = words.corrected(text, random, language)
        article.texts.append((since + wait, text))
        article.history.append(f"corrected at {since + wait:%d %H:%M}")


def _remove_or_move(article: TrueArticle, random: Random) -> None:
    chance = random.random()
    when = article.published + random.choice((random.uniform(1, 20) * HOUR, random.uniform(1, 6) * DAY))
    if chance < 0.08:
        article.removed, article.removal = when.replace(microsecond=0), random.choice(list(Removal))
        article.is_still_listed = random.random() < 0.5
        article.history.append(f"removed at {when:%d %H:%M} ({article.removal})")
    # No reader could tell what was written anew at a new address from another article.
    elif chance < 0.12 and "written anew" not in article.history:
        article.moved = when.replace(microsecond=0)
        article.history.append(f"moved at {when:%d %H:%M}")
