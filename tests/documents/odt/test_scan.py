from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.names import SPACES
from reviser.documents.odt.pieces import TextPieces, spoken
from reviser.documents.odt.scan import TextDocumentScanner
from reviser.documents.splices import markup
from reviser.documents.splices.pieces import SHUT, Kind
from reviser.errors import DocumentError
from tests.documents.odt import oracle
from tests.documents.odt.making import NAMES, deletion, gone, insertion, items, new, note, odt, real, shown, xml
from tests.documents.spliced import trees


def text(body: str, changes: str = "", names: str = NAMES) -> str:
    """The text of a document, which the second reader reads too."""
    made = xml(body, changes, names)
    pieces = TextDocumentScanner(made).run()
    check_places(pieces)
    assert pieces.text == oracle.text(made)
    return pieces.text


def check_places(pieces: TextPieces) -> None:
    """Each piece's bytes are what it stands for."""
    data = pieces.data
    for number, kind in enumerate(pieces.kinds):
        start, end, shown = pieces.starts[number], pieces.ends[number], pieces.texts[number]
        assert start <= end <= len(data)
        raw = data[start:end]
        if kind == Kind.TEXT:
            assert spoken(raw) == shown
            assert b"<" not in raw
            for within in range(len(shown) + 1):
                place = pieces.byte_at(number, within)
                assert spoken(data[start:place]) == shown[:within]
        elif kind in {Kind.SIGN, Kind.OBJECT}:
            assert raw.startswith(b"<")
            assert raw.endswith(b">")
    for row in pieces.rows.values():
        places = [place for number in row for place in (pieces.starts[number], pieces.ends[number])]
        assert places == sorted(places)


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_real_documents_read_as_a_tree_of_them_does(path: Path) -> None:
    document = TextDocument(path.read_bytes(), path.name)
    for story in document.all_stories:
        check_places(story.pieces)
    assert document.text == oracle.text(document.package.content) + shown(document)
    assert document.text.strip()
    xml = (document.package.content, document.package.styles)
    apart = set[str]().union(*(oracle.apart(each) for each in xml if each is not None))
    assert sorted(story.pieces.text for story in document.shown) == sorted(apart)


def test_white_space_counts_as_libreoffice_counts_it() -> None:
    assert text("<text:p> a  b\n\t c </text:p>") == "a b c \n"
    assert text("<text:p>a <text:span> b</text:span> <text:a> c</text:a></text:p>") == "a b c\n"
    assert text('<text:p>a<text:tab/> b<text:line-break/> c <text:s text:c="2"/> d</text:p>') == "a\t b\u2028 c    d\n"
    assert text("<text:p>a <text:bookmark/> b<text:soft-page-break/> c</text:p>") == "a b c\n"
    assert text("<text:p>a <draw:frame/> b</text:p>") == "a \ufffc b\n"
    assert text("<text:p>&lt;&#65;&#x20;&#32;&amp;\u00ad\u00a0 </text:p>") == "<A &\u00ad\u00a0 \n"


def test_what_is_read_and_what_is_one_sign() -> None:
    assert text("<text:h>One</text:h><text:section><text:p>two</text:p></text:section>") == "One\ntwo\n"
    assert text(items("<text:p>a</text:p>", f"<text:p>b</text:p>{items('<text:p>c</text:p>')}")) == "a\nb\nc\n"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('a')}{cell.format('b')}<table:covered-table-cell/></table:table-row>"
    assert text(f"<table:table><table:table-column/>{row}</table:table>") == "a\nb\n"
    assert text("<text:p>a<text:date>1.1.</text:date><text:ruby/></text:p>") == "a\ufffc\ufffc\n"
    contents = "<text:table-of-content><text:index-body><text:p>One</text:p></text:index-body></text:table-of-content>"
    assert text(f"{contents}<text:p/>") == "\ufffc\n\n"
    box = "<draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
    assert text(f"<text:p>{box}</text:p>") == "\ufffc\n"
    annotation = "<office:annotation><dc:creator>A</dc:creator><text:p>why</text:p></office:annotation>"
    assert text(f"<text:p>a{annotation}b</text:p>") == "ab\n"


def test_notes_come_behind_the_body_footnotes_first() -> None:
    body = f"<text:p>a{note('end', 'endnote')}b{note('foot')}</text:p><text:p>c</text:p>"
    assert text(body) == "a\ufffcb\ufffc\nc\n\nfoot\n\nend\n"


def test_prefixes_and_namespaces() -> None:
    other = NAMES.replace("xmlns:text=", "xmlns:t=")
    foreign = xml("<t:p>a</t:p><text:p>b</text:p>", names=other + ' xmlns:text="urn:x"')
    assert TextDocumentScanner(foreign).run().text == "a\n\ufffc\n"
    inner = f'<t:p xmlns:t="{SPACES["text"]}">a</t:p><t:p xmlns:t="urn:x">b</t:p>'
    assert text(inner) == "a\n\ufffc\n"


def test_changes_of_others_are_in_the_text_as_it_was() -> None:
    assert text(f"<text:p>a{new('i', 'b')}c</text:p>", insertion("i")) == "ac\n"
    assert text(f"<text:p>a{gone('d')}c</text:p>", deletion("d", "<text:p>b</text:p>")) == "abc\n"
    parted = "b</text:p><text:p>c"
    assert text(f"<text:p>a{new('i', parted)}d</text:p>", insertion("i")) == "ad\n"
    two = "<text:p>b</text:p><text:p>c</text:p>"
    assert text(f"<text:p>a{gone('d')}d</text:p>", deletion("d", two)) == "ab\ncd\n"
    assert text(f"{gone('d')}<text:p>d</text:p>", deletion("d", two)) == "b\nc\nd\n"
    stacked = deletion("d", "<text:p>b</text:p>").replace("</text:changed", "<text:insertion/></text:changed")
    assert text(f"<text:p>a{gone('d')}c</text:p>", stacked) == "ac\n"


def test_an_insertion_that_never_ends_is_none() -> None:
    body = '<text:p>a<text:change-start text:change-id="i"/>b</text:p><text:p>c</text:p>'
    pieces = TextDocumentScanner(xml(body, insertion("i"))).run()
    assert pieces.text == "ab\nc\n"
    assert pieces.changes[0].inside


def test_what_is_protected_linked_or_shown_twice_is_shut() -> None:
    section = "<text:section {}>{}<text:p>a</text:p></text:section><text:p>b</text:p>"
    cell = '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>'
    for body in (
        section.format('text:protected="true"', ""),
        section.format("", '<text:section-source xlink:href="x"/>'),
        f"<table:table><table:table-row>{cell}</table:table-row></table:table><text:p>b</text:p>",
    ):
        pieces = TextDocumentScanner(xml(body)).run()
        assert pieces.text == "a\nb\n"
        assert [locked == SHUT for locked in pieces.locked] == [True, True, False, False]


def test_marks_that_cannot_be_joined_are_locked() -> None:
    def free(body: str) -> str:
        pieces = TextDocumentScanner(xml(body)).run()
        marks = [number for number, kind in enumerate(pieces.kinds) if kind == Kind.MARK]
        return "".join("x" if pieces.locked[mark] else "-" for mark in marks)

    assert free("<text:p/><text:p/>") == "-x"
    assert free("<text:p/> <text:soft-page-break/>\n<text:h/>") == "-x"
    assert free("<text:p/><draw:frame/><text:p/>") == "xx"
    assert free(items("<text:p/>", "<text:p/>") + "<text:p/>") == "-xx"
    assert free(items("<text:p/><text:p/>", "<text:p/>")) == "x-x"
    assert free(items(f"<text:p/>{items('<text:p/>')}", "<text:p/>")) == "xxx"
    assert free(items("<text:p/>") + items("<text:p/>")) == "xx"
    assert free(f"<text:section><text:p/></text:section><text:p>{note('a')}</text:p>") == "xxx"


TAGS = [
    "text:p", "text:h", "text:span", "text:a", "text:s", "text:tab", "text:list", "text:list-item", "text:section",
    "table:table", "table:table-row", "table:table-cell", "text:note", "text:note-body", "draw:frame", "text:deletion",
    "text:tracked-changes", "text:changed-region", "office:annotation", "x", "text:soft-page-break", "office:forms",
]  # fmt: skip
MORE = [
    '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>', gone("d"), gone("i"),
    '<text:change-start text:change-id="d"/>', " ", " a &amp; ", "  ", "<!--<text:p>-->", "<![CDATA[ b ]]>",
    '<text:s text:c="3"/>', '<text:s text:c="99999"/>', insertion("i"), deletion("d", "<text:p>x</text:p><text:p/>"),
]  # fmt: skip


@given(st.lists(trees(4, TAGS, MORE), max_size=6).map("".join))
def test_elements_in_any_order_are_read_without_a_fault(inner: str) -> None:
    changes = insertion("i") + deletion("d", "<text:p>x</text:p><text:p> y</text:p>")
    check_places(TextDocumentScanner(xml(inner, changes)).run())


@given(st.data())
def test_a_real_document_fuzzed_in_its_xml_opens_or_is_refused(data: st.DataObject) -> None:
    paths = [path for path in real() if path.suffix == ".odt"]
    if not paths:
        pytest.skip("real data not found")
    path = data.draw(st.sampled_from(paths))
    document = TextDocument(path.read_bytes(), path.name)
    made = bytearray(document.package.content)
    for _ in range(data.draw(st.integers(1, 3))):
        tags = [tag.span() for tag in markup.TAG.finditer(made)]
        start, end = data.draw(st.sampled_from(tags or [(0, 1)]))
        made[start:end] = data.draw(
            st.sampled_from([b"", b"<text:p/>", b"<text:span>", b"</text:span>", b"</text:p><text:p>", b"x"])
        )
    try:
        read = TextDocument(document.package.replaced(bytes(made)), path.name)
    except DocumentError:
        return
    check_places(read.pieces)
    assert read.clean(()) == read.data


def test_text_outside_paragraphs_and_a_second_list_of_changes_do_not_matter() -> None:
    assert TextDocumentScanner(xml("stray<text:p>a</text:p><text:tracked-changes/>")).run().text == "a\n"
    assert TextDocument(odt("<text:p>a</text:p>"), "a.odt").text == "a\n"
