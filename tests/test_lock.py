"""requirements.lock: what make installs, the same on every day and every machine."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.project import REPOSITORY

LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
# A package with its version and marker, and the indented lines with its hashes.
ENTRIES = re.findall(r"(?m)^(\S.*?)(?: \\)?\n((?:    --hash=\S+(?: \\)?\n)*)", re.sub(r"(?m)^ *#.*\n", "", LOCK))
LOCKED = [Requirement(entry) for entry, _ in ENTRIES]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES = PROJECT["project"]["dependencies"]
NAMED = [*DEPENDENCIES, *PROJECT["dependency-groups"]["dev"], *PROJECT["build-system"]["requires"]]
# What reads the bytes that a site sends.
PARSERS = ("brotli", "lxml", "lxml_html_clean", "scrapy", "trafilatura")


@pytest.mark.parametrize("named", NAMED)
def test_a_package_is_locked_to_a_release_in_its_range(named: str) -> None:
    wanted = Requirement(named)
    locked = [each for each in LOCKED if canonicalize_name(each.name) == canonicalize_name(wanted.name)]
    assert locked
    for each in locked:
        (pinned,) = each.specifier
        assert pinned.operator == "=="
        assert wanted.specifier.contains(pinned.version)


@pytest.mark.parametrize(("entry", "hashes"), ENTRIES, ids=[each.name for each in LOCKED])
def test_every_entry_has_hashes(entry: str, hashes: str) -> None:
    assert re.match(r"[\w.-]+==[\w.]+( ; |$)", entry)
    assert re.fullmatch(r"(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", hashes)


def test_the_lock_names_no_index_and_no_file() -> None:
    assert "://" not in LOCK
    assert re.findall(r"(?m)^-.*|.* @ .*", LOCK) == []


def test_the_lock_serves_other_systems_and_newer_pythons() -> None:
    markers = " ".join(str(each.marker) for each in LOCKED if each.marker)
    assert "win32" in markers
    assert "python_full_version" in markers


@pytest.mark.parametrize("name", PARSERS)
def test_what_parses_hostile_input_has_a_lower_bound_and_is_named(name: str) -> None:
    (wanted,) = (Requirement(each) for each in DEPENDENCIES if Requirement(each).name == name)
    assert ">=" in {each.operator for each in wanted.specifier}
