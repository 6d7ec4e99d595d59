"""The M2 format of grammatical error correction (Dahlmeier & Ng, 2012): `S` with a sentence's tokens, `A` with an edit
of them, each annotator by number. Places are tokens, so an edit inside a token becomes one of the whole token, and two
inside one token become one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from reviser.core.edit import apply
from reviser.core.text import words
from reviser.datasets.annotations import Annotation, JudgedEdit
from reviser.datasets.changed_sentences import Passage, all_passages
from reviser.datasets.export_report import ExportReport

_Token = tuple[int, int, str]  # begin and end in code points, and what it reads

NO_EDIT = "A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||{annotator}"


def blocks(annotations: Iterable[Annotation], report: ExportReport) -> Iterator[bytes]:
    """A block for each sentence of each save with its text, in order, with what was accepted in it. Annotators are
    numbered in the order in which they come."""
    numbers: dict[str, int] = {}
    for save in annotations:
        if save.base is None:
            continue
        annotator = numbers.setdefault(save.annotator, len(numbers))
        for passage in all_passages(save):
            report.wrote(len(passage.edits))
            yield _block(passage, annotator)


def _block(passage: Passage, annotator: int) -> bytes:
    text = passage.before
    pieces = words(text)
    ends = list(accumulate(map(len, pieces)))
    tokens = [
        (end - len(piece), end, piece) for piece, end in zip(pieces, ends, strict=True) if piece and not piece.isspace()
    ]
    lines = ["S " + " ".join(piece for _, _, piece in tokens)]
    for low, high, together in _by_tokens(tokens, passage.edits):
        first = min(judged.edit.start for judged in together)
        last = max(judged.edit.end for judged in together)
        if low < high:
            first, last = min(first, tokens[low][0]), max(last, tokens[high - 1][1])
        moved = [replace(judged.applied, start=judged.edit.start - first) for judged in together]
        correction = " ".join(piece for piece in words(apply(text[first:last], moved)) if not piece.isspace())
        kind = (together[0].intent or "other").replace("|", "/")
        lines.append(f"A {low} {high}|||{kind}|||{correction or '-NONE-'}|||REQUIRED|||-NONE-|||{annotator}")
    if not passage.edits:
        lines.append(NO_EDIT.format(annotator=annotator))
    return ("\n".join(lines) + "\n\n").encode("utf-8", "backslashreplace")


def _by_tokens(tokens: list[_Token], edits: tuple[JudgedEdit, ...]) -> list[tuple[int, int, list[JudgedEdit]]]:
    """The edits with the tokens they are about, `low` to `high`; those that share a token together."""
    found: list[tuple[int, int, list[JudgedEdit]]] = []
    for judged in edits:
        first, last = judged.edit.start, judged.edit.end
        # An insertion is about a token only where it goes into one.
        inner = [at for at, (begin, end, _) in enumerate(tokens) if begin < last and first < end]
        low = inner[0] if inner else sum(end <= first for _, end, _ in tokens)
        high = inner[-1] + 1 if inner else low
        if found and low < found[-1][1]:
            before = found.pop()
            found.append((before[0], max(high, before[1]), [*before[2], judged]))
        else:
            found.append((low, high, [judged]))
    return found
