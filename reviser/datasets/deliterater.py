"""DElIteraTeR's training pairs: tags in the text mark where to edit and why, as in `<bos>… <clarity>span</clarity>
…<eos>` (Kim et al., "Improving Iterative Text Revision by Learning Where to Edit from Other Revision Tasks", 2022)."""

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

# Text that a reader would take for one of the format's own tags.
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
    """A line for each passage that accepted edits changed: `before` with tags around the edits' spans, `after`, and the
    annotation that it belongs to. An insertion needs a span to mark, so its span is the word before it. The tag of an
    edit without an intent is `other`. A passage whose own text looks like one of the tags is left out, because a reader
    could not tell the two apart."""
    for annotation in annotations:
        records: list[Record] = []
        for number, passage in enumerate(passages(annotation), 1):
            found = _TAG.search(passage.before) or _TAG.search(passage.after)
            if found is not None:
                said = message(
                    "Its text contains {found}, which would be read as a tag of this format.", found=found[0]
                )
                report.unsayable.append(AnnotationProblem(f"{annotation.where} passage {number}", said))
                continue
            report.wrote(len(passage.edits))
            records.append(
                {
                    "before": f"<bos>{_marked(passage)}<eos>",
                    "after": f"<bos>{passage.after}<eos>",
                    "doc_id": annotation.document,
                    "revision_depth": annotation.depth,
                }
            )
        yield from with_hashes(annotation, records)


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
    """The start, in code points, of the word that ends at `place`. White space between the word and `place` is
    included."""
    found = re.search(r"\S+\s*\Z", text[:place])
    return found.start() if found else place


def _word_behind(text: str, place: int) -> int:
    found = re.match(r"\s*\S+", text[place:])
    return place + found.end() if found else place
