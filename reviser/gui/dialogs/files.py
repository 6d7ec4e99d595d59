"""Asking for files and folders: by the desktop's own dialog where there is one, else by Qt's, with room for what stands
in its columns."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeView, QWidget

WIDTH, HEIGHT = 860, 560  # pixels, of Qt's own
MARGIN = 60  # pixels of the screen around it


def ask_open(parent: QWidget, title: str, folder: str = "", kinds: str = "") -> str:
    """A file that is there; empty where none was named. `kinds` as QFileDialog writes name filters."""
    return next(iter(_asked(_dialog(parent, title, folder, kinds, QFileDialog.FileMode.ExistingFile))), "")


def ask_open_several(parent: QWidget, title: str, folder: str = "", kinds: str = "") -> list[str]:
    """Files that are there."""
    return _asked(_dialog(parent, title, folder, kinds, QFileDialog.FileMode.ExistingFiles))


def ask_folder(parent: QWidget, title: str) -> str:
    """A folder that is there; empty where none was named."""
    dialog = _dialog(parent, title, "", "", QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_asked(dialog)), "")


def ask_save(parent: QWidget, title: str, offered: str = "", kinds: str = "") -> tuple[str, str]:
    """A file to write, and the kind that was chosen for it; the person was asked where it is there already. `offered`
    is a name, or a path."""
    path = Path(offered)
    folder = str(path.parent) if path.is_absolute() else ""
    dialog = _dialog(parent, title, folder, kinds, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if offered:
        dialog.selectFile(path.name)
    return next(iter(_asked(dialog)), ""), dialog.selectedNameFilter()


def _dialog(parent: QWidget, title: str, folder: str, kinds: str, mode: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setFileMode(mode)
    return dialog


def _asked(dialog: QFileDialog) -> list[str]:
    view = dialog.findChild(QTreeView)
    if view is not None:  # it is Qt's own
        _make_room(dialog, view.header())
    names = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return names


def _make_room(dialog: QFileDialog, header: QHeaderView) -> None:
    """Columns as wide as what stands in them; names take the rest."""
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    screen = dialog.screen().availableSize()
    dialog.resize(min(WIDTH, screen.width() - MARGIN), min(HEIGHT, screen.height() - MARGIN))
