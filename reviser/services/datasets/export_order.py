"""An order for an export: what is exported, and how."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reviser.datasets import formats
from reviser.datasets.annotations import Annotation
from reviser.datasets.base import DatasetFormat
from reviser.datasets.error_types import ErrorTyper
from reviser.datasets.exact_splits import ExactSplits, PlacedSplits
from reviser.datasets.export_report import ExportReport
from reviser.datasets.masking import Masks
from reviser.datasets.selection import Selection, Splits
from reviser.errors import UsageError
from reviser.messages import message


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is exported, and how. `form` is the code of a dataset format. `masks` is None for no masks. `splits` is None
    for one part; ExactSplits must be `placed` before anything is written. `card` is the path of a dataset card; a
    folder always gets one. `error_typer` adds ERRANT's types; UsageError is raised if the format has no place for them.
    `licenses` maps the name of a reviser to the licence of its model, if it has one."""

    form: str
    selection: Selection = field(default_factory=Selection)
    masks: Masks | None = None
    splits: Splits | ExactSplits | PlacedSplits | None = None
    card: Path | None = None
    error_typer: ErrorTyper | None = None
    licenses: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.error_typer is not None and not self.format.has_error_types:
            with_types = (form for form in formats.writable(formats.all_formats()) if form.has_error_types)
            raise UsageError(
                message(
                    "{form} has no place for the types of errors: {formats} have one.",
                    form=self.form,
                    formats=formats.codes_text(with_types),
                )
            )

    @property
    def format(self) -> DatasetFormat:
        """The dataset format. Raises UserError if there is none with this code."""
        return formats.format_of_code(self.form)

    @property
    def is_folder(self) -> bool:
        """Whether a folder is written, because of the format or of the parts."""
        return self.format.is_folder or self.splits is not None

    def with_splits(self, chosen: Callable[[], Iterable[Annotation]]) -> "ExportOrder":
        """The order with the part of each document, if all documents must be known for that. `chosen` gives what is
        exported. Raises UsageError if the parts cannot be made."""
        if not isinstance(self.splits, ExactSplits):
            return self
        textless = not self.format.needs_text
        found = (annotation for annotation in chosen() if textless or annotation.base is not None)
        return replace(self, splits=self.splits.assign(found))

    @property
    def part_names(self) -> tuple[str, ...]:
        """The names of the parts, in order."""
        if self.splits is None:
            return ()
        pairs = self.splits.sizes if isinstance(self.splits, ExactSplits) else self.splits.shares
        return tuple(name for name, _ in pairs)

    def tally(self) -> ExportReport:
        """An empty report for this order."""
        return ExportReport(unmet=self.selection.named())

    def split(self, document: str) -> str:
        """The part of a document, whether its name is masked or not; "" if there are no parts."""
        if self.splits is None:
            return ""
        if isinstance(self.splits, ExactSplits):
            raise ValueError("the parts are not placed")
        return self.splits.of(document if self.masks is None else self.masks.original(document))

    @property
    def as_they_are(self) -> bool:
        """Whether sessions are exported unchanged, without masks and types."""
        return self.masks is None and self.error_typer is None

    def passed(self, annotations: Iterable[Annotation], report: ExportReport) -> Iterator[Annotation]:
        """The annotations to write: selected, checked, with the types of their edits and masked, as the order says."""
        found = self.typed(report.pass_on(self.selection.stream(annotations)))
        return found if self.masks is None else self.masks.pass_on(found)

    def typed(self, annotations: Iterator[Annotation]) -> Iterator[Annotation]:
        """The annotations with the types of their edits, if the order asks for them."""
        return annotations if self.error_typer is None else self.error_typer.pass_on(annotations)
