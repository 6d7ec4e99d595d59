"""The person's servers for chat models: which there are, and which one new documents begin with."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.server_form import ServerForm
from reviser.revisers.wire import Server
from reviser.services.server_desk import ServerDesk
from reviser.services.servers import PRESETS, Preset


class ServersPage(QWidget):
    """A page of the settings. What is done here holds at once. `shown` carries a file or folder that the person wants
    to change, for whoever opens it with the system's own program."""

    shown = Signal(Path)

    def __init__(self, desk: ServerDesk) -> None:
        super().__init__()
        self._desk = desk
        self._errand = ""
        self._build()
        self.refresh("")

    def refresh(self, name: str) -> None:
        """Show the servers as they are stored, this one chosen."""
        servers = self._desk.servers
        with QSignalBlocker(self.list):
            self.list.clear()
            for server in servers.all:
                star = "★ " if server.name == servers.default else ""
                item = QListWidgetItem(f"{star}{server.name}")
                item.setData(Qt.ItemDataRole.UserRole, server.name)
                item.setToolTip(" · ".join(part for part in (server.address, server.model) if part))
                self.list.addItem(item)
                if server.name == name:
                    self.list.setCurrentItem(item)
            if self.list.currentRow() < 0 and self.list.count():
                self.list.setCurrentRow(0)
        self._show_current()

    def leave(self) -> None:
        """The dialog closes."""
        self.form.leave()
        if self._errand:
            self._desk.forget(self._errand)
            self._errand = ""

    @property
    def current(self) -> str:
        """The chosen server's name; empty where there is none."""
        return "" if self.list.currentRow() < 0 else str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def add_preset(self, preset: Preset) -> None:
        """Set up a server of a known kind."""
        names = self._desk.servers.names
        name = next(name for name in (preset.name, *(f"{preset.name}-{n}" for n in range(2, 99))) if name not in names)
        self._add(preset.server(name))

    def find_local(self) -> None:
        """Look for servers that run on this machine."""
        self.note.setText(self.tr("Looking on this machine …"))
        self.find_button.setEnabled(False)
        self._errand = self._desk.find_local(self._take_found, self._fail)

    def remove(self) -> None:
        self._attempt(lambda: self._desk.remove(self.current))
        self.refresh("")

    def choose(self) -> None:
        """New documents begin with the chosen server; a second time, with the embedded reviser."""
        name = self.current
        self._attempt(lambda: self._desk.choose("" if self._desk.servers.default == name else name))
        self.refresh(name)

    def _add(self, server: Server) -> None:
        added = self._attempt(lambda: self._desk.add(server))
        if added:
            self.refresh(server.name)
            self.form.model.setFocus()

    def _take_found(self, found: tuple[Server, ...]) -> None:
        self.find_button.setEnabled(True)
        self._errand = ""
        for server in found:
            self._add(server)
        self.note.setText(
            self.tr("Added %Ln servers that run here.", "", len(found))
            if found
            else self.tr("No other server runs on this machine, as far as the usual ports tell.")
        )

    def _fail(self, error: UserError) -> None:
        self.find_button.setEnabled(True)
        self.note.setText(str(error))

    def _show_file(self, find: Callable[[], Path]) -> None:
        try:
            path = find()
        except UserError as error:
            self.note.setText(str(error))
            return
        self.note.setText(str(path))
        self.shown.emit(path)

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as error:
            self.note.setText(str(error))
            return False
        self.note.clear()
        return True

    def _show_current(self) -> None:
        name = self.current
        self.form.leave()
        self.stack.setCurrentIndex(1 if name else 0)
        for button in (self.remove_button, self.choose_button):
            button.setEnabled(bool(name))
        if name:
            servers = self._desk.servers
            self.form.show_server(servers.find(name))
            default = servers.default == name
            self.choose_button.setText(
                self.tr("Begin with the embedded one") if default else self.tr("Begin new documents with it")
            )

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Servers"))
        self.list.setMinimumWidth(180)
        self.list.currentItemChanged.connect(self._show_current)
        left.addWidget(self.list, 1)
        self.add_button = QPushButton(self.tr("&Add"))
        menu = QMenu(self)
        for preset in PRESETS:
            menu.addAction(preset.title, partial(self.add_preset, preset))
        self.add_button.setMenu(menu)
        self.find_button = QPushButton(self.tr("&Find on this machine"))
        self.find_button.clicked.connect(self.find_local)
        self.choose_button = QPushButton(self.tr("Begin new documents with it"))
        self.choose_button.clicked.connect(self.choose)
        self.remove_button = QPushButton(self.tr("Remo&ve"))
        self.remove_button.clicked.connect(self.remove)
        for button in (self.add_button, self.find_button, self.choose_button, self.remove_button):
            button.setAutoDefault(False)
            left.addWidget(button)
        self.prices_button = QPushButton(self.tr("&Prices and ceilings …"))
        self.prices_button.clicked.connect(lambda: self._show_file(self._desk.price_table))
        self.prompts_button = QPushButton(self.tr("Pro&mpts …"))
        self.prompts_button.clicked.connect(lambda: self._show_file(self._desk.own_prompts))
        for button in (self.prices_button, self.prompts_button):
            button.setProperty("quiet", True)
            button.setAutoDefault(False)
            left.addWidget(button)
        self.note = QLabel()
        self.note.setProperty("soft", True)
        self.note.setWordWrap(True)
        left.addWidget(self.note)
        row.addLayout(left, 2)
        self.form = ServerForm(self._desk)
        self.form.saved.connect(self._on_saved)
        empty = QLabel(
            self.tr(
                "Without a server, the embedded reviser proposes: offline, without a key.\n\n"
                "Add a chat model that runs on this machine (Ollama, llama.cpp, LM Studio, vLLM) or a service."
            )
        )
        empty.setWordWrap(True)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty.setProperty("soft", True)
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(self.form)
        row.addWidget(self.stack, 3)

    def _on_saved(self, name: str) -> None:
        if self.current != name:
            self.refresh(name)
