"""A proposal that contains a rejected change loses that part, however the two are cut."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviser.core.edit import Edit, apply
from reviser.core.holdback import Rejection, Rejections, carry_rejections, examine
from reviser.core.working_copy import Region, WorkingCopy
from tests.core.recording import propose


def left(base: str, proposed: tuple[str, str], rejected: Edit) -> Edit | None:
    held = examine(propose(base, *proposed), Rejections(base, [Rejection("old", rejected)]))
    return None if held.proposal is None else held.proposal.edit


@pytest.mark.parametrize(
    ("base", "rejected", "proposed", "result"),
    [
        ("The very old cat.", Edit(4, "very ", ""), ("The very old cat", "A old cat"), "A very old cat."),
        ("I went home.", Edit(6, "", " straight"), ("went home", "walked straight home"), "I walked home."),
        ("It is good", Edit(10, "", "."), ("good", "fine."), "It is fine"),
        ("He sat on it.", Edit(6, "", ","), ("sat on", "sits, on"), "He sits on it."),
        ("We see teh wrld.", Edit(7, "teh", "the"), ("teh wrld", "the world"), "We see teh world."),
        ("A very, very big mat.", Edit(8, "very ", ""), ("very big", "huge"), "A very, very huge mat."),
    ],
)
def test_always_8_what_is_left_is_done_and_no_more(
    base: str, rejected: Edit, proposed: tuple[str, str], result: str
) -> None:
    edit = left(base, proposed, rejected)
    assert edit is not None
    assert apply(base, [edit]) == result


@pytest.mark.parametrize(
    ("base", "rejected", "proposed"),
    [
        ("It is good.", Edit(6, "good", "fine"), ("is good", "is fine")),
        ("It is good.", Edit(6, "", "very "), ("is good", "is very good")),
        ("He said “no” there.", Edit(8, "“no”", "“yes”"), ("said “no” there", 'said "yes" there')),
        ("The the cat.", Edit(3, " the", ""), ("the cat", "cat")),
    ],
)
def test_always_8_the_same_change_in_other_words_is_held_back(
    base: str, rejected: Edit, proposed: tuple[str, str]
) -> None:
    assert left(base, proposed, rejected) is None


@pytest.mark.parametrize(
    ("base", "rejected", "proposed"),
    [
        ("A very old and very big mat.", Edit(2, "very ", ""), ("and very big", "and big")),
        ("It is good.", Edit(6, "good", "fine"), ("good", "nice")),
        ("It is  good.", Edit(5, "  ", " "), ("good", "nice")),
    ],
)
def test_always_8_another_change_beside_it_is_not_touched(base: str, rejected: Edit, proposed: tuple[str, str]) -> None:
    assert left(base, proposed, rejected) == propose(base, *proposed).edit


def test_always_8_a_rejected_text_is_no_alternative_either() -> None:
    base = "It is good."
    proposal = replace(propose(base, "good", "fine"), alternatives=("nice", "great"))
    held = examine(proposal, Rejections(base, [Rejection("old", Edit(6, "good", "nice"))]))
    assert held.proposal is not None
    assert held.proposal.alternatives == ("great",)


def test_always_8_an_insertion_on_the_other_side_of_the_spaces_is_the_same() -> None:
    base = "He is  a  good man."
    proposal = propose(base, "", " very", nth=8)
    assert examine(proposal, Rejections(base, [Rejection("old", Edit(10, "", "very "))])).proposal is None


WORDS = st.lists(st.sampled_from(("one", "two", "six", "ten", "red")), min_size=2, max_size=7)


@given(WORDS, st.data())
def test_always_8_no_part_of_a_proposal_does_what_was_rejected(line: list[str], data: st.DataObject) -> None:
    """A rejected change of one word and a proposal that makes it and changes another word: what is left does only the
    other."""
    first = data.draw(st.integers(0, len(line) - 1))
    second = data.draw(st.integers(0, len(line) - 1).filter(lambda at: at != first))
    base = " ".join(line)
    rejected = Edit(len(" ".join(line[:first])) + (first > 0), line[first], "NEVER")
    wanted = [*line]
    wanted[second] = "ALWAYS"
    both = [*wanted]
    both[first] = "NEVER"
    assume(base != " ".join(both))
    proposal = propose(base, base, " ".join(both))
    held = examine(proposal, Rejections(base, [Rejection("old", rejected)]))
    assert held.because == ("old",)
    if held.proposal is not None:
        assert apply(base, [held.proposal.edit]) == " ".join(wanted)


GOOD = "It is good. Other words."
WRITTEN = Rejection("r", Edit(6, "good", "fine"))


@pytest.mark.parametrize(
    ("regions", "place"),
    [
        ((), 6),
        ((Region(18, 23, "things"),), 6),  # typed in another sentence
        ((Region(5, 5, ","),), 7),  # no word of its own sentence
        ((Region(0, 2, "This", "p"),), 8),  # accepted, so not typed
        ((Region(0, 2, "This"),), None),
        ((Region(6, 10, "nice", "p"),), None),
        ((Region(6, 10, "nice"),), None),
    ],
)
def test_always_8_a_rejection_goes_with_its_text_until_its_sentence_is_written_anew(
    regions: tuple[Region, ...], place: int | None
) -> None:
    working = WorkingCopy(GOOD, regions)
    moved = carry_rejections(working, [WRITTEN])
    assert [held.edit for held in moved] == ([] if place is None else [Edit(place, "good", "fine")])
