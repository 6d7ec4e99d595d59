"""Requests to a real server (llama.cpp's own, with a small model) as data: what was sent, answered and taken."""

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal
from tests.revisers.llama import MODEL, Llama, llama

TEXT = "She have went to the libary yesterday. He dont likes apples.\n"


def asked_of(server: Llama, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        server.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


@pytest.mark.long
def test_a_real_servers_requests_are_exported_as_it_saw_them(terminal: Terminal, tmp_path: Path) -> None:
    with llama(tmp_path, key="") as server:
        added = terminal.run(
            "revisers", "add", "here", f"{server.address}/v1", "--model", MODEL, "--asking", "sentence"
        )
        assert added.code == 0, added.err
        terminal.write("a.txt", TEXT)
        done = terminal.run("revise", "a.txt", "--reviser", "here", "--decide", "accept", "--max-rounds", "1")
        assert done.code == 0, done.err
        exported = terminal.run("export", "calls", "-o", "calls.jsonl")
        assert exported.code == 0, exported.err
        rows = [json.loads(line) for line in (terminal.folder / "calls.jsonl").read_text("utf-8").splitlines()]
        assert len(rows) >= 2
        for row in rows:
            assert (row["server"], row["model"], row["ended"]) == ("here", MODEL, "stop")
            assert row["answer"]
            assert row["seconds"] > 0
            assert (row["cost"], row["request"]) == (0, None), "what this machine does costs nothing"
            # The server's own template and tokens say the same of what was sent and came back.
            prompt = asked_of(server, "/apply-template", {"messages": row["messages"]})["prompt"]
            tokens = asked_of(server, "/tokenize", {"content": prompt, "parse_special": True, "add_special": True})
            assert row["tokens_in"] == len(tokens["tokens"])
            answer = asked_of(server, "/tokenize", {"content": row["answer"]})["tokens"]
            assert row["tokens_out"] in {len(answer), len(answer) + 1}, "with the token that ends it, or without"
            again = json.loads(row["parameters"]) | {"messages": row["messages"], "stream": False}
            again.pop("stream_options", None)
            assert asked_of(server, "/v1/chat/completions", again)["choices"][0]["message"]["content"]
    terminal.run("export", "jsonl", "-o", "edits.jsonl")
    edits = [json.loads(line) for line in (terminal.folder / "edits.jsonl").read_text("utf-8").splitlines()]
    came = {(edit["start_char_pos"], edit["before"], edit["after"]) for row in rows for edit in row["edits"]}
    assert came == {(edit["start_char_pos"], edit["before"], edit["proposed_after"]) for edit in edits}
    checked = terminal.run("check", "calls.jsonl")
    assert (checked.code, f"{len(rows)} right, 0 unchecked, 0 wrong" in checked.text) == (0, True), checked.text
