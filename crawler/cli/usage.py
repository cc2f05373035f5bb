"""What is wrong on a command line is one line on standard error and exit 2, before anything is done."""

from __future__ import annotations

import difflib
import logging
import math
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.monitoring.verdict import STORAGE, USAGE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NoReturn

    from scrapy.settings import BaseSettings

# Without any of these nothing would ever be done.
_FROM_ONE = {
    "EXTRACTION_PROCESSES", "EXTRACTION_TIMEOUT", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN",
    "CONCURRENT_ITEMS",
}  # fmt: skip
# As alike are `DATADIR` and `DATA_DIR`; settings of somebody's own are less so.
_ALIKE = 0.85


@contextmanager
def usage(command: str, args: Sequence[str]) -> Iterator[None]:
    """Ends the command with one line and exit 2 where what is done within finds that it was called wrongly."""
    have_streams()
    try:
        # Scrapy takes an option that it does not know for an argument.
        if mistyped := [word for word in args if word.startswith("-")]:
            raise UsageError(f"no such option: {mistyped[0][:50]}; --help shows them")  # noqa: TRY301
        yield
    except (ValueError, UsageError, OSError) as error:
        sys.stderr.write(f"scrapy {command}: {error}\n")
        raise SystemExit(USAGE) from None


def complain_in_one_line(parser: argparse.ArgumentParser, command: str) -> None:
    """Has what the parser itself finds wrong be one line and exit 2 as well; argparse would print its usage before."""

    def error(message: str) -> NoReturn:
        have_streams()
        sys.stderr.write(f"scrapy {command}: {message}; --help shows what it takes\n")
        raise SystemExit(USAGE)

    parser.error = error  # type: ignore[method-assign]


@contextmanager
def printing(command: str) -> Iterator[None]:
    """Ends the command with one line and exit 74 where its output cannot be written, and quietly if nobody reads it."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:
            raise
        # What is still to be written would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"scrapy {command}: standard output cannot be written: {error.strerror}\n")
            raise SystemExit(STORAGE) from None


def have_streams() -> None:
    """Makes sure that there is something to write to, whoever started this, and in whatever its letters are."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as this lives
        getattr(sys, name).reconfigure(errors="replace")


def check_spiders(settings: BaseSettings, names: Iterable[str]) -> None:
    """Raises UsageError where one of the names is no spider's."""
    there = get_spider_loader(settings).list()
    if unknown := [name for name in names if name not in there]:
        raise UsageError(f"no spider {', '.join(map(repr, unknown))}; there are {', '.join(there)}")


def check_choice(option: str, given: str, choices: Sequence[str]) -> None:
    """Raises UsageError for what is none of the choices; argparse would print its whole usage as well."""
    if given not in choices:
        raise UsageError(f"{option}: got {given[:50]!r}, takes {', '.join(choices)}")


def check_settings(settings: BaseSettings, given: Iterable[str]) -> None:
    """Raises UsageError where a setting of the command line is mistyped or cannot be, for its default or the disk."""
    defaults = get_project_settings()
    for name in (pair.partition("=")[0] for pair in given):
        meant = [] if name in defaults else difflib.get_close_matches(name.upper(), list(defaults), 1, _ALIKE)
        if meant:
            raise UsageError(f"-s {name}: no such setting; there is {meant[0]}")
        default = defaults.get(name)
        try:
            if isinstance(default, bool):
                settings.getbool(name)
            elif isinstance(default, int | float) and not 0 <= settings.getfloat(name) < math.inf:
                raise ValueError  # noqa: TRY301
            elif isinstance(default, int):
                settings.getint(name)
        except ValueError:
            raise UsageError(f"-s {name}: {settings[name]!r} is no {_KINDS[type(default)]}") from None
        if name in _FROM_ONE and not settings.getfloat(name):
            raise UsageError(f"-s {name}: {settings[name]!r} would have nothing done")
    if not settings["DATA_DIR"]:
        raise UsageError("-s DATA_DIR: '' is no folder")
    if not isinstance(logging.getLevelName(settings["LOG_LEVEL"]), int):
        raise UsageError(f"-s LOG_LEVEL: {settings['LOG_LEVEL']!r} is no level")
    check_file("-s LOG_FILE", settings["LOG_FILE"])


_KINDS = {bool: "truth value: 0 or 1", int: "whole number from 0", float: "number from 0"}


def check_file(option: str, path: str | None) -> None:
    """Raises UsageError for a file to be written that cannot be one."""
    if path and not Path(path).resolve().parent.is_dir():
        raise UsageError(f"{option}: no folder {str(Path(path).parent)!r}")
    if path and Path(path).is_dir():
        raise UsageError(f"{option}: {path!r} is a folder")
