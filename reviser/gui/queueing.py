"""Annotation work, for the window: whose decisions these are, the queues, and histories of others merged into this."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu

from reviser.gui.dialogs.merging import MergingDialog
from reviser.gui.dialogs.queue import QueueDialog
from reviser.services.queueing import Entry
from reviser.services.settings import decided_by

if TYPE_CHECKING:
    from reviser.gui.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("QueueDesk", text)


class QueueDesk:
    """Opens the queues over `window`, and shows in its status row who decides."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._button = window.workspace.status.annotator
        self._button.clicked.connect(self.choose_annotator)
        self.menu = QMenu(window)
        self._shown: str | None = None
        self.refresh()

    # Whose decisions these are

    @property
    def annotator(self) -> str:
        """Whose decisions are made in the open document, or would be in the next."""
        review = self._window.review
        return self._window.studio.settings.annotator if review is None else review.revision.annotator

    def refresh(self) -> None:
        """Show who decides, where anybody is named."""
        name = self.annotator
        if self._shown == name:
            return
        self._shown = name
        self._button.setText(f"{name} ▾")
        self._button.setVisible(bool(name))
        self._button.setAccessibleName(_tr("Decisions are by {name}").format(name=name))
        self._button.setToolTip(_tr("Whose name is on the decisions: choose another"))

    def choose_annotator(self) -> None:
        """Offer the names that were used here, nobody, and another one."""
        menu, now = self.menu, self.annotator
        menu.clear()
        for name in self._window.studio.settings.annotators:
            action = menu.addAction(name.replace("&", "&&"), partial(self.decide_as, name))
            action.setCheckable(True)
            action.setChecked(name == now)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_tr("&Another name …"), self._ask_name)
        nobody = menu.addAction(_tr("&No name"), partial(self.decide_as, ""))
        nobody.setCheckable(True)
        nobody.setChecked(not now)
        over = self._button if self._button.isVisible() else self._window.workspace.status
        menu.popup(over.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def decide_as(self, name: str) -> None:
        """Put this name on decisions from now on, in the open document too; none where it is empty."""
        window = self._window
        settings = decided_by(window.studio.settings, name)
        window.attempts.do(lambda: window.studio.change_settings(settings))
        if window.review is not None:
            window.review.revision.annotator = settings.annotator
        self.refresh()

    def follow(self, before: str) -> None:
        """Other settings hold now; `before` was the name until then."""
        name = self._window.studio.settings.annotator
        if name != before:
            self.decide_as(name)

    def _ask_name(self) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(_tr("Annotator"))
        dialog.setLabelText(_tr("Your name on decisions"))
        dialog.textValueSelected.connect(self.decide_as)
        dialog.open()

    # The queues

    def show(self) -> None:
        """Open the queues."""
        window = self._window
        window.workspace.text.flush()
        given = None if window.review is None else window.review.revision.document_id
        dialog = QueueDialog(window.studio.queues, window.studio.take_in, window, annotator=self.annotator, given=given)
        dialog.opening.connect(self.open)
        dialog.open()

    def open(self, entry: Entry) -> None:
        """Open a document of a queue, which is in work from then on; its annotator decides."""
        window = self._window
        window.open_document(entry.document_id)
        review = window.review
        if review is None or review.revision.document_id != entry.document_id:
            return  # the person stayed where they were, or it could not be opened
        self.decide_as(entry.annotator)
        window.attempts.do(lambda: window.studio.queues.opened(entry))
        window.show_first()

    def close(self) -> None:
        """The open document is done; the annotator's next one is opened."""
        window, entry = self._window, self._in_hand()
        if entry is None:
            window.message.say(_tr("This document is in nobody's queue."))
            return
        window.workspace.text.flush()
        following: list[Entry | None] = []
        if not window.attempts.do(lambda: following.append(window.studio.queues.done(entry)), again=False):
            return
        if following[0] is None:
            window.message.say(_tr("Done. Nothing is left in the queue of {name}.").format(name=entry.annotator))
        else:
            self.open(following[0])

    def keeps_text(self) -> bool:
        """Whether the open document is an annotator's own session: it has no file to be saved in."""
        entry, review = self._in_hand(), self._window.review
        return (
            entry is not None
            and entry.given_id is not None
            and review is not None
            and not review.revision.document.path
        )

    def title(self) -> str:
        """What the open document is called in its queue; empty where it is in none."""
        entry = self._in_hand()
        return "" if entry is None else entry.title

    def _in_hand(self) -> Entry | None:
        review = self._window.review
        return None if review is None else self._window.studio.queues.of(review.revision.document_id)

    # Other histories

    def choose_history(self) -> None:
        """Ask for histories, and merge them into this one."""
        kinds = _tr("Histories (*.db);;All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self._window, _tr("Merge another history"), "", kinds)
        if names:
            self.merge([Path(name) for name in names])

    def merge(self, others: list[Path]) -> None:
        """Merge histories into this one. The open document is put away meanwhile, since it may be one that goes on."""
        window = self._window
        review = window.review
        number = None if review is None else review.revision.document_id
        if not window.close_document():
            return
        dialog = MergingDialog(window.studio.library, window.studio.history_path, others, window)
        if number is not None:
            dialog.finished.connect(lambda _: window.open_document(number) if window.isVisible() else None)
        dialog.open()
