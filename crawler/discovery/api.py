"""Parses lists in JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from crawler.discovery.bounds import MOST_READ
from crawler.discovery.decoding import decode_list
from crawler.discovery.values import parse_time, plain_title
from crawler.items import ListEntry

if TYPE_CHECKING:
    from datetime import tzinfo

    from crawler.text.urls import Addresses

# Line breaks within a string are read; only the standard forbids them.
_DECODER = json.JSONDecoder(strict=False)
_CALLBACK = re.compile(r"\s*(?:/\*[^*]*\*/\s*)?[\w.$]{1,100}\s*\(\s*(?=[\[{])")
_SCALARS = (str, int, float)
# A broken answer is looked through for its entries until so many times its length was read; the decoder counts the
# lines before an error, which takes a fraction of the time.
_MOST_READINGS, _COUNTED = 10, 50


class Keys(NamedTuple):
    """Keys of an entry's values, as `Api` declares them."""

    items: str
    article: str
    title: str
    published: str


def read(body: bytes, url: str, keys: Keys, addresses: Addresses, zone: tzinfo) -> list[ListEntry]:
    """Returns the articles in a list; entries without the declared keys are skipped."""
    found: dict[str, ListEntry] = {}
    for entry in _entries(body, keys) or []:
        if len(found) >= MOST_READ:
            break
        try:
            link = keys.article.format(**entry)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            continue
        if (canonical := addresses.canonical(link, url)) and canonical not in found:
            title = _value(entry, keys.title)
            is_title = isinstance(title, _SCALARS) and not isinstance(title, bool)
            found[canonical] = ListEntry(
                canonical,
                # WordPress gives titles as HTML.
                plain_title(str(title)) if is_title else "",
                # A number is seconds or milliseconds since 1970.
                parse_time(_value(entry, keys.published), zone),
            )
    return list(found.values())


def is_empty(body: bytes, keys: Keys) -> bool:
    """True if an answer has the list and the list is empty."""
    return _entries(body, keys) == []


def _entries(body: bytes, keys: Keys) -> list[Any] | None:
    """Returns the list in an answer, of a broken one the entries that are whole; none if there is no list."""
    text = decode_list(body)
    if callback := _CALLBACK.match(text):
        text = text[callback.end() :]
    text = text.lstrip()
    try:
        answer, _ = _DECODER.raw_decode(text)
    except RecursionError:
        return None
    except ValueError:
        return _whole_entries(text, keys.items)
    entries = answer.get(keys.items) if keys.items and isinstance(answer, dict) else None if keys.items else answer
    return entries if isinstance(entries, list) else None


def _whole_entries(text: str, items: str) -> list[Any] | None:
    """Returns the objects in a list that is cut or broken, as far as they are whole."""
    begin = re.search(rf'"{re.escape(items)}"\s*:\s*\[' if items else r"\A\[", text)
    if not begin:
        return None
    found: list[Any] = []
    position, effort = begin.end(), 0
    while (position := text.find("{", position)) >= 0 and effort < _MOST_READINGS * len(text):
        try:
            entry, end = _DECODER.raw_decode(text, position)
        except RecursionError:
            break
        except json.JSONDecodeError as error:
            effort += error.pos - position + error.pos // _COUNTED
            position += 1
        else:
            found.append(entry)
            position = end
    return found or None


def _value(entry: Any, name: str) -> Any:
    for key in name.split("."):
        entry = entry.get(key) if isinstance(entry, dict) else None
    return entry
