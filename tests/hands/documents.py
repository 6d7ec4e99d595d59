"""Documents for the program to work on: it is started once, and each text is opened in it in turn."""

from pathlib import Path
from types import TracebackType
from typing import Self

from tests.hands.editors import Reviser


class Desk:
    """`program` with a folder of texts. Starts it with the first text, opens the others in it, and ends it."""

    def __init__(self, program: Reviser, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.program.running.end()

    def write(self, text: str | bytes, ending: str = "txt") -> Path:
        """A new file with this text, or these bytes."""
        self._count += 1
        path = self.folder / f"{self._count}.{ending}"
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    def lay(self, text: str | bytes, ending: str = "txt") -> Reviser:
        """The program with this text in it. Where the test before left it in the middle of something, it is started
        again."""
        return self.lay_path(self.write(text, ending))

    def lay_path(self, path: Path) -> Reviser:
        """The same with a file that is there."""
        program = self.program
        if program.running.alive:
            program.key("ctrl+s")
        if program.running.alive and program.at_rest:
            program.open(path)
        else:
            program.running.end()
            program.forget_tabs()
            program.start(path)
        return program

    def edit(self, text: str, ending: str = "txt") -> Reviser:
        """The program with this text in it, in *Edit*, the caret at its beginning."""
        program = self.lay(text, ending)
        program.edit()
        program.key("ctrl+Home")
        return program
