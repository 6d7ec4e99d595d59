"""Changes the verb beside a quantity that becomes plural: "a large number of shops is" -> "many shops are".

There is no parser. The verb is searched behind the plural noun; where it is in doubt, nothing is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviser.revisers.rules import inflect

_PLURAL_OF = {"is": "are", "was": "were", "has": "have", "does": "do"}
_PLURAL_OF |= {f"{singular}n't": f"{plural}n't" for singular, plural in _PLURAL_OF.items()}
# Words that open another clause, whose verb has its own subject.
_CLAUSE = frozenset(
    "that which who whom whose what when where why how if because although though while since and or but so than as"
    " i he she it we you they there this".split()
)
_PRONOUNS = frozenset("that which who i he she it we you they this".split())
_BETWEEN = frozenset("not also never always often still already just only even both now then ever soon again".split())
_IS = frozenset("is was isn't wasn't there's here's it's that's".split())
_EXISTS = _IS | frozenset("has hasn't exists remains seems appears comes follows".split())


@dataclass(frozen=True, slots=True)
class VerbChange:
    """A verb that must change: its index among the words behind the quantity, and its new form."""

    place: int
    verb: str


class DoubtfulError(Exception):
    """Raised if it is not certain whether a verb must change."""


def agreement(left: Sequence[str], right: Sequence[str], *, starts: bool, sign: str) -> VerbChange | None:
    """The verb that must become plural with its subject; None if no verb must change.

    `left` and `right` are the words around the quantity, with no sign between them. `starts`: the quantity begins its
    sentence. `sign`: the sign behind `right`. Raises DoubtfulError if the verb is not certain."""
    if left and (left[-1] in _IS or ("there" in left and not _EXISTS.isdisjoint(left))):
        raise DoubtfulError  # "there is a large number of shops"
    if left and left[-1] in _PLURAL_OF and (len(left) == 1 or left[-2] in _CLAUSE - _PRONOUNS):
        raise DoubtfulError  # "Has a large number of trees been cut down?"
    head = _head(right)
    if head is None or (left and _governs(left[-1])):
        return None
    change = _verb(right, head, starts=starts, sign=sign)
    if change is not None and left and not _leads(left[-1]):
        raise DoubtfulError
    return change


def _governs(word: str) -> bool:
    """Whether the next word is an object of `word`, so that the verb has another subject: "buying", "of"."""
    if word in inflect.PREPOSITIONS:
        return word != "as"
    return "VERB" in inflect.parts(word) and not _leads(word)


def _leads(word: str) -> bool:
    """Whether a subject can come directly behind `word`."""
    return word in _CLAUSE or word in _BETWEEN or "ADV" in inflect.parts(word)


def _verb(right: Sequence[str], head: int, *, starts: bool, sign: str) -> VerbChange | None:
    """The change of the singular verb behind the noun at index `head`. None if there is no such verb."""
    place = head + 1
    while place < len(right) and (right[place] in _BETWEEN or _is_adverb(right[place])):
        place += 1
    if place >= len(right):
        if starts and sign == ",":
            raise DoubtfulError  # "A large number of shops, we read, is open."
        return None
    verb = right[place]
    if verb in _PLURAL_OF or _is_third_person(verb):
        plural = _plural_of(verb)
        if plural is None or {"its", "itself"} & set(right[place + 1 :]):
            raise DoubtfulError
        return VerbChange(place, plural)
    if verb in _CLAUSE or verb in inflect.PREPOSITIONS:
        return _beyond(right, place)
    return None


def _head(right: Sequence[str]) -> int | None:
    """The index of the plural noun in `right`. None if the quantity is of something uncountable ("most of the work
    is")."""
    first = 0
    while first < len(right) and right[first] in inflect.DETERMINERS | {"those", "these"}:
        first += 1
    if not inflect.starts_plural(right[first : first + 3]):
        return None
    place = next(place for place in range(first, len(right)) if inflect.is_plural(right[place]))
    while place + 1 < len(right) and inflect.is_plural(right[place + 1]) and not _is_third_person(right[place + 1]):
        place += 1
    return place


def _beyond(right: Sequence[str], place: int) -> VerbChange | None:
    """The change of the verb behind a phrase such as "in the city". Raises DoubtfulError if another clause comes
    between. None if an auxiliary does."""
    singular = next((at for at in range(place, len(right)) if right[at] in _PLURAL_OF), None)
    if singular is None:
        return None
    between = right[place:singular]
    if set(between) & _CLAUSE or set(right[singular + 1 :]) & {"its", "itself"}:
        raise DoubtfulError
    if any(word in inflect.AUXILIARIES for word in between):
        return None
    return VerbChange(singular, _PLURAL_OF[right[singular]])


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and "ADV" in inflect.parts(word)


def _is_third_person(word: str) -> bool:
    return word in _PLURAL_OF or any(
        "VBZ" in inflect.tags(word, lemma) for lemma in inflect.parts(word).get("VERB", ())
    )


def _plural_of(verb: str) -> str | None:
    """The plural form of `verb`. None if the word can be a noun: "cars sales"."""
    if verb in _PLURAL_OF:
        return _PLURAL_OF[verb]
    kinds = inflect.parts(verb)
    return None if "NOUN" in kinds else kinds["VERB"][0]
