"""Commands for the display: the view of the text, the panels beside it, and the size of letters and lines."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from reviser.gui.commands import Command, CommandGroup, MenuSection, tr
from reviser.gui.context import WindowContext
from reviser.gui.text.views import View
from reviser.gui.window_layout import WindowLayout
from reviser.gui.workspace import Workspace
from reviser.services.settings import LINE_WIDTHS, TEXT_SIZES, Settings


class ViewController:
    """Changes the view of `workspace`, and the panels of `window_layout`. `take_settings` applies other settings."""

    def __init__(
        self,
        context: WindowContext,
        workspace: Workspace,
        window_layout: WindowLayout,
        take_settings: Callable[[Settings], None],
    ) -> None:
        self._context = context
        self._work = workspace
        self._layout = window_layout
        self._take = take_settings

    def commands(self) -> Iterable[Command]:
        there = self._context.document_open
        views = {
            "view-inline": (tr("&Inline: proposals in the text"), View.INLINE),
            "view-side-by-side": (tr("Side &by side: before and after"), View.SIDE_BY_SIDE),
            "view-result": (tr("&Result: the text as it would be"), View.RESULT),
            "show-original": (tr("The te&xt before this round"), View.ORIGINAL),
            "show-accepted": (tr("The text with a&ccepted edits"), View.ACCEPTED),
        }
        group = CommandGroup.VIEW
        for number, (command_id, (name, view)) in enumerate(views.items(), 1):
            act = partial(self._work.set_view, view)
            key = f"Ctrl+{number}"
            on = partial(self._is_view, view)
            yield Command(command_id, name, act, MenuSection.VIEW_TEXT, group, keys=(key,), enabled=there, checked=on)
        place, layout, work = MenuSection.VIEW_PANELS, self._layout, self._work
        focus = tr("&Focus: nothing but the text")
        yield Command(
            "focus",
            focus,
            layout.switch_focus,
            place,
            group,
            keys=("F11",),
            enabled=there,
            checked=lambda: layout.alone,
        )
        rounds = tr("Rounds &panel")
        on = partial(_is_shown, work.rounds)
        yield Command(
            "panel-rounds", rounds, layout.switch_rounds, place, group, keys=("F9",), enabled=there, checked=on
        )
        side = tr("List p&anel")
        on = partial(_is_shown, work.side)
        yield Command(
            "panel-side", side, layout.switch_list, place, group, keys=("Shift+F9",), enabled=there, checked=on
        )
        yield from self._sizes()

    def _sizes(self) -> Iterable[Command]:
        group, lines, size = CommandGroup.VIEW, MenuSection.LINE_WIDTH, MenuSection.TEXT_SIZE
        yield Command("lines-longer", tr("Lo&nger lines"), lambda: self._set_lines(1), lines, group, ("Ctrl+Alt+=",))
        yield Command("lines-shorter", tr("S&horter lines"), lambda: self._set_lines(-1), lines, group, ("Ctrl+Alt+-",))
        larger = tr("&Larger text")
        yield Command("text-larger", larger, lambda: self._resize_text(1), size, group, ("Ctrl++", "Ctrl+="))
        yield Command("text-smaller", tr("&Smaller text"), lambda: self._resize_text(-1), size, group, ("Ctrl+-",))
        usual = tr("&Default text size")
        yield Command("text-usual", usual, lambda: self._resize_text(0), size, group, ("Ctrl+0",))

    def _is_view(self, view: View) -> bool:
        return self._work.views.view is view

    def _resize_text(self, by: int) -> None:
        settings = self._context.document_manager.settings
        size = settings.font_size + by if by else Settings().font_size
        self._take(replace(settings, font_size=min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])))

    def _set_lines(self, by: int) -> None:
        settings = self._context.document_manager.settings
        at = LINE_WIDTHS.index(settings.line_width) if settings.line_width in LINE_WIDTHS else 2
        width = LINE_WIDTHS[min(max(at + by, 0), len(LINE_WIDTHS) - 1)]
        self._take(replace(settings, line_width=width))


def _is_shown(panel: QWidget) -> bool:
    return not panel.isHidden()
