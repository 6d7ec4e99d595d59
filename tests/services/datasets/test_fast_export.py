"""Lines straight from the rows are those that the long way makes, whatever the rows say."""

from collections.abc import Iterable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import DecisionSource
from reviser.datasets import session_source
from reviser.datasets.export_report import ExportReport
from reviser.datasets.selection import Selection
from reviser.datasets.tables import Columns, Rows, columns, json_lines, rows_of
from reviser.history.digest.decisions import Act, EditColumns, EditRow, RoundRow
from reviser.history.log.store import HistoryReader, Store
from reviser.history.log.values import hash_of
from reviser.services.datasets.fast_export import export_table, round_rows
from reviser.services.datasets.sessions import Sessions, session_of
from reviser.services.documents.digest_updates import update_digest
from tests.benchmarks.large_history import make_history
from tests.history.sample import EVENTS, TEXT

BASE = 'We "utilise" it, \\ naïve 😀.\n\udce9 It is very good. So we stop.\x00\u2028'
ODD = st.sampled_from(["", "a", '},{"type":', '"', "\\", "\n\x1f\x7f", "😀é", "\udce9", "\x00", "We"])
VERDICTS = ["accept", "accept", "accept", "reject", "rewrite", "undecided"]
RISKS = [None, None, '[["number", "4 became 5"], ["name", "x"]]']


@st.composite
def rounds(draw: st.DrawFn) -> RoundRow:
    """Mostly right, with one annotator or two; now and then an edit that does not stand there, or over another."""
    acts = {
        seq: Act(
            draw(st.sampled_from(["person", "rule"])) if draw(st.booleans()) else "person",
            draw(st.sampled_from(["ann", "ann", "ann", "\udce9"])),
            draw(st.floats(0, 2e9)),
            draw(st.floats(0, 1e300)),
        )
        for seq in (3, 4)
    }
    right = draw(st.integers(0, 4)) > 0
    edits: list[EditRow] = []
    place = 0
    for number in range(draw(st.integers(0, 4))):
        start = place + draw(st.integers(0 if right else -3, 5))
        before = BASE[start : start + draw(st.integers(0, 6))] if right or draw(st.booleans()) else draw(ODD)
        place = start + len(before) + 1
        verdict = draw(st.sampled_from(VERDICTS))
        edits.append(
            (
                number,
                start,
                before,
                draw(ODD),
                draw(ODD),
                draw(ODD),
                draw(ODD),
                draw(st.floats(0, 1)),
                draw(st.sampled_from(RISKS)),
                None,
                None if verdict == "undecided" and draw(st.booleans()) else draw(st.sampled_from([3, 4])),
                verdict,
                draw(ODD) if verdict == "rewrite" else None,
                draw(st.sampled_from(["", "voice", '"'])),
                draw(ODD),
            )
        )
    columns = EditColumns.of(edits)
    return RoundRow("r:1", 2, 1e9, "here", draw(ODD), BASE, hash_of(BASE), ("m", "n"), ("p",), columns, acts)


def written(found: Iterable[Rows]) -> tuple[bytes, list[Columns]]:
    """As JSON lines and as a table."""
    rows = list(found)
    return b"".join(json_lines(rows, ExportReport())), list(columns(rows))


SELECTIONS = st.sampled_from(
    [Selection(), Selection(empty=True), Selection(annotators=frozenset({"ann"})), Selection(since="2001-09-10")]
)


@given(rounds(), SELECTIONS)
def test_a_round_goes_the_same_either_way(row: RoundRow, selection: Selection) -> None:
    straight, long = (ExportReport(unmet={*selection.named(), ("annotator", "ann")}) for _ in range(2))
    found = list(round_rows(row, "d", selection, straight))
    saves = session_source.annotations("d", [session_of(row)])
    assert written(found) == written(map(rows_of, long.pass_on(selection.stream(saves))))
    assert straight == long


def test_a_history_goes_the_same_either_way(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        document = store.add_document(path=None, title="a", text=TEXT, format="plain", encoding="utf-8", bom=b"")
        store.append(document, *EVENTS[1:])
    make_history(path, documents=8, edits=400)
    with Store.open(path) as store:
        update_digest(store)
        document = store.add_document(path=None, title="not digested", text=TEXT, format="plain", encoding="", bom=b"")
        store.append(document, *EVENTS[1:7])
    with HistoryReader.open_to_read(path) as reader:
        sessions = Sessions(reader)
        for selection in (Selection(), Selection(intents=frozenset({"clarity"}))):
            straight, long = ExportReport(), ExportReport()
            for number in sessions.documents:
                saves = long.pass_on(selection.stream(sessions.of(number, long)))
                assert written(export_table(sessions, number, selection, straight)) == written(map(rows_of, saves))
            assert straight == long
            assert straight.chosen > 50


def test_what_does_not_stand_there_is_named_and_left_out() -> None:
    def edit(start: int, before: str) -> EditRow:
        return start, start, before, "I", "style", "", "", 0.5, None, None, 3, "accept", None, "", "here"

    act = Act(DecisionSource.PERSON, "ann", 1e9, 2.0)
    for edits, reason in (([edit(0, "You")], "the text is"), ([edit(0, "We"), edit(1, "e")], "conflict")):
        checked = ExportReport()
        row = RoundRow("r", 1, 1e9, "here", "", BASE, hash_of(BASE), (), (), EditColumns.of(edits), {3: act})
        assert list(round_rows(row, "d", Selection(), checked)) == []
        assert [reason in problem.reason for problem in checked.problems] == [True]
