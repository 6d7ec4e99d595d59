"""The inspector: the current proposal in full, with its reasons and all actions on it."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviser.core.edit import Intent, RejectReason
from reviser.core.filters import batch_to_accept
from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.gui.keys import Keymap
from reviser.gui.panels.flow_layout import FlowLayout
from reviser.gui.panels.quote import Quote
from reviser.gui.text.margin import paint_badge
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.gui.wording.reasons import translate_reason
from reviser.gui.wording.reject_reasons import reject_reason_words
from reviser.gui.wording.risk_flags import translate_flag
from reviser.gui.wording.state_sentences import (
    intent_name,
    shorten,
    standing_name,
    standing_text,
    status_name,
    visible,
)

MOST_ALTERNATIVES = 9
CONTEXT = 60  # code points of context around the change
ALTERNATIVE = 30  # code points of an alternative on its button
GAP = 8  # pixels between the decision buttons
EDGE = 12  # pixels at the left and right edges


class Badge(QWidget):
    """The letter of an intent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.intent = Intent.OTHER
        self.setFixedSize(QSize(22, 22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, self.theme, self.intent, QRectF(1, 1, 20, 20), filled=True)
        painter.end()
        event.accept()


class Inspector(QScrollArea):
    """Shows one proposal. Its signals carry what the person asks for."""

    accepted = Signal()
    picked = Signal(str)  # the text of an alternative
    rejected = Signal()
    rejected_because = Signal(str)  # the code of a RejectReason
    rewriting = Signal()
    taken_back = Signal()
    accepted_all = Signal(tuple)
    rejected_all = Signal(tuple)
    word_added = Signal(str, bool)
    rule_set = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keymap = Keymap({})
        self._item: Item | None = None
        self._silent = False  # whether the rule of the current proposal is silent
        self._same: tuple[str, ...] = ()
        self._clear = 0  # how many of those can be accepted together
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Current proposal"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(EDGE, 14, EDGE, 14)
        layout.setSpacing(10)
        self._empty = PlainLabel(self.tr("Choose a proposal to see why it is made."))
        self._empty.setProperty("soft", True)
        self._empty.setWordWrap(True)
        layout.addWidget(self._empty)
        self._full = QWidget()
        layout.addWidget(self._full)
        layout.addStretch(1)
        self.setWidget(self._body)
        self._build()
        self.show_item(None, None, (), silent=False)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._badge.theme = theme
        self._dress()

    def set_keymap(self, keymap: Keymap) -> None:
        """Show these keys on the buttons."""
        self._keymap = keymap
        for button, name, command in (
            (self.accept_button, self.tr("Accept"), "accept"),
            (self.reject_button, self.tr("Reject"), "reject"),
            (self.rewrite_button, self.tr("Rewrite"), "rewrite"),
            (self.back_button, self.tr("Take back"), "take-back"),
            (self.details_button, self.tr("Why?"), "why"),
        ):
            self._name(button, name, command)
        for reason, button in self.reason_buttons.items():
            button.setAccessibleName(self.tr("Reject: {reason}").format(reason=reject_reason_words(reason).name))

    @property
    def room(self) -> int:
        """The width in pixels that it needs so that nothing is cut off, with the buttons in several rows."""
        edges = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        return self._body.minimumSizeHint().width() + edges

    def _name(self, button: QPushButton, name: str, command: str) -> None:
        """Label a button with its name and key."""
        button.setText(f"{name}  {self._keymap.single(command)}".rstrip())
        button.setAccessibleName(name)

    def can_pick(self, number: int) -> bool:
        """Whether alternative `number` (from 1) exists and can be accepted."""
        at = number - 1
        return at < len(self.alternative_buttons) and self.alternative_buttons[at].isVisibleTo(self)

    def alternative(self, number: int) -> str:
        """The text that alternative `number` would insert, as displayed."""
        alternatives = () if self._item is None else self._item.proposal.alternatives
        return visible(alternatives[number - 1]) or self.tr("(delete)")

    @property
    def item(self) -> Item | None:
        """The displayed proposal."""
        return self._item if self._full.isVisibleTo(self) else None

    def show_details(self) -> None:
        """Show which reviser proposed it and by which rule."""
        self.details_button.setChecked(True)
        self._laid_out.start()

    def pick(self, number: int) -> None:
        """Accept alternative `number` (from 1), if it exists."""
        if self.can_pick(number) and self._item is not None:
            self.picked.emit(self._item.proposal.alternatives[number - 1])

    def show_item(
        self, item: Item | None, round_state: RoundState | None, same: tuple[str, ...], *, silent: bool
    ) -> None:
        """Show a proposal. `same` holds the ids of other undecided proposals with the same correction. `silent`: its
        rule proposes nothing more in this document."""
        self._item, self._same = item, same
        alike = (
            ()
            if round_state is None or not same
            else batch_to_accept(round_state, (round_state.round.by_id[each] for each in same)).ids
        )
        self._clear = len(alike)
        found = item is not None and round_state is not None
        self._empty.setVisible(not found)
        self._full.setVisible(found)
        if item is None or round_state is None:
            return
        proposal, status = item.proposal, round_state.status(item)
        self._badge.intent = proposal.intent
        self._badge.update()
        self._intent.setText(intent_name(proposal.intent))
        made = round_state.decisions.get(item.id)
        reason = made.decision.reason if made is not None and status is Status.REJECTED else ""
        self._status.setText(standing_text(item, round_state))
        self._show_reasons(status, reason)
        self._change.show_text(self._quote(item, round_state))
        self._explanation.setText(translate_reason(proposal.explanation))
        self.source.setText(f"{proposal.reviser} · {proposal.rule}")
        standing = standing_name(item.standing)
        risks = [translate_flag(flag.message) for flag in round_state.round.risk(item)]
        together = len(round_state.round.groups.get(proposal.group, ()))
        said = self.tr("One decision for %Ln changes that belong together.", "", together) if together else ""
        self._flags.setText(" ".join(part for part in (standing, said, *risks) if part))
        self._flags.setVisible(bool(self._flags.text()))
        self._show_actions(item, status)
        self._silent = silent
        self._show_more(item, status)

    def set_reading(self, reading: bool) -> None:
        """Hide the decision buttons while an earlier round is displayed."""
        self._actions.setVisible(not reading)

    def _show_actions(self, item: Item, status: Status) -> None:
        pending = status is Status.PENDING
        can_decide = status in {Status.PENDING, Status.ACCEPTED, Status.REJECTED}
        for button in (self.accept_button, self.reject_button, self.rewrite_button):
            button.setEnabled(can_decide)
        self.accept_button.setVisible(status is not Status.ACCEPTED)
        self.reject_button.setVisible(status is not Status.REJECTED)
        self.back_button.setVisible(status in {Status.ACCEPTED, Status.REJECTED})
        alternatives = item.proposal.alternatives if pending else ()
        self._alternatives_label.setVisible(bool(alternatives))
        for index, button in enumerate(self.alternative_buttons):
            there = index < len(alternatives)
            button.setVisible(there)
            if there:
                shown = self.alternative(index + 1)
                key = self._keymap.single(f"alternative-{index + 1}")
                cut = shorten(shown, ALTERNATIVE - 1)
                button.setText(f"{cut}   {key}".rstrip().replace("&", "&&"))
                button.setToolTip(tip(shown) if cut != shown else "")
                button.setAccessibleName(self.tr("Accept instead: {text}").format(text=shown))

    def _show_reasons(self, status: Status, chosen_reason: str) -> None:
        """Show the reject reasons beside Reject and mark the one that was given. A reason without a button is shown as
        text."""
        reasons = {reason.value for reason in RejectReason}
        self._reasons.setVisible(status in {Status.PENDING, Status.ACCEPTED, Status.REJECTED})
        rejected = status is Status.REJECTED
        self._reasons_label.setText(self.tr("Rejected because it is") if rejected else self.tr("Reject because it is"))
        for reason, button in self.reason_buttons.items():
            button.setChecked(reason.value == chosen_reason)
            name = ("✓ " if button.isChecked() else "") + reject_reason_words(reason).name
            button.setText(f"{name}  {self._keymap.single(f'reject-{reason}')}".rstrip())
        if chosen_reason and chosen_reason not in reasons:
            self._status.setText(f"{status_name(status)}: {chosen_reason}")

    def _show_more(self, item: Item, status: Status) -> None:
        pending = status is Status.PENDING
        proposal, count = item.proposal, len(self._same)
        clear = self._clear  # flagged proposals are accepted one at a time
        others = self.tr("Also %Ln elsewhere: accept all", "", clear)
        alike = self.tr("Accept all %Ln like this", "", clear + 1) if pending else others
        self._name(self.accept_all_button, alike, "accept-like")
        self._name(self.reject_all_button, self.tr("Reject all %Ln like this", "", count + 1), "reject-like")
        self.accept_all_button.setVisible(clear > 0 and status in {Status.PENDING, Status.ACCEPTED})
        self.reject_all_button.setVisible(count > 0 and pending)
        word = proposal.word
        teachable = bool(word) and status in {Status.PENDING, Status.REJECTED}
        self.document_word_button.setVisible(teachable)
        self.own_word_button.setVisible(teachable)
        shown = visible(word).replace("&", "&&")
        for button, name, command in (
            (self.document_word_button, self.tr("“{word}” is correct in this document"), "word-here"),
            (self.own_word_button, self.tr("Add “{word}” to your dictionary"), "word-everywhere"),
        ):
            self._name(button, name.format(word=shown), command)
        speak, hush = self.tr("Propose this kind here again"), self.tr("Stop proposing this kind here")
        self.rule_button.setVisible(not word)
        self._name(self.rule_button, speak if self._silent else hush, "silence-rule")

    def _quote(self, item: Item, round_state: RoundState) -> str:
        """The change in its context, as rich text."""
        palette, edit = self._theme.palette, item.proposal.edit
        text, place = round_state.around(item)
        lead = text[max(0, place.start - CONTEXT) : place.start]
        if len(lead) == CONTEXT and " " in lead:
            lead = "…" + lead.split(" ", 1)[1]
        tail = text[place.end : place.end + CONTEXT]
        if len(tail) == CONTEXT and " " in tail:
            tail = tail.rsplit(" ", 1)[0] + "…"
        after = round_state.after(item)
        color = palette.intent(item.proposal.intent)
        parts = [escape(visible(lead))]
        if edit.before:
            parts.append(f'<s style="color:{palette.struck}">{escape(visible(edit.before))}</s>')
        if after:
            gap = "&nbsp;" if edit.before else ""
            parts.append(f'{gap}<b style="color:{color}"><u>{escape(visible(after))}</u></b>')
        parts.append(escape(visible(tail)))
        return "".join(parts)

    def _build(self) -> None:
        layout = QVBoxLayout(self._full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        head = FlowLayout(gap=GAP)
        self._badge = Badge(self._theme)
        self._intent = PlainLabel()
        self._intent.setObjectName("title")
        self._status = _soft(PlainLabel())
        head.addWidget(self._badge)
        head.addWidget(self._intent)
        head.add_last(self._status)
        layout.addLayout(head)
        self._change = Quote()
        self._change.setAccessibleName(self.tr("Original and proposed text"))
        layout.addWidget(self._change)
        self._explanation = PlainLabel()
        self._explanation.setWordWrap(True)
        layout.addWidget(self._explanation)
        self._flags = PlainLabel()
        self._flags.setWordWrap(True)
        layout.addWidget(self._flags)
        self._actions = QWidget()
        layout.addWidget(self._actions)
        self.details_button = self._button("", quiet=True)
        self.details_button.setCheckable(True)
        layout.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.source = _soft(PlainLabel())
        self.source.setWordWrap(True)
        self.source.hide()
        layout.addWidget(self.source)
        self.details_button.toggled.connect(self.source.setVisible)
        # After pending layout requests.
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(lambda: self.ensureWidgetVisible(self.source))
        self._build_actions()
        self.set_keymap(self._keymap)
        self._connect()
        self._dress()

    def _build_actions(self) -> None:
        layout = QVBoxLayout(self._actions)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._build_buttons())
        self._alternatives_label = _soft(PlainLabel(self.tr("Alternatives")))
        layout.addWidget(self._alternatives_label)
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.alternative_buttons: list[QPushButton] = []
        for index in range(MOST_ALTERNATIVES):
            button = self._button("", choice=True)
            button.clicked.connect(lambda _=False, index=index: self.pick(index + 1))
            self.alternative_buttons.append(button)
            grid.addWidget(button, index // 2, index % 2)
        layout.addLayout(grid)
        layout.addWidget(self._build_reasons())
        self.accept_all_button = self._button("", quiet=True)
        self.reject_all_button = self._button("", quiet=True)
        self.document_word_button = self._button("", quiet=True)
        self.own_word_button = self._button("", quiet=True)
        self.rule_button = self._button("", quiet=True)
        more = QVBoxLayout()
        more.setSpacing(0)
        for button in (
            self.accept_all_button,
            self.reject_all_button,
            self.document_word_button,
            self.own_word_button,
            self.rule_button,
        ):
            more.addWidget(button)
        layout.addLayout(more)

    def _build_buttons(self) -> FlowLayout:
        row = FlowLayout(gap=GAP, row_gap=GAP)
        self.accept_button = self._button("")
        self.accept_button.setProperty("primary", True)
        self.reject_button = self._button("")
        self.rewrite_button = self._button("")
        self.back_button = self._button("")
        for button in (self.accept_button, self.reject_button, self.rewrite_button, self.back_button):
            row.addWidget(button)
        return row

    def _build_reasons(self) -> QWidget:
        """The row of buttons that reject with a reason. They are small, because a reason is always optional."""
        self._reasons = QWidget()
        layout = QVBoxLayout(self._reasons)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._reasons_label = _soft(PlainLabel())
        layout.addWidget(self._reasons_label)
        row = FlowLayout(row_gap=0)
        self.reason_buttons: dict[RejectReason, QPushButton] = {}
        for reason in RejectReason:
            button = self._button("", quiet=True)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, reason=reason: self._reject_because(reason))
            self.reason_buttons[reason] = button
            row.addWidget(button)
        layout.addLayout(row)
        return self._reasons

    def _button(self, text: str, *, quiet: bool = False, choice: bool = False) -> QPushButton:
        button = QPushButton(text)
        # A click does not move the focus; Tab reaches the button.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("quiet", quiet)
        button.setProperty("choice", choice)
        return button

    def _connect(self) -> None:
        self.accept_button.clicked.connect(self.accepted)
        self.reject_button.clicked.connect(self.rejected)
        self.rewrite_button.clicked.connect(self.rewriting)
        self.back_button.clicked.connect(self.taken_back)
        self.accept_all_button.clicked.connect(lambda: self.accepted_all.emit(self._with_same()))
        self.reject_all_button.clicked.connect(lambda: self.rejected_all.emit(self._with_same()))
        self.document_word_button.clicked.connect(lambda: self._add_word(False))
        self.own_word_button.clicked.connect(lambda: self._add_word(True))
        self.rule_button.clicked.connect(self._set_rule)

    def _dress(self) -> None:
        palette = self._theme.palette
        self.accept_button.setIcon(self._theme.icon("accept", palette.on_accent))
        self.reject_button.setIcon(self._theme.icon("reject"))
        self.rewrite_button.setIcon(self._theme.icon("rewrite"))
        self.back_button.setIcon(self._theme.icon("undo"))

    def _with_same(self) -> tuple[str, ...]:
        """The ids of the current proposal and of those with the same correction, if they are undecided."""
        if self._item is None:
            return ()
        return (self._item.id, *self._same) if self.reject_all_button.isVisibleTo(self) else self._same

    def _reject_because(self, reason: RejectReason) -> None:
        button = self.reason_buttons[reason]
        button.setChecked(not button.isChecked())  # checked only when the decision is stored
        self.rejected_because.emit(reason.value)

    def _add_word(self, everywhere: bool) -> None:
        if self._item is not None:
            self.word_added.emit(self._item.proposal.word, everywhere)

    def _set_rule(self) -> None:
        if self._item is not None:
            self.rule_set.emit(self._item.proposal.rule, not self._silent)


def _soft(label: QLabel) -> QLabel:
    label.setProperty("soft", True)
    return label
