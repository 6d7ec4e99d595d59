"""A canvas shows a page in a QTextDocument: it paints what has changed, and reads back what was typed.

Every char format stores the code of its style, so ghosts can be told from text after any edit by Qt."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit

from reviser.core.edit import Edit, Intent
from reviser.core.text import Span, Utf16
from reviser.documents.highlight import SyntaxStyle, heading, heading_level
from reviser.gui.text.char_formats import CharFormats
from reviser.gui.text.incremental_painting import CODE, Part, changed_parts, runs_of, same_line, update_block
from reviser.gui.text.indents import BlockFormats
from reviser.gui.text.lines import Line, ProposalMark, Run, RunKind, Style, displayable, is_ghost, units
from reviser.gui.text.page import TextPage
from reviser.gui.text.visible_marks import Sighted, rects_of, rows_in_sight
from reviser.gui.theme import Theme

LONG = 1000  # code points above which a paragraph counts as long


class Canvas:
    """Paints pages on `document`. Positions are Qt's: UTF-16 units of the document, with one for each block end."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._document = document
        self.page = TextPage("")
        self._formats = CharFormats(theme)
        self._blocks = BlockFormats(theme)
        self.theme = theme
        # How many lines at the head and at the tail were not typed in since the page was painted; None if nothing was
        # typed.
        self._clean: tuple[int, int] | None = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._formats = CharFormats(theme)
        self._blocks = BlockFormats(theme)
        self.rebuild(self.page)

    @property
    def plain(self) -> QTextCharFormat:
        return self._formats.of(0)

    def format_at(self, position: int) -> QTextCharFormat:
        """The char format of text inserted at `position`: that of the text before it in the line. Behind a syntax sign,
        which may open or close something, it is the format of the text after it."""
        block = self._document.findBlock(position)
        before = self._syntax_before(position) if position > block.position() else SyntaxStyle.SIGN
        if before & SyntaxStyle.SIGN:
            last = block.position() + block.length() - 1
            before = self._syntax_before(position + 1) if position < last else heading(heading_level(before))
        return self._formats.of(Style(RunKind.PLAIN, Intent.OTHER, before & ~SyntaxStyle.SIGN).code)

    def _syntax_before(self, position: int) -> int:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        return Style.of(int(cursor.charFormat().intProperty(CODE))).syntax

    @property
    def dirty(self) -> bool:
        return self._clean is not None

    # Painting

    def rebuild(self, page: TextPage) -> None:
        """Paint the whole page."""
        self.page = page
        self._clean = None
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(self._blocks.plain)
        cursor.setBlockCharFormat(self.plain)
        self._insert(cursor, range(len(page)))
        for number, line in enumerate(page.lines):
            if line.syntax is not None and line.syntax.columns:  # all other blocks already have the plain format
                self._blocks.dress(cursor, self._document.findBlockByNumber(number), line)
        cursor.endEditBlock()
        self._keep_shapes(range(len(page)))

    def show(self, page: TextPage) -> None:
        """Paint the lines of `page` that differ from the previous page, in one edit block."""
        old, self.page = self.page, page
        parts = changed_parts(old.lines, page.lines) if self._clean is None else self._differing_typed(old, page)
        if parts:
            cursor = QTextCursor(self._document)
            cursor.beginEditBlock()
            for lines, blocks in reversed(parts):
                self._paint_part(cursor, lines, blocks, None if self._clean else old)
            cursor.endEditBlock()
            for lines, blocks in parts:
                if len(lines) != len(blocks):
                    self._keep_shapes(lines)
        self._clean = None

    def _keep_shapes(self, lines: range) -> None:
        """Make Qt cache the shaping of long paragraphs among these lines. Otherwise it shapes them again at each paint
        and each request for a position."""
        for number in lines:
            if self.page.lines[number].length > LONG:
                self._document.findBlockByNumber(number).layout().setCacheEnabled(True)

    def _indent(self, cursor: QTextCursor, lines: range, first: int) -> None:
        """Set the block formats for these lines, on the blocks from number `first` on."""
        block = self._document.findBlockByNumber(first)
        for number in lines:
            self._blocks.dress(cursor, block, self.page.lines[number])
            block = block.next()

    def mend(self) -> None:
        """Repaint the lines that were typed in, from the current page."""
        if self._clean is not None:
            self.show(self.page)

    def _differing_typed(self, old: TextPage, page: TextPage) -> list[Part]:
        """The parts to paint after the person has typed: the lines that differ and the lines that were typed in, as one
        part."""
        blocks = self._document.blockCount()
        limit = min(len(old), len(page), blocks) - 1
        head, tail = self._clean or (limit, limit)
        head, most = min(head, limit), tail
        same = 0
        while same < head and same_line(old.lines[same], page.lines[same]):
            same += 1
        head, tail = same, 0
        while tail < min(limit - head, most) and same_line(old.lines[-1 - tail], page.lines[-1 - tail]):
            tail += 1
        return [(range(head, len(page) - tail), range(head, blocks - tail))]

    def _paint_part(self, cursor: QTextCursor, lines: range, blocks: range, old: TextPage | None) -> None:
        """Make `blocks` show `lines` of the current page. `old` is the page that the blocks show; None if they were
        typed in."""
        if len(lines) == len(blocks):
            for number, at in zip(reversed(lines), reversed(blocks), strict=True):
                if old is None or not same_line(old.lines[at], self.page.lines[number]):
                    block = self._document.findBlockByNumber(at)
                    known = runs_of(block) if old is None else old.lines[at].runs
                    update_block(cursor, block.position(), known, self.page.lines[number].runs, self._formats.of)
                    self._blocks.dress(cursor, block, self.page.lines[number])
            return
        if not blocks or not lines:
            # A block is removed or inserted together with the end of a neighbour.
            raise ValueError("a part has lines and blocks")
        first, last = (self._document.findBlockByNumber(blocks[0]), self._document.findBlockByNumber(blocks[-1]))
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._insert(cursor, lines)
        self._indent(cursor, lines, blocks.start)

    def _insert(self, cursor: QTextCursor, numbers: range) -> None:
        """Insert lines at the cursor. Consecutive plain lines are inserted in one call."""
        waiting: list[str] = []
        for number in numbers:
            if number != numbers.start:
                waiting.append("\n")
            for run in self.page.runs(number):
                if run.code:
                    if waiting:
                        cursor.insertText("".join(waiting), self.plain)
                        waiting.clear()
                    cursor.insertText(run.text, self._formats.of(run.code))
                else:
                    waiting.append(run.text)
        if waiting:
            cursor.insertText("".join(waiting), self.plain)

    def highlight(self, mark: ProposalMark) -> list[QTextEdit.ExtraSelection]:
        """The background of a proposal, behind its text and its ghost."""
        cursor = QTextCursor(self._document)
        first, last = self.extent(mark)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        made = QTextCharFormat()
        made.setBackground(QBrush(QColor(self.theme.palette.current)))
        selection.cursor = cursor
        selection.format = made
        return [selection]

    def ground(self, span: Span, color: str) -> QTextEdit.ExtraSelection:
        """A background of this colour for a span of the text."""
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._document)
        cursor.setPosition(self.position_of(span.start, behind=True))
        cursor.setPosition(self.position_of(span.end), QTextCursor.MoveMode.KeepAnchor)
        made = QTextCharFormat()
        made.setBackground(QBrush(QColor(color)))
        selection.cursor = cursor
        selection.format = made
        return selection

    def extent(self, mark: ProposalMark) -> tuple[int, int]:
        """The positions where a mark begins, and where it ends including its ghost."""
        found: list[int] = []
        for number in (self.page.line_of(mark.start), self.page.line_of(mark.end)):
            line = self.page.lines[number]
            index = next(index for index, each in enumerate(line.marks) if each.id == mark.id)
            found.append(self._start_of(number) + line.extents[index][len(found)])
        last = self._document.characterCount() - 1
        return min(found[0], last), min(found[1], last)

    def rects(self, mark: ProposalMark) -> list[QRectF]:
        """The rectangles of a mark and its ghost, in pixels of the document; empty while the page does not contain the
        typed text."""
        if self.dirty:
            return []
        first, last = self.extent(mark)
        layout = self._document.documentLayout()
        block, found = self._document.findBlock(first), list[QRectF]()
        while block.isValid() and block.position() <= last:
            place, start = layout.blockBoundingRect(block).topLeft(), block.position()
            inside = max(first - start, 0), min(last - start, block.length() - 1)
            found += [rect.translated(place) for rect in rects_of(block.layout(), *inside)]
            block = block.next()
        return found

    def in_sight(self, first: QTextBlock, last: QTextBlock, top: float, bottom: float) -> list[Sighted]:
        """The marks in these blocks whose lines lie between `top` and `bottom` (pixels of the document), each with
        whether its first line is among them. Only the visible part of a paragraph is examined."""
        layout = self._document.documentLayout()
        sighted: dict[str, Sighted] = {}
        block = first
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            line = self.line_at(block.blockNumber())
            if line is not None and line.marks:
                above = layout.blockBoundingRect(block).top()
                for mark, inside, begins in rows_in_sight(line, block.layout(), top - above, bottom - above):
                    rects = [rect.translated(0, above) for rect in inside]
                    known = sighted.get(mark.id)
                    sighted[mark.id] = Sighted(mark, rects, begins) if known is None else known.with_more(rects)
            block = block.next()
        return list(sighted.values())

    # Positions

    def _start_of(self, number: int) -> int:
        """The position of the block that shows a line of the page, also after lines were typed."""
        if self._clean is not None and number >= len(self.page) - self._clean[1]:
            number += self._document.blockCount() - len(self.page)
        return self._document.findBlockByNumber(min(number, self._document.blockCount() - 1)).position()

    def line_at(self, block: int) -> Line | None:
        """The line of the page that a block shows; None if the block was typed in or moved."""
        grown = self._document.blockCount() - len(self.page)
        if self._clean is None or block < self._clean[0] or grown == 0:
            return self.page.lines[block]
        if block >= self._document.blockCount() - self._clean[1]:
            return self.page.lines[block - grown]
        return None

    def position_of(self, offset: int, *, behind: bool = False) -> int:
        number, unit = self.page.to_units(offset, behind=behind)
        return min(self._start_of(number) + unit, self._document.characterCount() - 1)

    def text_offset(self, position: int) -> int:
        block = self._document.findBlock(position)
        return self.page.to_text(min(block.blockNumber(), len(self.page) - 1), position - block.position())

    def mark_at(self, position: int) -> ProposalMark | None:
        """The mark shown at a position."""
        if self.dirty:
            return None
        block = self._document.findBlock(position)
        return self.page.lines[block.blockNumber()].mark_at(position - block.position())

    def out_of_ghost(self, position: int, *, forward: bool = True, edges: bool = False) -> int:
        """`position`, or, if it lies inside a ghost, the end (`forward`) or the start of that ghost. With `edges`, a
        position at the edge of a ghost counts as inside."""
        block = self._document.findBlock(position)
        inside = position - block.position()
        passed = 0
        for run in runs_of(block):
            width = units(run.text)
            if is_ghost(run.code):
                within = passed <= inside <= passed + width if edges else passed < inside < passed + width
                if within:
                    return block.position() + (passed + width if forward else passed)
            passed += width
        return position

    # Reading back

    def touched(self, position: int, added: int) -> None:
        """Record that the person changed the document at `position`, where `added` units were added."""
        head = self._document.findBlock(position).blockNumber()
        end = min(position + added, self._document.characterCount() - 1)
        tail = self._document.blockCount() - 1 - self._document.findBlock(end).blockNumber()
        if self._clean is not None:
            head, tail = min(head, self._clean[0]), min(tail, self._clean[1])
        limit = min(len(self.page), self._document.blockCount()) - 1
        head = min(head, limit)
        self._clean = (head, min(tail, limit - head))

    def take_typed(self) -> tuple[Edit, ...]:
        """What was typed since the page was painted, as edits of its text: one edit for each line, or one for all if
        lines were added or removed."""
        if self._clean is None:
            return ()
        head, tail = self._clean
        new = [self._line_typed(number) for number in range(head, self._document.blockCount() - tail)]
        page = self.page
        old = range(head, len(page) - tail)
        if len(new) == len(old):
            found = [_edit_of_lines(page, number, number, line) for number, line in zip(old, new, strict=True)]
            return tuple(edit for edit in found if edit is not None)
        # Equal lines at both ends keep their line ends.
        first, last = 0, 0
        while first < min(len(old), len(new)) - 1 and page.line(old[first]) == new[first]:
            first += 1
        while last < min(len(old), len(new)) - 1 - first and page.line(old[-1 - last]) == new[-1 - last]:
            last += 1
        middle = page.line_end.join(new[first : len(new) - last])
        edit = _edit_of_lines(page, old[first], old[len(old) - 1 - last], middle)
        return () if edit is None else (edit,)

    def _line_typed(self, number: int) -> str:
        runs = runs_of(self._document.findBlockByNumber(number))
        return "".join(run.text for run in runs if not is_ghost(run.code))

    def caret_in_text(self, position: int) -> int:
        """The code point that a position will have when the typed text has been taken over."""
        block = self._document.findBlock(position)
        number = block.blockNumber()
        inside = position - block.position()
        offset = 0
        for run in runs_of(block):
            taken = min(inside, units(run.text))
            inside -= taken
            if not is_ghost(run.code):
                offset += Utf16(run.text).to_code_point(taken)
            if inside == 0:
                break
        if self._clean is None or number < self._clean[0]:
            return self.page.starts[number] + offset
        ends = 0
        for line in range(self._clean[0], number):
            ends += len(self._line_typed(line)) + len(self._end_of(line))
        return self.page.starts[self._clean[0]] + ends + offset

    def _end_of(self, line: int) -> str:
        page = self.page
        if self._document.blockCount() == len(page) and line + 1 < len(page):
            return page.text[page.end(line) : page.starts[line + 1]]
        return page.line_end

    def raw(self) -> list[str]:
        """The displayed text line by line, without ghosts."""
        return [self._line_typed(number) for number in range(self._document.blockCount())]

    def painted(self) -> list[list[Run]]:
        """The painted runs, line by line."""
        lines: list[list[Run]] = []
        block = self._document.begin()
        while block.isValid():
            lines.append(runs_of(block))
            block = block.next()
        return lines


def _edit_of_lines(page: TextPage, first: int, last: int, line: str) -> Edit | None:
    """The edit that makes the lines `first` to `last` read `line`, without the common prefix and suffix."""
    start = page.starts[first]
    before = page.text[start : page.end(last)]
    seen = displayable(before)
    if seen == line:
        return None
    limit = min(len(seen), len(line))
    head = 0
    while head < limit and seen[head] == line[head]:
        head += 1
    # Never split a CR LF.
    while head and seen[head - 1] == "\r":
        head -= 1
    tail = 0
    while tail < limit - head and seen[-1 - tail] == line[-1 - tail]:
        tail += 1
    while tail and seen[-tail] == "\n" and seen[-tail - 1 : -tail] == "\r":
        tail -= 1
    return Edit(start + head, before[head : len(before) - tail], line[head : len(line) - tail])
