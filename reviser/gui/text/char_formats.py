"""The look of each text style: Qt char formats by the code of the style, created when first needed."""

from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat, QTextFormat

from reviser.documents.highlight import SyntaxStyle, heading_level
from reviser.gui.text.incremental_painting import CODE
from reviser.gui.text.lines import RunKind, Style
from reviser.gui.theme import MONO_FONTS, UNDERLINES, Theme

HEADINGS = (1.7, 1.45, 1.25, 1.1, 1.0, 0.9)  # sizes by heading level, relative to the text
OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1  # object type of signs for pictures, fields and notes
MONO_SIZE = 0.92  # relative to the text: a monospaced font looks larger


class CharFormats:
    """The char formats of one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._formats: dict[int, QTextCharFormat] = {}

    def of(self, code: int) -> QTextCharFormat:
        """The format of a style's code. The format stores the code."""
        found = self._formats.get(code)
        if found is None:
            found = self._formats[code] = self._build_format(Style.of(code))
            found.setProperty(CODE, code)
        return found

    def _build_format(self, style: Style) -> QTextCharFormat:
        palette = self._theme.palette
        char_format = QTextCharFormat()
        color = QColor(palette.intent(style.intent))
        match style.kind:
            case RunKind.PLAIN:
                char_format.setForeground(QBrush(QColor(palette.ink)))
            case RunKind.STRUCK:
                char_format.setForeground(QBrush(QColor(palette.struck)))
                char_format.setFontStrikeOut(True)
            case RunKind.GHOST:
                char_format.setForeground(QBrush(color))
                char_format.setUnderlineStyle(UNDERLINES[style.intent])
                char_format.setUnderlineColor(color)
            case RunKind.SETTLED:
                char_format.setForeground(QBrush(QColor(palette.done)))
            case RunKind.STALE:
                char_format.setForeground(QBrush(QColor(palette.soft)))
                char_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        self._set_face(char_format, style)
        return char_format

    def _set_face(self, char_format: QTextCharFormat, style: Style) -> None:
        """Add the look that the document's syntax gives the text, in addition to the look of a mark."""
        sign, level = style.syntax & SyntaxStyle.SIGN, heading_level(style.syntax)
        if sign and style.kind is RunKind.PLAIN:
            char_format.setForeground(QBrush(QColor(self._theme.palette.soft)))
        if style.syntax & SyntaxStyle.EMPHASIS and not sign:
            char_format.setFontItalic(True)
        if level:
            char_format.setFontPointSize(self._theme.text_size * HEADINGS[level - 1])
        if (style.syntax & SyntaxStyle.STRONG or level) and not sign:
            char_format.setFontWeight(QFont.Weight.Bold)
        if style.syntax & SyntaxStyle.LINK and style.kind is RunKind.PLAIN:
            char_format.setForeground(QBrush(QColor(self._theme.palette.accent)))
        if style.syntax & SyntaxStyle.OBJECT:
            char_format.setObjectType(OBJECT_TYPE)
        if style.syntax & SyntaxStyle.CODE:
            char_format.setFontFamilies(MONO_FONTS)
            char_format.setFontFixedPitch(True)
            char_format.setFontStyleHint(QFont.StyleHint.Monospace)
            if not level:
                char_format.setFontPointSize(self._theme.text_size * MONO_SIZE)
