"""Highlights Markdown: headings, emphasis, code, tables, and their signs."""

import re
from collections.abc import Iterable, Sequence

from reviser.documents.highlight import StyledSpan, Syntax, SyntaxStyle, heading
from reviser.documents.markdown_inline import inline
from reviser.documents.markdown_lines import COMMENT, ROOT, TAGS, Leaf, LineKind, OpenBlocks, Read, read

HEAD = 100  # lines of front matter, at most
MOST = 64  # lines of a paragraph that are read together: emphasis does not continue from one part to the next
START = OpenBlocks(detail=("start", 0, 0))
_FENCE = re.compile(r"---+[ \t]*$")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\^])(?:\\.|[^\[\]\\])*\]:[ \t]*\S")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")


class MarkdownHighlighter:
    """Reads a Markdown document line by line, but a paragraph at once, because emphasis can span its lines."""

    @property
    def start(self) -> OpenBlocks:
        return START

    def head(self, line: str) -> int:
        return HEAD if _FENCE.match(line) else 0

    def block(self, lines: Sequence[str], first: int, before: object) -> tuple[list[Syntax], OpenBlocks]:
        assert isinstance(before, OpenBlocks)
        state = before
        if state == START:
            front = _front_matter(lines)
            if front:
                return _each(
                    before, [_whole(lines[at], SyntaxStyle.CODE | SyntaxStyle.SIGN) for at in range(front)]
                ), ROOT
            state = ROOT
        line = read(lines[first], state)
        if line.kind in (LineKind.PARAGRAPH, LineKind.MORE):
            return _paragraph(lines, first, before, state, line)
        return _each(before, [_alone(lines[first], line)], [line] if lines[first].strip() else ()), line.after


def _front_matter(lines: Sequence[str]) -> int:
    """The number of lines of front matter."""
    if not _FENCE.match(lines[0]):
        return 0
    return next((at + 1 for at in range(1, min(HEAD, len(lines))) if _FENCE.match(lines[at])), 0)


def _each(
    before: object, lines: Iterable[tuple[StyledSpan, ...]], reads: Sequence[Read] = (), *, begins: bool = True
) -> list[Syntax]:
    """The syntax of lines of one block, from their spans and reads; without `reads`, they are in no list. All of them
    have the state before the block."""
    made = [Syntax(before, begins and not number, stretches) for number, stretches in enumerate(lines)]
    if reads and reads[0].after.containers:
        made = [
            syntax._replace(columns=line.columns, content=line.content)
            for syntax, line in zip(made, reads, strict=True)
        ]
    return made


def _paragraph(
    lines: Sequence[str], first: int, before: OpenBlocks, state: OpenBlocks, line: Read
) -> tuple[list[Syntax], OpenBlocks]:
    """Read a paragraph or a part of it, an underlined heading, or the first two rows of a table."""
    begins = line.kind is LineKind.PARAGRAPH or state.detail[1] % MOST == 0
    reads, texts, after = [line], [lines[first]], line.after
    level = 0
    for at in range(first + 1, min(first + MOST, len(lines))):
        text = lines[at]
        further = read(text, after)
        if further.kind is LineKind.UNDERLINE:
            level = further.level
            reads.append(further)
            texts.append(text)
            after = further.after
            break
        if further.kind is not LineKind.MORE:
            break
        if _is_table(texts[-1][reads[-1].content :], text[further.content :]):
            if len(reads) == 1:
                after = OpenBlocks(after.containers, Leaf.TABLE)
                rows = [_row(texts[0], line, SyntaxStyle.STRONG), _delimiters(text, further)]
                return _each(before, rows, [line, further], begins=begins), after
            # The paragraph ends before the header row, which is read next.
            kept = reads[:-1]
            return _each(before, _lines(texts[:-1], kept, 0), kept, begins=begins), _before_last(state, reads)
        reads.append(further)
        texts.append(text)
        after = further.after
    return _each(before, _lines(texts, reads, level), reads, begins=begins), after


def _before_last(state: OpenBlocks, reads: Sequence[Read]) -> OpenBlocks:
    return reads[-2].after if len(reads) > 1 else state


def _lines(texts: Sequence[str], reads: Sequence[Read], level: int) -> list[tuple[StyledSpan, ...]]:
    """The spans of the lines of a paragraph, or of a heading of this level whose last line is the underline."""
    base = heading(level)
    count = len(texts) - 1 if level else len(texts)
    skipped = 0
    while not level and skipped < count and _DEFINITION.match(texts[skipped], reads[skipped].content):
        skipped += 1
    contents = [text[each.content :] for text, each in zip(texts[skipped:count], reads[skipped:count], strict=True)]
    found = [_styled_line(texts[at], reads[at].content, SyntaxStyle.SIGN) for at in range(skipped)]
    for at, stretches in enumerate(_split(inline("\n".join(contents)), contents), skipped):
        found.append(_styled_line(texts[at], reads[at].content, base, stretches))
    if level:
        found.append(_styled_line(texts[-1], reads[-1].content, SyntaxStyle.SIGN))
    return found


def _split(stretches: Sequence[StyledSpan], contents: Sequence[str]) -> list[list[StyledSpan]]:
    """Spans of joined lines, distributed to the lines."""
    styled: list[list[StyledSpan]] = [[] for _ in contents]
    number, start = 0, 0
    for stretch in stretches:
        while stretch.start > start + len(contents[number]):
            start += len(contents[number]) + 1
            number += 1
        at, begin = number, start
        while at < len(contents) and begin < stretch.end:
            end = min(stretch.end - begin, len(contents[at]))
            if max(stretch.start - begin, 0) < end:
                styled[at].append(StyledSpan(max(stretch.start - begin, 0), end, stretch.face))
            begin += len(contents[at]) + 1
            at += 1
    return styled


def _styled_line(text: str, content: int, base: int, stretches: Iterable[StyledSpan] = ()) -> tuple[StyledSpan, ...]:
    """The spans of a line: the signs of its containers, and its content, which looks like `base` and has these
    spans."""
    styled: list[StyledSpan] = []
    if text[:content].strip():
        styled.append(StyledSpan(0, content, SyntaxStyle.SIGN))
    position = content
    for each in stretches:
        if base and each.start + content > position:
            styled.append(StyledSpan(position, each.start + content, base))
        styled.append(StyledSpan(each.start + content, each.end + content, each.face | base))
        position = each.end + content
    if base and position < len(text):
        styled.append(StyledSpan(position, len(text), base))
    return tuple(styled)


def _whole(text: str, face: int) -> tuple[StyledSpan, ...]:
    return (StyledSpan(0, len(text), face),) if text else ()


def _alone(text: str, line: Read) -> tuple[StyledSpan, ...]:
    """The spans of a line that does not depend on others."""
    match line.kind:
        case LineKind.HEADING:
            return _heading(text, line)
        case LineKind.RULE:
            return _styled_line(text, line.content, SyntaxStyle.SIGN)
        case LineKind.FENCE:
            return _styled_line(text, line.content, SyntaxStyle.SIGN | SyntaxStyle.CODE)
        case LineKind.CODE:
            return _styled_line(text, line.content, SyntaxStyle.CODE)
        case LineKind.HTML:
            if line.level in TAGS:
                tags = [StyledSpan(*tag.span(), SyntaxStyle.SIGN) for tag in _TAG.finditer(text[line.content :])]
                return _styled_line(text, line.content, 0, tags)
            return _styled_line(text, line.content, SyntaxStyle.SIGN if line.level == COMMENT else SyntaxStyle.CODE)
        case LineKind.ROW:
            return _row(text, line, 0)
        case _:
            return _styled_line(text, line.content, 0)


def _heading(text: str, line: Read) -> tuple[StyledSpan, ...]:
    words = text[line.content + line.level :]
    start = line.level + len(words) - len(words.lstrip())
    content = text[line.content + start :]
    closing = _CLOSING.search(content)
    end = len(content) if closing is None else closing.start()
    found = [StyledSpan(0, start, SyntaxStyle.SIGN)]
    found += [StyledSpan(each.start + start, each.end + start, each.face) for each in inline(content[:end])]
    if end < len(content):
        found.append(StyledSpan(start + end, start + len(content), SyntaxStyle.SIGN))
    return _styled_line(text, line.content, heading(line.level), found)


# Tables


def _cells(row: str) -> int:
    return len(_PIPE.split(row.strip().removeprefix("|"))) - row.rstrip().endswith("|")


def _is_table(names: str, delimiters: str) -> bool:
    """Whether a table begins with these two lines."""
    if "-" not in delimiters or "|" not in names or not _DELIMITERS.match(delimiters):
        return False
    return _cells(names) == _cells(delimiters)


def _row(text: str, line: Read, face: int) -> tuple[StyledSpan, ...]:
    content = text[line.content :]
    styled: list[StyledSpan] = []
    position = 0
    for pipe in (*_PIPE.finditer(content), None):
        end = len(content) if pipe is None else pipe.start()
        styled += [
            StyledSpan(each.start + position, each.end + position, each.face) for each in inline(content[position:end])
        ]
        if pipe is not None:
            styled.append(StyledSpan(end, end + 1, SyntaxStyle.SIGN))
            position = end + 1
    return tuple([_in_table(each) for each in _styled_line(text, line.content, face | SyntaxStyle.CELL, styled)])


def _in_table(styled_span: StyledSpan) -> StyledSpan:
    """A span within a table, where everything is monospaced; what is not code is marked as a cell."""
    face = styled_span.face
    if face & SyntaxStyle.CELL:
        face = face & ~SyntaxStyle.CELL if face & SyntaxStyle.CODE else face | SyntaxStyle.CODE
    return styled_span._replace(face=face)


def _delimiters(text: str, line: Read) -> tuple[StyledSpan, ...]:
    return _styled_line(text, line.content, SyntaxStyle.CODE | SyntaxStyle.SIGN)
