"""Datasets in and out by the command line, as a researcher types it."""

import json

from reviser.datasets.formats import format_of_code, schema
from tests.cli.terminal import Terminal
from tests.data import shared
from tests.datasets.saves import KNOWN


def test_r3_in_counted_checked_and_out_again(terminal: Terminal) -> None:
    path = str(shared("r3"))
    done = terminal.run("import", "r3", path)
    assert done.code == 0, done.err
    assert "257 sessions imported (r3)" in done.text
    assert "257 there already" in terminal.run("import", path).text
    table = terminal.run("stats").text.splitlines()
    assert table[0].split() == "setting depth sessions edits accepted edits/session accepted/session accepted".split()
    assert "human_human   1            45    253       128           5.62              2.84   50.59 %" in table
    assert "system_human  3            25     84        47           3.36              1.88   55.95 %" in table
    rows = json.loads(terminal.run("stats", "--json", "--by", "setting,depth").out)
    assert rows[0] == {
        "setting": "human_human", "depth": 1, "sessions": 45, "edits": 253, "accepted": 128,
        "edits_per_session": 253 / 45, "accepted_per_session": 128 / 45, "accepted_share": 128 / 253,
    }  # fmt: skip
    assert "185 right, 72 unchecked, 0 wrong" in terminal.run("check", path).text
    out = terminal.run("export", "r3", "-o", "out")
    assert out.code == 0, out.err
    assert terminal.run("stats", "out").text.splitlines() == table
    assert "ann1 and ann2" in terminal.run("stats", "--agreement").text


def test_an_export_says_what_it_has_of_what_was_chosen(terminal: Terminal) -> None:
    terminal.run("import", "r3", str(shared("r3")))
    written = terminal.run("export", "iterater-doc", "-o", "a.jsonl").err
    lines = [json.loads(line) for line in (terminal.folder / "a.jsonl").read_text("utf-8").splitlines()]
    edits = sum(len(line["edit_actions"]) for line in lines)
    assert written == (
        f"{edits} of 1,157 edits written to a.jsonl in {len(lines)} lines; 166 sessions checked; "
        "69 left out, because iterater-doc needs their text; "
        "6 other saves of the same sessions left out (--which all has them).\n"
    )
    assert terminal.run("export", "jsonl", "-o", "b.jsonl").err == (
        "1,157 edits written to b.jsonl; 166 sessions checked; 69 without text, unchecked; "
        "6 other saves of the same sessions left out (--which all has them).\n"
    )
    typed = terminal.run("export", "jsonl", "-o", "c.jsonl", "--annotator", "an1", "--annotator", "ann1")
    assert typed.err.startswith("No selected edit has the annotator an1; reviser stats --by annotator lists all.\n")
    piped = terminal.run("export", "m2", "-o", "-")
    assert piped.out.startswith(b"S ")
    assert "edits written to standard output in" in piped.err


def test_the_schema_of_a_format_is_printed(terminal: Terminal) -> None:
    printed = terminal.run("export", "preference", "--schema")
    assert (printed.code, json.loads(printed.out)) == (0, schema(format_of_code("preference")))
    refused = terminal.run("export", "r3", "--schema")
    assert (refused.code, refused.out) == (2, b"")
    assert "Rows of r3 are not JSON objects" in refused.err
    assert "Name the file or folder to write with -o" in terminal.run("export", "jsonl").err


def test_wrong_use_is_one_sentence(terminal: Terminal) -> None:
    terminal.write("a.txt", "A text.")
    terminal.write("latin1.txt", b"Ren\xe9\n")
    terminal.write("empty.txt", "\n")
    for arguments, said in (
        (("import", "tsv", "a.txt"), "tsv is not a format that can be imported"),
        (("import", "a", "b", "c"), "one dataset"),
        (("import", "missing"), "There is no missing"),
        (("stats", "--by", "colour"), "colour is not something to count by"),
        (("export", "csv", "-o", "x", "--split", "a=0.2"), "sum to 1"),
        (("export", "csv", "-o", "x", "--mask", "names"), "--names"),
        (("export", "csv", "-o", "x", "--mask", "names", "--names", "latin1.txt"), "cannot be read as a list of names"),
        (("export", "csv", "-o", "x", "--mask", "names", "--names", "empty.txt"), "lists no names"),
        (("export", "csv", "-o", "x", "--since", "yesterday"), "yesterday is no date"),
        (("export", "parquet", "-o", "-"), "name one with -o"),
        (("eval", "a.txt"), "neither the files of JFLEG"),
        (("check", "missing"), "There is no missing"),
    ):
        ended = terminal.run(*arguments)
        assert ended.code in {1, 2}, arguments
        assert said in ended.err, (arguments, ended.err)
        assert ended.err.count("\n") == 1, ended.err


def test_what_is_wrong_in_a_dataset_is_named_and_ends_with_one(terminal: Terminal) -> None:
    from reviser.datasets import sessions

    wrong = sessions.record(KNOWN) | {"result": "something else"}
    terminal.write("a.jsonl", json.dumps(sessions.record(KNOWN)) + "\n" + json.dumps(wrong) + "\n")
    ended = terminal.run("check", "a.jsonl")
    assert ended.code == 1
    assert "1 right, 0 unchecked, 1 wrong" in ended.text
    assert ended.err == "a.jsonl:2: Its base with the accepted edits does not give its result.\n"
    strict = terminal.run("import", "a.jsonl", "--strict")
    assert strict.code == 1
    assert "Nothing was imported" in strict.err
    assert "1 session imported" in terminal.run("import", "a.jsonl").text


def test_a_table_is_checked_on_the_texts_of_the_history(terminal: Terminal) -> None:
    terminal.write("a.txt", "We utilise teh results. All is well.\n")
    assert terminal.run("revise", "a.txt", "--decide", "accept").code == 0
    assert terminal.run("export", "jsonl", "-o", "a.jsonl").code == 0
    assert "0 unchecked, 0 wrong" in terminal.run("check", "a.jsonl").text
    assert " 1 right" in terminal.run("check", "a.jsonl", "--db", "none.db").text
    assert not (terminal.folder / "none.db").exists()
    exported = (terminal.folder / "a.jsonl").read_text("utf-8")
    terminal.write("a.jsonl", exported.replace('"before":"teh"', '"before":"het"'))
    ended = terminal.run("check", "a.jsonl")
    assert (ended.code, "Its before is not in the text at its place." in ended.err) == (1, True)
    assert "the manifest has another hash" in ended.err
    (terminal.folder / "a.jsonl.manifest.json").unlink()
    assert "It has no manifest" in terminal.run("check", "a.jsonl").text


def test_a_reviser_is_measured_round_by_round(terminal: Terminal) -> None:
    (terminal.folder / "d").mkdir()
    terminal.write("d/dev.src", "I has a apple .\nAll is well .\n")
    terminal.write("d/dev.ref0", "I have an apple .\nAll is well .\n")
    found = terminal.run("eval", "d", "--person", "simulated", "--json").object
    assert (found["dataset"], found["sentences"]) == ("JFLEG", 2)
    first, *_, last = found["rounds"]
    assert first["exact"] == 50.0
    assert last["exact"] == 100.0
    first = terminal.run("eval", "d", "--rounds", "1", "--output", "one.jsonl").text
    assert "JFLEG, 2 sentences, 1 reference each; embedded" in first
    assert "GLEU: 95 % of resamples between" in first
    again = terminal.run("eval", "d", "--hypotheses", "one.jsonl", "--baseline", "one.jsonl").text
    assert "JFLEG, 2 sentences, 1 reference each; one.jsonl" in again
    assert "GLEU: +0.00 beside one.jsonl (95 % between +0.00 and +0.00; p = 1.000)" in again
    assert (terminal.folder / "one.run.json").exists()
    terminal.write("bad.txt", "One line.\n")
    assert "has one sentence and the dataset 2" in terminal.run("eval", "d", "--hypotheses", "bad.txt").err


def test_a_table_for_a_spreadsheet_runs_nothing_and_one_for_code_says_what_it_is(terminal: Terminal) -> None:
    terminal.run("import", "r3", str(shared("r3")))
    plain = terminal.run("export", "csv", "--annotator", "ann1", "-o", "a.csv")
    raw = terminal.run("export", "csv", "--annotator", "ann1", "--raw", "-o", "raw.csv")
    assert (plain.code, raw.code) == (0, 0)
    assert "a spreadsheet may run one" in raw.err
    assert "spreadsheet" not in plain.err
    (head, *_), (raw_head, *_) = (
        (terminal.folder / name).read_text("utf-8").splitlines() for name in ("a.csv", "raw.csv")
    )
    assert head == f"{raw_head},escaped"
    assert [terminal.run("check", name).code for name in ("a.csv", "raw.csv")] == [0, 0]
    assert terminal.run("export", "jsonl", "--raw", "-o", "a.jsonl").code == 2


def test_an_empty_part_is_said(terminal: Terminal) -> None:
    terminal.write("a.txt", "We utilise teh results. All is well.\n")
    assert terminal.run("revise", "a.txt", "--decide", "accept").code == 0
    ended = terminal.run("export", "jsonl", "-o", "parts", "--split", "train=0.5,test=0.5")
    assert ended.code == 0
    assert "train 1 session, test 0 sessions" in ended.err or "train 0 sessions, test 1 session" in ended.err
    assert "No document was drawn for " in ended.err
