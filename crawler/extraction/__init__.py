"""Turns a page into an article or into a reason why there is none. Pure: no clock, no disk, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import Article
from crawler.page.refusals import REASONS, NotAnArticle, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from crawler.extraction.layout import Layout

__all__ = ["REASONS", "Article", "NotAnArticle", "Reason", "extract"]

_NO_HEADERS: Mapping[str, str] = {}


def extract(
    body: bytes,
    url: str,
    *,
    headers: Mapping[str, str] = _NO_HEADERS,
    layouts: Sequence[Layout] = (),
    zone: tzinfo | None = None,
) -> Article:
    """Reads the article on a page.

    Args:
        body: The page as it was downloaded, decompressed.
        url: The address it was downloaded from, after redirects.
        headers: Response headers; names in any case.
        layouts: The outlet's layouts, newest first. Without one that fits, structured data and trafilatura serve.
        zone: The outlet's zone, for times that state none; without it such a time gives none.

    Returns:
        The article, with `outlet` empty and `fetched` none. Its `further_pages`, which are no part of the item, are
        the addresses of the pages on which it goes on.

    Raises:
        NotAnArticle: The page has no article of this outlet; `reason` says why.
    """
    # trafilatura costs 60 MB and half a second: only those pay who extract.
    from crawler.extraction.article import read_page  # noqa: PLC0415
    from crawler.page.document import parse_page  # noqa: PLC0415

    return read_page(parse_page(body, url, headers), layouts, zone).article
