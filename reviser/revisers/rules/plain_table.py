"""The entries of the plain layer, as resources/plain/entries.tsv writes them, and how one is matched.

A row says what to find as words: `(the)` may be missing, `a,an` is either, `make/V` is any form of the verb, `make/VA`
any but the passive's participle, BASE and GERUND are a verb in that form (`BASE!work` any but these). `use` says what
to write, best first: words, `decide/V` in the form of the verb found, BASE, GERUND, `GERUND/VB`, `may,might` for the
one found, `-` nothing; with `/PL` behind its last word it takes the plural, and so must the verb
(quantity_agreement.py). `left` and `right` are what must stand beside it (`!`: must not), words or the classes of
`_CLASSES`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from reviser.assets import asset
from reviser.revisers.rules import inflect

KINDS = ("word", "wordy", "redundant", "nominalisation", "opener", "style", "expletive")
_COLUMNS = 7
_BRITISH = {"analyze": "analyse", "emphasize": "emphasise", "summarize": "summarise", "recognize": "recognise"}


@dataclass(frozen=True, slots=True)
class MatchContext:
    """What surrounds a match: words in lower case without a sign between them, nearest last on the left and first on
    the right; `starts`: nothing stands before it in its sentence; `sign`: the sign right behind it, "" for a word."""

    left: Sequence[str]
    right: Sequence[str]
    starts: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Element:
    """One word to find; of BASE, `words` are those that it is not."""

    source: str
    words: frozenset[str]
    verbs: tuple[str, ...] = ()
    active: bool = False


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """How an entry's elements were met: the words, the tag of its verb ("" without one, "VB?" past or participle)."""

    words: tuple[str, ...]
    elements: tuple[Element, ...]
    tag: str

    def slot(self, source: str) -> str:
        for word, element in zip(self.words, self.elements, strict=True):
            if element.source == source:
                return word
        raise ValueError(f"{source} is not in what was found")


@dataclass(frozen=True, slots=True)
class PlainEntry:
    """A row of the table. `patterns`: the sequences of elements that it finds."""

    name: str
    kind: str
    patterns: tuple[tuple[Element, ...], ...]
    use: tuple[str, ...]
    left: str
    right: str
    source: str = field(default="own")

    @property
    def rule(self) -> str:
        return f"plain/{self.name}"

    @property
    def is_plural(self) -> bool:
        """Whether what is written takes the plural, whatever stood there took."""
        return any(use.endswith("/PL") for use in self.use)

    def find(self, words: Sequence[str], place: Callable[[int], MatchContext]) -> Iterator[EntryMatch]:
        """The ways in which this entry begins `words` (lower case, no sign between them); `place(n)` is what surrounds
        the first n. Longest first."""
        for pattern in self.patterns:
            size = len(pattern)
            if len(words) < size or not all(map(_meets, pattern, words)):
                continue
            around = place(size)
            if not (allows(self.left, around, left=True) and allows(self.right, around, left=False)):
                continue
            tag = _tag(pattern, words, around)
            if tag is not None:
                yield EntryMatch(tuple(words[:size]), pattern, tag)

    def texts(self, found: EntryMatch, dialect: str) -> tuple[str, ...]:
        """What to write, best first; empty where the form cannot be told."""
        written: list[str] = []
        for use in self.use:
            text = _written(use, found, dialect)
            if text is not None and text not in written:
                written.append(text)
            elif not written:
                return ()  # the best one must be among them
        return tuple(written)


def load(*path: str) -> tuple[PlainEntry, ...]:
    """The entries of a table below `resources`. ValueError, naming the row, where one cannot be read."""
    entries: list[PlainEntry] = []
    for number, line in enumerate(asset(*path).read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "entry\t")):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[1] not in KINDS:
            raise ValueError(f"{'/'.join(path)} line {number} is no entry: {line!r}")
        name, kind, find, use, left, right, source = cells
        entries.append(entry(name, kind, find, tuple(use.split(" | ")), left=left, right=right, source=source))
    return tuple(entries)


def entry(
    name: str, kind: str, find: str, use: tuple[str, ...], *, left: str = "", right: str = "", source: str = "own"
) -> PlainEntry:
    """An entry in the words of the table."""
    choices: list[list[tuple[Element, ...]]] = []
    for part in find.split():
        if part.startswith("("):
            choices.append([(_element(part[1:-1]),), ()])
        else:
            choices.append([(_element(part),)])
    patterns = [tuple(element for piece in chosen for element in piece) for chosen in product(*choices)]
    return PlainEntry(name, kind, tuple(sorted(patterns, key=len, reverse=True)), use, left, right, source)


def _element(source: str) -> Element:
    if source == "GERUND":
        return Element(source, frozenset())
    if source.startswith("BASE"):
        return Element("BASE", frozenset(source.removeprefix("BASE").lstrip("!").split(",")))
    words, slash, part = source.partition("/")
    if not slash:
        return Element(source, frozenset(source.split(",")))
    lemmas = tuple(words.split(","))
    every = {form for lemma in lemmas for spellings in inflect.forms(lemma, "VERB").values() for form in spellings}
    return Element(source, frozenset(every), lemmas, part == "VA")


def _meets(element: Element, word: str) -> bool:
    if element.source == "BASE":
        return inflect.is_base(word) and word not in element.words
    if element.source == "GERUND":
        return inflect.is_gerund(word)
    return word in element.words


def _tag(pattern: Sequence[Element], words: Sequence[str], around: MatchContext) -> str | None:
    """The form of the pattern's verb, "" where it has none, None where that is not sure enough."""
    for position, element in enumerate(pattern):
        if not element.verbs:
            continue
        form = words[position]
        lemma = next((lemma for lemma in element.verbs if inflect.tags(form, lemma)), None)
        if lemma is None:
            return None
        if len(pattern) > 1 and not element.active and lemma in {"make", "have", "be", "give", "take"}:
            tags = inflect.tags(form, lemma)
            if len(tags) == 1:
                return next(iter(tags))
        left = [*around.left, *words[:position]]
        tag = inflect.verb_tag(form, lemma, left, starts=around.starts and position == 0)
        previous = left[-1] if left else ""
        is_noun = previous in inflect.DETERMINERS or previous in inflect.PREPOSITIONS
        if tag is None and len(pattern) > 1 and inflect.tags(form, lemma) & {"VB", "VBP"} and not is_noun:
            # "cars pose a threat to": with what follows it can only be the verb.
            tag = "VBP"
        if element.active and tag in {"VBN", "VB?"}:
            return None
        return tag
    return ""


def _written(use: str, found: EntryMatch, dialect: str) -> str | None:
    if use == "-":
        return ""
    words: list[str] = []
    for token in use.split():
        word, slash, part = token.partition("/")
        if token in {"BASE", "GERUND"} or "," in token:
            words.append(found.slot(token))
        elif token == "GERUND/VB":
            words.append(inflect.base_of(found.slot("GERUND")))
        elif slash and part == "V":
            lemma = found.slot("BASE") if word == "BASE" else word
            if dialect in {"British", "Australian"}:
                lemma = _BRITISH.get(lemma, lemma)
            form = _inflected(lemma, found.tag)
            if form is None:
                return None
            words.append(form)
        else:
            words.append(word if part == "PL" else token)
    return " ".join(words)


def _inflected(lemma: str, tag: str) -> str | None:
    if tag != "VB?":
        return inflect.inflect(lemma, tag)
    past, participle = inflect.inflect(lemma, "VBD"), inflect.inflect(lemma, "VBN")
    return past if past == participle else None


def allows(test: str, around: MatchContext, *, left: bool) -> bool:
    """Whether what stands on one side passes a cell of the table."""
    if not test:
        return True
    wanted = not test.startswith("!")
    return wanted == any(_passes(item, around, left=left) for item in test.lstrip("!").split(","))


def _passes(item: str, around: MatchContext, *, left: bool) -> bool:
    near = (around.left[-1] if around.left else "") if left else (around.right[0] if around.right else "")
    if item in _CLASSES:
        return _CLASSES[item](near, around)
    if item == "COMMA":
        return around.sign == ","
    return bool(item) and near == item


_CLASSES: dict[str, Callable[[str, MatchContext], bool]] = {
    "START": lambda _, around: around.starts,
    "BREAK": lambda _, around: around.starts or not around.left,
    "END": lambda _, around: not around.right,
    "BASE": lambda near, _: inflect.is_base(near),
    "GERUND": lambda near, _: inflect.is_gerund(near),
    "DET": lambda near, _: near in inflect.DETERMINERS,
    "ART": lambda near, _: near in inflect.ARTICLES,
    "SUBJECT": lambda near, _: near in inflect.DETERMINERS | inflect.SUBJECTS_PLURAL | inflect.SUBJECTS_SINGULAR,
    "AUX": lambda near, _: near in inflect.AUXILIARIES or near in {"to", "not", "never"},
    "IF": lambda _, around: "if" in around.left,
    "BE": lambda near, _: near in inflect.BE,
    "NUMBER": lambda near, _: near[:1].isdigit(),
    "PLURAL": lambda _, around: inflect.starts_plural(around.right),
    "NOUN": lambda _, around: inflect.starts_noun(around.right),
    # A clause that may say more of a noun that would be gone: "had an effect on me that I cannot describe".
    "RELATIVE": lambda _, around: not {"that", "which", "who"}.isdisjoint(around.right[:6]),
}
