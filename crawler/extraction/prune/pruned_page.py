"""A page whose tree is pruned of what no article contains, and which links of it lead to articles."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.extraction.prune.cookie_banners import drop_consent
from crawler.extraction.prune.page_frames import open_frames, place_streamed
from crawler.extraction.prune.paragraph_tags import name_paragraphs
from crawler.extraction.prune.related_blocks import take_link_blocks
from crawler.extraction.prune.teasers_and_comments import drop_card_groups, drop_comment_sections
from crawler.extraction.prune.widgets_and_embeds import unfold
from crawler.page.article_links import canonical_of
from crawler.text.urls import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import html

    from crawler.page.document import Page


@dataclass
class PrunedPage:
    """A page and its pruned tree, which is made once, on first use."""

    page: Page

    @cached_property
    def canonical(self) -> Callable[[str], str]:
        """Returns the address of the article to which a link leads, or empty; judged by the address alone."""
        return canonical_of(None, self.page.url)

    def is_own(self, href: str) -> bool:
        """True if a link leads to another page of this host than the front page."""
        target, own = urlsplit(clean_url(href, self.page.url)), urlsplit(self.page.url)
        return target.hostname == own.hostname and target.path.strip("/") not in {"", own.path.strip("/")}

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The tree without scripts (but data), templates, cards of other articles, comments and cookie banners.

        It is shared: whoever changes it copies it first.
        """
        tree = copy.deepcopy(self.page.tree)
        place_streamed(tree)
        for script in list(tree.iter("script", "style", "svg", "template")):
            # trafilatura looks for texts in what is `ld+json`.
            if script.get("type") != "application/ld+json":
                script.drop_tree()
        unfold(tree)
        if self.page.text_contains("ookie", "OOKIE", "쿠키"):
            drop_consent(tree)
        open_frames(tree)
        drop_card_groups(tree, self.canonical, self.is_own)
        drop_comment_sections(tree)
        take_link_blocks(tree, self.canonical)
        name_paragraphs(tree)
        return tree
