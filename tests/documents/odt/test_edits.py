from os.path import commonprefix
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.documents.odt.document import TextDocument
from reviser.documents.odt.names import copied
from reviser.documents.splices.document import LockedError
from tests.documents.odt import oracle
from tests.documents.odt.making import (
    NAMES,
    deletion,
    gone,
    insertion,
    items,
    new,
    note,
    odt,
    real,
    shown,
    unzipped,
    xml,
)
from tests.documents.spliced import random_edits

ME, NOW = 'Ann "A" <b> & Co.', "2026-11-29T10:00:00Z"


def formats(document: TextDocument) -> list[tuple[bytes, ...]]:
    """The spans that each character stands in, the outermost first; of deletions nothing is asked."""
    pieces = document.pieces
    found: list[tuple[bytes, ...]] = []
    for number, inline in enumerate(pieces.inlines):
        spans = tuple(copied(pieces.opening(each)) for each in pieces.chain(inline))
        found += [spans] * (pieces.offsets[number + 1] - pieces.offsets[number])
    return found


def paragraphs(document: TextDocument) -> list[bytes]:
    """The start tag of each paragraph of the text, as far as another one could have it."""
    pieces = document.pieces
    rows = (row[-1] for row in pieces.rows.values())
    return [copied(pieces.tag(pieces.paragraphs[mark])) for mark in rows if pieces.states[mark] == 0]


def check_file(before: TextDocument, after: bytes, edits: list[Edit]) -> None:
    """Other members are equal and in their order, and so is the text's XML before the first edit's paragraph and behind
    the last one's."""
    if before.data.startswith(b"PK"):
        old, now = unzipped(before.data), unzipped(after)
        assert [each[:2] for each in old] == [each[:2] for each in now]
        assert [each for each in old if each[0] != "content.xml"] == [each for each in now if each[0] != "content.xml"]
        assert old[0][:2] == ("mimetype", 0)
    pieces, size = before.pieces, len(before.text)
    touched = [
        pieces.paragraphs[pieces.piece_at(max(0, min(place, size - 1)))]
        for edit in edits
        for place in (edit.start - 1, edit.end + 1)
    ]
    if -1 in touched or not edits:
        return
    made = TextDocument(after, before.called).package.content
    ahead = min(pieces.paragraph_starts[each] for each in touched)
    behind = len(pieces.data) - max(pieces.paragraph_ends[each] for each in touched)
    assert len(commonprefix((pieces.data, made))) >= ahead
    assert len(commonprefix((pieces.data[::-1], made[::-1]))) >= behind


def check_edits(data: bytes, called: str, edits_or_seed: list[Edit] | int) -> None:
    """Clean and tracked, read back, accepted and rejected, are what was expected."""
    document = TextDocument(data, called)
    edits = random_edits(document, edits_or_seed) if isinstance(edits_or_seed, int) else edits_or_seed
    expected = apply(document.text, edits)
    after = document.clean(edits)
    clean = TextDocument(after, called)
    assert clean.text == expected
    assert oracle.text(clean.package.content) + shown(clean) == expected
    check_file(document, after, edits)
    old, now, shift, done = formats(document), formats(clean), 0, 0
    for edit in [*edits, Edit(len(document.text), "", "")]:
        assert old[done : edit.start] == now[done + shift : edit.start + shift]
        shift += len(edit.after) - len(edit.before)
        done = edit.end
    notes = {edit: f"Why {number} <&>" for number, edit in enumerate(edits[:3])}
    tracked = TextDocument(document.tracked(edits, ME, NOW, notes), called)
    assert tracked.text == document.text
    assert oracle.text(tracked.package.content) + shown(tracked) == document.text
    mine = [unit for unit in tracked.pieces.changes if unit.author == ME]
    assert {unit.date for unit in mine} <= {NOW}
    assert not any(unit.inside for unit in mine)
    assert {comment.text for comment in tracked.comments if comment.author == ME} == set(notes.values())
    names = [oracle.value(each, "id") for each in ElementTree.fromstring(tracked.package.content).iter()]
    assert len([name for name in names if name]) == len({name for name in names if name})
    if all(unit.author == ME for unit in tracked.pieces.changes):
        assert oracle.text(tracked.package.content, accepting=True) + shown(tracked) == expected
    accepted = TextDocument(tracked.settled(accept=True, author=ME), called)
    assert (accepted.text, formats(accepted)) == (expected, formats(clean))
    rejected = TextDocument(tracked.settled(accept=False, author=ME), called)
    assert (rejected.text, formats(rejected)) == (document.text, formats(document))
    assert paragraphs(rejected) == paragraphs(document)


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_random_edits_of_real_documents(path: Path, request: pytest.FixtureRequest) -> None:
    data = path.read_bytes()
    assert TextDocument(data, path.name).clean([]) == data
    for seed in range(60 if request.config.getoption("--long") else 8):
        check_edits(data, path.name, seed)


WORDS = st.sampled_from([
    "one", " two ", "a  b", " ", "é", "&amp;", "\n", "<text:s/>", '<text:s text:c="3"/>', "<text:tab/>",
    "c<text:line-break/>", "<draw:frame/>", "<text:bookmark/>", "<text:soft-page-break/>", "<text:date>x</text:date>",
    note("n <text:s/>m"), "<office:annotation><text:p>c</text:p></office:annotation>", "<!-- x -->", "<text:span/>",
    "<field:fieldmark-start/><field:fieldmark-separator/> f <field:fieldmark-end/>",
    '<loext:content-control loext:showing-place-holder="true">name</loext:content-control>',
    '<text:bookmark-start text:name="ZOTERO_1"/>(A, 2020)<text:bookmark-end text:name="ZOTERO_1"/>',
])  # fmt: skip
SPANS = st.sampled_from(["text:span", "text:span", "text:a", "text:meta", "loext:content-control"])
inline = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, style, content: f'<{tag} text:style-name="{style}">{"".join(content)}</{tag}>',
        SPANS, st.sampled_from("TU"), st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)  # fmt: skip
lines = st.lists(inline, max_size=5).map("".join)
paragraph = st.builds(
    lambda tag, style, inner: (
        f'<text:{tag} text:style-name="{style}">{inner}</text:{tag}>' if inner else f"<text:{tag}/>"
    ),
    st.sampled_from("pph"), st.sampled_from("AB"), lines,
)  # fmt: skip
blocks = st.recursive(
    paragraph,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda found: items(*found)),
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map(lambda found: f"<text:section>{found}</text:section>"),
        inner.map(
            lambda found: (
                f"<table:table><table:table-row><table:table-cell>{found}</table:table-cell></table:table-row>"
                "</table:table>"
            )
        ),
    ),
    max_leaves=6,
)


@given(st.lists(blocks, min_size=1, max_size=3).map("".join), st.integers(0, 10**6))
@example("<text:p>onea  b</text:p><text:p/>", 180)
def test_random_edits_of_random_documents(body: str, seed: int) -> None:
    check_edits(odt(body), "essay.odt", seed)


OTHERS = (
    insertion("i1") + insertion("i2", "C") + deletion("d1", "<text:p>old </text:p>")
    + deletion("d2", '<text:p text:style-name="A">x</text:p><text:p text:style-name="B"> y</text:p>', "C")
)  # fmt: skip
CHANGED = [
    new("i1", "new "), new("i1", "<text:span>n</text:span>"), gone("d1"), gone("d2"), new("i2", "</text:p><text:p>z"),
    new("i2", "</text:p><text:p>q</text:p><text:p>"),
]  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(CHANGED), WORDS), min_size=1, max_size=8).map("".join),
    st.sampled_from(["{}", "<text:span>{}</text:span>"]),
    st.integers(0, 10**6),
)
def test_random_edits_beside_changes_of_others(inner: str, around: str, seed: int) -> None:
    if "</text:p><text:p>" in inner:
        around = "{}"
    assume(
        all(
            inner.count(mark) < 2
            for mark in ('start text:change-id="i1"', 'start text:change-id="i2"', gone("d1"), gone("d2"))
        )
    )
    check_edits(odt(f"<text:p>{around.format(inner)}</text:p><text:p/>", OTHERS), "essay.odt", seed)


def body_of(data: bytes) -> str:
    """What is in the body, without the list of changes."""
    inner = (
        TextDocument(data, "a").package.content.decode().partition("<office:text>")[2].partition("</office:text>")[0]
    )
    return inner.rpartition("</text:tracked-changes>")[2]


def test_an_edit_has_the_format_of_what_it_replaces_and_nothing_else_changes() -> None:
    bold = '<text:p text:style-name="A">one <text:span text:style-name="B">two</text:span> three</text:p>'
    document = TextDocument(odt(bold), "essay.odt")
    assert body_of(document.clean([Edit(4, "two", "2")])) == bold.replace("two", "2")
    assert body_of(document.clean([Edit(4, "two ", "")])) == '<text:p text:style-name="A">one three</text:p>'
    over = document.clean([Edit(0, "one two three", "1 two 3")])
    assert body_of(over) == bold.replace("one", "1").replace("three", "3")
    words = document.clean([Edit(0, "one two three", "1 2 3")])
    assert body_of(words) == bold.replace("one", "1").replace("two", "2").replace("three", "3")
    split = body_of(document.clean([Edit(5, "", "\n")]))
    assert split == bold.replace(
        "two", 't</text:span></text:p><text:p text:style-name="A"><text:span text:style-name="B">wo'
    )


def test_blanks_that_count_go_on_counting() -> None:
    document = TextDocument(odt("<text:p>a foo b</text:p>"), "essay.odt")
    assert body_of(document.clean([Edit(2, "foo", "")])) == "<text:p>a <text:s/>b</text:p>"
    assert body_of(document.clean([Edit(0, "a", "")])) == "<text:p><text:s/>foo b</text:p>"
    assert body_of(document.clean([Edit(1, "", "\n")])) == "<text:p>a</text:p><text:p><text:s/>foo b</text:p>"
    assert body_of(document.clean([Edit(1, " foo", "")])) == "<text:p>a b</text:p>"
    document = TextDocument(odt("<text:p>a  <text:span> b</text:span></text:p>"), "essay.odt")
    assert body_of(document.clean([Edit(2, "", "x")])) == "<text:p>a x<text:span>b</text:span></text:p>"


def test_a_deletion_holds_its_formats_and_blanks_that_count() -> None:
    document = TextDocument(odt('<text:p text:style-name="A">a <text:span>b </text:span>c</text:p>'), "essay.odt")
    tracked = document.tracked([Edit(1, " b ", "")], ME, NOW)
    assert body_of(tracked) == '<text:p text:style-name="A">a<text:change text:change-id="rv1"/>c</text:p>'
    content = TextDocument(tracked, "a").package.content.decode()
    assert '<text:p text:style-name="A"><text:s/><text:span>b<text:s/></text:span></text:p></text:deletion>' in content
    assert '<text:tracked-changes text:track-changes="false">' in content


def test_items_of_lists_are_parted_and_joined() -> None:
    one = '<text:list-item xml:id="x"><text:p>one</text:p></text:list-item>'
    two = "<text:list-item><text:p>two</text:p></text:list-item>"
    document = TextDocument(odt(f"<text:list>{one}{two}</text:list>"), "essay.odt")
    parted = body_of(document.clean([Edit(1, "", "\n")]))
    assert parted == (
        '<text:list><text:list-item xml:id="x"><text:p>o</text:p></text:list-item><text:list-item><text:p>ne</text:p>'
        f"</text:list-item>{two}</text:list>"
    )
    joined = body_of(document.clean([Edit(3, "\n", " ")]))
    assert joined == f"<text:list>{one.replace('one', 'one two')}</text:list>"


def test_what_cannot_be_edited_is_refused() -> None:
    link = '<text:a xlink:href="x">link</text:a>'
    body = f"<text:p>a{link}<draw:frame/>{gone('d')}</text:p><text:section><text:p>b</text:p></text:section>"
    document = TextDocument(odt(body, deletion("d", "<text:p>old</text:p>")), "essay.odt")
    assert document.text == "alink\ufffcold\nb\n"
    for edit in (
        Edit(5, "\ufffc", ""), Edit(6, "o", ""), Edit(7, "", "x"), Edit(9, "\n", ""),
        Edit(11, "\n", ""), Edit(0, "", "\ufffc"), Edit(0, "", "\x00"), Edit(0, "", "\r"), Edit(12, "", "x"),
    ):  # fmt: skip
        assert not document.allows(edit), edit
        with pytest.raises(LockedError):
            document.clean([edit])
    for place, after in ((3, "x\n"), (3, "x"), (5, "x"), (6, "x"), (9, "\nx"), (10, "x")):
        check_edits(document.data, "essay.odt", [Edit(place, "", after)])


def test_names_are_those_of_the_part() -> None:
    names = NAMES.replace("xmlns:text=", "xmlns:t=").replace("xmlns:dc=", "xmlns:d=")
    data = odt("<t:p>one two</t:p>", names=names)
    document = TextDocument(data, "essay.odt")
    tracked = TextDocument(document.tracked([Edit(0, "one", "1\t")], ME, NOW, {Edit(0, "one", "1\t"): "why"}), "a")
    assert b"rvtext" not in tracked.package.content
    assert b"<d:creator>" in tracked.package.content
    assert [change.edit for change in tracked.changes] == [Edit(0, "one", "1\t")]
    without = xml("<t:p>one two</t:p>", names=" ".join(each for each in names.split() if "purl" not in each))
    flat = TextDocument(document.package.replaced(without), "a")
    assert b'xmlns:rvdc="http://purl' in TextDocument(flat.tracked([Edit(0, "one", "")], ME, NOW), "a").package.content


def test_changes_that_meet_at_a_paragraphs_edge_differ_for_libreoffice() -> None:
    document = TextDocument(odt("<text:p>one</text:p><text:p>two</text:p>"), "essay.odt")
    tracked = TextDocument(document.tracked([Edit(3, "", " end"), Edit(4, "", "Start ")], ME, NOW), "essay.odt")
    assert tracked.package.content.count("<text:p>\u200b</text:p></office:change-info>".encode()) == 1
    assert not tracked.comments
