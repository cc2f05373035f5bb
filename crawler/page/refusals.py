"""Why a page gives no article."""

from __future__ import annotations

from typing import Literal, get_args

from crawler.outcomes import Outcome

Reason = Literal[
    "gone", "wall", "challenge", "consent", "list", "not found", "empty", "undecodable", "too large", "not this outlet"
]
REASONS: tuple[Reason, ...] = get_args(Reason)


class NotAnArticle(Exception):  # noqa: N818 - a statement about the page, not a failure
    """The page is not an article: `reason` is from a closed list, `detail` the evidence."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail

    @property
    def outcome(self) -> Outcome:
        """What a run counts the page as."""
        return Outcome(self.reason)

    def __reduce__(self) -> tuple[type[NotAnArticle], tuple[Reason, str]]:
        """Preserves both arguments when the exception is pickled by a worker process."""
        return type(self), (self.reason, self.detail)
