from pathlib import Path

import pytest

from crawler.store.files.text_files import ArticleFiles, Change, render

NAME = "000_0123456789abcdef.txt"
OLD = ("SoftBank meets OpenAI", "The first text.\n\nIts second paragraph.")
NEW = ("SoftBank meets OpenAI again", "The second text, which is another.")

Rows = dict[str, tuple[str, str]]


@pytest.fixture
def files(tmp_path: Path) -> ArticleFiles:
    return ArticleFiles(tmp_path, "kbs")


def everything(directory: Path) -> dict[str, str]:
    """Returns every file below a directory with what is in it."""
    return {
        str(path.relative_to(directory)): path.read_text(encoding="utf-8")
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def restart(directory: Path, rows: Rows, outlet: str = "kbs") -> list[str]:
    """Does what a run does first: clears what an earlier one left."""
    return ArticleFiles(directory, outlet).recover(rows.get)


def stored(files: ArticleFiles, name: str, article: tuple[str, str]) -> None:
    files.write([Change(name, *article, new=True)])
    files.finish(name)


def test_a_file_is_title_blank_line_paragraphs_and_one_newline() -> None:
    assert render("A title", "One.\n\nTwo.") == "A title\n\nOne.\n\nTwo.\n"


def test_a_file_is_utf_8_with_plain_line_ends(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, ("소프트뱅크", "“투자” — 400억 달러\n\n끝"))

    assert (tmp_path / "articles" / NAME).read_bytes() == "소프트뱅크\n\n“투자” — 400억 달러\n\n끝\n".encode()


def test_a_finished_file_leaves_nothing_in_staging(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)

    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_a_finished_change_replaces_the_file(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    files.write([Change(NAME, *NEW, new=False)])
    files.finish(NAME)

    assert everything(tmp_path) == {f"articles/{NAME}": render(*NEW)}


def test_a_new_file_is_whole_before_its_row_is_committed(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=True)])

    assert (tmp_path / "articles" / NAME).read_text(encoding="utf-8") == render(*OLD)


def test_a_changed_file_stays_as_it_was_until_its_row_is_committed(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    files.write([Change(NAME, *NEW, new=False)])

    assert (tmp_path / "articles" / NAME).read_text(encoding="utf-8") == render(*OLD)


def test_a_new_file_whose_transaction_failed_is_taken_back(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=True)])
    files.discard(NAME, added=True)

    assert everything(tmp_path) == {}


def test_a_change_whose_transaction_failed_is_taken_back(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    files.write([Change(NAME, *NEW, new=False)])
    files.discard(NAME, added=False)

    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_discarding_what_was_never_written_is_no_error(tmp_path: Path, files: ArticleFiles) -> None:
    files.discard(NAME, added=True)

    assert everything(tmp_path) == {}


def test_a_crash_while_a_file_is_written_leaves_no_half_file(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=False)])
    staged = next((tmp_path / "staging").iterdir())
    staged.write_text(render(*OLD)[:10], encoding="utf-8")

    assert len(restart(tmp_path, {})) == 1
    assert everything(tmp_path) == {}


def test_a_crash_amid_a_character_leaves_no_half_file(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, "소프트뱅크", "투자", new=False)])
    staged = next((tmp_path / "staging").iterdir())
    staged.write_bytes(staged.read_bytes()[:4])

    restart(tmp_path, {})

    assert everything(tmp_path) == {}


def test_a_crash_before_a_new_file_is_linked_leaves_nothing(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=False)])

    restart(tmp_path, {})

    assert everything(tmp_path) == {}


def test_a_crash_before_the_commit_of_a_new_file_leaves_no_orphan(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=True)])

    restart(tmp_path, {})

    assert everything(tmp_path) == {}


def test_a_crash_after_the_commit_of_a_new_file_keeps_it(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=True)])

    restart(tmp_path, {NAME: OLD})

    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_a_crash_before_the_commit_of_a_change_keeps_the_old_text(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    files.write([Change(NAME, *NEW, new=False)])

    restart(tmp_path, {NAME: OLD})

    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_a_crash_after_the_commit_of_a_change_puts_the_new_text_in_place(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    files.write([Change(NAME, *NEW, new=False)])

    restart(tmp_path, {NAME: NEW})

    assert everything(tmp_path) == {f"articles/{NAME}": render(*NEW)}


def test_a_crash_while_a_change_is_written_keeps_the_old_text(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    files.write([Change(NAME, *NEW, new=False)])
    staged = next((tmp_path / "staging").iterdir())
    staged.write_text(render(*NEW)[:10], encoding="utf-8")

    restart(tmp_path, {NAME: OLD})

    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_clearing_up_twice_is_as_good_as_once(tmp_path: Path, files: ArticleFiles) -> None:
    files.write([Change(NAME, *OLD, new=True)])

    assert len(restart(tmp_path, {NAME: OLD})) == 1
    assert restart(tmp_path, {NAME: OLD}) == []
    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_each_leftover_is_resolved_by_its_row(tmp_path: Path, files: ArticleFiles) -> None:
    one, two, three = (f"00{number}_0123456789abcdef.txt" for number in range(3))
    stored(files, one, OLD)
    files.write([Change(one, *NEW, new=False)])
    files.write([Change(two, *OLD, new=True)])
    files.write([Change(three, *OLD, new=True)])

    assert len(restart(tmp_path, {one: NEW, two: OLD})) == 3
    assert everything(tmp_path) == {f"articles/{one}": render(*NEW), f"articles/{two}": render(*OLD)}


@pytest.mark.parametrize("other", ["kyodo", "kb", "kbsworld"])
def test_another_outlets_leftovers_are_not_touched(tmp_path: Path, files: ArticleFiles, other: str) -> None:
    files.write([Change(NAME, *OLD, new=True)])
    before = everything(tmp_path)

    assert restart(tmp_path, {}, outlet=other) == []
    assert everything(tmp_path) == before


def test_a_file_left_by_a_lost_catalogue_is_replaced(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)
    stored(files, NAME, NEW)

    assert everything(tmp_path) == {f"articles/{NAME}": render(*NEW)}


def test_finished_files_stay_when_the_next_run_starts(tmp_path: Path, files: ArticleFiles) -> None:
    stored(files, NAME, OLD)

    assert restart(tmp_path, {NAME: OLD}) == []
    assert everything(tmp_path) == {f"articles/{NAME}": render(*OLD)}


def test_a_directory_that_is_gone_raises_and_leaves_nothing(tmp_path: Path, files: ArticleFiles) -> None:
    (tmp_path / "articles").rmdir()

    with pytest.raises(FileNotFoundError):
        files.write([Change(NAME, *OLD, new=True)])
    files.discard(NAME, added=True)

    assert everything(tmp_path) == {}


def test_a_text_that_cannot_be_encoded_leaves_no_article_file(tmp_path: Path, files: ArticleFiles) -> None:
    with pytest.raises(UnicodeEncodeError):
        files.write([Change(NAME, "A title", "lone \ud800 surrogate", new=True)])

    assert not list((tmp_path / "articles").iterdir())
