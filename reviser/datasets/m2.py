"""The M2 format of grammatical error correction (Dahlmeier & Ng, 2012): `S` with a sentence's tokens, then `A` lines,
each with an edit of them and the number of its annotator.

Places are tokens. An edit inside a token becomes an edit of the whole token, and two edits inside one token become one.
The type of an edit is ERRANT's if that was asked for, or else the intent."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from reviser.core.text import words
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.changed_sentences import Passage, all_passages
from reviser.datasets.export_report import ExportReport

NO_EDIT = "A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||{annotator}"


@dataclass(frozen=True, slots=True)
class TokenEdit:
    """An edit that replaces the tokens `low` to `high` (half-open) by the tokens `correction`. `judged` are the edits
    of the text that it was made from."""

    low: int
    high: int
    correction: tuple[str, ...]
    judged: tuple[JudgedEdit, ...]


@dataclass(frozen=True, slots=True)
class TokenisedPassage:
    """The tokens of a passage before the revision, and the edits of them in order."""

    tokens: tuple[str, ...]
    edits: tuple[TokenEdit, ...]


def blocks(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A block for each sentence of each annotation with its text, in order, with the accepted edits. Annotators are
    numbered in the order in which they first occur."""
    numbers: dict[str, int] = {}
    for annotation in annotations:
        if annotation.base is None:
            continue
        annotator = numbers.setdefault(annotation.annotator, len(numbers))
        for passage in all_passages(annotation):
            report.wrote(len(passage.edits))
            yield _block(passage, annotator)


def _block(passage: Passage, annotator: int) -> bytes:
    tokenised = tokenise(passage)
    lines = ["S " + " ".join(tokenised.tokens)]
    for edit in tokenised.edits:
        first = edit.judged[0]
        kind = first.error_type or (first.intent or "other").replace("|", "/")
        correction = " ".join(edit.correction)  # empty where tokens go: ERRANT takes -NONE- for a word
        lines.append(f"A {edit.low} {edit.high}|||{kind}|||{correction}|||REQUIRED|||-NONE-|||{annotator}")
    if not passage.edits:
        lines.append(NO_EDIT.format(annotator=annotator))
    return ("\n".join(lines) + "\n\n").encode("utf-8", "backslashreplace")


def tokenise(passage: Passage) -> TokenisedPassage:
    """A passage in tokens. Its tokens with the edits applied are the tokens of the text after the revision."""
    before, after = _Tokens.of(passage.before), _Tokens.of(passage.after)
    spans: list[_ChangedSpan] = []
    waiting = deque(_changes(passage.edits))
    while waiting:
        change = waiting.popleft()
        while True:
            left = max(before.cut_left(change.start), after.cut_left(change.new_start))
            right = max(before.cut_right(change.end), after.cut_right(change.new_end))
            if left and spans and change.start - left < spans[-1].end:
                change = spans.pop().joined(change)
            elif right and waiting and change.end + right > waiting[0].start:
                change = change.joined(waiting.popleft())
            elif left or right:
                change = change.widened(left, right)
            else:
                break
        spans.append(change)
    edits = (
        TokenEdit(
            before.until(change.start),
            before.until(change.end),
            after.pieces[after.until(change.new_start) : after.until(change.new_end)],
            change.judged,
        )
        for change in spans
    )
    return TokenisedPassage(before.pieces, tuple(edits))


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a text, and where they begin and end in code points."""

    pieces: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "_Tokens":
        pieces = words(text)
        found = [
            (piece, end - len(piece), end)
            for piece, end in zip(pieces, accumulate(map(len, pieces)), strict=True)
            if piece and not piece.isspace()
        ]
        return cls(*zip(*found, strict=True)) if found else cls((), (), ())

    def until(self, place: int) -> int:
        """The number of tokens that begin before a place."""
        return bisect_left(self.begins, place)

    def cut_left(self, place: int) -> int:
        """If a place is inside a token, how many code points of the token are before it."""
        number = self.until(place) - 1
        return place - self.begins[number] if number >= 0 and self.ends[number] > place else 0

    def cut_right(self, place: int) -> int:
        """If a place is inside a token, how many code points of the token are after it."""
        number = self.until(place) - 1
        return max(0, self.ends[number] - place) if number >= 0 else 0


@dataclass(frozen=True, slots=True)
class _ChangedSpan:
    """The span `start` to `end` before the change, and `new_start` to `new_end` after it. Outside the span both texts
    are equal."""

    start: int
    end: int
    new_start: int
    new_end: int
    judged: tuple[JudgedEdit, ...]

    def widened(self, left: int, right: int) -> "_ChangedSpan":
        return _ChangedSpan(
            self.start - left, self.end + right, self.new_start - left, self.new_end + right, self.judged
        )

    def joined(self, other: "_ChangedSpan") -> "_ChangedSpan":
        """This span joined with a later one and the text between them."""
        return _ChangedSpan(self.start, other.end, self.new_start, other.new_end, (*self.judged, *other.judged))


def _changes(edits: Iterable[JudgedEdit]) -> Iterator[_ChangedSpan]:
    moved = 0
    for judged in edits:
        edit = judged.applied
        yield _ChangedSpan(edit.start, edit.end, edit.start + moved, edit.start + moved + len(edit.after), (judged,))
        moved += len(edit.after) - len(edit.before)
