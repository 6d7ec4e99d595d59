"""`reviser revise`: the whole loop in the terminal, by hand or by rule."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from reviser import app, locations
from reviser.cli import round_lines, terminal
from reviser.cli.consent import ask_to_send
from reviser.cli.deciders import decider_by_rule
from reviser.cli.models import say_lacking
from reviser.cli.options import (
    FiniteRange,
    break_signature_option,
    database_option,
    json_option,
    refuse_signed,
    strategy_options,
)
from reviser.cli.review_loop import Decider, LoopResult, LoopRun, Pump
from reviser.cli.review_prompt import ReviewPrompt, require_terminal
from reviser.cli.spent import note_spent, spent_record
from reviser.cli.terminal import Record
from reviser.core.edit import DecisionSource
from reviser.core.events import StopReason
from reviser.core.round_state import RoundState
from reviser.datasets.rounds_json import round_record
from reviser.documents import formats
from reviser.documents import store as files
from reviser.errors import UsageError, UserError
from reviser.history.connection import BUSY_MS
from reviser.messages import message, verbatim
from reviser.services.corpora.corpus import Corpus, corpus_listed, corpus_of, is_corpus
from reviser.services.datasets.export_files import require_not_history
from reviser.services.rounds.acceptance import RoundQuery, chances
from reviser.services.rounds.open_document import OpenDocument
from reviser.services.rounds.round_settings import RoundSettings


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--from", "listing", type=click.Path(path_type=Path), help="A text file with one path per line.")
@click.option(
    "--reviser",
    "name",
    default="",
    metavar="NAME[:MODEL]",
    help="“embedded”, a chat model's server (reviser revisers list), checkpoint:NAME, plugin:NAME; without it,"
    " your default.",
)
@click.option("--instruction", default="", help="What to keep in mind: “British spelling, keep my short sentences”.")
@click.option("--comments", is_flag=True, help="Tell a chat model what the comments in FILE ask for.")
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A text that FILE must stay true to: the original of a translation or summary.",
)
@strategy_options
@click.option(
    "--decide",
    type=click.Choice(["ask", "accept", "reject", "later"]),
    help="Ask for one key per edit (the default), decide all alike, or leave the proposals of one round "
    "undecided (with --track all).",
)
@click.option(
    "--order",
    type=click.Choice(["place", "chance"]),
    default="place",
    show_default=True,
    help="Ask in text order, or first about what you are most likely to accept, judging by your earlier decisions.",
)
@click.option(
    "--annotator", help="The name on the decisions; the default is the one in the settings, if you decide yourself."
)
@click.option(
    "--max-rounds",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="The greatest number of rounds in this run.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write the result to this file.")
@click.option(
    "--track",
    type=click.Choice(["accepted", "all"]),
    is_flag=False,
    flag_value="accepted",
    help="Write the accepted edits, or all proposals, into --output as tracked changes for somebody else to decide.",
)
@click.option("--track-as", default="", help="With --track: the markup, if a format has several (latexdiff).")
@click.option("--in-place", is_flag=True, help="Write the result to FILE itself.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Of many documents: so many at once; else 1, or what the cluster can."
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Of many documents: by the workers of the Dask scheduler there (tcp://HOST:8786, tls://…); “local” starts "
    "some here.",
)
@click.option("--report", type=click.Path(path_type=Path), help="The report of a run over many documents.")
@click.option("--max-cost", type=FiniteRange(min=0), help="Start no further document once this cost is reached.")
@click.option("--dry-run", is_flag=True, help="Only list the documents that would be revised.")
@break_signature_option
@database_option
@json_option
def revise(
    *,
    file: Path | None,
    listing: Path | None,
    name: str,
    instruction: str,
    comments: bool,
    source: Path | None,
    strategy: str,
    others: tuple[str, ...],
    judge: str,
    decide: str | None,
    order: str,
    annotator: str | None,
    max_rounds: int,
    output: Path | None,
    track: str | None,
    track_as: str,
    in_place: bool,
    jobs: int | None,
    cluster: str,
    report: Path | None,
    max_cost: float | None,
    dry_run: bool,
    break_signature: bool,
    database: Path | None,
    as_json: bool,
) -> int:
    """Revise FILE in rounds: edits are proposed, each is decided, and the next round starts from the result.

    Without --output or --in-place no file is changed. The history keeps everything, and running the command again
    continues where it ended.

    FILE can be a folder of documents, or a .jsonl file with one text per line (columns id and text); --from names
    files. Then --decide says how to decide, --output is a folder (for .jsonl, a file), and a report shows the result
    for each document. Running the command again continues with the documents that are not done."""
    of_one = {"--comments": comments, "--source": source, "--annotator": annotator, "--track": track}
    of_many = {
        "--jobs": (jobs or 1) > 1,
        "--cluster": cluster,
        "--report": report,
        "--max-cost": max_cost,
        "--dry-run": dry_run,
    }
    is_many = listing is not None or file is None or is_corpus(file)
    _refuse(of_one | {"--break-signature": break_signature} if is_many else of_many, many=is_many)
    if is_many or file is None:
        # Imported here, because a single document does not need it.
        from reviser.cli.corpus import CorpusOptions, revise_corpus

        options = CorpusOptions(decide or "", jobs, report, max_cost, output, dry_run, in_place, cluster)
        how = RoundSettings(name, strategy, instruction, others=others, judge=judge)
        return revise_corpus(_corpus(file, listing), how, max_rounds, options, database, as_json=as_json)
    _check(file, output, in_place)
    if track is not None and output is None:
        raise UsageError(message("--track writes to another file: name it with --output."))
    decide = decide or ("later" if track == "all" else "ask")
    if output is not None:
        require_not_history(output, locations.database_path(database))
    path = locations.database_path(database)
    decider, decided_by = _decider(decide, path if order == "chance" else None)
    choice = app.ReviserChoice(name, strategy, files.read(source).text if source else "", others, judge)
    ask_to_send(choice)
    pump = Pump()
    with app.running(path, pump.deliver, pump.later, busy_timeout_ms=BUSY_MS, reviser_choice=choice) as program:
        round_settings = RoundSettings(
            name, strategy, instruction, source=choice.source, comments=comments, others=others, judge=judge
        )
        open_document = program.document_manager.open(
            file, source=decided_by, annotator=annotator, round_settings=round_settings
        )
        if output is not None:
            formats.format_for_saving(open_document.document, output)  # checked before any work is done
        if track is not None:
            formats.format_for_tracking(open_document.document.format, track_as)
        refuse_signed(open_document.document, in_place=in_place, break_signature=break_signature)
        for sentence in filter(None, (program.document_manager.settings_trouble, *open_document.document.notes)):
            terminal.note(sentence)
        if not as_json:
            say_lacking(program.revisers.name(choice), program.document_manager.settings.layers)
        before = open_document.state.text
        told = (lambda _: None) if as_json else _print
        run = LoopRun(program.document_manager, open_document, pump, decider, max_rounds, told)
        stop = run.go()
        useless = run.came_to_nothing(stop)
        written = stop is not StopReason.CANCELLED and not useless
        if written:
            _write(open_document, output, track, track_as, in_place)
        if as_json:
            spent = spent_record(program.revisers)
            terminal.object_out(_object(file, program.revisers.name(choice), run, before, stop) | {"spent": spent})
        else:
            terminal.line(round_lines.stopped(stop, refused=run.refused))
            without = "" if track == "all" else _without(open_document)
            _print_written(open_document, output if written else None, without, in_place=in_place and written)
            note_spent(program.revisers)
        program.document_manager.close(open_document)
    if run.failure:
        terminal.note(run.failure)
    return 130 if stop is StopReason.CANCELLED else int(useless)


def _corpus(file: Path | None, listing: Path | None) -> Corpus:
    if listing is not None and file is not None:
        raise UsageError(message("Name either a document, a folder or a .jsonl file, or files with --from."))
    if listing is not None:
        return corpus_listed(listing)
    if file is None:
        raise UsageError(message("Name what to revise: a document, a folder, a .jsonl file, or --from LIST."))
    return corpus_of(file)


def _refuse(options: Mapping[str, object], *, many: bool) -> None:
    """Raise UsageError if one of these options was given."""
    for option, given in options.items():
        if given and many:
            raise UsageError(message("{option} is for a single document only.", option=option))
        if given:
            raise UsageError(
                message("{option} is for many documents: a folder, a .jsonl file, or --from LIST.", option=option)
            )


def propose(file: Path, database: Path) -> None:
    """Run one round and leave all proposals undecided. Raises UserError if that fails."""
    pump = Pump()
    with app.running(database, pump.deliver, pump.later, busy_timeout_ms=BUSY_MS) as program:
        open_document = program.document_manager.open(file)
        run = LoopRun(program.document_manager, open_document, pump, lambda _: LoopResult.QUIT, most=1)
        stop = run.go()
        program.document_manager.close(open_document)
    if stop is StopReason.FAILED:
        raise UserError(verbatim(run.failure))


def _check(file: Path, output: Path | None, in_place: bool) -> None:
    """Check the options before any work is done."""
    if output is None:
        return
    if in_place:
        raise UsageError(message("--output and --in-place exclude each other: choose one."))
    if not output.absolute().parent.is_dir():
        raise UsageError(
            message(
                "The folder {parent} of --output does not exist: create it, or name another.",
                parent=output.absolute().parent,
            )
        )
    if output.is_dir():
        raise UsageError(message("{output} is a folder: name a file for --output.", output=output))
    if output.exists() and file.exists() and output.samefile(file):
        raise UsageError(message("--output names the file itself: use --in-place for that."))


def _decider(decide: str, history: Path | None) -> tuple[Decider, DecisionSource]:
    """The decider for the option --decide. `history` is the path of the history if proposals are asked about in order
    of probability."""
    if decide == "ask":
        require_terminal()
        return ReviewPrompt(None if history is None else partial(_chances, history)), DecisionSource.PERSON
    return decider_by_rule(decide), DecisionSource.RULE


def _chances(history: Path, open_document: OpenDocument) -> Mapping[str, float]:
    """The acceptance probability of each proposal of the current round, by proposal id."""
    state = open_document.state
    return chances(RoundQuery(state, state.depth - 1, open_document.document_id, open_document.annotator), history)


def _write(open_document: OpenDocument, output: Path | None, track: str | None, track_as: str, in_place: bool) -> None:
    if output is not None and track is not None:
        saved = open_document.save_tracked(output, pending=track == "all", tracked_as=track_as)
    elif output is not None:
        saved = files.save(open_document.document, open_document.state.text, output)
    elif in_place and open_document.unsaved:
        open_document.save(breaking=True)  # already refused if it was not allowed
        saved = open_document.document
    else:
        return
    for sentence in saved.notes:
        terminal.note(sentence)


def _object(file: Path, name: str, run: LoopRun, before: str, stop: StopReason) -> Record:
    """The JSON object for the run. `base` is the text that the first round of this run began from; if this run
    continued an earlier run's round, the base of that round."""
    rounds = [round_record(round_state) for round_state in run.round_state]
    return {
        "document": str(file.absolute()),
        "reviser": name,
        "base": rounds[0]["base"] if rounds else before,
        "rounds": rounds,
        "stop": stop,
        "result": run.open_document.state.text,
        "message": run.failure,
        "notes": run.open_document.document.notes,
    }


def _print(round_state: RoundState) -> None:
    terminal.line(round_lines.rounds(round_state))


def _print_written(open_document: OpenDocument, output: Path | None, without: str, *, in_place: bool) -> None:
    if output is not None:
        terminal.line(f"Written: {output}{without}")
    elif in_place:
        terminal.line(f"Written: {open_document.document.path}{without}")
    elif open_document.unsaved:
        terminal.line("No file was changed: --output FILE or --in-place writes the result.")


def _without(open_document: OpenDocument) -> str:
    """A clause about undecided proposals, which the written file does not contain; empty if there are none."""
    count = open_document.undecided
    kept = "which is kept in the history" if count == 1 else "which are kept in the history"
    return f", without {terminal.counted(count, 'undecided proposal')}, {kept}" if count else ""
