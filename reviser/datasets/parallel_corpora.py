"""Sentences with corrected or simplified versions, in the layouts of JFLEG, ASSET and IteraTeR.

JFLEG: `NAME.src` and `NAME.ref0`, `NAME.ref1` …, one tokenised sentence a line. ASSET: `NAME.orig` and `NAME.simp.0` …
IteraTeR: lines of JSON, each with one reference."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from reviser.datasets import iterater
from reviser.datasets.annotations import Annotation
from reviser.datasets.archive import DatasetFiles
from reviser.datasets.tokens import detokenised, retokenised, simple
from reviser.errors import UserError
from reviser.messages import message

_REFERENCE = re.compile(r"(?P<name>.+)\.(?:ref|simp\.)(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Parallel:
    """A parallel corpus. `texts` are the sentences as a reviser sees them. `references[k][i]` is the k-th writer's
    version of the i-th, in tokens. `tokens` gives the tokens of a text by its number, `line_tokens` those of a line in
    the dataset's own form."""

    name: str
    texts: tuple[str, ...]
    sources: tuple[list[str], ...]
    references: tuple[tuple[list[str], ...], ...]
    tokens: Callable[[int, str], list[str]]
    line_tokens: Callable[[str], list[str]] = str.split

    def first(self, count: int) -> "Parallel":
        """A corpus of the first `count` sentences."""
        references = tuple(each[:count] for each in self.references)
        texts, sources = self.texts[:count], self.sources[:count]
        return Parallel(self.name, texts, sources, references, self.tokens, self.line_tokens)

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the sources and references, to tell whether two runs used the same data."""
        lines = (" ".join(tokens) for column in (self.sources, *self.references) for tokens in column)
        return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def load(source: DatasetFiles) -> Parallel:
    """The sentences of a dataset. Raises UserError if it has none of the layouts, or if its files do not belong
    together."""
    for ending in (".src", ".orig"):
        names = source.names(ending)
        if names:
            return _lines(source, names[0], ending)
    saves = [found for found in iterater.read(source) if isinstance(found, Annotation) and found.base is not None]
    if not saves:
        raise UserError(
            message(
                "{path} has neither the files of JFLEG or ASSET, nor IteraTeR's lines: name another.", path=source.path
            )
        )
    return Parallel(
        "IteraTeR",
        tuple(save.base or "" for save in saves),
        tuple(simple(save.base or "") for save in saves),
        (tuple(simple(save.result or "") for save in saves),),
        lambda _, text: simple(text),
        simple,
    )


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
