from reviser.core.decision_examples import examples
from reviser.core.edit import Decision, DecisionSource, Verdict
from reviser.core.events import Decided
from tests.core.recording import Recording, propose

TEXT = "We utilise teh conics. However we saw them.\n"


def test_what_a_person_decided_is_told_with_its_sentence_in_order() -> None:
    recording = Recording(TEXT)
    recording.round(propose(TEXT, "teh", "the"), propose(TEXT, "utilise", "use"))
    recording.decide(Verdict.ACCEPT, 0)
    recording.decide(Verdict.REJECT, 1)
    recording.round(propose(recording.state.text, "However we", "But we"))
    recording.decide(Verdict.REWRITE, 0, after="Yet we")
    told = [(each.verdict, each.proposed, each.after, each.sentence) for each in examples(recording.state.rounds)]
    assert told == [
        (Verdict.ACCEPT, "the", "the", "We utilise teh conics."),
        (Verdict.REJECT, "use", "utilise", "We utilise teh conics."),
        (Verdict.REWRITE, "But we", "Yet we", "However we saw them."),
    ]


def test_what_was_taken_back_or_decided_by_a_rule_teaches_nothing() -> None:
    recording = Recording(TEXT)
    state = recording.round(propose(TEXT, "teh", "the"), propose(TEXT, "utilise", "use"))
    recording.decide(Verdict.REJECT, 0)
    recording.decide(Verdict.UNDECIDED, 0)
    assert state.round_state is not None
    by_rule = Decision(state.round_state.round.items[1].id, Verdict.ACCEPT)
    recording.do(Decided((by_rule,), DecisionSource.RULE))
    assert examples(recording.state.rounds) == ()
