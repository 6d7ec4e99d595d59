"""The settings page for the papers' checkpoints: lists, adds and removes them."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.checkpoint_adding import CheckpointDialog
from reviser.gui.dialogs.checkpoint_words import format_size, kind_title, license_text
from reviser.gui.dialogs.facts_page import FactsForm, ask_to_remove, build_page, list_column, page_button
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.plain_text import PlainBox, paragraph
from reviser.services.models.checkpoint_setup import CheckpointSetup
from reviser.services.models.checkpoints import ListedCheckpoint
from reviser.services.models.fetched_folder import FetchedFolder, delete_fetched


class CheckpointsPage(QWidget):
    """A page of the settings. Its actions take effect at once."""

    def __init__(self, checkpoint_setup: CheckpointSetup) -> None:
        super().__init__()
        self._setup = checkpoint_setup
        self._listed: tuple[ListedCheckpoint, ...] = ()
        self._unused: tuple[FetchedFolder, ...] = ()  # listed behind them
        self._build()
        self._list("")

    @property
    def current(self) -> ListedCheckpoint | None:
        """The selected checkpoint."""
        row = self.list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    @property
    def unused(self) -> FetchedFolder | None:
        """What is selected, where that was fetched and belongs to no checkpoint."""
        row = self.list.currentRow() - len(self._listed)
        return self._unused[row] if 0 <= row < len(self._unused) else None

    def add(self) -> None:
        """Ask for a checkpoint to add."""
        dialog = CheckpointDialog(self._setup, self.window())
        dialog.exec()
        added = dialog.added
        dialog.deleteLater()
        if added is None:
            self._list("")  # what was begun and not ended is there now
        else:
            name = added.checkpoint.name
            self._list(name)
            self.status.setText(
                self.tr("{name} is added: it stands in the list of revisers of each document.").format(name=name)
            )

    def remove(self) -> None:
        """Ask, then remove the selected checkpoint. What belongs to none is deleted at once: it can be fetched
        again."""
        if self.unused is not None:
            self._delete(self.unused)
            return
        chosen = self.current
        if chosen is None or not self._ask_remove(chosen):
            return
        try:
            removed = self._setup.remove(chosen.checkpoint.name)
        except UserError as error:
            self.status.setText(error_text(error))
            return
        self._list("")
        name = removed.checkpoint.name
        if removed.deleted:
            self._say_freed(name, removed.freed)
        else:
            folder = removed.checkpoint.folder
            self.status.setText(self.tr("Removed {name}. Its folder stays: {folder}").format(name=name, folder=folder))

    def _delete(self, fetched: FetchedFolder) -> None:
        try:
            freed = delete_fetched(fetched)
        except UserError as error:
            self.status.setText(error_text(error))
            return
        self._list("")
        self._say_freed(fetched.name, freed)

    def _say_freed(self, name: str, freed: int) -> None:
        self.status.setText(self.tr("Removed {name}: {size} freed.").format(name=name, size=format_size(freed)))

    def _list(self, name: str) -> None:
        """List the checkpoints and select the one called `name`."""
        self._listed, self._unused = self._setup.list_all(), self._setup.list_unused()
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in self._listed:
                item = QListWidgetItem(each.checkpoint.name, self.list)
                if each.checkpoint.name == name:
                    self.list.setCurrentItem(item)
            for fetched in self._unused:
                self.list.addItem(self.tr("{name} (not added)").format(name=fetched.name))
            if self.list.currentRow() < 0 and self.list.count():
                self.list.setCurrentRow(0)
        self._describe()

    def _describe(self) -> None:
        """Show what is known of the selected checkpoint. What is not has no row."""
        chosen, unused = self.current, self.unused
        self.remove_button.setEnabled(chosen is not None or unused is not None)
        self.empty.setVisible(chosen is None and unused is None)
        state = kind = licence = place = fetched = ""
        if chosen is not None:
            checkpoint = chosen.checkpoint
            state = translate(chosen.problem)
            if chosen.folder is not None:
                state = self.tr("takes {size} of memory in a round").format(size=format_size(chosen.memory))
            kind = kind_title(checkpoint.kind)
            licence = license_text(checkpoint.license)
            parts = [self.tr("{role}: {path}").format(role=role, path=path) for role, path in checkpoint.parts.items()]
            place = "\n".join((str(checkpoint.folder), *parts))
            fetched = "\n".join(checkpoint.origins.values())
        if unused is not None:
            state = self.tr("{done} of {all} fetched; adding it again goes on from there").format(
                done=format_size(unused.here), all=format_size(unused.size)
            )
            place, fetched = str(unused.path), unused.origin
        self.form.show_facts((state, kind, licence, place, fetched))

    def _ask_remove(self, chosen: ListedCheckpoint) -> bool:
        box = PlainBox(self)
        box.setObjectName("remove checkpoint")
        box.setWindowTitle(self.tr("Remove a checkpoint"))
        box.setText(self.tr("Remove the checkpoint {name}?").format(name=chosen.checkpoint.name))
        box.setInformativeText(
            self.tr("What was fetched for it is deleted, and can be fetched again.")
            if chosen.checkpoint.origins
            else self.tr("It is only forgotten here: your folder and its files stay.")
        )
        return ask_to_remove(box, self.tr("Remove it"))

    def _build(self) -> None:
        about = self.tr(
            "Models that papers on revision were published with can propose edits on this machine; your text is not "
            "sent anywhere. They need torch and transformers (pip install 'reviser[models]')."
        )
        note = self.tr("Actions on this page take effect at once.")
        build_page(self, about, self._left(), self._right(), note)
        self.list.currentRowChanged.connect(self._describe)

    def _left(self) -> QLayout:
        """The left column: the list, and the buttons for it."""
        self.list = QListWidget()
        self.add_button = page_button(self.add, self.tr("&Add …"))
        self.remove_button = page_button(self.remove, self.tr("&Remove"))
        return list_column(self.list, self.tr("Checkpoints"), (self.add_button, self.remove_button))

    def _right(self) -> QLayout:
        """The right column: the selected checkpoint."""
        right = QVBoxLayout()
        right.setSpacing(10)
        self.empty = paragraph(
            self.tr("No checkpoint is added yet. Name one as the model hub does, such as grammarly/coedit-large, or a "
                    "folder that holds one.")
        )  # fmt: skip
        self.empty.setProperty("soft", True)
        right.addWidget(self.empty)
        names = (self.tr("State"), self.tr("Kind"), self.tr("Licence"), self.tr("Place"), self.tr("Fetched from"))
        self.form = FactsForm(names)
        right.addLayout(self.form)
        self.status = paragraph("")
        right.addWidget(self.status)
        right.addStretch(1)
        return right
