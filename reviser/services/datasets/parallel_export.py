"""Exports a large history with several processes. Each makes the lines of some documents, and this process writes them
in order. The bytes are the same as with one process. Processes are used, and not threads, because nearly all of the
time is spent in Python code, which runs in one thread at a time."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from reviser.datasets.annotations import Annotation
from reviser.datasets.calls import RoundCalls
from reviser.datasets.export_report import ExportReport
from reviser.datasets.tables import Rows
from reviser.errors import UserError
from reviser.history.log.store import HistoryReader
from reviser.messages import message
from reviser.services.datasets import fast_export
from reviser.services.datasets.export_order import ExportOrder
from reviser.services.datasets.exporting import (
    Exported,
    ExportPiece,
    OnExported,
    export,
    export_calls,
    export_rows,
    join,
    piece,
)
from reviser.services.datasets.model_calls import Pricing, round_calls, unpriced
from reviser.services.datasets.sessions import Sessions
from reviser.services.process_pool import can_start_processes, end_process, require_ended_from_outside

AT_ONCE = 1  # documents of one piece: so many are in the memory of each process
PIPE = 1 << 20  # bytes; what Linux allows anybody
IMPORTS_AT_ONCE = 100  # saves
LARGE = 100_000_000  # bytes of a history; a smaller one is exported before another process has started
MOST = 4  # processes: more would wait for the one that writes

if sys.platform == "linux":
    import fcntl


def export_history(
    history: HistoryReader,
    order: ExportOrder,
    output: Path,
    on_progress: OnExported = lambda _: None,
    *,
    processes: int = 0,
    price: Pricing = unpriced,
) -> Exported:
    """Write all decisions to `output`; otherwise as `export`. `processes` is 1 for this process only, 0 for as many as
    suit the machine and the size of the history. `price` gives the cost of a request."""
    selection = order.selection
    sessions = Sessions(history, selection)

    def again() -> Iterator[Annotation]:
        return sessions.annotations(ExportReport())

    if order.format.write_calls is not None:
        return _export_calls(history, sessions, order, output, on_progress, price)
    order = order.with_splits(lambda: selection.stream(again()))
    if not order.format.line_by_line or not order.as_they_are or order.splits is not None:
        tally = order.tally()
        if order.format.is_of_rows and order.as_they_are:
            imported = fast_export.rows_by_annotation(sessions.imported(tally), order.selection, tally)
            rows = chain(imported, _rows(sessions, sessions.documents, order, tally))
            return export_rows(rows, order, output, on_progress, tally, again)
        return export(sessions.annotations(tally), order, output, on_progress, tally, again)
    documents = sessions.documents
    groups = [documents[at : at + AT_ONCE] for at in range(0, len(documents), AT_ONCE)]
    imports = _imports(sessions, order)
    count = processes or _worthwhile(history.path)
    if count == 1:
        ours = (_piece(sessions, group, order) for group in groups)
        return join(chain(imports, ours), order, output, on_progress, again)
    with _pieces_by_processes(count, history.path, order, groups) as pieces:
        return join(chain(imports, pieces), order, output, on_progress, again)


def _export_calls(
    history: HistoryReader,
    sessions: Sessions,
    order: ExportOrder,
    output: Path,
    on_progress: OnExported,
    price: Pricing,
) -> Exported:
    def found() -> Iterator[RoundCalls]:
        return round_calls(history, sessions, order.selection, price)

    order = order.with_splits(lambda: (one.annotation for one in found()))
    return export_calls(found(), order, output, on_progress, order.tally())


def _worthwhile(path: Path) -> int:
    """How many processes to use. A program frozen into one file has no Python interpreter to start others with."""
    if path.stat().st_size < LARGE or not can_start_processes():
        return 1
    return min(os.cpu_count() or 1, MOST)


def _rows(sessions: Sessions, documents: Iterable[int], order: ExportOrder, report: ExportReport) -> Iterator[Rows]:
    return chain.from_iterable(
        fast_export.export_table(sessions, number, order.selection, report) for number in documents
    )


def _imports(sessions: Sessions, order: ExportOrder) -> Iterator[ExportPiece]:
    passed_over = order.tally()
    found = sessions.imported(passed_over)
    while some := list(islice(found, IMPORTS_AT_ONCE)):
        yield piece(some, order, order.tally())
    yield ExportPiece(b"", passed_over)


def _piece(sessions: Sessions, documents: Sequence[int], order: ExportOrder) -> ExportPiece:
    tally = order.tally()
    write_rows = order.format.write_rows
    if write_rows is None:
        return piece(chain.from_iterable(sessions.of(number, tally) for number in documents), order, tally)
    return ExportPiece(b"".join(write_rows(_rows(sessions, documents, order, tally), tally)), tally)


@contextmanager
def _pieces_by_processes(
    count: int, path: Path, order: ExportOrder, groups: Sequence[tuple[int, ...]]
) -> Iterator[Iterator[ExportPiece]]:
    """The pieces of `groups` of documents, in order, each made by one of `count` processes in turn. A pipe holds
    little, so no process gets far ahead. No process is left at the end of the block."""
    context = multiprocessing.get_context("spawn")  # the window has threads, which a fork would break
    with ExitStack() as stack:
        hands: list[_ExportProcess] = []
        for number in range(min(count, len(groups))):
            ours, theirs = context.Pipe(duplex=False)
            stack.enter_context(ours)
            _widen(theirs)
            with theirs:
                process = context.Process(target=_make, args=(path, order, groups[number::count], theirs), daemon=True)
                process.start()
            stack.callback(end_process, process)
            hands.append(_ExportProcess(process, ours))
        yield (hands[number % count].piece() for number in range(len(groups)))


@dataclass(slots=True)
class _ExportProcess:
    """A process, this end of its pipe, and a buffer for its output."""

    process: BaseProcess
    pipe: Connection
    room: bytearray = field(default_factory=bytearray)

    def piece(self) -> ExportPiece:
        """The next piece. Its lines are valid until the next call. Raises the UserError of the process, or a UserError
        if the process was terminated."""
        try:
            found: ExportReport | UserError = self.pipe.recv()
            if isinstance(found, UserError):
                raise found
            return ExportPiece(self._lines(), found)
        except (EOFError, OSError) as error:  # OSError where it was in the middle of something
            require_ended_from_outside(self.process)
            raise UserError(
                message("A process of the export was terminated, perhaps because memory ran out: try again.")
            ) from error

    def _lines(self) -> bytes | memoryview:
        """The bytes that `_send` sent. A connection's own method would copy all bytes twice more, in the process for
        which the others wait."""
        if sys.platform != "linux":
            return self.pipe.recv_bytes()
        size: int = self.pipe.recv()
        if len(self.room) < size:
            self.room = bytearray(size)
        place = memoryview(self.room)[:size]
        at = 0
        while at < size:
            read = os.readv(self.pipe.fileno(), [place[at:]])
            if not read:
                raise EOFError
            at += read
        return place


def _send(pipe: Connection, lines: bytes | memoryview) -> None:
    if sys.platform != "linux":
        pipe.send_bytes(lines)
        return
    pipe.send(len(lines))
    left = memoryview(lines)
    while left:
        left = left[os.write(pipe.fileno(), left) :]


def _make(path: Path, order: ExportOrder, groups: Sequence[tuple[int, ...]], pipe: Connection) -> None:
    """The main function of a process: for each group it sends the report and the lines."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that started it, which ends this one
    gc.disable()  # a twentieth of the time goes into looking for circles, and there are none
    with suppress(BrokenPipeError), pipe:  # that one is gone
        try:
            with HistoryReader.open_to_read(path) as history:
                sessions = Sessions(history, order.selection)
                for group in groups:
                    made = _piece(sessions, group, order)
                    pipe.send(made.tally)
                    _send(pipe, made.lines)
        except UserError as error:
            pipe.send(error)


def _widen(pipe: Connection) -> None:
    """Enlarge the pipe so that it holds a document or more, if the system allows it. With 64 KB two processes mostly
    wait for each other on a busy machine."""
    if sys.platform == "linux":
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
