"""Topic files: a story's queries by language and the names in it, as TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from crawler.selection.argument_files import read_text
from crawler.selection.expression import AnyOf
from crawler.selection.query import Query, parse_query
from crawler.selection.terms import Names, Term, match_form
from crawler.text.unicode import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Bytes of a file.
_LARGEST = 256 << 10
# Characters of a title; it is stored with each page that does not match.
_SHORT = 40


def _has_word(text: str) -> str:
    if not any(char.isalnum() for char in match_form(text)):
        raise ValueError("is not a word")
    return text


_Words = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_has_word)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = ""
    queries: dict[Annotated[str, Field(pattern="^[a-z]{2}$")], str] = {}
    names: dict[_Words, list[_Words]] = {}


@dataclass(frozen=True)
class Topic:
    """A story to follow."""

    name: str
    """The file's title, else the file's name without its suffix."""
    text: str
    """Identifies the file's content; short, since it is stored with every page that does not match."""
    names: Names
    queries: dict[str, Query]
    """The query for each language that has one."""
    other: Query
    """The query for all other languages."""
    content: str
    """The file, as `parse_topic` takes it."""

    def query(self, language: str) -> Query:
        """Returns the query for texts of a language."""
        return self.queries.get(language, self.other)


def read_topic(path: str, shown: str = "") -> Topic:
    """Reads a topic file, which messages call `shown` if its path is not to be told.

    Raises:
        ValueError: It cannot be read or is malformed; the message is one clause.
    """
    try:
        content = read_text(path, _LARGEST)
    except ValueError as error:
        raise ValueError(f"cannot read the file {(shown or path)[:200]}: {error}") from None
    try:
        return parse_topic(content, Path(path).stem)
    except ValueError as error:
        raise ValueError(f"{shown or path}{error}") from None


def read_topics(paths: Iterable[str], listed_in: str = "") -> list[Topic]:
    """Reads topic files; `listed_in` is the file that named them, if one did.

    Raises:
        ValueError: One of them cannot be read or is malformed, or two have the same name; the message is one clause.
    """
    topics: dict[str, tuple[str, Topic]] = {}
    for number, given in enumerate(paths, 1):
        path = f"no. {number} of {listed_in}" if listed_in else given
        topic = read_topic(given, path)
        if topic.name in topics:
            raise ValueError(f"{topics[topic.name][0]} and {path} have the same name, {topic.name!r}")
        topics[topic.name] = path, topic
    return [topic for _, topic in topics.values()]


def parse_topic(content: str, name: str = "") -> Topic:
    """Reads the content of a topic file; `name` is that of a topic without a title.

    Raises:
        ValueError: It is malformed; the message continues the file's name.
    """
    try:
        given = _File.model_validate(tomllib.loads(content))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ValueError(f": {place}: {first['msg']}") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f" is not valid TOML: {' '.join(str(error).split())}") from None
    names = Names(tuple((name, *forms) for name, forms in given.names.items()))
    queries = {}
    for language, query in given.queries.items():
        try:
            queries[language] = parse_query(query, names)
        except ValueError as error:
            raise ValueError(f": queries.{language}: {error}") from None
    if not queries and not names.groups:
        raise ValueError(": it has neither [queries] nor [names]")
    name = fold(given.title) or fold(name)
    # With what is cut off the name, so that two topics of one content are two.
    text = f"{fold(f'topic {name[:_SHORT]}')} {sha256(f'{name[_SHORT:]}{content}'.encode()).hexdigest()[:16]}"
    return Topic(name, text, names, queries, _other(names, queries), content)


def shared_forms(topics: Sequence[Topic]) -> list[str]:
    """Returns a line for each form that topics have for different names; articles are compared by the first."""
    lines, owners = [], dict[str, tuple[str, str]]()
    for topic in topics:
        for form, name in topic.names.aliases().items():
            owner, first = owners.setdefault(form, (topic.name, name))
            if first != name:
                lines.append(
                    f"{form!r} is a form of {first!r} in {owner!r} and of {name!r} in {topic.name!r}; "
                    f"articles are compared as if it were {first!r}"
                )
    return lines


def _other(names: Names, queries: dict[str, Query]) -> Query:
    """Returns the query for languages without one: the first query, else one that matches any of the names."""
    if queries:
        return next(iter(queries.values()))
    return Query("names", AnyOf(tuple(Term(group) for group in names.groups)))
