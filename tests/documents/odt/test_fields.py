"""Controls, fields and citations: what of them is locked, and that a control stands once whatever is edited."""

import pytest

from reviser.core.edit import Edit
from reviser.core.text import Span
from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.handler import TextFormat
from tests.documents.odt.making import odt
from tests.documents.odt.test_edits import ME, NOW, body_of, check_edits


def control(inner: str, more: str = "") -> str:
    return f"<loext:content-control{more}>{inner}</loext:content-control>"


def locked(body: str) -> str:
    """What of a text is locked but for objects and marks."""
    document = TextDocument(odt(f"<text:p>{body}</text:p><text:p>end</text:p>"), "essay.odt")
    found = "".join(span.of(document.text) for span in document.locked)
    return found.replace("\ufffc", "").replace("\n", "")


@pytest.mark.parametrize(
    "more",
    [
        ' loext:showing-place-holder="true"', ' loext:checkbox="true" loext:checked="false"', ' loext:picture="true"',
        ' loext:date="true"', ' loext:dropdown="true"', ' loext:data-binding-xpath="/a"', ' loext:lock="contentLocked"',
    ],
)  # fmt: skip
def test_controls_that_something_else_fills_in_are_locked(more: str) -> None:
    assert locked(f"a {control('word', more)} b") == "word"
    assert locked(f"a {control('<text:span>two</text:span> words', more)} b") == "two words"
    assert locked(f"a {control('word', more)}") == "word"
    choice = "<loext:list-item loext:value='x'/>x"
    assert locked(f"a {control(choice)} b") == "x"


def test_the_prose_of_other_controls_is_edited() -> None:
    assert locked(f"a {control('word')} b") == ""
    data = odt(f"<text:p>a {control('word <text:span>two</text:span>')} b</text:p>")
    document = TextDocument(data, "essay.odt")
    assert document.text == "a word two b\n"
    assert document.unbroken == (Span(2, 10),)
    assert not document.allows(Edit(4, "", "x\ny"))
    assert document.allows(Edit(1, "", "\n"))
    for edit in (
        Edit(2, "word two", ""), Edit(2, "word", "words"), Edit(0, "a word", "b"), Edit(7, "two b", ""),
        Edit(0, "a word two b", "c"), Edit(2, "", "x"), Edit(10, "", "x"), Edit(11, "b", "c\nd"),
    ):  # fmt: skip
        check_edits(data, "essay.odt", [edit])
        for after in (document.clean([edit]), document.tracked([edit], ME, NOW)):
            content = TextDocument(after, "a").package.content
            assert content.count(b"<loext:content-control>") == content.count(b"</loext:content-control>") == 1
    assert body_of(document.clean([Edit(0, "a word two b", "")])) == f"<text:p>{control('')}</text:p>"


def test_fields_and_citations_are_shown_and_locked() -> None:
    part = "<field:fieldmark-separator/>"
    assert locked(f"Figure <field:fieldmark-start/>{part}1<field:fieldmark-end/> shows") == "1"
    for kind in ("reference-mark", "bookmark"):
        for name in ("ZOTERO_ITEM CSL", "JABREF_x", "JR_cite_1"):
            mark = f'<text:{kind}-{{}} text:name="{name}"/>'
            assert (
                locked(f"so {mark.format('start')}(A, <text:span>2020</text:span>){mark.format('end')}.") == "(A, 2020)"
            )
        other = f'<text:{kind}-start text:name="x"/>here<text:{kind}-end text:name="x"/>'
        assert locked(f"so {other}.") == ""
    assert locked("a <field:fieldmark-start/>never ends") == "never endsend"
    section = '<text:section text:name="ZOTERO_BIBL 1"><text:p>A 2020</text:p></text:section>'
    document = TextDocument(odt(f"<text:p>a</text:p>{section}<text:p>b</text:p>"), "essay.odt")
    assert not document.allows(Edit(2, "A", "B"))
    assert document.allows(Edit(9, "b", "c"))


def test_they_are_counted() -> None:
    named = '<text:reference-mark-start text:name="ZOTERO_1"/>A<text:reference-mark-end text:name="ZOTERO_1"/>'
    body = control("n", ' loext:showing-place-holder="true"') + control("b", ' loext:data-binding-xpath="/a"') + named
    data = odt(f"<text:p>{body}<text:placeholder>x</text:placeholder></text:p>")
    (said,) = TextFormat().read(data, "essay.odt").notes
    assert said == "Kept unchanged, and not editable here: 2 placeholders, 2 bound fields."
