"""What a screen reader says: decisions, counts, messages, modes, and the proposal that became the current one."""

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from reviser.core.session import State
from reviser.gui.review import Review
from reviser.gui.wording.state_sentences import accessible_text, decided_count_text, round_heading, saved_sentence
from reviser.gui.wording.undo_steps import step_name
from reviser.services.rounds.notifications import Notice
from reviser.services.rounds.open_document import OpenDocument


def _tr(text: str) -> str:
    return QCoreApplication.translate("Announcer", text)


class Announcer(QObject):
    """Passes sentences to the platform's screen reader. Sentences of one moment are joined, so that none interrupts
    another. The signal `said` carries each joined text."""

    announced = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []
        self._urgent = False

    def say(self, sentence: str, *, urgent: bool = False) -> None:
        """Announce `sentence` soon. If it is `urgent`, it may interrupt what is being read."""
        if not sentence:
            return
        if not self._waiting:
            QTimer.singleShot(0, self, self._speak)
        self._urgent = self._urgent or urgent
        if sentence not in self._waiting:
            self._waiting.append(sentence)

    def on_notice(self, notice: Notice, open_document: OpenDocument) -> None:
        """Announce something that happened to the document."""
        self.say(_announcement(notice, open_document))

    def moved(self, review: Review) -> None:
        """Announce the proposal that became the current one."""
        item = review.item
        if item is not None:
            self.say(accessible_text(item, review.state.round_state))

    def _speak(self) -> None:
        sentence, urgent = " ".join(self._waiting), self._urgent
        self._waiting.clear()
        self._urgent = False
        event = QAccessibleAnnouncementEvent(self._window, sentence)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
        self.announced.emit(sentence)


def _announcement(notice: Notice, open_document: OpenDocument) -> str:
    """What a screen reader says about a notification; empty for notifications that need no announcement, because they
    come while the person works."""
    state = open_document.state
    match notice:
        case Notice.DECIDED:
            return f"{_last(open_document)} {_count(state)}"
        case Notice.STARTED:
            return _tr("Round {depth} has begun.").format(depth=state.depth)
        case Notice.ENDED:
            return round_heading(state)
        case Notice.STEPPED:
            return _count(state)
        case Notice.SAVED:
            return f"{saved_sentence(open_document.undecided, len(open_document.document.content.changes))}."
        case _:
            return ""


def _last(open_document: OpenDocument) -> str:
    name = step_name(open_document.undo_event)
    return f"{name[:1].upper()}{name[1:]}." if name else ""


def _count(state: State) -> str:
    said = decided_count_text(state.round_state)
    return f"{said}." if said else ""
