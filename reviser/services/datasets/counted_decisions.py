"""Which decisions of this program's sessions are counted, and under which document's name, if documents derive from
others. Each decision is counted once, and all annotators' sessions of a document are counted under that document's
name, so that they can be compared.

Documents that a merge made from one count as if they were still one: the last decision of a person about an edit
counts, if it is in force, and the figures do not depend on the direction of the merge."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reviser.core.edit import DecisionSource
from reviser.datasets import session_source
from reviser.history.log.store import DocumentRow, HistoryReader

RoundsOf = Callable[[int], Iterable[session_source.Session]]  # gives the sessions of a document, by its number


class CountedDecisions:
    """The counted decisions of all documents, as of its creation."""

    def __init__(self, history: HistoryReader) -> None:
        self._related = history.kin()
        self._queued_ids = frozenset(session.document_id for session in self._related.own.values())

    def name(self, document: DocumentRow) -> str:
        """The name of a document in figures and exports."""
        session = self._related.own.get(document.id)
        called = self._related.called
        found = (
            None if session is None else self._related.named.get(session.document_id) or called.get(session.document_id)
        )
        return found or called.get(document.id) or document.path or document.title

    def partly(self, document_id: int) -> bool:
        """Whether only a part of a document's decisions counts."""
        return (
            document_id in self._related.own or document_id in self._queued_ids or document_id in self._related.merged
        )

    def whole(self, document_id: int) -> bool:
        """Whether everything in a document counts."""
        return not self.partly(document_id) and document_id not in self._related.related

    def counted(self, document_id: int, sessions: RoundsOf) -> Iterable[session_source.Session]:
        """The counted parts of a document's sessions; `sessions` gives all sessions of any document. Imported sessions
        count as imported. Rounds without decisions in an annotator's own document, or in one that was given to others,
        are left out; what another document contains too is counted in one of them."""
        found = sessions(document_id)
        if document_id in self._related.named:
            found = map(_since_import, found)
        if document_id in self._related.own or document_id in self._queued_ids:
            found = map(_if_decided, found)
        if document_id in self._related.related:
            found = self._alone(document_id, found, sessions)
        return found

    def _alone(
        self, document_id: int, own_sessions: Iterable[session_source.Session], sessions: RoundsOf
    ) -> Iterator[session_source.Session]:
        """The sessions without what is counted in another document."""
        elsewhere = self._elsewhere(document_id, sessions)
        for session in own_sessions:
            kept = tuple(offer for offer in session.offers if elsewhere.leaves(offer))
            if kept or not session.offers:
                yield replace(session, offers=kept)

    def _elsewhere(self, document_id: int, sessions: RoundsOf) -> "_Elsewhere":
        elsewhere = _Elsewhere(document_id)
        for number in sorted(self._related.related[document_id]):
            alike = self._whose(number) == self._whose(document_id)
            for session in sessions(number):
                for offer in session.offers:
                    if offer.who is not None:
                        elsewhere.decisions[offer.judged.id].append(_Made(offer.who, offer.at, number, alike))
                    elif alike:
                        elsewhere.abandoned_at[offer.judged.id].append(number)
        return elsewhere

    def _whose(self, document_id: int) -> str:
        """The annotator of a document that is an annotator's own session; empty if it is not one."""
        session = self._related.own.get(document_id)
        return "" if session is None else session.annotator


class _Made(NamedTuple):
    """A decision in another document. `alike`: it is not from another annotator's session."""

    who: tuple[DecisionSource, str]
    at: float
    number: int
    alike: bool


@dataclass(slots=True)
class _Elsewhere:
    """By proposal, the decisions in documents that share parts of this one, and where each was abandoned."""

    number: int
    decisions: defaultdict[str, list[_Made]] = field(default_factory=lambda: defaultdict(list))
    abandoned_at: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def leaves(self, offer: session_source.OfferedEdit) -> bool:
        """Whether a proposal counts here."""
        made = self.decisions.get(offer.judged.id, ())
        left = self.abandoned_at.get(offer.judged.id, ())
        if offer.who is None:
            return not any(one.alike for one in made) and all(number > self.number for number in left)
        if offer.who[0] is DecisionSource.IMPORT:
            return False
        return not any(
            one.who == offer.who
            and ((one.at == offer.at and one.number < self.number) or (one.alike and one.at > offer.at))
            for one in made
        )


def _if_decided(session: session_source.Session) -> session_source.Session:
    """The session, if anything in it was decided."""
    return session if any(offer.who is not None for offer in session.offers) else replace(session, offers=())


def _since_import(session: session_source.Session) -> session_source.Session:
    """Of an imported document, only what a person has decided since."""
    made = tuple(offer for offer in session.offers if offer.who is not None and offer.who[0] is DecisionSource.PERSON)
    return replace(session, offers=made)
