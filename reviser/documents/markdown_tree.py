"""Markdown as markdown-it reads it: top-level blocks with their structure, and which characters are prose.

markdown-it reports the lines of a block, but not the place of an inline token. So an additional inline rule records
what it takes as plain text. What cannot be traced to such text with certainty counts as syntax."""

import re
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.text import text as text_rule
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reviser.core.text import Span

Environment = MutableMapping[str, Any]
Signature = tuple[tuple[object, ...], ...]

# As in markdown-it's own normalisation, which has no other line ends.
_LINE_END = re.compile(r"\r\n?|\n")
# Without one of these, the inline rules find only text and soft breaks. (Two spaces make a hard break.)
SPECIAL = re.compile(r"[\\`*_\[\]<>&~$!|#^]|  \n")
# Text that stands for itself: changing its words does not change the structure.
_PROSE_TOKENS = frozenset({"text", "softbreak"})
# The check box of a task list.
_TASK = re.compile(r"\[[ xX]\](?=\s)")
# With more unclosed brackets in a paragraph, parsing is too slow.
_OPEN_BRACKETS = 200
_PLACES = "prose places"
_SOURCE = "prose source"


class LineBounds:
    """Where the lines of a text begin, and where they end without their line ends."""

    def __init__(self, text: str) -> None:
        ends = [(match.start(), match.end()) for match in _LINE_END.finditer(text)]
        self.starts = [0, *(end for _, end in ends)]
        self.ends = [*(start for start, _ in ends), len(text)]

    def __len__(self) -> int:
        return len(self.starts)

    def start(self, line: int) -> int:
        """Where `line` begins; the end of the text for the line after the last."""
        return self.starts[line] if line < len(self.starts) else self.ends[-1]

    def at(self, offset: int) -> int:
        """The line that contains `offset`."""
        return bisect_right(self.starts, offset) - 1


@dataclass(frozen=True, slots=True)
class TopBlock:
    """A top-level block: its first line and its tokens."""

    line: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """One run of inline content: its prose, and, if it has no special characters, the lines it fills."""

    spans: tuple[Span, ...]
    plain: tuple[tuple[int, Span], ...] = ()


class Parser:
    """Parses CommonMark with tables, strikethrough, front matter, footnotes and dollar maths. Stores no state of a
    text."""

    def __init__(self) -> None:
        self._markdown = (
            MarkdownIt("commonmark", {"inline_definitions": True, "maxNesting": 100})
            .enable(["table", "strikethrough"])
            .use(front_matter_plugin)
            .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
            .use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
        )
        self._markdown.core.ruler.enableOnly(["normalize", "block"])
        self._markdown.inline.ruler.at("text", _noting_text)
        self._markdown.inline.ruler.push("literal", _literal)

    def blocks(self, text: str, references: Environment | None = None) -> tuple[list[TopBlock], Environment]:
        """The top-level blocks and the link references. `references` of a whole document take precedence, so that a
        part of a document is parsed as inside it."""
        environment: Environment = {"references": dict(references or {})}
        tokens = self._markdown.parse(text, environment)
        blocks: list[TopBlock] = []
        start = 0
        for index, token in enumerate(tokens):
            if token.level == 0 and token.nesting <= 0:
                first = tokens[start]
                if first.map is not None:
                    blocks.append(TopBlock(first.map[0], tuple(tokens[start : index + 1])))
                start = index + 1
        return blocks, environment["references"]

    def signature(self, block: TopBlock, references: Environment) -> Signature:
        """The structure of a block: kinds, nesting, attributes, and the content of everything that is not prose."""
        parts: list[tuple[object, ...]] = []
        for token in block.tokens:
            if token.type != "inline":
                parts.append(_features(token))
                continue
            task = _TASK.match(token.content)
            parts.append(("inline", bool(token.content.strip()), task[0] if task else ""))
            if _hopeless(token.content):
                parts.append((token.content,))
            elif SPECIAL.search(token.content):
                children, _ = self._inline(token.content, references)
                parts += _inline_features(children)
        return tuple(parts)

    def prose(self, block: TopBlock, text: str, lines: LineBounds, references: Environment) -> list[Prose]:
        """Where the words of the block are in `text`."""
        passages: list[Prose] = []
        parent: Token | None = None
        cursor = 0
        for token in block.tokens:
            if token.type == "tr_open" and token.map is not None:
                cursor = lines.start(token.map[0])
            if token.type != "inline":
                parent = token
                continue
            if token.map is None or not token.content or parent is None or _hopeless(token.content):
                continue
            if parent.type in ("th_open", "td_open"):
                placed = _cell(token, text, lines, cursor)
                cursor = placed[-1].end if placed else cursor
            else:
                placed = _content_lines(token, parent, text, lines)
            if placed and len(placed) > 1 and "|" in token.content and parent.type in ("th_open", "td_open"):
                # The content lacks the backslash before an escaped pipe: only plain words are open.
                passages += [] if SPECIAL.search(token.content.replace("|", "")) else [Prose(tuple(placed))]
                continue
            if not placed:
                continue
            if SPECIAL.search(token.content):
                _, places = self._inline(token.content, references)
                if task := _TASK.match(token.content):
                    places = [place for place in places if place.start >= task.end()]
                passages.append(Prose(_prose_spans(places, placed, token.content, text)))
            else:
                plain = tuple(zip(range(token.map[0], token.map[0] + len(placed)), placed, strict=True))
                spans = _with_breaks(placed, text)
                passages.append(Prose(spans, plain if parent.type in ("paragraph_open", "heading_open") else ()))
        return passages

    def _inline(self, content: str, references: Environment) -> tuple[list[Token], list[Span]]:
        places: list[Span] = []
        environment: Environment = {"references": references, _PLACES: places, _SOURCE: content}
        children: list[Token] = []
        self._markdown.inline.parse(content, self._markdown, environment, children)
        return children, places


def _hopeless(content: str) -> bool:
    """Whether unclosed brackets would cost the parser quadratic time (36 s for 200,000); such a run counts as
    syntax."""
    return content.count("[") > content.count("]") + _OPEN_BRACKETS


def _noting_text(state: StateInline, silent: bool) -> bool:
    start = state.pos
    matched = text_rule(state, silent)
    if matched and not silent:
        _note(state, start)
    return matched


def _literal(state: StateInline, silent: bool) -> bool:
    """The last inline rule: a character that no other rule took stands for itself."""
    start = state.pos
    if state.src[start] == "\n":
        return False
    if not silent:
        state.pending += state.src[start]
    state.pos += 1
    if not silent:
        _note(state, start)
    return True


def _note(state: StateInline, start: int) -> None:
    # The description of an image is parsed separately, with other offsets.
    if state.src is state.env[_SOURCE]:
        state.env[_PLACES].append(Span(start, state.pos))


def _features(token: Token) -> tuple[object, ...]:
    label = token.meta.get("label", "")
    attributes = tuple(sorted(token.attrs.items()))
    kind = (token.type, token.tag, token.nesting, token.hidden)
    return (*kind, token.markup, token.info, attributes, token.content, label)


def _inline_features(children: list[Token]) -> list[tuple[object, ...]]:
    parts: list[tuple[object, ...]] = []
    # A link without words can no longer be clicked.
    filled: list[bool] = []
    for token in children:
        if token.type in _PROSE_TOKENS:
            if filled and token.content.strip():
                filled[-1] = True
            continue
        if token.type == "link_open":
            filled.append(False)
        parts.append(_features(token))
        if token.type == "link_close":
            parts.append(("words", filled.pop() if filled else False))
    return parts


def _content_lines(token: Token, parent: Token, text: str, lines: LineBounds) -> list[Span] | None:
    """Where each line of the content is in the text; None if that is uncertain."""
    assert token.map is not None
    contents = token.content.split("\n")
    if len(contents) > token.map[1] - token.map[0]:
        return None
    placed: list[Span] = []
    for number, content in enumerate(contents, token.map[0]):
        line = text[lines.starts[number] : lines.ends[number]].replace("\0", "\ufffd").rstrip()
        wanted = content.strip()
        if parent.type == "heading_open" and parent.markup.startswith("#"):
            # "# Title ##": the closing signs are not in the content.
            closed = line.rstrip("#").rstrip()
            line = closed if closed.endswith(wanted) else line
        if not line.endswith(wanted):
            return None
        end = lines.starts[number] + len(line)
        placed.append(Span(end - len(wanted), end))
    return placed


def _cell(token: Token, text: str, lines: LineBounds, cursor: int) -> list[Span] | None:
    """Where the content of a table cell is, searching from `cursor`, in parts if it has an escaped pipe. None if it is
    not found."""
    assert token.map is not None
    line_end = lines.ends[token.map[0]]
    content = token.content.replace("|", "\\|")
    start = text.find(content, cursor, line_end)
    while start >= 0:
        end = start + len(content)
        before, after = text[cursor:start].rstrip(), text[end:line_end].lstrip()
        if (not before or before.endswith("|") or cursor == lines.starts[token.map[0]]) and after[:1] in ("", "|"):
            return list(_between_pipes(start, content))
        start = text.find(content, start + 1, line_end)
    return None


def _between_pipes(start: int, content: str) -> Iterator[Span]:
    for part in content.split("\\|"):
        yield Span(start, start + len(part))
        start += len(part) + 2


def _prose_spans(places: list[Span], placed: list[Span], content: str, text: str) -> tuple[Span, ...]:
    """The prose of the content, moved to the places of its lines in the text."""
    spans: list[Span] = []
    starts: list[int] = []
    position = 0
    for line in content.split("\n"):
        # `placed` refers to the line without surrounding white space.
        starts.append(position + len(line) - len(line.lstrip()))
        position += len(line) + 1
    for place in places:
        number = max(bisect_right(starts, place.start) - 1, 0)
        shift = placed[number].start - starts[number]
        end = min(place.end + shift, placed[number].end)
        start = max(place.start + shift, placed[number].start)
        if start < end:
            spans.append(Span(start, end))
    joined: list[Span] = []
    for span in spans:
        if joined and span.start == joined[-1].end:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return _with_breaks(joined, text)


def _with_breaks(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Add the soft breaks between lines of prose, unless something (a quote sign, an indent) begins the next line or a
    second space makes the break a hard one."""
    result: list[Span] = []
    for span in spans:
        if result and text[result[-1].end : span.start] in ("\n", "\r\n", "\r", " \n", " \r\n", " \r"):
            result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)
