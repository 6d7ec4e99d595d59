"""Inconsistencies of a document, one file for each kind. The majority of its own forms decides each of them.

A form that the person has accepted once overrules the majority. If all proposals are accepted, nothing more is
proposed."""

from collections.abc import Callable, Iterator

from reviser.core.edit import Proposal, Remark
from reviser.revisers.base import Found, ReadProgress, Request
from reviser.revisers.rules.consistency import (
    abbreviations,
    capitals,
    compounds,
    dashes,
    lists,
    names,
    numbers,
    quotes,
    spelling,
)
from reviser.revisers.rules.consistency.page import ProsePage

Kind = Callable[[ProsePage], Iterator[Proposal | Remark | None]]

# The order decides which of two overlapping proposals is kept. Kinds that change words come before kinds that change
# signs.
KINDS: tuple[Kind, ...] = (
    abbreviations.find,
    spelling.find,
    compounds.find,
    names.find,
    capitals.find,
    numbers.find,
    lists.find,
    dashes.find,
    quotes.find,
)


class Consistency:
    """The layer "consistency", which proposes one form wherever the document uses several."""

    @property
    def name(self) -> str:
        return "consistency"

    def find(self, request: Request) -> Iterator[Found]:
        """Yield proposals kind by kind, not overlapping, with ReadProgress at least every 500 words."""
        total = len(request.text)
        page: ProsePage | None = None
        for step in ProsePage.read(request):
            if isinstance(step, ProsePage):
                page = step
            else:
                yield step
        if page is None:
            return
        taken = bytearray(total + 1)
        for number, kind in enumerate(KINDS):
            yield ReadProgress(total * number // len(KINDS), total)
            yield from _allowed_findings(page, kind, taken, total * number // len(KINDS))
        yield ReadProgress(total, total)


def _allowed_findings(page: ProsePage, kind: Kind, taken: bytearray, done: int) -> Iterator[Found]:
    """The findings of one kind, without those that touch protected text, belong to a silenced rule, or overlap an
    earlier proposal."""
    for found in kind(page):
        if not isinstance(found, Proposal):
            yield found if isinstance(found, Remark) else ReadProgress(done, len(page.text))
            continue
        start, end = found.edit.start, max(found.edit.end, found.edit.start + 1)
        if found.rule in page.memory.silenced or any(taken[start:end]) or page.hidden(found.edit.span):
            continue
        taken[start:end] = b"\1" * (end - start)
        yield found
