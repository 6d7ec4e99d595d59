"""Our own sessions as annotations, so that they are counted and written like any other dataset."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from reviser.core.edit import DecisionSource, Verdict, apply
from reviser.core.round_state import RecordedDecision, RoundState
from reviser.datasets.annotations import Annotation, JudgedEdit, Setting, applied

# A person who decides what a model proposes is R3's second setting; a rule that accepts all is its third.
_SETTINGS = {
    DecisionSource.PERSON: Setting.SYSTEM_HUMAN,
    DecisionSource.IMPORT: Setting.SYSTEM_HUMAN,
    DecisionSource.SIMULATED: Setting.SYSTEM_HUMAN,
    DecisionSource.RULE: Setting.SYSTEM_ONLY,
}
_Who = tuple[DecisionSource, str]


class OfferedEdit(NamedTuple):
    """An edit that was on offer. `who` decided it and when (UNIX seconds); None and 0 if nobody did."""

    judged: JudgedEdit
    who: _Who | None = None
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Session:
    """One of our rounds with the edits that were on offer, in order of place. `began` is in UNIX seconds."""

    depth: int
    began: float
    base: str
    reviser: str
    instruction: str
    models: tuple[str, ...]
    prompts: tuple[str, ...]
    offers: tuple[OfferedEdit, ...]


def annotations(document: str, sessions: Iterable[Session]) -> Iterator[Annotation]:
    """An annotation for each annotator of each session. Undecided edits go to the annotator who decided most edits of
    the session."""
    for session in sessions:
        by: defaultdict[_Who, list[JudgedEdit]] = defaultdict(list)
        undecided: list[JudgedEdit] = []
        latest: defaultdict[_Who, float] = defaultdict(float)
        for judged, who, at in session.offers:
            if who is None:
                undecided.append(judged)
            else:
                by[who].append(judged)
                latest[who] = max(latest[who], at)
        most = max(by, key=lambda who: len(by[who]), default=(DecisionSource.PERSON, ""))
        by[most] += undecided
        alone = len(by) == 1
        for (source, annotator), found in by.items():
            edits = tuple(sorted(found, key=attrgetter("edit.start"))) if undecided else tuple(found)
            yield Annotation(
                _SETTINGS[source],
                annotator,
                document,
                session.depth,
                moment(latest[source, annotator] or session.began),
                session.base,
                _result(session.base, edits) if alone else None,
                edits,
                session.reviser,
                f"{document} depth {session.depth}",
                model=", ".join(session.models),
                prompt=", ".join(session.prompts),
                instruction=session.instruction,
            )


def _result(base: str, edits: tuple[JudgedEdit, ...]) -> str:
    """The base with the accepted edits; empty if they do not fit, which the check of the annotation reports."""
    try:
        return apply(base, applied(edits))
    except ValueError:
        return ""


def session_of(round_state: RoundState) -> Session:
    """The session of a folded round."""
    exchanges = round_state.round.exchanges
    return Session(
        round_state.round.depth,
        round_state.round.started,
        round_state.round.base,
        round_state.round.reviser,
        round_state.round.instruction,
        tuple(dict.fromkeys(exchange.model for exchange in exchanges if exchange.model)),
        tuple(dict.fromkeys(exchange.prompt for exchange in exchanges if exchange.prompt)),
        tuple(_offer(round_state, item.id) for item in round_state.round.live),
    )


def _offer(round_state: RoundState, item_id: str) -> OfferedEdit:
    made = round_state.decisions.get(item_id)
    if made is None or made.decision.verdict is Verdict.UNDECIDED:
        return OfferedEdit(_judged(round_state, item_id, made))
    return OfferedEdit(_judged(round_state, item_id, made), (made.source, made.annotator), made.at)


def _judged(round_state: RoundState, item_id: str, recorded: RecordedDecision | None) -> JudgedEdit:
    proposal = round_state.round.by_id[item_id].proposal
    decision = recorded.decision if recorded else None
    return JudgedEdit(
        proposal.edit,
        proposal.intent,
        decision.verdict if decision else Verdict.UNDECIDED,
        decision.after if decision and decision.after != proposal.edit.after else None,
        decision.reason if decision else "",
        item_id,
        proposal.rule,
        proposal.explanation,
        proposal.confidence,
        tuple(flag.kind for flag in proposal.risk),
        proposal.alternatives,
        moment(recorded.at) if recorded else "",
        recorded.elapsed_s if recorded else None,
        proposed_by=proposal.reviser,
    )


@lru_cache(maxsize=1024)
def moment(at: float) -> str:
    """UNIX seconds as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
