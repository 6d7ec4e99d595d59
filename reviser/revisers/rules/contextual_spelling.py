"""Chooses a correction by the neighbouring words where Harper takes the word that is nearest in spelling.

Learners write "theyre phones" for "their phones", "with they children" for "with their children", and "they looses" for
"they lose". Harper proposes "they're", "them" and "loose", which are wrong too and harder to notice. If the
neighbouring words do not decide, nothing is proposed."""

import re
from collections.abc import Sequence

from reviser.core.text import Span
from reviser.revisers.rules import inflect
from reviser.revisers.rules.harper_exceptions import FindingContext, is_good_english

# Words that have no plural and no other form in -s: with an s they lack the apostrophe of a possessive.
_OWNERS = frozenset(
    "today yesterday tomorrow tonight everyone everybody someone somebody anyone anybody nobody".split()
)
_PLURALS = {"childrens": "children's", "mens": "men's", "womens": "women's"}
_POSSESSIVES = {"theyre": "their", "youre": "your", "whos": "whose"} | _PLURALS
# Words that are written for a verb of similar spelling. No one "looses" a game or "breaths".
_VERBS = {
    "loose": "lose",
    "looses": "loses",
    "breath": "breathe",
    "breaths": "breathes",
    "advice": "advise",
    "advices": "advises",
}
_KEEPS = frozenset("arrow arrows dog dogs hound hounds bolt bolts grip storm".split())  # objects of the verb "loose"
# Verbs of saying and thinking, which have a clause behind them: "I think theyre students".
_SAY = frozenset(
    "think thinks thought know knows knew say says said believe believes believed hope hopes hoped feel feels felt mean"
    " means meant guess guessed see sees saw agree suppose assume tell tells told sure wish claim claims show shows is"
    " are was were".split()
)
_FINITE = inflect.AUXILIARIES - {"being", "been", "be", "having"}
_MORE = re.compile(r"[^\S\n]{1,3}([^\W\d_]+(?:['’][^\W\d_]+)?)")
_LESS = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)[^\S\n]{1,3}$")
_BEFORE_OBJECT = (inflect.PREPOSITIONS | {"to", "opposite"}) - {"than", "as"}
_FAR = 60  # code points that are read before a place


def possessive(word: str) -> str | None:
    """The possessive of an unknown `word` that has no plural and so can only lack its apostrophe: "today's" for
    "todays". None for any other word."""
    stem = word[:-1].lower()
    return f"{word[:-1]}'{word[-1]}" if word[-1:].lower() == "s" and stem in _OWNERS else None


def meant_possessive(prose: str, span: Span) -> str | None:
    """The possessive for the word at `span` of `prose` that lacks its apostrophe: "theyre", "whos", "childrens". None
    if a contraction or a plural is more likely."""
    word = span.of(prose)
    meant = _POSSESSIVES.get(word.lower())
    before, right = _word_before(prose, span.start), _words_behind(prose, span.end)
    noun = _noun(right)
    if word.lower() in _PLURALS:
        named = "NOUN" in inflect.parts(right[0]) and right[0].endswith("ing") if right else False  # "clothing"
        owner = named or (noun is not None and _is_surely_noun(right, noun))
        return f"{word[:-1]}'{word[-1]}" if owner else word[:-1]
    if meant is None or noun is None:
        return None
    if meant == "whose":
        sure = noun == 0 and not _is_participle(right[0]) and "ADJ" not in inflect.parts(right[0])
    elif before in inflect.PREPOSITIONS or (_is_verb(before) and before not in _SAY):
        sure = True
    else:
        behind = right[noun + 1] if len(right) > noun + 1 else ""
        sure = behind in _FINITE or _is_third_person(behind)
    if not sure:
        return None
    return meant[0].upper() + meant[1:] if word[:1].isupper() else meant


def irregular(prose: str, span: Span) -> str | None:
    """The correct form of an unknown word with a regular ending on an irregular stem: "chose" for "choosed", "children"
    for "childs", "homework" for "homeworks". None for any other word."""
    word = span.of(prose)
    correction = _plural_or_bare(prose, span) if word.endswith("s") else None
    if correction is None and word.endswith("ed"):
        correction = _past(word.lower(), _word_before(prose, span.start))
    return correction if correction is None or word.islower() else correction[0].upper() + correction[1:]


def _plural_or_bare(prose: str, span: Span) -> str | None:
    """The correction of an unknown word in -s: the bare word of an uncountable noun, or the plural or possessive of an
    irregular noun ("child", "-man"). None for any other stem."""
    stem = span.of(prose)[:-1].lower()
    if stem in inflect.UNCOUNTED:
        return stem
    if stem != "child" and not stem.endswith("man"):
        return None
    plural = inflect.forms(stem, "NOUN").get("NNS", ("",))[0]
    if not plural.endswith("en"):
        return None
    return f"{stem}'s" if owns(prose, span.end) else plural


def _past(word: str, before: str) -> str | None:
    """The irregular past or participle of the verb that `word` inflects regularly, None if there is none. `before` is
    the word before it: behind a form of "be" or "have" it is the participle."""
    doubled = [word[:-3]] if word[-3:-2] == word[-4:-3] else []
    for stem in (word[:-1], word[:-2], *doubled):
        spelled = {text for tag in ("VBD", "VBN") for text in inflect.forms(stem, "VERB").get(tag, ())}
        if spelled and stem in inflect.parts(stem).get("VERB", ()) and not any(each.endswith("ed") for each in spelled):
            return inflect.inflect(stem, "VBN" if before in inflect.HAVE | inflect.BE else "VBD")
    return None


def owns(prose: str, place: int) -> bool:
    """Whether the words behind `place` begin with a noun that cannot be a verb, so that a possessive fits before it:
    true for "they children", false for "they play"."""
    right = _words_behind(prose, place)
    noun = _noun(right)
    return noun is not None and _is_surely_noun(right, noun)


def reread(prose: str, rule: str, span: Span, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The replacements that should be proposed at `span` instead of `texts`, those of Harper's `rule`. Empty if nothing
    should be proposed."""
    right = _words_behind(prose, span.end)
    if is_good_english(rule, FindingContext(span.of(prose).lower().split(), _word_before(prose, span.start), right)):
        return ()
    match rule:
        case "PronounVerbAgreement":
            if _word_before(prose, span.start) and _object_before(prose, span):
                return ()  # "with he friend": the pronoun is wrong, not the noun
            let = bool(right) and not _KEEPS.isdisjoint(right[:3])
            return texts if let else tuple(_VERBS.get(text.lower(), text) for text in texts)
        case "PronounInflectionBe" if _object_before(prose, span):
            return ()  # "a car in front of us was"
        case "TheyToThem" if right:
            noun = _noun(right)
            if noun is None:
                return texts
            return (f"{span.of(prose)[:1]}heir",) if _is_surely_noun(right, noun) else ()
        case "PronounKnew" if inflect.starts_noun(right):
            return ()  # "they new house"
        case "CompoundNouns":
            return tuple(text for text in texts if _is_noun(text.lower()))  # "the red one" is not "the redone"
        case "Dashes" if span.of(prose) == "--" and _is_tight(prose, span):
            return ("—",)  # "Stop--he said"; with spaces around it Harper's en dash is right
        case "RegularIrregulars":
            meant = possessive(span.of(prose)) or irregular(prose, span)
            return texts if meant is None else tuple(dict.fromkeys((meant, *texts)))
        case _:
            return texts


def _is_tight(prose: str, span: Span) -> bool:
    """Whether a letter or digit is directly before and directly behind `span`."""
    return prose[span.start - 1 : span.start].isalnum() and prose[span.end : span.end + 1].isalnum()


def _object_before(prose: str, span: Span) -> bool:
    """Whether the pronoun before `span` is itself behind a preposition, so that it is an object: "in front of us
    was"."""
    left = _LESS.search(prose, max(0, span.start - _FAR), span.start)
    return left is not None and _word_before(prose, left.start()) in _BEFORE_OBJECT


def _noun(right: Sequence[str]) -> int | None:
    """The index in `right` of the noun that a possessive before `right` belongs to. Up to two adjectives may come
    first. None if there is no such noun."""
    for place, word in enumerate(right[:3]):
        kinds = inflect.parts(word)
        if word in inflect.PREPOSITIONS | inflect.AUXILIARIES | inflect.DETERMINERS or word.endswith(("ing", "ly")):
            return None
        if "NOUN" in kinds and ("ADJ" not in kinds or not inflect.starts_noun(right[place + 1 : place + 2])):
            return None if word in _NO_NOUNS or ("ADJ" in kinds and not place) else place
        if "ADJ" not in kinds and word != "own":
            return None
    return None


_NO_NOUNS = frozenset("not so very too all there here good well best right wrong back home away both out in up".split())


def _is_surely_noun(right: Sequence[str], noun: int) -> bool:
    """Whether `right[noun]` is a noun and cannot be a plural verb: true for "they children" and "they phones", false
    for "they play"."""
    return noun > 0 or "VERB" not in inflect.parts(right[noun]) or inflect.is_plural(right[noun])


def _is_noun(word: str) -> bool:
    """Whether `word` can be a noun. An unknown word can."""
    kinds = inflect.parts(word)
    return "NOUN" in kinds or not kinds


def _is_third_person(word: str) -> bool:
    return any("VBZ" in inflect.tags(word, lemma) for lemma in inflect.parts(word).get("VERB", ()))


def _is_participle(word: str) -> bool:
    return any("VBN" in inflect.tags(word, lemma) for lemma in inflect.parts(word).get("VERB", ()))


def _is_verb(word: str) -> bool:
    return word not in inflect.DETERMINERS and "VERB" in inflect.parts(word)


def _words_behind(prose: str, place: int) -> list[str]:
    """Up to four words behind `place`, in lower case, with only spaces between them."""
    words: list[str] = []
    while len(words) < 4 and (match := _MORE.match(prose, place)):
        words.append(match[1].lower())
        place = match.end()
    return words


def _word_before(prose: str, place: int) -> str:
    """The word before `place`, in lower case, with only spaces between; "" if there is none."""
    match = _LESS.search(prose, max(0, place - _FAR), place)
    return match[1].lower() if match else ""
