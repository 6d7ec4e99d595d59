"""The details of the selected point of the history, beside the list of points."""

from html import escape

from reviser.core.branches import Graph, HistoryPoint
from reviser.gui.text.field import ReadingBrowser
from reviser.gui.theme import Theme
from reviser.gui.wording.history_points import point_details, point_title, tr


class About(ReadingBrowser):
    """A table of names and values for one point, or for two compared points one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Graph, list[HistoryPoint]] | None = None
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("About this point"))
        self.document().setDocumentMargin(12)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._shown is not None:
            self.show_points(*self._shown)

    def show_points(self, graph: Graph, points: list[HistoryPoint]) -> None:
        self._shown = graph, points
        heads = [tr("Left: {point}"), tr("Right: {point}")] if len(points) > 1 else ["{point}"]
        self.setHtml(
            "".join(
                f'<p style="margin-top:6px; font-weight:600">{escape(head.format(point=point_title(point)))}</p>'
                f'<table cellspacing="0" cellpadding="2">{self._rows(graph, point)}</table>'
                for head, point in zip(heads, points, strict=True)
            )
        )

    def _rows(self, graph: Graph, point: HistoryPoint) -> str:
        soft = self._theme.palette.soft
        return "".join(
            f'<tr><td style="color:{soft}; padding-right:10px">{escape(name)}</td><td>{escape(value)}</td></tr>'
            for name, value in point_details(graph, point)
        )
