from math import exp, log

import pytest

from reviser.datasets.library_measures import EditScore, bleu, edit_scores, exact_match, ibleu, rouge_l
from tests.data import shared

SOURCE = ["we utilise it now .".split(), "they is here .".split()]
BETTER = ["we use it now .".split(), "they is here .".split()]
REFERENCES = [
    ["we use it now .".split(), "they are here .".split()],
    ["we employ it now .".split(), "they are here .".split()],
]


def test_bleu_by_hand() -> None:
    """p = 4/5, 3/4, 2/3, 1/2 of "a b c d e" against "a b c d f", as long: no penalty."""
    wanted = 100 * exp((log(4 / 5) + log(3 / 4) + log(2 / 3) + log(1 / 2)) / 4)
    assert bleu([list("abcde")], [[list("abcdf")]]) == pytest.approx(wanted, abs=1e-4)


def test_ibleu_takes_off_what_is_copied() -> None:
    assert ibleu(SOURCE, SOURCE, [SOURCE]) == pytest.approx(0.9 * 100 - 0.1 * 100)
    wanted = 0.9 * bleu(BETTER, REFERENCES) - 0.1 * bleu(BETTER, [SOURCE])
    assert ibleu(SOURCE, BETTER, REFERENCES) == pytest.approx(wanted)


def test_rouge_l_by_hand() -> None:
    """The longest common subsequence of "a b c d" and "a c d" has three: P 3/4, R 1, F1 6/7."""
    assert rouge_l([list("abcd")], [[list("acd")], [list("xyz")]]) == pytest.approx(100 * 6 / 7)


def test_exact_match_is_with_any_reference() -> None:
    assert exact_match(BETTER, REFERENCES) == 50
    assert exact_match(REFERENCES[1], REFERENCES) == 100


def test_edits_are_scored_against_the_reference_that_fits_best() -> None:
    score = edit_scores(SOURCE, BETTER, REFERENCES)
    assert (score.made, score.wanted, score.right) == (1, 2, 1)
    assert (score.precision, score.recall) == (100, 50)
    assert score.f05 == pytest.approx(1.25 * 100 * 50 / (0.25 * 100 + 50))
    assert edit_scores(SOURCE, SOURCE, [SOURCE]) == EditScore(0, 0, 0)
    assert edit_scores(SOURCE, REFERENCES[1], REFERENCES).f05 == 100


@pytest.mark.parametrize("measure", [bleu, rouge_l, exact_match])
def test_columns_of_different_length_are_refused(measure: object) -> None:
    assert callable(measure)
    for hypotheses, references in (([["a"]], [[["a"], ["b"]]]), ([], [[]]), ([["a"]], [])):
        with pytest.raises(ValueError, match="missing or differ"):
            measure(hypotheses, references)


def test_the_libraries_own_figures_on_jfleg() -> None:
    """As sacrebleu's command line prints it for the tokenised source against the four references."""
    from sacrebleu.metrics.bleu import BLEU

    source = shared("jfleg", "dev.src").read_text(encoding="utf-8").splitlines()
    references = [shared("jfleg", f"dev.ref{k}").read_text(encoding="utf-8").splitlines() for k in range(4)]
    said = BLEU(tokenize="none", force=True).corpus_score(source, references).score
    tokens = [line.split() for line in source]
    assert bleu(tokens, [[line.split() for line in each] for each in references]) == pytest.approx(said, abs=1e-4)
