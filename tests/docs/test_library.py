"""The code of docs/library.md runs as it is printed."""

from __future__ import annotations

import doctest
import importlib.util
import re
from typing import TYPE_CHECKING

from tests.support.project import FIXTURES, REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BLOCKS = re.findall(r"```pycon\n(.*?)```", (REPOSITORY / "docs" / "library.md").read_text("utf-8"), re.DOTALL)


def test_the_code_of_the_library_prints_what_its_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fixtures").symlink_to(FIXTURES)
    has_pandas = importlib.util.find_spec("pandas") is not None
    code = "\n".join(block for block in BLOCKS if has_pandas or "import pandas" not in block)
    example = doctest.DocTestParser().get_doctest(code, {}, "library.md", None, 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=told.append)
    assert len(example.examples) > 15
    assert "".join(told) == ""
