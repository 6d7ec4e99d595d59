from pathlib import Path

import pytest

from tests.cli.terminal import Run, Terminal, applied, assert_adds_up, offered
from tests.data import shared

TEXT = "This is an test of the the program.  It is an test.\n\nHe have a idea, and they was right about alot of it.\n"

ITERATER = {"type", "before", "after", "start_char_pos", "end_char_pos", "major_intent", "accept_or_reject"}


def test_json_has_the_shape_that_is_promised(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    run = terminal.revise(document, "--decide", "accept")
    assert run["document"] == str(document)
    assert run["reviser"] == "embedded"
    assert run["base"] == TEXT
    assert run["stop"] in {"nothing-proposed", "max-rounds", "cycle"}
    assert [round_["depth"] for round_ in run["rounds"]] == list(range(1, len(run["rounds"]) + 1))
    edits = run["rounds"][0]["edits"]
    assert len(edits) >= 3
    for edit in edits:
        assert edit.keys() >= ITERATER | {"proposed_after"}
        assert edit["accept_or_reject"] == "Accept"
        assert edit["decided_by"] == "rule"
        assert edit["major_intent"] in {"fluency", "clarity", "coherence", "style", "meaning-changed", "other"}
    assert_adds_up(run)
    assert run["result"] != TEXT


def test_without_output_no_file_is_changed(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    before = document.stat()
    ended = terminal.run("revise", document, "--decide", "accept")
    assert ended.code == 0
    assert document.read_text("utf-8") == TEXT
    assert document.stat().st_mtime_ns == before.st_mtime_ns
    assert {path.name for path in terminal.folder.iterdir()} <= {
        "essay.txt", "history.db", "history.db-wal", "history.db-shm", "home",
    }  # fmt: skip
    assert "“an” → “a”" in ended.text
    assert "No file was changed" in ended.text


def test_output_is_a_copy_and_in_place_the_file_itself(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    run = terminal.revise(document, "--decide", "accept", "--output", "out.txt")
    assert (terminal.folder / "out.txt").read_text("utf-8") == run["result"]
    assert document.read_text("utf-8") == TEXT
    again = terminal.revise(document, "--decide", "accept", "--in-place")
    assert document.read_text("utf-8") == again["result"]
    assert again["base"] == run["result"], "it goes on from the session's result"


def test_what_was_rejected_stays_rejected(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    first = terminal.revise(document, "--decide", "reject", "--in-place")
    assert len(offered(first)) >= 3
    assert {edit["accept_or_reject"] for edit in first["rounds"][0]["edits"]} == {"Reject"}
    assert document.read_text("utf-8") == TEXT
    second = terminal.revise(document, "--decide", "accept")
    assert offered(second) == []
    assert second["stop"] == "nothing-proposed"
    assert second["result"] == TEXT
    copy = terminal.write("copy.txt", TEXT)
    assert offered(terminal.revise(copy, "--decide", "accept")) == [], "known by the hash of its text"


def test_max_rounds_counts_this_run(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    first = terminal.revise(document, "--decide", "accept", "--max-rounds", "1")
    assert first["stop"] == "max-rounds"
    assert [round_["depth"] for round_ in first["rounds"]] == [1]
    second = terminal.revise(document, "--decide", "accept", "--max-rounds", "1")
    assert [round_["depth"] for round_ in second["rounds"]] == [2]
    assert second["base"] == first["result"]


def test_a_file_that_was_changed_outside_enters_as_a_manual_revision(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    first = terminal.revise(document, "--decide", "reject")
    changed = TEXT + "\nShe were late again.\n"
    document.write_text(changed, encoding="utf-8")
    second = terminal.revise(document, "--decide", "reject")
    assert second["base"] == changed
    assert not set(offered(first)) & set(offered(second))
    assert offered(second), "what is new is looked at"
    assert document.read_text("utf-8") == changed


def test_texts_are_decoded_and_files_keep_their_bytes(terminal: Terminal) -> None:
    text = "This is an test.\r\nCafé  and\u00a0naïve “quotes”.\r\nNo end"
    for name, content in {
        "bom.txt": b"\xef\xbb\xbf" + text.encode("utf-8"),
        "utf16.txt": text.encode("utf-16"),
        "latin.txt": text.encode("cp1252"),
        "cr.txt": text.replace("\r\n", "\r").encode("utf-8"),
        "empty.txt": b"",
    }.items():
        document = terminal.write(name, content)
        run = terminal.revise(document, "--decide", "reject", "--in-place")
        assert document.read_bytes() == content, name
        assert run["result"] == run["base"]
        assert not run["base"].startswith("\ufeff")
        if name == "bom.txt":
            assert run["base"] == text
            copied = terminal.run("revise", document, "--decide", "reject", "--output", "copy.txt")
            assert copied.code == 0, copied.err
            assert (terminal.folder / "copy.txt").read_bytes() == content


def test_show_verify_and_export_know_what_was_done(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    run = terminal.revise(document, "--decide", "accept")
    listed = terminal.run("library", "--json").object["documents"]
    assert [each["path"] for each in listed] == [str(document)]
    alone = terminal.run("show")
    assert (alone.code, alone.out) == (2, b"")
    shown = terminal.run("show", document, "--json").object
    assert [round_["result"] for round_ in shown["rounds"]] == [round_["result"] for round_ in run["rounds"]]
    assert_adds_up(shown)
    assert terminal.run("show", "1").text.count("Round ") == len(run["rounds"])
    assert terminal.run("verify").code == 0
    exported = terminal.run("export", "jsonl", "-o", "edits.jsonl")
    assert exported.code == 0, exported.err
    lines = (terminal.folder / "edits.jsonl").read_bytes().splitlines()
    piped = terminal.run("export", "jsonl", "-o", "-")
    assert piped.out.splitlines() == lines
    assert len(lines) == len(offered(run))
    for name in ("nothing.txt", "77", "9" * 30):
        missing = terminal.run("show", name)
        assert (missing.code, missing.out) == (1, b"")
        assert missing.err.count("\n") == 1


def test_a_database_can_be_named(terminal: Terminal) -> None:
    document = terminal.write("essay.txt", TEXT)
    terminal.revise(document, "--decide", "reject", "--db", "sub/other.db")
    assert (terminal.folder / "sub" / "other.db").exists()
    assert not terminal.database.exists()


def test_doctor_says_what_there_is(terminal: Terminal) -> None:
    ended = terminal.run("doctor", "--json")
    found = {check["name"]: check for check in ended.object["checks"]}
    assert {"python", "packages", "harper", "qt", "display", "keyring", "history", "disk"} <= found.keys()
    assert ended.code == int(any(check["finding"] == "missing" for check in found.values()))
    assert found["harper"]["finding"] == "ok"
    assert found["history"]["message"].endswith("will be created")
    terminal.write("history.db", b"not a database" * 100)
    broken = terminal.run("doctor")
    assert broken.code == 1
    assert "missing  history" in broken.text


def essays() -> list[str]:
    return ["019.draft3.txt", "037.draft1.txt", "054.draft2.txt"]


@pytest.mark.parametrize("name", essays())
def test_real_essays_come_back_byte_for_byte_or_as_printed(terminal: Terminal, name: str) -> None:
    content = shared("argrewrite", name).read_bytes()
    rejected = terminal.write(f"rejected-{name}", content)
    run = terminal.revise(rejected, "--decide", "reject", "--output", "out.txt", "--db", "reject.db")
    assert (terminal.folder / "out.txt").read_bytes() == content
    _assert_offers_nothing_rejected(run, terminal.revise(rejected, "--decide", "reject", "--db", "reject.db"))
    accepted = terminal.write(f"accepted-{name}", content)
    run = terminal.revise(accepted, "--decide", "accept", "--in-place")
    assert_adds_up(run)
    assert accepted.read_text("utf-8") == run["result"]
    assert run["rounds"][0]["edits"]


def _assert_offers_nothing_rejected(first: Run, second: Run) -> None:
    """Nothing comes back at its place; the text is the same in both, so places can be compared."""
    assert second["base"] == first["base"]

    def places(run: Run) -> set[tuple[int, str, str]]:
        return {
            (edit["start_char_pos"], edit["before"], edit["proposed_after"])
            for round_ in run["rounds"]
            for edit in round_["edits"]
        }

    assert not places(first) & places(second)
    assert applied(first["rounds"][0]) == first["base"]


def test_the_sample_shows_every_intent(terminal: Terminal) -> None:
    sample = Path(__file__).parents[2] / "resources" / "samples" / "sample.md"
    run = terminal.revise(terminal.write("sample.md", sample.read_bytes()), "--decide", "accept")
    intents = {edit["major_intent"] for round_ in run["rounds"] for edit in round_["edits"]}
    assert intents >= {"fluency", "clarity", "coherence", "style"}
    assert_adds_up(run)
