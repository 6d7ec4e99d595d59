"""The dialog that adds a checkpoint: where it is, what it is, and how it is fetched."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.checkpoint_words import format_size, kind_title, license_text
from reviser.gui.dialogs.files import ask_folder
from reviser.gui.dialogs.geometry import fit, side_by_side
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.plain_text import PlainForm, PlainLabel, paragraph
from reviser.revisers.checkpoints.folder import is_non_commercial
from reviser.revisers.checkpoints.kinds import (
    KINDS,
    MODEL,
    CheckpointKind,
    TaggerThresholds,
    guess_kind,
    kind_named,
)
from reviser.services.models.checkpoint_adding import CheckpointDraft, Found, source_from, usual_name
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.checkpoints import ListedCheckpoint
from reviser.services.models.hub import HubModel
from reviser.services.models.model_status import ModelStep

LOOK_MS = 100  # milliseconds between two updates of the progress
STEPS = 1000  # of the progress bar, because byte counts can exceed its range
WIDTH, HEIGHT = 620, 460  # pixels


class CheckpointDialog(QDialog):
    """Asks where a checkpoint is, shows what stands there, and adds it. `added` is the checkpoint once it is there."""

    def __init__(self, checkpoint_setup: CheckpointSetup, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._setup = checkpoint_setup
        self._found: Mapping[str, Found] = {}
        self._seen: dict[str, str] = {}  # the places at which `_found` stands, as typed
        self._task_id = ""  # of a look
        self.added: ListedCheckpoint | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._show_progress)
        self.setWindowTitle(self.tr("Add a checkpoint"))
        self._build()
        fit(self, parent, WIDTH, HEIGHT)
        self._settle()
        self.finished.connect(self._leave)

    @property
    def kind(self) -> CheckpointKind:
        """The chosen kind."""
        return kind_named(str(self.kinds.currentData()))

    def go_on(self) -> None:
        """Look at what stands at the named places; add it where that has been seen."""
        if self._is_seen():
            self._add()
        else:
            self._look()

    def reject(self) -> None:
        """Close the dialog; while something is fetched, end that and stay."""
        if self._setup.working:
            self._setup.cancel()
        else:
            super().reject()

    def _places(self) -> dict[str, str]:
        """Where the checkpoint and its part are, as typed, by their roles."""
        places = {MODEL: self.place.text().strip()}
        if self._found and self.kind.parts and self.part.text().strip():
            places[self.kind.parts[0]] = self.part.text().strip()
        return places

    def _is_seen(self) -> bool:
        return bool(self._found) and self._places() == self._seen

    def _look(self) -> None:
        places = self._places()
        if not places[MODEL] or self._task_id:
            return
        self.status.setText(self.tr("Looking …"))
        sources = {role: source_from(given) for role, given in places.items()}
        self._task_id = self._setup.look(sources, partial(self._take, places), self._fail)
        self._settle()

    def _take(self, places: dict[str, str], found: Mapping[str, Found]) -> None:
        """Show what stands there. A checkpoint that is new in the dialog brings its own kind and name."""
        self._task_id = ""
        if places[MODEL] != self._seen.get(MODEL):
            guessed = guess_kind(found[MODEL].config)
            if guessed is not None:
                self.kinds.setCurrentIndex(self.kinds.findData(guessed.code))
            self.name.setText(usual_name(found[MODEL]))
        self._found, self._seen = found, places
        self.licence.setText("\n".join(dict.fromkeys(license_text(one.license) for one in found.values())))
        font = self.licence.font()
        font.setBold(any(is_non_commercial(one.license) for one in found.values()))
        self.licence.setFont(font)
        self.amount.setText(self._size())
        self.status.setText("")
        self._settle()

    def _fail(self, error: UserError) -> None:
        self._task_id = ""
        self._found, self._seen = {}, {}
        self.status.setText(error_text(error))
        self._settle()

    def _size(self) -> str:
        """What is to be fetched, and what memory a round takes."""
        memory = format_size(sum(one.memory for one in self._found.values()))
        fetched = sum(one.size for one in self._found.values() if isinstance(one, HubModel))
        if fetched:
            return self.tr("{size} to fetch, {memory} of memory in a round").format(
                size=format_size(fetched), memory=memory
            )
        return self.tr("{memory} of memory in a round").format(memory=memory)

    def _add(self) -> None:
        draft = CheckpointDraft(
            self.kind.code,
            self.name.text().strip(),
            " ".join(self.instruction.text().split()) if self.kind.instruction else "",
            self.pickle.isChecked(),
            TaggerThresholds(self.least.value(), self.keep.value())
            if self.kind.takes_thresholds
            else TaggerThresholds(),
        )
        self._setup.add(draft, self._found)
        self._timer.start()
        self._show_progress()

    def _show_progress(self) -> None:
        work = self._setup.work
        if work is None:
            return
        if not work.ended:
            self.bar.setRange(0, STEPS if work.of else 0)
            self.bar.setValue(STEPS * work.done // work.of if work.of else 0)
            doing = {
                ModelStep.WAITING: self.tr("Another program is fetching one; waiting …"),
                ModelStep.FETCHING: self.tr("Fetching: {done} of {all} …"),
                ModelStep.CHECKING: self.tr("Checking …"),
            }.get(work.doing or ModelStep.CHECKING, "")
            self.status.setText(doing.format(done=format_size(work.done), all=format_size(work.of)))
            self._settle()
            return
        self._timer.stop()
        self._settle()
        if work.added is not None:
            self.added = work.added
            self.accept()
        elif work.cancelled:
            self.status.setText(self.tr("Cancelled. What has come is kept, and the next time goes on from there."))
        else:
            self.status.setText(translate(work.problem))

    def _settle(self) -> None:
        """Enable and show what fits the state."""
        working, looking, seen = self._setup.working, bool(self._task_id), self._is_seen()
        known = bool(self._found)
        role = self.kind.parts[0] if self.kind.parts else ""
        self.form.setRowVisible(self.part_row, known and bool(role))
        self.part_label.setText(self._part_names().get(role, ""))
        self.form.setRowVisible(self.instruction, known and bool(self.kind.instruction))
        self.instruction.setPlaceholderText(self.kind.instruction)
        for threshold in (self.least, self.keep):
            self.form.setRowVisible(threshold, known and self.kind.takes_thresholds)
        for widget in (self.kinds, self.name, self.licence, self.amount):
            self.form.setRowVisible(widget, known)
        lacks = role in self.kind.required and not self.part.text().strip()
        pickled = any(one.pickled for one in self._found.values())
        self.form.setRowVisible(self.pickle, pickled)
        refused = pickled and not self.pickle.isChecked()
        self.go_button.setText(self.tr("&Add") if seen else self.tr("&Look"))
        self.go_button.setEnabled(
            not working and not looking and bool(self.place.text().strip()) and not (seen and (lacks or refused))
        )
        for box in (
            self.place,
            self.part,
            self.name,
            self.kinds,
            self.instruction,
            self.pickle,
            self.folder_button,
            self.part_button,
        ):
            box.setEnabled(not working)
        self.bar.setVisible(working)
        self.cancel_button.setText(self.tr("Cance&l") if working else self.tr("Cl&ose"))

    def _part_names(self) -> dict[str, str]:
        return {"classifier": self.tr("Classifier, if any"), "generator": self.tr("Generator")}

    def _choose_folder(self, box: QLineEdit) -> None:
        chosen = ask_folder(self, self.tr("A checkpoint's folder"))
        if chosen:
            box.setText(chosen)
            self.go_on()

    def _leave(self) -> None:
        self._timer.stop()
        if self._task_id:
            self._setup.forget(self._task_id)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        about = _text(
            self.tr("Name it as the model hub does, such as grammarly/coedit-large, or choose a folder that holds one.")
        )
        about.setProperty("soft", True)
        layout.addWidget(about)
        self.form = PlainForm()
        self.form.setHorizontalSpacing(18)
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(PlainForm.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.addLayout(self.form)
        self._build_places()
        self._build_facts()
        layout.addStretch(1)
        self.status = _text("")
        layout.addWidget(self.status)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        layout.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.go_button = QPushButton()
        self.go_button.setProperty("primary", True)
        self.go_button.setDefault(True)
        self.go_button.clicked.connect(self.go_on)
        self.cancel_button = QPushButton()
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        foot.addWidget(self.go_button)
        foot.addWidget(self.cancel_button)
        layout.addLayout(foot)

    def _build_places(self) -> None:
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("OWNER/NAME, or a folder"))
        self.folder_button = QPushButton(self.tr("&Folder …"))
        self.part = QLineEdit()
        self.part.setPlaceholderText(self.tr("OWNER/NAME, or a folder"))
        self.part_button = QPushButton(self.tr("Fol&der …"))
        for box, button in ((self.place, self.folder_button), (self.part, self.part_button)):
            box.textChanged.connect(self._settle)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose_folder, box))
        self.form.addRow(self.tr("&Checkpoint"), side_by_side(self.place, self.folder_button))
        self.kinds = QComboBox()
        for kind in KINDS:
            self.kinds.addItem(kind_title(kind.code), kind.code)
        self.kinds.currentIndexChanged.connect(self._settle)
        self.form.addRow(self.tr("&Kind"), self.kinds)
        self.part_row = side_by_side(self.part, self.part_button)
        self.part_label = PlainLabel()
        self.part_label.setBuddy(self.part_row)
        self.form.addRow(self.part_label, self.part_row)

    def _build_facts(self) -> None:
        self.name = QLineEdit()
        self.form.addRow(self.tr("&Name"), self.name)
        self.instruction = QLineEdit()
        self.form.addRow(self.tr("&Instruction"), self.instruction)
        self.least = _decimal(0)
        self.form.addRow(self.tr("L&east probability of an error"), self.least)
        self.keep = _decimal(-1)
        self.form.addRow(self.tr("Added to &that of keeping a word"), self.keep)
        self.licence, self.amount = _text(""), _text("")
        self.form.addRow(self.tr("Licence"), self.licence)
        self.form.addRow(self.tr("Size"), self.amount)
        self.pickle = QCheckBox(self.tr("Read its &pickled weights (by a reader that runs no code)"))
        self.pickle.toggled.connect(self._settle)
        self.form.addRow("", self.pickle)


def _text(text: str) -> QLabel:
    label = paragraph(text)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _decimal(least: float) -> QDoubleSpinBox:
    """A field for a number from `least` to 1."""
    box = QDoubleSpinBox()
    box.setRange(least, 1)
    box.setSingleStep(0.05)
    return box
