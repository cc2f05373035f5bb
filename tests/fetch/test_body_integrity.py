"""A compressed body is whole or not there: real streams, cut and damaged."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from crawler.fetch.body_integrity import WholeBodies

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://example.com/"
PAGE = "".join(
    f"<p>Paragraph {number}, whose number squared is {number**2}: 기사.</p>\n" for number in range(3000)
).encode()


def raw_deflate(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(body) + stream.flush()


WAYS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
}


def answer(encoding: str, body: bytes) -> Response:
    headers = {"Content-Encoding": encoding, "Content-Type": "text/html; charset=utf-8"}
    return Response(URL, headers=headers, body=body)


def decoded(response: Response, maxsize: int = 1 << 24) -> Response:
    """Returns what becomes of an answer in the middleware as Scrapy makes it."""
    crawler = get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": maxsize})
    result = WholeBodies.from_crawler(crawler).process_response(Request(URL), response)
    assert isinstance(result, Response)
    return result


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_stream_passes(way: str) -> None:
    encoding, compress = WAYS[way]
    result = decoded(answer(encoding, compress(PAGE)))
    assert result.body == PAGE
    assert isinstance(result, HtmlResponse)


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_stream_of_nothing_passes(way: str) -> None:
    encoding, compress = WAYS[way]
    assert decoded(answer(encoding, compress(b""))).body == b""


@pytest.mark.parametrize("missing", [1, 5, 9, 2000])
@pytest.mark.parametrize("way", WAYS)
def test_a_cut_stream_is_no_page(way: str, missing: int) -> None:
    encoding, compress = WAYS[way]
    with pytest.raises(IgnoreRequest, match="damaged body"):
        decoded(answer(encoding, compress(PAGE)[:-missing]))


@pytest.mark.parametrize("way", WAYS)
def test_a_stream_of_which_only_the_first_half_came_is_no_page(way: str) -> None:
    encoding, compress = WAYS[way]
    stream = compress(PAGE)
    with pytest.raises(IgnoreRequest, match="damaged body"):
        decoded(answer(encoding, stream[: len(stream) // 2]))


@pytest.mark.parametrize(("way", "place"), [("gzip", -5), ("gzip", -1), ("x-gzip", -5)])
def test_a_stream_with_a_wrong_checksum_or_length_is_no_page(way: str, place: int) -> None:
    encoding, compress = WAYS[way]
    stream = bytearray(compress(PAGE))
    stream[place] ^= 0xFF
    with pytest.raises(IgnoreRequest, match="damaged body"):
        decoded(answer(encoding, bytes(stream)))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_an_empty_body_is_empty_whatever_its_headers_are(encoding: str) -> None:
    assert decoded(answer(encoding, b"")).body == b""


@pytest.mark.parametrize("way", ["gzip", "deflate", "raw deflate"])
def test_bytes_after_the_end_of_a_stream_are_no_hindrance(way: str) -> None:
    encoding, compress = WAYS[way]
    assert decoded(answer(encoding, compress(PAGE) + b"\r\n")).body == PAGE


def test_a_gzip_stream_in_two_parts_is_whole() -> None:
    half = len(PAGE) // 2
    assert decoded(answer("gzip", gzip.compress(PAGE[:half]) + gzip.compress(PAGE[half:]))).body == PAGE


@pytest.mark.parametrize("missing", [1, 20, 200])
def test_a_gzip_stream_whose_second_part_is_cut_is_no_page(missing: int) -> None:
    with pytest.raises(IgnoreRequest):
        decoded(answer("gzip", gzip.compress(PAGE[:1000]) + gzip.compress(PAGE[1000:])[:-missing]))


def test_only_what_can_be_checked_is_offered_and_taken() -> None:
    request = Request(URL)
    WholeBodies.from_crawler(get_crawler()).process_request(request)
    assert request.headers["Accept-Encoding"] == b"gzip, deflate, br"
    with pytest.raises(IgnoreRequest):
        decoded(answer("zstd", bytes.fromhex("28b52ffd0400090000") + b"x"))


def test_a_body_that_is_not_compressed_passes() -> None:
    assert decoded(Response(URL, body=PAGE)).body == PAGE


def test_a_small_stream_that_swells_beyond_the_limit_is_no_page() -> None:
    with pytest.raises(IgnoreRequest):
        decoded(answer("gzip", gzip.compress(bytes(1 << 22))), maxsize=1 << 20)
