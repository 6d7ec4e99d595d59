"""Generates candidate edits for each place of a sentence: other forms of words, articles, commas, confused words.

Grammar limits the candidates, so that the language model only has to choose between them. Nothing here uses the model.
A candidate is never a negation, and removes no word."""

import re
from collections.abc import Iterator
from functools import cache

from reviser.revisers.lm.case import in_case
from reviser.revisers.lm.clauses import commas, may_stay_open
from reviser.revisers.lm.kinds import KINDS, Candidate
from reviser.revisers.lm.phrases import LINKING, phrases
from reviser.revisers.rules import inflect
from reviser.revisers.rules.spelling import Frequencies

_EXISTING = inflect.BE | inflect.HAVE | inflect.MODALS  # verbs behind an existential "there"
_OPENING = '.!?"“:'
_KNOWN = 2.0e5  # least count of a form that is a candidate, see Frequencies
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\s\w]|_")

_ARTICLES = ("a", "an", "the")
_BE = ("is", "are", "was", "were", "am", "be", "been", "being")
# Forms that differ in number only: the writer chooses the tense.
_AGREEING = (
    ("is", "are", "am"),
    ("was", "were"),
    ("has", "have"),
    ("does", "do"),
    ("isn't", "aren't"),
    ("wasn't", "weren't"),
    ("doesn't", "don't"),
    ("hasn't", "haven't"),
)
_PREPOSITIONS = ("in", "on", "at", "of", "to", "for", "with", "by", "from", "about", "into", "during", "as", "than")
_BEFORE_NOUNS = inflect.DETERMINERS | frozenset(
    (*_PREPOSITIONS, *"many few fewer several most more such other two three four five six ten between among".split())
)
_CONFUSED = (
    ("the", "they"),
    ("they", "their", "there", "they're"),
    ("them", "then"),
    ("then", "than"),
    ("to", "too"),
    ("lose", "loose"),
    ("affect", "effect"),
    ("your", "you're"),
    ("its", "it's"),
    ("whose", "who's"),
    ("of", "off"),
    ("were", "where"),
    ("quite", "quiet"),
    ("this", "these"),
    ("that", "those"),
    ("this", "these", "those"),
    ("much", "many"),
    ("less", "fewer"),
    ("other", "another", "others"),
    ("some", "any"),
    ("every", "each", "all"),
    ("most", "more", "almost"),
    ("advice", "advise"),
    ("practice", "practise"),
    ("live", "life", "lives"),
    ("belief", "believe"),
    ("choose", "chose"),
    ("lead", "led"),
    ("past", "passed"),
    ("whether", "weather"),
    ("except", "accept"),
    ("principal", "principle"),
    ("fell", "feel", "felt"),
    ("know", "now"),
    ("hear", "here"),
    ("our", "are"),
    ("thing", "think"),
    ("though", "through", "thought", "tough"),
    ("while", "will"),
    ("with", "which"),
    ("it", "is"),
    ("an", "and"),
    ("or", "our"),
    ("form", "from"),
    ("by", "buy"),
    ("say", "tell"),
    ("says", "tells"),
    ("said", "told"),
    ("make", "do"),
    ("see", "watch", "look"),
    ("because", "because of"),
    ("he", "his", "him"),
    ("she", "her"),
    ("i", "my", "me"),
    ("they", "them", "their"),
    ("we", "us", "our"),
    ("good", "well"),
    ("evident", "evidence"),
    ("different", "difference"),
    ("important", "importance"),
    ("convenient", "convenience"),
    ("confident", "confidence"),
    ("violent", "violence"),
    ("independent", "independence"),
    ("intelligent", "intelligence"),
    ("efficient", "efficiency"),
    ("breath", "breathe"),
    ("beside", "besides"),
    ("sometime", "sometimes"),
    ("too", "also"),
    ("also", "so"),
)
_COUNTED = {"amount": "number", "amounts": "numbers", "less": "fewer", "much": "many"}
_OTHERS: dict[str, set[str]] = {}
for _group in _CONFUSED:
    for _word in _group:
        _OTHERS.setdefault(_word, set()).update(set(_group) - {_word})
# "Which" and "that" may be exchanged, and "that" may refer to people; "who" may not refer to things.
_OTHERS.setdefault("who", set()).update(("that", "which"))
_OTHERS.setdefault("what", set()).update(("that", "which"))
_IN = "of to in on for with at by is are was were be been have has had do it that as from about and there who".split()
# Words that are never the correction of a slip, and never corrected as one: "note" for "not", "could" for "would".
_NO_SLIPS = inflect.AUXILIARIES | frozenset("no not nor non none never neither pubic shit tits".split())
_PARTITIVE = frozenset(
    "one most some many all number amount lot lots majority kind kinds type types sort part parts piece rest half"
    " variety range lack plenty thousands millions hundreds control care advantage front favor favour terms case place"
    " course because instead out".split()
)
_SINGLED_OUT = frozenset("most first last only same main".split())
_SCARCE = frozenset(("few", "little"))  # "few" is hardly any, "a few" are some
# Words that are mentioned and not used: a term of up to three words in quotation marks, emphasis or a LaTeX command; a
# reference to a source.
_MENTIONED = re.compile(
    r"""(?:["“„«*_‘]|(?<!\w)['])[*_]?\w[\w'’/-]*(?:\ [\w'’/-]+){0,2}[*_]?[,.]?(?:["”“»*_’]|['](?!\w))"""
    r"""|\\\w+\{[^{}\s]+(?:\ [^{}\s]+){0,2}\}"""
    r"""|\([^()]*\b(?:1[5-9]|20)\d\d[a-z]?\b[^()]*\)|\[[^\[\]]*\d[^\[\]]*\]"""
)


def candidates(text: str, frequencies: Frequencies) -> list[Candidate]:
    """The candidate edits of the sentence `text`. If several kinds give the same replacement, the first counts."""
    by_place: dict[tuple[int, int, str], Candidate] = {}
    matches = list(TOKEN.finditer(text))
    words = [match.group() for match in matches]
    mentioned = [match.span() for match in _MENTIONED.finditer(text)]
    for at, match in enumerate(matches):
        if any(start <= match.start() < end for start, end in mentioned):
            continue
        if "-" in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]):
            continue  # part of a compound
        for one in (
            *_replaced(words, at, match.start(), frequencies),
            *commas(matches, at + 1),
            *_removed(text, matches, at),
            *_inserted(text, matches, at),
            *phrases(matches, at, text, frequencies),
        ):
            if text[one.start : one.end] != one.after:
                by_place.setdefault((one.start, one.end, one.after), one)
    return list(by_place.values())


def _replaced(words: list[str], at: int, start: int, frequencies: Frequencies) -> Iterator[Candidate]:
    """Replacements of the word at index `at`, which begins at the code point `start`."""
    word = words[at]
    if not word[0].isalpha():
        return
    lower, end = word.lower().replace("’", "'"), start + len(word)
    inside = at > 0 and words[at - 1] not in _OPENING
    behind = "".join(words[at + 1 : at + 2]).lower().replace("’", "'")
    exists = lower == "there" and behind in _EXISTING
    prepositions = _prepositions(words, at)
    for form, kind in (
        *_counted(words, at),
        *_listed_alternatives(lower),
        *prepositions,
        *_inflected(words, at, frequencies, inside=inside),
    ):
        if form != lower and not exists:
            yield Candidate(start, end, in_case(form, word), KINDS[kind])
    if word.islower() and lower not in _NO_SLIPS:
        inflected = {form for form, _ in _forms(lower)}
        for form in frequencies.real_words.near(lower):
            if form not in _NO_SLIPS and form not in inflected:
                yield Candidate(start, end, form, KINDS["real-word"])


def _listed_alternatives(word: str) -> Iterator[tuple[str, str]]:
    """The alternatives of a word in lower case that the lists above have, each with its kind."""
    for group in _AGREEING:
        if word in group:
            yield from ((form, "agreement") for form in group)
    yield from ((form, "confused") for form in sorted(_OTHERS.get(word, ())))


def _counted(words: list[str], at: int) -> Iterator[tuple[str, str]]:
    """The word for countable things before a plural: "the number of cars" for "the amount of cars", "fewer cars" for
    "less cars"."""
    word = words[at].lower()
    if word not in _COUNTED:
        return
    behind = [other.lower() for other in words[at + 1 : at + 5]]
    of_them = inflect.starts_plural(behind[1:]) if behind[:1] == ["of"] else inflect.is_plural("".join(behind[:1]))
    if of_them and (behind[0] == "of") == word.startswith("amount"):
        yield _COUNTED[word], "counted"


def _prepositions(words: list[str], at: int) -> Iterator[tuple[str, str]]:
    """Other prepositions, if the word before one can govern it. An adjective or a verb does so more strongly than a
    noun."""
    before = words[at - 1].lower() if at else ""
    if words[at].lower() not in _PREPOSITIONS or not before.isalpha():
        return
    if words[at].lower() == "for" and "to" in words[at + 2 : at + 6]:
        return  # "the need for cars to change"
    parts = inflect.parts(before)
    if inflect.is_adjective(before) or ("NOUN" not in parts and ("ADJ" in parts or "VERB" in parts)):
        yield from ((form, "preposition") for form in _PREPOSITIONS)
    elif "NOUN" in parts:
        yield from ((form, "noun-preposition") for form in _PREPOSITIONS)


def _inflected(words: list[str], at: int, frequencies: Frequencies, *, inside: bool) -> Iterator[tuple[str, str]]:
    """The other forms of the word at index `at`, each with its kind. `inside`: the word does not begin a sentence."""
    word = words[at].lower()
    if word in _CLOSED or (inside and words[at][0].isupper()):
        return
    for form, either in _forms(word):
        kind = ("number" if _leads_to_noun(words, at) else "verb") if either == "either" else either
        if frequencies.words.get(form, 0) > _KNOWN and not (kind == "verb" and _is_only_of_tense(words, at, form)):
            yield form, kind


def _leads_to_noun(words: list[str], at: int) -> bool:
    """Whether the word before index `at` shows that a noun and not a verb is there."""
    if at == 0:
        return True
    before = words[at - 1].lower()
    return before in _BEFORE_NOUNS or before[0].isdigit() or inflect.is_adjective(before)


_CLOSED = (
    frozenset((*_ARTICLES, *_PREPOSITIONS))
    | inflect.DETERMINERS
    | inflect.AUXILIARIES
    | frozenset(
        "not and or but if so i you he she it we they me him her us them who which what that when where".split()
    )
    | frozenset("while there because".split())
)


_BEFORE_BASE = inflect.MODALS | frozenset("to not never do does did let lets make makes made help helps helped".split())


_BEFORE_PRESENT = frozenset("i you we they people who".split())
_PAST_TIMES = frozenset("yesterday ago last".split())


def _is_only_of_tense(words: list[str], at: int, form: str) -> bool:
    """Whether `form` would only change the tense of the verb `words[at]`, and nothing asks for that: the writer chooses
    the tense."""
    word, before = words[at].lower(), words[at - 1].lower() if at else ""
    match _times(word, form):
        case ("past", "present"):
            return before not in _BEFORE_BASE
        case ("base", "past"):
            follows = before in _BEFORE_PRESENT or (before.isalpha() and inflect.is_plural(before))
        case ("third", "past"):
            follows = before not in inflect.AUXILIARIES
        case _:
            return False
    return follows and _PAST_TIMES.isdisjoint(other.lower() for other in words)


@cache
def _times(word: str, form: str) -> tuple[str, str] | None:
    """The tenses of the verb forms `word` and `form`: "past" and "present", or "base" or "third" (person) and "past".
    None if they do not differ in tense."""
    for lemma in inflect.parts(word).get("VERB", ()):
        old, new = inflect.tags(word, lemma), inflect.tags(form, lemma)
        if "VBD" in old and not old & _PRESENT and new & _PRESENT and "VBD" not in new:
            return "past", "present"
        if "VBD" not in old and old & _PRESENT and "VBD" in new and not new & _PRESENT:
            return ("third" if "VBZ" in old else "base"), "past"
    return None


_PRESENT = frozenset(("VB", "VBP", "VBZ"))
_COMPARATIVE = ("JJR", "RBR")
_EITHER: tuple[set[str | None], ...] = ({"number", "verb"}, {"either", "number"}, {"either", "verb"}, {"either"})


@cache
def _forms(word: str) -> tuple[tuple[str, str], ...]:
    """The other forms of a word in lower case, each with its kind."""
    kinds_by_form: dict[str, str] = {}
    for part, lemmas in inflect.parts(word).items():
        if part not in ("NOUN", "VERB", "ADJ", "ADV"):
            continue
        for lemma in lemmas:
            own = inflect.forms(lemma, part)
            compares = any(word in own.get(tag, ()) for tag in _COMPARATIVE)
            for tag, spellings in own.items():
                form = spellings[0]
                if form == word or not form.isalpha() or (compares and tag not in _COMPARATIVE):
                    continue  # a comparative needs no second part: "larger cities"
                if part == "NOUN":
                    kind = "number"
                elif part == "VERB":
                    kind = "ing" if form.endswith("ing") or word.endswith("ing") else "verb"
                else:
                    kind = "degree"
                kinds_by_form[form] = "either" if {kinds_by_form.get(form), kind} in _EITHER else kind
    return tuple(kinds_by_form.items())


def _removed(text: str, matches: list[re.Match[str]], at: int) -> Iterator[Candidate]:
    """The removal of a comma, unless it belongs to a number or comes before another sign."""
    match = matches[at]
    if match.group() == "," and at + 1 < len(matches) and matches[at + 1].group()[0].isalpha():
        blank = text[match.start() - 1 : match.start()] == " "
        yield Candidate(match.start() - blank, match.end(), "", KINDS["comma-out"])


def _inserted(text: str, matches: list[re.Match[str]], at: int) -> Iterator[Candidate]:
    """Words and commas inserted behind the word at index `at`, and words before the first word of the sentence."""
    match = matches[at]
    place = match.end()
    if at == 0:
        first = match.group()
        if first[0].isalpha():
            lower = first if first == "I" or first[1:2].isupper() else first[0].lower() + first[1:]
            for word in () if lower in _SCARCE else ("It is", "There", "In"):
                yield Candidate(match.start(), match.end(), f"{word} {lower}", KINDS["word-in"])
            if lower in _SINGLED_OUT or lower.endswith("est"):  # other words can begin a sentence without an article
                yield Candidate(match.start(), match.end(), f"The {lower}", KINDS["article-in"])
    if at + 1 >= len(matches) or text[place : place + 1] != " ":
        return
    behind = matches[at + 1].group()
    if not behind[0].isalnum() or behind == "_":
        return
    if match.group() == "," or match.group()[-1].isalnum():
        for word in () if behind.lower() in _SCARCE or behind[0].isupper() else _ARTICLES:
            yield Candidate(place, place, f" {word}", KINDS["article-in"])
        for word in _IN:
            if word != "of" or _takes_of(match.group().lower()):
                yield Candidate(place, place, f" {word}", KINDS["word-in"])
    behind_it = matches[at + 2].group() if at + 2 < len(matches) else ""
    links = behind.lower() in LINKING and behind_it == ","
    if match.group()[-1].isalnum() and not links and not may_stay_open(matches, at + 1):
        yield Candidate(place, place, ",", KINDS["comma-in"])


def _takes_of(word: str) -> bool:
    """Whether "of" may be missing behind `word`. Behind most nouns another noun begins a clause instead."""
    return word in _PARTITIVE or "NOUN" not in inflect.parts(word)
