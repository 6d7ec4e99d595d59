"""Lines of JSON straight from the rows of the digest. Nearly all rounds of nearly all exports need nothing else: one
annotator decided, nothing is masked, and every edit counts. No object is made of an edit then, which is a third of
the time; whatever is not so simple goes the long way, over saves, and the bytes are the same."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

import orjson

from reviser.core.edit import Verdict
from reviser.core.events import proposal_id
from reviser.datasets import own
from reviser.datasets.saves import Which
from reviser.datasets.selection import Selection
from reviser.datasets.tables import Said, begun_with, common, json_lines
from reviser.datasets.tally import Tally
from reviser.history.decided import EditRow, RoundRow
from reviser.services.sessions import Sessions, session_of

_ACCEPTED = {Verdict.ACCEPT.value, Verdict.REWRITE.value}
_DECIDED = {Verdict.REJECT.value, *_ACCEPTED}
_When = tuple[str, float | None]  # something was decided, and after how long
_NOBODY: _When = "", None


def lines(sessions: Sessions, number: int, selection: Selection, tally: Tally) -> Iterator[bytes]:
    """The sessions of a document as lines of JSON, checked: what `json_lines` makes of them. Errors: `Sessions.of`."""
    if not sessions.is_plain(number) or selection.intents or selection.verdicts:
        yield from json_lines(tally.pass_on(selection.stream(sessions.of(number, tally))), tally)
        return
    name = sessions.name(number)
    for _, same in groupby(sessions.rounds(number), key=attrgetter("depth")):
        rows = list(same)
        if len(rows) == 1 or selection.which is Which.ALL:
            for row in rows:
                yield from of_round(row, name, selection, tally)
        else:  # on branches
            saves = sessions.one_each(own.saves(name, map(session_of, rows)), tally)
            yield from json_lines(tally.pass_on(selection.stream(saves)), tally)


def of_round(row: RoundRow, document: str, selection: Selection, tally: Tally) -> Iterator[bytes]:
    """The lines of one round of a document called so, with a selection that chooses no edits."""
    latest = _latest(row)
    if latest is None:
        yield from json_lines(tally.pass_on(selection.stream(own.saves(document, [session_of(row)]))), tally)
        return
    # All that is said of the round follows from the edit that was decided last, and its text is not needed for it.
    for save in selection.stream(own.saves(document, [session_of(row._replace(edits=[latest], base=""))])):
        tally.met(save)
        tally.right += 1
        tally.chosen += len(row.edits)
        tally.wrote(len(row.edits), len(row.edits))
        yield begun_with(common(save, row.base_hash), _said(row))


def _latest(row: RoundRow) -> EditRow | None:
    """The edit that was decided last, where one annotator decided all that is decided, nothing was taken back, and
    every edit stands at its place, without another over it. None where the round has to go the long way."""
    base, begun, ended = row.base, -1, 0
    by_event: dict[int | None, EditRow] = {}
    for edit in row.edits:
        start, before, seq, verdict = edit[1], edit[2], edit[10], edit[11]
        if start < 0 or not base.startswith(before, start) or (seq is not None and verdict not in _DECIDED):
            return None
        if verdict in _ACCEPTED:
            if start < ended or start == begun:
                return None
            begun, ended = start, start + len(before)
        by_event[seq] = edit
    by_event.pop(None, None)
    acts = {seq: row.acts[seq] for seq in by_event if seq is not None}
    if len({(act.source, act.annotator) for act in acts.values()}) != 1:
        return None
    return by_event[max(acts, key=lambda seq: acts[seq].at)]


def _said(row: RoundRow) -> Iterator[Said]:
    name = row.name
    told: dict[int | None, _When] = {None: _NOBODY}
    for seq in {edit[10] for edit in row.edits if edit[10] is not None}:
        act = row.acts[seq]
        told[seq] = own.moment(act.at), act.elapsed_s
    for number, start, before, after, intent, rule, said, sure, risk, _, seq, verdict, written, reason in row.edits:
        at, elapsed_s = told[seq]
        yield (
            start, before, after, intent, verdict, written, reason, proposal_id(name, number), rule, said, sure,
            "" if risk is None else " ".join([kind for kind, _ in orjson.loads(risk)]), at, elapsed_s,
        )  # fmt: skip
