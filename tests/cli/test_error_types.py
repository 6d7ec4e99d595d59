"""ERRANT's types as a researcher asks for them: in exports, figures and evaluations."""

import csv
import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.datasets.pipeline import save_pipeline

TEXT = "He go to school, and he has a apple. It is  good.\n"
needs_errant = pytest.mark.skipif(
    importlib.util.find_spec("errant") is None,
    reason="errant is not installed: pip install errant (tests/README.md)",
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(save_pipeline(tmp_path_factory.mktemp("model")))


@needs_errant
def test_types_are_exported_counted_and_checked(terminal: Terminal, model: str) -> None:
    terminal.environment["REVISER_SPACY_MODEL"] = model
    terminal.write("a.txt", TEXT)
    terminal.write("b.txt", "Er geht jeden Morgen mit seinen Kindern zur Schule. Das ist ein sehr guter Weg.\n")
    for name in ("a.txt", "b.txt"):
        assert terminal.run("revise", name, "--decide", "accept").code == 0
    stats = json.loads(terminal.run("stats", "--by", "error-type", "--json").out)
    counted = {row["error-type"]: row["edits"] for row in stats}
    assert counted
    assert "" not in counted
    for form, name in (("jsonl", "a.jsonl"), ("csv", "a.csv"), ("m2", "a.m2")):
        done = terminal.run("export", form, "-o", name, "--error-types", "--card", f"{form}.md")
        assert done.code == 0, done.err
        assert "errant 3." in (terminal.folder / f"{form}.md").read_text("utf-8")
        assert "errant 3." in json.loads((terminal.folder / f"{name}.manifest.json").read_text("utf-8"))["error_types"]
        checked = terminal.run("check", name)
        assert (checked.code, " 0 unchecked, 0 wrong" in checked.text) == (0, True), checked.text
        (terminal.folder / f"{name}.manifest.json").unlink()
        checked = terminal.run("check", name)  # by the hashes, M2 by the history
        assert (checked.code, " 0 unchecked, 0 wrong" in checked.text) == (0, True), checked.text
    lines = [json.loads(line)["error_type"] for line in (terminal.folder / "a.jsonl").read_text("utf-8").splitlines()]
    with (terminal.folder / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["error_type"] for row in csv.DictReader(file)]
    written = (terminal.folder / "a.m2").read_text("utf-8").splitlines()
    tokens = [line.split("|||")[1] for line in written if line.startswith("A ")]
    assert Counter(lines) == Counter(rows) == counted
    assert Counter(kind for kind in tokens if kind != "noop") <= Counter(counted)
    done = terminal.run("export", "parquet", "-o", "p", "--error-types")
    assert done.code == 0, done.err
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(next((terminal.folder / "p" / "data").iterdir())).to_pylist()
    assert Counter(row["error_type"] for row in table) == counted
    assert terminal.run("check", "p").code == 0


@needs_errant
def test_a_type_that_was_changed_is_found(terminal: Terminal, model: str) -> None:
    terminal.environment["REVISER_SPACY_MODEL"] = model
    terminal.write("a.txt", TEXT)
    terminal.run("revise", "a.txt", "--decide", "accept")
    terminal.run("export", "jsonl", "-o", "a.jsonl", "--error-types")
    path = terminal.folder / "a.jsonl"
    (terminal.folder / "a.jsonl.manifest.json").unlink()
    lines = path.read_text("utf-8").splitlines(keepends=True)
    row = json.loads(lines[0])
    for changed in (row | {"error_type": "U:ADV"}, row | {"error_type": ""}):
        terminal.write("a.jsonl", "".join([json.dumps(changed) + "\n", *lines[1:]]))
        ended = terminal.run("check", "a.jsonl")
        assert ended.code == 1
        assert "changed since they were written" in ended.err


@needs_errant
def test_an_evaluation_has_figures_by_type(terminal: Terminal, model: str) -> None:
    terminal.environment["REVISER_SPACY_MODEL"] = model
    (terminal.folder / "d").mkdir()
    terminal.write("d/dev.src", "he go to school .\nI has a apple .\n")
    terminal.write("d/dev.ref0", "He goes to school .\nI have an apple .\n")
    terminal.write("hyp.txt", "he goes to school .\nI have a apple .\n")
    arguments = ("eval", "d", "--hypotheses", "hyp.txt", "--error-types", "--output", "o.jsonl")
    found = terminal.run(*arguments, "--json").object["error_types"]
    assert (found["all"]["made"], found["all"]["right"]) == (2, 2)
    assert found["all"]["wanted"] == sum(one["wanted"] for one in found["by_type"].values()) == 4
    assert found["by_type"]["R:VERB:SVA"]["f05"] == 100
    assert found["by_type"]["R:DET"]["recall"] == 0
    assert json.loads((terminal.folder / "o.run.json").read_text("utf-8"))["error_types"] == found
    shown = terminal.run(*arguments).text
    assert "R:DET" in shown
    assert "Edits and types by errant 3." in shown


def test_what_is_missing_is_one_sentence_and_nothing_is_left(terminal: Terminal, tmp_path: Path) -> None:
    terminal.write("a.txt", TEXT)
    terminal.run("revise", "a.txt", "--decide", "accept")
    (terminal.folder / "without").mkdir()
    terminal.write("without/errant.py", "raise ImportError('it is not there')")
    without = {"PYTHONPATH": str(tmp_path / "without")}
    for arguments in (
        ("export", "jsonl", "-o", "b.jsonl", "--error-types"),
        ("stats", "--by", "error-type"),
        ("eval", "d", "--error-types"),
    ):
        (terminal.folder / "d").mkdir(exist_ok=True)
        terminal.write("d/dev.src", "a\n")
        terminal.write("d/dev.ref0", "a\n")
        ended = terminal.run(*arguments, **without)
        assert ended.code == 1
        assert "pip install 'reviser[errant]'" in ended.err
        assert ended.err.count("\n") == 1, ended.err
    assert not list(terminal.folder.glob("b.jsonl*"))
    refused = terminal.run("export", "deliterater", "-o", "b.jsonl", "--error-types")
    assert (
        refused.code,
        "deliterater has no place for the types of errors: jsonl, parquet, csv, m2" in refused.err,
    ) == (2, True)
