"""HTML: the text between tags is prose, and nothing else of a source is touched."""

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.documents.base import FormatHandler
from reviser.documents.html import Html
from reviser.documents.spans import complement
from reviser.documents.store import read, save

HTML: FormatHandler = Html()
# Words that begin with a small o are open, those with a small l are locked.
PAGE = """\
<!DOCTYPE html locked>
<html lang="locked">
<head><title>locked</title><style>locked { x: "</p>" }</style></head>
<body class='locked > locked'>
<!-- locked <p>locked</p> -->
<h1 id=locked>offer</h1>
<p>open one &amp; <em title="locked">other</em>&nbsp;on <code>locked()</code> and
  <a href="http://locked.org">over</a> a &lt; b, see http://locked.org/x or locked@locked.net.<br>open</p>
<pre>locked
locked</pre>
<script>locked = "<p>locked";</script>
<ul><li>open<li>other</ul><table><tr><td>open</td><th>other</th></tr></table>
<svg><text>locked</text></svg><img alt="locked">
</body></html>
"""


def locked(text: str) -> list[str]:
    return [part for span in HTML.protected(text) if (part := span.of(text).strip())]


def test_text_is_open_and_all_else_is_locked() -> None:
    guard = HTML.guard(PAGE)
    for found in re.finditer(r"\b[ol]\w{3,}", PAGE):
        opened = guard.keeps(Edit(found.start(), found.group(), "word"))
        assert opened == found.group().startswith("o"), (found.group(), found.start())


@pytest.mark.parametrize("after", ["<b>x</b>", "a < b", "R&D", ">", "", " ", "&", "&x"])
def test_what_would_be_a_tag_or_leaves_one_empty_is_not_kept(after: str) -> None:
    at = PAGE.index("offer")
    assert not HTML.guard(PAGE).keeps(Edit(at, "offer", after))
    assert HTML.guard(PAGE).keeps(Edit(at, "offer", "R&amp;D"))


def test_tags_and_entities_read_as_what_they_mean() -> None:
    text = "<p>One&nbsp;<b>two</b> &lt; <code>x</code>\n   three<br>four<!-- no --> five</p>"
    parts: list[str] = []
    place = 0
    for reading in HTML.readings(text):
        parts += text[place : reading.span.start], reading.text
        place = reading.span.end
    assert "".join((*parts, text[place:])) == "\n\nOne\u00a0two < \ufffc\nthree\nfour five\n\n"


def test_no_edit_gives_the_bytes_and_edits_leave_what_is_locked(tmp_path: Path) -> None:
    data = PAGE.replace("\n", "\r\n").encode("utf-8-sig")
    (tmp_path / "a.HTM").write_bytes(data)
    document = read(tmp_path / "a.HTM")
    assert document.format.code == "html"
    save(document, document.text, tmp_path / "b.htm")
    assert (tmp_path / "b.htm").read_bytes() == data
    guard = HTML.guard(document.text)
    for seed in range(200):
        lot = random.Random(seed)
        start, end = sorted((lot.randrange(len(document.text)), lot.randrange(len(document.text))))
        end = min(end, start + lot.randrange(9))
        after = lot.choice(("", "word", "<", ">", "&", "&amp;", "\n\n", " two words ", "-->", '"'))
        edit = Edit(start, document.text[start:end], after)
        if guard.keeps(edit):
            assert [part for part in locked(apply(document.text, [edit])) if part[0] == "<"] == [
                part for part in locked(document.text) if part[0] == "<"
            ]


PARTS = st.sampled_from(["<", ">", "<p>", "</p>", "<!--", "-->", "<a href='", '"', "'", "&", "&amp;", "<code>",
                         "</code>",
                         "<script>", "</script>", "word ", "\n", "<![CDATA[", "]]>", "<br/>", "<?"])  # fmt: skip


@given(st.lists(PARTS, max_size=30).map("".join))
def test_any_source_is_read(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in complement(HTML.protected(text), len(text)))
    place = 0
    for reading in HTML.readings(text):
        assert place <= reading.span.start < reading.span.end <= len(text)
        place = reading.span.end


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<a b='", "<!--", "<code>", "&", "<p>", "&amp;", "<script ", "<![CDATA[", "a b"]
)
def test_a_hostile_source_takes_no_longer_than_a_book(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    begun = time.process_time()
    HTML.readings(text)
    assert time.process_time() - begun < 10
