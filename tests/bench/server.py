"""The site of the benchmark: a proxy on 127.0.0.1 that answers for every host itself, and never asks anybody.

The outlets' addresses are https, so it takes CONNECT and speaks TLS behind it, with a certificate of an authority that
lives for one benchmark. Everything is asked through it, the suite and what it is compared with.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.bench.pages import addresses, hosts, templates
from tests.bench.real_pages import real_pages

if TYPE_CHECKING:
    from collections.abc import Callable

_HTML = "text/html"
_HEADER = "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: keep-alive\r\n\r\n"


def certify(folder: Path, names: list[str]) -> None:
    """Writes `ca.pem`, which clients trust, and `site.pem`, certificate and key of all hosts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "benchmark")])
    now = datetime.now(UTC)

    def sign(subject: x509.Name, public: ec.EllipticCurvePublicKey, extension: x509.ExtensionType) -> x509.Certificate:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(name).public_key(public)
        made = made.serial_number(x509.random_serial_number()).add_extension(extension, critical=False)
        return made.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(2)).sign(key, hashes.SHA256())

    authority = sign(name, key.public_key(), x509.BasicConstraints(ca=True, path_length=0))
    (folder / "ca.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    own = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "site")])
    leaf = sign(subject, own.public_key(), x509.SubjectAlternativeName([x509.DNSName(host) for host in names]))
    (folder / "site.pem").write_bytes(
        leaf.public_bytes(serialization.Encoding.PEM)
        + own.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


class Site:
    """Answers with the pages, a list of their addresses, and robots.txt; counts what it was asked for."""

    def __init__(self, urls: list[str], page: Callable[[int], bytes], kind: str, folder: Path) -> None:
        self._page, self._kind = page, kind
        self._numbers = {url: number for number, url in enumerate(urls)}
        self._list = "\n".join(urls).encode()
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(folder / "site.pem")
        self.asked = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers the requests of one connection."""
        host = ""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                method, target, *_ = head.decode("latin-1").split(" ", 2)
                if method == "CONNECT":
                    host = target.partition(":")[0]
                    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    await writer.drain()
                    await writer.start_tls(self._tls)
                    continue
                status, kind, body = self._answer(f"https://{host}{target}")
                header = _HEADER.format(status=status, kind=kind, length=len(body)).encode()
                writer.write(header + body)
                await writer.drain()
        writer.close()

    def _answer(self, url: str) -> tuple[str, str, bytes]:
        self.asked += 1
        number = self._numbers.get(url)
        if number is not None:
            return "200 OK", self._kind, self._page(number)
        path = urlsplit(url).path
        if path == "/bench.txt":
            return "200 OK", "text/plain; charset=utf-8", self._list
        if path == "/asked.json":
            return "200 OK", "application/json", json.dumps(self.asked).encode()
        if path == "/robots.txt":
            return "200 OK", "text/plain", b"User-agent: *\nAllow: /\n"
        return "404 Not Found", "text/html", b"<html><title>404</title></html>"


def _made(pages: int, folder: Path) -> Site:
    every = templates(pages)
    return Site(
        addresses(pages), lambda number: every[number % len(every)].page(number), f"{_HTML}; charset=utf-8", folder
    )


def _real(pages: Path, folder: Path) -> Site:
    """Serves saved pages at addresses of one outlet, since the suite asks for no others."""
    every = real_pages(pages)
    urls = [f"https://www.koreaherald.com/article/{10**7 + place}" for place in range(len(every))]
    return Site(urls, lambda number: every[number].body, _HTML, folder)


async def _run(pages: str, folder: Path) -> None:
    certify(folder, hosts())
    site = _made(int(pages), folder) if pages.isdigit() else _real(Path(pages), folder)
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0, limit=2**20)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        # It ends with whoever started it.
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], Path(sys.argv[2])))
