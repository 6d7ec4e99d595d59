"""How the lines of a text are set: their spacing, and the hanging indent of those in lists and quotations.

The signs of a list stand in the text and stay there. The content of an item begins in one column, from its first row to
its last, and the signs hang out before it.
"""

from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor

from reviser.gui.text.lines import Line
from reviser.gui.theme import Theme

PARAGRAPH_GAP = 6.0  # pixels
LEAD = 1  # columns that all lists and quotations are set in by
MOST = 24  # columns: what is deeper stands no further right


class BlockFormats:
    """The formats of one theme. A block format is no change of the text."""

    def __init__(self, theme: Theme) -> None:
        self._metrics = QFontMetricsF(theme.text_font)
        self.plain = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        self.plain.setLineHeight(theme.reading.spacing, proportional)
        self.plain.setBottomMargin(PARAGRAPH_GAP)
        self._formats: dict[tuple[int, str], QTextBlockFormat] = {}

    def of(self, line: Line) -> QTextBlockFormat:
        """The format of the block that shows a line."""
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
        """Set a block as the line is that it shows."""
        made, now = self.of(line), block.blockFormat()
        if (now.leftMargin(), now.textIndent()) != (made.leftMargin(), made.textIndent()):
            cursor.setPosition(block.position())
            cursor.setBlockFormat(made)
