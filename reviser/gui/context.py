"""What the controllers of a window share: the current document, the theme, the keys, and how to show an error.
Controllers take this object, never the window itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviser.gui.announce import Announcer
from reviser.gui.attempts import Retries
from reviser.gui.keys import Keymap
from reviser.gui.panels.message_bars import MessageBar
from reviser.gui.review import Review
from reviser.gui.theme import Theme
from reviser.services.datasets.queues import QueueEntry
from reviser.services.documents.document_manager import DocumentManager


class WindowContext(QObject):
    """The state shared by the controllers of one window. `window` is the parent of dialogs. `flush` commits text that
    was typed but is not in the history yet. `changed` is emitted when another document is current, or when something
    about the current one is displayed differently."""

    changed = Signal()
    theme_changed = Signal(object)
    keymap_changed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        document_manager: DocumentManager,
        theme: Theme,
        message: MessageBar,
        flush: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self.window = window
        self.document_manager = document_manager
        self.message = message
        self.attempts = Retries(message)
        self.announcer = Announcer(window)
        self.flush = flush
        self.review: Review | None = None
        self._theme = theme
        self._keymap = Keymap({})

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Use another theme and emit `theme_changed`."""
        self._theme = theme
        self.theme_changed.emit(theme)

    @property
    def keymap(self) -> Keymap:
        return self._keymap

    def set_keymap(self, keymap: Keymap) -> None:
        """Use other keys and emit `keymap_changed`."""
        self._keymap = keymap
        self.keymap_changed.emit(keymap)

    @property
    def document_id(self) -> int | None:
        """The number of the current document; None if no document is open."""
        return None if self.review is None else self.review.open_document.document_id

    @property
    def document_name(self) -> str:
        """The displayed name of the current document: its file's name, else its title in an annotator's queue."""
        path = None if self.review is None else self.review.open_document.document.path
        entry = self.queue_entry
        return path.name if path else entry.title if entry else self.tr("Untitled")

    @property
    def queue_entry(self) -> QueueEntry | None:
        """The current document's entry in an annotator's queue; None if it is in no queue."""
        return None if self.review is None else self.document_manager.queues.of(self.review.open_document.document_id)

    def document_open(self) -> bool:
        """Whether there is a current document."""
        return self.review is not None

    def attempt(self, act: Callable[[], object]) -> bool:
        """Run an action that may raise UserError, and show its sentence if it does. Return whether the action is
        done."""
        return self.attempts.do(act)

    def attempt_review(self, act: Callable[[Review], object]) -> None:
        """Run an action on the current document, as `attempt` does; do nothing if no document is open."""
        review = self.review
        if review is not None:
            self.attempt(lambda: act(review))

    def warn(self, sentence: str) -> None:
        """Show a warning."""
        self.message.say(sentence, warning=True)
