from pathlib import Path

import pytest

from reviser.documents.appearance import FileHighlighter, LineLook
from reviser.documents.highlight import StyledSpan, SyntaxStyle, TableCell, heading_level
from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.handler import TextFormat
from reviser.documents.odt.looks import looks, styles_of
from tests.documents.odt.making import deletion, gone, items, note, odt, pages, real

STRONG, EMPHASIS, LINK, OBJECT = SyntaxStyle.STRONG, SyntaxStyle.EMPHASIS, SyntaxStyle.LINK, SyntaxStyle.OBJECT
STYLES = (
    '<r><style:style style:name="Empty"/><style:default-style><style:text-properties fo:font-weight="bold"/>'
    '</style:default-style><style:style style:name="Bold"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Both" style:parent-style-name="Bold"><style:text-properties fo:font-style="italic"/>'
    '</style:style><style:style style:name="Light" style:parent-style-name="Both"><style:text-properties'
    ' fo:font-weight="normal"/></style:style><text:list-style style:name="L"><text:list-level-style-number'
    ' style:num-format="1"/><text:list-level-style-bullet/></text:list-style></r>'
)


def lines(body: str, changes: str = "") -> list[LineLook]:
    document = TextDocument(odt(body, changes, {"styles.xml": STYLES}), "a")
    return list(looks((story.pieces for story in document.all_stories), styles_of(document.package.all_styles)))


def spans(inner: str, style: str = "") -> tuple[StyledSpan, ...]:
    return lines(f'<text:p text:style-name="{style}">{inner}</text:p>')[0].spans


def test_bold_and_italics_are_those_of_styles() -> None:
    span = '<text:span text:style-name="{}">word</text:span>'
    assert spans(f"a {span.format('Bold')} b") == (StyledSpan(2, 6, STRONG),)
    assert spans(span.format("Both")) == (StyledSpan(0, 4, STRONG | EMPHASIS),)
    assert spans(span.format("Light")) == (StyledSpan(0, 4, EMPHASIS),)
    assert spans(span.format("Empty")) == spans(span.format("none")) == ()
    assert spans(f"a{span.format('Light')}", "Bold") == (StyledSpan(0, 1, STRONG), StyledSpan(1, 5, EMPHASIS))


def test_headings_links_and_objects() -> None:
    (line, _) = lines('<text:h text:outline-level="2">Title</text:h>')
    assert heading_level(line.spans[0].face) == 2
    assert spans("<text:a>link</text:a> on") == (StyledSpan(0, 4, LINK),)
    field = "<text:bookmark-ref>Figure 3</text:bookmark-ref>"
    found = lines(f"<text:p>see {field}{note('n')}<draw:frame/></text:p>")
    assert found[0].spans == (StyledSpan(4, 7, OBJECT),)
    assert found[0].labels == ("Figure 3", "1", "")


def test_lists_have_their_marks() -> None:
    one, two = "<text:p>x</text:p>", "<text:p>x</text:p><text:p>y</text:p>"
    body = items(one, two, one + items(one)).replace("<text:list>", '<text:list text:style-name="L">', 1)
    found = lines(body + items(one))
    assert [line.mark for line in found] == ["1.", "2.", "", "3.", "•", "•", ""]
    assert [line.columns for line in found] == [3, 3, 3, 3, 6, 3, 0]


def test_cells_and_what_others_deleted() -> None:
    cell = "<table:table-cell><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row>{cell * 2}</table:table-row>"
    found = lines(
        f"<table:table>{row * 2}</table:table><text:p>y{gone('d')}</text:p>", deletion("d", "<text:p>z</text:p>")
    )
    places = [TableCell(0, row, column) for row in range(2) for column in range(2)]
    assert [line.cell for line in found] == [*places, None, None]


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_every_line_of_a_real_document_has_a_look(path: Path) -> None:
    content = TextFormat().read(path.read_bytes(), path.name)
    assert isinstance(content.highlighter, FileHighlighter)
    document = TextDocument(path.read_bytes(), path.name)
    found = looks((story.pieces for story in document.all_stories), styles_of(document.package.all_styles))
    texts = content.text.split("\n")
    assert len(found) == len(texts)
    for line, text in zip(found, texts, strict=True):
        assert all(0 <= start < end <= len(text) for start, end, _ in line.spans)
        assert len(line.labels) == text.count("\ufffc")


def test_looks_go_on_through_what_is_only_shown() -> None:
    cell = "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row>"
    cell += "</table:table>"
    box = f"<draw:frame><draw:text-box>{cell}</draw:text-box></draw:frame>"
    header = f"<style:header><text:h text:outline-level='1'>top</text:h>{cell}</style:header>"
    document = TextDocument(odt(f"{cell}<text:p>text{box}</text:p>", members={"styles.xml": pages(header)}), "a")
    assert document.text == "cell\ntext\ufffc\n\ntop\ncell\n\ncell\n"
    found = looks((story.pieces for story in document.all_stories), styles_of(document.package.all_styles))
    assert len(found) == document.text.count("\n") + 1
    assert heading_level(found[3].spans[0].face) == 1
    one, two, three = TableCell(0, 0, 0), TableCell(1, 0, 0), TableCell(2, 0, 0)
    assert [look.cell for look in found] == [one, None, None, None, two, None, three, None]
