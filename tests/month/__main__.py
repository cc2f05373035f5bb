"""`make month`: runs the months of several spiders, two at a time, and prints what they lost and told.

All times are UTC. With `--keep FOLDER` data, requests, alarms and all failures of each spider stay in a folder of its
own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.month.cron import Cron
from tests.month.judge import Judge
from tests.month.report import show
from tests.support.patience import measure_slowness

if TYPE_CHECKING:
    from tests.month.judge import Found

# When each month begins: in that of Chicago the clocks go forward on 8 March, in the second one back on 1 November.
_BEGINS = datetime(2026, 3, 1, tzinfo=UTC)
_SPANS = {
    "herald": {"herald": (_BEGINS, 30)},
    "kbs": {"kbs": (_BEGINS, 30)},
    "joongang": {"joongang": (_BEGINS, 30)},
    "kyodo": {"kyodo": (_BEGINS, 30)},
    "rcr": {"rcr March": (_BEGINS, 15), "rcr November": (datetime(2026, 10, 24, tzinfo=UTC), 15)},
}
_AT_A_TIME = 2


def main() -> int:
    """Returns 1 if anything was lost, wrong or not told."""
    options = _options()
    measure_slowness()
    spans = {name: span for spider in options.spider or _SPANS for name, span in _SPANS[spider].items()}
    if options.months:
        spans = {name.split()[0]: (_BEGINS, 30 * options.months) for name in spans}
    if options.days:
        spans = {name: (begins, options.days) for name, (begins, _) in spans.items()}
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(_AT_A_TIME) as pool:
        folder = Path(options.keep or scratch)
        months = {
            name: pool.submit(_month, name, options.seed, begins, days, folder / name.replace(" ", "-"))
            for name, (begins, days) in spans.items()
        }
        found = {name: month.result() for name, month in months.items()}
    show(found, f"seed {options.seed}, {time.monotonic() - began:.0f} s", options.examples)
    return int(not all(each.is_good for each in found.values()))


def _month(name: str, seed: str, begins: datetime, days: int, folder: Path) -> Found:
    began = time.monotonic()
    cron = Cron(f"{name.split(maxsplit=1)[0]} {seed} {begins.isoformat()} {days}", folder)
    cron.go()
    found = Judge(cron.site, cron.watched, cron.runs).judge()
    found.figures["seconds"] = f"{time.monotonic() - began:.0f}"
    failed = ", ".join(f"{len(cases)} {name}" for name, cases in found.failures.items() if cases)
    cases = [f"{failure}: {case}\n" for failure, cases in found.failures.items() for case in cases]
    (folder / "failures.txt").write_text("".join(cases), encoding="utf-8")
    sys.stderr.write(f"{name}: {len(cron.runs)} runs in {found.figures['seconds']} s: {failed or 'nothing failed'}\n")
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.month", description=__doc__)
    parser.add_argument("--spider", action="append", choices=list(_SPANS), help="only this one; may be repeated")
    parser.add_argument("--seed", default="1", help="another seed is another month, with other faults")
    parser.add_argument("--days", type=int, help="so many instead")
    parser.add_argument("--months", type=int, help="so many, of 30 days each")
    parser.add_argument("--examples", type=int, default=3, help="printed of each failure")
    parser.add_argument("--keep", metavar="FOLDER", help="where the data stay; an empty or new folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
