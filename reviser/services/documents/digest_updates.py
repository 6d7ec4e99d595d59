"""Updates the history's digest in the background: for the library, charts and exports, which read many documents and
cannot fold each of them every time."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reviser.core.timeline import Timeline
from reviser.errors import HistoryError, UserError
from reviser.history.connection import BUSY_MS
from reviser.history.log.store import HistoryReader, Store
from reviser.messages import message

OnDigested = Callable[[int, int], None]


def load_timeline(history: HistoryReader, document_id: int) -> Timeline:
    """The timeline of a document's events. Raises UserError if they are inconsistent."""
    try:
        return Timeline(history.records(document_id))
    except ValueError as error:
        title = history.document(document_id).title
        raise UserError(
            message("The history of {title} is inconsistent: run reviser verify for details.", title=title)
        ) from error


def update_digest_if_writable(path: Path, on_progress: OnDigested = lambda *_: None) -> None:
    """Update the digest of the history at `path`, if it can be written; otherwise readers fold the missing documents.
    `on_progress` as in `update_digest`."""
    with suppress(HistoryError), Store.open(path, busy_timeout_ms=BUSY_MS) as store:
        update_digest(store, on_progress)


def update_digest(store: Store, on_progress: OnDigested = lambda *_: None) -> tuple[str, ...]:
    """Digest every document that needs it, and return sentences about those that failed. `on_progress` receives how
    many are done, of how many; an exception that it raises stops, and finished documents stay. A document that is being
    written waits for the next time."""
    wanted = store.undigested()
    wrong: list[str] = []
    for done, document_id in enumerate(wanted):
        on_progress(done, len(wanted))
        try:
            digest_one(store, document_id)
        except UserError as error:
            wrong.append(error.message)
    on_progress(len(wanted), len(wanted))
    return tuple(wrong)


def digest_one(store: Store, document_id: int) -> None:
    """Digest one document. Raises UserError if its history is inconsistent."""
    timeline = load_timeline(store, document_id)
    store.keep_digest(document_id, timeline.last, timeline.rounds(), timeline.state)
