"""The terminal: how a command is run, and how whatever goes wrong is said.

One sentence on standard error, never a traceback: 2 for wrong use, 1 for what failed, 130 for Ctrl+C. What a command
answers goes to standard output, everything else to standard error.
"""

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

import click

from reviser import files, locations
from reviser.cli import terminal
from reviser.errors import UsageError, UserError

log = logging.getLogger(__name__)

BROKEN_PIPE = 141  # what a program ends with that SIGPIPE ended
INTERRUPTED = 130  # and SIGINT


def run(arguments: Sequence[str], group: click.Group) -> int:
    """Run one command of the group; its exit code."""
    _open_closed_streams()
    with _log_file():
        return _run(arguments, group)


def _run(arguments: Sequence[str], group: click.Group) -> int:
    try:
        # Not click's own main: it answers a broken pipe by itself.
        with group.make_context("reviser", list(arguments)) as context:
            code = group.invoke(context)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has enough. Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except click.exceptions.Exit as error:  # --help, --version
        sys.stdout.flush()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _note_and_code("Cancelled.", INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        terminal.line(error.ctx.get_help(), err=True)
        return 2
    except click.ClickException as error:
        return _note_and_code(f"{error.format_message().rstrip('.')}. {_hint(error)}".rstrip(), error.exit_code)
    except UsageError as error:
        return _note_and_code(str(error), 2)
    except UserError as error:
        return _note_and_code(str(error), 1)
    except OSError as error:
        return _note_and_code(_world(error), 1)
    except Exception as error:  # our bug: kept for whoever mends it, said in one sentence
        log.exception("A fault of the program")
        kept = f"what was decided is kept. Please report it with {locations.log_path()}."
        return _note_and_code(f"This is a fault of the program ({type(error).__name__}); {kept}", 1)
    return code if isinstance(code, int) else 0


def _open_closed_streams() -> None:
    """Python has None for a standard stream that was closed before the program began (`>&-`): read nothing there, and
    write to nobody."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))


def _note_and_code(sentence: str, code: int) -> int:
    try:
        terminal.note(sentence)
        sys.stdout.flush()
    except OSError:
        # Nobody is listening, or the disk that they write to is full; the exit code says it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _hint(error: click.ClickException) -> str:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"Try “{error.ctx.command_path} --help”."
    return ""


def _world(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return f"That did not work{where}: {error.strerror or error}. What was decided is kept."


class _PrivateLog(logging.FileHandler):
    """A log that nobody else may read, made with the first line."""

    def _open(self) -> TextIOWrapper:
        files.create(Path(self.baseFilename))
        return super()._open()


@contextmanager
def _log_file() -> Iterator[None]:
    """What is logged goes to a file, never to the terminal; nowhere, where no file can be made."""
    path = locations.log_path()
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        files.make_folder(path.parent)
        handler = _PrivateLog(path, encoding="utf-8", errors="backslashreplace", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    logger = logging.getLogger("reviser")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()
