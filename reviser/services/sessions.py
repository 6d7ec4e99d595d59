"""Everything that was decided, out of the history as saves: what was imported from datasets, and our own sessions."""

from collections.abc import Iterable, Iterator

import orjson

from reviser.core.edit import DecisionSource, Edit, Verdict
from reviser.core.events import proposal_id
from reviser.datasets import own, stored
from reviser.datasets.records import loads
from reviser.datasets.saves import Damaged, Judged, Save, Which
from reviser.errors import UserError
from reviser.history.decided import RoundRow
from reviser.history.store import Reader
from reviser.services.digesting import folded
from reviser.services.kinship import Kinship

_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_NOBODY = None, 0.0, "", None


def saves_of(history: Reader, which: Which = Which.ALL) -> Iterator[Save]:
    """Everything that was decided: what was imported, as it was imported, and our own sessions, of which there is one
    for each document and depth. `which` of those that were imported. One after the other, none is held. UserError where
    the history does not fit together."""
    yield from imported(history, which)
    ours = Ours(history)
    for number in ours.documents:
        yield from ours.saves(number)


def imported(history: Reader, which: Which) -> Iterator[Save]:
    """What was imported, as it was imported. UserError where the history does not fit together."""
    wanted = _wanted(history, which)
    for number, row in enumerate(history.imports()):
        if wanted is not None and number not in wanted:
            continue
        found = stored.save_of(loads(row.save), f"import {row.document} depth {row.depth}")
        if isinstance(found, Damaged):
            raise UserError(
                f"The history does not fit together: {found.where}: {found.reason} reviser verify says more."
            )
        yield found


class Ours:
    """Our own sessions in a history, as its documents are when this is made. `documents`: the numbers of those that
    have any, in order."""

    def __init__(self, history: Reader) -> None:
        self._history = history
        self._kinship = Kinship(history)
        self._imported = {row.document_id for row in history.imports() if row.document_id is not None}
        self._undigested = frozenset(history.undigested())
        untouched = self._imported - history.decided_by_person()
        self._rows = {row.id: row for row in history.documents() if row.id not in untouched}
        self.documents = tuple(self._rows)

    def name(self, number: int) -> str:
        """What a document is called in figures and exports."""
        return self._kinship.name(self._rows[number])

    def is_plain(self, number: int) -> bool:
        """Whether the digest has all of a document, and all that it has counts."""
        other = number in self._undigested or number in self._imported or not self._kinship.whole(number)
        return number in self._rows and not other

    def rounds(self, number: int) -> list[RoundRow]:
        """The rounds of a document that is digested, as its digest has them."""
        return self._history.decided(number)

    def saves(self, number: int) -> Iterator[Save]:
        """What was decided in a document; nothing where there is none with this number any more. UserError where the
        history does not fit together."""
        row = self._rows.get(number)
        if row is None:
            return
        for save in own.saves(self._kinship.name(row), self._kinship.counted(number, self._sessions)):
            if save.edits or not (number in self._imported or self._kinship.partly(number)):
                yield save

    def _sessions(self, number: int) -> Iterable[own.Session]:
        """All rounds of a document, whatever counts of them."""
        return _folded(self._history, number) if number in self._undigested else _digested(self._history, number)


def _digested(history: Reader, document_id: int) -> Iterator[own.Session]:
    """The rounds of a document as its digest has them."""
    return map(session_of, history.decided(document_id))


def session_of(row: RoundRow) -> own.Session:
    """A round as its digest has it."""
    offers = tuple(_offers(row))
    return own.Session(row.depth, row.at, row.base, row.reviser, row.instruction, row.models, row.prompts, offers)


def _offers(row: RoundRow) -> Iterator[own.Offer]:
    """A million go through here: what belongs to an event is looked at once for all that it decided."""
    name = row.name
    acts = {
        seq: ((DecisionSource(act.source), act.annotator), act.at, own.moment(act.at), act.elapsed_s)
        for seq in {edit[10] for edit in row.edits}
        if (act := row.acts.get(seq or 0))
    }
    for edit in row.edits:
        number, start, before, after, intent, rule, said, sure, risk, others, seq, word, written, reason = edit
        who, at, moment, elapsed_s = _NOBODY if seq is None else acts[seq]
        verdict = _VERDICTS[word]
        judged = Judged(
            Edit(start, before, after),
            intent,
            verdict,
            written,
            reason,
            proposal_id(name, number),
            rule,
            said,
            sure,
            () if risk is None else tuple(kind for kind, _ in orjson.loads(risk)),
            () if others is None else tuple(orjson.loads(others)),
            moment,
            elapsed_s,
        )
        yield own.Offer(judged) if verdict is Verdict.UNDECIDED else own.Offer(judged, who, at)


def _folded(history: Reader, document_id: int) -> Iterator[own.Session]:
    """The rounds of a document that has no digest. UserError where its events do not fit together."""
    rounds = folded(history, document_id).rounds()
    return map(own.session_of, sorted(rounds, key=lambda played: played.round.depth))


def _wanted(history: Reader, which: Which) -> set[int] | None:
    """The numbers of those imports that count; None for all."""
    if which is Which.ALL:
        return None
    kept: dict[tuple[object, ...], tuple[str, int]] = {}
    for number, row in enumerate(history.imports()):
        key = row.setting, row.annotator, row.document, row.depth
        before = kept.get(key)
        if before is None or (row.saved >= before[0] if which is Which.LATEST else row.saved < before[0]):
            kept[key] = row.saved, number
    return {number for _, number in kept.values()}
