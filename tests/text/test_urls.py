import pytest

from crawler.spiders.herald import Herald
from crawler.spiders.joongang import Joongang
from crawler.spiders.kbs import Kbs
from crawler.spiders.kyodo import Kyodo
from crawler.spiders.rcr import Rcr
from crawler.text.urls import Address, Addresses, clean_url


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("http://WWW.Example.com:80/Path#part", "https://www.example.com/Path"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/a?utm_source=x&b=2&fbclid=3", "https://example.com/a?b=2"),
        ("https://example.com/a?ncd=5&ref=top", "https://example.com/a?ncd=5"),
        ("https://example.com/%7euser%2fa", "https://example.com/~user%2Fa"),
        ("https://example.com/it's-here", "https://example.com/it%27s-here"),
        ("https://example.com/it%27s-here", "https://example.com/it%27s-here"),
        ("https://example.com/소프트", "https://example.com/%EC%86%8C%ED%94%84%ED%8A%B8"),
        (" https://example.com/a\n/b ", "https://example.com/a/b"),
    ],
)
def test_an_address_is_brought_to_one_form(raw: str, cleaned: str) -> None:
    assert clean_url(raw) == cleaned


@pytest.mark.parametrize(
    ("link", "cleaned"),
    [
        ("/a/b", "https://example.com/a/b"),
        ("c?d=1", "https://example.com/list/c?d=1"),
        ("//other.com/a", "https://other.com/a"),
        ("https://other.com/a", "https://other.com/a"),
    ],
)
def test_a_relative_link_is_read_from_its_page(link: str, cleaned: str) -> None:
    assert clean_url(link, "https://example.com/list/page") == cleaned


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "javascript:alert(1)",
        "mailto:a@example.com",
        "ftp://example.com/a",
        "data:text/html,a",
        "file:///etc/passwd",
        "https://user:secret@example.com/",
        "https://example.com:8080/a",
        "https://example.com:99999/",
        "https://[::1",
        "https:///a",
        "https://example.com/" + "a" * 3000,
    ],
)
def test_what_is_no_web_address_is_empty(raw: str) -> None:
    assert clean_url(raw) == ""


@pytest.mark.parametrize(
    "raw",
    [
        "https://example.com/%7ea/it's?q=한 국&x=%FF",
        "https://example.com/a b/(c)?d&e=",
        "https://example.com/100%25?p=1+2",
        "https://example.com/%zz",
    ],
)
def test_a_clean_address_stays_as_it_is(raw: str) -> None:
    assert clean_url(clean_url(raw)) == clean_url(raw)


SHOP = Addresses(
    Address(r"https://(?:m\.)?example\.com/read\?(?:.*&)?id=(?P<id>\d+)(?:&.*)?", "https://example.com/a/{id}"),
    Address(r"https://example\.com/old/[a-z-]+"),
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://m.example.com/read?x=1&id=42&y=2", "https://example.com/a/42"),
        ("http://example.com/read?id=42#top", "https://example.com/a/42"),
        ("https://example.com/old/a-story?utm_medium=x", "https://example.com/old/a-story"),
        ("https://example.com/read?id=", ""),
        ("https://example.com/old/a-story/comments", ""),
        ("https://example.org/read?id=42", ""),
    ],
)
def test_an_articles_variants_have_one_canonical_address(url: str, canonical: str) -> None:
    assert SHOP.canonical(url) == canonical


def test_addresses_of_two_sites_can_be_joined() -> None:
    both = SHOP + Addresses(Address(r"https://example\.net/\d+"))

    assert both.canonical("https://example.net/7") == "https://example.net/7"
    assert both.canonical("https://example.com/read?id=42") == "https://example.com/a/42"
    assert SHOP.canonical("https://example.net/7") == ""


HERALD = "https://www.koreaherald.com/article/10650000"
OLD_HERALD = "https://www.koreaherald.com/view.php?ud=20230203000001"
KBS = "https://news.kbs.co.kr/news/view.do?ncd=8180000"
KBS_WORLD = "https://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=190000"
KYODO = "https://english.kyodonews.net/articles/-/48000"
OLD_KYODO = "https://english.kyodonews.net/news/2025/02/0a1b2c3d4e5f-a-slug.html"
JAPAN_TODAY = "https://japantoday.com/category/tech/openai-s.-altman%27s-Visit"
RCR = "https://www.rcrwireless.com/20260106/business/a-slug"
JOONGANG = "https://www.koreajoongangdaily.com/business/a-slug/12345678"
OLD_JOONGANG = "https://koreajoongangdaily.joins.com/news/2025-02-04/business/tech/A-slug/2233445"
OLDEST_JOONGANG = "https://koreajoongangdaily.joins.com/news/article/article.aspx?aid=3012345"


@pytest.mark.parametrize(
    "form", ["/amp/", "/amp", "/embed/", "/trackback/", "/comment-page-2/#comment-7", "/2/", "?amp=1"]
)
def test_a_wordpress_subpage_of_an_article_has_the_address_of_the_article(form: str) -> None:
    assert Rcr.addresses.canonical(RCR + form) == RCR


@pytest.mark.parametrize(
    "url", [f"{RCR}/feed/", f"{RCR}/attachment/a-mast", "https://www.rcrwireless.com/20260106/page/2"]
)
def test_a_feed_a_picture_and_a_days_list_of_wordpress_are_no_articles(url: str) -> None:
    assert Rcr.addresses.canonical(url) == ""


@pytest.mark.parametrize(
    ("addresses", "url", "canonical"),
    [
        pytest.param(Herald.addresses, HERALD, HERALD, id="herald"),
        pytest.param(Herald.addresses, "http://m.koreaherald.com/article/10650000?sec=1", HERALD, id="herald mobile"),
        pytest.param(Herald.addresses, OLD_HERALD, OLD_HERALD, id="old herald"),
        pytest.param(
            Herald.addresses,
            "http://www.koreaherald.com/view.php?ud=/view.php?ud=20230203000001",
            OLD_HERALD,
            id="herald's doubled link",
        ),
        pytest.param(Kbs.addresses, KBS, KBS, id="kbs"),
        pytest.param(
            Kbs.addresses,
            "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=190000",
            KBS_WORLD,
            id="kbs world",
        ),
        pytest.param(Kbs.addresses, "https://mn.kbs.co.kr/mobile/news/view.do?ncd=8180000", KBS, id="kbs mobile"),
        pytest.param(
            Kbs.addresses, "http://news.kbs.co.kr/news/pc/view/view.do?ncd=8180000&ref=A", KBS, id="kbs pc view"
        ),
        pytest.param(Kyodo.addresses, KYODO + "?phrase=x", KYODO, id="kyodo"),
        pytest.param(Kyodo.addresses, OLD_KYODO, OLD_KYODO, id="old kyodo"),
        pytest.param(
            Kyodo.addresses,
            "https://japantoday.com/category/tech/openai-s.-altman's-Visit/",
            JAPAN_TODAY,
            id="japan today",
        ),
        pytest.param(Rcr.addresses, RCR + "/?utm_source=rss", RCR, id="rcr"),
        pytest.param(Joongang.addresses, JOONGANG + "?x=1", JOONGANG, id="joongang"),
        pytest.param(Joongang.addresses, OLD_JOONGANG + "?detailWord=", OLD_JOONGANG, id="old joongang"),
        pytest.param(
            Joongang.addresses,
            "http://koreajoongangdaily.joins.com/news/article/Article.aspx?cloc=x&aid=3012345",
            OLDEST_JOONGANG,
            id="oldest joongang",
        ),
    ],
)
def test_every_variant_of_an_outlets_address_is_canonical(addresses: Addresses, url: str, canonical: str) -> None:
    assert addresses.canonical(url) == canonical


@pytest.mark.parametrize(
    ("addresses", "url"),
    [
        pytest.param(Herald.addresses, "https://www.koreaherald.com/Business", id="herald section"),
        pytest.param(Kbs.addresses, "https://news.kbs.co.kr/news/list.do?icd=19588", id="kbs list"),
        pytest.param(Kyodo.addresses, "https://english.kyodonews.net/", id="kyodo home"),
        pytest.param(Kyodo.addresses, "https://japantoday.com/category/tech", id="japan today section"),
        pytest.param(Rcr.addresses, "https://www.rcrwireless.com/category/ai", id="rcr section"),
        pytest.param(Joongang.addresses, "https://www.koreajoongangdaily.com/business", id="joongang section"),
        pytest.param(Herald.addresses, KBS, id="another outlet's"),
    ],
)
def test_an_address_of_no_article_has_no_canonical_address(addresses: Addresses, url: str) -> None:
    assert addresses.canonical(url) == ""
