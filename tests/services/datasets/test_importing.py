"""Imports are kept as they were decided, once, and can be opened and decided like any session."""

import json
import zipfile
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import sqlite_utils
from hypothesis import given, settings

from reviser.core.edit import Edit, Verdict
from reviser.core.events import Opened, Recorded
from reviser.core.session import begin, step
from reviser.core.timeline import Timeline
from reviser.datasets import sessions
from reviser.datasets.annotations import Annotation, JudgedEdit, Selecting, chosen
from reviser.datasets.export_report import ExportReport
from reviser.datasets.formats import format_of_code
from reviser.datasets.selection import Selection
from reviser.datasets.statistics import rows
from reviser.errors import UserError
from reviser.history.log.store import Store
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.datasets.importing import ImportOutcomes, events_of, import_dataset
from reviser.services.datasets.sessions import annotations_of
from reviser.services.sources import open_dataset
from tests.data import shared
from tests.datasets.saves import KNOWN, saves
from tests.services.desk import desk


def bring(store: Store, path: Path, *, strict: bool = False) -> ImportOutcomes:
    with open_dataset(path) as source:
        return import_dataset(store, source, strict=strict)


@given(saves())
@settings(max_examples=60)
def test_a_session_as_events_comes_to_its_result(save: Annotation) -> None:
    assert save.base is not None
    state = begin(Opened(save.base))
    for number, event in enumerate(events_of([save], "x"), 1):
        state = step(state, Recorded(number, 0.0, event))
    assert state.text == save.result
    assert len(state.rounds) == 1


def test_an_import_with_signs_that_nobody_sees_is_flagged() -> None:
    edits = (
        JudgedEdit(Edit(4, "cat", "c\u202eat"), "fluency", Verdict.UNDECIDED, alternatives=("c\x1bat", "dog")),
        JudgedEdit(Edit(8, "sat", "stood"), "fluency", Verdict.UNDECIDED),
    )
    save = Annotation("system_human", "me", "doc", 1, "", "The cat sat.", "The cat sat.", edits, "other", "a.json")
    state = begin(Opened(save.base or ""))
    for number, event in enumerate(events_of([save], "x"), 1):
        state = step(state, Recorded(number, 0.0, event))
    assert state.round_state is not None
    first, second = state.round_state.round.live
    assert [flag.message for flag in first.proposal.risk] == ["the sign U+202E is new"]
    assert first.proposal.alternatives == ("dog",)
    assert second.proposal.risk == ()
    assert state.round_state.round.unsure == {first.id}, "accepting all leaves it out"


def test_r3_comes_out_to_the_last_digit_and_twice_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "history.db") as store:
        first = bring(store, shared("r3"))
        assert (first.new, first.again, first.damaged) == (257, 0, [])
        assert first.textless == 72  # depths 2 and 3 that nobody can rebuild
        assert first.documents == len(store.documents())
        held = list(store.imports())
        again = bring(store, shared("r3"))
        assert (again.new, again.again, again.documents) == (0, 257, 0)
        assert list(store.imports()) == held
        kept = rows(chosen(annotations_of(store), Selecting.LATEST), ("setting", "depth"))
    with open_dataset(shared("r3")) as source:
        read = [save for save in format_of_code("r3").reader(source) if isinstance(save, Annotation)]
    assert kept == rows(chosen(read, Selecting.LATEST), ("setting", "depth"))
    assert (kept[0].group, kept[0].sessions, kept[0].edits, kept[0].accepted) == (("human_human", 1), 45, 253, 128)


def test_every_document_of_r3_is_as_its_annotator_left_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "history.db") as store:
        bring(store, shared("r3"))
        last = {
            row.document_id: json.loads(row.save)
            for row in sorted(store.imports(), key=lambda row: row.depth)
            if row.document_id is not None
        }
        for document_id, save in last.items():
            state = Timeline(store.records(document_id)).state
            assert state.rounds[-1].round.base == save["base"]
            assert state.text == save["result"]


def test_an_export_of_ours_imports_to_the_same_rows(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        bring(store, shared("r3"))
        (tmp_path / "a.jsonl").write_bytes(b"".join(sessions.write(annotations_of(store), ExportReport())))
    with Store.open(tmp_path / "b.db") as store:
        done = bring(store, tmp_path / "a.jsonl")
        assert (done.format, done.new, done.damaged) == ("sessions", 257, [])
        (tmp_path / "b.jsonl").write_bytes(b"".join(sessions.write(annotations_of(store), ExportReport())))
        assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
        assert bring(store, shared("r3")).new == 0


def archive_of_r3(path: Path) -> None:
    """The files of R3 as their authors packed them: with what a Mac leaves between them."""
    folders: set[Path] = set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for file in sorted(shared("r3").rglob("*.json")):
            name = Path("R3_eval_data") / file.relative_to(shared("r3"))
            made.write(file, str(name))
            made.writestr(f"__MACOSX/{name.parent}/._{name.name}", b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
            folders |= {name.parent, *name.parent.parents} - {Path()}
        for folder in sorted(folders):
            made.writestr(f"{folder}/.DS_Store", b"\x00\x00\x00\x01Bud1")
            made.writestr(f"__MACOSX/{folder}/._.DS_Store", b"\x00\x05\x16\x07")


# The table of the data's README: sessions, edits, accepted.
TABLE = {
    ("human_human", 1): (45, 253, 128),
    ("human_human", 2): (40, 194, 131),
    ("human_human", 3): (27, 105, 79),
    ("system_human", 1): (39, 221, 122),
    ("system_human", 2): (31, 125, 86),
    ("system_human", 3): (25, 84, 47),
    ("system_only", 1): (10, 88, 88),
    ("system_only", 2): (10, 67, 67),
    ("system_only", 3): (8, 20, 20),
}


def test_the_archive_gives_the_table_to_the_last_digit(tmp_path: Path) -> None:
    archive_of_r3(tmp_path / "R3_eval_data.zip")
    with Store.open(tmp_path / "history.db") as store:
        done = bring(store, tmp_path / "R3_eval_data.zip")
        assert (done.format, done.new, done.damaged) == ("r3", 257, [])
        found = rows(chosen(annotations_of(store), Selecting.LATEST), ("setting", "depth"))
        assert {row.group: (row.sessions, row.edits, row.accepted) for row in found} == TABLE
        assert bring(store, shared("r3")).new == 0  # the folder holds the same


def kept(store: Store, *without: str) -> list[dict[str, object]]:
    """The rows of what was imported, as they stand, less columns that an export format does not have."""
    return sorted(
        ({name: value for name, value in asdict(row).items() if name not in without} for row in store.imports()),
        key=str,
    )


def database(path: Path) -> dict[str, list[dict[str, object]]]:
    """All rows of the tables that an import writes to, without the times of writing them and the format read."""
    found: dict[str, list[dict[str, object]]] = {}
    with closing(sqlite_utils.Database(path)) as opened_:
        for table in ("imports", "documents", "events", "rounds", "proposals", "decisions", "changes", "texts"):
            found[table] = [
                {name: value for name, value in row.items() if name not in {"at", "created_at", "format"}}
                for row in opened_[table].rows
            ]
    return found


def test_import_export_import_gives_the_same_rows_of_the_database(tmp_path: Path) -> None:
    for first, path in (("r3", shared("r3")), ("drafts", shared("argrewrite")), ("iterater", iterater(tmp_path))):
        with Store.open(tmp_path / f"{first}-a.db") as store, open_dataset(path) as source:
            assert import_dataset(store, source, first).new > 3
            export(annotations_of(store), ExportOrder("sessions", Selection(empty=True)), tmp_path / f"{first}.jsonl")
        with Store.open(tmp_path / f"{first}-b.db") as store:
            bring(store, tmp_path / f"{first}.jsonl")
        assert database(tmp_path / f"{first}-b.db") == database(tmp_path / f"{first}-a.db")


def iterater(folder: Path) -> Path:
    """A dataset in IteraTeR's shape, of two depths of each of three documents."""
    made = [replace(KNOWN, document=f"{number}", depth=depth) for number in range(3) for depth in (1, 2)]
    path = folder / "iterater.jsonl"
    path.write_bytes(b"".join(format_of_code("iterater-doc").writer(made, ExportReport())))
    return path


@pytest.mark.parametrize("form", ["r3", "iterater"])
def test_what_its_own_format_can_say_comes_back_in_it(form: str, tmp_path: Path) -> None:
    written = {"r3": "r3", "iterater": "iterater-doc"}[form]
    with Store.open(tmp_path / "a.db") as store:
        bring(store, shared("r3") if form == "r3" else iterater(tmp_path))
        export(annotations_of(store), ExportOrder(written, Selection(empty=True)), tmp_path / "out")
        first = kept(store, "document_id")
    with Store.open(tmp_path / "b.db") as store, open_dataset(tmp_path / "out") as source:
        done = import_dataset(store, source, form)
        assert done.damaged == []
        again = kept(store, "document_id")
    assert again == first


def test_an_import_can_be_decided_and_counts_as_a_session_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_bytes(b"".join(sessions.write([KNOWN], ExportReport())))
    with desk(tmp_path) as program:
        bring(program.store, tmp_path / "known.jsonl")
        (document,) = program.store.documents()
        assert document.path is None
        open_document = program.document_manager.resume(document.id)
        assert open_document.state.text == KNOWN.result
        (round_state,) = open_document.state.rounds
        pending = round_state.pending[0]
        open_document.decide([pending.id], Verdict.ACCEPT)
        found = list(annotations_of(program.store))
        named = zip(KNOWN.edits, found[0].edits, strict=True)
        edits = tuple(judged._replace(id=other.id) for judged, other in named)
        assert found[0] == replace(KNOWN, where=found[0].where, edits=edits)
        (since,) = found[1:]
        assert [one.edit for one in since.edits] == [pending.proposal.edit]


def test_what_is_damaged_is_listed_and_the_rest_goes_in(tmp_path: Path) -> None:
    whole = b"".join(sessions.write([KNOWN], ExportReport()))
    other = json.dumps(sessions.record(KNOWN) | {"document": "e", "result": "something else"}).encode()
    (tmp_path / "a.jsonl").write_bytes(whole + whole[:100] + b"\n" + other + b"\n")
    with Store.open(tmp_path / "history.db") as store:
        with pytest.raises(UserError, match=r"Nothing was imported: 2 records are damaged\. The first is a\.jsonl:2"):
            bring(store, tmp_path / "a.jsonl", strict=True)
        assert store.documents() == []
        done = bring(store, tmp_path / "a.jsonl")
        assert done.new == 1
        assert [one.where for one in done.damaged] == ["a.jsonl:2", "a.jsonl:3"]
