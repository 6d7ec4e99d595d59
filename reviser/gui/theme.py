"""The theme: palette, fonts and icons.

Intents differ by hue (from blue to orange, never only red against green), by letter, and by kind of underline."""

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

SMALL = 20  # pixels: size of an icon
LARGE = 48  # pixels: size of an icon in a message box
DENSEST = 3  # device pixels per pixel, at most

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
    """How the text is set: the font family (empty: the default), the greatest number of characters per line (0: no
    limit), and the line height in per cent."""

    family: str = ""
    width: int = 66
    spacing: int = 150


class Theme:
    """A palette and fonts at one size (points of the text)."""

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
        self.badges: dict[tuple[object, ...], QPixmap] = {}  # drawn badges by intent and size
        self._icons: dict[
            tuple[str, str, int], QIcon
        ] = {}  # drawn icons by name, colour and size, because list rows draw them again and again

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
        """An icon from the resources in this colour (the ink colour by default), also available at `large` pixels."""
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
    """The theme for these settings; `name` overrides their theme. `dark`: the desktop prefers dark windows."""
    reading = ReadingStyle(settings.text_font, settings.line_width, settings.line_spacing)
    return Theme(palette_for(name or settings.theme, dark=dark), settings.font_size, reading)


def look_of(settings: Settings) -> tuple[object, ...]:
    """The settings that the theme depends on."""
    return settings.theme, settings.font_size, settings.text_font, settings.line_width, settings.line_spacing


def palette_for(name: str, *, dark: bool = False) -> Palette:
    """The palette for a setting: "light", "dark" or "high contrast"; for any other value, as the desktop prefers."""
    for palette in PALETTES:
        if palette.name == name:
            return palette
    return DARK if dark else LIGHT


def load_fonts() -> None:
    """Register the included fonts with Qt. If that fails, the system's fonts are used."""
    for entry in asset("fonts").iterdir():
        if entry.name.endswith((".otf", ".ttf")):
            QFontDatabase.addApplicationFontFromData(entry.read_bytes())


def dress(application: QApplication, theme: Theme) -> None:
    """Apply the theme to the whole program."""
    palette = theme.palette
    application.setStyle(IconStyle("Fusion", lambda name, role: theme.icon(name, getattr(palette, role), large=LARGE)))
    # No icons of the desktop's theme, as in the context menus of fields.
    QIcon.setThemeSearchPaths([])
    QIcon.setFallbackSearchPaths([])
    application.setPalette(theme.qt_palette())
    application.setFont(theme.ui_font)
    application.setStyleSheet(stylesheet(theme.palette))
    for widget in application.allWidgets():
        if isinstance(widget, QLineEdit) and widget.isClearButtonEnabled():
            widget.setClearButtonEnabled(False)  # the button keeps its first icon, so create it again
            widget.setClearButtonEnabled(True)
