"""The charts dialog: charts of the decisions in one document or in all, each with a table of its numbers. A chart can
be saved as a picture."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviser import files
from reviser.core.session import State
from reviser.errors import UserError
from reviser.gui.dialogs.chart_figures import drift_charts, drift_warning
from reviser.gui.dialogs.chart_figures import figure_charts as charts_of
from reviser.gui.dialogs.files import ask_save
from reviser.gui.dialogs.geometry import fit
from reviser.gui.panels.chart import ChartView, save, value_text
from reviser.gui.panels.row_list import RowList
from reviser.gui.theme import Theme
from reviser.gui.wording.messages import error_text
from reviser.gui.wording.plain_text import PlainLabel
from reviser.services.background_tasks import BackgroundTasks
from reviser.services.datasets.chart import Chart
from reviser.services.datasets.chart_data import ChartFigures, Drifted, drift_by_round, figures


class ChartsDialog(QDialog):
    """Shows charts of the history at `path`. `document` is the number of the current document and `state` its state, if
    its own charts are to be offered too."""

    def __init__(
        self,
        path: Path,
        background_tasks: BackgroundTasks,
        theme: Theme,
        parent: QWidget | None,
        *,
        document: int | None = None,
        state: State | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._background_tasks = background_tasks
        self._document = document
        self._state = state
        self._waiting: list[str] = []
        self._figures: ChartFigures | None = None
        self._drift: tuple[Drifted, ...] = ()
        self._charts: list[Chart] = []
        self.setWindowTitle(self.tr("Charts"))
        fit(self, parent, 1080, 720)
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("What is counted"))
        if document is not None:
            self.scope.addItem(self.tr("This document"), document)
        self.scope.addItem(self.tr("All documents"), None)
        self.scope.currentIndexChanged.connect(self._ask)
        self.status = PlainLabel()
        self.status.setWordWrap(True)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Charts"))
        self.list.currentRowChanged.connect(self._show)
        self.view = ChartView(theme.palette)
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("The numbers of the chart"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        # As wide as their titles; the column of category names takes the rest.
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._lay_out()
        self.finished.connect(self._forget)
        self._ask()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.scope)
        top.addWidget(self.status, 1)
        layout.addLayout(top)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.view)
        right.addWidget(self.table)
        right.setSizes([460, 160])
        right.setChildrenCollapsible(False)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([250, 800])
        split.setChildrenCollapsible(False)
        layout.addWidget(split, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save_button = QPushButton(self.tr("&Save the picture …"))
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    # Background queries

    @property
    def waiting(self) -> bool:
        """Whether a background query is still running."""
        return bool(self._waiting)

    def _ask(self) -> None:
        self._forget()
        self._figures, self._drift = None, ()
        self._list([])
        self.status.setText(self.tr("Reading the history …"))
        document: int | None = self.scope.currentData()
        self._run(partial(figures, self._path, document), self._show_charts)
        if document is not None and self._state is not None and self._state.rounds:
            self._run(partial(drift_by_round, self._state), self._show_drift)

    def _run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        jobs: list[str] = []

        def came(result: object) -> None:
            self._waiting.remove(jobs[0])
            done(result)

        def failed(error: UserError) -> None:
            self._waiting.remove(jobs[0])
            self.status.setText(error_text(error))

        jobs.append(self._background_tasks.run(lambda: asyncio.to_thread(work), came, failed))
        self._waiting.append(jobs[0])

    def _forget(self) -> None:
        for job_id in self._waiting:
            self._background_tasks.forget(job_id)
        self._waiting.clear()

    def _show_charts(self, figures: object) -> None:
        if isinstance(figures, ChartFigures):
            self._figures = figures
            self._fill()

    def _show_drift(self, drifted: object) -> None:
        if isinstance(drifted, tuple):
            self._drift = drifted
            self._fill()

    # Display

    def _fill(self) -> None:
        if self._figures is None:
            return
        found = [*charts_of(self._figures), *drift_charts(self._drift)]
        found = [chart for chart in found if not chart.empty]
        self.status.setText(drift_warning(self._drift) if found else self.tr("Nothing was proposed here yet."))
        self._list(found)

    def _list(self, charts: list[Chart]) -> None:
        row = max(0, self.list.currentRow())
        self._charts = charts
        self.list.clear()
        self.list.addItems([chart.title for chart in charts])
        self.list.setCurrentRow(min(row, len(charts) - 1))
        self.view.setVisible(bool(charts))
        self.table.setVisible(bool(charts))
        self.save_button.setEnabled(bool(charts))

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._charts):
            return
        chart = self._charts[row]
        self.view.show_chart(chart)
        self.table.setColumnCount(1 + len(chart.series))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setRowCount(len(chart.categories))
        self.table.setHorizontalHeaderLabels(["", *(one.name for one in chart.series)])
        for at, category in enumerate(chart.categories):
            self.table.setItem(at, 0, QTableWidgetItem(category))
            for column, one in enumerate(chart.series, 1):
                cell = QTableWidgetItem(value_text(one.values[at], chart.unit))
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(at, column, cell)

    def _save(self) -> None:
        chart = self._charts[self.list.currentRow()]
        pictures = self.tr("SVG picture (*.svg)"), self.tr("PNG picture (*.png)")
        chosen, kind = ask_save(self, self.tr("Save the picture"), files.name_of(chart.title), ";;".join(pictures))
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() not in {".svg", ".png"}:
                path = path.with_name(path.name + (".svg" if kind == pictures[0] else ".png"))
            self.keep(path)

    def keep(self, path: Path) -> None:
        """Write the displayed chart to a file, as SVG or PNG depending on its suffix."""
        chart = self._charts[self.list.currentRow()]
        try:
            save(chart, path, self.font())
        except UserError as error:
            self.status.setText(error_text(error))
        else:
            self.status.setText(self.tr("Saved as {path}.").format(path=path))
