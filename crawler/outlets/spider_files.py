"""Reads the spider files for what they declare, without Scrapy; a broken file costs its own outlet only."""

from __future__ import annotations

import importlib.util
import inspect
import os
import pkgutil
import sys
import threading
import traceback
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from crawler.outlets.outlet import Outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SPIDER_PACKAGES = ("crawler.spiders",)
_REQUIRED = ("outlet", "language", "timezone", "hosts", "addresses", "discovery", "layouts")
_declaring: ContextVar[bool] = ContextVar("declaring", default=False)
_reading = threading.RLock()


@dataclass
class SpiderFiles:
    """What spider files hold."""

    outlets: dict[str, type[Outlet]] = field(default_factory=dict)
    """The outlets by the names of their spiders."""
    others: list[str] = field(default_factory=list)
    """Names of Scrapy spiders that are no outlet's."""
    broken: dict[str, str] = field(default_factory=dict)
    """By the name of a file that cannot be read, which is that of its spider: file, line and error."""

    @property
    def names(self) -> list[str]:
        """The names of all spiders that can be read, sorted."""
        return sorted([*self.outlets, *self.others])


def is_declaring() -> bool:
    """True while a spider file is read for its declarations: then its class is an Outlet and no Scrapy spider."""
    return _declaring.get()


def read_spider_files(packages: Iterable[str] = SPIDER_PACKAGES) -> SpiderFiles:
    """Reads all spider files of packages; raises nothing, whatever a file does."""
    found = SpiderFiles()
    for name in spider_modules(packages):
        try:
            namespace = _namespace(name)
            check_module(namespace, name)
            _take(found, name, namespace)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the file may raise anything
            found.broken[name.rpartition(".")[2]] = where_broken(name, error)
    return found


def spider_modules(packages: Iterable[str]) -> Iterator[str]:
    """Yields the names of the modules in packages, which are not imported, and of packages that are modules."""
    for name in packages:
        try:
            spec = importlib.util.find_spec(name)
        except ImportError:
            spec = None
        folders = spec.submodule_search_locations if spec else None
        if folders is None:
            yield name
            continue
        for module in pkgutil.iter_modules(folders, f"{name}."):
            yield from spider_modules([module.name]) if module.ispkg else [module.name]


def check_module(namespace: Mapping[str, Any], name: str) -> None:
    """Raises ValueError if an outlet that a module defines does not declare all that one has to."""
    for outlet in _named(_classes(namespace, name, Outlet)):
        _check_outlet(outlet)


def _classes(namespace: Mapping[str, Any], name: str, base: type) -> list[Any]:
    """Returns the classes of a kind that a module defines."""
    found = (value for value in namespace.values() if inspect.isclass(value) and value.__module__ == name)
    return [value for value in found if issubclass(value, base) and value is not base]


def _named(classes: Iterable[Any]) -> list[Any]:
    """Returns the classes that have the name of a spider; others are bases of such."""
    return [each for each in classes if isinstance(getattr(each, "name", None), str)]


def _check_outlet(outlet: type[Outlet]) -> None:
    if missing := [name for name in _REQUIRED if not hasattr(outlet, name)]:
        raise ValueError(f"{outlet.__name__} declares no {', '.join(missing)}")
    try:
        ZoneInfo(outlet.timezone)
    except Exception:  # noqa: BLE001 - of several kinds
        raise ValueError(f"{outlet.__name__} declares a zone that does not exist: {outlet.timezone!r}") from None


def where_broken(name: str, error: BaseException) -> str:
    """Returns in one line why a spider file cannot be read: file, line and error."""
    file, line = name, 0
    with suppress(ImportError):
        spec = importlib.util.find_spec(name)
        file = (spec.origin if spec else None) or name
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == file:
            line = frame.lineno or 0
    said = str(error)
    if isinstance(error, SyntaxError):
        file, line, said = error.filename or file, error.lineno or 0, error.msg
    shown = os.path.relpath(file) if Path(file).is_relative_to(Path.cwd()) else file
    place = f"{shown}:{line}" if line else shown
    return " ".join(f"{place}: {type(error).__name__}: {said}".split())


def _namespace(name: str) -> Mapping[str, Any]:
    """Returns the names of a module: of one that is loaded, else of one that is run with Outlet for its base class."""
    with _reading:
        if loaded := sys.modules.get(name):
            return vars(loaded)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"No module named {name!r}")
        module, before = importlib.util.module_from_spec(spec), set(sys.modules)
        # Dataclasses look their module up.
        sys.modules[name] = module
        try:
            with _declarations():
                spec.loader.exec_module(module)
        finally:
            # Scrapy has to find spiders in it, and in those that it imports.
            for other in sys.modules.keys() - before:
                if other == name or _classes(vars(sys.modules[other]), other, Outlet):
                    _unload(other)
        return vars(module)


def _unload(name: str) -> None:
    package, _, own = name.rpartition(".")
    del sys.modules[name]
    vars(sys.modules.get(package, sys)).pop(own, None)


@contextmanager
def _declarations() -> Iterator[None]:
    token = _declaring.set(True)
    try:
        yield
    finally:
        _declaring.reset(token)


def _take(found: SpiderFiles, name: str, namespace: Mapping[str, Any]) -> None:
    """Adds the spiders that a module defines."""
    found.outlets.update({each.name: each for each in _named(_classes(namespace, name, Outlet))})
    if "scrapy" in sys.modules:
        spiders = _named(_classes(namespace, name, import_module("scrapy").Spider))
        found.others += [each.name for each in spiders if not issubclass(each, Outlet)]
