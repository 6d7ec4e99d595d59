"""Parts are as large as was asked for, to the document, and mixed alike."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.datasets.annotations import Annotation
from reviser.datasets.exact_splits import ExactSplits, PlacedSplits, are_sizes
from reviser.errors import UsageError
from tests.datasets.saves import KNOWN


def saves(*settings: str) -> list[Annotation]:
    return [replace(KNOWN, document=f"d{number}", setting=setting) for number, setting in enumerate(settings)]


def counted(placed: PlacedSplits, found: list[Annotation]) -> Counter[str]:
    return Counter(placed.of(save.document) for save in found)


@given(
    st.lists(st.sampled_from("abc"), min_size=3, max_size=60),
    st.lists(st.integers(1, 9), min_size=1, max_size=3),
    st.integers(0, 5),
    st.booleans(),
)
def test_the_sizes_are_right_to_the_document_and_so_is_the_mixture(
    settings: list[str], weights: list[int], seed: int, stratified: bool
) -> None:
    found = saves(*settings)
    total = sum(weights)
    sizes = tuple((f"p{number}", Fraction(weight, total)) for number, weight in enumerate(weights))
    splits = ExactSplits(sizes, seed, "setting" if stratified else "")
    exact = {name: share * len(found) for name, share in sizes}
    try:
        placed = splits.assign(found)
    except UsageError:
        assert min(exact.values()) < 1
        return
    counts = counted(placed, found)
    assert sum(counts.values()) == len(found)
    assert all(abs(counts[name] - exact[name]) < 1 for name in exact)
    assert dict(placed.shares) == counts
    for setting in set(settings) if stratified else ():
        stratum = [save for save in found if save.setting == setting]
        of_it = counted(placed, stratum)
        for name in counts:
            assert abs(of_it[name] - Fraction(counts[name] * len(stratum), len(found))) <= 2
    again = splits.assign(reversed(found))
    assert [again.of(save.document) for save in found] == [placed.of(save.document) for save in found]


def test_numbers_of_documents_and_the_rest() -> None:
    found = saves(*"a" * 30)
    placed = ExactSplits.parsed("train=rest, dev=5, test=7", 1).assign(found)
    assert placed.shares == (("train", 18), ("dev", 5), ("test", 7))
    assert counted(placed, found) == {"train": 18, "dev": 5, "test": 7}
    other = ExactSplits.parsed("train=rest, dev=5, test=7", 2).assign(found)
    assert [other.of(save.document) for save in found] != [placed.of(save.document) for save in found]
    assert "train 18, dev 5, test 7" in placed.description
    assert ExactSplits.parsed("train=rest,test=1", 0).assign(found).shares == (("train", 29), ("test", 1))
    assert ExactSplits.parsed("train=1", 0).assign(found).shares == (("train", 30),)


def test_a_document_is_of_what_most_of_its_edits_are() -> None:
    plain = replace(KNOWN, edits=tuple(judged._replace(intent="style") for judged in KNOWN.edits))
    found = [replace(plain, document=f"c{n}") for n in range(6)] + [replace(KNOWN, document=f"k{n}") for n in range(6)]
    placed = ExactSplits.parsed("train=0.5,test=0.5", 3, "intent").assign(found)
    assert counted(placed, found[:6]) == counted(placed, found[6:]) == {"train": 3, "test": 3}
    assert "the same mixture of intent" in placed.description


@pytest.mark.parametrize("sizes", ["train=1,test=20", "train=4,test=5", "a=0.99,b=0.01", "a=10,b=rest"])
def test_parts_that_cannot_be_made_are_refused_by_name(sizes: str) -> None:
    with pytest.raises((UsageError, ValueError), match=r"10 documents cannot be divided|shares"):
        ExactSplits.parsed(sizes, 0).assign(saves(*"a" * 10))


@pytest.mark.parametrize("sizes", ["a=rest,b=rest", "a=0.5,b=3", "a=-1", "a", "a=x", "a b=1", "a=2,a=3", "a=0,b=2", ""])
def test_what_is_no_size_is_refused(sizes: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ExactSplits.parsed(sizes, 0)


def test_sizes_are_told_from_shares() -> None:
    assert are_sizes("train=rest,test=1")
    assert are_sizes("train=20,test=3")
    assert not are_sizes("train=0.8,test=0.2")
    assert not are_sizes("train=1")
