"""T5 editors that follow an instruction before the sentence: "Fix grammatical errors in this sentence: …" (CoEdIT,
Raheja et al. 2023)."""

from collections.abc import Callable, Sequence

from reviser.core.edit import Intent
from reviser.messages import message
from reviser.revisers.base import Request
from reviser.revisers.checkpoints.kinds import Checkpoint, kind_named
from reviser.revisers.checkpoints.reviser import AskedSentence, RevisedSentence
from reviser.revisers.checkpoints.seq2seq import Seq2SeqModel

BEAMS = 4
# The first word of CoEdIT's instructions, and what kind of change it asks for in IteraTeR's taxonomy.
_INTENTS = (
    ("fix", Intent.FLUENCY),
    ("remove all grammatical", Intent.FLUENCY),
    ("improve the grammar", Intent.FLUENCY),
    ("make this sentence coherent", Intent.COHERENCE),
    ("make the text more coherent", Intent.COHERENCE),
    ("make this easier", Intent.CLARITY),
    ("simplify", Intent.CLARITY),
    ("paraphrase", Intent.STYLE),
    ("make this more formal", Intent.STYLE),
    ("write", Intent.STYLE),
    ("remove", Intent.STYLE),
)


class InstructionModel:
    """`instruction` is used where a round has none of its own."""

    def __init__(self, model: Seq2SeqModel, instruction: str) -> None:
        self._model = model
        self._instruction = instruction

    def revise(
        self, sentences: Sequence[AskedSentence], request: Request, stopped: Callable[[], bool]
    ) -> list[tuple[RevisedSentence, ...]]:
        """As SentenceModel has it: one wording a sentence."""
        instruction = (" ".join(request.instruction.split()) or self._instruction).rstrip(":. ")
        intent = intent_of(instruction)
        why = message("The model was told: {instruction}.", instruction=instruction)
        asked = [f"{instruction}: {sentence.text}" for sentence in sentences]
        answers = self._model.generate(asked, stopped)
        return [
            (RevisedSentence(one.text, intent, why, one.probability, one.whole, asked=text, answer=one.text),)
            for text, one in zip(asked, answers, strict=False)
        ]


def intent_of(instruction: str) -> Intent:
    """What an instruction asks for; OTHER where its words do not tell."""
    lowered = instruction.lower()
    return next((intent for begin, intent in _INTENTS if lowered.startswith(begin)), Intent.OTHER)


def load(checkpoint: Checkpoint) -> InstructionModel:
    """ReviserError where it cannot be loaded."""
    instruction = checkpoint.instruction or kind_named(checkpoint.kind).instruction
    return InstructionModel(Seq2SeqModel.load(checkpoint.folder, pickle=checkpoint.pickle, beams=BEAMS), instruction)
