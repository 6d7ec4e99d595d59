"""Find and replace in the displayed text: the find bar, the highlighted matches, and the edits that replacing makes.

The search runs in the background. A request that arrives meanwhile (go to the next match, replace one) is carried out
when the search has finished."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from reviser.core.edit import Edit
from reviser.core.find import Matches, PatternError, Replacements, TemplateError, replace_one
from reviser.core.text import Span
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.keys import Keymap
from reviser.gui.text.find_bar import FindBar, error_sentence
from reviser.gui.text.lines import break_lines
from reviser.gui.text.text_view import TextMode, TextView
from reviser.gui.text.views import View
from reviser.gui.workspace import Workspace
from reviser.services.documents.find_in_text import FindInText

FOLLOW_MS = 100  # milliseconds after a change of the text until it is searched again
ONE_S = 0.2  # seconds that finding one match on the main thread may take


class FindController(QObject):
    """Find and replace in the text that `workspace` shows."""

    def __init__(self, context: WindowContext, workspace: Workspace) -> None:
        super().__init__(context)
        self._context = context
        self._work = workspace
        self._search = FindInText(context.document_manager.background_tasks)
        self._matches = Matches()
        self._text = ""  # the text that was searched
        self._origin = 0  # the caret when the person began this search, in code points
        self._then: list[Callable[[], None]] = []  # to be called when the search has finished
        self.bar = FindBar(context.theme)
        workspace.centre.add_under_text(self.bar)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._look_again)
        self._connect()

    def _connect(self) -> None:
        bar, context, views = self.bar, self._context, self._work.views
        bar.asked.connect(self._on_asked)
        bar.stepped.connect(self.step)
        bar.replaced.connect(self._replace)
        bar.closed.connect(self.close)
        for view in (views.inline, views.side.right, views.alone):
            view.painted.connect(self._on_painted)
        views.currentChanged.connect(self._on_view)
        context.changed.connect(self._on_changed)
        context.theme_changed.connect(bar.set_theme)
        context.keymap_changed.connect(self._set_keymap)

    def commands(self) -> Iterable[Command]:
        there, section = self._context.document_open, MenuSection.EDIT_FIND
        made = partial(Command, section=section, group=CommandGroup.TEXT, enabled=there, steady=True)
        yield made("find", tr("&Find …"), self.show, keys=("Ctrl+F",))
        yield made("find-next", tr("Find ne&xt"), partial(self.step, 1), keys=("F3",))
        yield made("find-previous", tr("Find pre&vious"), partial(self.step, -1), keys=("Shift+F3",))
        yield made("replace", tr("R&eplace …"), partial(self.show, replacing=True), keys=("Ctrl+R",))

    # The bar

    @property
    def open(self) -> bool:
        return self.bar.isVisibleTo(self._work)

    @property
    def busy(self) -> bool:
        """Whether a search is still running."""
        return self._search.busy

    @property
    def following(self) -> bool:
        """Whether the text has changed and will be searched again in a moment."""
        return self._follow.isActive()

    def show(self, *, replacing: bool = False) -> None:
        """Open the find bar with the selected text in it; with `replacing`, also its field for the replacement."""
        if not self._in_sight():
            return
        view = self._view
        view.flush()
        selected = self._selected
        words = selected.of(view.page.text)
        self._origin = selected.start
        self.bar.begin("" if len(break_lines(words)) > 1 else words, replacing=replacing)
        self._look(self._go_near)

    def close(self) -> None:
        """Close the find bar. The focus goes to the text, with the match selected."""
        self.stop()
        for view in self._views():
            view.show_found(Matches())
        self._work.views.take_focus()

    def stop(self) -> None:
        """Stop searching, without closing the bar."""
        self._follow.stop()
        self._search.forget()
        self._then.clear()
        self._matches, self._text = Matches(), ""
        self.bar.hide()

    def _in_sight(self) -> bool:
        """Whether the text is displayed. If the history is shown in its place, tell the person."""
        if self._work.isVisibleTo(self._context.window):
            return True
        self._context.warn(self.tr("Find searches the text: press Esc to go back to it."))
        return False

    def _set_keymap(self, keymap: Keymap) -> None:
        self.bar.show_keys(keymap.first_key_text("find-next"), keymap.first_key_text("find-previous"))

    def _on_changed(self) -> None:
        if self.open and not self._context.document_open():
            self.stop()

    def _on_painted(self) -> None:
        """React to another text being displayed."""
        if self.open and self._view.page.text is not self._text:
            self._follow.start()

    def _on_view(self) -> None:
        for view in self._views():
            view.show_found(Matches())
        self._text = ""
        self._on_painted()

    # Searching

    @property
    def _view(self) -> TextView:
        return self._work.views.current_view

    def _views(self) -> tuple[TextView, ...]:
        views = self._work.views
        return views.inline, views.side.right, views.alone

    @property
    def _selected(self) -> Span:
        """The selected span of the text; empty, at the caret, if nothing is selected."""
        return self._view.selected_span()

    def _on_asked(self) -> None:
        self._origin = self._selected.start
        self._look(self._go_near)

    def _look_again(self) -> None:
        self._look()

    def _look(self, then: Callable[[], None] | None = None) -> None:
        """Search the displayed text. `then` is called when the search has finished."""
        self._follow.stop()
        self._then += [then] if then is not None else []
        self._text = self._view.page.text
        self.bar.allow_replacing(self._why_not())
        self._search.find(self._text, self.bar.query, self._answered)

    def _answered(self, answer: Matches | PatternError | TemplateError) -> None:
        if self._view.page.text is not self._text:
            self._look()
            return
        self._matches = answer if isinstance(answer, Matches) else Matches()
        if not isinstance(answer, Matches):
            self.bar.say(error_sentence(answer))
        elif not answer.complete:
            self.bar.say(self.tr("The search took too long and was stopped: try a simpler expression."))
        else:
            self.bar.say(self._why_not() if self.bar.replacing else "")
        self._view.show_found(self._matches)
        waiting, self._then = self._then, []
        for act in waiting:
            act()
        self._show_count()

    def _when_found(self, act: Callable[[], None]) -> None:
        """Call `act` as soon as the matches of the displayed text are known."""
        self._view.flush()
        if self._search.busy:
            self._then.append(act)
        elif self._view.page.text is not self._text:
            self._look(act)
        else:
            act()

    def _show_count(self) -> None:
        at = self._matches.index_of(self._selected) if self.bar.words.text() else None
        self.bar.show_count(at, len(self._matches), complete=self._matches.complete)

    # Going from match to match

    def step(self, by: int) -> None:
        """Go to the next match (`by` = 1) or the previous one (-1); wraps around."""
        if not self._in_sight():
            return
        if not self.bar.words.text():
            self.show()
            return
        self.bar.show()
        self._when_found(partial(self._step, by))

    def _step(self, by: int) -> None:
        starts, selected = self._matches.starts, self._selected
        if not starts:
            return
        at = self._matches.index_of(selected)
        if at is None:
            at = bisect_left(starts, selected.end if by > 0 else selected.start) - (by < 0)
        else:
            at += by
        self._go(at % len(starts))

    def _go_near(self) -> None:
        """Go to the first match at or behind the place where the person began to search."""
        if self._matches.starts:
            self._go(bisect_left(self._matches.starts, self._origin) % len(self._matches))

    def _go(self, at: int) -> None:
        span = self._matches.span(at)
        if self._work.text.mode is TextMode.REVIEW:
            self._work.set_mode(TextMode.READ)  # while searching, a letter must not decide a proposal
        self._view.select(span.start, span.end)
        self._show_count()
        self._context.announcer.say(self.bar.count.text())

    # Replacing

    def _why_not(self) -> str:
        if self._work.reading or self._work.views.view is not View.INLINE:
            return self.tr("Only the current text can be changed, in the inline view.")
        return ""

    def _replace(self, everywhere: bool) -> None:
        if not self._why_not():
            self._when_found(self._replace_all if everywhere else self._replace_one)

    def _replace_one(self) -> None:
        """Replace the selected match and go to the next. If no match is selected, only go to the next."""
        at = self._matches.index_of(self._selected)
        if at is None:
            self._step(1)
            return
        span, page = self._matches.span(at), self._view.page
        try:
            edit = replace_one(page.text, self.bar.query, span, self.bar.template.text(), page.line_end, limit_s=ONE_S)
        except (PatternError, TemplateError) as error:
            self.bar.say(error_sentence(error))
            return
        if edit is None or edit.before == edit.after:
            self._step(1)
        elif self._change((edit,)):
            behind = edit.start + len(edit.after)
            # An empty match right behind it (the end of a line) would be the same match again.
            self._origin = behind + (not span)
            self._view.reveal(Span(behind, behind))
            self._work.say(self._count_sentence(1))
            self._look(self._go_near)

    def _replace_all(self) -> None:
        page = self._view.page
        template = self.bar.template.text()
        self._search.replace_all(page.text, self.bar.query, template, page.line_end, partial(self._take, page.text))

    def _take(self, text: str, answer: Replacements | PatternError | TemplateError) -> None:
        """Apply the replacements of all matches of `text`, if that is still the displayed text."""
        if not isinstance(answer, Replacements):
            self._then.clear()
            self.bar.say(error_sentence(answer))
            return
        self._view.flush()
        if self._view.page.text is not text:
            self._replace(everywhere=True)
            return
        if not answer.edits or self._change(answer.edits):
            self._work.say(self._count_sentence(answer.count))
            self._look()

    def _change(self, edits: tuple[Edit, ...]) -> bool:
        review = self._context.review
        return review is not None and self._context.attempt(lambda: review.open_document.change(edits))

    def _count_sentence(self, count: int) -> str:
        return self.tr("%Ln replaced.", "", count)
