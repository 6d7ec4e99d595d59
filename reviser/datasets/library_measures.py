"""The measures that well-kept libraries count, BLEU by sacrebleu and ROUGE-L by Google's rouge-score, and what follows
from them and from the word diff: iBLEU, exact match, and precision, recall and F0.5 of edits.

All take tokens, so that nothing depends on a tokeniser; `references[k][i]` is the k-th reference of sentence i.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from reviser.core.diff import diff
from reviser.core.edit import Edit, EditType
from reviser.datasets.measures import Tokens

IBLEU_ALPHA = 0.9


def bleu(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """Corpus BLEU, 0 to 100 (Papineni et al., 2002), as sacrebleu counts it, exponential smoothing, tokens as given.
    ValueError where the numbers of sentences differ."""
    # Here and below: these libraries load slowly, and only who measures needs them.
    from sacrebleu.metrics.bleu import BLEU

    _same_length(hypotheses, *references)
    counter = BLEU(tokenize="none", force=True)
    streams = [[" ".join(sentence) for sentence in reference] for reference in references]
    return float(counter.corpus_score([" ".join(sentence) for sentence in hypotheses], streams).score)


def ibleu(sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """0.9 BLEU against the references less 0.1 BLEU against the source (Sun and Zhou, 2012): copying earns less."""
    return IBLEU_ALPHA * bleu(hypotheses, references) - (1 - IBLEU_ALPHA) * bleu(hypotheses, [sources])


def rouge_l(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """The mean over sentences of ROUGE-L's F1 (Lin, 2004), 0 to 100, against the reference that fits best, without
    stemming. ValueError where the numbers of sentences differ, or there is none."""
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
    """Tokens are as they were given."""

    def tokenize(self, text: str) -> list[str]:
        return text.split(" ")


def exact_match(hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]) -> float:
    """The share of sentences that equal one of their references, 0 to 100. ValueError as above."""
    _same_length(hypotheses, *references)
    found = sum(
        any(list(reference[index]) == list(hypothesis) for reference in references)
        for index, hypothesis in enumerate(hypotheses)
    )
    return 100 * found / len(hypotheses)


@dataclass(frozen=True, slots=True)
class EditScore:
    """Edits made, edits wanted and edits that are both; the shares are 0 to 100, 100 where there is nothing to find."""

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
        """F0.5: precision counts twice as much as recall."""
        precision, recall = self.precision, self.recall
        whole = 0.25 * precision + recall
        return 1.25 * precision * recall / whole if whole else 0.0


def edit_scores(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> EditScore:
    """The edits from source to hypothesis, by the word diff, against those from source to a reference: for each
    sentence the reference that gives the best F0.5 (as the M2 scorer of Dahlmeier & Ng, 2012), the first of equals."""
    return _counted(_sentence_edits(sources, hypotheses, references), set(EditType))


def edit_scores_by_type(
    sources: Sequence[Tokens], hypotheses: Sequence[Tokens], references: Sequence[Sequence[Tokens]]
) -> dict[EditType, EditScore]:
    """The same edits against the same references, for each type of edit: words added, deleted and replaced. They add
    up to `edit_scores`."""
    judged = list(_sentence_edits(sources, hypotheses, references))
    return {kind: _counted(judged, {kind}) for kind in EditType}


@dataclass(frozen=True, slots=True)
class _SentenceEdits:
    """The edits made in a sentence, and those of the reference that it is judged by."""

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
