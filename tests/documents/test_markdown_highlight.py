"""How Markdown looks line by line is what markdown-it makes of it."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reviser.documents.highlight import StyledSpan, SyntaxStyle, heading_level
from reviser.documents.markdown_highlight import MOST, MarkdownHighlighter
from tests import data

ROOT = Path(__file__).resolve().parents[2]
LINE_END = re.compile(r"\r\n?|\n")
CODE = {"fence", "code_block", "front_matter", "math_block"}
LETTER = re.compile("[A-Za-z0-9]")
# A letter of the prose with how it looks.
Letter = tuple[str, bool, bool]


def highlighted(text: str) -> list[tuple[str, tuple[StyledSpan, ...]]]:
    """Each line with its stretches, which are in order, apart and inside of it."""
    highlighter = MarkdownHighlighter()
    lines = LINE_END.split(text)
    found: list[tuple[str, tuple[StyledSpan, ...]]] = []
    state: object = highlighter.start
    while len(found) < len(lines):
        block, state = highlighter.block(lines, len(found), state)
        assert block
        found += [(lines[number], syntax.stretches) for number, syntax in enumerate(block, len(found))]
    for line, stretches in found:
        position = 0
        for stretch in stretches:
            assert position <= stretch.start < stretch.end <= len(line)
            assert stretch.face
            position = stretch.end
    return found


def look(text: str) -> list[str]:
    """Each line as one sign a character: its first face of sign, code, strong, emphasis; a heading's level; or "."."""
    found: list[str] = []
    for line, stretches in highlighted(text):
        signs = ["."] * len(line)
        for start, end, face in stretches:
            names = {SyntaxStyle.SIGN: "s", SyntaxStyle.CODE: "c", SyntaxStyle.STRONG: "b", SyntaxStyle.EMPHASIS: "e"}
            sign = next((name for bit, name in names.items() if face & bit), str(heading_level(face)))
            signs[start:end] = sign * (end - start)
        found.append("".join(signs))
    return found


class Reference:
    """A text as markdown-it reads it."""

    def __init__(self, text: str) -> None:
        parser = (
            MarkdownIt("commonmark")
            .enable(["table", "strikethrough"])
            .disable("text_join")  # it would take entities for letters
            .use(front_matter_plugin)
            .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
            .use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
        )
        self.tokens = parser.parse(text)

    @property
    def headings(self) -> dict[int, int]:
        """The lines of headings, with their level; not the line under one."""
        return {
            number: int(token.tag[1:])
            for token in self.tokens
            if token.type == "heading_open" and token.map
            for number in range(token.map[0], token.map[1] - (token.markup in {"=", "-"}))
        }

    @property
    def code(self) -> set[int]:
        return {n for token in self.tokens if token.type in CODE and token.map for n in range(*token.map)}

    @property
    def prose(self) -> dict[int, list[Letter]]:
        """The letters of each run of prose, by its first line."""
        found: dict[int, list[Letter]] = {}
        names = False
        for token in self.tokens:
            names = token.type == "th_open" if token.nesting == 1 else names
            if token.type == "inline" and token.map:
                found.setdefault(token.map[0], []).extend(letters_of(token.children or [], strong=int(names)))
        return found


def letters_of(children: list[Token], *, strong: int = 0, emphasis: int = 0) -> list[Letter]:
    """The letters of inline content; without those of an address that stands for itself."""
    found: list[Letter] = []
    address = False
    for child in children:
        strong += child.nesting * (child.type in {"strong_open", "strong_close"})
        emphasis += child.nesting * (child.type in {"em_open", "em_close"})
        if child.type in {"link_open", "link_close"}:
            address = child.type == "link_open" and child.markup == "autolink"
        if child.type == "image":
            found += letters_of(child.children or [], strong=strong, emphasis=emphasis)
        elif child.type in {"text", "code_inline", "math_inline", "math_inline_double", "text_special"} and not address:
            content = child.markup if child.info == "entity" else child.content
            found += [(each, strong > 0, emphasis > 0) for each in LETTER.findall(content)]
    return found


def letters(lines: Sequence[tuple[str, tuple[StyledSpan, ...]]]) -> list[Letter]:
    """The letters of lines as they are highlighted, without signs."""
    found: list[Letter] = []
    for line, stretches in lines:
        faces = [0] * len(line)
        for start, end, face in stretches:
            faces[start:end] = [face] * (end - start)
        found += [
            (each, bool(face & SyntaxStyle.STRONG), bool(face & SyntaxStyle.EMPHASIS))
            for each, face in zip(line, faces, strict=True)
            if LETTER.match(each) and not face & SyntaxStyle.SIGN
        ]
    return found


def headings(lines: Sequence[tuple[str, tuple[StyledSpan, ...]]]) -> dict[int, int]:
    levels = [max((heading_level(stretch.face) for stretch in stretches), default=0) for _, stretches in lines]
    return {number: level for number, level in enumerate(levels) if level}


def check(text: str) -> None:
    """Headings, code and emphasis are where markdown-it has them."""
    lines, reference = highlighted(text), Reference(text)
    assert headings(lines) == reference.headings
    code = [number for number, (line, _) in enumerate(lines) if number in reference.code and line.strip()]
    assert [n for n in code if not any(stretch.face & SyntaxStyle.CODE for stretch in lines[n][1])] == []
    starts = sorted(reference.prose)
    spans = {token.map[0]: token.map[1] for token in reference.tokens if token.type == "inline" and token.map}
    for start in starts:
        assert letters(lines[start : spans[start]]) == reference.prose[start], text


FRAGMENTS = ("# ", "## ", "> ", "- ", "1. ", "===\n", "---\n", "```\n", "**", "*", "_", "`", "[a](b)", "one two", "\n",
    "\n\n", "word\n", "(", ")", ".", "\\*", " ", " a * b ")  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join))
@settings(max_examples=200)
def test_headings_code_and_emphasis_are_markdown_its(text: str) -> None:
    check(f"word\n\n{text}")  # its front matter would take other things for such at the very beginning


@pytest.mark.parametrize("path", ["README.md", "resources/samples/sample.md"])
def test_our_own_texts_are_read_as_markdown_it_reads_them(path: str) -> None:
    check((ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "MultiMarkdown-6-tests_MMD6Tests_CriticMarkup.text",
        "criticmarkup-emacs-CriticMarkup-test.text",
        pytest.param("vale-testdata_fixtures_benchmarks_bench.md", marks=pytest.mark.long),  # 120,000 characters
    ],
)
def test_public_documents_are_read_as_markdown_it_reads_them(name: str) -> None:
    check(data.shared("documents", "md", name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("# A *b* #", ["ss11sesss"]),
        ("Title\n===", ["11111", "sss"]),
        ("a **b c** d", ["..ssbbbss.."]),
        ("a *b\nc* d", ["..se", "es.."]),
        ("a `b*c*` d", ["..sccccs.."]),
        ("see [it](http://a.b) or [it][b]", ["....s..sssssssssssss....s..ssss"]),
        ("a <http://a.b> and <b>c</b>", ["..ssssssssssss.....sss.ssss"]),
        ("cost $5 or $x^2$ here", ["...........scccs....."]),
        ("\\*a\\* [^1]", ["s..s..ssss"]),
        ("> a\nb\n\nc", ["ss.", ".", "", "."]),
        ("- a\n  b\n- [ ] c", ["ss.", "...", "ss....."]),
        ("```py\n# a\n```\n# a", ["sssss", "ccc", "sss", "ss1"]),
        ("a\n\n    b", [".", "", "ccccc"]),
        ("a | b\n--|--\n*c* | d", ["ccscc", "sssss", "scscscc"]),
        ("<!-- a\nb -->\nc", ["ssssss", "sssss", "."]),
        ("---\na: b\n---\nc", ["sss", "ssss", "sss", "."]),
        ("***\n[a]: http://b", ["sss", "sssssssssssss"]),
        ("![a *b*](c)", ["ss..sesssss"]),
    ],
)
def test_what_is_seen_of_a_text(text: str, seen: list[str]) -> None:
    assert look(text) == seen


def test_a_very_long_paragraph_is_read_in_parts() -> None:
    lines = ["*a* *b"] * (3 * MOST)
    found = highlighted("\n".join(lines))
    assert all(stretches[0] == StyledSpan(0, 1, SyntaxStyle.SIGN | SyntaxStyle.EMPHASIS) for _, stretches in found)


@pytest.mark.parametrize("sign", ["[", "*", "_", "`", "<", "$", "<!--", "![", "*a_ ", "a**b", "[a](", "~~", "> ", "- "])
def test_a_line_of_many_signs_takes_no_longer_than_it_is_long(sign: str) -> None:
    def seconds(times: int) -> float:
        start = time.thread_time()
        highlighted(sign * times)
        return time.thread_time() - start

    few = min(seconds(2_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(2)) < 8 * 6 * max(few, 0.001)
