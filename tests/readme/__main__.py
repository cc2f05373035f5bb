"""Writes the outlets' table of README.md from the spiders: `make test` does so before it runs the tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.discovery.declared import lists_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.discovery.sources import Site

README = Path(__file__).parents[2] / "README.md"
TABLE = re.compile(r"(?<=<!-- outlets -->\n).*?(?=<!-- /outlets -->)", re.DOTALL)
LANGUAGES = {"en": "English", "ko": "Korean"}


def table() -> str:
    """Returns the table: a row for each spider, with what its docstring says it is."""
    loader = get_spider_loader(get_project_settings())
    rows = ["| spider | outlet | language | finds its news by | the past by | words by |", "|---|---|---|---|---|---|"]
    for name in sorted(loader.list()):
        spider: Any = loader.load(name)
        ways = (_ways(spider.discovery), _ways(spider.archive), _ways(spider.search))
        language = LANGUAGES.get(spider.language, spider.language)
        rows.append(f"| `{name}` | {spider.outlet} | {language} | {' | '.join(ways)} |")
    return "\n".join(rows) + "\n"


def _ways(sites: Sequence[Site]) -> str:
    """Returns the ways of all sites, the best first; what nobody has seen is in brackets."""
    names = dict.fromkeys(f"({each.name})" if each.guess else each.name for each in lists_of(*sites))
    return ", ".join(name for name in names if name.strip("()") == name or name.strip("()") not in names)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")
