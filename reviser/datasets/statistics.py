"""The figures that the papers report: edits and accepted edits by session, by setting, depth, intent and so on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reviser.core.edit import Verdict
from reviser.datasets.annotations import Annotation, JudgedEdit

Key = str | int

# The keys that figures can be grouped by. A key of the edit divides a session's edits; the others group whole sessions.
_OF_ANNOTATION: dict[str, Callable[[Annotation], Key]] = {
    "setting": lambda annotation: annotation.setting,
    "depth": lambda annotation: annotation.depth,
    "reviser": lambda annotation: annotation.reviser,
    "model": lambda annotation: annotation.model,
    "annotator": lambda annotation: annotation.annotator,
    "document": lambda annotation: annotation.document,
    "day": lambda annotation: annotation.saved[:10],
}
ERROR_TYPE = "error-type"  # of edits that have been given theirs (error_types.py)
_OF_EDIT: dict[str, Callable[[JudgedEdit], Key]] = {
    "intent": lambda judged: judged.intent,
    "type": lambda judged: judged.type,
    ERROR_TYPE: lambda judged: judged.error_type,
}
KEYS = (*_OF_ANNOTATION, *_OF_EDIT)
STRATA = tuple(key for key in KEYS if key != ERROR_TYPE)  # what parts of an export can be mixed by


def values(annotation: Annotation, key: str) -> list[Key]:
    """The value of each edit of an annotation for one of KEYS. If the key is one of sessions, an annotation without
    edits has a value too. Raises KeyError for another key."""
    if key in _OF_ANNOTATION:
        return [_OF_ANNOTATION[key](annotation)] * max(1, len(annotation.edits))
    return [_OF_EDIT[key](judged) for judged in annotation.edits]


@dataclass(frozen=True, slots=True)
class GroupStatistics:
    """The figures of the sessions and edits that share `group`, which has one value for each requested key. A session
    is counted if at least one of its edits belongs to the group."""

    group: tuple[Key, ...]
    sessions: int
    edits: int
    accepted: int

    @property
    def edits_per_session(self) -> float:
        return self.edits / self.sessions

    @property
    def accepted_per_session(self) -> float:
        return self.accepted / self.sessions

    @property
    def accepted_share(self) -> float:
        """The share of edits that were accepted, 0 to 1."""
        return self.accepted / self.edits


def rows(annotations: Iterable[Annotation], keys: Sequence[str]) -> list[GroupStatistics]:
    """A row for each combination of values of `keys` (of KEYS) that occurs, sorted; one row in all if there are no
    keys. Raises KeyError for an unknown key."""
    whole = [(at, _OF_ANNOTATION[key]) for at, key in enumerate(keys) if key in _OF_ANNOTATION]
    single = [(at, _OF_EDIT[key]) for at, key in enumerate(keys) if key not in _OF_ANNOTATION]
    sessions: defaultdict[tuple[Key, ...], int] = defaultdict(int)
    edits: defaultdict[tuple[Key, ...], int] = defaultdict(int)
    accepted: defaultdict[tuple[Key, ...], int] = defaultdict(int)
    for annotation in annotations:
        group: list[Key] = [""] * len(keys)
        for at, of_save in whole:
            group[at] = of_save(annotation)
        there: set[tuple[Key, ...]] = set()
        for judged in annotation.edits:
            for at, of_edit in single:
                group[at] = of_edit(judged)
            found = tuple(group)
            there.add(found)
            edits[found] += 1
            accepted[found] += judged.accepted
        for found in there:
            sessions[found] += 1
    return [GroupStatistics(group, sessions[group], edits[group], accepted[group]) for group in sorted(edits)]


@dataclass(frozen=True, slots=True)
class AnnotatorAgreement:
    """The agreement of two annotators on the edits that both judged. `percent` is 0 to 1. Cohen's kappa (1960) and
    Krippendorff's alpha for nominal data (2011) are None if the annotators could not have differed by chance."""

    annotators: tuple[str, str]
    edits: int
    percent: float
    kappa: float | None
    alpha: float | None


# What identifies an edit: its setting, depth, place and texts, with either its document, or the text that it is in,
# since one annotator's history may give the document another name.
_Known = tuple[object, ...]


class _Judged(NamedTuple):
    """A decision on an edit: the number of the text that the edit is in, None without a text; and the edit as
    identified within that text."""

    text: int | None
    by_text: _Known | None
    accepted: bool


def agreements(annotations: Iterable[Annotation]) -> list[AnnotatorAgreement]:
    """The agreement of each pair of annotators that judged the same edits. Two edits are the same if they agree in
    setting, depth, place, removed text and offered text, and are in the same text; if one's text is missing, in the
    same document."""
    judged: defaultdict[str, dict[_Known, _Judged]] = defaultdict(dict)
    texts: dict[str, int] = {}
    for annotation in annotations:
        text = None if annotation.base is None else texts.setdefault(annotation.base, len(texts))
        for one in annotation.edits:
            if one.verdict is Verdict.UNDECIDED:
                continue
            by_text = None if text is None else (annotation.setting, annotation.depth, text, one.edit)
            known = annotation.setting, annotation.document, annotation.depth, one.edit
            judged[annotation.annotator][known] = _Judged(text, by_text, one.accepted)
    found: list[AnnotatorAgreement] = []
    names = sorted(judged)
    for number, name in enumerate(names):
        for other in names[number + 1 :]:
            both = list(_both(judged[name], judged[other]))
            if both:
                found.append(_agreement((name, other), both))
    return found


def _both(first: Mapping[_Known, _Judged], second: Mapping[_Known, _Judged]) -> Iterator[tuple[bool, bool]]:
    """The two decisions on each edit that both annotators judged."""
    left = dict(second)
    alone: list[_Judged] = []
    for known, one in first.items():
        other = left.get(known)
        if other is not None and (one.text is None or other.text is None or one.text == other.text):
            yield one.accepted, left.pop(known).accepted
        else:
            alone.append(one)
    by_text = {other.by_text: other for other in left.values() if other.by_text is not None}
    for one in alone:
        if one.by_text is not None and one.by_text in by_text:
            yield one.accepted, by_text.pop(one.by_text).accepted


def _agreement(annotators: tuple[str, str], pairs: list[tuple[bool, bool]]) -> AnnotatorAgreement:
    count = len(pairs)
    same = sum(one is other for one, other in pairs) / count
    first, second = sum(one for one, _ in pairs) / count, sum(other for _, other in pairs) / count
    kappa = cohens_kappa(same, first, second)
    # Krippendorff: both values of every pair are drawn from one urn, without putting back.
    accepted = sum(one + other for one, other in pairs)
    values = 2 * count
    differing = 2 * accepted * (values - accepted) / (values * (values - 1))
    alpha = None if differing == 0 else 1 - (1 - same) / differing
    return AnnotatorAgreement(annotators, count, same, kappa, alpha)


def cohens_kappa(same: float, first: float, second: float) -> float | None:
    """Cohen's kappa of two who answer yes or no: they agree on a share `same`, and say yes to the shares `first` and
    `second`. None if they could not have differed by chance."""
    by_chance = first * second + (1 - first) * (1 - second)
    return None if by_chance == 1 else (same - by_chance) / (1 - by_chance)
