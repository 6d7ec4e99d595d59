"""A report of what an export did with the selected annotations. Annotations whose edits do not fit are left out,
counted and named. Annotations without a text cannot be checked; they are counted too. Other contents may be lost
because the format has no place for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reviser.datasets.annotation_checks import AnnotationProblem, problem
from reviser.datasets.annotations import Annotation


@dataclass(slots=True)
class ExportReport:
    """The counts of an export. `right` and `unchecked` count annotations with and without their text, `chosen` their
    edits. `edits` counts the edits that were written, in `rows` rows: lines, sentences of M2, or files of R3.
    `problems` are the annotations whose edits do not fit, `unsayable` those that the format cannot express. `unmet`:
    names in the selection (Selection.named) that matched nothing. `others`: annotations that were passed over because
    another one of the same session was chosen. `parts`: the number of annotations in each part of a split. `documents`
    to `models`: the names that the annotations have. `proposers`: the revisers that made their edits, without a
    strategy."""

    right: int = 0
    unchecked: int = 0
    chosen: int = 0
    edits: int = 0
    rows: int = 0
    problems: list[AnnotationProblem] = field(default_factory=list)
    unsayable: list[AnnotationProblem] = field(default_factory=list)
    others: int = 0
    unmet: set[tuple[str, str]] = field(default_factory=set)
    parts: dict[str, int] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    annotators: set[str] = field(default_factory=set)
    revisers: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    proposers: set[str] = field(default_factory=set)

    def add(self, other: "ExportReport") -> None:
        """Add the counts of another report."""
        self.right += other.right
        self.unchecked += other.unchecked
        self.chosen += other.chosen
        self.edits += other.edits
        self.rows += other.rows
        self.problems += other.problems
        self.unsayable += other.unsayable
        self.others += other.others
        self.unmet &= other.unmet
        for name, count in other.parts.items():
            self.parts[name] = self.parts.get(name, 0) + count
        self.documents |= other.documents
        self.settings |= other.settings
        self.annotators |= other.annotators
        self.revisers |= other.revisers
        self.models |= other.models
        self.proposers |= other.proposers

    def pass_on(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The annotations that are right, and those that have no text; the others are counted as problems."""
        for annotation in annotations:
            self.count_annotation(annotation)
            found = problem(annotation)
            if found is not None:
                self.problems.append(found)
                continue
            if annotation.base is None:
                self.unchecked += 1
            else:
                self.right += 1
            self.chosen += len(annotation.edits)
            yield annotation

    def count_annotation(self, annotation: Annotation) -> None:
        """Count an annotation."""
        self.documents.add(annotation.document)
        self.settings.add(annotation.setting)
        self.annotators.add(annotation.annotator)
        self.revisers.add(annotation.reviser)
        self.proposers.add(annotation.reviser.partition(" ")[0])  # a strategy's name is behind it
        self.proposers.update(judged.proposed_by for judged in annotation.edits)
        if annotation.model:
            self.models.add(annotation.model)
        if self.unmet:
            self.unmet -= {
                ("document", annotation.document),
                ("setting", annotation.setting),
                ("annotator", annotation.annotator),
                ("reviser", annotation.reviser),
                *(("intent", judged.intent) for judged in annotation.edits),
            }

    def wrote(self, edits: int, rows: int = 1) -> None:
        """Count edits that were written, and the rows that they were written in."""
        self.edits += edits
        self.rows += rows
