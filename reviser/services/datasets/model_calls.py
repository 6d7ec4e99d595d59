"""The requests to models in a history, each round's with the decisions about its edits."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter

from reviser.core.exchange import Exchange
from reviser.core.round_state import RoundState
from reviser.datasets import session_source
from reviser.datasets.annotations import Annotation, Setting
from reviser.datasets.calls import PricedExchange, RoundCalls
from reviser.datasets.selection import Selection
from reviser.history.log.store import HistoryReader
from reviser.services.datasets.sessions import Sessions
from reviser.services.documents.digest_updates import load_timeline
from reviser.services.rounds.cost import bill
from reviser.services.servers.prices import Prices

Pricing = Callable[[Exchange], PricedExchange]


def unpriced(exchange: Exchange) -> PricedExchange:
    """The request with an unknown cost."""
    return PricedExchange(exchange, None, "")


def pricing(prices: Prices, free: Callable[[str], bool]) -> Pricing:
    """A function that gives the cost of a request by the person's table. `free` returns whether a server costs
    nothing."""

    def priced(exchange: Exchange) -> PricedExchange:
        found = bill([exchange], prices, free)
        known = not found.unpriced and not found.untold
        return PricedExchange(exchange, float(found.cost) if known else None, prices.currency if known else "")

    return priced


def round_calls(
    history: HistoryReader, sessions: Sessions, selection: Selection, price: Pricing = unpriced
) -> Iterator[RoundCalls]:
    """The rounds in which a model was asked and that the selection includes, even if nobody decided in them. Only one
    document is in memory at a time. The edits are the selected ones. Raises UserError if the history is
    inconsistent."""
    for number in sessions.documents:
        if not history.has_requests(number):
            continue
        name = sessions.name(number)
        for round_state in load_timeline(history, number).rounds():
            exchanges = round_state.round.exchanges
            annotation = _annotation(name, round_state, selection) if exchanges else None
            if annotation is not None:
                yield RoundCalls(annotation, tuple(map(price, exchanges)))


def _annotation(document: str, round_state: RoundState, selection: Selection) -> Annotation | None:
    """The round with its selected edits, whoever decided them. None if none of its sessions is selected."""
    session = session_source.session_of(round_state)
    annotations = list(session_source.annotations(document, [session])) or [
        Annotation(
            Setting.SYSTEM_HUMAN,
            "",
            document,
            session.depth,
            session_source.moment(session.began),
            session.base,
            None,
            (),
            session.reviser,
            f"{document} depth {session.depth}",
        )
    ]
    wanted = [annotation for annotation in annotations if selection.wants(annotation)]
    if not wanted:
        return None
    edits = sorted((judged for annotation in wanted for judged in annotation.edits), key=attrgetter("edit.start"))
    annotator = wanted[0].annotator if len(wanted) == 1 else ""
    whole = replace(wanted[0], annotator=annotator, edits=tuple(edits), result=None)
    return next(iter(replace(selection, annotators=frozenset()).stream([whole])), replace(whole, edits=()))
