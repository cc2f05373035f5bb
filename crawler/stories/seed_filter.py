"""Seed relevance filter for related links: drops articles that share too little with their seed. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import article_id
from crawler.stories.features.article_features import Features, find_features
from crawler.stories.relatedness import shared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.stories.relatedness import Evidence


class SeedFilter:
    """The features of a run's seed articles, by URL; a seed is an article whose related links are followed.

    `aliases` maps case-folded forms of names to the name they belong to. With `on` false nothing is compared.
    """

    def __init__(self, aliases: Mapping[str, str], *, on: bool) -> None:
        self._aliases, self._on = aliases, on
        self._seeds: dict[str, Features] = {}

    def add_seed(self, url: str, language: str, title: str, text: str, tags: list[str]) -> None:
        """Adds an article whose related links are followed."""
        if self._on:
            self._seeds[url] = self._features(language, title, text, tags)

    def compare(self, seed: str, language: str, title: str, text: str, tags: list[str]) -> Evidence | None:
        """Returns what an article shares with the seed that led to it; none if there is no such seed."""
        known = self._seeds.get(seed)
        return shared(known, self._features(language, title, text, tags)) if known else None

    def condition(self, seed: str) -> str:
        """Returns the condition that articles from a seed have to meet, as stored with their URLs; empty if none."""
        return f"related to {article_id(seed)}" if seed and self._on else ""

    def _features(self, language: str, title: str, text: str, tags: list[str]) -> Features:
        return find_features(title, text, tags=tags, language=language, aliases=self._aliases)
