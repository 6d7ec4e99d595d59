"""Runs a command and reports errors.

An error is one sentence on standard error, never a traceback. Exit codes: 2 for wrong usage, 1 for a failure, 130 for
Ctrl+C. Results go to standard output, everything else to standard error."""

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

BROKEN_PIPE = 141  # exit code of a program ended by SIGPIPE
INTERRUPTED = 130  # exit code of a program ended by SIGINT


def run(arguments: Sequence[str], group: click.Group) -> int:
    """Run a command of the group and return the exit code."""
    _open_closed_streams()
    with _log_file():
        return _run(arguments, group)


def _run(arguments: Sequence[str], group: click.Group) -> int:
    try:
        # Not click's own main, which handles a broken pipe itself.
        with group.make_context("reviser", list(arguments)) as context:
            code = group.invoke(context)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe. Python would complain again at exit.
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
    except Exception as error:  # a bug: log the traceback, and print one sentence
        log.exception("A fault of the program")
        kept = f"what was decided is kept. Please report it with {locations.log_path()}."
        return _note_and_code(f"This is a fault of the program ({type(error).__name__}); {kept}", 1)
    return code if isinstance(code, int) else 0


def _open_closed_streams() -> None:
    """Replace standard streams that were closed before the program started (`>&-`), for which Python has None: reading
    returns nothing, and output is discarded."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDONLY if mode == "r" else os.O_WRONLY)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))


def _note_and_code(sentence: str, code: int) -> int:
    try:
        terminal.note(sentence)
        sys.stdout.flush()
    except OSError:
        # The reader is gone, or the disk is full; the exit code reports it.
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
    """A log file that only the person can read, created with its first line."""

    def _open(self) -> TextIOWrapper:
        files.create(Path(self.baseFilename))
        return super()._open()


@contextmanager
def _log_file() -> Iterator[None]:
    """Inside the block, log messages go to a file, never to the terminal; they are dropped if no file can be
    created."""
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
