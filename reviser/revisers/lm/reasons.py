"""The explanation of a candidate, in plain words."""

from collections.abc import Iterator

from reviser.revisers.lm.candidates import TOKEN
from reviser.revisers.lm.kinds import Candidate
from reviser.revisers.rules import inflect

_SINGULAR = frozenset("he she it this that everyone everybody someone somebody nobody anyone each one".split())
_PLURAL = frozenset("they we these those both many few".split())
_OPENING = "A comma sets the opening apart from the rest of the sentence."
_JOINING = frozenset("and but so or yet because which who while although".split())


def reason(text: str, candidate: Candidate) -> str:
    """One sentence that explains `candidate` in the sentence `text`."""
    before, after = text[candidate.start : candidate.end].strip(), candidate.after.strip()
    left = TOKEN.findall(text[: candidate.start])
    right = TOKEN.findall(text[candidate.end :])
    first, then = before.split(" "), after.split(" ")
    if len(first) != len(then) and first[-1].lower() == then[-1].lower():
        # At the beginning of a sentence a word is inserted or removed together with the next, whose capital changes.
        behind = then[-1] if len(then) > len(first) else first[-1]
        before, after, right = " ".join(first[:-1]), " ".join(then[:-1]), [behind, *right]
    match candidate.kind.name:
        case "comma-in" | "comma-clause" | "comma-complex":
            return _comma(left, right)
        case "comma-opening":
            return _OPENING
        case "number":
            number = "plural" if inflect.is_plural(after.lower()) else "singular"
            return f"Here the {number} fits: “{after}”."
        case "agreement" | "verb":
            return _verb(left, before, after)
        case _:
            last = next((word for word in reversed(left) if word[0].isalpha()), before)
            return candidate.kind.says.format(before=before, after=after, next=_noun_phrase(right), last=last)


def _noun_phrase(right: list[str]) -> str:
    """The noun that the article belongs to, with the words before it."""
    words = []
    for word in right[:4]:
        if not word[0].isalpha():
            break
        words.append(word)
        if "NOUN" in inflect.parts(word.lower()):
            break
    return " ".join(words) or "".join(right[:1])


def _comma(left: list[str], right: list[str]) -> str:
    """The explanation of an added comma."""
    if right and right[0].lower() in _JOINING:
        return f"A comma separates the two clauses before “{right[0]}”."
    if len(left) <= 8 and "," not in left:
        return _OPENING
    return "A comma makes the sentence easier to read here."


def _verb(left: list[str], before: str, after: str) -> str:
    """The explanation of a verb form. It names the subject if its number shows: “benefits” is plural, so “rise”."""
    old, new = before.lower(), after.lower()
    subject = None
    if _is_singular_form(new) and not _is_singular_form(old):
        subject = next((word for word in _subjects(left) if _is_singular(word)), None)
        number = "singular"
    elif _is_singular_form(old) and not _is_singular_form(new) and not new.endswith("ed"):
        subject = next((word for word in _subjects(left) if _is_plural(word)), None)
        number = "plural"
    if subject is None:
        return f"Here the form of the verb is “{after}”."
    return f"“{subject}” is {number}, so “{after}”."


def _subjects(left: list[str]) -> Iterator[str]:
    """The words before a verb that can be its subject, the nearest first. A noun behind a preposition is none ("the
    price of the cars"); of several nouns in a row it is the last ("the car prices")."""
    at = len(left)
    while at:
        at -= 1
        word = left[at]
        if not word[0].isalpha():
            continue
        start = at
        while start and _goes_before_noun(left[start - 1].lower()):
            start -= 1
        before = left[start - 1].lower() if start else ""
        if before in inflect.PREPOSITIONS:
            at = start - 1
        elif before and inflect.is_gerund(before) and not (start > 1 and _is_noun(left[start - 2])):
            at = start - 1  # "having cars": the cars are its object
            yield left[at]
        else:
            yield word


def _goes_before_noun(word: str) -> bool:
    """Whether `word` can come between a preposition and a noun."""
    if word in inflect.PREPOSITIONS or not word[0].isalpha():
        return False
    return word in inflect.DETERMINERS or inflect.is_adjective(word) or "NOUN" in inflect.parts(word)


def _is_singular_form(word: str) -> bool:
    return word in ("is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't") or any(
        "VBZ" in inflect.tags(word, lemma) for lemma in inflect.parts(word).get("VERB", ())
    )


def _is_noun(word: str) -> bool:
    return "NOUN" in inflect.parts(word.lower())


def _is_singular(word: str) -> bool:
    lower = word.lower()
    if lower in _SINGULAR or inflect.is_gerund(lower):
        return True
    return lower not in _PLURAL and _is_noun(lower) and not inflect.is_plural(lower)


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _PLURAL or (_is_noun(lower) and inflect.is_plural(lower))
