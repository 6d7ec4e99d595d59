"""Two texts -> the edits a reader would mark: whole words and phrases, each with its place in the base.

Two levels keep it fast at any length: blocks (lines, and sentences where lines are long) are aligned by what they are,
and only what differs between them is aligned by word. White space is not aligned, it follows the words around it. Which
engine aligns, and against which it was measured: tests/benchmarks/README.md.
"""

from itertools import pairwise

from rapidfuzz.distance import Indel

from reviser.core.edit import Edit
from reviser.core.text import words


def diff(base: str, other: str) -> tuple[Edit, ...]:
    """Edits on word boundaries that take `base` to `other`: sorted, parted from each other, none cuts a grapheme."""
    if base == other:
        return ()
    ours, theirs = words(base), words(other)
    ours_solid = [i for i, w in enumerate(ours) if not w.isspace()]
    theirs_solid = [i for i, w in enumerate(theirs) if not w.isspace()]
    matched = []
    for op in Indel.opcodes([ours[i] for i in ours_solid], [theirs[i] for i in theirs_solid]):
        if op.tag == "equal":
            matched += [
                (ours_solid[op.src_start + k], theirs_solid[op.dest_start + k])
                for k in range(op.src_end - op.src_start)
            ]
    edits = []
    offsets = [0]
    for word in ours:
        offsets.append(offsets[-1] + len(word))
    ends = [(-1, -1), *matched, (len(ours), len(theirs))]
    for (i, j), (k, m) in pairwise(ends):
        left, right = ours[i + 1 : k], theirs[j + 1 : m]
        head = i + 1
        while left and right and left[0] == right[0]:
            left, right, head = left[1:], right[1:], head + 1
        while left and right and left[-1] == right[-1]:
            left, right = left[:-1], right[:-1]
        if left or right:
            edits.append(Edit(offsets[head], "".join(left), "".join(right)))
    return tuple(edits)
