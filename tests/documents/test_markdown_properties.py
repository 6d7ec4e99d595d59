"""Whatever the Markdown and the edit: an edit that the guard lets pass leaves the whole document's structure as it was.

The guard reads a few blocks, the check reads the whole document from nothing.
"""

import random
import re
from importlib.metadata import distributions

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.core.text import Span
from reviser.documents.markdown import Markdown, MarkdownGuard, signature
from reviser.documents.spans import touches

MARKDOWN = Markdown()

PIECES = [
    *("word", "two words", "10", "a", "Text.", "x_y", "é", "\u00a0", ":", "http://a.bc/d"),
    *(" ", "  ", "   ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\\", "\\\n", "  \n"),
    *("# ", "## ", "---", "===", "***", "- ", "* ", "+ ", "1. ", "2) ", "> ", "[ ] ", "---\nt: x\n---\n"),
    *("```", "~~~", "`", "``", "*", "**", "_", "~~", "$", "$$", "&amp;"),
    *("[", "]", "(/u)", "[r]", "[r]: /u\n", "![", "<http://x.y>", "[^1]", "[^1]: "),
    *("<b>", "</b>", "<div>\n", "</div>", "<!--", "-->"),
    *("|", " | ", "|--|--|\n", "a | b\n--|--\n"),
]
AFTERS = [*PIECES, "", "", "1", ".", "-", "=", "#", ">", "<", "!", "new words", "\n", "|"]
documents = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check_spans(text: str, spans: tuple[Span, ...]) -> None:
    position = -1
    for span in spans:
        assert position < span.start < span.end <= len(text)
        position = span.end


@given(documents, st.data())
def test_what_the_guard_passes_keeps_the_structure(text: str, data: st.DataObject) -> None:
    guard = MARKDOWN.guard(text)
    check_spans(text, guard.protected)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 8)))
    edit = Edit(start, text[start:end], "".join(data.draw(st.lists(st.sampled_from(AFTERS), max_size=3))))
    if guard.keeps(edit):
        assert signature(apply(text, [edit])) == signature(text)


@given(documents, st.data())
def test_what_the_guard_passes_together_keeps_the_structure(text: str, data: st.DataObject) -> None:
    guard = MARKDOWN.guard(text)
    edits = []
    position = -1
    for _ in range(data.draw(st.integers(1, 4))):
        if position + 1 > len(text):
            break
        start = data.draw(st.integers(position + 1, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 4)))
        edits.append(Edit(start, text[start:end], data.draw(st.sampled_from(AFTERS))))
        position = end
    if guard.keeps_all(edits):
        assert signature(apply(text, edits)) == signature(text)


def readmes() -> dict[str, str]:
    """The READMEs of the installed packages: real ones, by many hands, and on every machine."""
    found: dict[str, str] = {}
    for distribution in distributions():
        metadata = distribution.metadata.json
        text = metadata.get("description", "")
        if (
            "markdown" in str(metadata.get("description_content_type", ""))
            and isinstance(text, str)
            and len(text) > 300
        ):
            found[str(metadata["name"])] = text
    return found


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    found = readmes()
    assert len(found) >= 5
    return found


def test_real_readmes_are_open_where_they_are_prose(real: dict[str, str]) -> None:
    """A word of prose can be exchanged for another, except in the few references whose words are their address."""
    kept = asked = 0
    for name, text in real.items():
        guard = MARKDOWN.guard(text)
        check_spans(text, guard.protected)
        words = open_words(text, guard)
        assert words, name
        for place in random.Random(0).sample(words, min(len(words), 40)):
            asked += 1
            kept += guard.keeps(Edit(place.start, place.of(text), "Word"))
    assert kept > 0.95 * asked


def open_words(text: str, guard: MarkdownGuard) -> list[Span]:
    inside = [Span(match.start(), match.end()) for match in re.finditer(r"(?<!\w)[^\W\d_]{3,}(?!\w)", text)]
    return [place for place in inside if not touches(guard.protected, place)]


def test_real_readmes_keep_their_structure_under_what_the_guard_passes(real: dict[str, str]) -> None:
    """Edits of every kind at random places of real documents, against reading the whole document anew."""
    chance = random.Random(1)
    passed = refused = 0
    for text in real.values():
        if len(text) > 15_000:
            continue
        guard = MARKDOWN.guard(text)
        whole = signature(text)
        for place in chance.sample(words := open_words(text, guard), min(len(words), 12)):
            start, end = chance.choice(
                [(place.start, place.end), (place.start, place.start), (place.end, place.end + 1)]
            )
            edit = Edit(start, text[start:end], chance.choice(AFTERS) + chance.choice(AFTERS))
            if guard.keeps(edit):
                passed += 1
                assert signature(apply(text, [edit])) == whole, edit
            else:
                refused += 1
    assert passed
    assert refused
