"""GLEU and SARI against figures that others published, and against what their formulas promise."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviser.datasets.measures import gleu, sari, sari_versions
from reviser.datasets.tokens import simple
from tests.data import shared

sentences = st.lists(st.lists(st.sampled_from("abcde"), min_size=5, max_size=9), min_size=1, max_size=4)


def lines(name: str) -> list[list[str]]:
    return [line.split() for line in shared("jfleg", name).read_text(encoding="utf-8").splitlines()]


def test_gleu_of_the_unchanged_jfleg_source_is_the_published_figure() -> None:
    """JFLEG's README: 38.21 for the dev source."""
    source = lines("dev.src")
    references = [lines(f"dev.ref{k}") for k in range(4)]
    assert gleu(source, source, references) == pytest.approx(0.382, abs=0.0005)


def test_gleu_by_hand() -> None:
    """p = 5/5, 3/4, 2/3, 1/2 and five words for six: exp(1 - 6/5) * (1/4) ** (1/4)."""
    assert gleu([list("abcdef")], [list("abcdf")], [[list("abcdxf")]], 1) == pytest.approx(exp(-0.2) * 0.25**0.25)
    # What is kept of the source against the reference is taken off: here all that was right in 4-grams.
    assert gleu([list("abcdef")], [list("abcdexf")], [[list("abcdxf")]], 1) == 0.0


@given(sentences)
def test_gleu_of_the_reference_itself_is_one(text: list[list[str]]) -> None:
    assert gleu(text, text, [text], 3) == pytest.approx(1.0)


@given(sentences, st.data())
def test_gleu_is_between_zero_and_one_and_the_same_each_time(text: list[list[str]], data: st.DataObject) -> None:
    other = [data.draw(st.permutations(sentence)) for sentence in text]
    score = gleu(text, other, [text, other], 5)
    assert 0 <= score <= 1
    assert score == gleu(text, other, [text, other], 5)


def test_measures_refuse_columns_of_different_length() -> None:
    with pytest.raises(ValueError, match="differ in number"):
        gleu([["a"]], [["a"], ["b"]], [[["a"]]])
    with pytest.raises(ValueError, match="at least one reference"):
        gleu([["a"]], [["a"]], [])
    with pytest.raises(ValueError, match="differ in number"):
        sari([["a"]], [["a"]], [[]])


def test_sari_of_the_reference_itself_is_a_hundred() -> None:
    source, reference = [list("abcdef")], [list("abcdg")]
    assert sari(source, reference, [reference]).score == pytest.approx(100)
    assert [each.score for each in sari_versions(source, reference, [reference])] == pytest.approx([100, 100])


def test_sari_by_hand() -> None:
    """Counted by hand: the output adds what no reference has, and deletes what both delete."""
    for result in sari_versions([list("abcde")], [list("abcx")], [[list("abcy")], [list("abc")]]):
        assert result.add == 0
        # keep: 1-grams 6/6, 2-grams 4/4, 3-grams 2/2, 4-grams: nothing kept, nothing to keep
        assert result.keep == pytest.approx(75)
        # delete: d, e; cd, de; bcd, cde; abcd, bcde; both references delete them all
        assert result.delete == pytest.approx(100)


def test_sari_takes_f1_for_each_n_and_its_paper_version_of_the_means() -> None:
    """Counted by hand. Keep: of a, b, c, d the reference keeps a, b, c, and the output a, b; of the three pairs two and
    one; of the two triples one and none."""
    sources, hypotheses, references = [list("abcd")], [list("ab")], [[list("abc")]]
    f1 = [4 / 5, 2 / 3, 0.0, 0.0]
    assert sari(sources, hypotheses, references).keep == pytest.approx(100 * sum(f1) / 4)
    precision, recall = (1 + 1 + 0 + 0) / 4, (2 / 3 + 1 / 2 + 0 + 0) / 4
    wanted = 200 * precision * recall / (precision + recall)
    assert sari_versions(sources, hypotheses, references)[1].keep == pytest.approx(wanted)


@pytest.mark.long
@pytest.mark.parametrize(
    ("hypothesis", "first", "default", "paper"), [("orig", 0, 22.53, 22.87), ("simp.0", 1, 44.94, 44.98)]
)
def test_sari_of_asset_is_that_of_easse(hypothesis: str, first: int, default: float, paper: float) -> None:
    """Figures that EASSE's formulas give with 13a and lower case, computed by others."""

    def tokens(name: str) -> list[list[str]]:
        return [simple(line) for line in (shared("asset") / f"asset.valid.{name}").read_text("utf-8").splitlines()]

    sources, hypotheses = tokens("orig"), tokens(hypothesis)
    references = [tokens(f"simp.{number}") for number in range(first, 10)]
    found = [version.score for version in sari_versions(sources, hypotheses, references)]
    assert found == pytest.approx([default, paper], abs=0.006)


def test_sari_of_an_unchanged_source_only_keeps() -> None:
    source, reference = [list("abcde")], [list("abcdf")]
    result = sari(source, source, [reference])
    assert (result.add, result.delete) == (0, 0)
    assert 0 < result.keep < 100
