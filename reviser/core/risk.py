"""What a person should look at twice before accepting: a changed number, name, negation, modal, quotation, link ….

Offline and pure: only the edit and the text around it are read. A flag is a reason to look, not a verdict.
"""

import re
from collections import Counter
from collections.abc import Iterable

from reviser.core.edit import Edit, RiskFlag
from reviser.core.segment import sentence_at
from reviser.core.text import Span

_NUMBER = re.compile(r"[-+−]?\d+(?:[.,:/\u00a0\u202f’']\d+)*(?:\s?[%‰])?")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f’'](?=\d{3}(?!\d))")
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen"
    " half twice thrice double triple quarter third".split()
)
_CALENDAR = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday yesterday today tomorrow".split()
)
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely seldom unless".split()
)
_MODALS = frozenset("must shall should may might can could will would ought".split())
_CONTRACTED = re.compile(r"(?i)\b(\w+?)n[’']t\b")
_IRREGULAR = {"wo": "will", "sha": "shall", "ca": "can"}
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_LINK = re.compile(r"(?i)\b(?:https?://|www\.|mailto:)\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+\b")
_CITATION = re.compile(
    r"\[\d+(?:\s*[,–-]\s*\d+)*\]|\((?:[^()]*?\b(?:1[5-9]|20)\d\d[a-z]?)\)|\\cite\w*\{[^}]*\}|\[@[^\]]+\]|\bet al\b"
)
_CODE = re.compile(r"`[^`\n]+`")
_MATHS = re.compile(r"\$[^$\n]+\$|\\\([^\n]+?\\\)|\\[a-zA-Z]+\b|[=<>≤≥≈±×÷∑∫√∞∈]")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")


def risks(base: str, edit: Edit, sentence: Span | None = None) -> tuple[RiskFlag, ...]:
    """The flags of `edit`, which fits `base`; one for each kind of thing that it changes. `sentence`: the one that
    `edit` begins in, where the caller knows it."""
    sentence = sentence or sentence_at(base, edit.start)
    end = max(sentence.end, edit.end)
    before = base[sentence.start : end]
    after = before[: edit.start - sentence.start] + edit.after + before[edit.end - sentence.start :]
    flags = [
        _compared("number", _numbers(before), _numbers(after)),
        _compared("date", _listed(before, _CALENDAR), _listed(after, _CALENDAR)),
        _compared("name", *_names(base, edit, sentence)),
        _compared("negation", _listed(_spread(before), _NEGATIONS), _listed(_spread(after), _NEGATIONS)),
        _compared("modal", _listed(_spread(before), _MODALS), _listed(_spread(after), _MODALS)),
        _compared("link", _LINK.findall(before), _LINK.findall(after)),
        _compared("citation", _CITATION.findall(before), _CITATION.findall(after)),
        _compared("code", _CODE.findall(before), _CODE.findall(after)),
        _compared("maths", _MATHS.findall(before), _MATHS.findall(after)),
        _quotation(before, edit.start - sentence.start, edit),
    ]
    return tuple(flag for flag in flags if flag is not None)


def _compared(kind: str, before: Iterable[str], after: Iterable[str]) -> RiskFlag | None:
    """What is no longer the same, in words; None where all is."""
    old, new = Counter(before), Counter(after)
    gone, come = list((old - new).elements()), list((new - old).elements())
    if gone and come:
        return RiskFlag(kind, f"{_said(gone)} became {_said(come)}")
    if gone:
        return RiskFlag(kind, f"{_said(gone)} is gone")
    if come:
        return RiskFlag(kind, f"{_said(come)} is new")
    return None


def _said(things: list[str]) -> str:
    return ", ".join(f"“{thing}”" for thing in things[:3]) + (" …" if len(things) > 3 else "")


def _numbers(text: str) -> list[str]:
    """Numbers in digits, however their thousands are parted, and in words."""
    return [_THOUSANDS.sub("", number) for number in _NUMBER.findall(text)] + _listed(text, _NUMBER_WORDS)


def _listed(text: str, words: frozenset[str]) -> list[str]:
    return [word for word in map(str.lower, _WORD.findall(text)) if word in words]


def _spread(text: str) -> str:
    """With contractions written out: "don't" and "do not" say the same."""
    text = _CONTRACTED.sub(lambda match: f"{_IRREGULAR.get(match[1].lower(), match[1])} not", text)
    return re.sub(r"(?i)\bcannot\b", "can not", text)


def _names(base: str, edit: Edit, sentence: Span) -> tuple[list[str], list[str]]:
    """The words that begin with a capital though no sentence does there, before and after; nothing where only the
    capitals differ."""
    at_start = not _WORD.search(base[sentence.start : edit.start])

    def names(text: str) -> list[str]:
        matches = [match.group() for match in _WORD.finditer(text)]
        return [word for word in matches[1 if at_start else 0 :] if word[0].isupper() and word not in {"I", "A"}]

    old, new = names(edit.before), names(edit.after)
    if sorted(map(str.lower, _WORD.findall(edit.before))) == sorted(map(str.lower, _WORD.findall(edit.after))):
        return [], []
    return old, new


def _quotation(before: str, at: int, edit: Edit) -> RiskFlag | None:
    """Somebody else's words: the edit stands inside quotation marks."""
    for match in _QUOTED.finditer(before):
        if match.start() < at and at + len(edit.before) < match.end():
            return RiskFlag("quotation", f"inside the quotation {match.group()[:40]}")
    return None
