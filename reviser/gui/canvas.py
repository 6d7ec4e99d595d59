"""A Qt document as the picture of a page: paints what differs, and reads back what was typed into it.

Every char format carries the code of its style, so that a ghost can be told from text, whatever happened to it.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtGui import QTextFormat as Format
from PySide6.QtWidgets import QTextEdit

from reviser.core.edit import Edit
from reviser.core.text import Utf16
from reviser.gui.page import Kind, Page, Run, Style, shown, units
from reviser.gui.theme import UNDERLINES, Theme

CODE = Format.Property.UserProperty.value + 1
LINE_HEIGHT = 150.0  # per cent
PARAGRAPH_GAP = 6.0  # pixels


class Canvas:
    """Paints pages on `document`. Positions are Qt's (UTF-16 units of the document, block ends one each)."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._document = document
        self.page = Page("")
        self._formats: dict[int, QTextCharFormat] = {}
        self._theme = theme
        # Lines at the head and the tail that nobody typed in since the page was painted; None where nobody typed.
        self._clean: tuple[int, int] | None = None
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._formats.clear()
        self.rebuild(self.page)

    @property
    def plain(self) -> QTextCharFormat:
        return self._format(0)

    @property
    def dirty(self) -> bool:
        return self._clean is not None

    # Painting

    def rebuild(self, page: Page) -> None:
        """Paint the whole page."""
        self.page = page
        self._clean = None
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        block = QTextBlockFormat()
        block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(PARAGRAPH_GAP)
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(self.plain)
        self._insert(cursor, range(len(page)))
        cursor.endEditBlock()

    def show(self, page: Page) -> None:
        """Paint the lines of `page` that look another way than they did, in one edit block."""
        old, self.page = self.page, page
        head, tail = self._same(old, page)
        if head + tail >= len(page) and len(old) == len(page):
            return
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        if len(old) == len(page) == self._document.blockCount():
            for number in range(head, len(page) - tail):
                if self._clean is not None or old.key(number) != page.key(number):
                    self._mend_line(cursor, number)
        else:
            self._replace_lines(cursor, head, tail)
        cursor.endEditBlock()
        self._clean = None

    def mend(self) -> None:
        """Paint the lines again that were typed in, from the page as it is."""
        if self._clean is not None:
            head, tail = self._clean
            blocks = self._document.blockCount()
            cursor = QTextCursor(self._document)
            cursor.beginEditBlock()
            if blocks == len(self.page):
                for number in range(head, blocks - tail):
                    self._mend_line(cursor, number)
            else:
                limit = min(blocks, len(self.page)) - 1
                head = min(head, limit)
                self._replace_lines(cursor, head, min(tail, limit - head))
            cursor.endEditBlock()
            self._clean = None

    def _same(self, old: Page, page: Page) -> tuple[int, int]:
        """How many lines at the head and the tail are painted as they should be. At least one is left between, in
        the old and the new, unless nothing differs."""
        limit = min(len(old), len(page), self._document.blockCount())
        most_head, most_tail = (limit, limit) if self._clean is None else self._clean
        head = 0
        while head < min(limit, most_head) and old.key(head) == page.key(head):
            head += 1
        if head == len(old) == len(page):
            return head, 0
        head = min(head, limit - 1)
        tail = 0
        while tail < min(limit - 1 - head, most_tail) and old.key(len(old) - 1 - tail) == page.key(
            len(page) - 1 - tail
        ):
            tail += 1
        return head, tail

    def _replace_lines(self, cursor: QTextCursor, head: int, tail: int) -> None:
        """Replace the blocks between `head` and `tail` by the page's lines there."""
        first = self._document.findBlockByNumber(head)
        last = self._document.findBlockByNumber(self._document.blockCount() - 1 - tail)
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._insert(cursor, range(head, len(self.page) - tail))

    def _insert(self, cursor: QTextCursor, numbers: range) -> None:
        """Insert lines at the cursor; plain text of many lines goes in at once."""
        waiting: list[str] = []
        for number in numbers:
            if number != numbers.start:
                waiting.append("\n")
            for run in self.page.runs(number):
                if run.code:
                    if waiting:
                        cursor.insertText("".join(waiting), self.plain)
                        waiting.clear()
                    cursor.insertText(run.text, self._format(run.code))
                else:
                    waiting.append(run.text)
        if waiting:
            cursor.insertText("".join(waiting), self.plain)

    def _mend_line(self, cursor: QTextCursor, number: int) -> None:
        """Replace the runs of one block that differ from the page's, and no more."""
        block = self._document.findBlockByNumber(number)
        old, new = _runs_of(block), self.page.runs(number)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        before = sum(units(run.text) for run in old[:head])
        middle = sum(units(run.text) for run in old[head : len(old) - tail])
        if middle == 0 and len(new) == head + tail:
            return
        cursor.setPosition(block.position() + before)
        cursor.setPosition(block.position() + before + middle, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        for run in new[head : len(new) - tail]:
            cursor.insertText(run.text, self._format(run.code))

    def _format(self, code: int) -> QTextCharFormat:
        found = self._formats.get(code)
        if found is None:
            found = self._formats[code] = self._made(Style.of(code))
            found.setProperty(CODE, code)
        return found

    def _made(self, style: Style) -> QTextCharFormat:
        palette = self._theme.palette
        made = QTextCharFormat()
        color = QColor(palette.intent(style.intent))
        match style.kind:
            case Kind.PLAIN:
                made.setForeground(QBrush(QColor(palette.ink)))
            case Kind.STRUCK:
                made.setForeground(QBrush(QColor(palette.struck)))
                made.setFontStrikeOut(True)
            case Kind.GHOST:
                made.setForeground(QBrush(color))
                made.setUnderlineStyle(UNDERLINES[style.intent])
                made.setUnderlineColor(color)
            case Kind.SETTLED:
                made.setForeground(QBrush(QColor(palette.done)))
            case Kind.STALE:
                made.setForeground(QBrush(QColor(palette.soft)))
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return made

    def highlight(self, index: int) -> list[QTextEdit.ExtraSelection]:
        """The current proposal's ground, behind its text and its ghost."""
        mark = self.page.marks[index]
        cursor = QTextCursor(self._document)
        cursor.setPosition(self.position_of(mark.start))
        cursor.setPosition(self._behind(index), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        made = QTextCharFormat()
        made.setBackground(QBrush(QColor(self._theme.palette.current)))
        selection.cursor = cursor
        selection.format = made
        return [selection]

    def lines_of(self, index: int, shift: float) -> list[QRectF]:
        """The lines that a mark and its ghost stand on, moved down by `shift` pixels."""
        mark = self.page.marks[index]
        layout = self._document.documentLayout()
        found: list[QRectF] = []
        first, last = self.position_of(mark.start), self._behind(index)
        block = self._document.findBlock(first)
        while block.isValid() and block.position() <= last:
            top = layout.blockBoundingRect(block).top() + shift
            for number in range(block.layout().lineCount()):
                line = block.layout().lineAt(number)
                start = block.position() + line.textStart()
                if start <= last and first <= start + line.textLength():
                    if first == start + line.textLength() and number + 1 < block.layout().lineCount():
                        continue  # it begins on the next line
                    if last == start and found:
                        continue  # it ended on the line before
                    found.append(line.rect().translated(0, top))
            block = block.next()
        return found

    def _behind(self, index: int) -> int:
        """The position right behind a mark and its ghost."""
        mark = self.page.marks[index]
        number = self.page.line_of(mark.end)
        passed = found = 0
        for piece in self.page.pieces(number):
            passed += piece.units
            if piece.mark == index:
                found = passed
        return self._document.findBlockByNumber(number).position() + found

    # Places

    def position_of(self, offset: int, *, behind: bool = False) -> int:
        number, unit = self.page.to_units(offset, behind=behind)
        return self._document.findBlockByNumber(number).position() + unit

    def text_offset(self, position: int) -> int:
        block = self._document.findBlock(position)
        return self.page.to_text(block.blockNumber(), position - block.position())

    def mark_at(self, position: int) -> int:
        """The index of the mark shown at a position; -1 where there is none."""
        if self.dirty:
            return -1
        block = self._document.findBlock(position)
        return self.page.mark_at(block.blockNumber(), position - block.position())

    def out_of_ghost(self, position: int, *, forward: bool = True, edges: bool = False) -> int:
        """`position`, or the ghost's edge where it lies inside one (or at its edge, with `edges`)."""
        block = self._document.findBlock(position)
        inside = position - block.position()
        passed = 0
        for run in _runs_of(block):
            width = units(run.text)
            if _is_ghost(run.code):
                within = passed <= inside <= passed + width if edges else passed < inside < passed + width
                if within:
                    return block.position() + (passed + width if forward else passed)
            passed += width
        return position

    # Reading back

    def touched(self, position: int, added: int) -> None:
        """The person changed something here."""
        head = self._document.findBlock(position).blockNumber()
        end = min(position + added, self._document.characterCount() - 1)
        tail = self._document.blockCount() - 1 - self._document.findBlock(end).blockNumber()
        if self._clean is not None:
            head, tail = min(head, self._clean[0]), min(tail, self._clean[1])
        limit = min(len(self.page), self._document.blockCount()) - 1
        head = min(head, limit)
        self._clean = (head, min(tail, limit - head))

    def take_typed(self) -> tuple[Edit, ...]:
        """What was typed since the page was painted, relative to its text: one edit a line, or one for all of them
        where lines came or went."""
        if self._clean is None:
            return ()
        head, tail = self._clean
        new = [self._line_typed(number) for number in range(head, self._document.blockCount() - tail)]
        page = self.page
        old = range(head, len(page) - tail)
        if len(new) == len(old):
            found = [_typed(page, number, number, line) for number, line in zip(old, new, strict=True)]
            return tuple(edit for edit in found if edit is not None)
        # Lines at either end that are the same keep the ends they have.
        first, last = 0, 0
        while first < min(len(old), len(new)) - 1 and page.line(old[first]) == new[first]:
            first += 1
        while last < min(len(old), len(new)) - 1 - first and page.line(old[-1 - last]) == new[-1 - last]:
            last += 1
        middle = page.line_end.join(new[first : len(new) - last])
        edit = _typed(page, old[first], old[len(old) - 1 - last], middle)
        return () if edit is None else (edit,)

    def _line_typed(self, number: int) -> str:
        runs = _runs_of(self._document.findBlockByNumber(number))
        return "".join(run.text for run in runs if not _is_ghost(run.code))

    def caret_in_text(self, position: int) -> int:
        """The code point that a position will be at, once what was typed is in the text."""
        block = self._document.findBlock(position)
        number = block.blockNumber()
        inside = position - block.position()
        offset = 0
        for run in _runs_of(block):
            taken = min(inside, units(run.text))
            inside -= taken
            if not _is_ghost(run.code):
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
            return page.text[page.ends[line] : page.starts[line + 1]]
        return page.line_end

    def raw(self) -> list[str]:
        """The text as it is shown, line by line, without ghosts."""
        return [self._line_typed(number) for number in range(self._document.blockCount())]

    def painted(self) -> list[list[Run]]:
        """What is painted, line by line."""
        lines: list[list[Run]] = []
        block = self._document.begin()
        while block.isValid():
            lines.append(_runs_of(block))
            block = block.next()
        return lines


def _typed(page: Page, first: int, last: int, line: str) -> Edit | None:
    """The change that makes the lines `first` to `last` read `line`, less what both ends share."""
    start = page.starts[first]
    before = page.text[start : page.ends[last]]
    seen = shown(before)
    if seen == line:
        return None
    limit = min(len(seen), len(line))
    head = 0
    while head < limit and seen[head] == line[head]:
        head += 1
    # Never between the two halves of a line end.
    while head and seen[head - 1] == "\r":
        head -= 1
    tail = 0
    while tail < limit - head and seen[-1 - tail] == line[-1 - tail]:
        tail += 1
    while tail and seen[-tail] == "\n" and seen[-tail - 1 : -tail] == "\r":
        tail -= 1
    return Edit(start + head, before[head : len(before) - tail], line[head : len(line) - tail])


def _is_ghost(code: int) -> bool:
    return Style.of(code).kind is Kind.GHOST


def _runs_of(block: QTextBlock) -> list[Run]:
    """What a block holds, neighbours of one look joined."""
    text = block.text()
    if not text:
        return []
    encoded = text.isascii()
    maps = None if encoded else Utf16(text)
    found: list[Run] = []
    start = block.position()
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        first = fragment.position() - start
        last = first + fragment.length()
        part = text[first:last] if maps is None else text[maps.to_code_point(first) : maps.to_code_point(last)]
        code = int(fragment.charFormat().intProperty(CODE))
        if found and found[-1].code == code:
            found[-1] = Run(found[-1].text + part, code)
        else:
            found.append(Run(part, code))
        iterator += 1
    return found
