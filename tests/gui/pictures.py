"""Makes the pictures of the guide for writers anew, from the real window on a display in memory:
`REVISER_MODELS=FOLDER python -m tests.gui.pictures` writes docs/pictures/*.png. Xvfb is needed, and the file of the
language model in FOLDER for what it proposes.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reviser.commands import run
from reviser.gui.application import open_window
from reviser.gui.main_window import MainWindow
from reviser.gui.settings_pages import SettingsPage
from tests.documents.docx.making import docx
from tests.gui import own_display

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "docs" / "pictures"
SIZE = 1120, 700  # pixels
COLOURS = 256
LONGEST_MS = 120_000  # that a round may take
SETTLE_MS = 400
MARIA = "w:author='Maria Lind' w:date='2026-05-04T10:00:00Z'"
JON = "w:author='Jon Ek' w:date='2026-05-05T09:30:00Z'"
PAPER = (
    "<w:p><w:r><w:t xml:space='preserve'>The staff were </w:t></w:r>"
    f"<w:del w:id='1' {MARIA}><w:r><w:delText>very happy</w:delText></w:r></w:del>"
    f"<w:ins w:id='2' {MARIA}><w:r><w:t>pleased</w:t></w:r></w:ins>"
    "<w:r><w:t xml:space='preserve'> with the two machines, and so were most visitors</w:t></w:r>"
    f"<w:ins w:id='3' {JON}><w:r><w:t xml:space='preserve'> over sixty</w:t></w:r></w:ins>"
    "<w:r><w:t>. Nobody lost a job.</w:t></w:r></w:p>"
)


def main() -> None:
    home = Path(tempfile.mkdtemp())
    for name in [name for name in os.environ if name.startswith(("XDG_", "REVISER_")) and name != "REVISER_MODELS"]:
        del os.environ[name]
    os.environ.pop("WAYLAND_DISPLAY", None)
    os.environ |= {"HOME": str(home), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb", "DISPLAY": own_display.start()}
    draft = home / "library report.md"
    shutil.copy(ROOT / "resources" / "samples" / "sample.md", draft)
    paper = home / "paper.docx"
    paper.write_bytes(docx(PAPER))
    OUTPUT.mkdir(exist_ok=True)
    run(["revisers", "add", "ollama", "--model", "llama3.2"])
    try:
        with open_window(home / "history.db", theme="light") as program:
            program.window.resize(*SIZE)
            program.window.show()
            program.window.activateWindow()
            rounds(program.window, draft)
            others(program.window, paper)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def rounds(window: MainWindow, draft: Path) -> None:
    """Two rounds of the sample, decided by keys, and its history."""
    window.open(draft)
    wait()
    revise(window)
    save(window, "proposals")
    press(window, "A", "A", "X", "A", "E")
    save(window, "rewrite")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keySequence(field, QKeySequence("Escape"))
    press(window, *"AAAXAAA", "Ctrl+2")
    save(window, "side-by-side")
    press(window, "Ctrl+1")
    revise(window)
    save(window, "next-round")
    window.commands.run("learned")
    save_dialog("learned")
    window.commands.run("history")
    wait()
    save(window, "history")
    window.commands.run("history")


def others(window: MainWindow, paper: Path) -> None:
    """Two authors' tracked changes, and dialogs."""
    window.open(paper)
    wait()
    press(window, "F8")
    save(window, "co-author")
    window.commands.run("wish")
    save_dialog("round-settings")
    for page, name in ((SettingsPage.GENERAL, "settings"), (SettingsPage.MODELS, "chat-models")):
        window.settings.show(page)
        save_dialog(name)


def wait(until: Callable[[], bool] = lambda: False, longest_ms: int = SETTLE_MS) -> None:
    """Let the window work, until something holds or the time is over."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if until() else None)
    timer.start(20)
    QTimer.singleShot(longest_ms, loop, loop.quit)
    loop.exec()


def press(window: MainWindow, *keys: str) -> None:
    for key in keys:
        QTest.keySequence(window.workspace.text, QKeySequence(key))
        wait(longest_ms=60)


def revise(window: MainWindow) -> None:
    """A whole round; its first proposal behind the caret is the current one then."""
    press(window, "Ctrl+Return")
    wait(lambda: window.review is not None and not window.review.open_document.running, LONGEST_MS)
    wait()
    press(window, "F8")


def save_dialog(name: str) -> None:
    """A picture of the dialog that is open, which is closed."""
    wait()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    save(dialog, name)
    dialog.reject()


def save(widget: QWidget, name: str) -> None:
    wait()
    image = with_few_colours(widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
    image.save(str(OUTPUT / f"{name}.png"), quality=0)


def with_few_colours(image: QImage) -> QImage:
    """The picture in its `COLOURS` most frequent colours, the others being the nearest of these: it is smaller so."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = rows[:, : image.width(), :3].reshape(-1, 3).astype(np.int64)
    codes, places, counts = np.unique(pixels @ [1, 256, 65536], return_inverse=True, return_counts=True)
    colours = np.stack([codes % 256, codes // 256 % 256, codes // 65536], axis=1)
    kept = np.argsort(-counts)[:COLOURS]
    nearest = np.array([((colours[kept] - colour) ** 2).sum(axis=1).argmin() for colour in colours], np.uint8)
    indices = np.ascontiguousarray(nearest[places].reshape(image.height(), image.width()))
    made = QImage(indices.tobytes(), image.width(), image.height(), image.width(), QImage.Format.Format_Indexed8)
    made.setColorTable([0xFF000000 | int(codes[each]) for each in kept])
    return made.copy()


if __name__ == "__main__":
    main()
