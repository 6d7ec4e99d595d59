"""The settings page for the servers of chat models, and for the reviser that new documents use."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.server_form import KeyChange, ServerForm
from reviser.gui.panels.row_list import RowList
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainLabel, tip
from reviser.revisers.net.wire import Server
from reviser.services.servers.server_setup import ServerSetup
from reviser.services.servers.servers import PRESETS, Preset, Servers


class ServersPage(QWidget):
    """A page of the settings. Changes are stored by `keep`. `shown` carries a file or folder that the person wants to
    edit; the receiver opens it with the system's program."""

    shown = Signal(Path)

    def __init__(self, server_setup: ServerSetup) -> None:
        super().__init__()
        self._setup = server_setup
        self._servers = server_setup.servers  # the servers as changed on the page
        self._keys: dict[str, KeyChange] = {}  # pending changes of keys, by the keys' names
        self._in_form = ""  # the name of the server shown in the form
        self._task_id = ""
        self._build()
        self._list("")

    @property
    def servers(self) -> Servers:
        """The servers as changed on the page."""
        return self._servers

    def keep(self, done: Callable[[], None], failed: Callable[[], None]) -> None:
        """Store the changes of the page: first the keys, then the servers. If something cannot be stored, the page says
        why and `failed` is called; what was stored before that remains stored."""
        if not self._take_form():
            failed()
            return
        self._keep_keys(done, failed)

    def _keep_keys(self, done: Callable[[], None], failed: Callable[[], None]) -> None:
        """Store the keys one after the other, because the keyring may ask the person for each."""

        def kept(_: object) -> None:
            self._task_id = ""
            self._keys.pop(name)
            self._keep_keys(done, failed)

        def refused(error: UserError) -> None:
            self._task_id = ""
            self.form.say(error_text(error))
            failed()

        name = next(iter(self._keys), "")
        if not name:
            if self._attempt(lambda: self._setup.keep(self._servers)):
                done()
            else:
                failed()
            return
        change = self._keys[name]
        if change.secret is None:
            self.form.say(self.tr("Removing the key …"))
            self._task_id = self._setup.remove_key(name, kept, refused)
        elif change.this_run:
            self._setup.hold_key(name, change.secret)
            kept(None)
        else:
            self.form.say(self.tr("Storing the key …"))
            self._task_id = self._setup.keep_key(name, change.secret, kept, refused)

    def leave(self) -> None:
        """Called when the dialog closes: ignore results of tasks that still run."""
        self.form.leave()
        self.form.key.clear()
        self._keys.clear()
        if self._task_id:
            self._setup.forget(self._task_id)
            self._task_id = ""

    @property
    def current(self) -> str:
        """The name of the selected server; empty if none is."""
        return "" if self.list.currentRow() < 0 else str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def add_preset(self, preset: Preset) -> None:
        """Add a server of a known kind."""
        names = self._servers.names
        name = next(name for name in (preset.name, *(f"{preset.name}-{n}" for n in range(2, 99))) if name not in names)
        if self._take_form():
            self._add(preset.server(name))

    def find_local(self) -> None:
        """Look for servers that run on this machine."""
        self.note.setText(self.tr("Looking on this machine …"))
        self.find_button.setEnabled(False)
        self._task_id = self._setup.find_local(self._take_found, self._fail)

    def remove(self) -> None:
        """Remove the selected server from the list. Its key stays stored."""
        self._servers = self._servers.removed(self._in_form)
        self._list("")

    def choose(self) -> None:
        """Make the selected server the reviser of new documents; if it already is, make it the embedded reviser."""
        if self._take_form():
            name = self._in_form
            self._servers = self._servers.chosen("" if self._servers.default == name else name)
            self._list(name)

    def _list(self, name: str) -> None:
        """List the servers and select the one called `name`."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for server in self._servers.all:
                item = QListWidgetItem()
                self._say_row(item, server)
                self.list.addItem(item)
                if server.name == name:
                    self.list.setCurrentItem(item)
            if self.list.currentRow() < 0 and self.list.count():
                self.list.setCurrentRow(0)
        self._show_current()

    def _say_row(self, item: QListWidgetItem, server: Server) -> None:
        star = "★ " if server.name == self._servers.default else ""
        item.setText(f"{star}{server.name}")
        item.setData(Qt.ItemDataRole.UserRole, server.name)
        item.setToolTip(tip(" · ".join(part for part in (server.address, server.model) if part)))

    def _take_form(self) -> bool:
        """Take over the form's content. Return whether it is valid; if not, the reason is shown."""
        name = self._in_form
        if not name:
            return True
        before, server = self._servers.find(name), self.form.server
        try:
            change = self.form.key_change()
            if change is not None and not server.key:
                server = replace(server, key=server.name)
            changed = self._servers if server == before else self._servers.changed(name, server)
        except UserError as error:
            self.form.say(error_text(error))
            return False
        self._servers, self._in_form = changed, server.name
        self._keys.pop(before.key, None)
        if change is not None:
            self._keys[server.key] = change
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self._say_row(self.list.item(row), changed.find(server.name))
        return True

    def _turn_to(self, _: QListWidgetItem, before: QListWidgetItem | None) -> None:
        """Show another server that the person selected. If the form's content is not valid, the previous one stays
        selected."""
        if self._take_form():
            self._show_current()
        elif before is not None:
            with QSignalBlocker(self.list):
                self.list.setCurrentItem(before)

    def _add(self, server: Server) -> None:
        try:
            self._servers = self._servers.added(server)
        except UserError as error:
            self.note.setText(error_text(error))
            return
        self._list(self._servers.all[-1].name)
        self.form.model.setFocus()

    def _take_found(self, servers: tuple[Server, ...]) -> None:
        self.find_button.setEnabled(True)
        self._task_id = ""
        addresses = {server.address for server in self._servers.all}
        servers = tuple(server for server in servers if server.address not in addresses)
        if not self._take_form():
            return
        for server in servers:
            self._add(server)
        self.note.setText(
            self.tr("Added %Ln servers that run here.", "", len(servers))
            if servers
            else self.tr("No other server was found on the usual ports of this machine.")
        )

    def _fail(self, error: UserError) -> None:
        self.find_button.setEnabled(True)
        self.note.setText(error_text(error))

    def _show_file(self, find: Callable[[], Path]) -> None:
        try:
            path = find()
        except UserError as error:
            self.note.setText(error_text(error))
            return
        self.note.setText(str(path))
        self.shown.emit(path)

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as error:
            self.note.setText(error_text(error))
            return False
        self.note.clear()
        return True

    def _show_current(self) -> None:
        name = self._in_form = self.current
        self.form.leave()
        self.stack.setCurrentIndex(1 if name else 0)
        for button in (self.remove_button, self.choose_button):
            button.setEnabled(bool(name))
        if name:
            server = self._servers.find(name)
            self.form.show_server(server, self._keys.get(server.key))
            default = self._servers.default == name
            self.choose_button.setText(
                self.tr("Use the embedded one for new documents") if default else self.tr("Use it for new documents")
            )

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Servers"))
        self.list.setMinimumWidth(150)
        self.list.currentItemChanged.connect(self._turn_to)
        left.addWidget(self.list, 1)
        self.add_button = QPushButton(self.tr("&Add"))
        menu = QMenu(self)
        for preset in PRESETS:
            menu.addAction(preset.title, partial(self.add_preset, preset))
        self.add_button.setMenu(menu)
        self.find_button = QPushButton(self.tr("&Find on this machine"))
        self.find_button.clicked.connect(self.find_local)
        self.choose_button = QPushButton(self.tr("Use it for new documents"))
        self.choose_button.clicked.connect(self.choose)
        self.remove_button = QPushButton(self.tr("Remo&ve"))
        self.remove_button.clicked.connect(self.remove)
        for button in (self.add_button, self.find_button, self.choose_button, self.remove_button):
            button.setAutoDefault(False)
            left.addWidget(button)
        self.prices_button = QPushButton(self.tr("&Prices and ceilings …"))
        self.prices_button.clicked.connect(lambda: self._show_file(self._setup.price_table))
        self.prompts_button = QPushButton(self.tr("Pro&mpts …"))
        self.prompts_button.clicked.connect(lambda: self._show_file(self._setup.own_prompts))
        for button in (self.prices_button, self.prompts_button):
            button.setProperty("quiet", True)
            button.setAutoDefault(False)
            left.addWidget(button)
        at_once = PlainLabel(self.tr("These two buttons open files for editing."))
        at_once.setProperty("soft", True)
        at_once.setWordWrap(True)
        left.addWidget(at_once)
        self.note = PlainLabel()
        self.note.setProperty("soft", True)
        self.note.setWordWrap(True)
        left.addWidget(self.note)
        row.addLayout(left, 2)
        self.form = ServerForm(self._setup)
        empty = PlainLabel(
            self.tr(
                "Without a server, the embedded reviser makes the proposals: offline and without a key.\n\n"
                "Add a chat model that runs on this machine (Ollama, llama.cpp, LM Studio, vLLM) or a "
                "service."
            )
        )
        empty.setWordWrap(True)
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty.setProperty("soft", True)
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(self.form)
        row.addWidget(self.stack, 3)
