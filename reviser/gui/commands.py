"""The registry of commands. A controller declares each of its commands in one place: id, name, default keys, icon,
place in the menus and on the key sheet, the function that runs it, and the condition under which it can run. Menus,
tool bar, command palette, key sheet and the settings page for keys are all built from the registry."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from reviser.gui.keys import Keys


def tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def always() -> bool:
    """The condition of a command that can run at any time."""
    return True


class CommandGroup(Enum):
    """The group that a command belongs to on the key sheet and in the palette, in this order."""

    DECIDING = auto()
    MOVING = auto()
    LISTING = auto()
    ROUNDS = auto()
    HISTORY = auto()
    VIEW = auto()
    TEXT = auto()
    DOCUMENT = auto()
    HELP = auto()


class Menu(Enum):
    """A menu of the menu bar, or a submenu of one (see `PARENTS`), in this order."""

    FILE = auto()
    EDIT = auto()
    REVIEW = auto()
    VIEW = auto()
    HISTORY = auto()
    TOOLS = auto()
    HELP = auto()
    RECENT = auto()  # holds files, not commands
    REASONS = auto()
    ALTERNATIVES = auto()
    LIKE_IT = auto()
    FROM_NOW_ON = auto()
    LIST = auto()
    FILTER = auto()
    SORT = auto()
    TEXT_SIZE = auto()
    READ_ROUND = auto()


class MenuSection(Enum):
    """A section of a menu, between two separators, in this order. Commands in a section stand in the order of
    registration."""

    FILE_OPEN = (Menu.FILE, 1)
    FILE_SAVE = (Menu.FILE, 2)
    FILE_DATASETS = (Menu.FILE, 3)
    FILE_PRINT = (Menu.FILE, 4)
    FILE_QUIT = (Menu.FILE, 5)
    EDIT_UNDO = (Menu.EDIT, 1)
    EDIT_CLIPBOARD = (Menu.EDIT, 2)
    EDIT_FIND = (Menu.EDIT, 3)
    EDIT_MODE = (Menu.EDIT, 4)
    REVIEW_ROUND = (Menu.REVIEW, 1)
    REVIEW_MOVE = (Menu.REVIEW, 2)
    REVIEW_DECIDE = (Menu.REVIEW, 3)
    REVIEW_WHY = (Menu.REVIEW, 4)
    REVIEW_SETTLE = (Menu.REVIEW, 5)
    REASONS = (Menu.REASONS, 1)
    ALTERNATIVES = (Menu.ALTERNATIVES, 1)
    LIKE_IT = (Menu.LIKE_IT, 1)
    WORDS = (Menu.FROM_NOW_ON, 1)
    SILENT = (Menu.FROM_NOW_ON, 2)
    VIEW_TEXT = (Menu.VIEW, 1)
    VIEW_LIST = (Menu.VIEW, 2)
    VIEW_PANELS = (Menu.VIEW, 3)
    VIEW_SIZE = (Menu.VIEW, 4)
    VIEW_DOCUMENTS = (Menu.VIEW, 5)
    LIST = (Menu.LIST, 1)
    FILTER = (Menu.FILTER, 1)
    FILTER_NONE = (Menu.FILTER, 2)
    SORT = (Menu.SORT, 1)
    TEXT_SIZE = (Menu.TEXT_SIZE, 1)
    LINE_WIDTH = (Menu.TEXT_SIZE, 2)
    HISTORY_TEXT = (Menu.HISTORY, 1)
    HISTORY_ROUNDS = (Menu.HISTORY, 2)
    HISTORY_POINT = (Menu.HISTORY, 3)
    HISTORY_SEARCH = (Menu.HISTORY, 4)
    READ_ROUND = (Menu.READ_ROUND, 1)
    TOOLS_QUEUE = (Menu.TOOLS, 1)
    TOOLS_CHARTS = (Menu.TOOLS, 2)
    TOOLS_SETTINGS = (Menu.TOOLS, 3)
    HELP_FIND = (Menu.HELP, 1)
    HELP_ABOUT = (Menu.HELP, 2)

    @property
    def menu(self) -> Menu:
        return self.value[0]


# The section of the parent menu that each submenu stands in, behind that section's commands.
PARENTS: Mapping[Menu, MenuSection] = {
    Menu.RECENT: MenuSection.FILE_OPEN,
    Menu.REASONS: MenuSection.REVIEW_DECIDE,
    Menu.ALTERNATIVES: MenuSection.REVIEW_DECIDE,
    Menu.LIKE_IT: MenuSection.REVIEW_DECIDE,
    Menu.FROM_NOW_ON: MenuSection.REVIEW_SETTLE,
    Menu.LIST: MenuSection.VIEW_LIST,
    Menu.FILTER: MenuSection.VIEW_LIST,
    Menu.SORT: MenuSection.VIEW_LIST,
    Menu.TEXT_SIZE: MenuSection.VIEW_SIZE,
    Menu.READ_ROUND: MenuSection.HISTORY_ROUNDS,
}

# The sections of the context menus: of a proposal, and of the text, which may contain one.
OF_PROPOSAL = (MenuSection.REVIEW_DECIDE, MenuSection.WORDS, MenuSection.REVIEW_WHY)
OF_TEXT = (MenuSection.EDIT_UNDO, MenuSection.EDIT_CLIPBOARD, MenuSection.EDIT_MODE)


class Bar(Enum):
    """The positions of buttons in the bar above the text, from left to right."""

    OPEN = auto()
    SAVE = auto()
    PREVIOUS = auto()
    NEXT = auto()
    UNDO = auto()
    SETTINGS = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """A command that the person can run.

    `id` is stored in settings. `name` is translated and has its mnemonic letter marked. `enabled` returns whether the
    command can do anything now. `steady`: that answer changes only when the window refreshes, not when another proposal
    becomes the current one. `fixed`: its keys are standard keys of text widgets and cannot be changed. `name_now`
    returns what it would do now, for a menu that opens. `checked` returns whether the thing that it switches is on."""

    id: str
    name: str
    run: Callable[[], object]
    section: MenuSection
    group: CommandGroup
    keys: Keys = ()
    icon: str = ""
    enabled: Callable[[], bool] = always
    steady: bool = False
    fixed: bool = False
    bar: Bar | None = None
    name_now: Callable[[], str] | None = None
    checked: Callable[[], bool] | None = None

    @property
    def plain(self) -> str:
        """The name without its mnemonic mark and without a trailing ellipsis."""
        return self.name.replace("&", "").rstrip(" …")


class CommandRegistry:
    """All commands of a window, in the order of the key sheet. `document_open` returns whether a document is open."""

    def __init__(self, document_open: Callable[[], bool]) -> None:
        self._document_open = document_open
        self._all: dict[str, Command] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """Register commands. Raises ValueError if an id or a default key is already in use."""
        for command in commands:
            taken = {key for other in self._all.values() for key in other.keys}
            if command.id in self._all or taken & set(command.keys):
                raise ValueError(f"two commands have the id or a key of {command.id}")
            self._all[command.id] = command
        order = list(CommandGroup)
        self._all = dict(sorted(self._all.items(), key=lambda item: order.index(item[1].group)))

    def __iter__(self) -> Iterator[Command]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, command_id: str) -> Command:
        return self._all[command_id]

    def groups(self) -> dict[CommandGroup, tuple[Command, ...]]:
        """The commands by group. Empty groups are left out."""
        grouped = {group: tuple(each for each in self if each.group is group) for group in CommandGroup}
        return {group: commands for group, commands in grouped.items() if commands}

    def usual_keys(self) -> dict[str, Keys]:
        """The default keys of each command whose keys can be changed."""
        return {command.id: command.keys for command in self if not command.fixed}

    def run(self, command_id: str) -> None:
        """Run a command. If there is nothing to do, the command does nothing or shows a sentence that says why."""
        self._all[command_id].run()

    def enabled(self, command_id: str) -> bool:
        """Whether a command can do anything now."""
        return self._all[command_id].enabled()

    def usable(self, exactly: Container[str]) -> frozenset[str]:
        """The ids of the commands that respond to their keys now. For commands in `exactly`, the condition is whether
        they can really do something. Each condition is evaluated once, even if several commands share it."""
        known: dict[Callable[[], bool], bool] = {}

        def holds(condition: Callable[[], bool]) -> bool:
            if condition not in known:
                known[condition] = condition()
            return known[condition]

        return frozenset(
            command_id
            for command_id, command in self._all.items()
            if holds(command.enabled if command_id in exactly else self._condition(command))
        )

    def _condition(self, command: Command) -> Callable[[], bool]:
        """The condition under which a command responds to its keys."""
        return command.enabled if command.steady or command.enabled is always else self._document_open


def group_name(group: CommandGroup) -> str:
    match group:
        case CommandGroup.DECIDING:
            return tr("Deciding")
        case CommandGroup.MOVING:
            return tr("Moving")
        case CommandGroup.LISTING:
            return tr("Proposals listed")
        case CommandGroup.ROUNDS:
            return tr("Rounds")
        case CommandGroup.HISTORY:
            return tr("In the history")
        case CommandGroup.VIEW:
            return tr("View")
        case CommandGroup.TEXT:
            return tr("Text")
        case CommandGroup.DOCUMENT:
            return tr("Document")
        case CommandGroup.HELP:
            return tr("Help and settings")
