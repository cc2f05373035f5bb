"""The project's settings and spiders, as commands that only read need them: without Scrapy."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from crawler.outlets.spider_files import SpiderFiles, read_spider_files

if TYPE_CHECKING:
    from collections.abc import Mapping

# Scrapy's own variable for the module of a project's settings.
_VARIABLE = "SCRAPY_SETTINGS_MODULE"
_MODULE = "crawler.settings"


class PlainSettings(dict[str, Any]):
    """The project's settings without Scrapy's defaults; those that are not set are none, as Scrapy's Settings do it."""

    def __missing__(self, name: str) -> None:
        """Returns none."""

    def set(self, name: str, value: Any, priority: str = "") -> None:  # noqa: ARG002 - the command line is the last
        """Sets a setting of the command line."""
        self[name] = value


def use_project() -> None:
    """Makes Scrapy find this project from any folder, unless the environment names other settings."""
    os.environ.setdefault(_VARIABLE, _MODULE)


def plain_settings() -> PlainSettings:
    """Returns the settings that the project's own module holds."""
    module = import_module(os.environ.get(_VARIABLE, _MODULE))
    return PlainSettings({name: value for name, value in vars(module).items() if name.isupper()})


def scrapy_settings() -> Any:
    """Returns Scrapy's Settings with those of the project; loads Scrapy."""
    from scrapy.settings import Settings  # noqa: PLC0415 - commands that only read do not wait for it

    settings = Settings()
    settings.setmodule(os.environ.get(_VARIABLE, _MODULE), priority="project")
    return settings


def spider_files(settings: Mapping[str, Any]) -> SpiderFiles:
    """Returns the outlets of a project, and which of their files are broken."""
    modules = settings["SPIDER_MODULES"]
    return read_spider_files([name for name in modules.split(",") if name] if isinstance(modules, str) else modules)
