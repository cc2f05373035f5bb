"""A Scrapy suite with one spider for each news outlet, and the library that reads their pages.

`read` and `read_list` take what somebody has fetched. They need no settings, no database and no reactor, and load what
they use with the first page.
"""

from __future__ import annotations

# As in `typing`, which takes ten times as long to load as this file.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from crawler.items import Article, Image, Link, ListEntry
    from crawler.outcomes import Outcome
    from crawler.outlets.reading import NotAList, read, read_list
    from crawler.page.refusals import NotAnArticle

__all__ = ["Article", "Image", "Link", "ListEntry", "NotAList", "NotAnArticle", "Outcome", "read", "read_list"]

_HOMES = {
    "Article": "items", "Image": "items", "Link": "items", "ListEntry": "items", "NotAList": "outlets.reading",
    "NotAnArticle": "page.refusals", "Outcome": "outcomes", "read": "outlets.reading",
    "read_list": "outlets.reading",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Returns a public name from its module, which is loaded by then."""
    from importlib import import_module  # noqa: PLC0415 - `import crawler` alone loads nothing

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"crawler.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
