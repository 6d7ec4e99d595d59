"""All decisions in the history as annotations: imported ones, and this program's own sessions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import orjson

from reviser.core.edit import DecisionSource, Edit, Verdict
from reviser.core.events import proposal_id
from reviser.datasets import session_source, sessions
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit, Selecting, choose
from reviser.datasets.export_report import ExportReport
from reviser.datasets.json_lines import loads
from reviser.datasets.selection import Selection
from reviser.errors import UserError
from reviser.history.digest.decisions import RoundRow
from reviser.history.imports import Imported
from reviser.history.log.store import HistoryReader
from reviser.messages import message
from reviser.services.datasets.counted_decisions import CountedDecisions
from reviser.services.documents.digest_updates import load_timeline

_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_NOBODY = None, 0.0, "", None
_ID_DIGITS = 12  # digits of a hash, as in ids of this program's rounds
_IMPORTS = -1  # is no document number


EVERYTHING = Selection(which=Selecting.ALL, empty=True)


def annotations_of(history: HistoryReader, selection: Selection = EVERYTHING) -> Iterator[Annotation]:
    """All selected annotations, imported ones unchanged, and this program's sessions, one at a time with their edits.
    Raises UserError if the history is inconsistent."""
    yield from Sessions(history, selection).annotations(ExportReport())


def imported_annotations(history: HistoryReader) -> Iterator[Annotation]:
    """The imported annotations, unchanged. Raises UserError if the history is inconsistent."""
    return map(_annotation_of, history.imports())


class Sessions:
    """All decisions in a history, as of its creation. With a selection, those that it selects, and of several
    annotations of a session the one that it chooses (`Selection.select`); a report counts those passed over.
    `documents` are the numbers of documents with sessions of this program, in order."""

    def __init__(self, history: HistoryReader, selection: Selection = EVERYTHING) -> None:
        self._history = history
        self._selection = selection
        self._counted_decisions = CountedDecisions(history)
        self._undigested = frozenset(history.undigested())
        self._imported: set[int] = set()
        imports: list[tuple[Annotation, int]] = []
        for number, row in enumerate(history.imports()):
            if row.document_id is not None:
                self._imported.add(row.document_id)
            if selection.which is not Selecting.ALL:
                imports.append((self._without_edits(row), number))
        untouched = self._imported - history.decided_by_person()
        self._rows = {row.id: row for row in history.documents() if row.id not in untouched}
        self.documents = tuple(self._rows)
        self._chosen_imports: set[int] | None = None
        self._chosen: dict[int, set[int]] = {}
        if selection.which is not Selecting.ALL:
            self._choose(imports)

    def name(self, number: int) -> str:
        """The name of a document in figures and exports."""
        return self._counted_decisions.name(self._rows[number])

    def is_plain(self, number: int) -> bool:
        """Whether the digest covers a document completely, and everything in it counts."""
        other = number in self._undigested or number in self._imported or number in self._chosen
        return number in self._rows and not other and self._counted_decisions.whole(number)

    def rounds(self, number: int) -> list[RoundRow]:
        """The rounds of a document in its digest."""
        return self._history.decided(number)

    def annotations(self, report: ExportReport) -> Iterator[Annotation]:
        """All annotations. Raises UserError if the history is inconsistent."""
        yield from self.imported(report)
        for number in self.documents:
            yield from self.of(number, report)

    def imported(self, report: ExportReport) -> Iterator[Annotation]:
        """The imported annotations. Raises UserError if the history is inconsistent."""
        for number, row in enumerate(self._history.imports()):
            if self._chosen_imports is None or number in self._chosen_imports:
                yield _annotation_of(row)
            else:
                report.others += self._selection.wants(self._without_edits(row))

    def of(self, number: int, report: ExportReport) -> Iterator[Annotation]:
        """The annotations of a document; none if it no longer exists. Raises UserError if the history is
        inconsistent."""
        chosen = self._chosen.get(number)
        if chosen is None:
            for _, annotations in groupby(self._all_of(number), key=attrgetter("depth")):
                yield from self.one_each(annotations, report)
            return
        for place, annotation in enumerate(self._all_of(number)):
            if place in chosen:
                yield annotation
            else:
                report.others += self._selection.wants(annotation)

    def one_each(self, annotations: Iterable[Annotation], report: ExportReport) -> Iterator[Annotation]:
        """Of all annotations of a document at one depth, the chosen ones."""
        if self._selection.which is Selecting.ALL:
            yield from annotations
            return
        wanted = [annotation for annotation in annotations if self._selection.wants(annotation)]
        chosen = choose(((annotation, place) for place, annotation in enumerate(wanted)), self._selection.which)
        report.others += len(wanted) - len(chosen)
        yield from (annotation for place, annotation in enumerate(wanted) if place in chosen)

    def _all_of(self, number: int) -> Iterator[Annotation]:
        row = self._rows.get(number)
        if row is None:
            return
        for annotation in session_source.annotations(
            self._counted_decisions.name(row), self._counted_decisions.counted(number, self._sessions)
        ):
            if annotation.edits or not (number in self._imported or self._counted_decisions.partly(number)):
                yield annotation

    def _sessions(self, number: int) -> Iterable[session_source.Session]:
        """All rounds of a document, whether they count or not."""
        return (
            _sessions_of_events(self._history, number)
            if number in self._undigested
            else _sessions_of_digest(self._history, number)
        )

    def _choose(self, imports: list[tuple[Annotation, int]]) -> None:
        """Choose among imported annotations, and documents that share a name. In other documents there are several
        annotations of a session only at one depth on branches."""
        named = Counter(map(self.name, self.documents))
        named.update({annotation.document for annotation, _ in imports})
        self._chosen = {number: set() for number in self.documents if named[self.name(number)] > 1}
        self._chosen_imports = set()

        def found() -> Iterator[tuple[Annotation, tuple[int, int]]]:
            for annotation, place in imports:
                yield annotation, (_IMPORTS, place)
            for number in self._chosen:
                for place, annotation in enumerate(self._all_of(number)):
                    yield annotation, (number, place)

        wanted = ((annotation, name) for annotation, name in found() if self._selection.wants(annotation))
        for number, place in choose(wanted, self._selection.which):
            (self._chosen_imports if number == _IMPORTS else self._chosen[number]).add(place)

    def _without_edits(self, row: Imported) -> Annotation:
        """The data of an annotation that is needed to choose it."""
        reviser = _annotation_of(row).reviser if self._selection.revisers else ""
        return Annotation(row.setting, row.annotator, row.document, row.depth, row.saved, None, None, (), reviser, "")


def with_ids(annotation: Annotation, key: str) -> Annotation:
    """An imported annotation in which all edits have ids. `key` is the key of the original annotation."""
    if all(judged.id for judged in annotation.edits):
        return annotation
    edits = (
        judged if judged.id else judged._replace(id=proposal_id(key[:_ID_DIGITS], number))
        for number, judged in enumerate(annotation.edits)
    )
    return replace(annotation, edits=tuple(edits))


def _sessions_of_digest(history: HistoryReader, document_id: int) -> Iterator[session_source.Session]:
    """The rounds of a document in its digest."""
    return map(session_of, history.decided(document_id))


def session_of(row: RoundRow) -> session_source.Session:
    """A round in the digest as a session."""
    offers = tuple(_offers(row))
    return session_source.Session(
        row.depth, row.at, row.base, row.reviser, row.instruction, row.models, row.prompts, offers
    )


def _offers(row: RoundRow) -> Iterator[session_source.OfferedEdit]:
    """The proposals of a round. A million pass through here: data of an event is computed once for all of its
    decisions."""
    name = row.name
    acts = {
        seq: ((DecisionSource(act.source), act.annotator), act.at, session_source.moment(act.at), act.elapsed_s)
        for seq in set(row.edits.seqs)
        if (act := row.acts.get(seq or 0))
    }
    for edit in row.edits.rows():
        number, start, before, after, intent, rule, explanation, sure, risk, others, seq, word, written, *rest = edit
        reason, proposer = rest
        who, at, moment, elapsed_s = _NOBODY if seq is None else acts[seq]
        verdict = _VERDICTS[word]
        judged = JudgedEdit(
            Edit(start, before, after),
            intent,
            verdict,
            written,
            reason,
            proposal_id(name, number),
            rule,
            explanation,
            sure,
            () if risk is None else tuple(kind for kind, _ in orjson.loads(risk)),
            () if others is None else tuple(orjson.loads(others)),
            moment,
            elapsed_s,
            proposed_by=proposer,
        )
        yield (
            session_source.OfferedEdit(judged)
            if verdict is Verdict.UNDECIDED
            else session_source.OfferedEdit(judged, who, at)
        )


def _sessions_of_events(history: HistoryReader, document_id: int) -> Iterator[session_source.Session]:
    """The rounds of a document without a digest. Raises UserError if its events are inconsistent."""
    rounds = load_timeline(history, document_id).rounds()
    return map(session_source.session_of, sorted(rounds, key=lambda round_state: round_state.round.depth))


def _annotation_of(row: Imported) -> Annotation:
    annotation = sessions.annotation_of_record(loads(row.save), f"import {row.document} depth {row.depth}")
    if isinstance(annotation, Damaged):
        raise UserError(
            message(
                "The history is inconsistent: {where}: {reason} Run reviser verify for details.",
                where=annotation.where,
                reason=annotation.reason,
            )
        )
    return with_ids(annotation, row.key)
