"""A person's decisions in other documents, read in the background: when a round begins, and when the person asks what
was learned."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.memory import MovedThreshold, moved_thresholds, tally_rules
from reviser.core.preferences import Evidence, Preferences, discounted_preferences, evidence_of, preferences_from
from reviser.core.session import State
from reviser.errors import HistoryError
from reviser.history.digest.preferences import DecisionElsewhere, decisions_elsewhere


def preferences_elsewhere(path: Path, document_id: int, annotator: str) -> Preferences:
    """The weighted preferences of `annotator` from other documents. Empty if the history cannot be read now, because a
    round matters more."""
    return _weighed(_read_decisions(path, document_id, annotator))


def moved_rules(path: Path, document_id: int, annotator: str, state: State) -> tuple[MovedThreshold, ...]:
    """The rules whose thresholds have moved in this document, with the reasons. Reads the history, as above."""
    told = _read_decisions(path, document_id, annotator)
    tallies = tally_rules((one.seq, one.rule, Verdict(one.verdict)) for one in told)
    return moved_thresholds(state.memory, _weighed(told), tallies)


def _read_decisions(path: Path, document_id: int, annotator: str) -> list[DecisionElsewhere]:
    told: list[DecisionElsewhere] = []
    with suppress(HistoryError):
        told = decisions_elsewhere(path, document_id, annotator)
    return told


def _weighed(decisions: Iterable[DecisionElsewhere]) -> Preferences:
    by_document: dict[int, list[tuple[int, Evidence]]] = {}
    for one in decisions:  # the latest first, and so their documents
        by_document.setdefault(one.document, []).append((one.seq, _to_evidence(one)))
    return discounted_preferences([preferences_from(decided) for decided in by_document.values()])


def _to_evidence(decision: DecisionElsewhere) -> Evidence:
    edit = Edit(0, decision.before, decision.after)
    proposal = Proposal(edit, Intent(decision.intent), decision.reviser, decision.rule, "")
    found = evidence_of(
        decision.before, proposal, Decision("", Verdict(decision.verdict), decision.written, decision.reason)
    )
    # What is only put in or taken out goes with its neighbour, which only the text would tell.
    known = decision.before.strip() and decision.after.strip()
    return found if known else replace(found, pairs=())
