"""Scrapy's HTTP/1.1 download handler with a limit on the size of response headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import HTTP11ClientProtocol

# Real headers are far smaller; Scrapy would read a gigabyte of them.
_MAX_HEADER_BYTES = 256 * 1024


class LimitedHttp11Handler(HTTP11DownloadHandler):
    """Drops a connection once the header of a response exceeds 256 KiB."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _limited(self._pool._factory)  # noqa: SLF001 - Scrapy sets it in the same way


def _limited(factory: Any) -> Any:
    """Returns a factory of client protocols that drop a connection whose header is too large."""

    class Factory(factory):  # type: ignore[misc]
        def buildProtocol(self, address: IAddress | None) -> HTTP11ClientProtocol:  # noqa: N802 - Twisted's name
            protocol = cast("Any", super().buildProtocol(address))
            receive, header_bytes = protocol.dataReceived, 0

            def data_received(data: bytes) -> None:
                nonlocal header_bytes
                parser = protocol._parser  # noqa: SLF001 - nothing public shows where the header ends
                in_header = parser is not None and getattr(parser, "state", "") in {"STATUS", "HEADER"}
                header_bytes = header_bytes + len(data) if in_header else 0
                if header_bytes > _MAX_HEADER_BYTES:
                    protocol.transport.abortConnection()
                    return
                receive(data)

            protocol.dataReceived = data_received
            return cast("HTTP11ClientProtocol", protocol)

    return Factory
