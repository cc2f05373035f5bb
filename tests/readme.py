"""Writes the outlets' table of README.md from the spiders: `make test` does so before it runs the tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from crawler.saved import lists_of

README = Path(__file__).parent.parent / "README.md"
TABLE = re.compile(r"(?<=<!-- outlets -->\n).*?(?=<!-- /outlets -->)", re.DOTALL)
LANGUAGES = {"en": "English", "ko": "Korean"}


def table() -> str:
    """Returns the table: a row for each spider, with what its docstring says it is."""
    loader = get_spider_loader(get_project_settings())
    rows = ["| spider | outlet | language | finds its news by |", "|---|---|---|---|"]
    for name in sorted(loader.list()):
        spider: Any = loader.load(name)
        kinds = dict.fromkeys(each.kind for each in lists_of(*spider.discovery))
        language = LANGUAGES.get(spider.language, spider.language)
        rows.append(f"| `{name}` | {spider.outlet} | {language} | {', else '.join(kinds)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")
