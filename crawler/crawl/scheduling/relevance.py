"""Relevance of articles to a run: its words and days, and the subject of the seed whose related links led to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.items import article_id

if TYPE_CHECKING:
    from crawler.items import Article, ListEntry
    from crawler.selection.filter import Selection
    from crawler.stories.seed_filter import SeedFilter


@dataclass(frozen=True)
class Relevance:
    """Decides which articles a run keeps."""

    selection: Selection
    """The words and days of the run."""
    seed_filter: SeedFilter
    """Compares articles that related links led to with their seeds; off if the run looks for words."""

    def may_be_in_range(self, entry: ListEntry) -> bool:
        """True if an article may be of the run's days, by what its list and its URL say."""
        return self.selection.may_be_in_range(entry)

    def conditions(self, seed: str = "") -> str:
        """Returns the conditions for articles from a seed, or from lists, one a line; stored with what is not kept."""
        return "\n".join(filter(None, (self.selection.conditions, self.seed_filter.condition(seed))))

    def add_seed(self, url: str, article: Article) -> None:
        """Adds an article whose related links are followed."""
        self.seed_filter.add_seed(url, article.language, article.title, article.text, article.tags)

    def rejection(self, article: Article, seed: str) -> tuple[str, str]:
        """Returns why an article is not kept and the condition it does not meet, both empty if it is kept.

        `seed` is the URL of the seed whose related links led to it, if any. What the two share goes into the article's
        `sources` under `kept`.
        """
        texts = article.title, article.subtitle, article.text
        if unmet := self.selection.unmet(article.published, article.language, *texts):
            return f"published {article.published}, it does not meet: {unmet}", unmet
        # The open part of a teaser is too little to reject it.
        if article.access != "open":
            return "", ""
        evidence = self.seed_filter.compare(seed, article.language, article.title, article.text, article.tags)
        if evidence:
            if not evidence.enough:
                return f"it is not related to {seed}: {evidence.words()}", self.seed_filter.condition(seed)
            article.sources["kept"] = f"{evidence.words()} with {article_id(seed)}"
        return "", ""

    def stored_is_relevant(self, url: str, seed: str, language: str, title: str, text: str, tags: list[str]) -> bool:
        """True if a stored article passes the run's filters, so that its links are followed.

        Without a seed, the article becomes a seed itself.
        """
        if not seed:
            self.seed_filter.add_seed(url, language, title, text, tags)
        evidence = self.seed_filter.compare(seed, language, title, text, tags)
        return not self.selection.unmet(None, language, title, text) and (evidence is None or evidence.enough)
