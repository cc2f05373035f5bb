"""`scrapy forget URL|ID`: removes an article and excludes its URL from later runs; also removes a damaged row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.cli.catalogue_command import CatalogueCommand
from crawler.cli.screen import complain, say
from crawler.exit_codes import ExitCode
from crawler.store.files.paths import data_directory
from crawler.store.files.run_lock import RunLock

if TYPE_CHECKING:
    import argparse

    import sqlalchemy as sa


class Command(CatalogueCommand):
    """Removes text, versions, links, file and suspect pages; a run that names it with `url` reads it again."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <url or id>"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Remove an article for good"

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as the others
        """Removes the article and prints its file and URL."""
        from crawler.store.articles import forget as store  # noqa: PLC0415 - SQLAlchemy, for which no other command waits
        from crawler.store.damage import remove_damaged  # noqa: PLC0415 - as above
        from crawler.stories.article_graph import find_article  # noqa: PLC0415 - as above

        named = self.named(args)
        if remove_damaged(engine, named):
            say(f"forgotten: the damaged row  {named}")
            return
        article = find_article(engine, named, self.canonical, *store.NEEDED)
        if article is None and (url := store.remove_damaged_page(engine, [named, *self.canonical(named)])):
            say(f"forgotten: the damaged row of a page  {url}")
            return
        article = article or self.article(engine, args)
        directory = data_directory(self.settings)
        lock = RunLock(directory / f"{article.outlet}.lock")
        if not lock.acquire():
            complain(self.name, f"a run of {article.outlet} is under way and may store it again")
            self.exitcode = ExitCode.NOT_DONE
            return
        try:
            store.forget(engine, article, directory)
        finally:
            lock.release()
        say(f"forgotten: {article.file or 'no file'}  {article.url}")
