"""The parts of the documents that come from the code: outlets, tables, outcomes, layers, packages."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crawler.store import recrawl_policy, tables
from tests.support.project import REPOSITORY, SPIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import timedelta
    from pathlib import Path

    import sqlalchemy as sa

    from crawler.discovery.sources import Site

CRAWLER = REPOSITORY / "crawler"
DOCUMENTS = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
_PART = re.compile(r"(<!-- (\w+) -->\n).*?(?=<!-- /\2 -->)", re.DOTALL)
_LANGUAGES = {"en": "English", "ko": "Korean"}
# Columns of the same meaning in several tables, which have no comment of their own.
_COMMON = {
    "article_id": "id of the article",
    "arguments": "the arguments given with `-a`",
    "counts": "outcomes of pages, and how many articles had each field",
    "digest": "of the normalised text",
    "ended": "null while it is active, or if it was killed",
    "etag": "of the last answer",
    "exit_code": "null while it is active, or if it was killed",
    "first_seen": "when it was read first",
    "from_id": "id of the article with the link",
    "host": "of the URL",
    "id": "running number",
    "links.kind": "inline (in or right below the text) or related (in a block of its own)",
    "lists.kind": "feed, sitemap, section or api",
    "last_modified": "Last-Modified of the last answer",
    "last_read": "when it was read last",
    "last_seen": "when it was read last",
    "last_tried": "when a run last tried to close it",
    "outlet": "name of the spider",
    "read": "when it was read",
    "reason": "the verdict line",
    "spider": "name of the spider",
    "started": "when it began",
    "status": "of HTTP; 0 if no answer came",
    "text": "the text",
    "title": "the title",
    "url": "the URL",
    "why": "what both share, for people",
    "published": "when it was published",
    "modified": "when it was changed",
}
_TABLES = {
    "about": "The version of these tables.",
    "alembic_version": "The revision of these tables, for Alembic.",
    "articles": "One row an article; the fields of an exported item, and what runs know beside.",
    "versions": "Earlier texts of articles that changed.",
    "links": "Related links of articles.",
    "pages": "Every article URL that was requested, with or without an article.",
    "lists": "Every list that was read, and how far a backfill has come in it.",
    "robots_cache": "robots.txt and tdmrep.json of hosts, for a day.",
    "features": "What story matching compares, for each article.",
    "story_links": "Pairs of articles about one event.",
    "aliases": "Forms of names that topics brought.",
    "topics": "Topics that runs had, and up to when stored articles were matched with them.",
    "runs": "One row a run.",
}


def with_generated_parts(path: Path) -> str:
    """Returns a document with its generated parts as the code has them now."""
    return _PART.sub(
        lambda part: part[1] + "\n".join(_WRITERS[part[2]]()).rstrip() + "\n", path.read_text(encoding="utf-8")
    )


def outlets() -> Iterator[str]:
    """Yields the table of outlets, a row for each spider."""
    yield "| spider | outlet | language | news from | backfills from | searches by |"
    yield "|---|---|---|---|---|---|"
    for name, spider in SPIDERS.items():
        ways = (_ways(spider.discovery), _ways(spider.archive), _ways(spider.search))
        language = _LANGUAGES.get(spider.language, spider.language)
        yield f"| `{name}` | {spider.outlet} | {language} | {' | '.join(ways)} |"


def _ways(sites: Sequence[Site]) -> str:
    """Returns the kinds of lists of all sites, the best first; guesses are in brackets."""
    lists = [each for site in sites for way in site for each in (way if isinstance(way, (tuple, list)) else [way])]
    names = dict.fromkeys(f"({each.name})" if each.guess else each.name for each in lists)
    return ", ".join(name for name in names if name.strip("()") == name or name.strip("()") not in names)


def table_sections() -> Iterator[str]:
    """Yields a section for each table of the catalogue, with a row for each column."""
    fields = dict(attribute_docstrings(CRAWLER / "items.py", "Article"))
    for table in tables.metadata.tables.values():
        yield f"### `{table.name}`\n"
        if about := table.comment or _TABLES.get(table.name):
            yield f"{about}\n"
        yield "| column | type | meaning |"
        yield "|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {_kind(column)} | {_meaning(column, fields)} |"
        yield ""


def _meaning(column: sa.Column[Any], fields: dict[str, str]) -> str:
    """Returns what a column holds, by its comment, the item's field of its name, or what many tables have."""
    of_item = fields.get(column.name) if column.table.name == "articles" else None
    full_name = f"{column.table.name}.{column.name}"
    meaning = column.comment or of_item or _COMMON.get(full_name) or _COMMON[column.name]
    return meaning[0].upper() + meaning[1:].rstrip(".")


def _kind(column: sa.Column[Any]) -> str:
    is_time = column.type is tables.articles.c.published.type
    name = "time" if is_time else type(column.type).__name__.lower()
    name = {"string": "text", "json": "JSON"}.get(name, name)
    return name + (", key" if column.primary_key else ", null" if column.nullable else "")


def outcomes() -> Iterator[str]:
    """Yields the table of outcomes."""
    yield "| outcome | meaning |"
    yield "|---|---|"
    source = CRAWLER / "outcomes.py"
    values = {
        node.targets[0].id: ast.literal_eval(node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value)
        for node in _class(source, "Outcome").body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for name, meaning in attribute_docstrings(source, "Outcome"):
        if values.get(name):
            yield f"| `{values[name]}` | {meaning.rstrip('.')} |"


def schedule() -> Iterator[str]:
    """Yields the table of when pages are read again."""
    policy = recrawl_policy
    yield "| what a page gave | when it is read again |"
    yield "|---|---|"
    for longest, wait in policy.ARTICLE:
        yield f"| an article, up to an age of {_long(longest)} | after {_long(wait)} |"
    yield f"| a teaser | by every run, for {_long(policy.TEASER)} |"
    until = f"until {_long(policy.GIVEN_UP)} have passed; then {_long(policy.LAST_RETRY)} later, if a list names it"
    growing = (
        f"after {_long(policy.FIRST_RETRY)}, then {_long(policy.EARLY_RETRY)}, and once it has failed for "
        f"{_long(policy.EARLY)} after as long as it has failed, at most"
    )
    yield (
        "| no article: gone, 404, 410, not found, a redirect to a list or the front page, list, empty, anything else | "
        f"{growing} {_long(policy.LAST_RETRY)}, {until} |"
    )
    yield (
        "| no answer, a server error, or robots.txt forbids it | by every run until a page gives an article again; "
        f"then likewise, at most {_long(policy.LAST_RETRY_TRANSIENT)} |"
    )
    pauses = ", ".join(map(_long, policy.UNWANTED))
    yield f"| `no match`, by runs with the same words; `not this outlet` | after {pauses}; then it stays so |"
    yield (
        f"| the article of another URL (`alias`) | after {_long(policy.FIRST_ALIAS)}, then after twice the time for "
        f"which it has, at most {_long(policy.LAST_ALIAS)}, until {_long(policy.GIVEN_UP)} have passed; "
        "never if it redirects there |"
    )
    yield (
        f"| a text unlike its article (`other text`) | after {_long(policy.OTHER_TEXT)}; from the seventh in a row "
        f"after {_long(policy.OTHER_TEXT_LATER)} |"
    )
    yield f"| what many pages said at once | as above, at most {_long(policy.LAST_UNVERIFIED)} |"
    yield "| an article that was removed with `scrapy forget` | never |"


def _long(time: timedelta) -> str:
    """Returns a duration in words."""
    minutes = int(time.total_seconds() / 60)
    for unit, size in (("day", 1440), ("hour", 60)):
        if minutes % size == 0:
            return f"{minutes // size} {unit}{'s' * (minutes != size)}"
    return f"{minutes} minutes"


def layer_names() -> list[list[str]]:
    """Returns the packages and modules of each layer, the lowest first, as import-linter holds them."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    declared = next(each["layers"] for each in contracts if each.get("containers") == ["crawler"])
    return [[name.strip() for name in layer.split("|")] for layer in reversed(declared)]


def layers() -> Iterator[str]:
    """Yields the layers, the lowest first."""
    for number, names in enumerate(layer_names(), 1):
        yield f"{number}. {', '.join(f'`{name}`' for name in names)}"


def packages() -> Iterator[str]:
    """Yields a section for each package in the order of layers, with the first line of each module's docstring."""
    order = [name for layer in layer_names() for name in layer]
    folders = sorted({path.parent for path in CRAWLER.rglob("*.py") if path.parent != CRAWLER}, key=str)
    yield "### `crawler/`\n"
    yield from _modules(CRAWLER)
    for folder in sorted(folders, key=lambda folder: order.index(folder.relative_to(CRAWLER).parts[0])):
        yield f"### `crawler/{folder.relative_to(CRAWLER)}/`\n"
        yield f"{_docstring(folder / '__init__.py')}\n"
        yield from _modules(folder)


def _modules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"- `{path.name}`: {' '.join(_docstring(path).partition(chr(10) * 2)[0].split())}"
    yield ""


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def attribute_docstrings(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yields the attributes of a class that have a docstring below their declaration, with it."""
    body = _class(path, name).body
    for declared, below in pairwise(body):
        target = declared.target if isinstance(declared, ast.AnnAssign) else getattr(declared, "targets", [None])[0]
        is_docstring = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(target, ast.Name) and is_docstring:
            yield target.id, " ".join(str(below.value.value).split())  # type: ignore[attr-defined]


def _class(path: Path, name: str) -> ast.ClassDef:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)


_WRITERS = {
    "outlets": outlets, "tables": table_sections, "outcomes": outcomes, "schedule": schedule, "layers": layers,
    "packages": packages,
}  # fmt: skip
