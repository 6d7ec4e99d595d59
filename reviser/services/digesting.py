"""Bringing the history's digest up to date, in the background: for the library, the charts and exports, which read many
documents and cannot fold each of them every time."""

from collections.abc import Callable

from reviser.core.timeline import Timeline
from reviser.errors import UserError
from reviser.history.store import Store


def bring_up(store: Store, told: Callable[[int, int], None] = lambda *_: None) -> tuple[str, ...]:
    """Digest every document that needs it; what could not be, in sentences. `told` hears how many are done, of how
    many; what it raises ends it, and what was done stays. A document that somebody writes to meanwhile waits for the
    next time."""
    wanted = store.undigested()
    wrong: list[str] = []
    for done, document_id in enumerate(wanted):
        told(done, len(wanted))
        try:
            digest_one(store, document_id)
        except UserError as error:
            wrong.append(str(error))
    told(len(wanted), len(wanted))
    return tuple(wrong)


def digest_one(store: Store, document_id: int) -> None:
    """Digest one document. UserError where its history does not fit together."""
    try:
        timeline = Timeline(store.records(document_id))
    except ValueError as error:
        title = store.document(document_id).title
        raise UserError(f"The history of {title} does not fit together: reviser verify says more.") from error
    store.keep_digest(document_id, timeline.last, timeline.rounds(), timeline.state)
