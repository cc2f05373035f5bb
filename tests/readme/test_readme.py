"""What README.md and CONTRIBUTING.md tell to type exists."""

from __future__ import annotations

import re

import pytest
from scrapy.utils.project import get_project_settings

from crawler.selection.arguments import Arguments
from tests.support.commands import scrapy
from tests.support.project import REPOSITORY

TEXT = "\n".join((REPOSITORY / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
# A command ends with its line, or with the quotes around it.
TYPED = [line.strip() for line in re.findall(r"\bscrapy ([a-z]+\b[^\n`|#>]*)", TEXT)]


@pytest.mark.parametrize("command", sorted({line.split()[0] for line in TYPED}))
def test_a_command_that_is_told_of_is_there_with_its_options(command: str) -> None:
    done = scrapy(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [re.sub("'[^']*'", "", line) for line in TYPED if line.split()[0] == command]
    told = {option for line in lines for option in re.findall(r"(?<= )--?[a-zA-Z][a-z-]*", line)}
    assert {option for option in told if not re.search(rf"(?m)(?<=[ ,]){option}\b", done.stdout)} == set()


def test_arguments_and_settings_that_are_told_of_are_there() -> None:
    arguments = set(re.findall(r" -a '?([a-z]+)=", "\n".join(TYPED)))
    assert arguments
    assert arguments <= set(Arguments.model_fields)
    settings = set(re.findall(r"-s ([A-Z_]+)=", TEXT))
    assert settings
    assert settings <= set(get_project_settings())


def test_what_make_is_told_to_make_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^\$ |^)make ([a-z]+)", TEXT, re.MULTILINE)) <= targets
