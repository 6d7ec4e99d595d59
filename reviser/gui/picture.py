"""A picture of the window without a display: `reviser picture`."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QSize, QTimer

from reviser import files
from reviser.errors import UserError
from reviser.messages import message

SETTLE_MS = 200


def picture(path: Path, database: Path, output: Path, *, size: tuple[int, int] = (1280, 800), theme: str = "") -> None:
    """Open the document `path` from the history `database`, and write an image of the window to `output` (PNG). `size`
    is in pixels. Raises UserError if that fails."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Imported here, because Qt chooses its platform when the application is created.
    from reviser.gui.application import open_window

    with open_window(database, theme=theme) as program:
        window = program.window
        window.resize(QSize(*size))
        window.show()
        window.open(path)
        window.documents.show_first()
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop, loop.quit)
        loop.exec()
        content = QBuffer()
        window.grab().save(content, "PNG")
        try:
            files.write(output, bytes(content.data().data()))
        except OSError as error:
            raise UserError(
                message("The picture cannot be written to {output}: {reason}.", output=output, reason=error.strerror)
            ) from error
