"""The labels of the language model's candidates stand where they say, in the texts that they are of."""

from collections import Counter

import pytest

from reviser.core.edit import Edit, apply
from reviser.core.segment import sentence_at
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.kinds import KINDS
from reviser.revisers.rules.spelling import Frequencies
from tests.data import shared
from tests.revisers.labels.of_model import LABELS, documents, read


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    shared("r3")
    return documents(shared("argrewrite").parent)


def test_there_are_300_of_every_label_and_most_kinds() -> None:
    labels = read()
    counts = Counter(one.label for one in labels)
    assert set(counts) == set(LABELS)
    assert counts.total() >= 300
    assert min(counts.values()) >= 90
    assert len({one.kind for one in labels} & KINDS.keys()) >= 14
    assert len({(one.document, one.offset, one.before, one.after) for one in labels}) == len(labels)


def test_each_stands_in_its_document(texts: dict[str, str]) -> None:
    for one in read():
        text = texts[one.document]
        edit = Edit(one.offset, one.before, one.after)
        assert edit.span.of(text) == one.before != one.after
        assert apply(text, [edit]) != text


def test_what_is_right_is_still_thought_of(texts: dict[str, str]) -> None:
    """Nine in ten of those that mend an error, of the kinds that there are, are candidates in their sentence."""
    frequencies = Frequencies.load()
    missed = []
    right = [one for one in read() if one.label == "right" and one.kind in KINDS]
    for one in right:
        span = sentence_at(texts[one.document], one.offset)
        sentence = span.of(texts[one.document])
        found = {(each.start + span.start, each.after) for each in candidates(sentence, frequencies)}
        if (one.offset, one.after) not in found:
            missed.append(one)
    assert len(missed) <= len(right) / 10, missed
