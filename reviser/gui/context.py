"""What the controllers of one window share: the document in hand, the look, the keys, and how to say that something
failed. Controllers take this and never the window itself."""

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
    """`window` is what dialogs open over; `flush` hands on what was typed. `changed` tells that another document is in
    hand, or that something about it is shown differently now."""

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
        """Hold to another look; whoever listens puts it on."""
        self._theme = theme
        self.theme_changed.emit(theme)

    @property
    def keymap(self) -> Keymap:
        return self._keymap

    def set_keymap(self, keymap: Keymap) -> None:
        """Hold to other keys; whoever listens says them."""
        self._keymap = keymap
        self.keymap_changed.emit(keymap)

    @property
    def document_id(self) -> int | None:
        """The number of the document in hand."""
        return None if self.review is None else self.review.open_document.document_id

    @property
    def document_name(self) -> str:
        """What the document in hand is called: its file, else its title in an annotator's queue."""
        path = None if self.review is None else self.review.open_document.document.path
        entry = self.queue_entry
        return path.name if path else entry.title if entry else self.tr("Untitled")

    @property
    def queue_entry(self) -> QueueEntry | None:
        """The entry of the document in hand in an annotator's queue; None where it is in none."""
        return None if self.review is None else self.document_manager.queues.of(self.review.open_document.document_id)

    def document_open(self) -> bool:
        """Whether there is a document in hand."""
        return self.review is not None

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that may fail for a reason of the world: then the sentence is shown. Whether it was done."""
        return self.attempts.do(act)

    def attempt_review(self, act: Callable[[Review], object]) -> None:
        """Likewise, with the document in hand; nothing where there is none."""
        review = self.review
        if review is not None:
            self.attempt(lambda: act(review))

    def warn(self, sentence: str) -> None:
        """Tell the person something that went wrong."""
        self.message.say(sentence, warning=True)
