"""What the person prefers."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviser.services.settings import Settings

DIALECTS = ("American", "British", "Canadian", "Australian")
THEMES = ("system", "light", "dark", "high contrast")


class SettingsDialog(QDialog):
    """Shows settings to be changed; `chosen` gives them as they then are."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(14)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        layout.addLayout(form)
        self.dialect = self._choice(
            {
                "American": self.tr("American"),
                "British": self.tr("British"),
                "Canadian": self.tr("Canadian"),
                "Australian": self.tr("Australian"),
            },
            settings.dialect,
        )
        form.addRow(self.tr("&English"), self.dialect)
        self.layers: dict[str, QCheckBox] = {}
        names = {
            "harper": self.tr("Spelling and grammar"),
            "grammar": self.tr("Commas after opening phrases"),
            "plain": self.tr("Plain and concise wording"),
            "consistency": self.tr("Consistency of the document"),
        }
        for number, (layer, name) in enumerate(names.items()):
            box = QCheckBox(name)
            box.setChecked(layer in settings.layers)
            self.layers[layer] = box
            form.addRow(self.tr("Propose") if number == 0 else "", box)
        self.move_on = QCheckBox(self.tr("Go on to the next proposal"))
        self.move_on.setChecked(settings.move_on)
        form.addRow(self.tr("After a decision"), self.move_on)
        self.start_next = QCheckBox(self.tr("Start the next round by itself"))
        self.start_next.setChecked(settings.start_next_round)
        form.addRow(self.tr("When all is decided"), self.start_next)
        self.theme = self._choice(
            {
                "system": self.tr("As the system"),
                "light": self.tr("Light"),
                "dark": self.tr("Dark"),
                "high contrast": self.tr("High contrast"),
            },
            settings.theme,
        )
        form.addRow(self.tr("&Theme"), self.theme)
        self.font_size = QSpinBox()
        self.font_size.setRange(9, 32)
        self.font_size.setSuffix(self.tr(" pt"))
        self.font_size.setValue(settings.font_size)
        form.addRow(self.tr("Text &size"), self.font_size)
        note = QLabel(self.tr("What is proposed changes with the next round."))
        note.setProperty("soft", True)
        layout.addWidget(note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @property
    def chosen(self) -> Settings:
        """The settings as they stand in the dialog."""
        return replace(
            self._settings,
            dialect=str(self.dialect.currentData()),
            layers=tuple(layer for layer, box in self.layers.items() if box.isChecked()),
            move_on=self.move_on.isChecked(),
            start_next_round=self.start_next.isChecked(),
            theme=str(self.theme.currentData()),
            font_size=self.font_size.value(),
        )

    def _choice(self, entries: dict[str, str], chosen: str) -> QComboBox:
        box = QComboBox()
        for value, name in entries.items():
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box
