"""A real HTTP server on the loopback that takes what is pushed to a hotline, and answers what it is told to."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

SECRET = "a secret that the hotline and the house share"


@dataclass
class Pushed:
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)

    @property
    def is_signed(self) -> bool:
        """Reckoned as the contract tells whoever integrates."""
        timestamp = self.headers["X-Mingze-Timestamp"]
        right = hmac.new(SECRET.encode(), timestamp.encode() + b"." + self.body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(self.headers["X-Mingze-Signature"], f"sha256={right}")


@dataclass
class Exchange:
    """What came in. `answers`: the statuses of the next answers; 200 when they run out."""

    url: str = ""
    pushed: list[Pushed] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def hotline_server(exchange: Exchange) -> Iterator[Exchange]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            exchange.pushed.append(Pushed(dict(self.headers.items()), body))
            self.send_response(exchange.answers.pop(0) if exchange.answers else 200)
            self.send_header("Location", exchange.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    exchange.url = f"http://127.0.0.1:{server.server_port}/orders/states"
    try:
        yield exchange
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
