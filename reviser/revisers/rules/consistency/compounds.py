"""A compound is written as one word, as two words or with a hyphen: e-mail and email, web site and website,
decision-making.

The closed and the hyphenated form of a word are compared everywhere. The open form is compared with the hyphenated one
only before the same next word, because "a long-term plan" and "in the long term" are both right. It is compared with
the closed one only for the nouns of a table, because "every day" and "everyday" are both right too."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, Word, cased, majority, times
from reviser.revisers.rules.consistency.tables import rows

# Compounds whose closed form means something else, or whose hyphen separates two words.
_OTHER_WORD = frozenset(
    (
        "be-long",
        "co-op",
        "pre-position",
        "re-act",
        "re-collect",
        "re-count",
        "re-cover",
        "re-create",
        "re-created",
        "re-creates",
        "re-creation",
        "re-dress",
        "re-form",
        "re-lease",
        "re-mark",
        "re-port",
        "re-pose",
        "re-present",
        "re-press",
        "re-sent",
        "re-serve",
        "re-sign",
        "re-sort",
        "re-treat",
        "un-ionized",
    )
)
_ALWAYS_JOINED = frozenset(("self", "non", "anti", "semi", "ex", "pseudo", "quasi"))
_MIN_PART = 2


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence. `text` is the word as written, `form` the same in lower case, `next` the word behind it."""

    start: int
    text: str
    form: str
    next: str


@cache
def closed_nouns() -> frozenset[str]:
    """Nouns that have one meaning whether written open, hyphenated or closed. The set has their closed forms."""
    return frozenset(row[0] for row in rows("compounds.tsv"))


def find(page: ProsePage) -> Iterator[Proposal | None]:
    places = _places(page)
    for key, occurrences in places.items():
        yield None
        counts = Counter(place.form for place in occurrences)
        if len(counts) < 2 or any(page.is_own_word(form) for form in counts):
            continue
        open_form = next((form for form in counts if " " in form), None)
        if key in closed_nouns() or key.removesuffix("s") in closed_nouns() or open_form is None:
            yield from _proposals(page, key, occurrences)
            continue
        joined = [place for place in occurrences if "-" in place.form]
        closed = [place for place in occurrences if place.form == key]
        if closed:
            yield from _proposals(page, key, joined + closed)
            continue
        opened = [place for place in occurrences if place.form == open_form]
        if open_form.split()[0] in _ALWAYS_JOINED:
            yield from _proposals(page, key, joined + opened, joined[0].form)
            continue
        following = {place.next for place in joined} & {place.next for place in opened} - {""}
        yield from _proposals(page, key, [place for place in joined + opened if place.next in following])


def _places(page: ProsePage) -> dict[str, list[Occurrence]]:
    """The occurrences of each compound, by its closed form: words that have a hyphen somewhere, and those of the
    table."""
    own, words = page.own, page.words
    keys = {_key(word.lower) for word in words if _two_parts(word.lower)} | _table_keys()
    occurrences: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for index, word in enumerate(words):
        lower = word.lower
        if not _plain(word):
            continue
        if _key(lower) in keys and ("-" not in lower or _two_parts(lower)):
            occurrences[_key(lower)].append(Occurrence(word.start, word.text, lower, _next(own, words, index)))
        elif (
            index + 1 < len(words) and own[word.end : words[index + 1].start] == " " and words[index + 1].text.islower()
        ):
            other = words[index + 1]
            if lower + other.lower in keys and "-" not in lower + other.lower:
                text = f"{word.text} {other.text}"
                occurrences[lower + other.lower].append(
                    Occurrence(word.start, text, text.lower(), _next(own, words, index + 1))
                )
    return occurrences


@cache
def _table_keys() -> frozenset[str]:
    return closed_nouns() | {noun + "s" for noun in closed_nouns()}


def _key(lower: str) -> str:
    return lower.replace("-", "")


def _two_parts(lower: str) -> bool:
    """Whether the word is two words of letters joined by one hyphen, and the hyphen does not change its meaning."""
    parts = lower.split("-")
    return (
        len(parts) == 2
        and all(part.isalpha() for part in parts)
        and len(parts[1]) >= _MIN_PART
        and lower not in _OTHER_WORD
    )


def _plain(word: Word) -> bool:
    return word.text.islower() or (word.opens and word.text[1:].islower())


def _next(own: str, words: list[Word], index: int) -> str:
    """The next word in lower case; "" unless exactly one space comes between."""
    if index + 1 >= len(words) or own[words[index].end : words[index + 1].start] != " ":
        return ""
    return words[index + 1].lower


def _proposals(page: ProsePage, key: str, occurrences: list[Occurrence], right: str = "") -> Iterator[Proposal]:
    """Proposals that change all occurrences to one form: the form accepted once, else `right`, else the most frequent.
    In a tie it is the closed form `key` ("playground", not "play ground"), which dictionaries have."""
    counts = Counter(place.form for place in occurrences)
    if len(counts) < 2:
        return
    form_key = f"compound/{key}"
    accepted = (page.accepted(form_key) or "").lower()
    best = accepted if accepted in counts else right or majority(counts.items(), key)
    others = " and ".join(f"“{form}” {times(count)}" for form, count in counts.items() if form != best)
    why = f"You write “{best}” {times(counts[best])} and {others}."
    for place in occurrences:
        if place.form != best:
            edit = Edit(place.start, place.text, cased(best, place.text))
            yield Proposal(edit, Intent.STYLE, "consistency", f"consistency/{form_key}", why, 0.8, form=form_key)
