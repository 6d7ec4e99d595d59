"""British and American spellings in one document. The majority decides.

Words that differ between the two sides vote together (colour, analyse). -ise and -ize are counted apart, because Oxford
spelling has -ize in British English. If a side accepts both forms of a word (judgement, judgment), only that word is
counted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reviser.core.edit import Edit, Intent, Proposal
from reviser.revisers.rules.consistency.page import ProsePage, Word, cased, majority, times
from reviser.revisers.rules.consistency.tables import rows

BRITISH, AMERICAN = "British", "American"


@dataclass(frozen=True, slots=True)
class SpellingPair:
    """What is known of one spelling of a word. `other` is the spelling of the other side. `axis` is "dialect", "ize" or
    "word": which words vote together. `family` is the British base form, which is shared by all inflections."""

    other: str
    side: str
    axis: str
    family: str


@dataclass(frozen=True, slots=True)
class SpelledWord:
    """A word of the text that has another spelling."""

    word: Word
    spelling: SpellingPair


@cache
def spellings() -> dict[str, SpellingPair]:
    """The SpellingPair of each spelling in the table, British and American, in lower case."""
    table: dict[str, SpellingPair] = {}
    for british, american, axis, family in rows("spellings.tsv"):
        table[british] = SpellingPair(american, BRITISH, axis, family)
        table[american] = SpellingPair(british, AMERICAN, axis, family)
    return table


def find(page: ProsePage) -> Iterator[Proposal]:
    seen = list(_spelled_words(page))
    families: defaultdict[str, list[SpelledWord]] = defaultdict(list)
    for one in seen:
        families[one.spelling.family].append(one)
    forced = {family: _accepted_side(page, family) for family in families}
    free = [one for one in seen if not forced[one.spelling.family]]
    votes = {axis: _votes([one for one in free if one.spelling.axis == axis]) for axis in ("dialect", "ize")}
    setting = AMERICAN if page.dialect == AMERICAN else BRITISH
    sides = {"dialect": _side(votes["dialect"], setting), "ize": _side(votes["ize"], setting)}
    if sides["dialect"] == AMERICAN and votes["ize"][BRITISH]:
        sides["ize"] = AMERICAN  # -ise is British only
    for family, members in families.items():
        axis = members[0].spelling.axis
        counts = _votes(members)
        side = forced[family] or sides.get(axis) or _side(counts, sides["dialect"] or setting)
        if side is None:
            continue
        british, american = family, _american(family)
        own, other = (british, american) if side == BRITISH else (american, british)
        theirs = counts[AMERICAN if side == BRITISH else BRITISH]
        if counts[side] > theirs:
            why = f"You write “{own}” {times(counts[side])} and “{other}” {times(theirs)}."
        elif forced[family]:
            why = f"You chose “{own}” for this document."
        elif axis != "word" and votes[axis][side]:
            total = sum(votes[axis].values())
            most = "Most" if 2 * votes[axis][side] > total else "Half"
            why = f"{most} of the words here that differ between sides are {side} ({votes[axis][side]} of {total})."
        elif axis == "ize":
            count = votes["dialect"][AMERICAN]
            words = "1 word" if count == 1 else f"{count} words"
            why = f"This document is in American spelling ({words}), which has “{own}”."
        else:
            why = f"You write “{own}” as often as “{other}”; {side} English has “{own}”."
        for one in members:
            if one.spelling.side != side:
                before = one.word.text
                edit = Edit(one.word.start, before, cased(one.spelling.other, before))
                key = f"spelling/{family}"
                rule = f"consistency/{key}"
                yield Proposal(edit, Intent.STYLE, "consistency", rule, why, 0.9, word=before, form=key)


def _spelled_words(page: ProsePage) -> Iterator[SpelledWord]:
    """The words that have another spelling, without names: capitalised inside a sentence, or before another capital."""
    table = spellings()
    for index, word in enumerate(page.words):
        text = word.text
        spelling = table.get(text.lower())
        if spelling is None or page.is_own_word(text) or not (text.islower() or (word.opens and text[1:].islower())):
            continue
        if not text.islower() and index + 1 < len(page.words):
            behind = page.words[index + 1]
            if behind.start == word.end + 1 and page.own[word.end] == " " and behind.text[0].isupper():
                continue
        yield SpelledWord(word, spelling)


def _votes(seen: list[SpelledWord]) -> dict[str, int]:
    counts = {BRITISH: 0, AMERICAN: 0}
    for one in seen:
        counts[one.spelling.side] += 1
    return counts


def _side(counts: dict[str, int], tie: str) -> str | None:
    return majority(counts.items(), tie) if any(counts.values()) else None


def _accepted_side(page: ProsePage, family: str) -> str | None:
    """The side that the person accepted for this word in any inflection. None if they accepted none."""
    accepted = page.accepted(f"spelling/{family}")
    spelling = spellings().get((accepted or "").lower())
    return spelling.side if spelling is not None and spelling.family == family else None


@cache
def _american(family: str) -> str:
    return spellings()[family].other
