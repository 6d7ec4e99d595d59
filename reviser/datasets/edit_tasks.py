"""The tasks of EditEval (Dwivedi-Yu et al., "EditEval: An Instruction-Based Benchmark for Text Improvements", 2022,
arXiv 2209.13331) with its own instructions, names of datasets and measures.

The instructions are those of `src/prompts.py`, the datasets those of `categories_dict` in `src/utils.py` and of the
README at github.com/facebookresearch/EditEval (CC0 1.0), in their order there. Measures are named as in
`task_measures.py`. As in the paper, every task has SARI, fluency also GLEU, neutralization exact matches and updating
UpdateROUGE. The benchmark's code measures everything by everything; of the rest, iBLEU is taken for paraphrases, and
EM-Diff where single passages are to change."""

from dataclasses import dataclass

from reviser.core.edit import Intent

UPDATING = "updating"


@dataclass(frozen=True, slots=True)
class EditTask:
    """A task. `instructions` say the same in different words. `intents` are what a reviser is asked to propose edits
    for. `measures` are names of measures. `datasets` are the names under which the benchmark has rows of the task.
    `aliases`: what else its scripts call the task in their rows."""

    name: str
    instructions: tuple[str, ...]
    intents: tuple[Intent, ...]
    measures: tuple[str, ...]
    datasets: tuple[str, ...]
    aliases: tuple[str, ...] = ()


TASKS = (
    EditTask(
        "fluency",
        (
            "Fix grammar errors",
            "Fix grammar errors in this sentence",
            "Fix all grammatical errors",
            "Fix errors in this text",
            "Update to remove grammar errors",
            "Remove all grammatical errors from this text",
            "Improve the grammar of this text",
            "Grammar improvements",
            "Remove grammar mistakes",
            "Fix the grammar mistakes",
        ),
        (Intent.FLUENCY,),
        ("sari", "gleu"),
        ("jfleg", "iterater_fluency"),
        ("grammar",),
    ),
    EditTask(
        "clarity",
        (
            "Make the text more formal, concise, readable and understandable",
            "Make the text more formal",
            "Make the text more concise",
            "Make the text more readable",
            "Improve the readability of the text",
            "Make the text more understandable",
            "Make the text clearer",
            "Make the text easier to understand",
            "Improve the clarity of the text",
        ),
        (Intent.CLARITY,),
        ("sari",),
        ("iterater_clarity",),
    ),
    EditTask(
        "coherence",
        (
            "Make the text more cohesive, logically linked and consistent as a whole",
            "Make the text more cohesive",
            "Improve the cohesiveness of the text",
            "Make the text more logical",
            "Make the text more consistent",
            "Improve the consistency of the text",
            "Make the text more understandable",
            "Make the text clearer",
            "Make the text easier to understand",
            "Improve the coherency of the text",
        ),
        (Intent.COHERENCE,),
        ("sari",),
        ("iterater_coherence",),
    ),
    EditTask(
        "paraphrasing",
        (
            "Paraphrase this sentence",
            "Paraphrase",
            "Paraphrase this paragraph.",
            "Use different wording",
            "Paraphrase this text",
            "Rewrite this text",
            "Rewrite this text with different wording",
            "Rephrase this text",
            "Reword this text",
        ),
        (Intent.STYLE, Intent.CLARITY),
        ("sari", "ibleu"),
        ("stsb_multi_mt", "paws", "mrpc"),
    ),
    EditTask(
        "simplification",
        (
            "Simplify this sentence",
            "Make this simpler",
            "Simplify",
            "Make this easier to understand",
            "Simplification",
            "Change to simpler wording",
            "Simplify this paragraph.",
            "Use simpler wording",
            "Simplify this text",
            "Make this text less complex",
        ),
        (Intent.CLARITY,),
        ("sari",),
        ("turk", "asset"),
    ),
    EditTask(
        "neutralization",
        (
            "Remove POV",
            "Neutralize this text",
            "Make this more neutral",
            "Make this text more neutral",
            "Make this paragraph more neutral",
            "Remove unsourced opinions from this text",
            "Remove non-neutral points of view",
            "Remove points of view",
            "Make this text less biased",
        ),
        (Intent.STYLE,),
        ("sari", "em", "em_diff"),
        ("wnc",),
    ),
    EditTask(
        UPDATING,
        ("Add missing information", "Update the article", "Update with new information"),
        (Intent.MEANING_CHANGED,),
        ("sari", "update_r1", "em_diff"),
        ("fruit", "wafer_insert"),
        ("info_addition", "insertion"),
    ),
)


def task_called(name: str) -> EditTask | None:
    """The task with this name, or which the benchmark's scripts call so."""
    return next((task for task in TASKS if name in (task.name, *task.aliases)), None)


def task_of_dataset(name: str) -> EditTask | None:
    """The task that the benchmark has a dataset of this name for."""
    return next((task for task in TASKS if name in task.datasets), None)
