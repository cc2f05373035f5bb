"""`scrapy history`, and the word diff that it shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crawler.cli.formats.word_diff import shorten, word_diff
from crawler.items import Article, PageResult, article_id
from crawler.store.catalogue import Catalogue
from tests.support.commands import run_command
from tests.support.stored import mark_gone

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
URL = "https://example.com/one"


def marked(old: str, new: str, *, short: bool = False) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    parts = list(word_diff(old, new))
    return "".join(marks[kind].format(text) for kind, text in (shorten(parts) if short else parts))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Three men died.", "Four men died.", "[-Three -]{+Four +}men died."),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "One.\n\nTwo.{+\n\nThree.+}"),
        ("회장이 오늘 왔다.", "회장이 어제 왔다.", "회장이 [-오늘 -]{+어제 +}왔다."),
        ("", "All new.", "{+All new.+}"),
        ("Same.", "Same.", "Same."),
    ],
)
def test_removed_and_added_words_are_marked(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_unchanged_text_is_shortened_to_some_words_around_each_change() -> None:
    words = [f"w{number}" for number in range(60)]
    old = " ".join(words)
    new = old.replace("w30 ", "CHANGED ")

    assert marked(old, new, short=True) == (
        "… w22 w23 w24 w25 w26 w27 w28 w29 [-w30 -]{+CHANGED +}w31 w32 w33 w34 w35 w36 w37 w38 …"
    )


def test_the_new_text_can_be_read_off_the_diff() -> None:
    old, new = "A b c.\n\nD e f. G h.", "A x c.\n\nG h. I j.\n\nK."

    assert "".join(text for kind, text in word_diff(old, new) if kind != "gone") == new
    assert "".join(text for kind, text in word_diff(old, new) if kind != "new").split() == old.split()


def test_versions_are_shown_with_times_and_changed_words(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.sqlite", "example")
    for hours, title, text in (
        (0, "Fire kills two", "A fire killed two workers on Tuesday."),
        (2, "Fire kills three", "A fire killed three workers on Tuesday."),
    ):
        found = Article(
            id=article_id(URL), outlet="example", url=URL, title=title, text=text, language="en",
            published=NOW, fetched=NOW + timedelta(hours=hours),
        )  # fmt: skip
        catalogue.store(PageResult(URL, 200, article=found), NOW + timedelta(hours=hours), lambda *_: None)
    mark_gone(catalogue, URL, NOW + timedelta(days=2))
    catalogue.close()

    done = run_command(tmp_path, "history", URL)

    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == f"""\
example {article_id(URL)}  {URL}
first seen 2026-07-01T12:00:00+00:00, last seen 2026-07-01T14:00:00+00:00

version 1, last read 2026-07-01T12:00:00+00:00
title: Fire kills two
published: 2026-07-01T12:00:00+00:00

version 2, last read 2026-07-01T14:00:00+00:00
title: Fire kills [-two-]{{+three+}}
A fire killed [-two-] {{+three+}} workers on Tuesday.

page gone since 2026-07-03T12:00:00+00:00; the stored text is kept
"""
    )


def test_an_article_that_never_changed_is_reported_as_such(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.sqlite", "example")
    found = Article(id=article_id(URL), outlet="example", url=URL, title="One", text="A text.", published=NOW)
    catalogue.store(PageResult(URL, 200, article=found), NOW, lambda *_: None)
    catalogue.close()

    assert run_command(tmp_path, "history", article_id(URL)).stdout.endswith("unchanged since it was first read\n")


def test_of_a_text_that_has_not_changed_nothing_is_shown() -> None:
    text = " ".join(f"w{number}" for number in range(60))

    assert marked(text, text, short=True) == ""


def test_a_text_that_is_only_held_is_shown_apart(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path}/catalogue.sqlite", "example")
    for day, (title, text) in enumerate((("Cinema is let", "Four men met."), ("Night work", "We are back soon."))):
        article = Article(id=article_id(URL), url=URL, outlet="example", title=title, text=text, language="en")
        catalogue.store(PageResult(URL, 200, article=article), NOW + timedelta(days=day), lambda *_: None)
    catalogue.close()
    shown = run_command(tmp_path, "history", URL).stdout
    assert "unchanged since it was first read" in shown
    assert "version 1, last read" in shown
    assert "held until a second reading decides, read 2026-07-02T12:00:00+00:00\ntitle: Night work\nWe are" in shown
