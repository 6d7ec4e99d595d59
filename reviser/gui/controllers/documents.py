"""The open documents, one per tab: opens them, switches between them, restores the reading place, and closes them."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget

from reviser.documents.parts import parts_of, parts_said
from reviser.errors import UserError
from reviser.gui.commands import Bar, Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.saving import SavingController
from reviser.gui.document_tab import DocumentTab, distinct_titles
from reviser.gui.panels.tab_strip import TabStrip
from reviser.gui.panels.welcome import Welcome
from reviser.gui.review import Review
from reviser.gui.text.place_autosave import ReadingPlaceAutosave
from reviser.gui.text.text_view import TextMode
from reviser.gui.wording.messages import translate
from reviser.gui.workspace import Workspace
from reviser.history.log.store import ReadingPlace
from reviser.services.documents.tabs import OpenTabs
from reviser.services.rounds.notifications import Notice, Notification
from reviser.services.rounds.open_document import OpenDocument


class DocumentController(QObject):
    """The open documents. The one in front is shown in `workspace`, the tabs in `strip`; `stack` shows `welcome` if
    none is open. `sample` returns the path of the person's sample document. `tell` receives what happens to the
    document in front. `opened` is emitted when another document came to the front."""

    opened = Signal()

    def __init__(
        self,
        context: WindowContext,
        saving: SavingController,
        stack: QStackedWidget,
        welcome: Welcome,
        workspace: Workspace,
        strip: TabStrip,
        *,
        sample: Callable[[], Path],
        tell: Callable[[Notification], None],
    ) -> None:
        super().__init__(context)
        self._context = context
        self._saving = saving
        self._stack = stack
        self._welcome = welcome
        self._work = workspace
        self._sample = sample
        self._tell = tell
        self._strip = strip
        self._tabs: list[DocumentTab] = []
        self._front: DocumentTab | None = None
        self._kept = OpenTabs()
        self._kept_place: tuple[int, ReadingPlace] | None = None  # the document and its stored reading place
        ReadingPlaceAutosave(workspace.text, self._keep_place)
        workspace.moved.connect(self._announce)
        strip.chosen.connect(lambda at: self.choose(self._tabs[at]))
        strip.closing.connect(lambda at: self._close(self._tabs[at]))
        strip.closing_others.connect(lambda at: self.choose(self._tabs[at]) and self.close_others())
        strip.dragged.connect(self._on_dragged)
        context.changed.connect(self._refresh_tabs)
        welcome.opening.connect(self.choose_file)
        welcome.beginning.connect(self.new)
        welcome.sampling.connect(self.open_sample)
        welcome.picked.connect(self.open)
        welcome.resumed.connect(self.open_document)
        self._show_welcome()

    def commands(self) -> Iterable[Command]:
        yield Command(
            "new",
            tr("&New"),
            self.new,
            MenuSection.FILE_OPEN,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+N",),
            icon="new",
        )
        yield Command(
            "open",
            tr("&Open …"),
            self.choose_file,
            MenuSection.FILE_OPEN,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+O",),
            icon="open",
            bar=Bar.OPEN,
        )
        yield Command(
            "open-parts",
            tr("Open &included files"),
            self.open_parts,
            MenuSection.FILE_OPEN,
            CommandGroup.DOCUMENT,
            enabled=self._context.document_open,
            steady=True,
        )
        yield Command(
            "sample",
            tr("Open the s&ample"),
            self.open_sample,
            MenuSection.FILE_OPEN,
            CommandGroup.DOCUMENT,
            icon="book",
        )
        yield Command(
            "close",
            tr("&Close"),
            self.close,
            MenuSection.FILE_SAVE,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+W",),
            icon="close",
            enabled=self._context.document_open,
            steady=True,
        )
        there, place, group = self._context.document_open, MenuSection.VIEW_DOCUMENTS, CommandGroup.DOCUMENT
        following, before = tr("Next &document"), tr("Previous do&cument")
        yield Command("next-tab", following, partial(self.step, 1), place, group, keys=("Ctrl+Tab",), enabled=there)
        before_key = ("Ctrl+Shift+Tab",)
        yield Command("previous-tab", before, partial(self.step, -1), place, group, keys=before_key, enabled=there)
        yield Command(
            "quit",
            tr("&Quit"),
            self._context.window.close,
            MenuSection.FILE_QUIT,
            CommandGroup.DOCUMENT,
            keys=("Ctrl+Q",),
        )

    def open(self, path: Path) -> None:
        """Open a file in its own tab. If it is already open, bring it to the front and take in what another program has
        changed in the file. If that must be merged with unsaved text, ask the person."""
        tab = next((tab for tab in self._tabs if tab.is_of(path)), None)
        if tab is None:
            self._context.attempt(lambda: self._open(path))
        elif self.choose(tab):
            self._saving.look_again()

    def new(self) -> None:
        """Open a new, empty document that has no file yet, ready to be typed in."""
        self._context.flush()
        if self._context.attempt(lambda: self._take(self._context.document_manager.new(self.tr("Untitled")))):
            self._work.set_mode(TextMode.EDIT)

    def open_sample(self) -> None:
        """Open the person's copy of the sample document."""
        self._context.attempt(lambda: self.open(self._sample()))

    def open_document(self, document_id: int) -> None:
        """Open a document of the history by its number."""
        tab = self._tab_of(document_id)
        if tab is not None:
            self.choose(tab)
        else:
            self._context.attempt(lambda: self._take(self._context.document_manager.resume(document_id)))

    def choose_file(self) -> None:
        """Ask for files and open them."""
        from reviser.gui.dialogs.files import ask_open_several, document_kinds

        start = str(path.parent) if (path := self._saving.path) else ""
        for name in ask_open_several(self._context.window, self.tr("Open a document"), start, document_kinds()):
            self.open(Path(name))

    def open_parts(self) -> None:
        """Open the files that the document in front includes, in tabs behind it, and bring the first to the front."""
        review = self._context.review
        if review is None:
            return
        parts, main = parts_of(review.open_document.document), self._front
        for path in reversed(parts.files):
            if main is None or not self.choose(main):
                return
            self.open(path)
            if not any(tab.is_of(path) for tab in self._tabs):
                return  # the reason has been shown
        self._context.message.say(" ".join(map(translate, parts_said(parts))), warning=bool(parts.missing))

    def show_first(self) -> None:
        """Make the first undecided proposal the current one, if none is."""
        review = self._context.review
        if review is not None and not review.current:
            review.next_pending()

    # Tabs

    @property
    def open_ids(self) -> tuple[int, ...]:
        """The numbers of the open documents, from left to right."""
        return tuple(tab.document_id for tab in self._tabs)

    @property
    def open_tabs(self) -> OpenTabs:
        """The open tabs and the one in front, to be stored."""
        return OpenTabs(self.open_ids, -1 if self._front is None else self._tabs.index(self._front))

    def _tab_of(self, document_id: int) -> DocumentTab | None:
        return next((tab for tab in self._tabs if tab.document_id == document_id), None)

    def choose(self, tab: DocumentTab) -> bool:
        """Bring a tab to the front, after committing the text typed in the previous one. Return whether it is in
        front."""
        if tab is self._front:
            return True
        if not self._step_back():
            self._refresh_tabs()
            return False
        if tab.review is None and not self._context.attempt(lambda: self._load(tab)):
            self._refresh_tabs()
            return False
        self._show(tab)
        return True

    def step(self, by: int) -> None:
        """Bring the next tab (`by` = 1) or the previous one (-1) to the front; wraps around."""
        if self._tabs:
            at = -1 if self._front is None else self._tabs.index(self._front)
            self.choose(self._tabs[(at + by) % len(self._tabs)])

    def close(self) -> bool:
        """Close the document in front, after asking about unsaved text and a running round. Return whether it is
        closed."""
        return self._front is None or self._close(self._front)

    def close_document(self, document_id: int) -> bool:
        """Close the document with this number, if it is open, as `close` does."""
        tab = self._tab_of(document_id)
        return tab is None or self._close(tab)

    def close_all(self) -> bool:
        """Close all documents. Stops at the first that the person keeps open. Return whether all are closed."""
        return all(self._close(tab) for tab in tuple(self._tabs))

    def close_others(self) -> bool:
        """Close all documents but the one in front."""
        front = self._front
        return all(self._close(tab) for tab in tuple(self._tabs) if tab is not front)

    def may_quit(self) -> bool:
        """Ask about unsaved text and the running round of each document. Return whether the program may end."""
        front = self._front
        for tab in tuple(self._tabs):
            if (tab is front or tab.unsaved or tab.running) and not (self.choose(tab) and self._saving.may_leave()):
                return False
        if front is not None:
            self.choose(front)
        return True

    def leave(self) -> None:
        """Close all documents without asking; the program ends. Reading places and tabs are stored for the next
        start."""
        if self._context.review is not None:
            self._work.text.flush()
            self._keep_place()
        for tab in self._tabs:
            self._close_tab(tab)
        self._tabs, self._front, self._context.review = [], None, None

    def restore_tabs(self, tabs: OpenTabs, titles: Sequence[str] = ()) -> None:
        """Show tabs for documents, as at the last start; each is read when its tab first comes to the front."""
        for number, title in zip_longest(tabs.documents, titles, fillvalue=""):
            if number not in self.open_ids:
                self._tabs.append(DocumentTab(int(number), str(title)))
        if 0 <= tabs.front < len(tabs.documents):
            self.open_document(tabs.documents[tabs.front])
        self._refresh_tabs()
        unread = [tab.document_id for tab in self._tabs if tab.review is None]
        if unread:
            self._context.document_manager.look_unsaved(unread, self._on_unsaved)

    def _on_unsaved(self, document_ids: frozenset[int]) -> None:
        for tab in self._tabs:
            tab.kept_unsaved = tab.document_id in document_ids
        self._refresh_tabs()

    def start(self) -> None:
        """Restore the tabs that were open when the program last ended."""
        self._context.attempt(lambda: self.restore_tabs(*self._context.document_manager.restorable_tabs()))

    def _step_back(self) -> bool:
        """Move the document in front to the background. Return false if the text typed in it cannot be stored."""
        context, text = self._context, self._work.text
        if self._front is None:
            return True
        text.flush()
        if text.dirty:
            context.warn(
                self.tr("The text that you typed last is not stored yet, so this document stays in front. Try again.")
            )
            return False
        self._front.mode = text.mode
        self._front.listing = self._work.side.listing
        self._keep_place()
        return True

    def _keep_place(self) -> None:
        """Store the reading place in the document in front."""
        review, text = self._context.review, self._work.text
        if review is None or self._work.reading:
            return
        place = ReadingPlace(text.caret_offset(), review.current, text.top_offset())
        kept = review.open_document.document_id, place
        if kept != self._kept_place:
            # Not requested by the person: a failure is not shown, and the next move tries again.
            with suppress(UserError):
                review.open_document.keep_place(place)
                self._kept_place = kept

    def _close(self, tab: DocumentTab) -> bool:
        front, review = self._front, tab.review
        if tab is front or review is None or tab.unsaved or tab.running:
            if not self.choose(tab) or not self._saving.may_leave():
                return False
            self._keep_place()
        at = self._tabs.index(tab)
        self._close_tab(tab)
        self._tabs.remove(tab)
        if tab is self._front:
            self._front, self._context.review = None, None
            beside = front if front in self._tabs else next(iter(self._tabs[at : at + 1] or self._tabs[-1:]), None)
            if beside is None or not self.choose(beside):
                self._show_none()
        self._refresh_tabs()
        return True

    def _close_tab(self, tab: DocumentTab) -> None:
        if tab.review is not None:
            open_document = tab.review.open_document
            open_document.listener = lambda _: None
            self._context.attempts.do(lambda: self._context.document_manager.close(open_document), again=False)
            tab.review = None

    def _show_none(self) -> None:
        self._stack.setCurrentWidget(self._welcome)
        self._show_welcome()
        self._context.changed.emit()

    def _show_welcome(self) -> None:
        document_manager = self._context.document_manager
        self._welcome.show_recent(document_manager.recent(), document_manager.never_saved())

    def _refresh_tabs(self) -> None:
        """Update the tab strip, and store the list of tabs for the next start."""
        kept = self.open_tabs
        faces = [tab.face(name, in_front=tab is self._front) for tab, name in distinct_titles(self._tabs)]
        self._strip.show_tabs(faces, kept.front)
        if kept != self._kept:
            self._kept = kept
            self._context.attempts.do(lambda: self._context.document_manager.keep_tabs(kept), again=False)

    def _on_dragged(self, before: int, after: int) -> None:
        self._tabs.insert(after, self._tabs.pop(before))
        self._refresh_tabs()

    def _on_told(self, tab: DocumentTab, notification: Notification) -> None:
        """Handle a notification of a document. For one in the background, messages start with its name."""
        if tab is self._front:
            self._tell(notification)
        else:
            self._refresh_tabs()
            if notification.message:
                failed = notification.notice in {Notice.FAILED, Notice.DROPPED}
                self._context.message.say(f"{tab.name}: {translate(notification.message)}", warning=failed)

    def fill_recent(self, menu: QMenu) -> None:
        """Fill a menu with the files opened last."""
        menu.clear()
        for path in self._context.document_manager.recent():
            menu.addAction(str(path).replace("&", "&&"), partial(self.open, path))

    def _open(self, path: Path) -> None:
        # A copy is a separate document: both may be open, and text typed in one must not be saved to the other.
        self._take(self._context.document_manager.open(path, copies=False))
        self._context.document_manager.remember(path)

    def _load(self, tab: DocumentTab) -> None:
        self._make_review(tab, self._context.document_manager.resume(tab.document_id))

    def _make_review(self, tab: DocumentTab, open_document: OpenDocument) -> None:
        context = self._context
        tab.review = review = Review(open_document, context.flush, lambda: context.document_manager.settings.move_on)
        open_document.listener = partial(self._on_told, tab)
        review.moved.connect(partial(self._on_moved, review))

    def _on_moved(self, review: Review, item_id: str) -> None:
        if review is self._context.review:
            self._work.show_moved(item_id)

    def _announce(self) -> None:
        if self._context.review is not None:
            self._context.announcer.moved(self._context.review)

    def _take(self, open_document: OpenDocument) -> None:
        """Show a document that was opened, in its existing tab or in a new one behind the one in front."""
        front = self._front
        tab = self._tab_of(open_document.document_id)
        if tab is None:
            at = len(self._tabs) if front is None else self._tabs.index(front) + 1
            tab = DocumentTab(open_document.document_id)
            self._tabs.insert(at, tab)
        if tab.review is None:
            self._make_review(tab, open_document)
        if not self.choose(tab):
            return
        if front is not None and front is not tab and front.is_blank:
            self._close(front)
        self._context.document_manager.mark_welcome_shown()

    def _show(self, tab: DocumentTab) -> None:
        context, work, review = self._context, self._work, tab.review
        if review is None:
            return
        context.message.hide()
        again, open_document, self._front = tab.mode is not None, review.open_document, tab
        context.review = review
        place = open_document.place
        work.note.clear()  # the note is about the previous document
        work.side.take_listing(tab.listing)
        work.open(review)
        self._stack.setCurrentWidget(work)
        work.set_mode(TextMode.READ)
        if place is not None:
            work.text.scroll_to(place.top, place.caret)
            round_state = open_document.state.round_state
            if round_state is not None and place.proposal_id in round_state.round.by_id:
                review.choose(place.proposal_id)
        if tab.mode is not None:
            work.set_mode(tab.mode)
        self._refresh_tabs()
        context.changed.emit()
        self.opened.emit()
        # Last, because a widget that is not enabled yet takes no focus; keys would then not decide.
        if not self._strip.bar.hasFocus():
            work.text.setFocus()
        if again:
            self._saving.look_at_file()
        elif open_document.document.notes:
            context.message.say(" ".join(map(translate, open_document.document.notes)))
        else:
            self._saving.say_unsaved()
