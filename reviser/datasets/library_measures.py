"""Measures computed by established libraries, BLEU by sacrebleu and ROUGE-L by Google's rouge-score, and measures based
on them and on the word diff: iBLEU, exact match, and precision, recall and F0.5 of edits.

All take tokens, so that nothing depends on a tokeniser. `references[k][i]` is the k-th reference of sentence i."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from reviser.core.diff import diff
from reviser.core.edit import Edit, EditType
from reviser.datasets.measures import Tokens

IBLEU_ALPHA = 0.9
SMOOTHING = "exp"  # sacrebleu's own


def bleu(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]], smoothing: str = SMOOTHING) -> float:
    """Corpus BLEU, 0 to 100 (Papineni et al., 2002), as sacrebleu computes it, with its exponential smoothing (or
    "none") and the tokens as given. Raises ValueError if the numbers of sentences differ."""
    # Here and below: these libraries load slowly, and only measuring needs them.
    from sacrebleu.metrics.bleu import BLEU

    _same_length(hypotheses, *references)
    counter = BLEU(tokenize="none", smooth_method=smoothing, force=True)
    streams = [[" ".join(sentence) for sentence in reference] for reference in references]
    return float(counter.corpus_score([" ".join(sentence) for sentence in hypotheses], streams).score)


def bleu_counts(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> list[list[int]]:
    """What BLEU counts in each sentence: right and all n-grams for n = 1 … 4, the length, and that of the reference."""
    from sacrebleu.metrics.bleu import BLEU

    _same_length(hypotheses, *references)
    counter = BLEU(tokenize="none", force=True)
    found: list[list[int]] = []
    for index, hypothesis in enumerate(hypotheses):
        streams = [[" ".join(reference[index])] for reference in references]
        score = counter.corpus_score([" ".join(hypothesis)], streams)
        found.append([*score.counts, *score.totals, score.sys_len, score.ref_len])
    return found


def bleu_of(counts: Sequence[float], smoothing: str = SMOOTHING) -> float:
    """BLEU, 0 to 100, from the counts of `bleu_counts` added up over sentences."""
    from sacrebleu.metrics.bleu import BLEU

    *grams, length, reference_length = (int(count) for count in counts)
    right, all_ = grams[: len(grams) // 2], grams[len(grams) // 2 :]
    return float(BLEU.compute_bleu(right, all_, length, reference_length, smooth_method=smoothing).score)


def ibleu(
    sources: Sequence[Tokens],
    hypotheses: Sequence[Tokens],
    references: Sequence[Sequence[Tokens]],
    smoothing: str = SMOOTHING,
) -> float:
    """0.9 BLEU against the references less 0.1 BLEU against the source (Sun and Zhou, 2012): copying the source is
    penalised."""
    near, copied = bleu(hypotheses, references, smoothing), bleu(hypotheses, [sources], smoothing)
    return IBLEU_ALPHA * near - (1 - IBLEU_ALPHA) * copied


def rouge_l(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """The mean over sentences of ROUGE-L's F1 (Lin, 2004), 0 to 100, without stemming, against the best reference of
    each sentence. Raises ValueError if the numbers of sentences differ, or there are no sentences."""
    from rouge_score.rouge_scorer import RougeScorer

    _same_length(hypotheses, *references)
    scorer = RougeScorer(["rougeL"], tokenizer=_Spaces())
    best = [
        max(
            scorer.score(" ".join(reference[index]), " ".join(hypothesis))["rougeL"].fmeasure
            for reference in references
        )
        for index, hypothesis in enumerate(hypotheses)
    ]
    return 100 * sum(best) / len(best)


class _Spaces:
    """A tokeniser for rouge-score that leaves the tokens as they were given."""

    def tokenize(self, text: str) -> list[str]:
        return text.split(" ")


def exact_match(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """The share of sentences that equal one of their references, 0 to 100. Raises ValueError as `rouge_l` does."""
    _same_length(hypotheses, *references)
    found = sum(
        any(list(reference[index]) == list(hypothesis) for reference in references)
        for index, hypothesis in enumerate(hypotheses)
    )
    return 100 * found / len(hypotheses)


@dataclass(frozen=True, slots=True)
class EditScore:
    """The numbers of edits that were made, that were wanted, and that were both. The shares are 0 to 100, and 100 if
    there is nothing to find."""

    made: int
    wanted: int
    right: int

    @property
    def precision(self) -> float:
        return 100 * self.right / self.made if self.made else 100.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.wanted if self.wanted else 100.0

    @property
    def f05(self) -> float:
        """F0.5, which weights precision twice as much as recall."""
        precision, recall = self.precision, self.recall
        whole = 0.25 * precision + recall
        return 1.25 * precision * recall / whole if whole else 0.0


def edit_scores(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> EditScore:
    """Score the edits from source to hypothesis against the edits from source to a reference, both by the word diff.
    For each sentence, the reference with the best F0.5 is used (as in the M2 scorer of Dahlmeier & Ng, 2012), the first
    if several are equal."""
    return _counted(_sentence_edits(sources, hypotheses, references), set(EditType))


def edit_scores_by_type(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> dict[EditType, EditScore]:
    """The scores of `edit_scores` for each type of edit: words added, deleted and replaced. The counts add up to those
    of `edit_scores`, which uses the same references."""
    judged = list(_sentence_edits(sources, hypotheses, references))
    return {kind: _counted(judged, {kind}) for kind in EditType}


@dataclass(frozen=True, slots=True)
class _SentenceEdits:
    """The edits made in a sentence, and those of the reference that it is scored against."""

    made: frozenset[Edit]
    wanted: frozenset[Edit]

    @property
    def f05(self) -> float:
        return EditScore(len(self.made), len(self.wanted), len(self.made & self.wanted)).f05


def _sentence_edits(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> Iterator[_SentenceEdits]:
    _same_length(sources, hypotheses, *references)
    for index, (source, hypothesis) in enumerate(zip(sources, hypotheses, strict=True)):
        text = " ".join(source)
        made = frozenset(diff(text, " ".join(hypothesis)))
        wanted = (frozenset(diff(text, " ".join(reference[index]))) for reference in references)
        yield max((_SentenceEdits(made, each) for each in wanted), key=lambda judged: judged.f05)


def _counted(judged: Iterable[_SentenceEdits], kinds: Set[EditType]) -> EditScore:
    made = wanted = right = 0
    for each in judged:
        made += sum(edit.type in kinds for edit in each.made)
        wanted += sum(edit.type in kinds for edit in each.wanted)
        right += sum(edit.type in kinds for edit in each.made & each.wanted)
    return EditScore(made, wanted, right)


def _same_length(*columns: Sequence[object]) -> None:
    if len({len(column) for column in columns}) > 1 or len(columns) < 2 or not columns[0]:
        raise ValueError("sentences, or references, are missing or differ in number")
