"""The same hands on two programs: the text of reviser in *Edit*, and a bare QTextEdit."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.hands.documents import Desk
from tests.hands.editors import Bare, Editor, Looks, Reviser
from tests.hands.seat import Seat
from tests.hands.steps import do, steps_of
from tests.hands.wait import until

COPIED, SELECTED = "copied\u00a0elsewhere \u201cso\u201d\nsecond line", "selected\u00a0elsewhere"
MOST_SHOWN = 120  # characters of a text in a message
MARK = "@"  # typed at the caret in the end, so that the file says where it stood
# Shift+Return puts in a line separator (U+2028) in a bare QTextEdit, which is no line end of any text file: here it is
# a line end like any other.
SAME_AS = {"shift+Return": "Return", "shift+KP_Enter": "KP_Enter"}
# Where Qt puts the caret behind what is taken back differs by how it was put in: behind a paste, where it ended.
ONLY_TEXT = {"ctrl+z", "ctrl+shift+z"}


@dataclass(frozen=True, slots=True)
class After:
    """What two programs are compared by."""

    looks: Looks
    copied: str | None
    selected: str | None

    @property
    def text_only(self) -> "After":
        return After(Looks(self.looks.text, 0, None), self.copied, None)


class Pair:
    """Both programs, each on a display of its own, with one text. Use as a context: both end with it."""

    def __init__(self, ours: Seat, bare: Seat, folder: Path) -> None:
        self._seats = ours, bare
        self.bare = Bare(bare)
        self._folder = folder
        self.desk = Desk(Reviser(ours, folder / "home"), folder)
        self.program = self.desk.program

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.program.running.end()
        self.bare.running.end()

    @property
    def editors(self) -> tuple[Editor, Editor]:
        return self.program, self.bare

    def lay(self, text: str) -> None:
        """Both programs with this text, the caret at its beginning, the same on both clipboards. They must break its
        lines at the same places."""
        self.desk.edit(text)
        path = self._folder / "bare.txt"
        path.write_bytes(text.encode("utf-8"))
        if not self.bare.running.alive:
            self.bare.start()
        box = self.program.text.box
        self.bare.open(path, box.width, box.height)
        self.bare.key("ctrl+Home")
        for seat in self._seats:
            seat.clipboard.put(COPIED)
            seat.clipboard.put(SELECTED, "PRIMARY")
        self.check_places(len(self.program.looks.text))

    def check_places(self, length: int) -> None:
        """That characters stand at the same places in both, as soon as both have laid out what they got."""
        offsets = range(0, length, max(1, length // 8))
        until(
            lambda: self._places(self.program, offsets) == self._places(self.bare, offsets),
            "the text has one size in both, and its characters stand at the same places",
            seen=lambda: (self._places(self.program, offsets), self._places(self.bare, offsets)),
        )

    @staticmethod
    def _places(editor: Editor, offsets: Sequence[int]) -> list[tuple[int, int]]:
        """How large the text is, and where these characters stand in it, in pixels."""
        whole = editor.text.box
        boxes = [editor.text.character_box(offset) for offset in offsets]
        return [(whole.width, whole.height), *((box.x - whole.x, box.y - whole.y) for box in boxes)]

    def step(self, step: str) -> tuple[After, After]:
        """Do one step in both; what is to be seen then."""
        do(self.program, step)
        do(self.bare, step, SAME_AS)
        return self.after(self.program), self.after(self.bare)

    def after(self, editor: Editor) -> After:
        clipboard = editor.seat.clipboard
        return After(editor.looks, clipboard.read(), clipboard.read("PRIMARY"))

    def compare(self, text: str, line: str) -> None:
        """Do a line of steps with a text in both, and compare after each; then the files."""
        self.lay(text)
        done = ""
        for step in steps_of(line):
            ours, bare = self.step(step)
            done = f"{done} {step}".strip()
            if step in ONLY_TEXT:
                ours, bare = ours.text_only, bare.text_only
            assert ours == bare, f"In {_part(text)}: " + self.differ(done, ours, bare)
        for editor in self.editors:
            editor.type(MARK)
        saved, other = self.program.save().decode("utf-8"), self.bare.save().decode("utf-8")
        if "\r\n" in text:
            assert "\n" not in saved.replace("\r\n", ""), f"Expected: lines end in CRLF. Seen: {saved!r} after {done!r}"
        seen = saved.replace("\r\n", "\n")
        assert seen == other, (
            f"Expected: the file has what the bare editor's has, {other!r}. Seen: {seen!r}, after {done!r} and the "
            f"mark {MARK!r} in {text!r}."
        )

    def take_all_back(self, text: str, done: str) -> None:
        """Undo in reviser gives the text back as it was, and redo what it became."""
        program = self.program
        last = program.looks.text
        began = text.replace("\r\n", "\n")
        for _ in range(len(done.split()) + 2):
            if program.looks.text == began:
                break
            program.key("ctrl+z")
        saved = program.save()
        assert saved == text.encode("utf-8"), (
            f"After {done!r} and Ctrl+Z again and again: expected: the file as it was. Seen: {saved.decode('utf-8')!r}."
        )
        for _ in range(len(done.split()) + 2):
            if program.looks.text == last:
                break
            program.key("ctrl+shift+z")
        seen = program.looks.text
        assert seen == last, (
            f"After {done!r}, Ctrl+Z and Ctrl+Shift+Z again and again: expected: {_part(last, seen)}. Seen: "
            f"{_part(seen, last)}."
        )

    def differ(self, done: str, ours: After, bare: After) -> str:
        """What is not as in the bare editor, in sentences."""
        mine, other = ours.looks, bare.looks
        rows = (
            ("the text", mine.text, other.text),
            ("the caret at", mine.caret, other.caret),
            ("selected", mine.selection, other.selection),
            ("on the clipboard", ours.copied, bare.copied),
            ("as what is selected (PRIMARY)", ours.selected, bare.selected),
        )
        said = [
            f"Expected, {what}: {_part(expected, seen)}. Seen: {_part(seen, expected)}."
            for what, seen, expected in rows
            if seen != expected
        ]
        return f"After {done!r}. " + " ".join(said)


def _part(value: object, other: object = None) -> str:
    """A value to be read; of a long text only where it is not the same as the other."""
    if not isinstance(value, str) or len(value) <= MOST_SHOWN:
        return repr(value)
    beyond = other if isinstance(other, str) else ""
    at = next((at for at, (one, two) in enumerate(zip(value, beyond, strict=False)) if one != two), len(beyond))
    start = max(0, min(at, len(value)) - MOST_SHOWN // 2)
    return f"…{value[start : start + MOST_SHOWN]!r}… from {start} of {len(value)}"
