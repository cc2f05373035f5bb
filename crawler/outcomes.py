"""What became of a page or list: every outcome that is counted, shown and stored, with what each implies.

The values are public: they are the keys of a run's counts, the words of the verdict line, and `pages.reason` and
`lists.outcome` in the catalogue.
"""

from __future__ import annotations

import re
from enum import Flag, StrEnum, auto
from http import HTTPStatus
from typing import Self


class _Trait(Flag):
    """What an outcome implies; the property of `Outcome` of the same name documents each."""

    NONE = 0
    ARTICLE = auto()
    FINAL = auto()
    GONE = auto()
    TRANSIENT = auto()
    UNREACHED = auto()
    REFUSAL = auto()
    NEEDS_PAUSE = auto()
    CUT_SHORT = auto()
    SUSPECT = auto()
    ORDINARY = auto()
    ORDINARY_FOR_SOME = auto()
    SITE_WORKS = auto()
    DISPROVES_GUESS = auto()


_T = _Trait


class Outcome(StrEnum):
    """What became of one page or list.

    An HTTP status is an outcome too: `Outcome("404")` and `Outcome.of_status(404)` return one whose value is the status
    as text. Statuses are not members, so they are not iterated over.
    """

    _traits: _Trait

    def __new__(cls, value: str, traits: _Trait = _Trait.NONE) -> Self:
        """Creates the member `value` with what it implies."""
        self = str.__new__(cls, value)
        self._value_ = value
        self._traits = traits
        return self

    # --- An article ---------------------------------------------------------------------
    NEW = "new", _T.ARTICLE | _T.SITE_WORKS
    """An article that is stored for the first time."""
    CHANGED = "changed", _T.ARTICLE | _T.SITE_WORKS
    """A stored article whose title, text or date changed: a new version."""
    UNCHANGED = "unchanged", _T.ARTICLE | _T.SITE_WORKS
    """A stored article that is as it was."""
    ALIAS = "alias", _T.ARTICLE | _T.SITE_WORKS
    """An article that is stored under another address."""
    TEASER = "teaser", _T.ARTICLE | _T.SITE_WORKS
    """The open part of an article behind a paywall."""
    OTHER_TEXT = "other text", _T.ORDINARY
    """A text that has nothing in common with the article stored from its page: held until a second reading."""
    NO_FAILURE = ""
    """The reason of a page that gave an article, or that was never requested itself."""

    # --- Not requested ------------------------------------------------------------------
    KNOWN = "known", _T.ORDINARY | _T.SITE_WORKS
    """A stored article that a list names and that is not due."""
    NOT_ASKED = "not asked", _T.ORDINARY
    """Due but not requested: its host was skipped, or the run was closing."""

    # --- Requested, no article: the page --------------------------------------------------
    NOT_MODIFIED = "not modified"
    """The site answered 304 to a conditional request."""
    NO_MATCH = "no match", _T.ORDINARY | _T.SITE_WORKS
    """An article that does not meet the run's filters."""
    DROPPED = "dropped", _T.ORDINARY | _T.SITE_WORKS
    """An article that an item pipeline of the user's dropped before it was stored."""
    FORGOTTEN = "forgotten", _T.FINAL | _T.ORDINARY
    """Its article was removed with `scrapy forget` and is never stored again."""
    GONE = "gone", _T.GONE | _T.ORDINARY | _T.ORDINARY_FOR_SOME
    """The page says that the article was removed."""
    NOT_THIS_OUTLET = "not this outlet", _T.ORDINARY | _T.SITE_WORKS
    """The article belongs to another outlet on the same host."""
    WALL = "wall", _T.ORDINARY | _T.ORDINARY_FOR_SOME
    """A log-in or subscription wall without an open part."""
    LIST = "list", _T.SUSPECT
    """The page is a list, a front page or a profile."""
    NOT_FOUND = "not found", _T.GONE | _T.SUSPECT
    """A page that says "not found" with status 200, or a redirect to a list or the front page."""
    EMPTY = "empty", _T.SUSPECT | _T.DISPROVES_GUESS
    """The page has no article text; of a list: no address of an article."""
    UNDECODABLE = "undecodable", _T.SUSPECT
    """The bytes of the page are text in no known charset."""
    CONSENT = "consent", _T.SUSPECT
    """A consent page in place of the article."""
    CHALLENGE = "challenge", _T.REFUSAL | _T.SUSPECT
    """A page that checks for browsers or asks for a captcha."""

    # --- Requested, no article: the site or the way to it -----------------------------------
    STATUS = "status"
    """An HTTP error status; `of` turns it and the status into the status's own outcome."""
    NETWORK = "network", _T.TRANSIENT | _T.UNREACHED | _T.CUT_SHORT
    """No answer: DNS, connection, TLS, time-out; also a robots.txt that could not be read."""
    DAMAGED = "damaged", _T.TRANSIENT | _T.UNREACHED
    """The body is not complete."""
    TOO_LARGE = "too large"
    """The body is larger than DOWNLOAD_MAXSIZE, has too many elements, or takes more than EXTRACTION_MEMORY."""
    ROBOTS = "robots", _T.TRANSIENT | _T.REFUSAL
    """robots.txt disallows the address."""
    OPT_OUT = "opt-out", _T.REFUSAL
    """The page or tdmrep.json opts out of text and data mining or training."""
    REFUSED = "refused", _T.REFUSAL
    """Not requested because the host refused the requests before it."""
    NOT_ALLOWED = "not allowed"
    """The address, or where it redirects to, is not on the outlet's hosts."""
    REDIRECT_LOOP = "redirect loop", _T.TRANSIENT | _T.UNREACHED
    """It redirects more often than REDIRECT_MAX_TIMES."""

    # --- Our side ---------------------------------------------------------------------------
    EXTRACTION = "extraction", _T.CUT_SHORT | _T.SUSPECT
    """Extraction failed: an exception, a time-out or a dead worker process."""
    ERROR = "error", _T.TRANSIENT | _T.CUT_SHORT
    """The request failed by an exception that nobody foresaw, which says nothing of the page or its site."""

    # --- Lists only ---------------------------------------------------------------------------
    SERVED = "served"
    """The list was read and names articles, or is a search that found nothing."""
    UNFILTERED = "search does not filter"
    """The search names articles without any of the words that it was asked for."""

    @classmethod
    def _missing_(cls, value: object) -> Outcome | None:
        # A broken server may send a negative status.
        if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]+", value):
            return None
        self = str.__new__(cls, value)
        self._name_, self._value_ = f"STATUS_{value}", value
        self._traits = _status_traits(int(value))
        return self

    @classmethod
    def of_status(cls, status: int) -> Outcome:
        """Returns the outcome of an answer with an HTTP status that is no success."""
        return cls(str(status))

    @classmethod
    def of(cls, reason: str, status: int) -> Outcome:
        """Returns the outcome of a page by its reason, or by its HTTP status if that is the reason.

        Raises:
            ValueError: There is no such reason.
        """
        return cls.of_status(status) if reason == cls.STATUS else cls(reason)

    @classmethod
    def of_stored(cls, reason: str, status: int) -> Outcome:
        """Returns the outcome of a page in the catalogue; EMPTY for a reason that this version does not know."""
        try:
            return cls.of(reason, status)
        except ValueError:
            return cls.EMPTY

    @property
    def is_article(self) -> bool:
        """True if the page gave an article."""
        return _T.ARTICLE in self._traits

    @property
    def is_final(self) -> bool:
        """True if no reading can change it: the page is never requested again."""
        return _T.FINAL in self._traits

    @property
    def is_gone(self) -> bool:
        """True if the site says that it removed the page: "gone", "not found", 404, 410.

        A stored article is marked as gone if a second reading says so too.
        """
        return _T.GONE in self._traits

    @property
    def is_transient(self) -> bool:
        """True if nothing is known of the page itself: no answer, a server error, 408, or robots.txt forbids to look.

        Such a page stays due while the whole site fails.
        """
        return _T.TRANSIENT in self._traits

    @property
    def is_unreached(self) -> bool:
        """True if the site did not answer, not completely, or with a server error."""
        return _T.UNREACHED in self._traits

    @property
    def is_refusal(self) -> bool:
        """True if the site does not want this crawler: robots.txt, opt-out, challenge page, 401, 403, 429, 451."""
        return _T.REFUSAL in self._traits

    @property
    def needs_pause(self) -> bool:
        """True for HTTP statuses after which the host is given a growing pause."""
        return _T.NEEDS_PAUSE in self._traits

    @property
    def may_be_cut_short(self) -> bool:
        """True for failures that a closing run causes itself."""
        return _T.CUT_SHORT in self._traits

    @property
    def is_suspect(self) -> bool:
        """True if extraction may have misread the page, which is then saved to `suspects/`."""
        return _T.SUSPECT in self._traits

    @property
    def is_ordinary(self) -> bool:
        """True if it says something about the page and nothing about the site or our reading of it."""
        return _T.ORDINARY in self._traits

    @property
    def is_ordinary_for_some(self) -> bool:
        """True if it is ordinary for some pages, and a sign of a change when no page gives an article."""
        return _T.ORDINARY_FOR_SOME in self._traits

    @property
    def shows_site_works(self) -> bool:
        """True if the page holds or held an article, whether stored now, before, or not wanted."""
        return _T.SITE_WORKS in self._traits

    @property
    def disproves_guess(self) -> bool:
        """True if a guessed list is not there: it is empty, or 4xx other than 408 and 429."""
        return _T.DISPROVES_GUESS in self._traits


_REFUSAL_STATUSES = {401, 403, 429, 451}
_GONE_STATUSES = {404, 410}
# 520 to 524 are Cloudflare's, for a server behind it that fails.
_PAUSE_STATUSES = {408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}


def _status_traits(status: int) -> _Trait:
    traits = _T.NONE
    if status in _REFUSAL_STATUSES:
        traits |= _T.REFUSAL
    if status in _GONE_STATUSES:
        traits |= _T.GONE | _T.ORDINARY | _T.ORDINARY_FOR_SOME
    if status in _PAUSE_STATUSES:
        traits |= _T.NEEDS_PAUSE
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        traits |= _T.TRANSIENT | _T.UNREACHED
    if status == HTTPStatus.REQUEST_TIMEOUT:
        traits |= _T.TRANSIENT
    if str(status).startswith("4") and status not in _PAUSE_STATUSES:
        traits |= _T.DISPROVES_GUESS
    return traits
