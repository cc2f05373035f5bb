"""Lines below a text that tell who wrote it, and those that tell of somebody in it."""

import pytest

from crawler.extraction.content.author_notes import take_biographies

TEXT = ["SoftBank Group said on Tuesday that it would build two more data centers.", "Oracle declined to comment."]
NOTE = "The views expressed here are the writer’s own. -- Ed."


def left(*lines: str, names: tuple[str, ...] = (), title: str = "Why ports matter") -> tuple[list[str], list[str]]:
    paragraphs = [*TEXT, *lines]
    _, people = take_biographies(paragraphs, list(names), title)
    return paragraphs, people


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (["Ada Holm is a former judge who lives in Duluth. She can be reached at ada@holm.example."], ["Ada Holm"]),
        (["Ada Holm is a professor of English at Jangja College. The views expressed here are her own."], ["Ada Holm"]),
        (["Ada Holm is a professor of English at Jangja College.", NOTE], ["Ada Holm"]),
        (["Ada Holm is a former judge.", "Ada Holm can be reached at ada@holm.example."], ["Ada Holm"]),
        (["*The author, a former ambassador, is a visiting professor at Jangja College."], []),
        (["(The writer is a columnist of the JoongAng Ilbo.)"], []),
        ([NOTE], []),
        (["Opinions expressed by guest authors do not necessarily reflect those of the editors."], []),
        (["*The author is the head of the tide office.", "JoongAng Ilbo, April 13, Page 31"], []),
        (["— The reporters can be reached at ada@holm.example"], []),
        (["Holm reported from Nagoya, Lee from Sapporo."], []),
        (["Holm reported from Nagoya. Teppei Ono in Osaka contributed to this report."], []),
        (["The author is the head of the tide office.", "Translation by the Korea JoongAng Daily staff."], []),
    ],
)
def test_who_wrote_a_text_is_none_of_it(lines: list[str], people: list[str]) -> None:
    assert left(*lines) == (TEXT, people)


def test_a_line_that_begins_with_the_authors_name_is_a_biography() -> None:
    line = "Martin Holm is a former economist at the bank who teaches in Lagos."

    assert left(line) == ([*TEXT, line], [])
    assert left(line, names=("Martin Holm",)) == (TEXT, ["Martin Holm"])
    assert left(line, title="Reader Forum: Why ports matter") == (TEXT, ["Martin Holm"])
    card = "Holm has covered the ports since 2019 and keeps bees in Damyang."
    assert left(card, names=("Martin Holm",)) == (TEXT, ["Martin Holm"])
    assert left(card, names=("Ada Lee",)) == ([*TEXT, card], [])
    # Brackets around the title's first or last words may hold a column's name as well as a columnist's.
    assert left(line, title="[Martin Holm] Why ports matter") == (TEXT, ["Martin Holm"])
    assert left(line, title="[Viewpoint] Why ports matter") == ([*TEXT, line], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Ulleung Island is a volcanic island of 9,000 people that can be reached by ferry in three hours.",
        "Kim Min-su is a lawyer whose views are often cited in parliament, and in the papers as well.",
        "The author is expected to appear before the court in Seoul on Friday, together with her publisher.",
        "The writer was born in 1947 in Busan and died on Sunday at the age of 79, his family said.",
        "The views expressed in the two papers could not be further apart, the ministry added.",
        "Opinions are divided over whether the author's own words count as evidence.",
        "Translation by machine is cheap.",
    ],
)
def test_who_is_written_about_stays(sentence: str) -> None:
    assert left(sentence) == ([*TEXT, sentence], [])
    assert left(sentence, NOTE, names=("Ada Holm",)) == ([*TEXT, sentence], [])


def test_a_text_of_one_paragraph_stays() -> None:
    paragraphs = [NOTE]

    assert take_biographies(paragraphs, [], "") == ([], [])
    assert paragraphs == [NOTE]
