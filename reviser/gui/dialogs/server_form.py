"""One server in a form: where it is, which model, its key, and what works with it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.revisers.wire import Api, Model, Server
from reviser.services.server_desk import ServerDesk
from reviser.services.servers import MOST_CONTEXT, MOST_PARALLEL
from reviser.services.trial import Report

APIS = {Api.OPENAI: "OpenAI", Api.ANTHROPIC: "Anthropic", Api.OLLAMA: "Ollama"}


class ServerForm(QWidget):
    """Shows a server to be changed; `saved` carries its name, after it was. Errands that run when another server is
    shown are forgotten."""

    saved = Signal(str)

    def __init__(self, desk: ServerDesk) -> None:
        super().__init__()
        self._desk = desk
        self._server = Server("", Api.OPENAI, "")
        self._errands: list[str] = []
        self._build()
        self._connect()

    def show_server(self, server: Server) -> None:
        """Show another server."""
        self.leave()
        self._server = server
        self.name.setText(server.name)
        self.api.setCurrentIndex(self.api.findData(server.api))
        self.address.setText(server.address)
        self.model.clear()
        self.model.setEditText(server.model)
        self.context.setValue(server.context)
        self.parallel.setValue(server.parallel)
        self.ca_file.setText(server.ca_file)
        self.plain_http.setChecked(server.plain_http)
        self.key_name.setText(server.key)
        self.key.clear()
        self._say("")
        self._find_key()

    def leave(self) -> None:
        """Nobody waits for what still runs."""
        for errand in self._errands:
            self._desk.forget(errand)
        self._errands.clear()
        self._busy(False)

    @property
    def server(self) -> Server:
        """As the form has it."""
        return replace(
            self._server,
            name=self.name.text().strip(),
            api=Api(self.api.currentData()),
            address=self.address.text().strip(),
            model=self.model.currentText().strip(),
            context=self.context.value(),
            parallel=self.parallel.value(),
            ca_file=self.ca_file.text().strip(),
            plain_http=self.plain_http.isChecked(),
            key=self.key_name.text().strip(),
        )

    def save(self) -> bool:
        """Keep what the form says. Whether it was kept; else the reason is shown."""
        server = self.server
        if server == self._server:
            return True
        try:
            self._desk.change(self._server.name, server)
        except UserError as error:
            self._say(str(error))
            return False
        self._server = self._desk.servers.find(server.name)
        self.address.setText(self._server.address)
        self.saved.emit(server.name)
        return True

    # The model

    def list_models(self) -> None:
        """Ask the server what it offers."""
        if self.save():
            self._begin(self.tr("Asking for its models …"))
            self._errands.append(self._desk.models(self._server, self._take_models, self._fail))

    def _take_models(self, models: tuple[Model, ...]) -> None:
        self._busy(False)
        chosen = self.model.currentText()
        self.model.clear()
        for model in models:
            self.model.addItem(model.name)
        names = [model.name for model in models]
        self.model.setEditText(chosen or (names[0] if len(names) == 1 else ""))
        self._say(self.tr("%Ln models; choose one.", "", len(models)) if models else self.tr("It lists no models."))
        self.model.setFocus()

    # What works

    def try_out(self) -> None:
        """Test the server with one small request."""
        if self.save():
            self._begin(self.tr("Testing; a local server may have to load its model first …"))
            self._errands.append(self._desk.try_out(self._server, self._take_report, self._fail))

    def _take_report(self, report: Report) -> None:
        self._busy(False)
        mark = "✓" if report.works else "✗"
        self._say(f"{mark} {report.line}")

    # The key

    def keep_key(self) -> None:
        """Keep the typed key: in the keyring, or for this run only."""
        if not self._key_ready():
            return
        name, key = self.key_name.text().strip(), self.key.text()
        try:
            if self.this_run.isChecked():
                self._desk.hold_key(name, key)
                self._key_kept()
            else:
                self._begin(self.tr("Keeping the key …"))
                self._errands.append(self._desk.keep_key(name, key, lambda _: self._key_kept(), self._fail))
        except UserError as error:
            self._fail(error)

    def remove_key(self) -> None:
        """Take the key out of the keyring and out of this run."""
        name = self.key_name.text().strip()
        if name:
            self._begin(self.tr("Removing the key …"))
            self._errands.append(self._desk.remove_key(name, lambda _: self._key_kept(), self._fail))

    def _key_ready(self) -> bool:
        if not self.key_name.text().strip():
            self.key_name.setText(self.name.text().strip())
        return bool(self.key.text().strip()) and self.save()

    def _key_kept(self) -> None:
        self.key.clear()
        self._busy(False)
        self._say("")
        self._find_key()

    def _find_key(self) -> None:
        if not self._server.key:
            self.key_state.setText(self.tr("No key is used."))
            return
        self.key_state.setText(self.tr("Looking for the key …"))
        found, failed = self.key_state.setText, lambda error: self.key_state.setText(str(error))
        self._errands.append(self._desk.find_key(self._server.key, found, failed))

    # Saying

    def _begin(self, sentence: str) -> None:
        self._busy(True)
        self._say(sentence)

    def _busy(self, busy: bool) -> None:
        for button in (self.models_button, self.test_button, self.keep_button, self.remove_button):
            button.setEnabled(not busy)

    def _fail(self, error: UserError) -> None:
        self._busy(False)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))

    # Building

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        outer.addLayout(form)
        self._build_place(form)
        self._build_key(form)
        self._build_limits(form)
        self.outcome = QLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setAccessibleName(self.tr("Outcome"))
        outer.addWidget(self.outcome)
        row = QHBoxLayout()
        self.test_button = QPushButton(self.tr("&Test"))
        self.save_button = QPushButton(self.tr("&Save"))
        self.save_button.setProperty("primary", True)
        row.addWidget(self.test_button)
        row.addStretch(1)
        row.addWidget(self.save_button)
        outer.addStretch(1)
        outer.addLayout(row)
        # Enter belongs to the fields here, not to the dialog's OK.
        for button in (self.models_button, self.keep_button, self.remove_button, self.test_button, self.save_button):
            button.setAutoDefault(False)

    def _build_place(self, form: QFormLayout) -> None:
        self.name = QLineEdit()
        form.addRow(self.tr("&Name"), self.name)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://host:port/v1")
        form.addRow(self.tr("&Address"), self.address)
        self.api = QComboBox()
        for api, title in APIS.items():
            self.api.addItem(title, api)
        form.addRow(self.tr("&Format"), self.api)
        self.model = QComboBox()
        self.model.setEditable(True)
        self.models_button = QPushButton(self.tr("List"))
        self.models_button.setAccessibleName(self.tr("List the server's models"))
        form.addRow(self.tr("&Model"), _row(self.model, self.models_button))

    def _build_key(self, form: QFormLayout) -> None:
        self.key_name = QLineEdit()
        self.key_name.setPlaceholderText(self.tr("none"))
        self.key_name.setToolTip(self.tr("The name that the key is kept under; empty where the server needs none."))
        form.addRow(self.tr("&Key's name"), self.key_name)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(self.tr("paste a key to keep it"))
        self.key.setAccessibleName(self.tr("Key"))
        self.keep_button = QPushButton(self.tr("Keep"))
        self.keep_button.setAccessibleName(self.tr("Keep the key"))
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.setAccessibleName(self.tr("Remove the key"))
        form.addRow(self.tr("K&ey"), _row(self.key, self.keep_button, self.remove_button))
        self.this_run = QCheckBox(self.tr("For this run only, not in the keyring"))
        form.addRow("", self.this_run)
        self.key_state = QLabel()
        self.key_state.setProperty("soft", True)
        self.key_state.setWordWrap(True)
        form.addRow("", self.key_state)

    def _build_limits(self, form: QFormLayout) -> None:
        self.context = QSpinBox()
        self.context.setRange(0, MOST_CONTEXT)
        self.context.setSingleStep(1024)
        self.context.setSpecialValueText(self.tr("as the server says"))
        self.context.setSuffix(self.tr(" tokens"))
        form.addRow(self.tr("&Context"), self.context)
        self.parallel = QSpinBox()
        self.parallel.setRange(1, MOST_PARALLEL)
        form.addRow(self.tr("Requests at &once"), self.parallel)
        self.ca_file = QLineEdit()
        self.ca_file.setPlaceholderText(self.tr("the system's"))
        form.addRow(self.tr("Ce&rtificates (file)"), self.ca_file)
        self.plain_http = QCheckBox(self.tr("Allow http without encryption to another machine"))
        form.addRow("", self.plain_http)

    def _connect(self) -> None:
        self.models_button.clicked.connect(self.list_models)
        self.test_button.clicked.connect(self.try_out)
        self.save_button.clicked.connect(self.save)
        self.keep_button.clicked.connect(self.keep_key)
        self.remove_button.clicked.connect(self.remove_key)


def _row(*widgets: QWidget) -> QWidget:
    """Side by side, the first one wide; a label's key then leads to it."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    box.setFocusProxy(widgets[0])
    return box
