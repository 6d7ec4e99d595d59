"""The spelling entries of the text's context menu, for a misspelt word that has no proposal: suggestions, and adding
the word to the dictionary."""

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

AROUND = 4000  # code points around the word whose syntax is passed to the spelling checker
_NO_PROSE = SyntaxStyle.SIGN | SyntaxStyle.CODE


class SpellingMenu(QObject):
    """Checks the word at the caret of `workspace` in the background, and creates menu entries for it."""

    def __init__(self, context: WindowContext, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._context = context
        self._work = workspace
        self._actions: list[QAction] = []

    def warm_up(self) -> None:
        """Called when the start is over: from now on, load the dictionaries as soon as a document is open."""
        self._context.changed.connect(self._warm_up)
        self._warm_up()

    def _warm_up(self) -> None:
        if self._context.review is not None:
            self._context.changed.disconnect(self._warm_up)
            self._context.document_manager.spelling.warm_up(self._context.document_manager.settings.dialect)

    def ask(self, done: Callable[[Misspelling | None], None]) -> None:
        """Check the selected word, or the word at the caret. `done` receives the result, unless another request or
        `forget` follows first."""
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
            # Computing what was learned from thousands of decisions takes time, and the result for a state never
            # changes.
            return Request(state.text, syntax, Memory(words=state.memory.words | dictionary), dialect)

        self._context.document_manager.spelling.look_up(prepare, selected.start, done)

    def forget(self) -> None:
        """Drop the request, because the menu has closed."""
        self._context.document_manager.spelling.forget()

    def _syntax(self, around: Span) -> tuple[Span, ...]:
        """The spans around a place that are not prose."""
        page, found = self._work.text.page, list[Span]()
        last = page.line_of(min(around.end + AROUND, len(page.text)))
        for number in range(page.line_of(max(0, around.start - AROUND)), last + 1):
            syntax, start = page.lines[number].syntax, page.starts[number]
            for stretch in syntax.stretches if syntax is not None else ():
                if stretch.face & _NO_PROSE and not stretch.face & SyntaxStyle.CELL:
                    found.append(Span(start + stretch.start, start + stretch.end))
        return tuple(found)

    def entries(self, misspelling: Misspelling) -> list[QAction]:
        """Menu entries that replace the word by a suggestion, or mark it as correct."""
        word = misspelling.span.of(self._work.text.page.text)
        for old in self._actions:
            old.deleteLater()
        self._actions = entries = list[QAction]()
        for number, text in enumerate(misspelling.texts, 1):
            entries.append(QAction(f"&{number}  {text}", self))
            entries[-1].triggered.connect(partial(self._apply_suggestion, Edit(misspelling.span.start, word, text)))
        for name, everywhere in (
            (self.tr("“{word}” &is correct in this document"), False),
            (self.tr("Add “{word}” to your &dictionary"), True),
        ):
            entries.append(QAction(name.format(word=word), self))
            entries[-1].triggered.connect(partial(self._add, word, everywhere))
        return entries

    def _apply_suggestion(self, edit: Edit, _: bool = False) -> None:
        """Replace the word, as a manual edit that is one undo step."""
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
