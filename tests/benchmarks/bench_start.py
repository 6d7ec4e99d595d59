"""How long a person waits for the program to start, beside what the same machine takes for the parts it is made of.

    python -m tests.benchmarks.bench_start [--runs N] [help] [revise] [window]

Each row is a program and its yardstick, run one after the other N times in processes of their own: the medians of wall
clock and processor seconds from the start of the process, and the median of the ratios within each pair. On a machine
that others use, the ratio of the processor seconds is the one to trust.

- help: `reviser --help`, beside `python -c "import click"`.
- revise: `reviser revise` of two sentences at a terminal until it asks about the first proposal, beside Python that
  builds one Harper linter. With a history that exists, and without one; no language model.
- window: `reviser gui` with a short document until that is painted and the event loop has nothing left to do, beside a
  `QMainWindow` with the same text in a `QTextEdit`. On a display of its own (Xvfb).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from tests.cli.person import at_terminal
from tests.cli.terminal import Terminal
from tests.hands.display import Display

TEXT = "This is an test of a short text. He go to school every days.\n"
QUESTION = "[a]ccept"
LINTER = "from harper import Dialect, Linter; Linter(Dialect.AMERICAN)"

# Either prints the processor seconds of its process when the text is painted and the loop has nothing left to do.
READY = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.done)
        return False
    def done(self):
        print(time.process_time(), flush=True)
        QApplication.instance().quit()
"""
BARE = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
application = QApplication(sys.argv[:1])
window, editor = QMainWindow(), QTextEdit()
editor.setPlainText(Path(sys.argv[1]).read_text(encoding="utf-8"))
window.setCentralWidget(editor)
window.resize(1280, 800)
{READY}
painted = Painted()
editor.viewport().installEventFilter(painted)
window.show()
application.exec()
"""
OURS = f"""
import gc, sys
gc.disable()  # as `reviser gui` does
from pathlib import Path
from reviser.gui.application import open_window
{READY}
with open_window(Path(sys.argv[2])) as program:
    window = program.window
    painted = Painted()
    def begin():
        window.begin(Path(sys.argv[1]))
        window.workspace.text.viewport().installEventFilter(painted)
    window.show()
    QTimer.singleShot(0, window, begin)
    program.application.exec()
"""


class Taken(NamedTuple):
    """Seconds from the start of a process until what was waited for."""

    wall: float
    processor: float


Timed = Callable[[], Taken]
Pair = tuple[Taken, Taken]

FIGURES: tuple[Callable[[Pair], float], ...] = (
    lambda pair: pair[0].wall,
    lambda pair: pair[0].processor,
    lambda pair: pair[1].wall,
    lambda pair: pair[1].processor,
    lambda pair: pair[0].wall / pair[1].wall,
    lambda pair: pair[0].processor / pair[1].processor,
)


def ended(command: list[str], environment: dict[str, str] | None = None) -> Taken:
    """A command to its end."""
    since = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Taken(time.perf_counter() - since, usage.ru_utime + usage.ru_stime)


def printed(command: list[str], environment: dict[str, str]) -> Taken:
    """A command until it prints the processor seconds that it took."""
    since = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        return Taken(time.perf_counter() - since, float(said))


def asked(terminal: Terminal) -> Taken:
    """`reviser revise` of a document that the history does not know, until it asks for a decision."""
    name = uuid.uuid4().hex
    document = terminal.write(f"{name}.txt", f"{TEXT}Its number is {name}.\n")
    since = time.perf_counter()
    with at_terminal(terminal, "revise", document) as (person, _):
        person.waits_for(QUESTION)
        fields = Path(f"/proc/{person.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        taken = Taken(time.perf_counter() - since, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
        person.presses("q")
        person.ends()
    return taken


@contextmanager
def pairs_of(kind: str, folder: Path) -> Iterator[list[tuple[str, Timed, Timed]]]:
    """What is timed, with its yardstick behind it."""
    terminal = Terminal(folder)
    # As in a program that was installed: what was compiled once is kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    terminal.environment.pop("PYTHONDONTWRITEBYTECODE", None)
    terminal.environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    python = [sys.executable, "-c"]

    def anew() -> Taken:
        for path in folder.glob("history.db*"):
            path.unlink()
        return asked(terminal)

    match kind:
        case "help":
            yield [
                (
                    "reviser --help, beside import click",
                    lambda: ended(terminal.command("--help"), terminal.environment),
                    lambda: ended([*python, "import click"]),
                )
            ]
        case "revise":
            asked(terminal)
            linter = partial(ended, [*python, LINTER])
            yield [
                ("revise to its first question, beside one Harper linter", partial(asked, terminal), linter),
                ("the same, with a new history", anew, linter),
            ]
        case _:
            document = terminal.write("text.txt", TEXT)
            with Display(folder) as display:
                environment = terminal.environment | {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
                yield [
                    (
                        "the window with a document, beside a bare one",
                        lambda: printed([*python, OURS, str(document), str(terminal.database)], environment),
                        lambda: printed([*python, BARE, str(document)], environment),
                    )
                ]


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(["help", "revise", "window"]))
@click.option("--runs", default=7, show_default=True)
def main(kinds: tuple[str, ...], runs: int) -> None:
    sys.stdout.write(
        "| | wall, s | processor, s | yardstick: wall | processor | ratio of wall | of processor |\n"
        "|---|--:|--:|--:|--:|--:|--:|\n"
    )
    for kind in kinds or ("help", "revise", "window"):
        with tempfile.TemporaryDirectory() as name, pairs_of(kind, Path(name)) as pairs:
            for title, ours, yardstick in pairs:
                ours(), yardstick()  # so that both are compiled, and in the disk's cache
                found = [(ours(), yardstick()) for _ in range(runs)]
                figures = [statistics.median(map(value, found)) for value in FIGURES]
                sys.stdout.write(f"| {title} | {' | '.join(f'{figure:.2f}' for figure in figures)} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
