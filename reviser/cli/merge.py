"""`reviser merge`: merges other histories into one."""

from dataclasses import asdict
from pathlib import Path

import click

from reviser.cli import status_line, terminal
from reviser.cli.options import json_option
from reviser.cli.terminal import Record
from reviser.services.documents.merge import Merged, MergeProgress
from reviser.services.documents.merge import merge as run


@click.command()
@click.argument("into", metavar="A.db", type=click.Path(path_type=Path))
@click.argument("others", metavar="B.db…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write a new history to this file, and leave A.db unchanged.",
)
@json_option
def merge(into: Path, others: tuple[Path, ...], output: Path | None, as_json: bool) -> None:
    """Merge other histories into A.db: every decision is kept with its annotator, and none is duplicated.

    A document that was continued in one history is continued. If it was continued differently in both, both versions
    are kept. A backup of A.db is made first, the others are never written, and merging again adds only what is new. An
    interrupted merge is completed by merging again.

    Documents that were deleted permanently from A.db, or removed from its queues, come back if another history still
    has them: delete them there first."""
    with status_line.ProgressLine() as shown:
        done = run(into, others, output, on_progress=lambda progress: shown.update(_far(progress)))
    if as_json:
        terminal.object_out({"into": str(output or into), "merged": [_object(one) for one in done]})
        return
    for one in done:
        terminal.line(f"{terminal.visible(str(one.source))}: {merge_sentence(one)}")


def merge_sentence(one: Merged) -> str:
    """The result of a merge in one sentence."""
    if not one.changed:
        return "nothing new."
    parts = [
        _some(one.documents, "new document"),
        f"{one.forks} of them continued differently here" if one.forks else "",
        f"{_some(one.grown, 'document')} continued" if one.grown else "",
        _some(one.decisions, "new decision"),
        _some(one.imports, "imported session"),
        _some(one.words, "word"),
        f"{one.queued} in queues" if one.queued else "",
    ]
    return "; ".join(part for part in parts if part) + "."


def _some(count: int, name: str) -> str:
    return terminal.counted(count, name) if count else ""


def _object(one: Merged) -> Record:
    return {**asdict(one), "source": str(one.source)}


def _far(progress: MergeProgress) -> str:
    """A line about the progress of a merge."""
    name = terminal.visible(progress.source.name)[:40]
    if not progress.documents:
        return f"{name}: checking"
    return f"{name}: {progress.done:,} of {terminal.counted(progress.documents, 'document')}"
