"""The entries of the layer "plain" as resources/plain/entries.tsv has them, and how they are matched.

The column `find` is a list of words. `(the)` is optional. `a,an` is either word. `make/V` is any form of the verb;
`make/VA` is any form but the participle of a passive. BASE and GERUND are any verb in that form; `BASE!work` is any but
"work".

The column `use` is what to write, best first: words, `decide/V` in the form of the verb that was found, BASE, GERUND,
`GERUND/VB` (its base form), `may,might` (the one that was found), or `-` for nothing. `/PL` behind its last word means
that it is plural, so the verb must be plural too (quantity_agreement.py).

The columns `left` and `right` say what must be beside the match, or must not be (`!`): words, or the classes of
`_CLASSES`."""

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
    """The context of a match. `left` and `right` are words in lower case with no sign between them; the nearest is last
    in `left` and first in `right`. `starts`: the match begins its sentence. `sign`: the sign directly behind the match,
    "" if a word follows."""

    left: Sequence[str]
    right: Sequence[str]
    starts: bool
    sign: str


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern. `words` are the words that match it; for BASE they are those that do not."""

    source: str
    words: frozenset[str]
    verbs: tuple[str, ...] = ()
    active: bool = False


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """How an entry matched: the words, and the tag of its verb ("" without a verb, "VB?" for a past form or a
    participle)."""

    words: tuple[str, ...]
    elements: tuple[Element, ...]
    tag: str

    def slot(self, source: str) -> str:
        """The word that matched the element written `source`. Raises ValueError if there is no such element."""
        for word, element in zip(self.words, self.elements, strict=True):
            if element.source == source:
                return word
        raise ValueError(f"{source} is not in what was found")


@dataclass(frozen=True, slots=True)
class PlainEntry:
    """A row of the table. `patterns` are the sequences of elements that it matches, longest first."""

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
        """Whether the replacement is plural, whatever the replaced words were."""
        return any(use.endswith("/PL") for use in self.use)

    def find(self, words: Sequence[str], place: Callable[[int], MatchContext]) -> Iterator[EntryMatch]:
        """The matches of this entry at the beginning of `words` (lower case, no sign between them), longest first.
        `place(n)` gives the context of the first n words."""
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

    def texts(self, match: EntryMatch, dialect: str) -> tuple[str, ...]:
        """The replacements for a match, best first. Empty if the verb form of the best one is not certain."""
        written: list[str] = []
        for use in self.use:
            text = _written(use, match, dialect)
            if text is not None and text not in written:
                written.append(text)
            elif not written:
                return ()  # without the best replacement the others are not proposed
        return tuple(written)


def load(*path: str) -> tuple[PlainEntry, ...]:
    """The entries of a table below `resources`. Raises ValueError with the number of the row if one cannot be read."""
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
    """An entry, with its cells written as in the table."""
    choices: list[list[tuple[Element, ...]]] = []
    for part in find.split():
        if part.startswith("("):
            choices.append([(_element(part[1:-1]),), ()])
        else:
            choices.append([(_element(part),)])
    patterns = [tuple(element for piece in chosen for element in piece) for chosen in product(*choices)]
    return PlainEntry(name, kind, tuple(sorted(patterns, key=len, reverse=True)), use, left, right, source)


def _element(source: str) -> Element:
    """The element for one word of the column `find`."""
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
    """The tag of the pattern's verb, "" if it has none, None if it is not certain."""
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
            # "cars pose a threat to": the words behind it show that it is the verb.
            tag = "VBP"
        if element.active and tag in {"VBN", "VB?"}:
            return None
        return tag
    return ""


def _written(use: str, match: EntryMatch, dialect: str) -> str | None:
    """The replacement `use` for a match. None if the verb form is not certain."""
    if use == "-":
        return ""
    words: list[str] = []
    for token in use.split():
        word, slash, part = token.partition("/")
        if token in {"BASE", "GERUND"} or "," in token:
            words.append(match.slot(token))
        elif token == "GERUND/VB":
            words.append(inflect.base_of(match.slot("GERUND")))
        elif slash and part == "V":
            lemma = match.slot("BASE") if word == "BASE" else word
            if dialect in {"British", "Australian"}:
                lemma = _BRITISH.get(lemma, lemma)
            form = _inflected(lemma, match.tag)
            if form is None:
                return None
            words.append(form)
        else:
            words.append(word if part == "PL" else token)
    return " ".join(words)


def _inflected(lemma: str, tag: str) -> str | None:
    """The form `tag` of `lemma`. For "VB?" it is the past form, if that equals the participle, else None."""
    if tag != "VB?":
        return inflect.inflect(lemma, tag)
    past, participle = inflect.inflect(lemma, "VBD"), inflect.inflect(lemma, "VBN")
    return past if past == participle else None


def allows(test: str, around: MatchContext, *, left: bool) -> bool:
    """Whether the context on one side of a match satisfies the cell `test` of the table."""
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
    # A relative clause that may belong to a noun that would be removed: "had an effect on me that I cannot describe".
    "RELATIVE": lambda _, around: not {"that", "which", "who"}.isdisjoint(around.right[:6]),
}
