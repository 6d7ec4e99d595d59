"""What decisions teach, and what they do not."""

from dataclasses import replace

from reviser.core.edit import Decision, DecisionSource, Verdict
from reviser.core.events import Decided, RuleSet
from reviser.core.memory import Rewritten, RuleTally, moved_thresholds
from reviser.core.preferences import Preferences, Weight
from tests.core.recording import Recording, propose

TEXT = "We utilize it. We utilize them. They utilize us. He utilize her. An e-mail. An e-mail. A flar. A flar. A flar."


def test_a_rule_rejected_three_separate_times_falls_silent() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "utilize", "use", nth=n, rule="plain/utilize") for n in range(4)))
    for item in range(3):
        assert doc.state.memory.silenced == frozenset()
        doc.decide(Verdict.REJECT, item)
    assert doc.state.memory.silenced == {"plain/utilize"}
    assert doc.undo().memory.silenced == frozenset()


def test_a_kind_of_the_language_model_is_never_silenced_by_rejections_but_by_hand() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "utilize", "use", nth=n, rule="model/verb") for n in range(4)))
    for item in range(4):
        doc.decide(Verdict.REJECT, item)
    assert doc.state.memory.silenced == frozenset()
    assert not doc.state.is_silent("model/verb")
    state = doc.do(RuleSet("model/verb", True))
    assert state.memory.silenced == {"model/verb"}
    assert state.is_silent("model/verb")


def test_a_kind_that_begins_again_has_learned_nothing_and_undo_brings_it_back() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "utilize", "use", nth=n, rule="model/verb") for n in range(4)))
    doc.decide(Verdict.REJECT, 0)
    doc.decide(Verdict.REJECT, 1)
    before = doc.state.memory
    assert before.taste.kinds == {"model/verb": Weight(0, 2)}
    assert before.taste.pairs == {("utilize", "use"): Weight(0, 2)}
    again = doc.do(RuleSet("model/verb", False)).memory
    assert (again.tallies, again.taste) == ((), Preferences())
    assert doc.undo().memory == before
    doc.do(RuleSet("model/verb", False))
    doc.decide(Verdict.REJECT, 2)
    assert doc.state.memory.taste.kinds == {"model/verb": Weight(0, 1)}


def test_a_kind_that_was_silenced_by_hand_speaks_again_as_it_had_learned() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "utilize", "use", rule="model/verb"))
    before = doc.decide(Verdict.REJECT, 0).memory
    doc.do(RuleSet("model/verb", True))
    assert doc.do(RuleSet("model/verb", False)).memory == before
    assert doc.do(RuleSet("model/verb", False)).memory.tallies == ()


def test_what_has_moved_says_which_way_and_how_it_has_fared() -> None:
    doc = Recording(TEXT)
    doc.round(
        *(propose(TEXT, "utilize", "use", nth=n, rule="model/verb") for n in range(4)),
        propose(TEXT, "e-mail", "email", rule="model/join"),
        propose(TEXT, "flar", "flare", rule="plain/flar"),
    )
    assert moved_thresholds(doc.state.memory, Preferences(), ()) == ()
    for item in (0, 1, 2, 5):
        doc.decide(Verdict.REJECT, item)
    doc.decide(Verdict.REWRITE, 4, after="mail")
    doc.decide(Verdict.ACCEPT, 3)
    verb = RuleTally("model/verb", 1, 3)
    assert [(one.rule, one.surer, one.here) for one in moved_thresholds(doc.state.memory, Preferences(), ())] == [
        ("model/join", True, RuleTally("model/join", 1, 0, rewritten=1)),
        ("model/verb", True, verb),
    ]
    doc.undo()
    ended = replace(verb, taken=0, ended=(("utilize", "use"),))
    assert moved_thresholds(doc.state.memory, Preferences(), ())[1].here == ended
    there = RuleTally("model/ing", 9, 1)
    found = moved_thresholds(doc.state.memory, Preferences({"model/ing": Weight(2, 0.2)}), (there,))
    assert (found[0].rule, found[0].surer, found[0].elsewhere) == ("model/ing", False, there)
    silent = doc.do(RuleSet("model/verb", True))
    assert [one.rule for one in moved_thresholds(silent.memory, Preferences(), ())] == ["model/join"]


def test_a_batch_counts_once() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "utilize", "use", nth=n, rule="plain/utilize") for n in range(4)))
    doc.decide(Verdict.REJECT, 0, 1, 2, 3)
    assert doc.state.memory.silenced == frozenset()


def test_how_a_rule_has_fared_is_counted_by_event_and_undone() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "utilize", "use", nth=n, rule="plain/utilize") for n in range(4)))
    doc.decide(Verdict.REJECT, 0, 1)
    doc.decide(Verdict.ACCEPT, 2)
    assert doc.state.memory.tallies == (RuleTally("plain/utilize", 1, 1),)
    doc.decide(Verdict.REJECT, 3)
    assert doc.state.memory.tallies == (RuleTally("plain/utilize", 1, 2),)
    assert doc.undo().memory.tallies == (RuleTally("plain/utilize", 1, 1),)


def test_a_rule_accepted_once_is_not_silenced() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "utilize", "use", nth=n, rule="plain/utilize") for n in range(4)))
    doc.decide(Verdict.ACCEPT, 0)
    for item in (1, 2, 3):
        doc.decide(Verdict.REJECT, item)
    assert doc.state.memory.silenced == frozenset()


def test_spelling_falls_silent_by_word_and_never_by_rule() -> None:
    doc = Recording(TEXT)
    doc.round(*(propose(TEXT, "flar", "flare", nth=n, rule="harper/SpellCheck", word="flar") for n in range(3)))
    for item in range(3):
        doc.decide(Verdict.REJECT, item)
    assert doc.state.memory.silenced == frozenset()
    assert doc.state.memory.words == {"flar"}


def test_a_form_accepted_once_is_the_documents_form() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "e-mail", "email", form="hyphen/email"))
    assert doc.decide(Verdict.ACCEPT, 0).memory.forms == (("hyphen/email", "email"),)


def test_the_persons_own_rewrite_is_remembered() -> None:
    doc = Recording(TEXT)
    doc.round(propose(TEXT, "utilize", "use"))
    state = doc.decide(Verdict.REWRITE, 0, after="employ")
    assert state.memory.rewrites == (Rewritten("utilize", "use", "employ"),)


def test_what_no_person_decided_teaches_nothing() -> None:
    doc = Recording(TEXT)
    doc.round(
        propose(TEXT, "e-mail", "email", form="hyphen/email"),
        *(propose(TEXT, "utilize", "use", nth=n, rule="plain/utilize") for n in range(3)),
    )
    for item, verdict in enumerate([Verdict.ACCEPT] + [Verdict.REJECT] * 3):
        decision = Decision(f"r1:{item}", verdict)
        doc.do(Decided((decision,), source=DecisionSource.RULE))
    assert doc.state.memory.forms == ()
    assert doc.state.memory.silenced == frozenset()
