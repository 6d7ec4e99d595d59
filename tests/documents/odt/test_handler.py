from pathlib import Path

import pytest

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents import store
from reviser.documents.base import Tracked
from reviser.documents.encodings import UTF_8
from reviser.documents.formats import OPEN_TEXT
from reviser.documents.odt.handler import TextFormat
from reviser.errors import DocumentError
from tests.documents.odt.making import deletion, gone, insertion, new, note, odt, pages, real, xml
from tests.documents.spliced import revise

FORMAT = TextFormat()


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_real_documents_are_read_decided_edited_and_written(path: Path) -> None:
    revise(FORMAT, path)


def test_a_document_is_opened_edited_tracked_and_saved(tmp_path: Path) -> None:
    path = tmp_path / "essay.odt"
    listed = insertion("i") + deletion("d", "<text:p>gone</text:p>")
    path.write_bytes(odt(f"<text:p>One word.{new('i', 'new')}{gone('d')}</text:p><text:p/>", listed))
    document = store.read(path)
    assert document.format is OPEN_TEXT
    assert document.text == "One word.gone\n\n"
    theirs = Tracked(Edit(9, "gone", "new"), "B", "2026-01-31T12:00:00")
    assert document.content.changes == (theirs,)
    assert document.content.locked == (Span(9, 13), Span(14, 15))
    ours = Tracked(Edit(4, "word", "sentence"), "Ann", "2026-02-01T12:00:00Z", "Clarity: it is one")
    saved = store.save(document, document.text, tracked=[ours, theirs])
    assert [(change.edit, change.author, change.at) for change in saved.content.changes] == [
        (ours.edit, "Ann", "2026-02-01T12:00:00Z"),
        (theirs.edit, "B", "2026-01-31T12:00:00"),
    ]
    assert [(comment.span, comment.text) for comment in saved.content.comments] == [(Span(4, 8), ours.comment)]
    # Theirs is accepted, ours is not decided.
    accepted = store.save(saved, "One word.new\n\n", tracked=[ours])
    assert [(change.edit, change.author) for change in accepted.content.changes] == [(ours.edit, "Ann")]
    assert store.read(path).text == "One word.new\n\n"
    # All is decided: ours was rejected, and the text edited besides.
    edited = store.save(accepted, "One word more.new\n\n")
    assert not edited.content.changes
    assert store.read(path).text == "One word more.new\n\n"
    assert store.save(edited, edited.text).digest == edited.digest


def test_rejecting_everything_before_saving_gives_the_file_back(tmp_path: Path) -> None:
    path = tmp_path / "essay.odt"
    path.write_bytes(odt("<text:p>One word.</text:p>"))
    document = store.read(path)
    assert store.save(document, document.text).digest == document.digest


def test_what_has_no_author_and_no_date_yet() -> None:
    content = FORMAT.read(odt("<text:p>one two</text:p>"), "essay.odt")
    written = FORMAT.track(content, content.text, UTF_8, [Tracked(Edit(0, "one", "1"))])
    assert written.content.changes == (Tracked(Edit(0, "one", "1"), "reviser"),)


def test_what_cannot_be_tracked_is_left_out_and_what_cannot_be_written_is_said() -> None:
    content = FORMAT.read(odt("<text:p>one <draw:frame/></text:p><text:section><text:p/></text:section>"), "essay.odt")
    assert content.text == "one \ufffc\n\n"
    fine, not_there = Tracked(Edit(0, "one", "1")), Tracked(Edit(5, "\n", ""))
    written = FORMAT.track(content, content.text, UTF_8, [fine, not_there])
    assert written.left_out == (not_there,)
    assert [change.edit for change in written.content.changes] == [fine.edit]
    with pytest.raises(DocumentError, match=r"near “one .” cannot be written to an OpenDocument text"):
        FORMAT.write(content, "one \n\n", UTF_8)


def test_what_is_told_of_a_document() -> None:
    section = '<text:section text:protected="true"><text:p>a</text:p></text:section>'
    box = "<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>"
    listed = insertion("i") + insertion("f").replace("text:insertion", "text:format-change")
    body = f"{section}<text:p>{box}{new('i', note('n'))}</text:p>"
    top = f"<text:tracked-changes>{insertion('t')}</text:tracked-changes><text:p>top {new('t', 'new')}</text:p>"
    styles = pages(f"<style:header>{top}</style:header><style:footer><text:p>bottom</text:p></style:footer>")
    members = {"META-INF/documentsignatures.xml": "<x/>", "styles.xml": styles}
    said = " ".join(FORMAT.read(odt(body, listed, members), "a").notes)
    assert "saving it breaks the signature" in said
    assert "not editable here: 2 headers and footers, 1 text box, 1 protected section." in said
    assert (
        "decided here: 1 nested change, or change of a note or table, 1 change in a header or text box,"
        " 1 format change."
    ) in said
    assert not FORMAT.read(odt("<text:p>a</text:p>"), "a").notes


def test_a_zip_file_becomes_no_flat_one_nor_the_other_way_round(tmp_path: Path) -> None:
    content = xml("<text:p>text</text:p>").replace(b"document-content", b"document")
    for name, data, other in (("a.odt", odt("<text:p>text</text:p>"), "b.fodt"), ("a.fodt", content, "b.odt")):
        (tmp_path / name).write_bytes(data)
        document = store.read(tmp_path / name)
        assert document.text == "text\n"
        with pytest.raises(DocumentError, match=f"{other} could not hold everything"):
            store.save(document, "text\n", tmp_path / other)
        assert (
            store.save(document, "texts\n", tmp_path / f"c{document.path.suffix if document.path else ''}").text
            == "texts\n"
        )


def test_an_opendocument_text_becomes_nothing_else_and_nothing_else_becomes_one(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(odt("<text:p>text</text:p>"))
    (tmp_path / "a.md").write_text("text\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"could not hold .*formatting"):
        store.save(store.read(tmp_path / "a.odt"), "text\n", tmp_path / "b.docx")
    with pytest.raises(DocumentError, match="cannot be saved as"):
        store.save(store.read(tmp_path / "a.md"), "text\n", tmp_path / "b.odt")
