"""The settings dialog."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviser.gui.commands import CommandRegistry
from reviser.gui.dialogs.checkpoints import CheckpointsPage
from reviser.gui.dialogs.geometry import fit
from reviser.gui.dialogs.key_page import KeyPage
from reviser.gui.dialogs.language_model import LanguageModelPage
from reviser.gui.dialogs.servers import ServersPage
from reviser.gui.keys import Keymap
from reviser.gui.panels.row_list import RowList
from reviser.gui.settings_pages import SettingsPage
from reviser.gui.wording.plain_text import PlainForm, PlainLabel
from reviser.gui.wording.translation import SYSTEM, languages
from reviser.services.models.model_setup import ModelSetup
from reviser.services.servers.server_setup import ServerSetup
from reviser.services.settings import KEPT_DAYS, LINE_SPACINGS, LINE_WIDTHS, TEXT_SIZES, Settings

WIDTH, HEIGHT = 940, 620  # pixels


class SettingsDialog(QDialog):
    """Edits the settings; `chosen` returns the edited ones. `servers` adds the page for servers of chat models,
    `language` the pages for language models and checkpoints. OK applies all pages, Cancel none."""

    def __init__(
        self,
        settings: Settings,
        registry: CommandRegistry,
        parent: QWidget | None,
        *,
        page: SettingsPage = SettingsPage.GENERAL,
        servers: ServerSetup | None = None,
        language: ModelSetup | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(24)
        self.names = RowList()
        self.names.setAccessibleName(self.tr("Pages"))
        self.names.setFixedWidth(150)
        self.stack = QStackedWidget()
        self._pages: list[SettingsPage] = []  # those that are there, in their order
        row.addWidget(self.names)
        row.addWidget(self.stack, 1)
        layout.addLayout(row, 1)
        self._add(SettingsPage.GENERAL, self.tr("General"), self._general())
        self._add(SettingsPage.REVIEWING, self.tr("Reviewing"), self._reviewing())
        self.keys = KeyPage(registry, Keymap(registry.usual_keys(), settings.keys))
        self._add(SettingsPage.KEYS, self.tr("Keys"), self.keys)
        self._add(SettingsPage.LOOK, self.tr("Look"), self._look())
        self.models = None if servers is None else ServersPage(servers)
        if self.models is not None:
            self._add(SettingsPage.MODELS, self.tr("Chat models"), self.models)
        self.language_model = None if language is None else LanguageModelPage(language)
        if self.language_model is not None:
            self._add(SettingsPage.LANGUAGE_MODEL, self.tr("Language model"), self.language_model)
        self.checkpoints = None if language is None else CheckpointsPage(language.checkpoint_setup)
        if self.checkpoints is not None:
            self._add(SettingsPage.CHECKPOINTS, self.tr("Checkpoints"), self.checkpoints)
        self.names.currentRowChanged.connect(self.stack.setCurrentIndex)
        self._show_page(page)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(_soft(self.tr("OK applies all pages, Cancel changes nothing.")), 1)
        foot.addWidget(self.buttons)
        layout.addLayout(foot)
        self.finished.connect(self._leave)
        fit(self, parent, WIDTH, HEIGHT)

    @property
    def chosen(self) -> Settings:
        """The edited settings."""
        return replace(
            self._settings,
            dialect=str(self.dialect.currentData()),
            layers=tuple(layer for layer, box in self.layers.items() if box.isChecked()),
            unsure=self.unsure.isChecked(),
            move_on=self.move_on.isChecked(),
            start_next_round=self.start_next.isChecked(),
            annotator=" ".join(self.annotator.currentText().split()),
            backups=self.backups.isChecked(),
            keep_deleted_days=self.keep_deleted.value(),
            theme=str(self.theme.currentData()),
            font_size=self.font_size.value(),
            text_font=str(self.text_font.currentData()),
            line_width=int(self.line_width.currentData()),
            line_spacing=int(self.line_spacing.currentData()),
            language=str(self.language.currentData()),
            keys=self.keys.keymap.changed,
        )

    def accept(self) -> None:
        """Store servers and keys, then close. The other settings are stored by the caller."""
        if self.models is None:
            super().accept()
            return
        self._ok.setEnabled(False)
        self.models.keep(super().accept, self._stay)

    def _stay(self) -> None:
        """Keep the dialog open, because something could not be stored; its page says what."""
        self._ok.setEnabled(True)
        self._show_page(SettingsPage.MODELS)

    @property
    def _ok(self) -> QPushButton:
        return self.buttons.button(QDialogButtonBox.StandardButton.Ok)

    def _leave(self) -> None:
        if self.models is not None:
            self.models.leave()

    def _show_page(self, page: SettingsPage) -> None:
        """Turn to a page; to the one before it where that is not here."""
        self.names.setCurrentRow(self._pages.index(max(each for each in self._pages if each <= page)))

    def _add(self, which: SettingsPage, name: str, page: QWidget) -> None:
        """Add a page; it scrolls if there is no room for all of it."""
        self._pages.append(which)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setProperty("plain", True)
        scrolled.setWidget(page)
        self.names.addItem(name)
        self.stack.addWidget(scrolled)

    def _general(self) -> QWidget:
        page, form = _form()
        self.dialect = self._choice(
            {
                "American": self.tr("American"),
                "British": self.tr("British"),
                "Canadian": self.tr("Canadian"),
                "Australian": self.tr("Australian"),
            },
            self._settings.dialect,
        )
        form.addRow(self.tr("&English"), self.dialect)
        self.layers: dict[str, QCheckBox] = {}
        names = {
            "harper": self.tr("Spelling and grammar"),
            "grammar": self.tr("Commas after opening phrases"),
            "plain": self.tr("Plain and concise wording"),
            "consistency": self.tr("Consistency of the document"),
            "model": self.tr("Grammar and commas, by the language model"),
        }
        for number, (layer, name) in enumerate(names.items()):
            box = QCheckBox(name)
            box.setChecked(layer in self._settings.layers)
            self.layers[layer] = box
            form.addRow(self.tr("Propose") if number == 0 else "", box)
        self.unsure = QCheckBox(self.tr("Also what the language model is less confident about"))
        self.unsure.setChecked(self._settings.unsure)
        self.unsure.setEnabled(self.layers["model"].isChecked())
        self.layers["model"].toggled.connect(self.unsure.setEnabled)
        form.addRow("", self.unsure)
        form.addRow("", _soft(self.tr("Changes take effect in the next round.")))
        self.backups = QCheckBox(self.tr("Every day on which something has changed"))
        self.backups.setChecked(self._settings.backups)
        form.addRow(self.tr("&Back the history up"), self.backups)
        self.keep_deleted = QSpinBox()
        self.keep_deleted.setRange(KEPT_DAYS[0], KEPT_DAYS[-1])
        self.keep_deleted.setSuffix(self.tr(" days"))
        self.keep_deleted.setValue(self._settings.keep_deleted_days)
        form.addRow(self.tr("&Keep deleted documents for"), self.keep_deleted)
        form.addRow(
            "", _soft(self.tr("For this long it can be restored from the library; then it is deleted permanently."))
        )
        return page

    def _reviewing(self) -> QWidget:
        page, form = _form()
        self.move_on = QCheckBox(self.tr("Go on to the next proposal"))
        self.move_on.setChecked(self._settings.move_on)
        form.addRow(self.tr("After a decision"), self.move_on)
        self.start_next = QCheckBox(self.tr("Start the next round automatically"))
        self.start_next.setChecked(self._settings.start_next_round)
        form.addRow(self.tr("When all is decided"), self.start_next)
        self.annotator = QComboBox()
        self.annotator.setEditable(True)
        self.annotator.addItems(["", *self._settings.annotators])
        self.annotator.setEditText(self._settings.annotator)
        self.annotator.setMinimumWidth(220)
        form.addRow(self.tr("&Name on decisions"), self.annotator)
        form.addRow(
            "", _soft(self.tr("For several people who decide on this machine: exports and figures tell them apart."))
        )
        return page

    def _look(self) -> QWidget:
        page, form = _form()
        self.theme = self._choice(
            {
                "system": self.tr("As the system"),
                "light": self.tr("Light"),
                "dark": self.tr("Dark"),
                "high contrast": self.tr("High contrast"),
            },
            self._settings.theme,
        )
        form.addRow(self.tr("&Theme"), self.theme)
        self.font_size = QSpinBox()
        self.font_size.setRange(TEXT_SIZES[0], TEXT_SIZES[-1])
        self.font_size.setSuffix(self.tr(" pt"))
        self.font_size.setValue(self._settings.font_size)
        form.addRow(self.tr("Text &size"), self.font_size)
        self.text_font = QComboBox()
        self.text_font.addItem(self.tr("Default"), "")
        for family in QFontDatabase.families():
            if QFontDatabase.isSmoothlyScalable(family) and not QFontDatabase.isPrivateFamily(family):
                self.text_font.addItem(family, family)
        self.text_font.setCurrentIndex(max(0, self.text_font.findData(self._settings.text_font)))
        self.text_font.setFixedWidth(220)
        form.addRow(self.tr("Text &font"), self.text_font)
        self.line_width = self._numbers(
            LINE_WIDTHS,
            lambda width: self.tr("%Ln characters", "", width) if width else self.tr("As wide as possible"),
            self._settings.line_width,
        )
        form.addRow(self.tr("Lines at &most"), self.line_width)
        self.line_spacing = self._numbers(
            LINE_SPACINGS, lambda height: self.tr("{n} %").format(n=height), self._settings.line_spacing
        )
        form.addRow(self.tr("Line s&pacing"), self.line_spacing)
        names = {name: QLocale(name).nativeLanguageName() for name in languages()}
        self.language = self._choice({SYSTEM: self.tr("As the system"), **names}, self._settings.language)
        form.addRow(self.tr("&Language"), self.language)
        form.addRow("", _soft(self.tr("A different language takes effect at the next start.")))
        return page

    def _numbers(self, values: tuple[int, ...], name: Callable[[int], str], chosen: int) -> QComboBox:
        box = QComboBox()
        for value in (*values, *({chosen} - {*values})):
            box.addItem(name(value), value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setMinimumWidth(220)
        return box

    def _choice(self, entries: dict[str, str], chosen: str) -> QComboBox:
        box = QComboBox()
        for value, name in entries.items():
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.setMinimumWidth(220)
        return box


def _form() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = PlainForm(page)
    form.setContentsMargins(0, 6, 0, 0)
    form.setHorizontalSpacing(24)
    form.setVerticalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    return page, form


def _soft(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("soft", True)
    label.setWordWrap(True)
    label.setMinimumWidth(300)
    return label
