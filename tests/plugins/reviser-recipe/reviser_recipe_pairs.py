"""A dataset format: what was accepted, an edit a line, as a JSON list of the words before and after."""

import json
from collections.abc import Iterable, Iterator

from reviser.datasets.annotations import Annotation, applied
from reviser.datasets.base import DatasetFormat
from reviser.datasets.export_report import ExportReport


def write(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    for annotation in annotations:
        for edit in applied(annotation.edits):
            report.wrote(1)
            yield json.dumps([edit.before, edit.after], ensure_ascii=False).encode("utf-8", "replace") + b"\n"


PAIRS = DatasetFormat("pairs", "Pairs: before and after (accepted)", write=write, line_by_line=True)
