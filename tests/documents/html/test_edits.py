"""Edits of a page's text go into its source by splices, and everything else stays as it was."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.documents.html.document import HtmlDocument
from reviser.documents.html.tags import EMPTY_LINE, TAG
from reviser.documents.splices.document import LockedError
from tests.documents.html.making import SOUP, XHTML, sources
from tests.documents.spliced import random_edits


def edited(source: str, *changes: tuple[str, str]) -> str:
    """The source after edits, each given by what stands in the text once and what is to stand there."""
    document = HtmlDocument(source.encode(), "a.html")
    edits = [Edit(document.text.index(before), before, after) for before, after in changes]
    return document.clean(sorted(edits)).decode()


@pytest.mark.parametrize(
    ("source", "before", "after", "expected"),
    [
        ("<p>Teh cat</p>", "Teh", "The", "<p>The cat</p>"),
        ("<p>Tom &amp; Ann</p>", "Ann", "<Bo> & co", "<p>Tom &amp; &lt;Bo&gt; &amp; co</p>"),
        ("<p>a <b>bold</b> word</p>", "bold word", "big words", "<p>a <b>big</b> words</p>"),
        ("<p>see <a href='x'>here</a></p>", "here", "here too", "<p>see <a href='x'>here too</a></p>"),
        ("<p>one\n   two</p>", "two", "too", "<p>one\n   too</p>"),
        ("<p>one\n   two</p>", " two", "", "<p>one</p>"),
        ("<p>one\n   two</p>", "two", "", "<p>one </p>"),
        ("<p class='c' id='d'>one two</p>", " two", "\ntwo", "<p class='c' id='d'>one</p><p class='c'>two</p>"),
        ("<p><i>one two</i></p>", " two", "\ntwo", "<p><i>one</i></p><p><i>two</i></p>"),
        ("<p>one</p>\n  <p class='c'>two</p>", "\ntwo", " two", "<p>one two</p>"),
        ("<h2>one</h2><p>two</p>", "one\n", "one ", "<h2>one two</h2>"),
        ("<p>one two</p>", " two", "\u2028two", "<p>one<br/>two</p>"),
        ("<p></p><p>x</p>", "\nx", "new\nx", "<p>new</p><p>x</p>"),
        ("<p>AT&T rocks</p>", "rocks", "rules", "<p>AT&amp;T rules</p>"),
        ("<td>one</td>", "one", "two", "<td>two</td>"),
        ("<div>one</div>", "one", "", "<div><!--empty line--></div>"),
        ("<div>one</div>", "one", "one\n", "<div>one</div><div><!--empty line--></div>"),
        ("<div>one</div>", "one", "\n\none", "<div><!--empty line--></div>" * 2 + "<div>one</div>"),
        ("one<p>two</p>", "one", "", "<!--empty line--><p>two</p>"),
        ("<p>one</p>", "one", "", "<p></p>"),
        ("<div><!--empty line--></div>", "\n", "one\n", "<div><!--empty line-->one</div>"),
        ("<P>One<BR>two</P>", "One", "Two", "<P>Two<BR>two</P>"),
    ],
)
def test_what_is_written(source: str, before: str, after: str, expected: str) -> None:
    assert edited(source, (before, after)) == expected


@pytest.mark.parametrize(
    ("source", "start", "before", "after"),
    [
        ("<p>one <code>two</code></p>", 5, "w", ""),
        ("<p>one<img/></p>", 3, "\ufffc", ""),
        ("<td>one</td><td>two</td>", 3, "\n", ""),
        ("<td>one</td>", 1, "", "\n"),
        ("<pre>one</pre>", 1, "", "x"),
        ("<p>one</p><hr><p>two</p>", 3, "\n", ""),
        ("<p>one</p>", 1, "", "\ufffc"),
        ("<p>one</p>", 1, "", "\x00"),
        ("<p/>", 0, "", "x"),
    ],
)
def test_what_is_not_allowed(source: str, start: int, before: str, after: str) -> None:
    document = HtmlDocument(source.encode(), "a.html")
    edit = Edit(start, before, after)
    assert not document.allows(edit)
    with pytest.raises(LockedError):
        document.clean([edit])


def tags_of(source: bytes) -> list[bytes]:
    return [tag[0] for tag in TAG.finditer(source) if tag[0] != EMPTY_LINE]


def check_edits(source: str, seed: int) -> bytes | None:
    """What is read back is what was expected, and without new lines all tags are as they were; None where edits that
    are allowed one by one are not together."""
    document = HtmlDocument(source.encode(), "a.html")
    assert document.clean(()) == source.encode()
    edits = random_edits(document, seed)
    try:
        new = document.clean(edits)
    except LockedError:
        return None
    assert HtmlDocument(new, "a.html", document.encoding).text == apply(document.text, edits)
    if not re.search("[\n\u2028]", "".join(edit.before + edit.after for edit in edits)):
        assert tags_of(new) == tags_of(source.encode())
    return new


@given(sources(depth=4), st.integers(0, 10**6))
def test_random_edits_of_well_formed_pages(inner: str, seed: int) -> None:
    new = check_edits(XHTML.format(inner), seed)
    if new is not None:
        ElementTree.fromstring(new.decode().replace("&nbsp;", "&#160;"))


@given(sources(depth=4, odd=SOUP), st.integers(0, 10**6))
@example("<p><code><p><p><!--</p></p></code></p>", 198)
@example("<p></p><p></p><p></p><p></p>&amp;<script>", 0)
@example("<p></p><p></p><p></p><p></p>&amp;<!-- ", 0)
@example("one<script><!--<p><p><p><p><script>x</script>one</p></p></p></p>", 0)
def test_random_edits_of_pages_that_are_not_well_formed(source: str, seed: int) -> None:
    check_edits(source, seed)


@given(sources(depth=3, odd=SOUP), st.integers(0, 10**6))
def test_bytes_outside_the_edited_lines_are_equal(inner: str, seed: int) -> None:
    head, tail = "<p>before</p><hr/>\n", "\n<hr/><p>behind\n</p>"
    document = HtmlDocument((head + f"<div>{inner}</div>" + tail).encode(), "a.html")
    first, last = len("before\n\ufffc\n"), len(document.text) - len("\ufffc\nbehind\n")
    edits = [edit for edit in random_edits(document, seed) if first < edit.start and edit.end < last]
    try:
        new = document.clean(edits)
    except LockedError:
        return
    assert new.startswith(head.encode())
    assert new.endswith(tail.encode())
