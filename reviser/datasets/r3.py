"""R3's human-model interaction data ("Read, Revise, Repeat", Du et al., 2022), as its authors published it.

`R3_eval_data.zip` of github.com/vipulraheja/IteraTeR: `human_human/annN/*.json` are lists of edits without the text
(the text at depth 1 is the first text of the same document in another folder); depth and time are in the file's
name. `system_human/annN/*.json` and `system_only/*.json` have one object for each document: `rev_depth_0` is its
first text, `rev_depth_1` to `rev_depth_3` are its rounds. `after_revision` is not read, because the code that wrote
it was wrong."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any

from reviser import files
from reviser.core.edit import Edit, Verdict, apply, check
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit, Setting
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import dumps, edit_of, loads
from reviser.datasets.row_hashes import file_with_hash
from reviser.errors import UserError
from reviser.messages import Message, message

# ann1-HUMAN-2104.00550-depth-1-cycle_1-02-17-2022-21-20-03.json
_NAME = re.compile(
    r"(?P<annotator>[^-]+)-(?P<by>HUMAN|MODEL)-(?P<document>.+?)-depth-(?P<depth>\d+)-.*?"
    r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d{4})-(?P<hour>\d\d)-(?P<minute>\d\d)-(?P<second>\d\d)\.json"
)
_DEPTH = re.compile(r"rev_depth_([1-9][0-9]{0,5})")
_SETTINGS = frozenset(Setting)
_PUBLISHED = frozenset({Setting.HUMAN_HUMAN, Setting.SYSTEM_HUMAN, Setting.SYSTEM_ONLY})
_WORDS = {Verdict.ACCEPT: "Accept", Verdict.REWRITE: "Accept", Verdict.REJECT: "Reject"}
_VERDICTS = {"Accept": Verdict.ACCEPT, "Reject": Verdict.REJECT}
_LONGEST_ANNOTATOR = 60  # bytes
REVISER = "r3"
NOBODY = "_"  # in place of an unnamed annotator
_Session = tuple[str, str, str]  # setting, annotator, document


def has_name(path: PurePosixPath) -> bool:
    """Whether a path is one where files of this dataset lie."""
    return not _PUBLISHED.isdisjoint(path.parts)


def read(source: DatasetFiles) -> Iterator[Annotation | Damaged]:
    """Every annotation of the dataset, in the order of file names and depths. A record that cannot be read is given as
    Damaged."""
    texts = _first_texts(source)
    for name in source.names(".json"):
        setting = next((part for part in name.parts if part in _SETTINGS), "")
        match = _NAME.fullmatch(name.name)
        if not setting or match is None:
            yield Damaged(str(name), message("Its name or folder does not say whose edits these are."))
            continue
        try:
            content = loads(source.read(name))
        except (UserError, ValueError) as error:
            yield Damaged(
                str(name),
                message("It is not JSON: {problem}.", problem=error)
                if isinstance(error, ValueError)
                else error.message,
            )
            continue
        time = "{year}-{month}-{day}T{hour}:{minute}:{second}".format(**match.groupdict())
        annotator = "" if setting == Setting.SYSTEM_ONLY or match["annotator"] == NOBODY else match["annotator"]
        reader = _R3File(name, setting, annotator, match["document"], time)
        if isinstance(content, list):
            depth = int(match["depth"])
            yield reader.bare(content, depth, texts.get(match["document"]) if depth == 1 else None)
        elif isinstance(content, dict):
            yield from reader.whole(content)
        else:
            yield Damaged(str(name), message("It holds neither a list of edits nor a document."))


def _first_texts(source: DatasetFiles) -> dict[str, str]:
    """The first text of each document, for those whose text is in a file."""
    texts: dict[str, str] = {}
    for name in source.names(".json"):
        found = _NAME.fullmatch(name.name)
        if found is None or found["document"] in texts or Setting.HUMAN_HUMAN in name.parts:
            continue
        with suppress(UserError, ValueError, KeyError, TypeError):
            text = loads(source.read(name))["rev_depth_0"]["doc"]["before_revision"]
            if isinstance(text, str):
                texts[found["document"]] = text
    return texts


class _R3File:
    """Reads one file; the other facts about it come from its name."""

    def __init__(self, name: PurePosixPath, setting: str, annotator: str, document: str, time: str) -> None:
        self._name = str(name)
        self._setting = setting
        self._annotator = annotator
        self._document = document
        self._time = time

    def bare(self, content: list[object], depth: int, text: str | None) -> Annotation | Damaged:
        """The annotation in a list of edits, with the text if it is known and the edits fit it."""
        annotation = self._annotation(content, depth, None, None)
        if isinstance(annotation, Damaged) or text is None:
            return annotation
        if any(judged.edit.span.of(text) != judged.edit.before for judged in annotation.edits):
            return annotation
        with suppress(ValueError):  # of edits that overlap; they can be counted all the same
            return replace(
                annotation, base=text, result=apply(text, [judged.applied for judged in annotation.accepted])
            )
        return annotation

    def whole(self, content: Mapping[str, Any]) -> Iterator[Annotation | Damaged]:
        """The annotations of a document, one for each depth."""
        depths = sorted(int(found[1]) for key in content if (found := _DEPTH.fullmatch(key)))
        if not depths:
            yield Damaged(self._name, message("It has no round (rev_depth_1)."))
        for number in depths:
            at_depth = content[f"rev_depth_{number}"]
            doc = at_depth.get("doc") if isinstance(at_depth, dict) else None
            if not isinstance(doc, dict) or not isinstance(doc.get("before_revision"), str):
                yield Damaged(
                    f"{self._name} rev_depth_{number}",
                    message("It has no text (doc.before_revision)."),
                )
                continue
            base, edits = doc["before_revision"], doc.get("edit_actions")
            result = doc.get("after_human_evaluation")
            if not isinstance(edits, list):
                yield Damaged(
                    f"{self._name} rev_depth_{number}",
                    message("It has no list of edits (doc.edit_actions)."),
                )
                continue
            yield self._annotation(edits, number, base, result if isinstance(result, str) else None)

    def _annotation(
        self, content: list[object], depth: int, base: str | None, result: str | None
    ) -> Annotation | Damaged:
        where = f"{self._name} depth {depth}"
        edits: list[JudgedEdit] = []
        for number, record in enumerate(content, 1):
            judged = _judged(record)
            if isinstance(judged, Message):
                return Damaged(f"{where} edit {number}", judged)
            edits.append(judged)
        return Annotation(
            self._setting,
            self._annotator,
            self._document,
            depth,
            self._time,
            base,
            base if base is not None and result is None and not edits else result,
            tuple(edits),
            REVISER,
            where,
        )


def _judged(record: object) -> JudgedEdit | Message:
    """The edit in a record, or a sentence that says what is wrong with it."""
    edit = edit_of(record)
    if isinstance(edit, Message):
        return edit
    if not isinstance(record, dict):
        return message("It is not an object.")
    verdict = _VERDICTS.get(str(record.get("accept_or_reject")))
    if verdict is None:
        return message("Its accept_or_reject is neither Accept nor Reject.")
    return JudgedEdit(edit, str(record.get("major_intent") or ""), verdict)


def file_name(annotation: Annotation, mark: str = "") -> str:
    """The name of the file for `bare`, in the style of the published files. `mark` distinguishes documents that would
    get the same name."""
    when = datetime.fromisoformat(annotation.saved or "1970-01-01T00:00:00")
    document = files.name_of(re.sub(r"[^\w.+]+", "_", annotation.document)) + mark
    annotator = files.name_of(re.sub(r"[^\w.+]+", "_", annotation.annotator) or NOBODY, _LONGEST_ANNOTATOR)
    return f"{annotator}-HUMAN-{document}-depth-{annotation.depth}-cycle_1-{when:%m-%d-%Y-%H-%M-%S}.json"


def bare(annotation: Annotation) -> bytes:
    """An annotation in the form of `human_human`: a list of its decided edits."""
    return dumps([_record(judged, None) for judged in annotation.edits if judged.verdict in _WORDS]).rstrip()


def decided(annotation: Annotation) -> int:
    """The number of edits that are written: those that were decided."""
    return sum(judged.verdict in _WORDS for judged in annotation.edits)


def whole(annotations: Sequence[Annotation]) -> bytes:
    """One annotator's annotations of a document, all with their text, in the form of `system_human`."""
    ordered = sorted(annotations, key=lambda annotation: annotation.depth)
    first = ordered[0].base or ""
    content: dict[str, object] = {"doc_no": 0, "curr_rev_depth": ordered[-1].depth + 1, "rejected_edit_actions": []}
    doc_id = f"{ordered[0].document}-depth-1"
    content["rev_depth_0"] = {"doc": {"doc_id": doc_id, "before_revision": first, "edit_actions": ""}}
    for annotation in ordered:
        base = annotation.base or ""
        edits = [judged for judged in annotation.edits if judged.verdict in _WORDS]
        doc: dict[str, object] = {
            "doc_id": doc_id,
            "before_revision": base,
            "after_revision": _revised_text(base, edits),
            "edit_actions": [_record(judged, "") for judged in edits],
        }
        if edits:
            doc["after_human_evaluation"] = apply(base, [judged.applied for judged in annotation.accepted])
        content[f"rev_depth_{annotation.depth}"] = {"doc": doc}
    return file_with_hash(ordered, content).rstrip()


def _revised_text(base: str, edits: Sequence[JudgedEdit]) -> str:
    """The base with all offered edits, which is what the annotator judged. Of overlapping edits, accepted
    ones are used before rejected ones, and earlier ones before later ones."""
    with suppress(ValueError):
        return apply(base, map(_written, edits))
    taken: list[Edit] = []
    for judged in sorted(edits, key=lambda one: not one.accepted):
        with suppress(ValueError):
            check(base, [*taken, made := _written(judged)])
            taken.append(made)
    return apply(base, taken)


def _written(judged: JudgedEdit) -> Edit:
    """The edit in the form of this format."""
    return judged.applied if judged.accepted else judged.edit


def _record(judged: JudgedEdit, empty: str | None) -> dict[str, object]:
    edit = _written(judged)
    return {
        "type": edit.type,
        "before": edit.before or empty,
        "after": edit.after or empty,
        "start_char_pos": edit.start,
        "end_char_pos": edit.end,
        "major_intent": judged.intent,
        "accept_or_reject": _WORDS[judged.verdict],
    }


def session_of(annotation: Annotation) -> _Session:
    """The session of an annotation in this format."""
    return annotation.setting, annotation.annotator, annotation.document


def write_files(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[tuple[str, str, bytes]]:
    """R3's folders with one file for each session, as a list of edits if it has no text. Yields each file's path, the
    document that it belongs to, and its bytes. No two paths are equal, even if the file system ignores case."""
    taken: set[str] = set()

    def path(folder: str, annotation: Annotation) -> str:
        name, number = f"{folder}/{file_name(annotation)}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{folder}/{file_name(annotation, f'+{number}')}"
        taken.add(name.casefold())
        return name

    sessions: defaultdict[_Session, list[list[Annotation]]] = defaultdict(list)
    for annotation in annotations:
        _place_annotation(annotation, sessions[session_of(annotation)])
    for (setting, annotator, _), group in ((key, one) for key, several in sessions.items() for one in several):
        folder = "/".join(files.name_of(part) for part in (setting, annotator) if part)
        with_text = [annotation for annotation in group if annotation.base is not None]
        without = [annotation for annotation in group if annotation.base is None or setting == "human_human"]
        for annotation in without:
            report.wrote(decided(annotation))
            yield path(folder, annotation), annotation.document, bare(annotation)
        if with_text and setting != "human_human":
            report.wrote(sum(map(decided, with_text)))
            latest = max(with_text, key=attrgetter("saved"))
            yield path(folder, latest), latest.document, whole(with_text)


def _place_annotation(annotation: Annotation, files_of_session: list[list[Annotation]]) -> None:
    """Add an annotation to the file of those that were saved with it, or else to one that does not have its depth yet:
    a file has each depth once."""
    fitting = [each for each in files_of_session if all(annotation.depth != other.depth for other in each)]
    found = next((each for each in fitting if each[0].saved == annotation.saved), fitting[0] if fitting else None)
    if found is None:
        files_of_session.append([annotation])
    else:
        found.append(annotation)
