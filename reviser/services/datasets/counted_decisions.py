"""What of our own sessions is counted, and under which document's name, where documents have something of others: each
decision once, and all annotators' sessions of one document under that document's name, so that they can be compared.

Documents that a merge made of one count together as if they were one still: of what a person decided of an edit in
them, the last counts, where it is in force, and the figures are the same whichever was merged into the other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reviser.core.edit import DecisionSource
from reviser.datasets import session_source
from reviser.history.log.store import DocumentRow, HistoryReader

RoundsOf = Callable[[int], Iterable[session_source.Session]]  # a document, by its number


class CountedDecisions:
    """Of all documents of a history, as they are when this is made."""

    def __init__(self, history: HistoryReader) -> None:
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

    def whole(self, document_id: int) -> bool:
        """Whether all that a document has counts."""
        return not self.partly(document_id) and document_id not in self._kin.related

    def counted(self, document_id: int, sessions: RoundsOf) -> Iterable[session_source.Session]:
        """What counts of a document's sessions, given all of any document. What came with a dataset counts as it was
        imported. What nobody decided in an annotator's own one, or in one that others were given, is of no round of
        theirs; what another document has too is counted in one of them."""
        found = sessions(document_id)
        if document_id in self._kin.named:
            found = map(_since_import, found)
        if document_id in self._kin.own or document_id in self._given:
            found = map(_if_decided, found)
        if document_id in self._kin.related:
            found = self._alone(document_id, found, sessions)
        return found

    def _alone(
        self, document_id: int, found: Iterable[session_source.Session], sessions: RoundsOf
    ) -> Iterator[session_source.Session]:
        """Without what counts in another document."""
        elsewhere = self._elsewhere(document_id, sessions)
        for session in found:
            kept = tuple(offer for offer in session.offers if elsewhere.leaves(offer))
            if kept or not session.offers:
                yield replace(session, offers=kept)

    def _elsewhere(self, document_id: int, sessions: RoundsOf) -> "_Elsewhere":
        found = _Elsewhere(document_id)
        for number in sorted(self._kin.related[document_id]):
            alike = self._whose(number) == self._whose(document_id)
            for session in sessions(number):
                for offer in session.offers:
                    if offer.who is not None:
                        found.made[offer.judged.id].append(_Made(offer.who, offer.at, number, alike))
                    elif alike:
                        found.left[offer.judged.id].append(number)
        return found

    def _whose(self, document_id: int) -> str:
        """Whose own session a document is; nobody's where it is none."""
        session = self._kin.own.get(document_id)
        return "" if session is None else session.annotator


class _Made(NamedTuple):
    """A decision in another document. `alike`: it is not of another annotator's session."""

    who: tuple[DecisionSource, str]
    at: float
    number: int
    alike: bool


@dataclass(slots=True)
class _Elsewhere:
    """By proposal, what was decided in the documents that have something of this one, and where it was left."""

    number: int
    made: defaultdict[str, list[_Made]] = field(default_factory=lambda: defaultdict(list))
    left: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def leaves(self, offer: session_source.OfferedEdit) -> bool:
        """Whether an offer counts here."""
        made = self.made.get(offer.judged.id, ())
        left = self.left.get(offer.judged.id, ())
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
    """Of a document that was imported only what a person decided in it since."""
    made = tuple(offer for offer in session.offers if offer.who is not None and offer.who[0] is DecisionSource.PERSON)
    return replace(session, offers=made)
