"""Books are opened as one text, chapter behind chapter, and saved such that only what was edited is another."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.documents import store
from reviser.documents.encodings import UTF_8
from reviser.documents.epub.document import EpubDocument
from reviser.documents.epub.handler import EpubFormat
from reviser.documents.formats import EPUB
from reviser.documents.highlight import SyntaxStyle, heading
from reviser.documents.html.tags import TAG
from reviser.documents.splices.document import LockedError
from reviser.errors import DocumentError
from tests.documents.epub.making import ENCRYPTION, FIRST, OF_FONTS, OLD, SECOND, chapter, epub
from tests.documents.html.making import sources
from tests.documents.odt.making import unzipped, zipped
from tests.documents.spliced import random_edits, revise

FORMAT = EpubFormat()
BOOK = epub([FIRST, SECOND])
TEXT = """\
One\u00a0— a beginning
It was a dark and stormy night; the rain fell\ufffc in torrents.
He said: “Go” & went.\u2028She stayed.
salt
bread
\ufffc
Except at times.

Two
The lady\ufffc sang <la> and see there.
a
b
"""


def test_a_book_is_one_text_in_reading_order() -> None:
    assert EpubDocument(BOOK, "a.epub").text == TEXT
    turned = epub([FIRST, SECOND], spine="c2 c1")
    assert EpubDocument(turned, "a.epub").text.startswith("Two\n")


def test_old_books_and_empty_chapters() -> None:
    book = EpubDocument(epub([OLD, chapter(""), OLD], version=2), "a.epub")
    assert book.text == "An old\u00a0book.\nIts end.\n\nAn old\u00a0book.\nIts end.\n"
    assert book.clean(()) == book.data


def test_a_book_is_opened_edited_and_saved(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(BOOK)
    document = store.read(path)
    assert document.format is EPUB
    assert (document.text, document.notes) == (TEXT, ())
    assert store.save(document, TEXT).digest == document.digest
    text = TEXT.replace("dark", "bright").replace("sang", "sang\nloudly")
    store.save(document, text)
    assert store.read(path).text == text
    old, new = unzipped(BOOK), unzipped(path.read_bytes())
    assert [member[:2] for member in new] == [member[:2] for member in old]
    assert new[0][:2] == ("mimetype", zipfile.ZIP_STORED)
    changed = {name: content for (name, _, content), was in zip(new, old, strict=True) if content != was[2]}
    assert changed == {
        "OEBPS/Text/chapter 1.xhtml": FIRST.replace("dark", "bright").encode(),
        "OEBPS/Text/chapter 2.xhtml": SECOND.replace(" sang ", " sang</p><p>loudly ").encode(),
    }


def test_chapters_are_parted_by_what_nobody_can_edit() -> None:
    document = EpubDocument(BOOK, "a.epub")
    place = TEXT.index("\n\nTwo")
    for edit in Edit(place, "\n", ""), Edit(place + 1, "\n", ""), Edit(place + 1, "", "x"):
        assert not document.allows(edit)
    with pytest.raises(LockedError):
        document.clean([Edit(place - 1, ".\n\nT", "")])
    with pytest.raises(DocumentError, match="cannot be written to an EPUB book"):
        FORMAT.write(FORMAT.read(BOOK, "a"), TEXT.replace("\n\nTwo", "\nTwo"), UTF_8)


def test_a_book_looks_like_itself() -> None:
    content = FORMAT.read(BOOK, "a.epub")
    assert content.highlighter is not None
    lines = TEXT.split("\n")
    syntax, state = [], content.highlighter.start
    for number in range(len(lines)):
        found, state = content.highlighter.block(lines, number, state)
        syntax += found
    faces = {lines[at][start:end]: face for at, line in enumerate(syntax) for start, end, face in line.stretches}
    assert faces["dark"] == SyntaxStyle.EMPHASIS
    assert faces["stormy"] == SyntaxStyle.STRONG  # by the style sheet
    assert faces["there"] == SyntaxStyle.LINK
    assert faces[lines[0]] == heading(1)
    assert "<la>" not in faces
    assert [syntax[at].mark for at in (3, 4, 5)] == ["•", "•", ""]
    assert [line.labels for line in syntax if line.labels] == [("1",), ("A storm",), ("Lady",)]
    assert [line.cell is not None for line in syntax[-4:]] == [False, True, True, False]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html></html>", "is not an EPUB book"),
        (zipped({"mimetype": "application/zip"}), "is not an EPUB book"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/container.xml": "<x/>"}), "not an"),
        (zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}), "is not an EPUB book"),
        (BOOK[:400], "damaged or was not copied whole"),
        (epub([FIRST], spine="nowhere"), "contains none of the chapters that it lists"),
        (epub([FIRST], {"META-INF/encryption.xml": ENCRYPTION.format("urn:aes128-cbc", "x")}), "protected against"),
        (epub([FIRST], {"META-INF/encryption.xml": ENCRYPTION.format(OF_FONTS, "OEBPS/Text/chapter%201.xhtml")}),
         "protected against"),
        (epub([FIRST], {"OEBPS/Text/chapter 1.xhtml": b"<p>\xff</p>"}), "damaged inside"),
    ],
)  # fmt: skip
def test_what_is_no_book_or_cannot_be_read_is_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as told:
        FORMAT.read(data, "a.epub")
    assert str(told.value).count("a.epub") == 1


def test_fonts_that_are_made_hard_to_take_out_and_signatures_are_no_protection() -> None:
    fonts = ENCRYPTION.format(OF_FONTS, "OEBPS/font.otf")
    content = FORMAT.read(epub([FIRST], {"META-INF/encryption.xml": fonts, "META-INF/signatures.xml": "<x/>"}), "a")
    assert content.signed
    assert "breaks the signature" in content.notes[0]


def test_a_chapter_that_is_missing_is_said() -> None:
    members = {name: content for name, _, content in unzipped(BOOK) if "chapter 2" not in name}
    content = FORMAT.read(zipped(members), "a.epub")
    assert content.notes == ("1 chapter that the book lists is missing.",)
    assert content.text == TEXT[: TEXT.index("\nTwo")]


def test_chapters_in_other_encodings() -> None:
    latin = chapter("<p>Caf\u00e9</p>").replace("utf-8", "iso-8859-1")
    members = {name: content for name, _, content in unzipped(epub([latin]))}
    members["OEBPS/Text/chapter 1.xhtml"] = latin.encode("latin-1")
    document = EpubDocument(zipped(members), "a.epub")
    assert document.text == "Café\n"
    new = document.clean([Edit(4, "", "s – ouverts")])
    written = {name: content for name, _, content in unzipped(new)}["OEBPS/Text/chapter 1.xhtml"]
    assert written == latin.replace("Café", "Cafés &#8211; ouverts").encode("latin-1")
    assert EpubDocument(new, "a.epub").text == "Cafés – ouverts\n"


def test_books_are_revised_as_documents_of_the_other_formats_are(tmp_path: Path) -> None:
    for number, chapters in enumerate(([FIRST, SECOND], [OLD], [SECOND, OLD, FIRST])):
        path = tmp_path / f"{number}.epub"
        path.write_bytes(epub(chapters))
        revise(FORMAT, path)


@given(st.lists(sources(depth=3), min_size=1, max_size=3), st.integers(0, 10**6))
def test_random_edits_of_random_books(inner: list[str], seed: int) -> None:
    data = epub([chapter(each) for each in inner])
    document = EpubDocument(data, "a.epub")
    edits = random_edits(document, seed)
    try:
        new = document.clean(edits)
    except LockedError:
        return
    assert EpubDocument(new, "a.epub").text == apply(document.text, edits)
    touched = {document.pages[number].name for number, page in enumerate(document.pages)
               for edit in edits if page.offset <= edit.start <= page.offset + len(page.pieces.text)}  # fmt: skip
    for (name, packing, content), was in zip(unzipped(new), unzipped(data), strict=True):
        assert (name, packing) == was[:2]
        if name not in touched:
            assert content == was[2]
        else:
            ElementTree.fromstring(content.decode().replace("&nbsp;", "&#160;"))


@given(st.data())
def test_a_book_fuzzed_in_its_markup_opens_or_is_refused(data: st.DataObject) -> None:
    members = {name: content for name, _, content in unzipped(BOOK)}
    name = data.draw(st.sampled_from([name for name in members if name.endswith(("xml", "opf", "xhtml"))]))
    source = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 3))):
        tags = [tag.span() for tag in TAG.finditer(source)]
        start, end = data.draw(st.sampled_from(tags or [(0, 0)]))
        wrong = [b"", b"<p>", b"</p>", b"<", b"&", b"\xff", b"<b/>", b"]]>", b"<item id='c2'/>"]
        source[start:end] = data.draw(st.sampled_from(wrong))
    book = zipped({**members, name: bytes(source)})
    try:
        document = EpubDocument(book, "a.epub")
    except DocumentError:
        return
    assert document.clean(()) == book
    edits = random_edits(document, 1)
    try:
        new = document.clean(edits)
    except LockedError:
        return
    assert EpubDocument(new, "a.epub").text == apply(document.text, edits)


@given(st.data())
def test_a_file_that_was_cut_or_changed_opens_or_is_refused(data: st.DataObject) -> None:
    book = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        book[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
    book = book[: data.draw(st.integers(1, len(book)))]
    try:
        document = EpubDocument(bytes(book), "a.epub")
    except DocumentError:
        return
    assert document.clean(()) == bytes(book)
