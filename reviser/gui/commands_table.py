"""Every command of the program in one table: its id, what it is called, and its usual keys. Menus, tooltips, the key
sheet, the palette and the page where keys are changed are all made from it; `doings.py` says what each does."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from reviser.gui.keys import Keymap, Keys

MOST_ALTERNATIVES = 9


def tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


class Group(Enum):
    """Where a command stands on the key sheet, and in the menus."""

    DECIDING = auto()
    MOVING = auto()
    LISTING = auto()
    ROUNDS = auto()
    HISTORY = auto()
    VIEW = auto()
    DOCUMENT = auto()
    HELP = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """`id` is kept in settings; `name` is in the person's language, with the letter marked that a menu goes by."""

    id: str
    name: str
    keys: Keys = ()
    icon: str = ""

    @property
    def plain(self) -> str:
        """The name without marks."""
        return self.name.replace("&", "").rstrip(" …")


def group_name(group: Group) -> str:
    match group:
        case Group.DECIDING:
            return tr("Deciding")
        case Group.MOVING:
            return tr("Moving")
        case Group.LISTING:
            return tr("Proposals listed")
        case Group.ROUNDS:
            return tr("Rounds")
        case Group.HISTORY:
            return tr("In the history")
        case Group.VIEW:
            return tr("View")
        case Group.DOCUMENT:
            return tr("Document")
        case Group.HELP:
            return tr("Help and settings")


def table() -> dict[Group, tuple[Command, ...]]:
    """All commands, in the order in which they are listed."""
    return {
        Group.DECIDING: _deciding(),
        Group.MOVING: _moving(),
        Group.LISTING: _listing(),
        Group.ROUNDS: _rounds(),
        Group.HISTORY: _history(),
        Group.VIEW: _view(),
        Group.DOCUMENT: _document(),
        Group.HELP: _help(),
    }


def commands() -> dict[str, Command]:
    """All commands by id."""
    return {command.id: command for group in table().values() for command in group}


def usual_keys() -> Keymap:
    """The keymap where the person changed nothing."""
    return Keymap({command.id: command.keys for command in commands().values()})


def _deciding() -> tuple[Command, ...]:
    alternative = tr("Accept alternative {number}")
    return (
        Command("accept", tr("&Accept the proposal"), ("A", "Return"), "accept"),
        Command("reject", tr("&Reject the proposal"), ("X", "Backspace"), "reject"),
        Command("rewrite", tr("Re&write it in your own words …"), ("E",), "rewrite"),
        Command("take-back", tr("&Take your decision back"), ("U",)),
        Command("reject-wrong", tr("Reject: it is wrong"), ("1",)),
        Command("reject-meaning", tr("Reject: it changes my meaning"), ("2",)),
        Command("reject-voice", tr("Reject: it is not my voice"), ("3",)),
        Command("reject-unnecessary", tr("Reject: it is unnecessary"), ("4",)),
        *(
            Command(f"alternative-{number}", alternative.format(number=number), (f"Alt+{number}",))
            for number in range(1, MOST_ALTERNATIVES + 1)
        ),
        Command("accept-like", tr("Accept all like this one"), ("Shift+A",)),
        Command("reject-like", tr("Reject all like this one"), ("Shift+X",)),
        Command("accept-shown", tr("Accept all that are listed, without the flagged"), ("Ctrl+Shift+A",)),
        Command("reject-shown", tr("Reject all that are listed"), ("Ctrl+Shift+X",)),
        Command("word-here", tr("Its word is right in this document"), ("W",)),
        Command("word-everywhere", tr("Add its word to your dictionary"), ("D",)),
        Command("silence-rule", tr("Stop proposing this kind here, or let it speak again"), ("M",), "mute"),
        Command("lock", tr("&Lock what is selected, or unlock it"), ("Ctrl+L",), "lock"),
    )


def _moving() -> tuple[Command, ...]:
    return (
        Command("next", tr("&Next proposal"), ("F8", "J"), "next"),
        Command("previous", tr("&Previous proposal"), ("Shift+F8", "K"), "previous"),
        Command("skip", tr("&Skip to the next undecided one"), ("Space",)),
        Command("mode", tr("&Edit the text, or review"), ("F6",), "edit"),
        Command("other-pane", tr("To the text, or to the list of proposals"), ("Shift+F6",)),
    )


def _listing() -> tuple[Command, ...]:
    return (
        Command("list-all", tr("List all proposals")),
        Command("list-undecided", tr("List the undecided")),
        Command("list-aside", tr("List what was set aside")),
        Command("list-remarks", tr("List the remarks")),
        Command("filter", tr("&Filter …"), ("F",), "filter"),
        Command("filter-paragraph", tr("Only this paragraph"), ("P",)),
        Command("filter-sentence", tr("Only this sentence"), ("Shift+P",)),
        Command("filter-like", tr("Only the same correction"), ("L",)),
        Command("filter-flagged", tr("Only what is flagged")),
        Command("filter-none", tr("Take all filters off"), ("Shift+F",)),
        Command("sort-place", tr("Sort by place in the text")),
        Command("sort-risk", tr("Sort: flagged first")),
        Command("sort-sure", tr("Sort: surest first")),
        Command("sort-unsure", tr("Sort: least sure first")),
    )


def _rounds() -> tuple[Command, ...]:
    return (
        Command("revise", tr("&Revise: start the next round"), ("Ctrl+Return",), "revise"),
        Command("cancel", tr("&Cancel the round"), ("Ctrl+.",), "cancel"),
        Command("undo", tr("&Undo"), ("Ctrl+Z",), "undo"),
        Command("redo", tr("&Redo"), ("Ctrl+Shift+Z",), "redo"),
        Command("earlier", tr("Read the round &before"), ("Alt+PgUp",)),
        Command("later", tr("Read the round &after"), ("Alt+PgDown",)),
        Command("back", tr("Back to &now"), ("Alt+Home",)),
        Command("past-changes", tr("Read an earlier round: its changes")),
        Command("past-before", tr("Read an earlier round: the text before it")),
        Command("past-after", tr("Read an earlier round: the text after it")),
        Command("wish", tr("What the next round is &asked for …"), ("Ctrl+I",), "edit"),
        Command("sent", tr("What was &sent …"), ("Ctrl+Shift+I",)),
        Command("history", tr("The &history of the text …"), ("Ctrl+H",)),
        Command("origins", tr("Where the w&ords come from …"), ("Ctrl+Shift+W",)),
        Command("learned", tr("&What is silent here …"), ("Ctrl+Shift+L",)),
    )


def _history() -> tuple[Command, ...]:
    return (
        Command("history-restore", tr("Go on from the point that is read …"), ("R",)),
        Command("history-compare", tr("Compare it with now"), ("C",)),
        Command("history-take", tr("Take over what it has here"), ("T",)),
        Command("history-name", tr("Name the point or the branch …"), ("F2",)),
        Command("history-branches", tr("Choose a branch …"), ("B",)),
    )


def _view() -> tuple[Command, ...]:
    return (
        Command("view-inline", tr("&Inline: proposals in the text"), ("Ctrl+1",)),
        Command("view-side-by-side", tr("Side &by side: before and after"), ("Ctrl+2",)),
        Command("view-result", tr("&Result: the text as it would be"), ("Ctrl+3",)),
        Command("show-original", tr("The te&xt before this round"), ("Ctrl+4",)),
        Command("show-accepted", tr("The text with what was a&ccepted"), ("Ctrl+5",)),
        Command("focus", tr("&Focus: nothing but the text"), ("F11",)),
        Command("panel-rounds", tr("Rounds &panel"), ("F9",)),
        Command("panel-side", tr("List p&anel"), ("Shift+F9",)),
        Command("lines-longer", tr("Lo&nger lines"), ("Ctrl+Alt+=",)),
        Command("lines-shorter", tr("S&horter lines"), ("Ctrl+Alt+-",)),
        Command("text-larger", tr("&Larger text"), ("Ctrl++", "Ctrl+=")),
        Command("text-smaller", tr("&Smaller text"), ("Ctrl+-",)),
        Command("text-usual", tr("Text of the &usual size"), ("Ctrl+0",)),
    )


def _document() -> tuple[Command, ...]:
    return (
        Command("open", tr("&Open …"), ("Ctrl+O",), "open"),
        Command("import", tr("&Import a dataset …")),
        Command("export", tr("&Export a dataset …"), ("Ctrl+Shift+E",)),
        Command("search", tr("Search the &history …"), ("Ctrl+Shift+F",)),
        Command("charts", tr("C&harts …"), ("Ctrl+Shift+G",)),
        Command("library", tr("&Library …"), ("Ctrl+Shift+O",)),
        Command("queue", tr("&Queues …"), ("Ctrl+Shift+Q",)),
        Command("queue-done", tr("&Done: open the next of the queue"), ("Ctrl+Shift+D",)),
        Command("annotator", tr("&Who decides …"), ("Ctrl+Shift+N",)),
        Command("merge", tr("&Merge another history …")),
        Command("backups", tr("Bac&kups …")),
        Command("sample", tr("Open the s&ample"), (), "book"),
        Command("save", tr("&Save"), ("Ctrl+S",), "save"),
        Command("save-as", tr("Save &as …"), ("Ctrl+Shift+S",)),
        Command("quit", tr("&Quit"), ("Ctrl+Q",)),
    )


def _help() -> tuple[Command, ...]:
    return (
        Command("palette", tr("&Find a command …"), ("Ctrl+K",)),
        Command("keys", tr("&Keys"), ("F1", "?"), "info"),
        Command("settings", tr("Se&ttings …"), ("Ctrl+,",), "settings"),
    )
