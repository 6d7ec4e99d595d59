"""Texts with versions of them that people wrote, as every shape of parallel corpora is read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

from reviser.datasets.edit_tasks import EditTask


@dataclass(frozen=True, slots=True)
class Parallel:
    """A parallel corpus. `texts` are the sentences as a reviser sees them. `references[k][i]` is the k-th writer's
    version of the i-th, in tokens. `tokens` gives the tokens of a text by its number, `line_tokens` those of a line in
    the dataset's own form.

    Of a dataset of EditEval also: its `task`; the `ids` of its rows; `reference_texts`, which are the references as
    they were written; and `evidence`, the passages that each text is to be updated from."""

    name: str
    texts: tuple[str, ...]
    sources: tuple[list[str], ...]
    references: tuple[tuple[list[str], ...], ...]
    tokens: Callable[[int, str], list[str]]
    line_tokens: Callable[[str], list[str]] = str.split
    task: EditTask | None = None
    ids: tuple[str, ...] = ()
    reference_texts: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[tuple[str, ...], ...] = ()

    def first(self, count: int) -> "Parallel":
        """A corpus of the first `count` sentences."""
        return replace(
            self,
            texts=self.texts[:count],
            sources=self.sources[:count],
            references=tuple(each[:count] for each in self.references),
            ids=self.ids[:count],
            reference_texts=tuple(each[:count] for each in self.reference_texts),
            evidence=self.evidence[:count],
        )

    @property
    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the sources, references and evidence, to tell whether two runs used the same
        data."""
        lines = [" ".join(tokens) for column in (self.sources, *self.references) for tokens in column]
        lines += [passage for passages in self.evidence for passage in passages]
        return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
