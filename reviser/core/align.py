"""Aligns two sequences: which elements of one correspond to which of the other, in order. Used by `diff`, which knows
text.

An exact alignment (longest common subsequence) costs the product of the lengths, so it is used for small inputs only.
Larger inputs are first cut at elements that occur once on both sides; if there are none, a window slides along both.
Limits count elements, never seconds: the same texts give the same edits on every machine."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

from rapidfuzz.distance import Indel

T = TypeVar("T", bound=Hashable)

# Indexes in `ours` and `theirs`, and the number of equal elements from there: (i, j, length).
Run = tuple[int, int, int]

# rapidfuzz stores one bit for each pair: 2 MB.
_EXACT_PAIRS = 16_000_000
_WINDOW = 2_000
_DEEPEST = 12


def align(ours: Sequence[T], theirs: Sequence[T]) -> list[Run]:
    """The maximal runs of equal elements, in order."""
    ids: dict[T, int] = {}
    mine = [ids.setdefault(element, len(ids)) for element in ours]
    yours = [ids.setdefault(element, len(ids)) for element in theirs]
    pairs = list(_pairs(mine, yours, 0, 0, 0))
    return _joined(pairs)


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for i, j, length in runs:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((i, j, length))
    return joined


def _pairs(ours: list[int], theirs: list[int], i: int, j: int, depth: int) -> Iterator[Run]:
    """The runs of `ours` and `theirs`, shifted by `i` and `j`."""
    head = _same_start(ours, theirs)
    if head:
        yield i, j, head
    tail = _same_end(ours, theirs, min(len(ours), len(theirs)) - head)
    end = (i + len(ours) - tail, j + len(theirs) - tail)
    ours, theirs = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if ours and theirs:
        yield from _middle(ours, theirs, i + head, j + head, depth)
    if tail:
        yield *end, tail


def _middle(ours: list[int], theirs: list[int], i: int, j: int, depth: int) -> Iterator[Run]:
    # Elements on one side only can never match: without them, the rest is often short.
    common = set(ours).intersection(theirs)
    if not common:
        return
    kept = [place for place, element in enumerate(ours) if element in common]
    others = [place for place, element in enumerate(theirs) if element in common]
    mine, yours = [ours[place] for place in kept], [theirs[place] for place in others]
    if len(mine) * len(yours) <= _EXACT_PAIRS:
        runs = _exact(mine, yours)
    else:
        anchors = _anchors(mine, yours) if depth < _DEEPEST else []
        runs = _between(mine, yours, anchors, depth) if anchors else _sliding(mine, yours)
    for a, b, length in runs:
        last = length - 1
        if kept[a + last] - kept[a] == last == others[b + last] - others[b]:
            yield i + kept[a], j + others[b], length
        else:
            yield from ((i + kept[a + step], j + others[b + step], 1) for step in range(length))


def _exact(ours: list[int], theirs: list[int]) -> Iterator[Run]:
    for code in Indel.opcodes(ours, theirs):
        if code.tag == "equal":
            yield code.src_start, code.dest_start, code.src_end - code.src_start


def _anchors(ours: list[int], theirs: list[int]) -> list[tuple[int, int]]:
    """The longest list of elements that occur once on both sides, in the same order (patience: Cohen, 2003)."""
    counts, others = Counter(ours), Counter(theirs)
    place_in_theirs = {element: place for place, element in enumerate(theirs) if others[element] == 1}
    tops: list[int] = []  # top card of each pile, as an index in `theirs`
    piles: list[int] = []  # last card of each pile, an index into `cards`
    cards: list[tuple[int, int, int]] = []  # index in ours, index in theirs, and the card below
    for place, element in enumerate(ours):
        if counts[element] != 1 or element not in place_in_theirs:
            continue
        target = place_in_theirs[element]
        pile = bisect_left(tops, target)
        cards.append((place, target, piles[pile - 1] if pile else -1))
        if pile == len(tops):
            tops.append(target)
            piles.append(len(cards) - 1)
        else:
            tops[pile] = target
            piles[pile] = len(cards) - 1
    anchors: list[tuple[int, int]] = []
    card = piles[-1] if piles else -1
    while card >= 0:
        place, target, card = cards[card]
        anchors.append((place, target))
    return anchors[::-1]


def _between(ours: list[int], theirs: list[int], anchors: list[tuple[int, int]], depth: int) -> Iterator[Run]:
    i = j = 0
    for a, b in [*anchors, (len(ours), len(theirs))]:
        yield from _pairs(ours[i:a], theirs[j:b], i, j, depth + 1)
        if a < len(ours):
            yield a, b, 1
        i, j = a + 1, b + 1


def _sliding(ours: list[int], theirs: list[int]) -> Iterator[Run]:
    """Exact alignment inside a window that follows the alignment; each step advances by at least half a window on one
    side."""
    i = j = 0
    while i < len(ours) and j < len(theirs):
        runs = list(_exact(ours[i : i + _WINDOW], theirs[j : j + _WINDOW]))
        if i + _WINDOW >= len(ours) and j + _WINDOW >= len(theirs):
            yield from ((i + a, j + b, length) for a, b, length in runs)
            return
        # The far end of a window is aligned without knowledge of what follows: the next window aligns it again.
        limit = _WINDOW * 3 // 4
        a = b = 0
        for a_start, b_start, length in runs:
            fits = min(length, limit - a_start, limit - b_start)
            if fits <= 0:
                break
            yield i + a_start, j + b_start, fits
            a, b = a_start + fits, b_start + fits
        if max(a, b) < _WINDOW // 2:
            a = b = _WINDOW // 2
        i, j = i + a, j + b


def _same_start(ours: list[int], theirs: list[int]) -> int:
    length = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        length += 1
    return length


def _same_end(ours: list[int], theirs: list[int], at_most: int) -> int:
    length = 0
    while length < at_most and ours[-1 - length] == theirs[-1 - length]:
        length += 1
    return length
