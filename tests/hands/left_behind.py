"""A run to be killed: `python -m tests.hands.left_behind FOLDER` starts a display with the program on it, says "ready",
and waits for its standard input to end."""

import sys
from pathlib import Path

from tests.hands.editors import Reviser
from tests.hands.seat import Seat


def main() -> None:
    folder = Path(sys.argv[1])
    document = folder / "text.txt"
    document.write_text("A text.\n", encoding="utf-8")
    with Seat(folder) as seat:
        program = Reviser(seat, folder / "home")
        program.start(document)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()
        program.running.end()


if __name__ == "__main__":
    main()
