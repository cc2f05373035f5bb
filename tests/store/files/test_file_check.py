"""The comparison of text files with the catalogue, and what of them it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.store.catalogue import Catalogue
from crawler.store.files.file_check import check_names
from crawler.store.files.text_files import ArticleFiles, Change
from tests.support.stored import NOW, article, page

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.items import Article


@pytest.fixture
def files(tmp_path: Path) -> ArticleFiles:
    return ArticleFiles(tmp_path, "example")


def store(catalogue: Catalogue, files: ArticleFiles, number: int) -> list[Path]:
    """Stores articles with their files, and returns these."""

    def write(name: str, found: Article, new: bool) -> None:
        files.write([Change(name, found.title, found.text, new)])
        files.finish(name)

    stored = []
    for key in range(number):
        found = article(
            f"https://example.com/{catalogue.outlet}/{key}",
            f"The text of {catalogue.outlet} {key}.",
            outlet=catalogue.outlet,
        )
        stored.append(catalogue.store(page(found), NOW, write)[1])
    return [files.folder / name for name in stored]


def contents(files: ArticleFiles) -> dict[str, str]:
    return {path.name: path.read_text() for path in files.folder.iterdir()}


def test_missing_files_come_back_as_they_were_and_others_are_not_written(
    catalogue: Catalogue, files: ArticleFiles
) -> None:
    first, second, third = store(catalogue, files, 3)
    before = contents(files)
    times = second.stat().st_mtime_ns
    first.unlink()
    third.unlink()

    repairs = check_names(catalogue.engine, files, "example")

    assert list(repairs.notices()) == ["2 text files restored"]
    assert contents(files) == before
    assert second.stat().st_mtime_ns == times
    assert list(check_names(catalogue.engine, files, "example").notices()) == []


def test_a_second_file_of_an_article_goes_only_once_the_right_one_is_there(
    catalogue: Catalogue, files: ArticleFiles
) -> None:
    first, second = store(catalogue, files, 2)
    before = contents(files)
    first.rename(first.with_name(first.name.replace("000", "1234")))
    second.rename(second.with_name(second.name.replace("001", "000")))
    second.mkdir()

    repairs = check_names(catalogue.engine, files, "example")

    assert list(repairs.notices()) == [
        "1 text file restored", "1 double text file removed",
        f"1 text file not written, a folder has the name: {second.name}",
    ]  # fmt: skip
    second.rmdir()
    check_names(catalogue.engine, files, "example")
    assert contents(files) == before


@pytest.mark.parametrize(
    "name", ["000_0123456789abcdef.txt", "notes.txt", "000_{}.txt~", "000_{}.TXT", "00_{}.txt", "a000_{}.txt"]
)
def test_files_of_unknown_articles_and_other_names_are_left_alone(
    catalogue: Catalogue, files: ArticleFiles, name: str
) -> None:
    (stored,) = store(catalogue, files, 1)
    other = files.folder / name.format(stored.name[4:20])
    other.write_text("somebody's")

    assert list(check_names(catalogue.engine, files, "example").notices()) == []
    assert other.read_text() == "somebody's"


def test_a_new_article_does_not_overwrite_a_file_with_its_number(catalogue: Catalogue, files: ArticleFiles) -> None:
    other = files.folder / "000_0123456789abcdef.txt"
    other.write_text("somebody's")
    (stored,) = store(catalogue, files, 1)

    assert stored.name.startswith("000_")
    assert other.read_text() == "somebody's"


def test_another_outlets_files_are_not_touched(catalogue: Catalogue, files: ArticleFiles, path: Path) -> None:
    (stored,) = store(catalogue, files, 1)
    other = Catalogue(f"sqlite:///{path}", "other")
    missing, double = store(other, files, 2)
    missing.unlink()
    double.rename(files.folder / f"999{double.name[3:]}")
    before = contents(files)

    assert list(check_names(catalogue.engine, files, "example").notices()) == []
    assert contents(files) == before
    assert check_names(other.engine, files, "other").written == 2
    assert stored.exists()
    other.close()


def test_a_dangling_link_is_a_missing_file(catalogue: Catalogue, files: ArticleFiles) -> None:
    (stored,) = store(catalogue, files, 1)
    before = contents(files)
    stored.unlink()
    stored.symlink_to(files.folder / "nowhere")

    assert check_names(catalogue.engine, files, "example").written == 1
    assert contents(files) == before


def test_what_a_run_does_not_restore_is_counted_and_restored_by_the_next(
    catalogue: Catalogue, files: ArticleFiles
) -> None:
    for stored in store(catalogue, files, 250):
        stored.unlink()

    repairs = check_names(catalogue.engine, files, "example", most=100)

    assert list(repairs.notices()) == [
        "100 text files restored", "150 text files still missing; scrapy export --write"
    ]  # fmt: skip
    assert check_names(catalogue.engine, files, "example").written == 150
    assert len(contents(files)) == 250
