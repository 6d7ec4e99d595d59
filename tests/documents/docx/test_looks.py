"""How a Word document's lines look: what its runs, styles, lists, tables and objects say."""

from pathlib import Path

import pytest

from reviser.documents.appearance import FileHighlighter, LineLook
from reviser.documents.docx.document import WordDocument
from reviser.documents.docx.handler import WordFormat
from reviser.documents.docx.looks import looks
from reviser.documents.docx.styles import styles_of
from reviser.documents.highlight import StyledSpan, SyntaxStyle, TableCell, heading_level
from tests.data import shared
from tests.documents.docx.making import W, docx, real
from tests.documents.docx.making import field as linked

BOLD, ITALIC, LINK, OBJECT = SyntaxStyle.STRONG, SyntaxStyle.EMPHASIS, SyntaxStyle.LINK, SyntaxStyle.OBJECT
RUN = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H2"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"""
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">{LEVEL.format(0, 1, "decimal", "%1.")}
{LEVEL.format(1, 1, "lowerRoman", "%1.%2)")}{LEVEL.format(2, 1, "upperLetter", "(%3)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{LEVEL.format(0, 1, "bullet", "")}</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>
</w:num></w:numbering>"""


def lines(body: str) -> list[LineLook]:
    data = docx(body, {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING})
    document = WordDocument(data, "essay.docx")
    return looks((story.pieces for story in document.all_stories), styles_of(document.package))


def spans(inner: str, properties: str = "") -> tuple[StyledSpan, ...]:
    return lines(f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")[0].spans


def run(text: str, properties: str = "") -> str:
    return RUN.format(f"<w:rPr>{properties}</w:rPr>" if properties else "", text)


def listed(number: int, depth: int = 0) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("x")}</w:p>'
    )


def test_bold_and_italics_of_runs_and_of_styles() -> None:
    assert spans(run("one ", "<w:b/>") + run("two", "<w:b/><w:i/>")) == (
        StyledSpan(0, 4, BOLD),
        StyledSpan(4, 7, BOLD | ITALIC),
    )
    assert spans(run("x", '<w:rStyle w:val="Strong"/>')) == (StyledSpan(0, 1, BOLD),)
    assert spans(run("x", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>')) == ()
    assert spans(run("x", '<w:rPrChange w:id="1" w:author="A"><w:rPr><w:b/></w:rPr></w:rPrChange>')) == ()


def test_headings_by_style_and_by_outline() -> None:
    def level(properties: str, of_run: str = "") -> int:
        found = spans(run("Title", of_run), properties)
        return heading_level(found[0].face) if found else 0

    assert level('<w:pStyle w:val="H2"/>') == 2
    assert level('<w:pStyle w:val="Mine"/>') == 2
    assert spans(run("x"), '<w:pStyle w:val="Mine"/>')[0].face & ITALIC
    assert level('<w:outlineLvl w:val="0"/>') == 1
    assert level('<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>') == 0
    assert level('<w:pStyle w:val="H2"/>', '<w:sz w:val="22"/>') == 0
    assert level('<w:pStyle w:val="H2"/>', '<w:sz w:val="32"/>') == 2
    assert level("") == 0


def test_lists_have_their_marks() -> None:
    body = "".join(
        [listed(3), listed(3), listed(3, 1), listed(3, 1), listed(3, 2), listed(3), listed(3, 1), listed(4), listed(5)]
    )
    found = lines(body)
    assert [line.mark for line in found[:-1]] == ["1.", "2.", "2.i)", "2.ii)", "(A)", "3.", "3.i)", "•", "7."]
    assert [line.columns for line in found[:6]] == [3, 3, 6, 6, 9, 3]
    styled = f'<w:p><w:pPr><w:pStyle w:val="Item"/></w:pPr>{run("x")}</w:p>'
    off = f'<w:p><w:pPr><w:pStyle w:val="Item"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>{run("x")}</w:p>'
    assert [line.mark for line in lines(styled + off)] == ["1.", "", ""]


def test_cells_links_and_objects() -> None:
    def cell(inner: str) -> str:
        return f"<w:tc>{inner}</w:tc>"

    paragraph = f"<w:p>{run('x')}</w:p>"
    inner = f"<w:tbl><w:tr>{cell(paragraph)}</w:tr></w:tbl>"
    table = f"<w:tbl><w:tr>{cell(paragraph * 2)}{cell(inner + paragraph)}</w:tr><w:tr>{cell(paragraph)}</w:tr></w:tbl>"
    found = lines(f"{paragraph}{table}{paragraph}")
    assert [line.cell for line in found] == [
        None,
        TableCell(0, 0, 0),
        TableCell(0, 0, 0),
        TableCell(1, 0, 0),
        TableCell(0, 0, 1),
        TableCell(0, 1, 0),
        None,
        None,
    ]
    assert spans(f"<w:hyperlink>{run('link')}</w:hyperlink>{run(' on')}") == (StyledSpan(0, 4, LINK),)
    assert spans(run("see ") + linked(run("link")) + run(" on")) == (StyledSpan(4, 8, LINK),)
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("Figure 3")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    (line, _) = lines(f"<w:p>{run('see ')}{field}{note}<w:r><w:drawing/></w:r>{note}</w:p>")
    assert line.spans == (StyledSpan(4, 8, OBJECT),)
    assert line.labels == ("Figure 3", "1", "", "2")


def test_a_text_box_shows_its_text() -> None:
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    drawn = f"<w:r><w:pict>{box}</w:pict></w:r>"
    old = f'<w:r><m:AlternateContent xmlns:m="m"><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback>'
    line, *_ = lines(f"<w:p>{drawn}{old}</m:AlternateContent></w:r></w:p>")
    assert line.labels == ("In a box.", "In a box.")


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_every_line_of_a_real_document_has_a_look(path: Path) -> None:
    content = WordFormat().read(path.read_bytes(), path.name)
    assert isinstance(content.highlighter, FileHighlighter)
    document = WordDocument(path.read_bytes(), path.name)
    found = looks((story.pieces for story in document.all_stories), styles_of(document.package))
    texts = content.text.split("\n")
    assert len(found) == len(texts)
    for line, text in zip(found, texts, strict=True):
        assert all(0 <= start < end <= len(text) for start, end, _ in line.spans)
        assert len(line.labels) == text.count("\ufffc")
        assert all(text[start:end].strip("\ufffc") == "" for start, end, face in line.spans if face & OBJECT)


def test_numbers_of_a_real_list() -> None:
    path = shared("documents", "docx", "ComplexNumberedLists.docx")
    document = WordDocument(path.read_bytes(), path.name)
    found = looks((story.pieces for story in document.all_stories), styles_of(document.package))
    marks = [line.mark for line in found if line.mark]
    assert marks[:12] == ["1.", "2.", "a.", "b.", "c.", "3.", "4.", "1.", "2.", "3.", "10.", "11."]
