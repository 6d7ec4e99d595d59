"""Histories put together: every decision is there once, whatever was merged in what order, how often, and however it
was interrupted."""

import shutil
import sqlite3
from collections import Counter as Counted
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviser.core.edit import Decision, DecisionSource, Edit, Intent, Proposal, Verdict
from reviser.core.events import (
    Arrived,
    Decided,
    Event,
    Outcome,
    Recorded,
    Redone,
    RequestMade,
    Restored,
    RoundEnded,
    RoundStarted,
    Stopped,
    StopReason,
    Undone,
    WordsAdded,
)
from reviser.core.exchange import Exchange
from reviser.core.timeline import Timeline
from reviser.errors import HistoryError, UsageError
from reviser.history.backup import backup_paths
from reviser.history.log.store import HistoryReader, Result, Store
from reviser.history.merge.merge import merge
from reviser.history.recovery.verify import verify
from reviser.services.datasets.sessions import annotations_of

# Each of seven merges, all with their backups: 0.2 s. 20 examples, 200 with --long.
EXAMPLES = settings().max_examples // 5

TEXT = "One two three four five six seven."
WORDS = tuple(Edit(start, word, word.upper()) for start, word in ((0, "One"), (4, "two"), (8, "three"), (14, "four")))
Rows = Counted[tuple[Any, ...]]


class Clock:
    """Every look is a moment of its own, for all histories of a test."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def act(store: Store, document: int, what: int, who: str) -> None:
    """One act of a person in a document, chosen by a number: what cannot be done then is a decision, or a round."""
    timeline = Timeline(store.records(document))
    state = timeline.state
    events: list[Event] = []
    results: list[Result] = []
    pending = () if state.round_state is None else state.round_state.pending
    if what == 0 and timeline.undo_step:
        events = [Undone(each.seq) for each in timeline.undo_step]
    elif what == 1 and timeline.redo_step:
        events = [Redone(each.seq) for each in timeline.redo_step]
    elif what == 2 and len(timeline.records()) > 3:
        events = [Restored(timeline.records()[2].seq, who)]
    elif what == 3:
        events = [WordsAdded((who,))]
    elif what > 4 and pending:
        verdict = (Verdict.ACCEPT, Verdict.REJECT, Verdict.REWRITE)[what % 3]
        after = f"{who}{what}" if verdict is Verdict.REWRITE else None
        decided = Decision(pending[what % len(pending)].id, verdict, after, who)
        events = [Decided((decided,), DecisionSource.PERSON, who, float(what))]
    else:
        name = f"{who}{len(timeline.records())}"
        if any(isinstance(each.event, RoundStarted) and each.event.round_id == name for each in timeline.records()):
            return
        if state.round_state is not None:
            round_state = state.round_state
            results = [Result(round_state.round.id, round_state.result, state.text)]
            stored = store.append(document, Stopped(StopReason.QUIT), results=results)
            assert stored
        base = state.text
        offered = tuple(
            Proposal(Edit(at, word, word.swapcase()), Intent.STYLE, "m", "r", "Louder.")
            for word in base.replace(".", "").split()[:4]
            if (at := base.find(word)) >= 0
        )
        exchange = Exchange("s", "m", "propose", "1", f"sent {name}", "got", 1, 2, None, 0.5, "stop")
        events = [RoundStarted(name, "m"), Arrived(name, offered), RequestMade(name, exchange)]
        events.append(RoundEnded(name, Outcome.COMPLETE))
    store.append(document, *events)


def decisions(path: Path) -> Rows:
    """Every decision that there is, with its document as what that is."""
    with closing(sqlite3.connect(path)) as connection:
        return Counted(
            connection.execute(
                """SELECT t.created_at, r.name, p.number, e.annotator, d.verdict, d.after, d.reason, e.at
                FROM decisions d JOIN events e ON e.seq = d.seq JOIN documents t ON t.id = e.document_id
                JOIN proposals p ON p.id = d.proposal_id JOIN rounds r ON r.id = p.round_id"""
            ).fetchall()
        )


def everything(path: Path) -> Rows:
    """All rows as what they say, without the numbers that a history gave them."""
    with HistoryReader.open_to_read(path) as reader, closing(sqlite3.connect(path)) as connection:
        found: Rows = Counted()
        for document in reader.documents(deleted=True):
            records = reader.records(document.id)
            numbers = {recorded.seq: count for count, recorded in enumerate(records)}
            labels = {numbers[seq]: name for seq, name in reader.labels(document.id).items()}
            results = [(numbers[seq], result) for seq, result in reader.results(document.id)]
            events = tuple(repr(Recorded(0, each.at, _counted(each.event, numbers))) for each in records)
            found["document", document.created_at, events, str(labels), str(results)] += 1
        found.update(("save", *row) for row in connection.execute("SELECT DISTINCT at, text_hash FROM saves"))
        found.update(("word", *row) for row in connection.execute("SELECT word FROM words"))
        found.update(("import", *row) for row in connection.execute("SELECT key, save FROM imports"))
        query = "SELECT d.created_at, q.annotator, q.state FROM queue q JOIN documents d ON d.id = q.document_id"
        found.update(("queue", *row) for row in connection.execute(query))
        return found


def _counted(event: Event, numbers: dict[int, int]) -> Event:
    match event:
        case Undone(seq):
            return Undone(numbers[seq])
        case Redone(seq):
            return Redone(numbers[seq])
        case Restored(seq, name):
            return Restored(numbers[seq], name)
        case _:
            return event


def new(store: Store, text: str = TEXT, path: Path | None = None) -> int:
    return store.add_document(path=path, title="a.txt", text=text, format="plain", encoding="utf-8", bom=b"")


acts = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 12)), max_size=12)


@settings(max_examples=EXAMPLES, deadline=None)
@given(acts, acts, acts, st.permutations(["b", "c", "b", "c"]), st.integers(1, 4))
def test_every_decision_is_there_once_however_histories_are_merged(
    common: list[tuple[int, int]],
    first: list[tuple[int, int]],
    second: list[tuple[int, int]],
    order: list[str],
    grown: int,
) -> None:
    with TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        a, b, c = (folder / f"{letter}.db" for letter in "abc")
        with Store.open(a, clock=clock) as store:
            for _ in range(2):
                new(store)
            for document, what in common:
                act(store, min(document, 1) + 1, what, "ann")
        for copy in (b, c):
            shutil.copy(a, copy)
        for copy, made, who in ((b, first, "bea"), (c, second, "cid")):
            with Store.open(copy, clock=clock) as store:
                new(store, who)
                for document, what in made[:-grown]:
                    act(store, document + 1, what, who)
        for letter in order[:2]:
            merge(a, [folder / f"{letter}.db"], clock=clock)
        for copy, made, who in ((b, first, "bea"), (c, second, "cid")):
            with Store.open(copy, clock=clock) as store:
                for document, what in made[-grown:]:
                    act(store, document + 1, what, who)
        for letter in order:
            merge(a, [folder / f"{letter}.db"], clock=clock)
        assert verify(a) == []
        assert set(decisions(a)) == set(decisions(b)) | set(decisions(c))
        there = everything(a)
        assert not {row for row in (everything(b) + everything(c)) if row[0] != "document"} - set(there)
        # Nothing is there twice but what both branches of a document began with.
        assert all(count == 1 for row, count in there.items() if row[0] == "document"), there
        # And nothing of that counts twice.
        with HistoryReader.open_to_read(a) as reader:
            counted = Counted(
                (judged.id, save.annotator, judged.decided, judged.verdict)
                for save in annotations_of(reader)
                for judged in save.edits
                if judged.decided
            )
        assert all(count == 1 for count in counted.values()), counted
        again = merge(a, [b, c], clock=clock)
        assert not any(one.changed for one in again)
        assert everything(a) == there


@settings(max_examples=EXAMPLES, deadline=None)
@given(acts, acts, acts)
def test_what_counts_is_the_same_whichever_is_merged_into_the_other(
    common: list[tuple[int, int]], first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    with TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        a, b = folder / "a.db", folder / "b.db"
        with Store.open(a, clock=clock) as store:
            new(store)
            for _, what in common:
                act(store, 1, what, "ann")
        shutil.copy(a, b)
        for path, made, names in ((a, first, ("ann", "bea")), (b, second, ("ann", "cid"))):
            with Store.open(path, clock=clock) as store:
                for who, what in made:
                    act(store, 1, what, names[who % 2])
        (done,) = merge(a, [b], folder / "ab.db", clock=clock)
        merge(b, [a], folder / "ba.db", clock=clock)
        there, back = offers(folder / "ab.db"), offers(folder / "ba.db")
        assert there == back
        edits = Counted((judged[0], who) for who, *judged in there)
        assert all(count == 1 for count in edits.values()), edits
        alone = {row for path in (a, b) for row in offers(path)}
        assert set(there) <= alone
        if done.forks:  # else what was taken back in the one that went on is taken back
            decided = {each[1] for each in there if each[0]}
            assert decided == {each[1] for each in alone if each[0]}
            assert {each[1] for each in there} == {each[1] for each in alone}
            assert not decided & {each[1] for each in there if not each[0]}


def offers(path: Path) -> Counted[tuple[str, ...]]:
    """All edits that count in a history: who decided each (nobody: an empty name), which it is, how and when."""
    with HistoryReader.open_to_read(path) as reader:
        return Counted(
            (
                save.annotator if judged.verdict is not Verdict.UNDECIDED else "",
                judged.id,
                judged.verdict,
                judged.rewritten or "",
                judged.decided,
            )
            for save in annotations_of(reader)
            for judged in save.edits
        )


def history(path: Path, clock: Clock, acts: int = 0) -> Path:
    """A history of one document in which so many things were done."""
    with Store.open(path, clock=clock) as store:
        document = new(store, path=path.with_suffix(".txt"))
        for what in range(acts):
            act(store, document, what + 4, "ann")
    return path


def go_on(path: Path, clock: Clock, who: str, acts: int = 3) -> None:
    with Store.open(path, clock=clock) as store:
        for what in range(acts):
            act(store, 1, what + 5, who)


def test_what_went_on_in_one_is_appended_and_what_went_on_in_both_stands_beside_it(tmp_path: Path) -> None:
    clock = Clock()
    a = history(tmp_path / "a.db", clock, 3)
    b = Path(shutil.copy(a, tmp_path / "b.db"))
    go_on(b, clock, "bea")
    (done,) = merge(a, [b], clock=clock)
    assert (done.grown, done.documents, done.forks) == (1, 0, 0)
    assert done.decisions > 0
    assert everything(a) == everything(b)
    go_on(a, clock, "ann")
    go_on(b, clock, "bea")
    (done,) = merge(a, [b], clock=clock)
    assert (done.grown, done.documents, done.forks) == (0, 1, 1)
    with HistoryReader.open_to_read(a) as reader:
        assert {(row.title, row.path is None) for row in reader.documents()} == {
            ("a.txt", False), ("a.txt (from b.db)", True)
        }  # fmt: skip
    assert verify(a) == []
    go_on(b, clock, "bea")
    (done,) = merge(a, [b], clock=clock)
    assert (done.grown, done.documents, done.forks) == (1, 0, 0)
    assert set(decisions(b)) <= set(decisions(a))


def test_what_a_file_held_last_is_still_what_this_machine_saved(tmp_path: Path) -> None:
    clock = Clock()
    a = history(tmp_path / "a.db", clock)
    b = Path(shutil.copy(a, tmp_path / "b.db"))
    for path, text in ((a, "Ours."), (b, "Theirs.")):
        with Store.open(path, clock=clock) as store:
            store.keep_saved(1, text)
    for _ in range(2):
        merge(a, [b], clock=clock)
        with HistoryReader.open_to_read(a) as reader:
            assert reader.known_text(1) == "Ours."
            assert reader.documents_with("Theirs.") == [1]


def test_words_labels_wishes_and_imports_come_too_and_what_was_said_here_holds(tmp_path: Path) -> None:
    clock = Clock()
    a = history(tmp_path / "a.db", clock)
    b = Path(shutil.copy(a, tmp_path / "b.db"))
    with Store.open(a, clock=clock) as store:
        store.keep_label(1, "ours")
    with Store.open(b, clock=clock) as store:
        store.add_words("reviser")
        store.keep_label(1, "theirs")
        store.append(1, WordsAdded(("x",)))
        store.keep_label(2, "a point")
        store.keep_round_settings(1, "{}")
        new(store, "Another.")
    (done,) = merge(a, [b], clock=clock)
    assert (done.words, done.grown, done.documents) == (1, 1, 1)
    with HistoryReader.open_to_read(a) as reader:
        assert reader.words() == {"reviser"}
        assert reader.labels(1) == {1: "ours", 2: "a point"}
        assert reader.round_settings(1) == "{}"


def test_an_interrupted_merge_leaves_a_valid_history_and_the_next_completes_it(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    clock = Clock()
    a = history(tmp_path / "a.db", clock, 3)
    b = Path(shutil.copy(a, tmp_path / "b.db"))
    with Store.open(b, clock=clock) as store:
        new(store, "Another.")
        # An event that takes longer than a transaction may.
        many = tuple(Proposal(Edit(0, "", "x" * 2000), Intent.STYLE, "m", "r", "") for _ in range(600))
        for number in range(12):
            store.append(1, RoundStarted(f"r{number}", "m"), Arrived(f"r{number}", many))
        store.add_words("reviser")
    go_on(a, clock, "ann")  # so that the document of b comes as another
    whole = merge(a, [b], tmp_path / "whole.db", clock=clock)
    expected = everything(tmp_path / "whole.db")
    assert whole[0].forks == 1
    for most in range(1, 60):
        left = most

        def told(_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise StopError

        try:
            merge(a, [b], on_progress=told, clock=clock)
        except StopError:
            assert verify(a) == []
        else:
            break
    assert most > 2  # how many transactions there are depends on the machine
    assert everything(a) == expected


def test_one_can_be_made_anew_and_then_the_first_stays_as_it_was(tmp_path: Path) -> None:
    clock = Clock()
    a = history(tmp_path / "a.db", clock, 3)
    b = history(tmp_path / "b.db", clock, 2)
    before = a.read_bytes(), b.read_bytes()
    merge(a, [b], tmp_path / "out.db", clock=clock)
    assert (a.read_bytes(), b.read_bytes()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "b.db", "out.db"]
    assert verify(tmp_path / "out.db") == []
    assert everything(tmp_path / "out.db") == everything(a) + everything(b)
    with pytest.raises(UsageError, match="exists already"):
        merge(a, [b], tmp_path / "out.db")


def test_a_backup_is_made_first(tmp_path: Path) -> None:
    clock = Clock()
    a, b = history(tmp_path / "a.db", clock, 3), history(tmp_path / "b.db", clock, 2)
    before = everything(a)
    merge(a, [b], clock=clock)
    (copy,) = backup_paths(a)
    assert everything(copy) == before


def test_an_older_history_is_merged_from_a_copy(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((Path(__file__).parents[1] / "v8.sql").read_text(encoding="utf-8"))
    before = old.read_bytes()
    a = history(tmp_path / "a.db", Clock(), 2)
    (done,) = merge(a, [old])
    assert done.documents > 0
    assert old.read_bytes() == before
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith("old") and path != old]
    assert verify(a) == []
    assert not merge(a, [old])[0].changed


def test_what_cannot_be_merged_is_refused_in_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    clock = Clock()
    a, b = history(tmp_path / "a.db", clock, 3), history(tmp_path / "b.db", clock, 3)
    with closing(sqlite3.connect(b)) as connection:
        connection.execute("DROP TRIGGER texts_no_update")
        connection.execute("UPDATE texts SET text = 'other'")
        connection.commit()
    half = tmp_path / "half.db"
    half.write_bytes(a.read_bytes()[:8192])
    (tmp_path / "text.db").write_text("No history.", encoding="utf-8")
    before = everything(a)
    for name, said in (
        ("b.db", "is damaged, so nothing was merged"),
        ("half.db", "damaged"),
        ("text.db", "is not a history"),
        ("none.db", "no history"),
    ):
        with pytest.raises(HistoryError, match=said):
            merge(a, [tmp_path / name])
    for others in ([], [a], [b, b]):
        with pytest.raises(UsageError):
            merge(a, others)
    with pytest.raises(HistoryError, match="no history"):
        merge(tmp_path / "none.db", [a])
    assert everything(a) == before


def test_documents_of_one_title_are_counted_each(tmp_path: Path) -> None:
    """Of merged documents whose paths are taken here only the titles are left."""
    histories = [tmp_path / f"{who}.db" for who in ("ann", "bea", "cid", "dan")]
    texts = {"ann": (TEXT, "Eight nine."), "bea": (TEXT, "Eight nine."), "cid": ("Ten two.",), "dan": ("Two one.",)}
    for path in histories:
        with Store.open(path) as store:
            for folder, text in zip("xy", texts[path.stem], strict=False):
                number = new(store, text, tmp_path / folder / "a.txt")
                act(store, number, 4, path.stem)
                act(store, number, 5, path.stem)
    merge(histories[0], histories[1:])
    with HistoryReader.open_to_read(histories[0]) as reader:
        found = sorted((save.annotator, save.document) for save in annotations_of(reader))
    files = [str(tmp_path / folder / "a.txt") for folder in "xy"]
    assert found == [
        ("ann", files[0]),
        ("ann", files[1]),
        ("bea", files[0]),
        ("bea", files[1]),
        ("cid", "a.txt"),
        ("dan", "a.txt (2)"),
    ]
