"""Rounds and edits as JSON for the terminal, with the names of IteraTeR's training code and ours beside them.

IteraTeR's: `type`, `before`, `after`, `start_char_pos`, `end_char_pos`, `major_intent`, `accept_or_reject`. `after` is
the text that was applied, `proposed_after` the text that was offered; they differ if the person wrote another. Places
are code points into the base of the edit's round, and are checked against it before they are written."""

from typing import Any

from reviser.core.edit import Verdict, apply
from reviser.core.memory import accepted_text
from reviser.core.round import Arrival, Item
from reviser.core.round_state import RoundState

Record = dict[str, Any]

_SET_ASIDE = tuple(standing for standing in Arrival if standing is not Arrival.LIVE)
_JUDGED = {Verdict.ACCEPT: "Accept", Verdict.REWRITE: "Accept", Verdict.REJECT: "Reject"}


def edit_record(round_state: RoundState, item: Item) -> Record:
    """The record of an edit that was offered. Raises ValueError if it does not fit the base of its round, which means a
    bug or a damaged history."""
    proposal, edit = item.proposal, item.proposal.edit
    if edit.start < 0 or edit.span.of(round_state.round.base) != edit.before:
        raise ValueError(f"edit {item.id} does not stand at {edit.start} of its base")
    made = round_state.decisions.get(item.id)
    verdict = None if made is None or made.decision.verdict is Verdict.UNDECIDED else made.decision.verdict
    decided = None if verdict is None else made
    return {
        "type": edit.type,
        "before": edit.before,
        "after": accepted_text(proposal, decided.decision) if decided and verdict is not Verdict.REJECT else edit.after,
        "start_char_pos": edit.start,
        "end_char_pos": edit.end,
        "major_intent": proposal.intent,
        "accept_or_reject": None if verdict is None else _JUDGED[verdict],
        "proposed_after": edit.after,
        "id": item.id,
        "reviser": proposal.reviser,
        "rule": proposal.rule,
        "explanation": proposal.explanation,
        "confidence": proposal.confidence,
        "alternatives": proposal.alternatives,
        "risk": [{"kind": flag.kind, "message": flag.message} for flag in proposal.risk],
        "anchor": proposal.anchor,
        "group": proposal.group,
        "word": proposal.word,
        "status": round_state.status(item),
        "decision": verdict,
        "decided_by": decided.source if decided else None,
        "decided_at": decided.at if decided else None,
        "annotator": decided.annotator if decided else None,
        "elapsed_s": decided.elapsed_s if decided else None,
        "reason": decided.decision.reason if decided else None,
    }


def round_record(round_state: RoundState) -> Record:
    """A round with its texts. `result` is checked to be `base` with the accepted edits."""
    round_ = round_state.round
    edits = [edit_record(round_state, item) for item in round_.live]
    if apply(round_.base, round_state.accepted()) != round_state.result:
        raise ValueError(f"the result of round {round_.id} is not its base with the accepted edits")
    return {
        "depth": round_.depth,
        "base": round_.base,
        "edits": edits,
        "result": round_state.result,
        "id": round_.id,
        "reviser": round_.reviser,
        "instruction": round_.instruction,
        "started_at": round_.started,
        "outcome": round_.outcome,
        "message": round_.message,
        "set_aside": {kind: count for kind in _SET_ASIDE if (count := round_.count(kind))},
        "remarks": [
            {"start_char_pos": remark.span.start, "end_char_pos": remark.span.end, "message": remark.message}
            for remark in round_.remarks
        ],
    }
