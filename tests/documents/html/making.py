"""Pages of HTML made for a test: elements within elements, well-formed or not."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.documents.spliced import trees

TAGS = [
    "p", "p", "div", "li", "h1", "td", "blockquote", "ul", "ol", "table", "tr", "dd", "dl", "pre", "section", "b", "i",
    "em", "a", "span", "code", "sup", "small",
]  # fmt: skip
WORDS = [
    "one", " two ", "three four", "\n  ", "\n five\n", " ", "  ", "&nbsp;", "&amp;", "&#8217;s", "\t",
    "x &lt; y", "&#9;", "\u00a0", "é", "\u2028", "\r\n six",
]  # fmt: skip
ODD = [
    "<br/>", "<img alt='x'/>", "<!-- c -->", "<hr/>", "<p/>", "<script>x</script>", "<a id='q'/>",
    "<p id='b' class='c'>d</p>", "<svg><text>t</text></svg>", "<a href='#u'>note</a>", "<i class='x'>l</i>",
]  # fmt: skip
SOUP = [
    "<p>", "</p>", "<b>", "</i>", "<li>", "</div>", "<td>", "&", "&foo;", "<", " < ", "<br>", "<![CDATA[ c ]]>",
    "<script>", "<a href='#x'>", "&amp", "<!--", "-->",
]  # fmt: skip
XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def sources(depth: int, odd: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """Pages; with `odd` such as are not well-formed."""
    return st.lists(trees(depth, TAGS, [*WORDS, *ODD, *odd]), max_size=6).map("".join)
