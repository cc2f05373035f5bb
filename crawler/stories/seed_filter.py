"""What the articles of a run are about whose related links are followed; what shares too little is not kept. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import article_id
from crawler.stories.features.article_features import Features, find_features
from crawler.stories.relatedness import shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.stories.relatedness import Evidence


class SeedFilter:
    """The seeds of a run, by address. `on` tells whether related articles have to be related by subject at all.

    `aliases` leads from forms of names, folded, to the name that each belongs to.
    """

    def __init__(self, aliases: Mapping[str, str], *, on: bool) -> None:
        self._aliases, self._on = aliases, on
        self._seeds: dict[str, Features] = {}

    def add_seed(self, url: str, language: str, title: str, text: str, tags: list[str]) -> None:
        """Takes an article as one whose related links are followed."""
        if self._on:
            self._seeds[url] = self._traits(language, title, text, tags)

    def compare(self, seed: str, language: str, title: str, text: str, tags: list[str]) -> Evidence | None:
        """Returns what an article shares with the seed that led to it; none where that is not asked for."""
        known = self._seeds.get(seed)
        return shared(known, self._traits(language, title, text, tags)) if known else None

    def condition(self, seed: str) -> str:
        """Returns what an article that a seed led to has to meet, in a form that can be kept with its address."""
        return f"related to {article_id(seed)}" if seed and self._on else ""

    def _traits(self, language: str, title: str, text: str, tags: list[str]) -> Features:
        return find_features(title, text, tags=tags, language=language, aliases=self._aliases)
