"""`scrapy stories`: groups of articles about one event, which outlet was first, and why they are grouped."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from crawler.cli.catalogue_command import CatalogueCommand, shown_time
from crawler.cli.formats.cells import to_json
from crawler.cli.usage import UsageError, check_choice

if TYPE_CHECKING:
    import argparse

    import sqlalchemy as sa

    from crawler.cli.formats.terminal import Terminal
    from crawler.stories.article_graph import Story

_FORMATS = ("table", "json")
# Grouping a hundred thousand articles takes some three minutes.
_SECONDS = 600.0
# Reasons shown for each article; JSON has all.
_MOST_REASONS = 2


class Command(CatalogueCommand):
    """Groups articles that no run has grouped yet, then lists the stories, the latest first."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options]"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "List stories: articles about one event, and why they are grouped"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--since`, `--all`, `--again` and `--format`."""
        super().add_options(parser)
        parser.add_argument(
            "--since", metavar="DATE", default="", help="only stories with an article published since then"
        )
        parser.add_argument("--all", action="store_true", help="include stories with a single article")
        parser.add_argument(
            "--again", action="store_true", help="group all articles anew, for example after a topic added names"
        )
        parser.add_argument("--format", default="table", help=f"{', '.join(_FORMATS)} (default: table)")

    def check(self, args: list[str], opts: argparse.Namespace) -> None:
        """Raises UsageError if an option is wrong."""
        if args:
            raise UsageError("expects no argument")
        check_choice("--format", opts.format, _FORMATS)
        self._since = _day(opts.since) if opts.since else ""

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as in the base
        """Writes the stories."""
        from crawler.stories.article_graph import stories  # noqa: PLC0415 - SQLAlchemy, for which no other command waits
        from crawler.stories.story_store import forget_stories, join_stories  # noqa: PLC0415 - likewise

        if opts.again:
            forget_stories(engine)
        join_stories(engine, seconds=_SECONDS)
        listed = list(stories(engine, self._since, fewest=1 if opts.all else 2))
        if opts.format == "json":
            content = [_as_json(story) for story in listed]
            sys.stdout.write(to_json(content, indent=1) + "\n")
            return
        from crawler.cli.formats.terminal import Terminal  # noqa: PLC0415 - only the table needs Rich

        console = Terminal()
        for story in listed:
            _print(story, console)
        articles = sum(len(story.articles) for story in listed)
        console.print(f"{len(listed)} stories, {articles} articles; all times in UTC")


def _day(given: str) -> str:
    from crawler.text.dates import parse_day  # noqa: PLC0415 - few ask for a day

    try:
        return parse_day(given).isoformat()
    except ValueError:
        raise UsageError(f"--since: got {given[:50]!r}, expected a date such as 2025-12-04") from None


def _print(story: Story, console: Terminal) -> None:
    from rich.text import Text  # noqa: PLC0415 - as above

    first = story.articles[0]
    outlets = dict.fromkeys(row.outlet for row in story.articles)
    number = {row.id: place for place, row in enumerate(story.articles, 1)}
    width = max(len(outlet) for outlet in outlets)
    size = f"{len(story.articles)} articles" if len(story.articles) > 1 else "one article"
    by = f"{', '.join(outlets)}; {first.outlet} first, {shown_time(first.published)}"
    console.print(Text(f"story {story.id}: {size} by {by}", style="bold"))
    for row in story.articles:
        console.print(Text(f"{number[row.id]:>4}  {row.outlet:{width}}  {shown_time(row.published)}  {row.title}"))
        why = sorted((number[to], words) for of, to, words in story.joins if of == row.id and to in number)
        for earlier, words in why[:_MOST_REASONS]:
            console.print(Text(f"      with {earlier}: {words}", style="dim"))
    console.print()


def _as_json(story: Story) -> dict[str, Any]:
    first = story.articles[0]
    return {
        "story": story.id,
        "outlets": list(dict.fromkeys(row.outlet for row in story.articles)),
        "first": {"outlet": first.outlet, "published": first.published},
        "articles": [
            {name: getattr(row, name) for name in ("id", "outlet", "published", "title", "url")}
            for row in story.articles
        ],
        "joins": [{"from": later, "to": earlier, "why": why} for later, earlier, why in story.joins],
    }
