"""What hand labels say of today's proposals on R3's texts: under one in twenty touches a word of the writer's."""

from collections import Counter

import pytest

from reviser.core.edit import Proposal
from reviser.revisers.embedded import default_layers
from tests.data import shared
from tests.revisers.labels import Place, proposed, r3_texts, read

Found = list[tuple[Place, Proposal]]


@pytest.fixture(scope="module")
def found() -> Found:
    return list(proposed(default_layers(), r3_texts(shared("r3"))))


def test_there_are_200_labels() -> None:
    assert len(read("r3.tsv")) >= 200


def test_nearly_all_that_is_proposed_has_been_read(found: Found) -> None:
    """One in ten may be new; then read them: python -m tests.revisers.labels."""
    labels = read("r3.tsv")
    unread = [place for place, _ in found if place not in labels]
    assert len(unread) <= len(found) / 10, unread[:20]


def test_under_one_in_twenty_touches_a_name_a_term_a_symbol_or_latex(found: Found) -> None:
    """An unread proposal that is not about white space counts as touching."""
    labels = read("r3.tsv")
    counts = Counter(labels.get(place, "right" if place.is_spacing else "touches") for place, _ in found)
    assert counts["touches"] < counts.total() / 20, counts


def test_four_in_five_that_change_words_are_right(found: Found) -> None:
    """White space left out, which is always right and would make the share look better than it is."""
    labels = read("r3.tsv")
    counts = Counter(labels[place] for place, _ in found if place in labels and not place.is_spacing)
    assert counts["right"] >= counts.total() * 0.8, counts
