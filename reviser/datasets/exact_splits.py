"""Splits into parts of exact sizes, in documents, optionally with the same mixture in each. All documents must be known
for that, so they are read once before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from reviser.datasets import statistics
from reviser.datasets.annotations import Annotation
from reviser.errors import UsageError
from reviser.messages import plural

REST = "rest"
Size = Fraction | int | None  # a share of the documents, so many, or the rest of them


@dataclass(frozen=True, slots=True)
class PlacedSplits:
    """The part of each document, by its name; `shares` are in the order of the parts. `description` is a sentence about
    how the parts were made."""

    shares: tuple[tuple[str, int], ...]
    seed: int
    description: str
    _parts: Mapping[str, str]

    def of(self, document: str) -> str:
        """The part that a document is in."""
        return self._parts[document]


@dataclass(frozen=True, slots=True)
class ExactSplits:
    """The names and sizes of parts, in order. `by`: the key (of statistics.KEYS) whose mixture is to be the same in
    each part; empty for none. Raises ValueError if the sizes are impossible."""

    sizes: tuple[tuple[str, Size], ...]
    seed: int = 0
    by: str = ""

    def __post_init__(self) -> None:
        shares = [size for _, size in self.sizes if isinstance(size, Fraction)]
        for name, size in self.sizes:
            if not name.isidentifier() or (size is not None and size <= 0):
                raise ValueError(f"{name}: {size} is no size of a part")
        if len({name for name, _ in self.sizes}) < len(self.sizes):
            raise ValueError("two parts have one name")
        if shares and (len(shares) < len(self.sizes) or sum(shares) != 1):
            raise ValueError("shares sum to 1, and stand beside no numbers of documents")
        if sum(size is None for _, size in self.sizes) > 1:
            raise ValueError("only one part can be the rest")

    @classmethod
    def parsed(cls, sizes: str, seed: int, by: str = "") -> "ExactSplits":
        """The splits in a text such as "train=0.8,test=0.2" or "train=rest,test=50". Raises ValueError if it has
        another form."""
        pairs, counted = [part.split("=", 1) for part in sizes.split(",")], are_sizes(sizes)
        return cls(tuple((name.strip(), _size(size.strip(), counted)) for name, size in pairs), seed, by)

    def assign(self, annotations: Iterable[Annotation]) -> PlacedSplits:
        """Put the documents of these annotations into parts. The same documents and seed give the same parts. Raises
        UsageError if there are too few or too many documents."""
        mixed = _strata(annotations, self.by)
        wanted = self._counts(len(mixed))
        # In this order, every stretch contains its share of each part. So each stratum does too, and the whole does
        # exactly.
        ordered = sorted(mixed, key=lambda document: (mixed[document], _draw_key(self.seed, document)))
        parts: dict[str, str] = {}
        given = dict.fromkeys(wanted, 0)
        for done, document in enumerate(ordered, 1):
            part = max(wanted, key=lambda name: Fraction(wanted[name] * done, len(ordered)) - given[name])
            given[part] += 1
            parts[document] = part
        return PlacedSplits(tuple(wanted.items()), self.seed, self._counts_phrase(wanted), parts)

    def _counts(self, documents: int) -> dict[str, int]:
        """How many documents each part gets."""
        if all(isinstance(size, Fraction) for _, size in self.sizes):
            exact = {name: Fraction(size or 0) * documents for name, size in self.sizes}
            counts = {name: int(count) for name, count in exact.items()}
            for name in sorted(exact, key=lambda name: counts[name] - exact[name])[: documents - sum(counts.values())]:
                counts[name] += 1
        else:
            numbers = {name: size for name, size in self.sizes if isinstance(size, int)}
            left = documents - sum(numbers.values())
            counts = {name: numbers.get(name, left) for name, _ in self.sizes}
        total = sum(counts.values())
        if total != documents or min(counts.values()) < 1:
            sizes = ", ".join(f"{name} {count}" for name, count in counts.items())
            raise UsageError(
                plural(
                    "One document cannot be divided into these parts: {sizes}. Each part needs at least one document, "
                    "and one part may be the rest.",
                    "{n:,} documents cannot be divided into these parts: {sizes}. Each part needs at least one "
                    "document, and one part may be the rest.",
                    documents,
                    sizes=sizes,
                )
            )
        return counts

    def _counts_phrase(self, counts: Mapping[str, int]) -> str:
        sizes = ", ".join(f"{name} {count}" for name, count in counts.items())
        mixture = f", with the same mixture of {self.by} in each" if self.by else ""
        return f"Each part has exactly so many documents, drawn by the seed{mixture}: {sizes}."


def are_sizes(sizes: str) -> bool:
    """Whether a text such as "train=rest,test=50" contains numbers of documents, which only exact splits allow."""
    found = [part.partition("=")[2].strip() for part in sizes.split(",")]
    return any(size == REST or (size.isdecimal() and int(size) > 1) for size in found)


def _size(text: str, counted: bool) -> Size:
    """The size in a text. If `counted`, "1" is one document and not all of them."""
    if text == REST:
        return None
    return int(text) if text.isdecimal() and (counted or text != "1") else Fraction(text)


def _strata(annotations: Iterable[Annotation], by: str) -> dict[str, str]:
    """The stratum of each document: the value that most of it has."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for annotation in annotations:
        counts[annotation.document].update(map(str, statistics.values(annotation, by)) if by else ())
    return {
        document: min(found, key=lambda value: (-found[value], value), default="") for document, found in counts.items()
    }


def _draw_key(seed: int, document: str) -> bytes:
    return sha256(f"{seed}:{document}".encode("utf-8", "surrogatepass")).digest()
