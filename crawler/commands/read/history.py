"""`scrapy history URL|ID`: the versions of an article and the words that changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crawler.cli.catalogue_command import CatalogueCommand
from crawler.cli.formats.word_diff import shorten, word_diff

if TYPE_CHECKING:
    import argparse

    import sqlalchemy as sa
    from rich.text import Text

# Characters of a suspect version without --full.
_SHOWN = 300
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
_STYLES = {"same": "", "gone": "red strike", "new": "green"}


class Command(CatalogueCommand):
    """Marks removed words as `[-old-]` and added ones as `{+new+}`, on a terminal by colours."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <url or id>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Show an article's versions and the words that changed"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--full`."""
        super().add_options(parser)
        parser.add_argument("--full", action="store_true", help="show whole texts, not only the words around changes")

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the versions, the oldest first, each with its changes, and one that is only held."""
        from rich.text import Text  # noqa: PLC0415 - Rich, for which no other command waits

        from crawler.cli.formats.terminal import Terminal  # noqa: PLC0415 - likewise
        from crawler.stories.article_graph import past_versions  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        article = self.article(engine, args)
        found = past_versions(engine, article.id)
        earlier = [version for version in found if not version.suspect]
        console = Terminal()
        console.print(Text(f"{article.outlet} {article.id}  {article.url}"))
        console.print(f"first seen {article.first_seen}, last seen {article.last_seen}")
        before = None
        for version in [*earlier, None]:
            here = version or article
            number, read = (version.version, version.read) if version else (article.version_count, article.fetched)
            console.print(Text(f"\nversion {number}, last read {read}", style="bold"))
            if before is None:
                console.print(Text(f"title: {here.title}\npublished: {here.published or 'unknown'}"))
            else:
                for name in ("title", "published", "modified"):
                    old, new = getattr(before, name) or "", getattr(here, name) or ""
                    if old != new:
                        console.print(Text(f"{name}: ").append(_marked(old, new, whole=True)))
                if before.text != here.text:
                    console.print(_marked(before.text, here.text, whole=opts.full))
            before = here
        if len(earlier) == 0:
            console.print("unchanged since it was first read")
        for suspect in found[len(earlier) :]:
            console.print(Text(f"\nheld until a second reading decides, read {suspect.read}", style="bold"))
            console.print(Text(f"title: {suspect.title}\n{suspect.text if opts.full else suspect.text[:_SHOWN]}"))
        if article.gone:
            console.print(f"\npage gone since {article.gone}; the stored text is kept")


def _marked(old: str, new: str, *, whole: bool) -> Text:
    """Returns a new text with removed and added words marked."""
    from rich.text import Text  # noqa: PLC0415 - as above

    parts = list(word_diff(old, new))
    plain = not sys.stdout.isatty()
    marked = Text()
    for kind, text in parts if whole else shorten(parts):
        body = text.rstrip()
        opening, closing = _MARKS[kind] if plain else ("", "")
        marked.append(f"{opening}{body}{closing}", style=_STYLES[kind])
        marked.append(text[len(body) :])
    return marked
