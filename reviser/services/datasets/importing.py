"""Imports datasets into the history: each annotation is stored once, as it was decided; those with their text can be
opened, reviewed and decided like any session.

Statistics and exports use the imported annotations. The document beside them is for further work; decisions in it
belong to a session of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from reviser.core.diff import diff
from reviser.core.edit import Decision, DecisionSource, Intent, Proposal, Verdict
from reviser.core.events import (
    Arrived,
    Changed,
    Decided,
    Event,
    Opened,
    Origin,
    Outcome,
    Recorded,
    RoundEnded,
    RoundStarted,
    proposal_id,
)
from reviser.core.invisible_characters import added_invisible
from reviser.core.risk import unseen_signs
from reviser.core.round import Arrival
from reviser.core.session import State, begin, step
from reviser.datasets import formats, sessions
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Annotation, Damaged, JudgedEdit
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.json_lines import dumps
from reviser.documents.formats import PLAIN
from reviser.errors import UserError
from reviser.history.log.store import Imported, ImportedSession, NewDocument, Store
from reviser.messages import plural
from reviser.services.datasets.sessions import annotations_of, imported_annotations, with_ids

AT_ONCE = 100  # edits in one transaction, or equivalent work: about 10 ms
EVENTS_WEIGHT = 5  # weight of a session besides its edits
_INTENTS = {intent.value: intent for intent in Intent} | {"meaning_changed": Intent.MEANING_CHANGED}


@dataclass(slots=True)
class ImportOutcomes:
    """The result of an import. `new` and `again` count annotations; `textless` counts new ones without text, which
    cannot be decided; `documents` counts those that can be opened."""

    format: str = ""
    new: int = 0
    again: int = 0
    textless: int = 0
    documents: int = 0
    damaged: list[Damaged] = field(default_factory=list)


def import_dataset(
    store: Store,
    source: DatasetFiles,
    name: str = "",
    *,
    strict: bool = False,
    on_progress: Callable[[int, int], None] = lambda *_: None,
) -> ImportOutcomes:
    """Import a dataset in the format `name` (detected if empty). Damaged records are left out and listed; with
    `strict`, nothing is imported if there are any. Raises UserError if the format is unknown. `on_progress` receives
    how many sessions were read, and how many of them are imported or known; an exception that it raises stops the
    import. What was imported stays, and importing again adds the rest."""
    form = formats.format_of_code(name) if name else formats.format_of(source)
    read = form.reader
    outcomes = ImportOutcomes(form.code)
    count = 0
    # Also for files with nothing but line ends.
    source = replace(source, tick=lambda: on_progress(count, outcomes.new + outcomes.again))
    # Read twice, so that `strict` can refuse everything, and only the current part of a large dataset is in memory.
    for count, _ in enumerate(_valid_annotations(read(source), outcomes.damaged), 1):
        on_progress(count, 0)
    on_progress(count, 0)  # what `tick` raised may have been taken for damage
    if strict and outcomes.damaged:
        first, wrong = outcomes.damaged[0], len(outcomes.damaged)
        raise UserError(
            plural(
                "Nothing was imported: 1 record is damaged. It is {where}: {reason}",
                "Nothing was imported: {n:,} records are damaged. The first is {where}: {reason}",
                wrong,
                where=first.where,
                reason=first.reason,
            )
        )
    # Sessions of this program occur only in its own exports; other datasets need no comparison.
    there = annotations_of(store) if read is sessions.read else imported_annotations(store)
    known = {_row(form.code, annotation).key for annotation in there}
    waiting: list[ImportedSession] = []
    batch_cost = 0
    for _, session in groupby(_valid_annotations(read(source), []), key=_session):
        rows, fresh = [], []
        for annotation in session:
            row = _row(form.code, annotation)
            if row.key in known:
                outcomes.again += 1
                continue
            known.add(row.key)
            rows.append(row)
            fresh.append(annotation)
        waiting += _sessions(rows, fresh, outcomes)
        batch_cost += EVENTS_WEIGHT + sum(len(annotation.edits) for annotation in fresh)
        if batch_cost >= AT_ONCE:
            store.add_imports(*waiting)
            waiting, batch_cost = [], 0
            on_progress(count, outcomes.new + outcomes.again)
    on_progress(count, outcomes.new + outcomes.again)
    store.add_imports(*waiting)
    return outcomes


def _sessions(
    rows: list[Imported], annotations: list[Annotation], outcomes: ImportOutcomes
) -> Iterator[ImportedSession]:
    """The new part of one session, as the history stores it."""
    if not rows:
        return
    outcomes.new += len(rows)
    ordered = sorted(
        (annotation for annotation in annotations if annotation.base is not None),
        key=lambda annotation: annotation.depth,
    )
    outcomes.textless += len(annotations) - len(ordered)
    without = [row for row, annotation in zip(rows, annotations, strict=True) if annotation.base is None]
    if without:
        yield ImportedSession(without)
    if ordered:
        outcomes.documents += 1
        whole = [row for row, annotation in zip(rows, annotations, strict=True) if annotation.base is not None]
        first = ordered[0]
        new: NewDocument = {
            "path": None,
            "title": _title(first),
            "text": first.base or "",
            "format": PLAIN.code,
            "encoding": "utf-8",
            "bom": b"",
        }
        yield ImportedSession(whole, new, events_of(ordered, whole[0].key[:16]))


def _valid_annotations(records: Iterable[Annotation | Damaged], damaged: list[Damaged]) -> Iterator[Annotation]:
    """The annotations that can be imported; others are added to `damaged`."""
    for one in records:
        wrong = one if isinstance(one, Damaged) else problem(one)
        if wrong is None:
            assert isinstance(one, Annotation)
            yield one
        else:
            damaged.append(Damaged(wrong.where, wrong.reason))


def _session(annotation: Annotation) -> tuple[str, str, str, str]:
    return annotation.setting, annotation.annotator, annotation.document, annotation.saved


def _title(annotation: Annotation) -> str:
    who = ", ".join(part for part in (annotation.setting, annotation.annotator) if part)
    return f"{annotation.document} ({who})" if who else annotation.document


def _row(form: str, annotation: Annotation) -> Imported:
    """The stored form of an annotation. Edits without ids get some."""

    def kept(annotation: Annotation) -> Imported:
        record = dumps(sessions.record(annotation)).decode()
        return Imported(
            form,
            annotation.setting,
            annotation.annotator,
            annotation.document,
            annotation.depth,
            annotation.saved,
            record,
        )

    row = kept(annotation)
    named = with_ids(annotation, row.key)
    return row if named is annotation else kept(named)


def events_of(annotations: Iterable[Annotation], name: str) -> list[Event]:
    """The events, without the opening, that make a session from `annotations`: each becomes a round with its own base.
    Ids of rounds begin with `name`. Overlapping and previously rejected proposals are set aside as in any round; if
    they were accepted, their effect is added as a change from outside, so that the text after each round is that of the
    dataset."""
    events: list[Event] = []
    state: State | None = None

    def add(event: Event) -> State:
        events.append(event)
        assert state is not None
        return step(state, Recorded(len(events), 0.0, event))

    for annotation in annotations:
        base = annotation.base or ""
        if state is None:
            state = begin(Opened(base))
        elif state.text != base:
            state = add(Changed(tuple(diff(state.text, base)), Origin.OUTSIDE))
        round_id = f"{name}-{annotation.depth}-{len(events)}"
        proposals = tuple(_proposal(judged, annotation, base) for judged in annotation.edits)
        state = add(RoundStarted(round_id, annotation.reviser, annotation.instruction))
        if proposals:
            state = add(Arrived(round_id, proposals))
        state = add(RoundEnded(round_id, Outcome.COMPLETE))
        items = state.round_state.round.items if state.round_state else ()
        live = {item.id for item in items if item.standing is Arrival.LIVE}
        decisions = tuple(
            decision
            for number, judged in enumerate(annotation.edits)
            if judged.verdict is not Verdict.UNDECIDED
            and (decision := _decision(proposal_id(round_id, number), judged)).proposal_id in live
        )
        if decisions:
            state = add(Decided(decisions, DecisionSource.IMPORT, annotation.annotator))
        if annotation.result is not None and state.text != annotation.result:
            state = add(Changed(tuple(diff(state.text, annotation.result)), Origin.OUTSIDE))
    return events


def _proposal(judged: JudgedEdit, annotation: Annotation, base: str) -> Proposal:
    """As it was decided; what it brings in unseen is flagged, and no alternative brings in any."""
    flag = unseen_signs(base, judged.edit)
    before = judged.edit.before
    return Proposal(
        judged.edit,
        _INTENTS.get(judged.intent.lower(), Intent.OTHER),
        judged.proposed_by or annotation.reviser,
        judged.rule or judged.intent,
        judged.explanation,
        0.5 if judged.confidence is None else judged.confidence,
        tuple(after for after in judged.alternatives if not added_invisible(before, after, base)),
        () if flag is None else (flag,),
    )


def _decision(item_id: str, judged: JudgedEdit) -> Decision:
    reason = judged.reason if judged.verdict is Verdict.REJECT else ""
    after = judged.rewritten if judged.verdict in {Verdict.ACCEPT, Verdict.REWRITE} else None
    return Decision(item_id, judged.verdict, after, reason)
