"""The document in hand: opened, shown where the person left it, and put away."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget

from reviser.gui.commands import Bar, Command, Group, Section, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.saving import SavingController
from reviser.gui.review import Review
from reviser.gui.text_view import Mode
from reviser.gui.welcome import Welcome
from reviser.gui.workspace import Workspace
from reviser.history.store import Place
from reviser.services.notices import Told
from reviser.services.revise import Revision


class DocumentController(QObject):
    """Opens one document at a time, in `workspace`; without one `stack` shows `welcome`. `sample` gives the path of the
    person's copy of the sample, and `on_told` hears what happens to the document. `opened` tells that another is in
    hand."""

    opened = Signal()

    def __init__(
        self,
        context: WindowContext,
        saving: SavingController,
        stack: QStackedWidget,
        welcome: Welcome,
        workspace: Workspace,
        *,
        sample: Callable[[], Path],
        on_told: Callable[[Told], None],
    ) -> None:
        super().__init__(context)
        self._context = context
        self._saving = saving
        self._stack = stack
        self._welcome = welcome
        self._work = workspace
        self._sample = sample
        self._on_told = on_told
        welcome.opening.connect(self.choose_file)
        welcome.sampling.connect(self.open_sample)
        welcome.picked.connect(self.open)
        welcome.resumed.connect(self.open_document)
        self._show_welcome()

    def commands(self) -> Iterable[Command]:
        yield Command(
            "new",
            tr("&New"),
            self.new,
            Section.FILE_OPEN,
            Group.DOCUMENT,
            keys=("Ctrl+N",),
            icon="new",
        )
        yield Command(
            "open",
            tr("&Open …"),
            self.choose_file,
            Section.FILE_OPEN,
            Group.DOCUMENT,
            keys=("Ctrl+O",),
            icon="open",
            bar=Bar.OPEN,
        )
        yield Command(
            "sample",
            tr("Open the s&ample"),
            self.open_sample,
            Section.FILE_OPEN,
            Group.DOCUMENT,
            icon="book",
        )
        yield Command(
            "close",
            tr("&Close"),
            self.close,
            Section.FILE_SAVE,
            Group.DOCUMENT,
            keys=("Ctrl+W",),
            icon="close",
            enabled=self._context.document_open,
            steady=True,
        )
        yield Command(
            "quit",
            tr("&Quit"),
            self._context.window.close,
            Section.FILE_QUIT,
            Group.DOCUMENT,
            keys=("Ctrl+Q",),
        )

    def open(self, path: Path) -> None:
        """Open a document in place of the one that is open, after asking about unsaved text."""
        if self._saving.may_leave():
            self._context.attempt(lambda: self._open(path))

    def new(self) -> None:
        """Begin a document that has no file yet, likewise; it can be typed in at once."""
        if self._saving.may_leave() and self._context.attempt(
            lambda: self._take(self._context.studio.new(self.tr("Untitled")))
        ):
            self._work.set_mode(Mode.EDIT)

    def open_sample(self) -> None:
        """Open the person's copy of the sample, likewise."""
        if self._saving.may_leave():
            self._context.attempt(lambda: self._open(self._sample()))

    def open_document(self, document_id: int) -> None:
        """Open a document of the history, likewise."""
        if self._saving.may_leave():
            self._context.attempt(lambda: self._take(self._context.studio.resume(document_id)))

    def close(self) -> bool:
        """Put away the document that is open, after asking about unsaved text. Whether it is."""
        if not self._saving.may_leave():
            return False
        self.leave()
        self._stack.setCurrentWidget(self._welcome)
        self._show_welcome()
        self._context.changed.emit()
        return True

    def _show_welcome(self) -> None:
        studio = self._context.studio
        self._welcome.show_recent(studio.recent(), studio.never_saved())

    def choose_file(self) -> None:
        """Ask for a file, and open it."""
        start = str(path.parent) if (path := self._saving.path) else ""
        kinds = self.tr("Text and Markdown (*.txt *.md *.markdown *.text);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._context.window, self.tr("Open a document"), start, kinds)
        if name:
            self.open(Path(name))

    def show_first(self) -> None:
        """Make the first undecided proposal the current one, where none is."""
        review = self._context.review
        if review is not None and not review.current:
            review.next_pending()

    def leave(self) -> None:
        """Put away the document that is open, without asking; the place in it is kept."""
        context, text = self._context, self._work.text
        if context.review is not None:
            revision = context.review.revision
            text.flush()
            if not self._work.reading:
                place = Place(text.caret_offset(), context.review.current, text.top_offset())
                context.attempts.do(lambda: revision.keep_place(place), again=False)
            revision.listener = lambda _: None
            context.attempts.do(lambda: context.studio.close(revision), again=False)
            context.review = None

    def fill_recent(self, menu: QMenu) -> None:
        """Put the files opened last into a menu."""
        menu.clear()
        for path in self._context.studio.recent():
            menu.addAction(str(path).replace("&", "&&"), partial(self.open, path))

    def _open(self, path: Path) -> None:
        self._take(self._context.studio.open(path))
        self._context.studio.remember(path)

    def _take(self, revision: Revision) -> None:
        self.leave()
        self._context.message.hide()
        self._show(revision)
        self._context.studio.welcomed()
        if revision.document.notes:
            self._context.message.say(" ".join(revision.document.notes))
        else:
            self._saving.say_unsaved()

    def _show(self, revision: Revision) -> None:
        context, work = self._context, self._work
        revision.listener = self._on_told
        review = Review(revision, work.text.flush, lambda: context.studio.settings.move_on)
        context.review = review
        review.moved.connect(lambda _: context.announcer.moved(review))
        place = revision.place
        work.open(review)
        self._stack.setCurrentWidget(work)
        work.set_mode(Mode.READ)
        if place is not None:
            work.text.scroll_to(place.top, place.caret)
            played = revision.state.played
            if played is not None and place.proposal_id in played.round.by_id:
                review.choose(place.proposal_id)
        context.changed.emit()
        self.opened.emit()
        # After that: what is not enabled yet takes no focus, and then no key would decide.
        work.text.setFocus()
