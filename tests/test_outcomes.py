import pickle

import pytest

from crawler.exit_codes import SIGNALS, ExitCode, worst
from crawler.outcomes import Outcome
from crawler.page.refusals import REASONS

IMPLIED: dict[str, set[str]] = {
    "new": {"is_article", "shows_site_works"},
    "changed": {"is_article", "shows_site_works"},
    "unchanged": {"is_article", "shows_site_works"},
    "alias": {"is_article", "shows_site_works"},
    "teaser": {"is_article", "shows_site_works"},
    "other text": {"is_ordinary"},
    "": set(),
    "known": {"is_ordinary", "shows_site_works"},
    "not asked": {"is_ordinary"},
    "not modified": set(),
    "no match": {"is_ordinary", "shows_site_works"},
    "dropped": {"is_ordinary", "shows_site_works"},
    "forgotten": {"is_final", "is_ordinary"},
    "gone": {"is_gone", "is_ordinary", "is_ordinary_for_some"},
    "not this outlet": {"is_ordinary", "shows_site_works"},
    "wall": {"is_ordinary", "is_ordinary_for_some"},
    "list": {"is_suspect"},
    "not found": {"is_gone", "is_suspect"},
    "empty": {"is_suspect", "disproves_guess"},
    "undecodable": {"is_suspect"},
    "consent": {"is_suspect"},
    "challenge": {"is_refusal", "is_suspect"},
    "status": set(),
    "network": {"is_transient", "is_unreached", "may_be_cut_short"},
    "damaged": {"is_transient", "is_unreached"},
    "too large": set(),
    "robots": {"is_transient", "is_refusal"},
    "opt-out": {"is_refusal"},
    "refused": {"is_refusal"},
    "not allowed": set(),
    "redirect loop": {"is_transient", "is_unreached"},
    "extraction": {"may_be_cut_short", "is_suspect"},
    "error": {"is_transient", "may_be_cut_short"},
    "served": set(),
    "search does not filter": set(),
}
IMPLIED_BY_STATUS: dict[str, set[str]] = {
    "-1": set(),
    "301": set(),
    "304": set(),
    "400": {"disproves_guess"},
    "401": {"is_refusal", "disproves_guess"},
    "403": {"is_refusal", "disproves_guess"},
    "404": {"is_gone", "is_ordinary", "is_ordinary_for_some", "disproves_guess"},
    "408": {"is_transient", "needs_pause"},
    "410": {"is_gone", "is_ordinary", "is_ordinary_for_some", "disproves_guess"},
    "429": {"is_refusal", "needs_pause"},
    "451": {"is_refusal", "disproves_guess"},
    "500": {"is_transient", "is_unreached", "needs_pause"},
    "501": {"is_transient", "is_unreached"},
    "503": {"is_transient", "is_unreached", "needs_pause"},
    "524": {"is_transient", "is_unreached", "needs_pause"},
    "525": {"is_transient", "is_unreached"},
}
PROPERTIES = [name for name, value in vars(Outcome).items() if isinstance(value, property)]


@pytest.mark.parametrize(("value", "implied"), [*IMPLIED.items(), *IMPLIED_BY_STATUS.items()])
def test_each_outcome_implies(value: str, implied: set[str]) -> None:
    assert {name for name in PROPERTIES if getattr(Outcome(value), name)} == implied


def test_the_table_has_every_outcome() -> None:
    assert IMPLIED.keys() == {str(outcome) for outcome in Outcome}


def test_every_property_is_implied_by_some_outcome() -> None:
    assert set(PROPERTIES) == set().union(*IMPLIED.values(), *IMPLIED_BY_STATUS.values())


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_of_extraction_is_an_outcome(reason: str) -> None:
    assert Outcome(reason) in Outcome


def test_a_status_is_the_outcome_of_a_page_that_failed_by_it() -> None:
    assert Outcome.of("status", 503) == Outcome.of_status(503) == "503"
    assert Outcome.of("gone", 200) is Outcome.GONE


def test_a_stored_reason_that_is_unknown_is_that_of_an_empty_page() -> None:
    assert Outcome.of_stored("invented later", 200) is Outcome.EMPTY
    assert Outcome.of_stored("status", 503) == "503"


def test_a_status_is_no_member_and_survives_pickling() -> None:
    outcome = Outcome("404")
    assert outcome not in list(Outcome)
    assert pickle.loads(pickle.dumps(outcome)).is_gone  # noqa: S301 - it is the test's own


@pytest.mark.parametrize("value", ["odd", "4o4", "-", "٤٠٤"])
def test_an_unknown_outcome_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Outcome"):
        Outcome(value)


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0),
        ([0, 0], 0),
        ([75, 0], 75),
        ([77, 75], 77),
        ([69, 77], 69),
        ([65, 69], 65),
        ([78, 65], 78),
        ([74, 78], 74),
        ([2, 74], 2),
        ([1, 2], 1),
        ([1, 143], 143),
        ([1, -9], -9),
    ],
)
def test_the_worst_of_several_exit_codes(codes: list[int], code: int) -> None:
    assert worst(codes) == code
    assert worst(reversed(codes)) == code


def test_exit_codes_by_signal() -> None:
    assert SIGNALS == {"SIGINT": 130, "SIGTERM": 143}
    assert str(ExitCode.REFUSED) == "77"
