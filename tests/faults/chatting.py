"""A small chat server that speaks OpenAI's format, keeps the keys it is sent, and looks at the machine meanwhile."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ANSWER = {"edits": [{"sid": 1, "intent": "fluency", "quote": "have", "after": "has", "why": "number"}]}


@dataclass
class Chatting:
    """`answer` is what the model says, `answering` what it says to a request instead. `status` other than 200 answers
    with an error that repeats the key, as the worst of servers might. `seen`: the keys that came; `bodies`: what the
    model was asked; `shown`: where `look_for` was found in the arguments of a process."""

    look_for: bytes
    address: str = ""
    status: int = 200
    answer: str = json.dumps(ANSWER)
    answering: Callable[[str], str] | None = None
    seen: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def look(self) -> None:
        for arguments in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if self.look_for in arguments.read_bytes():
                    self.shown.append(str(arguments))
            except OSError:
                pass  # it ended meanwhile


@contextmanager
def chatting(look_for: str) -> Iterator[Chatting]:
    """Run one on a free port of this machine."""
    state = Chatting(look_for.encode())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(json.dumps({"object": "list", "data": [{"id": "m", "object": "model"}]}), "application/json")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            state.bodies.append(body)
            answer = state.answer if state.answering is None else state.answering(body)
            said = {"index": 0, "delta": {"content": answer}, "finish_reason": None}
            pieces: list[dict[str, object]] = [{"choices": [said]}]
            pieces += [{"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}]
            pieces += [{"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}]
            self._answer("".join(f"data: {json.dumps(piece)}\n\n" for piece in pieces) + "data: [DONE]\n\n")

        def _answer(self, body: str, kind: str = "text/event-stream") -> None:
            key = self.headers.get("authorization", "")
            state.seen.append(key)
            state.look()
            if state.status != 200:
                error = {"message": f"No good: {key} ({dict(self.headers)})", "type": "bad", "code": key}
                body, kind = json.dumps({"error": error}), "application/json"
            content = body.encode()
            self.send_response(state.status, f"Odd {key}" if state.status != 200 else None)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
