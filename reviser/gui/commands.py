"""The one registry of commands. A controller declares each of its commands whole: what it is called, its usual keys,
its icon, where it stands in the menus and on the key sheet, what it does and when it can. Menus, tool bar, palette, key
sheet and the page where keys are set are made from the registry."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from reviser.gui.keys import Keys


def tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def always() -> bool:
    """For a command that can be run at any time."""
    return True


class CommandGroup(Enum):
    """Where a command stands on the key sheet and in the palette, in this order."""

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
    """A menu of the menu bar, or one inside another (`PARENTS`), in this order."""

    FILE = auto()
    EDIT = auto()
    REVIEW = auto()
    VIEW = auto()
    HISTORY = auto()
    TOOLS = auto()
    HELP = auto()
    RECENT = auto()  # files, not commands
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
    """A stretch of a menu between two lines, in this order; the commands of one stand as they were registered."""

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


# The menus that stand in a section of another, behind its commands.
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

# The sections of context menus: of a proposal, and of the text, in which a proposal may stand.
OF_PROPOSAL = (MenuSection.REVIEW_DECIDE, MenuSection.WORDS, MenuSection.REVIEW_WHY)
OF_TEXT = (MenuSection.EDIT_UNDO, MenuSection.EDIT_CLIPBOARD, MenuSection.EDIT_MODE)


class Bar(Enum):
    """The places of buttons in the bar above the text, from left to right."""

    OPEN = auto()
    SAVE = auto()
    PREVIOUS = auto()
    NEXT = auto()
    UNDO = auto()
    SETTINGS = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """`id` is kept in settings; `name` is in the person's language, with the letter marked that a menu goes by.
    `enabled` tells whether there is anything to do now; `steady`, that this changes only when the window is told of
    something, and not with the current proposal. `fixed`: its keys are every text's own and no person's to change.
    `name_now`: what it would do now, for a menu that opens. `checked`: whether what it turns on is on, for a tick."""

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
        """The name without marks."""
        return self.name.replace("&", "").rstrip(" …")


class CommandRegistry:
    """Every command of a window, in the order of the key sheet. `document_open` tells whether there is a document to
    command."""

    def __init__(self, document_open: Callable[[], bool]) -> None:
        self._document_open = document_open
        self._all: dict[str, Command] = {}

    def add(self, commands: Iterable[Command]) -> None:
        """Register commands. ValueError where an id or a usual key is another's already."""
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
        """The commands by group, without the groups that have none."""
        grouped = {group: tuple(each for each in self if each.group is group) for group in CommandGroup}
        return {group: commands for group, commands in grouped.items() if commands}

    def usual_keys(self) -> dict[str, Keys]:
        """The keys of each command that a person may set."""
        return {command.id: command.keys for command in self if not command.fixed}

    def run(self, command_id: str) -> None:
        """Do it; where there is nothing to do, nothing happens, or a sentence says why."""
        self._all[command_id].run()

    def enabled(self, command_id: str) -> bool:
        """Whether a command has anything to do now."""
        return self._all[command_id].enabled()

    def usable(self, exactly: Container[str]) -> frozenset[str]:
        """The commands that take their keys now; of those in `exactly`, the ones for which there is something to do.
        Each condition is asked once, however many commands have it."""
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
        """What tells whether its key is taken."""
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
