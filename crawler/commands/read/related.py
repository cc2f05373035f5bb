"""`scrapy related URL|ID`: the articles that an article is connected to, across runs and outlets."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from crawler.cli.catalogue_command import CatalogueCommand, shown_time
from crawler.cli.formats.cells import to_json
from crawler.cli.usage import UsageError, check_choice

if TYPE_CHECKING:
    import argparse

    import sqlalchemy as sa

    from crawler.stories.article_graph import Neighbourhood

_FORMATS = ("table", "json", "graphml", "dot")
_FARTHEST = 10


class Command(CatalogueCommand):
    """Follows related links in both directions, and the matches that make stories."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <url or id>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Show the articles connected to one: by related links and stories"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--depth` and `--format`."""
        super().add_options(parser)
        parser.add_argument("--depth", default="1", help="how many links away (default: 1)")
        parser.add_argument("--format", default="table", help=f"{', '.join(_FORMATS)} (default: table)")

    def check(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as in the base
        """Raises UsageError if an option is wrong."""
        if not opts.depth.isdecimal() or int(opts.depth) > _FARTHEST:
            raise UsageError(f"--depth: got {opts.depth[:50]!r}, expected a number from 0 to {_FARTHEST}")
        check_choice("--format", opts.format, _FORMATS)

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:
        """Writes the neighbourhood."""
        from crawler.stories.article_graph import neighbourhood  # noqa: PLC0415 - SQLAlchemy, for which no other command waits

        found = neighbourhood(engine, self.article(engine, args).id, int(opts.depth))
        if opts.format == "table":
            _print(found)
        elif opts.format == "json":
            graph = {
                "nodes": [asdict(node) for node in found.nodes.values()],
                "edges": [asdict(e) for e in found.edges],
            }
            sys.stdout.write(to_json(graph, indent=1) + "\n")
        else:
            from crawler.cli.formats.graphs import to_dot, to_graphml  # noqa: PLC0415 - lxml, for few

            sys.stdout.write(to_dot(found) if opts.format == "dot" else to_graphml(found))


def _print(found: Neighbourhood) -> None:
    from rich.text import Text  # noqa: PLC0415 - only the table needs Rich

    from crawler.cli.formats.terminal import Terminal  # noqa: PLC0415 - as above

    console = Terminal()
    number = {key: place for place, key in enumerate(found.nodes)}
    width = max(len(node.outlet) for node in found.nodes.values())
    for key, node in found.nodes.items():
        state = "" if node.state == "stored" else f"  ({node.state})"
        about = f"{node.outlet or '–':{width}}  {shown_time(node.published)}  {node.id or '–':16}"
        console.print(
            Text(f"{number[key]:>4}  {about}  {node.title or node.url}{state}", style="" if node.steps else "bold")
        )
        for edge in found.edges:
            # Each edge is printed once, below the later of its two articles.
            one, two = number[edge.source], number[edge.target]
            if number[key] == max(one, two):
                way = "from" if one < two else "to"
                gone = f" (no longer linked, last seen {shown_time(edge.last_seen)})" if edge.last_seen else ""
                story = f"same story as {min(one, two)}: {edge.why}"
                how = story if edge.kind == "story" else f"{edge.kind} link {way} {min(one, two)}{gone}"
                console.print(Text(f"      {how}", style="dim"))
    console.print("all times in UTC")
