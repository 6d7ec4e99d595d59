"""Decides, after a whole part has been read, which paragraph marks are locked and which are in the base text."""

from collections.abc import Iterable

from reviser.documents.docx.pieces import Pieces
from reviser.documents.splices.pieces import Kind, PieceState


def settle(pieces: Pieces) -> int:
    """Lock each paragraph mark whose paragraph cannot be joined with the next one. A tracked insertion or deletion of
    such a mark takes effect together with its paragraph, if that is left empty and something follows it; else the
    change is not offered as a proposal. Returns how many changes are not offered."""
    stacked = 0
    for mark, kind in enumerate(pieces.kinds):
        if kind != Kind.MARK:
            continue
        if pieces.paragraph_next[pieces.paragraphs[mark]] >= 0:
            if pieces.states[mark] == PieceState.DELETED and not may_join(pieces, pieces.paragraphs[mark]):
                stacked += _shut(pieces, (mark,))
            continue
        pieces.locked[mark] = pieces.locked[mark] or 1
        for side in (PieceState.INSERTED, PieceState.DELETED):
            if pieces.states[mark] & side:
                content = _goes(pieces, mark, side)
                if content is None:
                    pieces.states[mark] &= ~side
                    if side == PieceState.INSERTED and pieces.paragraph_followed[pieces.paragraphs[mark]]:
                        pieces.held.append(mark)
                if content is None:
                    stays = mark not in pieces.held or side != PieceState.INSERTED
                    stacked += _shut(pieces, (mark,) if stays else _paragraph(pieces, mark))
                elif _decided_together(pieces, mark, content):
                    pieces.tied[mark] = {*pieces.tied.get(mark, ()), *(pieces.units[number] for number in content)}
                else:
                    stacked += _shut(pieces, (mark, *content))
    return stacked


def may_join(pieces: Pieces, paragraph: int) -> bool:
    """Whether a paragraph can be joined with the next one. Not if the next is an inserted paragraph that would be
    removed as a whole when rejected."""
    following = pieces.paragraph_next[paragraph]
    while following >= 0 and (mark := pieces.paragraph_marks[following]) >= 0:
        if not pieces.states[mark] & PieceState.INSERTED:
            return True
        following = pieces.paragraph_next[following]
    return following >= 0


def _paragraph(pieces: Pieces, mark: int) -> range:
    """The pieces from the previous mark that is in the text up to this mark: what remains there keeps the mark."""
    first = mark
    while first > 0 and (pieces.kinds[first - 1] not in {Kind.MARK, Kind.SHOWN} or pieces.states[first - 1]):
        first -= 1
    return range(first, mark + 1)


def _shut(pieces: Pieces, numbers: Iterable[int]) -> int:
    """Mark the changes of these pieces as not decidable here. Returns how many were decidable before."""
    found = {pieces.units[number] for number in numbers} - {-1}
    units = {unit: pieces.changes[unit] for unit in found}
    count = sum(not unit.inside for unit in units.values())
    for unit in units.values():
        unit.inside = True
    return count


def _goes(pieces: Pieces, mark: int, side: int) -> range | None:
    """The pieces of the paragraph (and of those joined before it) that are removed with a mark; None if the mark
    stays."""
    if not pieces.paragraph_followed[pieces.paragraphs[mark]]:
        return None
    first = mark
    while first > 0 and pieces.states[first - 1] & side:
        first -= 1
    alone = first == 0 or pieces.kinds[first - 1] in {Kind.MARK, Kind.SHOWN}
    return range(first, mark) if alone else None


def _decided_together(pieces: Pieces, mark: int, content: range) -> bool:
    """Whether a mark and the content removed with it are one author's proposal, so that neither is decided without the
    other."""
    author = pieces.changes[pieces.units[mark]].author
    units = [pieces.changes[pieces.units[number]] for number in content]
    return all(unit.author == author and not unit.inside and not unit.moves for unit in units)
