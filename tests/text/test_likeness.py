"""Which readings of one address are taken for one article."""

import pytest

from crawler.text.likeness import is_same_article

FULL = (
    "SoftBank leases old cinema for data center",
    """The council of the district said on Tuesday that it would lend its old cinema to SoftBank for nine years.

Engineers measured the floor for three days and found that it carries what they need.

Neighbours asked about the noise of the cooling plant behind the screen.""",
)
KOREAN = (
    "소프트뱅크, 낡은 극장에 데이터센터 짓는다",
    """소프트뱅크는 7일 구청과 낡은 극장을 빌리는 계약을 맺었다고 밝혔습니다.

기술진은 사흘 동안 바닥을 재고 충분히 튼튼하다고 결론지었습니다.""",
)
BREAK = (
    "We are improving our service",
    "Our editors work on a better site tonight and are back in the morning. Thank you for reading us.",
)
HARBOUR = (
    "Harbour bridge closes for repairs",
    "Drivers have to take the tunnel until spring, the port authority announced.\n\nBuses run every ten minutes.",
)
PARAGRAPHS = FULL[1].split("\n\n")


@pytest.mark.parametrize(
    ("before", "here"),
    [
        pytest.param((FULL[0], "More follows."), FULL, id="a flash that becomes a full text"),
        pytest.param(("[Breaking] SoftBank to lease cinema", "More follows."), FULL, id="under a similar title"),
        pytest.param(("[속보] 소프트뱅크, 데이터센터 건설", "속보입니다."), KOREAN, id="a Korean flash"),
        pytest.param(FULL, (FULL[0], FULL[1].replace("nine", "ten")), id="a correction"),
        pytest.param(FULL, ("Old theatre gets servers", "\n\n".join(["New words.", *PARAGRAPHS[1:]])), id="a new lead"),
        pytest.param(FULL, ("Servers behind the screen", PARAGRAPHS[1]), id="a shortened text"),
        pytest.param(KOREAN, ("극장에 들어설 서버", KOREAN[1].split("\n\n")[1]), id="a shortened Korean text"),
        pytest.param(FULL, (FULL[0].upper(), BREAK[1]), id="the title alone"),
        pytest.param(("Match day 3 report", FULL[1]), ("Match day 4 report", FULL[1]), id="the text alone"),
    ],
)
def test_an_article_is_known_again(before: tuple[str, str], here: tuple[str, str]) -> None:
    assert is_same_article(before, here)
    assert is_same_article(here, before)


@pytest.mark.parametrize(
    ("before", "here"),
    [
        pytest.param(FULL, BREAK, id="a maintenance page"),
        pytest.param(FULL, HARBOUR, id="another article"),
        pytest.param(KOREAN, BREAK, id="a maintenance page in place of Korean"),
        pytest.param(KOREAN, ("서비스 점검 안내", "더 나은 서비스를 위해 오늘 밤 점검합니다."), id="a Korean one"),
        pytest.param(("Match day 3 report", FULL[1]), ("Match day 4 report", HARBOUR[1]), id="another match day"),
        pytest.param(FULL, ("", ""), id="nothing"),
    ],
)
def test_another_text_is_not_taken_for_the_article(before: tuple[str, str], here: tuple[str, str]) -> None:
    assert not is_same_article(before, here)
    assert not is_same_article(here, before)
