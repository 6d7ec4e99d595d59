"""Tracked changes of documents: the changes that people made to one another's texts, each with its author and time.
Whether a change was taken over is another person's decision, which a file with undecided changes does not contain."""

from collections.abc import Iterator
from datetime import datetime

from reviser.core.edit import Verdict, apply
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit, Setting
from reviser.datasets.archive import DatasetFiles, DocumentChange
from reviser.errors import UserError

REVISER = "tracked-changes"


def read(source: DatasetFiles) -> Iterator[Annotation | Damaged]:
    """An annotation for each author of changes in each document: the text without any changes, and that author's
    changes. Documents without changes are skipped."""
    for name in source.document_names():
        try:
            text, changes = source.changes(name)
        except UserError as error:
            yield Damaged(str(name), error.message)
            continue
        for author in sorted({change.author for change in changes}):
            mine = [change for change in changes if change.author == author]
            result = apply(text, [change.edit for change in mine])
            days = [day for change in mine if (day := _moment(change.at))]
            edits = tuple(_judged(change) for change in mine if change.edit.before != change.edit.after)
            if edits:
                saved = max(days, default="")
                where = str(name)
                yield Annotation(Setting.REVISIONS, author, where, 1, saved, text, result, edits, REVISER, where)


def _judged(change: DocumentChange) -> JudgedEdit:
    return JudgedEdit(change.edit, "", Verdict.ACCEPT, explanation=change.comment, decided=_moment(change.at))


def _moment(at: str) -> str:
    """The time of a change, if it is an ISO 8601 time; empty otherwise."""
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return ""
    return at
