"""Queues of annotators: the same proposals for each, and how far they agree, through the real history."""

from pathlib import Path

import pytest

from reviser.core.edit import Edit, Intent, Proposal, Verdict
from reviser.datasets.annotations import Annotation, Selecting, chosen
from reviser.datasets.export_report import ExportReport
from reviser.datasets.sessions import write as own_export
from reviser.datasets.statistics import AnnotatorAgreement, agreements, rows
from reviser.errors import UsageError, UserError
from reviser.history.log.store import HistoryReader, Store
from reviser.history.queue import QueueEntry
from reviser.history.recovery.verify import verify
from reviser.services.datasets import queues
from reviser.services.datasets.importing import import_dataset
from reviser.services.datasets.queues import QueueState
from reviser.services.datasets.sessions import annotations_of
from reviser.services.documents.digest_updates import update_digest
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.documents.merge import merge
from reviser.services.settings import with_annotator
from reviser.services.sources import open_dataset
from tests.datasets.saves import KNOWN
from tests.services.desk import Desk, desk

TEXT = "One two three four five six."


def proposal(text: str, before: str, after: str) -> Proposal:
    return Proposal(Edit(text.index(before), before, after), Intent.STYLE, "m", f"r/{before}", "Louder.")


OFFERS = tuple(proposal(TEXT, word, word.upper()) for word in ("One", "two", "three", "four"))


def judge(document_manager: DocumentManager, entry: QueueEntry, verdicts: str) -> None:
    """Decide the proposals of an entry in order: `a` accepts, `x` rejects, `-` leaves."""
    open_document = document_manager.resume(entry.document_id, annotator=entry.annotator)
    assert open_document.state.round_state is not None
    for item, key in zip(open_document.state.round_state.round.live, verdicts, strict=True):
        if key != "-":
            open_document.decide([item.id], Verdict.ACCEPT if key == "a" else Verdict.REJECT)
    document_manager.close(open_document)


def given(one: Desk) -> int:
    """A document with one round, of which somebody decided something already."""
    open_document = one.open("a.txt", TEXT)
    one.round(open_document, *OFFERS)
    assert open_document.state.round_state is not None
    open_document.decide([open_document.state.round_state.round.live[0].id], Verdict.ACCEPT)
    one.document_manager.close(open_document)
    return open_document.document_id


def counted(path: Path) -> list[Annotation]:
    with HistoryReader.open_to_read(path) as reader:
        return chosen(annotations_of(reader), Selecting.LATEST)


def test_several_annotators_judge_the_same_proposals_and_their_agreement_is_counted(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        entries = queues.add(one.store, document, ["Anna", "Ben", "Cleo"])
        assert [(entry.annotator, entry.state, entry.given_id) for entry in entries] == [
            (name, QueueState.TO_DO, document) for name in ("Anna", "Ben", "Cleo")
        ]
        for entry in entries:
            open_document = one.document_manager.resume(entry.document_id, annotator=entry.annotator)
            assert open_document.state.text == TEXT
            assert open_document.state.round_state is not None
            assert len(open_document.state.round_state.pending) == len(OFFERS)
            one.document_manager.close(open_document)
        judge(one.document_manager, entries[0], "aaxx")
        judge(one.document_manager, entries[1], "axxx")
        for digested in (False, True):
            if digested:
                update_digest(one.store)
            saves = counted(one.store.path)
            found = {one.annotators: one for one in agreements(saves)}
            assert found["Anna", "Ben"] == AnnotatorAgreement(("Anna", "Ben"), 4, 0.75, 0.5, 1 - 0.25 / (30 / 56))
            # The one who queued it decided one edit too; Cleo none at all, so that she is in no figure.
            assert found["", "Anna"].edits == 1
            assert {row.group[0]: (row.edits, row.accepted) for row in rows(saves, ["annotator"])} == {
                "": (4, 1), "Anna": (4, 2), "Ben": (4, 1)
            }  # fmt: skip
            assert {save.document for save in saves} == {str(tmp_path / "a.txt")}
    assert verify(tmp_path / "history.db") == []


def test_annotators_with_databases_of_their_own_are_merged_and_compared(tmp_path: Path) -> None:
    for name in ("anna", "ben"):
        (tmp_path / name).mkdir()
    with desk(tmp_path) as one:
        entries = queues.add(one.store, given(one), ["anna", "ben"])
    for name in ("anna", "ben"):
        merge_from = tmp_path / name / "history.db"
        with Store.open(merge_from):
            pass
        merge(merge_from, [tmp_path / "history.db"])
    for name, verdicts in (("anna", "aaxx"), ("ben", "axxx")):
        with desk(tmp_path / name) as theirs:
            (entry,) = [entry for entry in theirs.store.queued() if entry.annotator == name]
            judge(theirs.document_manager, entry, verdicts)
            queues.mark_done(theirs.store, entry)
    for _ in range(2):
        merge(tmp_path / "history.db", [tmp_path / "anna" / "history.db", tmp_path / "ben" / "history.db"])
        found = {one.annotators: one.percent for one in agreements(counted(tmp_path / "history.db"))}
        assert found["anna", "ben"] == 0.75
        with HistoryReader.open_to_read(tmp_path / "history.db") as reader:
            assert [(each.id, each.annotator, each.state) for each in reader.queued()] == [
                (entries[0].id, "anna", QueueState.DONE), (entries[1].id, "ben", QueueState.DONE)
            ]  # fmt: skip


def test_what_two_histories_share_is_counted_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with desk(tmp_path) as one:
        given(one)
    with Store.open(tmp_path / "b" / "history.db"):
        pass
    merge(tmp_path / "b" / "history.db", [tmp_path / "history.db"])
    for folder, at in ((tmp_path, 1), (tmp_path / "b", 2)):
        with desk(folder) as one:
            open_document = one.document_manager.resume(1, annotator=folder.name)
            assert open_document.state.round_state is not None
            open_document.decide([open_document.state.round_state.round.live[at].id], Verdict.REJECT)
            one.document_manager.close(open_document)
    (done,) = merge(tmp_path / "history.db", [tmp_path / "b" / "history.db"])
    assert done.forks == 1
    for digested in (False, True):
        if digested:
            with Store.open(tmp_path / "history.db") as store:
                update_digest(store)
        with HistoryReader.open_to_read(tmp_path / "history.db") as reader:
            judged = [
                (save.annotator, one.edit.before, one.verdict)
                for save in annotations_of(reader)
                for one in save.edits
                if one.verdict is not Verdict.UNDECIDED
            ]
        assert sorted(judged) == [
            ("", "One", "accept"), ("b", "three", "reject"), (tmp_path.name, "two", "reject"),
        ]  # fmt: skip


def test_a_queue_is_worked_through(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        numbers = [one.open(name, f"Text of {name}").document_id for name in ("a.txt", "b.txt", "c.txt")]
        for number in numbers:
            (entry,) = queues.add(one.store, number, [" Anna  B. "])
            assert (entry.document_id, entry.given_id, entry.annotator) == (number, None, "Anna B.")
            assert queues.add(one.store, number, ["Anna B."]) == []
        following = queues.current(one.store.queued(), "Anna B.")
        for number in numbers:
            assert following is not None
            assert following.document_id == number
            queues.mark_opened(one.store, following)
            (now,) = [each for each in one.store.queued() if each.id == following.id]
            assert now.state is QueueState.IN_WORK
            assert queues.current(one.store.queued(), "Anna B.") == now
            following = queues.mark_done(one.store, now)
        assert following is None
        assert queues.current(one.store.queued(), "Ben") is None
        assert [task.entry.state for task in queues.list_tasks(one.store, "Anna B.", QueueState.DONE)] == [
            QueueState.DONE
        ] * 3
        assert queues.list_tasks(one.store, "Anna B.", QueueState.TO_DO) == []


def test_shares_are_told(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        entries = queues.add(one.store, given(one), ["Anna", "Ben"])
        judge(one.document_manager, entries[0], "a-x-")
        update_digest(one.store)
        tasks = queues.list_tasks(one.store)
        assert [(task.share.decided, task.share.offered) for task in tasks] == [(2, 4), (0, 4)]
        assert {task.display_name for task in tasks} == {str(tmp_path / "a.txt")}


def test_an_entry_is_removed_and_what_was_decided_stays(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        entries = queues.add(one.store, document, ["Anna", "Ben"])
        judge(one.document_manager, entries[0], "a-x-")
        for entry in entries:
            queues.remove(one.store, entry)
        assert one.store.queued() == []
        assert {row.id for row in one.store.documents()} == {document, entries[0].document_id}
        with pytest.raises(UserError, match="no entry"):
            queues.remove(one.store, entries[0])


def test_of_an_annotators_own_session_the_given_document_is_queued(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        anna, _ = queues.add(one.store, document, ["Anna", "Ben"])
        assert queues.add(one.store, anna.document_id, ["Ben"]) == []
        (cleo,) = queues.add(one.store, anna.document_id, ["Cleo"])
        assert cleo.given_id == document


def test_a_deleted_document_is_queued_for_nobody(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        one.store.mark(document, deleted_at=1.0)
        for names in (["Anna"], ["Anna", "Ben"]):
            with pytest.raises(UserError, match="is deleted: restore it first"):
                queues.add(one.store, document, names)
        one.store.mark(document, deleted_at=None)
        (entry,) = queues.add(one.store, document, ["Anna"])
        assert entry.document_id == document


def test_what_is_done_meanwhile_stays_done_when_it_is_opened(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        (entry,) = queues.add(one.store, given(one), ["Anna"])
        queues.mark_done(one.store, entry)
        queues.mark_opened(one.store, entry)  # as it was listed before
        assert [each.state for each in one.store.queued()] == [QueueState.DONE]


def test_what_cannot_be_queued_is_said(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        number = one.open("a.txt", "A text.").document_id
        with pytest.raises(UserError, match="Nothing has been proposed"):
            queues.add(one.store, number, ["Anna", "Ben"])
        for names in ([], [" "]):
            with pytest.raises(UsageError, match="Name the annotator"):
                queues.add(one.store, number, names)
        assert one.store.queued() == []


def test_a_moved_file_is_not_taken_for_an_annotators_session(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        queues.add(one.store, document, ["Anna", "Ben"])
        (tmp_path / "a.txt").rename(tmp_path / "b.txt")
        assert one.open("b.txt").document_id == document


def test_rounds_of_the_given_document_begin_from_the_same_texts(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        open_document = one.open("a.txt")
        one.round(open_document, proposal(open_document.state.text, "six", "SIX"))
        one.document_manager.close(open_document)
        entries = queues.add(one.store, document, ["Anna", "Ben"])
        for entry, verdicts in zip(entries, ("aaaa", "a") * 2, strict=True):
            judge(one.document_manager, entry, verdicts)
        found = {one.annotators: one for one in agreements(counted(one.store.path))}
        assert (found["Anna", "Ben"].edits, found["Anna", "Ben"].percent) == (5, 1.0)
    assert verify(tmp_path / "history.db") == []


def test_the_name_in_the_settings_is_on_the_decisions(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.document_manager.change_settings(with_annotator(one.document_manager.settings, "Anna"))
        open_document = one.open("a.txt", TEXT)
        one.round(open_document, *OFFERS)
        assert open_document.state.round_state is not None
        ids = [item.id for item in open_document.state.round_state.round.live]
        open_document.decide([ids[0]], Verdict.ACCEPT)
        open_document.annotator = "Ben"
        open_document.decide([ids[1]], Verdict.ACCEPT)
        made = open_document.state.round_state.decisions
        assert [made[number].annotator for number in ids[:2]] == ["Anna", "Ben"]
        one.document_manager.change_settings(with_annotator(one.document_manager.settings, "Ben"))
        assert one.document_manager.settings.annotators == ("Ben", "Anna")


def test_files_are_named_by_files_folders_and_lists(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.mkd", "in/a.MD", "in/deep/c.tex", "in/d.png", "e.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [path.relative_to(tmp_path).as_posix() for path in queues.files_of([tmp_path / "e.txt", tmp_path / "in"])]
    assert names == ["e.txt", "in/a.MD", "in/b.mkd", "in/deep/c.tex"]
    listing = tmp_path / "list.txt"
    listing.write_text("# what is to do\n\nin/a.MD\n  e.txt \n", encoding="utf-8")
    assert queues.files_named_in(listing) == [tmp_path / "in" / "a.MD", tmp_path / "e.txt"]
    with pytest.raises(UserError, match="There is no"):
        queues.files_of([tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match=r"\.mdown.*\.tex"):
        queues.files_of([tmp_path / "empty"])
    with pytest.raises(UserError, match="cannot be read as a list"):
        queues.files_named_in(tmp_path / "none")


def imported(folder: Path) -> Path:
    """A history with a save of a dataset."""
    path = folder / "known.jsonl"
    path.write_bytes(b"\n".join(own_export([KNOWN], ExportReport())) + b"\n")
    with open_dataset(path) as source, Store.open(folder / "history.db") as store:
        assert import_dataset(store, source).new == 1
    return folder / "history.db"


def test_what_was_imported_is_judged_again_and_compared_with_what_was_decided_there(tmp_path: Path) -> None:
    imported(tmp_path)
    with desk(tmp_path) as one:
        entries = queues.add(one.store, 1, ["Anna", "Ben"])
        accepted = "".join("a" if judged.accepted else "x" for judged in KNOWN.edits)
        judge(one.document_manager, entries[0], accepted)
    (found,) = agreements(counted(tmp_path / "history.db"))
    undecided = sum(judged.verdict is Verdict.UNDECIDED for judged in KNOWN.edits)
    assert (found.annotators, found.edits, found.percent) == (("Anna", "ann"), len(KNOWN.edits) - undecided, 1.0)


def test_the_same_dataset_imported_in_two_histories_is_one_after_merging(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    a, b = imported(tmp_path), imported(tmp_path / "b")
    before = counted(a)
    (done,) = merge(a, [b])
    assert (done.documents, done.imports, counted(a)) == (0, 0, before)
    for folder, name in ((tmp_path, "Anna"), (tmp_path / "b", "Ben")):
        with desk(folder) as one:
            open_document = one.document_manager.resume(1, annotator=name)
            one.round(open_document, proposal(open_document.state.text, "stop", "STOP"))
            assert open_document.state.round_state is not None
            open_document.decide([open_document.state.round_state.round.live[0].id], Verdict.ACCEPT)
            one.document_manager.close(open_document)
    for _ in range(2):
        merge(a, [b])
        saves = counted(a)
        assert [save for save in saves if save.annotator == KNOWN.annotator] == before
        assert sorted(save.annotator for save in saves) == ["Anna", "Ben", "ann"]
    assert verify(a) == []


def test_a_copy_of_the_open_file_leaves_that_where_it_is_saved(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        open_document = one.open("a.txt", TEXT)
        (tmp_path / "copy.txt").write_text(TEXT)
        assert one.document_manager.take_in(tmp_path / "copy.txt") == open_document.document_id
        assert open_document.document.path == tmp_path / "a.txt"
        open_document.change((Edit(0, "", "Mine: "),))
        open_document.save()
    assert (tmp_path / "a.txt").read_text() == "Mine: " + TEXT
    assert (tmp_path / "copy.txt").read_text() == TEXT


def test_every_round_of_a_document_is_judged_but_one_without_proposals(
    tmp_path: Path,
) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        open_document = one.open("a.txt")
        one.round(open_document, proposal(open_document.state.text, "six", "SIX"))
        item = open_document.state.rounds[-1].round.live[0]
        open_document.decide([item.id], Verdict.ACCEPT)
        one.round(open_document)
        one.document_manager.close(open_document)
        entries = queues.add(one.store, document, ["Anna", "Ben"])
        assert [entry.annotator for entry in entries] == ["Anna", "Anna", "Ben", "Ben"]
        assert queues.add(one.store, document, ["Ben", "Anna"]) == []
        for entry, verdicts in zip(entries, ("aaxx", "a", "axxx", "x"), strict=True):
            judge(one.document_manager, entry, verdicts)
        update_digest(one.store)
        assert [(task.share.decided, task.share.offered) for task in queues.list_tasks(one.store)] == [
            (4, 4), (1, 1), (4, 4), (1, 1),
        ]  # fmt: skip
        of_anna = [save for save in counted(one.store.path) if save.annotator == "Anna"]
        assert sorted((save.document, save.depth, len(save.edits)) for save in of_anna) == [
            (str(one.folder / "a.txt"), 1, 4), (str(one.folder / "a.txt"), 2, 1),
        ]  # fmt: skip
        (found,) = (each for each in agreements(counted(one.store.path)) if each.annotators == ("Anna", "Ben"))
        assert (found.edits, found.percent) == (5, 3 / 5)
    assert verify(tmp_path / "history.db") == []


def test_one_annotator_alone_judges_anew_what_is_all_decided(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        document = given(one)
        open_document = one.open("a.txt")
        assert open_document.state.round_state is not None
        open_document.decide([item.id for item in open_document.state.round_state.pending], Verdict.REJECT)
        one.document_manager.close(open_document)
        (entry,) = queues.add(one.store, document, ["Anna"])
        assert entry.given_id == document
        judge(one.document_manager, entry, "aaxx")
