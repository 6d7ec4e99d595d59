from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.docx.namespaces import STRICT
from reviser.documents.docx.package import Package
from reviser.documents.docx.pieces import Pieces, spoken
from reviser.documents.docx.scan import Scanner
from reviser.documents.splices import markup
from reviser.documents.splices.pieces import Kind, PieceState
from reviser.errors import DocumentError
from tests.documents.docx import oracle
from tests.documents.docx.making import W, real
from tests.documents.spliced import trees


def parts(path: Path) -> list[bytes]:
    """The XML of a document's text and notes."""
    package = Package(path.read_bytes(), path.name)
    names = [package.document, *package.related("footnotes"), *package.related("endnotes")]
    return [package.part(name).data for name in names]


def body(inner: str, root: str = W, prefix: str = "w:") -> Pieces:
    xml = f"<{prefix}document {root}><{prefix}body>{inner}</{prefix}body></{prefix}document>".encode()
    markup.check(xml, "essay.docx", "Word")
    return Scanner(xml).run()


def paragraph(inner: str) -> str:
    return body(f"<w:p>{inner}</w:p>").text


def check_places(pieces: Pieces) -> None:
    """Each piece's bytes are what it stands for, and no byte belongs to two."""
    data, position = pieces.data, 0
    for number, kind in enumerate(pieces.kinds):
        start, end, shown = pieces.starts[number], pieces.ends[number], pieces.texts[number]
        assert position <= start <= end <= len(data)
        position = end
        raw = data[start:end]
        if kind == Kind.TEXT:
            assert spoken(raw) == shown
            assert b"<" not in raw
            for within in range(len(shown) + 1):
                place = pieces.byte_at(number, within)
                assert spoken(data[start:place]) == shown[:within]
                assert spoken(data[place:end]) == shown[within:]
            run = pieces.runs[number]
            assert pieces.run_content[run] <= start <= end <= pieces.run_ends[run]
        elif kind in {Kind.SIGN, Kind.OBJECT}:
            assert raw.startswith(b"<")
            assert raw.endswith(b">")
            assert len(shown) == 1
        elif kind == Kind.MARK:
            assert shown == "\n"
            assert raw.startswith(b"<")
    for run, start in enumerate(pieces.run_starts):
        assert data[start : start + 1] == b"<"
        assert data[: pieces.run_ends[run]].endswith(b">")
        assert start < pieces.run_inner[run] <= pieces.run_content[run] <= pieces.run_ends[run]


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_real_documents_read_as_a_tree_of_them_does(path: Path) -> None:
    for data in parts(path):
        pieces = Scanner(data).run()
        check_places(pieces)
        assert pieces.text == oracle.text(data)
        assert pieces.text_without(PieceState.DELETED) == oracle.text(data, oracle.deleted)
        for offset in range(0, len(pieces.text), 7):
            piece = pieces.piece_at(offset)
            assert pieces.texts[piece][offset - pieces.offsets[piece]] == pieces.text[offset]


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_tags_are_found_where_expat_finds_them(path: Path) -> None:
    for data in parts(path):
        places: list[int] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda *_, found=places, parser=parser: found.append(parser.CurrentByteIndex)
        parser.Parse(data, True)
        assert [tag.start() for tag in markup.TAG.finditer(data) if tag[2] and not tag[1]] == places


def test_signs_are_characters() -> None:
    inner = '<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:br w:type="page"/>'
    assert paragraph(f"<w:r>{inner}</w:r>") == "a\tb\u2028\u2011\u00ad\u2028\ufffc\n"


def test_entities_edge_spaces_and_what_only_looks_like_a_tag() -> None:
    assert paragraph("<w:r><w:t>a &amp; b &lt;&#233;&#x1F600;&gt;</w:t></w:r>") == "a & b <é😀>\n"
    assert paragraph("<w:r><w:t> lost </w:t></w:r>") == "lost\n"
    assert paragraph('<w:r><w:t xml:space="preserve"> kept </w:t></w:r>') == " kept \n"
    assert paragraph("<w:r><w:t>one\ntwo\r\nthree&#10;four</w:t></w:r>") == "one two three four\n"
    assert paragraph('<w:r w:x="&lt;/w:r> >"><w:t>a</w:t></w:r>') == "a\n"
    assert paragraph("<!-- <w:r><w:t>no</w:t></w:r> --><w:r><w:t>a</w:t></w:r><?x <w:t>no</w:t>?>") == "a\n"
    pieces = body("<w:p><w:r><w:t>a<![CDATA[ <b> ]]>c<!-- d --></w:t></w:r></w:p>")
    assert pieces.text == "a <b> c\n"
    assert pieces.locked[0]
    assert paragraph("<w:r><w:t/></w:r><w:r/><w:r><w:t></w:t></w:r>") == "\n"
    assert body("<w:p/><w:p></w:p>").text == "\n\n"


def test_prefixes_and_namespaces() -> None:
    inner = "<{0}p><{0}r><{0}t>a</{0}t></{0}r></{0}p>"
    assert body(inner.format("x:"), f'xmlns:x="{STRICT}"', "x:").text == "a\n"
    assert body(inner.format(""), f'xmlns="{STRICT}"', "").text == "a\n"
    # Declared at one element, and the same prefix for something else in another.
    assert (
        body(
            '<v:p xmlns:v="urn:v"/>' + inner.format("y:").replace("<y:p>", W.replace("xmlns:w", "<y:p xmlns:y") + ">")
        ).text
        == "\ufffc\na\n"
    )
    assert (
        body('<w:p><w:r><w:t>a</w:t></w:r><w:p xmlns:w="urn:w"><w:t/></w:p><w:r><w:t>b</w:t></w:r></w:p>').text
        == "a\ufffcb\n"
    )


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, PARTED, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
CODE = "<w:r><w:instrText> PAGE </w:instrText></w:r>"


def test_fields_are_one_sign() -> None:
    shown = "<w:r><w:t>7</w:t></w:r>"
    assert paragraph(f"{shown}{BEGIN}{CODE}{PARTED}{shown}{END}{shown}") == "7\ufffc7\n"
    nested = f"{BEGIN}{CODE}{BEGIN}{CODE}{END}{PARTED}{shown}{END}"
    assert paragraph(nested + shown) == "\ufffc7\n"
    over = f"<w:p>{BEGIN}{CODE}{PARTED}{shown}</w:p><w:p>{shown}</w:p><w:p>{END}{shown}</w:p>"
    assert body(over).text == "\ufffc7\n"
    # One that never ends hides nothing, nor does one that ends elsewhere.
    assert paragraph(f"{BEGIN}{CODE}{shown}") == "\ufffc7\n"
    assert paragraph(f"{shown}{END}{shown}") == "77\n"
    cells = f"<w:tbl><w:tr><w:tc><w:p>{BEGIN}{shown}</w:p></w:tc></w:tr></w:tbl><w:p>{END}</w:p>"
    assert body(cells).text == "\ufffc7\n\n"


def test_controls_objects_and_boxes() -> None:
    content = "<w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent>"

    def control(properties: str) -> Scanner:
        xml = f"<w:p {W}><w:sdt><w:sdtPr>{properties}</w:sdtPr>{content}</w:sdt><w:r><w:t>b</w:t></w:r></w:p>"
        scanner = Scanner(xml.encode())
        assert scanner.run().text == "ab\n"
        assert not scanner.pieces.locked[1]
        return scanner

    assert not control("<w:text/>").pieces.locked[0]
    assert not control('<w:showingPlcHdr w:val="0"/>').pieces.locked[0]
    for properties in ("<w:date/>", '<w:lock w:val="sdtContentLocked"/>', '<w:dropDownList w:x="1"/>'):
        assert control(properties).pieces.locked[0], properties
    placeholder, bound = control("<w:showingPlcHdr/>"), control('<w:dataBinding w:xpath="a"/>')
    assert (placeholder.placeholders, placeholder.bound) == (1, 0)
    assert (bound.placeholders, bound.bound) == (0, 1)
    assert placeholder.pieces.locked[0]
    assert bound.pieces.locked[0]
    box = "<mc:AlternateContent xmlns:mc='urn:mc'><w:txbxContent><w:p/></w:txbxContent></mc:AlternateContent>"
    scanner = Scanner(f"<w:body {W}><w:p><w:r>{box}</w:r></w:p><w:altChunk/></w:body>".encode())
    assert scanner.run().text == "\ufffc\n\ufffc\n"
    assert scanner.text_boxes == 1


def test_marks_that_cannot_be_joined_are_locked() -> None:
    cell = "<w:tbl><w:tr><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl>"
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    pieces = body(f"<w:p/><w:bookmarkStart/><w:p/>{cell}{section}<w:p/>")
    assert list(pieces.locked) == [0, 1, 0, 1, 1, 1]


def changed(kind: str, inner: str) -> str:
    return f'<w:{kind} w:id="1" w:author="A" w:date="2026-01-02T03:04:05Z">{inner}</w:{kind}>'


def marked(kind: str) -> str:
    return f'<w:pPr><w:rPr><w:{kind} w:id="2" w:author="B"/></w:rPr></w:pPr>'


def test_changes_of_others() -> None:
    run, gone = "<w:r><w:t>new</w:t></w:r>", "<w:r><w:delText>old</w:delText></w:r>"
    pieces = body(f"<w:p>{changed('del', gone)}{changed('ins', run)}</w:p>")
    assert pieces.text == "old\n"
    assert pieces.text_without(PieceState.DELETED) == "new\n"
    assert [(unit.kind, unit.author, unit.date) for unit in pieces.changes] == [
        ("del", "A", "2026-01-02T03:04:05Z"),
        ("ins", "A", "2026-01-02T03:04:05Z"),
    ]
    assert body(f"<w:p>{marked('ins')}{run}</w:p><w:p>{run}</w:p>").text == "newnew\n"
    assert body(f"<w:p>{marked('del')}{run}</w:p><w:p>{run}</w:p>").text_without(PieceState.DELETED) == "newnew\n"
    # Before a table a mark goes only with all of its paragraph.
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    assert body(f"<w:p>{marked('ins')}{changed('ins', run)}</w:p>{table}").text == "\n\n"
    kept = body(f"<w:p>{marked('ins')}{run}</w:p>{table}")
    assert kept.text == "new\n\n\n"
    assert kept.changes[0].inside
    stacked = body(f"<w:p>{changed('ins', run + changed('del', gone))}</w:p>")
    assert [unit.inside for unit in stacked.changes] == [True, True]
    assert stacked.text == "\n"
    inserted = body(f"<w:p>{changed('ins', BEGIN + CODE)}{PARTED}{changed('ins', run + END)}</w:p>")
    assert inserted.text == "\n"
    assert inserted.tied == {0: range(2)}


def test_a_run_within_a_run_is_an_object() -> None:
    pieces = body("<w:p><w:r><w:t>a</w:t><w:r><w:t>b</w:t></w:r><w:t>c</w:t></w:r></w:p>")
    assert pieces.text == "a\ufffcc\n"
    check_places(pieces)


TAGS = ["w:p", "w:r", "w:t", "w:ins", "w:del", "w:tab", "w:sdt", "w:sdtContent", "w:tbl", "w:tr", "w:tc", "w:delText",
        "w:hyperlink", "w:footnote", "w:x", "v:y", "w:rPr", "w:pPr", "w:sectPr", "w:moveTo", "w:br"]  # fmt: skip
WRONG = [b"", b"<w:p/>", b"<w:r>", b"</w:r>", b"</w:p><w:p>", b"<w:ins/>", b"x"]
MORE = ["<w:sdtPr><w:showingPlcHdr/></w:sdtPr>", BEGIN, END, marked("ins"), marked("del"), "<!--<w:p>-->", "a &amp; b"]


@given(st.lists(trees(4, TAGS, MORE), max_size=6).map("".join))
def test_elements_in_any_order_are_read_without_a_fault(inner: str) -> None:
    pieces = body(inner, f'{W} xmlns:v="urn:v"')
    check_places(pieces)


@given(st.data())
def test_a_real_document_fuzzed_in_its_xml_opens_or_is_refused(data: st.DataObject) -> None:
    paths = real("tracked")
    if not paths:
        pytest.skip("real data not found")
    xml = bytearray(parts(data.draw(st.sampled_from(paths)))[0])
    for _ in range(data.draw(st.integers(1, 3))):
        tags = [tag.span() for tag in markup.TAG.finditer(xml)]
        start, end = data.draw(st.sampled_from(tags or [(0, 1)]))
        xml[start:end] = data.draw(
            st.sampled_from([b"", b"<w:p/>", b"<w:r>", b"</w:r>", b"</w:p><w:p>", b"<w:ins/>", b"x"])
        )
    try:
        markup.check(bytes(xml), "essay.docx", "Word")
    except DocumentError:
        return
    check_places(Scanner(bytes(xml)).run())
