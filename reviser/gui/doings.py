"""What each command of the table does, and whether it can be done now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QAbstractButton, QWidget

from reviser.core.choosing import FLAGGED, Choice, Order
from reviser.core.edit import RejectReason, Verdict
from reviser.core.played import Status
from reviser.core.round import Item
from reviser.core.text import Span
from reviser.gui.commands_table import MOST_ALTERNATIVES
from reviser.gui.datasets import DatasetDesk
from reviser.gui.dialogs.charts import ChartsDialog
from reviser.gui.dialogs.learned import LearnedDialog
from reviser.gui.dialogs.origins import OriginsDialog
from reviser.gui.edit_list import Shown
from reviser.gui.finding import Finding
from reviser.gui.live import PastView
from reviser.gui.reading import View
from reviser.gui.review import Review
from reviser.services.settings import LINE_WIDTHS, TEXT_SIZES, Settings

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow

DECIDABLE = frozenset({Status.PENDING, Status.ACCEPTED, Status.REJECTED})


@dataclass(frozen=True, slots=True)
class Doing:
    """`possible`: whether there is anything to do. `steady`: that changes only when the window is told of something,
    and not with the current proposal."""

    act: Callable[[], object]
    possible: Callable[[], bool]
    steady: bool = False


class Doings:
    """Runs commands by id on the window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._work = window.workspace
        self._finding = Finding(window)
        self._datasets = DatasetDesk(window)
        self._all = {
            **self._deciding(),
            **self._words(),
            **self._moving(),
            **self._listing(),
            **self._rounds(),
            **self._history(),
            **self._document(),
        }

    @property
    def ids(self) -> frozenset[str]:
        """The commands that something is done for."""
        return frozenset(self._all)

    def run(self, command_id: str) -> None:
        """Do it; where there is nothing to do, nothing happens, or a sentence says why."""
        self._all[command_id].act()

    def possible(self, command_id: str) -> bool:
        """Whether a command has anything to do now."""
        return self._all[command_id].possible()

    def enabled(self, command_id: str) -> bool:
        """Whether its key is to be listened to, until the window is next told of something."""
        doing = self._all[command_id]
        return doing.possible() if doing.steady else self._there()

    # What there is

    @property
    def _review(self) -> Review | None:
        return self._window.review

    def _there(self) -> bool:
        return self._review is not None

    def _in_hand(self) -> bool:
        """A document is open, and not an earlier round of it read."""
        return self._there() and not self._work.reading

    @property
    def _item(self) -> Item | None:
        return self._review.item if self._review is not None and not self._work.reading else None

    def _is(self, statuses: frozenset[Status]) -> bool:
        """Whether the current proposal stands so."""
        item = self._item
        return item is not None and self._review is not None and self._review.status(item) in statuses

    def _has_round(self) -> bool:
        return self._review is not None and self._review.state.played is not None

    def _can_undo(self) -> bool:
        # What is typed is not an event yet while it goes on.
        return self._review is not None and (self._work.text.dirty or bool(self._review.revision.undo_event))

    def _can_redo(self) -> bool:
        return self._review is not None and bool(self._review.revision.redo_event)

    def _running(self) -> bool:
        return self._review is not None and self._review.revision.running

    def _idle(self) -> bool:
        return self._review is not None and not self._review.revision.running

    # By groups

    def _deciding(self) -> dict[str, Doing]:
        work = self._work
        decided = frozenset({Status.ACCEPTED, Status.REJECTED})
        made = {
            "accept": Doing(lambda: work.decide(Verdict.ACCEPT), lambda: self._is(DECIDABLE - {Status.ACCEPTED})),
            "reject": Doing(lambda: work.decide(Verdict.REJECT), lambda: self._is(DECIDABLE - {Status.REJECTED})),
            "rewrite": Doing(work.begin_rewrite, lambda: self._is(DECIDABLE)),
            "take-back": Doing(work.take_back, lambda: self._is(decided)),
            "accept-like": _button(work.inspector.accept_all_button, work.inspector),
            "reject-like": _button(work.inspector.reject_all_button, work.inspector),
            "accept-shown": _button(work.batch.accept_button, work),
            "reject-shown": _button(work.batch.reject_button, work),
            "lock": Doing(self._lock, self._in_hand),
        }
        for reason in RejectReason:
            act = partial(work.decide, Verdict.REJECT, reason=reason.value)
            made[f"reject-{reason}"] = Doing(act, lambda: self._is(DECIDABLE))
        for number in range(1, MOST_ALTERNATIVES + 1):
            made[f"alternative-{number}"] = Doing(
                partial(work.inspector.pick, number), partial(work.inspector.can_pick, number)
            )
        return made

    def _words(self) -> dict[str, Doing]:
        inspector = self._work.inspector
        return {
            "word-here": _button(inspector.document_word_button, inspector),
            "word-everywhere": _button(inspector.own_word_button, inspector),
            "silence-rule": _button(inspector.rule_button, inspector),
        }

    def _moving(self) -> dict[str, Doing]:
        work = self._work
        return {
            "next": Doing(lambda: work.step(1), self._has_round),
            "previous": Doing(lambda: work.step(-1), self._has_round),
            "skip": Doing(work.skip, self._has_round),
            "mode": Doing(self._switch_mode, self._there),
            "other-pane": Doing(self._go_across, self._there),
        }

    def _listing(self) -> dict[str, Doing]:
        work, bar = self._work, self._work.filter
        names = {
            "list-all": Shown.ALL,
            "list-undecided": Shown.UNDECIDED,
            "list-aside": Shown.SET_ASIDE,
            "list-remarks": Shown.REMARKS,
        }
        orders = {
            "sort-place": Order.PLACE,
            "sort-risk": Order.RISK,
            "sort-sure": Order.SURE,
            "sort-unsure": Order.UNSURE,
        }
        made = {name: _button(work.filters[shown], work) for name, shown in names.items()}
        made |= {name: Doing(partial(bar.sort, order), self._has_round) for name, order in orders.items()}

        def current() -> bool:
            return self._item is not None

        return made | {
            "filter": Doing(self._open_filters, self._has_round),
            "filter-paragraph": Doing(bar.choose_paragraph, current),
            "filter-sentence": Doing(bar.choose_sentence, current),
            "filter-like": Doing(bar.choose_like, current),
            "filter-flagged": Doing(lambda: bar.choose(replace(bar.choice, risk=FLAGGED)), self._has_round),
            "filter-none": Doing(lambda: bar.choose(Choice()), lambda: self._there() and bar.choice != Choice()),
        }

    def _rounds(self) -> dict[str, Doing]:
        window, work = self._window, self._work
        views = {
            "past-changes": PastView.CHANGES,
            "past-before": PastView.BEFORE,
            "past-after": PastView.AFTER,
        }
        made = {name: _button(work.past.buttons[view], work) for name, view in views.items()}
        return made | {
            "revise": Doing(window.revise, self._idle, steady=True),
            "cancel": Doing(window.cancel, self._running, steady=True),
            "undo": Doing(window.undo, self._can_undo, steady=True),
            "redo": Doing(window.redo, self._can_redo, steady=True),
            "earlier": Doing(lambda: work.read(self._depth(-1)), lambda: self._depth(-1) != work.reading),
            "later": Doing(lambda: work.read(self._depth(1)), lambda: self._depth(1) != work.reading),
            "back": Doing(lambda: work.read(0), lambda: work.reading > 0),
            "wish": Doing(window.show_wish, self._there, steady=True),
            "sent": Doing(self._show_sent, self._has_round),
            "origins": Doing(self._show_origins, self._there),
            "learned": Doing(self._show_learned, self._there),
            "history": Doing(window.history.show, self._there),
        }

    def _history(self) -> dict[str, Doing]:
        """What can be done where the history is open; elsewhere these keys do nothing."""
        desk = self._window.history
        buttons = {
            "history-restore": desk.view.restore_button,
            "history-compare": desk.view.compare_button,
            "history-take": desk.view.take_button,
            "history-name": desk.view.name_button,
            "history-branches": desk.view.branches_button,
        }

        def there(button: QAbstractButton) -> Doing:
            doing = _button(button, desk.view)
            return Doing(lambda: doing.act() if desk.open else None, lambda: desk.open and doing.possible())

        return {name: there(button) for name, button in buttons.items()}

    def _document(self) -> dict[str, Doing]:
        window = self._window

        def always() -> bool:
            return True

        views = {
            "view-inline": View.INLINE,
            "view-side-by-side": View.SIDE_BY_SIDE,
            "view-result": View.RESULT,
            "show-original": View.ORIGINAL,
            "show-accepted": View.ACCEPTED,
        }
        made = {name: Doing(partial(self._work.set_view, view), self._there) for name, view in views.items()}
        return made | {
            "open": Doing(window.choose_file, always, steady=True),
            "import": Doing(self._datasets.bring_in, always, steady=True),
            "export": Doing(self._datasets.send, always, steady=True),
            "search": Doing(self._finding.show, always, steady=True),
            "charts": Doing(self._show_charts, always, steady=True),
            "library": Doing(window.library.show, always, steady=True),
            "queue": Doing(window.queue.show, always, steady=True),
            "queue-done": Doing(window.queue.close, self._there),
            "annotator": Doing(window.queue.choose_annotator, always, steady=True),
            "merge": Doing(window.queue.choose_history, always, steady=True),
            "backups": Doing(window.library.backups.show, always, steady=True),
            "sample": Doing(window.open_sample, always, steady=True),
            "save": Doing(window.saving.save, self._there, steady=True),
            "save-as": Doing(window.saving.save_as, self._there, steady=True),
            "quit": Doing(window.close, always, steady=True),
            "palette": Doing(window.show_palette, always, steady=True),
            "keys": Doing(window.show_keys, always, steady=True),
            "settings": Doing(window.show_settings, always, steady=True),
            "focus": Doing(window.room.switch_focus, self._there),
            "panel-rounds": Doing(window.room.switch_rounds, self._there),
            "panel-side": Doing(window.room.switch_list, self._there),
            "lines-longer": Doing(lambda: self._set_lines(1), always, steady=True),
            "lines-shorter": Doing(lambda: self._set_lines(-1), always, steady=True),
            "text-larger": Doing(lambda: self._resize_text(1), always, steady=True),
            "text-smaller": Doing(lambda: self._resize_text(-1), always, steady=True),
            "text-usual": Doing(lambda: self._resize_text(0), always, steady=True),
        }

    # What takes more than a call

    def _switch_mode(self) -> None:
        self._work.set_editing(not self._work.text.editing)
        self._work.text.setFocus()

    def _go_across(self) -> None:
        (self._work.list if self._work.text.hasFocus() else self._work.text).setFocus()

    def _open_filters(self) -> None:
        bar = self._work.filter
        bar.menu.popup(bar.filter_button.mapToGlobal(QPoint(0, bar.filter_button.height())))

    def _depth(self, by: int) -> int:
        """The round to be read next, from the one that is: 0 is the text in hand, behind all others."""
        review = self._review
        rounds = 0 if review is None else len(review.state.history)
        at = (self._work.reading or rounds + 1) + by
        return 0 if at > rounds or not rounds else max(1, at)

    def _resize_text(self, by: int) -> None:
        settings = self._window.studio.settings
        size = settings.font_size + by if by else Settings().font_size
        self._window.take_settings(replace(settings, font_size=min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])))

    def _set_lines(self, by: int) -> None:
        settings = self._window.studio.settings
        at = LINE_WIDTHS.index(settings.line_width) if settings.line_width in LINE_WIDTHS else 2
        width = LINE_WIDTHS[min(max(at + by, 0), len(LINE_WIDTHS) - 1)]
        self._window.take_settings(replace(settings, line_width=width))

    def _show_charts(self) -> None:
        """Of the document that is open, or of all."""
        window, review = self._window, self._review
        document = None if review is None else review.revision.document_id
        state = None if review is None else review.state
        charts = ChartsDialog(
            window.studio.history_path,
            window.studio.errands,
            window.theme,
            window,
            document=document,
            state=state,
        )
        charts.open()

    def _show_origins(self) -> None:
        """Whose words they are, from the selection or the caret on; of an earlier round, from the beginning on."""
        review, text = self._review, self._work.text
        if review is None:
            return
        text.flush()
        span = Span(0, 0)
        if not self._work.reading and self._work.views.view is View.INLINE:
            cursor = text.textCursor()
            span = Span(text.text_offset(cursor.selectionStart()), text.text_offset(cursor.selectionEnd()))
        OriginsDialog(review.revision.past.lookback(), span, self._window.theme, self._window).open()

    def _show_sent(self) -> None:
        """What was sent in the round that is read, or the one in hand."""
        if self._review is not None:
            self._window.asking.show_sent(self._review, self._work.played_shown)

    def _show_learned(self) -> None:
        """What is silent in this document, to speak again."""
        review, window = self._review, self._window
        if review is None:
            return
        revision = review.revision
        dialog = LearnedDialog(revision.state.memory, window, key=window.actions_.keymap.single("word-here"))
        dialog.restored.connect(lambda rule: window.attempts.do(lambda: revision.set_rule(rule, silenced=False)))
        dialog.open()

    def _lock(self) -> None:
        """Lock the selection; free the lock that it, or the caret, stands in."""
        review, text = self._review, self._work.text
        if review is None or self._work.reading or self._work.views.view is not View.INLINE:
            return
        text.flush()
        cursor = text.textCursor()
        start, end = text.text_offset(cursor.selectionStart()), text.text_offset(cursor.selectionEnd())
        span, revision = Span(start, end), review.revision
        inside = any(lock.start <= start and end <= lock.end for lock in review.state.locks)
        before = review.state.locks
        self._work.attempted.emit(lambda _: (revision.unlock if inside else revision.lock)(span))
        if review.state.locks != before:
            self._work.say(
                _tr("Unlocked") if inside else _tr("Locked: nothing is proposed there, and you can type in it")
            )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Doings", text)


def _button(button: QAbstractButton, within: QWidget) -> Doing:
    """What a button does, where `within` offers it, be that in sight or not."""

    def offered() -> bool:
        return button.isEnabled() and button.isVisibleTo(within)

    return Doing(lambda: button.click() if offered() else None, offered)
