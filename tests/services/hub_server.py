"""A model hub on this machine: the addresses that Hugging Face's has, over real sockets. It sends its large files from
another host, as that does, and takes ranges."""

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LARGE = (".safetensors", ".bin")  # what Git LFS keeps
COMMIT = "5d4c1f2e9b7a60318f2d94c5a7e6b8d0c1f2a3b4"
TOKEN = "hf_only-for-this-test"


@dataclass
class HubServer:
    """`models`: folders by OWNER/NAME, all at COMMIT, which is `main`. `gated` ones are listed, and their files given
    to whoever has TOKEN. `cuts`: how many bytes of a large file are sent before the connection is cut, once for each.
    `damaged`: large files come with another byte. `sizes`: what the listing says of files in place of the truth.
    `requests`: method, path and headers of each, as they came."""

    models: dict[str, Path]
    gated: set[str] = field(default_factory=set)
    cuts: list[int] = field(default_factory=list)
    damaged: bool = False
    hold: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    sizes: dict[str, int] = field(default_factory=dict)
    endpoint: str = ""
    storage: str = ""
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def asked(self, part: str) -> list[dict[str, str]]:
        """The headers of the requests whose path has this part."""
        return [headers for _, path, headers in self.requests if part in path]


@contextmanager
def hub_server(models: dict[str, Path], *, gated: frozenset[str] = frozenset()) -> Iterator[HubServer]:
    """One that serves these models until the block ends."""
    hub = HubServer(models, set(gated))
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub, kind)) for kind in (_Hub, _Storage)]
    hub.endpoint, hub.storage = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    threads = [threading.Thread(target=server.serve_forever, args=(0.05,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield hub
    finally:
        hub.over.set()
        for server, thread in zip(servers, threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


def _handler(hub: HubServer, kind: "type[_Answering]") -> "type[_Answering]":
    return type(kind.__name__, (kind,), {"hub": hub})


class _Answering(BaseHTTPRequestHandler):
    hub: HubServer

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        raise NotImplementedError

    def log_request(self, *_: object) -> None:
        self.hub.requests.append((self.command, self.path, dict(self.headers.items())))

    def refuse(self, status: int, code: str = "") -> None:
        self.send(status, json.dumps({"error": code}).encode(), {"X-Error-Code": code} if code else {})

    def send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


class _Hub(_Answering):
    def answer(self) -> None:
        address = self.path.partition("?")[0]
        listing = re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/revision/([^/]+))?", address)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/([^/]+)", address)
        match = listing or file
        folder = None if match is None else self.hub.models.get(match[1])
        if match is None or folder is None:
            self.refuse(401 if "Authorization" not in self.headers else 404, "RepoNotFound")
        elif match[2] not in {None, "main", COMMIT}:
            self.refuse(404, "RevisionNotFound")
        elif listing:
            self.send(
                200,
                json.dumps(_listing(match[1], folder, self.hub.sizes)).encode(),
                {"Content-Type": "application/json"},
            )
        elif match[1] in self.hub.gated and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.refuse(401, "GatedRepo")
        elif not (folder / match[3]).is_file():
            self.refuse(404, "EntryNotFound")
        else:
            self._file(match[1], folder / match[3])

    def _file(self, model: str, path: Path) -> None:
        data = path.read_bytes()
        headers = {"X-Repo-Commit": COMMIT, "ETag": f'"{hashlib.sha1(data).hexdigest()}"', "Accept-Ranges": "bytes"}
        if path.suffix not in LARGE:
            self.send(200, data, headers)
            return
        linked = {
            "Location": f"{self.hub.storage}/{model}/{path.name}",
            "X-Linked-Size": str(len(data)),
            "X-Linked-ETag": f'"{hashlib.sha256(data).hexdigest()}"',
        }
        self.send(302, b"", headers | linked)


class _Storage(_Answering):
    def answer(self) -> None:
        model, _, name = self.path.removeprefix("/").rpartition("/")
        data = (self.hub.models[model] / name).read_bytes()
        if self.hub.damaged:
            data = data[:-1] + bytes([data[-1] ^ 1])
        first = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(first[1]) if first else 0
        headers = {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "Accept-Ranges": "bytes"}
        if first:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        if self.command == "GET" and self.hub.cuts:
            headers["Content-Length"] = str(len(data) - start)
            self.send(206 if first else 200, data[start : start + self.hub.cuts.pop(0)], headers)
            self.close_connection = True
            return
        if self.command == "GET" and self.hub.hold:
            headers["Content-Length"] = str(len(data) - start)
            self.send(206 if first else 200, data[start : start + self.hub.hold], headers)
            self.hub.over.wait()
            return
        self.send(206 if first else 200, data[start:], headers)


def _listing(model: str, folder: Path, sizes: dict[str, int]) -> dict[str, object]:
    """As `/api/models/{id}/revision/{revision}?blobs=true` answers."""
    card = re.search(r"^license: (\S+)$", _text(folder / "README.md"), re.MULTILINE)
    siblings = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        entry: dict[str, object] = {
            "rfilename": path.name,
            "size": sizes.get(path.name, len(data)),
            "blobId": hashlib.sha1(data).hexdigest(),
        }
        if path.suffix in LARGE:
            entry["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
        siblings.append(entry)
    return {
        "_id": "1",
        "id": model,
        "modelId": model,
        "sha": COMMIT,
        "private": False,
        "gated": False,
        "cardData": {"license": card[1]} if card else None,
        "siblings": siblings,
    }


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
