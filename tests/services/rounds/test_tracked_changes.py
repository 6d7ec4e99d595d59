"""Tracked changes of a document's file: proposals of co-authors when it is opened, and what a saved file holds."""

from pathlib import Path

import pytest

from reviser.core.edit import Edit, Verdict
from reviser.core.session import State
from reviser.documents.base import Content, Document, Tracked
from reviser.documents.formats import MARKED_MARKDOWN
from reviser.documents.store import read
from reviser.documents.typed import KEPT
from reviser.errors import DocumentError, UserError
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.rounds.round_settings import WITH_COMMENTS, RoundSettings
from reviser.services.rounds.tracked_changes import decided
from tests.core.recording import propose
from tests.documents.docx.making import W, docx
from tests.services.desk import desk

RAW = "# Title\n\nTeh {--old--}{++new++} words.{>>Which?<<} {++More. ++}{>>better<<}And {==so==}{>>really?<<} on.\n"
TEXT = "# Title\n\nTeh old words. And so on.\n"


def pending(state: State) -> list[tuple[str, str, str]]:
    assert state.round_state is not None
    return [
        (each.proposal.edit.before, each.proposal.edit.after, each.proposal.explanation)
        for each in state.round_state.pending
    ]


def is_unsaved(open_document: OpenDocument) -> bool:
    return open_document.unsaved


def notes(document: Document) -> list[str]:
    return list(document.notes)


def ids(open_document: OpenDocument) -> list[str]:
    assert open_document.state.round_state is not None
    return [item.id for item in open_document.state.round_state.round.live]


def test_what_others_changed_is_proposed_and_decided_into_the_file(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", RAW)
        path = tmp_path / "a.md"
        assert open_document.state.text == TEXT
        assert pending(open_document.state) == [
            ("old", "new", "A tracked change of the file."),
            ("", "More. ", "better"),
        ]
        assert open_document.state.round_state is not None
        assert [remark.message for remark in open_document.state.round_state.round.remarks] == ["Which?", "really?"]
        assert not is_unsaved(open_document)
        open_document.save()
        assert path.read_text(encoding="utf-8") == RAW
        first, second = ids(open_document)
        open_document.decide([first], Verdict.ACCEPT)
        open_document.save()
        assert path.read_text(encoding="utf-8") == RAW.replace("{--old--}{++new++}", "new")
        assert pending(open_document.state) == [("", "More. ", "better")]
        open_document.decide([second], Verdict.REJECT)
        assert is_unsaved(open_document)
        open_document.save()
        assert path.read_text(encoding="utf-8") == RAW.replace("{--old--}{++new++}", "new").replace(
            "{++More. ++}{>>better<<}", ""
        )
        assert not is_unsaved(open_document)


def test_they_are_offered_once_and_wait_for_a_round_of_their_own(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", RAW)
        program.document_manager.close(open_document)
        open_document = program.open("a.md")
        assert len(open_document.state.rounds) == 1
        program.reviser.rounds.append((propose(TEXT, "Teh", "The"),))
        open_document.start()
        program.pump(open_document)
        open_document.decide(ids(open_document), Verdict.ACCEPT)
        open_document.save()
        assert (tmp_path / "a.md").read_text(encoding="utf-8") == RAW.replace("Teh", "The")
        program.document_manager.close(open_document)
        open_document = program.open("a.md")
        assert [before for before, _, _ in pending(open_document.state)] == ["old", ""]


def test_a_copy_for_a_co_author_keeps_what_is_undecided_of_their_own(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", RAW)
        open_document.decide(ids(open_document)[:1], Verdict.ACCEPT)
        copy = open_document.save_tracked(tmp_path / "b.md", pending=True)
        assert notes(copy) == []
        assert (tmp_path / "b.md").read_text(encoding="utf-8") == RAW


def test_what_the_person_types_beside_a_change_leaves_it_and_over_it_is_said(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", RAW)
        open_document.change((Edit(TEXT.index("Teh"), "Teh", "The good"),))
        open_document.save()
        assert (tmp_path / "a.md").read_text(encoding="utf-8") == RAW.replace("Teh", "The good")
        assert notes(open_document.document) == []
        open_document.change((Edit(open_document.state.text.index("old"), "old", "ancient"),))
        open_document.save()
        assert notes(open_document.document) == [
            "One tracked change was left out, because the text was changed at the same place."
        ]
        text = (tmp_path / "a.md").read_text(encoding="utf-8")
        assert text == RAW.replace("Teh", "The good").replace("{--old--}{++new++}", "ancient")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_what_was_accepted_is_written_as_tracked_changes_and_rejecting_all_gives_the_file(
    tmp_path: Path, name: str
) -> None:
    with desk(tmp_path) as program:
        text = "Teh first words.\r\n\r\nSecond words, very big.\r\n"
        open_document = program.open(name, text)
        program.reviser.rounds.append(
            (propose(text, "Teh", "The"), propose(text, "very big", "huge"), propose(text, "Second ", ""))
        )
        open_document.start()
        program.pump(open_document)
        first, *others = ids(open_document)
        open_document.decide([first], Verdict.ACCEPT)
        document = open_document.save_tracked(tmp_path / f"out-{name}", pending=False)
        assert (tmp_path / name).read_bytes() == text.encode()
        assert document.notes == ()
        again = read(tmp_path / f"out-{name}")
        assert again.text == text
        assert [change.edit for change in again.content.changes] == [Edit(0, "Teh", "The")]
        open_document.save_tracked(tmp_path / f"all-{name}", pending=True)
        again = read(tmp_path / f"all-{name}")
        assert again.text == text
        assert [change.edit.after for change in again.content.changes] == ["The", "", "huge"]
        assert [change.comment for change in again.content.changes] == ["fluency: because"] * 3
        open_document.decide(others, Verdict.REJECT)
        open_document.save_tracked(tmp_path / f"all-{name}", pending=True)
        assert [change.edit.after for change in read(tmp_path / f"all-{name}").content.changes] == ["The"]


def test_an_accepted_edit_that_cannot_be_marked_is_in_the_text_and_said(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        text = "Teh words.\n\n```\nteh code\n```\n"
        open_document = program.open("a.md", text)
        open_document.change((Edit(0, "Teh", "The"), Edit(text.index("teh"), "teh", "the")))
        document = open_document.save_tracked(tmp_path / "out.md", pending=False)
        written = (tmp_path / "out.md").read_text(encoding="utf-8")
        assert written == "{~~Teh~>The~~} words.\n\n```\nthe code\n```\n"
        assert document.notes == (
            "One accepted edit is in the file without a change mark, because there are markup signs or code "
            "at its place.",
        )


def test_a_format_without_tracked_changes_says_so(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.rst", "Teh words.\n")
        with pytest.raises(DocumentError, match="reStructuredText has no tracked changes"):
            open_document.save_tracked(tmp_path / "b.rst", pending=False)


def test_changes_and_comments_are_not_saved_as_another_format(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", RAW)
        with pytest.raises(DocumentError, match=r"tracked changes, comments.*\.md"):
            open_document.save(tmp_path / "b.tex")
        assert not (tmp_path / "b.tex").exists()


def test_the_changes_of_one_author_are_decided_and_the_others_stay() -> None:
    changes = (
        Tracked(Edit(0, "One", "1"), "Ann"),
        Tracked(Edit(4, "two", "2"), "Ben"),
        Tracked(Edit(8, "", "and "), "Ann"),
    )
    document = Document(Path("a.md"), Content("One two three", changes=changes), MARKED_MARKDOWN, "")
    ann = decided(document, "Ann", accepting=True)
    assert ann.text == "1 two and three"
    assert ann.tracked == (Tracked(Edit(2, "two", "2"), "Ben"),)
    ben = decided(document, "Ben", accepting=False)
    assert (ben.text, ben.tracked) == (document.text, (changes[0], changes[2]))
    with pytest.raises(UserError, match=r"no tracked changes of Cem: they are of Ann, Ben\."):
        decided(document, "Cem", accepting=True)


def test_what_a_word_document_cannot_hold_is_taken_neither_as_a_rewrite_nor_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx('<w:p><w:r><w:t xml:space="preserve">Teh cat </w:t><w:drawing/></w:r></w:p>'))
    with desk(tmp_path) as program:
        open_document = program.open("a.docx")
        program.round(open_document, propose(open_document.state.text, "Teh", "The"))
        with pytest.raises(UserError, match="cannot hold control characters"):
            open_document.decide(ids(open_document), Verdict.REWRITE, after="The\ufffc")
        told: list[str] = []
        open_document.listener = lambda notification: told.append(notification.message)
        open_document.change((Edit(8, "\ufffc", ""),))
        assert open_document.state.text == "Teh cat \ufffc\n"
        assert told == [KEPT]
        open_document.change((Edit(8, "", "sat\x00 "),))
        open_document.save()
        assert read(path).text == "Teh cat sat \ufffc\n"


def test_a_word_documents_changes_say_whose_they_are_and_its_comments_are_shown_once(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    run = "<w:r><w:t>{}</w:t></w:r>"
    new = f'<w:ins w:id="1" w:author="Ann B." w:date="2026-01-31T12:00:00Z">{run.format("new")}</w:ins>'
    about = f'<w:commentRangeStart w:id="7"/>{run.format("words")}<w:commentRangeEnd w:id="7"/>'
    comment = f'<w:comment w:id="7" w:author="Bo"><w:p>{run.format("Which?")}</w:p></w:comment>'
    parts = {"word/comments.xml": f"<w:comments {W}>{comment}</w:comments>"}
    path.write_bytes(docx(f"<w:p>{new}{about}</w:p>", parts))
    with desk(tmp_path) as program:
        open_document = program.open("a.docx")
        assert pending(open_document.state) == [("", "new", "A tracked change by Ann B., 2026-01-31.")]
        open_document.decide(ids(open_document), Verdict.ACCEPT)
        program.document_manager.close(open_document)
        open_document = program.open("a.docx")
        assert len(open_document.state.rounds) == 1
        program.document_manager.close(open_document)
    path.write_bytes(docx(f"<w:p>{about}</w:p>", parts))
    with desk(tmp_path / "other") as program:
        for _ in range(2):
            open_document = program.document_manager.open(path)
            (round_state,) = open_document.state.rounds
            assert [(each.span.of("words"), each.message) for each in round_state.round.remarks] == [
                ("words", "Bo: Which?")
            ]
            assert not round_state.round.items
            assert not open_document.unsaved
            program.document_manager.close(open_document)


def test_what_a_files_comments_ask_for_is_told_where_the_person_wants_it(tmp_path: Path) -> None:
    with desk(tmp_path) as program:
        open_document = program.open("a.md", "Some words.{>>Which?<<} {==More==}{>>Why more?<<} of them.\n")
        open_document.change((Edit(0, "", "Here are "),))
        program.round(open_document)
        assert program.reviser.requests[-1].brief.asked == ()
        open_document.set_round_settings(RoundSettings(instruction="Be brief.", comments=True))
        program.round(open_document)
        request = program.reviser.requests[-1]
        assert [(each.span.of(request.text), each.text) for each in request.brief.asked] == [
            (".", "Which?"),
            ("More", "Why more?"),
        ]
        assert request.instruction == "Be brief."
        assert open_document.state.round_state is not None
        assert open_document.state.round_state.round.instruction == f"Be brief. {WITH_COMMENTS}"
