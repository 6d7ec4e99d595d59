"""The labels of the language model's candidates stand where they say, in the texts that they are of."""

from collections import Counter

import pytest

from reviser.core.edit import Edit, apply
from reviser.core.segment import sentence_at
from reviser.revisers.lm.candidates import candidates
from reviser.revisers.lm.kinds import KINDS, KindFamily
from reviser.revisers.rules.spelling import Frequencies
from tests.benchmarks.eval_model import scored_as, scored_sentences
from tests.data import shared
from tests.revisers.labels.of_model import LABELS, documents, read
from tests.revisers.lm.real import real_model


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


ENOUGH = 30  # labels above the threshold, that say anything about a share
FEW = 5  # above the threshold: below that a kind says nothing by itself


def _above() -> dict[str, Counter[str]]:
    """Of each kind, what was read of what is sure enough to be proposed."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for one in read():
        if one.is_above:
            found[one.kind][one.label] += 1
    return found


@pytest.mark.parametrize("family", KindFamily)
def test_of_what_is_proposed_of_a_family_three_in_four_of_thirty_are_right(family: KindFamily) -> None:
    above = _above()
    counts: Counter[str] = sum((above[kind.name] for kind in KINDS.values() if kind.family is family), Counter())
    assert counts.total() >= ENOUGH
    assert counts["right"] >= 0.75 * counts.total(), counts
    assert counts["wrong"] < 0.15 * counts.total(), counts


@pytest.mark.parametrize("kind", KINDS)
def test_of_what_is_proposed_of_a_kind_three_in_four_are_right(kind: str) -> None:
    counts = _above()[kind]
    assert counts.total() >= FEW
    assert counts["right"] >= 0.75 * counts.total(), counts


def test_every_kind_is_of_a_family() -> None:
    assert all(kind.family is not None for kind in KINDS.values())


def test_of_all_that_is_proposed_fewer_than_one_in_ten_are_wrong_and_none_touches_a_name() -> None:
    above = [one for one in read() if one.is_above]
    assert len(above) >= 300
    assert sum(one.label == "wrong" for one in above) < len(above) / 10
    assert sum(one.label == "right" for one in above) >= 0.75 * len(above)
    assert sum(one.touches for one in above) < len(above) / 20


def test_the_gains_are_those_of_the_model(texts: dict[str, str]) -> None:
    """Of every thirtieth label; else the shares above are of another model, or of other candidates."""
    model = real_model()
    labels = [one for one in read() if one.gain is not None][::30]
    sentences = [scored_as(texts[one.document], one) for one in labels]
    found = scored_sentences(model, [sentence for sentence, _ in sentences])
    for one, (_, place), scored in zip(labels, sentences, found, strict=True):
        (gain,) = [each.gain for each in scored if (each.candidate.start, each.candidate.after) == (place, one.after)]
        assert one.gain == pytest.approx(gain, abs=0.1), one
