"""Headers, footers and text boxes: shown behind the notes, and not edited."""

import pytest
from hypothesis import given

from reviser.core.edit import Edit
from reviser.documents.odt.document import TextDocument
from tests.data import shared
from tests.documents.odt.making import NAMES, deletion, gone, insertion, new, note, odt, pages, unzipped, xml
from tests.documents.spliced import trees

ME, NOW = "Ann", "2026-11-29T10:00:00Z"
TABLE = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"


def check_locked(document: TextDocument, ours: str) -> None:
    """Nothing behind `ours` can be edited, and what is before it can."""
    assert document.text.startswith(ours)
    assert document.locked[-1].end == len(document.text)
    for place in range(len(ours), len(document.text)):
        edits = Edit(place, document.text[place], ""), Edit(place, "", "x"), Edit(place + 1, "", "x")
        assert not any(document.allows(edit) for edit in edits)
    assert not document.allows(Edit(len(ours) - 1, "\n" + document.text[len(ours)], ""))


def test_headers_footers_and_text_boxes_are_shown_behind_the_notes_and_are_not_edited() -> None:
    line = "<text:p>{}</text:p>"
    box = f"<draw:frame><draw:text-box>{line.format('in a box')}{TABLE.format(line.format('cell'))}</draw:text-box>"
    box += "</draw:frame>"
    page = "".join(
        f"<{name}>{inner}</{name.split()[0]}>"
        for name, inner in (
            ("style:header", line.format("top")),
            ("style:header-left", line.format("left")),
            ("style:header-first", line.format("first")),
            ("style:footer", line.format("bottom") + line.format(box)),
            ("style:footer-left", "<text:p/>"),
            ("loext:footer-first", line.format("top")),
            ('style:footer-first style:display="false"', line.format("not shown")),
        )
    )
    data = odt(f"<text:p>text{note('note')}{box}</text:p>", members={"styles.xml": pages(page)})
    document = TextDocument(data, "essay.odt")
    ours = "text\ufffc\ufffc\n\nnote\n"
    assert document.text == ours + "\ntop\n\nleft\n\nfirst\n\nbottom\n\ufffc\n\nin a box\ncell\n"
    assert (document.facts.headers, document.facts.text_boxes, document.facts.apart) == (5, 2, 0)
    check_locked(document, ours)
    assert document.clean(()) == document.settled(accept=True) == data
    edits = [Edit(0, "text", "words"), Edit(8, "note", "notes")]
    for after in (document.clean(edits), document.tracked(edits, ME, NOW)):
        old, now = unzipped(data), unzipped(after)
        assert [name for (name, _, content), (*_, made) in zip(old, now, strict=True) if content != made] == [
            "content.xml"
        ]
    new_one = TextDocument(document.tracked(edits, ME, NOW), "essay.odt")
    assert TextDocument(new_one.settled(accept=True), "essay.odt").text.endswith("notes\n" + document.text[len(ours) :])


def test_a_flat_file_shows_them_too() -> None:
    flat = xml("<text:p>text</text:p>").decode().replace("document-content", "document")
    header = "<style:header><text:p>top</text:p></style:header>"
    master = f"<office:master-styles><style:master-page>{header}</style:master-page></office:master-styles>"
    document = TextDocument(flat.replace("<office:body>", f"{master}<office:body>").encode(), "essay.fodt")
    assert document.text == "text\n\ntop\n"
    check_locked(document, "text\n")
    assert TextDocument(document.clean([Edit(0, "text", "words")]), "essay.fodt").text == "words\n\ntop\n"


def test_shapes_with_text_boxes_in_boxes_and_boxes_beside_paragraphs() -> None:
    inner = "<draw:frame><draw:text-box><text:p>inner</text:p></draw:text-box></draw:frame>"
    outer = f"<draw:frame><draw:text-box><text:p>{inner}outer</text:p></draw:text-box></draw:frame>"
    shape = "<draw:custom-shape><svg:title>title</svg:title><text:p>shape</text:p><draw:enhanced-geometry/>"
    shape += "</draw:custom-shape>"
    group = f"<draw:g>{shape}<draw:rect><text:p/></draw:rect><draw:line/></draw:g>"
    document = TextDocument(odt(f"{outer}<text:p>text{group}</text:p>"), "essay.odt")
    assert document.text == "\ufffc\ntext\ufffc\n\n\ufffcouter\n\nshape\n\ninner\n"
    assert document.facts.text_boxes == 4


def test_names_that_only_a_box_declares_and_notes_in_a_box() -> None:
    drawing = NAMES.split('xmlns:draw="')[1].split('"')[0]
    text = NAMES.split('xmlns:text="')[1].split('"')[0]
    box = f'<d:frame xmlns:d="{drawing}"><d:text-box><t:p xmlns:t="{text}">in</t:p><text:p>{note("n")}</text:p>'
    document = TextDocument(odt(f"<text:p>text{box}</d:text-box></d:frame></text:p>"), "essay.odt")
    assert document.text == "text\ufffc\n\nin\n\ufffc\n\nn\n"
    check_locked(document, "text\ufffc\n")


def test_changes_in_a_box_are_shown_and_counted_and_not_decided() -> None:
    listed = insertion("i") + deletion("d", "<text:p>gone</text:p>") + insertion("j")
    inner = f"<text:p>kept{new('i', 'new')}{gone('d')}</text:p>"
    body = f"<text:p>{new('j', 'x')}<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame></text:p>"
    document = TextDocument(odt(body, listed), "essay.odt")
    assert document.text == "\ufffc\n\nkeptgone\n"
    assert [change.edit for change in document.changes] == [Edit(0, "", "x")]
    assert document.facts.apart == 2
    accepted = TextDocument(document.settled(accept=True), "essay.odt")
    assert accepted.text == "x\ufffc\n\nkeptgone\n"
    assert accepted.facts.apart == 2


@pytest.mark.parametrize("styles", ["<broken", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_pages_that_cannot_be_read_are_left_alone(styles: str) -> None:
    data = odt("<text:p>text</text:p>", members={"styles.xml": styles})
    document = TextDocument(data, "essay.odt")
    assert (document.text, document.facts.headers) == ("text\n", 0)
    after = {name: content for name, _, content in unzipped(document.clean([Edit(0, "t", "T")]))}
    assert after["styles.xml"] == styles.encode()


def test_a_real_header_and_footer() -> None:
    path = shared("documents", "odt") / "span_style.odt"
    document = TextDocument(path.read_bytes(), path.name)
    header, footer = "Ici l'en-tête.\nUne autre ligne.\n", "Ici le pied-de-page.\nEssai de titre\n"
    assert document.text == f"Le Père Noël a une moustache rouge.\n\n{header}\n{footer}"
    assert document.facts.headers == 2


def test_a_box_with_the_mark_of_the_deletion_that_holds_it_is_read_once() -> None:
    box = f"<draw:frame><draw:text-box><text:p>in{gone('d')}</text:p></draw:text-box></draw:frame>"
    document = TextDocument(odt(f"<text:p>text{box}</text:p>", deletion("d", f"<text:p>old{box}</text:p>")), "a")
    assert document.text.startswith("text\ufffc\n\ninold")
    assert document.facts.text_boxes == 2


APART = "style:header style:footer text:p draw:frame draw:text-box draw:rect text:section text:note".split()
MARKS = [
    "word", " ", "<text:s/>", "<text:tab/>", "&amp;", "<!--x-->", "<x/>", gone("d"),
    "<text:change-start text:change-id='i'/>", "<text:change-end text:change-id='i'/>",
    "<field:fieldmark-start/>", "<field:fieldmark-end/>",
]  # fmt: skip


@given(trees(4, APART, MARKS), trees(4, APART, MARKS))
def test_whatever_stands_in_pages_and_boxes_a_file_opens_and_stays(inner: str, page: str) -> None:
    listed = insertion("i") + deletion("d", f"<text:p>{inner}</text:p>")
    styles = pages(f"<text:tracked-changes>{listed}</text:tracked-changes>{page}")
    data = odt(f"<text:p>text{inner}</text:p>", listed, {"styles.xml": styles})
    document = TextDocument(data, "essay.odt")
    assert document.clean(()) == data
    ours = len(document.pieces.text)
    for place in range(ours, len(document.text)):
        assert not document.allows(Edit(place, document.text[place], ""))
    assert document.again(document.clean([Edit(0, "t", "T")])).text == "T" + document.text[1:]
