"""Tracked changes at a terminal: written for a co-author as CriticMarkup, and taken from a file."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from reviser.core.edit import Edit
from reviser.documents import store
from reviser.documents.base import Tracked
from tests.cli.terminal import Terminal, applied, offered
from tests.data import shared
from tests.documents.docx.making import docx, unzipped
from tests.documents.test_criticmarkup import accepted, rejected

TEXT = "# A paper\r\n\r\nTeh cat sat on teh mat. `Teh code` stays.\r\n\r\nIt is an test.\r\n"


def test_what_is_accepted_is_written_as_tracked_changes_and_taken_from_there(terminal: Terminal) -> None:
    paper = terminal.write("paper.md", TEXT)
    run = terminal.revise(paper, "--decide", "accept", "--max-rounds", "1", "--track", "--output", "out.md")
    out = terminal.folder / "out.md"
    written = out.read_bytes().decode()
    assert paper.read_bytes().decode() == rejected(written) == TEXT
    assert (
        accepted(written)
        == run["result"]
        == TEXT.replace("Teh cat", "The cat").replace("teh", "the").replace("an test", "a test")
    )
    theirs = terminal.revise(out, "--decide", "accept", "--max-rounds", "1", "--in-place")
    assert theirs["base"] == TEXT
    assert applied(theirs["rounds"][0]) == run["result"]
    assert {edit["reviser"] for edit in theirs["rounds"][0]["edits"]} == {"co-author"}
    assert out.read_bytes().decode() == run["result"]


def test_all_proposals_are_written_for_somebody_else_to_decide(terminal: Terminal) -> None:
    paper = terminal.write("paper.md", TEXT)
    run = terminal.revise(paper, "--track", "all", "--output", "out.md")
    written = (terminal.folder / "out.md").read_bytes().decode()
    assert run["result"] == rejected(written) == TEXT
    assert [edit["decision"] for edit in run["rounds"][0]["edits"]] == [None] * 3
    assert all(f"{before}~>{after}" in written for before, after in offered(run))
    assert written.count("{>>fluency: ") == 3


@pytest.mark.parametrize(
    ("kind", "marked"), [("", "\\replaced{the}{teh}"), ("latexdiff", "\\DIFdel{teh}\\DIFadd{the}")]
)
def test_a_latex_source_is_marked_in_either_way_and_rejected_to_the_byte(
    terminal: Terminal, kind: str, marked: str
) -> None:
    raw = "\\documentclass{article}\r\n\\begin{document}\r\n\\section{It is teh title}\r\n\\end{document}\r\n"
    paper = terminal.write("paper.tex", raw)
    how = ("--track-as", kind) if kind else ()
    terminal.revise(paper, "--decide", "accept", "--max-rounds", "1", "--track", *how, "--output", "out.tex")
    assert marked in (terminal.folder / "out.tex").read_bytes().decode()
    ended = terminal.run("reject", "out.tex", "--output", "no.tex")
    assert ended.code == 0, ended.err
    assert (terminal.folder / "no.tex").read_bytes() == paper.read_bytes()
    ended = terminal.run("accept", "out.tex", "--output", "yes.tex")
    assert (terminal.folder / "yes.tex").read_bytes().decode() == paper.read_bytes().decode().replace("teh", "the")


def test_a_word_document_gets_the_persons_name_and_the_time_and_the_reason_as_a_comment(terminal: Terminal) -> None:
    paper = terminal.folder / "paper.docx"
    body = "<w:p><w:r><w:t>It is an test of teh mat.</w:t></w:r></w:p>"
    paper.write_bytes(docx(body))
    terminal.revise(
        paper, "--decide", "accept", "--annotator", "Ann", "--max-rounds", "1", "--track", "--output", "out.docx"
    )
    written = unzipped((terminal.folder / "out.docx").read_bytes())
    changes = re.findall(
        r'<w:(ins|del) w:id="\d+" w:author="([^"]*)" w:date="([^"]*)"', written["word/document.xml"].decode()
    )
    assert {(kind, author) for kind, author, _ in changes} == {("ins", "Ann"), ("del", "Ann")}
    now = datetime.now(UTC)
    assert all(timedelta() <= now - datetime.fromisoformat(at) < timedelta(hours=1) for *_, at in changes)
    assert b"fluency: " in written["word/comments.xml"]
    read = store.read(terminal.folder / "out.docx")
    assert read.text == "It is an test of teh mat.\n"
    assert [(change.edit.before, change.edit.after) for change in read.content.changes] == [("an", "a"), ("teh", "the")]


def test_what_does_not_go_together_is_said_before_any_work(terminal: Terminal) -> None:
    terminal.write("paper.rst", "Teh words.\n")
    for arguments, code, said in (
        (("paper.rst", "--track"), 2, "--track writes to another file: name it with --output."),
        (
            ("paper.rst", "--decide", "accept", "--track", "--output", "out.rst"),
            1,
            "reStructuredText has no tracked changes",
        ),
    ):
        ended = terminal.run("revise", *arguments)
        assert (ended.code, ended.text) == (code, "")
        assert said in ended.err
    assert not (terminal.folder / "out.rst").exists()


def test_the_changes_of_a_file_are_accepted_or_rejected_without_a_history(terminal: Terminal) -> None:
    raw = "\ufeffThe {--cat--}{++dog++}{>>why<<} sat{++ down++}. Where?{>>Where?<<}\r\n"
    paper = terminal.write("paper.md", raw)
    ended = terminal.run("accept", paper, "--output", "yes.md")
    assert (ended.code, ended.text) == (0, "2 tracked changes accepted: yes.md\n")
    assert (terminal.folder / "yes.md").read_bytes() == "\ufeffThe dog sat down. Where?{>>Where?<<}\r\n".encode()
    assert paper.read_bytes() == raw.encode()
    assert terminal.run("reject", paper, "--in-place").code == 0
    assert paper.read_bytes() == "\ufeffThe cat sat. Where?{>>Where?<<}\r\n".encode()
    assert not terminal.database.exists()
    for arguments, code, said in (
        (("accept", "paper.md"), 2, "Name where the result goes: --output FILE, or --in-place."),
        (("accept", "paper.md", "--in-place"), 1, "has no tracked changes."),
        (("reject", "paper.md", "--in-place", "--author", "Ann"), 1, "has no tracked changes of Ann."),
        (("reject", "none.md", "--in-place"), 1, "does not exist"),
    ):
        ended = terminal.run(*arguments)
        assert (ended.code, ended.text) == (code, "")
        assert said in ended.err


def test_a_signed_file_is_written_to_only_with_its_flag(terminal: Terminal) -> None:
    signed = shared("documents", "docx", "ms-office-2010-signed.docx").read_bytes()
    plain = store.read(terminal.write("signed.docx", signed))
    deleted = plain.text[0]
    store.save(plain, plain.text, tracked=[Tracked(Edit(0, deleted, ""), "Ann")], breaking=True)
    changed = (terminal.folder / "signed.docx").read_bytes()
    for command in ("accept", "reject", "revise"):
        more = ("--decide", "accept") if command == "revise" else ()
        ended = terminal.run(command, "signed.docx", *more, "--in-place")
        assert ended.code == 1
        assert "is signed, and writing to it breaks the signature" in ended.err
        assert "--break-signature" in ended.err
    assert (terminal.folder / "signed.docx").read_bytes() == changed
    copied = terminal.run("accept", "signed.docx", "--output", "copy.docx")
    assert (copied.code, copied.text) == (0, "1 tracked change accepted: copy.docx\n")
    assert "The signature in copy.docx no longer holds" in copied.err
    ended = terminal.run("accept", "signed.docx", "--in-place", "--break-signature")
    assert (ended.code, ended.text) == (0, "1 tracked change accepted: signed.docx\n")
    assert store.read(terminal.folder / "signed.docx").text == plain.text[1:]


def test_the_changes_of_a_folder_of_word_documents_come_in_as_a_dataset_of_revisions(terminal: Terminal) -> None:
    folder = shared("documents", "docx", "tracked")
    ended = terminal.run("import", "docx", folder)
    assert ended.code == 0
    assert "sessions imported (tracked-changes)" in ended.text
    counted = json.loads(terminal.run("stats", "--by", "annotator", "--json").out)
    assert {"Eric White", "pavel"} <= {row["annotator"] for row in counted}
    again = terminal.run("import", "tracked-changes", folder)
    assert "0 sessions imported" in again.text


def test_word_documents_are_queued_like_all_others(terminal: Terminal) -> None:
    folder = terminal.folder / "papers"
    folder.mkdir()
    for name in ("a.docx", "b.DOCX", "~$a.docx"):
        (folder / name).write_bytes(docx(f"<w:p><w:r><w:t>It is {name}.</w:t></w:r></w:p>"))
    ended = terminal.run("queue", "add", folder, "--annotator", "ann")
    assert ended.code == 0
    listed = terminal.run("queue", "list").text
    assert "a.docx" in listed
    assert "b.DOCX" in listed
    assert "~$" not in listed + ended.err
