"""The selection of an export: its sessions and edits, and the split that each document falls into."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from reviser.core.edit import Verdict
from reviser.datasets.annotations import Annotation, Selecting, chosen

_WHOLE = 1 << 64
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\dZ?)?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Selection:
    """The sessions and edits to export; an empty set selects everything. `since` and `until` are ISO 8601 dates or
    times that are compared with `saved`. `until` is inclusive to its own precision ("2026-11" includes all of
    November). Raises ValueError if they are not dates. `empty`: whether to include rounds without edits."""

    documents: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()
    revisers: frozenset[str] = frozenset()
    intents: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    since: str = ""
    until: str = ""
    which: Selecting = Selecting.LATEST
    empty: bool = False

    def __post_init__(self) -> None:
        for date in filter(None, (self.since, self.until)):
            if not is_moment(date):
                raise ValueError(f"{date} is no date or time like 2026, 2026-11, 2026-11-22 or 2026-11-22T18:30")

    def named(self) -> set[tuple[str, str]]:
        """What is selected by name: pairs of the kind (one of figures.KEYS) and the name."""
        asked = {
            "document": self.documents,
            "setting": self.settings,
            "annotator": self.annotators,
            "reviser": self.revisers,
            "intent": self.intents,
        }
        return {(key, name) for key, names in asked.items() for name in names}

    def describe(self, *, named: bool) -> tuple[str, ...]:
        """The conditions of the selection, a phrase each; empty if everything is selected. If `named` is false, people
        and documents are counted and not named."""

        def of(what: str, names: frozenset[str]) -> str:
            return f"{what}: {', '.join(sorted(names))}" if named else f"{what}: {len(names)} by name"

        phrases = [
            of("documents", self.documents) if self.documents else "",
            of("annotators", self.annotators) if self.annotators else "",
            f"settings: {', '.join(sorted(self.settings))}" if self.settings else "",
            of("revisers", self.revisers) if self.revisers else "",
            f"intents: {', '.join(sorted(self.intents))}" if self.intents else "",
            f"decisions: {', '.join(sorted(self.verdicts))}" if self.verdicts else "",
            f"from {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
            "rounds without edits too" if self.empty else "",
            "" if self.which is Selecting.LATEST else f"of several saves of a session: {self.which}",
        ]
        return tuple(filter(None, phrases))

    def select(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The selected annotations with the selected edits. An annotation that loses edits loses its result too,
        because the result is not the base with the remaining edits."""
        wanted = (annotation for annotation in annotations if self.wants(annotation))
        for annotation in chosen(wanted, self.which, empty=self.empty):
            yield from self._trimmed(annotation)

    def stream(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The same as `select` for annotations from which `which` was already chosen. No annotation is held."""
        for annotation in annotations:
            if self.wants(annotation) and (annotation.edits or self.empty):
                yield from self._trimmed(annotation)

    def _trimmed(self, annotation: Annotation) -> Iterator[Annotation]:
        if not self.intents and not self.verdicts:
            yield annotation
            return
        edits = tuple(
            judged
            for judged in annotation.edits
            if (not self.intents or judged.intent in self.intents)
            and (not self.verdicts or judged.verdict in self.verdicts)
        )
        if len(edits) == len(annotation.edits):
            yield annotation
        elif edits or self.empty:
            kept = tuple(judged for judged in edits if judged.accepted)
            yield replace(annotation, edits=edits, result=annotation.result if kept == annotation.accepted else None)

    def wants(self, annotation: Annotation) -> bool:
        """Whether an annotation is selected, regardless of its edits."""
        return (
            (not self.documents or annotation.document in self.documents)
            and (not self.settings or annotation.setting in self.settings)
            and (not self.annotators or annotation.annotator in self.annotators)
            and (not self.revisers or annotation.reviser in self.revisers)
            and annotation.saved >= self.since
            and (not self.until or annotation.saved[: len(self.until)] <= self.until)
        )


def is_moment(text: str) -> bool:
    """Whether a text is the beginning of an ISO 8601 time in UTC, starting with the year."""
    if _MOMENT.fullmatch(text) is None:
        return False
    try:
        datetime.fromisoformat(text + "0001-01-01T00:00:00Z"[len(text) :])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Splits:
    """The parts of a split by name, in order, with their shares of the documents, which add up to 1. All of a document
    falls into one part. The same seed puts a document into the same part, whatever else is exported."""

    shares: tuple[tuple[str, float], ...] = (("train", 0.8), ("validation", 0.1), ("test", 0.1))
    seed: int = 0
    _bounds: tuple[float, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        total, bounds = 0.0, []
        for name, share in self.shares:
            if share <= 0 or not name.isidentifier():
                raise ValueError(f"{name}: {share} is no share of the documents")
            total += share
            bounds.append(total)
        if abs(total - 1) > 1e-9:
            raise ValueError(f"the shares sum to {total:g}, not to 1")
        object.__setattr__(self, "_bounds", (*bounds[:-1], 1.0))

    @classmethod
    def parsed(cls, shares: str, seed: int) -> "Splits":
        """The splits in a text such as "train=0.8,validation=0.1,test=0.1". Raises ValueError if it has another
        form."""
        pairs = [part.split("=", 1) for part in shares.split(",")]
        return cls(tuple((name.strip(), float(share)) for name, share in pairs), seed)

    @property
    def description(self) -> str:
        """How the parts are made, in a sentence."""
        shares = ", ".join(f"{name} {share:g}" for name, share in self.shares)
        return f"Which part is drawn for each document by its name and the seed, with these odds: {shares}."

    def of(self, document: str) -> str:
        """The part that a document falls into."""
        hashed = sha256(f"{self.seed}:{document}".encode("utf-8", "surrogatepass")).digest()
        place = int.from_bytes(hashed[:8], "big") / _WHOLE
        return next(name for (name, _), bound in zip(self.shares, self._bounds, strict=True) if place < bound)
