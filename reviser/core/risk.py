"""Flags what a person should check before accepting: a changed number, name, negation, modal, quotation, link and so
on.

Only the edit and the text around it are examined. A flag is a reason to look, not a verdict. What is recognised as one
thing (an address, a date) is removed before the next kind is searched, so "15 May 1987" is a date and neither a number
nor a modal. Measured in `tests/benchmarks/eval_risk.py`.

The kinds are one table, RISK_KINDS; a new one is an entry there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from reviser.core.blockquotes import in_block_quotation
from reviser.core.edit import Edit, RiskFlag
from reviser.core.invisible_characters import added_invisible, describe_invisible
from reviser.core.quantities import DATE, MONTH, YEAR, dates, quantities
from reviser.core.segment import sentence_at
from reviser.core.text import Span
from reviser.messages import message

_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely seldom unless".split()
)
_OPPOSITE = re.compile(r"(?:un|in|im|ir|il|dis|non-?)(\w{4,})")
_DENIES_NOTHING = re.compile(r"(?i)(?<=\bwhether)\s+or\s+not\b")
_MODALS = frozenset("must shall should may might can could will would ought".split())
_OBLIGED = re.compile(r"(?i)\b(ha)(?:ve|s|d|ving)\s+to\b|\b(need)(?:s|ed|ing)?\s+to\b")
# Also without an apostrophe: "dont" negates as "don't" does.
_CONTRACTED = re.compile(
    r"(?i)\b(?:(\w+?)n[’']t|(do|does|did|is|are|was|were|have|has|had|would|could|should|must|ca|wo)nt)\b"
)
_IRREGULAR = {"wo": "will", "sha": "shall", "ca": "can", "ai": "is"}
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:;…](?:[”\"’)])*\s*|\n)[\s“‘'\"(\[–¤#>*_+|•–-]*(?:\d{1,3}\)\s+)?$")
_COMMON = frozenset(
    "a an the this that these those it he she they we i you in on at by for of to from with as and or but if when while"
    " since after before because although though however moreover also then there here one some many most all any each"
    " every no not its his her their our my your what which who how why where during until under over both such even"
    " other another first second third gps tv cd dvd pc ai ceo ok i'm i’m i've i’ve i'd i’d i'll i’ll".split()
)
_ENDING = re.compile(r"(?:[’']s?|ians?|ans?|ns?|ish|ism|y|s|a|ia)$")
_MARKS = str.maketrans("“”„«»", '"""""')
_FAR = 1000  # code points around an edit in which the beginning of a quotation is searched


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Finds things of one kind. `hint` is a faster test for texts that may contain one."""

    pattern: re.Pattern[str]
    hint: re.Pattern[str]

    def count(self, text: str) -> Counter[str]:
        """The things in a text with their counts."""
        return Counter(self.pattern.findall(text) if self.hint.search(text) else ())

    def blanked(self, text: str) -> str:
        """The text with a sign in place of each thing."""
        return self.pattern.sub(" ¤ ", text) if self.hint.search(text) else text


_LINK = _Pattern(
    re.compile(r"(?i)\b(?:https?://|www\.|mailto:)[^\s<>\"”]*[^\s<>\"”.,;:!?)]|\b[\w.+-]+@[\w-]+\.[\w.-]*\w\b"),
    re.compile(r"(?i)://|www|mailto|@"),
)
_ANYTHING = re.compile("")
_CODE = _Pattern(re.compile(r"`[^`\n]+`"), re.compile(r"`"))
_CITATION = _Pattern(
    re.compile(
        rf"\[\d+(?:\s*[,–-]\s*\d+)*\]|\((?!{MONTH})(?:see |cf\. |e\.g\.,? )?[A-Z][^()\d]*?,?\s"
        rf"(?:{YEAR}[a-z]?(?:[:,]\s?(?:pp?\.\s?)?\d+)?|(?:pp?\.\s?)?\d{{1,3}})\)"
        rf"|\\cite\w*\{{[^}}]*\}}|\[@[^\]]+\]|[A-Z][\w-]+\set\sal\.?,?\s\(?{YEAR}[a-z]?\)?|\b[A-Z]\w+,\s\d{{2,3}}(?=\s[A-Z])"
        rf"|\b(?:[Vv]ol(?:ume|\.)\s\d+,\s)?pp?\.\s?\d+(?:\s?[–-]\s?\d+)?(?:\s\((?:{MONTH}\s)?{YEAR}\))?"
    ),
    re.compile(r"\d|[@\\]"),
)
_MATHS = _Pattern(
    re.compile(r"\$(?=\S)[^$\n]*[^\s$]\$(?!\d)|\\\([^\n]+?\\\)|\\[a-zA-Z]+\b|[=<>≤≥≈±×÷∑∫√∞∈]"),
    re.compile(r"[$\\=<>≤≥≈±×÷∑∫√∞∈]"),
)


@dataclass(frozen=True)
class _Change:
    """An edit of `base`, and the sentence around it before and after, `old` and `new`, without what was removed
    already."""

    base: str
    edit: Edit
    old: str
    new: str

    def without(self, pattern: _Pattern) -> "_Change":
        """The change without what a pattern finds."""
        old, new = pattern.blanked(self.old), pattern.blanked(self.new)
        return self if old == self.old and new == self.new else _Change(self.base, self.edit, old, new)

    @cached_property
    def reorders(self) -> bool:
        """Whether the edit only reorders the same words."""
        return sorted(_WORD.findall(self.edit.before)) == sorted(_WORD.findall(self.edit.after))

    @cached_property
    def quantities(self) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
        """The numbers with their units, before and after."""
        return quantities(self.old), quantities(self.new)

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """The words in lower case with contractions expanded, before and after."""
        return _lowered(self.old), _lowered(self.new)


@dataclass(frozen=True, slots=True)
class RiskKind:
    """A kind of thing that an edit can change.

    `code` is its name in flags, the history and exports. `noun` is its name for a person. `find` returns the flag for a
    change, None if nothing of this kind changes. `pattern` is removed from the sentence before later kinds are
    searched. `counted`: the plural has an s. `quoted`: values are named in quotation marks. `states`: the text states
    it, so a language model's edit of style must not change it."""

    code: str
    noun: str
    find: Callable[["RiskKind", _Change], RiskFlag | None]
    pattern: _Pattern | None = None
    counted: bool = True
    quoted: bool = True
    states: bool = False


def risks(base: str, edit: Edit, sentence: Span | None = None) -> tuple[RiskFlag, ...]:
    """The flags of `edit`, which fits `base`; one for each kind of thing that it changes. `sentence` is the one in
    which `edit` begins, if known."""
    sentence = sentence or sentence_at(base, edit.start)
    old = base[sentence.start : max(sentence.end, edit.end)]
    new = old[: edit.start - sentence.start] + edit.after + old[edit.end - sentence.start :]
    change = _Change(base, edit, old, new)
    flags: list[RiskFlag | None] = []
    for kind in RISK_KINDS:
        flags.append(kind.find(kind, change))
        if kind.pattern is not None:
            change = change.without(kind.pattern)
    return tuple(flag for flag in flags if flag is not None)


def unseen_signs(base: str, edit: Edit) -> RiskFlag | None:
    """The flag for invisible characters that `edit` adds to `base`."""
    signs = added_invisible(edit.before, edit.after, base)
    if not signs:
        return None
    many = len(signs) > 1
    return RiskFlag("sign", f"the sign{'s' if many else ''} {describe_invisible(signs)} {'are' if many else 'is'} new")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text states and a revision must not lose. Numbers and dates by meaning, names by stem, each as written in
    the text; negations with counts; `stems` of all words."""

    numbers: Mapping[str, str]
    dates: Mapping[str, str]
    names: Mapping[str, str]
    negations: Mapping[str, int]
    stems: frozenset[str]


def facts(text: str) -> Facts:
    """The facts of a whole text, without those in addresses, code, citations and maths."""
    for pattern in (_LINK, _CODE, _CITATION, _MATHS):
        text = pattern.blanked(text)
    stated = dates(text)
    text = DATE.sub(" ¤ ", text)
    numbers = {f"{key} {unit}".strip(): shown for key, (shown, unit) in quantities(text).items()}
    negations = Counter(word for word in _lowered(text) if word in _NEGATIONS)
    stems = frozenset(_stem(word) for word in _WORD.findall(text))
    return Facts(numbers, stated, _names(text), negations, stems)


def _by_pattern(kind: RiskKind, change: _Change) -> RiskFlag | None:
    """The flag for things found by the kind's pattern that occur less often than before."""
    pattern = kind.pattern
    return None if pattern is None else _compare_values(kind, pattern.count(change.old), pattern.count(change.new))


def _compare_values(kind: RiskKind, old: Counter[str], new: Counter[str]) -> RiskFlag | None:
    """The flag that names what occurs less often; None if nothing does."""
    return _flag(kind, list((old - new).elements()), list((new - old).elements()))


def _known_value_flag(kind: RiskKind, old: Mapping[str, str], new: Mapping[str, str]) -> RiskFlag | None:
    """As `_compare_values`, for values whose repetition adds nothing: by meaning, each as written in the text."""
    gone = [shown for key, shown in old.items() if key not in new]
    return _flag(kind, gone, [shown for key, shown in new.items() if key not in old])


def _flag(kind: RiskKind, missing: list[str], come: list[str]) -> RiskFlag | None:
    if missing and come:
        return RiskFlag(kind.code, f"{_value_list(kind, missing)} became {_value_list(kind, come)}")
    if not missing and not come:
        return None
    things = missing or come
    many = len(things) > 1 and kind.counted
    noun, verb, what = f"{kind.code}{'s' if many else ''}", "are" if many else "is", "gone" if missing else "new"
    return RiskFlag(kind.code, f"the {noun} {_value_list(kind, things)} {verb} {what}")


def _value_list(kind: RiskKind, things: list[str]) -> str:
    shown = [" ".join(thing.split()) for thing in things[:3]]
    shown = [thing if len(thing) <= 60 else thing[:59].rstrip() + "…" for thing in shown]
    return ", ".join(f"“{thing}”" if kind.quoted else thing for thing in shown) + (" …" if len(things) > 3 else "")


def _signs(_kind: RiskKind, change: _Change) -> RiskFlag | None:
    return unseen_signs(change.base, change.edit)


def _date(kind: RiskKind, change: _Change) -> RiskFlag | None:
    return _known_value_flag(kind, dates(change.old), dates(change.new))


def _number(kind: RiskKind, change: _Change) -> RiskFlag | None:
    before, after = ({key: shown for key, (shown, _) in found.items()} for found in change.quantities)
    flag = _known_value_flag(kind, before, after)
    if flag is None and change.reorders and list(before) != list(after):
        was, now = _value_list(kind, [*before.values()]), _value_list(kind, [*after.values()])
        return RiskFlag(kind.code, f"{was} became {now}")
    return flag


def _unit(kind: RiskKind, change: _Change) -> RiskFlag | None:
    """The flag for unchanged numbers with another unit."""
    before, after = change.quantities
    changed = [key for key in before if key in after and before[key][1] != after[key][1]]
    return _flag(kind, [before[key][0] for key in changed], [after[key][0] for key in changed])


def _name(kind: RiskKind, change: _Change) -> RiskFlag | None:
    """The flag for changed capitalised words that do not begin a sentence; or of one that does, if another capitalised
    word follows."""
    before, after = _names(change.old), _names(change.new)
    here, there = _words_of(change.old), _words_of(change.new)
    gone = [shown for key, shown in before.items() if key not in there]
    come = [shown for key, shown in after.items() if key not in here]
    reordered = change.reorders and list(before) != list(after) and before.keys() == after.keys()
    if not gone and not come and reordered:
        gone, come = list(before.values()), list(after.values())
    return _flag(kind, gone, come)


def _modal(kind: RiskKind, change: _Change) -> RiskFlag | None:
    before, after = change.words
    return _compare_values(kind, _only(before, _MODALS), _only(after, _MODALS))


def _words_of(text: str) -> set[str]:
    """The stems of the words, and each without an apostrophe, because "Its", "It's" and "it is" are about the same
    thing."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        bare = re.sub(r"[’']", "", word.lower())
        found |= {_stem(word), bare, re.sub(r"s$", "", bare), _stem(re.sub(r"s$", "", bare))}
    return found


def _names(text: str) -> dict[str, str]:
    names: dict[str, str] = {}
    words = list(_WORD.finditer(text))
    for place, match in enumerate(words):
        word = match.group()
        if not word[0].isupper() or len(word) == 1 or word.lower() in _COMMON:
            continue
        if _STARTS.search(text[max(0, match.start() - 12) : match.start()] if match.start() else ""):
            follows = words[place + 1] if place + 1 < len(words) else None
            joined = follows and follows.start() == match.end() + 1 and follows.group()[0].isupper()
            if not (joined or word[1:].lower() != word[1:] or word.endswith(("'s", "’s"))):
                continue
        names.setdefault(_stem(word), re.sub(r"[’']s$", "", word))
    return names


def _stem(word: str) -> str:
    """The stem of a name: equal for "Italy", "Italian" and "Italy's"."""
    word = re.sub(r"[’']s?$", "", word.lower())
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= 4 else word


def _negation_key(match: re.Match[str]) -> str:
    return str(match[1] or match[2])


def _lowered(text: str) -> list[str]:
    """The words with contractions expanded, because "don't" and "do not" mean the same."""
    text = _CONTRACTED.sub(
        lambda match: f"{_IRREGULAR.get(_negation_key(match).lower(), _negation_key(match))} not", text
    )
    text = re.sub(r"(?i)\bcannot\b", "can not", text)
    text = _DENIES_NOTHING.sub(" ", text)
    text = re.sub(r"(?i)(?<=\w)[’']ll\b", " will", text)
    obliged = [("have to" if match[1] else "need to") for match in _OBLIGED.finditer(text)]
    return [*(re.sub(r"[’']s$", "", word.lower()) for word in _WORD.findall(text)), *obliged]


def _only(words: Iterable[str], wanted: frozenset[str]) -> Counter[str]:
    return Counter(word for word in words if word in wanted or word in {"have to", "need to"})


def _negation(kind: RiskKind, change: _Change) -> RiskFlag | None:
    """The flag for added or removed negations, and for words that become their opposite; "not able" and "unable" are
    the same."""
    old, new = change.words
    ours, theirs = (Counter(word for word in words if word in _NEGATIONS) for words in (old, new))
    missing, come = list((ours - theirs).elements()), list((theirs - ours).elements())
    here, there = Counter(old), Counter(new)
    for word in sorted((here - there) | (there - here)):
        match = _OPPOSITE.fullmatch(word)
        if match is None:
            continue
        plain = match[1]
        if there[word.removesuffix(plain)] > here[word.removesuffix(plain)]:
            continue  # "inorder" became "in order"
        if there[word] > here[word] and here[plain] > there[plain]:
            if "not" in missing:
                missing.remove("not")
            else:
                missing, come = [*missing, plain], [*come, word]
        elif here[word] > there[word] and there[plain] > here[plain]:
            if "not" in come:
                come.remove("not")
            else:
                missing, come = [*missing, word], [*come, plain]
    return _flag(kind, missing, come)


def _quotation(kind: RiskKind, change: _Change) -> RiskFlag | None:
    """The flag for a quotation that is changed, added or removed, or a quotation mark that is."""
    old, new = change.old, change.new
    if ">" in change.base and in_block_quotation(change.base, change.edit.start):
        return RiskFlag(kind.code, "inside a block quotation")
    marks, others = old.translate(_MARKS).count('"'), new.translate(_MARKS).count('"')
    if abs(marks - others) % 2:
        return RiskFlag(kind.code, f"a quotation mark is {'gone' if marks > others else 'new'}")
    if not marks and not others:
        return _within(kind, change.base, change.edit)
    ours, theirs = (Counter(text.translate(_MARKS).split('"')[1::2]) for text in (old, new))
    return _compare_values(kind, ours, theirs) or _within(kind, change.base, change.edit)


def _within(kind: RiskKind, base: str, edit: Edit) -> RiskFlag | None:
    """The flag for an edit inside a quotation that began in an earlier sentence of the paragraph."""
    before = base[max(0, edit.start - _FAR) : edit.start]
    opened = before.rfind("“")
    if opened <= before.rfind("”") or "\n" in before[opened:] or edit.before == edit.after:
        return None
    closed = re.match(r"[^”“\n]*”", base[edit.end : edit.end + _FAR])
    if closed is None:
        return None
    return RiskFlag(kind.code, f"inside the quotation {_value_list(kind, [before[opened + 1 :]])}")


# In the order in which they are searched and removed from the sentence.
RISK_KINDS: tuple[RiskKind, ...] = (
    RiskKind("sign", message("sign"), _signs),
    RiskKind("quotation", message("quotation"), _quotation),
    RiskKind("link", message("link"), _by_pattern, _LINK),
    RiskKind("code", message("code"), _by_pattern, _CODE, counted=False),
    RiskKind("citation", message("citation"), _by_pattern, _CITATION),
    RiskKind("maths", message("maths"), _by_pattern, _MATHS, counted=False),
    RiskKind("date", message("date"), _date, _Pattern(DATE, _ANYTHING), quoted=False, states=True),
    RiskKind("number", message("number"), _number, quoted=False, states=True),
    RiskKind("unit", message("unit"), _unit, quoted=False, states=True),
    RiskKind("name", message("name"), _name, states=True),
    RiskKind("negation", message("negation"), _negation, states=True),
    RiskKind("modal", message("modal"), _modal, quoted=False, states=True),
)
_NOUNS = {kind.code: kind.noun for kind in RISK_KINDS}
STATED = frozenset(kind.code for kind in RISK_KINDS if kind.states)


def risk_noun(code: str) -> str:
    """The name of a kind of risk for a person; the code itself if it is unknown."""
    return _NOUNS.get(code, code)
