"""What of a Qt document is painted again for another page: which blocks, and in a block as little as can be.

Text that stays is never taken out and put in again: it only gets another format. So whatever holds a place in it (the
caret, a selection, what is scrolled to) stays where it is, and Qt lays out no more than it must.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtGui import QTextFormat as Format

from reviser.core.text import Utf16
from reviser.gui.text.lines import Line, Run, is_ghost, units

# Lines of a page, and the blocks of the document that are to show them.
Part = tuple[range, range]

# The property of a char format that says which style it is.
CODE = Format.Property.UserProperty.value + 1
FEW = 400  # runs that are compared with as many others
NEAR = 8  # runs, of both sides together, within which they agree again after a decision


def update_block(
    cursor: QTextCursor, start: int, old: Sequence[Run], new: Sequence[Run], format_of: Callable[[int], QTextCharFormat]
) -> None:
    """Make the block that begins at the position `start` and holds `old` hold `new`. From its end to its beginning, so
    that what is still to do stays in place."""
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


# At this position, so many units: get another format (a code), or are replaced by runs.
_Step = tuple[int, int, int | tuple[Run, ...]]


def _steps(old: Sequence[Run], new: Sequence[Run], position: int) -> list[_Step]:
    """What makes `old`, which begins at `position`, into `new`; in order."""
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
    """Where the two differ: `old[first:last]` stands for `new[begin:end]`; in order. A decision changes few runs in a
    row, so the two agree again soon; only where they do not is all that is left compared with all."""
    found: list[tuple[int, int, int, int]] = []
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
        found.append((here, agrees[0], there, agrees[1]))
        here, there = agrees
    left, right = old[here:], new[there:]
    if not left and not right:
        return found
    if not left or not right or len(left) > FEW or len(right) > FEW:
        return [*found, (here, len(old), there, len(new))]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return found + [
        (here + first, here + last, there + begin, there + end)
        for tag, first, last, begin, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _text(runs: Sequence[Run]) -> str:
    return "".join([run.text for run in runs if not is_ghost(run.code)])


def _format_steps(old: Sequence[Run], new: Sequence[Run], position: int) -> list[_Step]:
    """Where the text is the same and only ghosts and formats differ."""
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
    """What a block holds, neighbours of one look joined."""
    text = block.text()
    if not text:
        return []
    maps = None if text.isascii() else Utf16(text)
    found: list[Run] = []
    start = block.position()
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        first = fragment.position() - start
        last = first + fragment.length()
        part = text[first:last] if maps is None else text[maps.to_code_point(first) : maps.to_code_point(last)]
        code = int(fragment.charFormat().intProperty(CODE))
        if found and found[-1].code == code:
            found[-1] = Run(found[-1].text + part, code)
        else:
            found.append(Run(part, code))
        iterator += 1
    return found


def same_line(old: Line, new: Line) -> bool:
    """Whether two lines look the same; quick where they are one object."""
    return old is new or old == new


def changed_parts(old: tuple[Line, ...], new: tuple[Line, ...]) -> list[Part]:
    """The lines that differ, as lines of `new` that go where blocks of `old` stand. Lines that a page took over from
    the other are the same objects, which tells where the two agree."""
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
        # Lines only came or only went here: with the line before, which there is, or all of it at once.
        if parts or here == head:
            return [(range(head, len(new) - tail), range(head, len(old) - tail))]
        rest = (range(here - 1, len(new) - tail), range(there - 1, len(old) - tail))
    return [*parts, rest] if rest[0] else parts
