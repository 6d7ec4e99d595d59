"""The measures of EditEval, of texts as its evaluation prepares them (`src/evaluator.py` and `src/metrics` at
github.com/facebookresearch/EditEval). All are 0 to 100, but iBLEU, which can be less than 0.

Texts and tokens are those of the benchmark, with three differences. Sentences are split by this program, not by NLTK's
punkt. The benchmark sends the texts of FRUIT and WAFER-Insert through T5's tokenizer; here white space is joined. And
it reports the middle of random resamples as UpdateROUGE, another figure in each run; here it is the mean."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from reviser.core.segment import sentences
from reviser.datasets.bootstrap import Statistic, gleu_statistic, ibleu_statistic, mean_statistic, sari_statistic
from reviser.datasets.edit_tasks import UPDATING
from reviser.datasets.library_measures import ibleu
from reviser.datasets.measures import Tokens, gleu, sari
from reviser.datasets.parallel import Parallel
from reviser.datasets.tokens import simple

_FRUIT = "fruit"
_UNSMOOTHED = "none"
_UP_TO_PERIOD = re.compile(r"[^.]+\.?")
_WHITE_SPACE = re.compile(r"\s")
# Wikipedia's markup in FRUIT's texts: what matches becomes the second.
_WIKIPEDIA = (
    (re.compile(r"\[\[Category[^]]+\]\]"), ""),
    (re.compile(r"\[\[\[REF[^]]+\]\]\]|\[\[\d+\]\]\]"), ""),
    (re.compile(r"\[\[[^|\]]+\|([^]]+)\]\]"), r"\1"),
    (re.compile(r"\[\[|\]\]|'''|''"), ""),
    (re.compile(r"^[^\S\n]*==.*\n?", re.MULTILINE), ""),
)


@dataclass(frozen=True, slots=True)
class RevisedTexts:
    """The texts of a dataset, what they became, and the references: `references[k][i]` is the k-th of text i. All are
    prepared for the measures."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]

    def each(self) -> Iterator["RevisedTexts"]:
        """Each text alone."""
        for index, (text, output) in enumerate(zip(self.inputs, self.outputs, strict=True)):
            yield RevisedTexts((text,), (output,), tuple((reference[index],) for reference in self.references))


def prepared(data: Parallel, outputs: Sequence[str]) -> RevisedTexts:
    """The texts of a dataset of EditEval with `outputs`, one for each: words and punctuation joined as a person writes
    them (NLTK's detokenizer), or, for updating, without Wikipedia's markup and with single blanks. In FRUIT the numbers
    of the evidence, "(0)", go from outputs and references. ValueError where the numbers of texts differ."""
    if len(outputs) != len(data.texts):
        raise ValueError("texts and outputs differ in number")

    def column(texts: Sequence[str], *, written: bool) -> tuple[str, ...]:
        if data.task is None or data.task.name != UPDATING:
            return tuple(map(_joined, texts))
        if data.name.partition("-")[0] == _FRUIT:  # of whichever split
            counts = [len(each) if written else 0 for each in data.evidence]
            texts = [_plain(text, count) for text, count in zip(texts, counts, strict=True)]
        return tuple(" ".join(text.split()) for text in texts)

    references = tuple(column(each, written=True) for each in data.reference_texts)
    return RevisedTexts(column(data.texts, written=False), column(outputs, written=True), references)


def _joined(text: str) -> str:
    # Here and below: NLTK loads slowly, and only measuring needs it.
    from nltk.tokenize.treebank import TreebankWordDetokenizer

    return TreebankWordDetokenizer().detokenize(text.split(" "))


def _plain(text: str, evidence: int) -> str:
    """A text of FRUIT without markup, and without the numbers of so many passages of evidence."""
    for number in range(evidence):
        text = text.replace(f"({number})", "")
    for pattern, replacement in _WIKIPEDIA:
        text = pattern.sub(replacement, text)
    return text


def words(text: str) -> list[str]:
    """The words of a text as NLTK's `word_tokenize` gives them, which the benchmark's GLEU and iBLEU are of."""
    from nltk.tokenize.destructive import NLTKWordTokenizer

    tokenizer = NLTKWordTokenizer()
    return [word for span in sentences(text) for word in tokenizer.tokenize(span.of(text).rstrip())]


def added_sentences(source: str, text: str) -> str:
    """What is new in a text: its pieces up to a period that do not stand in the source, as FRUIT takes them (Logan et
    al., "FRUIT: Faithfully Reflecting Updated Information in Text", NAACL 2022)."""
    return " ".join(piece.strip() for piece in _UP_TO_PERIOD.findall(text) if piece not in source)


def update_rouge_1(source: str, output: str, references: Sequence[str]) -> float:
    """FRUIT's UpdateROUGE by ROUGE-1, 0 to 100: F1 of the words in the sentences that the output added against those
    that a reference did; 100 where neither added any. The mean over the references."""
    made = added_sentences(source, output)
    scores: list[float] = []
    for reference in references:
        wanted = added_sentences(source, reference)
        scores.append(_rouge_1(wanted, made) if wanted.strip() or made.strip() else 1.0)
    return 100 * sum(scores) / len(scores)


@cache
def _scorer() -> Callable[[str, str], float]:
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rouge1"])
    return lambda wanted, made: scorer.score(wanted, made)["rouge1"].fmeasure


def _rouge_1(wanted: str, made: str) -> float:
    return _scorer()(wanted, made)


def changed_passages(source: str, target: str) -> list[tuple[str, str]]:
    """What EM-Diff compares: each passage of the source that is another in the target, and what it became. Differing
    characters (difflib's) are widened to whole words, then by words behind until the passage stands in the source
    once; passages that touch are one."""
    if source == target:
        return []
    if not source:
        return [("", target)]
    spans: list[list[int]] = []
    changes: list[list[tuple[int, int, str]]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, source, target).get_opcodes():
        if tag == "equal":
            continue
        left = _word_start(source, min(start, len(source) - 1))
        right = _word_end(source, left, end)
        change = (start, end, target[new_start:new_end])
        if spans and left <= spans[-1][1]:
            spans[-1][1] = right
            changes[-1].append(change)
        else:
            spans.append([left, right])
            changes.append([change])
    return [
        (source[left:right], _with_changes(source, left, right, made))
        for (left, right), made in zip(spans, changes, strict=True)
    ]


def _word_start(text: str, at: int) -> int:
    """Behind the last white space up to and with `at`."""
    while at >= 0 and not text[at].isspace():
        at -= 1
    return at + 1


def _word_end(text: str, left: int, at: int) -> int:
    """The first white space from `at` on where the passage from `left` stands in the text once; else its end."""
    for found in _WHITE_SPACE.finditer(text, at):
        if text.count(text[left : found.start()]) == 1:
            return found.start()
    return len(text)


def _with_changes(source: str, left: int, right: int, changes: Sequence[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    for start, end, new in changes:
        parts += [source[left:start], new]
        left = end
    return "".join([*parts, source[left:right]])


def em_diff(source: str, output: str, references: Sequence[str]) -> float:
    """EM-Diff of one text, 0 to 100: how many of the passages that were changed, or were to be, are changed as in the
    reference that fits best. 0 where there is nothing to change."""
    made = changed_passages(source, output)
    return 100 * max(
        len(set(made) & set(wanted)) / max(1, len(made), len(wanted))
        for wanted in (changed_passages(source, reference) for reference in references)
    )


def _of_each(
    measure: Callable[[str, str, Sequence[str]], float],
) -> Callable[[RevisedTexts], list[float]]:
    def values(texts: RevisedTexts) -> list[float]:
        return [
            measure(text, output, [reference[index] for reference in texts.references])
            for index, (text, output) in enumerate(zip(texts.inputs, texts.outputs, strict=True))
        ]

    return values


@dataclass(frozen=True, slots=True)
class TaskMeasure:
    """A measure: its heading, its score of all texts, its score of each text, and the score of texts that are weighted,
    for its interval."""

    head: str
    score: Callable[[RevisedTexts], float]
    of_each: Callable[[RevisedTexts], list[float]]
    statistic: Callable[[RevisedTexts], Statistic]


def _mean_of(head: str, measure: Callable[[str, str, Sequence[str]], float]) -> TaskMeasure:
    """A measure whose score is the mean over the texts."""
    values = _of_each(measure)

    def mean(texts: RevisedTexts) -> float:
        found = values(texts)
        return sum(found) / len(found)

    return TaskMeasure(head, mean, values, lambda texts: mean_statistic(values(texts)))


Columns = tuple[list[Tokens], list[Tokens], list[list[Tokens]]]  # inputs, outputs, references


def _columns(tokens: Callable[[str], list[str]]) -> Callable[[RevisedTexts], Columns]:
    def split(texts: RevisedTexts) -> Columns:
        references: list[list[Tokens]] = [[tokens(text) for text in reference] for reference in texts.references]
        return [tokens(text) for text in texts.inputs], [tokens(text) for text in texts.outputs], references

    return split


_in_lower_case = _columns(simple)
_in_words = _columns(words)


def _gleu_of_each(texts: RevisedTexts) -> list[float]:
    inputs, outputs, references = _in_words(texts)
    return [
        sum(100 * gleu([text], [output], [[each[index]]], 1) for each in references) / len(references)
        for index, (text, output) in enumerate(zip(inputs, outputs, strict=True))
    ]


MEASURES = {
    "sari": TaskMeasure(
        "SARI",
        lambda texts: sari(*_in_lower_case(texts)).score,
        lambda texts: [sari(*_in_lower_case(each)).score for each in texts.each()],
        lambda texts: sari_statistic(*_in_lower_case(texts)),
    ),
    "gleu": TaskMeasure(
        "GLEU",
        lambda texts: 100 * gleu(*_in_words(texts)),
        _gleu_of_each,
        lambda texts: gleu_statistic(*_in_words(texts)),
    ),
    "em": _mean_of("EM", lambda _source, output, references: 100.0 * (output in references)),
    "em_diff": _mean_of("EM-Diff", em_diff),
    "ibleu": TaskMeasure(
        "iBLEU",
        lambda texts: ibleu(*_in_words(texts), _UNSMOOTHED),
        lambda texts: [ibleu(*_in_words(each), _UNSMOOTHED) for each in texts.each()],
        lambda texts: ibleu_statistic(*_in_words(texts), _UNSMOOTHED),
    ),
    "update_r1": _mean_of("Update-R1", update_rouge_1),
}
