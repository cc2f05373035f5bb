"""Usage errors of all commands: one line on standard error and exit 2, before anything is done."""

from __future__ import annotations

import argparse
import logging
import math
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyHelpFormatter
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.cli.screen import complain
from crawler.clock import clock_offset
from crawler.exit_codes import ExitCode
from crawler.store.database_url import catalogue_url, parse_url
from crawler.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from typing import NoReturn

    from scrapy.settings import BaseSettings

# With 0 of any of these a run would never do anything.
_POSITIVE = {
    "EXTRACTION_PROCESSES", "EXTRACTION_TIMEOUT", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN",
    "CONCURRENT_ITEMS",
}  # fmt: skip
# `DATADIR` is as similar to `DATA_DIR`; a setting of another add-on is less similar to any.
_SIMILARITY = 0.85
# The parser of a command, for the options that it knows.
_parsers: dict[str, argparse.ArgumentParser] = {}


@contextmanager
def usage(command: str, args: Sequence[str]) -> Iterator[None]:
    """Ends the command with one line and exit 2 if an option is unknown or the block raises a usage error."""
    ensure_streams()
    try:
        # Scrapy passes an unknown option on as an argument.
        if unknown := [word for word in args if word.startswith("-")]:
            raise UsageError(_unknown_option(command, unknown[0]))  # noqa: TRY301
        yield
    except (ValueError, UsageError, OSError) as error:
        complain(command, error)
        raise SystemExit(ExitCode.USAGE) from None


def _unknown_option(command: str, given: str) -> str:
    option = given.partition("=")[0][:50]
    # Nothing public names the options of a parser.
    known = _parsers[command]._option_string_actions if command in _parsers else ()  # noqa: SLF001
    return f"no such option: {option}{did_you_mean(option, known) or '; see --help'}"


def one_line_errors(parser: argparse.ArgumentParser, command: str) -> None:
    """Makes the parser report its errors as one line and exit 2, without the usage that argparse prints before."""
    _parsers[command] = parser

    def error(message: str) -> NoReturn:
        ensure_streams()
        complain(command, f"{message}; see --help")
        raise SystemExit(ExitCode.USAGE)

    parser.error = error  # type: ignore[method-assign]


class _HelpWithLists(ScrapyHelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Scrapy's help, with the lines of a description as they are."""


def list_arguments(parser: argparse.ArgumentParser, names: Container[str] | None = None) -> None:
    """Lists what `-a` takes in the help of a command: all arguments of spiders, or some, a line each."""
    from crawler.selection.arguments import Arguments  # noqa: PLC0415 - pydantic, for which no other command waits

    parser.formatter_class = _HelpWithLists
    fields = Arguments.model_fields.items()
    lines = [f"{name:8}{field.description}" for name, field in fields if names is None or name in names]
    parser.add_argument_group("arguments of a spider", "\n".join(["given as -a NAME=VALUE", *lines]))


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
            complain(command, f"standard output cannot be written: {error.strerror}")
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


def check_spiders(settings: BaseSettings, names: Iterable[str]) -> None:
    """Raises UsageError if one of the names is not that of a spider."""
    known = get_spider_loader(settings).list()
    if unknown := [name for name in names if name not in known]:
        meant = did_you_mean(unknown[0], known) or ";"
        raise UsageError(f"no such spider: {', '.join(map(repr, unknown))}{meant} available: {', '.join(known)}")


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
        if name not in defaults and (meant := did_you_mean(name.upper(), defaults, _SIMILARITY)):
            raise UsageError(f"-s {name}: no such setting{meant}")
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
    if not settings["DATA_DIR"]:
        raise UsageError("-s DATA_DIR: must not be empty")
    if not isinstance(logging.getLevelName(settings["LOG_LEVEL"]), int):
        raise UsageError(f"-s LOG_LEVEL: {settings['LOG_LEVEL']!r} is not a log level")
    check_file("-s LOG_FILE", settings["LOG_FILE"])
    _check_catalogue_url(catalogue_url(settings))


def _check_catalogue_url(url: str) -> None:
    if not url:
        return
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - loaded only where there is a URL to check

    try:
        parse_url(url)
    except ArgumentError as error:
        raise UsageError(f"-s CATALOGUE_URL: {error}") from None


_KINDS = {bool: "boolean (0 or 1)", int: "whole number of at least 0", float: "number of at least 0"}


def check_file(option: str, path: str | None) -> None:
    """Raises UsageError if a file cannot be written because its folder is missing or it is a folder itself."""
    if path and not Path(path).resolve().parent.is_dir():
        raise UsageError(f"{option}: folder {str(Path(path).parent)!r} does not exist")
    if path and Path(path).is_dir():
        raise UsageError(f"{option}: {path!r} is a folder")
