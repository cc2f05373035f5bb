"""Rejects truncated bodies, of which Scrapy would return the part that arrived."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import brotli
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest

from crawler.fetch.failures import FetchError
from crawler.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy.http import Response

_GZIP = 31
_MAGIC = b"\x1f\x8b"
# Without zstd: nothing here detects a truncated zstd stream.
_ACCEPTED = b"gzip, deflate, br"
_PARTIAL_CONTENT = 206
# The end of markup that came without a Content-Length.
_END = re.compile(rb"</(?:html|body|rss|feed|urlset|sitemapindex|rdf:RDF)\s*>", re.IGNORECASE)
_TAIL = 4096


class DamagedBody(FetchError, IgnoreRequest):  # noqa: N818 - a decision about a request
    """The body is truncated or cannot be decompressed."""

    outcome = Outcome.DAMAGED


class BodyTooLarge(FetchError, IgnoreRequest):  # noqa: N818 - a decision about a request
    """The decompressed body exceeds DOWNLOAD_MAXSIZE."""

    outcome = Outcome.TOO_LARGE


class WholeBodies(HttpCompressionMiddleware):
    """Scrapy's decompression, which also checks that a stream is complete."""

    def process_request(self, request: Request, *_: Any) -> None:
        """Accepts the encodings whose end can be checked."""
        request.headers.setdefault("Accept-Encoding", _ACCEPTED)

    def process_response(self, request: Request, response: Response, *_: Any) -> Request | Response:
        """Decompresses a body.

        Raises:
            DamagedBody: It is incomplete.
            BodyTooLarge: It exceeds DOWNLOAD_MAXSIZE when decompressed.
        """
        if response.status == _PARTIAL_CONTENT:
            raise DamagedBody("damaged body: status 206 to a request without a Range")
        try:
            decoded = super().process_response(request, response)
        except DamagedBody:
            raise
        except IgnoreRequest as error:
            raise BodyTooLarge(str(error)) from None
        # Scrapy's flag for a response that ended with its connection, whoever closed that.
        if "partial" in response.flags and not isinstance(decoded, Request):
            body = decoded.body.strip()
            if body.startswith((b"<", b"\xef\xbb\xbf<")) and not _END.search(body[-_TAIL:]):
                raise DamagedBody("damaged body: its markup is not closed")
        return decoded

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        name = encoding.decode()
        if not body:
            return body
        if encoding == b"zstd":
            raise DamagedBody(f"damaged body: {name} was not accepted and cannot be checked")
        try:
            decoded = HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001 - the only hook
        except (OSError, EOFError, struct.error, zlib.error, brotli.error) as error:
            raise DamagedBody(f"damaged body: not {name}: {error}") from None
        if not _is_whole(body, encoding):
            raise DamagedBody(f"damaged body: the {name} stream is truncated")
        return decoded


def _is_whole(body: bytes, encoding: bytes) -> bool:
    if encoding in {b"gzip", b"x-gzip"}:
        return _ends(body, _GZIP)
    if encoding == b"deflate":
        return _ends(body, zlib.MAX_WBITS) or _ends(body, -zlib.MAX_WBITS)
    if encoding == b"br":
        stream: Any = brotli.Decompressor()
        try:
            stream.process(body)
        except brotli.error:
            return False
        return bool(stream.is_finished())
    return False


def _ends(body: bytes, wbits: int) -> bool:
    """True if all concatenated zlib streams end with their checksums; reads them in pieces."""
    source, stream = BytesIO(body), zlib.decompressobj(wbits)
    try:
        while piece := source.read(65536):
            while piece:
                if stream.eof:
                    if not piece.startswith(_MAGIC):
                        # Padding, which every reader of the format ignores.
                        return True
                    stream = zlib.decompressobj(wbits)
                stream.decompress(piece, 1 << 20)
                piece = stream.unused_data if stream.eof else stream.unconsumed_tail
    except zlib.error:
        return False
    return stream.eof
