"""`python -m reviser`, `reviser` and `reviser-gui`. All else is imported inside, so that Ctrl+C is understood from the
first moment."""

import sys
from collections.abc import Sequence

INTERRUPTED = 130  # 128 and the number of SIGINT, as shells count


def main() -> None:
    """The terminal."""
    sys.exit(_run(sys.argv[1:]))


def main_gui() -> None:
    """The window, with the file that was named."""
    sys.exit(_run(["gui", *sys.argv[1:]]))


def _run(arguments: Sequence[str]) -> int:
    try:
        from reviser.commands import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    main()
