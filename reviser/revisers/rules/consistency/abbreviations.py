"""An abbreviation is introduced once, at its first use.

"Alpha Beta Company (ABC)" introduces ABC if the initials agree. If ABC is used earlier, the introduction moves there
(one decision for both places). If ABC is introduced again, only the abbreviation stays. If the grammar would break (an
article that must change, a plural, a possessive) there is a remark instead of a proposal."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reviser.core.edit import Edit, Intent, Proposal, Remark
from reviser.core.text import Span
from reviser.revisers.rules.consistency.page import ProsePage, Word

_SHORT = re.compile(r"\(([A-Z][A-Za-z&]{0,6}[A-Z](?:s(?=\)))?)\)")
_WORD = re.compile(r"[^\W\d_][\w’'&]*")
_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "to", "a", "an", "de", "&", "or", "by", "with", "at"))
_REACH = 120  # code points before the bracket in which the full name is looked for
_VOWEL_SOUND = frozenset("AEFHILMNORSX")


@dataclass(frozen=True, slots=True)
class Introduction:
    """`text[start:end]` is the full name with the abbreviation in brackets."""

    start: int
    end: int
    short: str
    full: str


def introduction(prose: str, match: re.Match[str]) -> Introduction | None:
    """The introduction that ends with the bracket `match`. None if the initials of the words before it do not give the
    abbreviation."""
    short = match.group(1)
    plural = short.endswith("s")
    letters = [char.lower() for char in (short.removesuffix("s") if plural else short) if char.isalpha()]
    begin = max(0, match.start() - _REACH)
    lead = prose[begin : match.start()]
    if not lead.endswith(" ") or len(letters) < 2:
        return None
    lead = re.split(r"[.;:!?()\n\ufffc“”\"]", lead)[-1]
    begin = match.start() - len(lead)
    words = list(_WORD.finditer(lead))
    remaining = list(letters)
    for word in reversed(words):
        initial = word.group()[0].lower()
        if remaining and initial == remaining[-1]:
            remaining.pop()
            if not remaining:
                full = lead[word.start() :].rstrip()
                if plural and not full.endswith("s"):
                    return None
                return Introduction(begin + word.start(), match.end(), short, full)
        elif word.group().lower() not in _SMALL:
            return None
    return None


def find(page: ProsePage) -> Iterator[Proposal | Remark | None]:
    introduced: defaultdict[str, list[Introduction]] = defaultdict(list)
    for match in _SHORT.finditer(page.own):
        found = introduction(page.own, match)
        if found is not None and not page.is_own_word(found.short.removesuffix("s")):
            introduced[found.short.removesuffix("s")].append(found)
    used: dict[str, Word] = {}
    for word in page.words:
        stem = re.split("[’']", word.text)[0].removesuffix("s")
        if stem in introduced and stem not in used and not page.in_heading(word.start):
            used[stem] = word
    for short, places in introduced.items():
        yield None
        first = places[0]
        if short in used and used[short].end < first.start:
            yield from _early(page, used[short], first)
        for again in places[1:]:
            if again.full.lower().removesuffix("s") == first.full.lower().removesuffix("s"):
                yield from _again(page, again)


def _early(page: ProsePage, word: Word, first: Introduction) -> Iterator[Proposal | Remark]:
    """The proposals for an abbreviation that is used before it is introduced: the introduction moves to the first
    use."""
    rule = f"consistency/abbreviation/{first.short.removesuffix('s')}"
    why = f"“{word.text}” is used here, but introduced only later, as “{first.full}”."
    safe = word.text == first.short and _article_fits(page, word.start, word.text, first.full)
    if not safe or not _article_fits(page, first.start, first.full, first.short) or _has_suffix(page.text, word.end):
        yield Remark(Span(word.start, word.end), why + " Introduce it at its first use.", "consistency", rule)
        return
    full = _lowered(first.full) if not word.opens else first.full[0].upper() + first.full[1:]
    group = f"{rule}/{word.start}"
    yield _proposal(Edit(word.start, word.text, f"{full} ({first.short})"), rule, why, group)
    later = Edit(first.start, page.text[first.start : first.end], first.short)
    yield _proposal(later, rule, "It is now introduced at its first use.", group)


def _again(page: ProsePage, again: Introduction) -> Iterator[Proposal | Remark]:
    """The proposal for an abbreviation that is introduced again."""
    rule = f"consistency/abbreviation/{again.short.removesuffix('s')}"
    why = f"“{again.short}” was introduced before; the abbreviation is enough here."
    if not _article_fits(page, again.start, again.full, again.short) or page.in_heading(again.start):
        yield Remark(Span(again.start, again.end), why, "consistency", rule)
        return
    yield _proposal(Edit(again.start, page.text[again.start : again.end], again.short), rule, why, "")


def _proposal(edit: Edit, rule: str, why: str, group: str) -> Proposal:
    return Proposal(edit, Intent.COHERENCE, "consistency", rule, why, 0.8, group=group)


def _lowered(full: str) -> str:
    """The full name with a small first letter if it was capitalised only as the first word of a sentence."""
    rest = full.split()[1:]
    return full[0].lower() + full[1:] if rest and all(word.islower() for word in rest) else full


def _has_suffix(text: str, end: int) -> bool:
    """Whether something is attached to the abbreviation that a bracket would separate from it."""
    return text[end : end + 1] in {"'", "’", "-", "/", "(", "‑"} or text[end : end + 2] == " ("


def _article_fits(page: ProsePage, start: int, old: str, new: str) -> bool:
    """Whether an "a" or "an" before `start`, if there is one, fits `new` as well as `old`."""
    before = page.text[max(0, start - 4) : start].lower().split()
    return not before or before[-1] not in {"a", "an"} or _vowel(old) == _vowel(new)


def _vowel(text: str) -> bool:
    """Whether the first sound is probably a vowel. In an abbreviation it is the sound of the letter's name."""
    return text[0] in _VOWEL_SOUND if text[:2].isupper() else text[0].lower() in "aeiou"
