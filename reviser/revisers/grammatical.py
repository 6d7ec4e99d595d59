"""What Harper takes for a slip and is good English: "the sun sets", "he had had enough", "'twas", "let down your hair".

Harper looks at the words of a pattern alone. Here the words around are read; where both readings stand, nothing is
proposed.
"""

import re
from collections.abc import Sequence

from reviser.revisers import inflect

# Short forms that begin with an apostrophe: "'tis", "give 'em".
_CLIPPED = frozenset(
    "tis twas twere twill em im er ere til till cause cuz coz cos bout round neath gainst n s scuse sup kay".split()
)
_APOSTROPHES = frozenset("'’‘")
_LETTER = re.compile(r"[^\W\d_]['’]?s", re.IGNORECASE)  # "dot your i's"
_SIC = re.compile(r"[\"'”’.,]*\s*[\[(]sic\b")
_OWNERS = frozenset({"childrens", "mens", "womens"})
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
# "The how and the why", "the who of it".
_BEHIND_NOUN = frozenset({"", "and", "or", "of", "behind"})
_CAN_LET = (inflect.SUBJECTS_PLURAL | inflect.SUBJECTS_SINGULAR | inflect.AUXILIARIES | {"to", "not"}) - {"that"}
_LET = frozenset("loose go slip fly rip alone".split())  # "let slip", with nothing between


def is_meant(prose: str, start: int, word: str) -> bool:
    """Whether the unknown `word` at `start` is a short form that its apostrophe begins, speaks of a letter, lacks only
    what stands behind it ("womens' room"), or is said to be as somebody else wrote it."""
    before, behind = prose[start - 1 : start], start + len(word)
    if before in _APOSTROPHES and word.lower() in _CLIPPED:
        return True
    owner = word.lower() in _OWNERS and prose[behind : behind + 1] in _APOSTROPHES
    return bool(owner or _LETTER.fullmatch(word) or _SIC.match(prose, behind))


def is_drawn_out(word: str) -> bool:
    """Whether a letter is there three times or more in a row: "sooo"."""
    return _DRAWN_OUT.search(word) is not None


def undrawn(word: str) -> tuple[str, ...]:
    """What a word may be in which a letter is there once too often: "goood" is "good" or "god". Empty where it is
    drawn out as it is spoken: "sooo", "waaaay"."""
    found = _DRAWN_OUT.search(word)
    if found is None or len(found.group()) > 3 or found.end() == len(word):
        return ()
    return _DRAWN_OUT.sub(r"\1\1", word), _DRAWN_OUT.sub(r"\1", word)


def stands(rule: str, words: Sequence[str], before: str, right: Sequence[str]) -> bool:
    """Whether `words`, in which Harper's `rule` sees a slip, are good English between the word `before` them and those
    to the `right`."""
    match rule:
        case "CompoundNouns":
            return len(words) == 2 and _is_said_of(words, before, right)
        case "PronounVerbAgreement":
            return words[-1] not in inflect.AUXILIARIES and "VBD" in _tags(words[-1])  # "she hid it", "he fed the cat"
        case "RepeatedWords" | "RedundantThat":
            return tuple(words) == ("had", "had") or ("that" in words and _continues_clause(right))
        case "ThatWhich":
            return True  # "that that is" is no slip for "that which is"
        case "LetsConfusion":
            return before in _CAN_LET or not _LET.isdisjoint(right[:1])
        case "CurrencyPlacement":
            return not words[0][:1].isdigit()  # "¥100" has its sign in its place
        case "TheHowWhy":
            return (right[0] if right else "") in _BEHIND_NOUN
        case _:
            return False


def _is_said_of(words: Sequence[str], before: str, right: Sequence[str]) -> bool:
    """Whether the second of two words is the verb of the first: "the sun sets", "the sun set"; not "sun sets are"."""
    behind = right[0] if right else ""
    if behind in inflect.AUXILIARIES:
        return False
    tags = _tags(words[1])
    return "VBZ" in tags or ("VBD" in tags and before not in {"a", "an"})


def _tags(word: str) -> set[str]:
    """Which forms of a verb `word` may be."""
    return {tag for lemma in inflect.parts(word).get("VERB", ()) for tag in inflect.tags(word, lemma)}


def _continues_clause(right: Sequence[str]) -> bool:
    """Whether the second "that" may be a pronoun or stand before its noun: "I know that that man is here"."""
    behind = right[0] if right else ""
    return behind not in inflect.DETERMINERS and behind not in inflect.SUBJECTS_PLURAL | inflect.SUBJECTS_SINGULAR
