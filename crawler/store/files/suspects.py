"""Suspects: pages that may have been misread, saved to `DATA_DIR/suspects/` for a person to look at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crawler.items import article_id

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.items import PageResult

_MAX_SAVED = 3


class Suspects:
    """The first suspect pages of a run; the first one replaces those of the outlet's earlier runs."""

    def __init__(self, directory: Path, spider: str) -> None:
        self._folder, self._spider = directory / "suspects", spider
        self.paths: list[str] = []
        """Files of the saved pages."""
        saved = self._folder.glob(f"{spider}-*.html")
        self.earlier = [str(path) for path in sorted(saved, key=lambda path: (path.stat().st_mtime_ns, path.name))]
        """Files of those that an earlier run has saved, the first one first."""

    def save(self, page: PageResult) -> None:
        """Saves a page and, beside it, its URL, status and headers; does nothing if it has no body or there are enough.

        Raises:
            OSError: The page cannot be written.
        """
        if not page.body or len(self.paths) >= _MAX_SAVED:
            return
        self._folder.mkdir(exist_ok=True)
        if not self.paths:
            for path in self._folder.glob(f"{self._spider}-*"):
                path.unlink()
        path = self._folder / f"{self._spider}-{article_id(page.url)}.html"
        path.write_bytes(page.body)
        answer = {"url": page.url, "status": page.status, "headers": page.headers}
        path.with_suffix(".json").write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
        self.paths.append(str(path))
