"""What of our own sessions is counted, and under which document's name, where documents have something of others: each
decision once, and all annotators' sessions of one document under that document's name, so that they can be compared.
"""

from collections.abc import Iterable
from dataclasses import replace

from reviser.core.edit import DecisionSource
from reviser.datasets import own
from reviser.history.kin import Decision, Shared
from reviser.history.store import DocumentRow, Reader


class Kinship:
    """Of all documents of a history, as they are when this is made."""

    def __init__(self, history: Reader) -> None:
        self._history = history
        self._kin = history.kin()
        self._given = frozenset(session.given for session in self._kin.own.values())

    def name(self, document: DocumentRow) -> str:
        """What a document is called in figures and exports."""
        session = self._kin.own.get(document.id)
        called = self._kin.called
        found = None if session is None else self._kin.named.get(session.given) or called.get(session.given)
        return found or called.get(document.id) or document.path or document.title

    def partly(self, document_id: int) -> bool:
        """Whether only what was decided in a document counts."""
        return document_id in self._kin.own or document_id in self._given or document_id in self._kin.merged

    def counted(self, document_id: int, sessions: Iterable[own.Session]) -> Iterable[own.Session]:
        """What counts of a document's sessions. What nobody decided in an annotator's own one, or in one that others
        were given, is of no round of theirs; what another document has too is counted there."""
        if document_id in self._kin.own or document_id in self._given:
            sessions = map(_begun, sessions)
        if document_id in self._kin.merged:
            shared = self._history.shared(document_id)
            sessions = (_alone(session, shared) for session in sessions)
        return sessions


def _begun(session: own.Session) -> own.Session:
    """The session, if anything in it was decided."""
    return session if any(offer.who is not None for offer in session.offers) else replace(session, offers=())


def _alone(session: own.Session, shared: Shared) -> own.Session:
    """Without what was decided, or left, where the two documents were one."""
    return replace(session, offers=tuple(offer for offer in session.offers if _is_alone(offer, shared)))


def _is_alone(offer: own.Offer, shared: Shared) -> bool:
    if offer.judged.id.rpartition(":")[0] not in shared.rounds:
        return True
    if offer.who is None or offer.who[0] is DecisionSource.IMPORT:
        return False
    return Decision(offer.judged.id, offer.who[1], offer.at) not in shared.decisions
