"""A reviser over a dataset, as a researcher types it: in several processes, killed and gone on with."""

import json
import signal
import subprocess
from typing import Any

from tests.cli.terminal import TIMEOUT_S, Terminal
from tests.hands.wait import until

SENTENCES = 40


def dataset(terminal: Terminal) -> None:
    (terminal.folder / "d").mkdir()
    numbers = range(SENTENCES)
    terminal.write("d/dev.src", "".join(f"In {n} places I has a apple and he go there .\n" for n in numbers))
    terminal.write("d/dev.ref0", "".join(f"In {n} places I have an apple and he goes there .\n" for n in numbers))


def figures(terminal: Terminal, *options: str) -> dict[str, Any]:
    ended = terminal.run("eval", "d", "--json", *options)
    assert ended.code == 0, ended.err
    found = ended.object
    for each in found["rounds"]:
        del each["seconds"]
    return found


def test_several_processes_come_to_what_one_comes_to(terminal: Terminal) -> None:
    dataset(terminal)
    one = figures(terminal, "--person", "simulated")
    assert one == figures(terminal, "--person", "simulated", "--jobs", "2")
    assert one["edit_types"]["R"]["right"] > 0
    counts = [score["made"] for score in one["edit_types"].values()]
    assert sum(counts) >= SENTENCES


def test_a_run_that_was_killed_goes_on_and_comes_to_the_same(terminal: Terminal) -> None:
    dataset(terminal)
    wanted = figures(terminal, "--output", "whole.jsonl")
    command = terminal.command("eval", "d", "--output", "out.jsonl")
    part = terminal.folder / "out.jsonl.part"
    with subprocess.Popen(command, cwd=terminal.folder, env=terminal.environment, stderr=subprocess.PIPE) as process:
        until(lambda: part.exists() and part.read_bytes().count(b"\n") > 2, "two texts are done", patience=TIMEOUT_S)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not (terminal.folder / "out.jsonl").exists()
    other = terminal.run("eval", "d", "--instruction", "Be brief.", "--output", "out.jsonl")
    assert "belongs to a run with other data, options or versions" in other.err
    ended = terminal.run("eval", "d", "--json", "--output", "out.jsonl")
    assert "done before" in ended.err
    found = ended.object
    for each in found["rounds"]:
        del each["seconds"]
    assert found == wanted
    assert (terminal.folder / "out.jsonl").read_bytes() == (terminal.folder / "whole.jsonl").read_bytes()
    assert not part.exists()
    record = json.loads((terminal.folder / "out.run.json").read_text("utf-8"))
    assert record["edit_types"] == wanted["edit_types"]


def test_ctrl_c_keeps_what_was_done(terminal: Terminal) -> None:
    dataset(terminal)
    command = terminal.command("eval", "d", "--output", "out.jsonl", "--jobs", "2")
    part = terminal.folder / "out.jsonl.part"
    with subprocess.Popen(
        command, cwd=terminal.folder, env=terminal.environment, stderr=subprocess.PIPE, text=True
    ) as process:
        until(lambda: part.exists() and part.read_bytes().count(b"\n") > 2, "two texts are done", patience=TIMEOUT_S)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIMEOUT_S)
    if part.exists():  # else it was done before it heard
        assert process.returncode == 130
        assert "the same command goes on" in err
    assert terminal.run("eval", "d", "--output", "out.jsonl").code == 0
    assert not part.exists()


def test_a_chain_of_rounds_with_and_without_the_gate(terminal: Terminal) -> None:
    dataset(terminal)
    ended = terminal.run("eval", "d", "--chain", "10", "--limit", "3", "--json")
    assert ended.code == 0, ended.err
    chains = ended.object["chain"]
    assert set(chains) == {"all", "without risk flags"}
    for chain in chains.values():
        assert [one["depth"] for one in chain] == list(range(1, 11))
        assert chain[0]["accepted"] > 0
        assert chain[-1]["proposed"] == 0  # nothing is left that the rules would mend
        assert all(one["numbers"] == 100 for one in chain)
        assert chain[0]["wording"] < 100
    text = terminal.run("eval", "d", "--chain", "1", "--limit", "1").text
    assert "Accepted: without risk flags. Kept of the first texts, in percent:" in text
    refused = terminal.run("eval", "d", "--chain", "1", "--output", "x.jsonl")
    assert refused.code == 2
    assert "--chain goes only with" in refused.err
