"""Good English that Harper takes for a slip: "the sun sets", "he had had enough", "'twas", "let down your hair".

Harper looks only at the words of a pattern. The functions here read the neighbouring words. If both readings are
possible, nothing is proposed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reviser.core.text import Span
from reviser.revisers.rules import inflect
from reviser.revisers.rules.protected_words import WORD

# Short forms that begin with an apostrophe: "'tis", "give 'em".
_CLIPPED = frozenset(
    "tis twas twere twill em im er ere til till cause cuz coz cos bout round neath gainst n s scuse sup kay".split()
)
_APOSTROPHES = frozenset("'’‘")
_LETTER = re.compile(r"[^\W\d_]['’]?s", re.IGNORECASE)  # "dot your i's"
_STEM = 4  # least number of letters behind a negative prefix
_TELLING = ("ed", "ing", "able", "ible", "ful", "ly", "ness")
_SIC = re.compile(r"[\"'”’.,]*\s*[\[(]sic\b")
_RULES = frozenset({"do's", "don'ts", "don't's"})  # "the do's and don'ts"
_OWNERS = frozenset({"childrens", "mens", "womens"})
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
# "The how and the why", "the who of it".
_BEHIND_NOUN = frozenset({"", "and", "or", "of", "behind"})
_CAN_LET = (inflect.SUBJECTS_PLURAL | inflect.SUBJECTS_SINGULAR | inflect.AUXILIARIES | {"to", "not"}) - {"that"}
# Words before which "to" is a preposition: it begins no infinitive, and "too" is not meant.
_BEFORE_TO = frozenset(
    "rise birth way regard contrast addition relation attention damage threat alternative solution key"
    " down up back over on out off around along away through due according next close thanks access response leading"
    " leads led lead contribute contributes contributed contributing similar related equal compared opposed prior"
    " subject exposed attributed adapted committed resistant return returns returned switch switched switching move"
    " moved moving shift refer refers referred adjust adjusted respond responds responded object objected".split()
)
_GOVERNING = inflect.AUXILIARIES | inflect.SUBJECTS_PLURAL | inflect.SUBJECTS_SINGULAR | {"to", "not", "it"}
_THINGS = frozenset("anything something nothing everything anybody somebody nobody anyone someone".split())
_SAID = frozenset("say says said saying".split())
_EXISTS = frozenset("exists exist seems seem appears appear remains remain comes come goes go is are was were".split())
_BEHIND_IN = frozenset("depth house person game app line flight store built".split())
_LET = frozenset("loose go slip fly rip alone".split())  # "let slip", with nothing between

_KEY = re.compile(r"[-+=:_/(\[.]\S|\s?[=:]|[-+]")  # characters behind a name in code or the key of an item
_ITEM = re.compile(r"\s*(?:[-*+•–·]|\(?\w{1,3}[.)])\s+$")
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class FindingContext:
    """The words that Harper complains of, the word before them, and the words behind them. All are in lower case."""

    words: Sequence[str]
    before: str
    right: Sequence[str]

    @property
    def behind(self) -> str:
        """The word directly behind; "" if there is none."""
        return self.right[0] if self.right else ""


def is_meant(prose: str, start: int, word: str) -> bool:
    """Whether the unknown `word` at `start` of `prose` is right: a short form that begins with an apostrophe ("'twas"),
    the plural of a letter ("i's"), a possessive whose apostrophe comes next ("womens' room"), or a quotation marked
    "[sic]"."""
    before, behind = prose[start - 1 : start], start + len(word)
    if before in _APOSTROPHES and word.lower() in _CLIPPED:
        return True
    owner = word.lower() in _OWNERS and prose[behind : behind + 1] in _APOSTROPHES
    return bool(
        owner or word.lower().replace("’", "'") in _RULES or _LETTER.fullmatch(word) or _SIC.match(prose, behind)
    )


def begins_item(prose: str, span: Span) -> bool:
    """Whether the word in lower case at `span` begins a list item, a key or a name in code instead of a sentence:
    "pr66368", "libgo-test:", "ex ="."""
    word = WORD.match(prose, span.start)
    end = word.end() if word else span.end
    if (word and not word.group().isalpha() and "'" not in word.group()) or _KEY.match(prose, end):
        return True
    start = prose.rfind("\n", 0, span.start) + 1
    if prose[start : span.start].strip(" \t\"'“‘("):
        return bool(_ITEM.match(prose, start, span.start))
    line = prose[start : (prose.find("\n", span.start) + 1 or len(prose) + 1) - 1]
    alone = not prose[:start].strip() and not prose[start + len(line) :].strip()
    return not alone and not _ENDED.search(line)


def is_negated(word: str, known: Callable[[str], bool]) -> bool:
    """Whether `word` is a known word with a negative prefix: "unreturned". The most similar known word would say the
    opposite. `known` tells whether a word is known."""
    for prefix in ("un", "non"):
        denied = word.lower().removeprefix(prefix)
        telling = denied.endswith(_TELLING) or "ADJ" in inflect.parts(denied)
        if denied != word.lower() and len(denied) >= _STEM and telling and known(denied):
            return True
    return False


def is_drawn_out(word: str) -> bool:
    """Whether the word repeats a letter three times or more in a row: "sooo"."""
    return _DRAWN_OUT.search(word) is not None


def without_doubled_letters(word: str) -> tuple[str, ...]:
    """The possible readings of a word that repeats a letter three times: "good" and "god" for "goood". Empty for a word
    that imitates speech: "sooo", "waaaay"."""
    repeated = _DRAWN_OUT.search(word)
    if repeated is None or len(repeated.group()) > 3 or repeated.end() == len(word):
        return ()
    return _DRAWN_OUT.sub(r"\1\1", word), _DRAWN_OUT.sub(r"\1", word)


def _is_verb_of_first(at: FindingContext) -> bool:
    """Whether the second of two words is the verb of the first, or is no noun, so that they are no compound: "the sun
    sets", "the sun set", "the car away", but not "sun sets are"."""
    tags = _tags(at.words[-1])
    if len(at.words) != 2 or at.behind in inflect.AUXILIARIES:
        return False
    return not _is_noun(at.words[1]) or "VBZ" in tags or ("VBD" in tags and at.before not in {"a", "an"})


def _repeats_well(at: FindingContext) -> bool:
    """Whether the repetition is "had had", or a "that that" whose second word is a pronoun or belongs to the next
    noun."""
    clause = inflect.DETERMINERS | inflect.SUBJECTS_PLURAL | inflect.SUBJECTS_SINGULAR
    return tuple(at.words) == ("had", "had") or ("that" in at.words and at.behind not in clause)


def _is_past(at: FindingContext) -> bool:
    """Whether the verb may be a past form, which is the same for all persons: "she hid it", "he fed the cat"."""
    return at.words[-1] not in inflect.AUXILIARIES and "VBD" in _tags(at.words[-1])


def _stands_before_noun(at: FindingContext) -> bool:
    """Whether "to" is a preposition and not the beginning of an infinitive: "thanks to improved batteries", "opposition
    to automated cars"."""
    kinds = inflect.parts(at.before)
    governs = at.before in _BEFORE_TO or ("NOUN" in kinds and "VERB" not in kinds)
    return governs and bool(at.right) and _is_noun(at.behind)


def _is_right_to(at: FindingContext) -> bool:
    """Whether "to" is right, as in "passed down to local schools", or "too" is right, as in "too reliant on it"."""
    if tuple(at.words) == ("too",):
        return "ADJ" in inflect.parts(at.behind) or not inflect.is_base(at.behind)
    return tuple(at.words) == ("to",) and at.before in _BEFORE_TO


def _is_noun_or_verb(at: FindingContext) -> bool:
    """Whether "believe" is a verb, as in "many believe that", or "effect" is a noun, as in "the placebo effect
    works"."""
    if tuple(at.words) == ("effect",):
        return _is_noun(at.before) and at.before not in _GOVERNING and not at.before.endswith("ly")
    return at.behind == "that" and at.before not in inflect.DETERMINERS | inflect.ARTICLES


# The condition under which what a rule of Harper's finds is good English.
_GOOD: dict[str, Callable[[FindingContext], bool]] = {
    "CompoundNouns": _is_verb_of_first,
    "PronounVerbAgreement": _is_past,
    "RepeatedWords": _repeats_well,
    "RedundantThat": _repeats_well,
    "ThatWhich": lambda _: True,  # "that that is" is no slip for "that which is"
    "LetsConfusion": lambda at: at.before in _CAN_LET or at.behind in _LET,
    "CurrencyPlacement": lambda at: not at.words[0][:1].isdigit(),  # "¥100" has its sign in its place
    "TheHowWhy": lambda at: at.behind in _BEHIND_NOUN,
    # "how people are moved", "how it is"
    "HowTo": lambda at: inflect.is_plural(at.behind) or not inflect.AUXILIARIES.isdisjoint(at.right[1:2]),
    "EnMasse": lambda at: bool(at.right) and _is_noun(at.behind),  # "spent on mass transit"
    "InflectedVerbAfterTo": _stands_before_noun,
    "ToTwoToo": _is_right_to,
    # "more danger"
    "AdjectiveDoubleDegree": lambda at: set(inflect.parts(at.words[-1])) == {"NOUN"},
    "MoreBetter": lambda at: set(inflect.parts(at.words[-1])) == {"NOUN"},
    "NounVerbConfusion": _is_noun_or_verb,
    # "they have interesting temples"
    "ProgressiveNeedsBe": lambda at: "ADJ" in inflect.parts(at.behind) and any(map(_is_noun, at.right[1:2])),
    "PronounKnew": lambda at: at.before in _THINGS or not _THINGS.isdisjoint(at.words),  # "anything new"
    "Overall": lambda at: at.behind in inflect.DETERMINERS,  # "handing over all the power"
    "NotTo": lambda at: at.before in _SAID and at.words[0] == "no",
    # "there needs to be", "there exists"
    "ThereToTheir": lambda at: at.right[1:2] == ["to"] or at.behind in _EXISTS,
    "AndIn": lambda at: at.behind == "in" and not _BEHIND_IN.isdisjoint(at.right[1:2]),  # "an in depth look"
}


def is_good_english(rule: str, around: FindingContext) -> bool:
    """Whether the finding of Harper's `rule` is good English in this context."""
    good = _GOOD.get(rule)
    return good is not None and good(around)


def _is_noun(word: str) -> bool:
    """Whether `word` can be a noun. An unknown word can."""
    return "NOUN" in inflect.parts(word) or not inflect.parts(word)


def _tags(word: str) -> set[str]:
    """The tags of the verb forms that `word` can be."""
    return {tag for lemma in inflect.parts(word).get("VERB", ()) for tag in inflect.tags(word, lemma)}
