"""IteraTeR's revision generators: "<fluency> I likes coffee." in, the sentence revised for that intent out (Du et al.
2022). The intent of a sentence is what the classifier beside it says; without one, each intent that is wanted is tried.
"""

from collections.abc import Callable, Sequence

from reviser.core.edit import Intent
from reviser.messages import message
from reviser.revisers.base import Request
from reviser.revisers.checkpoints.classifier import SequenceClassifier
from reviser.revisers.checkpoints.kinds import Checkpoint
from reviser.revisers.checkpoints.reviser import AskedSentence, RevisedSentence
from reviser.revisers.checkpoints.seq2seq import GeneratedText, Seq2SeqModel

BEAMS = 8  # as the authors generate
# What is tried without a classifier and without a wish: what a text can do with whatever it says.
USUAL = (Intent.FLUENCY, Intent.CLARITY)
TAGGED = (Intent.CLARITY, Intent.FLUENCY, Intent.COHERENCE, Intent.STYLE, Intent.MEANING_CHANGED)


class IntentTagModel:
    """`classifier` gives each sentence its intent."""

    def __init__(self, model: Seq2SeqModel, classifier: SequenceClassifier | None = None) -> None:
        self._model = model
        self._classifier = classifier

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        """As SentenceModel has it: a wording for each intent that a sentence is revised for."""
        wanted = tuple(intent for intent in request.brief.wanted if intent in TAGGED)
        chosen = self._intents([sentence.text for sentence in sentences], wanted)
        asked = [(number, intent) for number, intents in enumerate(chosen) for intent in intents]
        if not asked:
            return [() for _ in sentences]
        texts = [f"<{intent}> {sentences[number].text}" for number, intent in asked]
        answers = self._model.generate(texts, stopped)
        if not answers:
            return []
        revised: list[list[RevisedSentence]] = [[] for _ in sentences]
        for (number, intent), text, answer in zip(asked, texts, answers, strict=True):
            revised[number].append(_revised(intent, text, answer))
        return [tuple(wordings) for wordings in revised]

    def _intents(self, sentences: Sequence[str], wanted: tuple[Intent, ...]) -> list[tuple[Intent, ...]]:
        """Those that each sentence is revised for."""
        if self._classifier is None:
            return [wanted or USUAL for _ in sentences]
        found = [intent_of_label(label) for label in self._classifier.labels(sentences)]
        return [() if intent is None or (wanted and intent not in wanted) else (intent,) for intent in found]


def _revised(intent: Intent, asked: str, answer: GeneratedText) -> RevisedSentence:
    why = message("The model was asked to revise for {intent}.", intent=str(intent))
    return RevisedSentence(answer.text, intent, why, answer.probability, answer.whole, asked=asked, answer=answer.text)


def intent_of_label(label: str) -> Intent | None:
    """The intent that a classifier's label names ("LABEL_1", "clarity", "meaning_changed"); None for none. Numbers are
    in the order of IteraTeR's own classifier: clarity, fluency, coherence, style, meaning-changed."""
    plain = label.lower().replace("_", "-").strip("<>")
    number = plain.removeprefix("label-")
    if number != plain and number.isdigit():
        return TAGGED[int(number)] if int(number) < len(TAGGED) else None
    return next((intent for intent in TAGGED if intent == plain), None)


def load(checkpoint: Checkpoint) -> IntentTagModel:
    """ReviserError where it cannot be loaded."""
    classifier = checkpoint.parts.get("classifier")
    return IntentTagModel(
        Seq2SeqModel.load(checkpoint.folder, pickle=checkpoint.pickle, beams=BEAMS),
        None if classifier is None else SequenceClassifier.load(classifier, pickle=checkpoint.pickle),
    )
