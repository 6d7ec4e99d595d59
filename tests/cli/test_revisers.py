import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.faults.chatting import chatting
from tests.revisers.chat.desk import edit, listed


def settings(terminal: Terminal) -> Path:
    return next((terminal.folder / "home").rglob("servers.json"))


def test_add_list_change_default_and_remove(terminal: Terminal) -> None:
    assert terminal.run("revisers", "list").text == "* embedded         offline, English, no key\n"
    assert terminal.run("revisers", "add", "ollama", "--model", "llama3.2:3b", "--default").code == 0
    ended = terminal.run("revisers", "add", "work", "https://llm.example.com/v1/", "--context", "32000")
    assert ended.code == 0
    assert "reviser keys set work" in ended.err
    listed = terminal.run("revisers", "list").text.splitlines()
    assert [line[:10].rstrip() for line in listed] == ["  embedded", "* ollama", "  work"]
    assert "http://localhost:11434 (ollama), model llama3.2:3b" in listed[1]
    assert "https://llm.example.com/v1 (openai), no model chosen, key work, context 32,000, 2 at once" in listed[2]
    changed = terminal.run(
        "revisers", "change", "work", "--model", "big", "--parallel", "8", "--answer", "9000", "--asking", "sentence"
    )
    assert changed.code == 0, changed.err
    assert "answers up to 9,000" in changed.text
    changed = terminal.run("revisers", "change", "work", "--rename", "office")
    assert changed.code == 0, changed.err
    assert terminal.run("revisers", "default", "office").code == 0
    found = terminal.run("revisers", "list", "--json").object
    assert found["default"] == "office"
    assert found["revisers"][2] == {
        "name": "office", "api": "openai", "address": "https://llm.example.com/v1", "model": "big", "key": "work",
        "context": 32000, "answer": 9000, "parallel": 8, "ca_file": "", "plain_http": False, "asking": "sentence",
        "allowed": "",
    }  # fmt: skip
    removed = terminal.run("revisers", "remove", "office")
    assert "reviser keys remove work" in removed.err
    assert terminal.run("revisers", "list", "--json").object["default"] == "embedded"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "nowhere"), 2, "Name an address"),
        (("add", "a b", "localhost"), 1, "up to 40 letters"),
        (("add", "embedded", "localhost"), 1, "already"),
        (("add", "a", "http://far.example"), 1, "--plain-http"),
        (("add", "a", "https://me:canary@far.example"), 1, "must not contain a user or password"),
        (("add", "a", "https://far.example", "--key", "sk-canary"), 1, "never the key itself"),
        (("add", "a", "localhost", "--parallel", "0"), 2, "parallel"),
        (("remove", "nobody"), 2, "there are embedded"),
        (("change", "nobody", "--model", "m"), 2, "there are embedded"),
        (("default", "nobody"), 2, "there are embedded"),
        (("test", "nobody"), 2, "there are embedded"),
        (("test", "embedded"), 2, "reviser doctor"),
    ],
)
def test_wrong_use_is_one_sentence(terminal: Terminal, arguments: tuple[str, ...], code: int, words: str) -> None:
    ended = terminal.run("revisers", *arguments)
    assert ended.code == code
    assert words in ended.err
    assert ended.err.count("\n") == 1
    assert "canary" not in ended.err
    assert not list((terminal.folder / "home").rglob("servers.json"))


def test_a_name_is_not_taken_twice(terminal: Terminal) -> None:
    assert terminal.run("revisers", "add", "a", "localhost:1").code == 0
    before = settings(terminal).read_bytes()
    ended = terminal.run("revisers", "add", "A", "localhost:2")
    assert (ended.code, "already" in ended.err) == (1, True)
    assert settings(terminal).read_bytes() == before


def test_the_format_is_told_from_the_address_where_it_can_be(terminal: Terminal) -> None:
    for name, address in (
        ("a", "https://api.anthropic.com"),
        ("b", "localhost:11434"),
        ("c", "localhost:11434/v1"),
        ("d", "https://far.example/v1"),
    ):
        assert terminal.run("revisers", "add", name, address).code == 0
    found = terminal.run("revisers", "list", "--json").object["revisers"]
    assert [server.get("api") for server in found] == [None, "anthropic", "ollama", "openai", "openai"]


def test_a_damaged_list_is_harmless(terminal: Terminal) -> None:
    assert terminal.run("revisers", "add", "a", "localhost:1").code == 0
    settings(terminal).write_bytes(b"\x00{")
    assert terminal.run("revisers", "list").code == 0
    assert terminal.run("revisers", "add", "b", "localhost:2").code == 0
    assert settings(terminal).with_suffix(".json.damaged").read_bytes() == b"\x00{"


def test_a_server_that_does_not_run_is_said(terminal: Terminal) -> None:
    assert terminal.run("revisers", "add", "gone", "http://127.0.0.1:9", "--model", "m").code == 0
    ended = terminal.run("revisers", "test", "gone")
    assert ended.code == 1
    assert ended.text.count("\n") == 1
    found = terminal.run("revisers", "test", "gone", "--json").object
    assert found["works"] is False
    assert found["reachable"] is False
    document = terminal.write("a.txt", "She have a apple.\n")
    ended = terminal.run("revise", document, "--reviser", "gone", "--decide", "accept")
    assert ended.code == 1
    assert document.read_text() == "She have a apple.\n"


def test_what_a_run_took_is_said(terminal: Terminal) -> None:
    document = terminal.write("a.txt", "She have a apple.\n")
    with chatting("nothing") as server:
        assert terminal.run("revisers", "add", "home", server.address, "--model", "m", "--default").code == 0
        ended = terminal.run("revise", document, "--decide", "accept", "--max-rounds", "1")
        assert "1 request, 100 tokens in, 20 out." in ended.err
        another = terminal.write("b.txt", "They have a orange.\n")
        run = terminal.revise(another, "--decide", "accept", "--max-rounds", "1")
    assert run["reviser"] == "home:m"
    assert run["spent"] == {
        "requests": 1, "tokens_in": 100, "tokens_out": 20, "tokens_cached": 0, "without_figures": 0, "cost": "0",
        "currency": "USD", "unpriced": [],
    }  # fmt: skip


def test_what_runs_on_this_machine_is_looked_for(terminal: Terminal) -> None:
    ended = terminal.run("revisers", "list", "--find", "--json")
    assert ended.code == 0, ended.err
    assert all(server["address"].startswith("http://localhost") for server in ended.object["running"])


def test_prices_are_the_persons_own(terminal: Terminal) -> None:
    first = terminal.run("revisers", "prices")
    path = Path(first.text.partition(": ")[2].strip())
    assert json.loads(path.read_text())["models"] == []
    path.write_text("{}")
    assert terminal.run("revisers", "prices").text == f"0 prices in USD: {path}\n"
    path.write_text("[")
    assert terminal.run("revisers", "prices").code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--reviser", "nobody"), "there are embedded"),
        (("--strategy", "pinpoint"), "asks a chat model"),
        (("--source", __file__), "A source is for chat models"),
        (("--strategy", "self-refine"), "somebody who judges: name a chat model with --judge"),
        (("--strategy", "self-refine", "--judge", "vote"), "“vote” cannot judge"),
        (("--strategy", "screws", "--with", "home"), "name a chat model, “model” or “vote” with --judge"),
        (("--strategy", "screws", "--judge", "embedded"), "embedded proposes and does not judge"),
        (("--reviser", "home", "--strategy", "pinpoint", "--judge", "home"), "nobody judges: leave out --judge"),
        (("--reviser", "home", "--with", "embedded"), "--with is for ensemble and screws"),
        (("--reviser", "home", "--strategy", "ensemble", "--with", "nobody"), "there are embedded"),
        (("--strategy", "telepathy"), "telepathy"),
        (("--source", "missing.txt"), "missing.txt"),
        (("--reviser", "home", "--strategy", "source-anchored"), "--source"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(terminal: Terminal, arguments: tuple[str, ...], words: str) -> None:
    assert terminal.run("revisers", "add", "home", "http://127.0.0.1:9").code == 0
    document = terminal.write("a.txt", "She have a apple.\n")
    ended = terminal.run("revise", document, "--decide", "accept", *arguments)
    assert ended.code == 2, ended.err
    assert words in ended.err
    assert not terminal.database.exists()


def test_no_text_leaves_this_machine_before_that_is_allowed(terminal: Terminal, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("She go home.")
    assert terminal.run("revisers", "add", "far", "https://far.example/v1", "--model", "m").code == 0
    refused = terminal.run("revise", document, "--reviser", "far", "--decide", "accept")
    assert refused.code == 1
    assert "would go to far.example (far)" in refused.err
    assert "reviser revisers allow far" in refused.err
    assert terminal.run("revisers", "allow", "far").code == 0
    assert terminal.run("revisers", "list", "--json").object["revisers"][1]["allowed"] == "https://far.example/v1"


def test_several_revisers_propose_and_history_and_exports_say_who_made_what_was_chosen(terminal: Terminal) -> None:
    document = terminal.write("a.txt", "The cat sat on teh mat. It were happy there, utilize it.\n")
    with chatting("canary") as server:
        server.answer = listed(edit(1, "teh", "the"), edit(2, "happy", "glad"))
        assert terminal.run("revisers", "add", "home", server.address, "--model", "m").code == 0
        team = ("--reviser", "embedded", "--with", "home:m", "--with", "home:n", "--strategy", "ensemble")
        once = ("--decide", "accept", "--in-place", "--max-rounds", "1")
        ended = terminal.run("revise", document, *team, "--judge", "vote", *once)
    assert ended.code == 0, ended.err
    assert document.read_text() == "The cat sat on the mat. It were glad there, utilize it.\n"
    with closing(sqlite3.connect(terminal.database)) as history:
        rows = history.execute("SELECT before, reviser, confidence FROM proposals")
        made = {before: (who, round(confidence, 2)) for before, who, confidence in rows}
        [(strategy,)] = history.execute("SELECT strategy FROM rounds")
    assert made == {"teh": ("embedded", 1.0), "happy": ("home:m", 0.67)}
    lines = [json.loads(line) for line in terminal.run("export", "jsonl", "-o", "-").text.splitlines()]
    assert {line["before"]: line["proposed_by"] for line in lines} == {"teh": "embedded", "happy": "home:m"}
    assert {line["reviser"] for line in lines} == {"embedded ensemble"}
    assert strategy == "ensemble (with home:m, home:n; judged by vote)"
    shown = [line.rpartition(" · ")[2] for line in terminal.run("show", document).text.splitlines() if " line " in line]
    assert shown == ["embedded", "home:m"]


def test_a_round_in_which_the_judge_leaves_everything_as_it_is_has_not_failed(terminal: Terminal) -> None:
    document = terminal.write("a.txt", "The cat sat on teh mat.\n")
    with chatting("canary") as server:
        unchanged = listed({"number": 1, "choice": "0", "why": "so"}, key="verdicts")
        server.answering = lambda body: unchanged if "verdicts" in body else listed()
        assert terminal.run("revisers", "add", "home", server.address, "--model", "m").code == 0
        team = ("--reviser", "embedded", "--with", "home", "--strategy", "ensemble", "--judge", "home")
        ended = terminal.run("revise", document, *team, "--decide", "accept", "--in-place")
    assert ended.code == 0, ended.err
    assert document.read_text() == "The cat sat on teh mat.\n"
    assert "The reviser has nothing more to propose." in ended.text
    assert "used" not in ended.text + ended.err
    (made,) = terminal.run("show", document, "--json").object["rounds"]
    assert made["outcome"] == "complete"


def test_sentences_are_annealed_with_two_requests_an_iteration(terminal: Terminal) -> None:
    document = terminal.write("a.txt", "The cat sat on teh mat. Nobody saw it.\n")
    error = {"number": 1, "quote": "teh", "intent": "fluency", "severity": "major", "why": "misspelt"}
    better = {"number": 1, "choice": "The cat sat on a mat.", "why": "so"}
    best = {"number": 1, "choice": "The cat sat on the mat.", "why": "so"}
    minor = error | {"quote": "a", "severity": "minor"}
    said = [listed(error, key="errors"), listed(better, key="verdicts"), listed(minor, key="errors")]
    answers = iter([*said, listed(best, key="verdicts"), listed(key="errors")])
    with chatting("canary") as server:
        server.answering = lambda _: next(answers)
        assert terminal.run("revisers", "add", "home", server.address, "--model", "m").code == 0
        once = ("--decide", "accept", "--in-place", "--max-rounds", "1")
        ended = terminal.run("revise", document, "--reviser", "home", "--strategy", "anneal", *once, "--json")
    assert ended.code == 0, ended.err
    assert document.read_text() == "The cat sat on the mat. Nobody saw it.\n"
    assert ended.object["spent"]["requests"] == 1 + 2 * 2
