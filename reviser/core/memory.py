"""What the next round is told of the decisions so far. Only what a person decided teaches anything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviser.core.edit import Decision, DecisionSource, Proposal, Verdict

REJECTIONS_TO_SILENCE = 3


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The person replaced the proposed correction `before` -> `proposed` by their own `after`."""

    before: str
    proposed: str
    after: str


@dataclass(frozen=True, slots=True)
class Memory:
    """`words`: the writer's own words, never to be corrected (document's and person's dictionary, exact spelling).
    `silenced`: rules that propose nothing in this document ("plain/utilize").
    `forms`: by `Proposal.form`, the text accepted once: this document's form.
    `rewrites`: the person's own corrections, to be proposed in place of the reviser's."""

    words: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()
    rewrites: tuple[Rewritten, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision in force and what it was about. Decisions of one event (`seq`) count once."""

    seq: int
    source: DecisionSource
    proposal: Proposal
    decision: Decision


def learn(lessons: Iterable[Lesson], words: frozenset[str], rules: Mapping[str, bool]) -> Memory:
    """The memory that `lessons` make, oldest first. `rules`: what the person set by hand, silenced or not.

    A rule rejected three separate times without an accept falls silent; the spelling of a word likewise, by word.
    """
    rejected: defaultdict[str, set[int]] = defaultdict(set)
    rejected_words: defaultdict[str, set[int]] = defaultdict(set)
    accepted: set[str] = set()
    accepted_words: set[str] = set()
    forms: dict[str, str] = {}
    rewrites: dict[tuple[str, str], str] = {}
    for lesson in lessons:
        if lesson.source is not DecisionSource.PERSON or lesson.decision.verdict is Verdict.UNDECIDED:
            continue
        proposal = lesson.proposal
        edit, after = proposal.edit, applied(proposal, lesson.decision)
        if lesson.decision.verdict is Verdict.REJECT:
            if proposal.word:
                rejected_words[proposal.word].add(lesson.seq)
            else:
                rejected[proposal.rule].add(lesson.seq)
            continue
        accepted_words.add(proposal.word)
        accepted.add(proposal.rule)
        if proposal.form:
            forms[proposal.form] = after
        if lesson.decision.verdict is Verdict.REWRITE:
            rewrites[edit.before, edit.after] = after
    silenced = {rule for rule, seqs in rejected.items() if len(seqs) >= REJECTIONS_TO_SILENCE} - accepted
    kept = {word for word, seqs in rejected_words.items() if len(seqs) >= REJECTIONS_TO_SILENCE} - accepted_words
    silenced |= {rule for rule, silent in rules.items() if silent}
    silenced -= {rule for rule, silent in rules.items() if not silent}
    return Memory(
        words=words | kept,
        silenced=frozenset(silenced),
        forms=tuple(forms.items()),
        rewrites=tuple(Rewritten(before, proposed, after) for (before, proposed), after in rewrites.items()),
    )


def applied(proposal: Proposal, decision: Decision) -> str:
    """The text that an accepting decision puts in the proposal's place."""
    return proposal.edit.after if decision.after is None else decision.after
