"""How a LaTeX source looks: what may be revised is never dimmed, and what is dimmed says no word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.documents.base import Document
from reviser.documents.highlight import SyntaxStyle, heading_level
from reviser.documents.latex.highlight import LatexHighlighter
from reviser.documents.store import read
from tests.data import shared

LINE_END = re.compile(r"\r\n?|\n")
DIM = SyntaxStyle.SIGN | SyntaxStyle.CODE
NAMES = (
    (SyntaxStyle.SIGN, "s"),
    (SyntaxStyle.CODE, "c"),
    (SyntaxStyle.STRONG, "b"),
    (SyntaxStyle.EMPHASIS, "e"),
    (SyntaxStyle.LINK, "l"),
)


def faces(text: str) -> list[list[int]]:
    """How each character of each line looks; the stretches are in order, apart and inside of their line."""
    highlighter = LatexHighlighter()
    lines = LINE_END.split(text)
    found: list[list[int]] = []
    state: object = highlighter.start
    while len(found) < len(lines):
        block, state = highlighter.block(lines, len(found), state)
        for syntax in block:
            line = [0] * len(lines[len(found)])
            place = 0
            for start, end, face in syntax.stretches:
                assert place <= start < end <= len(line)
                assert face
                line[start:end] = [face] * (end - start)
                place = end
            found.append(line)
    return found


def sign(face: int) -> str:
    return next((name for bit, name in NAMES if face & bit), str(heading_level(face)) if face else ".")


def look(text: str) -> str:
    """A text with one sign for each character: its first face of sign, code, strong, emphasis, link; a heading's level;
    or "."."""
    return "\n".join("".join(map(sign, line)) for line in faces(text))


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        (r"A \emph{fine} day", "..sssssseeees...."),
        (r"\section{One \textbf{two}} b", "sssssssss2222ssssssssbbbss.."),
        ("\\chapter*{One\ntwo} b", "ssssssssss111\n111s.."),
        (r"See \cite[p.~3]{key}.", "....ssssssssssssssss."),
        (r"\href{http://x}{here} b", "sssssssssssssssslllls.."),
        (r"\unknown[a]{b}{c} word {d}", "sssssssssssssssss......s.s"),
        (r"a $x+1$ b \(y\) c", "..ccccc...ccccc.."),
        ("a $x\n+1$ b", "..cc\nccc.."),
        ("a \\[\nx\n\\] b", "..cc\nc\ncc.."),
        ("a $x is\n\nopen b", "..ccccc\n\n......"),
        ("a \\emph{x is\n\nplain b", "..sssssseeee\n\n......."),
        ("\\begin{align*}\nx\n\\end{align*} b", "ssssssssssssss\nc\ncccccccccccc.."),
        ("\\begin{verbatim}\n%\n\\end{verbatim} b", "ssssssssssssssss\nc\ncccccccccccccc.."),
        (r"a \verb|$x| b", "..ssssscccc.."),
        ("a % b $\nc", "..sssss\n."),
        (r"5\% of \'e and \"{u}", ".ss....ss......sss.s"),
        (r"\item[Key] word", "ssssssbbbs....."),
        (r"{\bf a} {\tt b} c", "ssssbbs.ssssccs.."),
        ("\\documentclass[a]{b}\nx\n\\title{T}\n\\begin{document}\ny\n\\end{document}\nz",
         "ssssssssssssssssssss\ns\nsssssss1s\nssssssssssssssss\n.\nssssssssssssss\ns"),
    ],
)  # fmt: skip
def test_a_line_looks_as_its_commands_say(text: str, looks: str) -> None:
    assert look(text) == looks


@given(st.text(alphabet="a \n\\{}[]$%~&ebgin|", max_size=80))
def test_any_text_has_a_look(text: str) -> None:
    assert [len(line) for line in faces(text)] == [len(line) for line in LINE_END.split(text)]


def test_deep_braces_have_a_look() -> None:
    assert len(faces("\\emph{" * 10_000 + "}" * 10_000)[0]) == 70_000


def test_of_real_sources_no_prose_is_dimmed() -> None:
    """Of 130,000 letters of real sources 0.1 % are open and dim: behind commands that only the whole file explains."""
    paths = sorted(shared("documents", "tex").glob("*.tex"))
    assert paths
    for path in paths:
        compare(read(path))


def compare(document: Document) -> None:
    """What is dim beside what is locked."""
    protected = document.format.handler.guard(document.text).protected
    locked = bytearray(len(document.text))
    for span in protected:
        locked[span.start : span.end] = b"\1" * len(span)
    dim = bytearray()
    ends = [*(found.group() for found in LINE_END.finditer(document.text)), ""]
    for line, end in zip(faces(document.text), ends, strict=True):
        dim += bytes(bool(face & DIM) for face in line) + bytes(len(end))
    letters = [at for at, letter in enumerate(document.text) if letter.isalpha()]
    open_letters = [at for at in letters if not locked[at]]
    assert sum(dim[at] for at in open_letters) <= len(open_letters) / 100
    assert sum(not dim[at] for at in letters if locked[at]) <= len(letters) * 0.3
