"""What is found in an article, each thing at its most prominent place."""

from __future__ import annotations

IN_TEXT, IN_LEAD, IN_TITLE = 1, 2, 3
# What is named so often is as prominent as what the lead names.
OFTEN = 3


class Found:
    """Collects names, figures and words; `spelling` is what a name or figure looks like in print."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.figures: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.nouns: dict[str, int] = {}
        self.spelling: dict[str, str] = {}

    def name(self, name: str, printed: str, place: int) -> None:
        """Notes a name at a place."""
        self.names[name] = max(place, self.names.get(name, 0))
        self.spelling.setdefault(name, printed)

    def figure(self, figure: str, printed: str, place: int) -> None:
        """Notes a figure at a place."""
        self.figures[figure] = max(place, self.figures.get(figure, 0))
        self.spelling.setdefault(figure, printed)

    def word(self, word: str, place: int) -> None:
        """Notes a word at a place."""
        self.words[word] = max(place, self.words.get(word, 0))
