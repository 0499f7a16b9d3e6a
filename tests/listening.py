"""Servers on loopback that keep what they are sent: one for HTTP, one for mail."""

from __future__ import annotations

import email
import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        server.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(server.answers)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        server: Any = self.server
        server.heard.append(self.path)
        self.send_response(server.answers)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


class Mailbox(socketserver.StreamRequestHandler):
    """A mail server as RFC 5321 has it, without extensions."""

    def handle(self) -> None:
        server: Any = self.server
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            server.commands.append(line.decode().strip())
            self.wfile.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(verb, b"250 ok\r\n"))
            if verb == b"DATA":
                lines = list(iter(self.rfile.readline, b".\r\n"))
                server.heard.append(email.message_from_bytes(b"".join(lines)))
                self.wfile.write(b"250 taken\r\n")
            if verb == b"QUIT":
                return


def _serving(server: Any) -> Iterator[Any]:
    server.heard, server.commands, server.answers = [], [], 200
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook() -> Iterator[Any]:
    yield from _serving(ThreadingHTTPServer(("127.0.0.1", 0), Hook))


@pytest.fixture
def mailbox() -> Iterator[Any]:
    yield from _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox))
