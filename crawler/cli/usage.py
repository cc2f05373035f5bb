"""Usage errors of all commands: one line on standard error and exit 2, before anything is done."""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import re
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.cli.project import plain_settings, scrapy_settings, spider_files
from crawler.cli.screen import complain
from crawler.clock import clock_offset
from crawler.exit_codes import ExitCode
from crawler.outlets.outlet import Outlet
from crawler.program import data_directory_is, typed
from crawler.store.database_url import catalogue_url, parse_url
from crawler.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from typing import Any, NoReturn

# With 0 of any of these a run would never do anything.
_POSITIVE = {
    "EXTRACTION_PROCESSES", "EXTRACTION_TIMEOUT", "EXTRACTION_MEMORY", "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN", "CONCURRENT_ITEMS",
}  # fmt: skip
# `DATADIR` is as similar to `DATA_DIR`; a setting of another add-on is less similar to any.
_SIMILARITY = 0.85
# Settings that name classes by their keys, and by their values; any other whose default is the path of one names one.
_CLASSES_BY_KEY = {"ADDONS", "DOWNLOADER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES", "SPIDER_MIDDLEWARES"}
_CLASSES_BY_VALUE = {"DOWNLOAD_HANDLERS", "FEED_EXPORTERS", "FEED_STORAGES"}
_CLASS = re.compile(r"(?:\w+\.)+[A-Z]\w*")
_OBJECTS = _CLASSES_BY_KEY | _CLASSES_BY_VALUE | {"FEEDS", "DOWNLOAD_SLOTS"}
# The parser of a command, for the options that it knows.
_parsers: dict[str, argparse.ArgumentParser] = {}
_TRUTHS = {"true", "false"}


class UsageError(Exception):
    """An argument, an option or a setting is wrong; the message is one line."""


class BrokenSpiderError(Exception):
    """A spider that is named has a file that cannot be read; the message is one line with file and line."""


@contextmanager
def usage(command: str, args: Sequence[str]) -> Iterator[None]:
    """Ends the command with one line and exit 2 if an option is unknown or the block raises a usage error.

    A spider file that is broken ends it with exit 1.
    """
    ensure_streams()
    # Commands that crawl call methods of Scrapy's own, which raise this one.
    scrapys = getattr(sys.modules.get("scrapy.exceptions"), "UsageError", UsageError)
    try:
        # Scrapy passes an unknown option on as an argument.
        if unknown := [word for word in args if word.startswith("-")]:
            raise UsageError(_unknown_option(command, unknown[0]))  # noqa: TRY301
        yield
    except BrokenSpiderError as error:
        complain(command, error)
        raise SystemExit(ExitCode.BUG) from None
    except (ValueError, UsageError, scrapys, OSError) as error:
        complain(command, error)
        raise SystemExit(ExitCode.USAGE) from None


def _unknown_option(command: str, given: str) -> str:
    option = given.partition("=")[0][:50]
    # Nothing public names the options of a parser.
    known = _parsers[command]._option_string_actions if command in _parsers else ()  # noqa: SLF001
    return f"no such option: {option}{did_you_mean(option, known) or '; see --help'}"


def one_line_errors(parser: argparse.ArgumentParser, command: str, syntax: str = "") -> None:
    """Makes the parser report its errors as one line and exit 2, without the usage that argparse prints before.

    Call it when the parser has its option `-s`, whose values are read as settings.
    """
    _parsers[command] = parser
    parser._option_string_actions["-s"].type = _setting  # noqa: SLF001 - the option is Scrapy's
    if syntax:
        # Scrapy names itself, whatever the user typed.
        parser.usage = f"{typed(command)} {syntax}"

    def error(message: str) -> NoReturn:
        ensure_streams()
        complain(command, f"{message}; see --help")
        raise SystemExit(ExitCode.USAGE)

    parser.error = error  # type: ignore[method-assign]


def _setting(given: str) -> str:
    """Returns NAME=VALUE as it is given.

    Raises:
        argparse.ArgumentTypeError: There is no name, or the setting takes a JSON object and the value is none.
    """
    name, _, value = given.partition("=")
    if not name:
        raise argparse.ArgumentTypeError(f"got {given[:200]!r}, expected NAME=VALUE")
    if name not in _OBJECTS:
        return given
    with suppress(ValueError):
        if isinstance(json.loads(value), dict):
            return given
    raise argparse.ArgumentTypeError(f"{name}: {value[:200]!r} is not a JSON object")


def list_arguments(parser: argparse.ArgumentParser, names: Container[str] | None = None) -> None:
    """Lists what `-a` takes in the help of a command: all arguments of spiders, or some, a line each."""
    from crawler.selection.arguments import Arguments  # noqa: PLC0415 - pydantic, for which no other command waits

    parser.formatter_class = argparse.RawDescriptionHelpFormatter
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
    """Opens missing standard streams, and has all of them write UTF-8, whatever the locale is."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as this lives
        getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")


def quiet_without_terminal(settings: Any) -> None:
    """Logs only warnings if no terminal is attached and no log level was chosen: cron mails every line."""
    from scrapy.settings import SETTINGS_PRIORITIES  # noqa: PLC0415 - who logs has loaded Scrapy

    chosen = settings.getpriority("LOG_LEVEL") or 0
    if chosen <= SETTINGS_PRIORITIES["project"] and not sys.stderr.isatty() and not settings["LOG_FILE"]:
        settings.set("LOG_LEVEL", "WARNING", priority="project")


def is_outlet(spider: type) -> bool:
    """True if a spider is an outlet's, for which runs, catalogue and politeness are."""
    return issubclass(spider, Outlet)


def outlets(settings: Any) -> dict[str, Any]:
    """Returns the spiders of outlets by name, without other spiders that the project may have; loads Scrapy."""
    from scrapy.spiderloader import get_spider_loader  # noqa: PLC0415 - commands that only read do not wait for it

    loader = get_spider_loader(settings)
    return {name: loader.load(name) for name in sorted(spider_files(settings).outlets)}


def check_spiders(
    settings: Any, names: Iterable[str], *, may_be_broken: bool = False, any_spider: bool = False
) -> None:
    """Checks the names of outlets' spiders, or with `any_spider` of spiders.

    Raises:
        UsageError: One is not that of a spider.
        BrokenSpiderError: The file of one cannot be read, unless `may_be_broken`.
    """
    files, names = spider_files(settings), list(names)
    known = [*(files.names if any_spider else sorted(files.outlets)), *files.broken]
    if unknown := [name for name in names if name not in known]:
        meant = did_you_mean(unknown[0], known) or ";"
        # A module that cannot be loaded may be that of the spider.
        unread = "".join(f"; {name}: {why}" for name, why in files.broken.items())
        available = ", ".join(files.names) or "none"
        raise UsageError(f"no such spider: {', '.join(map(repr, unknown))}{meant} available: {available}{unread}")
    if broken := [name for name in names if name in files.broken and not may_be_broken]:
        raise BrokenSpiderError(f"{broken[0]}: {files.broken[broken[0]]}")


def report_broken_spiders(settings: Any, command: str, names: Iterable[str]) -> int:
    """Writes a line for each of the asked outlets whose spider file cannot be read; all are asked if none is named.

    Returns the exit code for that: 0, or 1 if there is any.
    """
    broken, asked = spider_files(settings).broken, set(names)
    told = {name: why for name, why in broken.items() if name in asked or not asked}
    for name, why in told.items():
        complain(command, f"{name}: {why}")
    return ExitCode.BUG if told else ExitCode.OK


def check_choice(option: str, given: str, choices: Sequence[str]) -> None:
    """Raises UsageError if the value of an option is none of its choices."""
    if given not in choices:
        raise UsageError(f"{option}: got {given[:50]!r}, expected {', '.join(choices)}")


def check_settings(settings: Any, given: Iterable[str]) -> None:
    """Raises UsageError if a setting of the command line is misspelt, of a wrong type or out of range.

    Raises:
        UsageError: As said.
        ValueError: The environment sets the clock to no time.
    """
    pairs = dict(pair.partition("=")[::2] for pair in given)
    data_directory_is(pairs.get("DATA_DIR", ""))
    defaults: Any = plain_settings()
    if any(name not in defaults for name in pairs):
        # Whether Scrapy has such a setting only Scrapy knows.
        defaults = scrapy_settings()
    for name in pairs:
        if name not in defaults and (meant := did_you_mean(name.upper(), list(defaults), _SIMILARITY)):
            raise UsageError(f"-s {name}: no such setting{meant}")
        default, value = defaults.get(name), settings[name]
        if type(default) in _KINDS and not _is_of_kind(value, type(default)):
            raise UsageError(f"-s {name}: {value!r} is not a {_KINDS[type(default)]}")
        if name in _POSITIVE and not float(value):
            raise UsageError(f"-s {name}: {value!r} is too small, must be more than 0")
        for path in [value] if _CLASS.fullmatch(str(default)) else _classes(name, value):
            _check_class(name, path)
    clock_offset()
    _check_folders(settings)
    if not isinstance(logging.getLevelName(settings["LOG_LEVEL"]), int):
        raise UsageError(f"-s LOG_LEVEL: {settings['LOG_LEVEL']!r} is not a log level")
    check_file("-s LOG_FILE", settings["LOG_FILE"])
    _check_catalogue_url(catalogue_url(settings))


def _classes(name: str, value: Any) -> list[Any]:
    """Returns the paths of the classes that a setting of the command line names."""
    if name not in _CLASSES_BY_KEY | _CLASSES_BY_VALUE:
        return []
    pairs = json.loads(value) if isinstance(value, str) else value
    if name in _CLASSES_BY_KEY:
        return [path for path, place in pairs.items() if place is not None]
    return [path for path in pairs.values() if path is not None]


def _check_class(name: str, path: Any) -> None:
    from scrapy.utils.misc import load_object  # noqa: PLC0415 - few name classes on the command line

    try:
        load_object(path)
    except Exception as error:  # noqa: BLE001 - the module may raise anything
        raise UsageError(f"-s {name}: {path!r} cannot be loaded: {type(error).__name__}: {error}") from None


def _check_catalogue_url(url: str) -> None:
    if not url:
        return
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 - loaded only where there is a URL to check

    try:
        parse_url(url)
    except ArgumentError as error:
        raise UsageError(f"-s CATALOGUE_URL: {error}") from None


def _is_of_kind(value: Any, kind: type) -> bool:
    """True if Scrapy reads a value of the command line as a boolean or number of this kind, and not below 0."""
    if kind is bool and str(value).lower() in _TRUTHS:
        return True
    try:
        return 0 <= (float(value) if kind is float else int(value)) < math.inf
    except (TypeError, ValueError):
        return False


def _check_folders(settings: Any) -> None:
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
