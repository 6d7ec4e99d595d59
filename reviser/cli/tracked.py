"""`reviser accept` and `reject`: accepts or rejects the tracked changes in a file, of all authors or of one, without
using the history."""

from pathlib import Path

import click

from reviser.cli import terminal
from reviser.cli.options import break_signature_option, refuse_signed
from reviser.documents import store as files
from reviser.errors import UsageError
from reviser.messages import message
from reviser.services.rounds.tracked_changes import decided

_file = click.argument("file", type=click.Path(path_type=Path))
_author = click.option("--author", default="", help="Only the changes of this author.")
_output = click.option("--output", type=click.Path(path_type=Path), help="Write the result to this file.")
_in_place = click.option("--in-place", is_flag=True, help="Write the result to FILE itself.")


@click.command()
@_file
@_author
@_output
@_in_place
@break_signature_option
def accept(file: Path, author: str, output: Path | None, in_place: bool, break_signature: bool) -> None:
    """Accept the tracked changes in FILE. With --author, the changes of other authors stay tracked."""
    _decide(file, author, output, in_place=in_place, break_signature=break_signature, accepting=True)


@click.command()
@_file
@_author
@_output
@_in_place
@break_signature_option
def reject(file: Path, author: str, output: Path | None, in_place: bool, break_signature: bool) -> None:
    """Reject the tracked changes in FILE. With --author, the changes of other authors stay tracked."""
    _decide(file, author, output, in_place=in_place, break_signature=break_signature, accepting=False)


def _decide(
    file: Path, author: str, output: Path | None, *, in_place: bool, break_signature: bool, accepting: bool
) -> None:
    if in_place == (output is not None):
        raise UsageError(message("Name where the result goes: --output FILE, or --in-place."))
    document = files.read(file)
    refuse_signed(document, in_place=in_place, break_signature=break_signature)
    out = decided(document, author, accepting=accepting)
    expected = document.digest if output is None else None
    saved = files.save(document, out.text, output, expected=expected, tracked=out.tracked, breaking=break_signature)
    for sentence in (*out.notes, *saved.notes):
        terminal.note(sentence)
    count = terminal.counted(len(document.content.changes) - len(out.tracked) - out.dropped, "tracked change")
    left = f"; {terminal.counted(len(out.tracked), 'tracked change')} left" if out.tracked else ""
    terminal.line(f"{count} {'accepted' if accepting else 'rejected'}{left}: {output or file}")
