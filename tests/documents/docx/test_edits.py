import re
from collections import Counter
from os.path import commonprefix
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.documents.docx.document import WordDocument
from reviser.documents.docx.namespaces import STRICT
from reviser.documents.docx.properties import plain_properties, run_properties
from reviser.documents.splices.document import LockedError
from tests.documents.docx import oracle
from tests.documents.docx.making import W, docx, field, real, unzipped, zipped
from tests.documents.spliced import random_edits

ME, NOW = 'Ann "A" <b> & Co.', "2026-11-29T10:00:00Z"


def body_of(data: bytes) -> str:
    """What is in the body's element."""
    xml = unzipped(data)["word/document.xml"].decode()
    return re.sub(r".*<(?:\w+:)?body>(.*)</(?:\w+:)?body>.*", r"\1", xml, flags=re.DOTALL)


def check_file(before: bytes, after: bytes, document: WordDocument, edits: list[Edit]) -> None:
    """Other members are equal, and so is each part outside the paragraphs from its first edit to its last."""
    old, new = unzipped(before), unzipped(after)
    assert list(old) == list(new)
    stories = {story.name: story for story in document.stories}
    for name, content in old.items():
        if name not in stories:
            assert new[name] == content
            continue
        story = stories[name]
        size = len(story.pieces.text)
        mine = [edit for edit in edits if story.offset <= edit.start < story.offset + size]
        if not mine:
            assert new[name] == content
            continue
        pieces = story.pieces
        first, last = (
            pieces.paragraphs[pieces.piece_at(max(0, min(offset - story.offset, size - 1)))]
            for offset in (mine[0].start - 1, mine[-1].end + 1)
        )
        mark = len(document.package.part(name).coding.mark)
        ahead = pieces.paragraph_starts[first] + mark
        behind = len(pieces.data) - pieces.paragraph_ends[last]
        assert len(commonprefix((content, new[name]))) >= ahead
        assert len(commonprefix((content[::-1], new[name][::-1]))) >= behind


def formats(document: WordDocument) -> list[bytes]:
    """The properties of each character's run; of marks and signs none."""
    found: list[bytes] = []
    for story in document.stories:
        pieces = story.pieces
        for number, run in enumerate(pieces.runs):
            raw = plain_properties(run_properties(pieces, run)) if run >= 0 else b""
            found += [raw] * (pieces.offsets[number + 1] - pieces.offsets[number])
    return found


def check_formats(before: WordDocument, after: WordDocument, edits: list[Edit]) -> None:
    """What stands outside the edits has the format that it had."""
    old, new = formats(before), formats(after)
    shift = done = 0
    for edit in [*edits, Edit(len(before.text), "", "")]:
        assert old[done : edit.start] == new[done + shift : edit.start + shift]
        shift += len(edit.after) - len(edit.before)
        done = edit.end


def check_tracked(data: bytes, names: list[str]) -> None:
    """What Word asks of changes: ids that no two share, and no `w:t` in `w:del`, and a name and a date for each."""
    ids = Counter[str]()
    for name in names:
        root = ElementTree.fromstring(unzipped(data)[name])
        for element in root.iter():
            kind = oracle.name(element)
            if kind in oracle.INSERTED | oracle.DELETED and oracle.value(element, "author") == ME:
                ids[oracle.value(element, "id")] += 1
                assert oracle.value(element, "date") == NOW
                inner = {oracle.name(child) for child in element.iter()}
                assert not inner & ({"t"} if kind == "del" else {"delText", "del"})
                assert "rPrChange" not in inner or kind == "del"
            elif kind.endswith("Change") or kind in oracle.INSERTED | oracle.DELETED:
                ids[oracle.value(element, "id") + " of others"] += 1
                assert oracle.value(element, "id") not in ids
    assert all(count == 1 for identity, count in ids.items() if not identity.endswith("others"))


@pytest.mark.parametrize("path", real(), ids=lambda path: path.name)
def test_random_edits_of_real_documents(path: Path, request: pytest.FixtureRequest) -> None:
    data = path.read_bytes()
    document = WordDocument(data, path.name)
    assert document.clean([]) == document.tracked([], ME, NOW) == data
    names = [story.name for story in document.stories]
    for seed in range(60 if request.config.getoption("--long") else 3):
        edits = random_edits(document, seed)
        expected = apply(document.text, edits)
        clean = document.clean(edits)
        read = WordDocument(clean, path.name)
        assert read.text == expected
        check_file(data, clean, document, edits)
        check_formats(document, read, edits)
        tracked = document.tracked(edits, ME, NOW)
        check_file(data, tracked, document, edits)
        check_tracked(tracked, names)
        parts = [unzipped(tracked)[name] for name in names]
        shown = "".join(story.pieces.text for story in document.shown)
        assert "".join(oracle.text(part, oracle.by(ME)) for part in parts) + shown == expected
        assert "".join(oracle.text(part) for part in parts) + shown == document.text
        assert formats(WordDocument(tracked, path.name)) == formats(document)


RUNS = [
    *("<w:r><w:t>word</w:t></w:r>", "<w:r><w:t> lost </w:t></w:r>"),
    '<w:r><w:t xml:space="preserve"> a &amp; </w:t></w:r>',
    "<w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t><w:tab/><w:t>two</w:t></w:r>",
    '<w:r><w:rPr><w:i/><w:rPrChange w:id="7"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>was</w:t></w:r>',
    '<w:r><w:t>é</w:t><w:br/><w:noBreakHyphen/><w:softHyphen/><w:t xml:space="preserve"> b</w:t></w:r>',
    '<w:hyperlink><w:r><w:rPr><w:u/></w:rPr><w:t>a link</w:t></w:r></w:hyperlink><w:bookmarkStart w:id="1"/>',
    "<w:r><w:drawing/></w:r>",
    "<w:r><w:t>x</w:t><w:drawing/><w:pict/><w:t>y</w:t></w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtContent><w:r><w:t>free</w:t></w:r></w:sdtContent></w:sdt>",
    '<w:ins w:id="3" w:author="B"><w:r><w:t>theirs</w:t></w:r></w:ins>',
    '<w:del w:id="4" w:author="B"><w:r><w:delText>gone</w:delText></w:r></w:del>',
    '<w:moveFrom w:id="5" w:author="B"><w:r><w:t>moved</w:t></w:r></w:moveFrom>',
    "<m:oMath/><w:proofErr/>",
    "<w:r/>",
    field("<w:r><w:rPr><w:u/></w:rPr><w:t>field link</w:t></w:r>"),
]  # fmt: skip
PROPERTIES = [
    "", "", "<w:pPr/>", '<w:pPr><w:pStyle w:val="H"/></w:pPr>', "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>",
    '<w:pPr><w:jc/><w:rPr><w:ins w:id="6" w:author="B"/></w:rPr><w:pPrChange w:id="8"><w:pPr/></w:pPrChange></w:pPr>',
    '<w:pPr><w:rPr><w:del w:id="9" w:author="B"/></w:rPr></w:pPr>', "<w:pPr><w:sectPr/></w:pPr>",
]  # fmt: skip
paragraphs = st.one_of(
    st.builds(
        lambda properties, runs: f"<w:p>{properties}{''.join(runs)}</w:p>",
        st.sampled_from(PROPERTIES),
        st.lists(st.sampled_from(RUNS), max_size=5),
    ),
    st.just("<w:p/>"),
)
blocks = st.lists(
    st.one_of(
        paragraphs,
        paragraphs,
        st.builds(
            lambda inner: f"<w:tbl><w:tr><w:tc>{''.join(inner)}<w:p/></w:tc></w:tr></w:tbl>",
            st.lists(paragraphs, max_size=2),
        ),
    ),
    min_size=1,
    max_size=5,
).map("".join)


@given(blocks, st.integers(0, 10**6))
@example(f"<w:p>{RUNS[0]}</w:p><w:p/><w:p/>", 5)
def test_random_edits_of_random_documents(inner: str, seed: int) -> None:
    data = docx(inner + "<w:p/>", root=f'{W} xmlns:m="urn:m"')
    document = WordDocument(data, "essay.docx")
    edits = random_edits(document, seed)
    expected = apply(document.text, edits)
    clean = document.clean(edits)
    read = WordDocument(clean, "essay.docx")
    assert read.text == expected
    check_file(data, clean, document, edits)
    check_formats(document, read, edits)
    tracked = document.tracked(edits, ME, NOW)
    check_tracked(tracked, ["word/document.xml"])
    assert oracle.text(unzipped(tracked)["word/document.xml"], oracle.by(ME)) == expected
    assert oracle.text(unzipped(tracked)["word/document.xml"]) == document.text


def edited(body: str, *changes: tuple[str, str], root: str = W) -> str:
    """The body after edits, each given by what stands there once and what is to stand there."""
    document = WordDocument(docx(body, root=root), "essay.docx")
    edits = [Edit(document.text.index(before), before, after) for before, after in changes]
    return body_of(document.clean(sorted(edits)))


def tracked(body: str, *changes: tuple[str, str], at: int = 0) -> str:
    """The body after edits that are tracked, behind the first `at` characters; author and date left out."""
    document = WordDocument(docx(body), "essay.docx")
    edits = [Edit(document.text.index(before, at), before, after) for before, after in changes]
    xml = body_of(document.tracked(sorted(edits), "Me", NOW))
    return xml.replace(f' w:author="Me" w:date="{NOW}"', "")


BOLD = "<w:rPr><w:b/></w:rPr>"


def test_what_is_written_clean() -> None:
    run = "<w:p><w:r>{}<w:t>{}</w:t></w:r></w:p>"
    assert edited(run.format(BOLD, "one two"), ("one", "1")) == run.format(BOLD, "1 two")
    assert edited(run.format("", "a &amp; b"), ("& b", "< c")) == run.format("", "a &lt; c")
    spaced = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
    assert edited(run.format("", "one two"), (" two", " ")) == spaced.format("one ")
    assert edited(run.format("", "  one two "), ("one ", "")) == run.format("", "two")
    parted = '<w:p><w:r><w:t>a</w:t><w:t xml:space="preserve"> </w:t><w:t>b</w:t></w:r></w:p>'
    assert edited("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", ("\t", " ")) == parted
    assert edited(run.format("", "a b"), (" ", "\t")) == "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"
    assert edited(run.format(BOLD, "gone"), ("gone", "")) == "<w:p></w:p>"
    two = f'<w:p><w:r>{BOLD}<w:t>bold</w:t></w:r><w:r><w:t xml:space="preserve"> plain</w:t></w:r></w:p>'
    assert edited(two, ("bold plain", "bold new plain")) == two.replace(" plain", " new plain")
    assert edited(two, ("bold", "")) == '<w:p><w:r><w:t xml:space="preserve"> plain</w:t></w:r></w:p>'


def test_paragraphs_joined_and_parted_take_the_properties_of_their_marks() -> None:
    style = '<w:pPr><w:pStyle w:val="{}"/></w:pPr>'
    first, second = f"<w:p>{style.format('A')}", f"<w:p>{style.format('B')}"
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"{first}{run.format('one')}</w:p><w:bookmarkStart w:id='1'/>{second}{run.format('two')}</w:p>"
    assert (
        edited(body, ("\ntwo", "two"))
        == f"{second}{run.format('one')}<w:bookmarkStart w:id='1'/>{run.format('two')}</w:p>"
    )
    assert edited(body, ("ne", "n\ne")) == body.replace("one", f"on</w:t></w:r></w:p>{first}<w:r><w:t>e")
    assert edited("<w:p/>", ("\n", "a\n")) == "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    section = "<w:p><w:pPr><w:jc/><w:sectPr/></w:pPr>{}</w:p>"
    parted = f"<w:p><w:pPr><w:jc/></w:pPr>{run.format('a')}</w:p>" + section.format(run.format("b"))
    assert edited(section.format(run.format("ab")), ("ab", "a\nb")) == parted


def test_what_is_written_with_tracked_changes() -> None:
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    kept = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    gone = '<w:del w:id="{}"><w:r>{}<w:delText>{}</w:delText></w:r></w:del>'
    new = '<w:ins w:id="{}"><w:r>{}<w:t>{}</w:t></w:r></w:ins>'
    assert tracked(f"<w:p>{run.format(BOLD, 'one two')}</w:p>", ("two", "2")) == (
        f"<w:p>{kept.format(BOLD, 'one ')}{gone.format(1, BOLD, 'two')}{new.format(2, BOLD, '2')}</w:p>"
    )
    mark = '<w:pPr><w:rPr><w:{} w:id="{}"/></w:rPr></w:pPr>'
    assert tracked(f"<w:p>{run.format('', 'one')}</w:p><w:p/>", ("\n", "")) == (
        f"<w:p>{mark.format('del', 1)}{run.format('', 'one')}</w:p><w:p/>"
    )
    assert tracked(f"<w:p>{run.format('', 'ab')}</w:p>", ("", "\n"), at=1) == (
        f"<w:p>{mark.format('ins', 1)}{run.format('', 'a')}</w:p><w:p>{run.format('', 'b')}</w:p>"
    )
    change = '<w:rPr><w:i/><w:rPrChange w:id="{}" w:author="B"><w:rPr/></w:rPrChange></w:rPr>'
    assert tracked(f"<w:p>{run.format(change.format(7), 'abc')}</w:p>", ("b", "x")) == (
        f"<w:p>{run.format(change.format(7), 'a')}{gone.format(9, change.format(8), 'b')}"
        f"{new.format(10, '<w:rPr><w:i/></w:rPr>', 'x')}{run.format(change.format(11), 'c')}</w:p>"
    )


def test_words_of_several_formats_are_replaced_each_in_its_own() -> None:
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('', 'teh')}<w:r><w:tab/></w:r>{run.format(BOLD, 'recieve')}</w:p>"
    assert edited(body, ("teh\trecieve", "the\treceive")) == body.replace("teh", "the").replace("recieve", "receive")


OTHER = f'xmlns:y="{STRICT}"'
PLACED = f'<x:p xmlns:x="{STRICT}">'


def test_other_prefixes_and_strict_documents() -> None:
    inner = "<x:p><x:r><x:t>one two</x:t></x:r></x:p>"
    body = f"<x:body>{inner}</x:body>"
    for xml in (
        f'<x:document xmlns:x="{STRICT}">{body}</x:document>',
        f'<x:document xmlns:x="{STRICT}">{body}</x:document>'.replace("x:", "").replace("xmlns:x", "xmlns"),
        f"<y:document {OTHER}><y:body {OTHER}>{inner.replace('<x:p>', PLACED)}</y:body></y:document>",
    ):
        document = WordDocument(zipped({**unzipped(docx("")), "word/document.xml": xml}), "essay.docx")
        new = document.tracked([Edit(4, "two", "a\tb"), Edit(7, "", "\n")], "Me", NOW)
        part = unzipped(new)["word/document.xml"]
        assert oracle.text(part, oracle.by("Me")) == "one a\tb\n\n"
        assert oracle.text(part) == "one two\n"
        assert WordDocument(document.clean([Edit(0, "one", "1\n")]), "essay.docx").text == "1\n two\n"


@pytest.mark.parametrize("after", ["\x00", "\x0b", "\ufffc", "\r", "\ud800", "a\x1fb", "\ufffe"])
def test_what_no_document_can_hold_is_refused(after: str) -> None:
    document = WordDocument(docx("<w:p><w:r><w:t>text</w:t></w:r></w:p>"), "essay.docx")
    edit = Edit(0, "t", after)
    assert not document.allows(edit)
    with pytest.raises(LockedError):
        document.clean([edit])


def test_what_is_locked_is_refused_and_what_stands_beside_it_is_not() -> None:
    held = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>held</w:t></w:r></w:sdtContent></w:sdt>"
    link = "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
    theirs = '<w:del w:id="1" w:author="B"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    document = WordDocument(docx(f"<w:p>{held}<w:r><w:t>a</w:t><w:drawing/></w:r>{link}{theirs}</w:p>"), "essay.docx")
    assert document.text == "helda\ufffclinkgone\n"
    assert [span.of(document.text) for span in document.locked] == ["held", "\ufffc", "gone\n"]
    for start, before, after in (
        *((1, "e", ""), (2, "", "x"), (0, "", "x"), (5, "\ufffc", "")),
        *((11, "o", ""), (11, "", "x"), (14, "\n", ""), (15, "", "x")),
    ):
        assert not document.allows(Edit(start, before, after)), (start, before, after)
    for start, before, after in (
        (4, "", "x"),
        (4, "a", ""),
        (6, "", "x"),
        (7, "i", "y"),
        (7, "", "\n"),
        (10, "", "x"),
        (14, "", "x"),
    ):
        edit = Edit(start, before, after)
        assert document.allows(edit)
        assert WordDocument(document.clean([edit]), "essay.docx").text == apply(document.text, [edit])


def test_a_paragraph_parted_within_a_link_leaves_a_link_in_both() -> None:
    run = "<w:r><w:rPr><w:u/></w:rPr><w:t>{}</w:t></w:r>"
    smart, link = '<w:smartTag w:element="s">', '<w:hyperlink r:id="rId7" w:history="1">'
    ends = "</w:hyperlink></w:smartTag>"
    body = "<w:p><w:pPr><w:jc/></w:pPr>" + smart + link + "{}" + ends + "</w:p>"
    new = body.format(run.format("li")) + body.format(run.format("nk"))
    assert edited(body.format(run.format("link")), ("link", "li\nnk")) == new
    document = WordDocument(docx(body.format(run.format("link")), root=f'{W} xmlns:r="R"'), "essay.docx")
    part = unzipped(document.tracked([Edit(2, "", "\n")], ME, NOW))["word/document.xml"]
    assert oracle.text(part, oracle.by(ME)) == "li\nnk\n"
    assert oracle.text(part) == "link\n"
    beside = f"<w:p>{link}<w:r><w:drawing/></w:r></w:hyperlink></w:p>"
    parted = WordDocument(docx(beside, root=f'{W} xmlns:r="R"'), "essay.docx").clean([Edit(1, "", "\nx")])
    assert WordDocument(parted, "essay.docx").text == "\ufffc\nx\n"
    assert body_of(parted).count("</w:hyperlink>") == 2


def test_the_words_of_a_link_that_is_a_field_are_edited_and_no_other_fields() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('see ')}{{}}{run.format(' there')}</w:p>".replace("<w:t>", '<w:t xml:space="preserve">')
    link = field(run.format("the page"))
    document = WordDocument(docx(body.format(link)), "essay.docx")
    assert document.text == "see the page there\n"
    assert [span.of(document.text) for span in document.locked] == ["\n"]
    assert [span.of(document.text) for span in document.unbroken] == ["the page"]
    assert edited(body.format(link), ("page", "sheet")) == body.format(link.replace("page", "sheet"))
    assert not document.allows(Edit(6, "", "\n"))
    gone = WordDocument(document.clean([Edit(4, "the page", "")]), "essay.docx")
    assert gone.text == "see  there\n"
    changed = WordDocument(document.tracked([Edit(8, "page", "sheet")], ME, NOW), "essay.docx")
    assert changed.text == document.text
    assert [change.edit for change in changed.changes] == [Edit(8, "page", "sheet")]
    other = WordDocument(docx(body.format(field(run.format("3"), "PAGEREF x"))), "essay.docx")
    assert other.text == "see \ufffc there\n"
    nested = field(run.format("a") + field(run.format("3"), "PAGEREF x"))
    assert WordDocument(docx(body.format(nested)), "essay.docx").text == "see \ufffc there\n"


def test_an_edit_that_keeps_an_object_goes_around_it() -> None:
    body = "<w:p><w:r><w:t>one </w:t><w:drawing/><w:t>two</w:t></w:r></w:p>"
    assert edited(body, ("ne\ufffctwo", "n\ufffctwo more")) == body.replace("one ", "on").replace("two", "two more")


def test_edits_of_notes_go_to_their_parts() -> None:
    note = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>text</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    data = docx(body, {"word/footnotes.xml": note})
    document = WordDocument(data, "essay.docx")
    assert document.text == "text\ufffc\n\nnote\n"
    edits = [Edit(0, "text", "words"), Edit(7, "note", "notes")]
    read = WordDocument(document.clean(edits), "essay.docx")
    assert read.text == "words\ufffc\n\nnotes\n"
    assert not document.allows(Edit(5, "\n", ""))
    assert not document.allows(Edit(6, "\n", ""))
    assert not document.allows(Edit(6, "", "x"))


def test_facts_of_what_is_shown_and_kept() -> None:
    box = "<w:r><w:pict><w:txbxContent/></w:pict></w:r>"
    move = '<w:moveFrom w:id="1" w:author="B"><w:r><w:t>m</w:t></w:r></w:moveFrom>'
    row = '<w:tbl><w:tr><w:trPr><w:ins w:id="2" w:author="B"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    change = "<w:r><w:rPr><w:rPrChange><w:rPr/></w:rPrChange></w:rPr></w:r>"
    document = WordDocument(docx(f"<w:p>{box}{move}{change}</w:p>{row}<w:p/>"), "essay.docx")
    facts = document.facts
    assert (facts.text_boxes, facts.moves, facts.rows, facts.formats, facts.stacked) == (1, 1, 1, 1, 0)
    assert not document.signed


def test_headers_footers_and_text_boxes_are_shown_behind_the_notes_and_are_not_edited() -> None:
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{run.format('cell')}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{run.format('in a box')}{table}</w:txbxContent>"
    drawn = (
        f"<w:r><m:AlternateContent><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r>"
    )
    inserted = '<w:ins w:id="1" w:author="B"><w:r><w:t>new </w:t></w:r></w:ins>'
    parts = {
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{run.format("note")}</w:footnote></w:footnotes>',
        "word/header1.xml": f"<w:hdr {W}><w:p>{inserted}<w:r><w:t>top</w:t></w:r></w:p></w:hdr>",
        "word/header2.xml": f"<w:hdr {W}>{run.format('top')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{run.format('bottom')}<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p></w:ftr>",
        "word/footer2.xml": f"<w:ftr {W}><w:p/></w:ftr>",
    }
    data = docx(f"<w:p><w:r><w:t>text</w:t></w:r>{drawn}</w:p>", parts, f'{W} xmlns:m="urn:m"')
    document = WordDocument(data, "essay.docx")
    ours = "text\ufffc\n\nnote\n"
    assert document.text == ours + "\ntop\n\nbottom\n\ufffc\n\nin a box\ncell\n"
    assert (document.facts.headers, document.facts.text_boxes) == (3, 2)
    assert not document.changes
    assert document.locked[-1].end == len(document.text)
    for place in range(len(ours), len(document.text)):
        edits = Edit(place, document.text[place], ""), Edit(place, "", "x"), Edit(place + 1, "", "x")
        assert not any(document.allows(edit) for edit in edits)
    assert not document.allows(Edit(len(ours) - 1, "\n", ""))
    assert document.clean(()) == document.settled(accept=True) == data
    new = WordDocument(document.tracked([Edit(0, "text", "words"), Edit(7, "note", "notes")], ME, NOW), "essay.docx")
    old = unzipped(data)
    changed = {name for name, content in unzipped(new.data).items() if content != old[name]}
    assert changed == {"word/document.xml", "word/footnotes.xml"}
    assert WordDocument(new.settled(accept=True), "essay.docx").text.endswith(
        "note" + "s\n" + document.text[len(ours) :]
    )


def test_a_text_box_in_a_text_box_is_shown_behind_it() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p>{}<w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    document = WordDocument(docx(f"<w:p>{box.format(box.format('', 'inner'), 'outer')}</w:p>"), "essay.docx")
    assert document.text == "\ufffc\n\n\ufffcouter\n\ninner\n"
