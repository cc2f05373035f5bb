"""OutletLoader: Scrapy's spider loader, for which a broken spider file costs its own outlet only."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.outlets.spider_files import check_module, spider_modules, where_broken

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


class OutletLoader(SpiderLoader):
    """Loads the spiders of the files that can be read; `broken` says of the others why, as `SpiderFiles` does."""

    def __init__(self, settings: BaseSettings) -> None:
        self.broken: dict[str, str] = {}
        whole = []
        for name in spider_modules(settings.getlist("SPIDER_MODULES")):
            try:
                check_module(vars(import_module(name)), name)
                whole.append(name)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - the file may raise anything
                self.broken[name.rpartition(".")[2]] = where_broken(name, error)
        super().__init__(Settings({"SPIDER_MODULES": whole}))

    def load(self, spider_name: str) -> type:
        """Returns the class of a spider; raises KeyError if there is none, with the reason if its file is broken."""
        if why := self.broken.get(spider_name):
            raise KeyError(f"Spider not found: {spider_name}: {why}")
        return super().load(spider_name)
