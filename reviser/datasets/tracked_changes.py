"""Tracked changes of documents: what people revised in one another's texts, each with who did it and when. Whether the
changes were taken over is another person's decision, which a file with undecided changes does not hold."""

from collections.abc import Iterator
from datetime import datetime

from reviser.core.edit import Verdict, apply
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit, Setting
from reviser.datasets.archive import DatasetFiles, DocumentChange
from reviser.errors import UserError

REVISER = "tracked-changes"


def read(source: DatasetFiles) -> Iterator[Annotation | Damaged]:
    """A save for each author of changes in each document: the text without any changes, and theirs. Documents without
    changes are passed over."""
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
    """A change's time, where it is one (ISO 8601)."""
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return ""
    return at
