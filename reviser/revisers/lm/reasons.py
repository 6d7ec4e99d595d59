"""Why a candidate is proposed, in plain words."""

from reviser.revisers import inflect
from reviser.revisers.lm.candidates import TOKEN, Candidate

_SINGULAR = frozenset("he she it this that everyone everybody someone somebody nobody anyone each one".split())
_PLURAL = frozenset("they we these those both many few".split())
_JOINING = frozenset("and but so or because which who while although".split())


def reason(text: str, candidate: Candidate) -> str:
    """One sentence about `candidate` in the sentence `text`."""
    before, after = text[candidate.start : candidate.end].strip(), candidate.after.strip()
    left = TOKEN.findall(text[: candidate.start])
    right = TOKEN.findall(text[candidate.end :])
    first, then = before.split(" "), after.split(" ")
    if len(first) != len(then) and first[-1].lower() == then[-1].lower():
        # What opens a sentence is put in or taken away together with the word behind it.
        behind = then[-1] if len(then) > len(first) else first[-1]
        before, after, right = " ".join(first[:-1]), " ".join(then[:-1]), [behind, *right]
    match candidate.kind.name:
        case "comma-in":
            return _comma(left, right)
        case "number":
            number = "plural" if inflect.is_plural(after.lower()) else "singular"
            return f"Here the {number} fits: “{after}”."
        case "agreement" | "verb":
            return _verb(left, before, after)
        case _:
            last = next((word for word in reversed(left) if word[0].isalpha()), before)
            return candidate.kind.says.format(before=before, after=after, next=_named(right), last=last)


def _named(right: list[str]) -> str:
    """The noun that an article would stand before, with what stands between them."""
    words = []
    for word in right[:4]:
        if not word[0].isalpha():
            break
        words.append(word)
        if "NOUN" in inflect.parts(word.lower()):
            break
    return " ".join(words) or "".join(right[:1])


def _comma(left: list[str], right: list[str]) -> str:
    if right and right[0].lower() in _JOINING:
        return f"A comma parts the two clauses before “{right[0]}”."
    if len(left) <= 8 and "," not in left:
        return "A comma sets the opening apart from the rest of the sentence."
    return "A comma makes the sentence easier to read here."


def _verb(left: list[str], before: str, after: str) -> str:
    """Names the subject where its number shows: “benefits” is plural, so “rise”."""
    old, new = before.lower(), after.lower()
    subject = None
    if _is_singular_form(new) and not _is_singular_form(old):
        subject = next((w for w in reversed(left) if w.lower() in _SINGULAR or _is_noun(w, plural=False)), None)
        number = "singular"
    elif _is_singular_form(old) and not _is_singular_form(new) and not new.endswith("ed"):
        subject = next((w for w in reversed(left) if w.lower() in _PLURAL or _is_noun(w, plural=True)), None)
        number = "plural"
    if subject is None:
        return f"Here the form of the verb is “{after}”."
    return f"“{subject}” is {number}, so “{after}”."


def _is_singular_form(word: str) -> bool:
    return word in ("is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't") or any(
        "VBZ" in inflect.tags(word, lemma) for lemma in inflect.parts(word).get("VERB", ())
    )


def _is_noun(word: str, *, plural: bool) -> bool:
    lower = word.lower()
    return "NOUN" in inflect.parts(lower) and inflect.is_plural(lower) == plural
