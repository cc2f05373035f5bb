"""What nobody sees reaches no output, whatever page, catalogue or argument has it; what scripts need survives."""

from __future__ import annotations

import csv
import html
import json
import re
import sqlite3
import unicodedata
from contextlib import closing
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tests.support.commands import run_command
from tests.support.crawls import Crawl, crawl
from tests.support.sites import Site, keys, paragraphs, url_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTROLS = [chr(code) for code in [*range(9), 11, *range(14, 32), *range(0x7F, 0xA0)] if code != 0x85]
NONCHARACTERS = [chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)]
UNSEEN = [
    *CONTROLS, *NONCHARACTERS, *map(chr, range(0xFDD0, 0xFDF0)), *map(chr, range(0xE0001, 0xE0080)),
    *"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e",
    *"\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206f\u3164\ufeff\uffa0\ufff9\ufffa\ufffb\ue000\uf8ff",
    *"\ufe00\ufe01\ufe0e\ufe0f\U000e0100\U000e01ef\U000f0000\U0010fffd\U0001d173\U0001bca0", "\ud83d", "\udfff",
    "\x1b[31m", "\x1b]0;owned\x07", "\ufe0f\ufe0f", "\u200d\u200c\u200d",
]  # fmt: skip
SEEN = [
    "한국", "소프트뱅크", "é", "e\u0301", "ñ", "ß", "漢字", "ひらがな", "ｶﾀｶﾅ", "ไทย", "Ελλάς", "Привет", "العربية",
    "می\u200cخواهم", "क\u094d\u200dष", "हिन्दी", "ශ\u0dca\u200dර\u0dd3", "葛\U000e0100", "👨\u200d👩\u200d👧", "𠀋",
    "❤\ufe0f\u200d🔥", "☎\ufe0f", "7\ufe0f\u20e3", "🇰🇷", "“quoted”", "–", "€", "±", "👩🏽\u200d🚀",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
]  # fmt: skip
SHAPING = re.compile("[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]")
IGNORABLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
ONE = url_of(10000001)


def unseen_in(text: str) -> list[str]:
    """Returns what nobody sees in a text, by its category, once what scripts need is taken out."""
    for sequence in SEEN:
        text = text.replace(unicodedata.normalize("NFC", sequence), "")
    return [
        f"U+{ord(char):04X}" for char in sorted(set(text))
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} - ({"Cc"} if char in "\n\t" else set())
        or SHAPING.match(char) or char in IGNORABLE or ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"
    ]  # fmt: skip


def batched(values: list[str], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(values), size):
        yield tuple(values[start : start + size])


def words(of: str, unseen: tuple[str, ...], seen: tuple[str, ...]) -> str:
    parts = [f"{of}{place}a{char}z" for place, char in enumerate(unseen)]
    return " ".join([*parts, *(f"{of} {char}." for char in seen)])


def page(key: int, unseen: tuple[str, ...], seen: tuple[str, ...]) -> str:
    """Returns a page with the characters in every field; lone surrogates are numeric references."""
    told = {name: words(name, unseen, seen) for name in
            ("title", "deck", "section", "tag", "body", "caption", "related", "author", "alt", "name")}  # fmt: skip
    data = {
        "@type": "NewsArticle", "headline": told["title"], "keywords": [told["tag"]], "articleSection": told["section"],
        "author": [{"@type": "Person", "name": f"Kim {told['author'][:9]}"}], "description": told["deck"],
        "image": f"https://www.koreaherald.com/{unseen[0]}.jpg",
    }  # fmt: skip
    shown = {name: html.escape(value) for name, value in told.items()}
    told_first, *rest = paragraphs(key)
    text = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{shown["title"]} - The Korea Herald</title>
<meta property="og:title" content="{shown["title"]}"><meta name="keywords" content="{shown["tag"]}">
<meta name="author" content="By {shown["author"]}"><meta property="og:site_name" content="{shown["name"]}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body>
<div class="news_title_area"><p class="category"><a href="/Business/Industry">{shown["section"]}</a></p>
<h1>{shown["title"]}</h1><h2>{shown["deck"]}</h2><p class="news_date">Published : July 7, 2026 - 10:00:12</p></div>
<article id="articleText"><p>{told_first}</p><p>{shown["body"]} and more.</p>
<figure><img src="/{key}{html.escape("".join(unseen))}.jpg" alt="{shown["alt"]}">
<figcaption>{shown["caption"]} (Yonhap)</figcaption></figure>
<p>By {shown["author"]} ({unseen[0]}reporter{key}@heraldcorp.com)</p>
{"".join(f"<p>{each}</p>" for each in rest)}</article>
<div class="related_news"><h3>Related</h3><a href="/article/{key - 1}">{shown["related"]}</a>
<a href="/article/{key + 1}">{shown["related"]}</a></div></body></html>"""
    return text.encode("utf-8", "xmlcharrefreplace").decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def run(folder: Path) -> Crawl:
    """A run on pages, and a list, that have each character in every field."""
    site, parts = Site(folder / "replay" / "herald"), list(batched(UNSEEN, 30))
    for key, unseen in zip(keys(len(parts)), parts, strict=True):
        site.answer(str(key), url_of(key), page(key, unseen, tuple(SEEN[key % 3 :: 3])).encode())
    site.list(*keys(len(parts)))
    exports = [word for name in ("csv", "json", "jsonl", "xml") for word in ("-O", str(folder / f"items.{name}"))]
    return crawl("herald", "-s", "LOG_LEVEL=INFO", *exports, data=folder / "data", replay=folder / "replay")


def test_each_page_is_stored_clean(run: Crawl) -> None:
    assert run.code == 0, run.log
    assert len(run.stored) == -(-len(UNSEEN) // 30)
    assert len(UNSEEN) + len(SEEN) > 220
    for row in run.tables["articles"]:
        assert unseen_in(json.dumps(row, ensure_ascii=False)) == []
    assert {name: unseen_in(text) for name, text in run.files.items() if unseen_in(text)} == {}
    # At DEBUG Scrapy logs the representation of each item, which parts sequences by escapes.
    assert unseen_in(run.out + re.sub(r"\nArticle\(.*", "", run.log)) == []


def test_no_word_is_lost_or_cut_and_what_scripts_need_is_there(run: Crawl) -> None:
    for key, unseen in zip(keys(len(run.stored)), batched(UNSEEN, 30), strict=True):
        row = run.articles[url_of(key)]
        for name, field in (("title", "title"), ("deck", "subtitle"), ("body", "text"), ("section", "section")):
            # The parser makes the replacement character of a reference to a lone surrogate, as browsers do.
            text = row[field].replace("\n", " ").replace("\ufffd", "")
            missing = [place for place in range(len(unseen)) if f"{name}{place}az" not in text]
            assert missing == [], (field, row[field])
            for sequence in SEEN[key % 3 :: 3]:
                assert f"{name} {unicodedata.normalize('NFC', sequence)}." in row[field]
        assert row["images"], "the picture is read"
        assert row["related"], "the links are read"


def test_the_items_of_a_run_are_clean_in_every_format(run: Crawl, folder: Path) -> None:
    files = {name: (folder / f"items.{name}").read_text(encoding="utf-8") for name in ("csv", "json", "jsonl", "xml")}
    items = json.loads(files["json"])
    rows = list(csv.DictReader(StringIO(files["csv"])))
    assert [unseen_in(text) for text in files.values()] == [[]] * 4
    assert len(items) == len(rows) == len(etree.fromstring(files["xml"].encode())) == len(run.stored)
    assert [json.loads(row["images"]) for row in rows] == [item["images"] for item in items]


COMMANDS = [
    ("status",), ("status", "--format", "json"), ("stories", "--all"), ("stories", "--all", "--format", "json"),
    ("related", ONE, "--depth", "3"), ("history", ONE), ("history", ONE, "--full"),
    ("explain", ONE, "--replay", "REPLAY"), ("explain", ONE, "--json", "--replay", "REPLAY"),
    ("explain", "REPLAY/herald/10000001.body.json"),
    *(("related", ONE, "--depth", "3", "--format", kind) for kind in ("json", "dot", "graphml")),
    *(("export", "--format", kind) for kind in ("jsonl", "csv", "files")), ("list",),
]  # fmt: skip


def assert_readable(command: tuple[str, ...], out: str) -> None:
    """Holds an output to its format."""
    if "graphml" in command:
        assert len(etree.fromstring(out.encode())) > 1
    elif "json" in command or "--json" in command:
        assert json.loads(out)
    elif "jsonl" in command or command == ("export",):
        assert all(json.loads(line) for line in out.splitlines())
    elif "csv" in command:
        rows = list(csv.DictReader(StringIO(out)))
        assert all(isinstance(json.loads(row[name]), list) for row in rows for name in ("authors", "images", "related"))
    elif "dot" in command:
        assert out.count('"') % 2 == 0


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_prints_what_was_stored_clean(run: Crawl, folder: Path, command: tuple[str, ...]) -> None:
    done = run_command(run.data, *(word.replace("REPLAY", str(folder / "replay")) for word in command))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert unseen_in(done.stdout + done.stderr) == []
    assert_readable(command, done.stdout)


@pytest.fixture(scope="module")
def tampered(run: Crawl, folder: Path) -> Iterator[Path]:
    """A catalogue that something else has written to."""
    data = folder / "tampered"
    data.mkdir()
    poison = "[/x] [red]" + "".join(char for char in UNSEEN if not "\ud800" <= char <= "\udfff")
    nested = json.dumps([f"{poison}\ud83d"])
    linked = json.dumps([{"url": poison, "title": poison, "kind": poison, "caption": poison}])
    with (
        closing(sqlite3.connect(run.data / "catalogue.sqlite")) as source,
        closing(sqlite3.connect(data / "catalogue.sqlite")) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA foreign_keys=OFF")
        texts: dict[str, list[str]] = {
            "articles": ["title", "subtitle", "agency", "section", "text"], "links": ["title"],
            "story_links": ["why"], "runs": ["reason"], "pages": ["opt_out", "unmet_condition"],
        }  # fmt: skip
        for table, columns in texts.items():
            given = ", ".join(
                f"{column} = ? || {column}" if column != "unmet_condition" else f"{column} = ?" for column in columns
            )
            target.execute(f"UPDATE {table} SET {given}", [poison] * len(columns))  # noqa: S608 - our own
        target.execute("UPDATE articles SET authors = ?, emails = ?, tags = ?", [nested] * 3)
        target.execute("UPDATE articles SET images = ?, related = ?", [linked] * 2)
        target.execute("UPDATE articles SET file = ? || file", [poison])
        target.execute(
            "INSERT INTO versions (article_id, version, title, text, read) "
            "SELECT id, 1, ? || title, ? || text, fetched FROM articles", [poison] * 2,
        )  # fmt: skip
        target.execute("UPDATE articles SET story = (SELECT min(id) FROM articles)")
        target.commit()
    return data


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_prints_a_tampered_catalogue_clean(
    tampered: Path, folder: Path, command: tuple[str, ...]
) -> None:
    done = run_command(tampered, *(word.replace("REPLAY", str(folder / "replay")) for word in command))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert unseen_in(done.stdout + done.stderr) == []
    assert_readable(command, done.stdout)


def test_json_of_a_tampered_catalogue_means_what_it_says(tampered: Path) -> None:
    first = json.loads(run_command(tampered, "export").stdout.splitlines()[0])
    assert first["title"].startswith("[/x] [red]\x00\x01")
    assert first["authors"][0].endswith("\ud83d")


ARGUMENT = "x\x1b[31m\u202e\x9b\u2066[/x]"
WRONG: list[tuple[str, ...]] = [
    ("status", ARGUMENT), ("status", "--format", ARGUMENT), ("status", f"--{ARGUMENT}"), ("related", ARGUMENT),
    ("related", ONE, "--format", ARGUMENT), ("related", ONE, "--depth", ARGUMENT), ("history", ARGUMENT),
    ("forget", ARGUMENT), ("stories", "--since", ARGUMENT), ("stories", ARGUMENT), ("export", ARGUMENT),
    ("export", "-a", f"topic={ARGUMENT}"), ("export", "-a", f"query=({ARGUMENT}"), ("export", "--language", ARGUMENT),
    ("export", "--write", "herald", "--format", ARGUMENT), ("explain", ARGUMENT),
    ("explain", ONE, "--spider", ARGUMENT),
    ("capture", "herald", ARGUMENT), ("crawl", ARGUMENT), ("crawl", "herald", "-a", f"url={ARGUMENT}"),
    ("crawl", "herald", "-a", f"{ARGUMENT}=1"), ("crawl", "herald", "-a", f"since={ARGUMENT}"),
    ("crawl", "herald", "--verdict", f"{ARGUMENT}/x"), ("crawl", "herald", "--replay", ARGUMENT),
    ("crawl", "herald", "-s", f"CONCURRENT_ITEMS={ARGUMENT}"), ("crawl", "herald", "-s", f"LOG_LEVEL={ARGUMENT}"),
    ("ingest", ARGUMENT), ("ingest", "--grace", ARGUMENT), ("ingest", "--at-once", ARGUMENT), ("demo", ARGUMENT),
]  # fmt: skip


@pytest.mark.parametrize("command", WRONG, ids=lambda command: ascii(" ".join(command)))
def test_an_error_is_one_line_that_repeats_no_control_of_an_argument(run: Crawl, command: tuple[str, ...]) -> None:
    done = run_command(run.data, *command)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert unseen_in(done.stderr) == []
