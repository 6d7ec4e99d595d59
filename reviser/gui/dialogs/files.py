"""File dialogs: the desktop's own where it exists, else Qt's with columns wide enough for their content. The names of
file kinds come from the table of document formats."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeView, QWidget

from reviser.datasets import formats as datasets
from reviser.documents import formats
from reviser.documents.base import DocumentFormat
from reviser.gui.wording.state_sentences import format_name

WIDTH, HEIGHT = 860, 560  # pixels, of Qt's own dialog
MARGIN = 60  # pixels of the screen around it


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("FileDialogs", text)


def name_filter(words: str, suffixes: Iterable[str] = ()) -> str:
    """A name filter in the syntax of QFileDialog: files with these suffixes, or all files if there are none."""
    return f"{words} ({' '.join(f'*{suffix}' for suffix in suffixes) or '*'})"


def document_kinds() -> str:
    """The name filters for opening a document: all formats together, each format, and all files."""
    each = (name_filter(format_name(form.code), form.suffixes) for form in formats.by_suffix())
    return ";;".join((name_filter(tr("Documents"), formats.suffixes()), *each, name_filter(tr("All files"))))


def dataset_kinds() -> str:
    """The name filters for importing a dataset. Documents are included, because drafts can be imported."""
    kinds = name_filter(tr("Datasets"), (*datasets.SUFFIXES, *formats.suffixes())), name_filter(tr("All files"))
    return ";;".join(kinds)


def ask_open(parent: QWidget, title: str, folder: str = "", kinds: str = "") -> str:
    """Ask for an existing file. Returns its path, or an empty string if the person cancels. `kinds` holds name filters
    in the syntax of QFileDialog."""
    return next(iter(_run_dialog(_dialog(parent, title, folder, kinds, QFileDialog.FileMode.ExistingFile))), "")


def ask_open_several(parent: QWidget, title: str, folder: str = "", kinds: str = "") -> list[str]:
    """Ask for existing files. Returns their paths; none if the person cancels."""
    return _run_dialog(_dialog(parent, title, folder, kinds, QFileDialog.FileMode.ExistingFiles))


def ask_folder(parent: QWidget, title: str) -> str:
    """Ask for an existing folder. Returns its path, or an empty string if the person cancels."""
    dialog = _dialog(parent, title, "", "", QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_run_dialog(dialog)), "")


def ask_save(parent: QWidget, title: str, offered: str = "", kinds: str = "") -> tuple[str, str]:
    """Ask for a file to write, and confirm that an existing one is overwritten. Returns its path (empty if the person
    cancels) and the chosen name filter. `offered` is the suggested name or path."""
    dialog = _save_dialog(parent, title, offered, kinds)
    return next(iter(_run_dialog(dialog)), ""), dialog.selectedNameFilter()


def ask_save_document(parent: QWidget, title: str, offered: str, form: DocumentFormat) -> str:
    """Ask for a file to write a document of the format `form` to. Returns its path, or an empty string if the person
    cancels. The formats that it can be saved in are offered, its own first. If no name is `offered`, a name that is
    typed without a suffix gets the suffix of the chosen format."""
    forms = {name_filter(format_name(each.code), each.suffixes): each for each in formats.savable(form)}
    dialog = _save_dialog(parent, title, offered, ";;".join((*forms, name_filter(tr("All files")))))
    if not offered:
        _give_suffix(dialog, forms, dialog.selectedNameFilter())
        dialog.filterSelected.connect(partial(_give_suffix, dialog, forms))
    return next(iter(_run_dialog(dialog)), "")


def ask_save_tracked(
    parent: QWidget, title: str, offered: str, forms: Iterable[DocumentFormat]
) -> tuple[str, DocumentFormat | None]:
    """Ask for a file to write a copy with tracked changes to. Returns its path (empty if the person cancels) and the
    chosen format, or None for the filter "All files". The first of `forms` is preselected."""
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
    if view is not None:  # only Qt's own dialog has this view
        _make_room(dialog, view.header())
    names = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return names


def _make_room(dialog: QFileDialog, header: QHeaderView) -> None:
    """Make columns as wide as their content; the column of names takes the rest."""
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    screen = dialog.screen().availableSize()
    dialog.resize(min(WIDTH, screen.width() - MARGIN), min(HEIGHT, screen.height() - MARGIN))
