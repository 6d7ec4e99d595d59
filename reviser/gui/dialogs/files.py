"""Asking for files and folders: by the desktop's own dialog where there is one, else by Qt's, with room for what stands
in its columns. What documents are called comes from the table of document formats."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeView, QWidget

from reviser.datasets import formats as datasets
from reviser.documents import formats
from reviser.documents.base import DocumentFormat
from reviser.gui.wording.state_sentences import format_name

WIDTH, HEIGHT = 860, 560  # pixels, of Qt's own
MARGIN = 60  # pixels of the screen around it


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("FileDialogs", text)


def name_filter(words: str, suffixes: Iterable[str] = ()) -> str:
    """Files whose names end so, or all, as QFileDialog writes it."""
    return f"{words} ({' '.join(f'*{suffix}' for suffix in suffixes) or '*'})"


def document_kinds() -> str:
    """What can be opened as a document: all of it first, then each format, then any file."""
    each = (name_filter(format_name(form.code), form.suffixes) for form in formats.by_suffix())
    return ";;".join((name_filter(tr("Documents"), formats.suffixes()), *each, name_filter(tr("All files"))))


def dataset_kinds() -> str:
    """What can be imported as a dataset; documents are drafts."""
    kinds = name_filter(tr("Datasets"), (*datasets.SUFFIXES, *formats.suffixes())), name_filter(tr("All files"))
    return ";;".join(kinds)


def ask_open(parent: QWidget, title: str, folder: str = "", kinds: str = "") -> str:
    """A file that is there; empty where none was named. `kinds` as QFileDialog writes name filters."""
    return next(iter(_run_dialog(_dialog(parent, title, folder, kinds, QFileDialog.FileMode.ExistingFile))), "")


def ask_open_several(parent: QWidget, title: str, folder: str = "", kinds: str = "") -> list[str]:
    """Files that are there."""
    return _run_dialog(_dialog(parent, title, folder, kinds, QFileDialog.FileMode.ExistingFiles))


def ask_folder(parent: QWidget, title: str) -> str:
    """A folder that is there; empty where none was named."""
    dialog = _dialog(parent, title, "", "", QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_run_dialog(dialog)), "")


def ask_save(parent: QWidget, title: str, offered: str = "", kinds: str = "") -> tuple[str, str]:
    """A file to write, and the kind that was chosen for it; the person was asked where it is there already. `offered`
    is a name, or a path."""
    dialog = _save_dialog(parent, title, offered, kinds)
    return next(iter(_run_dialog(dialog)), ""), dialog.selectedNameFilter()


def ask_save_document(parent: QWidget, title: str, offered: str, form: DocumentFormat) -> str:
    """A file to write a document of this format to; empty where none was named. The formats that it can be saved in
    are offered, its own first. Where no name is `offered`, one that is typed without a suffix gets the suffix of the
    format that is chosen."""
    forms = {name_filter(format_name(each.code), each.suffixes): each for each in formats.savable(form)}
    dialog = _save_dialog(parent, title, offered, ";;".join((*forms, name_filter(tr("All files")))))
    if not offered:
        _give_suffix(dialog, forms, dialog.selectedNameFilter())
        dialog.filterSelected.connect(partial(_give_suffix, dialog, forms))
    return next(iter(_run_dialog(dialog)), "")


def ask_save_tracked(
    parent: QWidget, title: str, offered: str, forms: Iterable[DocumentFormat]
) -> tuple[str, DocumentFormat | None]:
    """A file to write a copy with tracked changes to, and which of the formats it is written in, the first as usual;
    empty where none was named."""
    kinds = {name_filter(format_name(each.code), each.suffixes): each for each in forms}
    dialog = _save_dialog(parent, title, offered, ";;".join((*kinds, name_filter(tr("All files")))))
    name = next(iter(_run_dialog(dialog)), "")
    return name, kinds.get(dialog.selectedNameFilter())


def _give_suffix(dialog: QFileDialog, forms: dict[str, DocumentFormat], chosen: str) -> None:
    dialog.setDefaultSuffix(forms[chosen].suffixes[0] if chosen in forms else "")


def _save_dialog(parent: QWidget, title: str, offered: str, kinds: str) -> QFileDialog:
    path = Path(offered)
    folder = str(path.parent) if path.is_absolute() else ""
    dialog = _dialog(parent, title, folder, kinds, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if offered:
        dialog.selectFile(path.name)
    return dialog


def _dialog(parent: QWidget, title: str, folder: str, kinds: str, mode: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder, kinds)
    dialog.setFileMode(mode)
    return dialog


def _run_dialog(dialog: QFileDialog) -> list[str]:
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
