from pathlib import Path

import pytest

from crawler.selection.topic import read_topic, read_topics, shared_forms


def topic(tmp_path: Path, content: str) -> str:
    (tmp_path / "topic.toml").write_text(content, encoding="utf-8")
    return str(tmp_path / "topic.toml")


def test_a_topic_has_a_query_for_each_language_and_names_in_all_scripts(tmp_path: Path) -> None:
    read = read_topic(
        topic(
            tmp_path,
            '[queries]\nen = "SoftBank Korea"\nko = "소프트뱅크"\n'
            '[names]\nSoftBank = ["소프트뱅크"]\nKorea = ["한국"]\n',
        )
    )

    assert read.query("en").matches("", "SoftBank looks at Korea")
    assert read.query("en").matches("", "소프트뱅크가 한국에 투자한다")
    assert not read.query("en").matches("", "SoftBank looks at Japan")
    assert read.query("ko").matches("", "소프트뱅크가 밝혔다")
    assert read.query("ko").searches(hangul=True) == ["소프트뱅크"]
    assert read.query("ja").matches("", "SoftBank, 한국")
    assert not read.query("ja").matches("", "SoftBank")
    assert read.names.aliases() == {"softbank": "softbank", "소프트뱅크": "softbank", "korea": "korea", "한국": "korea"}


def test_the_stored_form_of_a_topic_is_one_line_and_unique(tmp_path: Path) -> None:
    texts = [
        read_topic(topic(tmp_path, f'title = "SoftBank\\nin {place}"\n[names]\nSoftBank = []\n')).text
        for place in ("Korea", "Japan" * 40)
    ]

    assert texts[0].startswith("topic SoftBank in Korea ")
    assert max(map(len, texts)) < 70
    assert len({text.split()[-1] for text in texts}) == 2


def test_a_topic_has_the_name_of_its_title_or_else_of_its_file(tmp_path: Path) -> None:
    assert (
        read_topic(topic(tmp_path, 'title = "SoftBank\\nin Korea"\n[names]\nSoftBank = []\n')).name
        == "SoftBank in Korea"
    )
    untitled = read_topic(topic(tmp_path, "[names]\nSoftBank = []\n"))
    assert untitled.name == "topic"
    (tmp_path / "other.toml").write_bytes((tmp_path / "topic.toml").read_bytes())
    assert read_topic(str(tmp_path / "other.toml")).text != untitled.text


def test_two_topics_of_one_name_are_refused(tmp_path: Path) -> None:
    for stem in ("one", "two"):
        (tmp_path / f"{stem}.toml").write_text(f'title = "SoftBank"\n[names]\n{stem} = []\n', encoding="utf-8")
    paths = [str(tmp_path / f"{stem}.toml") for stem in ("one", "two")]
    with pytest.raises(ValueError, match=r"^\S+one\.toml and \S+two\.toml have the same name, 'SoftBank'$"):
        read_topics(paths)


def test_a_form_that_topics_have_for_different_names_is_told(tmp_path: Path) -> None:
    names = ('Son = ["손정의"]\nSoftBank = []', '"Masayoshi Son" = ["손정의"]\nSoftBank = ["소프트뱅크"]')
    for place, each in enumerate(names):
        (tmp_path / f"{place}.toml").write_text(f"[names]\n{each}\n", encoding="utf-8")
    (told,) = shared_forms(read_topics(str(tmp_path / f"{place}.toml") for place in (0, 1)))
    assert told == (
        "'손정의' is a form of 'son' in '0' and of 'masayoshi son' in '1'; articles are compared as if it were 'son'"
    )


def test_a_topic_of_names_alone_takes_any_of_them(tmp_path: Path) -> None:
    read = read_topic(topic(tmp_path, '[names]\nSoftBank = ["소프트뱅크"]\nStargate = ["스타게이트"]\n'))

    assert read.query("ko").matches("", "스타게이트")
    assert read.query("en").searches(hangul=False) == ["SoftBank", "Stargate"]
    assert not read.query("en").matches("", "Oracle")


def test_names_are_recognised_in_the_queries_of_a_topic_without_quotation_marks(tmp_path: Path) -> None:
    read = read_topic(
        topic(
            tmp_path,
            '[queries]\nen = "masayoshi son or stargate not softbank hawks"\n'
            '[names]\n"Masayoshi Son" = ["손정의"]\n"SoftBank Hawks" = []\n',
        )
    )

    assert read.query("en").matches("", "손정의 회장")
    assert not read.query("en").matches("", "Masayoshi and his son")
    assert read.query("en").matches("", "Stargate: SoftBank and the hawks")
    assert not read.query("en").matches("", "Stargate, SoftBank Hawks")
    assert read.query("en").searches(hangul=False) == ["masayoshi son", "stargate"]


def test_a_query_of_a_topic_has_the_limits_of_any_query(tmp_path: Path) -> None:
    long = " OR ".join(f'"{number} words in a phrase"' for number in range(50))

    assert read_topic(topic(tmp_path, f"[queries]\nen = '{long}'\n")).queries
    with pytest.raises(ValueError, match=r"queries\.en: more than 50 terms: 51"):
        read_topic(topic(tmp_path, f"[queries]\nen = '{long} OR x'\n"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", r"neither \[queries\] nor \[names\]"),
        ("[queries\n", "is not valid TOML"),
        ('[queries]\nen = "OR"\n', "queries.en: OR must stand between two terms, column 1"),
        ('[queries]\nen = ""\n', "queries.en: it has no words"),
        ("[queries]\nen = 5\n", "queries.en"),
        ('[query]\nen = "x"\n', "query"),
        ('[names]\nA = "b"\n', "names.A"),
        ('[names]\nA = [" "]\n', "names.A"),
        ('[names]\n"\\u200b" = []\n', "is not a word"),
        ("a = " + "[" * 5000, "is not valid TOML"),
        ('[queries]\nenglish = "x"\n', "queries.english"),
    ],
)
def test_an_invalid_topic_is_one_line_with_the_reason(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refusal:
        read_topic(topic(tmp_path, content))
    assert "\n" not in str(refusal.value)


def test_a_topic_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match=r"cannot read the file no/such\.toml"):
        read_topic("no/such.toml")
