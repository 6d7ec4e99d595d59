"""Successive drafts of a document as files: the changes that the writer made from each draft to the next, word by
word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from reviser.core.diff import diff
from reviser.core.edit import Verdict
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit, Setting
from reviser.datasets.archive import DatasetFiles
from reviser.errors import DocumentError
from reviser.messages import message

# essay.draft2.txt, 017.draft1.txt, paper-v3.md, chapter_2.txt: the last number is the draft's
_NAME = re.compile(r"(?P<document>.*?)[ ._-]*(?:draft|version|rev|v)?[ ._-]*(?P<number>\d+)", re.I)
REVISER = "drafts"


def read(source: DatasetFiles) -> Iterator[Annotation | Damaged]:
    """An annotation for each draft that has a successor, with depths from 1. Drafts in one folder are ordered by the
    number at the end of their names."""
    drafts: defaultdict[str, dict[int, PurePosixPath]] = defaultdict(dict)
    for name in source.document_names():
        found = _NAME.fullmatch(name.stem)
        if found is None:
            yield Damaged(str(name), message("Its name does not end with the number of the draft."))
        else:
            drafts[str(name.with_name(found["document"] or name.parent.name or "document"))][int(found["number"])] = (
                name
            )
    for document, by_number in sorted(drafts.items()):
        texts: list[tuple[PurePosixPath, str]] = []
        for _, name in sorted(by_number.items()):
            try:
                texts.append((name, source.text(name)))
            except DocumentError as error:
                yield Damaged(str(name), error.message)
        if len(texts) < 2:
            yield Damaged(str(texts[0][0]) if texts else document, message("There is no other draft of it."))
        for depth, ((name, base), (_, result)) in enumerate(pairwise(texts), 1):
            edits = tuple(JudgedEdit(edit, "", Verdict.ACCEPT) for edit in diff(base, result))
            yield Annotation(Setting.REVISIONS, "", document, depth, "", base, result, edits, REVISER, str(name))
