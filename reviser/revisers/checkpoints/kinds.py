"""The kinds of checkpoint: one table, which the terminal, the window and the factory of revisers read. It loads nothing
else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reviser.errors import UsageError
from reviser.messages import message
from reviser.revisers.checkpoints.folder import TWO_HEADS, CheckpointConfig

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviser.revisers.checkpoints.reviser import SentenceModel

MODEL = "model"  # the role of a checkpoint itself, beside those of its parts
_HERE = "reviser.revisers.checkpoints"
_ENCODERS = ("bert", "roberta", "xlm-roberta", "xlnet", "electra", "distilbert", "albert", "deberta", "deberta-v2")

# What `model_type` of a part's config.json can be, by its role.
PART_TYPES: Mapping[str, tuple[str, ...]] = {
    "classifier": (*_ENCODERS, "bart"),
    "generator": ("pegasus", "bart", "t5", "mbart"),
}


@dataclass(frozen=True, slots=True)
class CheckpointKind:
    """How the sentences of a text are put to a checkpoint, and how its answer is read.

    `code`: in commands and in the file of checkpoints. `title`: for a list. `model_types`: what `model_type` of its
    config.json can be. `maker`: the function (MODULE:NAME) that loads a `Checkpoint` as a `SentenceModel`. `parts`:
    other checkpoints that can stand beside it, by their role. `required`: those of them that must. `instruction`: what
    the model is told where the round has no instruction, empty where the kind takes none. `takes_intents`: whether it
    revises for the intents that are wanted. `takes_thresholds`: whether it can be made more cautious.
    """

    code: str
    title: str
    model_types: tuple[str, ...]
    maker: str
    parts: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    instruction: str = ""
    takes_intents: bool = False
    takes_thresholds: bool = False

    def load(self, checkpoint: "Checkpoint") -> "SentenceModel":
        """The model in memory: seconds, and as many bytes as its weights have. ReviserError where it cannot be read."""
        module, _, name = self.maker.partition(":")
        make: Callable[[Checkpoint], SentenceModel] = getattr(import_module(module), name)
        return make(checkpoint)


KINDS: tuple[CheckpointKind, ...] = (
    CheckpointKind(
        "t5-instruction",
        "T5 editor by instruction (CoEdIT)",
        ("t5", "mt5", "longt5", "switch_transformers", "umt5", "bart"),
        f"{_HERE}.instruction:load",
        instruction="Fix grammatical errors in this sentence",
    ),
    CheckpointKind(
        "pegasus-intent",
        "PEGASUS or BART with intent tags (IteraTeR)",
        ("pegasus", "bart", "t5", "mbart"),
        f"{_HERE}.intent_tags:load",
        parts=("classifier",),
        takes_intents=True,
    ),
    CheckpointKind(
        "deliterater",
        "Detector of spans with intents, and the generator that revises them (DElIteraTeR)",
        _ENCODERS,
        f"{_HERE}.detected_spans:load",
        parts=("generator",),
        required=("generator",),
        takes_intents=True,
    ),
    CheckpointKind(
        "gector",
        "Tagger of edits (GECToR)",
        (*_ENCODERS, TWO_HEADS),
        f"{_HERE}.edit_tags:load",
        takes_thresholds=True,
    ),
)


def guess_kind(config: CheckpointConfig) -> CheckpointKind | None:
    """The kind that a config.json looks like; None where it looks like none. A T5 or BART can have been taught either
    way of asking: the person may know better."""
    if any(label.startswith(("$KEEP", "$REPLACE_", "$APPEND_")) for label in config.labels):
        return kind_named("gector")
    code = "deliterater" if any(one.endswith("ForTokenClassification") for one in config.architectures) else ""
    if any(one.endswith(("ForConditionalGeneration", "WithLMHead")) for one in config.architectures):
        code = "pegasus-intent" if config.model_type in {"pegasus", "bart", "mbart"} else "t5-instruction"
    return next((kind for kind in KINDS if kind.code == code and config.model_type in kind.model_types), None)


@dataclass(frozen=True, slots=True)
class TaggerThresholds:
    """How cautious a tagger is, in the words of GECToR's authors. `min_error_prob`: an operation that is less likely is
    not carried out, and a sentence whose likeliest error is less likely is left alone; 0 for the usual.
    `keep_confidence` is added to the probability that a word is kept."""

    min_error_prob: float = 0.0
    keep_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint that the person added.

    `name` is theirs; `kind` one of KINDS by its code. `folder` holds config.json, weights and tokenizer; `parts` the
    folders of its other checkpoints by their role. `license` is what the model card says, empty where it says nothing.
    `pickle`: whether the person allowed weights that are pickled, which torch reads without running code. `origins`:
    for what was fetched from a hub, by role (MODEL is the checkpoint itself), OWNER/NAME@COMMIT. `thresholds` are for
    taggers.
    """

    name: str
    kind: str
    folder: Path
    parts: Mapping[str, Path] = field(default_factory=dict, hash=False)
    instruction: str = ""
    license: str = ""
    pickle: bool = False
    origins: Mapping[str, str] = field(default_factory=dict, hash=False)
    thresholds: TaggerThresholds = field(default_factory=TaggerThresholds)


def kind_named(code: str) -> CheckpointKind:
    """The kind of this code. UsageError where there is none."""
    for kind in KINDS:
        if kind.code == code:
            return kind
    codes = ", ".join(kind.code for kind in KINDS)
    raise UsageError(message("There is no kind of checkpoint {code}: there are {codes}.", code=code, codes=codes))
