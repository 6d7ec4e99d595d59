from dataclasses import replace

import pytest

from reviser.core.edit import Verdict
from reviser.datasets.annotation_checks import problem
from reviser.datasets.annotations import Selecting, chosen
from reviser.datasets.export_report import ExportReport
from reviser.datasets.selection import Selection, Splits
from tests.datasets.saves import KNOWN

LATER = replace(KNOWN, saved="2022-03-01T00:00:00", reviser="other")
EMPTY = replace(KNOWN, document="e", edits=(), result=KNOWN.base)
ALL = [KNOWN, LATER, EMPTY]


def test_by_default_the_latest_save_with_edits_is_taken() -> None:
    assert list(Selection().select(ALL)) == [LATER]
    assert list(Selection(which=Selecting.FIRST, empty=True).select(ALL)) == [KNOWN, EMPTY]
    assert list(Selection(which=Selecting.ALL).select(ALL)) == [KNOWN, LATER]


def test_of_two_saves_of_one_moment_the_one_that_came_later_is_the_later() -> None:
    twin = replace(KNOWN, reviser="other")
    assert list(Selection(which=Selecting.LATEST).select([KNOWN, twin])) == [twin]
    assert list(Selection(which=Selecting.FIRST).select([KNOWN, twin])) == [KNOWN]
    assert list(Selection(which=Selecting.LATEST).select([twin, KNOWN])) == [KNOWN]
    assert list(Selection(which=Selecting.ALL).select([KNOWN, twin])) == [KNOWN, twin]
    assert chosen([KNOWN, twin], Selecting.LATEST) == [twin]
    assert chosen([KNOWN, twin], Selecting.FIRST) == [KNOWN]


def test_every_choice_chooses() -> None:
    assert list(Selection(revisers=frozenset({"r3"})).select(ALL)) == [KNOWN]
    assert list(Selection(until="2022-02").select(ALL)) == [KNOWN]
    assert list(Selection(since="2022-02-18").select(ALL)) == [LATER]
    assert list(Selection(documents=frozenset({"e"}), empty=True).select(ALL)) == [EMPTY]
    assert list(Selection(annotators=frozenset({"nobody"})).select(ALL)) == []
    assert list(Selection(settings=frozenset({"human_human"})).select(ALL)) == []


def test_both_ends_of_a_time_are_part_of_it() -> None:
    assert list(Selection(since=KNOWN.saved).select([KNOWN])) == [KNOWN]
    assert list(Selection(until=KNOWN.saved).select([KNOWN])) == [KNOWN]
    assert list(Selection(since="2022-02-17T21:20:04").select([KNOWN])) == []
    assert list(Selection(until="2022-02-17T21:20:02").select([KNOWN])) == []


def test_edits_are_chosen_and_what_no_longer_fits_says_nothing_wrong() -> None:
    (rejected,) = Selection(verdicts=frozenset({Verdict.REJECT})).select([KNOWN])
    assert [judged.verdict for judged in rejected.edits] == [Verdict.REJECT]
    assert rejected.result is None
    (clear,) = Selection(intents=frozenset({"clarity"})).select([KNOWN])
    assert [judged.intent for judged in clear.edits] == ["clarity"]
    decided = frozenset({Verdict.ACCEPT, Verdict.REWRITE})
    (accepted,) = Selection(verdicts=decided).select([KNOWN])
    assert accepted.result == KNOWN.result
    assert problem(accepted) is None


def test_what_loses_no_edit_by_a_choice_is_taken_as_it_is() -> None:
    every = Selection(intents=frozenset(judged.intent for judged in KNOWN.edits), verdicts=frozenset(Verdict))
    assert list(every.select([KNOWN])) == list(every.stream([KNOWN])) == [KNOWN]


@pytest.mark.parametrize("date", ["2026", "2026-11", "2024-02-29", "2026-11-22T18:30", "2026-11-22T18:30:00Z"])
def test_a_moment_is_taken_as_far_as_it_goes(date: str) -> None:
    assert Selection(since=date, until=date).until == date


@pytest.mark.parametrize(
    "date", ["yesterday", "22.11.2026", "2026-13", "2026-1", "2025-02-29", "2026-11-22 18:30", "2026-11-22T18", "٢٠٢٦"]
)
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match="is no date or time"):
        Selection(since=date)
    with pytest.raises(ValueError, match="is no date or time"):
        Selection(until=date)


def test_what_was_asked_for_and_is_not_there_is_known() -> None:
    asked = Selection(annotators=frozenset({"ann", "an"}), intents=frozenset({"clarity", "clear"}), which=Selecting.ALL)
    one, other = ExportReport(unmet=asked.named()), ExportReport(unmet=asked.named())
    assert list(one.pass_on(asked.stream([KNOWN]))) != []
    assert one.unmet == {("annotator", "an"), ("intent", "clear")}
    other.add(one)
    assert other.unmet == one.unmet


def test_a_document_stands_in_one_split_whatever_else_is_there() -> None:
    splits = Splits()
    names = [f"document {number}" for number in range(3000)]
    counts = {name: sum(splits.of(document) == name for document in names) for name, _ in splits.shares}
    assert 2300 < counts["train"] < 2500
    assert 240 < counts["test"] < 360
    assert [splits.of(name) for name in names] == [Splits().of(name) for name in names]
    assert [splits.of(name) for name in names] != [Splits(seed=1).of(name) for name in names]


@pytest.mark.parametrize("shares", [(("a", 0.5),), (("a", 0.5), ("b", 0.6)), (("a", 1.5), ("b", -0.5)), (("", 1.0),)])
def test_shares_that_are_none_are_refused(shares: tuple[tuple[str, float], ...]) -> None:
    with pytest.raises(ValueError, match="share"):
        Splits(shares)
