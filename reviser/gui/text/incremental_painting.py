"""Updates a QTextDocument from one page to the next: which blocks to repaint, and the smallest change in each block.

Text that stays is never removed and inserted again; only its format changes. So everything that is anchored in it (the
caret, a selection, the scroll position) stays in place, and Qt lays out no more than needed."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtGui import QTextFormat as Format

from reviser.core.text import Utf16
from reviser.gui.text.lines import Line, Run, is_ghost, units

# Lines of a page, and the blocks of the document that have to show them.
Part = tuple[range, range]

# The property of a char format that stores the code of its style.
CODE = Format.Property.UserProperty.value + 1
FEW = 400  # up to so many runs are compared pairwise
NEAR = 8  # after a decision, both sides agree again within so many runs


def update_block(
    cursor: QTextCursor, start: int, old: Sequence[Run], new: Sequence[Run], format_of: Callable[[int], QTextCharFormat]
) -> None:
    """Change the block at position `start` from the runs `old` to the runs `new`. Works from the end to the beginning,
    so that earlier positions stay valid."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    position = start + sum(units(run.text) for run in old[:head])
    for step in reversed(_steps(before, after, position)):
        at, length, put = step
        cursor.setPosition(at)
        if length:
            cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        if isinstance(put, int):
            cursor.setCharFormat(format_of(put))
            continue
        if length:
            cursor.removeSelectedText()
        for run in put:
            cursor.insertText(run.text, format_of(run.code))


# A position and a number of units, which get another format (a code) or are replaced by runs.
_Step = tuple[int, int, int | tuple[Run, ...]]


def _steps(old: Sequence[Run], new: Sequence[Run], position: int) -> list[_Step]:
    """The steps, in order, that turn `old`, which begins at `position`, into `new`."""
    if _text(old) == _text(new):
        return _format_steps(old, new, position)
    steps: list[_Step] = []
    passed = 0
    for first, last, begin, end in _differences(old, new):
        position += sum([units(run.text) for run in old[passed:first]])
        width = sum([units(run.text) for run in old[first:last]])
        steps.append((position, width, tuple(new[begin:end])))
        position += width
        passed = last
    return steps


def _differences(old: Sequence[Run], new: Sequence[Run]) -> list[tuple[int, int, int, int]]:
    """The differences between two lists of runs, in order: `old[first:last]` becomes `new[begin:end]`. A decision
    changes only a few adjacent runs, so both sides usually agree again soon; only if they do not, the rest is compared
    as a whole."""
    differences: list[tuple[int, int, int, int]] = []
    here, there = 0, 0
    while here < len(old) and there < len(new):
        if old[here] == new[there]:
            here, there = here + 1, there + 1
            continue
        agrees = next(
            (
                (here + skipped - more, there + more)
                for skipped in range(1, NEAR + 1)
                for more in range(skipped + 1)
                if here + skipped - more < len(old)
                and there + more < len(new)
                and old[here + skipped - more] == new[there + more]
            ),
            None,
        )
        if agrees is None:
            break
        differences.append((here, agrees[0], there, agrees[1]))
        here, there = agrees
    left, right = old[here:], new[there:]
    if not left and not right:
        return differences
    if not left or not right or len(left) > FEW or len(right) > FEW:
        return [*differences, (here, len(old), there, len(new))]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return differences + [
        (here + first, here + last, there + begin, there + end)
        for tag, first, last, begin, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _text(runs: Sequence[Run]) -> str:
    return "".join([run.text for run in runs if not is_ghost(run.code)])


def _format_steps(old: Sequence[Run], new: Sequence[Run], position: int) -> list[_Step]:
    """The steps for two lists with the same text, where only ghosts and formats differ."""
    steps: list[_Step] = []
    left, right = list(reversed(old)), list(reversed(new))
    while left or right:
        if left and right and left[-1] == right[-1]:
            position += units(left.pop().text)
            right.pop()
        elif left and is_ghost(left[-1].code):
            width = units(left.pop().text)
            steps.append((position, width, ()))
            position += width
        elif right and is_ghost(right[-1].code):
            steps.append((position, 0, (right.pop(),)))
        else:
            one, other = left.pop(), right.pop()
            shared = min(len(one.text), len(other.text))
            width = units(one.text[:shared])
            if one.code != other.code:
                steps.append((position, width, other.code))
            position += width
            if len(one.text) > shared:
                left.append(Run(one.text[shared:], one.code))
            if len(other.text) > shared:
                right.append(Run(other.text[shared:], other.code))
    return steps


def runs_of(block: QTextBlock) -> list[Run]:
    """The runs of a block; adjacent runs with the same look are joined."""
    text = block.text()
    if not text:
        return []
    maps = None if text.isascii() else Utf16(text)
    runs: list[Run] = []
    start = block.position()
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        first = fragment.position() - start
        last = first + fragment.length()
        part = text[first:last] if maps is None else text[maps.to_code_point(first) : maps.to_code_point(last)]
        code = int(fragment.charFormat().intProperty(CODE))
        if runs and runs[-1].code == code:
            runs[-1] = Run(runs[-1].text + part, code)
        else:
            runs.append(Run(part, code))
        iterator += 1
    return runs


def same_line(old: Line, new: Line) -> bool:
    """Whether two lines look the same. Fast if they are the same object."""
    return old is new or old == new


def changed_parts(old: tuple[Line, ...], new: tuple[Line, ...]) -> list[Part]:
    """The parts that differ: ranges of lines in `new`, and the ranges of blocks of `old` that they replace. Lines that
    the new page took over are the same objects, so equal parts are found quickly."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and same_line(old[head], new[head]):
        head += 1
    if head == len(old) == len(new):
        return []
    if len(old) == len(new):
        return [
            (range(number, number + 1), range(number, number + 1))
            for number in range(head, len(new))
            if not same_line(old[number], new[number])
        ]
    head = min(head, limit - 1)
    tail = 0
    while tail < limit - 1 - head and same_line(old[-1 - tail], new[-1 - tail]):
        tail += 1
    places = {id(old[number]): number for number in range(head, len(old) - tail)}
    parts: list[Part] = []
    here, there = head, head
    for number in range(head, len(new) - tail):
        at = places.get(id(new[number]), -1)
        if at > there and number > here:
            parts.append((range(here, number), range(there, at)))
            here, there = number + 1, at + 1
        elif at == there and number == here:
            here, there = number + 1, at + 1
    rest = (range(here, len(new) - tail), range(there, len(old) - tail))
    if bool(rest[0]) != bool(rest[1]):
        # Lines were only added or only removed: take the line before them as well, or if there is none, everything.
        if parts or here == head:
            return [(range(head, len(new) - tail), range(head, len(old) - tail))]
        rest = (range(here - 1, len(new) - tail), range(there - 1, len(old) - tail))
    return [*parts, rest] if rest[0] else parts
