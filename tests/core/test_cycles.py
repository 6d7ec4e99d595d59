"""Only what revisers do by themselves is a cycle."""

from reviser.core.cycles import Lineage, advance_lineages
from reviser.core.text import Span
from reviser.core.working_copy import Region, WorkingCopy

TEXT = "A big mat. A dog. "
BIG = Span(0, 11)


def test_a_passage_that_goes_back_has_returned_once_more() -> None:
    working = WorkingCopy(TEXT, (Region(2, 5, "huge", "p"),))
    known = Lineage(BIG, ("A huge mat. ", "A big mat. "), 1)
    (lineage,) = advance_lineages(working, [known])
    assert (lineage.returns, lineage.states[-1], lineage.span.of(working.text)) == (2, "A huge mat. ", "A huge mat. ")
    assert lineage.frozen


def test_a_passage_that_the_person_typed_in_begins_anew() -> None:
    known = Lineage(BIG, ("A huge mat. ", "A big mat. "), 1)
    assert advance_lineages(WorkingCopy(TEXT, (Region(2, 5, "huge"),)), [known]) == ()
    both = WorkingCopy(TEXT, (Region(2, 5, "huge", "p"), Region(6, 9, "rug")))
    assert advance_lineages(both, [known]) == ()
    assert advance_lineages(WorkingCopy(TEXT, (Region(13, 16, "cat"),)), [known]) == (known,)


def test_two_passages_that_have_become_one_begin_anew() -> None:
    working = WorkingCopy(TEXT, (Region(9, 12, " and a", "p"),))
    known = [Lineage(BIG, ("A huge mat. ", "A big mat. "), 1), Lineage(Span(11, 18), ("A cat. ", "A dog. "), 1)]
    assert advance_lineages(working, known) == ()


def test_what_is_put_before_the_next_sentence_belongs_to_that_one() -> None:
    known = Lineage(BIG, ("A huge mat. ", "A big mat. "), 1)
    working = WorkingCopy(TEXT, (Region(11, 11, "So ", "p"),))
    assert advance_lineages(working, [known]) == (known, Lineage(Span(11, 21), ("A dog. ", "So A dog. ")))
