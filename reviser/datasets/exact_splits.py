"""Parts of exact sizes, by documents, and with the same mixture in each: all documents have to be known for that, so
that they are looked at once before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from reviser.datasets import statistics
from reviser.datasets.annotations import Annotation
from reviser.errors import UsageError
from reviser.messages import message

REST = "rest"
Size = Fraction | int | None  # a share of the documents, so many, or the rest of them


@dataclass(frozen=True, slots=True)
class PlacedSplits:
    """The part of each document by its name, `shares` in their order. `description`: how they
    were made, in a sentence."""

    shares: tuple[tuple[str, int], ...]
    seed: int
    description: str
    _parts: Mapping[str, str]

    def of(self, document: str) -> str:
        """The part that a document is in."""
        return self._parts[document]


@dataclass(frozen=True, slots=True)
class ExactSplits:
    """Parts by name and size, in their order. `by`: with the same mixture of what (of statistics.KEYS); empty for
    none. ValueError where the sizes cannot be."""

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
        """From "train=0.8,test=0.2" or "train=rest,test=50". ValueError where it is not like that."""
        pairs, counted = [part.split("=", 1) for part in sizes.split(",")], are_sizes(sizes)
        return cls(tuple((name.strip(), _size(size.strip(), counted)) for name, size in pairs), seed, by)

    def assign(self, annotations: Iterable[Annotation]) -> PlacedSplits:
        """The parts of the documents of these saves: the same for the same documents and seed. UsageError where there
        are too few of them, or too many."""
        mixed = _strata(annotations, self.by)
        wanted = self._counts(len(mixed))
        # In this order every stretch has its share of each part: so has each stratum, and the whole to the document.
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
                message(
                    "{documents} documents cannot be divided into these parts: {sizes}. Each part needs at "
                    "least one document, and one part may be the rest.",
                    documents=documents,
                    sizes=sizes,
                )
            )
        return counts

    def _counts_phrase(self, counts: Mapping[str, int]) -> str:
        sizes = ", ".join(f"{name} {count}" for name, count in counts.items())
        mixture = f", with the same mixture of {self.by} in each" if self.by else ""
        return f"Each part has exactly so many documents, drawn by the seed{mixture}: {sizes}."


def are_sizes(sizes: str) -> bool:
    """Whether a text like "train=rest,test=50" names numbers of documents, which only exact parts have."""
    found = [part.partition("=")[2].strip() for part in sizes.split(",")]
    return any(size == REST or (size.isdecimal() and int(size) > 1) for size in found)


def _size(text: str, counted: bool) -> Size:
    """`counted`: a 1 is one document, not all of them."""
    if text == REST:
        return None
    return int(text) if text.isdecimal() and (counted or text != "1") else Fraction(text)


def _strata(annotations: Iterable[Annotation], by: str) -> dict[str, str]:
    """What most of each document is of."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for save in annotations:
        counts[save.document].update(map(str, statistics.values(save, by)) if by else ())
    return {
        document: min(found, key=lambda value: (-found[value], value), default="") for document, found in counts.items()
    }


def _draw_key(seed: int, document: str) -> bytes:
    return sha256(f"{seed}:{document}".encode("utf-8", "surrogatepass")).digest()
