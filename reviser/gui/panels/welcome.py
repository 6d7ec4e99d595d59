"""The welcome screen: what the program does, and the ways to begin."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviser.gui.panels.flow_layout import FlowLayout
from reviser.gui.theme import Theme
from reviser.gui.wording.plain_text import PlainLabel

BEGINNING = 60  # code points of a document's text that a button shows

SHOWN_RECENT = 5  # documents


class Welcome(QScrollArea):
    """Explains the loop, and offers to open a file, start a new document, open the sample, the library, or a recent
    file."""

    opening = Signal()
    beginning = Signal()
    sampling = Signal()
    browsing = Signal()
    resumed = Signal(int)
    picked = Signal(Path)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        page = QWidget()
        page.setObjectName("welcome")
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(2)
        outer.addLayout(column, 6)
        outer.addStretch(1)
        hero = PlainLabel(self.tr("Revise your text, edit by edit"))
        hero.setObjectName("hero")
        hero.setWordWrap(True)
        lead = PlainLabel(
            self.tr(
                "The program proposes edits, you decide each one, and the next round builds on your "
                "decisions. It works on this computer; nothing is sent anywhere."
            )
        )
        lead.setObjectName("lead")
        lead.setWordWrap(True)
        column.addWidget(hero)
        column.addWidget(lead)
        column.addSpacing(8)
        self._add_steps(column)
        self._add_buttons(column)
        self._recent_heading = PlainLabel(self.tr("Recently opened"))
        self._recent_heading.setObjectName("heading")
        column.addSpacing(8)
        column.addWidget(self._recent_heading)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addStretch(3)
        self.setWidget(page)
        self.set_theme(theme)
        self.show_recent([], [])

    def _add_steps(self, column: QVBoxLayout) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(12)
        for number, (title, text) in enumerate(self._steps(), 1):
            steps.addWidget(_card(str(number), title, text), 1)
        column.addLayout(steps)
        column.addSpacing(8)

    def _add_buttons(self, column: QVBoxLayout) -> None:
        buttons = FlowLayout(gap=10, row_gap=8)
        self.open_button = QPushButton(self.tr("Open a document …"))
        self.open_button.setProperty("primary", True)
        self.open_button.clicked.connect(self.opening)
        self.new_button = QPushButton(self.tr("New document"))
        self.new_button.clicked.connect(self.beginning)
        self.sample_button = QPushButton(self.tr("Try the sample"))
        self.sample_button.clicked.connect(self.sampling)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.new_button)
        self.library_button = QPushButton(self.tr("Library …"))
        self.library_button.clicked.connect(self.browsing)
        buttons.addWidget(self.sample_button)
        buttons.addWidget(self.library_button)
        note = PlainLabel(self.tr("or drop a text or Markdown file here"))
        note.setProperty("soft", True)
        buttons.addWidget(note)
        column.addLayout(buttons)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.open_button.setIcon(theme.icon("open", theme.palette.on_accent))
        self.new_button.setIcon(theme.icon("new"))
        self.sample_button.setIcon(theme.icon("book"))

    def show_recent(self, paths: list[Path], never_saved: list[tuple[int, str]]) -> None:
        """Offer up to five recent files, and before them the documents without a file (number and text)."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._recent_heading.setVisible(bool(paths or never_saved))
        for number, text in never_saved:
            begins = " ".join(text.split())[:BEGINNING]
            self._offer(self.tr("Not saved yet   —   {begins} …").format(begins=begins)).clicked.connect(
                lambda _=False, number=number: self.resumed.emit(number)
            )
        for path in paths[:SHOWN_RECENT]:
            self._offer(f"{path.name}   —   {path.parent}").clicked.connect(
                lambda _=False, path=path: self.picked.emit(path)
            )

    def _offer(self, name: str) -> QPushButton:
        button = QPushButton(name.replace("&", "&&"))
        button.setProperty("quiet", True)
        self._recent.addWidget(button)
        return button

    def _steps(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Open and revise"),
                self.tr("Open a text or Markdown file and press Revise. Proposals appear in your text."),
            ),
            (
                self.tr("Decide"),
                self.tr(
                    "F8 goes to a proposal. A accepts it, X rejects it, and E lets you write your own. "
                    "Nothing changes unless you decide so."
                ),
            ),
            (
                self.tr("Start another round"),
                self.tr("The next round learns from your decisions. What you rejected does not come back."),
            ),
            (
                self.tr("Stop when you are satisfied"),
                self.tr(
                    "The program says when the reviser has nothing more to propose. Every step is kept and can be "
                    "undone."
                ),
            ),
        )


def _card(number: str, title: str, text: str) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 16, 16, 16)
    layout.setSpacing(8)
    sign = PlainLabel(number)
    sign.setObjectName("number")
    sign.setFixedSize(28, 28)
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    heading = PlainLabel(title)
    heading.setObjectName("step")
    heading.setWordWrap(True)
    body = PlainLabel(text)
    body.setProperty("soft", True)
    body.setWordWrap(True)
    layout.addWidget(sign)
    layout.addWidget(heading)
    layout.addWidget(body)
    layout.addStretch(1)
    return card
