"""The shapes of parallel corpora: sentences with corrected or simplified versions, in the layouts of JFLEG, ASSET,
EditEval and IteraTeR.

JFLEG: `NAME.src` and `NAME.ref0`, `NAME.ref1` …, one tokenised sentence a line. ASSET: `NAME.orig` and `NAME.simp.0` …
EditEval: lines of JSON, each with its task, its references and, for updating, its evidence (editeval.py). IteraTeR:
lines of JSON, each with one reference."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from reviser.datasets import editeval, iterater
from reviser.datasets.annotations import Annotation
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.parallel import Parallel
from reviser.datasets.tokens import detokenised, retokenised, simple
from reviser.errors import UserError
from reviser.messages import message

_REFERENCE = re.compile(r"(?P<name>.+)\.(?:ref|simp\.)(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A layout of files. `read` returns the corpora of a dataset with this layout; none if the dataset has another.
    Raises UserError if it is damaged."""

    name: str
    read: Callable[[DatasetFiles], tuple[Parallel, ...]]


def load(source: DatasetFiles) -> tuple[Parallel, ...]:
    """The corpora of a dataset: several of EditEval, of the others one. Raises UserError if it has none of the shapes,
    or if its files do not belong together."""
    for shape in SHAPES:
        found = shape.read(source)
        if found:
            return found
    raise UserError(
        message(
            "{path} has neither the files of JFLEG or ASSET, nor the lines of EditEval or IteraTeR: name another.",
            path=source.path,
        )
    )


def _revisions(source: DatasetFiles) -> tuple[Parallel, ...]:
    annotations = [found for found in iterater.read(source) if isinstance(found, Annotation) and found.base is not None]
    if not annotations:
        return ()
    return (
        Parallel(
            "IteraTeR",
            tuple(annotation.base or "" for annotation in annotations),
            tuple(simple(annotation.base or "") for annotation in annotations),
            (tuple(simple(annotation.result or "") for annotation in annotations),),
            lambda _, text: simple(text),
            simple,
        ),
    )


def _by_line(ending: str) -> Callable[[DatasetFiles], tuple[Parallel, ...]]:
    def read(source: DatasetFiles) -> tuple[Parallel, ...]:
        names = source.names(ending)
        return (_lines(source, names[0], ending),) if names else ()

    return read


def _lines(source: DatasetFiles, original: PurePosixPath, ending: str) -> Parallel:
    stem = original.name.removesuffix(ending)
    numbered: dict[int, PurePosixPath] = {}
    for name in source.names(""):
        found = _REFERENCE.fullmatch(name.name)
        if found is not None and found["name"] == stem and name.parent == original.parent:
            numbered[int(found["number"])] = name
    lines = _read(source, original)
    references = [_read(source, name) for _, name in sorted(numbered.items())]
    if not references or any(len(each) != len(lines) for each in references):
        raise UserError(
            message(
                "{original} and its references do not have the same number of lines: download the dataset again.",
                original=original,
            )
        )
    if ending == ".orig":
        sources = tuple(map(simple, lines))
        return Parallel(
            "ASSET",
            tuple(lines),
            sources,
            tuple(tuple(map(simple, each)) for each in references),
            lambda _, t: simple(t),
            simple,
        )
    texts = tuple(map(detokenised, lines))

    def tokens(index: int, text: str) -> list[str]:
        return retokenised(lines[index], texts[index], text)

    split = tuple(line.split() for line in lines)
    return Parallel("JFLEG", texts, split, tuple(tuple(line.split() for line in each) for each in references), tokens)


def _read(source: DatasetFiles, name: PurePosixPath) -> Sequence[str]:
    try:
        return source.read(name).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UserError(message("{name} is not UTF-8 text: download the dataset again.", name=name)) from error


SHAPES = (
    Shape("JFLEG", _by_line(".src")),
    Shape("ASSET", _by_line(".orig")),
    Shape("EditEval", editeval.read),
    Shape("IteraTeR", _revisions),
)
