"""The commands that need the window. Qt is imported when one of them runs, so that its help can be read without."""

import gc
import os
import sys
from pathlib import Path

import click

from reviser import locations
from reviser.cli.options import database_option
from reviser.errors import UserError
from reviser.messages import message

NO_QT = "The window cannot be opened ({error}): reviser doctor says what would fix it."
NO_DISPLAY = "There is no display to open a window on: use reviser revise, or start it in a desktop session."


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@database_option
def gui(files: tuple[Path, ...], database: Path | None) -> int:
    """Open the window, with each FILE that is named in a tab of its own."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform == "linux" and not named:
        raise UserError(message(NO_DISPLAY))
    gc.disable()  # until the start is over: a tenth of it was spent on looks for garbage, of which there is none yet
    try:
        from reviser.gui.application import run as open_window
    except ImportError as error:
        raise UserError(message(NO_QT, error=error)) from error
    return open_window(files, locations.database_path(database))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The PNG file to write.")
@click.option("--propose", is_flag=True, help="Run one round first, and show what it proposes.")
@click.option("--size", type=(click.IntRange(320, 8000), click.IntRange(240, 8000)), default=(1280, 800))
@click.option("--theme", default="", help="In place of the one that is set: light, dark …")
@database_option
def picture(
    *, file: Path, output: Path, propose: bool, size: tuple[int, int], theme: str, database: Path | None
) -> None:
    """Write a picture of the window with FILE in it; no display is needed."""
    try:
        from reviser.gui.picture import picture as take
    except ImportError as error:
        raise UserError(message(NO_QT, error=error)) from error
    if propose:
        from reviser.cli.revise import propose as leave_undecided

        leave_undecided(file, locations.database_path(database))
    take(file, locations.database_path(database), output, size=size, theme=theme)
