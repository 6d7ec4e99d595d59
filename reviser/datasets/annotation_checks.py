"""Checks of an annotation: every edit is at its place, and the base with the accepted edits gives the result.

An export leaves out annotations that fail (export_report.py)."""

from dataclasses import dataclass

from reviser.core.edit import apply
from reviser.datasets.annotations import Annotation, applied
from reviser.messages import Message, message


@dataclass(frozen=True, slots=True)
class AnnotationProblem:
    """What is wrong with an annotation: its place in the dataset, and a sentence."""

    where: str
    reason: Message


def problem(annotation: Annotation) -> AnnotationProblem | None:
    """The first thing that is wrong with an annotation; None if it is right, or if it has no text to check."""
    if annotation.base is None:
        return None
    base = annotation.base
    for number, judged in enumerate(annotation.edits, 1):
        edit = judged.edit
        if edit.start < 0 or not base.startswith(edit.before, edit.start):
            stands = base[max(0, edit.start) : max(0, edit.end)]
            return AnnotationProblem(
                f"{annotation.where} edit {number}",
                message(
                    "It gives {before} as the text there, but the text is {stands}.",
                    before=repr(edit.before),
                    stands=repr(stands),
                ),
            )
    if annotation.result is not None:
        try:
            result = apply(base, applied(annotation.edits))
        except ValueError as error:
            return AnnotationProblem(
                annotation.where, message("Its accepted edits conflict: {problem}.", problem=error)
            )
        if result != annotation.result:
            return AnnotationProblem(
                annotation.where, message("Its base with the accepted edits does not give its result.")
            )
    return None
