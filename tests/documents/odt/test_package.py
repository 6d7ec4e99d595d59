import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit
from reviser.documents.odt.document import TextDocument
from reviser.errors import DocumentError
from tests.data import shared
from tests.documents.odt.making import HEAD, KIND, NAMES, odt, pages, unzipped, xml, zipped

PLAIN = odt("<text:p>one two</text:p>", members={"Pictures/a.png": bytes(range(256)) * 9, "settings.xml": "<s/>"})
FLAT = xml("<text:p>one two</text:p>").replace(b"document-content", b"document")


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        TextDocument(data, "essay.odt")
    said = str(caught.value)
    assert said.startswith("essay.odt ")
    assert said.count(". ") == 0
    assert said.endswith(".")
    return said


def test_members_stay_as_they_are_and_in_their_order() -> None:
    document = TextDocument(PLAIN, "essay.odt")
    for after in (document.clean([Edit(0, "one", "1")]), document.tracked([Edit(0, "one", "1")], "Me", "D")):
        old, now = unzipped(PLAIN), unzipped(after)
        assert [each[:2] for each in old] == [each[:2] for each in now]
        assert [name for (name, _, content), (_, _, made) in zip(old, now, strict=True) if content != made] == [
            "content.xml"
        ]
        assert after[30:38] == b"mimetype"
        assert after[38 : 38 + len(KIND)] == KIND.encode()
    assert document.clean([]) == PLAIN


def test_one_flat_file_is_read_and_written() -> None:
    document = TextDocument(FLAT, "essay.fodt")
    assert document.text == "one two\n"
    assert document.clean([]) == FLAT
    assert document.clean([Edit(0, "one", "1")]) == FLAT.replace(b"one", b"1")
    latin = FLAT.replace(b"UTF-8", b"ISO-8859-1").replace(b"one", "\u00e9".encode("latin-1"))
    document = TextDocument(latin, "essay.fodt")
    assert document.clean([Edit(0, "\u00e9", "\u00e8")]) == latin.replace(b"\xe9", b"\xe8")
    with pytest.raises(DocumentError, match="does not exist in iso-8859-1"):
        document.clean([Edit(0, "", "\u2192")])


def test_what_cannot_be_opened_is_said() -> None:
    encrypted = {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}
    assert "is encrypted" in refusal(zipped({"mimetype": KIND, "content.xml": b"\x00\x01", **encrypted}))
    assert "is damaged or was not copied whole" in refusal(PLAIN[: len(PLAIN) // 2])
    assert "not a LibreOffice document" in refusal(b"some text")
    assert "is a spreadsheet" in refusal(
        zipped({"mimetype": KIND.replace("text", "spreadsheet"), "content.xml": "<x/>"})
    )
    assert "another kind of file" in refusal(zipped({"mimetype": "application/epub+zip", "content.xml": "<x/>"}))
    assert "is not an OpenDocument text" in refusal(zipped({"mimetype": KIND}))
    assert "not well-formed" in refusal(zipped({"mimetype": KIND, "content.xml": "<x>"}))
    dtd = HEAD + '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "document type definition" in refusal(zipped({"mimetype": KIND, "content.xml": dtd}))
    assert "document type definition" in refusal(dtd.encode())
    assert "contains no text" in refusal(
        zipped({"mimetype": KIND, "content.xml": f"<office:document-content {NAMES}/>"})
    )


@given(st.integers(0, len(PLAIN)), st.integers(0, 300), st.binary(max_size=8))
def test_a_file_that_is_cut_or_changed_opens_or_is_refused(place: int, length: int, put: bytes) -> None:
    with suppress(DocumentError):
        TextDocument(PLAIN[:place] + put + PLAIN[place + length :], "essay.odt")


def test_facts() -> None:
    styles = pages("<style:header><text:p>Page <text:x/></text:p></style:header><style:footer><text:p/></style:footer>")
    key = '<s config:name="RedlineProtectionKey" config:type="base64Binary">{}</s>'
    members = {"META-INF/documentsignatures.xml": "<x/>", "styles.xml": styles, "settings.xml": key.format("AQ==")}
    document = TextDocument(odt("<text:p/>", members=members), "a")
    facts = document.facts
    assert (document.signed, facts.protected, facts.headers) == (True, True, 1)
    document = TextDocument(odt("<text:p/>", members={"settings.xml": key.format("")}), "a")
    facts = document.facts
    assert (document.signed, facts.protected, facts.headers) == (False, False, 0)
    read_only = '<s config:name="LoadReadonly" config:type="boolean">true</s>'
    assert TextDocument(odt("<text:p/>", members={"settings.xml": read_only}), "a").facts.protected


def test_real_members_are_equal_and_in_order_after_an_edit() -> None:
    for path in sorted(shared("documents", "odt").glob("*.odt")):
        document = TextDocument(path.read_bytes(), path.name)
        edits = [Edit(place, sign, "x") for place, sign in enumerate(document.text)]
        edit = next(edit for edit in edits if document.allows(edit))
        after = document.clean([edit])
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(BytesIO(after)) as now:
            assert old.namelist() == now.namelist()
            assert [each.date_time for each in old.infolist()] == [each.date_time for each in now.infolist()]
            changed = [name for name in old.namelist() if old.read(name) != now.read(name)]
        assert changed == ["content.xml"]
