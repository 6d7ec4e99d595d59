"""`reviser eval` on one parallel corpus (JFLEG, ASSET, IteraTeR): its figures round by round and by type of edit, and
their uncertainty."""

from dataclasses import asdict, fields

from reviser import app
from reviser.cli import terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.evaluation_run import EvaluationOptions, ScoreOptions, evaluate_dataset, journal_of
from reviser.cli.models import say_lacking
from reviser.core.edit import EditType
from reviser.datasets.error_types import ErrorTypes, ErrorTypeScores
from reviser.datasets.library_measures import EditScore
from reviser.datasets.parallel import Parallel
from reviser.services.datasets.evaluation import Evaluation, RoundScores, score
from reviser.services.datasets.evaluation_files import (
    Certainty,
    certainty,
    figure_records,
    read_hypotheses,
    run_record,
    write,
)

_HEADS = {
    "rouge_l": "ROUGE-L",
    "f05": "F0.5",
    "ibleu": "iBLEU",
    "gleu": "GLEU",
    "sari": "SARI",
    "sari_paper": "SARI (paper)",
    "bleu": "BLEU",
}

_TYPE_HEAD = ["edits", "made", "wanted", "right", "precision", "recall", "F0.5"]
_TYPES = {EditType.ADD: "added", EditType.DELETE: "deleted", EditType.REPLACE: "replaced"}


def evaluate_corpus(
    data: Parallel, options: EvaluationOptions, score_options: ScoreOptions, *, error_types: bool
) -> None:
    """Evaluate, print the figures, and write them if that is requested."""
    typer = ErrorTypes.loaded() if error_types else None  # what is missing is said before the work
    baseline, hypotheses, output = score_options.baseline, score_options.hypotheses, score_options.output
    theirs = None if baseline is None else read_hypotheses(baseline, data)
    if hypotheses is not None:
        who, evaluation = hypotheses.name, score(data, read_hypotheses(hypotheses, data))
    else:
        ask_to_send(options.choice)
        who = app.name_of(options.choice)
        if not score_options.as_json:
            say_lacking(who, app.LAYERS)
        evaluation = evaluate_dataset(data, options, output)
    sure = certainty(data, evaluation.hypotheses, theirs, score_options.seed)
    typed = None if typer is None else typer.scores(data.sources, evaluation.hypotheses, data.references)
    written = None
    if output is not None:
        config = score_options.config | {"reviser": who}
        written = write(output, data, evaluation, run_record(data, evaluation, sure, config, typed))
        if hypotheses is None:
            journal_of(output, data, options).finish()
    if score_options.as_json:
        person = "simulated" if options.simulated else "all"
        about = {"dataset": data.name, "sentences": len(data.texts), "reviser": who, "person": person}
        figures = figure_records(evaluation, typed)
        terminal.object_out(about | figures | {"bootstrap": asdict(sure)})
        return
    sentences, references = len(data.texts), len(data.references)
    counts = f"{terminal.counted(sentences, 'sentence')}, {terminal.counted(references, 'reference')} each"
    terminal.line(f"{data.name}, {counts}; {who}")
    _say_figures(evaluation, typed)
    _say_certainty(sure, score_options)
    if written is not None:
        terminal.line(f"Written: {output} and {written}")


def _say_certainty(sure: Certainty, score_options: ScoreOptions) -> None:
    for measure, within in sure.intervals.items():
        terminal.line(f"{_HEADS[measure]}: 95 % of resamples between {within.low:.2f} and {within.high:.2f}")
    for measure, more in sure.differences.items():
        between = f"95 % between {more.interval.low:+.2f} and {more.interval.high:+.2f}"
        beside = f"{more.value:+.2f} beside {score_options.baseline}"
        terminal.line(f"{_HEADS[measure]}: {beside} ({between}; p = {more.p:.3f})")


def _say_figures(evaluation: Evaluation, typed: ErrorTypeScores | None) -> None:
    terminal.table_out([_head(), *map(_line, evaluation.rounds)], left=0)
    by_type = [_type_line(_TYPES[kind], score) for kind, score in evaluation.edit_types.items()]
    terminal.table_out([_TYPE_HEAD, *by_type], left=1)
    if typed is not None:
        by_error = [_type_line(kind, score) for kind, score in typed.by_type.items()]
        terminal.table_out([_TYPE_HEAD, _type_line("all", typed.all), *by_error], left=1)
        terminal.line(f"Edits and types by {typed.typed_by}.")


def _type_line(kind: str, score: EditScore) -> list[str]:
    counts = (score.made, score.wanted, score.right)
    shares = (score.precision, score.recall, score.f05)
    return [kind, *map(str, counts), *(f"{share:.2f}" for share in shares)]


def _head() -> list[str]:
    names = [field.name for field in fields(RoundScores)]
    return ["round" if name == "depth" else _HEADS.get(name, name) for name in names]


def _line(figures: RoundScores) -> list[str]:
    values = asdict(figures)
    return [str(value) if isinstance(value, int) else f"{value:.2f}" for value in values.values()]
