"""The option `--replay`: every request is answered from a folder of saved pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.cli.usage import UsageError

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import BaseSettings


def add_replay_option(parser: argparse.ArgumentParser) -> None:
    """Adds `--replay FOLDER` to a command."""
    parser.add_argument("--replay", metavar="FOLDER", help="answer every request from saved pages, without network")


def check_replay(folder: str | None) -> None:
    """Raises UsageError if a folder is given and does not exist."""
    if folder and not Path(folder).is_dir():
        raise UsageError(f"--replay: folder {folder!r} does not exist")


def use_replay(settings: BaseSettings, folder: str | None) -> None:
    """Has a folder given by `--replay` answer every request."""
    if folder:
        settings.set("REPLAY", folder, priority="cmdline")
