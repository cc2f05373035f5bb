"""GraphHandler: a download handler that answers from a file of answers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# The file: a JSON object of status, headers and body by address. All other addresses answer 404.
ANSWERS = "GRAPH_ANSWERS"


class GraphHandler:
    """Answers as the file of the environment variable says, which may change between runs."""

    lazy = False

    def __init__(self) -> None:
        self._answers = json.loads(Path(os.environ[ANSWERS]).read_text(encoding="utf-8"))

    @classmethod
    def from_crawler(cls, _: Crawler) -> Self:
        return cls()

    async def download_request(self, request: Request) -> Response:
        """Returns the answer to a request."""
        status, told, body = self._answers.get(request.url, (404, {}, ""))
        headers, content = Headers(told), body.encode()
        kind = responsetypes.from_args(headers=headers, url=request.url, body=content)
        return kind(request.url, status=status, headers=headers, body=content, request=request)

    async def close(self) -> None:
        """Does nothing."""
