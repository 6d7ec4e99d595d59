"""Commands for rounds: starts and cancels them, shows earlier ones, and shows what was learned from decisions."""

import asyncio
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.offered import click, is_offered
from reviser.gui.text.round_page import PastView
from reviser.gui.wording.messages import error_text
from reviser.gui.workspace import Workspace
from reviser.services.rounds.other_documents import moved_rules


class RoundController(QObject):
    """Starts rounds of the current document, and shows its earlier rounds in `workspace`. `begin` calls the function
    that starts a round, after asking for consent if that is needed."""

    def __init__(
        self, context: WindowContext, workspace: Workspace, begin: Callable[[Callable[[], None]], None]
    ) -> None:
        super().__init__(context)
        self._context = context
        self._work = workspace
        self._begin = begin

    def commands(self) -> Iterable[Command]:
        work, group = self._work, CommandGroup.ROUNDS
        yield Command(
            "revise",
            tr("&Revise: start the next round"),
            self.revise,
            MenuSection.REVIEW_ROUND,
            group,
            keys=("Ctrl+Return",),
            icon="revise",
            enabled=self._idle,
            steady=True,
        )
        yield Command(
            "cancel",
            tr("&Cancel the round"),
            self.cancel,
            MenuSection.REVIEW_ROUND,
            group,
            keys=("Ctrl+.",),
            enabled=self._running,
            steady=True,
        )
        yield Command(
            "earlier",
            tr("Read the round &before"),
            lambda: work.read(self._depth(-1)),
            MenuSection.HISTORY_ROUNDS,
            group,
            keys=("Alt+PgUp",),
            enabled=lambda: self._depth(-1) != work.reading,
        )
        yield Command(
            "later",
            tr("Read the round &after"),
            lambda: work.read(self._depth(1)),
            MenuSection.HISTORY_ROUNDS,
            group,
            keys=("Alt+PgDown",),
            enabled=lambda: self._depth(1) != work.reading,
        )
        yield Command(
            "back",
            tr("Back to &now"),
            lambda: work.read(0),
            MenuSection.HISTORY_ROUNDS,
            group,
            keys=("Alt+Home",),
            enabled=lambda: work.reading > 0,
        )
        yield from self._past()
        yield Command(
            "learned",
            tr("&What was learned …"),
            self._show_learned,
            MenuSection.SILENT,
            group,
            keys=("Ctrl+Shift+L",),
            enabled=self._context.document_open,
        )

    def _past(self) -> Iterable[Command]:
        work = self._work
        names = {
            "past-changes": (tr("Read an earlier round: its changes"), PastView.CHANGES),
            "past-before": (tr("Read an earlier round: the text before it"), PastView.BEFORE),
            "past-after": (tr("Read an earlier round: the text after it"), PastView.AFTER),
        }
        for command_id, (name, view) in names.items():
            button = work.past.buttons[view]
            yield Command(
                command_id,
                name,
                click(button, work),
                MenuSection.READ_ROUND,
                CommandGroup.ROUNDS,
                enabled=is_offered(button, work),
            )

    def revise(self) -> None:
        """Start the next round from the current text."""
        self._context.flush()
        if self._work.reading:
            self._work.read(0)
        self._context.attempt_review(lambda review: self._begin(review.open_document.start))

    def cancel(self) -> None:
        """Cancel the running round."""
        self._context.attempt_review(lambda review: review.open_document.cancel())

    def start_if_decided(self) -> None:
        """Start the next round soon, if the last proposal has just been decided."""
        state = self._context.review.open_document.state if self._context.review else None
        round_state = state.round_state if state else None
        if state and round_state and round_state.round.live and not round_state.pending and not state.running:
            QTimer.singleShot(0, self, self.revise)

    def _running(self) -> bool:
        return self._context.review is not None and self._context.review.open_document.running

    def _idle(self) -> bool:
        return self._context.review is not None and not self._context.review.open_document.running

    def _depth(self, by: int) -> int:
        """The depth of the round to show, `by` rounds from the displayed one. 0 is the current text, which comes after
        all rounds."""
        review = self._context.review
        rounds = 0 if review is None else len(review.state.history)
        at = (self._work.reading or rounds + 1) + by
        return 0 if at > rounds or not rounds else max(1, at)

    def _show_learned(self) -> None:
        """Show the silent rules and the raised thresholds of this document, which can be reset."""
        from reviser.gui.dialogs.learned import LearnedDialog

        context, review = self._context, self._context.review
        if review is None:
            return
        open_document = review.open_document
        dialog = LearnedDialog(open_document.state.memory, context.window, key=context.keymap.single("word-here"))
        dialog.restored.connect(lambda rule: context.attempt(lambda: open_document.set_rule(rule, silenced=False)))
        background_tasks, path = context.document_manager.background_tasks, context.document_manager.history_path
        read = partial(moved_rules, path, open_document.document_id, open_document.annotator, open_document.state)
        task_id = background_tasks.run(
            partial(asyncio.to_thread, read), dialog.show_moved, lambda error: context.warn(error_text(error))
        )
        dialog.finished.connect(lambda: background_tasks.forget(task_id))
        dialog.open()
