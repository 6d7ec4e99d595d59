"""Starts and stops the graphical program: the Qt application, the services, and the window that connects them."""

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from reviser import files
from reviser.app import running
from reviser.assets import asset
from reviser.errors import HistoryError, UserError
from reviser.gui.color_scheme import ColorScheme
from reviser.gui.controllers.backups import RESTART
from reviser.gui.garbage_collection import running_smoothly, start_collecting
from reviser.gui.main_window import MainWindow
from reviser.gui.theme import dress, load_fonts, theme_of
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.translation import install_translation, remove_translation
from reviser.locations import settings_path
from reviser.messages import message
from reviser.services import settings as stored
from reviser.services.bridge import Bridge
from reviser.services.documents.document_manager import DocumentManager
from reviser.services.worker import JobEvent

LATER_MS = 20
SETTLED_MS = 3000  # milliseconds after the first paint until the start counts as over

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window and the objects that it works with."""

    application: QApplication
    window: MainWindow
    document_manager: DocumentManager


def application() -> QApplication:
    """The QApplication: the existing one, or else a new one."""
    there = QApplication.instance()
    made = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    made.setApplicationName("reviser")
    made.setDesktopFileName("reviser")
    return made


def sample_path() -> Path:
    """The path of the person's own copy of the sample document. The copy is made on the first call. Raises UserError if
    it cannot be made."""
    path = platformdirs.user_data_path("reviser", appauthor=False) / "sample.md"
    if not path.exists():
        try:
            files.make_folder(path.parent)
            files.write(path, asset("samples", "sample.md").read_bytes())
        except OSError as error:
            raise UserError(
                message("The sample cannot be copied to {path}: {reason}.", path=path, reason=error.strerror)
            ) from error
    return path


@contextmanager
def open_window(database: Path, *, theme: str = "") -> Iterator[OpenWindow]:
    """Build a window over the history file `database`, without showing it. Everything stops when the block ends.
    `theme` overrides the theme of the settings. Raises UserError if the history cannot be opened."""
    qt = application()
    load_fonts()
    receivers: list[Callable[[JobEvent], None]] = []

    def receive(event: JobEvent) -> None:
        for receiver in receivers:
            receiver(event)

    bridge = Bridge(receive)

    def later(act: Callable[[], None]) -> None:
        QTimer.singleShot(LATER_MS, bridge, act)

    with running(database, bridge.deliver, later) as app:
        receivers.append(app.document_manager.receive)
        settings = app.document_manager.settings
        translators = install_translation(qt, settings.language)
        scheme = ColorScheme(bridge)
        look = theme_of(settings, theme, dark=scheme.dark)
        dress(qt, look)
        window = MainWindow(app.document_manager, look, sample_path, app.servers, app.models)
        window.setWindowIcon(look.icon("reviser"))
        if not theme:
            window.settings.follow(scheme)
        try:
            yield OpenWindow(qt, window, app.document_manager)
        finally:
            window.shut_down()
            remove_translation(qt, translators)


@contextmanager
def showing_bugs(window: MainWindow) -> Iterator[None]:
    """Inside the block, an unexpected exception is logged and shown in `window`, and the program goes on."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        if isinstance(error, UserError):
            window.say(error_text(error))
            return
        _log.error("Something unexpected happened", exc_info=(kind, error, trace))
        said = QCoreApplication.translate(
            "Application", "Something went wrong in the program ({name}); nothing was lost."
        )
        window.say(said.format(name=kind.__name__))

    before, sys.excepthook = sys.excepthook, show
    try:
        yield
    finally:
        sys.excepthook = before


def run(paths: Sequence[Path], database: Path) -> int:
    """Open the window with the documents `paths` and return the exit code when it is closed. If the history cannot be
    opened, the person is asked what to do; if they quit there, the exit code is 1."""
    code = RESTART
    while code == RESTART:
        try:
            code = _run(paths, database)
        except HistoryError as error:
            code = RESTART if _solve_history_trouble(error, database) else 1
    return code


def _solve_history_trouble(error: HistoryError, database: Path) -> bool:
    """Show why the history cannot be opened and what can be done. Return whether to try again."""
    from reviser.gui.dialogs.history_trouble import HistoryTroubleDialog

    qt = application()
    load_fonts()
    settings = stored.load(settings_path())
    translators = install_translation(qt, settings.language)
    look = theme_of(settings, dark=ColorScheme(qt).dark)
    dress(qt, look)
    dialog = HistoryTroubleDialog(database.absolute(), error, look)
    dialog.setWindowIcon(look.icon("reviser"))
    again = dialog.exec() == HistoryTroubleDialog.DialogCode.Accepted
    remove_translation(qt, translators)
    return again


def _run(paths: Sequence[Path], database: Path) -> int:
    with (
        open_window(database) as program,
        showing_bugs(program.window),
        running_smoothly(program.application),
    ):
        program.window.show()
        QTimer.singleShot(SETTLED_MS, program.window, start_collecting)
        QTimer.singleShot(SETTLED_MS, program.window, program.window.settle)
        # After the first paint, so that the window appears at once.
        QTimer.singleShot(0, program.window, lambda: program.window.begin(*paths))
        return program.application.exec()
