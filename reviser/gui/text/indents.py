"""The block formats of lines: spacing, and the hanging indent in lists and quotations.

The signs of a list are part of the text and stay in it. The content of an item is aligned in one column on all of its
rows; the signs hang to the left of it."""

from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor

from reviser.gui.text.lines import Line
from reviser.gui.theme import Theme

PARAGRAPH_GAP = 6.0  # pixels
LEAD = 1  # columns by which all lists and quotations are indented
MOST = 24  # columns: the greatest indent


class BlockFormats:
    """The block formats of one theme. A block format does not change the text."""

    def __init__(self, theme: Theme) -> None:
        self._metrics = QFontMetricsF(theme.text_font)
        self.plain = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        self.plain.setLineHeight(theme.reading.spacing, proportional)
        self.plain.setBottomMargin(PARAGRAPH_GAP)
        self._formats: dict[tuple[int, str], QTextBlockFormat] = {}

    def of(self, line: Line) -> QTextBlockFormat:
        """The block format for a line."""
        syntax = line.syntax
        if syntax is None or not syntax.columns:
            return self.plain
        key = min(syntax.columns, MOST), line.text[: syntax.content]
        found = self._formats.get(key)
        if found is None:
            found = self._formats[key] = self._indented(*key)
        return found

    def _indented(self, columns: int, signs: str) -> QTextBlockFormat:
        margin = (LEAD + columns) * self._metrics.horizontalAdvance("0")
        made = QTextBlockFormat(self.plain)
        made.setLeftMargin(margin)
        made.setTextIndent(-min(margin, self._metrics.horizontalAdvance(signs)))
        return made

    def dress(self, cursor: QTextCursor, block: QTextBlock, line: Line) -> None:
        """Give a block the format for its line."""
        made, now = self.of(line), block.blockFormat()
        if (now.leftMargin(), now.textIndent()) != (made.leftMargin(), made.textIndent()):
            cursor.setPosition(block.position())
            cursor.setBlockFormat(made)
