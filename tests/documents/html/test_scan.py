"""What a page of HTML says, line by line, whether it is well-formed or not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.html.document import HtmlDocument
from reviser.documents.html.pieces import HtmlPieces
from reviser.documents.splices.pieces import Kind
from tests.documents.html.making import SOUP, sources

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><title>hidden</title><style>hidden { x: "</p>" }</style></head>
<body class='a > b'>
<!-- hidden <p>hidden</p> -->
<h1 id=x>A page</h1>
<p>One &amp; <em title="hidden">two</em>&nbsp;on <code>code()</code> and
  <a href="http://example.org">three</a> a &lt; b.<br>Four</p>
<pre>a
  b</pre>
<script>hidden = "<p>hidden";</script>
<ul><li>five<li>six</ul><table><tr><td>seven</td><th>eight</th></tr></table>
<svg><text>hidden</text></svg><img alt="hidden">
</body></html>
"""


def text_of(source: str) -> str:
    return HtmlDocument(source.encode(), "a.html").text


def pieces_of(source: str) -> HtmlPieces:
    (page,) = HtmlDocument(source.encode(), "a.html").pages
    return page.pieces


def test_a_page_reads_as_its_words_line_by_line() -> None:
    assert text_of(PAGE).split("\n") == [
        "A page",
        "One & two\u00a0on code() and three a < b.\u2028Four",
        "a",
        "  b",
        "five",
        "six",
        "seven",
        "eight",
        "\ufffc\ufffc",
        "",
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one<p>two</p>three", "one\ntwo\nthree\n"),
        ("<div>one<p>two</p></div>", "one\ntwo\n"),
        ("<div><p>one</p>\n<p></p><div></div></div>", "one\n\n"),
        ("<p>\n  one\n  <b>\n two</b> \n</p>", "one two\n"),
        ("<p> one  two </p>", " one  two \n"),
        ("<p>one\t\n<br/>\n two</p>", "one\u2028two\n"),
        ("<p>one<a id='x'/> two</p>", "one two\n"),
        ("<p>one<!-- two --> three</p>", "one three\n"),
        ("<p>AT&T &foo; a < b &hellip;&#8217;&#x41;</p>", "AT&T &foo; a < b …’A\n"),
        ("<p>one</p><hr><p>two</p>", "one\n\ufffc\ntwo\n"),
        ("<P CLASS=x>One<BR>two</P>", "One\u2028two\n"),
        ("<td>a</td><td></td><td>b", "a\n\nb\n"),
        ("<p>one<script>if (a < b) '</p>'</script> two</p>", "one two\n"),
        ("<p>one<script><!-- w('<script>x</script>') //--></script> two</p>", "one two\n"),
        ("<p>one<script><!-- x</script> two</p>", "one two\n"),
        ("<p>one<script><!--> '<script>' </script> two</p>", "one two\n"),
        ("<p>one<script><!--<script>x</script> two", "one\n"),
        ("<p>漢<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby></p>", "漢字\ufffc\n"),
        ("<p>a <math><mi>x</mi></math> b</p>", "a \ufffc b\n"),
        ("<p>one<sup><a href='#n'>1</a></sup> two<a href='#n'><sup>2</sup></a></p>", "one\ufffc two\ufffc\n"),
        ("<p>one<a epub:type='noteref' href='n.html#n'>1</a></p>", "one\ufffc\n"),
        ("<p>H<sub>2</sub>O x<sup>2</sup></p>", "H2O x2\n"),
        ("<p>one<![CDATA[ two ]]></p>", "one\n"),
        ("<?xml version='1.0'?><p>one<![CDATA[ <two> & ]]></p>", "one<two> &\n"),
        ("one <b>two", "one two\n"),
        ("<!DOCTYPE html [<!ENTITY x 'y>'>]><p>one</p>", "one\n"),
        ("", ""),
    ],
)
def test_what_a_source_reads_as(source: str, text: str) -> None:
    assert text_of(source) == text


def test_lines_that_are_whole_elements_can_be_parted_and_joined_with_the_next() -> None:
    pieces = pieces_of(
        "<body>a<p>b</p>\n<h2><b>c</b></h2><hr/><p>d</p><div><p>e</p>f</div><p>g<p>h</p><td>i</td></body>"
    )
    lines = dict(zip("abcdefghi", zip(pieces.line_free, pieces.line_next, strict=True), strict=True))
    assert [name for name, (free, _) in lines.items() if free] == ["b", "c", "d", "e", "h"]
    assert [name for name, (_, following) in lines.items() if following >= 0] == ["b"]


def test_what_stands_for_an_object_is_what_it_says_of_itself() -> None:
    pieces = pieces_of("<p><img alt='A  cat'/><ruby>x<rt>y</rt></ruby><a role='doc-noteref' href='#n'><b>3</b></a></p>")
    assert list(pieces.labels.values()) == ["A cat", "y", "3"]


def check_places(pieces: HtmlPieces) -> None:
    """Each piece's bytes lie behind those of the one before, and its place in them is found again."""
    done = 0
    for number, text in enumerate(pieces.texts):
        start, end = pieces.starts[number], pieces.ends[number]
        if pieces.kinds[number] == Kind.TEXT:
            assert done <= start < end <= len(pieces.data)
            places = [pieces.byte_at(number, at) for at in range(len(text) + 1)]
            assert places == sorted(set(places))
            assert (places[0], places[-1]) == (start, end)
        done = max(done, end)
    assert "".join(pieces.texts) == pieces.text
    assert not pieces.text or pieces.text.endswith("\n")


@given(sources(depth=4, odd=SOUP))
def test_any_source_is_read(source: str) -> None:
    check_places(pieces_of(source))


@given(
    st.lists(st.sampled_from([*SOUP, *"<>&\"'/=!-[]", "p", "a ", "<a href='", "<!--", "-->"]), max_size=40).map("".join)
)
def test_any_signs_are_read(source: str) -> None:
    check_places(pieces_of(source))


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<a b='", "<!--", "<code>", "&", "<p>", "&amp;", "<script ", "<![CDATA[", "a b", "<![", "<!x[",
     "<svg>", "<b>", "<div>", "<a href='#x'>", "<td>", "</p>", "<sup><a href='#'>", "\n<b>", "<pre>"],
)  # fmt: skip
def test_a_hostile_source_takes_no_longer_than_a_book(unit: str) -> None:
    source = (unit * (60_000 // len(unit))).encode()
    begun = time.process_time()
    document = HtmlDocument(source, "a.html")
    assert document.clean(()) == source
    assert time.process_time() - begun < 10
