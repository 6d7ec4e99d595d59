"""DElIteraTeR (Kim et al. 2022): a detector finds the spans to revise and why, then a generator revises the sentence in
which they stand between tags, and reads those beside it: "It rains. <bos>She <fluency>go</fluency> home.<eos> We stay."
"""

from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from reviser.core.diff import diff
from reviser.core.edit import Intent
from reviser.core.text import Span
from reviser.messages import message
from reviser.revisers.base import Request
from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.revisers.checkpoints.reviser import AskedSentence, RevisedSentence
from reviser.revisers.checkpoints.seq2seq import GeneratedText, Seq2SeqModel
from reviser.revisers.checkpoints.token_classifier import LabelledSpan, TokenClassifier

BEAMS = 8
BEGIN, END = "<bos>", "<eos>"
# The detector's labels in the order of their numbers; 0 is none.
LABELS = (None, Intent.CLARITY, Intent.FLUENCY, Intent.COHERENCE, Intent.STYLE, Intent.MEANING_CHANGED)


class DetectedSpanModel:
    """`detector` says where and why, `generator` how."""

    def __init__(self, detector: TokenClassifier, generator: Seq2SeqModel) -> None:
        self._detector = detector
        self._generator = generator

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        """As SentenceModel has it: a wording for each intent for which spans of a sentence were found."""
        wanted = set(request.brief.wanted)
        tokens = self._detector.labels([f"{BEGIN}{sentence.text}{END}" for sentence in sentences], stopped)
        asked: list[tuple[int, Intent, str]] = []
        for number, (sentence, labelled) in enumerate(zip(sentences, tokens, strict=False)):
            for intent, spans in detected(sentence.text, labelled).items():
                if not wanted or intent in wanted:
                    marked = tagged(sentence.text, spans, intent)
                    asked.append((number, intent, " ".join(filter(None, (sentence.before, marked, sentence.after)))))
        revised: list[list[RevisedSentence]] = [[] for _ in sentences]
        answers = self._generator.generate([text for *_, text in asked], stopped) if asked else []
        for (number, intent, marked), answer in zip(asked, answers, strict=False):
            revised[number].append(_revised(sentences[number], intent, marked, answer))
        return [] if stopped() else [tuple(wordings) for wordings in revised]


def detected(sentence: str, labelled: Sequence[LabelledSpan]) -> dict[Intent, list[Span]]:
    """By intent, the spans of the sentence that the detector marked, tokens of one label beside each other joined.
    `labelled`: tokens of the sentence behind BEGIN."""
    spans: dict[Intent, list[Span]] = {}
    latest: Intent | None = None
    for token in labelled:
        intent = intent_of_label(token.label)
        start = max(token.span.start - len(BEGIN), 0)
        end = min(token.span.end - len(BEGIN), len(sentence))
        while start < end and sentence[start].isspace():
            start += 1
        if start < end and intent is not None:
            found = spans.setdefault(intent, [])
            if latest is intent and found and not sentence[found[-1].end : start].strip():
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(start, end))
        latest = intent
    return spans


def tagged(sentence: str, spans: Sequence[Span], intent: Intent) -> str:
    """What the generator reads: the sentence with these spans between the intent's tags."""
    parts, place = [BEGIN], 0
    for span in spans:
        parts += [sentence[place : span.start], f"<{intent}>", span.of(sentence), f"</{intent}>"]
        place = span.end
    return "".join([*parts, sentence[place:], END])


def intent_of_label(label: str) -> Intent | None:
    """The intent that a detector's label names ("LABEL_2", "B-clarity", "meaning_changed"); None for none."""
    plain = label.lower().replace("_", "-").removeprefix("b-").removeprefix("i-")
    number = plain.removeprefix("label-")
    if number.isdigit():
        return LABELS[int(number)] if int(number) < len(LABELS) else None
    return next((intent for intent in LABELS if intent == plain), None)


def own_part(sentence: AskedSentence, answer: str) -> str | None:
    """What an answer makes of the sentence itself. The answer may be the whole passage, or leave a neighbour out; what
    it says of the neighbours is not taken. None where a change reaches from one sentence into another, so that they
    cannot be told apart."""
    words = answer.split()
    passages = [
        (before, after)
        for before in dict.fromkeys((f"{sentence.before} ".lstrip(), ""))
        for after in dict.fromkeys((f" {sentence.after}".rstrip(), ""))
    ]
    before, after = min(
        passages, key=lambda beside: Levenshtein.distance(words, f"{beside[0]}{sentence.text}{beside[1]}".split())
    )
    start, end = len(before), len(before) + len(sentence.text)
    shift = 0  # how much longer the answer is than the passage, up to the sentence
    grown = 0  # and how much longer the sentence is in it
    for edit in diff(f"{before}{sentence.text}{after}", answer):
        by = len(edit.after) - len(edit.before)
        if edit.end < start or (edit.end <= start and edit.before):
            shift += by
        elif start <= edit.start and edit.end <= end:
            grown += by
        elif edit.start < end:
            return None
    return answer[start + shift : end + shift + grown].strip()


def _revised(sentence: AskedSentence, intent: Intent, asked: str, answer: GeneratedText) -> RevisedSentence:
    text = own_part(sentence, " ".join(answer.text.replace(BEGIN, " ").replace(END, " ").split()))
    return RevisedSentence(
        sentence.text if text is None else text,
        intent,
        message("The model marked this for {intent}.", intent=str(intent)),
        answer.probability,
        answer.whole,
        "" if text is not None else message("an answer in which the sentences cannot be told apart"),
        asked,
        answer.text,
    )


def load(checkpoint: Checkpoint) -> DetectedSpanModel:
    """ReviserError where it cannot be loaded."""
    return DetectedSpanModel(
        TokenClassifier.load(checkpoint.folder, pickle=checkpoint.pickle),
        Seq2SeqModel.load(checkpoint.parts["generator"], pickle=checkpoint.pickle, beams=BEAMS),
    )
