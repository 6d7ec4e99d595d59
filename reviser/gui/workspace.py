"""The workspace: one document on the screen, with rounds at the left, the text, and the proposals at the right."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviser.core.edit import Edit, Remark, Verdict
from reviser.core.filters import batch_to_accept, batch_to_reject
from reviser.core.round import Item
from reviser.core.round_state import RoundState
from reviser.core.session import State
from reviser.core.text import Span
from reviser.gui.batch import BatchDecisions
from reviser.gui.keys import Keymap
from reviser.gui.panels.column_splitter import Centre, Panels
from reviser.gui.panels.edit_list import ShownProposals
from reviser.gui.panels.message_bars import EndStrip, PastStrip
from reviser.gui.panels.rounds_panel import RoundsPanel
from reviser.gui.panels.side_panel import SidePanel
from reviser.gui.panels.status_row import StatusRow
from reviser.gui.review import Review
from reviser.gui.text.page import TextPage
from reviser.gui.text.rewriting import Rewriting
from reviser.gui.text.round_page import PastView, RoundPage, changed_place, past_page
from reviser.gui.text.text_view import Gesture, TextMode, TextView, mode_sentence
from reviser.gui.text.views import View, Views
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import tip
from reviser.gui.wording.state_sentences import decided_count_text, decision_sentence, round_heading, set_aside_counts


class Workspace(QWidget):
    """Shows a `Review`. `attempted` carries a function to run, which may raise UserError; the window handles it."""

    attempted = Signal(object)
    moved = Signal()
    handed_on = Signal(object)  # like `attempted`, but the sender tries again by itself after a failure
    announced = Signal(str)  # a sentence for the screen reader

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.review: Review | None = None
        self._reading = 0  # the depth of the displayed round, 0 for the current text
        self._followed = ""  # the id of the current proposal that was shown last
        self._past_view = PastView.CHANGES
        self._keymap = Keymap({})
        self._live = RoundPage()
        self.rounds = RoundsPanel()
        self.text = TextView(theme)
        self.views = Views(theme, self.text)
        self.status = StatusRow(self.views)
        self.mode_buttons = self.status.modes
        self.note, self.counter, self.progress = self.status.note, self.status.counter, self.status.progress
        self.side = SidePanel(theme)
        self.list, self.remarks, self.filters = self.side.list, self.side.remarks, self.side.filters
        self.filter, self.batch, self.inspector = self.side.filter, self.side.batch, self.side.inspector
        self.past = PastStrip()
        self.ended = EndStrip()
        self.rewriting = Rewriting(self.text)
        self._many = BatchDecisions(self._attempt, self.say, lambda: self._keymap.first_key_text("undo"), self.batch)
        self.rewrite = self.rewriting.editor
        self._build()
        self._connect()

    def open(self, review: Review) -> None:
        """Show another document."""
        self.rewriting.leave()
        self.review = review
        self._reading = 0
        self.past.hide()
        self.views.set_highlighter(review.highlighter)
        self._followed = review.current
        self.text.show_new(self._page_of(review))
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.text.set_theme(theme)
        self.views.set_theme(theme)
        self.side.set_theme(theme)
        self.refresh()

    def set_keymap(self, keymap: Keymap) -> None:
        """Use these keys, and show them."""
        self._keymap = keymap
        self.text.keymap = self.list.keymap = keymap
        self.views.set_keymap(keymap)
        self.inspector.set_keymap(keymap)
        key = keymap.first_key_text("mode")
        for button in self.mode_buttons.values():
            button.setToolTip(tip(f"{button.text()}  ({key})" if key else button.text()))
        self._show_current()

    # Display

    def refresh(self) -> None:
        """Update the display to the current state."""
        review = self.review
        if review is None:
            return
        self.text.take_typed()
        if self.text.stuck:
            return
        self.views.set_highlighter(review.highlighter)  # saving in another format changes it
        state = review.state
        if self._reading > len(state.history):
            self._read(0)
        if self._reading == 0:
            self.text.show_page(self._page_of(review))
            self.text.show_locks(state.locks)
        review.keep_current()
        # Do not scroll away from a person who is typing.
        moved = self._follow(review.current, stays=self.text.editing)
        self.views.show_round(self.shown_round, state.text, self.side.choice)
        self._show_list()
        self.rounds.show_state(state, self._reading)
        self.counter.setText(decided_count_text(state.round_state))
        live, done = (len(state.round_state.round.live), state.round_state.decided) if state.round_state else (0, 0)
        self.status.show_decided(done, live, busy=state.running and not live)
        self.ended.say(round_heading(state), set_aside_counts(state.round_state) if state.round_state else "")
        self._show_current()
        if moved:
            self.moved.emit()

    def _page_of(self, review: Review) -> TextPage:
        """The page of the displayed round or of the current text, filtered."""
        round_state = self.shown_round
        # First, because a filter by place is invalid for another text.
        self.filter.show_round(round_state, self._item_shown(round_state))
        if self._reading:
            return past_page(review.state.history[self._reading - 1], self._past_view, self.side.choice)
        return self._live.of(review.state, review.highlighter, self.side.choice)

    def _show_text(self, review: Review) -> None:
        self.text.show_page(self._page_of(review))
        self.views.show_round(self.shown_round, review.state.text, self.side.choice)

    def _show_list(self) -> None:
        if self.review is not None:
            round_state = self.shown_round
            self.side.show_round(round_state, self._item_shown(round_state), reading=bool(self._reading))
            self.review.shown = None if self._reading else self.side.step_order

    def list_again(self) -> None:
        """Update the list, because more is known about how its proposals are ordered."""
        self._show_list()

    def _on_filtered(self) -> None:
        """Apply changed filters to the list and the text."""
        if self.review is not None:
            self.text.take_typed()
            self._show_text(self.review)
            self._show_list()
            self._show_current()

    def _tell_count(self) -> None:
        self.announced.emit(self.tr("%Ln proposals listed.", "", len(self.list.rows.items)))

    def _item_shown(self, round_state: RoundState | None) -> Item | None:
        if round_state is None or self.review is None:
            return None
        return round_state.round.by_id.get(self._read_current if self._reading else self.review.current)

    @property
    def shown_round(self) -> RoundState | None:
        """The round whose proposals are listed: the current one, or the displayed earlier one."""
        if self.review is None:
            return None
        state = self.review.state
        return state.history[self._reading - 1] if self._reading else state.round_state

    def _show_current(self) -> None:
        review = self.review
        if review is None:
            return
        current = self._read_current if self._reading else review.current
        round_state = self.shown_round
        item = None if round_state is None else round_state.round.by_id.get(current)
        same = () if item is None or self._reading else review.open_document.same_correction(item.id)
        silent = item is not None and review.state.is_silent(item.proposal.rule)
        self.inspector.show_item(item, round_state, same, silent=silent)
        self.inspector.set_reading(bool(self._reading))
        self.list.set_current(current)
        if self.text.current != current:
            self.text.set_current(current, scroll=not self.text.editing)
        self.views.set_current(current)

    def show_moved(self, item_id: str) -> None:
        """Show that the person made another proposal the current one."""
        if self._follow(item_id):
            self._show_current()
            self.moved.emit()

    def _follow(self, item_id: str, *, stays: bool = False) -> bool:
        """Show the review's current proposal in the text, scrolling to it unless `stays`. Return whether it has
        changed."""
        if item_id == self._followed:
            return False
        self._followed = item_id
        self.rewriting.leave()
        # A clicked proposal is already visible.
        self.text.set_current(item_id, scroll=not (stays or self.text.current == item_id))
        self.views.set_current(item_id)
        return True

    # Earlier rounds

    @property
    def reading(self) -> int:
        """The depth of the displayed round, 0 for the current text."""
        return self._reading

    def read(self, depth: int) -> None:
        """Display an earlier round by its depth, or with 0 the current text."""
        self.text.flush()
        self._read(depth)
        self.refresh()

    def _read(self, depth: int) -> None:
        if self.review is None or depth > len(self.review.state.history):
            return
        self.rewriting.leave()
        self._reading = depth
        self._read_current = ""
        self.past.setVisible(depth > 0)
        if depth:
            self.set_mode(TextMode.READ)
            self.past.label.setText(self.tr("You are reading round {depth}; it cannot be changed.").format(depth=depth))
        self.text.show_new(self._page_of(self.review))

    def _view_past(self, view: PastView) -> None:
        self._past_view = view
        if self._reading and self.review is not None:
            self._show_text(self.review)

    def choose(self, item_id: str) -> None:
        if self._reading:
            self._read_current = item_id
            self._show_current()
        elif self.review is not None:
            self.review.choose(item_id)

    # Actions

    def decide(self, verdict: Verdict, after: str | None = None, *, reason: str = "") -> None:
        """Decide the proposal that is the current one at the time of the call."""
        current = self.review.current if self.review else ""
        self._attempt_decision(lambda review: review.decide(verdict, current, after=after, reason=reason), current)

    def _attempt_decision(self, act: Callable[[Review], object], item_id: str) -> None:
        """Run `act` to decide a proposal, and confirm it when it is stored."""

        def decide(review: Review) -> None:
            act(review)
            self._note_decided(item_id)

        self._attempt(decide)

    def _note_decided(self, item_id: str) -> None:
        """Note a decision just made: a single key may have made it, and the next proposal is already current."""
        round_state = self.review.state.round_state if self.review else None
        item = None if round_state is None else round_state.round.by_id.get(item_id)
        if round_state is not None and item is not None and item_id in round_state.decisions:
            self.note.setText(decision_sentence(item, round_state, self._keymap.single("take-back")))

    def accept_shown(self) -> None:
        """Accept all shown undecided proposals in one step, except those with risk flags or an uncertain place."""
        round_state = self.shown_round
        if round_state is not None and not self._reading and self.batch.isVisibleTo(self):
            batch = batch_to_accept(round_state, self.list.rows.items)
            self._many.decide(batch.ids, Verdict.ACCEPT, self.batch.left_out_text(batch))

    def reject_shown(self) -> None:
        """Reject all shown undecided proposals in one step."""
        round_state = self.shown_round
        if round_state is not None and not self._reading and self.batch.isVisibleTo(self):
            ids = batch_to_reject(round_state, self.list.rows.items).ids
            self._many.decide(ids, Verdict.REJECT)

    def take_back(self) -> None:
        """Take back the decision on the current proposal, or the last decision."""
        item_id = self.review.takes_back if self.review else ""
        self._attempt(lambda review: review.take_back(item_id))

    def step(self, by: int) -> None:
        """Go to the next (`by` = 1) or a previous (-1) proposal in order to decide it: starting from the current one,
        or from the caret if the person was typing or reading."""
        review, text = self.review, self.text
        if review is None or self._reading:
            return
        before, from_caret = review.current, text.mode is not TextMode.REVIEW and self.views.view is View.INLINE
        self.set_mode(TextMode.REVIEW)
        if from_caret:
            review.choose_near(text.caret_offset(), by)
        else:
            review.step(by)
        if before and before == review.current:  # it may not be visible
            text.set_current(before)

    def show_step(self, before: State) -> None:
        """After an undo or redo, bring the change into view and put the caret behind it. `before` is the state before
        the step."""
        review = self.review
        if review is None or self._reading or self.views.view is not View.INLINE:
            return
        place = changed_place(before, review.state)
        if place is not None:
            self.text.reveal(place)

    def selected_passage(self) -> Span:
        """The selected span of the current text, or the paragraph at the caret."""
        self.text.flush()
        if self._reading:
            self.read(0)
        self.set_view(View.INLINE)
        return self.text.selected_passage()

    def skip(self) -> None:
        if self.review is not None and not self._reading:
            self.review.next_pending()

    def begin_rewrite(self) -> None:
        """Open the rewrite editor below the current proposal."""
        review = self.review
        if review is None or self._reading:
            return
        why = self.rewriting.why_not(review)
        if why is not None:
            if why:
                self.say(why)
            return
        self.set_view(View.INLINE)
        self.rewriting.begin(review, self.theme)

    def set_mode(self, mode: TextMode) -> None:
        """Set what keys do in the text: decide, edit, or only navigate."""
        if mode is TextMode.EDIT:
            self.set_view(View.INLINE)
            if self._reading:
                self.read(0)
        if self.text.mode is not mode:
            self.note.clear()  # the keys that the note names have changed
            if mode is not TextMode.READ:
                self.announced.emit(mode_sentence(mode, self._keymap.first_key_text("mode")))
        self.text.set_mode(mode)
        self.views.set_mode(mode)
        self.mode_buttons[mode is TextMode.EDIT].setChecked(True)

    def _on_edit_wanted(self, gesture: Gesture) -> None:
        """The person clicks into the text or types in it while it is not in EDIT."""
        if self._reading or self.views.view is not View.INLINE:
            if gesture is Gesture.CLICK:
                self.set_mode(TextMode.READ)  # after a click, letters must not decide
            elif not self._reading:
                self.say(
                    self.tr("This view is only for reading: {key} goes to the text.").format(key=self._key("mode"))
                )
            return
        if gesture is Gesture.STRAY:
            self.say(self.tr("Letters decide here. {edit} lets you type.").format(edit=self._key("mode")))
            return
        round_state = self.shown_round
        if gesture is Gesture.LETTER and round_state is not None and round_state.pending:
            said = self.tr("{review} goes to the next proposal: then letters decide. {edit} lets you type.")
            self.say(said.format(review=self._key("next"), edit=self._key("mode")))
            return
        self.set_mode(TextMode.EDIT)

    def _key(self, command: str) -> str:
        """The first key of a command as displayed, or the command's name if it has none."""
        names = {"next": self.tr("Next proposal"), "mode": self.tr("Edit text")}
        return self._keymap.first_key_text(command) or names[command]

    def set_view(self, view: View) -> None:
        """Select a view of the text. Only the inline view can be edited."""
        self.text.flush()
        if view is not View.INLINE and self.text.editing:
            self.set_mode(TextMode.READ)
        if view is not self.views.view:
            self.announced.emit(self.views.name(view))
        self.status.show_view(view)
        self.views.set_view(view)

    def say(self, sentence: str) -> None:
        """Show a short note under the text; a screen reader reads it."""
        self.note.setText(sentence)
        self.announced.emit(sentence)

    def _attempt(self, act: object) -> None:
        if not self._reading:
            self.attempted.emit(act)

    def _on_typed(self, edits: tuple[Edit, ...], continues: bool) -> None:
        if self.review is not None:
            open_document = self.review.open_document
            self.handed_on.emit(lambda: open_document.change(edits, continues=continues))

    def _show_remark(self, remark: Remark) -> None:
        """Bring the passage of a remark into view and select it."""
        round_state = self.shown_round
        if round_state is not None:
            span = remark.span if self._reading else round_state.working.place(remark.span)
            self.set_view(View.INLINE)
            self.text.select(span.start, span.end)

    # Layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.centre = Centre(self.past, self.views, self.ended)
        self.panels = Panels(self.rounds, self.centre, self.side)
        outer.addWidget(self.panels, 1)
        outer.addWidget(self.status)

    def _connect(self) -> None:
        self._read_current = ""
        self.text.chosen.connect(self.choose)
        self.list.chosen.connect(self.choose)
        self.remarks.chosen.connect(self._show_remark)
        self.filter.changed.connect(self._on_filtered)
        self.filter.changed.connect(self._tell_count)
        self.filter.asking.connect(self._show_list)
        self.batch.accepted.connect(self.accept_shown)
        self.batch.rejected.connect(self.reject_shown)
        self.text.typed.connect(self._on_typed)
        self.rounds.chosen.connect(self.read)
        self.past.viewed.connect(self._view_past)
        self.past.left.connect(lambda: self.read(0))
        self.ended.looking.connect(lambda: self.side.show_part(ShownProposals.SET_ASIDE))
        self.side.switched.connect(self._on_filtered)
        self.side.switched.connect(self._tell_count)
        self.rewriting.decided.connect(self._attempt_decision)
        self.status.edited.connect(lambda editing: self.set_mode(TextMode.EDIT if editing else TextMode.REVIEW))
        self.text.edit_wanted.connect(self._on_edit_wanted)
        self.views.edit_wanted.connect(self._on_edit_wanted)
        self.status.viewed.connect(self.set_view)
        self.views.chosen.connect(self.choose)
        self.views.commanded.connect(self.text.commanded)
        inspector = self.inspector
        inspector.accepted.connect(lambda: self.decide(Verdict.ACCEPT))
        inspector.picked.connect(lambda after: self.decide(Verdict.ACCEPT, after))
        inspector.rejected.connect(lambda: self.decide(Verdict.REJECT))
        inspector.rejected_because.connect(lambda reason: self.decide(Verdict.REJECT, reason=reason))
        inspector.rewriting.connect(self.begin_rewrite)
        inspector.taken_back.connect(self.take_back)
        self._many.connect(inspector)
