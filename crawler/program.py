"""How this process was started, by `scrapy` or by `outlet-crawler`, and commands as its user types them."""

from __future__ import annotations

import os
import re
import shlex
import signal
import threading

SCRAPY, OUTLET_CRAWLER = "scrapy", "outlet-crawler"
_TYPED = re.compile(rf"\b(?:{SCRAPY}|{OUTLET_CRAWLER})(?= (?:crawl|explain|export|forget) )")


class _Started:
    """What hints depend on; a process is started once."""

    name = SCRAPY
    data_dir = ""


def end_at_interrupt() -> None:
    """Makes Ctrl-C end the process at once with exit 130, unless something else handles it already.

    What a command writes survives a crash. An exception would be lost in some module that is being loaded.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(128 + signal.SIGINT))


def started_as(name: str) -> None:
    """Records the name of the program that the user typed."""
    _Started.name = name


def data_directory_is(given: str) -> None:
    """Records the DATA_DIR that the user gave on the command line, empty for none: hints have to repeat it."""
    _Started.data_dir = given


def program_name() -> str:
    """Returns the name of the program that the user typed: `scrapy` or `outlet-crawler`."""
    return _Started.name


def typed(*words: str, uses_data: bool = False) -> str:
    """Returns a command as the user of this process types it; one that uses stored articles with their DATA_DIR."""
    data = ["-s", f"DATA_DIR={_Started.data_dir}"] if uses_data and _Started.data_dir else []
    return shlex.join([_Started.name, *words, *data])


def as_typed_here(stored: str) -> str:
    """Returns a text of an earlier run with its commands as the user of this process types them."""
    return _TYPED.sub(_Started.name, stored)
