"""`scrapy genspider NAME DOMAIN`: writes the file of a new outlet's spider, whose comments say what to declare."""

from __future__ import annotations

import keyword
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.commands.genspider import Command as ScrapyGenspider
from scrapy.commands.genspider import verify_url_scheme
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

import crawler
from crawler.cli.usage import one_line_errors, usage

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


class Command(ScrapyGenspider):
    """Scrapy's own command with a template for outlets, and checked arguments."""

    requires_project = True
    settings: Settings

    def short_desc(self) -> str:
        """Returns the line in Scrapy's list of commands."""
        return "Write the file of a new outlet's spider, with all declarations explained"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Makes `outlet` the template."""
        super().add_options(parser)
        one_line_errors(parser, "genspider")
        parser.set_defaults(template="outlet")

    @property
    def templates_dir(self) -> str:
        """The folder of the project's templates."""
        return str(Path(crawler.__file__).parent / "templates" / "spiders")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Checks the arguments before a file is written."""
        with usage("genspider", args):
            super().process_options(args, opts)
            if not opts.list:
                self._check_template(opts.dump or opts.template)
            if not (opts.list or opts.dump):
                self._check(args, opts)

    def _check_template(self, name: str) -> None:
        known = sorted(path.stem for path in Path(self.templates_dir).glob("*.tmpl"))
        if name not in known and not (name.endswith(".tmpl") and Path(name).is_file()):
            raise UsageError(f"no such template: {name[:200]!r}; available: {', '.join(known)}")

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:  # noqa: PLR2004
            raise UsageError("expects a name and a domain, such as: scrapy genspider example www.example.com")
        name, domain = args
        if not _NAME.fullmatch(name) or keyword.iskeyword(name):
            raise UsageError(f"{name[:200]!r} is no name of a module: expected small letters, digits and underscores")
        host = urlsplit(verify_url_scheme(domain)).hostname or ""
        if not _HOST.fullmatch(host):
            raise UsageError(f"{domain[:200]!r} is no domain: expected one such as www.example.com")
        args[1] = f"https://{host}"
        file = Path(str(import_module(self.settings["NEWSPIDER_MODULE"]).__file__)).with_name(f"{name}.py")
        if not opts.force and (file.exists() or name in get_spider_loader(self.settings).list()):
            raise UsageError(f"the spider {name!r} exists; --force overwrites {file.name}")
