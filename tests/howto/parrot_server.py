"""A parrot server: real HTTP on this machine, which answers each request with the next of a list of texts."""

import json
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ParrotServer(ThreadingHTTPServer):
    """`answers` are given in order, seven code points a line; `asked`: the bodies that came."""

    def __init__(self, answers: Iterable[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = deque(answers)
        self.asked: list[dict[str, object]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: ParrotServer

    def do_GET(self) -> None:
        self._answer({"models": [{"name": "m"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/ask" or "temperature" in body:
            self.send_response(400)
            self.end_headers()
            self.wfile.write(b'{"error": "temperature is not supported"}')
            return
        self.server.asked.append(body)
        text = self.server.answers.popleft()
        pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
        self._answer(*({"say": piece} for piece in pieces), {"end": "done", "tokens": len(pieces)})

    def _answer(self, *lines: object) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.end_headers()
        for line in lines:
            self.wfile.write(json.dumps(line).encode() + b"\n")

    def log_request(self, *_: object) -> None:
        """Nothing is written to the terminal."""


@contextmanager
def parrot_server(*answers: str) -> Iterator[ParrotServer]:
    """Such a server, running."""
    with ParrotServer(answers) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
