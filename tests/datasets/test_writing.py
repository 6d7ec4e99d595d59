"""What is written is read back as it was, and every format says what it should of one known save."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviser.core.edit import Edit, Verdict, apply
from reviser.datasets import deliterater, iterater, m2, preference, r3, tables
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.changed_sentences import passages
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import FORMATS, format_of_code
from reviser.datasets.replay import KnownOtherwise, replay
from reviser.services.sources import open_dataset
from tests.datasets.saves import BASE, KNOWN, save_of, saves

RUN = tuple("=+-@\t\r")  # how a cell begins that a spreadsheet runs
RESULT = "We use it. It is very good. Then we stop."


def records(lines: list[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines]


@given(saves())
def test_passages_make_the_result(save: Annotation) -> None:
    assert save.base is not None
    text, position = "", 0
    for passage in passages(save):
        at = save.base.index(passage.before, position)
        while not save.base[:at].endswith(passage.lead):  # the same words stood there before
            at = save.base.index(passage.before, at + 1)
        text += save.base[position:at] + passage.after
        position = at + len(passage.before)
        assert apply(passage.before, [judged.applied for judged in passage.edits]) == passage.after
        assert save.base[:at].endswith(passage.lead)
        assert save.base[position:].startswith(passage.tail)
    assert text + save.base[position:] == save.result


@given(saves())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_iterater_is_read_back(tmp_path: Path, save: Annotation) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"".join(iterater.documents([save], ExportReport())))
    with open_dataset(tmp_path) as source:
        (back,) = list(iterater.read(source))
    assert isinstance(back, Annotation)
    assert (back.base, back.result) == (save.base, save.result)
    assert [judged.edit for judged in back.edits] == [judged.applied for judged in save.accepted]


@given(saves())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_r3_is_read_back(tmp_path: Path, save: Annotation) -> None:
    for setting, content in (("human_human", r3.bare(save)), ("system_human", r3.whole([save]))):
        (tmp_path / setting).mkdir(exist_ok=True)
        (tmp_path / setting / r3.file_name(save)).write_bytes(content)
    with open_dataset(tmp_path) as source:
        bare, whole = list(r3.read(source))
    assert isinstance(bare, Annotation)
    assert isinstance(whole, Annotation)
    decided = [judged for judged in save.edits if judged.verdict != "undecided"]
    wanted = [(judged.applied if judged.accepted else judged.edit, judged.accepted) for judged in decided]
    assert [(judged.edit, judged.accepted) for judged in bare.edits] == wanted
    assert [(judged.edit, judged.accepted) for judged in whole.edits] == wanted
    assert (whole.base, whole.annotator, whole.saved) == (save.base, "ann", save.saved)
    assert whole.result == (save.result if decided else save.base)


def test_iterater_says_the_accepted_ones() -> None:
    (document,) = records(list(iterater.documents([KNOWN], ExportReport())))
    assert document["before_revision"] == BASE
    assert document["after_revision"] == RESULT
    assert document["sents_char_pos"] == [0, 15, 32]
    first, second = records(list(iterater.sentence_pairs([KNOWN], ExportReport())))
    assert (first["before_sent"], first["after_sent"], first["labels"]) == ("We utilise it. ", "We use it. ", "clarity")
    assert first["before_sent_with_context"] == "<clarity>   <S> We utilise it.  </S> It is very good. So we stop."
    assert (second["labels"], second["after_sent"]) == ("coherence", "Then we stop.")


def test_deliterater_marks_the_spans() -> None:
    tally = ExportReport()
    first, second = records(list(deliterater.lines([KNOWN], tally)))
    assert first["before"] == "<bos>We <clarity>utilise</clarity> it. <eos>"
    assert first["after"] == "<bos>We use it. <eos>"
    assert second["before"] == "<bos><coherence>So we</coherence> stop.<eos>"
    tagged = save_of("A <b> c.", (JudgedEdit(Edit(6, "c", "d"), "style", Verdict.ACCEPT),))
    assert list(deliterater.lines([tagged], tally)) == []
    (left_out,) = tally.unsayable
    assert left_out.where == f"{tagged.where} passage 1"
    assert "<b>" in left_out.reason
    assert (tally.edits, tally.rows) == (2, 2)


def test_preferences_are_single_decisions() -> None:
    found = records(list(preference.pairs([KNOWN], ExportReport())))
    assert [(one["prompt"], one["chosen"], one["rejected"]) for one in found] == [
        ("<clarity> We utilise it.\n", "We use it. ", "We utilise it. "),
        ("<style> It is very good.\n", "It is very good. ", "It is good. "),
        ("<coherence> So we stop.\n", "Then we stop.", "We then stop."),
    ]
    labels = [(one["completion"], one["label"]) for one in records(list(preference.unpaired([KNOWN], ExportReport())))]
    assert labels == [("We use it. ", True), ("It is good. ", False), ("We then stop.", False), ("Then we stop.", True)]


def test_m2_counts_in_tokens() -> None:
    blocks = b"".join(m2.blocks([KNOWN], ExportReport())).decode().split("\n\n")
    assert blocks[0].splitlines() == [
        "S We utilise it .",
        "A 1 2|||clarity|||use|||REQUIRED|||-NONE-|||0",
    ]
    assert blocks[1].splitlines() == ["S It is very good .", "A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0"]
    assert blocks[2].splitlines() == ["S So we stop .", "A 0 2|||coherence|||Then we|||REQUIRED|||-NONE-|||0"]


@given(saves())
def test_m2_edits_give_the_tokens_of_the_result(save: Annotation) -> None:
    """As a scorer applies them: token by token, from the last."""
    made: list[str] = []
    for block in b"".join(m2.blocks([save], ExportReport())).decode().split("\n\n")[:-1]:
        head, *edits = block.splitlines()
        tokens = head[2:].split(" ") if head[2:] else []
        for line in reversed(edits):
            place, _, correction, *_ = line[2:].split("|||")
            low, high = map(int, place.split())
            if low >= 0:
                tokens[low:high] = correction.split(" ") if correction else []
        made += tokens
    assert "".join("".join(made).split()) == "".join((save.result or "").split())


@pytest.mark.parametrize("form", [form.code for form in FORMATS if form.line_by_line])
@given(found=st.lists(saves(), max_size=3))
def test_what_is_written_save_by_save_is_written_whole(form: str, found: list[Annotation]) -> None:
    write = format_of_code(form).writer
    parts = [b"".join(write([save], ExportReport())) for save in found]
    assert b"".join(parts) == b"".join(write(found, ExportReport()))
    assert all(part.endswith(b"\n") for part in parts if part)


CELLS = (
    "=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "''=1", "'quoted'", "'", "''", "a=1", "-", "＝1", '"=1', "=1,\n2",
)  # fmt: skip


@pytest.mark.parametrize("cell", CELLS)
def test_no_cell_is_run_and_each_is_read_back_as_it_was(cell: str, tmp_path: Path) -> None:
    edit = JudgedEdit(Edit(0, cell, f"{cell}{cell}"), cell, Verdict.REWRITE, f"{cell}x", cell, cell, cell, cell)
    save = replace(KNOWN, document=cell, annotator=cell, reviser=cell, base=f"{cell}.", result=f"{cell}x.")
    save = replace(save, edits=(edit,))
    written = b"".join(format_of_code("csv").writer([save], ExportReport()))
    (row,) = csv.DictReader(io.StringIO(written.decode(), newline=""))
    assert not [name for name, value in row.items() if value[:1] in RUN]
    (raw,) = csv.DictReader(
        io.StringIO(b"".join(format_of_code("csv-raw").writer([save], ExportReport())).decode(), newline="")
    )
    assert (raw["before"], raw["after"], raw["document"]) == (cell, f"{cell}{cell}", cell)
    assert tables.unescaped(row) == tables.unescaped(raw) == raw
    for name, content in (
        ("a.csv", written),
        ("raw.csv", b"".join(format_of_code("csv-raw").writer([save], ExportReport()))),
    ):
        (tmp_path / name).write_bytes(content)
        with open_dataset(tmp_path / name) as source:
            done = replay("csv", source, KnownOtherwise(lambda _: f"{cell}."))
        assert (done.right, done.wrong) == (1, [])


@given(saves())
def test_a_table_has_a_row_for_every_edit(save: Annotation) -> None:
    text = b"".join(tables.csv_lines(map(tables.rows_of, [save, save]), ExportReport())).decode()
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert not [cell for row in read for name, cell in row.items() if name in tables.TEXTS and cell[:1] in RUN]
    found = [tables.unescaped(row) for row in read]
    raw = b"".join(tables.raw_csv_lines(map(tables.rows_of, [save, save]), ExportReport())).decode()
    assert found == [tables.unescaped(row) for row in csv.DictReader(io.StringIO(raw, newline=""))]
    assert len(found) == 2 * len(save.edits)
    for row, judged in zip(found, (*save.edits, *save.edits), strict=True):
        assert (row["before"], row["after"], row["decision"]) == (judged.edit.before, judged.edit.after, judged.verdict)
        assert int(row["start_char_pos"] or "") == judged.edit.start


def test_edits_inside_one_token_become_one_of_m2() -> None:
    edits = [
        JudgedEdit(Edit(start, before, "y"), "style", Verdict.ACCEPT)
        for start, before in ((2, "b"), (4, "d"), (6, "f"))
    ]
    (block,) = m2.blocks([save_of("a bcdef g", tuple(edits))], ExportReport())
    assert block.decode().splitlines()[1:] == ["A 1 2|||style|||ycyey|||REQUIRED|||-NONE-|||0", ""]


@pytest.mark.parametrize("form", [form.code for form in FORMATS if form.is_of_sessions and not form.is_folder])
def test_what_was_written_is_counted(form: str) -> None:
    tally = ExportReport()
    lines = b"".join(format_of_code(form).writer([KNOWN, KNOWN], tally)).splitlines()
    assert tally.rows > 0
    if form in {"jsonl", "csv", "csv-raw"}:
        assert (tally.rows, tally.edits) == (2 * len(KNOWN.edits), 2 * len(KNOWN.edits))
        assert len(lines) == tally.rows + (form != "jsonl")


def test_pairs_that_are_preferred_both_ways_are_marked() -> None:
    others = replace(KNOWN, annotator="bo", edits=(KNOWN.edits[0]._replace(verdict=Verdict.REJECT), KNOWN.edits[1]))
    found = records(list(preference.pairs([KNOWN, replace(others, result=None)], ExportReport())))
    assert [(row["annotator"], row["contested"]) for row in found] == [
        ("ann", True), ("ann", False), ("ann", False), ("bo", True), ("bo", False),
    ]  # fmt: skip
