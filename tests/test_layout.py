"""The layout of the packages: how large they are, and which may import which."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.layout import module_counts, top_files
from tests.support.project import REPOSITORY


def test_few_files_lie_at_the_top() -> None:
    assert len(top_files()) <= 8


@pytest.mark.parametrize(("package", "count"), module_counts().items())
def test_a_package_has_at_most_twelve_modules(package: str, count: int) -> None:
    assert count <= 12, package


def test_imports_keep_the_contracts_of_pyproject() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stdout + done.stderr
