"""The form of the export dialog: format, sessions and edits, splits, and masks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviser.core.edit import Intent, Verdict
from reviser.datasets import formats
from reviser.datasets.annotations import Selecting
from reviser.datasets.exact_splits import ExactSplits, are_sizes
from reviser.datasets.masking import EMAILS, LINKS, NUMBERS, Masks
from reviser.datasets.selection import Selection, Splits
from reviser.errors import UserError
from reviser.gui.panels.check_list import CheckList
from reviser.gui.wording.dataset_formats import export_name
from reviser.gui.wording.plain_text import PlainForm, PlainLabel
from reviser.gui.wording.state_sentences import intent_name, reviser_name
from reviser.messages import verbatim
from reviser.services.datasets.dataset_jobs import DatasetContents
from reviser.services.datasets.error_typing import make_error_typer
from reviser.services.datasets.export_order import ExportOrder

BY_SEED = "seed"  # mix documents by the seed instead of by a key
SHARES = "train=0.8,validation=0.1,test=0.1"
_KNOWN = {intent.value for intent in Intent}


class ExportForm(QScrollArea):
    """The options of an export. `changed` is emitted when any option changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.form = self._combo(self.tr("Format"), self._formats())
        self.documents = CheckList(self.tr("Documents"))
        self.settings = CheckList(self.tr("Settings"))
        self.annotators = CheckList(self.tr("Annotators"))
        self.revisers = CheckList(self.tr("Revisers"))
        self.intents = CheckList(self.tr("Intents"))
        self.verdicts = CheckList(self.tr("Decisions"))
        self.since = self._line(self.tr("From"), self.tr("2026-11-22, or empty"))
        self.until = self._line(self.tr("Until"), self.tr("2026-11, or empty"))
        self.which = self._combo(self.tr("If there are several saves"), self._whiches())
        self.empty = QCheckBox(self.tr("Rounds &without edits too"))
        self.splits = QCheckBox(self.tr("Split into &parts, by document"))
        self.shares = self._line(self.tr("The parts' shares"), SHARES)
        self.shares.setText(SHARES)
        self.parted = self._combo(self.tr("How the parts are made"), self._partings())
        self.seed = QSpinBox()
        self.seed.setRange(0, 1_000_000)
        self.seed.setAccessibleName(self.tr("Seed of the parts"))
        self.card = QCheckBox(self.tr("A dataset card &beside it"))
        self.error_types = QCheckBox(self.tr("ERRANT's t&ypes of English edits"))
        self.error_types.setToolTip(self.tr("They need ERRANT and an English model of spaCy, and take a while."))
        self.masks = {
            EMAILS: QCheckBox(self.tr("&E-mail addresses")),
            LINKS: QCheckBox(self.tr("&Links")),
            NUMBERS: QCheckBox(self.tr("N&umbers")),
        }
        self.names = QCheckBox(self.tr("N&ames, as ticked here:"))
        self.named = CheckList(self.tr("Names to be masked"))
        self.others = self._line(self.tr("Other names to be masked"), self.tr("Ann Miller, Leeds"))
        self._error_typer = make_error_typer()  # one: it keeps what it loads
        self.setWidget(self._laid_out())
        self._connect()

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for text, value in entries:
            box.addItem(text, value)
        return box

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        return line

    def _formats(self) -> list[tuple[str, str]]:
        return [(export_name(form), form.code) for form in formats.writable(formats.all_formats())]

    def _whiches(self) -> list[tuple[str, str]]:
        return [
            (self.tr("The latest"), Selecting.LATEST.value),
            (self.tr("The first"), Selecting.FIRST.value),
            (self.tr("All"), Selecting.ALL.value),
        ]

    def _partings(self) -> list[tuple[str, str]]:
        return [
            (self.tr("At random by document, from the seed"), BY_SEED),
            (self.tr("Exact sizes"), ""),
            (self.tr("Exact sizes, balanced by intent"), "intent"),
            (self.tr("Exact sizes, balanced by annotator"), "annotator"),
            (self.tr("Exact sizes, balanced by reviser"), "reviser"),
            (self.tr("Exact sizes, balanced by setting"), "setting"),
        ]

    def _laid_out(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        rows = PlainForm()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows.setVerticalSpacing(6)
        rows.addRow(self.tr("&Format"), self.form)
        hint = PlainLabel(self.tr("If nothing is ticked, everything is included."))
        hint.setProperty("soft", True)
        hint.setWordWrap(True)
        rows.addRow(hint)
        for name, box in (
            (self.tr("&Documents"), self.documents),
            (self.tr("De&cisions"), self.verdicts),
            (self.tr("&Intents"), self.intents),
            (self.tr("Anno&tators"), self.annotators),
            (self.tr("Re&visers"), self.revisers),
            (self.tr("Settin&gs"), self.settings),
            (self.tr("F&rom"), self.since),
            (self.tr("U&ntil"), self.until),
            (self.tr("If there are several &saves"), self.which),
        ):
            rows.addRow(name, box)
        rows.addRow(self.empty)
        rows.addRow(self.splits)
        rows.addRow(self.shares)
        rows.addRow(self.parted)
        rows.addRow(self.tr("Seed &of the parts"), self.seed)
        rows.addRow(self.card)
        rows.addRow(self.error_types)
        rows.addRow(PlainLabel(self.tr("Masked before places are counted:")))
        for mask in self.masks.values():
            rows.addRow(mask)
        rows.addRow(self.names)
        rows.addRow(self.named)
        rows.addRow(self.tr("Ot&her names, separated by commas"), self.others)
        column.addLayout(rows)
        column.addStretch(1)
        return inner

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._settle)
        self.which.currentIndexChanged.connect(self.changed)
        self.parted.currentIndexChanged.connect(self.changed)
        for check in (self.empty, self.splits, self.error_types, self.names, *self.masks.values()):
            check.toggled.connect(self._settle)
        for line in (self.since, self.until, self.shares, self.others):
            line.editingFinished.connect(self.changed)
        self.seed.valueChanged.connect(self.changed)
        lists = (self.documents, self.settings, self.annotators, self.revisers, self.intents, self.verdicts, self.named)
        for one in lists:
            one.ticked.connect(self.changed)
        self._settle()

    def _settle(self) -> None:
        form = formats.format_of_code(str(self.form.currentData()))
        self.card.setEnabled(not self.splits.isChecked() and not form.is_folder)
        self.error_types.setEnabled(form.has_error_types)
        for widget in (self.shares, self.parted, self.seed):
            widget.setEnabled(self.splits.isChecked())
        self.named.setEnabled(self.names.isChecked())
        self.others.setEnabled(self.names.isChecked())
        self.changed.emit()

    def offer(self, there: DatasetContents, document: str) -> None:
        """Fill the form with what the history contains. `document` is ticked if it is among the documents."""
        self.documents.fill((name, name) for name in there.documents)
        self.settings.fill((name, name) for name in there.settings)
        self.annotators.fill((name or self.tr("(no name)"), name) for name in there.annotators)
        self.revisers.fill((reviser_name(name), name) for name in there.revisers)
        self.intents.fill((intent_name(Intent(name)) if name in _KNOWN else name, name) for name in there.intents)
        self.verdicts.fill(
            [
                (self.tr("Accepted"), Verdict.ACCEPT.value),
                (self.tr("Rewritten"), Verdict.REWRITE.value),
                (self.tr("Rejected"), Verdict.REJECT.value),
                (self.tr("Undecided"), Verdict.UNDECIDED.value),
            ]
        )
        self.named.fill(((name, name) for name in there.names), ticked=True, rows=8)
        if document in there.documents:
            self.documents.blockSignals(True)
            self.documents.tick(document)
            self.documents.blockSignals(False)

    @property
    def wants_card(self) -> bool:
        """Whether to write a dataset card beside the file. (An export to a folder always contains one.)"""
        return self.card.isChecked() and self.card.isEnabled()

    def order(self) -> ExportOrder:
        """The chosen options. Raises UserError if a date or the shares of the splits are invalid."""
        try:
            selection = Selection(
                self.documents.chosen(),
                self.settings.chosen(),
                self.annotators.chosen(),
                self.revisers.chosen(),
                self.intents.chosen(),
                frozenset(map(Verdict, self.verdicts.chosen())),
                self.since.text().strip(),
                self.until.text().strip(),
                Selecting(self.which.currentData()),
                self.empty.isChecked(),
            )
        except ValueError as error:
            raise UserError(
                verbatim(self.tr("From and Until are dates like 2026-11-22 or 2026-11, or empty."))
            ) from error
        kinds = tuple(kind for kind, check in self.masks.items() if check.isChecked())
        others = {name.strip() for name in self.others.text().split(",")} - {""}
        names = tuple(sorted(self.named.chosen() | others)) if self.names.isChecked() else ()
        masks = Masks(kinds, names) if kinds or names else None
        typed = self.error_types.isChecked() and self.error_types.isEnabled()
        typer = self._error_typer if typed else None
        return ExportOrder(str(self.form.currentData()), selection, masks, self._splits(), error_typer=typer)

    def _splits(self) -> Splits | ExactSplits | None:
        if not self.splits.isChecked():
            return None
        sizes, seed, by = self.shares.text(), self.seed.value(), str(self.parted.currentData())
        try:
            if by == BY_SEED and not are_sizes(sizes):
                return Splits.parsed(sizes, seed)
            return ExactSplits.parsed(sizes, seed, "" if by == BY_SEED else by)
        except ValueError as error:
            said = self.tr("Write the parts like {example}; their shares must sum to 1.")
            raise UserError(verbatim(said.format(example=SHARES))) from error
