"""The dialog that revises a passage: an instruction, and the reviser that proposes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from reviser.gui.dialogs.round_settings import EMBEDDED
from reviser.gui.wording.plain_text import PlainForm, PlainLabel
from reviser.revisers.checkpoints.kinds import Checkpoint, kind_named
from reviser.services.models.checkpoints import CHECKPOINT
from reviser.services.rounds.round_settings import RoundSettings
from reviser.services.servers.servers import Servers

SHOWN = 240  # code points of the passage that are shown


class PassageDialog(QDialog):
    """Asks how to revise a passage. `chosen` returns the settings of one round, based on `round_settings` of the
    document; `instruction` returns the typed instruction."""

    def __init__(
        self,
        passage: str,
        round_settings: RoundSettings,
        servers: Servers,
        last: Sequence[str],
        undecided: int,
        parent: QWidget,
        checkpoints: Sequence[Checkpoint] = (),
    ) -> None:
        """`last` holds earlier instructions, latest first. `undecided` is the number of proposals that lapse when the
        round begins."""
        super().__init__(parent)
        self._round_settings = round_settings
        self.setWindowTitle(self.tr("Revise only this"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        text = " ".join(passage.split())
        self.passage = PlainLabel(f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}”")
        self.passage.setWordWrap(True)
        layout.addWidget(self.passage)
        form = PlainForm()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.field = QComboBox()
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setAccessibleName(self.tr("What is wanted"))
        for offered in dict.fromkeys((*last, *self._usual())):
            self.field.addItem(offered)
        self.field.setCurrentText("")
        line = self.field.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("shorter, more formal, or in your own words"))
        form.addRow(self.tr("&Wanted"), self.field)
        self.reviser = QComboBox()
        self.reviser.setAccessibleName(self.tr("Reviser"))
        self.reviser.addItem(self.tr("Embedded: offline, English"), EMBEDDED)
        for server in servers.all:
            self.reviser.addItem(f"{server.name} · {server.model}" if server.model else server.name, server.name)
        for checkpoint in checkpoints:
            self.reviser.addItem(f"{checkpoint.name} · {checkpoint.kind}", f"{CHECKPOINT}:{checkpoint.name}")
        self._takes_none = {
            EMBEDDED,
            *(f"{CHECKPOINT}:{each.name}" for each in checkpoints if not kind_named(each.kind).instruction),
        }
        self.reviser.setCurrentIndex(
            max(0, self.reviser.findData(round_settings.reviser or servers.default or EMBEDDED))
        )
        form.addRow(self.tr("&Reviser"), self.reviser)
        layout.addLayout(form)
        self.note = PlainLabel()
        self.note.setProperty("soft", True)
        self.note.setWordWrap(True)
        layout.addWidget(self.note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        revise = buttons.addButton(self.tr("Revise"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        revise.setDefault(True)
        self._undecided = undecided
        self.setMinimumWidth(460)
        self.reviser.currentIndexChanged.connect(self._explain)
        self._explain()
        (self.field if self.field.isEnabled() else self.reviser).setFocus()

    @property
    def instruction(self) -> str:
        """The typed instruction; empty if the chosen reviser takes none."""
        return self.field.currentText().strip() if self.field.isEnabled() else ""

    @property
    def chosen(self) -> RoundSettings:
        """The settings of the round. The document's own instruction applies too."""
        told = "\n".join(filter(None, (self._round_settings.instruction, self.instruction)))
        return replace(self._round_settings, reviser=str(self.reviser.currentData()), instruction=told)

    def _usual(self) -> tuple[str, ...]:
        return (
            self.tr("Shorter"),
            self.tr("More formal"),
            self.tr("Simpler words"),
            self.tr("Clearer"),
            self.tr("Only correct mistakes"),
        )

    def _explain(self) -> None:
        """Update which fields have an effect, and explain what the round does."""
        embedded = self.reviser.currentData() == EMBEDDED
        self.field.setEnabled(self.reviser.currentData() not in self._takes_none)
        said: list[str] = []
        if embedded:
            said.append(
                self.tr("The embedded reviser works offline and takes no instructions. A chat model does: set one up.")
            )
        if self._undecided:
            said.append(self.tr("%Ln undecided proposals of this round lapse.", "", self._undecided))
        self.note.setText(" ".join(said))
        self.note.setVisible(bool(said))
