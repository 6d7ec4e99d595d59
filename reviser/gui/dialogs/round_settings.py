"""The settings of a document's next rounds: reviser, strategy, who else proposes and who judges, instruction and source
text."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviser.core.edit import Intent
from reviser.errors import UserError
from reviser.gui.dialogs.files import ask_open, document_kinds
from reviser.gui.dialogs.geometry import fit, side_by_side
from reviser.gui.panels.check_list import CheckList
from reviser.gui.text.field import PlainTextField
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainForm, PlainLabel
from reviser.gui.wording.state_sentences import intent_name, reviser_name
from reviser.plugins import REVISERS, plugins
from reviser.revisers.checkpoints.kinds import Checkpoint, CheckpointKind, kind_named
from reviser.revisers.strategies.table import DIRECT, MODEL, STRATEGIES, VOTE, JudgeKind, Strategy, strategy_named
from reviser.services.models.checkpoints import CHECKPOINT
from reviser.services.rounds.plugin_revisers import PLUGIN
from reviser.services.rounds.round_settings import RoundSettings, source_text
from reviser.services.servers.servers import Servers

EMBEDDED = "embedded"


class RoundSettingsDialog(QDialog):
    """Edits round settings; `chosen` returns the edited ones. `setting_up` requests the settings page for servers."""

    setting_up = Signal()

    def __init__(
        self,
        round_settings: RoundSettings,
        servers: Servers,
        parent: QWidget | None,
        checkpoints: Sequence[Checkpoint] = (),
    ) -> None:
        super().__init__(parent)
        self._round_settings = round_settings
        self._checkpoints = {f"{CHECKPOINT}:{each.name}": kind_named(each.kind) for each in checkpoints}
        self.setWindowTitle(self.tr("The next rounds of this document"))
        fit(self, parent, 640, 700)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(14)
        self._form = form = PlainForm()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.addLayout(form, 1)
        self._build_reviser(form, round_settings, servers)
        self._build_team(form, round_settings)
        self._build_texts(form, round_settings)
        self._build_wanted(form, round_settings)
        self.note = PlainLabel()
        self.note.setProperty("soft", True)
        self.note.setWordWrap(True)
        layout.addWidget(self.note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.reviser.currentIndexChanged.connect(self._explain)
        self.strategy.currentIndexChanged.connect(self._explain)
        self.judge.currentIndexChanged.connect(self._take_judge)
        self.others.ticked.connect(self._explain)
        self._explain()

    @property
    def chosen(self) -> RoundSettings:
        """The edited round settings."""
        strategy = self._chosen_strategy
        reviser = str(self.reviser.currentData())
        first = reviser or self._default or EMBEDDED
        ticked = [name for name, _ in self._revisers if name in self.others.chosen() and name != first]
        return replace(
            self._round_settings,
            reviser=reviser,
            strategy=strategy.name,
            others=tuple(ticked) if strategy.takes_others else (),
            judge=str(self.judge.currentData() or "") if strategy.judges else "",
            instruction=self.instruction.text().strip(),
            style_sheet=self.style_sheet.text().strip(),
            source=self.source.text() if self.source.text().strip() else "",
            comments=self.comments.isChecked(),
            wanted=tuple(intent.value for intent, box in self.wanted.items() if box.isChecked()),
        )

    def take_source(self, path: Path) -> None:
        """Use the text of a file as the source text. If the file cannot be read, show why."""
        try:
            self.source.set_text(source_text(path))
        except UserError as error:
            self.note.setText(error_text(error))

    def accept(self) -> None:
        """Close the dialog, if the settings fit together."""
        round_settings, strategy = self.chosen, self._chosen_strategy
        if strategy.needs_source and not round_settings.source:
            self.note.setText(self.tr("Staying true to a source needs the source text: paste it, or choose a file."))
            self.source.setFocus()
            return
        if strategy.judges and not self.judge.count():
            self.note.setText(self.tr("A chat model has to judge here: set one up, or choose another strategy."))
            self.strategy.setFocus()
            return
        super().accept()

    @property
    def _model_chosen(self) -> bool:
        return self._is_model(str(self.reviser.currentData()) or self._default)

    @property
    def _chosen_strategy(self) -> Strategy:
        """The usual one where the reviser cannot be asked by the chosen one."""
        strategy = strategy_named(str(self.strategy.currentData()))
        return strategy_named(DIRECT) if strategy.needs_chat and not self._model_chosen else strategy

    def _is_model(self, name: str) -> bool:
        return name not in {"", EMBEDDED} and not name.startswith((f"{PLUGIN}:", f"{CHECKPOINT}:"))

    def _explain(self) -> None:
        strategy = self._chosen_strategy
        self._offer_strategies()
        self._offer_judges(strategy)
        self._form.setRowVisible(self.others, strategy.takes_others)
        self._form.setRowVisible(self.judge, bool(strategy.judges))
        chosen = self.chosen
        model = any(map(self._is_model, (chosen.reviser or self._default, *chosen.others)))
        kind = self._checkpoints.get(chosen.reviser)
        for widget in (self.style_sheet, self.source, self.file_button, self.comments):
            widget.setEnabled(model)
        self.instruction.setEnabled(model or (kind is not None and bool(kind.instruction)))
        for box in self.wanted.values():
            box.setEnabled(model or (kind is not None and kind.takes_intents))
        is_usual = strategy.name == DIRECT and not self._model_chosen
        self.note.setText(self._note(model=not is_usual, kind=kind))

    def _take_judge(self) -> None:
        """The person chose who judges. It stays chosen where a strategy between cannot be judged so."""
        self._wanted_judge = str(self.judge.currentData() or "")
        self._explain()

    def _offer_strategies(self) -> None:
        """Let only those be chosen that go with the reviser."""
        entries = self.strategy.model()
        if isinstance(entries, QStandardItemModel):
            for row, strategy in enumerate(STRATEGIES):
                entries.item(row).setEnabled(self._model_chosen or not strategy.needs_chat)

    def _offer_judges(self, strategy: Strategy) -> None:
        """List the possible judges of this strategy. The person's choice is selected if it is possible, else the first
        one."""
        names: list[tuple[str, str]] = []
        if strategy.judges and self._model_chosen:
            names.append((self.tr("The model that proposes"), ""))
        if JudgeKind.MODEL in strategy.judges:
            names.append((self.tr("The language model's scores: offline"), MODEL))
        if JudgeKind.VOTE in strategy.judges:
            names.append((self.tr("A vote of the revisers"), VOTE))
        if JudgeKind.CHAT in strategy.judges:
            names += [(shown, name) for name, shown in self._revisers if self._is_model(name)]
        if names == [(self.judge.itemText(row), self.judge.itemData(row)) for row in range(self.judge.count())]:
            return
        self.judge.blockSignals(True)
        self.judge.clear()
        for shown, name in names:
            self.judge.addItem(shown, name)
        self.judge.setCurrentIndex(max(0, self.judge.findData(self._wanted_judge)) if names else -1)
        self.judge.blockSignals(False)

    def _note(self, *, model: bool, kind: CheckpointKind | None) -> str:
        """What the chosen reviser does with the settings. `model`: the strategy says it."""
        if model:
            return self._explanations().get(self._chosen_strategy.name, "")
        if kind is None:
            return self.tr(
                "The embedded reviser works offline and takes no instructions. A chat model does: set one up."
            )
        if kind.instruction:
            sentence = self.tr("The checkpoint runs on this machine and is told before each sentence: “{usual}”.")
            return sentence.format(usual=self.instruction.text().strip() or kind.instruction)
        if kind.takes_intents:
            return self.tr("The checkpoint runs on this machine and revises each sentence for the chosen intents.")
        return self.tr("The checkpoint runs on this machine and corrects the errors of each sentence.")

    def _explanations(self) -> dict[str, str]:
        return {
            "direct": self.tr("The model is asked once for edits of each section."),
            "self-refine": self.tr(
                "The model proposes, criticises its own proposals and corrects them. Costs about 3 times as much."
            ),
            "sample-and-select": self.tr(
                "Several candidates, of which one is chosen; leaving a sentence unchanged is always one. "
                "Costs about 4 times as much."
            ),
            "pinpoint": self.tr(
                "First where and why to change, and how serious it is; then how. Costs about twice as much."
            ),
            "ensemble": self.tr(
                "Several revisers propose, and one wording is chosen for each place; "
                "leaving it unchanged is always one."
            ),
            "screws": self.tr(
                "The reviser proposes; where its proposal is doubted, the other revisers are asked, and one wording is "
                "chosen."
            ),
            "anneal": self.tr(
                "Errors are pinpointed, corrected and judged again, up to 4 times, and what is better is kept. "
                "Costs up to 9 times as much."
            ),
            "source-anchored": self.tr("Stays true to a source text: for translations and summaries."),
        }

    def _build_reviser(self, form: QFormLayout, round_settings: RoundSettings, servers: Servers) -> None:
        self._default = servers.default
        self.reviser = QComboBox()
        usual = servers.default or EMBEDDED
        self.reviser.addItem(self.tr("As for new documents ({name})").format(name=reviser_name(usual)), "")
        self.reviser.addItem(self.tr("Embedded: offline, English"), EMBEDDED)
        for server in servers.all:
            self.reviser.addItem(f"{server.name} · {server.model}" if server.model else server.name, server.name)
        for name, kind in self._checkpoints.items():
            self.reviser.addItem(f"{name.partition(':')[2]} · {kind.code}", name)
        for plugin in plugins(REVISERS):
            if not plugin.trouble:
                self.reviser.addItem(f"{plugin.name} · {plugin.package}", f"{PLUGIN}:{plugin.name}")
        if round_settings.reviser and self.reviser.findData(round_settings.reviser) < 0:
            self.reviser.addItem(round_settings.reviser, round_settings.reviser)
        self.reviser.setCurrentIndex(self.reviser.findData(round_settings.reviser))
        self.set_up_button = QPushButton(self.tr("Set &up …"))
        self.set_up_button.setAutoDefault(False)
        self.set_up_button.setAccessibleName(self.tr("Set up chat models"))
        self.set_up_button.clicked.connect(self.setting_up)
        form.addRow(self.tr("&Reviser"), side_by_side(self.reviser, self.set_up_button))
        self.strategy = QComboBox()
        names = {
            "direct": self.tr("Ask directly"),
            "self-refine": self.tr("Propose, criticise, correct"),
            "sample-and-select": self.tr("Several candidates, choose one"),
            "pinpoint": self.tr("First where, then how"),
            "ensemble": self.tr("Several revisers, choose one wording"),
            "screws": self.tr("Other revisers where in doubt, choose one wording"),
            "anneal": self.tr("Pinpoint errors, correct, judge again"),
            "source-anchored": self.tr("Stay true to a source"),
        }
        for strategy in STRATEGIES:
            self.strategy.addItem(names.get(strategy.name, strategy.name), strategy.name)
        self.strategy.setCurrentIndex(max(0, self.strategy.findData(round_settings.strategy)))
        form.addRow(self.tr("&Strategy"), self.strategy)

    def _build_team(self, form: QFormLayout, round_settings: RoundSettings) -> None:
        self._revisers = [
            (str(self.reviser.itemData(row)), self.reviser.itemText(row)) for row in range(1, self.reviser.count())
        ]
        known = {name for name, _ in self._revisers}
        self._revisers += [(name, name) for name in round_settings.others if name not in known]
        self.others = CheckList(self.tr("Other revisers that propose too"))
        self.others.fill(((shown, name) for name, shown in self._revisers), rows=3)
        self.others.tick(*round_settings.others)
        form.addRow(self.tr("&Also ask"), self.others)
        self._wanted_judge = round_settings.judge
        self.judge: QComboBox = QComboBox()
        self.judge.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # its entries change
        self._offer_judges(self._chosen_strategy)
        if round_settings.judge and self.judge.findData(round_settings.judge) < 0:
            self._revisers.append((round_settings.judge, round_settings.judge))
            self._offer_judges(self._chosen_strategy)
        form.addRow(self.tr("&Judge"), self.judge)

    def _build_texts(self, form: QFormLayout, round_settings: RoundSettings) -> None:
        self.instruction = _text(round_settings.instruction, self.tr("British spelling, keep my short sentences"))
        form.addRow(self.tr("&Instruction"), self.instruction)
        self.style_sheet = _text(round_settings.style_sheet, self.tr("Words and rules of this document, one per line"))
        form.addRow(self.tr("St&yle sheet"), self.style_sheet)
        self.source = _text(
            round_settings.source, self.tr("A source that this text must stay true to, if there is one")
        )
        self.source.setAccessibleName(self.tr("Source"))
        self.file_button = QPushButton(self.tr("From a &file …"))
        self.file_button.setAutoDefault(False)
        self.file_button.clicked.connect(self._choose_file)
        form.addRow(self.tr("S&ource"), side_by_side(self.source, self.file_button))
        self.comments = QCheckBox(self.tr("&Tell the model what the comments in the file ask for"))
        self.comments.setChecked(round_settings.comments)
        form.addRow("", self.comments)

    def _build_wanted(self, form: QFormLayout, round_settings: RoundSettings) -> None:
        self.wanted: dict[Intent, QCheckBox] = {}
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        for intent in Intent:
            if intent is not Intent.OTHER:
                check = QCheckBox(intent_name(intent))
                check.setChecked(intent in round_settings.intents)
                self.wanted[intent] = check
                row.addWidget(check)
        row.addStretch(1)
        form.addRow(self.tr("Only these"), box)

    def _choose_file(self) -> None:
        name = ask_open(self, self.tr("Choose a source text"), "", document_kinds())
        if name:
            self.take_source(Path(name))


def _text(text: str, hint: str) -> PlainTextField:
    box = PlainTextField(text)
    box.setPlaceholderText(hint)
    box.setTabChangesFocus(True)
    box.setMinimumHeight(40)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return box
