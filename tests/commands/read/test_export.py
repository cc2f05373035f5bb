"""`scrapy export`: what is stored, as other programs read it."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from crawler.selection.topic import read_topic
from tests.support.commands import run_command
from tests.support.crawls import crawl, look

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with what two outlets, one in each language, have on their saved pages."""
    data = tmp_path_factory.mktemp("exported") / "data"
    for name in ("rcr", "kbs"):
        assert crawl(name, "-a", "depth=2", data=data).code == 0
    return data


def exported(data: Path, *words: str) -> list[dict[str, object]]:
    done = run_command(data, "export", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_export_gives_what_a_run_wrote(tmp_path: Path) -> None:
    data, lines = tmp_path / "data", tmp_path / "items.jsonl"
    crawl("kbs", "-O", str(lines), data=data)
    items = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    told = exported(data)
    assert [list(item) for item in told] == [list(items[0])] * len(items)
    by_url = {item["url"]: item for item in items}
    assert {item["url"]: item for item in told} == by_url


def test_a_topic_selects_in_either_language(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "topic.toml"
    path.write_text('[queries]\nen = "DigitalBridge"\nko = "손정의"\n', encoding="utf-8")
    topic = read_topic(str(path))
    stored = look(data).tables["articles"]
    meant = {row["url"] for row in stored if topic.query(row["language"]).matches(row["title"], row["text"])}
    found = exported(data, "-a", f"topic={path}")
    assert {item["url"] for item in found} == meant
    assert {item["language"] for item in found} == {"en", "ko"}
    assert len(found) < len(stored)


@pytest.fixture(scope="module")
def of_topics(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with what an outlet has of two topics and, by another run, of neither."""
    folder = tmp_path_factory.mktemp("topics")
    for stem, title, words in (("deals", "Deals of the year", "OpenAI -Samsung"), ("Stargate", "", "Stargate")):
        (folder / f"{stem}.toml").write_text(f"title = '{title}'\n[queries]\nen = '{words}'\n", encoding="utf-8")
    files = f"{folder / 'deals.toml'} {folder / 'Stargate.toml'}"
    assert crawl("rcr", "-a", f"topic={files}", "-a", "depth=0", data=folder / "data").code == 0
    assert crawl("rcr", data=folder / "data").code == 0
    return folder / "data"


def test_a_topic_of_earlier_runs_is_exported_by_its_name(of_topics: Path) -> None:
    stored = {row["url"]: json.loads(row["topics"]) for row in look(of_topics).tables["articles"]}
    for named, names in (("Deals of the year", {"Deals of the year"}), ("Stargate", {"Stargate"})):
        found = {item["url"] for item in exported(of_topics, "-a", f"topic={named}")}
        assert found == {url for url, topics in stored.items() if names & {*topics}}
        assert 0 < len(found) < len(stored)

    def of(*files: str) -> set[object]:
        files = tuple(str(of_topics.parent / file) for file in files)
        return {item["url"] for item in exported(of_topics, "-a", f"topic={' '.join(files)}")}

    # A file selects by words, what no run for the topic has met yet too.
    assert of("deals.toml") > {url for url, topics in stored.items() if "Deals of the year" in topics}
    assert of("Stargate.toml", "deals.toml") == of("deals.toml") | of("Stargate.toml")
    done = run_command(of_topics, "export", "-a", "topic=Stargate", "-a", "until=2020-01-01")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_name_that_no_topic_has_is_told_with_those_that_there_are(of_topics: Path, data: Path) -> None:
    for folder, has in ((of_topics, "of that name, but Deals of the year, Stargate"), (data, "")):
        done = run_command(folder, "export", "-a", "topic=Zeppelin")
        told = f"scrapy export: topic: got 'Zeppelin', which is no file; no run had a topic {has}".rstrip()
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{told}\n")


def test_a_topic_whose_names_share_a_form_is_told_once(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "topic.toml"
    path.write_text('[names]\nDigitalBridge = ["Digital"]\nStargate = ["digital"]\n', encoding="utf-8")
    done = run_command(data, "export", "-a", f"topic={path}")
    told = "'digital' is a form of 'DigitalBridge' and of 'Stargate'; it is taken for 'DigitalBridge'"
    assert (done.returncode, done.stderr) == (0, f"scrapy export: topic: {told}\n")


def test_days_language_and_outlet_select(data: Path) -> None:
    stored = {row["url"]: row for row in look(data).tables["articles"]}
    since = {item["url"] for item in exported(data, "-a", "since=2025-12-05", "-a", "until=2025-12-31")}
    assert since == {url for url, row in stored.items() if "2025-12-05" <= row["published"][:10] <= "2025-12-31"}
    assert 0 < len(since) < len(stored)
    korean = {item["url"] for item in exported(data, "--language", "ko")}
    assert korean == {url for url, row in stored.items() if row["language"] == "ko"}
    assert {item["outlet"] for item in exported(data, "rcr")} == {"rcr"}


def test_as_csv_it_is_a_table_with_a_row_an_article(data: Path) -> None:
    done = run_command(data, "export", "kbs", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert {row["url"]: row["text"] for row in rows} == {item["url"]: item["text"] for item in exported(data, "kbs")}


def test_files_are_named_so_that_they_can_be_copied(data: Path) -> None:
    paths = run_command(data, "export", "kbs", "--format", "files").stdout.splitlines()
    files = {str(data / "articles" / row["file"]) for row in look(data).tables["articles"] if row["outlet"] == "kbs"}
    assert set(paths) == files


def written(data: Path, *words: str) -> str:
    done = run_command(data, "export", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A directory of data that a test may damage."""
    return shutil.copytree(data, tmp_path / "copy")


def test_missing_changed_and_double_files_are_put_right(copy: Path) -> None:
    before = look(copy).files
    missing, changed, double, unreadable, *rest = (copy / "articles" / name for name in before)
    missing.unlink()
    changed.write_bytes(changed.read_bytes().replace(b"\n", b"\r\n"))
    shutil.copy(double, double.with_name(f"9{double.name}"))
    unreadable.unlink()
    unreadable.symlink_to("nowhere")

    right = len(rest) + 1
    assert written(copy, "--write") == f"3 files written, {right} as they should be, 1 double removed\n"
    assert look(copy).files == before
    assert list((copy / "staging").iterdir()) == []
    assert written(copy, "--write") == f"0 files written, {len(before)} as they should be\n"


def test_only_the_files_of_selected_articles_are_put_right(copy: Path) -> None:
    stored = look(copy).tables["articles"]
    for row in stored:
        (copy / "articles" / row["file"]).unlink()
    korean = {row["file"] for row in stored if row["language"] == "ko"}
    assert written(copy, "kbs", "--language", "ko", "--write").startswith(f"{len(korean)} files written, 0 as")
    assert look(copy).files.keys() == korean


def test_copies_are_written_into_a_folder_in_which_nothing_is_removed(data: Path, tmp_path: Path) -> None:
    before = look(data).files
    folder = tmp_path / "new" / "folder"
    rcr = {row["file"] for row in look(data).tables["articles"] if row["outlet"] == "rcr"}
    assert written(data, "rcr", "--write", str(folder)) == f"{len(rcr)} files written, 0 as they should be\n"
    other = folder / f"9{min(rcr)}"
    other.touch()
    (folder / max(rcr)).write_text("changed")
    assert written(data, "rcr", "--write", str(folder)) == f"1 file written, {len(rcr) - 1} as they should be\n"
    assert {path.name: path.read_bytes().decode() for path in folder.iterdir()} == {
        other.name: "", **{name: before[name] for name in rcr}
    }  # fmt: skip
    assert look(data).files == before


def test_the_files_of_an_outlet_whose_run_is_under_way_are_left_and_the_others_put_right(copy: Path) -> None:
    before = look(copy).files
    shutil.rmtree(copy / "articles")
    with (copy / "kbs.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run_command(copy, "export", "--write")
        copies = written(copy, "kbs", "--write", str(copy / "copies"))

    rcr = {row["file"] for row in look(copy).tables["articles"] if row["outlet"] == "rcr"}
    assert (done.returncode, done.stdout) == (75, f"{len(rcr)} files written, 0 as they should be\n")
    assert done.stderr == "scrapy export: a run of kbs is under way: its files are left as they are\n"
    assert look(copy).files.keys() == rcr
    assert copies == f"{len(before) - len(rcr)} files written, 0 as they should be\n"


def test_a_folder_in_place_of_a_file_is_one_line_and_exit_74(copy: Path) -> None:
    first, *rest = (copy / "articles" / name for name in look(copy).files)
    first.unlink()
    first.mkdir()
    rest[0].unlink()
    done = run_command(copy, "export", "--write")
    assert (done.returncode, done.stderr) == (74, f"scrapy export: {first.name} is a folder\n")
    assert done.stdout == f"1 file written, {len(rest) - 1} as they should be\n"


@pytest.mark.parametrize("folder", ["/proc/nope", "/dev/full/x"])
def test_a_folder_that_cannot_be_written_is_one_line(data: Path, folder: str) -> None:
    done = run_command(data, "export", "--write", folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (74, "", 1)
    assert folder.rpartition("/")[0] in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv", "files"])
def test_an_empty_export_is_reported_and_no_failure(form: str, data: Path) -> None:
    done = run_command(data, "export", "-a", "query=Zeppelin", "--format", form)
    told = "scrapy export: no stored article matches\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", told)
    done = run_command(data, "export", "-a", "query=Zeppelin", "--write")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", told)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nope"], "nope"),
        (["--format", "xml"], "'xml'"),
        (["--language", "korean"], "'korean'"),
        (["-a", "depth=2"], "depth"),
        (["-a", "since=May"], "'May'"),
        (["-a", "query="], "query"),
        (["-a", "topic=/no/such.toml"], "/no/such.toml"),
        (["--write="], "--write"),
        (["--write", "/dev/null"], "/dev/null"),
        (["--write", "rcr"], "./rcr"),
        (["--write", "--format", "csv"], "--format"),
    ],
)
def test_an_impossible_export_is_one_line_and_exit_2(words: list[str], named: str, data: Path) -> None:
    done = run_command(data, "export", *words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert named in done.stderr
