import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.docx.package import Package
from reviser.documents.splices import archive
from reviser.errors import DocumentError
from tests.data import shared
from tests.documents.docx.making import KIND, RELATIONS, W, docx, real, relation, unzipped, zipped

PARAGRAPH = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>"
PLAIN = docx(PARAGRAPH, {"word/media/picture.png": bytes(range(256)) * 9})


def read(data: bytes) -> bytes:
    """The text's part."""
    package = Package(data, "essay.docx")
    return package.part(package.document).data


def refusal(data: bytes) -> str:
    """What is said of a document when its text is asked for: one sentence."""
    with pytest.raises(DocumentError) as caught:
        read(data)
    sentence = str(caught.value)
    assert sentence.startswith("essay.docx ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_every_real_document_opens_and_is_the_same_file_without_a_change() -> None:
    shared("documents", "docx")
    for path in real():
        data = path.read_bytes()
        package = Package(data, path.name)
        part = package.part(package.document)
        assert part.coding.encode(part.data) == unzipped(data)[package.document]
        assert package.replaced({}) == data
        assert package.replaced({package.document: part.data}) == data


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_one_part_replaced_leaves_the_others_as_they_lie(path: Path) -> None:
    data = path.read_bytes()
    package = Package(data, path.name)
    changed = package.part(package.document).data + b"<!--x-->"
    new = package.replaced({package.document: changed, "word/new.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert after.testzip() is None
        assert [*before.namelist(), "word/new.xml"] == after.namelist()
        assert before.comment == after.comment
        for old in before.infolist():
            now = after.getinfo(old.filename)
            assert (old.compress_type, old.date_time, old.external_attr) == (
                now.compress_type,
                now.date_time,
                now.external_attr,
            )
            if old.filename == package.document:
                assert after.read(now).endswith(changed)
            else:
                assert before.read(old) == after.read(now)
                assert raw(data, old) == raw(new, now)


def raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A member's packed bytes as they lie in the file."""
    name, extra = (int.from_bytes(data[info.header_offset + at :][:2], "little") for at in (26, 28))
    start = info.header_offset + 30 + name + extra
    return data[start : start + info.compress_size]


@pytest.mark.parametrize("streamed", [False, True], ids=["sizes first", "sizes behind the data"])
def test_a_file_with_something_before_it_a_comment_and_sizes_in_64_bits(streamed: bool) -> None:
    file = io.BytesIO()
    file.write(b"a program that unpacks itself")

    class Pipe(io.RawIOBase):
        """A file that cannot be gone back in, for which the sizes are written behind the data."""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            assert isinstance(data, bytes | bytearray | memoryview)
            return file.write(data)

    with zipfile.ZipFile(Pipe() if streamed else file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in unzipped(PLAIN).items():
            with target.open(name, "w", force_zip64=True) as member:
                member.write(content)
        target.comment = b"by hand"
    package = Package(file.getvalue(), "essay.docx")
    new = package.replaced({package.document: package.part(package.document).data.replace(b"Text", b"Word")})
    expected = unzipped(PLAIN)
    expected["word/document.xml"] = expected["word/document.xml"].replace(b"Text", b"Word")
    assert unzipped(new) == expected
    with zipfile.ZipFile(io.BytesIO(new)) as archive_:
        assert archive_.comment == b"by hand"


def test_what_is_no_document_is_refused_in_one_sentence() -> None:
    assert "not a Word document" in refusal(b"Just text.")
    assert "not a Word document" in refusal(b"")
    assert "old Office format" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "is encrypted" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert "not a Word document" in refusal(zipped({"a.txt": "text"}))
    assert "OpenDocument" in refusal(zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))
    sheet = RELATIONS.format(relation("rId1", f"{KIND}/officeDocument", "xl/workbook.xml"))
    assert "a spreadsheet" in refusal(zipped({"_rels/.rels": sheet, "xl/workbook.xml": "<a/>"}))
    members = unzipped(PLAIN)
    assert "compressed in a way" in refusal(zipped(members, zipfile.ZIP_LZMA))
    del members["word/document.xml"]
    assert "not a Word document" in refusal(zipped(members))


def test_a_dtd_is_refused_wherever_it_stands() -> None:
    members = unzipped(PLAIN)
    for name in ("_rels/.rels", "word/document.xml"):
        bomb = b'<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'
        assert "document type definition" in refusal(zipped({**members, name: bomb}))
    path = shared("documents", "docx", "ExternalEntityInText.docx")
    assert "document type definition" in refusal(path.read_bytes())


def test_damaged_xml_is_refused() -> None:
    members = unzipped(PLAIN)
    for xml in (b"", b"<w:document", b"<a></b>", b"<a>&what;</a>", b"\xff\xfe<a/>", b"<a>\xff</a>"):
        assert "damaged inside" in refusal(zipped({**members, "word/document.xml": xml}))
    unknown = b"<?xml version='1.0' encoding='klingon'?><a/>"
    assert "damaged inside" in refusal(zipped({**members, "word/document.xml": unknown}))


def test_what_unpacks_without_end_is_refused() -> None:
    members = unzipped(PLAIN)
    members["word/document.xml"] = b"<a>" + bytes(archive.LIMIT_BYTES) + b"</a>"
    assert "over 64 MB" in refusal(zipped(members))


def test_what_unpacks_to_too_much_in_all_is_refused() -> None:
    size = archive.ALL_LIMIT_BYTES // 2 - 9
    made = archive.Archive(zipped({name: bytes(size) for name in "abc"}), "essay.docx", "Word")
    assert len(made.read("a")) == len(made.read("b")) == len(made.read("a")) == size
    with pytest.raises(DocumentError, match="text of over 128 MB: split the document"):
        made.read("c")


@pytest.mark.parametrize("part", range(1, 20))
def test_a_truncated_file_is_refused(part: int) -> None:
    assert "damaged or was not copied whole" in refusal(PLAIN[: len(PLAIN) * part // 20])


@given(place=st.integers(0, len(PLAIN) - 1), byte=st.integers(1, 255))
def test_a_file_with_a_wrong_byte_opens_or_is_refused(place: int, byte: int) -> None:
    data = bytearray(PLAIN)
    data[place] ^= byte
    with suppress(DocumentError):
        package = Package(bytes(data), "essay.docx")
        package.part(package.document)
        assert package.replaced({}) == data
        new = package.replaced({package.document: b"<a/>"})
        assert Package(new, "essay.docx").part(package.document).data == b"<a/>"


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_are_written_as_they_were(coding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{coding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")}"?>'
    mark = "\ufeff" if coding.startswith("utf-16") else ""
    body = f"{mark}{xml}<w:document {W}><w:body><w:p><w:r><w:t>Élan</w:t></w:r></w:p></w:body></w:document>"
    data = zipped({**unzipped(PLAIN), "word/document.xml": body.encode(coding)})
    package = Package(data, "essay.docx")
    part = package.part(package.document)
    assert "Élan".encode() in part.data
    new = package.replaced({part.name: part.data.replace("Élan".encode(), "Été".encode())})
    assert unzipped(new)["word/document.xml"] == body.replace("Élan", "Été").encode(coding)
    if coding == "iso-8859-1":
        with pytest.raises(DocumentError, match="does not exist in iso-8859-1"):
            package.replaced({part.name: part.data.replace("Élan".encode(), "Ω".encode())})


def test_facts_that_the_caller_asks_about() -> None:
    def settings(inner: str) -> Package:
        return Package(docx(PARAGRAPH, {"word/settings.xml": f"<w:settings {W}>{inner}</w:settings>"}), "essay.docx")

    assert not settings("").protected
    assert not settings('<w:documentProtection w:edit="none" w:enforcement="1"/>').protected
    assert not settings('<w:documentProtection w:edit="readOnly" w:enforcement="0"/>').protected
    assert settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>').protected
    assert not settings("").tracking
    assert not settings('<w:trackRevisions w:val="0"/>').tracking
    assert settings("<w:trackRevisions/>").tracking
    assert not Package(PLAIN, "essay.docx").signed


def test_facts_of_real_documents() -> None:
    folder = shared("documents", "docx")

    def package(name: str) -> Package:
        return Package((folder / name).read_bytes(), name)

    assert package("hello-world-signed.docx").signed
    assert package("ms-office-2010-signed.docx").signed
    assert package("documentProtection_readonly_no_password.docx").protected
    assert package("documentProtection_trackedChanges_no_password.docx").tracking
    assert package("strict-format.docx").strict
    assert package("footnotes.docx").related("footnotes") == ("word/footnotes.xml",)
