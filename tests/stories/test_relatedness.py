"""Which articles that another offers as related are related to it."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from crawler.fetch.saved_pages import saved_pages
from crawler.stories.features.article_features import Features, find_features
from crawler.stories.relatedness import Evidence, shared
from tests.support.project import FIXTURES, SPIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator


def paragraphs(written: str) -> tuple[str, str]:
    """Returns title and text, whose lines are folded."""
    title, *text = [" ".join(part.split()) for part in written.strip().split("\n\n")]
    return title, "\n\n".join(text)


STARGATE = find_features(
    *paragraphs("""
SoftBank, OpenAI add two Stargate sites in Ohio

SoftBank Group and OpenAI will build two more data centers for Stargate, the companies said in
Tokyo on Tuesday.

Chairman Masayoshi Son said that the sites, both in Ohio, will draw 1.5 gigawatts together and
cost $18 billion.

Shares of SoftBank rose 4 percent. Oracle, the third partner, and the U.S. government had no
comment.
"""),
    tags=["SoftBank", "OpenAI", "Japan"],
    language="en",
)
UNRELATED = {
    "sports": paragraphs("""
Hawks beat Buffaloes to clinch the pennant in Fukuoka

The Fukuoka SoftBank Hawks won their third pennant in a row on Tuesday, beating the Orix
Buffaloes 5-2 at home.

Pitcher Kenji Morita struck out 11. “Everybody in the group worked for this day,” the manager
told reporters.
"""),
    "weather": paragraphs("""
Typhoon to pass close to Tokyo on Tuesday

A strong typhoon is likely to pass near Tokyo late on Tuesday, the weather agency said, with up
to 300 millimeters of rain.

Railways in Japan may stop. The center of the storm was south of Hachijojima in the morning.
"""),
    "a celebrity": paragraphs("""
Singer Lina Marlowe weds in Kyoto

U.S. singer Lina Marlowe married her drummer in Kyoto on Tuesday, her company said.

The two met in Tokyo when she opened a data-driven light show. About 40 guests came, many from
the United States.
"""),
    "another company's earnings": paragraphs("""
Murakawa Motors' profit falls 12 percent on weak yen bets

Murakawa Motors said on Tuesday in Tokyo that net profit fell 12 percent to 88 billion yen in
the first half.

The company will build two plants in the United States. Shares rose 4 percent; SoftBank's had
risen as well.
"""),
    "politics of the same capital": paragraphs("""
Tokyo governor to seek third term

The governor of Tokyo said on Tuesday that she will run again, after a meeting with leaders of
her party in Japan.

Two rivals said the government had spent too much on the center of the city. The U.S. ambassador
congratulated her.
"""),
    "the outlet itself": paragraphs("""
Readers choose the photo of the year

Readers of Kyodo News and The Korea Herald have chosen a photo of a heron, the companies said in
Tokyo on Tuesday.
"""),
}
RELATED = {
    "the money": paragraphs("""
Banks line up loans for Ohio campus

Five banks will lend SoftBank and its partners $10 billion for data centers in Ohio, people with
knowledge said.
"""),
    "the chairman": paragraphs("""
Masayoshi Son, a gambler at 68

Few founders have lost as much in a day as Masayoshi Son did. He sold his shares in a chipmaker
to buy OpenAI.
"""),
    "a figure": paragraphs("""
What 1.5 gigawatts do to a county's grid

Neighbors of the Stargate site in Ohio ask who will pay for lines that carry 1.5 gigawatts.
"""),
}


def read(item: dict[str, Any], aliases: dict[str, str] | None = None) -> Features:
    day = date.fromisoformat(item["published"][:10]) if item["published"] else None
    text = "\n\n".join(item["text"])
    return find_features(
        item["title"], text, tags=item["tags"], language=item["language"], published=day, aliases=aliases
    )


def linked() -> Iterator[tuple[str, dict[str, Any], dict[str, Any], bool]]:
    for name in SPIDERS:
        items = {
            page.expected["item"]["url"]: (page.path.stem, page.expected["item"])
            for page in saved_pages(FIXTURES / name)
            if "item" in page.expected and page.path.stem.startswith(("article-", "hard"))
        }
        shows = {page.path.stem: page.expected.get("shows", "") for page in saved_pages(FIXTURES / name)}
        for stem, item in items.values():
            for link in item["related"]:
                if link["url"] in items:
                    other, target = items[link["url"]]
                    # Each outlet has one on quite another subject that an article names as related all the same.
                    yield f"{name}/{stem}-{other}", item, target, "another subject" not in shows[other]


@pytest.mark.parametrize(("seed", "other", "related"), [pytest.param(*pair, id=name) for name, *pair in linked()])
def test_what_the_saved_articles_offer_as_related_is_related_but_for_another_subject(
    seed: dict[str, Any], other: dict[str, Any], related: bool
) -> None:
    evidence = shared(read(seed), read(other))

    assert evidence.enough == related, evidence.words()


@pytest.mark.parametrize("subject", UNRELATED)
def test_an_article_on_another_subject_is_not_related(subject: str) -> None:
    evidence = shared(STARGATE, find_features(*UNRELATED[subject], tags=["Japan"], language="en"))

    assert not evidence.enough, evidence


@pytest.mark.parametrize("subject", RELATED)
def test_an_article_on_the_same_subject_is_related(subject: str) -> None:
    evidence = shared(STARGATE, find_features(*RELATED[subject], language="en"))

    assert evidence.enough, evidence


@pytest.mark.parametrize(("one", "two"), list(combinations(UNRELATED, 2)))
def test_articles_on_two_subjects_are_not_related_to_each_other(one: str, two: str) -> None:
    evidence = shared(find_features(*UNRELATED[one], language="en"), find_features(*UNRELATED[two], language="en"))

    assert not evidence.enough, evidence


KOREAN = paragraphs("""
소프트뱅크, 오하이오에 데이터센터 두 곳 추가

손정의 소프트뱅크그룹 회장이 어제 도쿄에서
오하이오주 데이터센터 두 곳을 더 짓겠다고 밝혔습니다.

소프트뱅크는 180억 달러를 들여 1.5기가와트급 시설을 세웁니다.
""")
KOREAN_WEATHER = paragraphs("""
도쿄에 태풍 접근

강한 태풍이 오늘 밤 도쿄 부근을 지나겠습니다.

일본 기상청은 300밀리미터의 비를 예보했습니다.
""")


def test_a_korean_and_an_english_article_are_related_by_names_that_sound_alike_and_by_figures() -> None:
    evidence = shared(STARGATE, find_features(*KOREAN, language="ko"))

    assert evidence.enough
    assert evidence.words() == "shares SoftBank Group, $18 billion, 1.5 gigawatts, data center"


def test_a_korean_and_an_english_article_are_related_by_a_topics_names() -> None:
    aliases = {"손정의": "masayoshi son"}
    told = find_features("손정의의 도박", "손정의·도널드 만남을 두고 말이 많습니다.", language="ko", aliases=aliases)

    assert "Masayoshi Son" in shared(STARGATE, told).words()


def test_a_korean_article_on_another_subject_is_not_related() -> None:
    assert not shared(STARGATE, find_features(*KOREAN_WEATHER, language="ko")).enough


def test_relatedness_does_not_depend_on_which_of_two_is_the_seed() -> None:
    other = find_features(*RELATED["the money"], language="en")

    assert shared(STARGATE, other).weight == pytest.approx(shared(other, STARGATE).weight)


def test_the_evidence_is_one_clause_with_the_weightiest_first() -> None:
    told = shared(STARGATE, find_features(*RELATED["a figure"], language="en")).words()

    assert told == "shares Ohio, Stargate, 1.5 gigawatts"
    assert Evidence().words() == "shares nothing"


def test_words_alone_never_suffice() -> None:
    one = Features(words={f"word{number}": 3 for number in range(50)})

    assert not shared(one, one).enough


def test_a_tag_in_neither_text_is_the_outlets_own() -> None:
    one, two = find_features("One", "The harbour.", tags=["KWS"]), find_features("Two", "A mountain.", tags=["KWS"])

    assert not shared(one, two).enough


def test_articles_that_share_but_the_bodies_that_decide_are_not_related() -> None:
    one = find_features(
        "Court fines a dairy", "In May, the Fair Trade Commission and the Daejeon High Court heard a dairy."
    )
    two = find_features(
        "Court clears a miller", "Last week the Fair Trade Commission and the Daejeon High Court let him go."
    )

    assert not shared(one, two).enough
    assert "fair trade commission" in shared(one, two).words().casefold()
