"""What a proposal says, for another program: copied to the clipboard."""

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from reviser.core.round import Item
from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext


class CopyController:
    """Copies parts of the current proposal."""

    def __init__(self, context: WindowContext) -> None:
        self._context = context

    def commands(self) -> Iterable[Command]:
        yield Command(
            "copy-proposed",
            tr("Copy what is proposed"),
            self._copy_proposed,
            MenuSection.REVIEW_WHY,
            CommandGroup.DECIDING,
            keys=("Ctrl+Alt+C",),
            icon="copy",
            enabled=self._has_current,
        )

    def _copy_proposed(self) -> None:
        item = self._current()
        if item is not None:
            QGuiApplication.clipboard().setText(item.proposal.edit.after)
            self._context.announcer.say(tr("Copied"))

    def _has_current(self) -> bool:
        return self._current() is not None

    def _current(self) -> Item | None:
        review = self._context.review
        return None if review is None else review.item
