"""The main window: creates its parts and keeps the display in step with the document."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reviser.gui.actions import Actions
from reviser.gui.commands import CommandRegistry, Menu
from reviser.gui.context import WindowContext
from reviser.gui.context_menus import ContextMenus
from reviser.gui.controllers.backups import BackupController
from reviser.gui.controllers.datasets import DatasetController
from reviser.gui.controllers.deciding import DecidingController
from reviser.gui.controllers.documents import DocumentController
from reviser.gui.controllers.editing import EditController
from reviser.gui.controllers.finding import FindController
from reviser.gui.controllers.help import HelpController
from reviser.gui.controllers.history import HistoryController
from reviser.gui.controllers.language_model import LanguageModelController
from reviser.gui.controllers.library import LibraryController
from reviser.gui.controllers.listing import ListController
from reviser.gui.controllers.navigation import NavigationController
from reviser.gui.controllers.printing import PrintController
from reviser.gui.controllers.queue import QueueController
from reviser.gui.controllers.requests import RequestController
from reviser.gui.controllers.rounds import RoundController
from reviser.gui.controllers.saving import SavingController
from reviser.gui.controllers.search import SearchController
from reviser.gui.controllers.settings import SettingsController
from reviser.gui.controllers.view import ViewController
from reviser.gui.keys import Keymap
from reviser.gui.menus import Menus
from reviser.gui.panels.card_popup import Cards
from reviser.gui.panels.message_bars import MessageBar
from reviser.gui.panels.round_note import RoundNote
from reviser.gui.panels.tab_strip import TabStrip
from reviser.gui.panels.top_bar import TopBar
from reviser.gui.panels.welcome import Welcome
from reviser.gui.review import Review
from reviser.gui.settings_pages import SettingsPage
from reviser.gui.spelling_menu import SpellingMenu
from reviser.gui.theme import Theme
from reviser.gui.window_layout import WindowLayout
from reviser.gui.wording.messages import translate
from reviser.gui.wording.state_sentences import format_name, saved_sentence
from reviser.gui.workspace import Workspace
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.models.model_setup import ModelSetup
from reviser.services.rounds.notifications import Notice, Notification
from reviser.services.servers.server_setup import ServerSetup
from reviser.services.settings import Settings


class MainWindow(QMainWindow):
    """The window, with the open documents in tabs. `sample` returns the path of the person's copy of the sample
    document; `servers` holds the servers of chat models, and `language` the language models of the embedded reviser, if
    available."""

    def __init__(
        self,
        document_manager: DocumentManager,
        theme: Theme,
        sample: Callable[[], Path],
        servers: ServerSetup | None = None,
        language: ModelSetup | None = None,
    ) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.setMinimumSize(860, 480)  # fits a full-HD screen at 200 per cent
        self.message = MessageBar(theme)
        self.welcome = Welcome(theme)
        self.workspace = Workspace(theme)
        self.tabs = TabStrip(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.workspace)
        self.context = WindowContext(self, document_manager, theme, self.message, self.workspace.text.flush)
        self.commands = CommandRegistry(self.context.document_open)
        self._make_controllers(sample, servers, language)
        self._register()
        self.actions_ = Actions(self, self.commands, theme, Keymap(self.commands.usual_keys()))
        self.menus = Menus(self.menuBar(), self.commands, self.actions_)
        self.cards = Cards(self.workspace, self.commands, self.menus)
        self.spelling = SpellingMenu(self.context, self.workspace)
        self.context_menus = ContextMenus(self.workspace, self.commands, self.actions_, self.menus, self.spelling)
        self.bar = TopBar(self.commands, self.actions_, theme)
        self.window_layout.add(self.menuBar(), self.bar, self.tabs)
        self._lay_out()
        self._connect()
        self.settings.set_keys(document_manager.settings.keys)
        self.window_layout.lay_out(document_manager.settings.layout)

    @property
    def document_manager(self) -> DocumentManager:
        return self.context.document_manager

    @property
    def review(self) -> Review | None:
        """The review of the current document."""
        return self.context.review

    @property
    def theme(self) -> Theme:
        return self.context.theme

    def open(self, path: Path) -> None:
        """Open a document in its own tab, or bring it to the front if it is open."""
        self.documents.open(path)

    def begin(self, *paths: Path) -> None:
        """Called when the program starts: restore the tabs and open the documents `paths`."""
        self.documents.start()
        for path in paths:
            self.open(path)
        troubles = (self.context.document_manager.settings_trouble, self.settings.trouble)
        if any(troubles):
            self.say(" ".join(filter(None, map(translate, troubles))))

    def settle(self) -> None:
        """Called when the start is over: begin the background work that could wait."""
        self.library.start()
        self.spelling.warm_up()

    def say(self, sentence: str) -> None:
        """Show a warning."""
        self.context.warn(sentence)

    def shut_down(self) -> None:
        """Called when the program ends: store the reading places and close all documents without asking."""
        self.context.attempts.give_up()
        self.library.stop()
        self.finding.stop()
        self.documents.leave()
        self.context.attempt(self.window_layout.keep)
        self.hide()
        self.workspace.text.give_up()  # afterwards, because losing the focus commits typed text

    # Layout

    def _make_controllers(
        self, sample: Callable[[], Path], servers: ServerSetup | None, language: ModelSetup | None
    ) -> None:
        context, work = self.context, self.workspace
        self.window_layout = WindowLayout(self, work, context)
        self.settings = SettingsController(context, self.commands, servers, language)
        self.saving = SavingController(context, work.text)
        self.documents = DocumentController(
            context, self.saving, self.stack, self.welcome, work, self.tabs, sample=sample, tell=self._on_told
        )
        self.datasets = DatasetController(context, self.documents, servers, language)
        self.edit = EditController(context, work.text)
        self.finding = FindController(context, work)
        self.requests = RequestController(
            context, work, servers, partial(self.settings.show, SettingsPage.MODELS), language
        )
        self.rounds = RoundController(context, work, self.requests.begin)
        self.round_note = RoundNote(
            work.note,
            lambda: self.review,
            lambda review: self.requests.reviser_name(review.open_document.round_settings),
        )
        self.language_model = LanguageModelController(
            context, language, partial(self.settings.show, SettingsPage.LANGUAGE_MODEL), self.requests.is_embedded
        )
        self.history = HistoryController(context, self.stack, work, self.requests.show_sent)
        self.backups = BackupController(context, self.documents)
        self.library = LibraryController(context, self.documents, self.backups)
        self.queue = QueueController(context, self.documents, work.status)

    def _register(self) -> None:
        """Register all commands. The order is that of the key sheet, and of the commands within a menu section."""
        context, work = self.context, self.workspace
        for controller in (
            DecidingController(context, work),
            NavigationController(context, work),
            ListController(context, work),
            self.rounds,
            self.edit,
            self.finding,
            self.requests,
            self.history,
            ViewController(context, work, self.window_layout, self.settings.take),
            self.documents,
            self.library,
            self.saving,
            PrintController(context),
            self.datasets,
            SearchController(context, self.documents, work),
            self.queue,
            self.backups,
            HelpController(context, self.commands, partial(self.settings.show, SettingsPage.KEYS)),
            self.settings,
        ):
            self.commands.add(controller.commands())

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.tabs)
        column.addWidget(self.message)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        context, work = self.context, self.workspace
        recent = self.menus.of[Menu.RECENT]
        recent.aboutToShow.connect(partial(self.documents.fill_recent, recent))
        work.attempted.connect(context.attempt_review)
        work.handed_on.connect(self._on_handed_on)
        work.text.commanded.connect(self.commands.run)
        work.text.textChanged.connect(self._on_text_changed)
        work.list.commanded.connect(self.commands.run)
        work.announced.connect(context.announcer.say)
        self.message.announced.connect(lambda sentence: context.announcer.say(sentence, urgent=True))
        self.welcome.browsing.connect(self.library.show)
        self.edit.stepped.connect(work.show_step)
        self.documents.opened.connect(self.history.view.leave)
        self.documents.opened.connect(self._show_reviser)
        self.settings.closed.connect(self._show_reviser)
        self.settings.taken.connect(self._on_settings)
        context.changed.connect(self._refresh)
        for part in (self.actions_, self.bar, self.tabs, self.message, self.welcome, work):
            context.theme_changed.connect(part.set_theme)
        context.keymap_changed.connect(self.actions_.set_keymap)
        context.keymap_changed.connect(work.set_keymap)
        context.keymap_changed.connect(self.bar.show_keys)

    # Updates

    def _on_text_changed(self) -> None:
        """Enable undo as soon as the first letter is typed."""
        if self.workspace.text.dirty and not self.actions_.of["undo"].isEnabled():
            self.actions_.refresh()

    def _on_handed_on(self, act: Callable[[], object]) -> None:
        """Store typed text. If that fails, the text view tries again by itself."""
        text = self.workspace.text
        if not self.context.attempts.do(act, again=False, holds=lambda: text.dirty):
            self._refresh()

    def _on_settings(self, before: Settings) -> None:
        self.queue.follow(before.annotator)

    def _show_reviser(self) -> None:
        if self.review is not None:
            self.bar.show_reviser(self.requests.reviser_name(self.review.open_document.round_settings))

    def _on_told(self, notification: Notification) -> None:
        if notification.notice is Notice.PROGRESS and self.review is not None:
            self.round_note.tick()
            return
        self.workspace.refresh()
        self.context.changed.emit()
        self.history.on_notice(notification.notice)
        if self.review is not None:
            self.context.announcer.on_notice(notification.notice, self.review.open_document)
        if notification.notice is Notice.LEARNED:
            self._show_reviser()
        if notification.message:
            self.message.say(
                translate(notification.message), warning=notification.notice in {Notice.FAILED, Notice.DROPPED}
            )
        self.language_model.on_notice(notification)
        if notification.notice is Notice.SAVED:
            open_document = self.review.open_document if self.review is not None else None
            if open_document is not None:
                said = saved_sentence(open_document.undecided, len(open_document.document.content.changes))
                self.workspace.note.setText(said)
        elif notification.notice is not Notice.ARRIVED:
            self.workspace.note.clear()
        self.round_note.follow()
        if notification.notice is Notice.DECIDED and self.document_manager.settings.start_next_round:
            self.rounds.start_if_decided()

    def _refresh(self) -> None:
        """Update titles and actions."""
        review, actions = self.review, self.actions_
        there = review is not None
        actions.refresh()
        self.message.look_again()
        self.bar.show_document(there)
        self.workspace.setEnabled(there)
        if review is None:
            self.setWindowTitle(self.tr("reviser"))
            return
        open_document = review.open_document
        name = self.context.document_name
        self.setWindowTitle(f"{name}[*] — reviser")
        unsaved = open_document.unsaved or self.workspace.text.dirty
        self.setWindowModified(unsaved)
        written = format_name(open_document.document.format.code)
        self.bar.show_title(name, unsaved or open_document.document.path is None, written)
        actions.rename("undo", self.edit.undo_name())
        actions.rename("redo", self.edit.redo_name())
        self.bar.show_running(open_document.running, first=open_document.state.round_state is None)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.message.isVisible():
            self.message.dismiss()
        elif event.key() == Qt.Key.Key_Escape and self.finding.open:
            self.finding.close()
        elif event.key() == Qt.Key.Key_Escape and self.window_layout.alone:
            self.window_layout.switch_focus()
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.saving.look_at_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.documents.may_quit():
            self.documents.leave()
            self.finding.stop()
            event.accept()
        else:
            event.ignore()
