"""The difference of two texts as the edits that a reader would mark: whole words and phrases, each with its place in
the base.

Two levels make it fast for any length: lines (and sentences, if much differs) are aligned as wholes, and only what
differs between them is aligned by words. White space is not aligned; it follows the words around it. For the alignment
engine and its measurements see tests/benchmarks/README.md."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex

from reviser.core.align import align
from reviser.core.edit import Edit
from reviser.core.text import words


def diff(base: str, other: str) -> tuple[Edit, ...]:
    """The edits on word boundaries that turn `base` into `other`: sorted, not adjacent, never splitting a grapheme."""
    edits: list[Edit] = []
    for start, before, after in _changed_blocks(base, other):
        edits += _by_word(start, before, after)
    return tuple(edits)


def _changed_blocks(base: str, other: str) -> Iterator[tuple[int, str, str]]:
    """The differing blocks: the offset in the base, the text there, and the new text."""
    for start, before, after in _changed(0, _LINE.findall(base), _LINE.findall(other)):
        if min(len(before), len(after)) > _LONG_BLOCK:
            yield from _changed(start, _sentences(before), _sentences(after))
        else:
            yield start, before, after


def _changed(start: int, ours: list[str], theirs: list[str]) -> Iterator[tuple[int, str, str]]:
    i = j = 0
    for a, b, length in [*align(ours, theirs), (len(ours), len(theirs), 0)]:
        before = "".join(ours[i:a])
        if before or j < b:
            yield start, before, "".join(theirs[j:b])
        start += len(before) + sum(map(len, ours[a : a + length]))
        i, j = a + length, b + length


def _sentences(text: str) -> list[str]:
    """An approximate split into sentences. For the alignment, equal words must be split equally; cut abbreviations do
    no harm."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.end()])
        start = match.end()
    if start < len(text):
        pieces.append(text[start:])
    return pieces


@dataclass(slots=True)
class _Hunk:
    """The tokens `i:a` of ours become `j:b` of theirs."""

    i: int
    a: int
    j: int
    b: int


def _by_word(start: int, before: str, after: str) -> Iterator[Edit]:
    if not before or not after:
        yield Edit(start, before, after)
        return
    ours, theirs = words(before), words(after)
    hunks = _joined(ours, theirs, _slid(ours, theirs, _hunks(ours, theirs)))
    place = 0
    for hunk in hunks:
        start += sum(map(len, ours[place : hunk.i]))
        removed = "".join(ours[hunk.i : hunk.a])
        yield Edit(start, removed, "".join(theirs[hunk.j : hunk.b]))
        start += len(removed)
        place = hunk.a


def _hunks(ours: list[str], theirs: list[str]) -> list[_Hunk]:
    """The parts between the common words, without white space that is equal on both sides."""
    mine = [place for place, token in enumerate(ours) if not token.isspace()]
    yours = [place for place, token in enumerate(theirs) if not token.isspace()]
    hunks: list[_Hunk] = []
    i = j = 0

    def stays(from_ours: int, from_theirs: int, to_ours: int, to_theirs: int) -> None:
        nonlocal i, j
        if ours[i:from_ours] != theirs[j:from_theirs]:
            hunks.append(_trimmed(ours, theirs, _Hunk(i, from_ours, j, from_theirs)))
        i, j = to_ours, to_theirs

    for a, b, length in align([ours[place] for place in mine], [theirs[place] for place in yours]):
        ends = mine[a + length - 1] + 1, yours[b + length - 1] + 1
        if ours[mine[a] : ends[0]] == theirs[yours[b] : ends[1]]:
            stays(mine[a], yours[b], *ends)
        else:  # the white space within has changed
            for one, other in zip(mine[a : a + length], yours[b : b + length], strict=True):
                stays(one, other, one + 1, other + 1)
    stays(len(ours), len(theirs), len(ours), len(theirs))
    return hunks


def _trimmed(ours: list[str], theirs: list[str], hunk: _Hunk) -> _Hunk:
    i, a, j, b = hunk.i, hunk.a, hunk.j, hunk.b
    while i < a and j < b and ours[i] == theirs[j]:
        i, j = i + 1, j + 1
    while i < a and j < b and ours[a - 1] == theirs[b - 1]:
        a, b = a - 1, b - 1
    return _Hunk(i, a, j, b)


def _slid(ours: list[str], theirs: list[str], hunks: list[_Hunk]) -> list[_Hunk]:
    """Insertions and deletions moved to the best place: the same change can often be marked at several places ("the
    [cat saw the] dog", "[the cat saw] the dog"), and should begin and end with a phrase."""
    slid: list[_Hunk] = []
    for index, hunk in enumerate(hunks):
        tokens, start, end = (theirs, hunk.j, hunk.b) if hunk.i == hunk.a else (ours, hunk.i, hunk.a)
        if hunk.i != hunk.a and hunk.j != hunk.b:
            slid.append(hunk)
            continue
        least = slid[-1].a - hunk.i if slid else -hunk.i
        most = (hunks[index + 1].i if index + 1 < len(hunks) else len(ours)) - hunk.a
        by = 0
        while by > least and tokens[start + by - 1] == tokens[end + by - 1]:
            by -= 1
        best, best_by = _fit(tokens, start + by, end + by), by
        while by < most and tokens[start + by] == tokens[end + by]:
            by += 1
            fit = _fit(tokens, start + by, end + by)
            if fit > best or (fit == best and by <= 0):
                best, best_by = fit, by
        slid.append(_Hunk(hunk.i + best_by, hunk.a + best_by, hunk.j + best_by, hunk.b + best_by))
    return slid


def _fit(tokens: Sequence[str], start: int, end: int) -> int:
    """How well `tokens[start:end]` is separated from its surroundings."""
    return _boundary_strength(tokens, start) + _boundary_strength(tokens, end)


def _boundary_strength(tokens: Sequence[str], place: int) -> int:
    if place in (0, len(tokens)):
        return 5
    before, after = tokens[place - 1], tokens[place]
    if before.isspace():
        if "\n" in before or "\r" in before:
            return 5
        if place > 1 and tokens[place - 2] in _ENDS:
            return 4
        return 3 if place > 1 and not tokens[place - 2][-1].isalnum() else 2
    return 1 if after.isspace() or not after[0].isalnum() else 0


def _joined(ours: list[str], theirs: list[str], hunks: list[_Hunk]) -> list[_Hunk]:
    """The hunks with those joined that a reader would mark as one: separated only by white space or punctuation, or by
    so little that it matches by chance ("the" between two rewritten phrases). Hunks in different sentences or lines
    stay separate."""
    if len(hunks) < 2:
        return hunks
    # Up to each token: the number of letters, and of ends of sentences and lines.
    letters = list(accumulate([_letters(token) for token in ours], initial=0))
    others = list(accumulate([_letters(token) for token in theirs], initial=0))
    parts = list(accumulate([_is_end(ours, place) for place in range(len(ours))], initial=0))

    def size(hunk: _Hunk) -> int:
        return max(letters[hunk.a] - letters[hunk.i], others[hunk.b] - others[hunk.j])

    def belong(one: _Hunk, other: _Hunk) -> bool:
        if parts[other.i] > parts[one.a]:
            return False
        kept = letters[other.i] - letters[one.a]
        return kept * _CHANCE <= min(size(one), size(other))

    count = 0
    while count != len(hunks):  # a joined hunk can join more; each pass removes at least one
        count = len(hunks)
        joined: list[_Hunk] = []
        for hunk in hunks:
            if joined and belong(joined[-1], hunk):
                joined[-1] = _Hunk(joined[-1].i, hunk.a, joined[-1].j, hunk.b)
            else:
                joined.append(hunk)
        hunks = joined
    return [_trimmed(ours, theirs, hunk) for hunk in hunks]


def _letters(token: str) -> int:
    return len(token) if token[0].isalnum() else 0


def _is_end(tokens: list[str], place: int) -> bool:
    """Whether a line or a sentence ends with this white space."""
    token = tokens[place]
    if not token.isspace():
        return False
    return "\n" in token or "\r" in token or (place > 0 and tokens[place - 1] in _ENDS)


# What matches between two hunks is chance if both are so many times longer, in letters.
_CHANCE = 2
# In code points: from this length on, unchanged sentences are found first.
_LONG_BLOCK = 600
_LINE = re.compile(r"[^\r\n]*[\r\n][\s]*(?<=[\r\n])|[^\r\n]+")
_ENDS = frozenset(".!?\u2026\u3002")
# White space before a certain grapheme boundary, so that no part begins inside a grapheme.
_SENTENCE_END = regex.compile(r"[.!?\u2026][\"')\]\u2019\u201d]*\s+(?=\p{GCB=Other})")
