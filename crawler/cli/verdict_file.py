"""The file of `--verdict`: a run's verdict and the counts it rests on, as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.exit_codes import ExitCode
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from crawler.crawl.run import Run


def verdict_json(run: Run) -> str:
    """Returns a run's verdict and what it rests on, as JSON."""
    stats, verdict = run.stats, run.verdict
    content = {
        "spider": stats.spider,
        "exit_code": verdict.code if verdict else ExitCode.BUG,
        "verdict": verdict.line if verdict else "",
        "is_warning": bool(verdict and verdict.is_warning),
        "is_due": bool(verdict and verdict.is_due),
        "pages": dict(stats.pages),
        "waiting": dict(stats.backing_off),
        "lists": [asdict(read) for read in stats.lists],
        "fields": dict(stats.fields),
        "kept": stats.suspects,
    }
    return json.dumps(content, ensure_ascii=False)


def write_verdict(path: str, content: str) -> int:
    """Writes a verdict to its file and returns the exit code for that: 0, or 74 if it cannot be written."""
    try:
        Path(path).write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"--verdict: not written: {fold(str(error))}\n")
        return ExitCode.STORAGE
    return ExitCode.OK
