"""Reduces "this passage should read so" to the words that change, in the writer's own style of signs.

A model returns quotation marks, dashes and spaces in its own way. Texts are compared in their plainest form
(core.text), so that a difference in such signs alone is no edit, and new text gets the writer's own marks."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviser.core.diff import diff
from reviser.core.edit import Edit
from reviser.core.text import Span, is_boundary, normalise, words
from reviser.revisers.rules.conflicts import with_line_end

_LINE_ENDS = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_BETWEEN_LETTERS = re.compile(r"(?<=\w)['\u2019](?=\w)")
_STRAIGHT_DOUBLE = re.compile(r'(^|[\s(\[{\u2014\u2013-])?"')
_CURLY_DOUBLE = re.compile("[\u201c\u201d]")
_OPENING = frozenset("([{\u201c\u2018\u00ab")
_CLOSING = frozenset(")]}\u201d\u2019\u00bb")
_PAIRED = frozenset('()[]{}\u201c\u201d\u00ab\u00bb"\u2014\u2013')
_LONG_WORD = 4  # code points; shorter words are too frequent to show that a word has moved


@dataclass(frozen=True, slots=True)
class Marks:
    """The writer's style of quotation marks; None if the text does not show it."""

    apostrophe: str | None
    curly: bool | None  # double quotation marks

    @classmethod
    def of(cls, text: str) -> "Marks":
        """The most frequent style in `text`."""
        found = _BETWEEN_LETTERS.findall(text)
        curly = len(_CURLY_DOUBLE.findall(text))
        straight = text.count('"')
        return cls(
            max("'\u2019", key=found.count) if found else None,
            None if curly == straight else curly > straight,
        )

    def applied(self, text: str) -> str:
        """`text` with its quotation marks in the writer's style."""
        if self.apostrophe:
            text = _BETWEEN_LETTERS.sub(self.apostrophe, text)
        if self.curly is True:
            text = _STRAIGHT_DOUBLE.sub(lambda match: match[1] + "\u201c" if match[1] is not None else "\u201d", text)
        elif self.curly is False:
            text = _CURLY_DOUBLE.sub('"', text)
        return text


def minimal_edits(text: str, span: Span, after: str, marks: Marks) -> tuple[Edit, ...]:
    """The edits that make `span` of `text` read `after`, on word boundaries, in order and disjoint. Empty if only marks
    and spacing would change, or if an edit would cut a grapheme."""
    before = span.of(text)
    after = _LINE_ENDS.sub(" ", after)
    mine, theirs = normalise(before), normalise(after)
    edits: list[Edit] = []
    shift = 0
    for change in diff(mine.text, theirs.text):
        place = mine.span(change.start, change.end)
        start = change.start + shift
        shift += len(change.after) - len(change.before)
        new = theirs.span(start, start + len(change.after)).of(after) if change.after else ""
        edit = _tidy(text, Edit(span.start + place.start, place.of(before), marks.applied(new)))
        edit = with_line_end(text, edit)
        if edit.before == edit.after:
            continue
        if not is_boundary(text, edit.start) or not is_boundary(text, edit.end):
            return ()
        if edits and (edit.start < edits[-1].end or edit.start == edits[-1].start):
            return ()
        edits.append(edit)
    return tuple(edits)


def _tidy(text: str, edit: Edit) -> Edit:
    """The edit; a deletion between two spaces also removes one of them."""
    if edit.after or not edit.before.strip() or edit.before[0].isspace() or edit.before[-1].isspace():
        return edit
    left = text[edit.start - 1 : edit.start]
    right = text[edit.end : edit.end + 1]
    if left == " " and (not right or right.isspace() or right in ".,;:!?)"):
        return Edit(edit.start - 1, left + edit.before, "")
    if right == " " and (not left or left.isspace()):
        return Edit(edit.start, edit.before + right, "")
    return edit


def dependent(edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits grouped by those that only make sense together: a word moved to another place, a pair of brackets,
    quotation marks or commas, or a plural with its verb. In order of place. The time is linear in the edits and their
    words."""
    parent = list(range(len(edits)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for together in _sharing(edits):
        for index in together:
            parent[max(root(index), root(together[0]))] = min(root(index), root(together[0]))
    groups: dict[int, list[Edit]] = {}
    for index, edit in enumerate(edits):
        groups.setdefault(root(index), []).append(edit)
    return [sorted(group) for group in groups.values()]


def _sharing(edits: Sequence[Edit]) -> Iterator[list[int]]:
    """The indices of edits that depend on each other, for each reason."""
    taken: defaultdict[str, list[int]] = defaultdict(list)
    put: defaultdict[str, list[int]] = defaultdict(list)
    paired: list[int] = []
    commas: list[int] = []
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for index, edit in enumerate(edits):
        for word in _long_words(edit.before):
            taken[word].append(index)
        for word in _long_words(edit.after):
            put[word].append(index)
        signs = set(_signs(edit))
        if signs and signs <= _PAIRED:
            paired.append(index)
        elif signs == {","}:
            commas.append(index)
        numbers[_plural_shift(edit)].append(index)
    for word in taken.keys() & put.keys():
        yield sorted({*taken[word], *put[word]})
    yield from (each for each in (paired, commas) if each)
    if numbers[1] and numbers[-1]:
        yield sorted(numbers[1] + numbers[-1])


def _long_words(text: str) -> set[str]:
    return {word.casefold() for word in words(text) if len(word) >= _LONG_WORD and word[0].isalnum()}


def _signs(edit: Edit) -> str:
    """The signs that the edit adds or removes, if it does nothing else; empty if it changes a word."""
    old = [word for word in words(edit.before) if not word.isspace()]
    new = [word for word in words(edit.after) if not word.isspace()]
    if [word for word in old if word[0].isalnum()] != [word for word in new if word[0].isalnum()]:
        return ""
    return "".join(word for word in old + new if not word[0].isalnum() and (word in old) != (word in new))


# To the plural: of nouns by -s, of verbs by its loss; so the two have opposite signs where they agree.
_VERBS = {("is", "are"), ("was", "were"), ("has", "have"), ("does", "do")}
_POINTERS = {("this", "these"), ("that", "those")}


def _plural_shift(edit: Edit) -> int:
    """1 if the edit adds an -s, -1 if it removes one, 0 for everything else. The change of a verb to the plural ("is"
    to "are") counts as removing an -s."""
    old, new = edit.before.casefold(), edit.after.casefold()
    if (old, new) in _VERBS or (new, old) in _POINTERS or (len(new) > 2 and old in {new + "s", new + "es"}):
        return -1
    if (new, old) in _VERBS or (old, new) in _POINTERS or (len(old) > 2 and new in {old + "s", old + "es"}):
        return 1
    return 0
