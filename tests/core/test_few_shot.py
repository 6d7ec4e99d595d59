from hypothesis import given
from hypothesis import strategies as st

from reviser.core.edit import Decision, Edit, Intent, Proposal, Verdict
from reviser.core.few_shot import LEAST, MOST, Example, Taught, example, relevant, shares
from tests.core.strategies import plain_texts


def fitting(examples: list[Example], passage: str) -> tuple[Example, ...]:
    return Taught(examples).best_for(passage)


ACCEPT, REJECT, REWRITE = Verdict.ACCEPT, Verdict.REJECT, Verdict.REWRITE


def taught(verdict: Verdict, before: str, proposed: str, sentence: str = "", reason: str = "") -> Example:
    return Example(verdict, before, proposed, before, Intent.CLARITY, reason, sentence or before)


def test_what_a_decision_shows() -> None:
    proposal = Proposal(Edit(0, "utilise", "use"), Intent.CLARITY, "r", "rule", "why")
    rejected = example(proposal, Decision("1", REJECT, reason="my term"), "We utilise it.")
    assert rejected == Example(REJECT, "utilise", "use", "utilise", Intent.CLARITY, "my term", "We utilise it.")
    assert example(proposal, Decision("1", REWRITE, "apply")) == Example(
        REWRITE, "utilise", "use", "apply", Intent.CLARITY
    )
    assert example(proposal, Decision("1", ACCEPT)) == Example(ACCEPT, "utilise", "use", "use", Intent.CLARITY)
    assert example(proposal, Decision("1", Verdict.UNDECIDED)) is None


def test_the_examples_that_share_words_are_told_in_their_order() -> None:
    other = [taught(ACCEPT, f"apples {n}", f"pears {n}") for n in range(50)]
    near = [
        taught(REJECT, "confocal conics", "con focal conics", "Confocal conics share their foci."),
        taught(ACCEPT, "the foci of the conic", "its foci"),
    ]
    chosen = fitting([near[0], *other[:25], near[1], *other[25:]], "Here the confocal conics have other foci.")
    assert near[0] in chosen
    assert near[1] in chosen
    assert len(chosen) <= LEAST + 1
    assert chosen.index(near[0]) < chosen.index(near[1])


def test_one_of_each_verdict_is_told_whatever_fits_best() -> None:
    examples = [taught(ACCEPT, f"the cat {n}", f"a cat {n}") for n in range(20)]
    examples += [taught(REJECT, "however", "but"), Example(REWRITE, "utilise", "use", "apply")]
    chosen = fitting(examples, "The cat 3 and the cat 4 met the cat 5.")
    assert {one.verdict for one in chosen} == {ACCEPT, REJECT, REWRITE}
    assert len(chosen) <= MOST


def test_a_question_that_was_answered_twice_is_told_as_it_was_answered_last() -> None:
    first, last = taught(REJECT, "utilise", "use"), taught(ACCEPT, "utilise", "use")
    assert fitting([first, last], "We utilise it.") == (last,)


@given(
    st.lists(st.builds(taught, st.sampled_from(list(Verdict)), plain_texts(4), plain_texts(4)), max_size=30),
    plain_texts(),
)
def test_never_more_than_eight_and_only_what_was_decided(examples: list[Example], passage: str) -> None:
    chosen = fitting(examples, passage)
    assert len(chosen) <= MOST
    assert all(one in examples and one.verdict is not Verdict.UNDECIDED for one in chosen)
    different = {(one.before, one.proposed) for one in examples if one.verdict is not Verdict.UNDECIDED}
    assert len(chosen) >= min(LEAST - 1, len(different)) or any(one.verdict is Verdict.UNDECIDED for one in examples)


def test_shares_count_what_was_decided_by_intent() -> None:
    examples = [taught(ACCEPT, "a", "b"), taught(REJECT, "c", "d"), Example(REWRITE, "e", "f", "g", Intent.STYLE)]
    assert [(share.intent, share.accepted, share.decided) for share in shares(examples)] == [
        (Intent.CLARITY, 1, 2),
        (Intent.STYLE, 1, 1),
    ]
    assert [(share.intent, share.decided) for share in shares(examples, [Intent.FLUENCY])] == [(Intent.FLUENCY, 0)]


def test_the_passages_of_a_source_that_a_section_is_about() -> None:
    source = "".join(f"Paragraph {n} speaks of many things and of nothing.\n\n" for n in range(100))
    source += "Ada Smith found three cats in 2018.\n\n" + source
    found = relevant(source, "In 2019 Ada Smith found three cats.", 200)
    assert "Ada Smith found three cats in 2018." in [span.of(source).strip() for span in found]
    assert sum(map(len, found)) <= 200
    assert [span.of("Short.") for span in relevant("Short.", "Other words", 200)] == ["Short."]
    assert relevant("  \n", "Other words", 200) == ()


def test_of_decisions_that_fit_alike_those_with_a_reason_are_told() -> None:
    """The later ones are told where all else is the same: these are the earliest."""
    with_reason = [taught(REJECT, f"cat {n}", f"dog {n}", reason="my word") for n in range(3)]
    without = [taught(REJECT, f"cat {n}", f"dog {n}") for n in range(3, 30)]
    for passage in ("The cat sat down.", "Nothing of the kind."):
        chosen = fitting([*with_reason, *without], passage)
        assert set(with_reason) <= set(chosen)
        assert without[-1] in chosen
    # What was said about something else does not displace what fits.
    fits = taught(REJECT, "sat down", "sat", "The cat sat down.")
    assert fits in fitting([fits, *with_reason, *without], "The cat sat down.")


def test_of_decisions_that_fit_alike_the_writers_own_words_are_told() -> None:
    own = [Example(REWRITE, f"cat {n}", f"dog {n}", f"cat {n}") for n in range(3)]
    others = [taught(REJECT, f"cat {n}", f"dog {n}", reason="my word") for n in range(3, 30)]
    assert set(own) <= set(fitting([*own, *others], "The cat sat down."))


def test_words_that_everybody_writes_make_nothing_fit() -> None:
    near = taught(REJECT, "mat", "rug", "A cat slept by its mat.")
    far = [taught(REJECT, f"dog {n}", f"hound {n}", "The dog is on the roof of the house.") for n in range(20)]
    chosen = fitting([near, *far], "The cat is on the mat.")
    assert near in chosen
    assert len(chosen) == LEAST


def test_the_passages_of_a_source_have_no_more_than_their_room_and_rare_words_go_first() -> None:
    source = "".join(f"All the cats of house {n} were asleep by then.\n\n" for n in range(60))
    found = relevant(source, "Cats of a house sleep.", 200)
    assert 100 < sum(map(len, found)) <= 200
    rare = f"{source}The foci differ.\n\n"
    (span,) = relevant(rare, "Of cats and of foci", 50)
    assert span.of(rare).strip() == "The foci differ."


def test_what_has_nothing_to_do_with_a_passage_does_not_displace_what_has() -> None:
    near = Example(REWRITE, "old", "aged", "old", sentence="The old house by the river stood in seven fields.")
    far = [Example(REWRITE, f"zebra {n}", f"horse {n}", f"zebra {n}", reason="my word") for n in range(20)]
    assert near in fitting([near, *far], "A house.")
