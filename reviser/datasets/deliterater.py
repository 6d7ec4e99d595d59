"""DElIteraTeR's training pairs: where to edit and why stands in the text, as `<bos>… <clarity>span</clarity> …<eos>`
(Kim et al., "Improving Iterative Text Revision by Learning Where to Edit from Other Revision Tasks", 2022)."""

import re
from collections.abc import Iterable, Iterator

from reviser.datasets.annotation_checks import AnnotationProblem
from reviser.datasets.annotations import Annotation
from reviser.datasets.changed_sentences import Passage, passages
from reviser.datasets.columns import DOC_ID, REVISION_DEPTH, ROW_CHECKS, Column
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import Record
from reviser.datasets.row_hashes import with_hashes
from reviser.messages import message

# What would be read as one of the format's own tags.
_TAG = re.compile(r"</?[a-z-]+>")
_NO_TAG = re.compile(r"[^a-z]+")
NO_INTENT = "other"
COLUMNS = (
    Column(
        "before", "the sentences as they were, between <bos> and <eos>, each edit's span between tags of its intent"
    ),
    Column("after", "the same with what was accepted"),
    DOC_ID,
    REVISION_DEPTH,
    *ROW_CHECKS,
)


def lines(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A line for each passage that accepted edits changed: `before` with the edits' spans, `after`, and whose it is. An
    insertion's span is the word before it, as there must be something to mark; the tag of an edit without an intent is
    `other`. A passage whose own text holds what
    looks like one of the tags cannot be told from a marked one, and is left out."""
    for save in annotations:
        records: list[Record] = []
        for number, passage in enumerate(passages(save), 1):
            found = _TAG.search(passage.before) or _TAG.search(passage.after)
            if found is not None:
                said = message(
                    "Its text contains {found}, which would be read as a tag of this format.", found=found[0]
                )
                report.unsayable.append(AnnotationProblem(f"{save.where} passage {number}", said))
                continue
            report.wrote(len(passage.edits))
            records.append(
                {
                    "before": f"<bos>{_marked(passage)}<eos>",
                    "after": f"<bos>{passage.after}<eos>",
                    "doc_id": save.document,
                    "revision_depth": save.depth,
                }
            )
        yield from with_hashes(save, records)


def _marked(passage: Passage) -> str:
    parts: list[str] = []
    position = 0
    for judged in passage.edits:
        start, end = judged.edit.start, judged.edit.end
        if start == end:
            start = max(position, _word_before(passage.before, start))
            if start == end:
                end = _word_behind(passage.before, end)
        start = max(start, position)
        tag = _NO_TAG.sub("-", judged.intent.lower()).strip("-") or NO_INTENT
        parts += passage.before[position:start], f"<{tag}>", passage.before[start:end], f"</{tag}>"
        position = end
    parts.append(passage.before[position:])
    return "".join(parts)


def _word_before(text: str, place: int) -> int:
    """Where the word that ends at `place`, white space between them included, begins."""
    found = re.search(r"\S+\s*\Z", text[:place])
    return found.start() if found else place


def _word_behind(text: str, place: int) -> int:
    found = re.match(r"\s*\S+", text[place:])
    return place + found.end() if found else place
