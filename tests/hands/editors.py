"""The two programs that are compared: reviser's window, and a bare `QTextEdit` with the same text, font and width."""

import json
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from tests.hands.accessible import Accessible, Box
from tests.hands.seat import Program, Seat
from tests.hands.wait import until

BIN = Path(sys.executable).parent
TEXT = "Text with proposals"  # what a screen reader calls it
THOUGHT_S = 1.5
NO_DOCUMENT = "reviser"  # the title where none is open
UNSAVED = "*"  # in the title


@dataclass(frozen=True, slots=True)
class Looks:
    """What is to be seen of a text: itself, the caret, and what is selected (places in UTF-16 units)."""

    text: str
    caret: int
    selection: tuple[int, int] | None


class Editor(Program, ABC):
    """A program with a text to write in."""

    def __init__(self, seat: Seat, program: str, arguments: list[str], environment: dict[str, str]) -> None:
        qt = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        running = seat.display.running(arguments, qt | environment, name=program)
        super().__init__(seat, running)
        self._text: Accessible | None = None

    @property
    def text(self) -> Accessible:
        """The text, as a screen reader reads it."""
        if self._text is None:
            self._text = self._find_text()
        return self._text

    @abstractmethod
    def _find_text(self) -> Accessible:
        """The text among what a screen reader finds."""

    @property
    def looks(self) -> Looks:
        return Looks(self.text.text, self.text.caret, self.text.selection)

    def pause(self) -> None:
        """Wait as a person who thinks: until the program has taken over what was typed."""
        self.settle()

    def place(self, offset: int) -> tuple[int, int]:
        """Where on the screen the caret would stand before a character."""
        box = self.text.character_box(offset)
        return box.x + 1, box.y + box.height // 2

    def click_at(self, offset: int, button: int = 1, *, times: int = 1, held: str = "") -> None:
        """Click before a character."""
        self.click(*self.place(offset), button, times=times, held=held)

    def drag_over(self, start: int, end: int) -> None:
        self.drag(self.place(start), self.place(end))


class Reviser(Editor):
    """reviser-gui with a home of its own, which outlives it: it can be killed and started again. Its person has
    answered the offer of the language model."""

    def __init__(self, seat: Seat, home: Path, *, more: dict[str, str] | None = None) -> None:
        self.home = home
        self._settings = home / "config" / "reviser" / "settings.json"
        self._settings.parent.mkdir(parents=True, exist_ok=True)
        if not self._settings.exists():
            self._settings.write_text(json.dumps({"offer_model": False}), encoding="utf-8")
        self.environment = {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            **(more or {}),
        }
        self.path = Path()
        super().__init__(seat, f"reviser-{home.name}", [str(BIN / "reviser-gui")], self.environment)

    def start(self, path: Path, *, named: bool = True) -> None:
        """Start it with a document, as from a terminal, and wait until the document is there. Where it is not `named`,
        the program is to bring it back by itself."""
        self.running.start([str(path)] if named else [])
        self._text = None
        self.path = path
        self.appear(path.name)  # with a star behind it where its text is not saved

    def forget_tabs(self) -> None:
        """What was open last is not brought back at the next start."""
        kept = json.loads(self._settings.read_text(encoding="utf-8"))
        self._settings.write_text(json.dumps(kept | {"tabs": []}), encoding="utf-8")

    @property
    def tabs(self) -> list[str]:
        """What stands on the tabs, from left to right."""
        return [each.name for each in self.accessible.walk() if each.role == "page tab"]

    @property
    def _title(self) -> str:
        return f"{self.path.name} — reviser"

    def _find_text(self) -> Accessible:
        return next(each for each in self.accessible.walk() if each.name == TEXT)

    def open(self, path: Path) -> None:
        """Open another document in place of all that are open, which are saved, by the dialog."""
        self.close_all()
        self.open_beside(path)

    def open_beside(self, path: Path) -> None:
        """Open another document in a tab of its own, by the dialog."""
        self.key("ctrl+o")
        self.name_file("Open a document", path)
        self.path = path
        self.appear(path.name)  # with a star behind it where its text is not saved

    def close_all(self) -> None:
        """Close every document; all are saved."""
        while (titles := self.seat.screen.titles()) != [NO_DOCUMENT]:
            self.key("ctrl+w")
            until(lambda: self.seat.screen.titles() != titles, f"{titles} is closed")

    @property
    def unsaved(self) -> bool:
        return any(f"{self.path.name}{UNSAVED} — reviser" in title for title in self.seat.screen.titles())

    @property
    def at_rest(self) -> bool:
        """Whether its text is saved, and nothing stands before its window."""
        windows = self.seat.screen.windows()
        return [each.title for each in windows] == [self._title] and self.seat.screen.active == windows[0].window.id

    def edit(self) -> None:
        """Go to *Edit* by its key; it must not be in it."""
        self.key("F6")
        until(lambda: self.text.editable, "the text can be typed in", seen=self.said)

    def await_not_said(self, part: str) -> None:
        """Until nothing with this in it stands in the window."""
        until(
            lambda: not any(part in said for said in self.said()),
            f"{part!r} stands no longer in the window",
            seen=self.said,
        )

    def pause(self) -> None:
        until(self._taken_over, "what was typed is in the history", seen=self.seat.screen.titles)

    def stop_and_think(self) -> None:
        """Type nothing for as long as it takes until what is typed next is another step for undo."""
        self.pause()
        time.sleep(THOUGHT_S)  # of time itself: how long somebody thought is what makes it another step
        self.settle()

    def export(self, path: Path) -> str:
        """Export what was decided about the document as JSON lines, by the dialog; what the file then has."""
        self.key("ctrl+shift+e")
        self.seat.screen.await_window("Export a dataset")
        self.await_said(" chosen; ")
        self.press("Export …")
        self.name_file("The file to write", path)
        self.seat.screen.await_window("Export a dataset")
        self.await_said(f"Written to {path}")
        self.key("Esc")
        self.seat.screen.await_gone("Export a dataset")
        self.settle()
        return path.read_text(encoding="utf-8")

    def name_file(self, title: str, path: Path) -> None:
        """Name a file in the dialog with this title, which comes now, and end that."""
        self.seat.screen.await_window(title)
        self.settle()

        def ended() -> bool:
            # The dialog reads the folder meanwhile: it may take the text for the beginning of another name, and Enter
            # for the end of the list that it offers. Whoever sees that types again.
            self.key("ctrl+a")
            self.seat.hands.type(str(path))
            self.key("Return")
            if self.seat.screen.find(title) is not None:
                self.key("Return")
            return self.seat.screen.find(title) is None

        until(ended, f"{title!r} is closed", seen=self.boxes)

    def press(self, name: str) -> None:
        """Click the button, or whatever else is called so."""
        found = until(lambda: self.boxes().get(name), f"something called {name!r} is in the window", seen=self.boxes)
        self.click(*found.middle)

    def _taken_over(self) -> bool:
        return self.unsaved or self.looks.text == self.path.read_text(encoding="utf-8")

    def save(self) -> bytes:
        """Save by its key; what the file then has."""
        self.key("ctrl+s")
        until(lambda: not self.unsaved, "the title says that the text is saved", seen=self.seat.screen.titles)
        return self.path.read_bytes()

    # What can be read in the window

    def said(self) -> list[str]:
        """The words that stand in the window, besides the text and the names of buttons."""
        labels = {"label", "list item", "panel", "notification", "status bar"}
        return [each.name for each in self.accessible.walk() if each.role in labels and each.name]

    def await_said(self, *parts: str) -> None:
        """Until these words stand in the window, all at once."""

        def seen() -> bool:
            said = self.said()
            return all(any(part in each for each in said) for part in parts)

        until(seen, f"{parts} stand in the window", seen=self.said)

    def boxes(self) -> dict[str, Box]:
        """Where the things with a name are."""
        return {each.name: each.box for each in self.accessible.walk() if each.name}


class Bare(Editor):
    """A bare QTextEdit that saves to its file on Ctrl+S."""

    def __init__(self, seat: Seat) -> None:
        command = [sys.executable, "-m", "tests.hands.bare_editor"]
        super().__init__(seat, "bare", command, {"PYTHONPATH": str(Path(__file__).resolve().parents[2])})
        self.path = Path()

    def _find_text(self) -> Accessible:
        return next(each for each in self.accessible.walk() if each.role == "text")

    def start(self) -> None:
        self.running.start()
        self.appear("bare")

    def open(self, path: Path, width: int, height: int) -> None:
        """Open a file in a window of this size."""
        self.path = path
        self.running.tell(f"{width} {height} {path}")
        self.appear(f"bare {path.name}")

    def save(self) -> bytes:
        self.key("ctrl+s")
        return self.path.read_bytes()
