"""The form for one server: address, model, key, and a test of what works."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviser.errors import UserError
from reviser.gui.dialogs.geometry import side_by_side
from reviser.gui.wording.messages import error_text, translate
from reviser.gui.wording.plain_text import PlainForm, PlainLabel
from reviser.revisers.net.formats import WIRE_FORMATS
from reviser.revisers.net.wire import Api, Asking, Model, Server
from reviser.services.servers.secrets import Secret
from reviser.services.servers.server_check import Report
from reviser.services.servers.server_setup import ServerSetup
from reviser.services.servers.servers import MOST_CONTEXT, MOST_PARALLEL, checked


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A pending change of a key: `secret` is stored in the keyring, or used in this run only; without `secret` the key
    is removed."""

    secret: Secret | None = None
    this_run: bool = False


class ServerForm(QWidget):
    """Edits one server. The form stores nothing: its owner reads `server` and `key_change`. When another server is
    shown, the results of running background tasks are ignored."""

    def __init__(self, server_setup: ServerSetup) -> None:
        super().__init__()
        self._setup = server_setup
        self._server = Server("", Api.OPENAI, "")
        self._background_tasks: list[str] = []
        self._build()
        self._connect()

    def show_server(self, server: Server, change: KeyChange | None = None) -> None:
        """Show a server and the pending change of its key."""
        self.leave()
        self._server = server
        self.name.setText(server.name)
        self.api.setCurrentIndex(self.api.findData(server.api))
        self.address.setText(server.address)
        self.model.clear()
        self.model.setEditText(server.model)
        self.context.setValue(server.context)
        self.answer.setValue(server.answer)
        self.asking.setCurrentIndex(self.asking.findData(server.asking))
        self.parallel.setValue(server.parallel)
        self.ca_file.setText(server.ca_file)
        self.plain_http.setChecked(server.plain_http)
        self.key_name.setText(server.key)
        secret = None if change is None else change.secret
        self.key.setText("" if secret is None else secret.reveal())
        self.this_run.setChecked(change is not None and change.this_run)
        self.remove_box.setChecked(change is not None and secret is None)
        self.say("")
        self._find_key()

    def leave(self) -> None:
        """Ignore the results of tasks that are still running."""
        for task_id in self._background_tasks:
            self._setup.forget(task_id)
        self._background_tasks.clear()
        self._busy(False)

    @property
    def server(self) -> Server:
        """The server that the form describes."""
        return replace(
            self._server,
            name=self.name.text().strip(),
            api=Api(self.api.currentData()),
            address=self.address.text().strip(),
            model=self.model.currentText().strip(),
            context=self.context.value(),
            answer=self.answer.value(),
            asking=Asking(self.asking.currentData()),
            parallel=self.parallel.value(),
            ca_file=self.ca_file.text().strip(),
            plain_http=self.plain_http.isChecked(),
            key=self.key_name.text().strip(),
        )

    def key_change(self) -> KeyChange | None:
        """The pending change of the key; None if the key stays. Raises UserError if the typed text cannot be a key."""
        typed = self._typed()
        if typed is not None:
            return KeyChange(typed, self.this_run.isChecked())
        return KeyChange() if self.remove_box.isChecked() else None

    def _typed(self) -> Secret | None:
        return Secret(self.key.text()) if self.key.text().strip() else None

    def _ask(self, sentence: str, ask: Callable[[Server, Secret | None], str]) -> None:
        """Call `ask` with the server that the form describes, stored or not, and show `sentence` meanwhile."""
        try:
            server, typed = checked(self.server), self._typed()
        except UserError as error:
            self.say(error_text(error))
            return
        self.address.setText(server.address)
        self._busy(True)
        self.say(sentence)
        self._background_tasks.append(ask(server, typed))

    # Model

    def list_models(self) -> None:
        """Request the server's list of models."""
        setup, done = self._setup, self._take_models
        asking = self.tr("Asking for its models …")
        self._ask(asking, lambda server, key: setup.models(server, done, self._fail, key=key))

    def _take_models(self, models: tuple[Model, ...]) -> None:
        self._busy(False)
        chosen = self.model.currentText()
        self.model.clear()
        for model in models:
            self.model.addItem(model.name)
        names = [model.name for model in models]
        self.model.setEditText(chosen or (names[0] if len(names) == 1 else ""))
        self.say(self.tr("%Ln models; choose one.", "", len(models)) if models else self.tr("It lists no models."))
        self.model.setFocus()

    # Test

    def try_out(self) -> None:
        """Test the server with a small request."""
        setup, done = self._setup, self._take_report
        testing = self.tr("Testing; a local server may have to load its model first …")
        self._ask(testing, lambda server, key: setup.try_out(server, done, self._fail, key=key))

    def _take_report(self, report: Report) -> None:
        self._busy(False)
        mark = "✓" if report.works else "✗"
        self.say(f"{mark} {translate(report.line)}")

    # Key

    def _show_typed(self) -> None:
        typed = bool(self.key.text().strip())
        self.this_run.setEnabled(typed)
        self.remove_box.setEnabled(not typed)
        if typed:
            self.remove_box.setChecked(False)

    def _find_key(self) -> None:
        if not self._server.key:
            self.key_state.setText(self.tr("No key is used."))
            return
        self.key_state.setText(self.tr("Looking for the key …"))
        self._background_tasks.append(
            self._setup.find_key(
                self._server.key,
                lambda line: self.key_state.setText(translate(line)),
                lambda error: self.key_state.setText(error_text(error)),
            )
        )

    # Messages

    def _busy(self, busy: bool) -> None:
        for button in (self.models_button, self.test_button):
            button.setEnabled(not busy)

    def _fail(self, error: UserError) -> None:
        self._busy(False)
        self.say(error_text(error))

    def say(self, sentence: str) -> None:
        """Show how a task ended."""
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))

    # Layout

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        form = PlainForm()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        outer.addLayout(form)
        self._build_place(form)
        self._build_key(form)
        self._build_limits(form)
        self.outcome = PlainLabel()
        self.outcome.setWordWrap(True)
        self.outcome.setAccessibleName(self.tr("Outcome"))
        outer.addWidget(self.outcome)
        self.test_button = QPushButton(self.tr("&Test"))
        outer.addStretch(1)
        outer.addWidget(self.test_button, 0, Qt.AlignmentFlag.AlignLeft)
        # Enter is for the fields here, not for the dialog's OK button.
        for button in (self.models_button, self.test_button):
            button.setAutoDefault(False)

    def _build_place(self, form: QFormLayout) -> None:
        self.name = QLineEdit()
        form.addRow(self.tr("&Name"), self.name)
        self.address = QLineEdit()
        self.address.setPlaceholderText("https://host:port/v1")
        form.addRow(self.tr("&Address"), self.address)
        self.api = QComboBox()
        for entry in WIRE_FORMATS:
            self.api.addItem(entry.label, entry.api)
        form.addRow(self.tr("&Format"), self.api)
        self.model = QComboBox()
        self.model.setEditable(True)
        self.models_button = QPushButton(self.tr("List"))
        self.models_button.setAccessibleName(self.tr("List the server's models"))
        form.addRow(self.tr("&Model"), side_by_side(self.model, self.models_button))

    def _build_key(self, form: QFormLayout) -> None:
        self.key_name = QLineEdit()
        self.key_name.setPlaceholderText(self.tr("none"))
        self.key_name.setToolTip(self.tr("The name under which the key is stored; empty if the server needs none."))
        form.addRow(self.tr("&Key's name"), self.key_name)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(self.tr("paste a key: OK stores it"))
        form.addRow(self.tr("K&ey"), self.key)
        self.this_run = QCheckBox(self.tr("Use it for this run only; do not store it"))
        form.addRow(self.this_run)
        self.remove_box = QCheckBox(self.tr("Remove the stored key"))
        form.addRow(self.remove_box)
        self.key_state = PlainLabel()
        self.key_state.setProperty("soft", True)
        self.key_state.setWordWrap(True)
        form.addRow(self.key_state)

    def _build_limits(self, form: QFormLayout) -> None:
        self.context = QSpinBox()
        self.context.setRange(0, MOST_CONTEXT)
        self.context.setSingleStep(1024)
        self.context.setSpecialValueText(self.tr("as the server reports"))
        self.context.setSuffix(self.tr(" tokens"))
        form.addRow(self.tr("&Context"), self.context)
        self.answer = QSpinBox()
        self.answer.setRange(0, MOST_CONTEXT)
        self.answer.setSingleStep(1024)
        self.answer.setSpecialValueText(self.tr("as the server reports"))
        self.answer.setSuffix(self.tr(" tokens"))
        self.answer.setToolTip(self.tr("What a model may write in one answer, including its thinking."))
        form.addRow(self.tr("&Longest answer"), self.answer)
        self.asking = QComboBox()
        self.asking.addItem(self.tr("what the model supports"), Asking.AUTOMATIC)
        self.asking.addItem(self.tr("a list of edits"), Asking.LIST)
        self.asking.addItem(self.tr("sentence by sentence"), Asking.SENTENCE)
        self.asking.setToolTip(self.tr("Small models are better at one sentence at a time."))
        form.addRow(self.tr("As&ked for"), self.asking)
        self.parallel = QSpinBox()
        self.parallel.setRange(1, MOST_PARALLEL)
        form.addRow(self.tr("Requests at &once"), self.parallel)
        self.ca_file = QLineEdit()
        self.ca_file.setPlaceholderText(self.tr("the system's"))
        form.addRow(self.tr("Ce&rtificates (file)"), self.ca_file)
        self.plain_http = QCheckBox(self.tr("Allow http without encryption to another machine"))
        form.addRow(self.plain_http)

    def _connect(self) -> None:
        self.models_button.clicked.connect(self.list_models)
        self.test_button.clicked.connect(self.try_out)
        self.key.textChanged.connect(self._show_typed)
        self._show_typed()
