"""Imports are kept as they were decided, once, and can be opened and decided like any session."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from reviser.core.edit import Verdict
from reviser.core.events import Opened, Recorded
from reviser.core.session import begin, step
from reviser.core.timeline import Timeline
from reviser.datasets import stored
from reviser.datasets.figures import rows
from reviser.datasets.formats import READERS
from reviser.datasets.saves import Save, Which, chosen
from reviser.datasets.sources import opened
from reviser.errors import UserError
from reviser.history.store import Store
from reviser.services.importing import Outcomes, bring_in, events_of, saves_of
from tests.data import shared
from tests.datasets.saves import KNOWN, saves
from tests.services.desk import desk


def bring(store: Store, path: Path, *, strict: bool = False) -> Outcomes:
    with opened(path) as source:
        return bring_in(store, source, strict=strict)


@given(saves())
@settings(max_examples=60)
def test_a_session_as_events_comes_to_its_result(save: Save) -> None:
    assert save.base is not None
    state = begin(Opened(save.base))
    for number, event in enumerate(events_of([save], "x"), 1):
        state = step(state, Recorded(number, 0.0, event))
    assert state.text == save.result
    assert len(state.rounds) == 1


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
        kept = rows(chosen(saves_of(store), Which.LATEST), ("setting", "depth"))
    with opened(shared("r3")) as source:
        read = [save for save in READERS["r3"](source) if isinstance(save, Save)]
    assert kept == rows(chosen(read, Which.LATEST), ("setting", "depth"))
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
        (tmp_path / "a.jsonl").write_bytes(b"".join(stored.write(saves_of(store))))
    with Store.open(tmp_path / "b.db") as store:
        done = bring(store, tmp_path / "a.jsonl")
        assert (done.format, done.new, done.damaged) == ("sessions", 257, [])
        (tmp_path / "b.jsonl").write_bytes(b"".join(stored.write(saves_of(store))))
        assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
        assert bring(store, shared("r3")).new == 0


def test_an_import_can_be_decided_and_counts_as_a_session_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_bytes(b"".join(stored.write([KNOWN])))
    with desk(tmp_path) as program:
        bring(program.store, tmp_path / "known.jsonl")
        (document,) = program.store.documents()
        assert document.path is None
        revision = program.studio.resume(document.id)
        assert revision.state.text == KNOWN.result
        (played,) = revision.state.rounds
        pending = played.pending[0]
        revision.decide([pending.id], Verdict.ACCEPT)
        found = list(saves_of(program.store))
        assert found[0] == replace(KNOWN, where=found[0].where)
        (since,) = found[1:]
        assert [one.edit for one in since.edits] == [pending.proposal.edit]


def test_what_is_damaged_is_listed_and_the_rest_goes_in(tmp_path: Path) -> None:
    whole = b"".join(stored.write([KNOWN]))
    other = json.dumps(stored.record(KNOWN) | {"document": "e", "result": "something else"}).encode()
    (tmp_path / "a.jsonl").write_bytes(whole + whole[:100] + b"\n" + other + b"\n")
    with Store.open(tmp_path / "history.db") as store:
        with pytest.raises(UserError, match=r"Nothing was imported: 2 records are damaged, first a\.jsonl:2"):
            bring(store, tmp_path / "a.jsonl", strict=True)
        assert store.documents() == []
        done = bring(store, tmp_path / "a.jsonl")
        assert done.new == 1
        assert [one.where for one in done.damaged] == ["a.jsonl:2", "a.jsonl:3"]
