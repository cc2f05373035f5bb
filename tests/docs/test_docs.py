"""README.md, CONTRIBUTING.md and docs/ are held to the code."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from scrapy.settings import default_settings
from scrapy.utils.project import get_project_settings

from crawler import settings
from crawler.exit_codes import ExitCode
from crawler.selection.arguments import Arguments, read_arguments
from crawler.selection.topic import read_topic
from tests.docs.generated import CRAWLER, DOCUMENTS, with_generated_parts
from tests.support.commands import scrapy
from tests.support.project import FIXTURES, REPOSITORY, SPIDERS

if TYPE_CHECKING:
    from pathlib import Path

README = REPOSITORY / "README.md"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS}
TEXT = "\n".join(TEXTS.values())
NAMES = list(TEXTS)
# A command ends with its line, or with the quotes around it.
TYPED = [line.strip() for line in re.findall(r"\bscrapy ([a-z]+\b(?!:)[^\n`|#>]*)", TEXT)]
COMMANDS = sorted(path.stem for path in (CRAWLER / "commands").rglob("*.py") if path.stem != "__init__")


def options(help_text: str) -> set[str]:
    """Returns the options of a command, without Scrapy's own."""
    own = help_text.partition("Global Options")[0]
    return set(re.findall(r"(?m)^  (?:-\w[^\n]*?, )?(--[a-z][a-z-]*)", own)) - {"--help"}


@pytest.mark.parametrize("name", NAMES)
def test_generated_parts_are_as_the_code_has_them(name: str) -> None:
    path = next(path for path in DOCUMENTS if path.name == name)
    assert with_generated_parts(path) == TEXTS[name], "run: make test"


def test_the_readme_is_short_in_lines_and_sentences() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    prose = re.sub(r"```.*?```|^\|.*?$|^#.*?$|<!--.*?-->", "\n\n", text, flags=re.DOTALL | re.MULTILINE)
    prose = re.sub(r"\]\([^)]*\)", "]", prose)
    sentences = re.split(r"(?<=[.:?!])\s|\n\n|\n(?=- )", prose)
    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []


@pytest.mark.parametrize("command", sorted({line.split()[0] for line in TYPED}))
def test_a_command_in_the_documents_exists_with_its_options(command: str) -> None:
    done = scrapy(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [re.sub("'[^']*'", "", line) for line in TYPED if line.split()[0] == command]
    named = {option for line in lines for option in re.findall(r"(?<= )--?[a-zA-Z][a-z-]*", line)}
    assert {option for option in named if not re.search(rf"(?m)(?<=[ ,]){option}\b", done.stdout)} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_with_its_options(command: str) -> None:
    row = re.search(rf"(?m)^\| `scrapy {command}\b.*$", TEXTS["arguments.md"])
    assert row
    missing = options(scrapy(command, "--help").stdout) - set(re.findall(r"--[a-z][a-z-]*", row[0]))
    assert missing <= {"--output", "--overwrite-output"}


def test_every_argument_is_documented_and_every_documented_one_exists() -> None:
    table = TEXTS["arguments.md"].partition("## Queries")[0]
    named = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"(?m)^\| (`[^|]*) \|", table))))
    assert named == set(Arguments.model_fields)


@pytest.mark.parametrize("line", [line for line in TYPED if " -a " in line and line.split()[1] in SPIDERS])
def test_an_example_of_arguments_is_accepted_or_refused_as_shown(line: str) -> None:
    _, name, *words = shlex.split(line)
    given = dict(pair.partition("=")[::2] for flag, pair in pairwise(words) if flag == "-a")
    if f"scrapy crawl: {next(iter(given))}: no such argument" in TEXT:
        with pytest.raises(ValueError, match="no such argument") as refusal:
            read_arguments(given, SPIDERS[name].addresses, name)
        assert f"scrapy crawl: {refusal.value}\n" in TEXT
    else:
        read_arguments(given, SPIDERS[name].addresses, name)


def test_every_setting_of_the_project_is_documented_and_every_documented_one_exists() -> None:
    own = {name for name in dir(settings) if name.isupper() and not hasattr(default_settings, name)}
    table = set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", TEXTS["arguments.md"]))
    assert table == own
    named = set(re.findall(r"(?:-s |`)([A-Z][A-Z]+_[A-Z_]+)\b", TEXT)) - {"SIGINT"}
    assert named <= set(get_project_settings())


def test_the_readme_explains_every_exit_code() -> None:
    table = TEXTS["README.md"].partition("## Exit codes")[2].partition("\n## ")[0]
    codes = {int(code) for cell in re.findall(r"(?m)^\| ([\d, ]+) \|", table) for code in cell.split(",")}
    assert codes == {int(code) for code in ExitCode}


def test_every_path_in_the_documents_exists() -> None:
    named = {path for path in re.findall(r"`((?:crawler|tests|fixtures)/[\w./-]*)`", TEXT) if "NAME" not in path}
    assert named
    assert [path for path in sorted(named) if not (REPOSITORY / path).exists()] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file(name: str) -> None:
    folder = next(path for path in DOCUMENTS if path.name == name).parent
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", TEXTS[name]) if "://" not in link]
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_topic_in_the_readme_is_the_file() -> None:
    shown = TEXTS["README.md"].partition("$ cat fixtures/softbank.toml\n")[2].partition("$ ")[0]
    assert shown == (FIXTURES / "softbank.toml").read_text(encoding="utf-8")
    assert read_topic(str(FIXTURES / "softbank.toml")).queries


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^\$ |^)make ([a-z]+)", TEXT, re.MULTILINE)) <= targets
    assert tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["readme"]


def test_every_key_of_an_expectation_is_documented() -> None:
    table = TEXTS["adding-an-outlet.md"].partition("## Saved pages")[2]
    named = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"(?m)^\| (`[^|]*) \|", table))))
    expectations = [path for path in FIXTURES.rglob("*.json") if not path.name.endswith(".body.json")]
    assert set().union(*(json.loads(path.read_text(encoding="utf-8")) for path in expectations)) == named


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo") / "data"
    done = scrapy("demo", "--data", str(data))
    assert done.returncode == 0, done.stderr
    (data / "output").write_text(done.stdout, encoding="utf-8")
    return data


def test_the_demo_prints_what_the_readme_shows(demo: Path) -> None:
    shown = TEXTS["README.md"].partition(".venv/bin/scrapy demo\n")[2].partition("```")[0]

    def stable(text: str) -> list[str]:
        text = re.sub(r" +\d+\.\d$", "", re.sub(r"\s+$", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
        return [" ".join(line.split()) for line in text.splitlines() if line.strip() and not set(line) <= set(" ─")]

    assert stable((demo / "output").read_text(encoding="utf-8").replace(str(demo), "data/demo")) == stable(shown)


def _without_names(line: str) -> str:
    """Leaves out the names in why articles are one story: spellings depend on the order in which runs stored them."""
    return re.sub(r"(with \d+: shares ).*", r"\1", line)


@pytest.mark.parametrize("name", NAMES)
def test_output_below_a_command_is_true(name: str, demo: Path) -> None:
    for block in re.findall(r"```console\n(.*?)```", TEXTS[name], re.DOTALL):
        for command, shown in re.findall(r"(?m)^\$ \.venv/bin/scrapy ([^\n]*)\n((?:(?!\$ ).*\n)*)", block):
            words = shlex.split(command)
            reads = words[0] == "explain" or (words[0] in {"stories", "related", "history"} and "data/demo" in command)
            if not reads or "|" in command:
                continue
            printed = scrapy(*[word.replace("data/demo", str(demo)) for word in words]).stdout.splitlines()
            assert {_without_names(line) for line in shown.splitlines() if line != "…"} <= set(
                map(_without_names, printed)
            )
