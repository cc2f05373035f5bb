"""JSON, and cells of CSV that no spreadsheet reads as formulas; nothing in either steers a screen."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from crawler.text.unicode import clean, escape_unseen

# Characters that start a formula in some spreadsheet (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_json(value: Any, *, indent: int | None = None) -> str:
    """Returns JSON in which what nobody sees is escaped; dataclasses are objects, times ISO 8601."""
    return escape_unseen(json.dumps(value, ensure_ascii=False, indent=indent, default=_plain))


def to_cell(value: Any) -> Any:
    """Returns what stands in a cell: lists and objects as JSON, an apostrophe before what starts like a formula."""
    if isinstance(value, list | dict):
        return to_json(value)
    if not isinstance(value, str):
        return value
    value = clean(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else asdict(value)
