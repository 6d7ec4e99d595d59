"""`python -m reviser`, `reviser` and `reviser-gui`. The window is imported only when it is opened: the terminal works
without Qt."""

import sys

from reviser.cli.main import run


def main() -> None:
    """The terminal."""
    sys.exit(run(sys.argv[1:]))


def main_gui() -> None:
    """The window, with the file that was named."""
    sys.exit(run(["gui", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
