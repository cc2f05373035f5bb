import time

import pytest

from crawler.extraction.content.boilerplate_lines import Lines, clean_paragraphs

LEAD = "SoftBank Group said on Tuesday that it would build two more data centers with OpenAI in Texas and Ohio."
MIDDLE = "The first of them is to open in the second half of 2027, according to people who know of the plan."
SHORT = "Oracle declined to comment."
LAST = "Shares in the group rose 4.2 percent in Tokyo, to their highest close since October of last year."


def cleaned(*paragraphs: str, title: str = "SoftBank and OpenAI widen Stargate") -> Lines:
    return clean_paragraphs(list(paragraphs), title)


def test_an_articles_text_stays_as_it_is() -> None:
    lines = cleaned(LEAD, "What it costs", MIDDLE, SHORT, LAST)

    assert lines.paragraphs == [LEAD, "What it costs", MIDDLE, SHORT, LAST]
    assert lines.cut == []


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share this article",
        "Read more",
        "Related articles",
        "관련 기사",
        "Published : Jan. 6, 2026 - 17:45:52",
        "입력 2026.01.06 (17:45)",
        "ⓒ KBS. All rights reserved.",
        "Copyright 2026 The Korea Herald",
        "The-Example-Wire ™ & © 2026 Example Network, Inc., an Example Company. All rights reserved.",
        "저작권자 ⓒ 연합뉴스, 무단 전재-재배포 금지",
        "[사진 출처 : 연합뉴스]",
        "촬영기자: 이도현 / 영상편집: 한서윤",
        "KBS 뉴스 한서윤입니다.",
        "Updated: 2026-01-06 17:45:52 / Written: 2026-01-06 15:47:30",
        "4시간 전 업데이트",
        "[Source: City of Seoul]",
        "(File photo of a data center)",
        "공장에 선 손 회장 / 회사 제공",
        "Follow Example on social media for the latest from Japan.",
        "Sponsored content | Presented by Example Systems",
        "Subscribe: Apple Podcasts | Spotify | RSS",
        "Check out the archives for more stories from the past.",
        "Pages: 1 2 3 Next page »",
        "[인쇄] [메일로 보내기] [맨 위로]",
        "이 기사는 언론사에서 사회 섹션으로 분류했습니다.",
        "▶ [관련기사] 소프트뱅크의 다음 공장",
        "Story by Han Seo-yun · Photos by Kim Do-hyun",
        "Development: Example Interactive. Editing: Night desk.",
        (
            "Editor's Note: Welcome to our forum. It is for those with something to say to the industry, "
            "and is kept open. Please send along submissions to our editors at: forum@example.com."
        ),
        (
            "This article was originally written in Korean and translated by a reporter with the help of generative AI"
            " tools. An editor then read it."
        ),
        "All rights reserved. No part of this article may be used to train machines.",
        "※ 이 기사의 저작권은 예시일보에 있으며 무단 전재와 재배포를 금합니다.",
        "(인포그래픽: 한서윤)",
        "Han Seo-yun, KBS World Radio News.",
        "The example desk can be reached at desk@example.com.",
        "Have a question for us? Write to ask@example.com and we may answer it next week.",
        "Media contact: Han Seo-yun, +82-2-000-0000, press@example.com",
        "(End)",
        "By continuing to browse you agree to our use of cookies.",
        "Enjoying Example Today? Support independent news about Japan for the price of an onigiri.",
        "***",
        "\u3000",
    ],
)
def test_a_line_that_is_no_text_is_taken_out_and_named(line: str) -> None:
    lines = cleaned(LEAD, MIDDLE, line, LAST)

    assert lines.paragraphs == [LEAD, MIDDLE, LAST]
    assert len(lines.cut) == 1
    assert lines.cut[0][0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell.",
        "Related companies were not hurt, the ministry said.",
        "“Comments like these are not helpful,” he said.",
        "By Tuesday the talks had ended.",
        "By then Oracle had left.",
        "AP reported the talks first.",
        "Tags cost 30 cents each.",
        "Published accounts show a loss of 300 billion won in 2025, more than had been feared.",
        "KBS 뉴스는 이 소식을 처음 전했다.",
        "Follow the river to the sea and you will find the plant.",
        "Pages 1 and 2 of the report were blank.",
        "Video: it shows the plant at night.",
        "Editor's note: an earlier version of this story gave a wrong sum.",
        "The source: a man in Seoul.",
        "Related companies: SoftBank, Arm and Oracle.",
        "The article was written by a machine that nobody had asked.",
        "Rights to the film were sold to KBS World in May.",
        "The end came on Tuesday.",
    ],
)
def test_a_sentence_that_begins_like_a_label_stays(sentence: str) -> None:
    assert cleaned(LEAD, sentence, LAST).paragraphs == [LEAD, sentence, LAST]


@pytest.mark.parametrize(
    "heading", ["8 Comments", "Comments (12)", "Leave a comment", "댓글 3개", "■ 제보하기", "About the author"]
)
def test_from_comments_and_tip_boxes_on_nothing_is_text(heading: str) -> None:
    assert cleaned(LEAD, MIDDLE, heading, LAST).paragraphs == [LEAD, MIDDLE]


@pytest.mark.parametrize("heading", ["Responses", "Opinions", "Live chat", "Views and means"])
def test_a_subheading_that_may_be_an_articles_ends_nothing(heading: str) -> None:
    assert cleaned(LEAD, MIDDLE, heading, LAST).paragraphs == [LEAD, MIDDLE, heading, LAST]


def test_comments_without_text_before_them_end_nothing() -> None:
    assert LEAD in cleaned("8 Comments", LEAD).paragraphs


def test_a_repeated_paragraph_stays_once() -> None:
    assert cleaned(LEAD, MIDDLE, SHORT, LEAD, MIDDLE, SHORT).paragraphs == [LEAD, MIDDLE, SHORT]


def test_steps_that_several_recipes_have_in_common_stay() -> None:
    steps = ["Fry the onions until they are brown.", "Add a spoon of butter.", "Serve at once with bread."]
    lines = [LEAD, "Boil the rice for 12 minutes.", *steps, "Boil the rice for 14 minutes.", *steps, LAST]

    assert cleaned(*lines).paragraphs == lines


def test_who_speaks_is_named_again_between_what_is_new() -> None:
    lines = ["Kim:", LEAD, "Lee:", MIDDLE, "Kim:", LAST]

    assert cleaned(*lines).paragraphs == lines
    assert cleaned(*lines, *lines).paragraphs == lines


def test_a_paragraph_that_differs_in_one_word_is_not_repeated() -> None:
    other = LEAD.replace("two", "three")

    assert cleaned(LEAD, other).paragraphs == [LEAD, other]


def test_the_title_above_the_text_is_none_of_it() -> None:
    assert cleaned("SOFTBANK and  OpenAI widen Stargate", LEAD, MIDDLE).paragraphs == [LEAD, MIDDLE]


def test_a_stub_whose_only_line_is_the_title_keeps_it() -> None:
    title = "BREAKING NEWS: SoftBank to invest in Arm plant"

    assert cleaned(title, title=title).paragraphs == [title]


@pytest.mark.parametrize(
    ("line", "authors", "emails", "wire"),
    [
        ("By Han Seo-yun", ["Han Seo-yun"], [], ""),
        ("BY HAN SEO-YUN [han.seoyun@joongang.co.kr]", ["Han Seo-yun"], ["han.seoyun@joongang.co.kr"], ""),
        ("Han Seo-yun (han@heraldcorp.com)", ["Han Seo-yun"], ["han@heraldcorp.com"], ""),
        ("한서윤 기자 syhan@kbs.co.kr", ["한서윤"], ["syhan@kbs.co.kr"], ""),
        ("han@heraldcorp.com", [], ["han@heraldcorp.com"], ""),
        ("(Yonhap)", [], [], "Yonhap"),
        ("© KYODO", [], [], "Kyodo"),
        ("© KYODO. No reproduction without written permission.", [], [], "Kyodo"),
    ],
)
def test_a_byline_or_credit_goes_into_its_field(line: str, authors: list[str], emails: list[str], wire: str) -> None:
    lines = cleaned(LEAD, MIDDLE, LAST, line)

    assert lines.paragraphs == [LEAD, MIDDLE, LAST]
    assert (lines.authors, lines.emails, lines.agency) == (authors, emails, wire)


@pytest.mark.parametrize(
    ("tail", "wire"),
    [(" (Yonhap)", "Yonhap"), (" [AFP]", "AFP"), (" (로이터 연합뉴스)", "Reuters"), (" ==Kyodo", "Kyodo")],
)
def test_a_wire_at_the_end_of_the_last_paragraph_is_cut_off(tail: str, wire: str) -> None:
    lines = cleaned(LEAD, LAST + tail)

    assert lines.paragraphs == [LEAD, LAST]
    assert lines.agency == wire


@pytest.mark.parametrize(
    "line",
    [
        "Contact the reporter at senna@example.com", "To contact the reporters on this story: senna@example.com",
        "Email us at desk@example.com", "The author can be reached at senna@example.com.",
        "Write to: senna@example.com",
    ],
)  # fmt: skip
def test_what_leads_to_the_mail_of_somebody_without_a_name_names_nobody(line: str) -> None:
    lines = cleaned(LEAD, MIDDLE, LAST, line)
    assert lines.paragraphs == [LEAD, MIDDLE, LAST]
    assert lines.authors == []
    told = f"{line.rstrip('.')}, says a sign at the door of the office that nobody has opened since."
    assert cleaned(LEAD, MIDDLE, told, LAST).paragraphs[-2] == told


@pytest.mark.parametrize("tail", [" (SoftBank)", " (11.2%)", " (see below)"])
def test_brackets_that_name_no_wire_stay(tail: str) -> None:
    assert cleaned(LEAD, LAST + tail).paragraphs == [LEAD, LAST + tail]


def test_a_sign_off_at_the_end_of_a_paragraph_is_cut_off() -> None:
    text = "소프트뱅크는 내년에 공장을 열기로 했습니다."

    assert cleaned(LEAD, f"{text} KBS 뉴스 한서윤입니다.").paragraphs == [LEAD, text]


def test_the_mark_behind_the_last_word_is_cut_off() -> None:
    assert cleaned(LEAD, f"{LAST} ■").paragraphs == [LEAD, LAST]
    assert cleaned(LEAD, "■ 두 곳을 더 짓는다", LAST).paragraphs == [LEAD, "■ 두 곳을 더 짓는다", LAST]


def test_a_photo_source_is_the_pictures_credit() -> None:
    assert cleaned(LEAD, LAST, "[사진 출처 : 연합뉴스]").credit == "연합뉴스"


@pytest.mark.parametrize(
    "line", ["© " + "A" * 200 + " goes", "© " + "9" * 200 + " lower x", "© " + "A1, " * 60 + "goes"]
)
def test_a_line_that_is_nearly_an_owners_costs_no_time(line: str) -> None:
    began = time.process_time()
    assert cleaned(LEAD, line, LAST).paragraphs == [LEAD, line, LAST]
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "line",
    [
        "구성:위다솜/자료조사:하은채/영상편집:노기태",
        "(촬영기자: 위다솜, 영상편집: 하은채)",
        "(구성: 위다솜 작가, 영상편집: 하은채, 화면출처: 린드하벤, 음성: AI생성)",
        "영상편집:위다솜/그래픽:하은채/영상출처:린드(@lindhaven)",
        "영상제공: 린드하벤 항만청",
        "기상캐스터 위다솜/그래픽:하은채",
        "취재지원: 위다솜",
        "(제보 : 위다솜)",
        "사진 출처: 린드하벤 항만청",
        "이미지 제공: 린드하벤 항만청",
        "KBS 뉴스 하은숩니다.",
        "KBS 뉴스 노은옙니다.",
        "KBS 뉴스 위다솜 입니다.",
    ],
)
def test_credits_and_sign_offs_of_a_broadcast_are_no_text(line: str) -> None:
    text = ["항만 위원회는 화요일 옛 얼음 창고를 훈제 학교에 빌려주기로 결정했습니다.", "임대 기간은 9년입니다."]

    assert clean_paragraphs([*text, line]).paragraphs == text


@pytest.mark.parametrize(
    "line",
    [
        "구성: 위원장 1명, 위원 8명",
        "편집 과정에서 영상이 빠졌다고 방송사는 밝혔습니다.",
        "KBS 뉴스 보도가 나간 뒤 위원회는 사과했습니다.",
    ],
)
def test_sentences_that_speak_of_a_broadcast_stay(line: str) -> None:
    text = ["항만 위원회는 화요일 옛 얼음 창고를 훈제 학교에 빌려주기로 결정했습니다.", line]

    assert clean_paragraphs(text).paragraphs == text


@pytest.mark.parametrize(
    "line",
    [
        "Send any friend a story",
        "As a subscriber, you have 5 gift articles to give away. Whoever gets one can read it.",
        "Enjoy this article? Share it with somebody!",
        "Get in touch with our team by emailing us at desk@paper.example.",
        "MORE : The ferry that came back",
        "By signing up, you agree to receive automated messages from us at the number you gave. Rates may apply.",
        "For more stories like this, see our science page.",
        "Follow The Busan Post on Google News and add us as a preferred source for more of it.",
        "Our Standards: The Busan Principles.",
        "Explore further",
        "More AP golf: https://apnews.example/golf",
    ],
)
def test_lines_that_ask_readers_to_pass_an_article_on_are_no_text(line: str) -> None:
    assert cleaned(LEAD, MIDDLE, LAST, line).paragraphs == [LEAD, MIDDLE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Our standards: nobody knows the principles by which they were once written down, the judge said.",
        "As a subscriber, you have a right to know, the court said on Tuesday.",
        "The two will explore further steps next week.",
    ],
)
def test_news_of_readers_and_standards_stay(line: str) -> None:
    assert cleaned(LEAD, MIDDLE, LAST, line).paragraphs == [LEAD, MIDDLE, LAST, line]
