from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.docx.document import WordDocument
from tests.data import shared
from tests.documents.docx import oracle
from tests.documents.docx.making import TYPES, W, docx, field, real, unzipped
from tests.documents.docx.test_edits import body_of, formats
from tests.documents.spliced import decide, random_edits

# Whole paragraphs were moved: the other program leaves an empty one in their place, Word and this one do not.
MOVES = {"RP015-MoveFrom-MoveTo.docx"}


def test_accepting_and_rejecting_all_reads_as_another_program_made_it() -> None:
    folder = shared("documents", "docx", "oracle")
    agreed = total = 0
    for path in sorted(folder.glob("*.docx")):
        name, _, verdict = path.stem.rpartition("-")
        source = folder.parent / "tracked" / f"{name}.docx"
        total += 1
        document = WordDocument(source.read_bytes(), source.name)
        settled = WordDocument(document.settled(accept=verdict == "Accepted"), source.name)
        assert not settled.changes
        if settled.text == WordDocument(path.read_bytes(), path.name).text:
            agreed += 1
        else:
            assert source.name in MOVES
    assert agreed >= total - 2 * len(MOVES)
    assert total == 26


def check_decisions(data: bytes, called: str, seed: int) -> None:
    """Decide some changes: what is read back is the text with the accepted ones, and other members are equal."""
    document = WordDocument(data, called)
    accepted, rejected = decide(document, seed)
    after = document.decided(accepted, rejected)
    if not accepted and not rejected:
        assert after == data
    read = WordDocument(after, called)
    assert read.text == apply(document.text, [change.edit for change in accepted])
    old, new = unzipped(data), unzipped(after)
    assert list(old) == list(new)
    names = {story.name for story in document.stories}
    assert all(new[name] == content for name, content in old.items() if name not in names)
    for name in names:
        root = ElementTree.fromstring(new[name])
        for element in root.iter():
            if oracle.name(element) == "del":
                assert "t" not in {oracle.name(child) for child in element.iter()}


@pytest.mark.parametrize("path", real("tracked"), ids=lambda path: path.name)
def test_decisions_of_real_changes(path: Path, request: pytest.FixtureRequest) -> None:
    data = path.read_bytes()
    document = WordDocument(data, path.name)
    expected = apply(document.text, [change.edit for change in document.changes])
    everything = WordDocument(document.decided(document.changes, ()), path.name)
    assert everything.text == expected
    nothing = WordDocument(document.decided((), document.changes), path.name)
    assert nothing.text == document.text
    for seed in range(40 if request.config.getoption("--long") else 4):
        check_decisions(data, path.name, seed)


RUN = "<w:r><w:t>{}</w:t></w:r>"
GONE = '<w:r><w:delText xml:space="preserve">{} </w:delText></w:r>'
PIECES = [
    RUN.format("kept"), RUN.format("more"), '<w:bookmarkStart w:id="1"/>',
    *(f'<w:ins w:author="{author}" w:date="D">{RUN.format("new" + author)}</w:ins>' for author in "AB"),
    *(f'<w:del w:author="{author}" w:date="E">{GONE.format("old" + author)}</w:del>' for author in "AB"),
    f'<w:ins w:author="A">{RUN.format("x")}<w:del w:author="B">{GONE.format("y")}</w:del></w:ins>',
    f'<w:moveTo w:author="A">{RUN.format("moved")}</w:moveTo>',
    f'<w:ins w:author="A" w:date="D">{field(RUN.format("link"))}</w:ins>',
    field(RUN.format("a") + f'<w:ins w:author="A" w:date="D">{RUN.format("b")}</w:ins>'),
    field(RUN.format("x")).replace("<w:r>", '<w:ins w:author="B"><w:r>').replace("</w:r>", "</w:r></w:ins>"),
]  # fmt: skip
MARKS = [
    "", "", '<w:pPr><w:jc/></w:pPr>',
    *(f'<w:pPr><w:rPr><w:{kind} w:author="{who}"/><w:b/></w:rPr></w:pPr>' for kind in ("ins", "del") for who in "AB"),
]  # fmt: skip
changed = st.builds(
    lambda mark, inner: f"<w:p>{mark}{''.join(inner)}</w:p>",
    st.sampled_from(MARKS),
    st.lists(st.sampled_from(PIECES), max_size=4),
)
table = st.builds(
    lambda inner: f"<w:tbl><w:tr><w:tc>{''.join(inner)}<w:p/></w:tc></w:tr></w:tbl>", st.lists(changed, max_size=2)
)
changed_blocks = st.lists(st.one_of(changed, changed, changed, table), min_size=1, max_size=6).map("".join)


@given(changed_blocks, st.integers(0, 10**6))
def test_decisions_of_random_changes(inner: str, seed: int) -> None:
    check_decisions(docx(inner + "<w:p/>"), "essay.docx", seed)


@given(changed_blocks)
def test_what_is_settled_reads_as_the_tree_of_the_document_does(inner: str) -> None:
    data = docx(inner + "<w:p/>")
    xml = unzipped(data)["word/document.xml"]
    document = WordDocument(data, "essay.docx")
    accepted, rejected = document.settled(accept=True), document.settled(accept=False)
    assert WordDocument(accepted, "essay.docx").text == oracle.text(xml, oracle.deleted)
    assert WordDocument(rejected, "essay.docx").text == oracle.text(xml)
    for settled in (accepted, rejected):
        tags = {
            oracle.name(element) for element in ElementTree.fromstring(unzipped(settled)["word/document.xml"]).iter()
        }
        assert "delText" not in tags


@given(
    st.lists(st.sampled_from([*PIECES[:3], RUN.format("last")]), min_size=1, max_size=4).map("".join),
    st.integers(0, 99),
)
def test_rejecting_what_was_tracked_gives_text_and_formats_back(inner: str, seed: int) -> None:
    document = WordDocument(docx(f"<w:p>{inner}</w:p><w:p><w:pPr><w:jc/></w:pPr>{inner}</w:p>"), "essay.docx")
    edits = random_edits(document, seed)
    tracked = WordDocument(document.tracked(edits, "Me", "D"), "essay.docx")
    rejected = WordDocument(tracked.settled(accept=False, author="Me"), "essay.docx")
    assert (rejected.text, formats(rejected)) == (document.text, formats(document))
    accepted = WordDocument(tracked.settled(accept=True, author="Me"), "essay.docx")
    clean = WordDocument(document.clean(edits), "essay.docx")
    assert (accepted.text, formats(accepted)) == (clean.text, formats(clean))
    # What was written as an edit is read as the same edit, as far as nothing stands right beside it.
    read = [change.edit for change in tracked.changes]
    assert apply(document.text, read) == apply(document.text, edits)


def test_what_is_one_change() -> None:
    def read(inner: str) -> list[tuple[Edit, str]]:
        return [(change.edit, change.author) for change in WordDocument(docx(f"<w:p>{inner}</w:p>"), "a").changes]

    kept, _, _, new_a, new_b, old_a, old_b, stacked, moved = PIECES[:9]
    assert read(kept + old_a + new_a + kept) == [(Edit(4, "oldA ", "newA"), "A")]
    assert read(kept + new_a + PIECES[2] + old_a) == [(Edit(4, "oldA ", "newA"), "A")]
    assert read(old_a + new_b) == [(Edit(0, "oldA ", ""), "A"), (Edit(5, "", "newB"), "B")]
    assert read(new_a + new_b + kept) == [(Edit(0, "", "newAnewB"), "A, B")]
    assert read(new_a + kept + new_a) == [(Edit(0, "", "newA"), "A"), (Edit(4, "", "newA"), "A")]
    assert read(old_a + old_b) == [(Edit(0, "oldA ", ""), "A"), (Edit(5, "oldB ", ""), "B")]
    assert read(stacked + moved) == []
    two_runs = old_b.replace(GONE.format("oldB"), GONE.format("old") + GONE.format("B"))
    assert read(new_a + two_runs) == [(Edit(0, "old B ", "newA"), "A, B")]


def test_what_was_inserted_in_a_cell_is_decided_though_its_mark_cannot_be() -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:p>{MARKS[3]}{PIECES[3]}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    document = WordDocument(docx(cell), "essay.docx")
    assert [change.edit for change in document.changes] == [Edit(0, "", "newA")]
    assert WordDocument(document.decided(document.changes, ()), "essay.docx").text == "newA\n\n"
    assert document.facts.stacked == 1


def test_a_paragraph_before_a_table_is_decided_with_its_mark_also_where_another_author_parted_it() -> None:
    mark = '<w:p><w:pPr><w:rPr><w:{} w:author="{}"/></w:rPr></w:pPr>{}</w:p>'
    cell = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    for kind, piece, other in (("del", PIECES[5], "ins"), ("ins", PIECES[3], "del")):
        blocks = mark.format(other, "B", RUN.format("one")) + mark.format(kind, "A", piece)
        document = WordDocument(docx(blocks + cell), "essay.docx")
        (whole,) = [change for change in document.changes if change.edit.before + change.edit.after != "\n"]
        for accepted, rejected in (([whole], []), ([], [whole])):
            read = WordDocument(document.decided(accepted, rejected), "essay.docx")
            assert read.text == apply(document.text, [change.edit for change in accepted])
            assert "A" not in " ".join(change.author for change in read.changes)


def test_what_is_decided_leaves_what_only_marks_a_place() -> None:
    inner = f'<w:ins w:author="A">{RUN.format("new")}<w:bookmarkEnd w:id="1"/></w:ins>'
    document = WordDocument(docx(f"<w:p>{inner}</w:p>"), "essay.docx")
    assert body_of(document.decided((), document.changes)) == '<w:p><w:bookmarkEnd w:id="1"/></w:p>'
    assert body_of(document.decided(document.changes, ())) == f'<w:p>{RUN.format("new")}<w:bookmarkEnd w:id="1"/></w:p>'
    code = '<w:del w:author="A"><w:r><w:delInstrText>x</w:delInstrText><w:delText>a</w:delText></w:r></w:del>'
    document = WordDocument(docx(f"<w:p>{code}</w:p>"), "essay.docx")
    kept = "<w:p><w:r><w:instrText>x</w:instrText><w:t>a</w:t></w:r></w:p>"
    assert body_of(document.decided((), document.changes)) == kept


def test_changes_beside_ours_stay() -> None:
    inner = f"{RUN.format('one ')}{PIECES[5]}{PIECES[3]}{RUN.format('two')}"
    document = WordDocument(docx(f"<w:p>{inner}</w:p>"), "essay.docx")
    assert document.text == "oneoldA two\n"
    new = WordDocument(document.tracked([Edit(2, "e", "ly"), Edit(8, "", "our ")], "Me", "D"), "essay.docx")
    assert PIECES[5] + PIECES[3] in body_of(document.clean([Edit(2, "e", "ly"), Edit(8, "", "our ")]))
    assert [change for change in new.changes if change.author == "A"]
    assert new.text == document.text


NOTED = "Fluency & <style>:\nit reads better"


@pytest.mark.parametrize("before", ["", "comments", "no relations"])
def test_comments_are_written_and_read(before: str) -> None:
    comment = f'<w:comment w:id="5" w:author="B" w:date="D"><w:p>{RUN.format("theirs")}</w:p></w:comment>'
    old = f"<w:comments {W}>{comment}</w:comments>"
    anchored = f'<w:commentRangeStart w:id="5"/>{RUN.format("one")}<w:commentRangeEnd w:id="5"/>'
    parts = {"word/comments.xml": old} if before == "comments" else {"word/settings.xml": f"<w:settings {W}/>"}
    data = docx(f"<w:p>{anchored}{RUN.format(' two three')}</w:p><w:p/>", {} if before == "no relations" else parts)
    document = WordDocument(data, "essay.docx")
    theirs = [(Span(0, 3), "B", "D", "theirs")] if before == "comments" else []
    assert [(note.span, note.author, note.date, note.text) for note in document.comments] == theirs
    edit, joined = Edit(3, "two", "2"), Edit(12, "\n", "")
    assert document.text == "onetwo three\n\n"
    new = document.tracked([edit, joined], "Me Too", "D", {edit: NOTED, joined: "One paragraph."})
    read = WordDocument(new, "essay.docx")
    mine = [(note.span, note.author, note.date, note.text) for note in read.comments if note.author == "Me Too"]
    assert mine == [(Span(3, 6), "Me Too", "D", NOTED), (Span(12, 12), "Me Too", "D", "One paragraph.")]
    assert len(read.comments) == len(theirs) + 2
    members = unzipped(new)
    kept = {name: content for name, content in unzipped(data).items() if name in {"word/settings.xml", "_rels/.rels"}}
    assert kept.items() <= members.items()
    if before != "comments":
        types = members["[Content_Types].xml"].decode()
        assert types.startswith(TYPES.removesuffix("</Types>"))
        assert types.count("/word/comments.xml") == 1
    root = ElementTree.fromstring(members["word/comments.xml"])
    ids = [oracle.value(comment, "id") for comment in root]
    assert len(set(ids)) == len(ids) == len(read.comments)
    assert oracle.value(root[-1], "initials") == "MT"
    assert WordDocument(read.settled(accept=True, author="Me Too"), "a").text == "one2 three\n"


def test_comments_of_real_documents() -> None:
    folder = shared("documents", "docx", "tracked")
    found = WordDocument((folder / "python-mammoth-comments.docx").read_bytes(), "a").comments
    assert [note.text for note in found] == ["A tachyon walks into a bar.", "Fin."]
    for path in real():
        document = WordDocument(path.read_bytes(), path.name)
        edits = [Edit(place, document.text[place], "x") for place in range(len(document.text))]
        edit = next((edit for edit in edits if document.allows(edit)), None)
        if edit is not None:
            read = WordDocument(document.tracked([edit], "Me", "D", {edit: "Why"}), path.name)
            assert [note.text for note in read.comments if note.author == "Me"] == ["Why"]
            assert len(read.comments) == len(document.comments) + 1
