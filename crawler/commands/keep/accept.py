"""`scrapy accept NAME …`: makes the state that a site is in the usual one, and so ends an outlet's alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.cli.catalogue_command import CatalogueCommand
from crawler.cli.screen import complain, say
from crawler.cli.usage import UsageError, check_spiders
from crawler.exit_codes import ExitCode
from crawler.store.files.paths import data_directory
from crawler.store.files.run_lock import RunLock

if TYPE_CHECKING:
    import argparse

    import sqlalchemy as sa


class Command(CatalogueCommand):
    """Forgets what was usual before; pages that many said the same of at once are judged one by one."""

    def syntax(self) -> str:
        """Returns the arguments."""
        return "[options] <spider> …"

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Take a changed site for the usual state, which ends its alarm"

    def check(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as the others
        """Raises UsageError if no outlet is named, or one that does not exist."""
        if not args:
            raise UsageError("expects the names of spiders")
        check_spiders(self.settings, args)

    def show(self, engine: sa.Engine, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - as the others
        """Ends the alarms and prints what they were about."""
        from crawler.store.baselines import load_baseline, save_baseline  # noqa: PLC0415 - SQLAlchemy, for which no other command waits
        from crawler.store.run_readings import verify_one_by_one  # noqa: PLC0415 - as above

        for name in dict.fromkeys(args):
            lock = RunLock(data_directory(self.settings) / f"{name}.lock")
            if not lock.acquire():
                complain(self.name, f"a run of {name} is under way")
                self.exitcode = ExitCode.NOT_DONE
                continue
            try:
                baseline = load_baseline(engine, name)
                was = baseline.accept()
                save_baseline(engine, name, baseline)
                verify_one_by_one(engine, name)
            finally:
                lock.release()
            say(f"{name}: {f'accepted: {was}' if was else 'no alarm is on'}")
