"""Commands that move between proposals, between typing and reviewing, and between the text and the list."""

from collections.abc import Iterable

from reviser.gui.commands import Bar, Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.text.text_view import TextMode
from reviser.gui.workspace import Workspace


class NavigationController:
    """Declares and runs the commands that move in `workspace`."""

    def __init__(self, context: WindowContext, workspace: Workspace) -> None:
        self._context = context
        self._work = workspace

    def commands(self) -> Iterable[Command]:
        work, group = self._work, CommandGroup.MOVING
        there = self._context.document_open
        yield Command(
            "next",
            tr("&Next proposal"),
            lambda: work.step(1),
            MenuSection.REVIEW_MOVE,
            group,
            keys=("F8", "J"),
            icon="next",
            enabled=self._has_round,
            bar=Bar.NEXT,
        )
        yield Command(
            "previous",
            tr("&Previous proposal"),
            lambda: work.step(-1),
            MenuSection.REVIEW_MOVE,
            group,
            keys=("Shift+F8", "K"),
            icon="previous",
            enabled=self._has_round,
            bar=Bar.PREVIOUS,
        )
        yield Command(
            "skip",
            tr("&Skip to the next undecided one"),
            work.skip,
            MenuSection.REVIEW_MOVE,
            group,
            keys=("Space",),
            enabled=self._has_round,
        )
        yield Command(
            "mode",
            tr("&Edit the text, or review"),
            self._switch_mode,
            MenuSection.EDIT_MODE,
            group,
            keys=("F6",),
            icon="edit",
            enabled=there,
        )
        yield Command(
            "other-pane",
            tr("Switch between the text and the list"),
            self._go_across,
            MenuSection.VIEW_PANELS,
            group,
            keys=("Shift+F6",),
            enabled=there,
        )

    def _has_round(self) -> bool:
        review = self._context.review
        return review is not None and review.state.round_state is not None

    def _switch_mode(self) -> None:
        self._work.set_mode(TextMode.REVIEW if self._work.text.editing else TextMode.EDIT)
        self._work.text.setFocus()

    def _go_across(self) -> None:
        (self._work.list if self._work.text.hasFocus() else self._work.text).setFocus()
