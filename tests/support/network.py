"""A network on the loopback for runs that need one: a proxy that answers for every host itself, over TLS."""

from __future__ import annotations

import re
import socket
import ssl
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trustme

from tests.support.patience import patience

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.sites import Site


@dataclass(frozen=True)
class Raw:
    """An answer as it goes over the wire, and what comes after it: `close`, `reset`, `hang` or `drop`.

    `drop` ends the connection without TLS's own goodbye. `every` sends it byte by byte, so many seconds apart.
    """

    sent: bytes
    then: str = "close"
    every: float = 0.0


def raw(status: int, headers: dict[str, str], body: bytes, then: str = "close", cut: int | None = None) -> Raw:
    """Returns an answer, complete or cut after so many bytes."""
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    lines.append(f"Content-Length: {len(body)}")
    return Raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body[:cut], then)


class Network:
    """Answers by address; what it does not know is answered 404. Keeps what was asked, in order."""

    def __init__(self, folder: Path) -> None:
        self.answers: dict[str, Raw | Sequence[Raw]] = {}
        self.asked: list[str] = []
        self._authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._trusted = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self._trusted))
        self._server = socket.create_server(("127.0.0.1", 0))
        self._open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._open = False
        self._server.close()

    def serve(self, site: Site) -> None:
        """Has a site's addresses answered."""
        for url, (status, headers, body) in site.answers.items():
            self.answers[url] = raw(status, headers, body)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to see this network and no other."""
        proxy = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        return {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "", "SSL_CERT_FILE": str(self._trusted)}

    def wait_for(self, url: str, seconds: float = 30) -> None:
        """Waits until an address was asked for."""
        deadline = time.monotonic() + patience(seconds)
        while url not in self.asked:
            assert time.monotonic() < deadline, f"{url} was not asked for: {self.asked}"
            time.sleep(0.01)

    def _serve(self) -> None:
        while self._open:
            with suppress(OSError):
                connection, _ = self._server.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            host, _, _ = _head(connection).partition("\r\n")[0].split()[1].rpartition(":")
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            with self._context(host).wrap_socket(connection, server_side=True) as tls:
                path = _head(tls).split(" ")[1]
                url = f"https://{host}{path}"
                answers = self.answers.get(url, raw(404, {}, b""))
                if not isinstance(answers, Raw):
                    answers = answers[min(self.asked.count(url), len(answers) - 1)]
                self.asked.append(url)
                self._send(tls, answers)

    def _send(self, tls: ssl.SSLSocket, answer: Raw) -> None:
        if answer.every:
            for byte in answer.sent:
                tls.sendall(bytes([byte]))
                time.sleep(answer.every)
        else:
            tls.sendall(answer.sent)
        if answer.then == "hang":
            while self._open and tls.recv(1024):
                pass
        elif answer.then == "reset":
            tls.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif answer.then == "close":
            with suppress(OSError):
                tls.unwrap()

    def _context(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            self._contexts[host] = context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._authority.issue_cert(host).configure_cert(context)
        return self._contexts[host]


def _head(connection: socket.socket) -> str:
    data = b""
    while not re.search(rb"\r\n\r\n", data):
        piece = connection.recv(65536)
        if not piece:
            raise OSError("it left")
        data += piece
    return data.decode("latin-1")
