import random
from pathlib import Path

import pytest

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents import store
from reviser.documents.base import Tracked
from reviser.documents.docx.handler import WordFormat
from reviser.documents.encodings import UTF_8
from reviser.documents.formats import WORD
from reviser.documents.typed import TypedChecks
from reviser.errors import DocumentError
from tests.data import shared
from tests.documents.docx.making import docx, real
from tests.documents.spliced import revise

FORMAT = WordFormat()
RUN = "<w:r><w:t>{}</w:t></w:r>"
GONE = '<w:del w:id="1" w:author="B" w:date="D"><w:r><w:delText>gone</w:delText></w:r></w:del>'
NEW = '<w:ins w:id="2" w:author="B" w:date="D"><w:r><w:t>new</w:t></w:r></w:ins>'


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_real_documents_are_read_decided_edited_and_written(path: Path) -> None:
    revise(FORMAT, path)


def test_a_document_is_opened_edited_tracked_and_saved(tmp_path: Path) -> None:
    path = tmp_path / "essay.docx"
    data = docx(f"<w:p>{RUN.format('One word.')}{GONE}{NEW}</w:p><w:p/>")
    path.write_bytes(data)
    document = store.read(path)
    assert document.format is WORD
    assert document.text == "One word.gone\n\n"
    assert document.content.changes == (Tracked(Edit(9, "gone", "new"), "B", "D"),)
    assert document.content.locked == (Span(9, 13), Span(14, 15))
    ours = Tracked(Edit(4, "word", "sentence"), "Ann", "E", "Clarity: it is one")
    saved = store.save(document, document.text, tracked=[ours, *document.content.changes])
    assert [(change.edit, change.author) for change in saved.content.changes] == [
        (Edit(4, "word", "sentence"), "Ann"),
        (Edit(9, "gone", "new"), "B"),
    ]
    assert [comment.text for comment in saved.content.comments] == ["Clarity: it is one"]
    # Theirs is accepted, ours is not decided.
    accepted = store.save(saved, "One word.new\n\n", tracked=[ours])
    assert accepted.content.changes == (Tracked(ours.edit, "Ann", "E"),)
    assert store.read(path).text == "One word.new\n\n"
    # All is decided: ours was rejected, and the text edited besides.
    edited = store.save(accepted, "One word more.new\n\n")
    assert not edited.content.changes
    assert store.read(path).text == "One word more.new\n\n"
    assert store.save(edited, edited.text).digest == edited.digest


def test_what_has_no_author_yet_is_the_programs() -> None:
    content = FORMAT.read(docx(f"<w:p>{RUN.format('one two')}</w:p>"), "essay.docx")
    written = FORMAT.track(content, content.text, UTF_8, [Tracked(Edit(0, "one", "1"))])
    assert written.content.changes == (Tracked(Edit(0, "one", "1"), "reviser"),)
    assert b"w:date" not in written.data


def test_what_cannot_be_tracked_is_left_out_and_what_cannot_be_written_is_said() -> None:
    link = f"<w:sdt><w:sdtContent>{RUN.format('link')}</w:sdtContent></w:sdt>"
    content = FORMAT.read(docx(f"<w:p>{RUN.format('one ')}{link}<w:r><w:drawing/></w:r></w:p>"), "essay.docx")
    assert content.text == "onelink\ufffc\n"
    fine, not_there = Tracked(Edit(0, "one", "1")), Tracked(Edit(5, "", "\n"))
    written = FORMAT.track(content, content.text, UTF_8, [fine, not_there])
    assert written.left_out == (not_there,)
    assert [change.edit for change in written.content.changes] == [fine.edit]
    with pytest.raises(DocumentError, match=r"near “onelink.” cannot be written"):
        FORMAT.write(content, "onelink\n", UTF_8)
    with pytest.raises(DocumentError, match="begins a paragraph within a control"):
        FORMAT.write(content, "oneli\nnk\ufffc\n", UTF_8)


def test_words_of_a_table_whose_cells_are_alike_change_where_they_were_changed() -> None:
    cell = f"<w:tc><w:p>{RUN.format('Inserting columns to make it more complex.')}</w:p></w:tc>"
    content = FORMAT.read(docx(f"<w:tbl>{f'<w:tr>{cell * 4}</w:tr>' * 40}</w:tbl><w:p/>"), "essay.docx")
    lines = content.text.split("\n")
    for seed in range(4):
        choose = random.Random(seed)
        changed = [line.replace(choose.choice(["columns", "it", "to "]), "", choose.choice([0, 1])) for line in lines]
        text = "\n".join(changed)
        assert FORMAT.write(content, text, UTF_8).content.text == text


def test_the_guard_keeps_objects_and_what_xml_cannot_hold() -> None:
    guard = FORMAT.guard("See \ufffc here\n")
    assert guard.protected == (Span(4, 5),)
    assert not guard.keeps(Edit(4, "\ufffc", ""))
    assert not guard.keeps(Edit(0, "", "\ufffc"))
    assert not guard.keeps(Edit(0, "", "\x00"))
    assert guard.keeps(Edit(0, "See", "Look"))


def test_what_is_told_of_a_document() -> None:
    folder = shared("documents", "docx")

    def notes(name: str) -> str:
        return " ".join(store.read(folder / name).notes)

    assert "saving it breaks the signature" in notes("hello-world-signed.docx")
    assert "editing in Word" in notes("documentProtection_readonly_no_password.docx")
    assert "1 text box" in notes("text-box.docx")
    assert "2 bound fields" in notes("binding-simple.docx")
    assert "4 parts of moves" in notes("tracked/RP015-MoveFrom-MoveTo.docx")
    assert not store.read(folder / "endnotes.docx").notes


def test_a_signed_file_is_written_over_only_where_that_is_allowed(tmp_path: Path) -> None:
    data = shared("documents", "docx", "hello-world-signed.docx").read_bytes()
    path, copy = tmp_path / "signed.docx", tmp_path / "copy.docx"
    path.write_bytes(data)
    (tmp_path / "link.docx").symlink_to(path)
    document = store.read(path)
    assert document.content.signed
    again = store.save(document, document.text)  # not a byte is another
    assert (again.content.signed, path.read_bytes(), again.notes) == (True, data, ())
    for target in (None, path, tmp_path / "link.docx"):
        with pytest.raises(store.SignedError, match=r"signed\.docx is signed|link\.docx is signed"):
            store.save(document, "Words. " + document.text, target)
    assert path.read_bytes() == data
    elsewhere = store.save(document, "Words. " + document.text, copy)
    assert elsewhere.notes == ("The signature in copy.docx no longer holds: have it signed again.",)
    assert path.read_bytes() == data
    saved = store.save(document, "Words. " + document.text, breaking=True)
    assert store.read(path).text.startswith("Words. ")
    assert "no longer holds" in saved.notes[0]
    more = store.save(saved, "More words. " + document.text)  # it was said once
    assert (more.content.signed, more.notes) == (False, ())


def test_a_word_document_becomes_nothing_else_and_nothing_else_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(f"<w:p>{RUN.format('text')}</w:p>"))
    (tmp_path / "a.md").write_text("text\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"could not hold .*formatting"):
        store.save(store.read(tmp_path / "a.docx"), "text\n", tmp_path / "b.md")
    with pytest.raises(DocumentError, match="cannot be saved as"):
        store.save(store.read(tmp_path / "a.md"), "text\n", tmp_path / "b.docx")


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_what_is_typed_in_a_real_document_can_be_saved(path: Path, request: pytest.FixtureRequest) -> None:
    content = FORMAT.read(path.read_bytes(), path.name)
    for seed in range(20 if request.config.getoption("--long") else 3):
        choose, text, checks = random.Random(seed), content.text, TypedChecks(content)
        places = [0, len(text), *(place for span in content.fixed for place in (span.start, span.end))]
        for _ in range(3):
            start = min(choose.choice(places) if choose.random() < 0.5 else choose.randrange(len(text) + 1), len(text))
            end = min(len(text), start + choose.choice([0, 0, 0, 1, 3, 40]))
            after = choose.choice(["x", "more words ", "", "", "\n", "one\ntwo"])
            text = apply(text, checks.of(content, text, [Edit(start, text[start:end], after)]).edits)
        assert FORMAT.write(content, text, UTF_8).content.text == text
