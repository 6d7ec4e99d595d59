"""Commands that decide: the current proposal, those with the same correction, and those listed. Also adding a word to
the dictionary, silencing a rule, and locking a passage."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from reviser.core.edit import RejectReason, Verdict
from reviser.core.round_state import Status
from reviser.core.text import Span
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.controllers.offered import click, is_offered
from reviser.gui.panels.inspector import MOST_ALTERNATIVES
from reviser.gui.text.views import View
from reviser.gui.wording.reject_reasons import reject_reason_words
from reviser.gui.wording.state_sentences import shorten
from reviser.gui.workspace import Workspace

LONGEST = 40  # code points of an alternative that a menu shows
DECIDABLE = frozenset({Status.PENDING, Status.ACCEPTED, Status.REJECTED})


class DecidingController:
    """Declares and runs the commands that decide in `workspace`."""

    def __init__(self, context: WindowContext, workspace: Workspace) -> None:
        self._context = context
        self._work = workspace

    def commands(self) -> Iterable[Command]:
        yield from self._current()
        yield from self._reasons()
        yield from self._alternatives()
        yield from self._batches()
        yield from self._for_good()

    def _current(self) -> Iterable[Command]:
        work = self._work
        place, group = MenuSection.REVIEW_DECIDE, CommandGroup.DECIDING
        yield Command(
            "accept",
            tr("&Accept the proposal"),
            lambda: work.decide(Verdict.ACCEPT),
            place,
            group,
            keys=("A", "Return"),
            icon="accept",
            enabled=self._stands(DECIDABLE - {Status.ACCEPTED}),
        )
        yield Command(
            "reject",
            tr("&Reject the proposal"),
            lambda: work.decide(Verdict.REJECT),
            place,
            group,
            keys=("X", "Backspace"),
            icon="reject",
            enabled=self._stands(DECIDABLE - {Status.REJECTED}),
        )
        yield Command(
            "rewrite",
            tr("Re&write it in your own words …"),
            work.begin_rewrite,
            place,
            group,
            keys=("E",),
            icon="rewrite",
            enabled=self._stands(DECIDABLE),
        )
        yield Command(
            "take-back",
            tr("&Take your decision back"),
            work.take_back,
            place,
            group,
            keys=("U",),
            enabled=self._can_take_back,
        )

    def _reasons(self) -> Iterable[Command]:
        for number, reason in enumerate(RejectReason, 1):
            yield Command(
                f"reject-{reason}",
                reject_reason_words(reason).command,
                partial(self._work.decide, Verdict.REJECT, reason=reason.value),
                MenuSection.REASONS,
                CommandGroup.DECIDING,
                keys=(str(number),),
                enabled=self._stands(DECIDABLE),
            )

    def _alternatives(self) -> Iterable[Command]:
        inspector = self._work.inspector
        name = tr("Accept alternative {number}")  # its mnemonic is its number
        for number in range(1, MOST_ALTERNATIVES + 1):
            yield Command(
                f"alternative-{number}",
                name.format(number=f"&{number}"),
                partial(inspector.pick, number),
                MenuSection.ALTERNATIVES,
                CommandGroup.DECIDING,
                keys=(f"Alt+{number}",),
                enabled=partial(inspector.can_pick, number),
                name_now=partial(self._alternative_now, number, name.format(number=f"&{number}")),
            )

    def _alternative_now(self, number: int, name: str) -> str:
        """The menu name of an alternative: the text that it would insert, shortened."""
        if not self._work.inspector.can_pick(number):
            return name
        shown = self._work.inspector.alternative(number)
        return f"&{number}  " + shorten(shown, LONGEST).replace("&", "&&")

    def _batches(self) -> Iterable[Command]:
        work, inspector = self._work, self._work.inspector
        like, shown = partial(_button, within=inspector), partial(_button, within=work)
        yield like("accept-like", tr("Accept all like this one"), inspector.accept_all_button, "Shift+A")
        yield like("reject-like", tr("Reject all like this one"), inspector.reject_all_button, "Shift+X")
        listed = tr("Accept all listed, except the flagged")
        yield shown("accept-shown", listed, work.batch.accept_button, "Ctrl+Shift+A")
        yield shown("reject-shown", tr("Reject all listed"), work.batch.reject_button, "Ctrl+Shift+X")

    def _for_good(self) -> Iterable[Command]:
        inspector = self._work.inspector
        word = partial(_button, within=inspector, section=MenuSection.WORDS)
        yield word("word-here", tr("Mark the word as correct in this document"), inspector.document_word_button, "W")
        yield word("word-everywhere", tr("Add the word to your dictionary"), inspector.own_word_button, "D")
        rule = tr("Stop or resume proposing this kind here")
        yield word("silence-rule", rule, inspector.rule_button, "M", icon="mute")
        yield Command(
            "why",
            tr("Wh&y it is proposed"),
            self._show_why,
            MenuSection.REVIEW_WHY,
            CommandGroup.DECIDING,
            keys=("Y",),
            enabled=lambda: self._context.document_open() and inspector.item is not None,
        )
        yield Command(
            "lock",
            tr("&Lock or unlock the selection"),
            self._lock,
            MenuSection.EDIT_MODE,
            CommandGroup.DECIDING,
            keys=("Ctrl+L",),
            icon="lock",
            enabled=lambda: self._context.document_open() and not self._work.reading,
        )

    def _show_why(self) -> None:
        """Show beside the explanation which reviser proposed the current proposal, and by which rule."""
        if self._work.inspector.item is not None:
            self._work.side.show()
            self._work.inspector.show_details()

    def _can_take_back(self) -> bool:
        review = self._context.review
        return review is not None and not self._work.reading and bool(review.takes_back)

    def _stands(self, statuses: frozenset[Status]) -> Callable[[], bool]:
        """A condition: there is a current proposal, and its status is one of `statuses`."""

        def stands() -> bool:
            review = self._context.review
            item = None if review is None or self._work.reading else review.item
            return item is not None and review is not None and review.status(item) in statuses

        return stands

    def _lock(self) -> None:
        """Lock the selection, or unlock the locked passage that the selection or the caret is in."""
        review, text = self._context.review, self._work.text
        if review is None or self._work.reading or self._work.views.view is not View.INLINE:
            return
        text.flush()
        cursor = text.textCursor()
        start, end = text.text_offset(cursor.selectionStart()), text.text_offset(cursor.selectionEnd())
        span, open_document = Span(start, end), review.open_document
        inside = any(lock.start <= start and end <= lock.end for lock in review.state.locks)
        before = review.state.locks
        self._work.attempted.emit(lambda _: (open_document.unlock if inside else open_document.lock)(span))
        if review.state.locks != before:
            self._work.say(
                _tr("Unlocked") if inside else _tr("Locked: nothing is proposed there, and you can type in it")
            )


def _button(
    command_id: str,
    name: str,
    button: QAbstractButton,
    key: str,
    *,
    within: QWidget,
    section: MenuSection = MenuSection.LIKE_IT,
    icon: str = "",
) -> Command:
    """A command that clicks a button of the workspace."""
    there = is_offered(button, within)
    return Command(
        command_id,
        name,
        click(button, within),
        section,
        CommandGroup.DECIDING,
        keys=(key,),
        icon=icon,
        enabled=there,
        name_now=lambda: (there() and button.accessibleName()) or name,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("DecidingController", text)
