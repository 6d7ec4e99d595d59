"""What stands in the context menu at a misspelt word that has no proposal: what it may have been meant to be, and that
it is right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from reviser.core.edit import Edit
from reviser.core.memory import Memory
from reviser.core.text import Span
from reviser.documents.highlight import SyntaxStyle
from reviser.gui.context import WindowContext
from reviser.gui.text.text_view import Gesture
from reviser.gui.text.views import View
from reviser.gui.workspace import Workspace
from reviser.revisers.base import Misspelling, Request

AROUND = 4000  # code points whose syntax is told to who knows the words
_NO_PROSE = SyntaxStyle.SIGN | SyntaxStyle.CODE


class SpellingMenu(QObject):
    """Asks in the background about the word at the caret of `workspace`, and makes the entries of a menu."""

    def __init__(self, context: WindowContext, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._context = context
        self._work = workspace
        self._made: list[QAction] = []

    def warm_up(self) -> None:
        """The start of the program is over: from now on the dictionaries are read as soon as there is a document."""
        self._context.changed.connect(self._warm_up)
        self._warm_up()

    def _warm_up(self) -> None:
        if self._context.review is not None:
            self._context.changed.disconnect(self._warm_up)
            self._context.document_manager.spelling.warm_up(self._context.document_manager.settings.dialect)

    def ask(self, done: Callable[[Misspelling | None], None]) -> None:
        """Ask about the word that is selected, or stands at the caret, if there is one. `done` gets the answer, unless
        something else is asked before, or it was forgotten."""
        self.forget()
        review, text = self._context.review, self._work.text
        selected = text.selected_span()
        words = selected.of(text.page.text)
        if review is None or self._work.reading or self._work.views.view is not View.INLINE or text.dirty:
            return
        beside = text.page.text[max(0, selected.start - 1) : selected.end + 1]
        if len(words.split()) > 1 or not any(map(str.isalpha, words or beside)):
            return
        syntax, dialect = self._syntax(selected), self._context.document_manager.settings.dialect
        state, dictionary = review.state, review.open_document.dictionary

        def prepare() -> Request:
            # What a state learned from thousands of decisions takes a while to tell, and does not change any more.
            return Request(state.text, syntax, Memory(words=state.memory.words | dictionary), dialect)

        self._context.document_manager.spelling.look_up(prepare, selected.start, done)

    def forget(self) -> None:
        """The menu is of no use any more."""
        self._context.document_manager.spelling.forget()

    def _syntax(self, around: Span) -> tuple[Span, ...]:
        """What the lines about a place have that is no prose."""
        page, found = self._work.text.page, list[Span]()
        last = page.line_of(min(around.end + AROUND, len(page.text)))
        for number in range(page.line_of(max(0, around.start - AROUND)), last + 1):
            syntax, start = page.lines[number].syntax, page.starts[number]
            for stretch in syntax.stretches if syntax is not None else ():
                if stretch.face & _NO_PROSE and not stretch.face & SyntaxStyle.CELL:
                    found.append(Span(start + stretch.start, start + stretch.end))
        return tuple(found)

    def entries(self, found: Misspelling) -> list[QAction]:
        """Put something else there, or call the word right."""
        word = found.span.of(self._work.text.page.text)
        for old in self._made:
            old.deleteLater()
        self._made = entries = list[QAction]()
        for number, text in enumerate(found.texts, 1):
            entries.append(QAction(f"&{number}  {text}", self))
            entries[-1].triggered.connect(partial(self._apply_suggestion, Edit(found.span.start, word, text)))
        for name, everywhere in (
            (self.tr("“{word}” &is right in this document"), False),
            (self.tr("Add “{word}” to your &dictionary"), True),
        ):
            entries.append(QAction(name.format(word=word), self))
            entries[-1].triggered.connect(partial(self._add, word, everywhere))
        return entries

    def _apply_suggestion(self, edit: Edit, _: bool = False) -> None:
        """As an edit by hand, which is one step to undo."""
        review, text = self._context.review, self._work.text
        text.flush()
        if review is None or edit.span.of(review.state.text) != edit.before:
            return
        if not text.editing:
            text.edit_wanted.emit(Gesture.CHANGE)
        if self._context.attempt(lambda: review.open_document.change((edit,))):
            text.reveal(Span(edit.start, edit.start + len(edit.after)))

    def _add(self, word: str, everywhere: bool, _: bool = False) -> None:
        self._context.attempt_review(lambda review: review.open_document.add_word(word, everywhere=everywhere))
