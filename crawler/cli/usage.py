"""Usage errors of all commands: one line on standard error and exit 2, before anything is done."""

from __future__ import annotations

import difflib
import logging
import math
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.clock import clock_offset
from crawler.exit_codes import ExitCode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from typing import NoReturn

    from scrapy import Spider
    from scrapy.settings import BaseSettings

# With 0 of any of these a run would never do anything.
_POSITIVE = {
    "EXTRACTION_PROCESSES", "EXTRACTION_TIMEOUT", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN",
    "CONCURRENT_ITEMS",
}  # fmt: skip
# `DATADIR` is as similar to `DATA_DIR`; a setting of another add-on is less similar to any.
_SIMILARITY = 0.85


@contextmanager
def usage(command: str, args: Sequence[str]) -> Iterator[None]:
    """Ends the command with one line and exit 2 if an option is unknown or the block raises a usage error."""
    ensure_streams()
    try:
        # Scrapy passes an unknown option on as an argument.
        if unknown := [word for word in args if word.startswith("-")]:
            raise UsageError(f"no such option: {unknown[0][:50]}; see --help")  # noqa: TRY301
        yield
    except (ValueError, UsageError, OSError) as error:
        sys.stderr.write(f"scrapy {command}: {error}\n")
        raise SystemExit(ExitCode.USAGE) from None


def one_line_errors(parser: argparse.ArgumentParser, command: str) -> None:
    """Makes the parser report its errors as one line and exit 2, without the usage that argparse prints before."""

    def error(message: str) -> NoReturn:
        ensure_streams()
        sys.stderr.write(f"scrapy {command}: {message}; see --help\n")
        raise SystemExit(ExitCode.USAGE)

    parser.error = error  # type: ignore[method-assign]


@contextmanager
def printing(command: str) -> Iterator[None]:
    """Ends the command with one line and exit 74 if standard output fails, and silently if its reader has gone."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:
            raise
        # Python flushes the rest of the buffer at exit, which would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"scrapy {command}: standard output cannot be written: {error.strerror}\n")
            raise SystemExit(ExitCode.STORAGE) from None


def ensure_streams() -> None:
    """Opens missing standard streams, and writes characters that the locale lacks as `?`."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as this lives
        getattr(sys, name).reconfigure(errors="replace")


def quiet_without_terminal(settings: BaseSettings) -> None:
    """Logs only warnings if no terminal is attached and no log level was chosen: cron mails every line."""
    chosen = settings.getpriority("LOG_LEVEL") or 0
    if chosen <= SETTINGS_PRIORITIES["project"] and not sys.stderr.isatty() and not settings["LOG_FILE"]:
        settings.set("LOG_LEVEL", "WARNING", priority="project")


def is_outlet(spider: type[Spider]) -> bool:
    """True if a spider is an outlet's, for which runs, catalogue and politeness are."""
    from crawler.crawl.spider import OutletSpider  # noqa: PLC0415 - brings SQLAlchemy, for which not every command waits

    return issubclass(spider, OutletSpider)


def outlets(settings: BaseSettings) -> dict[str, Any]:
    """Returns the spiders of outlets by name, without other spiders that the project may have."""
    loader = get_spider_loader(settings)
    spiders = {name: loader.load(name) for name in loader.list()}
    return {name: spider for name, spider in spiders.items() if is_outlet(spider)}


def check_spiders(settings: BaseSettings, names: Iterable[str], *, any_spider: bool = False) -> None:
    """Raises UsageError if one of the names is not that of an outlet's spider, or of any spider."""
    known = get_spider_loader(settings).list() if any_spider else list(outlets(settings))
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"no such spider: {', '.join(map(repr, unknown))}; available: {', '.join(known)}")


def check_choice(option: str, given: str, choices: Sequence[str]) -> None:
    """Raises UsageError if the value of an option is none of its choices."""
    if given not in choices:
        raise UsageError(f"{option}: got {given[:50]!r}, expected {', '.join(choices)}")


def check_settings(settings: BaseSettings, given: Iterable[str]) -> None:
    """Raises UsageError if a setting of the command line is misspelt, of a wrong type or out of range.

    Raises:
        UsageError: As said.
        ValueError: The environment sets the clock to no time.
    """
    defaults = get_project_settings()
    for name in (pair.partition("=")[0] for pair in given):
        similar = [] if name in defaults else difflib.get_close_matches(name.upper(), list(defaults), 1, _SIMILARITY)
        if similar:
            raise UsageError(f"-s {name}: no such setting; did you mean {similar[0]}?")
        default = defaults.get(name)
        try:
            if isinstance(default, bool):
                settings.getbool(name)
            elif isinstance(default, int | float) and not 0 <= settings.getfloat(name) < math.inf:
                raise ValueError  # noqa: TRY301
            elif isinstance(default, int):
                settings.getint(name)
        except ValueError:
            raise UsageError(f"-s {name}: {settings[name]!r} is not a {_KINDS[type(default)]}") from None
        if name in _POSITIVE and not settings.getfloat(name):
            raise UsageError(f"-s {name}: {settings[name]!r} is too small, must be more than 0")
    clock_offset()
    _check_folders(settings)
    if not isinstance(logging.getLevelName(settings["LOG_LEVEL"]), int):
        raise UsageError(f"-s LOG_LEVEL: {settings['LOG_LEVEL']!r} is not a log level")
    check_file("-s LOG_FILE", settings["LOG_FILE"])


def _check_folders(settings: BaseSettings) -> None:
    if settings["REPLAY"] and not Path(settings["REPLAY"]).is_dir():
        raise UsageError(f"-s REPLAY: folder {settings['REPLAY']!r} does not exist")
    if not settings["DATA_DIR"]:
        raise UsageError("-s DATA_DIR: must not be empty")


_KINDS = {bool: "boolean (0 or 1)", int: "whole number of at least 0", float: "number of at least 0"}


def check_file(option: str, path: str | None) -> None:
    """Raises UsageError if a file cannot be written because its folder is missing or it is a folder itself."""
    if path and not Path(path).resolve().parent.is_dir():
        raise UsageError(f"{option}: folder {str(Path(path).parent)!r} does not exist")
    if path and Path(path).is_dir():
        raise UsageError(f"{option}: {path!r} is a folder")
