import re

from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.odt.document import TextDocument
from tests.data import shared
from tests.documents.odt import oracle
from tests.documents.odt.making import deletion, gone, insertion, items, new, note, odt, shown, unzipped
from tests.documents.odt.test_edits import body_of
from tests.documents.spliced import decide, random_edits

ONE, TWO = "<text:p>x</text:p>", '<text:p text:style-name="A">x </text:p><text:p text:style-name="B"> y</text:p>'


def check_decisions(data: bytes, seed: int) -> None:
    """Decide some changes: what is read back is the text with the accepted ones, and other members are equal."""
    document = TextDocument(data, "essay.odt")
    accepted, rejected = decide(document, seed)
    after = document.decided(accepted, rejected)
    if not accepted and not rejected:
        assert after == data
    expected = apply(document.text, [change.edit for change in accepted])
    read = TextDocument(after, "essay.odt")
    assert read.text == expected
    assert oracle.text(read.package.content) + shown(read) == expected
    left = {unit.name for unit in document.pieces.changes} - {
        document.pieces.changes[unit].name for change in (*accepted, *rejected) for unit in change.units
    }
    assert {unit.name for unit in read.pieces.changes} == left
    old, now = unzipped(data), unzipped(after)
    assert [each[:2] for each in old] == [each[:2] for each in now]
    assert [each for each in old if each[0] != "content.xml"] == [each for each in now if each[0] != "content.xml"]


def test_decisions_of_real_changes() -> None:
    data = (shared("documents", "odt") / "tracked_changes.odt").read_bytes()
    document = TextDocument(data, "a")
    assert document.text == "Bonjour les amis, ça va ?\n"
    assert [change.author for change in document.changes] == ["Romain Gauthier", "Hervé Cauwelier, David Versmisse"]
    assert TextDocument(document.settled(accept=True), "a").text == "Bonjour  los bonitos amigos  ça va ?\n"
    assert TextDocument(document.settled(accept=False), "a").text == document.text
    for seed in range(9):
        check_decisions(data, seed)


PARTED, THREE = "</text:p><text:p text:style-name='C'>z", "</text:p><text:h>q</text:h><text:p> r"
PIECES = [
    "kept", " two ", "  ", "<text:tab/>", "<draw:frame/>", "<text:bookmark/>", "<text:soft-page-break/>",
    *(new(name, inner) for name, inner in zip("abcd", ["n", " n ", PARTED, THREE], strict=True)),
    *(gone(name) for name in "efg"),
    new("h", f"stacked{gone('i')}"),
    new("j", note("within")),
]  # fmt: skip
CHANGES = "".join(insertion(name, author) for name, author in zip("abcdhj", "ABABAB", strict=True)) + "".join(
    deletion(name, content, author)
    for name, content, author in zip("efgi", [ONE, TWO, "<text:h> y </text:h>", ONE], "ABAB", strict=True)
)
inline = st.lists(st.sampled_from(PIECES), max_size=7, unique=True).map("".join)
SHAPES = [
    "<text:p>{}</text:p><text:p>end</text:p>", "<text:h>{}</text:h>",
    items("<text:p>first</text:p>", "<text:p>{}</text:p>", "<text:p>last</text:p>"),
    "<table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    "</table:table>",
    "<text:section><text:p>a</text:p><text:p>{}</text:p></text:section><text:p/>",
]  # fmt: skip


def whole(shape: str, inner: str) -> str:
    """The shape with this in it, also where a heading is parted."""
    heading, parted = re.subn("</text:p>(?=<text:[ph])", "</text:h>", inner, count=1)
    if shape.startswith("<text:h>") and parted:
        return f"<text:h>{heading}</text:p>"
    return shape.format(inner)


@given(st.sampled_from(SHAPES), inline, st.integers(0, 10**6))
def test_decisions_of_random_changes(shape: str, inner: str, seed: int) -> None:
    check_decisions(odt(whole(shape, inner), CHANGES), seed)


@given(st.lists(st.sampled_from(PIECES[:14]), max_size=7, unique=True), st.integers(0, 10**6))
def test_decisions_of_changes_within_spans(pieces: list[str], seed: int) -> None:
    inner = "".join(f"<text:span>{piece}</text:span>" if "</text:p><" not in piece else piece for piece in pieces)
    check_decisions(odt(f"<text:p>{inner}</text:p>", CHANGES), seed)


@given(st.sampled_from(SHAPES), inline)
def test_everything_that_can_be_is_settled(shape: str, inner: str) -> None:
    document = TextDocument(odt(whole(shape, inner), CHANGES), "a")
    edits = [change.edit for change in document.changes]
    accepted = TextDocument(document.settled(accept=True), "a")
    rejected = TextDocument(document.settled(accept=False), "a")
    assert (accepted.text, rejected.text) == (apply(document.text, edits), document.text)
    assert not accepted.changes
    assert not rejected.changes


def test_what_is_put_back_has_its_own_paragraphs_and_formats() -> None:
    body = '<text:p text:style-name="P">a<text:span text:style-name="S">b{}c</text:span></text:p>'
    content = '<text:p>x<text:span text:style-name="T">y</text:span></text:p>'
    document = TextDocument(odt(body.format(gone("d")), deletion("d", content)), "a")
    assert document.text == "abxyc\n"
    inner = 'x<text:span text:style-name="T">y</text:span>'
    assert body_of(document.decided((), document.changes)) == body.format(
        f'</text:span>{inner}<text:span text:style-name="S">'
    )
    two = TextDocument(odt('<text:h text:outline-level="1">a' + gone("d") + "b</text:h>", deletion("d", TWO)), "a")
    assert body_of(two.decided((), two.changes)) == (
        '<text:h text:outline-level="1">ax<text:s/></text:h><text:p text:style-name="B">yb</text:p>'
    )


def test_an_insertion_over_lists_is_taken_out_whole() -> None:
    begun, ended = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
    body = items(f"<text:p>one{begun}</text:p>") + items("<text:p>two</text:p>") + f"<text:p>three{ended}</text:p>"
    document = TextDocument(odt(f"{body}<text:p>end</text:p>", insertion("i")), "a")
    assert [change.edit for change in document.changes] == [Edit(3, "", "\ntwo\nthree")]
    rejected = document.decided((), document.changes)
    assert body_of(rejected) == f"{items('<text:p>one</text:p>')}<text:p>end</text:p>"
    nested = items(f"<text:p>two</text:p>{items(f'<text:p>in{ended}</text:p>', '<text:p>last</text:p>')}")
    document = TextDocument(odt(f"<text:p>one{begun}</text:p>{nested}", insertion("i")), "a")
    rejected = document.decided((), document.changes)
    assert body_of(rejected) == f"<text:p>one</text:p>{items(items('<text:p>last</text:p>'))}"


def test_changes_of_notes_tables_and_within_others_stay() -> None:
    start = '<text:p>a<text:change-start text:change-id="j"/></text:p>'
    into = start + SHAPES[3].format('b<text:change-end text:change-id="j"/>')
    for body in (f"<text:p>{PIECES[-1]}</text:p>", f"<text:p>{PIECES[-2]}</text:p>", into):
        data = odt(body, CHANGES)
        document = TextDocument(data, "a")
        assert not document.changes
        assert document.facts.undecidable in {1, 2}
        assert document.settled(accept=True) == data


def test_comments_are_read_and_written() -> None:
    note_ = (
        '<office:annotation office:name="c"><dc:creator>B</dc:creator><dc:date>D</dc:date><text:p>one</text:p>'
        "<text:p>two</text:p></office:annotation>"
    )
    body = f'<text:p>a {note_}b c<office:annotation-end office:name="c"/> d</text:p>'
    document = TextDocument(odt(body), "a")
    assert [(note.span, note.author, note.date, note.text) for note in document.comments] == [
        (Span(2, 5), "B", "D", "one\ntwo")
    ]
    edit, joined = Edit(2, "b", "B"), Edit(6, "d", "")
    tracked = TextDocument(document.tracked([edit, joined], "Me", "2026", {edit: "Why\n& <so>"}), "a")
    assert note_ in tracked.package.content.decode()
    mine = [(note.span, note.author, note.date, note.text) for note in tracked.comments if note.author == "Me"]
    assert mine == [(Span(2, 3), "Me", "2026", "Why\n& <so>")]
    assert [change.edit for change in tracked.changes] == [edit, joined]


def test_what_is_said_of_a_change_in_its_list_is_a_comment() -> None:
    said = insertion("i").replace("</office:change-info>", "<text:p>because</text:p></office:change-info>")
    document = TextDocument(odt(f"<text:p>a{new('i', 'b')}</text:p>", said), "a")
    assert [(note.span, note.text) for note in document.comments] == [(Span(1, 1), "because")]


def test_what_was_tracked_is_read_as_the_edits_that_were_meant() -> None:
    document = TextDocument(odt("<text:p>one two <text:span>three</text:span></text:p><text:p>four</text:p>"), "a")
    for seed in range(40):
        edits = random_edits(document, seed)
        tracked = TextDocument(document.tracked(edits, "Me", "D"), "a")
        assert apply(document.text, [change.edit for change in tracked.changes]) == apply(document.text, edits)
        assert {change.author for change in tracked.changes} <= {"Me"}
