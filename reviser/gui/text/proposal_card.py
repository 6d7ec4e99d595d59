"""A small card beside a proposal in the text: the change, its explanation, and buttons to decide with the mouse."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviser.core.round import Item
from reviser.core.round_state import RoundState, Status
from reviser.gui.panels.inspector import Badge
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel
from reviser.gui.wording.reasons import translate_reason
from reviser.gui.wording.risk_flags import translate_flag
from reviser.gui.wording.state_sentences import accessible_text, intent_name, shorten, standing_text, visible

WIDTH = 380  # pixels, unless the buttons need more
EDGE = 8  # pixels kept free around the card
BAR = 16  # pixels: width of the text's scroll bar
MARGIN = 12  # pixels of inner margin
SPACE = 6  # pixels between its buttons
GAP = 4  # pixels between the card and the proposal
CHANGE = 160  # code points shown of the text before, and of the text after
EXPLANATION = 180  # code points shown of the explanation
DECIDABLE = {Status.PENDING, Status.ACCEPTED, Status.REJECTED}


class ProposalCard(QFrame):
    """Shows a proposal. `commanded` carries the id of a command to run on it. The card never takes the focus."""

    commanded = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.item_id = ""
        self.status = Status.PENDING
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # a click beside a button must not reach the text
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 10, MARGIN, 10)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._badge = Badge(theme)
        self._intent, self._status = PlainLabel(), PlainLabel()
        self._intent.setObjectName("title")
        self._status.setProperty("soft", True)
        head.addWidget(self._badge)
        head.addWidget(self._intent)
        head.addStretch(1)
        head.addWidget(self._status)
        layout.addLayout(head)
        self._change, self._explanation, self._flags = (PlainLabel() for _ in range(3))
        self._change.setTextFormat(Qt.TextFormat.RichText)
        for label in (self._change, self._explanation, self._flags):
            label.setWordWrap(True)
            layout.addWidget(label)
        self._rows = [QHBoxLayout(), QHBoxLayout()]  # rows of buttons; the second is for a narrow text
        self.buttons = {
            "accept": self._button(self.tr("Accept")),
            "reject": self._button(self.tr("Reject")),
            "take-back": self._button(self.tr("Take back")),
            "rewrite": self._button(self.tr("Rewrite")),
            "alternatives": self._button(self.tr("Others …")),
            "why": self._button(self.tr("Why?")),
        }
        self.buttons["accept"].setProperty("primary", True)
        self.buttons["alternatives"].setAccessibleName(self.tr("Other suggestions"))
        for command, button in self.buttons.items():
            button.clicked.connect(lambda _=False, command=command: self.commanded.emit(command))
        for row in self._rows:
            row.setSpacing(SPACE)
            layout.addLayout(row)
        self.hide()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(name, self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def show_item(
        self, item: Item, round_state: RoundState, rows: Sequence[QRectF], theme: Theme, *, can_decide: bool
    ) -> bool:
        """Show a proposal below or above its `rows` (pixels of the parent). Return whether there is room without
        covering it; if not, nothing is shown."""
        self.item_id, self.status = item.id, round_state.status(item)
        self._fill(item, round_state, theme)
        self._offer(item, theme, can_decide=can_decide and self.status in DECIDABLE)
        self.setAccessibleName(accessible_text(item, round_state))
        return self._place(rows)

    def _fill(self, item: Item, round_state: RoundState, theme: Theme) -> None:
        proposal, palette = item.proposal, theme.palette
        self._badge.theme, self._badge.intent = theme, proposal.intent
        self._intent.setText(intent_name(proposal.intent))
        self._status.setText("" if self.status is Status.PENDING else standing_text(item, round_state))
        before, after = (shorten(visible(text), CHANGE) for text in (proposal.edit.before, round_state.after(item)))
        nothing = f"<i>{escape(self.tr('nothing'))}</i>"
        self._change.setText(
            f'<s style="color:{palette.struck}">{escape(before)}</s>' * bool(before)
            + (nothing if not before else "")
            + " → "
            + (f'<b style="color:{palette.intent(proposal.intent)}">{escape(after)}</b>' if after else nothing)
        )
        self._explanation.setText(shorten(" ".join(translate_reason(proposal.explanation).split()), EXPLANATION))
        self._flags.setText("\n".join(f"! {translate_flag(flag.message)}" for flag in round_state.round.risk(item)))
        for label in (self._explanation, self._flags):
            label.setVisible(bool(label.text()))

    def _offer(self, item: Item, theme: Theme, *, can_decide: bool) -> None:
        pending = self.status is Status.PENDING
        there = {
            "accept": can_decide and self.status is not Status.ACCEPTED,
            "reject": can_decide and self.status is not Status.REJECTED,
            "take-back": can_decide and not pending,
            "rewrite": can_decide,
            "alternatives": can_decide and pending and bool(item.proposal.alternatives),
            "why": True,
        }
        icons = {"accept": theme.palette.on_accent, "reject": "", "rewrite": ""}
        for command, button in self.buttons.items():
            button.setVisible(there[command])
            if command in icons:
                button.setIcon(theme.icon(command, icons[command]))

    def _arrange(self, room: int) -> int:
        """Lay out the visible buttons in as many rows as a card of at most `room` pixels needs. Return the resulting
        width in pixels."""
        for row in self._rows:
            while row.takeAt(0) is not None:
                pass
        edges, used, widest = 2 * (MARGIN + self.frameWidth()), 0, 0
        row = self._rows[0]
        for button in self.buttons.values():
            if button.isHidden():
                continue
            button.ensurePolished()
            width = button.sizeHint().width()
            if used and used + SPACE + width + edges > room:
                row, used = self._rows[1], 0
            row.addWidget(button)
            used += width + (SPACE if used else 0)
            widest = max(widest, used)
        for row in self._rows:
            row.addStretch(1)
        return widest + edges

    def _place(self, rows: Sequence[QRectF]) -> bool:
        area = self._area.rect().adjusted(EDGE, EDGE, -EDGE - BAR, -EDGE)
        width = min(max(WIDTH, self._arrange(area.width())), area.width())
        height = self._layout.totalHeightForWidth(width)
        below, above = round(rows[-1].bottom()) + GAP, round(rows[0].top()) - GAP - height
        if below + height <= area.bottom():
            top, left = below, rows[-1].left()
        elif above >= area.top():
            top, left = above, rows[0].left()
        else:
            return False
        self.setGeometry(max(area.left(), min(round(left), area.right() - width)), top, width, height)
        self.show()
        self.raise_()
        return True
