"""The settings page for the language models of the embedded reviser: lists, downloads, adds and removes them."""

from pathlib import Path

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.facts_page import FactsForm, ask_to_remove, build_page, list_column, page_button
from reviser.gui.dialogs.files import ask_open
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.plain_text import PlainBox, paragraph
from reviser.services.models.model_setup import ModelSetup
from reviser.services.models.model_status import ListedModel, ModelStep, Work

LOOK_MS = 100  # milliseconds between two updates of the progress
STEPS = 1000  # of the progress bar, because byte counts can exceed its range


class LanguageModelPage(QWidget):
    """A page of the settings. Its actions take effect at once, and a download goes on when the dialog is closed."""

    def __init__(self, model_setup: ModelSetup) -> None:
        super().__init__()
        self._model_setup = model_setup
        self._listed: tuple[ListedModel, ...] = ()
        self._seen: Work | None = None  # the work whose result has been shown
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._build()
        self._list("")
        self._look()

    @property
    def current(self) -> ListedModel | None:
        """The selected model."""
        row = self.list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def get(self) -> None:
        """Download the selected model."""
        if self.current is not None:
            self._model_setup.get(self.current.name)
            self._look()

    def add(self, path: Path) -> None:
        """Add a model from a file of the person's own."""
        self._model_setup.add(path)
        self._look()

    def remove(self) -> None:
        """Delete the selected model. If it is the person's own, ask before."""
        chosen = self.current
        if chosen is None or (chosen.known is None and not self._ask_remove(chosen)):
            return
        try:
            freed = self._model_setup.remove(chosen.name)
        except UserError as error:
            self.status.setText(error_text(error))
            return
        self._list(chosen.name)
        self.status.setText(self.tr("Removed {name}: {size} freed.").format(name=chosen.name, size=_mb(freed)))

    def _look(self) -> None:
        """Update the progress."""
        work = self._model_setup.work
        working = self._model_setup.working
        if work is not None and working:
            self._timer.start()
            self.bar.setRange(0, STEPS if work.of else 0)
            self.bar.setValue(STEPS * work.done // work.of if work.of else 0)
            self.status.setText(self._work_sentence(work))
        else:
            self._timer.stop()
            if work is not None and work is not self._seen:
                self._seen = work
                self._list(work.file.name if work.file is not None else work.name)
                self.status.setText(self._ended(work))
        self._settle()

    def _work_sentence(self, work: Work) -> str:
        doing = {
            None: self.tr("Asking the package index …"),
            ModelStep.WAITING: self.tr("Another program is downloading it; waiting …"),
            ModelStep.FETCHING: self.tr("Downloading: {done} of {all} …"),
            ModelStep.CHECKING: self.tr("Checking …"),
            ModelStep.UNPACKING: self.tr("Unpacking …"),
            ModelStep.COPYING: self.tr("Copying: {done} of {all} …"),
        }[work.doing]
        return doing.format(done=_mb(work.done), all=_mb(work.of))

    def _ended(self, work: Work) -> str:
        if work.file is not None:
            return self.tr("{name} is installed.").format(name=work.file.name)
        if work.cancelled:
            return self.tr("Cancelled. The part already downloaded is kept, and the download continues from there.")
        return translate(work.problem)

    def _list(self, name: str) -> None:
        """List the models and select the one called `name`."""
        try:
            self._listed = self._model_setup.list_models()
        except UserError as error:
            self._listed = ()
            self.status.setText(error_text(error))
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in self._listed:
                item = QListWidgetItem(f"★ {each.name}" if each.used else each.name, self.list)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.name}: {self._state(each)}")
                if each.name == name:
                    self.list.setCurrentItem(item)
            if self.list.currentRow() < 0 and self.list.count():
                self.list.setCurrentRow(0)
        self._settle()

    def _settle(self) -> None:
        chosen, working = self.current, self._model_setup.working
        here = chosen is not None and chosen.file is not None
        self._describe(chosen)
        known = None if chosen is None else chosen.known
        part = chosen is not None and bool(chosen.part)
        size = "" if known is None else _mb(known.wheel_size)
        get = self.tr("&Download ({size})").format(size=size) if known is not None else self.tr("&Download")
        self.get_button.setText(self.tr("&Continue the download") if part else get)
        self.get_button.setEnabled(not working and known is not None and not here)
        self.remove_button.setEnabled(
            not working and chosen is not None and (here or bool(chosen.problem) or bool(chosen.part))
        )
        self.add_button.setEnabled(not working)
        self.folder_button.setEnabled(self._model_setup.folder.is_dir())
        self.bar.setVisible(working)
        self.cancel_button.setVisible(working)
        work = self._model_setup.work
        self.cancel_button.setEnabled(working and work is not None and not work.cancelled)

    def _state(self, each: ListedModel) -> str:
        work = self._model_setup.work
        if self._model_setup.working and work is not None and work.name == each.name:
            return self.tr("downloading")
        if each.problem:
            return self.tr("not usable")
        if each.file is not None:
            return self.tr("installed, {size}").format(size=_mb(each.file.size))
        if each.known is not None and each.part:
            return self.tr("{done} of {all} downloaded").format(done=_mb(each.part), all=_mb(each.known.wheel_size))
        return self.tr("not installed")

    def _describe(self, each: ListedModel | None) -> None:
        """Show the known properties of a model. Unknown ones have no row."""
        known = None if each is None else each.known
        state = where = licence = source = comes = ""
        if each is not None:
            state = translate(each.problem) or self._state(each) + (self.tr(", in use") if each.used else "")
            where = str(each.path)
            licence = each.file.license if each.file is not None else known.license if known is not None else ""
        if known is not None:
            source = known.license_source
            comes = self.tr("{wheel} ({size}) of the package index that pip or uv use here").format(
                wheel=known.wheel, size=_mb(known.wheel_size)
            )
        self.form.show_facts((state, where, licence, source, comes))

    def _ask_remove(self, chosen: ListedModel) -> bool:
        box = PlainBox(self)
        box.setObjectName("remove model")
        box.setWindowTitle(self.tr("Remove a model"))
        box.setText(self.tr("Delete your model {name} from this program?").format(name=chosen.name))
        box.setInformativeText(self.tr("It was copied when you added it; your original file is not touched."))
        return ask_to_remove(box, self.tr("Delete it"))

    def _choose_file(self) -> None:
        chosen = ask_open(
            self, self.tr("A language model"), "", self.tr("Language models (*.gguf *.whl);;All files (*)")
        )
        if chosen:
            self.add(Path(chosen))

    def _build(self) -> None:
        about = self.tr(
            "A small language model lets the embedded reviser judge which correction reads best. It runs on this "
            "machine, and your text is not sent anywhere. Everything else works without it."
        )
        note = self.tr("Actions on this page take effect at once, and a download continues when the dialog is closed.")
        build_page(self, about, self._left(), self._right(), note)
        self.list.currentRowChanged.connect(self._settle)

    def _left(self) -> QLayout:
        """The left column: the list of models, and the buttons for the folder."""
        self.list = QListWidget()
        self.add_button = page_button(self._choose_file, self.tr("&Add a file …"))
        self.folder_button = page_button(self._show_folder, self.tr("&Show the folder"))
        return list_column(self.list, self.tr("Language models"), (self.add_button, self.folder_button))

    def _right(self) -> QLayout:
        """The right column: the selected model, and the progress of work."""
        right = QVBoxLayout()
        right.setSpacing(10)
        names = (self.tr("State"), self.tr("Place"), self.tr("Licence"), self.tr("Made by"), self.tr("Package"))
        self.form = FactsForm(names)
        right.addLayout(self.form)
        self.get_button = page_button(self.get)
        self.remove_button = page_button(self.remove, self.tr("&Remove"))
        buttons = QHBoxLayout()
        for button in (self.get_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        right.addLayout(buttons)
        far = QHBoxLayout()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.cancel_button = page_button(self._model_setup.cancel, self.tr("Cance&l"))
        far.addWidget(self.bar, 1)
        far.addWidget(self.cancel_button)
        right.addLayout(far)
        self.status = paragraph("")
        self.status.setAccessibleName(self.tr("Current state"))
        right.addWidget(self.status)
        right.addStretch(1)
        return right

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._model_setup.folder)))


def _mb(size: int) -> str:
    return QLocale().formattedDataSize(size, 0 if size >= 10_000_000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)
