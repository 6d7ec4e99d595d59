"""Rounds at a terminal with the language model, where it is here."""

from pathlib import Path

from tests.cli.terminal import Run, Terminal
from tests.revisers.lm.real import real_model

TEXT = "My sister is teacher at the local school. They spent the whole evening talk about politics.\n"


def offered(run: Run) -> list[tuple[str, str]]:
    return [(edit["before"], edit["proposed_after"]) for round_ in run["rounds"] for edit in round_["edits"]]


def test_what_was_rejected_does_not_come_back_and_what_was_not_stays(terminal: Terminal) -> None:
    terminal.environment["REVISER_MODELS"] = str(real_model().path.parent)
    document = terminal.write("essay.txt", TEXT)
    first = terminal.revise(document, "--decide", "reject", "--max-rounds", "1")
    assert ("talk", "talking") in offered(first)
    assert ("", " a") in offered(first)
    assert first["result"] == TEXT
    assert offered(terminal.revise(document, "--decide", "accept", "--max-rounds", "1")) == []
    longer = TEXT + "\nShe is interested in learn how to paint.\n"
    document.write_text(longer, encoding="utf-8")
    later = offered(terminal.revise(document, "--decide", "accept", "--max-rounds", "1"))
    assert ("learn", "learning") in later
    assert ("talk", "talking") not in later


def test_without_the_model_nothing_of_it_is_proposed(terminal: Terminal, tmp_path: Path) -> None:
    terminal.environment["REVISER_MODELS"] = str(tmp_path / "none")
    found = offered(terminal.revise(terminal.write("essay.txt", TEXT), "--decide", "accept"))
    assert ("talk", "talking") not in found


def test_in_the_processes_of_a_run_over_many_documents_it_proposes_and_chooses(terminal: Terminal) -> None:
    terminal.environment["REVISER_MODELS"] = str(real_model().path.parent)
    for name in ("a", "b"):
        (terminal.folder / "texts").mkdir(exist_ok=True)
        terminal.write(f"texts/{name}.txt", TEXT)
    options = ("--decide", "accept", "--max-rounds", "1", "--jobs", "2", "--strategy", "ensemble", "--judge", "model")
    ended = terminal.run("revise", "texts", "--output", "out", *options)
    assert ended.code == 0, ended.err
    for name in ("a", "b"):
        assert "evening talking" in (terminal.folder / "out" / f"{name}.txt").read_text()
