"""Annotation work: the annotator's name, the queues, and merging other histories into this one."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.documents import DocumentController
from reviser.gui.panels.status_row import StatusRow
from reviser.gui.wording.plain_text import PlainInput
from reviser.services.datasets.queues import QueueEntry
from reviser.services.settings import with_annotator


def _tr(text: str) -> str:
    return QCoreApplication.translate("QueueController", text)


class QueueController:
    """Opens the queues, and shows the annotator's name in the status row."""

    def __init__(self, context: WindowContext, documents: DocumentController, status: StatusRow) -> None:
        self._context = context
        self._documents = documents
        self._status = status
        self._button = status.annotator
        self._button.clicked.connect(self.choose_annotator)
        self.menu = QMenu(context.window)
        self._shown: str | None = None
        self.refresh()
        context.changed.connect(self.refresh)

    def commands(self) -> Iterable[Command]:
        place, group = MenuSection.TOOLS_QUEUE, CommandGroup.DOCUMENT
        yield Command("queue", tr("&Queues …"), self.show, place, group, keys=("Ctrl+Shift+Q",))
        yield Command(
            "queue-done",
            tr("&Done: open the next one in the queue"),
            self.close,
            place,
            group,
            keys=("Ctrl+Shift+D",),
            enabled=self._context.document_open,
        )
        yield Command("annotator", tr("&Who decides …"), self.choose_annotator, place, group, keys=("Ctrl+Shift+N",))
        merge = MenuSection.HISTORY_SEARCH
        yield Command("merge", tr("&Merge another history …"), self.choose_history, merge, group)

    # The annotator

    @property
    def annotator(self) -> str:
        """The annotator's name for decisions in the current document, or in the next one if none is open."""
        review = self._context.review
        return self._context.document_manager.settings.annotator if review is None else review.open_document.annotator

    def refresh(self) -> None:
        """Show the annotator's name, if there is one."""
        name = self.annotator
        if self._shown == name:
            return
        self._shown = name
        self._button.setText(f"{name} ▾")
        self._button.setVisible(bool(name))
        self._button.setAccessibleName(_tr("Decisions are by {name}").format(name=name))
        self._button.setToolTip(_tr("The name on your decisions: choose another"))

    def choose_annotator(self) -> None:
        """Show a menu with the names used before, no name, and a new name."""
        menu, now = self.menu, self.annotator
        menu.clear()
        for name in self._context.document_manager.settings.annotators:
            action = menu.addAction(name.replace("&", "&&"), partial(self.decide_as, name))
            action.setCheckable(True)
            action.setChecked(name == now)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_tr("&Another name …"), self._ask_name)
        nobody = menu.addAction(_tr("&No name"), partial(self.decide_as, ""))
        nobody.setCheckable(True)
        nobody.setChecked(not now)
        over = self._button if self._button.isVisible() else self._status
        menu.popup(over.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def decide_as(self, name: str) -> None:
        """Record decisions under this name from now on, also in the current document. An empty string means no name."""
        context = self._context
        settings = with_annotator(context.document_manager.settings, name)
        context.attempts.do(lambda: context.document_manager.change_settings(settings))
        if context.review is not None:
            context.review.open_document.annotator = settings.annotator
        self.refresh()

    def follow(self, before: str) -> None:
        """Apply changed settings. `before` is the annotator's name from before the change."""
        name = self._context.document_manager.settings.annotator
        if name != before:
            self.decide_as(name)

    def _ask_name(self) -> None:
        dialog = PlainInput(self._context.window)
        dialog.setWindowTitle(_tr("Annotator"))
        dialog.setLabelText(_tr("Your name on decisions"))
        dialog.textValueSelected.connect(self.decide_as)
        dialog.open()

    # The queues

    def show(self) -> None:
        """Open the queues."""
        from reviser.gui.dialogs.queue import QueueDialog

        context = self._context
        context.flush()
        dialog = QueueDialog(
            context.document_manager.queues,
            context.document_manager.take_in,
            context.window,
            annotator=self.annotator,
            document_id=context.document_id,
        )
        dialog.opening.connect(self.open)
        dialog.open()

    def open(self, entry: QueueEntry) -> None:
        """Open a document of a queue and mark it as in work. Its annotator decides."""
        context = self._context
        self._documents.open_document(entry.document_id)
        review = context.review
        if review is None or review.open_document.document_id != entry.document_id:
            return  # the person kept the other document open, or this one could not be opened
        self.decide_as(entry.annotator)
        context.attempts.do(lambda: context.document_manager.queues.mark_opened(entry))
        self._documents.show_first()

    def close(self) -> None:
        """Mark the current document as done, and open the annotator's next one."""
        context, entry = self._context, self._context.queue_entry
        if entry is None:
            context.message.say(_tr("This document is in nobody's queue."))
            return
        context.flush()
        following: list[QueueEntry | None] = []
        if not context.attempts.do(lambda: following.append(context.document_manager.queues.done(entry)), again=False):
            return
        if following[0] is None:
            context.message.say(_tr("Done. Nothing is left in the queue of {name}.").format(name=entry.annotator))
        else:
            self.open(following[0])

    # Other histories

    def choose_history(self) -> None:
        """Ask for history files and merge them into this one."""
        from reviser.gui.dialogs.files import ask_open_several

        kinds = _tr("Histories (*.db);;All files (*)")
        names = ask_open_several(self._context.window, _tr("Merge another history"), "", kinds)
        if names:
            self.merge([Path(name) for name in names])

    def merge(self, others: list[Path]) -> None:
        """Merge histories into this one. The open documents are closed first, because the merge may add events to
        them."""
        from reviser.gui.dialogs.merging import MergingDialog

        context, documents = self._context, self._documents
        tabs = documents.open_tabs
        if not documents.close_all():
            return
        dialog = MergingDialog(
            context.document_manager.library, context.document_manager.history_path, others, context.window
        )
        dialog.finished.connect(lambda _: documents.restore_tabs(tabs) if context.window.isVisible() else None)
        dialog.open()
