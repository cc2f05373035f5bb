import os
from datetime import date
from pathlib import Path

import pytest

from crawler.selection.arguments import read_arguments
from crawler.text.urls import Address, Addresses

ADDRESSES = Addresses(Address(r"https://example\.com/article/\d+"))
ONE, TWO = "https://example.com/article/1", "https://example.com/article/2"


def test_a_run_without_arguments_reads_what_is_new() -> None:
    arguments = read_arguments({}, ADDRESSES, "example")

    assert (arguments.url, arguments.depth, arguments.limit, arguments.steps) == (None, None, None, 0)


@pytest.mark.parametrize("given", [f"{ONE} {TWO}", f" {ONE}\n\t{TWO} "])
def test_addresses_are_separated_by_white_space(given: str) -> None:
    assert read_arguments({"url": given}, ADDRESSES, "example").url == [ONE, TWO]


def test_a_file_names_one_address_a_line(tmp_path: Path) -> None:
    file = tmp_path / "addresses.txt"
    # Editors on Windows begin with a mark.
    file.write_text(f"\ufeff# to be read\r\n{ONE}\r\n\r\n{TWO}\r\n", encoding="utf-8")

    assert read_arguments({"url": f"@{file}"}, ADDRESSES, "example").url == [ONE, TWO]

    file.write_text(f"\ufeff{ONE}", encoding="utf-8")
    assert read_arguments({"url": f"@{file}"}, ADDRESSES, "example").url == [ONE]


def test_a_file_of_too_many_addresses_is_refused_with_their_number(tmp_path: Path) -> None:
    file = tmp_path / "addresses.txt"
    file.write_text(f"{ONE}\n" * 10_312, encoding="utf-8")

    with pytest.raises(ValueError, match=r"^url: .*\(more than 10000 URLs: 10312\); expected "):
        read_arguments({"url": f"@{file}"}, ADDRESSES, "example")


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize(
    "given",
    [
        "2025-01-31", "20250131", "2025-1-31", "2025/01/31", "2025/1/31", "2025.01.31", "2025.1.31.", "2025. 1. 31.",
        "2025년 1월 31일", "２０２５－０１－３１", " 2025-01-31 ",
    ],
)  # fmt: skip
def test_a_day_that_can_be_read_in_one_way_only_is_accepted(name: str, given: str) -> None:
    assert getattr(read_arguments({name: given}, ADDRESSES, "example"), name) == date(2025, 1, 31)


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize(
    "given",
    [
        "31/01/2025", "01/31/2025", "31.1.2025", "1-2-2025", "25-01-31", "250131", "2025-01", "2025", "2025-W05",
        "2025-W05-5", "2025W055", "2025-031", "2025031", "2025-01-31T10:00", "2025-01-31 10:00", "2025-01/31",
        "2025-02-30", "2025-13-01", "20250230", "2025-00-10", "1738281600", "yesterday", "Jan 31, 2025", "",
    ],
)  # fmt: skip
def test_what_is_no_day_or_may_be_another_one_is_refused(name: str, given: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: got '{given}' \(no such day\); expected a day such as 2025-01-31"):
        read_arguments({name: given}, ADDRESSES, "example")


@pytest.mark.parametrize(
    ("given", "steps"),
    [({}, 0), ({"url": ONE}, 1), ({"url": ONE, "depth": "0"}, 0), ({"depth": "2"}, 2), ({"url": ONE, "depth": "3"}, 3)],
)
def test_related_links_are_followed_one_step_from_given_addresses_and_none_from_lists(
    given: dict[str, str], steps: int
) -> None:
    assert read_arguments(given, ADDRESSES, "example").steps == steps


def test_a_limit_is_a_number() -> None:
    assert read_arguments({"limit": "12"}, ADDRESSES, "example").limit == 12


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("depth", "-1"),
        ("depth", "11"),
        ("depth", "two"),
        ("depth", "1.5"),
        ("depth", ""),
        ("limit", "0"),
        ("limit", "-3"),
        ("limit", "many"),
        ("url", ""),
        ("url", "   "),
        ("url", "https://example.org/article/1"),
        ("url", "https://example.com/"),
        ("url", f"{ONE} nonsense"),
        ("url", "javascript:alert(1)"),
        ("url", "@no/such/file"),
        ("since", "2199-01-01"),
    ],
)
def test_a_bad_value_is_one_line_that_names_argument_value_and_what_it_takes(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: ") as refusal:
        read_arguments({name: value}, ADDRESSES, "example")

    line = str(refusal.value)
    assert "\n" not in line
    assert value.split()[-1:] == [] or value.rsplit(maxsplit=1)[-1] in line
    assert "; expected " in line


@pytest.mark.parametrize("name", ["query", "url", "topic", "since"])
def test_a_value_that_is_no_text_is_refused_in_words_that_can_be_written(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: .*UTF-8") as refusal:
        read_arguments({name: "a\udcff"}, ADDRESSES, "example")
    assert str(refusal.value).encode()


def test_an_argument_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(ValueError, match=r"^dept: no such argument.*url, depth, query, topic, since, until, limit"):
        read_arguments({"dept": "1"}, ADDRESSES, "example")


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\xff\xfe\x00\x01"], ids=["empty", "comment", "binary"])
def test_a_file_without_addresses_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "addresses.txt"
    file.write_bytes(content)

    with pytest.raises(ValueError, match=r"^url: ") as refusal:
        read_arguments({"url": f"@{file}"}, ADDRESSES, "example")

    assert "\n" not in str(refusal.value)


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match=r"^depth: ") as refusal:
        read_arguments({"depth": "9" * 100_000}, ADDRESSES, "example")

    assert len(str(refusal.value)) < 500


def test_checked_arguments_cannot_be_changed() -> None:
    arguments = read_arguments({"limit": "1"}, ADDRESSES, "example")

    with pytest.raises(ValueError, match="frozen"):
        arguments.limit = 2


@pytest.fixture
def topics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, which is the current one, with topic files, one of them with a blank in its name."""
    for stem in ("one", "two", "my topic"):
        (tmp_path / f"{stem}.toml").write_text(f'[names]\n"{stem}" = []\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "files"),
    [
        ("one.toml", ["one.toml"]),
        (" one.toml\ntwo.toml ", ["one.toml", "two.toml"]),
        ("my topic.toml", ["my topic.toml"]),
        ("@list.txt", ["two.toml", "my topic.toml"]),
    ],
)
def test_topics_are_files_between_white_space_or_lines_of_a_file(topics: Path, given: str, files: list[str]) -> None:
    (topics / "list.txt").write_text("# Both\ntwo.toml\n\n  my topic.toml\n", encoding="utf-8")
    assert read_arguments({"topic": given}, ADDRESSES, "example").topic == files


@pytest.mark.usefixtures("topics")
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("", "topic: got ''; expected "),
        ("one.toml one.toml", "one.toml and one.toml have the same name, 'one'"),
        ("one.toml none.toml", "cannot read the file none.toml: No such file or directory"),
        ("@none.txt", "cannot read the file none.txt: No such file or directory"),
        ("one.toml " * 21, "more than 20 topics: 21"),
        ("one.toml " * 500, "more than 20 topics: 500"),
    ],
)
def test_topics_that_cannot_be_followed_together_are_refused_in_one_line(given: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"^topic: got ") as refusal:
        read_arguments({"topic": given}, ADDRESSES, "example")
    assert why in str(refusal.value)
    assert "\n" not in str(refusal.value)


CONTENT = "root:hunter2:19000:0:99999:7:::"


@pytest.fixture
def odd_files(tmp_path: Path) -> dict[str, tuple[str, str]]:
    """Returns paths that are no files of arguments, each with why."""
    pipe, sparse, binary, text = (tmp_path / name for name in ("pipe", "sparse", "binary", "text"))
    os.mkfifo(pipe)
    with sparse.open("wb") as file:
        file.truncate(300 << 20)
    binary.write_bytes(b"\x7fELF\x00\xff" + CONTENT.encode())
    text.write_text(f"{CONTENT}\n", encoding="utf-8")
    return {
        "zero": ("/dev/zero", "no regular file"), "pipe": (str(pipe), "no regular file"),
        "sparse": (str(sparse), "larger than"), "binary": (str(binary), "not UTF-8"),
        "folder": (str(tmp_path), "directory"),
        "text": (str(text), ""), "name": ("a\0b", "null"), "long": ("x" * 5000, "too long"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["zero", "pipe", "sparse", "binary", "folder", "text", "name", "long"])
@pytest.mark.parametrize("given", [("url", "@"), ("topic", "@"), ("topic", "")], ids="".join)
def test_a_file_that_is_none_is_refused_at_once_and_its_content_is_not_told(
    odd_files: dict[str, tuple[str, str]], kind: str, given: tuple[str, str]
) -> None:
    path, why = odd_files[kind]
    with pytest.raises(ValueError, match=rf"^{given[0]}: got ") as refusal:
        read_arguments({given[0]: f"{given[1]}{path}"}, ADDRESSES, "example")
    line = str(refusal.value)
    assert why in line
    assert "\n" not in line
    assert len(line) < 800
    assert "hunter2" not in line


@pytest.mark.usefixtures("topics")
def test_of_a_file_of_topics_or_urls_the_place_of_the_wrong_one_is_told(topics: Path) -> None:
    (topics / "list.txt").write_text(f"one.toml\n# nothing\n{CONTENT}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cannot read the file no\. 2 of list\.txt: No such file") as refusal:
        read_arguments({"topic": "@list.txt"}, ADDRESSES, "example")
    assert "hunter2" not in str(refusal.value)
    with pytest.raises(ValueError, match=r"^url: got '@list\.txt', of whose URLs no\. 1 is not the URL") as refusal:
        read_arguments({"url": "@list.txt"}, ADDRESSES, "example")
    assert "hunter2" not in str(refusal.value)
