"""The history view: opens it in place of the text, keeps it in step with the document, and closes it. Also shows the
authorship of the text."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QAbstractButton, QStackedWidget

from reviser.core.round_state import RoundState
from reviser.core.text import Span
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.offered import is_offered
from reviser.gui.history.view import HistoryView
from reviser.gui.review import Review
from reviser.gui.text.views import View
from reviser.gui.workspace import Workspace
from reviser.services.rounds.notifications import Notice


class HistoryController:
    """Shows the history of the current document in `stack`, in place of `workspace`. `show_sent` opens the requests of
    a round."""

    def __init__(
        self,
        context: WindowContext,
        stack: QStackedWidget,
        workspace: Workspace,
        show_sent: Callable[[Review, RoundState | None], None],
    ) -> None:
        self._context = context
        self._stack = stack
        self._work = workspace
        self._requests = show_sent
        self.view = HistoryView(context.theme, context.keymap)
        stack.addWidget(self.view)
        self.view.attempted.connect(context.attempt)
        self.view.announced.connect(context.announcer.say)
        self.view.left.connect(self.leave)
        self.view.sent.connect(self._show_sent)
        context.theme_changed.connect(self.view.set_theme)
        context.keymap_changed.connect(self.view.set_keymap)

    def commands(self) -> Iterable[Command]:
        yield Command(
            "history",
            tr("&History of the text …"),
            self.show,
            MenuSection.HISTORY_TEXT,
            CommandGroup.ROUNDS,
            keys=("Ctrl+H",),
            enabled=self._context.document_open,
        )
        yield Command(
            "origins",
            tr("Where the w&ords come from …"),
            self._show_origins,
            MenuSection.HISTORY_TEXT,
            CommandGroup.ROUNDS,
            keys=("Ctrl+Shift+W",),
            enabled=self._context.document_open,
        )
        view = self.view
        yield self._at_point("history-restore", tr("Go on from the displayed point …"), "R", view.restore_button)
        yield self._at_point("history-compare", tr("Compare with now"), "C", view.compare_button)
        yield self._at_point("history-take", tr("Take over its text here"), "T", view.take_button)
        yield self._at_point("history-name", tr("Name the point or the branch …"), "F2", view.name_button)
        yield self._at_point("history-branches", tr("Choose a branch …"), "B", view.branches_button)

    def _at_point(self, command_id: str, name: str, key: str, button: QAbstractButton) -> Command:
        """A command that clicks a button of the history view; disabled while the history is closed."""
        there = is_offered(button, self.view)

        def enabled() -> bool:
            return self.open and there()

        return Command(
            command_id,
            name,
            lambda: button.click() if enabled() else None,
            MenuSection.HISTORY_POINT,
            CommandGroup.HISTORY,
            keys=(key,),
            enabled=enabled,
        )

    @property
    def open(self) -> bool:
        """Whether the history is displayed."""
        return self._stack.currentWidget() is self.view

    def show(self) -> None:
        """Show the history, or go back to the text if it is shown."""
        review = self._context.review
        if review is None:
            return
        if self.open:
            self.leave()
            return
        self._context.flush()
        open_document = review.open_document
        self._stack.setCurrentWidget(self.view)
        self.view.show_history(open_document, self._context.document_name)

    def leave(self) -> None:
        """Go back to the text."""
        self.view.leave()
        if self.open:
            self._stack.setCurrentWidget(self._work)
            self._work.views.take_focus()

    def on_notice(self, notice: Notice) -> None:
        """Update the history after something happened to the document."""
        if not self.open:
            return
        if notice is Notice.STARTED:
            self.leave()
        elif notice not in {Notice.PROGRESS, Notice.SAVED}:
            self.view.refresh()

    def _show_sent(self, round_state: RoundState) -> None:
        if self._context.review is not None:
            self._requests(self._context.review, round_state)

    def _show_origins(self) -> None:
        """Show who wrote which words, starting at the selection or the caret; for an earlier round, at the
        beginning."""
        from reviser.gui.dialogs.authorship import AuthorshipDialog

        context, review, text = self._context, self._context.review, self._work.text
        if review is None:
            return
        text.flush()
        span = Span(0, 0)
        if not self._work.reading and self._work.views.view is View.INLINE:
            cursor = text.textCursor()
            span = Span(text.text_offset(cursor.selectionStart()), text.text_offset(cursor.selectionEnd()))
        AuthorshipDialog(review.open_document.past.past_states(), span, context.theme, context.window).open()
