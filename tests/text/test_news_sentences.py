import pytest

from crawler.text.news_sentences import is_reported


@pytest.mark.parametrize(
    "line",
    [
        "Sign in to see the price, the mill told farmers, but nobody did.",
        "“Subscribe now,” says the sign at the gate.",
        "By using rye the bakery saved money, the owner found.",
        "무단 전재를 막으려고 신문사는 표식을 넣기로 했습니다.",
        "“로그인 후 이용”이라는 글이 떴다고 농부들은 말했다.",
        "제보를 받은 경찰은 곧바로 배를 띄웠다고 하죠.",
    ],
)
def test_a_line_that_tells_what_somebody_said_or_did_is_reported(line: str) -> None:
    assert is_reported(line)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading.",
        "© 2026 The Ryeford Mill. All rights reserved.",
        "로그인 후 이용할 수 있습니다.",
        "무단 전재 및 재배포를 금지합니다.",
        "독자 여러분의 제보를 기다리겠습니다.",
    ],
)
def test_what_a_page_says_of_itself_is_not(line: str) -> None:
    assert not is_reported(line)
