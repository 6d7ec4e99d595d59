"""The row under the text: the mode, the view, and how many proposals are decided."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from reviser.gui.panels.message_bars import switch, switches
from reviser.gui.panels.word_count import WordCount
from reviser.gui.text.views import View, Views
from reviser.gui.wording.plain_text import PlainLabel


class StatusRow(QWidget):
    """Shows the status of the text. Its switches emit signals. The words of what `views` displays are counted."""

    edited = Signal(bool)
    viewed = Signal(object)

    def __init__(self, views: Views) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 16, 4)
        row.setSpacing(10)
        box, inner = switches()
        group = QButtonGroup(self)
        self.modes = {
            False: switch(self.tr("Review"), group, inner),
            True: switch(self.tr("Edit text"), group, inner),
        }
        self.modes[False].setChecked(True)
        for editing, button in self.modes.items():
            button.clicked.connect(lambda _=False, editing=editing: self.edited.emit(editing))
        box.setAccessibleName(self.tr("Mode"))
        row.addWidget(box)
        box, inner = switches()
        box.setAccessibleName(self.tr("View"))
        self._group = QButtonGroup(self)
        self.views: dict[View, QToolButton] = {}
        for view, name in (
            (View.INLINE, self.tr("Inline")),
            (View.SIDE_BY_SIDE, self.tr("Side by side")),
            (View.RESULT, self.tr("Result")),
        ):
            button = self.views[view] = switch(name, self._group, inner)
            button.clicked.connect(lambda _=False, view=view: self.viewed.emit(view))
        row.addWidget(box)
        self.note = PlainLabel()
        self.note.setProperty("soft", True)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.note, 1)
        self.annotator = QToolButton()
        self.annotator.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.annotator.hide()
        row.addWidget(self.annotator)
        self.words = WordCount(views)
        row.addWidget(self.words)
        self.counter = PlainLabel()
        row.addWidget(self.counter)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Decided"))
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(1)  # lets the words take its room
        self.progress.setMaximumWidth(120)
        row.addWidget(self.progress)
        self.show_view(View.INLINE)

    def show_decided(self, decided: int, of: int, *, busy: bool) -> None:
        """Show that `decided` of `of` proposals are decided. `busy`: a round runs that has proposed nothing yet."""
        self.progress.setVisible(of > 0 or busy)
        # QProgressBar.setValue repaints at once, together with all pending layout of the window.
        self.progress.setUpdatesEnabled(False)
        self.progress.setRange(0, 0 if busy else max(1, of))
        self.progress.setValue(decided)
        self.progress.setUpdatesEnabled(True)

    def show_view(self, view: View) -> None:
        """Check the button of the displayed view; none if that view has no button."""
        self._group.setExclusive(False)
        for each, button in self.views.items():
            button.setChecked(each is view)
        self._group.setExclusive(True)
