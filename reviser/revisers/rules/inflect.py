"""Forms of English words, and which part of speech a word can have at its place, without a tagger.

lemminflect has the forms of each word. Which form a word has in a sentence is decided by its possible tags and its
neighbours. Each test answers "certain" or "not certain"; where a word is ambiguous nothing is proposed.

Tags are those of the Penn Treebank: VB base, VBP present, VBZ third person, VBD past, VBN participle, VBG -ing form."""

from collections.abc import Sequence
from functools import cache
from threading import Lock

_MODALS = "can could will would shall should may might must cannot can't won't don't doesn't didn't couldn't wouldn't"
MODALS = frozenset([*_MODALS.split(), "shouldn't", "mustn't", "i'll", "you'll", "we'll", "they'll", "he'll", "it'll"])
BE = frozenset("be am is are was were been being isn't aren't wasn't weren't i'm you're we're they're it's".split())
HAVE = frozenset("have has had having haven't hasn't hadn't i've you've we've they've".split())
DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their every each some any no another all both one".split()
)
# Behind one of these words an adverb can only modify an adjective: "the last but not least benefit".
ARTICLES = frozenset("a an the my your his her its our their whose this these those every each another no".split())
SUBJECTS_PLURAL = frozenset("i you we they people who which these those".split())
SUBJECTS_SINGULAR = frozenset("he she it who which that this someone everyone one".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from about into through under over between against without within upon as than".split()
)
AUXILIARIES = MODALS | BE | HAVE | frozenset("do does did".split())
# Adverbs without -ly that stand between an auxiliary and its verb.
_BETWEEN = frozenset("not also never always often still already just then only even both now n't".split())
_CLOSED = (
    DETERMINERS
    | PREPOSITIONS
    | AUXILIARIES
    | frozenset(
        "and or but if because so not it he she they we you i me him them us who which what when where while how why"
        " there to up out enough more most less least very too then also".split()
    )
)


_LOADING = Lock()  # keeps two threads from reading the same table at once


def load() -> None:
    """Read lemminflect's tables now, about 0.4 s. May be called from any thread."""
    forms("be", "VERB")
    parts("is")


@cache
def forms(lemma: str, part: str) -> dict[str, tuple[str, ...]]:
    """The spellings of `lemma` as `part` ("VERB" or "NOUN"), by tag, the most usual first. VBN defaults to VBD."""
    # lemminflect imports numpy: it is imported at first use, after the window has been painted.
    from lemminflect import getAllInflections

    with _LOADING:
        spellings_by_tag = dict(getAllInflections(lemma, part))
    if part == "VERB" and "VBD" in spellings_by_tag:
        spellings_by_tag.setdefault("VBN", spellings_by_tag["VBD"])
    return spellings_by_tag


@cache
def parts(word: str) -> dict[str, tuple[str, ...]]:
    """The possible parts of speech of `word`, which is in lower case, each with its possible lemmas. Empty if it is
    unknown."""
    from lemminflect import getAllLemmas

    with _LOADING:
        return dict(getAllLemmas(word))


def tags(form: str, lemma: str) -> frozenset[str]:
    """The tags of the forms of the verb `lemma` that are spelled `form`."""
    return frozenset(tag for tag, spellings in forms(lemma, "VERB").items() if form in spellings)


def inflect(lemma: str, tag: str) -> str | None:
    """The most usual spelling of the verb `lemma` in the form `tag`. None if there is no such form."""
    spellings = forms(lemma, "VERB").get(tag)
    return spellings[0] if spellings else None


def is_base(word: str) -> bool:
    """Whether `word` behind "to" or "can" is certainly the base form of a verb: a verb and no function word."""
    if word in _CLOSED - {"be", "have", "do"} or word == "people":
        return False
    return any(word == lemma for lemma in parts(word).get("VERB", ())) or word in {"be", "have", "do"}


def is_gerund(word: str) -> bool:
    """Whether `word` is the -ing form of a verb."""
    return word.endswith("ing") and any("VBG" in tags(word, lemma) for lemma in parts(word).get("VERB", ()))


def base_of(word: str) -> str:
    """The verb of which `word` is the -ing form. Raises ValueError if there is none."""
    for lemma in parts(word).get("VERB", ()):
        if "VBG" in tags(word, lemma):
            return lemma
    raise ValueError(f"no verb in {word!r}")


_PLURALS = frozenset("people men women children others lives police teeth feet mice media data".split())


# Uncountable nouns: "many informations" is no better than "a lot of informations".
UNCOUNTED = frozenset(
    "information advice equipment furniture homework knowledge luggage baggage software hardware feedback progress"
    " evidence scenery machinery stuff money traffic weather luck garbage trash rubbish mail jewelry jewellery"
    " clothing housing music poetry news rice bread butter sugar electricity violence happiness health"
    " fun pollution transportation research training slang gossip patience permission".split()
)


def is_plural(word: str) -> bool:
    """Whether `word`, at a place for a noun, is plural."""
    if word in _PLURALS:
        return True
    if word.endswith("s") and word[:-1] in UNCOUNTED:
        return False
    return word.endswith("s") and word not in parts(word).get("NOUN", (word,))


def is_adjective(word: str) -> bool:
    """Whether `word` can be an adjective and is no function word."""
    return "ADJ" in parts(word) and word not in _CLOSED


def starts_plural(words: Sequence[str]) -> bool:
    """Whether `words` begin with a plural noun, after up to two adjectives."""
    for position, word in enumerate(words[:3]):
        if is_plural(word):
            # "cars drivers", "states rights": a plural that modifies; ambiguous with a possessive that lacks its sign.
            return True
        modifies = is_adjective(word) or (word.endswith(("ed", "ing")) and "VERB" in parts(word))
        if not modifies or position == 2:
            return False
    return False


def starts_noun(words: Sequence[str]) -> bool:
    """Whether `words` can begin with a noun, with or without an adjective before it."""
    if not words or words[0] in _CLOSED:
        return False
    kinds = parts(words[0])
    return "NOUN" in kinds or not kinds or ("ADJ" in kinds and starts_noun(words[1:2]))


def starts_predicate(words: Sequence[str]) -> bool:
    """Whether `words` certainly begin the predicate of a plural subject: an auxiliary, or a verb. A word that can also
    be a noun counts only before its object or "to"."""
    if not words:
        return False
    first, following = words[0], words[1] if len(words) > 1 else ""
    if first in MODALS or first in {"do", "did", "have", "had", "are", "were", "don't", "aren't", "haven't"}:
        return True
    if first in _CLOSED or first.endswith(("ing", "s")) or "VERB" not in parts(first):
        return False
    return "NOUN" not in parts(first) or following in DETERMINERS or following == "to"


def verb_tag(form: str, lemma: str, left: Sequence[str], *, starts: bool) -> str | None:
    """The tag of the verb form `form` of `lemma` behind the words `left`, the nearest last. None if that is not
    certain. `starts`: the form is the first word of its sentence. "VB?" is a past form or a participle."""
    possible = tags(form, lemma)
    if not possible:
        return None
    near = list(left[-4:])
    while near and (near[-1] in _BETWEEN or (near[-1].endswith("ly") and "ADV" in parts(near[-1]))):
        near.pop()
    previous = near[-1] if near else ""
    if "VBG" in possible:
        return None if previous in DETERMINERS else "VBG"
    if possible & {"VB", "VBP"}:
        return _present(form, previous, near, starts=starts, possible=possible)
    if "VBZ" in possible:
        return _third_person(form, previous)
    return _past(previous, possible)


def _is_noun_too(form: str) -> bool:
    """Whether `form` can also be a noun or an adjective."""
    kinds = parts(form)
    return "NOUN" in kinds or "ADJ" in kinds


def _present(form: str, previous: str, near: Sequence[str], *, starts: bool, possible: frozenset[str]) -> str | None:
    """The tag of a base or present form, None if it may be a noun or an adjective."""
    tag = "VB" if "VB" in possible else "VBP"
    if previous == "to" or previous in MODALS or previous in {"do", "does", "did", "let's", "help", "please"}:
        return tag
    if previous in SUBJECTS_PLURAL:
        return "VBP" if "VBP" in possible else tag
    if _is_noun_too(form):
        # "and assist", "cars purchase": could be the noun.
        return tag if previous in {"and", "or"} and len(near) > 1 and near[-2] in MODALS else None
    if previous in DETERMINERS or previous in PREPOSITIONS or starts:
        return None
    return tag


def _third_person(form: str, previous: str) -> str | None:
    """The tag of a form in -s, None if it may be a noun."""
    if previous in SUBJECTS_SINGULAR and previous not in {"this", "one"}:
        return "VBZ"
    return None if _is_noun_too(form) or previous in DETERMINERS | PREPOSITIONS else "VBZ"


def _past(previous: str, possible: frozenset[str]) -> str | None:
    """The tag of a past form or participle: "VB?" if it may be either, None if it may be an adjective ("the acquired
    skills")."""
    if previous in BE or previous in HAVE or previous in {"get", "gets", "getting", "got", "being"}:
        return "VBN"
    if "VBD" in possible and previous in (SUBJECTS_PLURAL | SUBJECTS_SINGULAR) - DETERMINERS - {"which"}:
        return "VBD"
    if not previous or previous in DETERMINERS | PREPOSITIONS | {"to", "become", "becomes", "became"}:
        return None  # "the acquired skills"
    return "VB?"  # a noun before it: past tense, or a participle behind the noun
