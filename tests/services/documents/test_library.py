"""The library over real services: what is listed of each document, what is found, and what deleting does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviser.core.edit import Edit, Verdict
from reviser.errors import UserError
from reviser.services.documents.library import DocumentStage, LibraryListing, Purged
from reviser.services.rounds.open_document import OpenDocument
from tests.core.recording import propose
from tests.services.desk import Desk, desk

TEXT = "We utilise it. It is very good.\n"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def fail(error: UserError) -> None:
    raise error


def wait(program: Desk, heard: list[object], count: int) -> None:
    while len(heard) < count:
        program.document_manager.receive(program.take())


def listing(program: Desk, *, times: int = 3) -> LibraryListing:
    """What is known when it was told so often. Nobody holds the history then: the window waits where somebody does, a
    test of the service does not."""
    heard: list[object] = []
    program.document_manager.library.list(heard.append, fail)
    wait(program, heard, times)
    last = heard[-1]
    while not program.idle:  # it still digests
        program.document_manager.receive(program.take())
    assert isinstance(last, LibraryListing)
    return last


def digested(program: Desk) -> LibraryListing:
    """The same where something is not in the digest yet: it is listed once more when it is."""
    return listing(program, times=6)


def purged(program: Desk) -> Purged:
    heard: list[object] = []
    program.document_manager.library.purge(heard.append, fail)
    wait(program, heard, 1)
    (last,) = heard
    assert isinstance(last, Purged)
    return last


def decided(program: Desk, name: str, *verdicts: Verdict) -> OpenDocument:
    open_document = program.open(name, TEXT.replace("We", name))
    text = open_document.state.text
    round_state = program.round(open_document, propose(text, "utilise", "use"), propose(text, "very good", "great"))
    for item, verdict in zip(round_state.round.live, verdicts, strict=False):
        open_document.decide([item.id], verdict)
    return open_document


def test_each_document_says_where_it_stands(program: Desk) -> None:
    decided(program, "one.txt")
    decided(program, "half.txt", Verdict.ACCEPT)
    decided(program, "both.txt", Verdict.ACCEPT, Verdict.REJECT)
    stopped = decided(program, "over.txt", Verdict.ACCEPT, Verdict.ACCEPT)
    program.round(stopped)
    program.open("new.txt", "New.\n")
    gone = program.open("gone.txt", "Gone.\n")
    (program.folder / "gone.txt").unlink()
    found = digested(program)
    by_title = {entry.title: entry for entry in found.entries}
    assert [entry.title for entry in found.entries][:2] == ["gone.txt", "new.txt"]
    assert {title: entry.stage for title, entry in by_title.items()} == {
        "one.txt": DocumentStage.PENDING,
        "half.txt": DocumentStage.PENDING,
        "both.txt": DocumentStage.DECIDED,
        "over.txt": DocumentStage.STOPPED,
        "new.txt": DocumentStage.NEW,
        "gone.txt": DocumentStage.NEW,
    }
    assert by_title["over.txt"].stop == "nothing-proposed"
    assert (by_title["one.txt"].rounds, by_title["new.txt"].rounds) == (1, 0)
    assert found.missing == {gone.document_id}
    shares = {title: found.shares.get(entry.id) for title, entry in by_title.items()}
    assert [(share.decided, share.offered) for share in shares.values() if share] == [(2, 2), (2, 2), (1, 2), (0, 2)]


def test_it_is_listed_again_when_the_digest_is_there(program: Desk) -> None:
    decided(program, "one.txt", Verdict.ACCEPT)
    heard: list[LibraryListing] = []
    program.document_manager.library.list(heard.append, fail)
    while not heard or not heard[-1].entries[0].fresh or not heard[-1].shares:
        program.document_manager.receive(program.take())
    assert [told.entries[0].stage for told in (heard[0], heard[-1])] == [DocumentStage.UNREAD, DocumentStage.PENDING]


def test_a_decision_that_was_taken_back_is_none(program: Desk) -> None:
    open_document = decided(program, "one.txt", Verdict.ACCEPT)
    round_state = open_document.state.round_state
    assert round_state is not None
    open_document.decide([round_state.round.live[0].id], Verdict.UNDECIDED)
    share = next(iter(digested(program).shares.values()))
    assert (share.decided, share.offered) == (0, 2)


def test_what_is_deleted_comes_back_from_the_list_or_by_opening_its_file(program: Desk) -> None:
    open_document = decided(program, "one.txt", Verdict.ACCEPT)
    text, number = open_document.state.text, open_document.document_id
    program.document_manager.close(open_document)
    library = program.document_manager.library
    library.delete(number)
    assert program.store.documents() == []
    assert listing(program, times=1).entries[0].deleted_at is not None
    library.restore(number)
    assert [row.id for row in program.store.documents()] == [number]
    library.delete(number)
    assert purged(program) == Purged()
    again = program.open("one.txt")
    assert (again.document_id, again.state.text) == (number, text)
    assert "brought it back" in again.document.notes[-1]
    assert program.store.document(number).deleted_at is None


def test_deleted_for_good_it_is_gone_and_its_file_begins_anew(program: Desk) -> None:
    open_document = decided(program, "one.txt", Verdict.ACCEPT)
    content = (program.folder / "one.txt").read_bytes()
    program.document_manager.close(open_document)
    program.document_manager.library.doom(open_document.document_id)
    program.document_manager.library.restore(open_document.document_id)
    assert program.store.documents(deleted=True) == []
    between = program.open("one.txt")
    assert between.document_id != open_document.document_id
    assert between.state.rounds == ()
    assert purged(program).documents == (open_document.document_id,)
    assert (program.folder / "one.txt").read_bytes() == content
    between.change((Edit(0, "", "Now "),))
    assert between.state.text.startswith("Now one.txt")


def test_what_expired_is_purged(program: Desk) -> None:
    open_document = program.open("one.txt", TEXT)
    program.document_manager.close(open_document)
    program.store.mark(open_document.document_id, deleted_at=-40 * 86400.0)
    assert purged(program).documents == (open_document.document_id,)


def test_renaming_leaves_the_file_unless_it_is_asked_for(program: Desk) -> None:
    number = program.open("one.txt", TEXT).document_id
    library, folder = program.document_manager.library, program.folder
    library.rename(number, "  Essay ")
    assert program.store.document(number).title == "Essay"
    assert (folder / "one.txt").exists()
    library.rename_file(number, "two")
    assert (folder / "two.txt").read_text() == TEXT
    assert program.store.find_document(folder / "two.txt") == number
    assert program.store.document(number).title == "two.txt"
    (folder / "three.txt").write_text("Another.")
    for wrong, said in (("three", "already"), ("a/b", "slashes"), (" ", "needs a name")):
        with pytest.raises(UserError, match=said):
            library.rename_file(number, wrong)
    assert (folder / "three.txt").read_text() == "Another."
    (folder / "two.txt").unlink()
    with pytest.raises(UserError, match="no file"):
        library.rename_file(number, "four")


def test_a_document_whose_file_vanished_opens_with_its_text(program: Desk) -> None:
    open_document = decided(program, "one.txt", Verdict.ACCEPT)
    text = open_document.state.text
    program.document_manager.close(open_document)
    (program.folder / "one.txt").unlink()
    again = program.document_manager.resume(open_document.document_id)
    assert again.state.text == text
    assert again.document.path is None


def test_archiving_is_taken_back(program: Desk) -> None:
    number = program.open("one.txt", TEXT).document_id
    program.document_manager.library.archive(number)
    assert program.store.document(number).archived_at is not None
    program.document_manager.library.archive(number, archived=False)
    assert program.store.document(number).archived_at is None
