"""Our own sessions as saves, so that they are counted and written like every other dataset."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from reviser.core.edit import DecisionSource, Verdict
from reviser.core.played import Made, Played
from reviser.datasets.saves import Judged, Save, Setting

# A person who decides what a model proposes is R3's second setting; a rule that accepts all is its third.
_SETTINGS = {
    DecisionSource.PERSON: Setting.SYSTEM_HUMAN,
    DecisionSource.IMPORT: Setting.SYSTEM_HUMAN,
    DecisionSource.SIMULATED: Setting.SYSTEM_HUMAN,
    DecisionSource.RULE: Setting.SYSTEM_ONLY,
}
_Who = tuple[DecisionSource, str]


def saves(document: str, rounds: Iterable[Played]) -> Iterator[Save]:
    """Each round as each annotator decided it, from depth 1. What nobody decided goes with the annotator
    who decided most of the round."""
    for played in rounds:
        by: defaultdict[_Who, list[Judged]] = defaultdict(list)
        undecided: list[Judged] = []
        latest: defaultdict[_Who, float] = defaultdict(float)
        for item in played.round.live:
            made = played.decisions.get(item.id)
            if made is None or made.decision.verdict is Verdict.UNDECIDED:
                undecided.append(_judged(played, item.id, None))
            else:
                by[made.source, made.annotator].append(_judged(played, item.id, made))
                latest[made.source, made.annotator] = max(latest[made.source, made.annotator], made.at)
        most = max(by, key=lambda who: len(by[who]), default=(DecisionSource.PERSON, ""))
        by[most] += undecided
        for who, judged in by.items():
            source, annotator = who
            alone = len(by) == 1
            yield Save(
                _SETTINGS[source],
                annotator,
                document,
                played.round.depth,
                moment(latest[who] or played.round.started),
                played.round.base,
                played.result if alone else None,
                tuple(sorted(judged, key=lambda one: one.edit)),
                played.round.reviser,
                f"{document} depth {played.round.depth}",
                model=_different(exchange.model for exchange in played.round.exchanges),
                prompt=_different(exchange.prompt for exchange in played.round.exchanges),
                instruction=played.round.instruction,
            )


def _judged(played: Played, item_id: str, made: Made | None) -> Judged:
    proposal = played.round.by_id[item_id].proposal
    decision = made.decision if made else None
    return Judged(
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
        moment(made.at) if made else "",
        made.elapsed_s if made else None,
    )


def _different(names: Iterable[str]) -> str:
    """The names that occur, each once."""
    return ", ".join(dict.fromkeys(name for name in names if name))


def moment(at: float) -> str:
    """UNIX seconds as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
