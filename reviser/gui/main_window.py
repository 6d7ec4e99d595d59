"""The window: opens documents, and keeps everything on the screen in step with what has happened."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reviser.core.events import Event
from reviser.gui.actions import Actions
from reviser.gui.announce import Announcer
from reviser.gui.asking import Asking, said_of
from reviser.gui.attempts import Attempts
from reviser.gui.bars import MessageBar
from reviser.gui.commands_table import commands, usual_keys
from reviser.gui.dialogs.commands import CommandPalette
from reviser.gui.dialogs.keys import KeysDialog
from reviser.gui.dialogs.settings import Page, SettingsDialog
from reviser.gui.doings import Doings
from reviser.gui.history.desk import HistoryDesk
from reviser.gui.keys import Keymap
from reviser.gui.library import LibraryDesk
from reviser.gui.queueing import QueueDesk
from reviser.gui.review import Review
from reviser.gui.room import Room
from reviser.gui.saving import SavingDesk
from reviser.gui.steps import step_name
from reviser.gui.theme import Theme, dress, look_of, palette_for, theme_of
from reviser.gui.top_bar import TopBar
from reviser.gui.welcome import Welcome
from reviser.gui.workspace import Workspace
from reviser.history.store import Place
from reviser.services.notices import Notice, Told
from reviser.services.revise import Revision
from reviser.services.server_desk import ServerDesk
from reviser.services.settings import Settings, ran
from reviser.services.studio import Studio

Act = Callable[[Review], None]


class MainWindow(QMainWindow):
    """One window, one document at a time. `sample` gives the path of the person's copy of the sample; `servers` are
    those of chat models, where they can be set up."""

    def __init__(
        self, studio: Studio, theme: Theme, sample: Callable[[], Path], servers: ServerDesk | None = None
    ) -> None:
        super().__init__()
        self.studio = studio
        self.theme = theme
        self.review: Review | None = None
        self._sample = sample
        self._servers = servers
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.setMinimumSize(860, 480)  # less than a screen of full HD has at 200 per cent
        self.actions_ = Actions(self, theme, usual_keys())
        self._recent_menu = self.actions_.menus(self.menuBar())
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self.bar = TopBar(self.actions_, theme)
        self.message = MessageBar(theme)
        self.attempts = Attempts(self.message)
        self.announcer = Announcer(self)
        self.welcome = Welcome(theme)
        self.workspace = Workspace(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.workspace)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.message)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.asking = Asking(self, servers, self._attempt, lambda: self.show_settings(Page.MODELS))
        self.room = Room(self, self.bar, self.workspace, self.actions_)
        self.history = HistoryDesk(self, self._attempt)
        self.library = LibraryDesk(self)
        self.queue = QueueDesk(self)
        self.saving = SavingDesk(self)
        self.doings = Doings(self)
        self._connect()
        self._set_keys(studio.settings.keys)
        self.welcome.show_recent(studio.recent())
        self.room.lay_out(studio.settings.layout)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme)

    # Opening

    def open(self, path: Path) -> None:
        """Open a document in place of the one that is open, after asking about unsaved text."""
        if self.saving.may_leave():
            self._attempt(lambda: self._open(path))

    def open_sample(self) -> None:
        if self.saving.may_leave():
            self._attempt(lambda: self._open(self._sample()))

    def open_document(self, document_id: int) -> None:
        """Open a document of the history, likewise."""
        if self.saving.may_leave():
            self._attempt(lambda: self._take(self.studio.resume(document_id)))

    def close_document(self) -> bool:
        """Put away the document that is open, after asking about unsaved text. Whether it is."""
        if not self.saving.may_leave():
            return False
        self._leave()
        self.stack.setCurrentWidget(self.welcome)
        self.welcome.show_recent(self.studio.recent())
        self._refresh()
        return True

    def _open(self, path: Path) -> None:
        self._take(self.studio.open(path))
        self.studio.remember(path)

    def _take(self, revision: Revision) -> None:
        self._leave()
        self.message.hide()
        self._show(revision)
        self.studio.welcomed()
        if revision.document.notes:
            self.message.say(" ".join(revision.document.notes))

    def _show(self, revision: Revision) -> None:
        revision.listener = self._on_told
        self.review = Review(revision, self.workspace.text.flush, lambda: self.studio.settings.move_on)
        review = self.review
        review.moved.connect(lambda _: self.announcer.moved(review))
        place = revision.place
        self.workspace.open(self.review)
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.set_editing(False)
        if place is not None:
            self.workspace.text.scroll_to(place.top, place.caret)
            played = revision.state.played
            if played is not None and place.proposal_id in played.round.by_id:
                self.review.choose(place.proposal_id)
        self._refresh()
        self._show_reviser()
        # After that: what is not enabled yet takes no focus, and then no key would decide.
        self.workspace.text.setFocus()

    def show_first(self) -> None:
        """Make the first undecided proposal the current one, where none is."""
        if self.review is not None and not self.review.current:
            self.review.next_pending()

    def say(self, sentence: str) -> None:
        """Tell the person something that went wrong."""
        self.message.say(sentence, warning=True)

    def put_away(self) -> None:
        """The program ends: keep the place in the document, and close it without asking."""
        self.attempts.give_up()
        self.library.stop()
        self._leave()
        self._attempt(self._keep_layout)
        self.hide()

    def _keep_layout(self) -> None:
        layout = self.room.layout_now()
        if layout != self.studio.settings.layout:
            self.studio.change_settings(replace(self.studio.settings, layout=layout))

    def _leave(self) -> None:
        """Put away the document that is open."""
        if self.review is not None:
            revision = self.review.revision
            text = self.workspace.text
            text.flush()
            if not self.workspace.reading:
                place = Place(text.caret_offset(), self.review.current, text.top_offset())
                self.attempts.do(lambda: revision.keep_place(place), again=False)
            revision.listener = lambda _: None
            self.attempts.do(lambda: self.studio.close(revision), again=False)
            self.review = None

    def choose_file(self) -> None:
        start = str(path.parent) if (path := self.saving.path) else ""
        kinds = self.tr("Text and Markdown (*.txt *.md *.markdown *.text);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a document"), start, kinds)
        if name:
            self.open(Path(name))

    # Doing

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Do something that may fail for a reason of the world: then the sentence is shown. Whether it was done."""
        return self.attempts.do(act)

    def _attempt_review(self, act: Act) -> None:
        review = self.review
        if review is not None:
            self._attempt(lambda: act(review))

    def revise(self) -> None:
        """Start the next round from the text as it stands."""
        self.workspace.text.flush()
        if self.workspace.reading:
            self.workspace.read(0)
        self._attempt_review(lambda review: review.revision.start())

    def cancel(self) -> None:
        self._attempt_review(lambda review: review.revision.cancel())

    def _on_text_changed(self) -> None:
        """What is typed can be undone from its first letter on."""
        if self.workspace.text.dirty and not self.actions_.undo.isEnabled():
            self.actions_.refresh()

    def undo(self) -> None:
        self._step(self.tr("Undone: {what}."), lambda revision: revision.undo_event, Revision.undo)

    def redo(self) -> None:
        self._step(self.tr("Redone: {what}."), lambda revision: revision.redo_event, Revision.redo)

    def _step(self, said: str, event: Callable[[Revision], Event | None], act: Callable[[Revision], object]) -> None:
        self.workspace.text.flush()
        revision = None if self.review is None else self.review.revision
        if revision is not None:
            what = step_name(event(revision))
            self.announcer.say(said.format(what=what) if what else "")
            self._attempt(lambda: act(revision))

    def show_palette(self) -> None:
        """Find a command by its name, and run it."""
        palette = CommandPalette(self.actions_, self.doings, self.studio.settings.commands, self)
        palette.ran.connect(self._run_found)
        palette.open()

    def _run_found(self, command: str) -> None:
        self._attempt(lambda: self.studio.change_settings(ran(self.studio.settings, command)))
        self.doings.run(command)

    def _set_keys(self, changed: Mapping[str, tuple[str, ...]]) -> None:
        """Hold to the usual keys and these in place of some."""
        keymap = Keymap({command.id: command.keys for command in commands().values()}, changed)
        self.actions_.set_keymap(keymap)
        self.bar.revise_button.setToolTip(self.actions_.revise.toolTip())
        self.workspace.set_keymap(keymap)
        self.history.view.set_keymap(keymap)
        self._refresh()

    def show_keys(self) -> None:
        dialog = KeysDialog(self.actions_.keymap, self)
        dialog.changing.connect(lambda: self.show_settings(Page.KEYS))
        dialog.open()

    def show_wish(self) -> None:
        """What the next rounds of this document are asked for."""
        if self.review is not None:
            self.asking.show_wish(self.review.revision)

    def show_settings(self, page: Page = Page.GENERAL) -> None:
        dialog = SettingsDialog(self.studio.settings, self, page=page, servers=self._servers)
        dialog.accepted.connect(lambda: self.take_settings(dialog.chosen))
        dialog.finished.connect(self._show_reviser)
        if dialog.models is not None:
            dialog.models.shown.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        dialog.open()

    def _show_reviser(self) -> None:
        if self.review is not None:
            self.bar.show_reviser(self.asking.reviser_name(self.review.revision.wish))

    def take_settings(self, settings: Settings) -> None:
        """Hold to other settings from now on."""
        before = self.studio.settings
        self._attempt(lambda: self.studio.change_settings(settings))
        if settings.keys != before.keys:
            self._set_keys(settings.keys)
        self.queue.follow(before.annotator)
        if look_of(settings) != look_of(before):
            self.set_theme(theme_of(settings))

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress(application, theme)
        self.actions_.set_theme(theme)
        self.bar.set_theme(theme)
        self.message.set_theme(theme)
        self.welcome.set_theme(theme)
        self.workspace.set_theme(theme)
        self.history.view.set_theme(theme)
        self._refresh()

    def _on_scheme(self) -> None:
        palette = palette_for(self.studio.settings.theme)
        if palette != self.theme.palette:
            self.set_theme(theme_of(self.studio.settings))

    def _on_told(self, told: Told) -> None:
        if told.notice is Notice.PROGRESS and self.review is not None:
            self.workspace.note.setText(said_of(self.review.revision.pace))
            return
        self.workspace.refresh()
        self._refresh()
        self.history.happened(told.notice)
        if self.review is not None:
            self.announcer.happened(told.notice, self.review.revision)
        if told.notice is Notice.LEARNED:
            self._show_reviser()
        if told.message:
            self.message.say(told.message, warning=told.notice in {Notice.FAILED, Notice.DROPPED})
        if told.notice is Notice.SAVED:
            self.workspace.note.setText(self.tr("Saved"))
        elif told.notice is not Notice.ARRIVED:
            self.workspace.note.clear()
        if told.notice is Notice.DECIDED and self.studio.settings.start_next_round:
            self._start_if_decided()

    def _start_if_decided(self) -> None:
        state = self.review.revision.state if self.review else None
        played = state.played if state else None
        if state and played and played.round.live and not played.pending and not state.running:
            QTimer.singleShot(0, self, self.revise)

    def _refresh(self) -> None:
        """Titles, and which actions can be used."""
        review, actions = self.review, self.actions_
        there = review is not None
        actions.refresh()
        self.bar.show_document(there)
        self.queue.refresh()
        self.workspace.setEnabled(there)
        if review is None:
            self.setWindowTitle(self.tr("reviser"))
            return
        revision = review.revision
        path = revision.document.path
        name = path.name if path else self.queue.title() or self.tr("Untitled")
        self.setWindowTitle(f"{name}[*] — reviser")
        self.setWindowModified(revision.unsaved)
        self.bar.show_title(name, revision.unsaved, revision.document.format.name)
        actions.rename("undo", self.tr("&Undo {what}").format(what=step_name(revision.undo_event)))
        actions.rename("redo", self.tr("&Redo {what}").format(what=step_name(revision.redo_event)))
        self.bar.show_running(revision.running, first=revision.state.played is None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.message.isVisible():
            self.message.hide()
        elif event.key() == Qt.Key.Key_Escape and self.room.alone:
            self.room.switch_focus()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.open(Path(url.toLocalFile()))
                return

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.saving.may_leave():
            self._leave()
            event.accept()
        else:
            event.ignore()

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self.studio.recent():
            self._recent_menu.addAction(str(path), partial(self.open, path))

    def _connect(self) -> None:
        work = self.workspace
        self.actions_.bind(self.doings)
        work.attempted.connect(self._attempt_review)
        work.handed_on.connect(lambda act: self.attempts.do(act, again=False))  # the text hands it on again by itself
        work.text.commanded.connect(self.doings.run)
        work.text.textChanged.connect(self._on_text_changed)
        work.list.commanded.connect(self.doings.run)
        work.told.connect(self.announcer.say)
        self.message.said.connect(lambda sentence: self.announcer.say(sentence, urgent=True))
        self.welcome.opening.connect(self.choose_file)
        self.welcome.sampling.connect(self.open_sample)
        self.welcome.browsing.connect(self.library.show)
        self.welcome.picked.connect(self.open)
