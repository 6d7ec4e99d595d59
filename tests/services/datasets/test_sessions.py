"""Of several saves of a session the same one goes out as is counted, whether all are held or they come one by one."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviser.core.edit import Verdict
from reviser.datasets.annotations import Selecting, chosen
from reviser.datasets.export_report import ExportReport
from reviser.datasets.selection import Selection
from reviser.history.log.store import HistoryReader, Store
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import export
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.parallel_export import export_history
from reviser.services.datasets.sessions import Sessions, annotations_of
from reviser.services.documents.digest_updates import update_digest
from reviser.services.sources import open_dataset
from tests.core.recording import propose
from tests.datasets.saves import KNOWN
from tests.services.desk import Desk, desk

TEXT = "One two three four five."
NAMES = ("a.txt", "b.txt", "c.txt")


def decide(one: Desk, name: str, words: list[str], who: str) -> None:
    """A round on a file that nobody opened before, or from its first text again."""
    open_document = one.open(name)
    if len(one.store.records(open_document.document_id)) > 1:
        open_document.past.restore(one.store.records(open_document.document_id)[0].seq)
    open_document.annotator = who
    round_state = one.round(open_document, *(propose(open_document.state.text, word, word.upper()) for word in words))
    for item, verdict in zip(round_state.round.live, (Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDECIDED), strict=False):
        if verdict is not Verdict.UNDECIDED:
            open_document.decide([item.id], verdict)
    one.document_manager.close(open_document)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Branches of two annotators in one document and one round in another, both also out of another history, imported;
    and a document with branches that is here alone."""
    folder = tmp_path_factory.mktemp("one")
    for name in NAMES:
        (folder / name).write_text(TEXT)
    with desk(folder) as one:
        decide(one, "a.txt", ["two", "four"], "Anna")
        decide(one, "b.txt", ["five"], "Anna")
    exported = folder / "out.jsonl"
    with HistoryReader.open_to_read(folder / "history.db") as reader:
        export(annotations_of(reader), ExportOrder("sessions", Selection(which=Selecting.ALL)), exported)
    for part in folder.glob("history.db*"):
        part.unlink()
    with desk(folder) as one:
        decide(one, "a.txt", ["three"], "Anna")
        decide(one, "a.txt", ["one".title(), "five", "two"], "Ben")
        decide(one, "a.txt", ["four", "two"], "Anna")
        decide(one, "b.txt", ["two"], "Anna")
        decide(one, "c.txt", ["five"], "Anna")
        decide(one, "c.txt", ["two"], "Anna")
        with open_dataset(exported) as source:
            assert import_dataset(one.store, source).new == 2
    return folder / "history.db"


@pytest.fixture(params=["folded", "digested"])
def reader(history: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[HistoryReader]:
    copy = Path(shutil.copy(history, tmp_path / "history.db"))
    with Store.open(copy) as store:
        if request.param == "digested":
            update_digest(store)
        assert bool(store.undigested()) is (request.param == "folded")
    with HistoryReader.open_to_read(copy) as found:
        yield found


chosen_of = st.sampled_from([frozenset[str](), frozenset({"Anna"}), frozenset({"Ben"}), frozenset({"Anna", "Ben"})])
selections = st.builds(
    Selection,
    annotators=chosen_of,
    revisers=st.sampled_from([frozenset[str](), frozenset({"queued"}), frozenset({"other"})]),
    verdicts=st.sampled_from([frozenset[Verdict](), frozenset({Verdict.ACCEPT}), frozenset({Verdict.UNDECIDED})]),
    which=st.sampled_from(list(Selecting)),
    empty=st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(selections)
def test_what_is_chosen_is_the_same_one_after_the_other(reader: HistoryReader, selection: Selection) -> None:
    tally = ExportReport()
    everything = list(annotations_of(reader))
    assert list(selection.stream(Sessions(reader, selection).annotations(tally))) == list(selection.select(everything))
    wanted = [save for save in everything if selection.wants(save)]
    assert tally.others == len(wanted) - len(chosen(wanted, selection.which, empty=True))


def test_the_latest_branch_counts_unless_all_are_asked_for(reader: HistoryReader) -> None:
    def decided(which: Selecting) -> list[tuple[str, str, str]]:
        found = annotations_of(reader, Selection(which=which))
        return sorted((Path(one.document).name, one.annotator, one.edits[0].edit.before) for one in found)

    assert decided(Selecting.LATEST) == [
        ("a.txt", "Anna", "two"),
        ("a.txt", "Ben", "One"),
        ("b.txt", "Anna", "two"),
        ("c.txt", "Anna", "two"),
    ]
    assert len(decided(Selecting.ALL)) == 8


@pytest.mark.parametrize("which", list(Selecting))
@pytest.mark.parametrize("form", ["jsonl", "sessions", "csv"])
def test_an_export_has_what_is_counted(reader: HistoryReader, which: Selecting, form: str, tmp_path: Path) -> None:
    order = ExportOrder(form, Selection(which=which, empty=True))
    counted = list(order.selection.select(annotations_of(reader)))
    done = export_history(reader, order, tmp_path / "out", processes=2)
    export(counted, ExportOrder(form, Selection(which=Selecting.ALL, empty=True)), tmp_path / "other")
    assert (tmp_path / "out").read_bytes() == (tmp_path / "other").read_bytes()
    assert (done.tally.edits, done.tally.others) == (sum(len(one.edits) for one in counted), 8 - len(counted))


def test_imported_edits_have_names_of_their_own_that_stay(tmp_path: Path) -> None:
    export([KNOWN, replace(KNOWN, document="e")], ExportOrder("sessions"), tmp_path / "a.jsonl")
    found: list[list[str]] = []
    for name in ("one.db", "two.db"):
        with Store.open(tmp_path / name) as store, open_dataset(tmp_path / "a.jsonl") as source:
            assert import_dataset(store, source).new == 2
            assert import_dataset(store, source).again == 2
            found.append([judged.id for save in annotations_of(store) for judged in save.edits])
    assert found[0] == found[1]
    assert len(set(found[0])) == 8
    assert all(found[0])
