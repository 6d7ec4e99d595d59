"""How the window is drawn: palette, fonts and icons put together.

Intents differ by hue (blue to orange, never red against green alone), by sign and by kind of underline.
"""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QTextCharFormat,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLineEdit

from reviser.assets import asset
from reviser.core.edit import Intent
from reviser.gui.icon_style import IconStyle
from reviser.gui.palette import DARK, LIGHT, PALETTES, Palette
from reviser.gui.style import stylesheet
from reviser.services.settings import Settings

UI_FONTS = ["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans"]
MONO_FONTS = ["JetBrains Mono", "Cascadia Mono", "Consolas", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono", "monospace"]
TEXT_FONTS = ["Noto Serif", "Georgia", "Charter", "DejaVu Serif"]

SMALL = 20  # pixels of an icon
LARGE = 48  # of one in a message box
DENSEST = 3  # pixels of the screen for each

SIGNS = {
    Intent.FLUENCY: "F",
    Intent.CLARITY: "C",
    Intent.COHERENCE: "H",
    Intent.STYLE: "S",
    Intent.MEANING_CHANGED: "M",
    Intent.OTHER: "O",
}

UNDERLINES = {
    Intent.FLUENCY: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Intent.CLARITY: QTextCharFormat.UnderlineStyle.DashUnderline,
    Intent.COHERENCE: QTextCharFormat.UnderlineStyle.DashDotLine,
    Intent.STYLE: QTextCharFormat.UnderlineStyle.DotLine,
    Intent.MEANING_CHANGED: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Intent.OTHER: QTextCharFormat.UnderlineStyle.DashDotDotLine,
}


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """How the text is set: its font's family (the usual one where that is empty), how many characters a line has at
    most (0: as many as there is room for), and how high it is (per cent)."""

    family: str = ""
    width: int = 66
    spacing: int = 150


class Theme:
    """What everything is drawn with: a palette and the fonts, at one size (points of the text)."""

    _roles: ClassVar = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "window",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "ink",
        QPalette.ColorRole.ToolTipBase: "panel",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "soft",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Light: "panel",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "edge",
        QPalette.ColorRole.Shadow: "edge",
    }

    def __init__(self, palette: Palette, text_size: int, reading: ReadingStyle | None = None) -> None:
        self.palette = palette
        self.text_size = text_size
        self.reading = reading or ReadingStyle()
        self.ui_font = QFont(UI_FONTS)
        self.ui_font.setPointSizeF(10)
        family = [self.reading.family] if self.reading.family else []
        self.text_font = QFont([*family, *TEXT_FONTS])
        self.text_font.setPointSizeF(text_size)
        self.badges: dict[tuple[object, ...], QPixmap] = {}  # as they were drawn, by intent and size
        self._icons: dict[
            tuple[str, str, int], QIcon
        ] = {}  # by name, colour, size: rows of a list draw them again and again

    def color(self, value: str) -> QColor:
        return QColor(value)

    def qt_palette(self) -> QPalette:
        made = QPalette()
        for role, entry in self._roles.items():
            made.setColor(role, QColor(getattr(self.palette, entry)))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            made.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.palette.idle))
        return made

    def icon(self, name: str, color: str = "", *, large: int = 0) -> QIcon:
        """A drawing from the resources in this colour (the ink's where none is given); also so `large`, in pixels."""
        color = color or self.palette.ink
        key = (name, color, large)
        made = self._icons.get(key)
        if made is None:
            made = self._icons[key] = QIcon()
            for side in (SMALL, large) if large else (SMALL,):
                made.addPixmap(self._pixmap(name, color, side))
                made.addPixmap(self._pixmap(name, self.palette.idle, side), QIcon.Mode.Disabled)
        return made

    def _pixmap(self, name: str, color: str, side: int) -> QPixmap:
        source = asset("icons", f"{name}.svg").read_bytes().replace(b"#000000", color.encode())
        pixmap = QPixmap(side * DENSEST, side * DENSEST)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side * DENSEST, side * DENSEST))
        painter.end()
        pixmap.setDevicePixelRatio(DENSEST)
        return pixmap


def theme_of(settings: Settings, name: str = "", *, dark: bool = False) -> Theme:
    """The look of these settings; the theme called `name` in place of theirs, where one is given. `dark`: the system's
    windows are dark."""
    reading = ReadingStyle(settings.text_font, settings.line_width, settings.line_spacing)
    return Theme(palette_for(name or settings.theme, dark=dark), settings.font_size, reading)


def look_of(settings: Settings) -> tuple[object, ...]:
    """What of the settings the look depends on."""
    return settings.theme, settings.font_size, settings.text_font, settings.line_width, settings.line_spacing


def palette_for(name: str, *, dark: bool = False) -> Palette:
    """The palette of a setting: "light", "dark", "high contrast"; for anything else as the system has it."""
    for palette in PALETTES:
        if palette.name == name:
            return palette
    return DARK if dark else LIGHT


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; where that fails, the system's take their place."""
    for entry in asset("fonts").iterdir():
        if entry.name.endswith((".otf", ".ttf")):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())


def dress(application: QApplication, theme: Theme) -> None:
    """Give the whole program this look."""
    palette = theme.palette
    application.setStyle(IconStyle("Fusion", lambda name, role: theme.icon(name, getattr(palette, role), large=LARGE)))
    # No icon of the desktop's comes among ours, as in the menus of fields.
    QIcon.setThemeSearchPaths([])
    QIcon.setFallbackSearchPaths([])
    application.setPalette(theme.qt_palette())
    application.setFont(theme.ui_font)
    application.setStyleSheet(stylesheet(theme.palette))
    for widget in application.allWidgets():
        if isinstance(widget, QLineEdit) and widget.isClearButtonEnabled():
            widget.setClearButtonEnabled(False)  # it keeps the icon that it was made with
            widget.setClearButtonEnabled(True)
