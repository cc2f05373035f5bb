"""Bodies whole or not at all: Scrapy keeps what it has of one that was cut."""

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

if TYPE_CHECKING:
    from scrapy.http import Response

_GZIP = 31
_MAGIC = b"\x1f\x8b"
# What is offered; of a zstd stream that was cut nothing here would tell.
_OFFERED = b"gzip, deflate, br"
_PART = 206
# How markup ends of which nobody said how long it is.
_END = re.compile(rb"</(?:html|body|rss|feed|urlset|sitemapindex|rdf:RDF)\s*>", re.IGNORECASE)
_TAIL = 4096


class WholeBodies(HttpCompressionMiddleware):
    """Scrapy's decompression, which also looks whether a stream has its end."""

    def process_request(self, request: Request, *_: Any) -> None:
        """Offers what can be checked."""
        request.headers.setdefault("Accept-Encoding", _OFFERED)

    def process_response(self, request: Request, response: Response, *_: Any) -> Request | Response:
        """Decompresses; raises IgnoreRequest for what is not the whole of it."""
        if response.status == _PART:
            raise IgnoreRequest("damaged body: a part, which was not asked for")
        decoded = super().process_response(request, response)
        # So Scrapy marks an answer that ended with its connection, whoever cut that.
        if "partial" in response.flags and not isinstance(decoded, Request):
            body = decoded.body.strip()
            if body.startswith((b"<", b"\xef\xbb\xbf<")) and not _END.search(body[-_TAIL:]):
                raise IgnoreRequest("damaged body: it ends amid its markup")
        return decoded

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        name = encoding.decode()
        if not body:
            return body
        if encoding == b"zstd":
            raise IgnoreRequest(f"damaged body: {name} was not offered, and cannot be checked")
        try:
            decoded = HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001 - the hook that there is
        except (OSError, EOFError, struct.error, zlib.error, brotli.error) as error:
            raise IgnoreRequest(f"damaged body: this is no {name}: {error}") from None
        if not _is_whole(body, encoding):
            raise IgnoreRequest(f"damaged body: the {name} stream has no end")
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
    """Tells whether zlib streams, one after another, come to their end with their checksums, reading in pieces."""
    source, stream = BytesIO(body), zlib.decompressobj(wbits)
    try:
        while piece := source.read(65536):
            while piece:
                if stream.eof:
                    if not piece.startswith(_MAGIC):
                        # Padding, or something else that no reader of the format looks at.
                        return True
                    stream = zlib.decompressobj(wbits)
                stream.decompress(piece, 1 << 20)
                piece = stream.unused_data if stream.eof else stream.unconsumed_tail
    except zlib.error:
        return False
    return stream.eof
