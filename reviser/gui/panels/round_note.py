"""A note beside the text about the running round: what it waits for, and for how long. Updated every second."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from reviser.gui.controllers.requests import progress_sentence
from reviser.gui.review import Review

EACH_MS = 1000


class RoundNote(QObject):
    """Updates `note` while a round of the current document runs. `name` returns the displayed name of the reviser."""

    def __init__(self, note: QLabel, review: Callable[[], Review | None], name: Callable[[Review], str]) -> None:
        super().__init__(note)
        self._note = note
        self._review = review
        self._name = name
        self._shown = False
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(self.tick)

    def follow(self) -> None:
        """Start or stop the updates, after a round may have begun or ended."""
        review = self._review()
        if review is None or not review.open_document.running:
            self.tick()
        elif not self._timer.isActive():
            self._timer.start()

    def tick(self) -> None:
        """Update the note."""
        review = self._review()
        if review is not None and review.open_document.running:
            open_document = review.open_document
            self._note.setText(progress_sentence(open_document.pace, self._name(review), open_document.running_s))
            self._shown = True
            return
        self._timer.stop()
        if self._shown:
            self._note.clear()
            self._shown = False
